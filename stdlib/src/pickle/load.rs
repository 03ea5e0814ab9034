//! A pickle to the object that it says: the machine with a stack, marks and a memo. What makes instances and finds
//! globals is in `instances`.

use super::read::Source;
use super::{op, unpickling_error};
use num_bigint::BigInt;
use rondo_vm::object::bytearray::ByteArray;
use rondo_vm::object::bytes::Bytes;
use rondo_vm::object::dict::Dict;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::int::{from_big, from_i64};
use rondo_vm::object::list::List;
use rondo_vm::object::set::{self, Elements, FrozenSet, Set};
use rondo_vm::object::str::{Str, codec};
use rondo_vm::object::tuple::Tuple;
use rondo_vm::value::Value;
use rondo_vm::vm::{Raised, Res, Vm};
use rustc_hash::FxHashMap;

/// How a pickle is read.
#[derive(Clone)]
pub struct Manner {
    /// Names of Python 2 are those of today.
    pub fix_imports: bool,
    /// Of what Python 2 wrote as `str`; `bytes` for none.
    pub encoding: String,
    pub errors: String,
    /// An iterator of what is not in the pickle; `None` if all is.
    pub buffers: Value,
    /// What the pickle says of itself.
    pub protocol: u8,
}

impl Manner {
    /// The manner that arguments ask for.
    pub fn of(vm: &mut Vm, fix_imports: &Value, encoding: &Value, errors: &Value, buffers: &Value) -> Res<Manner> {
        let fix_imports = vm.truth(fix_imports)?;
        let encoding = crate::module::text(vm, encoding, "argument 'encoding'")?.to_string();
        let errors = crate::module::text(vm, errors, "argument 'errors'")?.to_string();
        let buffers = if buffers.is_none() { Value::NONE } else { vm.iter(buffers)? };
        Ok(Manner { fix_imports, encoding, errors, buffers, protocol: 0 })
    }
}

/// What has been read, by number: most pickles number without gaps.
#[derive(Default, Clone)]
pub struct Memo {
    /// Unset where there is none.
    dense: Vec<Value>,
    sparse: FxHashMap<usize, Value>,
    len: usize,
}

impl Memo {
    /// A number so far behind all others would make the list long for nothing.
    const GAP: usize = 1024;

    #[inline]
    fn get(&self, index: usize) -> Option<&Value> {
        match self.dense.get(index) {
            Some(found) if !found.is_unset() => Some(found),
            _ => self.sparse.get(&index),
        }
    }

    /// Puts an object under a number.
    pub fn set(&mut self, index: usize, value: Value) {
        self.len += self.get(index).is_none() as usize;
        if index > self.dense.len() + Memo::GAP || self.sparse.contains_key(&index) {
            self.sparse.insert(index, value);
            return;
        }
        if index >= self.dense.len() {
            self.dense.resize(index + 1, Value::UNSET);
        }
        self.dense[index] = value;
    }

    /// All numbers with their objects, in order.
    pub fn entries(&self) -> Vec<(usize, Value)> {
        let dense = self.dense.iter().enumerate().filter(|entry| !entry.1.is_unset());
        let mut all: Vec<(usize, Value)> = dense.map(|(index, value)| (index, value.clone())).collect();
        all.extend(self.sparse.iter().map(|(&index, value)| (index, value.clone())));
        all.sort_by_key(|entry| entry.0);
        all
    }

    /// Shows the objects to the collector.
    pub fn trace(&self, visit: &mut rondo_vm::heap::Visitor) {
        self.dense.iter().chain(self.sparse.values()).for_each(visit);
    }
}

/// A pickle that is being read.
pub struct Loader {
    pub source: Source,
    pub memo: Memo,
    pub manner: Manner,
    /// The unpickler, if there is one whose methods have a say.
    pub(super) unpickler: Option<Value>,
    pub(super) stack: Vec<Value>,
    /// Where on the stack the items of each unfinished container begin.
    marks: Vec<usize>,
}

impl Loader {
    /// One that has read nothing.
    pub fn new(source: Source, manner: Manner, unpickler: Option<Value>) -> Loader {
        Loader { source, memo: Memo::default(), manner, unpickler, stack: Vec::new(), marks: Vec::new() }
    }

    /// Reads a whole pickle.
    pub fn load(&mut self, vm: &mut Vm) -> Res {
        loop {
            let code = self.source.op(vm)?;
            if code == op::STOP {
                let value = self.pop(vm)?;
                self.source.finish(vm)?;
                return Ok(value);
            }
            self.step(vm, code)?;
        }
    }

