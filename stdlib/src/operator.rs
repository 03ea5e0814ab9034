//! `_operator`: the operators as functions, and `itemgetter`, `attrgetter`, `methodcaller`, which `operator` exports.

use crate::module::module;
use rondo_vm::heap::{Gc, Visitor};
use rondo_vm::object::bytes::Bytes;
use rondo_vm::object::class::flag;
use rondo_vm::object::dict::Dict;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::foreign::{self, Foreign, ForeignData};
use rondo_vm::object::list::List;
use rondo_vm::object::module::Module;
use rondo_vm::object::native::{Keywords, NativeDef};
use rondo_vm::object::str::Str;
use rondo_vm::object::tuple::Tuple;
use rondo_vm::op::Op;
use rondo_vm::ops::Compare;
use rondo_vm::types::TypeSpec;
use rondo_vm::value::Value;
use rondo_vm::vm::{Raised, Res, Vm};
use rondo_vm::{function, method};

/// The module.
pub fn load(vm: &mut Vm) -> Res<Gc<Module>> {
    let module = module("_operator", "Operator interface.", FUNCTIONS);
    for (name, spec) in [("itemgetter", &ITEM_GETTER), ("attrgetter", &ATTR_GETTER), ("methodcaller", &METHOD_CALLER)] {
        module.dict.set_name(name, vm.types.native_class(spec).into_value());
    }
    Ok(module)
}

macro_rules! binary {
    ($signature:literal, $op:ident) => {
        function!($signature, |vm, args| vm.binary(Op::$op, false, &args[0], &args[1]))
    };
}

macro_rules! inplace {
    ($signature:literal, $op:ident) => {
        function!($signature, |vm, args| vm.binary(Op::$op, true, &args[0], &args[1]))
    };
}

macro_rules! comparison {
    ($signature:literal, $op:ident) => {
        function!($signature, |vm, args| vm.compare(Compare::$op, &args[0], &args[1]))
    };
}

static FUNCTIONS: &[NativeDef] = &[
    // Comparison and truth
    comparison!("lt(a, b, /)", Lt),
    comparison!("le(a, b, /)", Le),
    comparison!("eq(a, b, /)", Eq),
    comparison!("ne(a, b, /)", Ne),
    comparison!("ge(a, b, /)", Ge),
    comparison!("gt(a, b, /)", Gt),
    function!("not_(a, /)", |vm, args| Ok(Value::bool(!vm.truth(&args[0])?))),
    function!("truth(a, /)", |vm, args| Ok(Value::bool(vm.truth(&args[0])?))),
    function!("is_(a, b, /)", |_, args| Ok(Value::bool(args[0].is(&args[1])))),
    function!("is_not(a, b, /)", |_, args| Ok(Value::bool(!args[0].is(&args[1])))),
    function!("is_none(a, /)", |_, args| Ok(Value::bool(args[0].is_none()))),
    function!("is_not_none(a, /)", |_, args| Ok(Value::bool(!args[0].is_none()))),
    // Arithmetic and bits
    function!("abs(a, /)", rondo_vm::builtins::numbers::abs),
    binary!("add(a, b, /)", Add),
    binary!("and_(a, b, /)", BitAnd),
    binary!("floordiv(a, b, /)", FloorDiv),
    binary!("lshift(a, b, /)", LShift),
    binary!("matmul(a, b, /)", MatMul),
    binary!("mod(a, b, /)", Mod),
    binary!("mul(a, b, /)", Mul),
    binary!("or_(a, b, /)", BitOr),
    binary!("pow(a, b, /)", Pow),
    binary!("rshift(a, b, /)", RShift),
    binary!("sub(a, b, /)", Sub),
    binary!("truediv(a, b, /)", TrueDiv),
    binary!("xor(a, b, /)", BitXor),
    function!("neg(a, /)", |vm, args| vm.unary(Op::Neg, &args[0])),
    function!("pos(a, /)", |vm, args| vm.unary(Op::Pos, &args[0])),
    function!("inv(a, /)", |vm, args| vm.unary(Op::Invert, &args[0])),
    function!("invert(a, /)", |vm, args| vm.unary(Op::Invert, &args[0])),
    function!("index(a, /)", index),
    // Sequences
    function!("concat(a, b, /)", |vm, args| concat(vm, args, false)),
    function!("contains(a, b, /)", |vm, args| Ok(Value::bool(vm.contains(&args[0], &args[1])?))),
    function!("countOf(a, b, /)", count_of),
    function!("delitem(a, b, /)", |vm, args| vm.del_item(&args[0], &args[1]).map(|_| Value::NONE)),
    function!("getitem(a, b, /)", |vm, args| vm.get_item(&args[0], &args[1])),
    function!("indexOf(a, b, /)", index_of),
    function!("setitem(a, b, c, /)", |vm, args| vm.set_item(&args[0], &args[1], args[2].clone()).map(|_| Value::NONE)),
    function!("length_hint(obj, default=0, /)", length_hint),
    // In-place operators
    inplace!("iadd(a, b, /)", Add),
    inplace!("iand(a, b, /)", BitAnd),
    function!("iconcat(a, b, /)", |vm, args| concat(vm, args, true)),
    inplace!("ifloordiv(a, b, /)", FloorDiv),
    inplace!("ilshift(a, b, /)", LShift),
    inplace!("imatmul(a, b, /)", MatMul),
    inplace!("imod(a, b, /)", Mod),
    inplace!("imul(a, b, /)", Mul),
    inplace!("ior(a, b, /)", BitOr),
    inplace!("ipow(a, b, /)", Pow),
    inplace!("irshift(a, b, /)", RShift),
    inplace!("isub(a, b, /)", Sub),
    inplace!("itruediv(a, b, /)", TrueDiv),
    inplace!("ixor(a, b, /)", BitXor),
    function!("call(obj, /, *args, **kwargs)", call),
    function!("_compare_digest(a, b, /)", crate::hashes::compare_digest),
];

