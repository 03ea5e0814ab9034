//! The module `sys`.

pub mod audit;
mod monitoring;

use crate::code::Flags;
use crate::compiler::image::{Image, Stored};
use crate::function;
use crate::heap::{Gc, Kind};
use crate::interp::call::current_frame;
use crate::interp::resume::caller_of;
use crate::object::code::Code;
use crate::object::dict::Dict;
use crate::object::exception::{Exc, Exception};
use crate::object::file::open::path_text;
use crate::object::file::standard::standard_files;
use crate::object::frame_object;
use crate::object::int::methods::index_i32;
use crate::object::list::List;
use crate::object::module::Module;
use crate::object::native::{NativeDef, NativeFunction, Special};
use crate::object::number;
use crate::object::str::Str;
use crate::object::struct_sequence;
use crate::object::tuple::Tuple;
use crate::report;
use crate::value::Value;
use crate::vm::{Res, Vm};
use std::os::unix::ffi::OsStrExt;

/// Native modules of the VM itself.
pub const MODULES: &[(&str, crate::import::MakeModule)] = &[
    ("sys", sys),
    ("gc", crate::gc::gc),
    ("_imp", crate::import::machinery::module),
    ("_linecache", crate::report::source::module),
];

/// The language version that programs see.
pub const VERSION: &str = "3.14.0";

/// File names of the VM's own code in the language.
const PRELUDE_FILES: &[&str] = &["<rondo>/builtins.py", "<rondo>/prelude.py", "<rondo>/sys.py"];

/// What of `sys` is written in the language; run when one of [`LAZY`] is first asked for.
static SOURCE: Image = Image {
    texts: include_str!(concat!(env!("OUT_DIR"), "/sys.texts")),
    code: include_bytes!(concat!(env!("OUT_DIR"), "/sys.code")),
};

/// Names that `prelude/sys.py` defines.
const LAZY: &[&str] = &[
    "version_info",
    "implementation",
    "flags",
    "float_info",
    "int_info",
    "hash_info",
    "thread_info",
    "stdlib_module_names",
    "builtin_module_names",
    "UnraisableHookArgs",
    "_asyncgen_hooks",
    "_framework",
    "_git",
];

