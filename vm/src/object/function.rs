//! Functions defined in the language.

use crate::code::Flags;
use crate::heap::{Body, Gc, Interior, Kind, Slot, Visitor, visit_gc};
use crate::object::code::Code;
use crate::object::dict::Dict;
use crate::object::exception::Exc;
use crate::object::native::NativeRun;
use crate::object::str::Str;
use crate::object::tuple::Tuple;
use crate::types::TypeSpec;
use crate::value::Value;
use crate::vm::{Res, Vm};
use crate::{function, getter, method};

/// A function.
pub struct Function {
    /// Its code.
    pub code: Interior<Gc<Code>>,
    /// The globals it was defined with.
    pub globals: Gc<Dict>,
    /// A tuple of cells, or unset.
    pub closure: Value,
    /// A tuple of defaults of the last positional parameters, or `None`.
    pub defaults: Slot,
    /// A dict of defaults of keyword-only parameters, or `None`.
    pub kwdefaults: Slot,
    /// What few functions have.
    rare: Interior<Option<Box<Rare>>>,
}

/// Attributes of a function that are mostly what its code says.
#[derive(Default)]
struct Rare {
    name: Value,
    qualname: Value,
    module: Value,
    doc: Value,
    /// The function that computes the annotations (PEP 649).
    annotate: Value,
    annotations: Value,
    type_params: Value,
    dict: Value,
}

/// Which of the rare attributes.
#[derive(Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum RareAttr {
    Name,
    Qualname,
    Module,
    Doc,
    Annotate,
    Annotations,
    TypeParams,
    Dict,
}

impl Rare {
    fn field(&mut self, which: RareAttr) -> &mut Value {
        match which {
            RareAttr::Name => &mut self.name,
            RareAttr::Qualname => &mut self.qualname,
            RareAttr::Module => &mut self.module,
            RareAttr::Doc => &mut self.doc,
            RareAttr::Annotate => &mut self.annotate,
            RareAttr::Annotations => &mut self.annotations,
            RareAttr::TypeParams => &mut self.type_params,
            RareAttr::Dict => &mut self.dict,
        }
    }
}

impl Body for Function {
    const KIND: Kind = Kind::Function;

    fn trace(&self, visit: &mut Visitor) {
        visit_gc(&*self.code.borrow(), visit);
        visit_gc(&self.globals, visit);
        visit(&self.closure);
        visit(self.defaults.peek());
        visit(self.kwdefaults.peek());
        if let Some(r) = &*self.rare.borrow() {
            [&r.name, &r.qualname, &r.module, &r.doc, &r.annotate, &r.annotations, &r.type_params, &r.dict]
                .into_iter()
                .for_each(visit);
        }
    }

    fn clear(&self) {
        drop(self.defaults.replace(Value::NONE));
        drop(self.kwdefaults.replace(Value::NONE));
        drop(self.rare.replace(None));
        // Its cells may be those of others that live; one that is garbage is cleared as such.
    }
}

/// Says that `run` can do without the coroutine of a coroutine function ([`Code::at_once`]); of anything else nothing.
pub fn set_at_once(function: &Value, run: NativeRun) {
    if let Some(function) = function.get::<Function>() {
        function.code().at_once.set(Some(run));
    }
}

impl Function {
    /// A function of `code` in `globals`, without defaults.
    pub fn new(code: Gc<Code>, globals: Gc<Dict>, closure: Value) -> Function {
        Function {
            code: Interior::new(code),
            globals,
            closure,
            defaults: Slot::new(Value::NONE),
            kwdefaults: Slot::new(Value::NONE),
            rare: Interior::new(None),
        }
    }

    /// The code object.
    #[inline(always)]
    pub fn code(&self) -> Gc<Code> {
        self.code.borrow().clone()
    }

    /// The code object's address, valid as long as the function is not given other code.
    #[inline(always)]
    pub(crate) fn code_ptr(&self) -> *const Code {
        self.code.borrow().as_ptr()
    }

    /// The closure's cells.
    #[inline(always)]
    pub fn closure_cells(&self) -> &[Value] {
        match self.closure.exact::<Tuple>() {
            Some(cells) => cells.items(),
            None => &[],
        }
    }

    /// A rare attribute that has been set; unset otherwise.
    #[inline]
    pub fn rare(&self, which: RareAttr) -> Value {
        match &mut *self.rare.borrow_mut() {
            Some(rare) => rare.field(which).clone(),
            None => Value::UNSET,
        }
    }

