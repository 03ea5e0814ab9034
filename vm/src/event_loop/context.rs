//! `contextvars`: context variables, contexts and tokens.
//!
//! A context is a persistent map behind an `Rc`: copying it costs nothing, setting a variable copies the map if it is
//! shared. Programs have few context variables, so the map is a vector. As long as nobody has set a variable there is
//! no context object at all: the VM's current context is unset.

use crate::heap::Gc;
use crate::heap::{Interior, Visitor};
use crate::object::class::flag;
use crate::object::dict::Dict;
use crate::object::exception::Exc;
use crate::object::foreign::{Foreign, ForeignData};
use crate::object::module::Module;
use crate::object::native::{Keywords, NativeDef};
use crate::object::tuple::Tuple;
use crate::types::TypeSpec;
use crate::value::Value;
use crate::vm::{Res, Vm};
use crate::{class_method, function, getter, method};
use std::cell::Cell;
use std::rc::Rc;

/// Variables with their values, in the order they were first set.
type Map = Rc<Vec<(Value, Value)>>;

struct Context {
    map: Interior<Map>,
    entered: Cell<bool>,
}

impl ForeignData for Context {
    fn trace(&self, visit: &mut Visitor) {
        // A shared map's values are owned by all its contexts together: seen from one of them alone they count as
        // held from outside, which keeps them alive.
        let map = self.map.borrow();
        if Rc::strong_count(&map) == 1 {
            for (variable, value) in map.iter() {
                visit(variable);
                visit(value);
            }
        }
    }

    fn clear(&self) {
        drop(self.map.replace(Rc::default()));
    }
}

struct ContextVar {
    name: Value,
    default: Value,
}

impl ForeignData for ContextVar {
    fn trace(&self, visit: &mut Visitor) {
        visit(&self.name);
        visit(&self.default);
    }
}

struct Token {
    context: Value,
    variable: Value,
    old: Value,
    used: Cell<bool>,
}

impl ForeignData for Token {
    fn trace(&self, visit: &mut Visitor) {
        visit(&self.context);
        visit(&self.variable);
        visit(&self.old);
    }
}

fn new_context(vm: &mut Vm, map: Map) -> Value {
    let class = vm.types.native_class(&CONTEXT);
    Foreign::new(class, Context { map: Interior::new(map), entered: Cell::new(false) }).into_value()
}

impl Vm {
    /// The current context as an object.
    pub(crate) fn current_context(&mut self) -> Value {
        if self.loops.context.is_unset() {
            self.loops.context = new_context(self, Rc::default());
        }
        self.loops.context.clone()
    }

    /// A copy of the current context; unset while that is empty.
    #[inline]
    pub(crate) fn copy_context(&mut self) -> Value {
        if self.loops.context.is_unset() { Value::UNSET } else { self.copy_set_context() }
    }

    #[cold]
    fn copy_set_context(&mut self) -> Value {
        let map = match self.loops.context.foreign::<Context>() {
            Some(context) => context.map.borrow().clone(),
            None => Rc::default(),
        };
        if map.is_empty() { Value::UNSET } else { new_context(self, map) }
    }

    /// A context object for `context`, which may be unset for an empty one.
    pub(crate) fn context_object(&mut self, context: Value) -> Value {
        if context.is_unset() { new_context(self, Rc::default()) } else { context }
    }
}

impl Vm {
    /// A new context variable without a default.
    pub fn new_context_variable(&mut self, name: &str) -> Value {
        let class = self.types.native_class(&CONTEXT_VAR);
        Foreign::new(class, ContextVar { name: Value::from(name), default: Value::UNSET }).into_value()
    }

    /// What a context variable is set to in the current context.
    #[inline]
    pub fn context_value(&self, variable: &Value) -> Option<Value> {
        lookup(&self.loops.context, variable)
    }

    /// Sets a context variable in the current context.
    pub fn set_context_value(&mut self, variable: &Value, value: Value) {
        let context = self.current_context();
        drop(assign(&context, variable, value));
    }
}

/// Is `value` a `contextvars.Context`?
pub(crate) fn is_context(value: &Value) -> bool {
    value.foreign::<Context>().is_some()
}

fn lookup(context: &Value, variable: &Value) -> Option<Value> {
    let context = context.foreign::<Context>()?;
    let map = context.map.borrow();
    map.iter().find(|(v, _)| v.is(variable)).map(|(_, value)| value.clone())
}