const FUNCTIONS: &[NativeDef] = &[
    function!("displayhook(object, /)", display_hook),
    function!("excepthook(exctype, value, traceback, /)", except_hook),
    function!("unraisablehook(unraisable, /)", unraisable_hook),
    function!("exception()", |vm, _| Ok(vm.handled())),
    function!("exc_info()", exc_info),
    function!("exit(status=None, /)", exit),
    function!("getdefaultencoding()", |_, _| Ok(Value::from("utf-8"))),
    function!("getfilesystemencoding()", |_, _| Ok(Value::from("utf-8"))),
    function!("getfilesystemencodeerrors()", |_, _| Ok(Value::from("surrogateescape"))),
    function!("getrecursionlimit()", |vm, _| Ok(Value::from(vm.recursion_limit as i64 + 1))),
    function!("setrecursionlimit(limit, /)", set_recursion_limit),
    function!("getrefcount(object, /)", |_, a| Ok(
        Value::from(a[0].header().map_or(u32::MAX, |h| h.refcount()) as i64)
    )),
    function!("getsizeof(object, default=None)", get_size_of),
    function!("intern(string, /)", intern),
    function!("is_finalizing()", |vm, _| Ok(Value::bool(vm.importer.finalizing))),
    function!("_is_gil_enabled()", |_, _| Ok(Value::TRUE)),
    function!("_is_interned(string, /)", is_interned),
    function!("is_remote_debug_enabled()", |_, _| Ok(Value::FALSE)),
    function!("_getframe(depth=0, /)", get_frame),
    function!("_current_frames()", |vm, _| {
        vm.audit("sys._current_frames", |_| [])?;
        let frames = Dict::new();
        for (thread, frame) in vm.frames_of_threads() {
            let frame = frame_object::view(vm, frame);
            let ident = Value::from(thread.ident());
            vm.set_item(&frames.to_value(), &ident, frame)?;
        }
        Ok(frames.into_value())
    }),
    function!("_current_exceptions()", |vm, _| {
        vm.audit("sys._current_exceptions", |_| [])?;
        let exceptions = Dict::new();
        for (thread, frame) in vm.frames_of_threads() {
            let exception = vm.handled_by(frame.as_ptr());
            vm.set_item(&exceptions.to_value(), &Value::from(thread.ident()), exception)?;
        }
        Ok(exceptions.into_value())
    }),
    function!("_getframemodulename(depth=0)", get_frame_module_name),
    function!("get_int_max_str_digits()", |_, _| Ok(Value::from(crate::object::int::text::max_str_digits()))),
    function!("set_int_max_str_digits(maxdigits)", set_int_max_str_digits),
    function!("get_asyncgen_hooks()", get_asyncgen_hooks),
    function!("set_asyncgen_hooks(firstiter=?, finalizer=?)", set_asyncgen_hooks),
    function!("get_coroutine_origin_tracking_depth()", |vm, _| Ok(Value::from(vm.importer.origin_depth))),
    function!("set_coroutine_origin_tracking_depth(depth)", set_origin_depth),
    function!("getswitchinterval()", |vm, _| Ok(Value::float(vm.importer.switch_interval))),
    function!("setswitchinterval(interval, /)", set_switch_interval),
    function!("gettrace()", |vm, _| Ok(or_none(&vm.tracing.function))),
    function!("getprofile()", |vm, _| Ok(or_none(&vm.tracing.profile))),
    function!("settrace(function, /)", |vm, a| set_tracing(vm, false, &a[0], false)).special(Special::Reloads),
    function!("setprofile(function, /)", |vm, a| set_tracing(vm, true, &a[0], false)).special(Special::Reloads),
    function!("_settraceallthreads(function, /)", |vm, a| set_tracing(vm, false, &a[0], true))
        .special(Special::Reloads),
    function!("_setprofileallthreads(function, /)", |vm, a| set_tracing(vm, true, &a[0], true))
        .special(Special::Reloads),
    function!("call_tracing(func, args, /)", call_tracing),
    function!("getallocatedblocks()", |_, _| Ok(Value::from(crate::heap::statistics().0))),
    function!("getunicodeinternedsize(*, _only_immortal=False)", |_, _| Ok(Value::from(0_i64))),
    function!("breakpointhook(*args, **kws)", breakpoint_hook).special(Special::Reloads),
    function!("is_stack_trampoline_active()", |_, _| Ok(Value::FALSE)),
    function!("deactivate_stack_trampoline()", |_, _| Ok(Value::NONE)),
    function!("_clear_type_cache()", |_, _| Ok(Value::NONE)),
    function!("_clear_internal_caches()", |_, _| Ok(Value::NONE)),
    #[cfg(debug_assertions)]
    function!("_step_counts()", |_, _| {
        let (instructions, slow_paths) = crate::interp::counts::counts();
        Ok(Tuple::value(vec![Value::from(instructions as i64), Value::from(slow_paths as i64)]))
    }),
];

const LAZY_ATTRIBUTE: NativeDef = function!("__getattr__(name, /)", lazy_attribute);
const NAMES: NativeDef = function!("__dir__()", names);