    /// Sets a rare attribute.
    pub fn set_rare(&self, which: RareAttr, value: Value) {
        let old = std::mem::replace(self.rare.borrow_mut().get_or_insert_default().field(which), value);
        drop(old);
    }

    /// `__name__`.
    pub fn name(&self) -> Value {
        match self.rare(RareAttr::Name) {
            name if name.is_unset() => Value::from(&self.code.borrow().proto.name),
            name => name,
        }
    }

    /// `__qualname__`.
    pub fn qualname(&self) -> Value {
        match self.rare(RareAttr::Qualname) {
            name if name.is_unset() => Value::from(&self.code.borrow().proto.qualname),
            name => name,
        }
    }

    /// Can it have attributes set by programs?
    #[inline]
    pub(crate) fn has_attribute_dict(&self) -> bool {
        !self.rare(RareAttr::Dict).is_unset()
    }

    /// The attributes set by programs, made when first asked for.
    pub fn attribute_dict(&self) -> Gc<Dict> {
        if let Some(dict) = self.rare(RareAttr::Dict).to_gc::<Dict>() {
            return dict;
        }
        let dict = Dict::new();
        self.set_rare(RareAttr::Dict, dict.to_value());
        dict
    }
}

/// `function`.
pub static SPEC: TypeSpec = TypeSpec {
    name: "function",
    doc: "A function of a code object and the namespace of its globals.",
    constructor: Some(&function!(
        "function(code, globals, name=None, argdefs=None, closure=None, kwdefaults=None)",
        new
    )),
    methods: &[
        method!("__get__(self, instance, owner=None, /)", |vm, args| {
            if args[1].is_none() && args[2].is_none() {
                return Err(vm.error(Exc::TypeError, "__get__(None, None) is invalid"));
            }
            Ok(if args[1].is_none() {
                args[0].clone()
            } else {
                crate::object::method::BoundMethod::value(args[0].clone(), args[1].clone())
            })
        }),
        method!("__call__(self, *args, **kwargs)", |vm, args| vm.call_spread(&args[0], &args[1], &args[2])),
        method!("__repr__(self, /)", |_, args| {
            let name = own(&args[0]).qualname();
            Ok(Str::value(&format!("<function {} at {:#x}>", name.as_str().unwrap_or_default(), args[0].bits())))
        }),
        getter!("__name__", |_, args| Ok(own(&args[0]).name()), |vm, args| set_text(vm, args, RareAttr::Name)),
        getter!("__qualname__", |_, args| Ok(own(&args[0]).qualname()), |vm, args| {
            set_text(vm, args, RareAttr::Qualname)
        }),
        getter!("__module__", module, |_, args| set(args, RareAttr::Module)),
        getter!("__doc__", doc, |_, args| set(args, RareAttr::Doc)),
        getter!("__code__", |vm, args| audited(vm, args, "__code__", own(&args[0]).code().into_value()), set_code),
        getter!("__globals__", |_, args| Ok(own(&args[0]).globals.to_value())),
        getter!("__builtins__", |vm, args| {
            let own = args[0].get::<Function>().and_then(|function| vm.own_builtins(&function.globals));
            Ok(own.unwrap_or_else(|| vm.builtins.to_value()))
        }),
        getter!("__closure__", |_, args| {
            let closure = own(&args[0]).closure.clone();
            Ok(if closure.is_unset() { Value::NONE } else { closure })
        }),
        getter!(
            "__defaults__",
            |vm, args| audited(vm, args, "__defaults__", own(&args[0]).defaults.get()),
            |vm, args| { set_defaults(vm, args, "__defaults__") }
        ),
        getter!(
            "__kwdefaults__",
            |vm, args| audited(vm, args, "__kwdefaults__", own(&args[0]).kwdefaults.get()),
            |vm, args| { set_defaults(vm, args, "__kwdefaults__") }
        ),
        getter!("__annotations__", annotations, set_annotations),
        getter!("__annotate__", |_, args| Ok(or_none(own(&args[0]).rare(RareAttr::Annotate))), set_annotate),
        getter!(
            "__type_params__",
            |_, args| {
                let params = own(&args[0]).rare(RareAttr::TypeParams);
                Ok(if params.is_unset() { Tuple::value(Vec::new()) } else { params })
            },
            |vm, args| {
                if !args[1].is_kind(Kind::Tuple) {
                    return Err(vm.error(Exc::TypeError, "__type_params__ must be set to a tuple"));
                }
                set(args, RareAttr::TypeParams)
            }
        ),
        getter!("__dict__", |_, args| Ok(own(&args[0]).attribute_dict().into_value()), set_dict),
    ],
    flags: crate::object::class::flag::FINAL,
};