/// `a + b` of sequences. A list says itself what cannot be joined to it.
fn concat(vm: &mut Vm, args: &[Value], in_place: bool) -> Res {
    let is_sequence =
        |vm: &Vm, value: &Value| vm.lookup_special(value, &vm.names.getitem).is_some() && value.get::<Dict>().is_none();
    let asked = if is_built_in_sequence(&args[0]) { &args[..1] } else { args };
    for value in asked {
        if !is_sequence(vm, value) {
            return Err(vm.type_error_about("'{}' object can't be concatenated", value));
        }
    }
    vm.binary(Op::Add, in_place, &args[0], &args[1])
}

/// Is it of a type whose own concatenation tells what it cannot take?
fn is_built_in_sequence(value: &Value) -> bool {
    value.get::<List>().is_some()
        || value.get::<Tuple>().is_some()
        || value.get::<Str>().is_some()
        || value.get::<Bytes>().is_some()
}

fn index(vm: &mut Vm, args: &[Value]) -> Res {
    vm.index(&args[0])
}

/// An iterator of what is searched.
fn searched(vm: &mut Vm, sequence: &Value) -> Res {
    match vm.iter(sequence) {
        Err(_) if vm.raised_is(Exc::TypeError) => {
            Err(vm.type_error_about("argument of type '{}' is not iterable", sequence))
        }
        result => result,
    }
}

fn count_of(vm: &mut Vm, args: &[Value]) -> Res {
    let iterator = searched(vm, &args[0])?;
    let mut count = 0i64;
    while let Some(item) = vm.next(&iterator)? {
        count += vm.eq(&item, &args[1])? as i64;
    }
    Ok(Value::from(count))
}

fn index_of(vm: &mut Vm, args: &[Value]) -> Res {
    let iterator = searched(vm, &args[0])?;
    let mut index = 0i64;
    while let Some(item) = vm.next(&iterator)? {
        if vm.eq(&item, &args[1])? {
            return Ok(Value::from(index));
        }
        index += 1;
    }
    Err(vm.error(Exc::ValueError, "sequence.index(x): x not in sequence"))
}

fn length_hint(vm: &mut Vm, args: &[Value]) -> Res {
    if vm.lookup_special(&args[1], &vm.names.index).is_none() {
        return Err(vm.type_error_about("'{}' object cannot be interpreted as an integer", &args[1]));
    }
    let default = vm.index(&args[1])?;
    if rondo_vm::object::number::to_i64(&default).is_none() {
        return Err(vm.error(Exc::OverflowError, "Python int too large to convert to C ssize_t"));
    }
    /// What no object's length or estimate can be.
    const NONE: usize = usize::MAX;
    match vm.length_hint(&args[0], NONE)? {
        NONE => Ok(args[1].clone()),
        hint => Ok(Value::from(hint)),
    }
}