    #[inline]
    fn step(&mut self, vm: &mut Vm, code: u8) -> Res<()> {
        match code {
            op::NONE => self.push(Value::NONE),
            op::NEWTRUE => self.push(Value::TRUE),
            op::NEWFALSE => self.push(Value::FALSE),
            op::BININT => {
                let i = i32::from_le_bytes(self.source.array(vm)?);
                self.push(from_i64(i.into()));
            }
            op::BININT1 => {
                let i = self.byte(vm)?;
                self.push(from_i64(i as i64));
            }
            op::BININT2 => {
                let i = u16::from_le_bytes(self.source.array(vm)?);
                self.push(from_i64(i.into()));
            }
            op::BINFLOAT => {
                let f = f64::from_be_bytes(self.source.array(vm)?);
                self.push(Value::float(f));
            }
            op::SHORT_BINUNICODE => {
                let len = self.byte(vm)?;
                self.text(vm, len)?;
            }
            op::BINGET => {
                let index = self.byte(vm)?;
                self.get(vm, index)?;
            }
            op::MEMOIZE => {
                let top = self.top(vm)?.clone();
                self.memo.set(self.memo.len, top);
            }
            op::MARK => self.marks.push(self.stack.len()),
            op::EMPTY_TUPLE => self.push(Tuple::value(Vec::new())),
            op::TUPLE1 => self.tuple(vm, 1)?,
            op::TUPLE2 => self.tuple(vm, 2)?,
            op::TUPLE3 => self.tuple(vm, 3)?,
            op::TUPLE => {
                let start = self.mark(vm)?;
                let tuple = Tuple::from_window(&mut self.stack[start..]);
                self.stack.truncate(start);
                self.push(tuple);
            }
            op::EMPTY_LIST => self.push(List::value(Vec::new())),
            op::APPEND => self.append(vm)?,
            op::APPENDS => {
                let start = self.mark(vm)?;
                self.appends(vm, start)?;
            }
            op::EMPTY_DICT => self.push(Dict::new().into_value()),
            op::SETITEM => {
                self.need(vm, 3)?;
                self.set_items(vm, self.stack.len() - 2, "SETITEM")?;
            }
            op::SETITEMS => {
                let start = self.mark(vm)?;
                self.set_items(vm, start, "SETITEMS")?;
            }
            op::STACK_GLOBAL => self.stack_global(vm)?,
            op::NEWOBJ => self.newobj(vm)?,
            op::BUILD => self.build(vm)?,
            op::REDUCE => self.reduce(vm)?,
            _ => self.rare_step(vm, code)?,
        }
        Ok(())
    }

