//! Arithmetic and bitwise operators.

use super::is_proper_subclass;
use crate::heap::Kind;
use crate::names::Names;
use crate::object::class::{Class, native_items};
use crate::object::dict;
use crate::object::exception::Exc;
use crate::object::foreign::Foreign;
use crate::object::instance::{Instance, native_container};
use crate::object::list::{self, List};
use crate::object::native::NativeFunction;
use crate::object::number::{self, Number};
use crate::object::set::algebra;
use crate::object::str::Str;
use crate::object::tuple::{self, Tuple};
use crate::object::{bytearray, bytes};
use crate::op::Op;
use crate::ops::Compare;
use crate::value::Value;
use crate::vm::{Raised, Res, Vm};

/// The names of an operator: its special method, the reflected one, the in-place one, and the symbol.
pub(crate) struct Operator<Name = Value> {
    pub special: Name,
    pub reflected: Name,
    pub inplace: Name,
    symbol: &'static str,
}

impl Operator<&Value> {
    pub(crate) fn of(names: &Names, op: Op) -> Operator<&Value> {
        let n = names;
        let (special, reflected, inplace, symbol) = match op {
            Op::Add => (&n.add, &n.radd, &n.iadd, "+"),
            Op::Sub => (&n.sub, &n.rsub, &n.isub, "-"),
            Op::Mul => (&n.mul, &n.rmul, &n.imul, "*"),
            Op::TrueDiv => (&n.truediv, &n.rtruediv, &n.itruediv, "/"),
            Op::FloorDiv => (&n.floordiv, &n.rfloordiv, &n.ifloordiv, "//"),
            Op::Mod => (&n.mod_, &n.rmod, &n.imod, "%"),
            Op::Pow => (&n.pow, &n.rpow, &n.ipow, "**"),
            Op::MatMul => (&n.matmul, &n.rmatmul, &n.imatmul, "@"),
            Op::LShift => (&n.lshift, &n.rlshift, &n.ilshift, "<<"),
            Op::RShift => (&n.rshift, &n.rrshift, &n.irshift, ">>"),
            Op::BitAnd => (&n.and, &n.rand, &n.iand, "&"),
            Op::BitOr => (&n.or, &n.ror, &n.ior, "|"),
            Op::BitXor => (&n.xor, &n.rxor, &n.ixor, "^"),
            _ => unreachable!("{op:?} is no binary operator"),
        };
        Operator { special, reflected, inplace, symbol }
    }

    fn cloned(self) -> Operator {
        let Operator { special, reflected, inplace, symbol } = self;
        Operator { special: special.clone(), reflected: reflected.clone(), inplace: inplace.clone(), symbol }
    }
}

/// The special method of `-a`, `+a` or `~a`, and the symbol.
fn unary_operator(names: &Names, op: Op) -> (&Value, &'static str) {
    match op {
        Op::Neg => (&names.neg, "-"),
        Op::Pos => (&names.pos, "+"),
        _ => (&names.invert, "~"),
    }
}

/// The name of the special method of `-a`, `+a` or `~a`.
pub(crate) fn unary_name(names: &Names, op: Op) -> &Value {
    unary_operator(names, op).0
}

/// The names of all binary operators' methods, and of those of comparisons.
fn operator_methods(vm: &Vm) -> impl Iterator<Item = Value> {
    use Compare::{Eq, Ge, Gt, Le, Lt, Ne};
    use Op::{Add, BitAnd, BitOr, BitXor, FloorDiv, LShift, MatMul, Mod, Mul, Pow, RShift, Sub, TrueDiv};
    let operators =
        [Add, Sub, Mul, TrueDiv, FloorDiv, Mod, Pow, MatMul, LShift, RShift, BitAnd, BitOr, BitXor].map(|op| {
            let names = Operator::of(&vm.names, op);
            [names.special, names.reflected, names.inplace]
        });
    let comparisons = [Lt, Le, Eq, Ne, Gt, Ge].map(|which| which.special(vm).clone());
    operators.into_iter().flatten().cloned().chain(comparisons)
}