/// Makes the module `sys`.
fn sys(vm: &mut Vm) -> Res<Gc<Module>> {
    let module = Module::imported("sys");
    let d = &module.dict;
    vm.importer.sys = Some(d.clone());
    vm.modules.set_name("sys", module.to_value());
    add_functions(d, "sys", FUNCTIONS);
    add_functions(d, "sys", audit::FUNCTIONS);
    d.set_name("__getattr__", NativeFunction::new(&LAZY_ATTRIBUTE, Value::from("sys")).into_value());
    d.set_name("__dir__", NativeFunction::new(&NAMES, Value::from("sys")).into_value());
    for hook in ["displayhook", "excepthook", "unraisablehook", "breakpointhook"] {
        d.set_name(&format!("__{hook}__"), d.get_name(hook).unwrap_or(Value::NONE));
    }
    let texts = |items: &[String]| List::value(items.iter().map(|s| Value::from(s.as_str())).collect());
    let argv = vm.importer.argv.clone();
    d.set_name("argv", texts(&argv));
    d.set_name("orig_argv", texts(&std::env::args_os().map(|a| path_text(a.as_bytes())).collect::<Vec<_>>()));
    d.set_name("path", vm.importer.path.to_value());
    d.set_name("modules", vm.modules.to_value());
    let executable = std::env::current_exe().map(|p| p.to_string_lossy().into_owned()).unwrap_or_default();
    let version = format!("{VERSION} (Rondo {})", env!("CARGO_PKG_VERSION"));
    let strings = [
        ("executable", executable.as_str()),
        ("_base_executable", executable.as_str()),
        ("version", version.as_str()),
        ("platform", std::env::consts::OS),
        ("byteorder", if cfg!(target_endian = "little") { "little" } else { "big" }),
        ("copyright", "Copyright (c) the Rondo contributors."),
        ("float_repr_style", "short"),
        ("prefix", "/usr/local"),
        ("exec_prefix", "/usr/local"),
        ("base_prefix", "/usr/local"),
        ("base_exec_prefix", "/usr/local"),
        ("platlibdir", "lib"),
        ("abiflags", ""),
    ];
    for (name, text) in strings {
        d.set_name(name, Value::from(if text == "macos" { "darwin" } else { text }));
    }
    d.set_name("maxsize", Value::from(i64::MAX));
    d.set_name("maxunicode", Value::from(0x10ffff_i64));
    d.set_name("hexversion", Value::from(0x030e00f0_i64));
    d.set_name("api_version", Value::from(1013_i64));
    d.set_name("dont_write_bytecode", Value::from(vm.importer.flags.dont_write_bytecode));
    d.set_name("pycache_prefix", Value::NONE);
    d.set_name("warnoptions", vm.importer.flags.warn_options());
    d.set_name("_xoptions", vm.importer.flags.x_options());
    for (name, stream) in STREAMS.into_iter().zip(vm.streams()) {
        d.set_name(&format!("__{name}__"), stream.clone());
        d.set_name(name, stream);
    }
    Ok(module)
}

/// Adds functions to a module's namespace.
pub(crate) fn add_functions(dict: &Gc<Dict>, module: &str, functions: &'static [NativeDef]) {
    functions.iter().for_each(|def| add_function(dict, module, def));
}

/// Adds a function to a module's namespace.
pub(crate) fn add_function(dict: &Gc<Dict>, module: &str, def: &'static NativeDef) {
    dict.set_name(def.name(), NativeFunction::new(def, Str::intern(module).into_value()).into_value());
}

impl Vm {
    /// The namespace of `sys`, made when first asked for.
    ///
    /// # Errors
    /// What opening the standard streams raises.
    pub fn sys(&mut self) -> Res<Gc<Dict>> {
        match &self.importer.sys {
            Some(dict) => Ok(dict.clone()),
            None => Ok(sys(self)?.dict.clone()),
        }
    }

    /// An attribute of `sys`. `None` if the program has deleted it, or if nobody has asked for it yet.
    pub fn sys_attribute(&self, name: &str) -> Option<Value> {
        match &self.importer.sys {
            Some(sys) => sys.get_name(name),
            None => STREAMS
                .iter()
                .position(|stream| *stream == name)
                .and_then(|i| Some(self.importer.streams.as_ref()?[i].clone())),
        }
    }

    /// `sys.stdin`, `sys.stdout` or `sys.stderr`, of which to print takes one, but not all the rest of `sys`. `None` if
    /// the program has deleted it.
    pub fn standard_stream(&mut self, name: &str) -> Option<Value> {
        if self.importer.sys.is_none() {
            self.streams();
        }
        self.sys_attribute(name)
    }

    /// The standard streams as they are at first.
    fn streams(&mut self) -> [Value; 3] {
        if let Some(streams) = &self.importer.streams {
            return streams.clone();
        }
        let streams = standard_files(self);
        self.importer.streams = Some(streams.clone());
        streams
    }

