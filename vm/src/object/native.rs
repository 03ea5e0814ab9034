//! Native functions: what Rust code offers to programs, and the one binder of their arguments.
//!
//! A native is declared with its signature in Python's own notation:
//!
//! ```ignore
//! pub const METHODS: &[NativeDef] = &[
//!     method!("index(self, value, start=0, stop=?, /)", index),
//!     method!("sort(self, /, *, key=None, reverse=False)", sort),
//! ];
//! fn index(vm: &mut Vm, args: &[Value]) -> Result<Value, Raised> { ... }
//! ```
//!
//! `args` has one value for each parameter, in order: the argument, else the default, else unset (for `=?`);
//! `*args` arrives as a tuple, `**kwargs` as a dict; `**kwargs=?` is unset if there are no other keywords.

use crate::heap::{Body, Gc, Kind, Slot, Visitor};
use crate::object::class::{Class, flag};
use crate::object::dict::Dict;
use crate::object::exception::Exc;
use crate::object::str::Str;
use crate::object::tuple::Tuple;
use crate::value::Value;
use crate::vm::{Raised, Vm};
use std::cell::{Cell, OnceCell};

/// What a native function is to run: one value for each parameter of its signature.
pub type NativeRun = fn(&mut Vm, &[Value]) -> Result<Value, Raised>;

/// What kind of attribute a native is of its class or module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flavor {
    /// A function, of a module or standing alone.
    Function,
    /// A method; its first parameter is the instance, of the class it is defined for.
    Method,
    /// A class method; its first parameter is the class.
    ClassMethod,
    /// A static method.
    StaticMethod,
    /// A read-only attribute computed from the instance; the signature is the bare name.
    Getter,
}

/// The declaration of a native.
#[derive(Debug)]
pub struct NativeDef {
    /// Name and parameters in Python's notation. Without a name where CPython's messages have none.
    pub signature: &'static str,
    /// The code.
    pub run: NativeRun,
    /// For a `Getter` that can be set: called with the instance and the new value, unset for `del`.
    pub set: Option<NativeRun>,
    /// The kind of attribute.
    pub flavor: Flavor,
    /// What the interpreter does itself instead of running the code.
    pub special: Special,
}

/// Natives that the interpreter carries out by switching frames, when it calls them itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Special {
    /// None of them.
    No,
    /// The function `next`.
    Next,
    /// `generator.__next__`.
    GeneratorNext,
    /// `generator.send`, `coroutine.send`.
    Send,
    /// `generator.throw`, `coroutine.throw`.
    Throw,
    /// `generator.close`, `coroutine.close`.
    Close,
    /// `list.append`.
    Append,
    /// The function `len`.
    Len,
    /// What makes a string of an object: a call of `str`.
    Str,
    /// The function `isinstance`.
    IsInstance,
    /// The function `max`.
    Max,
    /// The function `min`.
    Min,
    /// The function `abs`.
    Abs,
    /// The function `sum`.
    Sum,
    /// The function `any`.
    Any,
    /// The function `all`.
    All,
    /// A call of `list`.
    List,
    /// A call of `tuple`.
    Tuple,
    /// A call of `set`.
    Set,
    /// A call of `frozenset`.
    FrozenSet,
    /// The function `sorted`.
    Sorted,
    /// `str.join`.
    Join,
    /// `list.extend`.
    Extend,
    /// `set.update`.
    Update,
    /// Runs code that may begin to trace the caller, which then goes on elsewhere: `exec`, `breakpoint`.
    Reloads,
    /// `type.__call__`.
    MakeInstance,
    /// `loop.run_forever`.
    RunForever,
    /// What runs a loop until a future is done.
    RunUntil,
}

impl Special {
    /// Does the interpreter carry it out only where the last argument is a generator?
    #[inline(always)]
    pub(crate) fn drains(self) -> bool {
        use Special::{All, Any, Extend, FrozenSet, Join, List, Set, Sorted, Sum, Tuple, Update};
        matches!(self, Sum | Any | All | List | Tuple | Set | FrozenSet | Sorted | Join | Extend | Update)
    }
}

impl NativeDef {
    /// The same declaration, marked for the interpreter.
    pub const fn special(self, special: Special) -> NativeDef {
        NativeDef { special, ..self }
    }
}

