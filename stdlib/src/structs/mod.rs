//! `_struct`: values as the bytes of C structs, and back.

mod item;
mod layout;

use crate::module::{integer, module};
use layout::Layout;
use rondo_vm::heap::{Gc, Interior, Slot, Visitor};
use rondo_vm::object::bytes::{bytes_of, len_of, with_bytes};
use rondo_vm::object::class::flag;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::foreign::{Foreign, ForeignData, ITER, NEXT};
use rondo_vm::object::memoryview::{MemoryView, view_of};
use rondo_vm::object::module::Module;
use rondo_vm::object::native::NativeDef;
use rondo_vm::object::tuple::Tuple;
use rondo_vm::types::TypeSpec;
use rondo_vm::value::Value;
use rondo_vm::vm::{Raised, Res, Vm};
use rondo_vm::{function, getter, method};
use rustc_hash::FxHashMap;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// The module.
pub fn load(vm: &mut Vm) -> Res<Gc<Module>> {
    let module = module("_struct", "Values as the bytes of C structs, and back.", FUNCTIONS);
    let error = vm.types.native_exception("struct.error", vm.types.exception(Exc::Exception));
    error.dict().set_name("__doc__", Value::from("Values do not fit the format."));
    module.dict.set_name("error", error.into_value());
    module.dict.set_name("Struct", vm.types.native_class(&STRUCT).into_value());
    Ok(module)
}

static FUNCTIONS: &[NativeDef] = &[
    function!("calcsize(format, /)", |vm, args| Ok(Value::from(layout_of(vm, &args[0])?.size))),
    function!("pack(format, /, *values)", |vm, args| layout_of(vm, &args[0])?.pack(vm, items(&args[1]), "pack")),
    function!("pack_into(format, buffer, offset, /, *values)", |vm, args| {
        let layout = layout_of(vm, &args[0])?;
        pack_into(vm, &layout, &args[1], &args[2], items(&args[3]))
    }),
    function!("unpack(format, buffer, /)", |vm, args| {
        let layout = layout_of(vm, &args[0])?;
        unpack(vm, &layout, &args[1])
    }),
    function!("unpack_from(format, /, buffer, offset=0)", |vm, args| {
        let layout = layout_of(vm, &args[0])?;
        unpack_from(vm, &layout, &args[1], &args[2])
    }),
    function!("iter_unpack(format, buffer, /)", |vm, args| {
        let layout = layout_of(vm, &args[0])?;
        iter_unpack(vm, layout, &args[1])
    }),
];

fn items(tuple: &Value) -> &[Value] {
    tuple.exact::<Tuple>().map_or(&[], Tuple::items)
}

/// Raises `struct.error`.
#[cold]
fn error(vm: &mut Vm, message: impl Into<String>) -> Raised {
    let made = vm.import_module("_struct").and_then(|module| {
        let class = vm.get_attr_text(&module, "error")?;
        vm.call(&class, &[Value::from(message.into())])
    });
    match made {
        Ok(exception) => vm.raise(exception),
        Err(raised) => raised,
    }
}

thread_local! {
    /// Formats that functions were called with.
    static READ: RefCell<FxHashMap<Vec<u8>, Rc<Layout>>> = RefCell::default();
}

/// The layout of a format: a string, or bytes.
fn layout_of(vm: &mut Vm, format: &Value) -> Res<Rc<Layout>> {
    /// So many formats are remembered.
    const MANY: usize = 100;
    let bytes;
    let text = match format.as_str() {
        Some(text) => text.as_bytes(),
        None => match bytes_of(format) {
            Some(given) => {
                bytes = given;
                &bytes
            }
            None => {
                let message =
                    format!("Struct() argument 1 must be a str or bytes object, not {}", vm.type_name(format));
                return Err(vm.error(Exc::TypeError, message));
            }
        },
    };
    if let Some(layout) = READ.with_borrow(|read| read.get(text).cloned()) {
        return Ok(layout);
    }
    let layout = Rc::new(Layout::parse(vm, text)?);
    READ.with_borrow_mut(|read| {
        if read.len() >= MANY {
            read.clear();
        }
        read.insert(text.to_vec(), layout.clone());
    });
    Ok(layout)
}

/// The length of a bytes-like object.
fn length(vm: &mut Vm, buffer: &Value) -> Res<usize> {
    match len_of(buffer) {
        Some(len) => Ok(len),
        None => Err(vm.type_error_about("a bytes-like object is required, not '{}'", buffer)),
    }
}

