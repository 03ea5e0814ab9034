//! Calls: pushing frames for functions, running natives, making instances, binding arguments.

use super::{header_of, registers_of, share};
use crate::code::Flags;
use crate::frame::{Frame, OnReturn, State, VIEWED};
use crate::heap::{self, FINALIZE, Gc, Kind};
use crate::object::class::{Class, flag};
use crate::object::code::Code;
use crate::object::dict::Dict;
use crate::object::exception::Exc;
use crate::object::foreign::Foreign;
use crate::object::function::Function;
use crate::object::instance::Instance;
use crate::object::method::BoundMethod;
use crate::object::module::Module;
use crate::object::native::{FILLED, Flavor, Keywords, NativeFunction, NativeRun, Special};
use crate::object::tuple::Tuple;
use crate::op::Ins;
use crate::value::Value;
use crate::vm::{Raised, Res, Vm};
use smallvec::SmallVec;
use std::cell::Cell;
use std::mem::{ManuallyDrop, MaybeUninit};

/// What a call came to.
pub(crate) enum Entered {
    /// It is done; this is the result.
    Done(Value),
    /// A frame was pushed; `vm.frame` is it.
    Pushed,
}

/// Arguments of a call by value.
pub(crate) struct Arguments {
    /// Positional ones; keyword values follow.
    pub values: Vec<Value>,
    /// Names of the last values, a tuple, or unset.
    pub names: Value,
}

impl Arguments {
    /// Positional arguments only.
    pub fn positional(values: Vec<Value>) -> Arguments {
        Arguments { values, names: Value::UNSET }
    }

    /// Names of the keyword arguments.
    pub fn names(&self) -> &[Value] {
        self.names.exact::<Tuple>().map_or(&[], Tuple::items)
    }

    /// The positional arguments and the keywords.
    pub fn split(&self) -> (&[Value], Keywords<'_>) {
        let names = self.names();
        let (positional, values) = self.values.split_at(self.values.len() - names.len());
        (positional, Keywords { names, values })
    }
}

/// Makes a frame whose variables are unset but for the first `given`, which are moved from `args`; its temporaries own
/// nothing.
///
/// # Safety
/// `function` is a function of `code`; `args` points at `given` values, at most `code.nregs`.
#[inline(always)]
pub(super) unsafe fn new_frame(function: Value, code: &Code, args: *mut Value, given: usize) -> *mut Frame {
    // SAFETY: as promised by the caller.
    unsafe {
        let frame = frame_of_call(function, code, args, given, std::ptr::null_mut(), 0);
        (*frame).pc.set(code.entry());
        frame
    }
}

/// As [`new_frame`], of a call from `caller`, but that nobody can tell yet where the frame is: `pc` is to be set before
/// anybody looks.
///
/// # Safety
/// As there.
#[inline(always)]
unsafe fn frame_of_call(
    function: Value,
    code: &Code,
    args: *mut Value,
    given: usize,
    caller: *mut Frame,
    depth: u32,
) -> *mut Frame {
    // SAFETY: a spare is whole but for what is written here; a fresh frame is whole.
    unsafe {
        let mut frame = code.spares.take();
        if frame.is_null() {
            frame = fresh_frame(code);
        } else {
            heap::reuse_shell(header_of(frame), Kind::Frame);
        }
        std::ptr::write(&raw mut (*frame).function, function);
        (*frame).caller.set(caller);
        (*frame).on_return.set(OnReturn::Store);
        (*frame).handlers.set(0);
        (*frame).state.set(State::Running);
        (*frame).marks.set(0);
        (*frame).depth.set(depth);
        let regs = registers_of(frame);
        let pass = |k: usize| regs.add(k).write(std::mem::take(&mut *args.add(k)));
        // Most calls have few arguments: a loop over so few would be mostly its own beginning and end.
        if given > 0 {
            pass(0);
            if given > 1 {
                pass(1);
                if given > 2 {
                    (2..given).for_each(pass);
                }
            }
        }
        frame
    }
}

/// A frame whose function is still to be written and whose registers are unset.
#[inline(never)]
unsafe fn fresh_frame(code: &Code) -> *mut Frame {
    let header = heap::allocate_class(code.frame_class as usize, Kind::Frame);
    let frame = header.as_ptr().wrapping_add(1) as *mut Frame;
    // SAFETY: freshly allocated with room for frame and registers, all of which are initialised here.
    unsafe {
        frame.write(Frame {
            caller: Cell::new(std::ptr::null_mut()),
            pc: Cell::new(std::ptr::null()),
            function: Value::UNSET,
            code: Cell::new(code),
            link: Cell::new(std::ptr::null_mut()),
            on_return: Cell::new(OnReturn::Store),
            handlers: Cell::new(0),
            state: Cell::new(State::Running),
            marks: Cell::new(0),
            depth: Cell::new(0),
        });
        let regs = registers_of(frame);
        for k in 0..(code.nregs + code.held) as usize {
            regs.add(k).write(Value::UNSET);
        }
        if code.held > 0 {
            hold_constants(frame);
        }
    }
    frame
}

