//! `array`: sequences of numbers or characters of one size, with the buffer protocol.

use crate::module::{bytes, integer, module};
use num_traits::{Signed, ToPrimitive};
use rondo_vm::heap::{Gc, Visitor};
use rondo_vm::object::bytearray::ByteArray;
use rondo_vm::object::bytes::{Bytes, with_bytes};
use rondo_vm::object::exception::Exc;
use rondo_vm::object::foreign::{Foreign, ForeignData, ITER, NEXT};
use rondo_vm::object::generic_alias;
use rondo_vm::object::list::List;
use rondo_vm::object::memoryview::{Format, Item, extended};
use rondo_vm::object::module::Module;
use rondo_vm::object::native::NativeDef;
use rondo_vm::object::number::to_bigint;
use rondo_vm::object::slice::{self, Indices, Slice};
use rondo_vm::object::str::Str;
use rondo_vm::object::tuple::Tuple;
use rondo_vm::ops::Compare;
use rondo_vm::sys::audit::given;
use rondo_vm::types::TypeSpec;
use rondo_vm::value::{Value, canonical};
use rondo_vm::vm::{Raised, Res, Vm};
use rondo_vm::{class_method, function, getter, method};
use std::cell::Cell;
use std::ops::Range;

/// The module.
pub fn load(vm: &mut Vm) -> Res<Gc<Module>> {
    let doc = "This module defines an object type which can efficiently represent an array of basic values.";
    let module = module("array", doc, FUNCTIONS);
    let class = vm.types.native_class(&ARRAY).into_value();
    let abstract_classes = vm.import_module("_collections_abc")?;
    let sequence = vm.get_attr_text(&abstract_classes, "MutableSequence")?;
    vm.call_method(&sequence, "register", std::slice::from_ref(&class))?;
    module.dict.set_name("ArrayType", class.clone());
    module.dict.set_name("array", class);
    module.dict.set_name("typecodes", Value::from("bBuwhHiIlLqQfd"));
    Ok(module)
}

static FUNCTIONS: &[NativeDef] =
    &[function!("_array_reconstructor(arraytype, typecode, mformat_code, items, /)", reconstruct)];

/// Calls a built-in function.
fn builtin(vm: &mut Vm, name: &str, args: &[Value]) -> Res {
    let builtins = vm.import_module("builtins")?;
    vm.call_method(&builtins, name, args)
}

/// The error of an array of another kind.
fn bad_argument(vm: &mut Vm) -> Raised {
    vm.error(Exc::TypeError, "bad argument type for built-in operation")
}

/// The kind of an array's items: its type code.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Code(u8);

impl Code {
    fn of(text: &str) -> Option<Code> {
        match text.as_bytes() {
            [code] if b"bBuwhHiIlLqQfd".contains(code) => Some(Code(*code)),
            _ => None,
        }
    }

    fn format(self) -> Format {
        Format::of_array(self.0)
    }

    fn size(self) -> usize {
        self.format().size()
    }

    fn is_text(self) -> bool {
        matches!(self.0, b'u' | b'w')
    }

    fn as_value(self) -> Value {
        Value::from((self.0 as char).to_string())
    }

    /// The value of an item's bytes; ValueError for what is no character.
    fn unpack(self, vm: &mut Vm, item: &[u8]) -> Res {
        if !self.is_text() {
            return Ok(self.format().unpack(item));
        }
        let number = u32::from_ne_bytes(item.try_into().unwrap_or_default());
        if number > 0x10FFFF {
            let message = format!("character U+{number:x} is not in range [U+0000; U+10ffff]");
            return Err(vm.error(Exc::ValueError, message));
        }
        builtin(vm, "chr", &[Value::from(number as usize)])
    }

    /// The bytes of a value as an item: as many as that has, at the front.
    fn pack(self, vm: &mut Vm, value: &Value) -> Res<Item> {
        let mut item = [0; 8];
        if self.format().pack_plain(value, &mut item[..self.size()]) {
            return Ok(item);
        }
        if self.is_text() {
            return match value.get::<Str>() {
                Some(text) if text.char_len() == 1 => {
                    let number = builtin(vm, "ord", std::slice::from_ref(value))?;
                    Ok(extended((number.as_small_int().unwrap_or_default() as u32).to_ne_bytes()))
                }
                Some(text) => {
                    let message =
                        format!("array item must be a unicode character, not a string of length {}", text.char_len());
                    Err(vm.error(Exc::TypeError, message))
                }
                None => {
                    let got = vm.type_name(value);
                    let message = format!("array item must be a unicode character, not {got}");
                    Err(vm.error(Exc::TypeError, message))
                }
            };
        }
        match self.0 {
            b'f' => Ok(extended((canonical(crate::module::number(vm, value)?) as f32).to_ne_bytes())),
            b'd' => Ok(canonical(crate::module::number(vm, value)?).to_ne_bytes()),
            _ => self.pack_integer(vm, value),
        }
    }

