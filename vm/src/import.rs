//! Modules: those that come with Rondo, finding and running the others, and what the `import` statement does.

pub mod machinery;
pub(crate) mod running;

use crate::code::Flags;
use crate::compiler::image::{Image, Stored};
use crate::compiler::{self, Options};
use crate::heap::{Gc, Kind};
use crate::object::code::Code;
use crate::object::dict::Dict;
use crate::object::exception::base::set_field;
use crate::object::exception::import::import_field;
use crate::object::exception::{Exc, Exception};
use crate::object::function::Function;
use crate::object::instance::Instance;
use crate::object::list::List;
use crate::object::module::Module;
use crate::object::native::{NativeDef, NativeFunction};
use crate::object::str::Str;
use crate::object::str::codec;
use crate::object::tuple::Tuple;
use crate::report::warning::Shown;
use crate::value::Value;
use crate::vm::{Raised, Res, Vm};
use rondo_grammar::Mode;
use rustix::fs::OFlags;
use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// Makes a native module.
pub type MakeModule = fn(&mut Vm) -> Res<Gc<Module>>;

/// The modules that come with Rondo. The VM is given one; it never names the library itself.
#[derive(Clone, Copy)]
pub struct ModuleTable {
    /// Dotted names and what makes the module.
    pub native: &'static [(&'static str, MakeModule)],
    /// Modules in the language, sorted by name. Tracebacks leave their frames out, so that they show the program's.
    pub source: &'static [SourceModule],
}

impl ModuleTable {
    /// No modules but those of the VM itself.
    pub const EMPTY: ModuleTable = ModuleTable { native: &[], source: &[] };

    /// The module in the language of this name.
    pub fn source_named(&self, name: &str) -> Option<&'static SourceModule> {
        self.source.binary_search_by(|module| module.name.cmp(name)).ok().map(|found| &self.source[found])
    }

    /// The module in the language whose code has this file name in tracebacks.
    pub fn source_of_file(&self, filename: &str) -> Option<&'static SourceModule> {
        filename.strip_prefix(LIBRARY)?;
        self.source.iter().find(|module| module.filename() == filename)
    }
}

/// A module in the language that is part of the binary.
pub struct SourceModule {
    /// The dotted name.
    pub name: &'static str,
    /// The program text.
    pub text: &'static str,
    /// Its code, as [`image::of_library`](crate::compiler::image::of_library) makes it.
    pub image: Image,
    /// Is it a package, with modules inside?
    pub is_package: bool,
}

/// What file names of modules that are part of the binary begin with.
pub const LIBRARY: &str = "<rondo>/";

/// The file name of what lets `runpy` run a program.
pub const RUNPY: &str = "<frozen runpy>";

impl SourceModule {
    /// The file name that tracebacks show.
    pub fn filename(&self) -> String {
        let path = self.name.replace('.', "/");
        let file = if self.is_package { "/__init__.py" } else { ".py" };
        format!("{LIBRARY}{path}{file}")
    }
}

/// What the VM was started with, and what importing, `sys` and the reports remember.
pub struct Importer {
    /// The modules that come with Rondo.
    pub library: ModuleTable,
    /// `sys.path`.
    pub path: Gc<List>,
    /// `sys.argv` as the module will have it.
    pub argv: Vec<String>,
    /// How the program is run: `sys.flags`.
    pub flags: crate::flags::Flags,
    /// The program text given on the command line, which tracebacks show as `<string>`.
    pub command: Option<Rc<str>>,
    /// What was typed at the prompt, by the file names `<stdin>-N` and `<python-input-N>` that its code has.
    pub inputs: Rc<HashMap<Rc<str>, Rc<str>>>,
    /// The namespace of `sys`, once it is made.
    pub(crate) sys: Option<Gc<Dict>>,
    /// The standard streams as `sys` has them at first, once they are made.
    pub(crate) streams: Option<[Value; 3]>,
    /// The folder that `sys.path` began with: the program's own.
    pub own_folder: Option<String>,
    /// The modules whose bodies are running.
    running: running::Running,
    /// Warnings that have been shown.
    pub(crate) warnings_shown: Shown,
    /// `sys.set_coroutine_origin_tracking_depth`.
    pub(crate) origin_depth: i64,
    /// `sys.getswitchinterval()`, in seconds.
    pub(crate) switch_interval: f64,
    /// The program has ended; what runs now are finalizers.
    pub(crate) finalizing: bool,
    /// `gc.isenabled()`.
    pub collecting: bool,
    /// `gc.get_threshold()`.
    pub(crate) thresholds: Value,
}

impl Importer {
    /// An importer that finds the modules of `library` only.
    pub fn new(library: ModuleTable) -> Importer {
        Importer {
            library,
            path: List::new(Vec::new()),
            argv: Vec::new(),
            flags: crate::flags::Flags::default(),
            command: None,
            inputs: Rc::default(),
            sys: None,
            streams: None,
            own_folder: None,
            running: running::Running::default(),
            warnings_shown: Shown::default(),
            origin_depth: 0,
            switch_interval: 0.005,
            finalizing: false,
            collecting: true,
            thresholds: Tuple::value([2000, 10, 10].map(|n: i64| Value::from(n)).to_vec()),
        }
    }
}

/// A module that is run as the program.
pub struct MainModule {
    /// Its dotted name.
    pub name: String,
    /// The program text.
    pub text: String,
    /// The file name that tracebacks show.
    pub filename: String,
    /// The package it is in; empty if in none.
    pub package: String,
}

/// The built-in function behind the `import` statement.
pub static IMPORT: NativeDef =
    crate::function!("__import__(name, globals=None, locals=None, fromlist=(), level=0)", import_function);