fn own(value: &Value) -> &Function {
    match value.exact::<Function>() {
        Some(function) => function,
        None => unreachable!("methods of functions are given functions: the binder checks"),
    }
}

fn or_none(value: Value) -> Value {
    if value.is_unset() { Value::NONE } else { value }
}

fn set(args: &[Value], which: RareAttr) -> Res {
    let value = if args[1].is_unset() { Value::NONE } else { args[1].clone() };
    own(&args[0]).set_rare(which, value);
    Ok(Value::NONE)
}

fn set_annotations(vm: &mut Vm, args: &[Value]) -> Res {
    let value = match args[1].is_unset() || args[1].is_none() {
        true => Value::UNSET,
        false if args[1].get::<Dict>().is_some() => args[1].clone(),
        false => return Err(vm.error(Exc::TypeError, "__annotations__ must be set to a dict object")),
    };
    own(&args[0]).set_rare(RareAttr::Annotations, value);
    own(&args[0]).set_rare(RareAttr::Annotate, Value::NONE);
    Ok(Value::NONE)
}

fn set_annotate(vm: &mut Vm, args: &[Value]) -> Res {
    if args[1].is_unset() {
        return Err(vm.error(Exc::TypeError, "__annotate__ cannot be deleted"));
    }
    if !args[1].is_none() && !crate::builtins::is_callable(vm, &args[1]) {
        return Err(vm.error(Exc::TypeError, "__annotate__ must be callable or None"));
    }
    if !args[1].is_none() {
        own(&args[0]).set_rare(RareAttr::Annotations, Value::UNSET);
    }
    set(args, RareAttr::Annotate)
}

fn set_dict(vm: &mut Vm, args: &[Value]) -> Res {
    if args[1].is_unset() {
        return Err(vm.error(Exc::TypeError, "cannot delete __dict__"));
    }
    if args[1].to_gc::<Dict>().is_none() {
        let got = vm.type_name(&args[1]);
        return Err(vm.error(Exc::TypeError, format!("__dict__ must be set to a dictionary, not a '{got}'")));
    }
    set(args, RareAttr::Dict)
}

fn set_text(vm: &mut Vm, args: &[Value], which: RareAttr) -> Res {
    if args[1].as_str().is_none() {
        let what = if which == RareAttr::Name { "__name__" } else { "__qualname__" };
        return Err(vm.error(Exc::TypeError, format!("{what} must be set to a string object")));
    }
    set(args, which)
}

fn set_defaults(vm: &mut Vm, args: &[Value], name: &str) -> Res {
    let function = own(&args[0]);
    let value = if args[1].is_unset() { Value::NONE } else { args[1].clone() };
    let (slot, fits, kind) = match name {
        "__defaults__" => (&function.defaults, value.is_kind(Kind::Tuple), "tuple"),
        _ => (&function.kwdefaults, value.is_kind(Kind::Dict), "dict"),
    };
    if !fits && !value.is_none() {
        return Err(vm.error(Exc::TypeError, format!("{name} must be set to a {kind} object")));
    }
    match value.is_none() {
        true => vm.audit("object.__delattr__", |_| [args[0].clone(), Value::from(name)])?,
        false => vm.audit("object.__setattr__", |_| [args[0].clone(), Value::from(name), value.clone()])?,
    }
    slot.set(value);
    Ok(Value::NONE)
}

/// The value of an attribute, after the audit hooks have been told that somebody asks for it.
pub(crate) fn audited(vm: &mut Vm, args: &[Value], name: &str, value: Value) -> Res {
    vm.audit("object.__getattr__", |_| [args[0].clone(), Value::from(name)])?;
    Ok(value)
}

fn set_code(vm: &mut Vm, args: &[Value]) -> Res {
    let function = own(&args[0]);
    let Some(code) = args[1].to_gc::<Code>() else {
        return Err(vm.error(Exc::TypeError, "__code__ must be set to a code object"));
    };
    let (free, cells) = (code.proto.freevars.len(), function.closure_cells().len());
    if free != cells {
        let name = function.name();
        let name = name.as_str().unwrap_or_default();
        let message = format!("{name}() requires a code object with {cells} free vars, not {free}");
        return Err(vm.error(Exc::ValueError, message));
    }
    vm.audit("object.__setattr__", |_| [args[0].clone(), Value::from("__code__"), args[1].clone()])?;
    // The name stays what it was.
    for (which, name) in [(RareAttr::Name, function.name()), (RareAttr::Qualname, function.qualname())] {
        function.set_rare(which, name);
    }
    // Frames that run the old code do not count a reference to it.
    let old = function.code.replace(code);
    vm.retired_code.push(old.into_value());
    Ok(Value::NONE)
}