/// Puts the constants that frames of its code hold into a frame's last registers, if the code was read. They stay the
/// code's, which outlives the frame: nobody writes or drops those registers.
///
/// # Safety
/// The frame is one of its code, and all its registers are there.
pub(super) unsafe fn hold_constants(frame: *mut Frame) {
    // SAFETY: as promised by the caller.
    unsafe {
        let code = (*frame).code();
        let first = registers_of(frame).add(code.nregs as usize);
        for (k, constant) in code.held_constants().enumerate() {
            std::ptr::copy_nonoverlapping(constant, first.add(k), 1);
        }
    }
}

/// Pushes the frame of a call that needs no binding; returns its registers. Its `pc` is not set: whoever pushes it goes
/// on with its first instruction, and sets it when somebody is to know where it is.
///
/// # Safety
/// `regs` are the caller's registers and its `pc` is stored; `function` is a function of `code`, which is plain and
/// has exactly `argc` parameters; `args` points at as many values, which are moved out of.
#[inline(always)]
pub(crate) unsafe fn push_plain(
    regs: *mut Value,
    function: Value,
    code: &Code,
    args: *mut Value,
    argc: u16,
) -> *mut Value {
    // SAFETY: as promised by the caller.
    unsafe {
        let caller = super::frame_of(regs);
        registers_of(frame_of_call(function, code, args, argc as usize, caller, (*caller).depth.get() + 1))
    }
}

/// Can positional arguments, `argc` of them, and defaults for the last parameters be all that a call of `function`, of
/// `code`, is about, and is it more than [`push_plain`] does?
#[inline(always)]
pub(super) fn fits(function: &Function, code: &Code, argc: u16) -> bool {
    code.made_args.get() == argc || code.exact.get() && has_defaults(function, code, argc)
}

/// Are there defaults for all parameters but the first `argc`, and that many parameters?
#[inline(never)]
pub(super) fn has_defaults(function: &Function, code: &Code, argc: u16) -> bool {
    let defaults = function.defaults.peek().exact::<Tuple>().map_or(0, |defaults| defaults.items().len());
    code.argcount.checked_sub(argc).is_some_and(|missing| missing > 0 && missing as usize <= defaults)
}

/// Puts defaults into the registers of the parameters of a new frame from `argc` on.
///
/// # Safety
/// `regs` are those of a new frame of `code`, to whose function so many arguments were given, which [`fits`].
pub(super) unsafe fn fill(regs: *mut Value, code: &Code, argc: u16) {
    if argc == code.argcount {
        return;
    }
    // SAFETY: as promised by the caller; the registers of those parameters are unset.
    unsafe {
        let Some(function) = (*super::frame_of(regs)).function.exact::<Function>() else { return };
        let defaults = function.defaults.get();
        let items = defaults.exact::<Tuple>().map_or(&[][..], Tuple::items);
        let missing = (code.argcount - argc) as usize;
        for (i, default) in items[items.len() - missing..].iter().enumerate() {
            regs.add(argc as usize + i).write(default.clone());
        }
    }
}

/// As [`push_plain`], with defaults for the parameters behind the arguments.
///
/// # Safety
/// As there, but that there may be fewer arguments if they [`fits`].
#[inline(never)]
pub(super) unsafe fn push_filled(
    regs: *mut Value,
    function: Value,
    code: &Code,
    args: *mut Value,
    argc: u16,
) -> *mut Value {
    // SAFETY: as promised by the caller.
    unsafe {
        let regs = push_plain(regs, function, code, args, argc);
        fill(regs, code, argc);
        regs
    }
}

/// As [`new_generator`], with defaults for the parameters behind the arguments.
///
/// # Safety
/// As there, but that there may be fewer arguments if they [`fits`].
#[inline(never)]
pub(super) unsafe fn new_filled_generator(function: Value, code: &Code, args: *mut Value, argc: u16) -> Value {
    // SAFETY: as promised by the caller.
    unsafe {
        let generator = new_generator(function, code, args, argc);
        fill(registers_of(super::resume::frame_ptr(&generator)), code, argc);
        generator
    }
}

/// The generator, coroutine or async generator of a call that needs no binding.
///
/// # Safety
/// `function` is a function of `code`, which is exact but not plain and has exactly `argc` parameters; `args` points
/// at as many values, which are moved out of.
#[inline]
pub(crate) unsafe fn new_generator(function: Value, code: &Code, args: *mut Value, argc: u16) -> Value {
    // SAFETY: as promised by the caller; the frame's one reference becomes the value's.
    unsafe {
        let frame = new_frame(function, code, args, argc as usize);
        (*frame).state.set(State::Created);
        (*header_of(frame)).set(FINALIZE, code.finalize);
        Value::from_header(std::ptr::NonNull::new_unchecked(header_of(frame)))
    }
}