/// Modules that are part of CPython's binary: a file of the same name does not hide them.
pub(crate) const BUILT_IN: &[&str] = &[
    "_abc",
    "_ast",
    "_codecs",
    "_collections",
    "_functools",
    "_imp",
    "_io",
    "_operator",
    "_signal",
    "_sre",
    "_thread",
    "_typing",
    "_warnings",
    "_weakref",
    "atexit",
    "builtins",
    "errno",
    "gc",
    "itertools",
    "posix",
    "sys",
    "time",
];

/// Where a module was found.
enum Found {
    Native(fn(&mut Vm) -> Res<Gc<Module>>),
    Library(&'static SourceModule),
    /// A file; is it a package's?
    File(PathBuf, bool),
    /// Folders without `__init__.py`.
    Namespace(Vec<PathBuf>),
    /// Perhaps in an archive, where `zipimport` looks.
    InArchive,
}

impl Vm {
    /// The namespace that a program has put in the place of the built-in names for code with these globals: `None` if it
    /// is the usual one.
    pub(crate) fn own_builtins(&self, globals: &Dict) -> Option<Value> {
        let own = globals.get_str(&self.names.builtins)?;
        let namespace = match own.exact::<Module>() {
            Some(module) => module.dict.to_value(),
            None => own,
        };
        (!namespace.is(&self.builtins.to_value())).then_some(namespace)
    }

    /// A name from such a namespace, which may be any object.
    pub(crate) fn own_builtin(&mut self, own: &Value, name: &Value) -> Res<Option<Value>> {
        if let Some(dict) = own.exact::<Dict>() {
            return Ok(dict.get_str(name));
        }
        match self.get_item(own, name) {
            Err(_) if self.raised_is(Exc::KeyError) => {
                drop(self.take_raised());
                Ok(None)
            }
            found => found.map(Some),
        }
    }

    /// The `import` statement: what programs have put in the place of `__import__` is called.
    pub(crate) fn import_statement(&mut self, name: &Value, fromlist: &Value, level: i64, globals: &Gc<Dict>) -> Res {
        let import = match self.own_builtins(globals) {
            Some(own) => self.own_builtin(&own, &Str::intern("__import__").into_value())?,
            None => self.builtins.get_name("__import__"),
        };
        let Some(import) = import else {
            return Err(self.error(Exc::ImportError, "__import__ not found"));
        };
        if import.exact::<NativeFunction>().is_some_and(|native| std::ptr::eq(native.def(), &IMPORT)) {
            return self.import_name(name, fromlist, level, globals);
        }
        let locals = crate::interp::call::current_frame(self)
            .and_then(|frame| crate::object::frame_object::mapping(&frame))
            .unwrap_or(Value::NONE);
        self.call(&import, &[name.clone(), globals.to_value(), locals, fromlist.clone(), Value::from(level)])
    }

    /// Carries out `import name`, or `from name import ...` for a tuple `fromlist`: `__import__` itself. `level` counts
    /// the dots of a relative import, which `globals` are the place of.
    ///
    /// # Errors
    /// ImportError and its kin; SyntaxError of a module's text; whatever a module's body raises.
    pub fn import_name(&mut self, name: &Value, fromlist: &Value, level: i64, globals: &Gc<Dict>) -> Res {
        let Some(text) = name.as_str().map(str::to_string) else {
            return Err(self.error(Exc::TypeError, "module name must be a string"));
        };
        if level < 0 {
            return Err(self.error(Exc::ValueError, "level must be >= 0"));
        }
        if text.is_empty() && level == 0 {
            return Err(self.error(Exc::ValueError, "Empty module name"));
        }
        // The common case: a module that is there already.
        if level == 0
            && fromlist.is_none()
            && !text.contains('.')
            && let Some(module) = self.modules.get_str(name).filter(|m| m.is_kind(Kind::Module))
            && !self.is_body_elsewhere(&module)
        {
            return Ok(module);
        }
        let absolute = if level == 0 { text.clone() } else { self.absolute_name(&text, level, globals)? };
        let module = self.import_absolute(&absolute)?;
        let from: Vec<Value> = match fromlist.unwrap_base().kind() {
            Some(Kind::Tuple | Kind::List) => self.collect(fromlist)?,
            _ => Vec::new(),
        };
        if from.is_empty() {
            // `import a.b.c` binds `a`, also below a relative start.
            let tail = text.split_once('.').map_or(0, |(_, rest)| rest.len() + 1);
            return match tail {
                0 => Ok(module),
                _ => self.imported(&absolute[..absolute.len() - tail]),
            };
        }
        self.import_submodules(&module, &absolute, &from)?;
        Ok(module)
    }

    /// A module by its absolute dotted name, as `importlib.import_module` does.
    ///
    /// # Errors
    /// As [`Vm::import_name`].
    pub fn import_module(&mut self, name: &str) -> Res {
        self.import_absolute(name)
    }

    /// What is in `sys.modules` under `name`.
    fn imported(&mut self, name: &str) -> Res {
        match self.modules.get_name(name) {
            Some(module) => Ok(module),
            None => Err(self.error(Exc::KeyError, name)),
        }
    }