fn call(vm: &mut Vm, args: &[Value]) -> Res {
    let given = args[1].exact::<Tuple>().map_or(&[][..], |t| t.items());
    let (names, values) = keywords(&args[2]);
    vm.call_with(&args[0], given, Keywords { names: &names, values: &values })
}

fn keywords(dict: &Value) -> (Vec<Value>, Vec<Value>) {
    let entries = dict.exact::<Dict>().map(Dict::entries).unwrap_or_default();
    entries.into_iter().map(|e| (e.key, e.value)).unzip()
}

// ---------------------------------------------------------------------------------------------------------------
// itemgetter, attrgetter, methodcaller

/// One of the three, with what it was made with.
struct Getter {
    kind: GetterKind,
    args: Vec<Value>,
    /// For `attrgetter`: the parts of each dotted name, interned. For `methodcaller`: the name alone.
    paths: Vec<Vec<Value>>,
    keywords: (Vec<Value>, Vec<Value>),
}

#[derive(Clone, Copy)]
enum GetterKind {
    Items,
    Attributes,
    Method,
}

impl ForeignData for Getter {
    fn trace(&self, visit: &mut Visitor) {
        self.args.iter().for_each(&mut *visit);
        self.paths.iter().flatten().for_each(&mut *visit);
        self.keywords.0.iter().chain(&self.keywords.1).for_each(visit);
    }

    fn is_callable(&self) -> bool {
        true
    }

    fn call(&self, vm: &mut Vm, _: &Value, args: &[Value], keywords: Keywords) -> Res {
        match args {
            [object] if keywords.names.is_empty() => match self.kind {
                GetterKind::Items => get_items(vm, self, object),
                GetterKind::Attributes => get_attrs(vm, self, object),
                GetterKind::Method => call_method(vm, self, object),
            },
            _ => Err(self.wrong_call(vm, args, keywords)),
        }
    }
}

impl Getter {
    #[cold]
    fn wrong_call(&self, vm: &mut Vm, args: &[Value], keywords: Keywords) -> Raised {
        let (name, counts_first) = match self.kind {
            GetterKind::Items => ("itemgetter", false),
            GetterKind::Attributes => ("attrgetter", false),
            GetterKind::Method => ("methodcaller", true),
        };
        let message = match args.len() != 1 && (counts_first || keywords.names.is_empty()) {
            true => format!("{name} expected 1 argument, got {}", args.len()),
            false => format!("{name}() takes no keyword arguments"),
        };
        vm.error(Exc::TypeError, message)
    }
}

macro_rules! getter_class {
    ($spec:ident, $name:literal, $doc:literal, $signature:literal, $new:expr) => {
        static $spec: TypeSpec = TypeSpec {
            name: $name,
            doc: $doc,
            constructor: Some(&function!($signature, $new)),
            methods: &[foreign::CALL, method!("__repr__(self, /)", repr), method!("__reduce__(self, /)", reduce)],
            flags: flag::FINAL | flag::NO_WEAKREF,
        };
    };
}

getter_class!(
    ITEM_GETTER,
    "operator.itemgetter",
    "A function that gets an item of its argument, or a tuple of several: itemgetter(2)(x) is x[2].",
    "itemgetter(*items)",
    new_items
);
getter_class!(
    ATTR_GETTER,
    "operator.attrgetter",
    "A function that gets an attribute of its argument, or a tuple of several: attrgetter('a.b')(x) is x.a.b.",
    "attrgetter(*attrs)",
    new_attrs
);
getter_class!(
    METHOD_CALLER,
    "operator.methodcaller",
    "A function that calls a method of its argument: methodcaller('a', 1)(x) is x.a(1).",
    "methodcaller(*args, **kwargs)",
    new_method
);

fn this(value: &Value) -> &Getter {
    match value.foreign::<Getter>() {
        Some(getter) => getter,
        None => unreachable!("the method is bound to objects of its class only"),
    }
}

/// Those of `*args`, at least one.
fn all(vm: &mut Vm, args: &[Value], name: &str) -> Res<Vec<Value>> {
    let given = args[0].exact::<Tuple>().map_or(&[][..], |t| t.items());
    match given.is_empty() {
        true => Err(vm.error(Exc::TypeError, format!("{name} expected 1 argument, got 0"))),
        false => Ok(given.to_vec()),
    }
}

