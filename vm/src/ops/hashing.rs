//! `hash()`.

use crate::heap::Kind;
use crate::object::exception::Exc;
use crate::object::foreign::Foreign;
use crate::object::instance::Instance;
use crate::object::method::BoundMethod;
use crate::object::number;
use crate::object::slice::Slice;
use crate::object::str::Str;
use crate::object::tuple::Tuple;
use crate::object::{range, set, weakref};
use crate::value::Value;
use crate::vm::{Raised, Res, Vm};

/// `hash(None)`: a constant, so that the order of sets that hold `None` does not change from run to run.
const HASH_OF_NONE: u64 = 0xfca8_6420;

/// The hash of a compile-time constant: None, a bool, a number, a string, a bytes object, `...`, or a tuple or
/// frozenset of such.
pub fn hash_constant(value: &Value) -> u64 {
    if let Some(hash) = hash_leaf(value) {
        return hash;
    }
    if let Some(tuple) = value.exact::<Tuple>() {
        return combine(tuple.items().len(), tuple.items().iter().map(hash_constant));
    }
    if let Some(frozen) = value.exact::<set::FrozenSet>() {
        return frozen.elements.frozen_hash();
    }
    identity_hash(value)
}

/// The hash of a tuple of ints, which are smaller than the modulus of hashes.
pub fn hash_small_ints(ints: &[i64]) -> u64 {
    combine(ints.len(), ints.iter().map(|&i| if i == -1 { -2_i64 as u64 } else { i as u64 }))
}

/// The hash of the commonest keys, strings and small integers.
#[inline(always)]
pub(crate) fn hash_common(value: &Value) -> Option<u64> {
    match value.as_small_int() {
        Some(-1) => Some(-2_i64 as u64),
        // No integer that needs no object reaches the modulus of hashes.
        Some(i) => Some(i as u64),
        None => Some(value.exact::<Str>()?.hash()),
    }
}

/// As [`hash_common`], also of a tuple of such, and of what is hashed by its identity.
#[inline(always)]
pub(crate) fn hash_key_leaf(value: &Value) -> Option<u64> {
    match hash_common(value) {
        Some(hash) => Some(hash),
        None if value.is_kind(Kind::Tuple) => hash_flat_tuple(value),
        None => hash_by_identity(value),
    }
}

/// The hash of what is known to be hashed by its identity.
#[inline(never)]
fn hash_by_identity(value: &Value) -> Option<u64> {
    let is_known = match value.kind()? {
        Kind::Instance => value.exact::<Instance>()?.class().hashes_by_identity(),
        Kind::Future | Kind::Frame | Kind::Function => true,
        _ => false,
    };
    is_known.then(|| identity_hash(value))
}

#[inline(never)]
fn hash_flat_tuple(value: &Value) -> Option<u64> {
    let items = value.exact::<Tuple>()?.items();
    let mut state = PRIME_5;
    for item in items {
        state = mix(state, hash_common(item)?);
    }
    Some(close(state, items.len()))
}

/// The hash of what is hashed without running code.
#[inline]
fn hash_leaf(value: &Value) -> Option<u64> {
    if let Some(hash) = hash_common(value) {
        return Some(hash);
    }
    if let Some(hash) = number::hash(value) {
        return Some(hash);
    }
    if value.is_none() {
        return Some(HASH_OF_NONE);
    }
    if let Some(bytes) = value.exact::<crate::object::bytes::Bytes>() {
        return Some(hash_bytes(bytes.as_slice()));
    }
    hash_by_identity(value)
}

/// The hash of bytes; the same as that of the string with the same ASCII characters.
pub(crate) fn hash_bytes(bytes: &[u8]) -> u64 {
    crate::object::str::hash_of(bytes)
}

/// A hash of the object's identity.
pub(crate) fn identity_hash(value: &Value) -> u64 {
    // Objects are aligned to 16 bytes: the low bits would leave most places of a table unused.
    finish(value.bits().rotate_right(4))
}

/// A hash as `hash()` returns it.
pub fn hash_value(hash: u64) -> Value {
    crate::object::int::from_i64(hash as i64)
}

fn finish(hash: u64) -> u64 {
    if hash == u64::MAX { u64::MAX - 1 } else { hash }
}

const PRIME_1: u64 = 11_400_714_785_074_694_791;
const PRIME_2: u64 = 14_029_467_366_897_019_727;
const PRIME_5: u64 = 2_870_177_450_012_600_261;

/// The hash of a tuple of `len` items: xxHash's lane function over the items' hashes, as CPython does since 3.8.
fn combine(len: usize, hashes: impl Iterator<Item = u64>) -> u64 {
    let mixed = hashes.fold(PRIME_5, mix);
    close(mixed, len)
}

fn mix(state: u64, hash: u64) -> u64 {
    state.wrapping_add(hash.wrapping_mul(PRIME_2)).rotate_left(31).wrapping_mul(PRIME_1)
}

fn close(state: u64, len: usize) -> u64 {
    match state.wrapping_add(len as u64 ^ PRIME_5 ^ 3_527_539) {
        u64::MAX => 1_546_275_796,
        hash => hash,
    }
}