/// The running frame calls a coroutine function whose code has `run` to do without the coroutine ([`Code::at_once`]), and
/// awaits the call: does that if it can, and says whether it could.
///
/// # Errors
/// Those of `run`.
///
/// # Safety
/// `regs` are the running frame's, which waits at the `Await` that is `i`; `args` points at `argc` values in the window of
/// the call, unset afterwards if it was done.
#[inline(never)]
pub(super) unsafe fn complete_at_once(
    vm: &mut Vm,
    run: NativeRun,
    args: *mut Value,
    argc: u16,
    regs: *mut Value,
    i: Ins,
) -> Res<bool> {
    // SAFETY: as promised by the caller; nobody writes the registers of a frame that waits.
    unsafe {
        let result = run(vm, std::slice::from_raw_parts(args, argc as usize))?;
        if result.is_unset() {
            return Ok(false);
        }
        for k in 0..argc as usize {
            drop(std::mem::take(&mut *args.add(k)));
        }
        drop(std::mem::replace(&mut *regs.add(i.a as usize), result));
    }
    Ok(true)
}

/// Makes a new frame the body of a generator, coroutine or async generator.
///
/// # Safety
/// The frame was just made of a function of such code, its arguments bound; its one reference is the caller's to give.
pub(super) unsafe fn new_generator_of(vm: &mut Vm, frame: *mut Frame) -> Value {
    // SAFETY: as promised by the caller.
    unsafe {
        let code = (*frame).code();
        (*frame).state.set(State::Created);
        (*header_of(frame)).set(FINALIZE, code.finalize);
        let value = Value::from_header(std::ptr::NonNull::new_unchecked(header_of(frame)));
        if vm.importer.origin_depth > 0 {
            vm.note_coroutine_origin(&value);
        }
        value
    }
}

/// Ends the frame of a call: drops its registers and gives its memory back, unless a traceback keeps it. Says whether
/// that left something for `Vm::run_pending`.
///
/// # Safety
/// `frame` is the running frame of a call that returns; the caller of this does not use it afterwards.
#[inline(always)]
pub(crate) unsafe fn pop_plain(frame: *mut Frame) -> bool {
    // SAFETY: as promised by the caller; the code is the frame's.
    unsafe {
        if (*header_of(frame)).refcount() != 1 {
            release_kept(frame);
            return heap::pending();
        }
        pop_registers(frame, (*(*frame).code.get()).nregs)
    }
}

/// As [`pop_plain`], of a frame that nobody else refers to, and of which only the first `used` registers can own
/// anything.
///
/// # Safety
/// As [`pop_plain`]; variables are among the `used`, and the count of references is one.
#[inline(always)]
pub(crate) unsafe fn pop_registers(frame: *mut Frame, used: u16) -> bool {
    // SAFETY: as promised by the caller.
    unsafe {
        let header = header_of(frame);
        debug_assert!((*header).refcount() == 1);
        let regs = registers_of(frame);
        debug_assert!((used..(*frame).code().nregs).all(|k| !(*regs.add(k as usize)).is_object()));
        // From the last to the first, as CPython clears a frame.
        for k in (0..used as usize).rev() {
            drop(std::mem::take(&mut *regs.add(k)));
        }
        let function = std::ptr::read(&(*frame).function);
        let spares = &(*(*frame).code.get()).spares;
        if spares.have_room() {
            heap::set_aside(header);
            spares.keep(frame);
        } else {
            heap::free_shell(header);
        }
        // The code, and its spares, may go with it.
        std::hint::assert_unchecked(function.is_object());
        drop(function);
        heap::pending()
    }
}

/// Ends a frame that others refer to: its locals stay readable.
///
/// # Safety
/// As [`pop_plain`].
#[cold]
#[inline(never)]
pub(super) unsafe fn release_kept(frame: *mut Frame) {
    // SAFETY: as in `pop_plain`.
    unsafe {
        (*frame).state.set(State::Closed);
        let caller = (*frame).caller.replace(std::ptr::null_mut());
        if (*frame).marked(VIEWED) && !caller.is_null() {
            (*caller).mark(VIEWED, true);
            let back = share(caller).into_value();
            drop((*frame).set_extras(|extras| std::mem::replace(&mut extras.back, back)));
        }
        let header = header_of(frame);
        heap::decref(std::ptr::NonNull::new_unchecked(header));
    }
}

/// Calls a native on arguments that lie in the caller's registers.
#[inline(never)]
pub(super) fn native(vm: &mut Vm, native: &NativeFunction, args: &[Value]) -> Res {
    if native.def().flavor == Flavor::Function {
        return run_filled(vm, native, args);
    }
    native.call(vm, args, Keywords::NONE)
}

/// Runs a native on arguments, and the defaults of the parameters behind them.
#[inline(always)]
fn run_filled(vm: &mut Vm, native: &NativeFunction, args: &[Value]) -> Res {
    if native.takes(args.len()) {
        return (native.def().run)(vm, args);
    }
    let Some(defaults) = native.defaults_after(args.len()) else { return call_unfilled(vm, native, args) };
    let count = args.len() + defaults.len();
    let mut bound = [const { MaybeUninit::<Value>::uninit() }; FILLED];
    for (to, from) in bound.iter_mut().zip(args.iter().chain(defaults)) {
        // SAFETY: the copy is only lent and never dropped; arguments and defaults outlive the call.
        to.write(unsafe { std::ptr::read(from) });
    }
    // SAFETY: the first `count` were just written.
    let bound = unsafe { std::slice::from_raw_parts(bound.as_ptr().cast::<Value>(), count) };
    (native.def().run)(vm, bound)
}