/// What operators on numbers see of a value: the number inside an instance of a class that extends one and inherits
/// its operators, as far as [`Vm::note_operators`] knows. `None`: only its special methods know.
pub(crate) fn number_inside(value: &Value) -> Option<&Value> {
    if value.is_kind(Kind::Instance) { native_container(value, native_items::OPERATORS) } else { Some(value) }
}

/// The numbers that an operator sees of two operands of which at least one is an instance (see [`number_inside`]).
pub(super) fn numbers_inside<'a>(a: &'a Value, b: &'a Value) -> Option<(&'a Value, &'a Value)> {
    if !(a.is_kind(Kind::Instance) || b.is_kind(Kind::Instance)) {
        return None;
    }
    Some((number_inside(a)?, number_inside(b)?))
}

/// Is `method` a native of a built-in sequence?
fn is_sequence_native(method: &Value) -> bool {
    let Some(native) = method.exact::<NativeFunction>() else { return false };
    let owner = native.owner.get();
    let kind = owner.exact::<Class>().and_then(|c| c.base_kind.get());
    matches!(kind, Some(Kind::List | Kind::Tuple | Kind::Str | Kind::Bytes | Kind::ByteArray))
}

/// Is `method`, which `class` has for `op`, a `+` or `*` of a built-in sequence that comes after the other operand's? CPython
/// keeps these apart from arithmetic, until a class of the program's defines `counterpart`, the method for the operand on
/// the other side.
fn is_sequence_operator(op: Op, class: &Class, method: Option<&Value>, counterpart: &Value) -> bool {
    matches!(op, Op::Add | Op::Mul)
        && method.is_some_and(is_sequence_native)
        && class.lookup(counterpart).is_none_or(|found| found.is_kind(Kind::Native))
}

impl Vm {
    /// `a op b` for an arithmetic or bitwise operator, `a op= b` if `inplace`.
    pub fn binary(&mut self, op: Op, inplace: bool, a: &Value, b: &Value) -> Res {
        if let Some(result) = number::binary(self, op, a, b) {
            return result;
        }
        if let Some((x, y)) = numbers_inside(a, b)
            && let Some(result) = number::binary(self, op, x, y)
        {
            return result;
        }
        if let Some(foreign) = a.exact::<Foreign>()
            && let Some(result) = foreign.binary(self, op, b)
        {
            return result;
        }
        if op == Op::Add {
            if let (Some(x), Some(y)) = (a.exact::<Str>(), b.exact::<Str>()) {
                return crate::object::str::concat(self, x, y);
            }
            if let (Some(x), Some(y)) = (a.exact::<List>(), b.exact::<List>()) {
                if inplace {
                    list::extend_from_list(x, y);
                    return Ok(a.clone());
                }
                return Ok(list::concat(x, y));
            }
            if a.is_kind(Kind::Tuple) && b.is_kind(Kind::Tuple) {
                return tuple::add(self, &[a.clone(), b.clone()]);
            }
        }
        if let Some(result) = self.binary_builtin(op, inplace, a, b) {
            return result;
        }
        self.nested("", |vm| vm.binary_special(op, inplace, a, b))
    }