/// Sets a variable, or removes it if `value` is unset; returns what it was, unset if nothing.
fn assign(context: &Value, variable: &Value, value: Value) -> Value {
    let Some(context) = context.foreign::<Context>() else { return Value::UNSET };
    let mut map = context.map.borrow_mut();
    let entries = Rc::make_mut(&mut map);
    let at = entries.iter().position(|(v, _)| v.is(variable));
    match (at, value.is_unset()) {
        (Some(at), true) => entries.remove(at).1,
        (Some(at), false) => std::mem::replace(&mut entries[at].1, value),
        (None, true) => Value::UNSET,
        (None, false) => {
            entries.push((variable.clone(), value));
            Value::UNSET
        }
    }
}

static CONTEXT: TypeSpec = TypeSpec {
    name: "_contextvars.Context",
    doc: "A mapping of context variables to their values.",
    constructor: Some(&function!("Context(*args, **kwargs)", |vm, args| {
        let given = args[0].exact::<Tuple>().is_some_and(|a| !a.items().is_empty())
            || args[1].exact::<Dict>().is_some_and(|d| !d.is_empty());
        if given {
            return Err(vm.error(Exc::TypeError, "Context() does not accept any arguments"));
        }
        Ok(new_context(vm, Rc::default()))
    })),
    methods: &[
        method!("run(self, /, *args, **kwargs)", run),
        method!("__eq__(self, other, /)", equal),
        method!("copy(self, /)", |vm, args| {
            let map = args[0].foreign::<Context>().map(|c| c.map.borrow().clone()).unwrap_or_default();
            Ok(new_context(vm, map))
        }),
        method!("get(self, key, default=None, /)", |vm, args| {
            check_variable(vm, &args[1])?;
            Ok(lookup(&args[0], &args[1]).unwrap_or_else(|| args[2].clone()))
        }),
        method!("keys(self, /)", |vm, args| entries(vm, args, &KEYS, |v, _| v.clone())),
        method!("values(self, /)", |vm, args| entries(vm, args, &VALUES, |_, v| v.clone())),
        method!("items(self, /)", |vm, args| {
            entries(vm, args, &ITEMS, |a, b| Tuple::value(vec![a.clone(), b.clone()]))
        }),
        method!("__iter__(self, /)", |vm, args| entries(vm, args, &KEYS, |v, _| v.clone())),
        method!("__len__(self, /)", |_, args| {
            Ok(Value::from(args[0].foreign::<Context>().map_or(0, |c| c.map.borrow().len())))
        }),
        method!("__contains__(self, key, /)", |vm, args| {
            check_variable(vm, &args[1])?;
            Ok(lookup(&args[0], &args[1]).is_some().into())
        }),
        method!("__getitem__(self, key, /)", |vm, args| {
            check_variable(vm, &args[1])?;
            match lookup(&args[0], &args[1]) {
                Some(value) => Ok(value),
                None => Err(vm.error_with(Exc::KeyError, vec![args[1].clone()])),
            }
        }),
    ],
    flags: crate::object::class::flag::FINAL,
};

/// An iterator over what a context holds now; its class is that of `spec`.
fn entries(vm: &mut Vm, args: &[Value], spec: &'static TypeSpec, show: fn(&Value, &Value) -> Value) -> Res {
    let map = args[0].foreign::<Context>().map(|c| c.map.borrow().clone()).unwrap_or_default();
    let left = map.iter().rev().map(|(variable, value)| show(variable, value)).collect();
    let class = vm.types.native_class(spec);
    Ok(Foreign::new(class, Entries { left: Interior::new(left) }).into_value())
}

/// What an iterator over a context has yet to yield, the next one last.
struct Entries {
    left: Interior<Vec<Value>>,
}

impl ForeignData for Entries {
    fn trace(&self, visit: &mut Visitor) {
        self.left.borrow().iter().for_each(visit);
    }

    fn clear(&self) {
        let left = std::mem::take(&mut *self.left.borrow_mut());
        drop(left);
    }
}

const NEXT: crate::object::native::NativeDef = method!("__next__(self, /)", |vm, args| {
    let next = args[0].foreign::<Entries>().and_then(|entries| entries.left.borrow_mut().pop());
    next.ok_or_else(|| vm.error_with(Exc::StopIteration, Vec::new()))
});

const ITER: crate::object::native::NativeDef = method!("__iter__(self, /)", |_, args| Ok(args[0].clone()));

static KEYS: TypeSpec =
    TypeSpec { name: "keys", doc: "", constructor: None, methods: &[ITER, NEXT], flags: flag::FINAL };
