//! Values to a pickle: numbers, text, bytes and containers. `save_object` and `global` do the rest.

use super::save_object::{with_note, with_note_of_item};
use super::{Settings, in_language, op, output::Output, pickling_error};
use rondo_grammar::surrogate::{code_of, is_surrogate};
use rondo_vm::heap::Kind;
use rondo_vm::object::bytearray::ByteArray;
use rondo_vm::object::bytes::Bytes;
use rondo_vm::object::dict::Dict;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::list::List;
use rondo_vm::object::number;
use rondo_vm::object::set;
use rondo_vm::object::str::Str;
use rondo_vm::object::str::codec;
use rondo_vm::object::tuple::Tuple;
use rondo_vm::value::{Value, canonical};
use rondo_vm::vm::{Res, Vm};
use rustc_hash::FxHashMap;

/// So many items are added to a container at once.
const BATCH: usize = 1000;

/// Objects that have been written, by identity, with the numbers that they got. They stay alive, so that no other object
/// takes the identity of one of them.
pub type Memo = FxHashMap<u64, (u32, Value)>;

/// What decides about objects before the built-in ways do; unset where a pickler does not say.
#[derive(Default)]
pub struct Hooks {
    /// `persistent_id`.
    pub persistent_id: Value,
    /// `reducer_override`.
    pub reducer_override: Value,
    /// `dispatch_table`; that of `copyreg` once somebody asks for it.
    pub dispatch_table: Value,
}

/// A pickle that is being written.
pub struct Saver {
    pub output: Output,
    pub memo: Memo,
    pub hooks: Hooks,
    /// Nothing is remembered: an object that occurs twice is written twice.
    pub fast: bool,
    pub(super) settings: Settings,
    /// Protocol 1 or above.
    pub(super) binary: bool,
}

impl Saver {
    /// One that has written nothing.
    pub fn new(settings: Settings, output: Output) -> Saver {
        let binary = settings.protocol >= 1;
        Saver { output, memo: Memo::default(), hooks: Hooks::default(), fast: false, settings, binary }
    }

    /// Writes a whole pickle.
    pub fn dump(&mut self, vm: &mut Vm, object: &Value) -> Res<()> {
        let protocol = self.settings.protocol;
        if protocol >= 2 {
            self.output.op_with(op::PROTO, &[protocol]);
        }
        if protocol >= 4 {
            self.output.begin_frames();
        }
        self.save(vm, object)?;
        self.output.op(op::STOP);
        self.output.finish(vm)
    }

    /// Writes an object.
    pub(super) fn save(&mut self, vm: &mut Vm, object: &Value) -> Res<()> {
        self.output.between_objects(vm)?;
        if !self.hooks.persistent_id.is_unset() {
            let id = vm.call(&self.hooks.persistent_id, std::slice::from_ref(object))?;
            if !id.is_none() {
                return self.save_persistent(vm, &id);
            }
        }
        self.save_itself(vm, object)
    }

    fn save_persistent(&mut self, vm: &mut Vm, id: &Value) -> Res<()> {
        if self.binary {
            self.output.between_objects(vm)?;
            self.save_itself(vm, id)?;
            self.output.op(op::BINPERSID);
            return Ok(());
        }
        let text = vm.str(id)?;
        if !text.is_ascii() {
            return Err(pickling_error(vm, "persistent IDs in protocol 0 must be ASCII strings"));
        }
        self.line(op::PERSID, &text);
        Ok(())
    }

    fn line(&mut self, code: u8, text: &str) {
        self.output.op_with(code, text.as_bytes());
        self.output.put(b"\n");
    }

    /// Writes an object for which no persistent id stands.
    fn save_itself(&mut self, vm: &mut Vm, object: &Value) -> Res<()> {
        if let Some(i) = object.as_small_int() {
            self.save_word(i);
            return Ok(());
        }
        if let Some(f) = object.as_float() {
            self.save_float(vm, f, object)?;
            return Ok(());
        }
        if object.is_none() {
            self.output.op(op::NONE);
            return Ok(());
        }
        if let Some(b) = object.as_bool() {
            match self.settings.protocol >= 2 {
                true => self.output.op(if b { op::NEWTRUE } else { op::NEWFALSE }),
                false => self.output.put(if b { b"I01\n" } else { b"I00\n" }),
            }
            return Ok(());
        }
        if object.is_kind(Kind::Int) {
            return self.save_big(vm, object);
        }
        if let Some(&(index, _)) = self.memo.get(&object.bits()) {
            self.get(index);
            return Ok(());
        }
        if let Some(text) = object.exact::<Str>() {
            return self.save_str(vm, text, object);
        }
        vm.nested(" while pickling an object", |vm| match object.kind() {
            Some(Kind::Dict) => self.save_dict(vm, object),
            Some(Kind::List) => self.save_list(vm, object),
            Some(Kind::Tuple) => self.save_tuple(vm, object),
            Some(Kind::Bytes) => self.save_bytes(vm, object),
            Some(Kind::Set) => self.save_set(vm, object),
            Some(Kind::FrozenSet) => self.save_frozenset(vm, object),
            Some(Kind::ByteArray) => self.save_bytearray(vm, object),
            _ => self.save_object(vm, object),
        })
    }

