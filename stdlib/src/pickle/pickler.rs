//! `Pickler`.

use super::memo_proxy;
use super::output::Output;
use super::save::{Hooks, Memo, Saver};
use super::{Settings, pickling_error, writer};
use rondo_vm::heap::{Interior, Slot, Visitor};
use rondo_vm::object::class::flag;
use rondo_vm::object::dict::Dict;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::foreign::{Foreign, ForeignData};
use rondo_vm::object::method::BoundMethod;
use rondo_vm::object::native::{NativeDef, NativeFunction};
use rondo_vm::object::str::Str;
use rondo_vm::object::tuple::Tuple;
use rondo_vm::types::TypeSpec;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};
use rondo_vm::{function, getter, method};
use std::cell::Cell;

/// What a pickler keeps between two pickles.
struct Pickler {
    /// The file's method; unset before `__init__`.
    write: Slot,
    settings: Interior<Settings>,
    memo: Interior<Memo>,
    /// What a program has set, such as `dispatch_table`.
    attributes: Slot,
    fast: Cell<bool>,
    bin: Cell<bool>,
}

impl ForeignData for Pickler {
    fn trace(&self, visit: &mut Visitor) {
        [&self.write, &self.attributes].into_iter().for_each(|slot| slot.trace(visit));
        visit(&self.settings.borrow().buffer_callback);
        self.memo.borrow().values().for_each(|(_, object)| visit(object));
    }

    fn clear(&self) {
        [&self.write, &self.attributes].into_iter().for_each(|slot| drop(slot.take()));
        drop(self.memo.replace(Memo::default()));
        drop(self.settings.replace(UNSET_SETTINGS));
    }

    fn attributes(&self) -> Option<&Slot> {
        Some(&self.attributes)
    }
}

const UNSET_SETTINGS: Settings = Settings { protocol: 0, fix_imports: false, buffer_callback: Value::NONE };

/// The class.
pub static PICKLER: TypeSpec = TypeSpec {
    name: "_pickle.Pickler",
    doc: "Writes objects to a binary file.",
    constructor: Some(&function!("Pickler(file=?, protocol=None, fix_imports=True, buffer_callback=None)", new)),
    methods: &[
        method!("__init__(self, file, protocol=None, fix_imports=True, buffer_callback=None)", init),
        method!("dump(self, obj, /)", dump),
        method!("clear_memo(self, /)", |_, args| {
            drop(this(&args[0]).memo.replace(Memo::default()));
            Ok(Value::NONE)
        }),
        PERSISTENT_ID,
        getter!("fast", |_, args| Ok(Value::from(this(&args[0]).fast.get() as usize)), |vm, args| {
            let fast = vm.truth(&args[1])?;
            this(&args[0]).fast.set(fast);
            Ok(Value::NONE)
        }),
        getter!("bin", |_, args| Ok(Value::from(this(&args[0]).bin.get() as usize))),
        getter!("memo", get_memo, set_memo),
    ],
    flags: flag::FILLED_BY_INIT,
};

const PERSISTENT_ID: NativeDef = method!("persistent_id(self, obj, /)", |_, _| Ok(Value::NONE));

fn this(value: &Value) -> &Pickler {
    match value.foreign::<Pickler>() {
        Some(pickler) => pickler,
        None => unreachable!("a method of Pickler is bound to picklers only"),
    }
}

fn new(vm: &mut Vm, args: &[Value]) -> Res {
    let pickler = Pickler {
        write: Slot::new(Value::UNSET),
        settings: Interior::new(UNSET_SETTINGS),
        memo: Interior::new(Memo::default()),
        attributes: Slot::new(Value::UNSET),
        fast: Cell::new(false),
        bin: Cell::new(false),
    };
    let value = Foreign::new(vm.types.native_class(&PICKLER), pickler).into_value();
    if vm.is_deriving() {
        return Ok(value);
    }
    if args[0].is_unset() {
        return Err(vm.error(Exc::TypeError, "Pickler() missing required argument 'file' (pos 1)"));
    }
    let all = [std::slice::from_ref(&value), args].concat();
    init(vm, &all)?;
    Ok(value)
}