    /// The operators of strings and sequences with operands that have no say in it: `%` of a string, `*` by an integer.
    fn binary_builtin(&mut self, op: Op, inplace: bool, a: &Value, b: &Value) -> Option<Res> {
        match op {
            // An instance of a subclass of `str` may come first.
            Op::Mod if a.is_kind(Kind::Str) && !b.base_value().is_some_and(|base| base.is_kind(Kind::Str)) => {
                Some(crate::object::str::methods::modulo(self, a, b))
            }
            Op::Add if inplace && a.is_kind(Kind::List) && b.is_kind(Kind::Tuple) => {
                Some(list::methods::iadd(self, &[a.clone(), b.clone()]))
            }
            Op::Add if b.is_kind(Kind::Bytes) => match a.kind()? {
                Kind::Bytes => Some(bytes::shared::add(self, &[a.clone(), b.clone()])),
                Kind::ByteArray if inplace => Some(bytearray::methods::iadd(self, &[a.clone(), b.clone()])),
                _ => None,
            },
            Op::BitOr if a.is_kind(Kind::Dict) && b.is_kind(Kind::Dict) => {
                let operator = if inplace { dict::methods::ior } else { dict::methods::or };
                Some(operator(self, &[a.clone(), b.clone()]))
            }
            Op::Mul if !inplace && b.is_small_int() => {
                let times = b.small_int_value();
                let items = match a.kind()? {
                    Kind::Str => crate::object::str::repeat(self, a, times),
                    Kind::List => list::repeat(self, &a.exact::<List>()?.items().borrow(), times).map(List::value),
                    Kind::Tuple if times != 1 => {
                        list::repeat(self, a.exact::<Tuple>()?.items(), times).map(Tuple::value)
                    }
                    Kind::Bytes => bytes::shared::multiply(self, &[a.clone(), b.clone()]),
                    _ => return None,
                };
                Some(items)
            }
            Op::BitOr | Op::BitAnd | Op::Sub | Op::BitXor if algebra::is_exact(a) && algebra::is_exact(b) => {
                let combine = if inplace && a.is_kind(Kind::Set) { algebra::combine_inplace } else { algebra::combine };
                Some(combine(self, op, a, b))
            }
            _ => None,
        }
    }

    /// `a op b` by the operands' special methods.
    fn binary_special(&mut self, op: Op, inplace: bool, a: &Value, b: &Value) -> Res {
        self.note_operators(a);
        self.note_operators(b);
        let names = Operator::of(&self.names, op).cloned();
        let (class_a, class_b) = (self.class_of(a), self.class_of(b));
        // For `+=` on a sequence, an in-place native, done last.
        let mut inplace_sequence = None;
        if inplace && let Some(method) = class_a.lookup(&names.inplace) {
            // A class of the program's inherits `+=` of a sequence as arithmetic.
            let is_apart = op == Op::Mul || op == Op::Add && class_a.is_builtin;
            if is_apart && is_sequence_native(&method) {
                inplace_sequence = Some(method);
            } else {
                if method.is_none() {
                    return Err(self.error(Exc::TypeError, "'NoneType' object is not callable"));
                }
                let result = self.call_found(&method, &names.inplace, a, b)?;
                if !result.is_not_implemented() {
                    return Ok(result);
                }
            }
        }
        let left = class_a.lookup(&names.special);
        let right = if class_a.is(&class_b) { None } else { class_b.lookup(&names.reflected) };
        let left_sequence = is_sequence_operator(op, &class_a, left.as_ref(), &names.reflected);
        let right_sequence = is_sequence_operator(op, &class_b, right.as_ref(), &names.special);
        let mut right = right;
        if let Some(method) = right.as_ref().filter(|_| is_proper_subclass(&class_b, &class_a) && !right_sequence) {
            let inherited = class_a.lookup(&names.reflected);
            if !inherited.is_some_and(|i| i.is(method)) {
                let result = self.call_found(method, &names.reflected, b, a)?;
                if !result.is_not_implemented() {
                    return Ok(result);
                }
                right = None;
            }
        }
        if let Some(method) = left.as_ref().filter(|_| !left_sequence) {
            let result = self.call_found(method, &names.special, a, b)?;
            if !result.is_not_implemented() {
                return Ok(result);
            }
        }
        let left = left.filter(|_| left_sequence).map(|method| (method, &names.special));
        let of_left = inplace_sequence.map(|method| (method, &names.inplace)).or(left);
        self.binary_after(op, inplace, a, b, (right, right_sequence), of_left)
    }

    /// `a op b` after the method of `a`, which came first, has declined.
    pub(crate) fn binary_reflected(&mut self, op: Op, inplace: bool, a: &Value, b: &Value) -> Res {
        let (class_a, class_b) = (self.class_of(a), self.class_of(b));
        let Operator { special, reflected, .. } = Operator::of(&self.names, op);
        let right = if class_a.is(&class_b) { None } else { class_b.lookup(reflected) };
        let is_sequence = is_sequence_operator(op, &class_b, right.as_ref(), special);
        self.binary_after(op, inplace, a, b, (right, is_sequence), None)
    }

