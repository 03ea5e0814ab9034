//! Functions that make text, and those that show and ask.

use crate::function;
use crate::object::exception::Exc;
use crate::object::native::NativeDef;
use crate::object::str::repr;
use crate::object::tuple::Tuple;
use crate::sys::audit::given;
use crate::value::Value;
use crate::vm::{Res, Vm};

pub(super) static FUNCTIONS: &[NativeDef] = &[
    function!("ascii(obj, /)", |vm, a| {
        let text = vm.repr_value(&a[0])?;
        let plain = text.as_str().unwrap_or_default();
        Ok(if plain.is_ascii() { text } else { Value::from(repr::ascii(plain)) })
    }),
    function!("format(value, format_spec='', /)", |vm, a| match a[1].as_str() {
        Some(spec) => vm.format_object(&a[0], spec),
        None => {
            let got = vm.argument_type_name(&a[1]);
            Err(vm
                .error(crate::object::exception::Exc::TypeError, format!("format() argument 2 must be str, not {got}")))
        }
    }),
    function!("input(prompt=?, /)", input),
    function!("print(*args, sep=' ', end='\\n', file=None, flush=False)", print),
    function!("repr(obj, /)", |vm, a| vm.repr_value(&a[0])),
];

/// `sys.name`; RuntimeError if a program deleted it.
fn standard_file(vm: &mut Vm, name: &str) -> Res {
    match vm.standard_stream(name) {
        Some(file) => Ok(file),
        None => Err(vm.error(Exc::RuntimeError, format!("lost sys.{name}"))),
    }
}

fn print(vm: &mut Vm, args: &[Value]) -> Res {
    let [sep, end, file, flush] = [&args[1], &args[2], &args[3], &args[4]];
    let file = if file.is_none() { standard_file(vm, "stdout")? } else { file.clone() };
    if file.is_none() {
        return Ok(Value::NONE);
    }
    for (value, name) in [(sep, "sep"), (end, "end")] {
        if !value.is_none() && value.as_str().is_none() {
            let message = format!("{name} must be None or a string, not {{}}");
            return Err(vm.type_error_about(&message, value));
        }
    }
    for (i, value) in args[0].exact::<Tuple>().map_or(&[][..], Tuple::items).iter().enumerate() {
        if i > 0 {
            vm.write_text(&file, sep.as_str().unwrap_or(" "))?;
        }
        let text = vm.str_value(value)?;
        vm.write_text(&file, text.as_str().unwrap_or_default())?;
    }
    vm.write_text(&file, end.as_str().unwrap_or("\n"))?;
    if vm.truth(flush)? {
        vm.call_method(&file, "flush", &[])?;
    }
    Ok(Value::NONE)
}

fn input(vm: &mut Vm, args: &[Value]) -> Res {
    let [stdin, stdout] = ["stdin", "stdout"].map(|name| match vm.standard_stream(name) {
        Some(file) if !file.is_none() => Ok(file),
        _ => Err(vm.error(Exc::RuntimeError, format!("lost sys.{name}"))),
    });
    let (stdin, stdout) = (stdin?, stdout?);
    vm.audit("builtins.input", |_| [given(&args[0])])?;
    let prompt = if args[0].is_unset() { Value::from("") } else { vm.str_value(&args[0])? };
    vm.write_text(&stdout, prompt.as_str().unwrap_or_default())?;
    vm.call_method(&stdout, "flush", &[])?;
    let line = vm.call_method(&stdin, "readline", &[])?;
    match line.as_str() {
        Some("") => Err(vm.error(Exc::EOFError, "EOF when reading a line")),
        Some(text) => Ok(Value::from(text.strip_suffix('\n').unwrap_or(text))),
        None => Err(vm.error(Exc::TypeError, "object.readline() returned non-string")),
    }
}