/// A function of a module.
#[macro_export]
macro_rules! function {
    ($signature:literal, $run:expr) => {
        $crate::object::native::NativeDef {
            signature: $signature,
            run: $run,
            set: None,
            flavor: $crate::object::native::Flavor::Function,
            special: $crate::object::native::Special::No,
        }
    };
}

/// A method.
#[macro_export]
macro_rules! method {
    ($signature:literal, $run:expr) => {
        $crate::object::native::NativeDef {
            signature: $signature,
            run: $run,
            set: None,
            flavor: $crate::object::native::Flavor::Method,
            special: $crate::object::native::Special::No,
        }
    };
}

/// A class method.
#[macro_export]
macro_rules! class_method {
    ($signature:literal, $run:expr) => {
        $crate::object::native::NativeDef {
            signature: $signature,
            run: $run,
            set: None,
            flavor: $crate::object::native::Flavor::ClassMethod,
            special: $crate::object::native::Special::No,
        }
    };
}

/// A static method.
#[macro_export]
macro_rules! static_method {
    ($signature:literal, $run:expr) => {
        $crate::object::native::NativeDef {
            signature: $signature,
            run: $run,
            set: None,
            flavor: $crate::object::native::Flavor::StaticMethod,
            special: $crate::object::native::Special::No,
        }
    };
}

/// A computed attribute; with a third argument one that can be set.
#[macro_export]
macro_rules! getter {
    ($name:literal, $run:expr) => {
        $crate::object::native::NativeDef {
            signature: $name,
            run: $run,
            set: None,
            flavor: $crate::object::native::Flavor::Getter,
            special: $crate::object::native::Special::No,
        }
    };
    ($name:literal, $run:expr, $set:expr) => {
        $crate::object::native::NativeDef {
            signature: $name,
            run: $run,
            set: Some($set),
            flavor: $crate::object::native::Flavor::Getter,
            special: $crate::object::native::Special::No,
        }
    };
}

impl NativeDef {
    /// The function's name.
    pub fn name(&self) -> &'static str {
        // Asked for a thousand times when the VM starts: a loop over so few bytes is faster than a search for a pattern.
        let end = self.signature.bytes().position(|byte| byte == b'(').unwrap_or(self.signature.len());
        &self.signature[..end]
    }
}

/// A native function object: a built-in function, a method of a built-in type not yet bound, or a constructor.
pub struct NativeFunction {
    def: &'static NativeDef,
    signature: OnceCell<Signature>,
    /// With how many arguments the code can be run on them as they are; [`ANY`] if it depends on more, or is not known
    /// before the first call.
    exact: Cell<u8>,
    /// With how many arguments, from the fewest on, the code can be run on them and the defaults of the parameters behind
    /// them; empty if it depends on more, or is not known before the first call.
    filled: Cell<(u8, u8)>,
    /// The module's name (a string) of a function, the class of a method.
    pub owner: Slot,
}

impl Body for NativeFunction {
    const KIND: Kind = Kind::Native;

    fn trace(&self, visit: &mut Visitor) {
        visit(self.owner.peek());
        if let Some(signature) = self.signature.get() {
            signature.params.iter().for_each(|p| visit(&p.default));
        }
    }

    fn clear(&self) {
        drop(self.owner.take());
    }
}

/// A parsed signature.
struct Signature {
    params: Vec<Param>,
    /// Parameters before `*`.
    positional: usize,
    /// Parameters before `/`.
    positional_only: usize,
    /// Positional parameters without default.
    required: usize,
    varargs: Option<usize>,
    varkw: Option<usize>,
    /// `**kwargs=?`.
    rare_varkw: Option<usize>,
    /// No parameter can be given by keyword and none has a default: exactly `positional` arguments.
    plain: bool,
    /// All parameters after the required ones have defaults, and there are few of them.
    fillable: bool,
    /// Behind the positional parameters is `*args`, then nothing but parameters with defaults, and few of them.
    gathering: bool,
}

/// No number of arguments.
const ANY: u8 = u8::MAX;

/// No numbers of arguments: the fewest, and how many more there can be up to one beyond the most.
const NONE_FILLED: (u8, u8) = (0, 0);

/// The most parameters of which some are filled with their defaults without a vector.
pub(crate) const FILLED: usize = 6;

struct Param {
    name: &'static str,
    default: Value,
    required: bool,
}

impl Signature {
    /// Are so many positional arguments all arguments?
    #[inline]
    fn takes(&self, given: usize) -> bool {
        self.plain && given == self.positional
    }