impl Vm {
    /// `hash(value)`; TypeError if unhashable.
    #[inline]
    pub fn hash(&mut self, value: &Value) -> Res<u64> {
        match hash_leaf(value) {
            Some(hash) => Ok(hash),
            None => self.hash_slow(value),
        }
    }

    fn hash_slow(&mut self, value: &Value) -> Res<u64> {
        match value.kind() {
            Some(Kind::Tuple) => match value.exact::<Tuple>() {
                Some(tuple) => self.nested("", |vm| vm.hash_items(tuple.items())),
                None => Ok(0),
            },
            Some(Kind::Foreign) => match value.exact::<Foreign>().and_then(Foreign::hash) {
                Some(hash) => Ok(hash),
                None => self.hash_special(value),
            },
            Some(Kind::Instance | Kind::Exception | Kind::Class) => self.hash_special(value),
            Some(Kind::List | Kind::Dict | Kind::Set | Kind::ByteArray | Kind::Cell) => Err(self.unhashable(value)),
            Some(Kind::DictView | Kind::Handle) => self.hash_special(value),
            Some(Kind::FrozenSet) => match value.exact::<set::FrozenSet>() {
                Some(frozen) => Ok(frozen.hash()),
                None => Ok(0),
            },
            Some(Kind::Range) => match value.exact::<range::Range>() {
                Some(range) => range::hash(self, range),
                None => Ok(0),
            },
            Some(Kind::Slice) => match value.exact::<Slice>() {
                Some(s) => self.hash_slice(s),
                None => Ok(0),
            },
            Some(Kind::Code) => match value.exact::<crate::object::code::Code>() {
                Some(code) => Ok(finish(code.proto.first_line as u64 ^ (code.proto.ins.len() as u64) << 32)),
                None => Ok(0),
            },
            Some(Kind::BoundMethod) => match value.exact::<BoundMethod>() {
                Some(method) => Ok(finish(identity_hash(&method.receiver) ^ self.hash(&method.function)?)),
                None => Ok(0),
            },
            Some(Kind::WeakRef) => self.nested("", |vm| weakref::hash(vm, value)),
            Some(Kind::MappingProxy | Kind::MemoryView) => self.hash_special(value),
            _ => Ok(identity_hash(value)),
        }
    }

    /// The hash of a tuple of these items.
    pub fn hash_items(&mut self, items: &[Value]) -> Res<u64> {
        let mut state = PRIME_5;
        for item in items {
            state = mix(state, self.hash(item)?);
        }
        Ok(close(state, items.len()))
    }

    fn hash_slice(&mut self, slice: &Slice) -> Res<u64> {
        let mut state = PRIME_5;
        for part in [&slice.start, &slice.stop, &slice.step] {
            state = mix(state, self.hash(part)?);
        }
        Ok(finish(state))
    }

    /// The hash by the class's `__hash__`.
    fn hash_special(&mut self, value: &Value) -> Res<u64> {
        let name = self.names.hash.clone();
        let class = self.class_of(value);
        let Some(method) = class.lookup(&name) else { return Ok(identity_hash(value)) };
        if method.is_none() {
            return Err(self.unhashable(value));
        }
        if self.is_of_object(&method) {
            class.note_identity_hashes();
            return Ok(identity_hash(value));
        }
        let Some(result) = self.call_special(value, &name, &[])? else { return Err(self.unhashable(value)) };
        match number::integer(&result) {
            Some(i) => Ok(match number::to_i64(&result) {
                Some(hash) => finish(hash as u64),
                None => number::hash_int(i),
            }),
            None => Err(self.error(Exc::TypeError, "__hash__ method should return an integer")),
        }
    }

    /// `unhashable type: 'list'`.
    #[cold]
    pub(crate) fn unhashable(&mut self, value: &Value) -> Raised {
        self.type_error_about("unhashable type: '{}'", value)
    }

    /// `hash(value)` for a dict's key: a TypeError says so.
    #[inline]
    pub fn hash_key(&mut self, key: &Value) -> Res<u64> {
        match hash_leaf(key) {
            Some(hash) => Ok(hash),
            None => self.hash_as(key, "a dict key"),
        }
    }

    /// `hash(value)` for an element of a set: a TypeError says so.
    #[inline]
    pub fn hash_element(&mut self, element: &Value) -> Res<u64> {
        match hash_leaf(element) {
            Some(hash) => Ok(hash),
            None => self.hash_as(element, "a set element"),
        }
    }

    fn hash_as(&mut self, value: &Value, role: &str) -> Res<u64> {
        let result = self.hash_slow(value);
        if result.is_err() && self.raised_is(Exc::TypeError) {
            let cause = self.take_raised();
            if !self.class_of(&cause).is(self.types.exception(Exc::TypeError)) {
                return Err(self.raise_again(cause));
            }
            let reason = self.str(&cause)?;
            let message = format!("cannot use '{}' as {role} ({reason})", self.full_type_name(value));
            return Err(self.error(Exc::TypeError, message));
        }
        result
    }
}