    /// Is `hook` what `sys` holds under `name`, the hook as it was at the start?
    pub(crate) fn is_default_hook(&self, name: &str, hook: &Value) -> bool {
        self.sys_attribute(name).is_some_and(|own| own.is(hook))
    }
}

/// The standard streams, by number.
const STREAMS: [&str; 3] = ["stdin", "stdout", "stderr"];

/// `sys.__getattr__`: what is made when first asked for.
fn lazy_attribute(vm: &mut Vm, args: &[Value]) -> Res {
    let name = args[0].as_str().unwrap_or_default().to_string();
    let dict = vm.sys()?;
    if LAZY.contains(&name.as_str()) && dict.get_name("version_info").is_none() {
        run_source(vm, &dict)?;
        if let Some(value) = dict.get_name(&name) {
            return Ok(value);
        }
    }
    if matches!(name.as_str(), "meta_path" | "path_hooks" | "path_importer_cache") {
        let machinery = vm.import_machinery()?;
        let lists = [("meta_path", "_META_PATH"), ("path_hooks", "_PATH_HOOKS")];
        for (list, own) in lists {
            if dict.get_name(list).is_none() {
                let items = vm.get_attr_text(&machinery, own)?;
                let items = vm.collect(&items)?;
                dict.set_name(list, List::value(items));
            }
        }
        if dict.get_name("path_importer_cache").is_none() {
            dict.set_name("path_importer_cache", Dict::new().into_value());
        }
        return Ok(dict.get_name(&name).unwrap_or(Value::NONE));
    }
    if name == "monitoring" {
        let module = monitoring::module(vm)?;
        dict.set_name("monitoring", module.clone());
        return Ok(module);
    }
    let message = format!("module 'sys' has no attribute '{name}'");
    let module = vm.modules.get_name("sys").unwrap_or(Value::NONE);
    Err(vm.attribute_error(&module, &args[0], message))
}

/// `sys.__dir__`: what is made late is made.
fn names(vm: &mut Vm, _: &[Value]) -> Res {
    for name in ["version_info", "meta_path", "monitoring"] {
        lazy(vm, name)?;
    }
    let entries = vm.sys()?.entries();
    let hidden = |name: &Value| matches!(name.as_str(), Some("__getattr__" | "__dir__"));
    Ok(List::value(entries.into_iter().map(|entry| entry.key).filter(|name| !hidden(name)).collect()))
}

/// A name of [`LAZY`], made if it is not there yet.
fn lazy(vm: &mut Vm, name: &str) -> Res {
    match vm.sys()?.get_name(name) {
        Some(value) => Ok(value),
        None => lazy_attribute(vm, &[Value::from(name)]),
    }
}

/// Runs `prelude/sys.py` and copies what it defines.
fn run_source(vm: &mut Vm, dict: &Gc<Dict>) -> Res<()> {
    let globals = Dict::new();
    globals.set_name("__name__", Value::from("sys"));
    let list = |names: &[&str]| List::value(names.iter().map(|n| Value::from(*n)).collect());
    globals.set_name("_standard", list(crate::import::STANDARD));
    globals.set_name("_built_in", list(crate::import::BUILT_IN));
    for def in [&struct_sequence::MAKE_CLASS, &struct_sequence::MAKE] {
        globals.set_name(def.name(), NativeFunction::new(def, Value::from("sys")).into_value());
    }
    globals.set_name("_flags", vm.importer.flags.fields());
    vm.run_code(Code::stored(Stored::outermost(&SOURCE)), &globals)?;
    for entry in globals.entries() {
        if entry.key.as_str().is_some_and(|name| LAZY.contains(&name)) {
            dict.set_str(entry.key, entry.value);
        }
    }
    Ok(())
}

/// What `sys.unraisablehook` is called with.
pub(crate) fn unraisable_args(vm: &mut Vm, exception: &Value, message: Value, object: Value) -> Value {
    let traceback = exception.exact::<Exception>().map_or(Value::NONE, |e| e.traceback.get());
    let class = vm.class_of(exception).into_value();
    let fields = [class, exception.clone(), traceback, message, object];
    let made = lazy(vm, "UnraisableHookArgs");
    let made = made.and_then(|class| vm.call(&class, &[Tuple::from_slice(&fields).into_value()]));
    made.unwrap_or_else(|raised| {
        drop((raised, vm.take_raised()));
        Value::NONE
    })
}

