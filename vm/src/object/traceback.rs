//! Tracebacks: where an exception passed on its way out.

use crate::code::Position;
use crate::frame::Frame;
use crate::heap::{Body, Gc, Kind, Slot, Visitor};
use crate::object::class::flag;
use crate::object::exception::Exc;
use crate::object::frame_object;
use crate::object::function::audited;
use crate::object::list::List;
use crate::types::TypeSpec;
use crate::value::Value;
use crate::{function, getter, method};

/// One entry; the next one is further in, and dropped first.
pub struct Traceback {
    /// The next entry or `None`.
    pub next: Slot,
    /// The frame that the exception passed; see [`Traceback::frame`].
    pub frame: Slot,
    /// Index of the instruction that raised.
    pub instruction: u32,
    /// Was `tb_lasti` given by a program as an odd number, which is no instruction's?
    pub odd: bool,
    /// The line, if it is not the instruction's; 0 otherwise.
    pub line: u32,
}

impl Traceback {
    /// The frame that the exception passed: of a generator that is over, the frame that has its variables.
    pub fn frame(&self) -> Gc<Frame> {
        match self.frame.get().to_gc::<Frame>() {
            Some(frame) => frame_object::stood_for(frame),
            None => unreachable!("entries are made with frames"),
        }
    }

    /// Calls `visit` with each value that the entry owns.
    #[inline(always)]
    pub(crate) fn for_each_value(&self, mut visit: impl FnMut(&Value)) {
        visit(self.frame.peek());
        visit(self.next.peek());
    }

    /// Is it `frame` that the exception passed?
    pub(crate) fn is_of(&self, frame: *const Frame) -> bool {
        self.frame.peek().exact::<Frame>().is_some_and(|own| std::ptr::eq(own, frame))
    }

    /// Where the exception passed.
    pub fn position(&self) -> Position {
        match self.line {
            0 => self.frame().code().position(self.instruction as usize),
            line => Position { line, end_line: line, col: 0, end_col: 0 },
        }
    }
}

impl Body for Traceback {
    const KIND: Kind = Kind::Traceback;

    fn trace(&self, visit: &mut Visitor) {
        self.for_each_value(visit);
    }

    fn clear(&self) {
        drop(self.next.replace(Value::NONE));
    }
}

/// `traceback`.
pub static SPEC: TypeSpec = TypeSpec {
    name: "traceback",
    doc: "A place that an exception has passed, and the one that follows it.",
    constructor: Some(&function!("traceback(tb_next, tb_frame, tb_lasti, tb_lineno)", |vm, args| {
        let Some(frame) = frame_object::frame_behind(&args[1]) else {
            let got = vm.argument_type_name(&args[1]);
            return Err(vm.error(Exc::TypeError, format!("traceback() argument 'tb_frame' must be frame, not {got}")));
        };
        let lasti = vm.index_clamped(&args[2])?.clamp(0, u32::MAX as i64) as u32;
        if !args[0].is_none() && !args[0].is_kind(Kind::Traceback) {
            let got = vm.type_name(&args[0]);
            return Err(vm.error(Exc::TypeError, format!("expected traceback object or None, got '{got}'")));
        }
        let line = vm.index_clamped(&args[3])?.clamp(0, u32::MAX as i64) as u32;
        let (instruction, odd, next) = (lasti / 2, lasti % 2 == 1, Slot::new(args[0].clone()));
        let frame = Slot::new(frame.into_value());
        Ok(Gc::new(Traceback { frame, instruction, odd, line, next }).into_value())
    })),
    methods: &[
        method!("__dir__(self, /)", |_, _| {
            Ok(List::value(["tb_frame", "tb_next", "tb_lasti", "tb_lineno"].map(Value::from).to_vec()))
        }),
        getter!("tb_frame", |vm, args| {
            let frame = frame_object::view(vm, own(&args[0]).frame());
            audited(vm, args, "tb_frame", frame)
        }),
        getter!("tb_lineno", |_, args| { Ok(Value::from(own(&args[0]).position().line as i64)) }),
        getter!("tb_lasti", |_, args| Ok(Value::from(own(&args[0]).instruction as i64 * 2 + own(&args[0]).odd as i64))),
        getter!("tb_next", |_, args| Ok(own(&args[0]).next.get()), |vm, args| {
            if args[1].is_unset() {
                return Err(vm.error(Exc::TypeError, "can't delete tb_next attribute"));
            }
            if !args[1].is_none() && !args[1].is_kind(Kind::Traceback) {
                let got = vm.type_name(&args[1]);
                return Err(vm.error(Exc::TypeError, format!("expected traceback object, got '{got}'")));
            }
            let mut link = args[1].clone();
            while let Some(next) = link.exact::<Traceback>().map(|t| t.next.get()) {
                if link.is(&args[0]) {
                    return Err(vm.error(Exc::ValueError, "traceback loop detected"));
                }
                link = next;
            }
            own(&args[0]).next.set(args[1].clone());
            Ok(Value::NONE)
        }),
    ],
    flags: flag::FINAL,
};

fn own(value: &Value) -> &Traceback {
    match value.exact::<Traceback>() {
        Some(traceback) => traceback,
        None => unreachable!("methods of tracebacks are given tracebacks: the binder checks"),
    }
}
