//! Functions about code and namespaces: `compile`, `exec`, `eval`, `globals`, `locals`.

use super::attributes::as_dict;
use crate::code::Flags;
use crate::compiler::{Options, Places};
use crate::function;
use crate::heap::{Gc, Kind};
use crate::object::bytearray::ByteArray;
use crate::object::bytes::{Bytes, bytes_of};
use crate::object::code::{Code, FUTURE_ANNOTATIONS};
use crate::object::dict::Dict;
use crate::object::exception::Exc;
use crate::object::frame_object;
use crate::object::function::Function;
use crate::object::native::{NativeDef, Special};
use crate::object::str::{Str, codec};
use crate::object::tuple::Tuple;
use crate::value::Value;
use crate::vm::{Res, Vm};
use rondo_grammar::Mode;
use rondo_grammar::ast::Mod;

pub(super) static FUNCTIONS: &[NativeDef] = &[
    function!("breakpoint(*args, **kwargs)", |vm, a| match vm.sys()?.get_name("breakpointhook") {
        Some(hook) => {
            vm.audit("builtins.breakpoint", |_| [hook.clone()])?;
            vm.call_spread(&hook, &a[0], &a[1])
        }
        None => Err(vm.error(Exc::RuntimeError, "lost sys.breakpointhook")),
    })
    .special(Special::Reloads),
    function!(
        "compile(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1)",
        compile
    ),
    function!("eval(source, /, globals=None, locals=None)", |vm, a| run(vm, a, Mode::Eval)).special(Special::Reloads),
    function!("exec(source, /, globals=None, locals=None, *, closure=None)", |vm, a| {
        run(vm, a, Mode::Exec)?;
        Ok(Value::NONE)
    })
    .special(Special::Reloads),
    function!("globals()", |vm, _| Ok(current_globals(vm).into_value())),
    function!("locals()", |vm, _| current_locals(vm)),
];

/// The globals of the function that called the native that runs.
fn current_globals(vm: &mut Vm) -> Gc<Dict> {
    vm.current_globals().unwrap_or_else(|| vm.builtins.clone())
}

/// `locals()`: the namespace of a module or class body, a snapshot of a function's variables.
pub(crate) fn current_locals(vm: &mut Vm) -> Res {
    match crate::interp::call::current_frame(vm) {
        Some(frame) => Ok(match frame_object::mapping(&frame) {
            Some(mapping) => mapping,
            None => frame_object::locals(&frame).into_value(),
        }),
        None => Ok(vm.builtins.to_value()),
    }
}

/// Program text given as a string or as encoded bytes.
fn source_text(vm: &mut Vm, source: &Value, function: &str, what: &str, filename: &str) -> Res<String> {
    let value = source.unwrap_base();
    if let Some(text) = value.as_str() {
        no_null_bytes(vm, text.contains('\0'))?;
        if text.contains(rondo_grammar::surrogate::is_surrogate) {
            codec::encode(vm, text, "utf-8", "strict")?;
        }
        return Ok(text.to_string());
    }
    let bytes = match (value.exact::<Bytes>(), value.exact::<ByteArray>()) {
        (Some(bytes), _) => bytes.as_slice().to_vec(),
        (None, Some(bytes)) => bytes.bytes.borrow().clone(),
        (None, None) if bytes_of(value).is_some() => bytes_of(value).unwrap_or_default().into_owned(),
        (None, None) => {
            let message = format!("{function}() arg 1 must be a {what}");
            return Err(vm.error(Exc::TypeError, message));
        }
    };
    no_null_bytes(vm, bytes.contains(&0))?;
    vm.source_text(&bytes, filename)
}

fn no_null_bytes(vm: &mut Vm, has_some: bool) -> Res<()> {
    if !has_some {
        return Ok(());
    }
    let message = Value::from("source code string cannot contain null bytes");
    let class = vm.types.exception(Exc::SyntaxError).to_value();
    let error = vm.call(&class, &[message])?;
    Err(vm.raise(error))
}

/// Compiles program text to a code object that runs in a namespace of its own.
fn compile_text(vm: &mut Vm, text: &str, options: Options, mode: Mode, flags: i64) -> Res<Gc<Code>> {
    let options = options_with(options, flags);
    let filename = &*options.filename.clone();
    let compiled = vm.compile_with(text, filename, mode, &options);
    if compiled.is_err() && mode != Mode::Exec && vm.raised_is(Exc::SyntaxError) {
        vm.end_line_as_source(text);
    }
    compiled
}

/// The options of code that runs in a namespace of its own, as `flags` ask for it.
fn options_with(mut options: Options, flags: i64) -> Options {
    /// `ast.PyCF_ALLOW_TOP_LEVEL_AWAIT`.
    const TOP_LEVEL_AWAIT: i64 = 0x2000;
    options.namespace = true;
    options.max_str_digits = crate::object::int::text::max_str_digits();
    options.top_level_await = flags & TOP_LEVEL_AWAIT != 0;
    options.future_annotations = flags & FUTURE_ANNOTATIONS != 0;
    options
}