    /// `a op b` after what comes first has declined: by the reflected method of `b`, if that is to be asked, and by a
    /// built-in sequence's method: of `a`, whose name is given, or that of `b`, if it is marked as one.
    fn binary_after(
        &mut self,
        op: Op,
        inplace: bool,
        a: &Value,
        b: &Value,
        (right, right_sequence): (Option<Value>, bool),
        of_left: Option<(Value, &Value)>,
    ) -> Res {
        let Operator { reflected, symbol, .. } = Operator::of(&self.names, op).cloned();
        if let Some(method) = right.as_ref().filter(|_| !right_sequence) {
            let result = self.call_found(method, &reflected, b, a)?;
            if !result.is_not_implemented() {
                return Ok(result);
            }
        }
        if let Some((method, name)) = of_left {
            return self.sequence_operator(op, &method, name, a, b);
        }
        if let Some(method) = right.filter(|_| right_sequence)
            && !(inplace && op == Op::Mul && self.counts_as_sequence(&self.class_of(a)))
        {
            return self.sequence_operator(op, &method, &reflected, b, a);
        }
        Err(self.unsupported(op, symbol, inplace, a, b))
    }

    /// Remembers whether instances of the value's class, if that extends a number, inherit its operators.
    pub(super) fn note_operators(&self, value: &Value) {
        let Some(instance) = value.exact::<Instance>() else { return };
        let class = instance.class();
        if class.has_native_items(native_items::OPERATORS | native_items::OWN_OPERATORS) {
            return;
        }
        let Some(number) = instance.base().filter(|base| Number::exact(base).is_some()) else { return };
        let native = self.class_of(number);
        let same = |name: Value| match (class.lookup(&name), native.lookup(&name)) {
            (Some(own), Some(native)) => own.is(&native),
            (own, native) => own.is_none() && native.is_none(),
        };
        let inherits = operator_methods(self).all(same);
        class.note_native_items(if inherits { native_items::OPERATORS } else { native_items::OWN_OPERATORS });
    }

    /// Does CPython take an object of the class for a sequence, whatever it can do? It does so for all classes of
    /// programs, and for sets, dicts and their like: `a *= [1]` is then not left to the list.
    pub(super) fn counts_as_sequence(&self, class: &Class) -> bool {
        !class.is_builtin || class.lookup(&self.names.len).is_some()
    }

    /// `+` or `*` of a built-in sequence.
    fn sequence_operator(&mut self, op: Op, method: &Value, name: &Value, sequence: &Value, other: &Value) -> Res {
        if op == Op::Mul && self.index_opt(other)?.is_none() {
            return Err(self.type_error_about("can't multiply sequence by non-int of type '{}'", other));
        }
        self.call_found(method, name, sequence, other)
    }

    /// TypeError: the operands do not support the operator.
    pub(crate) fn unsupported_operands(&mut self, op: Op, inplace: bool, a: &Value, b: &Value) -> Raised {
        let symbol = Operator::of(&self.names, op).symbol;
        self.unsupported(op, symbol, inplace, a, b)
    }

    /// `a op b` for `a op= b`, the in-place method having declined.
    pub(crate) fn binary_after_inplace(&mut self, op: Op, a: &Value, b: &Value) -> Res {
        let result = self.binary(op, false, a, b);
        match result {
            Err(raised) if self.raised_is(Exc::TypeError) => {
                drop((raised, self.take_raised()));
                Err(self.unsupported_operands(op, true, a, b))
            }
            other => other,
        }
    }

    #[cold]
    fn unsupported(&mut self, op: Op, symbol: &str, inplace: bool, a: &Value, b: &Value) -> Raised {
        let (left, right) = (self.type_name(a), self.type_name(b));
        let symbol = match (op, inplace) {
            (_, true) => format!("{symbol}="),
            (Op::Pow, false) => "** or pow()".to_string(),
            _ => symbol.to_string(),
        };
        let mut message = format!("unsupported operand type(s) for {symbol}: '{left}' and '{right}'");
        let is_print =
            a.exact::<NativeFunction>().is_some_and(|f| f.name() == "print" && f.owner.get().is_kind(Kind::Str));
        if op == Op::RShift && !inplace && is_print {
            message.push_str(". Did you mean \"print(<message>, file=<output_stream>)\"?");
        }
        self.error(Exc::TypeError, message)
    }

