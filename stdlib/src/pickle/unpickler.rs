//! `Unpickler`.

use super::load::{Loader, Manner, Memo};
use super::memo_proxy;
use super::read::File;
use super::{instances, unpickling_error};
use rondo_vm::heap::{Interior, Slot, Visitor};
use rondo_vm::object::class::flag;
use rondo_vm::object::dict::Dict;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::foreign::{Foreign, ForeignData};
use rondo_vm::types::TypeSpec;
use rondo_vm::value::Value;
use rondo_vm::vm::{Raised, Res, Vm};
use rondo_vm::{function, getter, method};

/// What an unpickler keeps between two pickles.
struct Unpickler {
    /// What `__init__` was given.
    given: Interior<Option<(File, Manner)>>,
    memo: Interior<Memo>,
    /// What a program has set, such as `persistent_load`.
    attributes: Slot,
}

impl ForeignData for Unpickler {
    fn trace(&self, visit: &mut Visitor) {
        if let Some((file, manner)) = &*self.given.borrow() {
            file.trace(visit);
            visit(&manner.buffers);
        }
        self.memo.borrow().trace(visit);
        self.attributes.trace(visit);
    }

    fn clear(&self) {
        drop(self.given.replace(None));
        drop(self.memo.replace(Memo::default()));
        drop(self.attributes.take());
    }

    fn attributes(&self) -> Option<&Slot> {
        Some(&self.attributes)
    }
}

/// The class.
pub static UNPICKLER: TypeSpec = TypeSpec {
    name: "_pickle.Unpickler",
    doc: "Reads objects from a binary file.",
    constructor: Some(&function!(
        "Unpickler(file=?, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=None)",
        new
    )),
    methods: &[
        method!("__init__(self, file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=None)", init),
        method!("load(self, /)", load),
        method!("find_class(self, module_name, global_name, /)", find_class),
        method!("persistent_load(self, pid, /)", |vm, _| Err(no_persistent_load(vm))),
        getter!("memo", get_memo, set_memo),
    ],
    flags: flag::FILLED_BY_INIT,
};

fn this(value: &Value) -> &Unpickler {
    match value.foreign::<Unpickler>() {
        Some(unpickler) => unpickler,
        None => unreachable!("a method of Unpickler is bound to unpicklers only"),
    }
}

fn new(vm: &mut Vm, args: &[Value]) -> Res {
    let unpickler = Unpickler {
        given: Interior::new(None),
        memo: Interior::new(Memo::default()),
        attributes: Slot::new(Value::UNSET),
    };
    let value = Foreign::new(vm.types.native_class(&UNPICKLER), unpickler).into_value();
    if vm.is_deriving() {
        return Ok(value);
    }
    if args[0].is_unset() {
        return Err(vm.error(Exc::TypeError, "Unpickler() missing required argument 'file' (pos 1)"));
    }
    let all = [std::slice::from_ref(&value), args].concat();
    init(vm, &all)?;
    Ok(value)
}

fn init(vm: &mut Vm, args: &[Value]) -> Res {
    let file = File::of(vm, &args[1])?;
    let manner = Manner::of(vm, &args[2], &args[3], &args[4], &args[5])?;
    drop(this(&args[0]).given.replace(Some((file, manner))));
    drop(this(&args[0]).memo.replace(Memo::default()));
    Ok(Value::NONE)
}

fn load(vm: &mut Vm, args: &[Value]) -> Res {
    let unpickler = this(&args[0]);
    let given = unpickler.given.borrow().clone();
    let Some((file, manner)) = given else {
        let name = vm.class_of(&args[0]).name_text();
        let message = format!("Unpickler.__init__() was not called by {name}.__init__()");
        return Err(unpickling_error(vm, message));
    };
    let mut loader = Loader::new(file.source(), manner, Some(args[0].clone()));
    loader.memo = unpickler.memo.replace(Memo::default());
    let result = loader.load(vm);
    drop(unpickler.memo.replace(loader.memo));
    note_protocol(&args[0], loader.manner.protocol);
    result
}

/// Remembers which protocol the pickle has: `find_class` depends on it.
pub(super) fn note_protocol(unpickler: &Value, protocol: u8) {
    if let Some((_, manner)) = &mut *this(unpickler).given.borrow_mut() {
        manner.protocol = protocol;
    }
}

fn find_class(vm: &mut Vm, args: &[Value]) -> Res {
    let (protocol, fix_imports) = match &*this(&args[0]).given.borrow() {
        Some((_, manner)) => (manner.protocol, manner.fix_imports),
        None => (0, false),
    };
    instances::find_class(vm, &args[1], &args[2], protocol, fix_imports)
}

/// A persistent id of which nobody knows what it stands for.
#[cold]
pub(super) fn no_persistent_load(vm: &mut Vm) -> Raised {
    let message = "A load persistent id instruction was encountered, but no persistent_load function was specified.";
    unpickling_error(vm, message)
}

fn get_memo(vm: &mut Vm, args: &[Value]) -> Res {
    Ok(memo_proxy::value(vm, &MEMO, &args[0]))
}

fn set_memo(vm: &mut Vm, args: &[Value]) -> Res {
    let new = if let Some(other) = memo_proxy::owner_of::<Unpickler>(&args[1]) {
        other.memo.borrow().clone()
    } else if let Some(dict) = args[1].get::<Dict>() {
        let mut memo = Memo::default();
        for entry in dict.entries() {
            let Some(index) = entry.key.as_small_int() else {
                return Err(vm.error(Exc::TypeError, "memo key must be integers"));
            };
            let Ok(index) = usize::try_from(index) else {
                return Err(vm.error(Exc::ValueError, "memo key must be positive integers."));
            };
            memo.set(index, entry.value);
        }
        memo
    } else {
        return Err(memo_proxy::refused(vm, &args[1], "an UnpicklerMemoProxy"));
    };
    drop(this(&args[0]).memo.replace(new));
    Ok(Value::NONE)
}

/// The class of memos.
pub static MEMO: TypeSpec = TypeSpec {
    name: "_pickle.UnpicklerMemoProxy",
    doc: "What an unpickler has read, by number.",
    constructor: None,
    methods: &[
        method!("clear(self, /)", |_, args| {
            drop(memo_proxy::owner::<Unpickler>(args).memo.replace(Memo::default()));
            Ok(Value::NONE)
        }),
        method!("copy(self, /)", copy_memo),
        method!("__reduce__(self, /)", |vm, args| memo_proxy::reduce(vm, args, copy_memo)),
    ],
    flags: rondo_vm::types::UNHASHABLE,
};

fn copy_memo(vm: &mut Vm, args: &[Value]) -> Res {
    let entries = memo_proxy::owner::<Unpickler>(args).memo.borrow().entries();
    let copy = Dict::new();
    for (index, object) in entries {
        copy.set(vm, Value::from(index), object)?;
    }
    Ok(copy.into_value())
}