    fn pack_integer(self, vm: &mut Vm, value: &Value) -> Res<Item> {
        let Some(index) = vm.index_opt(value)? else {
            let got = vm.type_name(value);
            return Err(vm.error(Exc::TypeError, format!("'{got}' object cannot be interpreted as an integer")));
        };
        let number = to_bigint(&index).unwrap_or_default();
        let extreme = if number.is_negative() { i128::MIN } else { i128::MAX };
        let number = number.to_i128().unwrap_or(extreme);
        // A number passes through the C types that CPython converts it to; each has its own message.
        for (low, high, below, above) in self.stages() {
            if number < *low || number > *high {
                let message = if number < *low { below } else { above };
                return Err(vm.error(Exc::OverflowError, *message));
            }
        }
        let mut item = (number as i64).to_ne_bytes();
        if cfg!(target_endian = "big") {
            item.rotate_left(8 - self.size());
        }
        Ok(item)
    }

    /// The ranges that an integer must be in, one after the other, with the messages for what is below and above.
    fn stages(self) -> &'static [(i128, i128, &'static str, &'static str)] {
        type Stage = (i128, i128, &'static str, &'static str);
        const LONG: Stage = {
            let message = "Python int too large to convert to C long";
            (i64::MIN as i128, i64::MAX as i128, message, message)
        };
        const SHORT: Stage = (
            i16::MIN as i128,
            i16::MAX as i128,
            "signed short integer is less than minimum",
            "signed short integer is greater than maximum",
        );
        const INT: Stage = (
            i32::MIN as i128,
            i32::MAX as i128,
            "signed integer is less than minimum",
            "signed integer is greater than maximum",
        );
        const ULONG: Stage = (
            0,
            u64::MAX as i128,
            "can't convert negative value to unsigned int",
            "Python int too large to convert to C unsigned long",
        );
        match self.0 {
            b'b' => {
                const CHAR: Stage =
                    (-128, 127, "signed char is less than minimum", "signed char is greater than maximum");
                &[LONG, SHORT, CHAR]
            }
            b'B' => {
                const BYTE: Stage = (
                    0,
                    255,
                    "unsigned byte integer is less than minimum",
                    "unsigned byte integer is greater than maximum",
                );
                &[LONG, BYTE]
            }
            b'h' => &[LONG, SHORT],
            b'H' => {
                const USHORT: Stage =
                    (0, 65535, "unsigned short is less than minimum", "unsigned short is greater than maximum");
                &[LONG, INT, USHORT]
            }
            b'i' => &[LONG, INT],
            b'I' => {
                const UINT: Stage = (0, u32::MAX as i128, "", "unsigned int is greater than maximum");
                &[ULONG, UINT]
            }
            b'L' => &[ULONG],
            b'Q' => &[(0, u64::MAX as i128, "can't convert negative int to unsigned", "int too big to convert")],
            b'q' => &[(i64::MIN as i128, i64::MAX as i128, "int too big to convert", "int too big to convert")],
            _ => &[LONG],
        }
    }
}

/// An array.
struct Array {
    code: Code,
    /// The items' bytes, a bytearray: memoryviews show them and then keep their length.
    contents: Value,
}

impl ForeignData for Array {
    fn trace(&self, visit: &mut Visitor) {
        visit(&self.contents);
    }

    fn buffer(&self) -> Option<(&Value, Format)> {
        Some((&self.contents, self.code.format()))
    }

    fn length(&self) -> Option<usize> {
        Some(self.len())
    }

    fn items(&self) -> Option<Vec<Value>> {
        let (format, size) = (self.code.format(), self.code.size());
        (!self.code.is_text())
            .then(|| self.with(|all| all.chunks_exact(size).map(|item| format.unpack(item)).collect()))
    }

    fn item(&self, index: i64) -> Option<Value> {
        if self.code.is_text() {
            return None;
        }
        self.with(|all| Some(self.code.format().unpack(all.get(self.bytes_at(index, all.len())?)?)))
    }

    fn set_item(&self, index: i64, value: &Value) -> bool {
        let Some(array) = self.contents.get::<ByteArray>() else { return false };
        let mut all = array.bytes.borrow_mut();
        let Some(range) = self.bytes_at(index, all.len()) else { return false };
        self.code.format().pack_plain(value, &mut all[range])
    }
}

impl Array {
    fn with<R: Default>(&self, f: impl FnOnce(&[u8]) -> R) -> R {
        with_bytes(&self.contents, f).unwrap_or_default()
    }

    fn copy(&self) -> Vec<u8> {
        self.with(<[u8]>::to_vec)
    }

    fn len(&self) -> usize {
        self.with(<[u8]>::len) / self.code.size()
    }