fn unpack(vm: &mut Vm, layout: &Layout, buffer: &Value) -> Res {
    match with_bytes(buffer, |bytes| (bytes.len() == layout.size).then(|| layout.unpack(bytes))) {
        Some(Some(values)) => Ok(values),
        Some(None) => Err(error(vm, format!("unpack requires a buffer of {} bytes", layout.size))),
        None => match by_view(vm, buffer)? {
            Some(view) => unpack(vm, layout, &view),
            None => length(vm, buffer).map(|_| Value::NONE),
        },
    }
}

/// A view of an object that is bytes-like by `__buffer__`.
fn by_view(vm: &mut Vm, buffer: &Value) -> Res<Option<Value>> {
    match len_of(buffer).is_none() && vm.lookup_special(buffer, &name("__buffer__")).is_some() {
        true => view_of(vm, buffer).map(Some),
        false => Ok(None),
    }
}

fn name(text: &str) -> Value {
    rondo_vm::object::str::Str::intern(text).into_value()
}

fn unpack_from(vm: &mut Vm, layout: &Layout, buffer: &Value, offset: &Value) -> Res {
    if let Some(view) = by_view(vm, buffer)? {
        return unpack_from(vm, layout, &view, offset);
    }
    let len = length(vm, buffer)?;
    let start = place(vm, layout.size, len, offset, Purpose::Unpack)?;
    match with_bytes(buffer, |bytes| bytes.get(start..start + layout.size).map(|part| layout.unpack(part))).flatten() {
        Some(values) => Ok(values),
        None => Err(vm.error(Exc::BufferError, "the buffer has changed its length")),
    }
}

/// What a buffer is looked at for.
#[derive(Clone, Copy)]
enum Purpose {
    Unpack,
    Pack,
}

/// Where in a buffer of a length `size` bytes begin; an offset below zero counts from the end.
fn place(vm: &mut Vm, size: usize, len: usize, offset: &Value, purpose: Purpose) -> Res<usize> {
    let given = integer(vm, offset)?;
    let mut offset = given;
    if given < 0 {
        if given + size as i64 > 0 {
            let what = match purpose {
                Purpose::Unpack => format!("not enough data to unpack {size} bytes at offset {given}"),
                Purpose::Pack => format!("no space to pack {size} bytes at offset {given}"),
            };
            return Err(error(vm, what));
        }
        offset = given.saturating_add(len as i64);
        if offset < 0 {
            return Err(error(vm, format!("offset {given} out of range for {len}-byte buffer")));
        }
    }
    if (len as i64) - offset < size as i64 {
        let needed = size as i128 + offset as i128;
        let (name, what) = match purpose {
            Purpose::Unpack => ("unpack_from", "unpacking"),
            Purpose::Pack => ("pack_into", "packing"),
        };
        let message = format!(
            "{name} requires a buffer of at least {needed} bytes for {what} {size} bytes at offset {offset} (actual \
             buffer size is {len})"
        );
        return Err(error(vm, message));
    }
    Ok(offset as usize)
}

fn pack_into(vm: &mut Vm, layout: &Layout, buffer: &Value, offset: &Value, values: &[Value]) -> Res {
    layout.check_count(vm, values, "pack_into")?;
    let view = view_of(vm, buffer)?;
    if vm.get_attr_text(&view, "readonly")?.is_true() {
        let message = "argument must be read-write bytes-like object, not {}";
        return Err(vm.type_error_about(message, buffer));
    }
    let len = length(vm, &view)?;
    let start = place(vm, layout.size, len, offset, Purpose::Pack)?;
    let mut room = vec![0; layout.size];
    layout.pack_into(vm, values, &mut room)?;
    if let Some(view) = view.exact::<MemoryView>() {
        view.overwrite(start, &room);
    }
    vm.call_method(&view, "release", &[])?;
    Ok(Value::NONE)
}

fn iter_unpack(vm: &mut Vm, layout: Rc<Layout>, buffer: &Value) -> Res {
    if layout.size == 0 {
        return Err(error(vm, "cannot iteratively unpack with a struct of length 0"));
    }
    let buffer = by_view(vm, buffer)?.unwrap_or_else(|| buffer.clone());
    let len = length(vm, &buffer)?;
    if len % layout.size != 0 {
        let message = format!("iterative unpacking requires a buffer of a multiple of {} bytes", layout.size);
        return Err(error(vm, message));
    }
    let parts = Parts { layout, buffer: Slot::new(buffer), at: Cell::new(0) };
    Ok(Foreign::new(vm.types.native_class(&PARTS), parts).into_value())
}

/// What `iter_unpack` returns.
struct Parts {
    layout: Rc<Layout>,
    buffer: Slot,
    at: Cell<usize>,
}

