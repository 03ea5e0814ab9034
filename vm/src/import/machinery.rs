//! What connects the native import with the modules `_frozen_importlib` and `_frozen_importlib_external`, where
//! specifications, loaders and finders are written in the language.

use super::{LIBRARY, Vm};
use crate::function;
use crate::heap::Gc;
use crate::object::bytes::bytes_of;
use crate::object::dict::Dict;
use crate::object::exception::Exc;
use crate::object::module::Module;
use crate::object::native::NativeDef;
use crate::object::str::Str;
use crate::object::tuple::Tuple;
use crate::value::Value;
use crate::vm::Res;
use std::hash::Hasher;

/// The module with finders and loaders.
const MACHINERY: &str = "_frozen_importlib_external";

const FUNCTIONS: &[NativeDef] = &[
    function!("find(name, /)", |vm, args| {
        let name = args[0].as_str().unwrap_or_default();
        Ok(match vm.find_of_library(name) {
            Some(None) => Tuple::of([Value::from("native"), Value::NONE]),
            Some(Some(filename)) => Tuple::of([Value::from("source"), Value::from(filename)]),
            None => Value::NONE,
        })
    }),
    function!("load_native(name, /)", |vm, args| {
        let name = args[0].as_str().unwrap_or_default().to_string();
        match vm.native_module(&name) {
            Some(make) => Ok(make(vm)?.into_value()),
            None => {
                let message = format!("'{name}' is not a built-in module");
                Err(vm.import_error(Exc::ImportError, message, &name, Value::NONE))
            }
        }
    }),
    function!("library_text(filename, /)", |vm, args| {
        let module = args[0].as_str().and_then(|name| vm.importer.library.source_of_file(name));
        Ok(module.map_or(Value::NONE, |module| Value::from(module.text)))
    }),
    function!("source_hash(key, source)", |vm, args| {
        let key = vm.index_clamped(&args[0])?;
        let Some(bytes) = bytes_of(&args[1]) else {
            return Err(vm.type_error_about("a bytes-like object is required, not '{}'", &args[1]));
        };
        let mut hasher = std::hash::DefaultHasher::new();
        hasher.write_i64(key);
        hasher.write(&bytes);
        Ok(crate::object::bytes::Bytes::value(&hasher.finish().to_le_bytes()))
    }),
    function!("is_builtin(name, /)", |vm, args| {
        let name = args[0].as_str().unwrap_or_default();
        Ok(Value::from(vm.native_module(name).is_some() as i64))
    }),
    function!("is_frozen(name, /)", |_, _| Ok(Value::FALSE)),
    function!("is_frozen_package(name, /)", |_, _| Ok(Value::FALSE)),
    function!("extension_suffixes()", |_, _| Ok(crate::object::list::List::value(Vec::new()))),
    function!("lock_held()", |_, _| Ok(Value::FALSE)),
    function!("acquire_lock()", |_, _| Ok(Value::NONE)),
    function!("release_lock()", |_, _| Ok(Value::NONE)),
];

/// The module `_imp`.
///
/// # Errors
/// None; the importer asks for a result.
pub fn module(_: &mut Vm) -> Res<Gc<Module>> {
    let module = Module::new("_imp");
    crate::sys::add_functions(&module.dict, "_imp", FUNCTIONS);
    module.dict.set_name("check_hash_based_pycs", Value::from("default"));
    Ok(module)
}

/// Leaves the `__spec__` and `__loader__` of a native module to be made when they are asked for.
pub(super) fn leave_open(module: &Gc<Module>) {
    for late in ["__loader__", "__spec__"] {
        module.dict.remove_str(&Str::intern(late).into_value());
    }
}

impl Vm {
    /// The module with finders and loaders.
    ///
    /// # Errors
    /// As [`Vm::import_name`].
    pub(crate) fn import_machinery(&mut self) -> Res {
        self.import_module(MACHINERY)
    }

    /// Gives a module that the import statement has made its `__spec__` and `__loader__`, if it has none yet.
    ///
    /// # Errors
    /// What importing the machinery raises.
    pub(crate) fn describe_module(&mut self, module: &Gc<Module>) -> Res<()> {
        let name = module.dict.get_str(&self.names.name);
        let known = name.as_ref().and_then(Value::as_str).and_then(|name| self.modules.get_name(name));
        let open = module.dict.get_name("__spec__").is_none() && known.is_some_and(|m| m.is(&module.to_value()));
        if !open {
            return Ok(());
        }
        let machinery = self.import_machinery()?;
        // Its own body may be running.
        let Some(describe) = machinery.exact::<Module>().and_then(|m| m.dict.get_name("_describe")) else {
            return Ok(());
        };
        // While it is asked, it looks at the module's namespace.
        module.dict.set_name("__spec__", Value::NONE);
        let spec = Str::intern("__spec__").into_value();
        let dict = module.to_value();
        let result = self.call(&describe, &[dict]);
        if result.is_err() {
            module.dict.remove_str(&spec);
        }
        result.map(drop)
    }

    /// `__spec__` or `__loader__` of the module whose namespace `globals` are, made now if they are still open.
    ///
    /// # Errors
    /// What importing the machinery raises.
    #[cold]
    pub(crate) fn late_global(&mut self, globals: &Gc<Dict>, name: &Value) -> Res<Option<Value>> {
        if !matches!(name.as_str(), Some("__spec__" | "__loader__")) {
            return Ok(None);
        }
        let own = globals.get_str(&self.names.name);
        let module = own.as_ref().and_then(Value::as_str).and_then(|own| self.modules.get_name(own));
        match module.and_then(|module| module.to_gc::<Module>()).filter(|module| module.dict.is(globals)) {
            Some(module) => {
                self.describe_module(&module)?;
                Ok(globals.get_str(name))
            }
            None => Ok(None),
        }
    }

    /// The function that imports by `sys.meta_path`, if a program has changed that or `sys.path_hooks`.
    pub(super) fn changed_machinery(&mut self) -> Res<Option<Value>> {
        let Some(sys) = self.importer.sys.clone() else { return Ok(None) };
        if sys.get_name("meta_path").is_none() && sys.get_name("path_hooks").is_none() {
            return Ok(None);
        }
        let Some(machinery) = self.modules.get_name(MACHINERY) else { return Ok(None) };
        let untouched = self.get_attr_text(&machinery, "_untouched")?;
        let untouched = self.call(&untouched, &[])?;
        if self.truth(&untouched)? {
            return Ok(None);
        }
        self.import_by_machinery().map(Some)
    }

    /// The function that imports by `sys.meta_path`.
    pub(super) fn import_by_machinery(&mut self) -> Res {
        self.import_machinery()?;
        let bootstrap = self.import_module("_frozen_importlib")?;
        self.get_attr_text(&bootstrap, "_find_and_load")
    }

    /// A module that comes with Rondo: `None` within if it is native, else its file name.
    fn find_of_library(&self, name: &str) -> Option<Option<String>> {
        if self.native_module(name).is_some() {
            return Some(None);
        }
        let source = self.importer.library.source_named(name)?;
        let filename = source.filename();
        debug_assert!(filename.starts_with(LIBRARY));
        Some(Some(filename))
    }

    fn native_module(&self, name: &str) -> Option<super::MakeModule> {
        crate::sys::MODULES.iter().chain(self.importer.library.native).find(|(n, _)| *n == name).map(|(_, make)| *make)
    }
}