/// Runs a native for which there is more to do than to add defaults. On its own, so that nothing is saved for it where
/// there is not.
#[inline(never)]
fn call_unfilled(vm: &mut Vm, native: &NativeFunction, args: &[Value]) -> Res {
    native.call_found(vm, args)
}

/// As [`native`], for a method that was found in the class of its first argument.
#[inline(never)]
pub(super) fn native_found(vm: &mut Vm, method: &Value, args: &[Value]) -> Res {
    match method.exact::<NativeFunction>() {
        Some(native) => run_filled(vm, native, args),
        None => unreachable!("the caller matched the kind"),
    }
}

/// The native that makes the instances of a built-in class, if a call of the class is no more than a call of it.
pub(crate) fn plain_constructor(vm: &Vm, callee: &Value) -> Option<Gc<NativeFunction>> {
    let class = callee.exact::<Class>()?;
    let is_plain =
        class.is_builtin && !class.has(flag::EXCEPTION | flag::METACLASS) && class.metaclass.peek().is(vm.type_value());
    if is_plain { class.constructor.borrow().clone() } else { None }
}

impl Vm {
    /// Enters a call of any callable. The result of a pushed frame goes to `on_return` of the current frame.
    pub(crate) fn enter(&mut self, callee: Value, mut args: Arguments, on_return: OnReturn) -> Res<Entered> {
        let mut callee = callee;
        // What is called for an object's `__call__` may be an object with a `__call__` again, without an end.
        let mut links = 0;
        loop {
            match callee.kind() {
                Some(Kind::Function) => return self.enter_function(callee, args, on_return),
                Some(Kind::Native) => {
                    let (positional, keywords) = args.split();
                    let native = match callee.exact::<NativeFunction>() {
                        Some(native) => native,
                        None => unreachable!("the kind was just matched"),
                    };
                    // `__init__` gets a frame there.
                    if native.def().special == Special::MakeInstance
                        && matches!(on_return, OnReturn::Store | OnReturn::Leave)
                        && let Some(class) = positional.first().and_then(Value::to_gc::<Class>)
                        && !class.is(&self.types.type_)
                    {
                        args.values.remove(0);
                        return self.instantiate(class, args, on_return);
                    }
                    return Ok(Entered::Done(native.call(self, positional, keywords)?));
                }
                Some(Kind::BoundMethod) => {
                    let (function, receiver) = match callee.exact::<BoundMethod>() {
                        Some(method) => (method.function.clone(), method.receiver.clone()),
                        None => unreachable!("the kind was just matched"),
                    };
                    args.values.insert(0, receiver);
                    callee = function;
                }
                Some(Kind::Class) => return self.enter_class(callee, args, on_return),
                _ => {
                    if let Some(foreign) = callee.exact::<Foreign>() {
                        let (positional, keywords) = args.split();
                        if let Some(result) = foreign.call(self, &callee, positional, keywords) {
                            return Ok(Entered::Done(result?));
                        }
                    }
                    links += 1;
                    if links > self.recursion_limit {
                        return Err(self.recursion_error());
                    }
                    let call = self.names.call.clone();
                    match self.lookup_special(&callee, &call) {
                        // The method of a native type's object.
                        Some(found)
                            if found.exact::<NativeFunction>().is_some_and(|n| n.def().flavor == Flavor::Method) =>
                        {
                            args.values.insert(0, callee);
                            callee = found;
                        }
                        Some(found) => {
                            let bound = self.bind_special(&found, &callee)?;
                            callee = bound;
                        }
                        _ => {
                            let name = self.type_name(&callee);
                            return Err(self.error(Exc::TypeError, format!("'{name}' object is not callable")));
                        }
                    }
                }
            }
        }
    }

    /// Pushes the frame of a call with positional arguments alone of a function, or of a method, that has just so many
    /// parameters. False: it is something else, and nothing was done.
    pub(crate) fn enter_exact(&mut self, callee: &Value, args: &[Value], on_return: OnReturn) -> bool {
        let (callee, receiver) = match callee.exact::<BoundMethod>() {
            Some(method) => (&method.function, Some(&method.receiver)),
            None => (callee, None),
        };
        let Some(function) = callee.exact::<Function>() else { return false };
        let given = args.len() + receiver.is_some() as usize;
        // SAFETY: the function keeps its code; the current frame, if any, is alive. The arguments go to the first
        // registers, which are unset.
        unsafe {
            let code = &*function.code_ptr();
            let depth = if self.frame.is_null() { 0 } else { (*self.frame).depth.get() + 1 };
            if code.plain_args as usize != given || depth > self.recursion_limit {
                return false;
            }
            let frame = new_frame(callee.clone(), code, std::ptr::null_mut(), 0);
            let mut register = registers_of(frame);
            if let Some(receiver) = receiver {
                register.write(receiver.clone());
                register = register.add(1);
            }
            for arg in args {
                register.write(arg.clone());
                register = register.add(1);
            }
            self.push_at(frame, depth, on_return);
        }
        true
    }