impl Vm {
    /// The audit event of a text that is compiled.
    pub(crate) fn audit_source(&mut self, text: &str, filename: &str) -> Res<()> {
        self.audit("compile", |_| [Bytes::value(text.as_bytes()), Value::from(filename)])
    }

    /// Compiles a tree that has no text: its spans are indices of `places`. `options` name the file and how much is
    /// optimised; `flags` are those of `compile`.
    ///
    /// # Errors
    /// SyntaxError and its kin.
    pub fn compile_tree(&mut self, module: &Mod, places: &Places, options: Options, flags: i64) -> Res<Gc<Code>> {
        let options = options_with(options, flags);
        match crate::compiler::compile_tree(module, places, &options) {
            Ok((proto, warnings)) => {
                self.tree_warnings(&warnings, places, &options.filename)?;
                Ok(Code::new(&proto))
            }
            Err(error) => Err(self.tree_error(&error, places, &options.filename)),
        }
    }
}

/// The flags that code compiled by the running code takes over from it.
fn inherited_flags(vm: &Vm) -> i64 {
    let running = crate::interp::call::current_frame(vm);
    let lasts = running.is_some_and(|frame| frame.code().has(Flags::FUTURE_ANNOTATIONS));
    if lasts { FUTURE_ANNOTATIONS } else { 0 }
}

fn compile(vm: &mut Vm, args: &[Value]) -> Res {
    let [source, filename, mode] = [&args[0], &args[1], &args[2]];
    let filename = match filename.as_str() {
        Some(text) => text.to_string(),
        None => {
            let os = vm.import_module("os")?;
            let decode = vm.get_attr_text(&os, "fsdecode")?;
            vm.call(&decode, std::slice::from_ref(filename))?.as_str().unwrap_or_default().to_string()
        }
    };
    let own = vm.index_clamped(&args[3])?;
    let flags = if vm.truth(&args[4])? { own } else { own | inherited_flags(vm) };
    let mode = match mode.as_str() {
        Some("exec") => Mode::Exec,
        Some("eval") => Mode::Eval,
        Some("single") => Mode::Single,
        Some("func_type") if flags & ONLY_AST != 0 => Mode::Exec,
        Some("func_type") => {
            let message = "compile() mode 'func_type' requires flag PyCF_ONLY_AST";
            return Err(vm.error(Exc::ValueError, message));
        }
        Some(_) => {
            let modes = if flags & ONLY_AST != 0 {
                "'exec', 'eval', 'single' or 'func_type'"
            } else {
                "'exec', 'eval' or 'single'"
            };
            return Err(vm.error(Exc::ValueError, format!("compile() mode must be {modes}")));
        }
        None => {
            let message = format!("compile() argument 'mode' must be str, not {}", vm.argument_type_name(mode));
            return Err(vm.error(Exc::TypeError, message));
        }
    };
    // As CPython numbers them: features of `__future__`, what `ast` asks for, and top-level await.
    if flags & !KNOWN_FLAGS != 0 {
        return Err(vm.error(Exc::ValueError, "compile(): unrecognised flags"));
    }
    let optimize = vm.index_clamped(&args[5])?;
    if !(-1..=2).contains(&optimize) {
        return Err(vm.error(Exc::ValueError, "compile(): invalid optimize value"));
    }
    // A module of that name that has no such class is being loaded now, or is the program's own.
    if let Some(module) = vm.modules.get_name("ast")
        && let Some(class) = vm.get_attr_opt(&module, &Str::intern("AST").into_value())?
        && vm.is_instance(source, &class)?
    {
        vm.audit("compile", |_| [source.clone(), Value::NONE])?;
        let tree = [source.clone(), Value::from(filename), args[2].clone(), Value::from(flags), args[5].clone()];
        return vm.call_method(&module, "_compile", &tree);
    }
    let text = source_text(vm, source, "compile", "string, bytes or AST object", &filename)?;
    vm.audit_source(&text, &filename)?;
    if flags & ALLOW_INCOMPLETE_INPUT != 0 && rondo_grammar::parse(&text, mode).is_err_and(|error| error.incomplete) {
        return Err(vm.error(Exc::_IncompleteInputError, "incomplete input"));
    }
    if flags & ONLY_AST != 0 {
        let module = vm.import_module("ast")?;
        let source = Value::from(text.as_str());
        let args = [source, filename.into(), args[2].clone(), Value::from(flags), args[5].clone(), args[6].clone()];
        let tree = vm.call_method(&module, "_parse", &args);
        if tree.is_err() && mode != Mode::Exec && vm.raised_is(Exc::SyntaxError) {
            vm.end_line_as_source(&text);
        }
        return tree;
    }
    let mut options = Options::new(filename);
    options.optimize = u8::try_from(optimize).unwrap_or(vm.importer.flags.optimize);
    Ok(compile_text(vm, &text, options, mode, flags)?.into_value())
}

