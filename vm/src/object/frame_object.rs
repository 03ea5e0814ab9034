//! Frames as programs see them: `gi_frame`, `tb_frame`, `sys._getframe()`.

use crate::code::Flags;
use crate::frame::{EXTRAS, Frame, OnReturn, State, VIEWED};
use crate::heap::{Gc, Header, Kind, Slot, Visitor};
use crate::object::cell::CellObject;
use crate::object::dict::Dict;
use crate::object::exception::Exc;
use crate::object::foreign::{Foreign, ForeignData};
use crate::object::function::audited;
use crate::types::TypeSpec;
use crate::value::Value;
use crate::vm::{Res, Vm};
use crate::{getter, method};
use rustc_hash::FxHashMap;
use std::cell::{Cell, RefCell};

/// `frame`.
pub static SPEC: TypeSpec = TypeSpec {
    name: "frame",
    doc: "",
    constructor: None,
    methods: &[
        getter!("f_code", |vm, args| audited(vm, args, "f_code", frame(&args[0]).function().code().into_value())),
        getter!("f_lineno", |_, args| Ok(Value::from(line(&frame(&args[0])) as i64)), |vm, args| {
            if args[1].is_unset() {
                return Err(vm.error(Exc::AttributeError, "attribute 'f_lineno' of 'frame' objects cannot be deleted"));
            }
            crate::interp::jump::set_line(vm, &frame(&args[0]), &args[1]).map(|()| Value::NONE)
        }),
        getter!("f_lasti", |_, args| Ok(Value::from(frame(&args[0]).instruction() * 2))),
        getter!("f_globals", |_, args| Ok(frame(&args[0]).globals().to_value())),
        getter!("f_builtins", |vm, _| Ok(vm.builtins.to_value())),
        getter!("f_locals", |vm, args| Ok(locals_of(vm, &args[0]))),
        getter!("f_back", back),
        getter!("f_trace", trace, set_trace),
        getter!(
            "f_trace_lines",
            |_, args| Ok(Value::bool(!frame(&args[0]).extra(|extras| extras.no_lines))),
            set_trace_lines
        ),
        getter!(
            "f_trace_opcodes",
            |_, args| Ok(Value::bool(frame(&args[0]).extra(|extras| extras.opcodes))),
            set_trace_opcodes
        ),
        getter!("f_generator", |_, args| Ok(generator(&frame(&args[0])))),
        method!("clear(self, /)", clear),
        method!("__repr__(self, /)", |_, args| {
            let frame = frame(&args[0]);
            let proto = &frame.code().proto;
            let (file, name) = (&proto.filename, &proto.name);
            let (address, line) = (args[0].bits(), line(&frame));
            Ok(Value::from(format!("<frame at {address:#x}, file '{file}', line {line}, code {name}>")))
        }),
    ],
    flags: crate::object::class::flag::FINAL | crate::object::class::flag::NO_WEAKREF,
};

/// What a frame object shows. That of a generator does not keep it: what is left of one that goes is handed over.
struct View {
    /// That of a call, or the one that has the variables of a generator that is over.
    frame: Slot,
    /// Where the header of a generator is, as long as `frame` is unset. Not counted.
    generator: Cell<usize>,
    /// Which of the views of its frame it is: a new one may have been made while this was being freed.
    number: u64,
}

thread_local! {
    /// The object of each frame that has one, by the frame's address: its number and its own address. Not counted.
    static VIEWS: RefCell<FxHashMap<usize, (u64, usize)>> = RefCell::default();
    static NEXT_VIEW: Cell<u64> = const { Cell::new(1) };
}

impl ForeignData for View {
    fn trace(&self, visit: &mut Visitor) {
        visit(self.frame.peek());
    }
}

impl View {
    fn frame(&self) -> Gc<Frame> {
        let generator = || crate::heap::reference_if_live(self.generator.get());
        match self.frame.get().to_gc::<Frame>().or_else(|| generator()?.to_gc::<Frame>()) {
            Some(frame) => frame,
            None => unreachable!("frame objects are made of frames, and generators that go hand theirs over"),
        }
    }

    /// What [`VIEWS`] knows it by.
    fn key(&self) -> usize {
        match self.frame.peek().exact::<Frame>() {
            Some(frame) => address(frame),
            None => self.generator.get() + size_of::<Header>(),
        }
    }
}

impl Drop for View {
    fn drop(&mut self) {
        let key = self.key();
        // A thread that ends has no table any more.
        let _ = VIEWS.try_with(|views| {
            let mut views = views.borrow_mut();
            if views.get(&key).is_some_and(|(number, _)| *number == self.number) {
                views.remove(&key);
            }
        });
    }
}

fn header_address(frame: &Gc<Frame>) -> usize {
    std::ptr::from_ref(frame.header()) as usize
}

fn address(frame: &Frame) -> usize {
    std::ptr::from_ref(frame) as usize
}