    /// The generator, coroutine or async generator that a method without arguments makes, if it is a function of one
    /// parameter that makes one.
    pub(crate) fn generator_of_method(&mut self, method: &Value, receiver: &Value) -> Option<Value> {
        // SAFETY: the function keeps its code.
        let code = unsafe { &*method.exact::<Function>()?.code_ptr() };
        if code.plain || !code.exact.get() || code.argcount != 1 || self.importer.origin_depth > 0 {
            return None;
        }
        // SAFETY: as was just looked at.
        Some(unsafe { new_generator(method.clone(), code, &mut receiver.clone(), 1) })
    }

    /// Makes `frame` the current one, so deep in calls.
    ///
    /// # Safety
    /// It is alive, and so is the current frame, if there is one.
    unsafe fn push_at(&mut self, frame: *mut Frame, depth: u32, on_return: OnReturn) {
        // SAFETY: as promised by the caller.
        unsafe {
            (*frame).caller.set(self.frame);
            (*frame).on_return.set(on_return);
            (*frame).depth.set(depth);
        }
        self.frame = frame;
    }

    /// As [`Vm::enter`], for a special method that an instruction calls.
    pub(crate) fn enter_method<const N: usize>(
        &mut self,
        method: Value,
        mut args: [Value; N],
        on_return: OnReturn,
    ) -> Res<Entered> {
        if let Some(function) = method.exact::<Function>() {
            // SAFETY: the function keeps its code, and the current frame is alive. A plain function of N parameters
            // takes the arguments as they are.
            unsafe {
                let code = &*function.code_ptr();
                let fits = code.exact.get() && code.argcount as usize == N;
                if fits && code.plain && (*self.frame).depth.get() < self.recursion_limit {
                    let frame = new_frame(method, code, args.as_mut_ptr(), N);
                    super::bind::push(self, frame, on_return);
                    return Ok(Entered::Pushed);
                }
                if fits && !code.plain && self.importer.origin_depth == 0 {
                    return Ok(Entered::Done(new_generator(method, code, args.as_mut_ptr(), N as u16)));
                }
            }
        }
        self.enter(method, Arguments::positional(args.into()), on_return)
    }

    fn enter_function(&mut self, callee: Value, mut args: Arguments, on_return: OnReturn) -> Res<Entered> {
        let function = match callee.exact::<Function>() {
            Some(function) => function,
            None => unreachable!("the kind was matched by the caller"),
        };
        let code = function.code();
        if !(code.exact.get() && args.names.is_unset() && args.values.len() == code.argcount as usize) {
            args = Arguments::positional(self.bind_arguments(function, &code, args)?);
        }
        let given = args.values.len();
        // SAFETY: the callee is a function of `code`; binding made as many values as there are parameters, and
        // parameters are the first registers.
        let frame = unsafe { new_frame(callee, &code, args.values.as_mut_ptr(), given) };
        if code.has(Flags::GENERATOR | Flags::COROUTINE | Flags::ASYNC_GENERATOR) {
            // SAFETY: the frame was just made and bound.
            return Ok(Entered::Done(unsafe { new_generator_of(self, frame) }));
        }
        // SAFETY: the frame was just made; the current frame, if any, is alive and waits for it.
        unsafe {
            (*frame).caller.set(self.frame);
            (*frame).on_return.set(on_return);
            let depth = if self.frame.is_null() { 0 } else { (*self.frame).depth.get() + 1 };
            (*frame).depth.set(depth);
            if depth > self.recursion_limit {
                pop_plain(frame);
                return Err(self.recursion_error());
            }
        }
        self.frame = frame;
        Ok(Entered::Pushed)
    }

    /// RecursionError, as CPython words it.
    #[cold]
    pub(crate) fn recursion_error(&mut self) -> Raised {
        self.error(Exc::RecursionError, "maximum recursion depth exceeded")
    }

    /// Runs a frame that was pushed with `OnReturn::Leave` to its end.
    pub(crate) fn finish(&mut self, base: *mut Frame) -> Res {
        let outcome = match self.enter_native() {
            Ok(()) => {
                let outcome = super::run(self, false);
                self.leave_native();
                outcome
            }
            Err(raised) => {
                // SAFETY: the frame was pushed by our caller and has not run.
                unsafe { pop_plain(self.frame) };
                self.frame = base;
                return Err(raised);
            }
        };
        self.frame = base;
        match outcome {
            super::Step::Returned(value) => Ok(value),
            super::Step::Raised => Err(self.still_raised()),
            super::Step::Yielded(_) => unreachable!("a call does not yield"),
        }
    }

    /// Calls and runs to the end: for natives.
    pub(crate) fn call_arguments(&mut self, callee: &Value, args: Arguments) -> Res {
        let base = self.frame;
        match self.enter(callee.clone(), args, OnReturn::Leave) {
            Ok(Entered::Done(value)) => Ok(value),
            Ok(Entered::Pushed) => self.finish(base),
            Err(raised) => {
                self.frame = base;
                Err(raised)
            }
        }
    }