    /// Where the bytes are of the item at a place, counted from the end if it is negative, of `len` bytes.
    fn bytes_at(&self, index: i64, len: usize) -> Option<Range<usize>> {
        let size = self.code.size();
        let at = slice::place(index, len / size)?;
        Some(at * size..(at + 1) * size)
    }

    fn item_at(&self, vm: &mut Vm, index: usize) -> Res<Option<Value>> {
        if !self.code.is_text() {
            return Ok(self.number_at(index));
        }
        let size = self.code.size();
        let mut item = [0; 8];
        let found =
            self.with(|all| all.get(index * size..(index + 1) * size).map(|bytes| item[..size].copy_from_slice(bytes)));
        match found {
            Some(()) => self.code.unpack(vm, &item[..size]).map(Some),
            None => Ok(None),
        }
    }

    /// The item at a place of an array of numbers; `None` if there is none, or they are characters.
    fn number_at(&self, index: usize) -> Option<Value> {
        if self.code.is_text() {
            return None;
        }
        let (format, size) = (self.code.format(), self.code.size());
        self.with(|all| Some(format.unpack(all.get(index * size..(index + 1) * size)?)))
    }

    /// Changes the bytes and maybe their number.
    ///
    /// # Errors
    /// BufferError while a memoryview shows them.
    fn change<R>(&self, vm: &mut Vm, f: impl FnOnce(&mut Vec<u8>) -> R) -> Res<R> {
        match self.contents.get::<ByteArray>() {
            Some(array) if array.exports.get() == 0 => Ok(f(&mut array.bytes.borrow_mut())),
            _ => Err(vm.error(Exc::BufferError, "cannot resize an array that is exporting buffers")),
        }
    }

    /// Changes bytes but not their number.
    fn overwrite(&self, f: impl FnOnce(&mut [u8])) {
        if let Some(array) = self.contents.get::<ByteArray>() {
            f(&mut array.bytes.borrow_mut());
        }
    }
}

/// The class `array`.
pub static ARRAY: TypeSpec = TypeSpec {
    name: "array.array",
    doc: "array(typecode [, initializer]) -> array\n\nNumbers of one type, side by side in memory: of an \
          iterable, of bytes or of text.",
    constructor: Some(&function!("array(typecode, initializer=?, /)", new)),
    methods: METHODS,
    flags: 0,
};

static METHODS: &[NativeDef] = &[
    method!("append(self, v, /)", append),
    method!("buffer_info(self, /)", buffer_info),
    method!("byteswap(self, /)", byteswap),
    method!("clear(self, /)", |vm, args| this(&args[0]).change(vm, Vec::clear).map(|()| Value::NONE)),
    method!("count(self, v, /)", count),
    method!("extend(self, bb, /)", extend),
    method!("frombytes(self, buffer, /)", frombytes),
    method!("fromfile(self, f, n, /)", fromfile),
    method!("fromlist(self, list, /)", fromlist),
    method!("fromunicode(self, ustr, /)", fromunicode),
    method!("index(self, v, start=0, stop=?, /)", index),
    method!("insert(self, i, v, /)", insert),
    method!("pop(self, i=-1, /)", pop),
    method!("remove(self, v, /)", remove),
    method!("reverse(self, /)", reverse),
    method!("tobytes(self, /)", |_, args| Ok(Bytes::value(&this(&args[0]).copy()))),
    method!("tofile(self, f, /)", tofile),
    method!("tolist(self, /)", |vm, args| items(vm, this(&args[0])).map(List::value)),
    method!("tounicode(self, /)", tounicode),
    getter!("itemsize", |_, args| Ok(Value::from(this(&args[0]).code.size()))),
    getter!("typecode", |_, args| Ok(this(&args[0]).code.as_value())),
    method!("__add__(self, value, /)", add),
    method!("__buffer__(self, flags, /)", rondo_vm::object::memoryview::own_view),
    class_method!("__class_getitem__(cls, item, /)", generic_alias::class_getitem),
    method!("__contains__(self, key, /)", |vm, args| Ok(Value::bool(position(vm, args, 0, usize::MAX)?.is_some()))),
    method!("__copy__(self, /)", |vm, args| Ok(like(vm, &args[0], this(&args[0]).copy()))),
    method!("__deepcopy__(self, unused, /)", |vm, args| Ok(like(vm, &args[0], this(&args[0]).copy()))),
    method!("__delitem__(self, key, /)", delitem),
    method!("__eq__(self, value, /)", |vm, args| compare(vm, args, Compare::Eq)),
    method!("__ge__(self, value, /)", |vm, args| compare(vm, args, Compare::Ge)),
    method!("__getitem__(self, key, /)", getitem),
    method!("__gt__(self, value, /)", |vm, args| compare(vm, args, Compare::Gt)),
    method!("__iadd__(self, value, /)", iadd),
    method!("__imul__(self, value, /)", imul),
    method!("__iter__(self, /)", iter),
    method!("__le__(self, value, /)", |vm, args| compare(vm, args, Compare::Le)),
    method!("__len__(self, /)", |_, args| Ok(Value::from(this(&args[0]).len()))),
    method!("__lt__(self, value, /)", |vm, args| compare(vm, args, Compare::Lt)),
    method!("__mul__(self, value, /)", mul),
    method!("__ne__(self, value, /)", |vm, args| compare(vm, args, Compare::Ne)),
    method!("__reduce_ex__(self, value, /)", reduce),
    method!("__repr__(self, /)", repr),
    method!("__rmul__(self, value, /)", mul),
    method!("__setitem__(self, key, value, /)", setitem),
    method!("__sizeof__(self, /)", |_, args| Ok(Value::from(64 + this(&args[0]).with(<[u8]>::len)))),
];