/// The frame object of a frame: always the same as long as somebody has it.
pub fn view(vm: &mut Vm, frame: Gc<Frame>) -> Value {
    let key = address(&frame);
    if let Some((_, at)) = VIEWS.with_borrow(|views| views.get(&key).copied())
        && let Some(view) = crate::heap::reference_if_live(at)
    {
        return view;
    }
    frame.mark(VIEWED, true);
    let number = NEXT_VIEW.get();
    NEXT_VIEW.set(number + 1);
    let class = vm.types.native_class(&SPEC);
    // What has nothing to wait at runs as a call, and ends as one.
    let is_object = match frame.state.get() {
        State::Created | State::Suspended => true,
        State::Running => frame.on_return.get() != OnReturn::Store,
        State::Closed => false,
    };
    let shown = match frame.is_generator() && is_object {
        true => View { frame: Slot::new(Value::UNSET), generator: Cell::new(header_address(&frame)), number },
        false => View { frame: Slot::new(frame.into_value()), generator: Cell::new(0), number },
    };
    let view = Foreign::new(class, shown);
    VIEWS.with_borrow_mut(|views| views.insert(key, (number, std::ptr::from_ref(view.header()) as usize)));
    view.into_value()
}

/// The frame behind a frame object.
pub fn frame_behind(value: &Value) -> Option<Gc<Frame>> {
    value.foreign::<View>().map(View::frame)
}

/// A generator is over whose frame there has been an object of, or a frame that stands for it: if there still is, it gets
/// the variables.
pub(crate) fn hand_over(generator: &Frame) -> Option<Gc<Frame>> {
    generator.mark(VIEWED, false);
    let known = VIEWS.with_borrow(|views| views.get(&address(generator)).copied());
    let object = known.and_then(|(_, at)| crate::heap::reference_if_live(at)).unwrap_or_default();
    let (Some((number, at)), Some(view)) = (known, object.foreign::<View>()) else {
        // One that no traceback holds any more needs no variables.
        let is_shown = |stand_in: &Value| stand_in.header().is_some_and(|header| header.refcount() > 1);
        if generator.extra(|extras| is_shown(&extras.stand_in)) {
            return Some(survivor(generator));
        }
        if generator.marked(EXTRAS) {
            drop(generator.set_extras(|extras| std::mem::take(&mut extras.stand_in)));
            generator.drop_empty_extras();
        }
        return None;
    };
    let survivor = survivor(generator);
    VIEWS.with_borrow_mut(|views| {
        views.remove(&address(generator));
        views.insert(address(&survivor), (number, at));
    });
    drop(view.frame.replace(survivor.to_value()));
    Some(survivor)
}

/// A frame with the variables of a generator that is over, which loses them.
pub(crate) fn survivor(generator: &Frame) -> Gc<Frame> {
    let survivor = match generator.extra(|extras| extras.stand_in.to_gc::<Frame>()) {
        Some(stand_in) => {
            drop(generator.set_extras(|extras| std::mem::take(&mut extras.stand_in)));
            generator.drop_empty_extras();
            drop(stand_in.set_extras(|extras| std::mem::take(&mut extras.stands_for)));
            stand_in.drop_empty_extras();
            stand_in.pc.set(generator.pc.get());
            stand_in
        }
        None => without_variables(generator),
    };
    for (to, from) in survivor.registers().iter().zip(generator.registers()) {
        to.set(from.take());
    }
    let extra = generator.extra_locals();
    if !extra.is_unset() {
        drop(survivor.set_extras(|extras| std::mem::replace(&mut extras.locals, extra)));
    }
    survivor
}

/// What takes the place of a suspended generator in the tracebacks of exceptions that it has caught. If they held the
/// generator itself, one that is suspended in a handler would hold itself, and would not be closed when it is dropped.
pub(crate) fn stand_in(generator: &Gc<Frame>) -> Gc<Frame> {
    if let Some(there) = generator.extra(|extras| extras.stand_in.to_gc::<Frame>()) {
        return there;
    }
    let stand_in = without_variables(generator);
    let reference = crate::object::weakref::unshared(&generator.to_value(), Value::NONE);
    drop(stand_in.set_extras(|extras| std::mem::replace(&mut extras.stands_for, reference)));
    drop(generator.set_extras(|extras| std::mem::replace(&mut extras.stand_in, stand_in.to_value())));
    stand_in
}

/// The generator that a frame stands for, or else the frame itself.
pub(crate) fn stood_for(frame: Gc<Frame>) -> Gc<Frame> {
    let reference = frame.extra(|extras| extras.stands_for.clone());
    match reference.get::<crate::object::weakref::WeakRef>().and_then(|reference| reference.target().to_gc::<Frame>()) {
        Some(generator) => generator,
        None => frame,
    }
}

fn without_variables(generator: &Frame) -> Gc<Frame> {
    let frame = Frame {
        caller: Cell::new(std::ptr::null_mut()),
        pc: generator.pc.clone(),
        function: generator.function.clone(),
        code: generator.code.clone(),
        link: Cell::new(std::ptr::null_mut()),
        on_return: Cell::new(OnReturn::Store),
        handlers: Cell::new(0),
        state: Cell::new(State::Closed),
        marks: Cell::new(VIEWED),
        depth: generator.depth.clone(),
    };
    Gc::with_tail(frame, generator.registers().iter().map(|_| Slot::new(Value::UNSET)))
}