/// All flags that `compile` takes.
const KNOWN_FLAGS: i64 = 0x1fef610;

/// `codeop.PyCF_ALLOW_INCOMPLETE_INPUT`: a text that more lines could make valid has an exception of its own.
const ALLOW_INCOMPLETE_INPUT: i64 = 0x4000;

/// `ast.PyCF_ONLY_AST`.
const ONLY_AST: i64 = 0x400;

fn run(vm: &mut Vm, args: &[Value], mode: Mode) -> Res {
    let function = if mode == Mode::Eval { "eval" } else { "exec" };
    let [source, globals, locals] = [&args[0], &args[1], &args[2]];
    if !globals.is_none() && as_dict(globals).is_none() {
        let message = match mode {
            Mode::Eval if vm.lookup_special(globals, &vm.names.getitem).is_some() => {
                "globals must be a real dict; try eval(expr, {}, mapping)"
            }
            Mode::Eval => "globals must be a dict",
            _ => return Err(vm.type_error_about("exec() globals must be a dict, not {}", globals)),
        };
        return Err(vm.error(Exc::TypeError, message));
    }
    let is_mapping = vm.lookup_special(locals, &vm.names.getitem).is_some();
    if !locals.is_none() && !is_mapping {
        let message =
            if mode == Mode::Eval { "locals must be a mapping" } else { "locals must be a mapping or None, not {}" };
        return Err(vm.type_error_about(message, locals));
    }
    let (namespace, locals) = match as_dict(globals) {
        Some(dict) => {
            // An instance of a subclass is asked as one where names are local.
            let locals = if locals.is_none() { globals.clone() } else { locals.clone() };
            (dict, locals)
        }
        None => {
            let dict = current_globals(vm);
            let locals = if locals.is_none() { current_locals(vm)? } else { locals.clone() };
            (dict, locals)
        }
    };
    if namespace.get_str(&vm.names.builtins).is_none() {
        namespace.set_str(vm.names.builtins.clone(), vm.builtins.to_value());
    }
    let code = match source.to_gc::<Code>() {
        Some(code) => code,
        None => {
            let text = source_text(vm, source, function, "string, bytes or code object", "<string>")?;
            // Indentation before an expression means nothing.
            let text = if mode == Mode::Eval { text.trim_start_matches([' ', '\t']) } else { &text };
            let flags = inherited_flags(vm);
            let optimize = vm.importer.flags.optimize;
            vm.audit_source(text, "<string>")?;
            compile_text(vm, text, Options { optimize, ..Options::new("<string>") }, mode, flags)?
        }
    };
    vm.audit("exec", |_| [code.to_value()])?;
    let free = code.proto.freevars.len();
    if mode == Mode::Exec {
        let closure = closure_of(vm, source, free, &args[3])?;
        if free > 0 {
            let function = Function::new(code, namespace, closure);
            return vm.call(&Gc::new(function).into_value(), &[]);
        }
    }
    if free > 0 {
        return Err(
            vm.error(Exc::TypeError, format!("code object passed to {function}() may not contain free variables"))
        );
    }
    execute(vm, code, namespace, locals)
}

/// The cells that `exec` is given for a code object with `free` free variables.
fn closure_of(vm: &mut Vm, source: &Value, free: usize, closure: &Value) -> Res {
    let error = if !source.is_kind(Kind::Code) {
        if closure.is_none() {
            return Ok(Value::NONE);
        }
        "closure can only be used when source is a code object".to_string()
    } else if free == 0 {
        if closure.is_none() {
            return Ok(Value::NONE);
        }
        "cannot use a closure with this code object".to_string()
    } else {
        match closure.exact::<Tuple>() {
            Some(cells) if cells.items().len() == free && cells.items().iter().all(|c| c.is_kind(Kind::Cell)) => {
                return Ok(closure.clone());
            }
            _ => format!("code object requires a closure of exactly length {free}"),
        }
    };
    Err(vm.error(Exc::TypeError, error))
}

/// Runs module-level code: `globals` for its functions, `locals` for its own names.
fn execute(vm: &mut Vm, code: Gc<Code>, globals: Gc<Dict>, locals: Value) -> Res {
    let takes_namespace = code.has(Flags::NAMESPACE);
    let function = Gc::new(Function::new(code, globals, Value::UNSET)).into_value();
    vm.call(&function, if takes_namespace { std::slice::from_ref(&locals) } else { &[] })
}