    fn rare_step(&mut self, vm: &mut Vm, code: u8) -> Res<()> {
        match code {
            op::PROTO => {
                let protocol = self.byte(vm)?;
                if protocol as i64 > super::HIGHEST_PROTOCOL {
                    return Err(vm.error(Exc::ValueError, format!("unsupported pickle protocol: {protocol}")));
                }
                self.manner.protocol = protocol as u8;
            }
            op::FRAME => {
                let len = self.length8(vm, "FRAME length exceeds system's maximum")?;
                self.source.take(vm, len)?;
                self.source.back(len);
            }
            op::POP => match self.marks.last() {
                Some(&mark) if mark == self.stack.len() => drop(self.marks.pop()),
                _ => drop(self.pop(vm)?),
            },
            op::POP_MARK => {
                let start = self.mark(vm)?;
                self.stack.truncate(start);
            }
            op::DUP => {
                let top = self.top(vm)?.clone();
                self.push(top);
            }
            op::INT | op::LONG | op::LONG1 | op::LONG4 | op::FLOAT => self.number(vm, code)?,
            op::STRING | op::BINSTRING | op::SHORT_BINSTRING => self.old_string(vm, code)?,
            op::UNICODE => {
                let line = self.source.line(vm)?;
                let class = vm.class_of(&Str::value("")).into_value();
                let text = vm.call(&class, &[Bytes::value(&line), Value::from("raw-unicode-escape")])?;
                self.push(text);
            }
            op::BINUNICODE => {
                let len = self.length4(vm)?;
                self.text(vm, len)?;
            }
            op::BINUNICODE8 => {
                let len = self.length8(vm, "BINUNICODE exceeds system's maximum size")?;
                self.text(vm, len)?;
            }
            op::SHORT_BINBYTES | op::BINBYTES | op::BINBYTES8 | op::BYTEARRAY8 => self.bytes(vm, code)?,
            op::NEXT_BUFFER => self.next_buffer(vm)?,
            op::READONLY_BUFFER => self.readonly_buffer(vm)?,
            op::LIST => {
                let start = self.mark(vm)?;
                let items = self.stack.split_off(start);
                self.push(List::value(items));
            }
            op::DICT => {
                let start = self.mark(vm)?;
                self.stack.insert(start, Dict::new().into_value());
                self.set_items(vm, start + 1, "DICT")?;
            }
            op::EMPTY_SET => self.push(Set::new().into_value()),
            op::FROZENSET => {
                let start = self.mark(vm)?;
                let items = List::value(self.stack.split_off(start));
                let elements = Elements::from_iterable(vm, &items)?;
                self.push(FrozenSet::of(elements).into_value());
            }
            op::ADDITEMS => self.add_items(vm)?,
            op::GET => {
                let index = self.line_number(vm)?;
                self.get(vm, index)?;
            }
            op::LONG_BINGET => {
                let index = self.length4(vm)?;
                self.get(vm, index)?;
            }
            op::PUT => {
                let index = self.line_number(vm)?;
                self.put(vm, index)?;
            }
            op::BINPUT => {
                let index = self.byte(vm)?;
                self.put(vm, index)?;
            }
            op::LONG_BINPUT => {
                let index = self.length4(vm)?;
                self.put(vm, index)?;
            }
            op::GLOBAL | op::EXT1 | op::EXT2 | op::EXT4 => self.global(vm, code)?,
            op::INST | op::OBJ | op::NEWOBJ_EX => self.instance(vm, code)?,
            op::PERSID | op::BINPERSID => self.persistent(vm, code)?,
            _ => {
                let shown = match code {
                    b'\'' | b'\\' => format!("\\x{code:02x}"),
                    b' '..=b'~' => char::from(code).to_string(),
                    _ => format!("\\x{code:02x}"),
                };
                return Err(unpickling_error(vm, format!("invalid load key, '{shown}'.")));
            }
        }
        Ok(())
    }

    // ------------------------------------------------------------------------------------------- The stack

    #[inline]
    pub(super) fn push(&mut self, value: Value) {
        self.stack.push(value);
    }

    /// Where the items of the innermost unfinished container begin.
    #[inline]
    fn fence(&self) -> usize {
        self.marks.last().copied().unwrap_or(0)
    }

    /// There must be so many values that belong to no unfinished container.
    #[inline]
    pub(super) fn need(&self, vm: &mut Vm, count: usize) -> Res<()> {
        if self.stack.len() < self.fence() + count { Err(self.underflow(vm)) } else { Ok(()) }
    }

    #[cold]
    fn underflow(&self, vm: &mut Vm) -> Raised {
        match self.marks.is_empty() {
            true => unpickling_error(vm, "unpickling stack underflow"),
            false => unpickling_error(vm, "unexpected MARK found"),
        }
    }

    #[inline]
    pub(super) fn pop(&mut self, vm: &mut Vm) -> Res {
        self.need(vm, 1)?;
        Ok(self.stack.pop().unwrap_or_default())
    }

    #[inline]
    pub(super) fn top(&self, vm: &mut Vm) -> Res<&Value> {
        self.need(vm, 1)?;
        Ok(&self.stack[self.stack.len() - 1])
    }

    /// The end of a container: where its items begin.
    #[inline]
    pub(super) fn mark(&mut self, vm: &mut Vm) -> Res<usize> {
        match self.marks.pop() {
            Some(start) => Ok(start),
            None => Err(unpickling_error(vm, "could not find MARK")),
        }
    }

    // ------------------------------------------------------------------------------------------- Numbers

    #[inline]
    pub(super) fn byte(&mut self, vm: &mut Vm) -> Res<usize> {
        let [byte] = self.source.array(vm)?;
        Ok(byte as usize)
    }

    #[inline]
    fn length4(&mut self, vm: &mut Vm) -> Res<usize> {
        Ok(u32::from_le_bytes(self.source.array(vm)?) as usize)
    }

    fn length8(&mut self, vm: &mut Vm, what: &str) -> Res<usize> {
        let len = u64::from_le_bytes(self.source.array(vm)?);
        match isize::try_from(len) {
            Ok(len) => Ok(len as usize),
            Err(_) => {
                let message = format!("{what} of {} bytes", isize::MAX);
                Err(vm.error(Exc::OverflowError, message))
            }
        }
    }

