//! Modules.

use crate::heap::{Body, Gc, Kind, Slot, Visitor, visit_gc};
use crate::object::dict::Dict;
use crate::object::exception::Exc;
use crate::object::str::Str;
use crate::types::TypeSpec;
use crate::value::Value;
use crate::vm::{Res, Vm};
use crate::{function, getter, method};
use std::cell::Cell;

/// A module: a namespace.
pub struct Module {
    /// Its globals.
    pub dict: Gc<Dict>,
    /// The class that a program gave it, derived from `module`; unset for `module` itself.
    pub class: Slot,
    /// Names that its `__getattr__` makes when they are asked for, and that are put into the namespace when somebody
    /// looks at all of it.
    pub late_names: Cell<&'static [&'static str]>,
}

impl Body for Module {
    const KIND: Kind = Kind::Module;

    fn trace(&self, visit: &mut Visitor) {
        visit_gc(&self.dict, visit);
        visit(self.class.peek());
    }

    fn clear(&self) {
        self.dict.clear_entries();
    }
}

impl Module {
    /// A module with `__name__` and the other names every module has.
    pub fn new(name: &str) -> Gc<Module> {
        let dict = Dict::new();
        dict.set_name("__name__", Value::from(name));
        for absent in ["__doc__", "__package__", "__loader__", "__spec__"] {
            dict.set_name(absent, Value::NONE);
        }
        Module::over(dict)
    }

    /// A module whose globals are `dict`.
    pub fn over(dict: Gc<Dict>) -> Gc<Module> {
        Gc::new(Module { dict, class: Slot::new(Value::UNSET), late_names: Cell::default() })
    }

    /// A module that the import statement makes: its `__spec__` and `__loader__` are made when they are asked for.
    pub fn imported(name: &str) -> Gc<Module> {
        let module = Module::new(name);
        for late in ["__loader__", "__spec__"] {
            module.dict.remove_str(&Str::intern(late).into_value());
        }
        module
    }
}

/// `module`.
pub static SPEC: TypeSpec = TypeSpec {
    name: "module",
    doc: "A module with a name and a docstring, and nothing else in it yet.",
    constructor: Some(&function!("module(name=?, doc=None)", |vm, args| {
        let module = Module::over(Dict::new()).into_value();
        if !vm.deriving {
            init(vm, &[module.clone(), args[0].clone(), args[1].clone()])?;
        }
        Ok(module)
    })),
    methods: &[
        method!("__init__(self, name=?, doc=None)", init),
        getter!("__annotations__", annotations, set_annotations),
        getter!("__annotate__", annotate, set_annotate),
        getter!("__dict__", |vm, args| {
            let Some(module) = args[0].unwrap_base().to_gc::<Module>() else { unreachable!("the binder checks") };
            vm.describe_module(&module)?;
            for name in module.late_names.take() {
                let value = vm.get_attr_text(&module.to_value(), name)?;
                module.dict.set_name(name, value);
            }
            Ok(module.dict.to_value())
        }),
        method!("__repr__(self, /)", |vm, args| {
            let dict = &own(&args[0]).dict;
            let value = |name: &str| dict.get_name(name).filter(|v| !v.is_none());
            if dict.get_name("__path__").is_some() && value("__file__").is_none() {
                let Some(module) = args[0].unwrap_base().to_gc::<Module>() else { unreachable!("the binder checks") };
                vm.describe_module(&module)?;
            }
            if value("__spec__").or_else(|| value("__loader__")).is_some() {
                let machinery = vm.import_module("_frozen_importlib")?;
                let repr = vm.get_attr_text(&machinery, "_module_repr")?;
                return vm.call(&repr, args);
            }
            let text = |name: &str| dict.get_name(name).and_then(|v| v.as_str().map(str::to_string));
            let name = text("__name__").unwrap_or_else(|| "?".to_string());
            Ok(Str::value(&match text("__file__") {
                Some(file) => format!("<module '{name}' from '{file}'>"),
                None if dict.get_name("__spec__").is_some() => format!("<module '{name}'>"),
                None if dict.is_empty() => format!("<module '{name}'>"),
                None => format!("<module '{name}' (built-in)>"),
            }))
        }),
        method!("__dir__(self, /)", dir),
    ],
    flags: crate::object::class::flag::FILLED_BY_INIT,
};