    /// Calls a class: its metaclass's `__call__`, or the making of an instance.
    fn enter_class(&mut self, callee: Value, mut args: Arguments, on_return: OnReturn) -> Res<Entered> {
        let class = match callee.to_gc::<Class>() {
            Some(class) => class,
            None => unreachable!("the kind was matched by the caller"),
        };
        if !class.metaclass.peek().is(self.type_value()) {
            let call = self.names.call.clone();
            let metaclass = self.class_of(&callee);
            if let Some(found) = metaclass.lookup(&call)
                && found.is_kind(Kind::Function)
            {
                args.values.insert(0, callee);
                return self.enter(found, args, on_return);
            }
        }
        if callee.is(self.type_value()) && args.values.len() == 1 && args.names.is_unset() {
            return Ok(Entered::Done(self.class_of(&args.values[0]).into_value()));
        }
        self.instantiate(class, args, on_return)
    }

    /// `type.__call__`: `__new__`, then `__init__` if that made an instance of the class.
    pub(crate) fn instantiate(&mut self, class: Gc<Class>, args: Arguments, on_return: OnReturn) -> Res<Entered> {
        if class.is_builtin && !class.has(flag::EXCEPTION | flag::METACLASS) {
            let constructor = class.constructor.borrow().clone();
            let (positional, keywords) = args.split();
            return match constructor {
                Some(constructor) => Ok(Entered::Done(constructor.call(self, positional, keywords)?)),
                None if class.is(&self.types.object) => {
                    if !args.values.is_empty() {
                        return Err(self.error(Exc::TypeError, "object() takes no arguments"));
                    }
                    Ok(Entered::Done(self.plain_object()))
                }
                None => {
                    let name = self.descriptor_owner(&class.to_value());
                    Err(self.error(Exc::TypeError, format!("cannot create '{name}' instances")))
                }
            };
        }
        let (new, init_name) = (self.names.new.clone(), self.names.init.clone());
        let own_new = class.lookup(&new);
        let mut init = class.lookup(&init_name);
        if let Some(init) =
            init.as_ref().and_then(Value::exact::<NativeFunction>).filter(|_| class.has(flag::EXCEPTION))
            && own_new.as_ref().is_none_or(|new| self.is_builtin_new(new))
        {
            let (positional, keywords) = args.split();
            return Ok(Entered::Done(crate::object::exception::make(self, &class, init, positional, keywords)?));
        }
        let instance = match own_new {
            Some(new) if !self.is_builtin_new(&new) => {
                let mut values = Vec::with_capacity(args.values.len() + 1);
                values.push(class.to_value());
                values.extend_from_slice(&args.values);
                let new = self.unwrap_static(&new);
                let made = self.call_arguments(&new, Arguments { values, names: args.names.clone() })?;
                if !self.class_of(&made).is_subclass_of(&class) {
                    return Ok(Entered::Done(made));
                }
                init = self.class_of(&made).lookup(&init_name);
                made
            }
            _ => {
                let has_init = init.as_ref().is_some_and(|i| !self.is_object_init(i));
                let (positional, keywords) = args.split();
                let made = self.make_instance(&class, positional, keywords, has_init)?;
                let made_class = self.class_of(&made);
                if !made_class.is_subclass_of(&class) {
                    return Ok(Entered::Done(made));
                }
                if class.has(flag::METACLASS) {
                    // The bases may have asked for a more derived metaclass.
                    init = made_class.lookup(&init_name);
                }
                made
            }
        };
        match init {
            Some(init) if init.is_kind(Kind::Function) => {
                let mut values = Vec::with_capacity(args.values.len() + 1);
                values.push(instance.clone());
                values.extend(args.values);
                match self.enter_function(init, Arguments { values, names: args.names }, OnReturn::Init)? {
                    Entered::Done(_) => {
                        Err(self.error(Exc::TypeError, "__init__() should return None, not 'generator'"))
                    }
                    Entered::Pushed if on_return == OnReturn::Leave => {
                        // The instance is what a nested call wants; `__init__` is run to its end here.
                        // SAFETY: the frame was just pushed.
                        let base = unsafe {
                            (*self.frame).on_return.set(OnReturn::Leave);
                            (*self.frame).caller.get()
                        };
                        let result = self.finish(base)?;
                        self.check_init_result(&result)?;
                        Ok(Entered::Done(instance))
                    }
                    Entered::Pushed => {
                        debug_assert!(on_return == OnReturn::Store);
                        let instance = ManuallyDrop::new(instance);
                        // SAFETY: the frame was just pushed; `link` takes over the instance's reference.
                        unsafe { (*self.frame).link.set(instance.as_header_ptr() as *mut Frame) };
                        Ok(Entered::Pushed)
                    }
                }
            }
            Some(init) if !self.is_object_init(&init) => {
                let result = match init.exact::<NativeFunction>().filter(|init| init.def().flavor == Flavor::Method) {
                    Some(native) => {
                        let (positional, keywords) = args.split();
                        let all = std::iter::once(&instance).chain(positional).cloned();
                        native.call(self, &all.collect::<SmallVec<[Value; 4]>>(), keywords)?
                    }
                    None => {
                        let bound = self.bind_special(&init, &instance)?;
                        self.call_arguments(&bound, args)?
                    }
                };
                self.check_init_result(&result)?;
                Ok(Entered::Done(instance))
            }
            _ => Ok(Entered::Done(instance)),
        }
    }