    /// Can the function be called with so many positional arguments without asking the general binder?
    #[inline]
    fn needs_no_binder(&self, given: usize) -> bool {
        self.takes(given) || self.fills(given) || self.gathering && given >= self.positional
    }

    /// Do so many positional arguments and defaults make all arguments?
    #[inline]
    fn fills(&self, given: usize) -> bool {
        self.fillable && given >= self.required && given <= self.positional
    }

    /// Is the parameter at a place one of those with stars?
    fn gathers(&self, place: usize) -> bool {
        [self.varargs, self.varkw, self.rare_varkw].contains(&Some(place))
    }

    /// `**kwargs` of a call without keywords.
    #[inline]
    fn add_no_keywords(&self, bound: &mut [Value; FILLED]) {
        if let Some(place) = self.varkw {
            bound[place] = Dict::new().into_value();
        }
    }

    /// Parses what stands between the parentheses. Signatures are constants of this program: a malformed one is a
    /// bug that the first call shows.
    fn parse(text: &'static str) -> Signature {
        let inner = text.split_once('(').map_or("", |(_, rest)| rest.trim_end_matches(')'));
        let mut s = Signature {
            params: Vec::new(),
            positional: 0,
            positional_only: 0,
            required: 0,
            varargs: None,
            varkw: None,
            rare_varkw: None,
            plain: true,
            fillable: false,
            gathering: false,
        };
        let mut keyword_only = false;
        for part in split_parameters(inner) {
            if part == "/" {
                s.positional_only = s.params.len();
            } else if part == "*" {
                keyword_only = true;
            } else if let Some(name) = part.strip_prefix("**") {
                let (name, place) = match name.strip_suffix("=?") {
                    Some(name) => (name, &mut s.rare_varkw),
                    None => (name, &mut s.varkw),
                };
                *place = Some(s.params.len());
                s.params.push(Param { name, default: Value::UNSET, required: false });
            } else if let Some(name) = part.strip_prefix('*') {
                s.varargs = Some(s.params.len());
                keyword_only = true;
                s.params.push(Param { name, default: Value::UNSET, required: false });
            } else {
                let (name, default) = match part.split_once('=') {
                    Some((name, default)) => (name.trim(), Some(literal(default.trim()))),
                    None => (part, None),
                };
                let required = default.is_none();
                if !keyword_only {
                    s.positional += 1;
                    s.required += required as usize;
                }
                s.params.push(Param { name, default: default.unwrap_or(Value::UNSET), required });
            }
        }
        s.plain = s.params.len() == s.required;
        let simple = s.params.len() <= FILLED;
        s.fillable = simple && s.varargs.is_none() && s.params.iter().skip(s.required).all(|p| !p.required);
        s.gathering =
            simple && s.varargs == Some(s.positional) && s.params.iter().skip(s.positional + 1).all(|p| !p.required);
        s
    }
}

/// The parts between commas; a default may be a quoted string with a comma in it.
fn split_parameters(text: &'static str) -> impl Iterator<Item = &'static str> {
    let mut quoted = false;
    text.split(move |c| {
        quoted ^= c == '\'';
        c == ',' && !quoted
    })
    .map(str::trim)
    .filter(|part| !part.is_empty())
}

/// The value of a default in a signature.
fn literal(text: &'static str) -> Value {
    match text {
        "?" => Value::UNSET,
        "None" => Value::NONE,
        "True" => Value::TRUE,
        "False" => Value::FALSE,
        "()" => Tuple::value(Vec::new()),
        _ => match (text.strip_prefix('\''), text.parse::<i64>(), text.parse::<f64>()) {
            (Some(string), _, _) => Str::value(&string.trim_end_matches('\'').replace("\\n", "\n")),
            (_, Ok(i), _) => Value::small_int_unchecked(i),
            (_, _, Ok(f)) => Value::float(f),
            _ => unreachable!("the default {text} in a native's signature is none of the known literals"),
        },
    }
}

/// Keyword arguments of a call: a tuple of names and the values in the same order.
#[derive(Clone, Copy)]
pub struct Keywords<'a> {
    /// The names.
    pub names: &'a [Value],
    /// The values.
    pub values: &'a [Value],
}

impl Keywords<'_> {
    /// No keyword arguments.
    pub const NONE: Keywords<'static> = Keywords { names: &[], values: &[] };
}