    /// Remembers an object that has just been written.
    pub(super) fn memoize(&mut self, object: &Value) {
        if self.fast {
            return;
        }
        let index = self.memo.len() as u32;
        match (self.settings.protocol, index) {
            (4.., _) => self.output.op(op::MEMOIZE),
            (1.., 0..256) => self.output.op_with(op::BINPUT, &[index as u8]),
            (1.., _) => self.output.op_with(op::LONG_BINPUT, &index.to_le_bytes()),
            (0, _) => self.line(op::PUT, &index.to_string()),
        }
        self.memo.insert(object.bits(), (index, object.clone()));
    }

    /// Writes that an object is meant that has been written before.
    pub(super) fn get(&mut self, index: u32) {
        match (self.binary, index) {
            (true, 0..256) => self.output.op_with(op::BINGET, &[index as u8]),
            (true, _) => self.output.op_with(op::LONG_BINGET, &index.to_le_bytes()),
            (false, _) => self.line(op::GET, &index.to_string()),
        }
    }

    /// The number of an object that has been written.
    pub(super) fn known(&self, object: &Value) -> Option<u32> {
        self.memo.get(&object.bits()).map(|&(index, _)| index)
    }

    // ------------------------------------------------------------------------------------------- Numbers

    fn save_word(&mut self, i: i64) {
        let Ok(small) = i32::try_from(i) else {
            if self.settings.protocol >= 2 {
                return self.save_signed(&i.to_le_bytes());
            }
            return self.line(op::LONG, &format!("{i}L"));
        };
        match small {
            _ if !self.binary => self.line(op::INT, &small.to_string()),
            0..=0xff => self.output.op_with(op::BININT1, &[small as u8]),
            0x100..=0xffff => self.output.op_with(op::BININT2, &(small as u16).to_le_bytes()),
            _ => self.output.op_with(op::BININT, &small.to_le_bytes()),
        }
    }

    fn save_big(&mut self, vm: &mut Vm, object: &Value) -> Res<()> {
        if let Some(word) = number::to_i64(object) {
            self.save_word(word);
            return Ok(());
        }
        if self.settings.protocol < 2 {
            let digits = vm.repr(object)?;
            self.line(op::LONG, &format!("{digits}L"));
            return Ok(());
        }
        let bytes = number::to_bigint(object).unwrap_or_default().to_signed_bytes_le();
        self.save_signed(&bytes);
        Ok(())
    }

    /// Writes a number of these bytes, least significant first, in two's complement: no more of them than it needs.
    fn save_signed(&mut self, bytes: &[u8]) {
        let mut len = bytes.len();
        while len > 1 {
            let sign = if bytes[len - 2] & 0x80 == 0 { 0 } else { 0xff };
            if bytes[len - 1] != sign {
                break;
            }
            len -= 1;
        }
        match u8::try_from(len) {
            Ok(len) => self.output.op_with(op::LONG1, &[len]),
            Err(_) => self.output.op_with(op::LONG4, &(len as u32).to_le_bytes()),
        }
        self.output.put(&bytes[..len]);
    }

    fn save_float(&mut self, vm: &mut Vm, f: f64, object: &Value) -> Res<()> {
        match self.binary {
            true => self.output.op_with(op::BINFLOAT, &canonical(f).to_be_bytes()),
            false => {
                let digits = vm.repr(object)?;
                self.line(op::FLOAT, &digits);
            }
        }
        Ok(())
    }

    // ------------------------------------------------------------------------------------------- Text and bytes