    /// The name that a relative import means in the module of `globals`.
    fn absolute_name(&mut self, name: &str, level: i64, globals: &Gc<Dict>) -> Res<String> {
        let package = match globals.get_str(&self.names.package).filter(|p| !p.is_none()) {
            Some(package) => match package.as_str() {
                Some(package) => package.to_string(),
                None => return Err(self.error(Exc::TypeError, "package must be a string")),
            },
            None => {
                let own = globals.get_str(&self.names.name);
                if own.is_none() {
                    return Err(self.error(Exc::KeyError, "'__name__' not in globals"));
                }
                let Some(own) = own.as_ref().and_then(Value::as_str) else {
                    return Err(self.error(Exc::TypeError, "__name__ must be a string"));
                };
                match globals.get_str(&self.names.path) {
                    Some(_) => own.to_string(),
                    None => own.rsplit_once('.').map_or("", |(package, _)| package).to_string(),
                }
            }
        };
        if package.is_empty() {
            let message = "attempted relative import with no known parent package";
            return Err(self.error(Exc::ImportError, message));
        }
        let mut base = package.as_str();
        for _ in 1..level {
            match base.rsplit_once('.') {
                Some((outer, _)) => base = outer,
                None => {
                    let message = "attempted relative import beyond top-level package";
                    return Err(self.error(Exc::ImportError, message));
                }
            }
        }
        Ok(if name.is_empty() { base.to_string() } else { format!("{base}.{name}") })
    }

    /// Imports each part of a dotted name and returns the last.
    fn import_absolute(&mut self, name: &str) -> Res {
        while let Some(module) = self.modules.get_name(name) {
            if module.is_none() {
                let message = format!("import of {name} halted; None in sys.modules");
                return Err(self.import_error(Exc::ModuleNotFoundError, message, name, Value::NONE));
            }
            if !self.wait_for_body(&module)? {
                return Ok(module);
            }
        }
        let Some((parent, child)) = name.rsplit_once('.') else { return self.load(name, name, None) };
        let package = match self.modules.get_name(parent) {
            // It halts the import of the name itself; as a parent it is no package.
            Some(none) if none.is_none() => none,
            _ => self.import_absolute(parent)?,
        };
        // Importing the parent may have imported the child.
        if self.modules.get_name(name).is_some_and(|m| !m.is_none()) {
            return self.import_absolute(name);
        }
        let path = self.names.path.clone();
        let folders = match self.get_attr_opt(&package, &path)? {
            Some(path) => self.collect(&path)?,
            None => {
                let message =
                    format!("No module named {}; '{parent}' is not a package", self.repr(&Value::from(name))?);
                return Err(self.import_error(Exc::ModuleNotFoundError, message, name, Value::NONE));
            }
        };
        let module = self.load(name, child, Some(folders))?;
        let child = Str::intern(child).into_value();
        self.set_attr(&package, &child, module.clone())?;
        Ok(module)
    }

    /// For `from package import names`: imports those that are modules of the package, not attributes.
    fn import_submodules(&mut self, module: &Value, absolute: &str, names: &[Value]) -> Res<()> {
        let (path, all) = (self.names.path.clone(), self.names.all.clone());
        if self.get_attr_opt(module, &path)?.is_none() {
            return Ok(());
        }
        for name in names {
            let Some(text) = name.as_str().map(str::to_string) else {
                let got = self.type_name(name);
                return Err(self.error(Exc::TypeError, format!("Item in ``from list'' must be str, not {got}")));
            };
            if text == "*" {
                if let Some(all) = self.get_attr_opt(module, &all)? {
                    let names = self.collect(&all)?;
                    self.import_submodules(module, absolute, &names)?;
                }
                continue;
            }
            let attribute = Str::intern(&text).into_value();
            if self.get_attr_opt(module, &attribute)?.is_some() {
                continue;
            }
            let full = format!("{absolute}.{text}");
            if let Err(raised) = self.import_absolute(&full) {
                // A missing submodule is not an error here: taking the attribute will say what is missing.
                if !self.is_missing_module(&full) {
                    return Err(raised);
                }
                drop((raised, self.take_raised()));
            }
        }
        Ok(())
    }

    /// Says the parked exception that there is no module `name`?
    fn is_missing_module(&self, name: &str) -> bool {
        if !self.raised_is(Exc::ModuleNotFoundError) {
            return false;
        }
        let own =
            self.raised().exact::<Exception>().map(|e| crate::object::exception::base::field(e, import_field::NAME));
        own.is_some_and(|own| own.as_str() == Some(name))
    }

    /// Raises an ImportError (or ModuleNotFoundError) with its attributes.
    pub fn import_error(&mut self, class: Exc, message: String, name: &str, path: Value) -> Raised {
        let raised = self.error(class, message);
        let exception = self.take_raised();
        if let Some(e) = exception.exact::<Exception>() {
            let message = e.args.get().exact::<Tuple>().map_or(Value::NONE, |args| args.items()[0].clone());
            set_field(e, 0, message);
            set_field(e, import_field::NAME, Value::from(name));
            set_field(e, import_field::PATH, path);
        }
        drop(raised);
        self.raise(exception)
    }

    /// Finds and runs the module `name`; `last` is the last part of the name, `folders` the parent package's path.
    fn load(&mut self, name: &str, last: &str, folders: Option<Vec<Value>>) -> Res {
        self.audit_import(name)?;
        if let Some(find_and_load) = self.changed_machinery()? {
            let path = folders.map_or(Value::NONE, List::value);
            return self.call(&find_and_load, &[Value::from(name), path]);
        }
        match self.find_module(name, last, folders.as_deref()) {
            Some(Found::Native(make)) => {
                let module = make(self)?;
                machinery::leave_open(&module);
                let package = name.rsplit_once('.').map_or("", |(package, _)| package);
                module.dict.set_name("__package__", Value::from(package));
                let module = module.into_value();
                self.modules.set_name(name, module.clone());
                Ok(module)
            }
            Some(Found::Library(source)) => self.load_library(source),
            Some(Found::File(path, is_package)) => self.load_file(name, &path, is_package),
            Some(Found::Namespace(folders)) => self.load_namespace(name, folders),
            Some(Found::InArchive) => {
                let path = folders.map_or(Value::NONE, List::value);
                let find_and_load = self.import_by_machinery()?;
                self.call(&find_and_load, &[Value::from(name), path])
            }
            None => {
                let message = format!("No module named {}", self.repr(&Value::from(name))?);
                Err(self.import_error(Exc::ModuleNotFoundError, message, name, Value::NONE))
            }
        }
    }