fn module(vm: &mut Vm, args: &[Value]) -> Res {
    let function = own(&args[0]);
    let module = function.rare(RareAttr::Module);
    if !module.is_unset() {
        return Ok(module);
    }
    Ok(function.globals.get_str(&vm.names.name).unwrap_or(Value::NONE))
}

fn doc(_: &mut Vm, args: &[Value]) -> Res {
    let function = own(&args[0]);
    let doc = function.rare(RareAttr::Doc);
    if !doc.is_unset() {
        return Ok(doc);
    }
    let code = function.code();
    Ok(code.proto.doc.as_ref().map_or(Value::NONE, |text| Value::from(&**text)))
}

/// PEP 649: computed when first asked for.
fn annotations(vm: &mut Vm, args: &[Value]) -> Res {
    let function = own(&args[0]);
    let known = function.rare(RareAttr::Annotations);
    if !known.is_unset() {
        return Ok(known);
    }
    let annotate = function.rare(RareAttr::Annotate);
    let value = match annotate.is_unset() || annotate.is_none() {
        true => Dict::new().into_value(),
        false => {
            let made = vm.call(&annotate, &[Value::small_int_unchecked(1)])?;
            if made.get::<Dict>().is_none() {
                let got = vm.type_name(&made);
                let message = format!("__annotate__ returned non-dict of type '{got}'");
                return Err(vm.error(Exc::TypeError, message));
            }
            made
        }
    };
    own(&args[0]).set_rare(RareAttr::Annotations, value.clone());
    Ok(value)
}

fn new(vm: &mut Vm, args: &[Value]) -> Res {
    let (Some(code), Some(globals)) = (args[0].to_gc::<Code>(), args[1].to_gc::<Dict>()) else {
        let what = if args[0].is_kind(Kind::Code) { "globals' must be dict" } else { "code' must be code" };
        let got = vm.type_name(if args[0].is_kind(Kind::Code) { &args[1] } else { &args[0] });
        return Err(vm.error(Exc::TypeError, format!("function() argument '{what}, not {got}")));
    };
    if !args[2].is_none() && args[2].as_str().is_none() {
        return Err(vm.error(Exc::TypeError, "arg 3 (name) must be None or string"));
    }
    for (i, name) in [(3, "arg 4 (defaults)"), (4, "arg 5 (closure)")] {
        if !args[i].is_none() && !args[i].is_kind(Kind::Tuple) {
            return Err(vm.error(Exc::TypeError, format!("{name} must be None or tuple")));
        }
    }
    if args[4].is_none() && !code.proto.freevars.is_empty() {
        return Err(vm.error(Exc::TypeError, "arg 5 (closure) must be tuple"));
    }
    let cells = args[4].exact::<Tuple>().map_or(&[][..], Tuple::items);
    if cells.len() == code.proto.freevars.len()
        && let Some(other) = cells.iter().find(|c| !c.is_kind(Kind::Cell))
    {
        let got = vm.type_name(other);
        return Err(vm.error(Exc::TypeError, format!("arg 5 (closure) expected cell, found {got}")));
    }
    if !args[5].is_none() && !args[5].is_kind(Kind::Dict) {
        return Err(vm.error(Exc::TypeError, "arg 6 (kwdefaults) must be None or dict"));
    }
    let closure = if args[4].is_none() { Value::UNSET } else { args[4].clone() };
    let cells = closure.exact::<Tuple>().map_or(0, |t| t.items().len());
    if cells != code.proto.freevars.len() {
        let message =
            format!("{} requires closure of length {}, not {cells}", code.proto.name, code.proto.freevars.len());
        return Err(vm.error(Exc::ValueError, message));
    }
    vm.audit("function.__new__", |_| [args[0].clone()])?;
    let function = Function::new(code, globals, closure);
    function.defaults.set(args[3].clone());
    if args[3].is_none() && function.code.borrow().has(Flags::NAMESPACE) {
        // Code of a module or an expression has one parameter, the namespace that its names are in.
        function.defaults.set(Tuple::value(vec![args[1].clone()]));
    }
    function.kwdefaults.set(args[5].clone());
    if !args[2].is_none() {
        function.set_rare(RareAttr::Name, args[2].clone());
    }
    Ok(Gc::new(function).into_value())
}
