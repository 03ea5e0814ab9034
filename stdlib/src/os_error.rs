//! Errors of the operating system as `OSError` and its subclasses.

use rondo_vm::object::exception::Exc;
use rondo_vm::value::Value;
use rondo_vm::vm::{Raised, Vm};
use rustix::io::Errno;
use std::io;

/// Raises the OSError of an error number, of the subclass that belongs to it; `files` are the names it is about.
pub fn raise(vm: &mut Vm, errno: Errno, files: &[&Value]) -> Raised {
    raise_number(vm, errno.raw_os_error(), files)
}

/// As [`raise`], for an error of the standard library.
pub fn raise_io(vm: &mut Vm, error: &io::Error, files: &[&Value]) -> Raised {
    match error.raw_os_error() {
        Some(number) => raise_number(vm, number, files),
        None => vm.error(Exc::OSError, error.to_string()),
    }
}

fn raise_number(vm: &mut Vm, number: i32, files: &[&Value]) -> Raised {
    let mut args = vec![Value::from(number as i64), Value::from(message(number))];
    if let Some(first) = files.first() {
        args.push((*first).clone());
    }
    if let Some(second) = files.get(1) {
        args.extend([Value::NONE, (*second).clone()]);
    }
    // The class itself chooses the subclass.
    let class = vm.types.exception(Exc::OSError).to_value();
    match vm.call(&class, &args) {
        Ok(exception) => vm.raise(exception),
        Err(raised) => raised,
    }
}

/// The C library's text for an error number: what `os.strerror` returns.
pub fn message(number: i32) -> String {
    let text = io::Error::from_raw_os_error(number).to_string();
    match text.rfind(" (os error ") {
        Some(end) => text[..end].to_string(),
        None => text,
    }
}