    /// The audit event of a module that is looked for.
    fn audit_import(&mut self, name: &str) -> Res<()> {
        if self.audit_hooks.is_empty() {
            return Ok(());
        }
        let [path, meta_path, hooks] =
            ["path", "meta_path", "path_hooks"].map(|name| self.sys_attribute(name).unwrap_or(Value::NONE));
        self.audit("import", |_| [Value::from(name), Value::NONE, path, meta_path, hooks])
    }

    fn find_module(&self, name: &str, last: &str, folders: Option<&[Value]>) -> Option<Found> {
        let native = |name: &str| {
            crate::sys::MODULES.iter().chain(self.importer.library.native).find(|(n, _)| *n == name).map(|(_, f)| *f)
        };
        let source = |name: &str| self.importer.library.source_named(name);
        if BUILT_IN.contains(&name) {
            let own = native(name).map(Found::Native).or_else(|| source(name).map(Found::Library));
            if own.is_some() {
                return own;
            }
        }
        let own;
        let entries = match folders {
            Some(folders) => folders,
            None => {
                own = self.importer.path.items().borrow().clone();
                &own
            }
        };
        let mut namespace = Vec::new();
        for entry in entries {
            let Some(folder) = entry.as_str().filter(|f| !f.starts_with(LIBRARY)) else { continue };
            let folder = if folder.is_empty() { Path::new(".") } else { Path::new(folder) };
            let file = folder.join(format!("{last}.py"));
            let inner = folder.join(last);
            let inner_metadata = std::fs::metadata(&inner);
            if inner_metadata.as_ref().is_err_and(|error| error.kind() == std::io::ErrorKind::NotADirectory) {
                // The library's own modules are not looked for in archives, as reading those takes some of them.
                if native(name).is_none() && source(name).is_none() {
                    return Some(Found::InArchive);
                }
                continue;
            }
            if inner_metadata.is_ok_and(|metadata| metadata.is_dir()) {
                let init = inner.join("__init__.py");
                if init.is_file() {
                    return Some(Found::File(init, true));
                }
                if !file.is_file() {
                    namespace.push(inner);
                    continue;
                }
            }
            if file.is_file() {
                return Some(Found::File(file, false));
            }
        }
        if let Some(make) = native(name) {
            return Some(Found::Native(make));
        }
        if let Some(source) = source(name) {
            return Some(Found::Library(source));
        }
        if namespace.is_empty() { None } else { Some(Found::Namespace(namespace)) }
    }

    fn load_library(&mut self, source: &'static SourceModule) -> Res {
        let filename = source.filename();
        let module = Module::imported(source.name);
        let folder = source.is_package.then(|| filename.trim_end_matches("/__init__.py").to_string());
        self.describe(&module.dict, source.name, &filename, folder);
        let code = Code::stored(Stored::outermost(&source.image));
        self.execute_module(source.name, module, |vm| vm.audit("exec", |_| [code.to_value()]).map(|()| code))
    }