    fn save_str(&mut self, vm: &mut Vm, text: &Str, object: &Value) -> Res<()> {
        let plain = text.as_str();
        if !self.binary {
            self.output.op(op::UNICODE);
            let escaped = raw_unicode_escape(plain);
            self.output.put(&escaped);
            self.output.put(b"\n");
            self.memoize(object);
            return Ok(());
        }
        let encoded;
        let bytes = match text.is_ascii() || !plain.contains(is_surrogate) {
            true => plain.as_bytes(),
            false => {
                encoded = codec::encode(vm, plain, "utf-8", "surrogatepass")?;
                &encoded
            }
        };
        let new = self.settings.protocol >= 4;
        match bytes.len() {
            len @ 0..256 if new => {
                self.output.op_with(op::SHORT_BINUNICODE, &[len as u8]);
                self.output.put(bytes);
            }
            _ => {
                let head = head(vm, bytes.len(), op::BINUNICODE, new.then_some(op::BINUNICODE8), "a string")?;
                self.output.data(vm, &head, bytes, None)?;
            }
        }
        self.memoize(object);
        Ok(())
    }

    fn save_bytes(&mut self, vm: &mut Vm, object: &Value) -> Res<()> {
        let Some(bytes) = object.exact::<Bytes>() else { return Ok(()) };
        let data = bytes.as_slice();
        if self.settings.protocol < 3 {
            return self.save_bytes_by_call(vm, data, object);
        }
        match data.len() {
            len @ 0..256 => {
                self.output.op_with(op::SHORT_BINBYTES, &[len as u8]);
                self.output.put(data);
            }
            len => {
                let large = (self.settings.protocol >= 4).then_some(op::BINBYTES8);
                let head = head(vm, len, op::BINBYTES, large, "a bytes object")?;
                self.output.data(vm, &head, data, Some(object))?;
            }
        }
        self.memoize(object);
        Ok(())
    }

    /// Protocols that know no bytes call what makes them.
    fn save_bytes_by_call(&mut self, vm: &mut Vm, data: &[u8], object: &Value) -> Res<()> {
        let class = vm.class_of(object).into_value();
        if data.is_empty() {
            return self.save_call(vm, class, Vec::new(), object);
        }
        let codecs = vm.import_module("codecs")?;
        let encode = vm.get_attr_text(&codecs, "encode")?;
        let text: String = data.iter().map(|&byte| char::from(byte)).collect();
        self.save_call(vm, encode, vec![Value::from(text), Str::intern("latin1").into_value()], object)
    }

    fn save_bytearray(&mut self, vm: &mut Vm, object: &Value) -> Res<()> {
        let Some(array) = object.exact::<ByteArray>() else { return Ok(()) };
        let data = array.bytes.borrow().clone();
        if self.settings.protocol < 5 {
            let class = vm.class_of(object).into_value();
            let args = if data.is_empty() { Vec::new() } else { vec![Bytes::value(&data)] };
            return self.save_call(vm, class, args, object);
        }
        let head = [&[op::BYTEARRAY8][..], &(data.len() as u64).to_le_bytes()].concat();
        self.output.data(vm, &head, &data, None)?;
        self.memoize(object);
        Ok(())
    }

    /// Writes a `PickleBuffer`, in the pickle or, if the callback takes it, outside.
    pub(super) fn save_buffer(&mut self, vm: &mut Vm, object: &Value) -> Res<()> {
        if self.settings.protocol < 5 {
            return Err(pickling_error(vm, "PickleBuffer can only be pickled with protocol >= 5"));
        }
        let view = vm.call_method(object, "raw", &[])?;
        let callback = self.settings.buffer_callback.clone();
        let outside = if callback.is_none() {
            false
        } else {
            let taken = vm.call(&callback, std::slice::from_ref(object))?;
            !vm.truth(&taken)?
        };
        let readonly = vm.get_attr_text(&view, "readonly")?.is_true();
        if outside {
            self.output.op(op::NEXT_BUFFER);
            if readonly {
                self.output.op(op::READONLY_BUFFER);
            }
            return Ok(());
        }
        let data = vm.call_method(&view, "tobytes", &[])?;
        match data.exact::<Bytes>() {
            Some(bytes) if !readonly => {
                let array = ByteArray::value(bytes.as_slice().to_vec());
                self.save_bytearray(vm, &array)
            }
            _ => self.save_bytes(vm, &data),
        }
    }

    // ------------------------------------------------------------------------------------------- Containers

