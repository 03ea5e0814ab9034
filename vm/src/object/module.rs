//! Modules.

use crate::heap::{Body, Gc, Kind, Visitor, visit_gc};
use crate::object::dict::Dict;
use crate::object::exception::Exc;
use crate::object::str::Str;
use crate::types::TypeSpec;
use crate::value::Value;
use crate::vm::{Res, Vm};
use crate::{function, getter, method};

/// A module: a namespace.
pub struct Module {
    /// Its globals.
    pub dict: Gc<Dict>,
}

impl Body for Module {
    const KIND: Kind = Kind::Module;

    fn trace(&self, visit: &mut Visitor) {
        visit_gc(&self.dict, visit);
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
        Gc::new(Module { dict })
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
    constructor: Some(&function!("module(name, doc=None)", |vm, args| {
        if args[0].as_str().is_none() {
            let got = vm.type_name(&args[0]);
            return Err(vm.error(Exc::TypeError, format!("module() argument 'name' must be str, not {got}")));
        }
        let module = Module::new(args[0].as_str().unwrap_or_default());
        module.dict.set_name("__doc__", args[1].clone());
        Ok(module.into_value())
    })),
    methods: &[
        getter!("__dict__", |vm, args| {
            let Some(module) = args[0].unwrap_base().to_gc::<Module>() else { unreachable!("the binder checks") };
            vm.describe_module(&module)?;
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
                None => format!("<module '{name}' (built-in)>"),
            }))
        }),
        method!("__dir__(self, /)", dir),
    ],
    flags: 0,
};

fn own(value: &Value) -> &Module {
    match value.get::<Module>() {
        Some(module) => module,
        None => unreachable!("methods of modules are given modules: the binder checks"),
    }
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
