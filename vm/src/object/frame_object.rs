//! Frames as programs see them: `gi_frame`, `tb_frame`, `sys._getframe()`.

use crate::code::Flags;
use crate::frame::{Frame, State};
use crate::getter;
use crate::heap::{Gc, Visitor, visit_gc};
use crate::object::cell::CellObject;
use crate::object::dict::Dict;
use crate::object::foreign::{Foreign, ForeignData};
use crate::types::TypeSpec;
use crate::value::Value;
use crate::vm::{Res, Vm};

/// `frame`.
pub static SPEC: TypeSpec = TypeSpec {
    name: "frame",
    doc: "",
    constructor: None,
    methods: &[
        getter!("f_code", |_, args| Ok(frame(&args[0]).function().code().into_value())),
        getter!("f_lineno", |_, args| Ok(Value::from(line(frame(&args[0])) as i64))),
        getter!("f_lasti", |_, args| Ok(Value::from(frame(&args[0]).instruction() * 2))),
        getter!("f_globals", |_, args| Ok(frame(&args[0]).globals().to_value())),
        getter!("f_builtins", |vm, _| Ok(vm.builtins.to_value())),
        getter!("f_locals", |_, args| Ok(locals(frame(&args[0])).into_value())),
        getter!("f_back", back),
        getter!("f_trace", |_, _| Ok(Value::NONE)),
        getter!("f_generator", |_, args| Ok(generator(&args[0]))),
    ],
    flags: crate::object::class::flag::FINAL,
};

/// What a frame object shows.
struct View {
    frame: Gc<Frame>,
}

impl ForeignData for View {
    fn trace(&self, visit: &mut Visitor) {
        visit_gc(&self.frame, visit);
    }
}

/// The frame object of a frame.
pub fn view(vm: &mut Vm, frame: Gc<Frame>) -> Value {
    let class = vm.types.native_class(&SPEC);
    Foreign::new(class, View { frame }).into_value()
}

/// The frame behind a frame object.
pub fn frame_behind(value: &Value) -> Option<Gc<Frame>> {
    value.foreign::<View>().map(|view| view.frame.clone())
}

fn frame(value: &Value) -> &Frame {
    match value.foreign::<View>() {
        Some(view) => &view.frame,
        None => unreachable!("methods of frames are given frames: the binder checks"),
    }
}

fn generator(value: &Value) -> Value {
    match value.foreign::<View>() {
        Some(view) if view.frame.is_generator() => view.frame.to_value(),
        _ => Value::NONE,
    }
}

fn back(vm: &mut Vm, args: &[Value]) -> Res {
    match crate::interp::resume::caller_of(frame(&args[0])) {
        Some(caller) => Ok(view(vm, caller)),
        None => Ok(Value::NONE),
    }
}

/// The line a frame is at.
pub fn line(frame: &Frame) -> u32 {
    if frame.state.get() == State::Created {
        return frame.code().proto.first_line;
    }
    frame.code().position(frame.instruction()).line
}

/// A snapshot of a frame's local variables; those of the enclosing functions that it uses among them.
pub fn locals(frame: &Frame) -> Gc<Dict> {
    if let Some(namespace) = namespace(frame) {
        return namespace;
    }
    let dict = Dict::new();
    let code = frame.code();
    for (name, register) in code.varnames.iter().zip(frame.registers()) {
        let value = register.get();
        let is_cell = code.proto.cellvars.iter().any(|c| Some(&**c) == name.as_str());
        let value = match value.exact::<CellObject>() {
            Some(cell) if is_cell => cell.content.get(),
            _ => value,
        };
        let hidden = name.as_str().is_none_or(|n| n.starts_with('.'));
        if !value.is_unset() && !hidden {
            dict.set_str(name.clone(), value);
        }
    }
    for (name, cell) in code.proto.freevars.iter().zip(frame.closure()) {
        let value = cell.exact::<CellObject>().map(|c| c.content.get()).unwrap_or_default();
        if !value.is_unset() {
            dict.set_name(name, value);
        }
    }
    dict
}

/// The namespace in register 0 of a class body or of code run by `exec`, which may be any mapping.
pub fn mapping(frame: &Frame) -> Option<Value> {
    if !frame.code().has(Flags::CLASS_BODY | Flags::NAMESPACE) {
        return None;
    }
    frame.registers().first().map(crate::heap::Slot::get)
}

/// The namespace that is a frame's locals: a class body's, or the globals of a module.
pub fn namespace(frame: &Frame) -> Option<Gc<Dict>> {
    let code = frame.code();
    if code.has(Flags::CLASS_BODY | Flags::NAMESPACE) {
        return frame.registers().first().and_then(|r| r.get().to_gc::<Dict>());
    }
    if &*code.proto.name == "<module>" {
        return Some(frame.globals().clone());
    }
    None
}