fn display_hook(vm: &mut Vm, args: &[Value]) -> Res {
    if args[0].is_none() {
        return Ok(Value::NONE);
    }
    vm.builtins.set_name("_", Value::NONE);
    let text = vm.repr(&args[0])?;
    let Some(stdout) = vm.sys()?.get_name("stdout") else {
        return Err(vm.error(Exc::RuntimeError, "lost sys.stdout"));
    };
    vm.call_method(&stdout, "write", &[Value::from(text + "\n")])?;
    vm.builtins.set_name("_", args[0].clone());
    Ok(Value::NONE)
}

fn except_hook(vm: &mut Vm, args: &[Value]) -> Res {
    if let Some(e) = args[1].exact::<Exception>() {
        if args[2].is_kind(Kind::Traceback) {
            e.traceback.set(args[2].clone());
        }
        report::display(vm, &args[1]);
    }
    Ok(Value::NONE)
}

fn unraisable_hook(vm: &mut Vm, args: &[Value]) -> Res {
    let class = lazy(vm, "UnraisableHookArgs")?;
    if !vm.class_of(&args[0]).into_value().is(&class) {
        return Err(vm.error(Exc::TypeError, "sys.unraisablehook argument type must be UnraisableHookArgs"));
    }
    let mut field = |name: &str| {
        let name = Str::intern(name).into_value();
        vm.get_attr(&args[0], &name)
    };
    let (exception, message, object) = (field("exc_value")?, field("err_msg")?, field("object")?);
    let mut text = match message.as_str() {
        Some(message) => message.to_string(),
        None if object.is_none() => String::new(),
        None => "Exception ignored in".to_string(),
    };
    if !object.is_none() {
        let object = vm.repr(&object)?;
        text = format!("{text}: {object}");
    }
    report::write_unraisable(vm, &exception, &text);
    Ok(Value::NONE)
}

fn exc_info(vm: &mut Vm, _: &[Value]) -> Res {
    let handled = vm.handled();
    let fields = match handled.exact::<Exception>() {
        Some(e) => vec![vm.class_of(&handled).into_value(), handled.clone(), e.traceback.get()],
        None => vec![Value::NONE; 3],
    };
    Ok(Tuple::value(fields))
}

fn exit(vm: &mut Vm, args: &[Value]) -> Res {
    // As in CPython a tuple becomes the exception's arguments.
    let items = match (args[0].is_none(), args[0].exact::<Tuple>()) {
        (true, _) => Vec::new(),
        (_, Some(tuple)) => tuple.items().to_vec(),
        _ => vec![args[0].clone()],
    };
    let class = vm.types.exception(Exc::SystemExit).to_value();
    let exception = vm.call(&class, &items)?;
    Err(vm.raise(exception))
}

fn set_recursion_limit(vm: &mut Vm, args: &[Value]) -> Res {
    let limit = index_i32(vm, &args[0])?;
    if limit < 1 {
        return Err(vm.error(Exc::ValueError, "recursion limit must be greater or equal than 1"));
    }
    let (mut depth, mut frame) = (0, current_frame(vm));
    while let Some(f) = frame {
        depth += 1;
        frame = caller_of(&f);
    }
    if depth >= limit {
        let message =
            format!("cannot set the recursion limit to {limit} at the recursion depth {depth}: the limit is too low");
        return Err(vm.error(Exc::RecursionError, message));
    }
    vm.recursion_limit = limit as u32 - 1;
    Ok(Value::NONE)
}

fn intern(vm: &mut Vm, args: &[Value]) -> Res {
    match args[0].exact::<Str>() {
        Some(text) => Ok(Str::intern(text.as_str()).into_value()),
        None if args[0].as_str().is_some() => {
            let name = vm.type_name(&args[0]);
            Err(vm.error(Exc::TypeError, format!("can't intern {name}")))
        }
        None => {
            let name = name_of_argument(vm, &args[0]);
            Err(vm.error(Exc::TypeError, format!("intern() argument must be str, not {name}")))
        }
    }
}