fn made(vm: &mut Vm, spec: &'static TypeSpec, getter: Getter) -> Res {
    Ok(Foreign::new(vm.types.native_class(spec), getter).into_value())
}

fn new_items(vm: &mut Vm, args: &[Value]) -> Res {
    let args = all(vm, args, "itemgetter")?;
    made(vm, &ITEM_GETTER, Getter { kind: GetterKind::Items, args, paths: Vec::new(), keywords: Default::default() })
}

fn new_attrs(vm: &mut Vm, args: &[Value]) -> Res {
    let args = all(vm, args, "attrgetter")?;
    let mut paths = Vec::new();
    for arg in &args {
        let Some(name) = arg.as_str() else {
            return Err(vm.error(Exc::TypeError, "attribute name must be a string"));
        };
        paths.push(name.split('.').map(|part| Str::intern(part).into_value()).collect());
    }
    made(vm, &ATTR_GETTER, Getter { kind: GetterKind::Attributes, args, paths, keywords: Default::default() })
}

fn new_method(vm: &mut Vm, args: &[Value]) -> Res {
    let given = args[0].exact::<Tuple>().map_or(&[][..], |t| t.items()).to_vec();
    let Some(name) = given.first() else {
        return Err(vm.error(Exc::TypeError, "methodcaller needs at least one argument, the method name"));
    };
    let Some(text) = name.as_str() else {
        return Err(vm.error(Exc::TypeError, "method name must be a string"));
    };
    let paths = vec![vec![Str::intern(text).into_value()]];
    made(vm, &METHOD_CALLER, Getter { kind: GetterKind::Method, args: given, paths, keywords: keywords(&args[1]) })
}

fn get_items(vm: &mut Vm, getter: &Getter, object: &Value) -> Res {
    if let [item] = &getter.args[..] {
        return vm.get_item(object, item);
    }
    let mut found = Vec::with_capacity(getter.args.len());
    for item in &getter.args {
        found.push(vm.get_item(object, item)?);
    }
    Ok(Tuple::value(found))
}

fn get_attrs(vm: &mut Vm, getter: &Getter, object: &Value) -> Res {
    if let [path] = &getter.paths[..] {
        return at_path(vm, object, path);
    }
    let mut found = Vec::with_capacity(getter.paths.len());
    for path in &getter.paths {
        found.push(at_path(vm, object, path)?);
    }
    Ok(Tuple::value(found))
}

/// `object.a.b...`.
fn at_path(vm: &mut Vm, object: &Value, path: &[Value]) -> Res {
    let mut object = object.clone();
    for name in path {
        object = vm.get_attr(&object, name)?;
    }
    Ok(object)
}

fn call_method(vm: &mut Vm, getter: &Getter, object: &Value) -> Res {
    let method = at_path(vm, object, &getter.paths[0])?;
    vm.call_with(&method, &getter.args[1..], Keywords { names: &getter.keywords.0, values: &getter.keywords.1 })
}

/// The class and the arguments; keywords need a `functools.partial` of the class.
fn reduce(vm: &mut Vm, args: &[Value]) -> Res {
    let getter = this(&args[0]);
    let class = vm.class_of(&args[0]).into_value();
    let given = Tuple::from_slice(&getter.args).into_value();
    if getter.keywords.0.is_empty() {
        return Ok(Tuple::value(vec![class, given]));
    }
    let module = vm.import_module("functools")?;
    let partial = vm.get_attr_text(&module, "partial")?;
    let keywords = Keywords { names: &getter.keywords.0, values: &getter.keywords.1 };
    let maker = vm.call_with(&partial, &[class, getter.args[0].clone()], keywords)?;
    Ok(Tuple::value(vec![maker, Tuple::from_slice(&getter.args[1..]).into_value()]))
}

fn repr(vm: &mut Vm, args: &[Value]) -> Res {
    let getter = this(&args[0]);
    let mut shown = Vec::new();
    for arg in &getter.args {
        shown.push(vm.repr(arg)?);
    }
    for (name, value) in getter.keywords.0.iter().zip(&getter.keywords.1) {
        shown.push(format!("{}={}", name.as_str().unwrap_or_default(), vm.repr(value)?));
    }
    Ok(Value::from(format!("operator.{}({})", vm.class_of(&args[0]).name_text(), shown.join(", "))))
}