impl ForeignData for Parts {
    fn trace(&self, visit: &mut Visitor) {
        self.buffer.trace(visit);
    }

    fn is_iterator(&self) -> bool {
        true
    }

    fn next(&self, _: &mut Vm, _: &Value) -> Res<Option<Value>> {
        let (at, size) = (self.at.get(), self.layout.size);
        let part = |bytes: &[u8]| bytes.get(at..at + size).map(|part| self.layout.unpack(part));
        let values = with_bytes(&self.buffer.get(), part).flatten();
        if values.is_some() {
            self.at.set(at + size);
        }
        Ok(values)
    }
}

static PARTS: TypeSpec = TypeSpec {
    name: "_struct.unpack_iterator",
    doc: "The values of each part of a buffer.",
    constructor: None,
    methods: &[
        ITER,
        NEXT,
        method!("__length_hint__(self, /)", |_, args| {
            let Some(parts) = args[0].foreign::<Parts>() else { unreachable!("the binder checks") };
            let len = len_of(&parts.buffer.get()).unwrap_or(0);
            Ok(Value::from(len.saturating_sub(parts.at.get()) / parts.layout.size))
        }),
    ],
    flags: 0,
};

/// A format, for use many times.
#[derive(Default)]
struct Struct {
    /// The layout and the format as text; nothing before `__init__`.
    read: Interior<Option<(Rc<Layout>, String)>>,
}

impl ForeignData for Struct {}

static STRUCT: TypeSpec = TypeSpec {
    name: "_struct.Struct",
    doc: "A format, for use many times.",
    constructor: Some(&function!("Struct(format=?)", |vm, args| {
        let value = Foreign::new(vm.types.native_class(&STRUCT), Struct::default()).into_value();
        if vm.is_deriving() {
            return Ok(value);
        }
        if args[0].is_unset() {
            return Err(vm.error(Exc::TypeError, "Struct() missing required argument 'format' (pos 1)"));
        }
        init(vm, &[value.clone(), args[0].clone()])?;
        Ok(value)
    })),
    methods: &[
        method!("__init__(self, format)", init),
        method!("pack(self, /, *values)", |vm, args| own_layout(vm, args)?.pack(vm, items(&args[1]), "pack")),
        method!("pack_into(self, buffer, offset, /, *values)", |vm, args| {
            let layout = own_layout(vm, args)?;
            pack_into(vm, &layout, &args[1], &args[2], items(&args[3]))
        }),
        method!("unpack(self, buffer, /)", |vm, args| {
            let layout = own_layout(vm, args)?;
            unpack(vm, &layout, &args[1])
        }),
        method!("unpack_from(self, buffer, offset=0)", |vm, args| {
            let layout = own_layout(vm, args)?;
            unpack_from(vm, &layout, &args[1], &args[2])
        }),
        method!("iter_unpack(self, buffer, /)", |vm, args| {
            let layout = own_layout(vm, args)?;
            iter_unpack(vm, layout, &args[1])
        }),
        getter!("format", |vm, args| own(vm, args).map(|(_, format)| Value::from(format))),
        getter!("size", |vm, args| Ok(Value::from(own_layout(vm, args)?.size))),
        method!("__repr__(self, /)", |vm, args| {
            let format = Value::from(own(vm, args)?.1);
            let (name, format) = (vm.class_of(&args[0]).name_text(), vm.repr(&format)?);
            Ok(Value::from(format!("{name}({format})")))
        }),
    ],
    flags: flag::FILLED_BY_INIT,
};

fn init(vm: &mut Vm, args: &[Value]) -> Res {
    let layout = layout_of(vm, &args[1])?;
    let format = match (args[1].as_str(), bytes_of(&args[1])) {
        (Some(text), _) => text.to_string(),
        (None, bytes) => String::from_utf8_lossy(&bytes.unwrap_or_default()).into_owned(),
    };
    if let Some(this) = args[0].foreign::<Struct>() {
        drop(this.read.replace(Some((layout, format))));
    }
    Ok(Value::NONE)
}

fn own(vm: &mut Vm, args: &[Value]) -> Res<(Rc<Layout>, String)> {
    let read = args[0].foreign::<Struct>().and_then(|this| this.read.borrow().clone());
    read.ok_or_else(|| vm.error(Exc::RuntimeError, "Struct object is not initialized"))
}

fn own_layout(vm: &mut Vm, args: &[Value]) -> Res<Rc<Layout>> {
    let layout = args[0].foreign::<Struct>().and_then(|this| this.read.borrow().as_ref().map(|read| read.0.clone()));
    layout.ok_or_else(|| vm.error(Exc::RuntimeError, "Struct object is not initialized"))
}