    /// `__init__() should return None`.
    pub(crate) fn check_init_result(&mut self, result: &Value) -> Res<()> {
        if result.is_none() {
            return Ok(());
        }
        let name = self.type_name(result);
        Err(self.error(Exc::TypeError, format!("__init__() should return None, not '{name}'")))
    }

    /// What the built-in `__new__` makes of a class: an exception, a plain instance, or one around a built-in value.
    pub(crate) fn make_instance(
        &mut self,
        class: &Gc<Class>,
        positional: &[Value],
        keywords: Keywords,
        has_init: bool,
    ) -> Res {
        if class.has(flag::EXCEPTION) {
            return crate::object::exception::construct(self, class, positional, keywords);
        }
        if class.has(flag::METACLASS) {
            return self.make_class(class, positional, keywords);
        }
        if !class.has_base_value() {
            if !(has_init || positional.is_empty() && keywords.names.is_empty()) {
                let name = class.name_text();
                return Err(self.error(Exc::TypeError, format!("{name}() takes no arguments")));
            }
            self.check_not_abstract(class)?;
            let instance = Instance::new(class, None);
            instance.header().set(FINALIZE, class.has(flag::DEL));
            return Ok(instance.into_value());
        }
        let base = self.builtin_base(class);
        let constructor = base.constructor.borrow().clone();
        let Some(constructor) = constructor else {
            let name = class.name_text();
            return Err(self.error(Exc::TypeError, format!("cannot create '{name}' instances")));
        };
        let value = if base.has(flag::FILLED_BY_INIT) {
            self.deriving = true;
            let made = constructor.call(self, &[], Keywords::NONE);
            self.deriving = false;
            made?
        } else {
            // What is given by name to a constructor without names is for the class's own `__init__`.
            let keywords = if has_init && !constructor.takes_names() { Keywords::NONE } else { keywords };
            constructor.call(self, positional, keywords)?
        };
        // `reversed` may have asked an object that knows how to be reversed: that is the result.
        if !self.class_of(&value).is_subclass_of(&base) {
            return Ok(value);
        }
        self.wrap_base(class, value)
    }

    /// An instance of `class` around a value of the built-in type it extends, or a new module as one.
    pub fn wrap_base(&mut self, class: &Gc<Class>, value: Value) -> Res {
        self.check_not_abstract(class)?;
        if let Some(module) = value.to_gc::<Module>() {
            // A module's dict is that of its attributes, of whatever class it is.
            module.class.set(class.to_value());
            module.header().set(FINALIZE, class.has(flag::DEL));
            return Ok(value);
        }
        let mut base = value.unwrap_base().clone();
        let is_reference = base.is_kind(Kind::WeakRef);
        if is_reference {
            base = crate::object::weakref::of_derived(&base);
        }
        let instance = Instance::new(class, Some(base.clone()));
        instance.header().set(FINALIZE, class.has(flag::DEL));
        let instance = instance.into_value();
        if is_reference {
            crate::object::weakref::set_outer(&base, &instance);
        }
        Ok(instance)
    }

    /// The built-in class that `class` is or extends.
    pub(crate) fn builtin_base(&self, class: &Gc<Class>) -> Gc<Class> {
        if class.is_builtin {
            return class.clone();
        }
        let ancestors = class.ancestors.borrow();
        ancestors
            .iter()
            .find(|c| c.is_builtin && !c.is(&self.types.object))
            .cloned()
            .unwrap_or_else(|| self.types.object.clone())
    }

    /// Binds the arguments of a call to the parameters of `code`: the values of its first registers.
    #[cold]
    fn bind_arguments(&mut self, function: &Function, code: &Gc<Code>, args: Arguments) -> Res<Vec<Value>> {
        let proto = code.proto.clone();
        let argcount = proto.argcount as usize;
        let kwonly = proto.kwonlyargcount as usize;
        let varargs = proto.flags.has(Flags::VARARGS).then_some(argcount + kwonly);
        let varkw = proto.flags.has(Flags::VARKEYWORDS).then_some(argcount + kwonly + varargs.is_some() as usize);
        let names = args.names().to_vec();
        let mut values = args.values;
        let keyword_values = values.split_off(values.len() - names.len());
        let given = values.len();
        let mut bound = values;
        let extra = bound.split_off(given.min(argcount));
        bound.resize(code.parameter_count(), Value::UNSET);
        let surplus = extra.len();
        if let Some(i) = varargs {
            bound[i] = Tuple::value(extra);
        }
        let keywords = varkw.map(|i| {
            let dict = Dict::new();
            bound[i] = dict.to_value();
            dict
        });
        let posonly = proto.posonlyargcount as usize;
        let mut unexpected = None;
        let mut positional_only_given = Vec::new();
        for (name, value) in names.iter().zip(keyword_values) {
            let found = code.varnames[..argcount + kwonly].iter().position(|v| same_name(v, name));
            match (found, &keywords) {
                (Some(i), _) if i >= posonly => {
                    if !bound[i].is_unset() {
                        let message = format!(
                            "{}() got multiple values for argument '{}'",
                            self.text(&function.qualname()),
                            self.text(name)
                        );
                        return Err(self.error(Exc::TypeError, message));
                    }
                    bound[i] = value;
                }
                (_, Some(dict)) => dict.set_str(name.clone(), value),
                (Some(_), None) => positional_only_given.push(self.text(name)),
                (None, None) => unexpected = unexpected.or(Some(name)),
            }
        }
        if !positional_only_given.is_empty() {
            let message = format!(
                "{}() got some positional-only arguments passed as keyword arguments: '{}'",
                self.text(&function.qualname()),
                positional_only_given.join(", ")
            );
            return Err(self.error(Exc::TypeError, message));
        }
        if let Some(name) = unexpected {
            return Err(self.unexpected_keyword(function, code, name));
        }
        if surplus > 0 && varargs.is_none() {
            return Err(self.too_many_positional(function, code, given, &bound));
        }
        let defaults = function.defaults.get();
        let defaults = defaults.exact::<Tuple>().map_or(&[][..], Tuple::items);
        let first_default = argcount.saturating_sub(defaults.len());
        let mut missing = Vec::new();
        for (i, value) in bound.iter_mut().enumerate().take(argcount).skip(given.min(argcount)) {
            if value.is_unset() {
                match i.checked_sub(first_default).and_then(|k| defaults.get(k)) {
                    Some(default) => *value = default.clone(),
                    None => missing.push(self.text(&code.varnames[i])),
                }
            }
        }
        if !missing.is_empty() {
            return Err(self.missing_arguments(function, "positional", &missing));
        }
        let kwdefaults = function.kwdefaults.get().to_gc::<Dict>();
        for (i, value) in bound.iter_mut().enumerate().skip(argcount).take(kwonly) {
            if value.is_unset() {
                match kwdefaults.as_ref().and_then(|d| d.get_str(&code.varnames[i])) {
                    Some(default) => *value = default,
                    None => missing.push(self.text(&code.varnames[i])),
                }
            }
        }
        if !missing.is_empty() {
            return Err(self.missing_arguments(function, "keyword-only", &missing));
        }
        Ok(bound)
    }