fn init(vm: &mut Vm, args: &[Value]) -> Res {
    let pickler = this(&args[0]);
    let settings = Settings::of(vm, &args[2], &args[3], &args[4])?;
    let write = writer(vm, &args[1])?;
    pickler.bin.set(settings.protocol >= 1);
    pickler.write.set(write);
    drop(pickler.settings.replace(settings));
    drop(pickler.memo.replace(Memo::default()));
    pickler.fast.set(false);
    Ok(Value::NONE)
}

fn dump(vm: &mut Vm, args: &[Value]) -> Res {
    let pickler = this(&args[0]);
    let write = pickler.write.get();
    if write.is_unset() {
        let name = vm.class_of(&args[0]).name_text();
        return Err(pickling_error(vm, format!("Pickler.__init__() was not called by {name}.__init__()")));
    }
    let settings = pickler.settings.borrow().clone();
    let mut saver = Saver::new(settings, Output::to_file(write));
    saver.hooks = hooks(vm, &args[0])?;
    saver.fast = pickler.fast.get();
    saver.memo = pickler.memo.replace(Memo::default());
    let result = saver.dump(vm, &args[1]);
    drop(pickler.memo.replace(saver.memo));
    result.map(|_| Value::NONE)
}

/// What the pickler, its class or a program says about objects.
fn hooks(vm: &mut Vm, this: &Value) -> Res<Hooks> {
    let mut attribute = |name: &str| {
        let name = Str::intern(name).into_value();
        vm.get_attr_opt(this, &name).map(|found| found.unwrap_or(Value::UNSET))
    };
    let dispatch_table = attribute("dispatch_table")?;
    let reducer_override = attribute("reducer_override")?;
    let mut persistent_id = attribute("persistent_id")?;
    // The class's own says the same of all objects.
    if persistent_id.exact::<BoundMethod>().is_some_and(|method| {
        method.function.exact::<NativeFunction>().is_some_and(|f| f.def().signature == PERSISTENT_ID.signature)
    }) {
        persistent_id = Value::UNSET;
    }
    Ok(Hooks { persistent_id, reducer_override, dispatch_table })
}

fn get_memo(vm: &mut Vm, args: &[Value]) -> Res {
    Ok(memo_proxy::value(vm, &MEMO, &args[0]))
}

fn set_memo(vm: &mut Vm, args: &[Value]) -> Res {
    let new = if let Some(other) = memo_proxy::owner_of::<Pickler>(&args[1]) {
        other.memo.borrow().clone()
    } else if let Some(dict) = args[1].get::<Dict>() {
        let mut memo = Memo::default();
        for entry in dict.entries() {
            let Some([index, object]) = entry.value.get::<Tuple>().map(Tuple::items) else {
                let message = "'memo' values must be 2-item tuples";
                return Err(vm.error(Exc::TypeError, message));
            };
            let index = crate::module::integer(vm, index)?;
            memo.insert(object.bits(), (index as u32, object.clone()));
        }
        memo
    } else {
        return Err(memo_proxy::refused(vm, &args[1], "a PicklerMemoProxy"));
    };
    drop(this(&args[0]).memo.replace(new));
    Ok(Value::NONE)
}

/// The class of memos.
pub static MEMO: TypeSpec = TypeSpec {
    name: "_pickle.PicklerMemoProxy",
    doc: "What a pickler has written.",
    constructor: None,
    methods: &[
        method!("clear(self, /)", |_, args| {
            drop(memo_proxy::owner::<Pickler>(args).memo.replace(Memo::default()));
            Ok(Value::NONE)
        }),
        method!("copy(self, /)", copy_memo),
        method!("__reduce__(self, /)", |vm, args| memo_proxy::reduce(vm, args, copy_memo)),
    ],
    flags: rondo_vm::types::UNHASHABLE,
};

/// A dict of what `id` says of the objects to pairs of number and object.
fn copy_memo(vm: &mut Vm, args: &[Value]) -> Res {
    let mut entries: Vec<(u32, Value)> = memo_proxy::owner::<Pickler>(args).memo.borrow().values().cloned().collect();
    entries.sort_by_key(|entry| entry.0);
    let id = vm.builtins.get_name("id").unwrap_or_default();
    let copy = Dict::new();
    for (index, object) in entries {
        let key = vm.call(&id, std::slice::from_ref(&object))?;
        copy.set(vm, key, Tuple::of([Value::from(index as usize), object]))?;
    }
    Ok(copy.into_value())
}