    fn save_tuple(&mut self, vm: &mut Vm, object: &Value) -> Res<()> {
        let Some(tuple) = object.exact::<Tuple>() else { return Ok(()) };
        let items = tuple.items();
        if items.is_empty() {
            match self.binary {
                true => self.output.op(op::EMPTY_TUPLE),
                false => self.output.put(&[op::MARK, op::TUPLE]),
            }
            return Ok(());
        }
        let short = items.len() <= 3 && self.settings.protocol >= 2;
        if !short {
            self.output.op(op::MARK);
        }
        for (place, item) in items.iter().enumerate() {
            self.save_item(vm, item, object, place)?;
        }
        // A tuple that is in itself, through a list, has been written meanwhile: that one counts.
        if let Some(index) = self.known(object) {
            match (short, self.binary) {
                (false, true) => self.output.op(op::POP_MARK),
                (short, _) => self.output.put(&vec![op::POP; items.len() + !short as usize]),
            }
            self.get(index);
            return Ok(());
        }
        let code = match (short, items.len()) {
            (true, 1) => op::TUPLE1,
            (true, 2) => op::TUPLE2,
            (true, _) => op::TUPLE3,
            (false, _) => op::TUPLE,
        };
        self.output.op(code);
        self.memoize(object);
        Ok(())
    }

    fn begin_container(&mut self, object: &Value, empty: u8, of_items: u8) {
        match self.binary {
            true => self.output.op(empty),
            false => self.output.put(&[op::MARK, of_items]),
        }
        self.memoize(object);
    }

    fn save_list(&mut self, vm: &mut Vm, object: &Value) -> Res<()> {
        let Some(list) = object.exact::<List>() else { return Ok(()) };
        self.begin_container(object, op::EMPTY_LIST, op::LIST);
        if !self.binary || list.len() == 1 {
            let mut place = 0;
            while let Some(item) = list.get(place) {
                self.save_item(vm, &item, object, place)?;
                self.output.op(op::APPEND);
                place += 1;
            }
            return Ok(());
        }
        let mut place = 0;
        while place < list.len() {
            self.output.op(op::MARK);
            let end = place + BATCH;
            while place < end
                && let Some(item) = list.get(place)
            {
                self.save_item(vm, &item, object, place)?;
                place += 1;
            }
            self.output.op(op::APPENDS);
        }
        Ok(())
    }

    fn save_dict(&mut self, vm: &mut Vm, object: &Value) -> Res<()> {
        let Some(dict) = object.exact::<Dict>() else { return Ok(()) };
        self.begin_container(object, op::EMPTY_DICT, op::DICT);
        let len = dict.len();
        let single = len == 1 || !self.binary;
        let (mut at, mut count) = (0, 0);
        while let Some((index, entry)) = dict.next_entry(at) {
            at = index + 1;
            if !single && count % BATCH == 0 {
                self.output.op(op::MARK);
            }
            self.save(vm, &entry.key)?;
            self.save_value(vm, &entry.value, object, &entry.key)?;
            count += 1;
            if single {
                self.output.op(op::SETITEM);
            } else if count % BATCH == 0 || count == len {
                self.output.op(op::SETITEMS);
            }
            if dict.len() != len {
                return Err(vm.error(Exc::RuntimeError, "dictionary changed size during iteration"));
            }
        }
        Ok(())
    }

    fn save_set(&mut self, vm: &mut Vm, object: &Value) -> Res<()> {
        let Some(elements) = set::elements(object) else { return Ok(()) };
        let all = elements.to_vec();
        if self.settings.protocol < 4 {
            let class = vm.class_of(object).into_value();
            return self.save_call(vm, class, vec![List::value(all)], object);
        }
        self.output.op(op::EMPTY_SET);
        self.memoize(object);
        for batch in all.chunks(BATCH) {
            self.output.op(op::MARK);
            for element in batch {
                self.save_element(vm, element, object)?;
                if elements.len() != all.len() {
                    return Err(vm.error(Exc::RuntimeError, "set changed size during iteration"));
                }
            }
            self.output.op(op::ADDITEMS);
        }
        Ok(())
    }

    fn save_frozenset(&mut self, vm: &mut Vm, object: &Value) -> Res<()> {
        let Some(elements) = set::elements(object) else { return Ok(()) };
        let all = elements.to_vec();
        if self.settings.protocol < 4 {
            let class = vm.class_of(object).into_value();
            return self.save_call(vm, class, vec![List::value(all)], object);
        }
        self.output.op(op::MARK);
        for element in &all {
            self.save_element(vm, element, object)?;
        }
        // As with tuples.
        if let Some(index) = self.known(object) {
            self.output.op(op::POP_MARK);
            self.get(index);
            return Ok(());
        }
        self.output.op(op::FROZENSET);
        self.memoize(object);
        Ok(())
    }