/// The array a method was called on: the binder has checked its class.
fn this(value: &Value) -> &Array {
    match value.foreign::<Array>() {
        Some(array) => array,
        None => unreachable!("a method of array is bound to arrays only"),
    }
}

fn made(vm: &mut Vm, code: Code, bytes: Vec<u8>) -> Value {
    Foreign::new(vm.types.native_class(&ARRAY), Array { code, contents: ByteArray::value(bytes) }).into_value()
}

/// A new array of the kind of another.
fn like(vm: &mut Vm, array: &Value, bytes: Vec<u8>) -> Value {
    made(vm, this(array).code, bytes)
}

fn new(vm: &mut Vm, args: &[Value]) -> Res {
    vm.audit("array.__new__", |_| [args[0].clone(), given(&args[1])])?;
    let Some(text) = args[0].as_str() else {
        let got = vm.argument_type_name(&args[0]);
        return Err(vm.error(Exc::TypeError, format!("array() argument 1 must be a unicode character, not {got}")));
    };
    if text.chars().count() != 1 {
        let length = text.chars().count();
        let message = format!("array() argument 1 must be a unicode character, not a string of length {length}");
        return Err(vm.error(Exc::TypeError, message));
    }
    let source = &args[1];
    // CPython looks at what makes no array of numbers before it looks whether there is such a code.
    if !matches!(text, "u" | "w") {
        if source.as_str().is_some() {
            let message = format!("cannot use a str to initialize an array with typecode '{text}'");
            return Err(vm.error(Exc::TypeError, message));
        }
        if source.foreign::<Array>().is_some_and(|other| other.code.is_text()) {
            let message = format!("cannot use a unicode array to initialize an array with typecode '{text}'");
            return Err(vm.error(Exc::TypeError, message));
        }
    }
    let Some(code) = Code::of(text) else {
        let message = "bad typecode (must be b, B, u, w, h, H, i, I, l, L, q, Q, f or d)";
        return Err(vm.error(Exc::ValueError, message));
    };
    if code.0 == b'u' {
        let message = "The 'u' type code is deprecated and will be removed in Python 3.16";
        vm.warn(Exc::DeprecationWarning, message)?;
    }
    let array = made(vm, code, Vec::new());
    if source.is_unset() {
        return Ok(array);
    }
    let is_plain_bytes = source.get::<Bytes>().is_some() || source.get::<ByteArray>().is_some();
    if is_plain_bytes {
        frombytes(vm, &[array.clone(), source.clone()])?;
    } else if let Some(other) = source.foreign::<Array>().filter(|other| other.code == code) {
        let bytes = other.copy();
        this(&array).change(vm, |all| *all = bytes)?;
    } else if source.as_str().is_some() {
        fromunicode(vm, &[array.clone(), source.clone()])?;
    } else {
        extend_by(vm, &array, source)?;
    }
    Ok(array)
}

fn items(vm: &mut Vm, array: &Array) -> Res<Vec<Value>> {
    let (bytes, code) = (array.copy(), array.code);
    bytes.chunks_exact(code.size()).map(|item| code.unpack(vm, item)).collect()
}

fn extend_by(vm: &mut Vm, array: &Value, iterable: &Value) -> Res<()> {
    let array = this(array);
    let iterator = vm.iter(iterable)?;
    while let Some(item) = vm.next(&iterator)? {
        append_item(vm, array, &item)?;
    }
    Ok(())
}

fn append(vm: &mut Vm, args: &[Value]) -> Res {
    append_item(vm, this(&args[0]), &args[1])?;
    Ok(Value::NONE)
}

fn append_item(vm: &mut Vm, array: &Array, value: &Value) -> Res<()> {
    let item = array.code.pack(vm, value)?;
    array.change(vm, |all| all.extend_from_slice(&item[..array.code.size()]))
}

fn buffer_info(vm: &mut Vm, args: &[Value]) -> Res {
    let array = this(&args[0]);
    let address = builtin(vm, "id", std::slice::from_ref(&array.contents))?;
    Ok(Tuple::of([address, Value::from(array.len())]))
}