    fn load_file(&mut self, name: &str, path: &Path, is_package: bool) -> Res {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
        let filename = path.to_string_lossy().into_owned();
        self.audit("open", |_| {
            [Value::from(&*filename), Value::from("r"), Value::from(OFlags::CLOEXEC.bits() as i64)]
        })?;
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) => return Err(self.os_error_at(&error, Value::from(filename))),
        };
        let text = self.source_text(&bytes, &filename)?;
        let module = Module::imported(name);
        let folder = is_package.then(|| path.parent().unwrap_or(&path).to_string_lossy().into_owned());
        self.describe(&module.dict, name, &filename, folder);
        self.execute_module(name, module, |vm| {
            vm.audit_source(&text, &filename)?;
            let code = vm.compile(&text, &filename, Mode::Exec, false)?;
            vm.audit("exec", |_| [code.to_value()])?;
            Ok(code)
        })
    }

    /// The text of a source file, in any encoding that `codecs` knows.
    ///
    /// # Errors
    /// SyntaxError.
    pub fn source_text(&mut self, bytes: &[u8], filename: &str) -> Res<String> {
        self.decoded(bytes).map_err(|error| self.undecodable(&error, bytes, filename))
    }

    /// As [`Vm::source_text`] for the program itself, of which messages say the file, too.
    ///
    /// # Errors
    /// SyntaxError.
    pub fn program_text(&mut self, bytes: &[u8], filename: &str) -> Res<String> {
        self.decoded(bytes).map_err(|mut error| {
            if error.message.starts_with("Non-UTF-8") {
                error.message = error.message.replacen(" on line", &format!(" in file {filename} on line"), 1);
            }
            self.undecodable(&error, bytes, filename)
        })
    }

    /// As [`Vm::source_text`], for whoever makes the exception.
    fn decoded(&mut self, bytes: &[u8]) -> Result<String, rondo_grammar::SyntaxError> {
        if let Some(name) = rondo_grammar::foreign_encoding(bytes)
            && codec::Codec::named(&name).is_none()
            && !bytes.contains(&0)
        {
            match codec::decode(self, bytes, &name, "strict") {
                Ok(text) => return Ok(text),
                Err(_) => {
                    let error = self.take_raised();
                    let message = self.str(&error).unwrap_or_default();
                    return Err(rondo_grammar::SyntaxError::new(message, Default::default()));
                }
            }
        }
        rondo_grammar::decode(bytes)
    }

    fn load_namespace(&mut self, name: &str, folders: Vec<PathBuf>) -> Res {
        let module = Module::imported(name);
        let folders = folders.iter().map(|f| {
            let folder = std::path::absolute(f).unwrap_or_else(|_| f.clone());
            Value::from(folder.to_string_lossy().into_owned())
        });
        let folders = List::value(folders.collect());
        module.dict.set_name("__file__", Value::NONE);
        module.dict.set_name("__path__", folders.clone());
        module.dict.set_name("__package__", Value::from(name));
        self.modules.set_name(name, module.to_value());
        let machinery = self.import_machinery()?;
        let make = self.get_attr_text(&machinery, "_namespace_path")?;
        let path = self.call(&make, &[Value::from(name), folders])?;
        module.dict.set_name("__path__", path);
        Ok(module.into_value())
    }

    /// Sets the attributes that say where a module comes from.
    fn describe(&self, dict: &Gc<Dict>, name: &str, filename: &str, folder: Option<String>) {
        let package = match &folder {
            Some(_) => name,
            None => name.rsplit_once('.').map_or("", |(package, _)| package),
        };
        dict.set_name("__package__", Value::from(package));
        dict.set_name("__file__", Value::from(filename));
        if let Some(folder) = folder {
            dict.set_name("__path__", List::value(vec![Value::from(folder)]));
        }
        dict.set_name("__builtins__", self.builtins.to_value());
    }

    /// Runs a module's body, once `code` has made it. A module that fails does not stay in `sys.modules`.
    fn execute_module(&mut self, name: &str, module: Gc<Module>, code: impl FnOnce(&mut Vm) -> Res<Gc<Code>>) -> Res {
        let dict = module.dict.clone();
        self.modules.set_name(name, module.into_value());
        let result = self.with_body(&dict, |vm| code(vm).and_then(|code| vm.run_code(code, &dict)));
        let key = Str::intern(name).into_value();
        match result {
            Ok(_) => match self.modules.get_str(&key) {
                // A module may replace itself.
                Some(module) => Ok(module),
                None => Err(self.error_with(Exc::KeyError, vec![key])),
            },
            Err(raised) => {
                drop(self.modules.remove_str(&key));
                Err(raised)
            }
        }
    }

    /// Compiles a program text. `filename` is what tracebacks show; frames of `hidden` code are left out of them.
    ///
    /// # Errors
    /// SyntaxError and its kin.
    pub fn compile(&mut self, text: &str, filename: &str, mode: Mode, hidden: bool) -> Res<Gc<Code>> {
        let max_str_digits = crate::object::int::text::max_str_digits();
        let optimize = self.importer.flags.optimize;
        let options = Options { hidden, max_str_digits, optimize, ..Options::new(filename) };
        self.compile_with(text, filename, mode, &options)
    }

    /// As [`Vm::compile`], with the compiler's options.
    ///
    /// # Errors
    /// SyntaxError and its kin.
    pub fn compile_with(&mut self, text: &str, filename: &str, mode: Mode, options: &Options) -> Res<Gc<Code>> {
        let parsed = match rondo_grammar::parse_with_warnings(text, mode) {
            Ok(parsed) => parsed,
            Err(error) => return Err(self.syntax_error(&error, text, filename)),
        };
        if !parsed.warnings.is_empty() && !options.hidden {
            self.syntax_warnings(&parsed.warnings, true, text, filename)?;
        }
        if options.hidden {
            return match compiler::compile(&parsed.module, text, options) {
                Ok(proto) => Ok(Code::new(&proto)),
                Err(error) => Err(self.syntax_error(&error, text, filename)),
            };
        }
        match compiler::compile_with_warnings(&parsed.module, text, options) {
            Ok((proto, warnings)) => {
                self.syntax_warnings(&warnings, false, text, filename)?;
                Ok(Code::new(&proto))
            }
            Err(error) => Err(self.syntax_error(&error, text, filename)),
        }
    }

    /// Runs module-level code with `globals`.
    ///
    /// # Errors
    /// Whatever the code raises.
    pub fn run_code(&mut self, code: Gc<Code>, globals: &Gc<Dict>) -> Res {
        debug_assert!(!code.has(Flags::NAMESPACE));
        let function = Gc::new(Function::new(code, globals.clone(), Value::UNSET)).into_value();
        self.call(&function, &[])
    }

    /// Runs `text` as the module `__main__`. `filename` is what tracebacks show; `path` becomes
    /// `__file__`, `package` is what relative imports start from, `name` that of a module run by `-m`.
    ///
    /// # Errors
    /// SyntaxError and its kin; whatever the program raises.
    pub fn run_main(&mut self, text: &str, filename: &str, path: Option<&str>, main: Option<(&str, &str)>) -> Res {
        let module = self.main_module(path);
        if let Some((name, package)) = main {
            module.dict.set_name("__package__", Value::from(package));
            let machinery = self.import_machinery()?;
            let make = self.get_attr_text(&machinery, "_main_spec")?;
            let spec = self.call(&make, &[Value::from(name), Value::from(filename)])?;
            let loader = self.get_attr_text(&spec, "loader")?;
            module.dict.set_name("__spec__", spec);
            module.dict.set_name("__loader__", loader);
        }
        let code = self.compile(text, filename, Mode::Exec, false)?;
        self.run_code(code, &module.dict)
    }

    /// The module to be run as the program, or what is wrong with it in CPython's words.
    ///
    /// # Errors
    /// What importing the packages around it raises.
    pub fn find_main(&mut self, name: &str) -> Res<Result<MainModule, String>> {
        let main = |text: String, filename: String, package: Option<&str>| MainModule {
            name: name.to_string(),
            text,
            filename,
            package: package.unwrap_or_default().to_string(),
        };
        let (package, last) = match name.rsplit_once('.') {
            Some((package, last)) => (Some(package), last),
            None => (None, name),
        };
        let folders = match package {
            None => None,
            Some(package) => {
                let module = match self.import_absolute(package) {
                    Ok(module) => module,
                    Err(raised) if self.raised_is(Exc::ImportError) => {
                        drop(raised);
                        let error = self.take_raised();
                        let (class, text) = (self.type_name(&error), self.str(&error)?);
                        let message = "Error while finding module specification for";
                        return Ok(Err(format!("{message} '{name}' ({class}: {text})")));
                    }
                    Err(raised) => return Err(raised),
                };
                let path = self.names.path.clone();
                match self.get_attr_opt(&module, &path)? {
                    Some(path) => Some(self.collect(&path)?),
                    None => return Ok(Err(format!("No module named {name}"))),
                }
            }
        };
        match self.find_module(name, last, folders.as_deref()) {
            None => Ok(Err(format!("No module named {name}"))),
            Some(
                Found::File(_, true) | Found::Namespace(_) | Found::Library(SourceModule { is_package: true, .. }),
            ) if last != "__main__" => {
                let main = format!("{name}.__main__");
                Ok(match self.find_main(&main)? {
                    Err(_) => {
                        Err(format!("No module named {main}; '{name}' is a package and cannot be directly executed"))
                    }
                    found => found,
                })
            }
            Some(Found::File(path, _)) => {
                let filename = path.to_string_lossy().into_owned();
                let bytes = match std::fs::read(&path) {
                    Ok(bytes) => bytes,
                    Err(error) => return Err(self.os_error_at(&error, Value::from(filename))),
                };
                let text = self.source_text(&bytes, &filename)?;
                Ok(Ok(main(text, filename, package)))
            }
            Some(Found::Library(source)) => Ok(Ok(main(source.text.to_string(), source.filename(), package))),
            Some(Found::InArchive) => {
                let text = format!("__import__('runpy')._run_module_as_main({})", self.repr(&Value::from(name))?);
                Ok(Ok(main(text, RUNPY.to_string(), package)))
            }
            Some(Found::Native(_) | Found::Namespace(_)) => Ok(Err(format!("No code object available for {name}"))),
        }
    }

    /// Makes the module `__main__`.
    pub fn main_module(&mut self, path: Option<&str>) -> Gc<Module> {
        let module = Module::new("__main__");
        let builtins = self.modules.get_name("builtins").unwrap_or_else(|| self.builtins.to_value());
        module.dict.set_name("__builtins__", builtins);
        if let Some(path) = path {
            module.dict.set_name("__file__", Value::from(path));
            module.dict.set_name("__cached__", Value::NONE);
        }
        self.modules.set_name("__main__", module.to_value());
        module
    }

    /// Carries out `from module import name`.
    ///
    /// # Errors
    /// ImportError, or what a module's `__getattr__` raises.
    pub fn import_from(&mut self, module: &Value, name: &Value) -> Res {
        if let Some(value) = self.get_attr_opt(module, name)? {
            return Ok(value);
        }
        let own_name = self.names.name.clone();
        let module_name = self.get_attr_opt(module, &own_name)?;
        let module_name = module_name.as_ref().and_then(Value::as_str).map(str::to_string);
        let text = name.as_str().unwrap_or_default().to_string();
        // A submodule of a package that is being imported is in sys.modules before it is an attribute.
        if let Some(found) = module_name.as_ref().and_then(|m| self.modules.get_name(&format!("{m}.{text}"))) {
            return Ok(found);
        }
        let file = self.names.file.clone();
        let path = self.get_attr_opt(module, &file)?.unwrap_or(Value::NONE);
        let unknown = module_name.is_none();
        let from = module_name.as_deref().unwrap_or("<unknown module name>");
        let message = match (path.as_str(), module.exact::<Module>().is_some_and(|module| self.is_running(module))) {
            (Some(path), true) if self.shadows(path) => format!(
                "cannot import name '{text}' from '{from}' (consider renaming '{path}' if it has the same name as a \
                 library you intended to import)"
            ),
            (Some(path), true) => format!(
                "cannot import name '{text}' from partially initialized module '{from}' (most likely due to a \
                 circular import) ({path})"
            ),
            (Some(path), false) if is_standard(from) && self.shadows(path) => format!(
                "cannot import name '{text}' from '{from}' (consider renaming '{path}' since it has the same name as \
                 the standard library module named '{from}' and prevents importing that standard library module)"
            ),
            (Some(path), false) => format!("cannot import name '{text}' from '{from}' ({path})"),
            (None, true) => format!(
                "cannot import name '{text}' from partially initialized module '{from}' (most likely due to a \
                 circular import) (unknown location)"
            ),
            (None, false) => format!("cannot import name '{text}' from '{from}' (unknown location)"),
        };
        let name_value = name.clone();
        let raised = self.import_error(Exc::ImportError, message, from, path);
        if let Some(e) = self.raised().exact::<Exception>() {
            if unknown {
                set_field(e, import_field::NAME, Value::NONE);
            }
            set_field(e, import_field::NAME_FROM, name_value);
        }
        Err(raised)
    }

    /// Is the body of `module` still running?
    fn is_running(&self, module: &Module) -> bool {
        self.runs_body(&module.dict) || self.is_being_loaded(module)
    }

    /// Does a loader of `sys.meta_path` fill the module now?
    fn is_being_loaded(&self, module: &Module) -> bool {
        let spec = module.dict.get_name("__spec__");
        let name = Str::intern("_initializing").into_value();
        let initializing = spec.as_ref().and_then(|spec| spec.exact::<Instance>()?.get(&name));
        initializing.is_some_and(|value| value.as_bool() == Some(true))
    }

    /// Does a module at `path` lie directly in the program's own folder, so that it may hide another?
    fn shadows(&self, path: &str) -> bool {
        let Some(first) = &self.importer.own_folder else { return false };
        let path = Path::new(path);
        let folder = match path.file_name().is_some_and(|name| name == "__init__.py") {
            true => path.parent().and_then(Path::parent),
            false => path.parent(),
        };
        folder == Some(Path::new(first))
    }

    /// The message of the AttributeError for an attribute that `module` lacks.
    pub fn no_module_attribute(&self, module: &Module, name: &str) -> String {
        let own = module.dict.get_str(&self.names.name);
        let Some(own) = own.as_ref().and_then(Value::as_str) else {
            return format!("module has no attribute '{name}'");
        };
        let path = module.dict.get_str(&self.names.file);
        let path = path.as_ref().and_then(Value::as_str);
        let running = self.is_running(module);
        match path {
            Some(path) if is_standard(own) && self.shadows(path) => format!(
                "module '{own}' has no attribute '{name}' (consider renaming '{path}' since it has the same name as \
                 the standard library module named '{own}' and prevents importing that standard library module)"
            ),
            Some(path) if running && self.shadows(path) => format!(
                "module '{own}' has no attribute '{name}' (consider renaming '{path}' if it has the same name as a \
                 library you intended to import)"
            ),
            Some(path) if running => format!(
                "partially initialized module '{own}' from '{path}' has no attribute '{name}' (most likely due to a \
                 circular import)"
            ),
            None if running => format!(
                "partially initialized module '{own}' has no attribute '{name}' (most likely due to a circular import)"
            ),
            _ if self.modules.get_name(&format!("{own}.{name}")).is_some() => {
                format!("cannot access submodule '{name}' of module '{own}' (most likely due to a circular import)")
            }
            _ => format!("module '{own}' has no attribute '{name}'"),
        }
    }

    /// Carries out `from module import *` into `target`, a namespace.
    ///
    /// # Errors
    /// AttributeError for a name of `__all__` that is not there; TypeError for one that is no string.
    pub fn import_star(&mut self, module: &Value, target: &Value) -> Res<()> {
        let (all, dict) = (self.names.all.clone(), self.names.dict.clone());
        let listed = self.get_attr_opt(module, &all)?;
        let explicit = listed.is_some();
        let names = match listed {
            Some(all) if self.lookup_special(&all, &self.names.getitem).is_none() => {
                return Err(self.type_error_about("'{}' object does not support indexing", &all));
            }
            Some(all) => self.collect(&all)?,
            None => match self.get_attr_opt(module, &dict)? {
                Some(dict) => self.collect(&dict)?,
                None => {
                    let message = "from-import-* object has no __dict__ and no __all__";
                    return Err(self.error(Exc::ImportError, message));
                }
            },
        };
        for name in names {
            let Some(text) = name.as_str().map(str::to_string) else {
                let own_name = self.names.name.clone();
                let own = self.get_attr(module, &own_name)?;
                let (own, got) = (self.str(&own)?, self.type_name(&name));
                let what = if explicit { "Item in" } else { "Key in" };
                let place = if explicit { "__all__" } else { "__dict__" };
                let message = format!("{what} {own}.{place} must be str, not {got}");
                return Err(self.error(Exc::TypeError, message));
            };
            if !explicit && text.starts_with('_') {
                continue;
            }
            let name = Str::intern(&text).into_value();
            let value = self.get_attr(module, &name)?;
            match target.exact::<Dict>() {
                Some(dict) => dict.set_str(name, value),
                None => self.set_item(target, &name, value)?,
            }
        }
        Ok(())
    }
}