fn frame(value: &Value) -> Gc<Frame> {
    match value.foreign::<View>() {
        Some(view) => view.frame(),
        None => unreachable!("methods of frames are given frames: the binder checks"),
    }
}

fn generator(frame: &Gc<Frame>) -> Value {
    if frame.is_generator() && frame.state.get() != State::Closed { frame.to_value() } else { Value::NONE }
}

/// The caller; of a call that is over the one it had, if it was looked at while it ran.
fn back(vm: &mut Vm, args: &[Value]) -> Res {
    let frame = frame(&args[0]);
    let caller_of = |frame: &Frame| crate::interp::resume::caller_of(frame).or_else(|| frame.back());
    let mut caller = caller_of(&frame);
    while let Some(hidden) = caller.as_ref().filter(|caller| crate::sys::is_prelude(caller)) {
        caller = caller_of(hidden);
    }
    Ok(caller.map_or(Value::NONE, |caller| view(vm, caller)))
}

fn trace(_: &mut Vm, args: &[Value]) -> Res {
    let function = frame(&args[0]).extra(|extras| extras.trace.clone());
    Ok(if function.is_unset() { Value::NONE } else { function })
}

/// `f_trace = function`; `None`, or deleting it, is for none.
fn set_trace(_: &mut Vm, args: &[Value]) -> Res {
    let (frame, function) = (frame(&args[0]), args.get(1).cloned().unwrap_or_default());
    if function.is_none() || function.is_unset() {
        // The line that it is at stays known: a function set again is not told of it twice.
        drop(frame.set_extras(|extras| std::mem::take(&mut extras.trace)));
    } else {
        let line = line(&frame);
        drop(frame.set_extras(|extras| {
            extras.line = line;
            std::mem::replace(&mut extras.trace, function)
        }));
    }
    Ok(Value::NONE)
}

fn set_trace_lines(vm: &mut Vm, args: &[Value]) -> Res {
    let on = truth_of(vm, args)?;
    frame(&args[0]).set_extras(|extras| extras.no_lines = !on);
    Ok(Value::NONE)
}

fn set_trace_opcodes(vm: &mut Vm, args: &[Value]) -> Res {
    let on = truth_of(vm, args)?;
    frame(&args[0]).set_extras(|extras| extras.opcodes = on);
    Ok(Value::NONE)
}

fn truth_of(vm: &mut Vm, args: &[Value]) -> Res<bool> {
    match args.get(1).and_then(Value::as_bool) {
        Some(on) => Ok(on),
        None => Err(vm.error(Exc::TypeError, "attribute value type must be bool")),
    }
}

/// `clear()`: drops the locals of a frame that is over; a generator that has not begun is closed.
fn clear(vm: &mut Vm, args: &[Value]) -> Res {
    let frame = frame(&args[0]);
    match frame.state.get() {
        State::Running if !frame.is_generator() || crate::interp::resume::running(&frame) => {
            Err(vm.error(Exc::RuntimeError, "cannot clear an executing frame"))
        }
        State::Running | State::Suspended => Err(vm.error(Exc::RuntimeError, "cannot clear a suspended frame")),
        State::Created => {
            vm.finalize(frame.to_value());
            Ok(Value::NONE)
        }
        State::Closed => {
            frame.registers().iter().rev().for_each(|register| drop(register.take()));
            Ok(Value::NONE)
        }
    }
}

/// The line a frame is at.
pub fn line(frame: &Frame) -> u32 {
    if let Some(line) = crate::interp::trace::line(frame) {
        return line;
    }
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
        let hidden = name.as_str().is_none_or(|n| n.starts_with('.') && n != ".0");
        if !value.is_unset() && !hidden {
            dict.set_str(name.clone(), value);
        }
    }
    let at = frame.instruction() as u32;
    for (range, name, register) in &code.proto.comprehension_variables {
        if let Some(slot) = frame.registers().get(*register as usize).filter(|_| range.contains(&at)) {
            let value = slot.get();
            let value = value.exact::<CellObject>().map_or(value.clone(), |cell| cell.content.get());
            if !value.is_unset() && !name.starts_with('.') {
                dict.set_name(name, value);
            }
        }
    }
    for (name, cell) in code.proto.freevars.iter().zip(frame.closure()) {
        let value = cell.exact::<CellObject>().map(|c| c.content.get()).unwrap_or_default();
        if !value.is_unset() {
            dict.set_name(name, value);
        }
    }
    if let Some(extra) = frame.extra_locals().exact::<Dict>() {
        for entry in extra.entries().into_iter().filter(|entry| entry.key.is_kind(Kind::Str)) {
            dict.set_str(entry.key, entry.value);
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

/// `f_locals`: the namespace of a class body or module, or a mapping that writes through to a function's variables.
fn locals_of(vm: &mut Vm, object: &Value) -> Value {
    let frame = frame(object);
    match mapping(&frame).or_else(|| namespace(&frame).map(Gc::into_value)) {
        Some(namespace) => namespace,
        None => crate::object::frame_locals::proxy(vm, object.clone()),
    }
}