fn byteswap(_: &mut Vm, args: &[Value]) -> Res {
    let array = this(&args[0]);
    array.overwrite(|all| all.chunks_exact_mut(array.code.size()).for_each(<[u8]>::reverse));
    Ok(Value::NONE)
}

fn count(vm: &mut Vm, args: &[Value]) -> Res {
    let (array, mut found) = (this(&args[0]), 0i64);
    let mut index = 0;
    while let Some(item) = array.item_at(vm, index)? {
        found += vm.eq(&item, &args[1])? as i64;
        index += 1;
    }
    Ok(Value::from(found))
}

fn position(vm: &mut Vm, args: &[Value], start: usize, stop: usize) -> Res<Option<usize>> {
    let array = this(&args[0]);
    let mut index = start;
    while index < stop
        && let Some(item) = array.item_at(vm, index)?
    {
        if vm.eq(&item, &args[1])? {
            return Ok(Some(index));
        }
        index += 1;
    }
    Ok(None)
}

fn index(vm: &mut Vm, args: &[Value]) -> Res {
    let len = this(&args[0]).len() as i64;
    let bound = |vm: &mut Vm, value: &Value, absent: usize| -> Res<usize> {
        if value.is_unset() {
            return Ok(absent);
        }
        let place = vm.index_clamped(value)?;
        Ok(if place < 0 { place.saturating_add(len).max(0) } else { place } as usize)
    };
    // What lies behind the end is not looked at, whatever the array becomes meanwhile.
    let (start, stop) = (bound(vm, &args[2], 0)?.min(isize::MAX as usize / 8), bound(vm, &args[3], usize::MAX)?);
    match position(vm, args, start, stop)? {
        Some(place) => Ok(Value::from(place)),
        None => Err(vm.error(Exc::ValueError, "array.index(x): x not in array")),
    }
}

fn remove(vm: &mut Vm, args: &[Value]) -> Res {
    match position(vm, args, 0, usize::MAX)? {
        Some(place) => {
            let size = this(&args[0]).code.size();
            this(&args[0]).change(vm, |all| drop(all.drain(place * size..(place + 1) * size)))?;
            Ok(Value::NONE)
        }
        None => Err(vm.error(Exc::ValueError, "array.remove(x): x not in array")),
    }
}

fn extend(vm: &mut Vm, args: &[Value]) -> Res {
    match args[1].foreign::<Array>() {
        Some(other) if other.code == this(&args[0]).code => {
            let more = other.copy();
            this(&args[0]).change(vm, |all| all.extend(more))?;
        }
        Some(_) => return Err(vm.error(Exc::TypeError, "can only extend with array of same kind")),
        None => extend_by(vm, &args[0], &args[1])?,
    }
    Ok(Value::NONE)
}

fn frombytes(vm: &mut Vm, args: &[Value]) -> Res {
    let array = this(&args[0]);
    let new = bytes(vm, &args[1])?;
    if new.len() % array.code.size() != 0 {
        return Err(vm.error(Exc::ValueError, "bytes length not a multiple of item size"));
    }
    array.change(vm, |all| all.extend_from_slice(&new))?;
    Ok(Value::NONE)
}

fn fromfile(vm: &mut Vm, args: &[Value]) -> Res {
    let n = integer(vm, &args[2])?;
    let Ok(n) = usize::try_from(n) else {
        return Err(vm.error(Exc::ValueError, "negative count"));
    };
    let wanted = n.saturating_mul(this(&args[0]).code.size());
    let read = vm.call_method(&args[1], "read", &[Value::from(wanted)])?;
    if read.get::<Bytes>().is_none() {
        return Err(vm.error(Exc::TypeError, "read() didn't return bytes"));
    }
    frombytes(vm, &[args[0].clone(), read.clone()])?;
    match with_bytes(&read, <[u8]>::len) == Some(wanted) {
        true => Ok(Value::NONE),
        false => Err(vm.error(Exc::EOFError, "read() didn't return enough bytes")),
    }
}

fn fromlist(vm: &mut Vm, args: &[Value]) -> Res {
    if args[1].get::<List>().is_none() {
        return Err(vm.error(Exc::TypeError, "arg must be list"));
    }
    let array = this(&args[0]);
    // All or nothing.
    let mut new = Vec::new();
    for item in vm.collect(&args[1])? {
        new.extend_from_slice(&array.code.pack(vm, &item)?[..array.code.size()]);
    }
    if !new.is_empty() {
        array.change(vm, |all| all.extend_from_slice(&new))?;
    }
    Ok(Value::NONE)
}