impl Vm {
    /// The modules that come with Rondo and are in no package, in order.
    pub fn library_names(&self) -> impl Iterator<Item = &'static str> {
        let native = crate::sys::MODULES.iter().chain(self.importer.library.native).map(|(name, _)| *name);
        let all = native.chain(self.importer.library.source.iter().map(|module| module.name));
        let names: BTreeSet<&str> = all.filter(|name| !name.contains('.')).collect();
        names.into_iter()
    }

    /// The modules that can be imported from `package`, or that are in none if it is empty: last parts of their names.
    pub fn module_names(&mut self, package: &str) -> BTreeSet<String> {
        let own = crate::sys::MODULES.iter().chain(self.importer.library.native).map(|(name, _)| *name);
        let own = own.chain(self.importer.library.source.iter().map(|module| module.name));
        let inside = |name: &str| match package.is_empty() {
            true => (!name.contains('.')).then(|| name.to_string()),
            false => name.strip_prefix(package)?.strip_prefix('.').filter(|n| !n.contains('.')).map(str::to_string),
        };
        let mut names: BTreeSet<String> = own.filter_map(inside).collect();
        let path = match package.is_empty() {
            true => self.importer.path.items().borrow().clone(),
            false => {
                let paths = self
                    .modules
                    .get_name(package)
                    .and_then(|module| module.exact::<Module>().and_then(|module| module.dict.get_name("__path__")));
                paths.and_then(|paths| paths.exact::<List>().map(|p| p.items().borrow().clone())).unwrap_or_default()
            }
        };
        for folder in path.iter().filter_map(Value::as_str) {
            let folder = if folder.is_empty() { Path::new(".") } else { Path::new(folder) };
            for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
                let name = entry.file_name().to_string_lossy().into_owned();
                let module = match name.strip_suffix(".py") {
                    Some(module) => module,
                    None if entry.path().join("__init__.py").is_file() => &name,
                    None => continue,
                };
                if module != "__init__"
                    && module != "__main__"
                    && module.chars().all(|c| c.is_alphanumeric() || c == '_')
                {
                    names.insert(module.to_string());
                }
            }
        }
        names
    }
}