/// What messages about a wrong argument call it.
fn name_of_argument(vm: &Vm, value: &Value) -> String {
    if value.is_none() { "None".to_string() } else { vm.type_name(value) }
}

fn is_interned(vm: &mut Vm, args: &[Value]) -> Res {
    if args[0].as_str().is_none() {
        let name = name_of_argument(vm, &args[0]);
        return Err(vm.error(Exc::TypeError, format!("_is_interned() argument must be str, not {name}")));
    }
    Ok(Value::bool(args[0].header().is_some_and(|h| h.has(crate::heap::INTERNED))))
}

/// The frame `depth` levels out; those of code that is native in CPython are not counted.
fn frame_at(vm: &mut Vm, depth: &Value) -> Res<Option<Gc<crate::frame::Frame>>> {
    let mut left = index_i32(vm, depth)?.max(0);
    let mut frame = current_frame(vm);
    while let Some(f) = frame {
        if !is_prelude(&f) {
            if left == 0 {
                return Ok(Some(f));
            }
            left -= 1;
        }
        frame = caller_of(&f);
    }
    Ok(None)
}

/// Is it a frame of the VM's own code in the language, rather than of a module?
pub fn is_prelude(frame: &crate::frame::Frame) -> bool {
    let code = frame.code();
    code.has(Flags::HIDDEN) && is_prelude_file(&code.proto.filename)
}

/// Does the VM's own code in the language come from this file?
pub(crate) fn is_prelude_file(name: &str) -> bool {
    PRELUDE_FILES.contains(&name)
}

fn get_frame(vm: &mut Vm, args: &[Value]) -> Res {
    match frame_at(vm, &args[0])? {
        Some(frame) => {
            let frame = frame_object::view(vm, frame);
            vm.audit("sys._getframe", |_| [frame.clone()])?;
            Ok(frame)
        }
        None => Err(vm.error(Exc::ValueError, "call stack is not deep enough")),
    }
}

fn get_frame_module_name(vm: &mut Vm, args: &[Value]) -> Res {
    vm.audit("sys._getframemodulename", |_| [args[0].clone()])?;
    let name = vm.names.name.clone();
    Ok(frame_at(vm, &args[0])?.and_then(|f| f.globals().get_str(&name)).unwrap_or(Value::NONE))
}

fn set_int_max_str_digits(vm: &mut Vm, args: &[Value]) -> Res {
    let digits = index_i32(vm, &args[0])?;
    if digits != 0 && digits < 640 {
        return Err(vm.error(Exc::ValueError, "maxdigits must be >= 640 or 0 for unlimited"));
    }
    crate::object::int::text::set_max_str_digits(digits as usize);
    Ok(Value::NONE)
}

fn get_asyncgen_hooks(vm: &mut Vm, _: &[Value]) -> Res {
    let (first, last) = vm.async_generator_hooks.clone();
    let class = lazy(vm, "_asyncgen_hooks")?;
    let none = |v: Value| if v.is_unset() { Value::NONE } else { v };
    vm.call(&class, &[Tuple::value(vec![none(first), none(last)])])
}

fn set_asyncgen_hooks(vm: &mut Vm, args: &[Value]) -> Res {
    for (value, name) in args.iter().zip(["firstiter", "finalizer"]) {
        if value.is_unset() || value.is_none() {
            continue;
        }
        let call = vm.names.call.clone();
        let callable = matches!(value.kind(), Some(Kind::Function | Kind::BoundMethod | Kind::Native | Kind::Class));
        if !callable && vm.lookup_special(value, &call).is_none() {
            let got = vm.type_name(value);
            return Err(vm.error(Exc::TypeError, format!("callable {name} expected, got {got}")));
        }
    }
    if !args[1].is_unset() {
        vm.audit("sys.set_asyncgen_hook_finalizer", |_| [])?;
        vm.async_generator_hooks.1 = args[1].clone();
    }
    if !args[0].is_unset() {
        vm.audit("sys.set_asyncgen_hook_firstiter", |_| [])?;
        vm.async_generator_hooks.0 = args[0].clone();
    }
    Ok(Value::NONE)
}