fn fromunicode(vm: &mut Vm, args: &[Value]) -> Res {
    if !this(&args[0]).code.is_text() {
        let message = "fromunicode() may only be called on unicode type arrays ('u' or 'w')";
        return Err(vm.error(Exc::ValueError, message));
    }
    if args[1].as_str().is_none() {
        let got = vm.argument_type_name(&args[1]);
        return Err(vm.error(Exc::TypeError, format!("fromunicode() argument must be str, not {got}")));
    }
    extend_by(vm, &args[0], &args[1])?;
    Ok(Value::NONE)
}

fn tounicode(vm: &mut Vm, args: &[Value]) -> Res {
    let array = this(&args[0]);
    if !array.code.is_text() {
        let message = "tounicode() may only be called on unicode type arrays ('u' or 'w')";
        return Err(vm.error(Exc::ValueError, message));
    }
    let characters = items(vm, array)?;
    vm.call_method(&Value::from(""), "join", &[List::value(characters)])
}

fn tofile(vm: &mut Vm, args: &[Value]) -> Res {
    let bytes = Bytes::value(&this(&args[0]).copy());
    vm.call_method(&args[1], "write", &[bytes])?;
    Ok(Value::NONE)
}

fn insert(vm: &mut Vm, args: &[Value]) -> Res {
    let place = integer(vm, &args[1])?;
    let array = this(&args[0]);
    let item = array.code.pack(vm, &args[2])?;
    let (len, size) = (array.len() as i64, array.code.size());
    let place = if place < 0 { place.saturating_add(len).max(0) } else { place.min(len) } as usize * size;
    array.change(vm, |all| drop(all.splice(place..place, item[..size].iter().copied())))?;
    Ok(Value::NONE)
}

fn pop(vm: &mut Vm, args: &[Value]) -> Res {
    let place = integer(vm, &args[1])?;
    let array = this(&args[0]);
    let (len, size) = (array.len() as i64, array.code.size());
    if len == 0 {
        return Err(vm.error(Exc::IndexError, "pop from empty array"));
    }
    let place = if place < 0 { place.saturating_add(len) } else { place };
    if !(0..len).contains(&place) {
        return Err(vm.error(Exc::IndexError, "pop index out of range"));
    }
    let place = place as usize;
    let item = array.item_at(vm, place)?.unwrap_or_default();
    array.change(vm, |all| drop(all.drain(place * size..(place + 1) * size)))?;
    Ok(item)
}

fn reverse(_: &mut Vm, args: &[Value]) -> Res {
    let array = this(&args[0]);
    array.overwrite(|all| {
        all.reverse();
        all.chunks_exact_mut(array.code.size()).for_each(<[u8]>::reverse);
    });
    Ok(Value::NONE)
}

// ---------------------------------------------------------------------------------------------------------------
// Operators

/// The place of an index.
fn place(vm: &mut Vm, array: &Array, value: &Value, what: &str) -> Res<usize> {
    if vm.index_opt(value)?.is_none() {
        return Err(vm.error(Exc::TypeError, "array indices must be integers"));
    }
    let index = match vm.index_sized(value) {
        Err(_) if vm.raised_is(Exc::OverflowError) => {
            drop(vm.take_raised());
            let message = format!("cannot fit '{}' into an index-sized integer", vm.type_name(value));
            return Err(vm.error(Exc::IndexError, message));
        }
        index => index?,
    };
    let (place, len) = (index, array.len() as i64);
    let place = if place < 0 { place.saturating_add(len) } else { place };
    match (0..len).contains(&place) {
        true => Ok(place as usize),
        false => Err(vm.error(Exc::IndexError, format!("array {what}index out of range"))),
    }
}

fn getitem(vm: &mut Vm, args: &[Value]) -> Res {
    let array = this(&args[0]);
    if let Some(slice) = args[1].get::<Slice>() {
        let indices = slice.indices(vm, || array.len())?;
        let (all, size) = (array.copy(), array.code.size());
        let taken = indices.places().flat_map(|place| &all[place * size..(place + 1) * size]).copied().collect();
        return Ok(like(vm, &args[0], taken));
    }
    let place = place(vm, array, &args[1], "")?;
    Ok(array.item_at(vm, place)?.unwrap_or_default())
}