fn own(value: &Value) -> &Module {
    match value.get::<Module>() {
        Some(module) => module,
        None => unreachable!("methods of modules are given modules: the binder checks"),
    }
}

fn init(vm: &mut Vm, args: &[Value]) -> Res {
    if args[1].is_unset() {
        return Err(vm.error(Exc::TypeError, "module() missing required argument 'name' (pos 1)"));
    }
    if args[1].as_str().is_none() {
        let got = vm.argument_type_name(&args[1]);
        return Err(vm.error(Exc::TypeError, format!("module() argument 'name' must be str, not {got}")));
    }
    let dict = &own(&args[0]).dict;
    dict.set_name("__name__", args[1].clone());
    dict.set_name("__doc__", args[2].clone());
    for absent in ["__package__", "__loader__", "__spec__"] {
        if dict.get_name(absent).is_none() {
            dict.set_name(absent, Value::NONE);
        }
    }
    Ok(Value::NONE)
}

/// `module.__annotations__`: computed by its `__annotate__` when they are first asked for (PEP 649).
fn annotations(vm: &mut Vm, args: &[Value]) -> Res {
    let dict = own(&args[0]).dict.clone();
    if let Some(known) = dict.get_name("__annotations__") {
        return Ok(known);
    }
    let made = match dict.get_name("__annotate__").filter(|function| !function.is_none()) {
        Some(function) => vm.call(&function, &[Value::small_int_unchecked(1)])?,
        None => Dict::new().into_value(),
    };
    if made.get::<Dict>().is_none() {
        return Err(vm.type_error_about("__annotate__ returned non-dict of type '{}'", &made));
    }
    dict.set_name("__annotations__", made.clone());
    Ok(made)
}

fn set_annotations(vm: &mut Vm, args: &[Value]) -> Res {
    let dict = &own(&args[0]).dict;
    let [annotations, annotate] = ["__annotations__", "__annotate__"].map(|name| Str::intern(name).into_value());
    if args[1].is_unset() {
        if dict.remove_str(&annotations).is_none() {
            return Err(vm.attribute_error(&args[0], &annotations, "__annotations__"));
        }
    } else {
        dict.set_str(annotations, args[1].clone());
    }
    dict.remove_str(&annotate);
    Ok(Value::NONE)
}

fn annotate(_: &mut Vm, args: &[Value]) -> Res {
    Ok(own(&args[0]).dict.get_name("__annotate__").unwrap_or(Value::NONE))
}

fn set_annotate(vm: &mut Vm, args: &[Value]) -> Res {
    if args[1].is_unset() {
        return Err(vm.error(Exc::TypeError, "cannot delete __annotate__ attribute"));
    }
    if !args[1].is_none() && !crate::builtins::is_callable(vm, &args[1]) {
        return Err(vm.error(Exc::TypeError, "__annotate__ must be callable or None"));
    }
    let dict = &own(&args[0]).dict;
    dict.set_name("__annotate__", args[1].clone());
    if !args[1].is_none() {
        dict.remove_str(&Str::intern("__annotations__").into_value());
    }
    Ok(Value::NONE)
}

/// `module.__dir__()`: what the module's own `__dir__` says (PEP 562), else its names.
fn dir(vm: &mut Vm, args: &[Value]) -> Res {
    let dict = vm.names.dict.clone();
    let namespace = vm.get_attr(&args[0], &dict)?;
    if let Some(own) = namespace.exact::<Dict>().and_then(|dict| dict.get_str(&vm.names.dir)) {
        return vm.call(&own, &[]);
    }
    let names = vm.collect(&namespace)?;
    Ok(crate::object::list::List::value(names))
}