/// Threads take turns as they wait, whatever the interval is.
fn set_switch_interval(vm: &mut Vm, args: &[Value]) -> Res {
    let interval = crate::object::float::methods::to_float(vm, &args[0])?;
    if interval <= 0.0 {
        return Err(vm.error(Exc::ValueError, "switch interval must be strictly positive"));
    }
    vm.importer.switch_interval = interval;
    Ok(Value::NONE)
}

fn set_origin_depth(vm: &mut Vm, args: &[Value]) -> Res {
    let depth = index_i32(vm, &args[0])?;
    if depth < 0 {
        return Err(vm.error(Exc::ValueError, "depth must be >= 0"));
    }
    vm.importer.origin_depth = depth.into();
    Ok(Value::NONE)
}

/// What `breakpoint()` does: calls the function that the variable PYTHONBREAKPOINT of the environment names, by default that
/// of the debugger; "0" is for none.
fn breakpoint_hook(vm: &mut Vm, args: &[Value]) -> Res {
    let variable = match vm.modules.get_name("os") {
        Some(os) => {
            let environ = vm.get_attr_text(&os, "environ")?;
            let found = vm.call_method(&environ, "get", &[Value::from("PYTHONBREAKPOINT")])?;
            found.as_str().map(str::to_string)
        }
        None => std::env::var("PYTHONBREAKPOINT").ok(),
    };
    let name = variable.filter(|name| !name.is_empty()).unwrap_or_else(|| "pdb.set_trace".to_string());
    if name == "0" {
        return Ok(Value::NONE);
    }
    let (module, function) = name.rsplit_once('.').unwrap_or(("builtins", &name));
    let hook = match vm.import_module(module) {
        Ok(module) => vm.get_attr_text(&module, function),
        Err(raised) => Err(raised),
    };
    match hook {
        Ok(hook) => vm.call_spread(&hook, &args[0], &args[1]),
        Err(_) => {
            drop(vm.take_raised());
            vm.warn(Exc::RuntimeWarning, &format!("Ignoring unimportable $PYTHONBREAKPOINT: \"{name}\""))?;
            Ok(Value::NONE)
        }
    }
}

fn or_none(value: &Value) -> Value {
    if value.is_unset() { Value::NONE } else { value.clone() }
}

fn set_tracing(vm: &mut Vm, profile: bool, function: &Value, everywhere: bool) -> Res {
    vm.audit(if profile { "sys.setprofile" } else { "sys.settrace" }, |_| [])?;
    vm.set_tracing(profile, function, everywhere);
    Ok(Value::NONE)
}

fn call_tracing(vm: &mut Vm, args: &[Value]) -> Res {
    if !args[1].is_kind(Kind::Tuple) {
        let name = name_of_argument(vm, &args[1]);
        return Err(vm.error(Exc::TypeError, format!("call_tracing() argument 2 must be tuple, not {name}")));
    }
    let items = vm.collect(&args[1])?;
    vm.call_tracing(&args[0], &items)
}

/// `sys.getsizeof`: what a `__sizeof__` of the program says, else the size of the object here.
fn get_size_of(vm: &mut Vm, args: &[Value]) -> Res {
    let own = Value::from(args[0].header().map_or(8, |h| h.size()) as i64);
    let name = Str::intern("__sizeof__").into_value();
    let defined = vm.lookup_special(&args[0], &name).is_some_and(|method| !method.is_kind(Kind::Native));
    if !defined {
        return Ok(own);
    }
    let size = vm.call_special(&args[0], &name, &[])?.unwrap_or(own);
    if number::to_i64(&size).is_some_and(|size| size < 0) {
        return Err(vm.error(Exc::ValueError, "__sizeof__() should return >= 0"));
    }
    if number::to_i64(&size).is_none() {
        return Err(vm.error(Exc::TypeError, "an integer is required"));
    }
    Ok(size)
}