fn setitem(vm: &mut Vm, args: &[Value]) -> Res {
    let array = this(&args[0]);
    let size = array.code.size();
    let Some(slice) = args[1].get::<Slice>() else {
        let place = place(vm, array, &args[1], "assignment ")?;
        let item = array.code.pack(vm, &args[2])?;
        array.overwrite(|all| {
            if let Some(target) = all.get_mut(place * size..(place + 1) * size) {
                target.copy_from_slice(&item[..size]);
            }
        });
        return Ok(Value::NONE);
    };
    let new = match args[2].foreign::<Array>() {
        Some(other) if other.code == array.code => other.copy(),
        Some(_) => return Err(bad_argument(vm)),
        None => {
            let got = vm.type_name(&args[2]);
            let message = format!("can only assign array (not \"{got}\") to array slice");
            return Err(vm.error(Exc::TypeError, message));
        }
    };
    let indices = slice.indices(vm, || array.len())?;
    let Indices { start, step, count, .. } = indices;
    if step == 1 {
        let start = start.max(0) as usize;
        let range = start * size..(start + count) * size;
        if new.len() == range.len() {
            array.overwrite(|all| all[range].copy_from_slice(&new));
        } else {
            array.change(vm, |all| drop(all.splice(range, new)))?;
        }
    } else if new.is_empty() {
        return delitem(vm, &args[..2]);
    } else if new.len() == count * size {
        array.overwrite(|all| {
            for (place, item) in indices.places().zip(new.chunks_exact(size)) {
                all[place * size..(place + 1) * size].copy_from_slice(item);
            }
        });
    } else {
        let got = new.len() / size;
        let message = format!("attempt to assign array of size {got} to extended slice of size {count}");
        return Err(vm.error(Exc::ValueError, message));
    }
    Ok(Value::NONE)
}

fn delitem(vm: &mut Vm, args: &[Value]) -> Res {
    let array = this(&args[0]);
    let size = array.code.size();
    let mut places: Vec<usize> = match args[1].get::<Slice>() {
        Some(slice) => slice.indices(vm, || array.len())?.places().collect(),
        None => vec![place(vm, array, &args[1], "assignment ")?],
    };
    places.sort_unstable();
    array.change(vm, |all| {
        let mut doomed = places.into_iter().peekable();
        let kept = all.chunks_exact(size).enumerate().filter(|(at, _)| doomed.next_if_eq(at).is_none());
        *all = kept.flat_map(|(_, item)| item).copied().collect();
    })?;
    Ok(Value::NONE)
}

fn add(vm: &mut Vm, args: &[Value]) -> Res {
    let array = this(&args[0]);
    match args[1].foreign::<Array>() {
        Some(other) if other.code == array.code => {
            let mut sum = array.copy();
            sum.extend(other.copy());
            Ok(like(vm, &args[0], sum))
        }
        Some(_) => Err(bad_argument(vm)),
        None => {
            let got = vm.type_name(&args[1]);
            Err(vm.error(Exc::TypeError, format!("can only append array (not \"{got}\") to array")))
        }
    }
}

fn iadd(vm: &mut Vm, args: &[Value]) -> Res {
    if args[1].foreign::<Array>().is_none() {
        let got = vm.type_name(&args[1]);
        return Err(vm.error(Exc::TypeError, format!("can only extend with array (not \"{got}\")")));
    }
    extend(vm, args)?;
    Ok(args[0].clone())
}

fn repeated(vm: &mut Vm, args: &[Value]) -> Res<Vec<u8>> {
    if vm.index_opt(&args[1])?.is_none() {
        let got = vm.type_name(&args[1]);
        return Err(vm.error(Exc::TypeError, format!("can't multiply sequence by non-int of type '{got}'")));
    }
    let times = integer(vm, &args[1])?.max(0) as usize;
    let bytes = this(&args[0]).copy();
    vm.room_for(bytes.len().saturating_mul(times), 1)?;
    Ok(bytes.repeat(times))
}

fn mul(vm: &mut Vm, args: &[Value]) -> Res {
    let bytes = repeated(vm, args)?;
    Ok(like(vm, &args[0], bytes))
}

fn imul(vm: &mut Vm, args: &[Value]) -> Res {
    let bytes = repeated(vm, args)?;
    this(&args[0]).change(vm, |all| *all = bytes)?;
    Ok(args[0].clone())
}

fn compare(vm: &mut Vm, args: &[Value], op: Compare) -> Res {
    let (a, Some(b)) = (this(&args[0]), args[1].foreign::<Array>()) else { return Ok(Value::NOT_IMPLEMENTED) };
    if a.len() != b.len() && matches!(op, Compare::Eq | Compare::Ne) {
        return Ok(Value::bool(op == Compare::Ne));
    }
    let (a, b) = (List::value(items(vm, a)?), List::value(items(vm, b)?));
    vm.compare(op, &a, &b)
}

fn repr(vm: &mut Vm, args: &[Value]) -> Res {
    let array = this(&args[0]);
    let (name, code) = (vm.class_of(&args[0]).name_text(), array.code.0 as char);
    if array.len() == 0 {
        return Ok(Value::from(format!("{name}('{code}')")));
    }
    let items = if array.code.is_text() { tounicode(vm, args)? } else { List::value(items(vm, array)?) };
    Ok(Value::from(format!("{name}('{code}', {})", vm.repr(&items)?)))
}