/// Is it the name of a module of CPython's standard library?
pub fn is_standard(name: &str) -> bool {
    STANDARD.binary_search(&name).is_ok()
}

fn import_function(vm: &mut Vm, args: &[Value]) -> Res {
    let globals = args[1].to_gc::<Dict>().unwrap_or_else(Dict::new);
    let level = vm.index_clamped(&args[4])?;
    vm.import_name(&args[0], &args[3], level, &globals)
}

/// `sys.stdlib_module_names`: CPython's standard library, sorted.
#[rustfmt::skip]
pub const STANDARD: &[&str] = &[
    "__future__", "_abc", "_aix_support", "_android_support", "_ast", "_asyncio", "_bisect", "_blake2", "_bz2",
    "_codecs", "_codecs_cn", "_codecs_hk", "_codecs_iso2022", "_codecs_jp", "_codecs_kr", "_codecs_tw",
    "_collections", "_collections_abc", "_colorize", "_compat_pickle", "_compression", "_contextvars", "_csv",
    "_ctypes", "_curses", "_curses_panel", "_datetime", "_dbm", "_decimal", "_elementtree", "_frozen_importlib",
    "_frozen_importlib_external", "_functools", "_gdbm", "_hashlib", "_heapq", "_hmac", "_imp", "_interpchannels",
    "_interpqueues", "_interpreters", "_io", "_ios_support", "_json", "_locale", "_lsprof", "_lzma", "_markupbase",
    "_md5", "_multibytecodec", "_multiprocessing", "_opcode", "_opcode_metadata", "_operator", "_osx_support",
    "_overlapped", "_pickle", "_posixshmem", "_posixsubprocess", "_py_abc", "_pydatetime", "_pydecimal", "_pyio",
    "_pylong", "_pyrepl", "_queue", "_random", "_remote_debugging", "_scproxy", "_sha1", "_sha2", "_sha3", "_signal",
    "_sitebuiltins", "_socket", "_sqlite3", "_sre", "_ssl", "_stat", "_statistics", "_string", "_strptime", "_struct",
    "_suggestions", "_symtable", "_sysconfig", "_thread", "_threading_local", "_tkinter", "_tokenize", "_tracemalloc",
    "_types", "_typing", "_uuid", "_warnings", "_weakref", "_weakrefset", "_winapi", "_wmi", "_zoneinfo", "_zstd",
    "abc", "annotationlib", "antigravity", "argparse", "array", "ast", "asyncio", "atexit", "base64", "bdb",
    "binascii", "bisect", "builtins", "bz2", "cProfile", "calendar", "cmath", "cmd", "code", "codecs", "codeop",
    "collections", "colorsys", "compileall", "compression", "concurrent", "configparser", "contextlib", "contextvars",
    "copy", "copyreg", "csv", "ctypes", "curses", "dataclasses", "datetime", "dbm", "decimal", "difflib", "dis",
    "doctest", "email", "encodings", "ensurepip", "enum", "errno", "faulthandler", "fcntl", "filecmp", "fileinput",
    "fnmatch", "fractions", "ftplib", "functools", "gc", "genericpath", "getopt", "getpass", "gettext", "glob",
    "graphlib", "grp", "gzip", "hashlib", "heapq", "hmac", "html", "http", "idlelib", "imaplib", "importlib",
    "inspect", "io", "ipaddress", "itertools", "json", "keyword", "linecache", "locale", "logging", "lzma", "mailbox",
    "marshal", "math", "mimetypes", "mmap", "modulefinder", "msvcrt", "multiprocessing", "netrc", "nt", "ntpath",
    "nturl2path", "numbers", "opcode", "operator", "optparse", "os", "pathlib", "pdb", "pickle", "pickletools",
    "pkgutil", "platform", "plistlib", "poplib", "posix", "posixpath", "pprint", "profile", "pstats", "pty", "pwd",
    "py_compile", "pyclbr", "pydoc", "pydoc_data", "pyexpat", "queue", "quopri", "random", "re", "readline",
    "reprlib", "resource", "rlcompleter", "runpy", "sched", "secrets", "select", "selectors", "shelve", "shlex",
    "shutil", "signal", "site", "smtplib", "socket", "socketserver", "sqlite3", "sre_compile", "sre_constants",
    "sre_parse", "ssl", "stat", "statistics", "string", "stringprep", "struct", "subprocess", "symtable", "sys",
    "sysconfig", "syslog", "tabnanny", "tarfile", "tempfile", "termios", "textwrap", "this", "threading", "time",
    "timeit", "tkinter", "token", "tokenize", "tomllib", "trace", "traceback", "tracemalloc", "tty", "turtle",
    "turtledemo", "types", "typing", "unicodedata", "unittest", "urllib", "uuid", "venv", "warnings", "wave",
    "weakref", "webbrowser", "winreg", "winsound", "wsgiref", "xml", "xmlrpc", "zipapp", "zipfile", "zipimport",
    "zlib", "zoneinfo",
];