impl NativeFunction {
    /// The function object of a declaration. `owner` is a module's name or a class.
    pub fn new(def: &'static NativeDef, owner: Value) -> Gc<NativeFunction> {
        let (exact, filled) = (Cell::new(ANY), Cell::new(NONE_FILLED));
        Gc::new(NativeFunction { def, signature: OnceCell::new(), exact, filled, owner: Slot::new(owner) })
    }

    /// Its declaration.
    pub fn def(&self) -> &'static NativeDef {
        self.def
    }

    /// Its name.
    pub fn name(&self) -> &'static str {
        self.def.name()
    }

    /// Is it a method that CPython keeps in a slot of the type?
    pub(crate) fn is_slot(&self) -> bool {
        let owner = || self.owner.peek().exact::<Class>().map(|c| c.name_text()).unwrap_or_default();
        self.def.flavor == Flavor::Method
            && is_slot(self.name())
            && match self.name() {
                // These are methods in tables of their types as well, which come first.
                "__getitem__" => !matches!(owner().as_str(), "list" | "dict"),
                "__contains__" => !matches!(owner().as_str(), "dict" | "set" | "frozenset"),
                _ => true,
            }
    }

    fn signature(&self) -> &Signature {
        self.signature.get_or_init(|| {
            let signature = Signature::parse(self.def.signature);
            if signature.plain && self.def.special == Special::No && signature.positional < ANY as usize {
                self.exact.set(signature.positional as u8);
            }
            // No more than FILLED parameters: the numbers fit.
            if signature.fillable && signature.varkw.is_none() && self.def.special == Special::No {
                self.filled.set((signature.required as u8, (signature.positional - signature.required) as u8 + 1));
            }
            signature
        })
    }

    /// Can any argument be given by name?
    pub(crate) fn takes_names(&self) -> bool {
        let s = self.signature();
        s.varkw.is_some() || s.params.len() - s.varargs.is_some() as usize > s.positional_only
    }

    /// Can the code be run on `given` arguments as they are, if the first is an instance of the class of a method?
    #[inline(always)]
    pub(crate) fn takes(&self, given: usize) -> bool {
        self.exact.get() as usize == given
    }

    /// Can the code be run on `given` arguments and the defaults of the parameters behind them, if the first is an
    /// instance of the class of a method, whatever the arguments are?
    #[inline(always)]
    pub(crate) fn takes_filled(&self, given: usize) -> bool {
        let (least, range) = self.filled.get();
        given.wrapping_sub(least as usize) < range as usize
    }

    /// Binds the arguments and runs the function.
    #[inline]
    pub fn call(&self, vm: &mut Vm, args: &[Value], keywords: Keywords) -> Result<Value, Raised> {
        let signature = self.signature();
        if keywords.names.is_empty() && signature.needs_no_binder(args.len()) {
            if self.def.flavor == Flavor::Method {
                self.check_self(vm, args)?;
            }
            return self.call_positional(vm, signature, args);
        }
        let mut room = [const { Value::UNSET }; FILLED];
        if let Some(bound) = self.bind_named(signature, args, keywords, &mut room) {
            if self.def.flavor == Flavor::Method {
                self.check_self(vm, args)?;
            }
            return (self.def.run)(vm, bound);
        }
        let bound = self.bind(vm, args, keywords)?;
        (self.def.run)(vm, &bound)
    }

    /// The arguments of a call with keywords, in `room`, where each has a place of its own and nothing is missing. `None`:
    /// [`NativeFunction::bind`] knows what to make of them, or what to say.
    fn bind_named<'r>(
        &self,
        signature: &Signature,
        args: &[Value],
        keywords: Keywords,
        room: &'r mut [Value; FILLED],
    ) -> Option<&'r [Value]> {
        let params = &signature.params;
        let gathers = signature.varargs.is_some() || signature.varkw.or(signature.rare_varkw).is_some();
        let fits = args.len() <= signature.positional && params.len() <= FILLED;
        if gathers || !fits || self.is_new() || !self.takes_names() {
            return None;
        }
        room[..args.len()].clone_from_slice(args);
        for (name, value) in keywords.names.iter().zip(keywords.values) {
            let text = name.as_str()?;
            let place = params.iter().position(|param| param.name == text)?;
            if place < signature.positional_only.max(args.len()) || !room[place].is_unset() {
                return None;
            }
            room[place] = value.clone();
        }
        for (value, param) in room.iter_mut().zip(params).skip(args.len()).filter(|(value, _)| value.is_unset()) {
            if param.required {
                return None;
            }
            *value = param.default.clone();
        }
        Some(&room[..params.len()])
    }

    /// Runs the function on positional arguments that need no binder.
    #[inline]
    fn call_positional(&self, vm: &mut Vm, signature: &Signature, args: &[Value]) -> Result<Value, Raised> {
        if signature.takes(args.len()) {
            (self.def.run)(vm, args)
        } else if signature.gathering {
            self.call_gathered(vm, signature, args)
        } else {
            self.call_filled(vm, signature, args)
        }
    }

    /// Runs the function on positional arguments and the defaults of the other parameters, without a vector.
    fn call_filled(&self, vm: &mut Vm, signature: &Signature, args: &[Value]) -> Result<Value, Raised> {
        let mut bound = [const { Value::UNSET }; FILLED];
        let params = &signature.params;
        for (to, from) in bound.iter_mut().zip(args.iter().chain(params[args.len()..].iter().map(|p| &p.default))) {
            *to = from.clone();
        }
        signature.add_no_keywords(&mut bound);
        (self.def.run)(vm, &bound[..params.len()])
    }

    /// As [`NativeFunction::call_filled`], with a tuple of the arguments behind the positional ones.
    fn call_gathered(&self, vm: &mut Vm, signature: &Signature, args: &[Value]) -> Result<Value, Raised> {
        if self.is_new() {
            self.check_new(vm, args)?;
        }
        let mut bound = [const { Value::UNSET }; FILLED];
        let (params, (positional, rest)) = (&signature.params, args.split_at(signature.positional));
        bound[..positional.len()].clone_from_slice(positional);
        bound[positional.len()] = Tuple::from_slice(rest).into_value();
        for (to, param) in bound.iter_mut().zip(params).skip(positional.len() + 1) {
            *to = param.default.clone();
        }
        signature.add_no_keywords(&mut bound);
        (self.def.run)(vm, &bound[..params.len()])
    }

    /// The defaults of the parameters behind `given` positional arguments, if the code can be run on both. At most
    /// [`FILLED`] together.
    #[inline]
    pub(crate) fn defaults_after(&self, given: usize) -> Option<impl ExactSizeIterator<Item = &Value>> {
        let signature = self.signature();
        let fills = self.takes_filled(given)
            || self.def.special.drains() && signature.fills(given) && signature.varkw.is_none();
        fills.then(|| signature.params[given..].iter().map(|p| &p.default))
    }

    /// As [`NativeFunction::call`] without keywords, for a method that was found in the class of its first argument.
    #[inline]
    pub(crate) fn call_found(&self, vm: &mut Vm, args: &[Value]) -> Result<Value, Raised> {
        let signature = self.signature();
        if signature.needs_no_binder(args.len()) {
            return self.call_positional(vm, signature, args);
        }
        self.call(vm, args, Keywords::NONE)
    }

    /// Is it a method that any instance of `class` may be the first argument of?
    pub(crate) fn is_method_of(&self, class: &Class) -> bool {
        let owner = self.owner.peek().exact::<Class>();
        self.def.flavor == Flavor::Method && owner.is_none_or(|owner| class.descends_from(owner))
    }

    /// `str.upper(5)`: a method must be given an instance of its class.
    #[inline]
    fn check_self(&self, vm: &mut Vm, args: &[Value]) -> Result<(), Raised> {
        let owner = self.owner.peek();
        if owner.is_unset() || args.first().is_some_and(|a| vm.is_instance_of_exactly_or_below(a, owner)) {
            return Ok(());
        }
        let (class, name) = (vm.class_name_of_class(owner), self.name());
        let full = vm.descriptor_owner(owner);
        Err(match args.first() {
            None if self.is_slot() => {
                vm.error(Exc::TypeError, format!("descriptor '{name}' of '{full}' object needs an argument"))
            }
            None => vm.error(Exc::TypeError, format!("unbound method {class}.{name}() needs an argument")),
            Some(other) => {
                let got = vm.type_name(other);
                vm.error(
                    Exc::TypeError,
                    if self.is_slot() {
                        format!("descriptor '{name}' requires a '{full}' object but received a '{got}'")
                    } else {
                        format!("descriptor '{name}' for '{full}' objects doesn't apply to a '{got}' object")
                    },
                )
            }
        })
    }

    /// Is it a `__new__` that classes have, whose first argument is a class?
    fn is_new(&self) -> bool {
        self.def.flavor == Flavor::StaticMethod && self.def.signature.starts_with("__new__(")
    }

    /// `int.__new__(str)`: the first argument must be the owner or a class derived from it, with no other built-in
    /// class between them that makes its instances itself.
    fn check_new(&self, vm: &mut Vm, args: &[Value]) -> Result<(), Raised> {
        let Some(owner) = self.owner.peek().to_gc::<Class>() else { return Ok(()) };
        let own = |vm: &Vm| vm.descriptor_owner(self.owner.peek());
        let Some(first) = args.first() else {
            let own = own(vm);
            return Err(vm.error(Exc::TypeError, format!("{own}.__new__(): not enough arguments")));
        };
        let Some(class) = first.to_gc::<Class>() else {
            let (own, got) = (own(vm), vm.type_name(first));
            return Err(vm.error(Exc::TypeError, format!("{own}.__new__(X): X is not a type object ({got})")));
        };
        if !class.is_subclass_of(&owner) {
            let (own, name) = (own(vm), vm.descriptor_owner(first));
            let message = format!("{own}.__new__({name}): {name} is not a subtype of {own}");
            return Err(vm.error(Exc::TypeError, message));
        }
        let base = vm.builtin_base(&class);
        let other = match owner.has(flag::EXCEPTION) {
            true => !crate::object::exception::made_alike(vm, &base, &owner),
            false => !base.is(&owner),
        };
        if other && owner.is_builtin && !owner.has(flag::EXCEPTION) && base.constructor.borrow().is_none() {
            return Err(vm.error(Exc::TypeError, format!("cannot create '{}' instances", vm.descriptor_owner(first))));
        }
        if other && owner.is_builtin {
            let (own, name, base) = (own(vm), vm.descriptor_owner(first), vm.descriptor_owner(&base.to_value()));
            let message = format!("{own}.__new__({name}) is not safe, use {base}.__new__()");
            return Err(vm.error(Exc::TypeError, message));
        }
        Ok(())
    }

    /// How messages name the function: `append` as `list.append`, a function by its name alone.
    pub(crate) fn display_name(&self, vm: &Vm, args: &[Value]) -> String {
        match self.def.flavor {
            // A class method names the class it is called on.
            Flavor::ClassMethod if args.first().is_some_and(|a| a.is_kind(Kind::Class)) => {
                format!("{}.{}", vm.class_name_of_class(&args[0]), self.name())
            }
            Flavor::Method | Flavor::ClassMethod if self.owner.peek().is_kind(Kind::Class) => {
                format!("{}.{}", vm.class_name_of_class(self.owner.peek()), self.name())
            }
            // A module's function is named with its module, but for those of `builtins`.
            Flavor::Function => match self.owner.peek().as_str() {
                Some(module) if module != "builtins" => format!("{}.{}", module, self.name()),
                _ => self.name().to_string(),
            },
            _ => self.name().to_string(),
        }
    }

    fn bind(&self, vm: &mut Vm, args: &[Value], keywords: Keywords) -> Result<Vec<Value>, Raised> {
        let s = self.signature();
        // The receiver is not counted in messages.
        let own = matches!(self.def.flavor, Flavor::Method | Flavor::ClassMethod) as usize;
        match self.def.flavor {
            Flavor::Method => self.check_self(vm, args)?,
            _ if self.is_new() => self.check_new(vm, args)?,
            _ => (),
        }
        if !keywords.names.is_empty() && !self.takes_names() {
            return Err(self.no_keywords(vm, args));
        }
        let mut bound: Vec<Value> = vec![Value::UNSET; s.params.len()];
        let given = args.len().min(s.positional);
        bound[..given].clone_from_slice(&args[..given]);
        if args.len() > s.positional {
            match s.varargs {
                Some(i) => bound[i] = Tuple::from_slice(&args[s.positional..]).into_value(),
                None => return Err(self.wrong_count(vm, s, args.len() - own, keywords.names.len(), own)),
            }
        } else if let Some(i) = s.varargs {
            bound[i] = Tuple::value(Vec::new());
        }
        let extra = s.varkw.or(s.rare_varkw).map(|i| (i, Dict::new()));
        if let Some((i, dict)) = extra.as_ref().filter(|(i, _)| s.varkw == Some(*i)) {
            bound[*i] = dict.to_value();
        }
        // What is missing is said before what is too much.
        let mut unexpected = None;
        for (name, value) in keywords.names.iter().zip(keywords.values) {
            let text = name.as_str().unwrap_or_default();
            let found =
                s.params.iter().position(|p| p.name == text).filter(|&i| i >= s.positional_only && !s.gathers(i));
            match (found, &extra) {
                (Some(i), None)
                    if i < args.len().min(s.positional)
                        && s.varargs.is_none()
                        && args.len() + keywords.names.len() > s.params.len() =>
                {
                    return Err(self.wrong_count(vm, s, args.len().saturating_sub(own), keywords.names.len(), own));
                }
                (Some(i), _) if i < args.len() && i < s.positional => {
                    let name = self.called();
                    let message =
                        format!("argument for {name} given by name ('{text}') and position ({})", i + 1 - own);
                    return Err(vm.error(Exc::TypeError, message));
                }
                (Some(i), _) => bound[i] = value.clone(),
                (None, Some((i, dict))) => {
                    dict.set_str(name.clone(), value.clone());
                    bound[*i] = dict.to_value();
                }
                (None, None) => unexpected = unexpected.or(Some(text)),
            }
        }
        if unexpected.is_some() && s.varargs.is_none() && args.len() + keywords.names.len() > s.params.len() {
            return Err(self.wrong_count(vm, s, args.len().saturating_sub(own), keywords.names.len(), own));
        }
        let by_name_only = s.params.len() - s.positional - s.varargs.is_some() as usize;
        if keywords.names.len() > by_name_only && matches!(self.name(), "max" | "min" | "product" | "zip") {
            // These count what is given by name, and look at that alone.
            let (plural, given) = (if by_name_only == 1 { "" } else { "s" }, keywords.names.len());
            let message =
                format!("{}() takes at most {by_name_only} keyword argument{plural} ({given} given)", self.name());
            return Err(vm.error(Exc::TypeError, message));
        }
        for (i, param) in s.params.iter().enumerate() {
            if !bound[i].is_unset() || s.gathers(i) {
                continue;
            }
            if param.required {
                return Err(if i < s.positional_only {
                    self.wrong_count(vm, s, args.len().saturating_sub(own), keywords.names.len(), own)
                } else {
                    let message =
                        format!("{}() missing required argument '{}' (pos {})", self.name(), param.name, i + 1 - own);
                    vm.error(Exc::TypeError, message)
                });
            }
            bound[i] = param.default.clone();
        }
        match unexpected {
            Some(text) => Err(self.unexpected_keyword(vm, s, text, args.len())),
            None => Ok(bound),
        }
    }

    /// What messages about arguments call it.
    fn called(&self) -> String {
        if self.name().is_empty() { "function".to_string() } else { format!("{}()", self.name()) }
    }

    #[cold]
    fn no_keywords(&self, vm: &mut Vm, args: &[Value]) -> Raised {
        let message = match self.is_slot() {
            true if self.name() == "__init__" => {
                let owner = self.owner.peek().exact::<Class>().map(|c| c.name_text());
                format!("{}() takes no keyword arguments", owner.unwrap_or_default())
            }
            true if self.speaks_for_class() => {
                format!("{}() takes no keyword arguments", vm.class_name_of_class(self.owner.peek()))
            }
            true => format!("wrapper {}() takes no keyword arguments", self.name()),
            // It is CPython's `__init__` that has no keywords.
            false if self.name() == "__new__" => "ref() takes no keyword arguments".to_string(),
            false => format!("{}() takes no keyword arguments", self.display_name(vm, args)),
        };
        vm.error(Exc::TypeError, message)
    }

    #[cold]
    fn unexpected_keyword(&self, vm: &mut Vm, s: &Signature, text: &str, given: usize) -> Raised {
        let named = s.params.iter().enumerate().skip(s.positional_only).filter(|&(i, _)| !s.gathers(i));
        let names = named.map(|(_, p)| p.name);
        let hint = match crate::report::suggest(text, names) {
            Some(similar) => format!(". Did you mean '{similar}'?"),
            None => String::new(),
        };
        let message = match self.name() {
            // These look at what is given by name themselves.
            "enumerate" => format!("'{text}' is an invalid keyword argument for enumerate()"),
            "zip_longest" => "zip_longest() got an unexpected keyword argument".to_string(),
            "max" | "min" if given == 0 => format!("{} expected at least 1 argument, got 0", self.name()),
            "" => format!("this function got an unexpected keyword argument '{text}'{hint}"),
            name => format!("{name}() got an unexpected keyword argument '{text}'{hint}"),
        };
        vm.error(Exc::TypeError, message)
    }

    /// What is called when an object of a native module's class is, and names the class in messages.
    fn speaks_for_class(&self) -> bool {
        let owner = self.owner.peek().exact::<Class>();
        self.name() == "__call__" && owner.is_some_and(|class| class.has(flag::SHOWS_MODULE))
    }

    /// CPython words a wrong number of arguments by how the function parses them; the signature tells which way.
    fn wrong_count(&self, vm: &mut Vm, s: &Signature, given: usize, keywords: usize, own: usize) -> Raised {
        let (least, most) = (s.required - own, s.positional - own);
        let name = self.name();
        let all_positional_only = s.params.len() == s.positional_only;
        let message = if self.speaks_for_class() {
            let class = vm.class_name_of_class(self.owner.peek());
            format!("{class} expected {most} argument{}, got {given}", if most == 1 { "" } else { "s" })
        } else if all_positional_only && least == most && self.is_slot() {
            match most {
                0 | 1 => format!("expected {most} argument{}, got {given}", if most == 1 { "" } else { "s" }),
                _ => format!("{name} expected {most} arguments, got {given}"),
            }
        } else if matches!(name, "__pow__" | "__rpow__") {
            format!("expected {least} or {most} arguments, got {given}")
        } else if all_positional_only && least == most && most == 0 {
            format!("{}() takes no arguments ({given} given)", self.display_name(vm, &[]))
        } else if all_positional_only && least == most && most == 1 && !self.owner.peek().is_unset() {
            format!("{}() takes exactly one argument ({given} given)", self.display_name(vm, &[]))
        } else if s.params.len() - s.varkw.is_some() as usize == s.positional_only || matches!(name, "int" | "str") {
            let (bound, count) = match (least == most, given < least) {
                (true, _) => ("", most),
                (false, true) => ("at least ", least),
                (false, false) => ("at most ", most),
            };
            let name = match name {
                // A container's `__init__` speaks for its class.
                "__init__" => vm.class_name_of_class(self.owner.peek()),
                _ => name.to_string(),
            };
            format!("{name} expected {bound}{count} argument{}, got {given}", if count == 1 { "" } else { "s" })
        } else {
            let (total, all) = (given + keywords, s.params.len() - own);
            let (bound, count, kind) = if total > all {
                ("at most", all, if given == 0 { "keyword " } else { "" })
            } else if most == 0 {
                ("no", 0, "positional ")
            } else if given > most {
                (if least == most { "exactly" } else { "at most" }, most, "positional ")
            } else {
                (if least == most { "exactly" } else { "at least" }, least, "positional ")
            };
            let s = if count == 1 { "" } else { "s" };
            let name = self.called();
            match count {
                0 => format!("{name} takes no {kind}arguments"),
                _ if kind == "positional " => {
                    format!("{name} takes {bound} {count} {kind}argument{s} ({given} given)")
                }
                _ => format!("{name} takes {bound} {count} {kind}argument{s} ({total} given)"),
            }
        };
        vm.error(Exc::TypeError, message)
    }
}

/// Is it the name of a special method that CPython wraps around a slot of the type, with a message of its own for a
/// wrong number of arguments?
fn is_slot(name: &str) -> bool {
    name.starts_with("__")
        && name.ends_with("__")
        && !matches!(
            name,
            "__format__"
                | "__round__"
                | "__trunc__"
                | "__floor__"
                | "__ceil__"
                | "__reversed__"
                | "__reduce__"
                | "__reduce_ex__"
                | "__getstate__"
                | "__setstate__"
                | "__getnewargs__"
                | "__getinitargs__"
                | "__sizeof__"
                | "__dir__"
                | "__copy__"
                | "__deepcopy__"
                | "__enter__"
                | "__exit__"
                | "__bytes__"
                | "__complex__"
                | "__length_hint__"
                | "__missing__"
                | "__mro_entries__"
                | "__instancecheck__"
                | "__subclasscheck__"
                | "__subclasses__"
                | "__prepare__"
                | "__set_name__"
                | "__class_getitem__"
                | "__new__"
                | "__alloc__"
                | "__replace__"
        )
}