    /// `divmod(a, b)`.
    pub fn divmod(&mut self, a: &Value, b: &Value) -> Res {
        if let (Some(x), Some(y)) = (number::Number::exact(a), number::Number::exact(b))
            && let Some(result) = number::divmod(x, y)
        {
            let (quotient, remainder) = result.map_err(|fault| self.fault(fault))?;
            return Ok(Tuple::of([quotient, remainder]));
        }
        let names = Operator {
            special: self.names.divmod.clone(),
            reflected: self.names.rdivmod.clone(),
            inplace: Value::NONE,
            symbol: "divmod()",
        };
        self.binary_named(&names, a, b)
    }

    /// A binary operator that only special methods define.
    fn binary_named(&mut self, names: &Operator, a: &Value, b: &Value) -> Res {
        let (class_a, class_b) = (self.class_of(a), self.class_of(b));
        let right_first = is_proper_subclass(&class_b, &class_a) && class_b.lookup(&names.reflected).is_some();
        let calls = [(a, &names.special, b), (b, &names.reflected, a)];
        for (receiver, name, other) in if right_first { [calls[1], calls[0]] } else { calls } {
            if class_a.is(&class_b) && name.is(&names.reflected) {
                continue;
            }
            match self.call_special(receiver, name, std::slice::from_ref(other))? {
                Some(result) if !result.is_not_implemented() => return Ok(result),
                _ => (),
            }
        }
        let (left, right, symbol) = (self.type_name(a), self.type_name(b), names.symbol);
        Err(self.error(Exc::TypeError, format!("unsupported operand type(s) for {symbol}: '{left}' and '{right}'")))
    }

    /// `pow(a, b, modulus)`.
    pub fn power_mod(&mut self, a: &Value, b: &Value, modulus: &Value) -> Res {
        let name = self.names.pow.clone();
        if let Some(result) = self.call_special(a, &name, &[b.clone(), modulus.clone()])?
            && !result.is_not_implemented()
        {
            return Ok(result);
        }
        self.check_modular_power(a)?;
        let name = self.names.rpow.clone();
        if !self.class_of(a).is(&self.class_of(b))
            && (!b.unwrap_base().is(b) || b.is_kind(Kind::Foreign))
            && let Some(result) = self.call_special(b, &name, &[a.clone(), modulus.clone()])?
            && !result.is_not_implemented()
        {
            return Ok(result);
        }
        self.check_modular_power(b)?;
        self.check_modular_power(modulus)?;
        let [x, y, z] = [a, b, modulus].map(|v| self.type_name(v));
        let message = format!("unsupported operand type(s) for ** or pow(): '{x}', '{y}', '{z}'");
        Err(self.error(Exc::TypeError, message))
    }

    /// Floats and complex numbers refuse a power with a modulus wherever they stand in it.
    fn check_modular_power(&mut self, operand: &Value) -> Res<()> {
        match number::Number::of(operand) {
            Some(number::Number::Float(_)) => {
                let message = "pow() 3rd argument not allowed unless all arguments are integers";
                Err(self.error(Exc::TypeError, message))
            }
            Some(number::Number::Complex(..)) => Err(self.error(Exc::ValueError, "complex modulo")),
            _ => Ok(()),
        }
    }

    /// `-a`, `+a`, `~a`.
    pub fn unary(&mut self, op: Op, a: &Value) -> Res {
        if let Some(result) = number::unary(op, a) {
            return Ok(result);
        }
        let (name, symbol) = unary_operator(&self.names, op);
        let name = name.clone();
        match self.call_special(a, &name, &[])? {
            Some(result) => Ok(result),
            None => {
                let got = self.type_name(a);
                Err(self.error(Exc::TypeError, format!("bad operand type for unary {symbol}: '{got}'")))
            }
        }
    }
}