    /// The length of what Python 2 could write with one below zero.
    fn signed_length(&mut self, vm: &mut Vm, what: &str) -> Res<usize> {
        match usize::try_from(i32::from_le_bytes(self.source.array(vm)?)) {
            Ok(len) => Ok(len),
            Err(_) => Err(unpickling_error(vm, format!("{what} pickle has negative byte count"))),
        }
    }

    /// A line as text, with its end, which the messages of those who find no number in it show.
    fn line_of_number(&mut self, vm: &mut Vm) -> Res {
        let line = self.source.line(vm)?;
        Ok(Value::from(format!("{}\n", String::from_utf8_lossy(&line))))
    }

    /// A line with a number in the memo.
    fn line_number(&mut self, vm: &mut Vm) -> Res<usize> {
        let line = self.line_of_number(vm)?;
        let class = vm.types.int.to_value();
        let number = vm.call(&class, &[line])?;
        match number.as_small_int() {
            Some(index @ 0..) => Ok(index as usize),
            _ => Err(vm.error(Exc::ValueError, "negative PUT argument")),
        }
    }

    fn number(&mut self, vm: &mut Vm, code: u8) -> Res<()> {
        let value = match code {
            op::LONG1 | op::LONG4 => {
                let len = if code == op::LONG1 { self.byte(vm)? } else { self.signed_length(vm, "LONG")? };
                from_big(BigInt::from_signed_bytes_le(self.source.take(vm, len)?))
            }
            op::FLOAT => {
                let line = self.line_of_number(vm)?;
                let class = vm.types.float.to_value();
                vm.call(&class, &[line])?
            }
            _ => {
                let line = self.source.line(vm)?;
                match &line[..] {
                    b"00" if code == op::INT => Value::FALSE,
                    b"01" if code == op::INT => Value::TRUE,
                    digits => {
                        let digits =
                            if code == op::LONG { digits.strip_suffix(b"L").unwrap_or(digits) } else { digits };
                        let class = vm.types.int.to_value();
                        let digits = Value::from(format!("{}\n", String::from_utf8_lossy(digits)));
                        match vm.call(&class, &[digits]) {
                            Err(_) if code == op::INT && vm.raised_is(Exc::ValueError) => {
                                drop(vm.take_raised());
                                return Err(vm.error(Exc::ValueError, "could not convert string to int"));
                            }
                            number => number?,
                        }
                    }
                }
            }
        };
        self.push(value);
        Ok(())
    }

    // ------------------------------------------------------------------------------------------- Text and bytes

    #[inline]
    fn text(&mut self, vm: &mut Vm, len: usize) -> Res<()> {
        let bytes = self.source.take(vm, len)?;
        if let Ok(text) = std::str::from_utf8(bytes) {
            let text = Str::value(text);
            self.push(text);
            return Ok(());
        }
        let bytes = bytes.to_vec();
        let text = codec::decode(vm, &bytes, "utf-8", "surrogatepass")?;
        self.push(Value::from(text));
        Ok(())
    }

    fn bytes(&mut self, vm: &mut Vm, code: u8) -> Res<()> {
        let len = match code {
            op::SHORT_BINBYTES => self.byte(vm)?,
            op::BINBYTES => self.length4(vm)?,
            op::BINBYTES8 => self.length8(vm, "BINBYTES exceeds system's maximum size")?,
            _ => self.length8(vm, "BYTEARRAY8 exceeds system's maximum size")?,
        };
        let bytes = self.source.take(vm, len)?;
        let value = if code == op::BYTEARRAY8 { ByteArray::value(bytes.to_vec()) } else { Bytes::value(bytes) };
        self.push(value);
        Ok(())
    }

    /// What Python 2 wrote as `str`.
    fn old_string(&mut self, vm: &mut Vm, code: u8) -> Res<()> {
        let data = match code {
            op::STRING => {
                let line = self.source.line(vm)?;
                let quoted = match &line[..] {
                    [b'\'', inner @ .., b'\''] | [b'"', inner @ .., b'"'] => inner,
                    _ => return Err(unpickling_error(vm, "the STRING opcode argument must be quoted")),
                };
                let codecs = vm.import_module("codecs")?;
                let pair = vm.call_method(&codecs, "escape_decode", &[Bytes::value(quoted)])?;
                vm.get_item(&pair, &Value::from(0usize))?
            }
            _ => {
                let len = match code {
                    op::BINSTRING => self.signed_length(vm, "BINSTRING")?,
                    _ => self.byte(vm)?,
                };
                Bytes::value(self.source.take(vm, len)?)
            }
        };
        let value = match self.manner.encoding.as_str() {
            "bytes" => data,
            encoding => {
                let args = [Value::from(encoding), Value::from(self.manner.errors.as_str())];
                vm.call_method(&data, "decode", &args)?
            }
        };
        self.push(value);
        Ok(())
    }