    fn text(&self, value: &Value) -> String {
        value.as_str().unwrap_or_default().to_string()
    }

    fn unexpected_keyword(&mut self, function: &Function, code: &Gc<Code>, name: &Value) -> Raised {
        let text = self.text(name);
        let candidates: Vec<String> = code.varnames
            [code.proto.posonlyargcount as usize..(code.proto.argcount + code.proto.kwonlyargcount) as usize]
            .iter()
            .map(|v| self.text(v))
            .collect();
        let hint = match crate::report::suggest::closest(&text, candidates.iter().map(String::as_str)) {
            Some(similar) => format!(". Did you mean '{similar}'?"),
            None => String::new(),
        };
        let qualname = self.text(&function.qualname());
        self.error(Exc::TypeError, format!("{qualname}() got an unexpected keyword argument '{text}'{hint}"))
    }

    fn missing_arguments(&mut self, function: &Function, kind: &str, missing: &[String]) -> Raised {
        let quoted: Vec<String> = missing.iter().map(|m| format!("'{m}'")).collect();
        let list = match &quoted[..] {
            [one] => one.clone(),
            [one, two] => format!("{one} and {two}"),
            [rest @ .., last] => format!("{}, and {last}", rest.join(", ")),
            [] => String::new(),
        };
        let (count, s) = (missing.len(), if missing.len() == 1 { "" } else { "s" });
        let qualname = self.text(&function.qualname());
        self.error(Exc::TypeError, format!("{qualname}() missing {count} required {kind} argument{s}: {list}"))
    }

    fn too_many_positional(&mut self, function: &Function, code: &Gc<Code>, given: usize, bound: &[Value]) -> Raised {
        let argcount = code.argcount as usize;
        let kwonly = code.proto.kwonlyargcount as usize;
        let kwonly_given = bound[argcount..argcount + kwonly].iter().filter(|v| !v.is_unset()).count();
        let defaults = function.defaults.get().exact::<Tuple>().map_or(0, |t| t.items().len());
        let (takes, plural) = if defaults > 0 {
            (format!("from {} to {argcount}", argcount - defaults.min(argcount)), true)
        } else {
            (argcount.to_string(), argcount != 1)
        };
        let keyword_part = if kwonly_given > 0 {
            format!(
                " positional argument{} (and {kwonly_given} keyword-only argument{})",
                if given != 1 { "s" } else { "" },
                if kwonly_given != 1 { "s" } else { "" }
            )
        } else {
            String::new()
        };
        let were = if given == 1 && kwonly_given == 0 { "was" } else { "were" };
        let qualname = self.text(&function.qualname());
        let message = format!(
            "{qualname}() takes {takes} positional argument{} but {given}{keyword_part} {were} given",
            if plural { "s" } else { "" }
        );
        self.error(Exc::TypeError, message)
    }
}

/// Keyword names of calls are interned as parameters are; names from `**mapping` need not be.
fn same_name(a: &Value, b: &Value) -> bool {
    a.is(b) || a.as_str() == b.as_str()
}

/// A counted reference to the current frame, for tracebacks and `sys._getframe`.
pub(crate) fn current_frame(vm: &Vm) -> Option<Gc<Frame>> {
    if vm.frame.is_null() {
        return None;
    }
    // SAFETY: the current frame is alive.
    Some(unsafe { share(vm.frame) })
}