fn reduce(vm: &mut Vm, args: &[Value]) -> Res {
    let protocol = integer(vm, &args[1])?;
    let array = this(&args[0]);
    let class = vm.class_of(&args[0]).into_value();
    let state = rondo_vm::object::reduce::state(vm, &args[0], false)?;
    if protocol < 3 {
        let list = List::value(items(vm, array)?);
        return Ok(Tuple::of([class, Tuple::of([array.code.as_value(), list]), state]));
    }
    let module = vm.import_module("array")?;
    let maker = vm.get_attr_text(&module, "_array_reconstructor")?;
    let machine = Value::from(machine_format(array.code));
    let parts = Tuple::of([class, array.code.as_value(), machine, Bytes::value(&array.copy())]);
    Ok(Tuple::of([maker, parts, state]))
}

/// The number that says how items lie in memory, in pickles.
fn machine_format(code: Code) -> usize {
    let big = cfg!(target_endian = "big") as usize;
    match code.0 {
        b'B' => 0,
        b'b' => 1,
        b'f' => 14 + big,
        b'd' => 16 + big,
        b'u' | b'w' => 20 + big,
        code => {
            let signed = 2 * code.is_ascii_lowercase() as usize;
            let width = match Code(code).size() {
                2 => 2,
                4 => 6,
                _ => 10,
            };
            width + signed + big
        }
    }
}

fn reconstruct(vm: &mut Vm, args: &[Value]) -> Res {
    let array = vm.call(&args[0], &args[1..2])?;
    let Some(code) = array.foreign::<Array>().map(|array| array.code) else {
        let got = vm.type_name(&array);
        return Err(vm.error(Exc::TypeError, format!("{got} is not a subtype of array.array")));
    };
    if args[3].get::<Bytes>().is_none() {
        let got = vm.type_name(&args[3]);
        return Err(vm.error(Exc::TypeError, format!("fourth argument should be bytes, not {got}")));
    }
    let format = integer(vm, &args[2])?;
    if !(0..22).contains(&format) {
        let message = "third argument must be a valid machine format code.";
        return Err(vm.error(Exc::ValueError, message));
    }
    frombytes(vm, &[array.clone(), args[3].clone()])?;
    // Written where bytes lie the other way round.
    if format as usize != machine_format(code) && format as usize == machine_format(code) ^ 1 && code.size() > 1 {
        byteswap(vm, std::slice::from_ref(&array))?;
    }
    Ok(array)
}

// ---------------------------------------------------------------------------------------------------------------
// Iterators

/// An iterator over an array.
struct ArrayIter {
    array: Value,
    next: Cell<usize>,
    ended: Cell<bool>,
}

impl ForeignData for ArrayIter {
    fn trace(&self, visit: &mut Visitor) {
        visit(&self.array);
    }

    fn is_iterator(&self) -> bool {
        true
    }

    fn next_leaf(&self, _: usize) -> Option<Value> {
        if self.ended.get() {
            return None;
        }
        let item = self.array.foreign::<Array>()?.number_at(self.next.get())?;
        self.next.set(self.next.get() + 1);
        Some(item)
    }

    fn next(&self, vm: &mut Vm, _: &Value) -> Res<Option<Value>> {
        if self.ended.get() {
            return Ok(None);
        }
        let item = this(&self.array).item_at(vm, self.next.get())?;
        match &item {
            Some(_) => self.next.set(self.next.get() + 1),
            None => self.ended.set(true),
        }
        Ok(item)
    }
}

static ARRAY_ITER: TypeSpec = TypeSpec {
    name: "array.arrayiterator",
    doc: "",
    constructor: None,
    methods: &[
        ITER,
        NEXT,
        method!("__reduce__(self, /)", iter_reduce),
        method!("__setstate__(self, state, /)", iter_set_state),
    ],
    flags: 0,
};

fn iter(vm: &mut Vm, args: &[Value]) -> Res {
    let iter = ArrayIter { array: args[0].clone(), next: Cell::new(0), ended: Cell::new(false) };
    Ok(Foreign::new(vm.types.native_class(&ARRAY_ITER), iter).into_value())
}

fn this_iter(value: &Value) -> &ArrayIter {
    match value.foreign::<ArrayIter>() {
        Some(iter) => iter,
        None => unreachable!("a method of array iterators is bound to them only"),
    }
}

fn iter_reduce(vm: &mut Vm, args: &[Value]) -> Res {
    let iter = this_iter(&args[0]);
    let builtins = vm.import_module("builtins")?;
    let maker = vm.get_attr_text(&builtins, "iter")?;
    if iter.ended.get() {
        return Ok(Tuple::of([maker, Tuple::of([Tuple::value(Vec::new())])]));
    }
    Ok(Tuple::of([maker, Tuple::of([iter.array.clone()]), Value::from(iter.next.get())]))
}

fn iter_set_state(vm: &mut Vm, args: &[Value]) -> Res {
    let iter = this_iter(&args[0]);
    let at = integer(vm, &args[1])?.max(0) as usize;
    iter.next.set(at.min(this(&iter.array).len()));
    Ok(Value::NONE)
}