static VALUES: TypeSpec =
    TypeSpec { name: "values", doc: "", constructor: None, methods: &[ITER, NEXT], flags: flag::FINAL };
static ITEMS: TypeSpec =
    TypeSpec { name: "items", doc: "", constructor: None, methods: &[ITER, NEXT], flags: flag::FINAL };

/// The same variables with equal values.
fn equal(vm: &mut Vm, args: &[Value]) -> Res {
    let (Some(this), Some(other)) = (args[0].foreign::<Context>(), args[1].foreign::<Context>()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let (ours, theirs) = (this.map.borrow().clone(), other.map.borrow().clone());
    if Rc::ptr_eq(&ours, &theirs) {
        return Ok(Value::TRUE);
    }
    if ours.len() != theirs.len() {
        return Ok(Value::FALSE);
    }
    for (variable, value) in ours.iter() {
        let Some((_, their)) = theirs.iter().find(|(v, _)| v.is(variable)) else { return Ok(Value::FALSE) };
        if !vm.eq(value, their)? {
            return Ok(Value::FALSE);
        }
    }
    Ok(Value::TRUE)
}

fn check_variable(vm: &mut Vm, key: &Value) -> Res<()> {
    if key.foreign::<ContextVar>().is_some() {
        return Ok(());
    }
    let shown = vm.repr(key)?;
    Err(vm.error(Exc::TypeError, format!("a ContextVar key was expected, got {shown}")))
}

fn run(vm: &mut Vm, args: &[Value]) -> Res {
    let Some(context) = args[0].foreign::<Context>() else { return Ok(Value::NONE) };
    let given = args[1].exact::<Tuple>().map_or(&[][..], Tuple::items);
    let Some((callable, positional)) = given.split_first() else {
        return Err(vm.error(Exc::TypeError, "run() missing 1 required positional argument"));
    };
    if context.entered.get() || args[0].is(&vm.loops.context) {
        let shown = vm.repr(&args[0])?;
        let message = format!("cannot enter context: {shown} is already entered");
        return Err(vm.error(Exc::RuntimeError, message));
    }
    context.entered.set(true);
    let outer = std::mem::replace(&mut vm.loops.context, args[0].clone());
    let result = match args[2].exact::<Dict>().filter(|keywords| !keywords.is_empty()) {
        Some(keywords) => {
            let (names, values): (Vec<Value>, Vec<Value>) =
                keywords.entries().into_iter().map(|e| (e.key, e.value)).unzip();
            vm.call_with(callable, positional, Keywords { names: &names, values: &values })
        }
        None => vm.call(callable, positional),
    };
    vm.loops.context = outer;
    context.entered.set(false);
    result
}

static CONTEXT_VAR: TypeSpec = TypeSpec {
    name: "_contextvars.ContextVar",
    doc: "A variable whose value depends on the context.",
    constructor: Some(&function!("ContextVar(name, /, *, default=?)", |vm, args| {
        if args[0].as_str().is_none() {
            return Err(vm.error(Exc::TypeError, "context variable name must be a str"));
        }
        let class = vm.types.native_class(&CONTEXT_VAR);
        Ok(Foreign::new(class, ContextVar { name: args[0].clone(), default: args[1].clone() }).into_value())
    })),
    methods: &[
        getter!("name", |_, args| Ok(args[0].foreign::<ContextVar>().map_or(Value::NONE, |v| v.name.clone()))),
        method!("get(self, default=?, /)", |vm, args| {
            let found = lookup(&vm.loops.context, &args[0]);
            let own = args[0].foreign::<ContextVar>().map(|v| v.default.clone()).unwrap_or_default();
            match found {
                Some(value) => Ok(value),
                None if !args[1].is_unset() => Ok(args[1].clone()),
                None if !own.is_unset() => Ok(own),
                None => Err(vm.error_with(Exc::LookupError, vec![args[0].clone()])),
            }
        }),
        method!("set(self, value, /)", |vm, args| {
            let context = vm.current_context();
            let old = assign(&context, &args[0], args[1].clone());
            let class = vm.types.native_class(&TOKEN);
            let token = Token { context, variable: args[0].clone(), old, used: Cell::new(false) };
            Ok(Foreign::new(class, token).into_value())
        }),
        method!("reset(self, token, /)", reset),
        class_method!("__class_getitem__(cls, item, /)", crate::object::generic_alias::class_getitem),
        method!("__repr__(self, /)", |vm, args| {
            let (name, default) = match args[0].foreign::<ContextVar>() {
                Some(v) => (v.name.clone(), v.default.clone()),
                None => Default::default(),
            };
            let name = vm.repr(&name)?;
            let default = if default.is_unset() { String::new() } else { format!(" default={}", vm.repr(&default)?) };
            Ok(Value::from(format!("<ContextVar name={name}{default} at {:#x}>", args[0].bits())))
        }),
    ],
    flags: crate::object::class::flag::FINAL,
};

fn reset(vm: &mut Vm, args: &[Value]) -> Res {
    let Some(token) = args[1].foreign::<Token>() else {
        let got = vm.repr(&args[1])?;
        return Err(vm.error(Exc::TypeError, format!("expected an instance of Token, got {got}")));
    };
    let wrong = if token.used.get() {
        Some((Exc::RuntimeError, "has already been used once"))
    } else if !token.variable.is(&args[0]) {
        Some((Exc::ValueError, "was created by a different ContextVar"))
    } else if !token.context.is(&vm.loops.context) {
        Some((Exc::ValueError, "was created in a different Context"))
    } else {
        None
    };
    if let Some((kind, what)) = wrong {
        let shown = vm.repr(&args[1])?;
        return Err(vm.error(kind, format!("{shown} {what}")));
    }
    token.used.set(true);
    drop(assign(&token.context, &args[0], token.old.clone()));
    Ok(Value::NONE)
}

static TOKEN: TypeSpec = TypeSpec {
    name: "_contextvars.Token",
    doc: "What ContextVar.set() returns: the way back.",
    constructor: Some(&function!("Token(*args, **kwargs)", |vm, _| {
        Err(vm.error(Exc::RuntimeError, "Tokens can only be created by ContextVars"))
    })),
    methods: &[
        getter!("var", |_, args| Ok(args[0].foreign::<Token>().map_or(Value::NONE, |t| t.variable.clone()))),
        getter!("old_value", |vm, args| {
            match args[0].foreign::<Token>().map(|t| t.old.clone()) {
                Some(old) if !old.is_unset() => Ok(old),
                _ => Ok(missing(vm)),
            }
        }),
        method!("__enter__(self, /)", |_, args| Ok(args[0].clone())),
        method!("__exit__(self, type, value, traceback, /)", |vm, args| {
            let variable = args[0].foreign::<Token>().map(|t| t.variable.clone()).unwrap_or_default();
            reset(vm, &[variable, args[0].clone()])?;
            Ok(Value::NONE)
        }),
        class_method!("__class_getitem__(cls, item, /)", crate::object::generic_alias::class_getitem),
        method!("__repr__(self, /)", |vm, args| {
            let (variable, used) = match args[0].foreign::<Token>() {
                Some(t) => (t.variable.clone(), t.used.get()),
                None => Default::default(),
            };
            let variable = vm.repr(&variable)?;
            let used = if used { " used" } else { "" };
            Ok(Value::from(format!("<Token{used} var={variable} at {:#x}>", args[0].bits())))
        }),
    ],
    flags: crate::object::class::flag::FINAL | crate::types::UNHASHABLE,
};

/// `Token.MISSING`.
struct Missing;

impl ForeignData for Missing {}

static MISSING: TypeSpec = TypeSpec {
    name: "_contextvars.Token.MISSING",
    doc: "",
    constructor: None,
    methods: &[method!("__repr__(self, /)", |_, _| Ok(Value::from("<Token.MISSING>")))],
    flags: 0,
};

fn missing(vm: &mut Vm) -> Value {
    let token = vm.types.native_class(&TOKEN);
    if let Some(missing) = token.dict().get_name("MISSING") {
        return missing;
    }
    let class = vm.types.native_class(&MISSING);
    let missing = Foreign::new(class, Missing).into_value();
    token.dict().set_name("MISSING", missing.clone());
    missing
}

const FUNCTIONS: &[NativeDef] = &[function!("copy_context()", |vm, _| {
    let copy = vm.copy_context();
    Ok(vm.context_object(copy))
})];

/// The module `contextvars`.
///
/// # Errors
/// None; the importer asks for a result.
pub fn module(vm: &mut Vm) -> Res<Gc<Module>> {
    let module = Module::new("contextvars");
    for spec in [&CONTEXT, &CONTEXT_VAR, &TOKEN] {
        let class = vm.types.native_class(spec);
        module.dict.set_str(class.name.get(), class.to_value());
    }
    missing(vm);
    super::module::add_functions(&module, FUNCTIONS);
    Ok(module)
}