    fn next_buffer(&mut self, vm: &mut Vm) -> Res<()> {
        if self.manner.buffers.is_none() {
            let message = "pickle stream refers to out-of-band data but no *buffers* argument was given";
            return Err(unpickling_error(vm, message));
        }
        match vm.next(&self.manner.buffers)? {
            Some(buffer) => self.push(buffer),
            None => return Err(unpickling_error(vm, "not enough out-of-band buffers")),
        }
        Ok(())
    }

    fn readonly_buffer(&mut self, vm: &mut Vm) -> Res<()> {
        let buffer = self.pop(vm)?;
        let view = rondo_vm::object::memoryview::view_of(vm, &buffer)?;
        let readonly = vm.get_attr_text(&view, "readonly")?.is_true();
        let value = if readonly { buffer } else { vm.call_method(&view, "toreadonly", &[])? };
        self.push(value);
        Ok(())
    }

    // ------------------------------------------------------------------------------------------- Memo

    #[inline]
    fn get(&mut self, vm: &mut Vm, index: usize) -> Res<()> {
        match self.memo.get(index) {
            Some(value) => self.stack.push(value.clone()),
            None => return Err(unpickling_error(vm, format!("Memo value not found at index {index}"))),
        }
        Ok(())
    }

    fn put(&mut self, vm: &mut Vm, index: usize) -> Res<()> {
        let top = self.top(vm)?.clone();
        self.memo.set(index, top);
        Ok(())
    }

    // ------------------------------------------------------------------------------------------- Containers

    fn tuple(&mut self, vm: &mut Vm, len: usize) -> Res<()> {
        self.need(vm, len)?;
        let start = self.stack.len() - len;
        let tuple = Tuple::from_window(&mut self.stack[start..]);
        self.stack.truncate(start);
        self.push(tuple);
        Ok(())
    }

    fn append(&mut self, vm: &mut Vm) -> Res<()> {
        self.need(vm, 2)?;
        let start = self.stack.len() - 1;
        self.appends(vm, start)
    }

    /// The object below a container's items, which it is to get.
    fn target(&self, vm: &mut Vm, start: usize) -> Res {
        match start > self.fence() {
            true => Ok(self.stack[start - 1].clone()),
            false => Err(self.underflow(vm)),
        }
    }

    fn appends(&mut self, vm: &mut Vm, start: usize) -> Res<()> {
        let target = self.target(vm, start)?;
        if let Some(list) = target.exact::<List>() {
            list.items().borrow_mut().extend(self.stack.drain(start..));
            return Ok(());
        }
        let items = self.stack.split_off(start);
        if let Some(extend) = vm.get_attr_opt(&target, &Str::intern("extend").into_value())? {
            return vm.call(&extend, &[List::value(items)]).map(drop);
        }
        let append = vm.get_attr_text(&target, "append")?;
        for item in items {
            vm.call(&append, &[item])?;
        }
        Ok(())
    }

    fn set_items(&mut self, vm: &mut Vm, start: usize, what: &str) -> Res<()> {
        let target = self.target(vm, start)?;
        if !(self.stack.len() - start).is_multiple_of(2) {
            return Err(unpickling_error(vm, format!("odd number of items for {what}")));
        }
        let mut items = self.stack.drain(start..);
        while let (Some(key), Some(value)) = (items.next(), items.next()) {
            match target.exact::<Dict>() {
                Some(dict) => dict.set(vm, key, value)?,
                None => vm.set_item(&target, &key, value)?,
            }
        }
        Ok(())
    }

    fn add_items(&mut self, vm: &mut Vm) -> Res<()> {
        let start = self.mark(vm)?;
        let target = self.target(vm, start)?;
        let items = self.stack.split_off(start);
        if let Some(set) = target.get::<Set>() {
            return set::update(vm, &set.elements, &List::value(items));
        }
        let add = vm.get_attr_text(&target, "add")?;
        for item in items {
            vm.call(&add, &[item])?;
        }
        Ok(())
    }
}