    /// Writes items of an iterator as those of the list-like object that has just been written.
    pub(super) fn save_items(&mut self, vm: &mut Vm, iterator: &Value, object: &Value) -> Res<()> {
        self.save_batches(vm, iterator, op::APPEND, op::APPENDS, |saver, vm, item, place| {
            saver.save_item(vm, item, object, place)
        })
    }

    /// Writes pairs of an iterator as the entries of the dict-like object that has just been written.
    pub(super) fn save_pairs(&mut self, vm: &mut Vm, iterator: &Value, object: &Value) -> Res<()> {
        self.save_batches(vm, iterator, op::SETITEM, op::SETITEMS, |saver, vm, pair, _| {
            let Some([key, value]) = pair.get::<Tuple>().map(Tuple::items) else {
                return Err(vm.error(Exc::TypeError, "dict items iterator must return 2-tuples"));
            };
            saver.save(vm, key)?;
            saver.save_value(vm, value, object, key)
        })
    }

    fn save_item(&mut self, vm: &mut Vm, item: &Value, object: &Value, place: usize) -> Res<()> {
        self.save(vm, item).map_err(|raised| with_note(vm, raised, object, &format!("item {place}")))
    }

    fn save_value(&mut self, vm: &mut Vm, value: &Value, object: &Value, key: &Value) -> Res<()> {
        self.save(vm, value).map_err(|raised| with_note_of_item(vm, raised, object, key))
    }

    fn save_element(&mut self, vm: &mut Vm, element: &Value, object: &Value) -> Res<()> {
        self.save(vm, element).map_err(|raised| with_note(vm, raised, object, "element"))
    }

    fn save_batches(
        &mut self,
        vm: &mut Vm,
        iterator: &Value,
        one: u8,
        several: u8,
        save: impl Fn(&mut Saver, &mut Vm, &Value, usize) -> Res<()>,
    ) -> Res<()> {
        let iterator = vm.iter(iterator)?;
        let mut done = 0;
        loop {
            let Some(mut item) = vm.next(&iterator)? else { return Ok(()) };
            if !self.binary {
                save(self, vm, &item, done)?;
                done += 1;
                self.output.op(one);
                continue;
            }
            let mut count = 0;
            loop {
                let following = if count + 1 < BATCH { vm.next(&iterator)? } else { None };
                if count == 0 && following.is_none() {
                    save(self, vm, &item, done)?;
                    self.output.op(one);
                    return Ok(());
                }
                if count == 0 {
                    self.output.op(op::MARK);
                }
                save(self, vm, &item, done)?;
                (count, done) = (count + 1, done + 1);
                match following {
                    Some(next) => item = next,
                    None => break,
                }
            }
            self.output.op(several);
            if count < BATCH {
                return Ok(());
            }
        }
    }

    /// The class `PickleBuffer`.
    pub(super) fn is_buffer(&self, vm: &mut Vm, object: &Value) -> Res<bool> {
        let class = vm.class_of(object);
        if class.name_text() != "PickleBuffer" {
            return Ok(false);
        }
        Ok(in_language(vm, "PickleBuffer")?.is(&class.into_value()))
    }
}

/// An opcode with a length of four bytes, or the other one with eight.
fn head(vm: &mut Vm, len: usize, short: u8, long: Option<u8>, what: &str) -> Res<Vec<u8>> {
    match (u32::try_from(len), long) {
        (Ok(len), _) => Ok([&[short][..], &len.to_le_bytes()].concat()),
        (Err(_), Some(long)) => Ok([&[long][..], &(len as u64).to_le_bytes()].concat()),
        (Err(_), None) => {
            let message = format!("serializing {what} larger than 4 GiB requires pickle protocol 4 or higher");
            Err(vm.error(Exc::OverflowError, message))
        }
    }
}

/// Text of protocol 0: one byte a character, what is no Latin-1 or would end the line as an escape.
fn raw_unicode_escape(text: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    for c in text.chars() {
        match code_of(c) {
            code @ (0 | 0x0a | 0x0d | 0x1a | 0x5c | 0x100..=0xffff) => {
                out.extend_from_slice(format!("\\u{code:04x}").as_bytes());
            }
            code @ 0..=0xff => out.push(code as u8),
            code => out.extend_from_slice(format!("\\U{code:08x}").as_bytes()),
        }
    }
    out
}
