//! The eight-byte value: a NaN-box.
//!
//! ```text
//! 0x0000_pppp_pppp_pppp   a heap object, the pointer unmodified (bit 1 clear)
//! 0x0000_0000_0000_00xx   an immediate: unset, None, False, True, Ellipsis, NotImplemented (bit 1 set)
//! 0x0002_... - 0xFFFC_...  a double, its bits plus 2^49
//! 0xFFFE_... - 0xFFFF_...  an integer of 49 bits, sign-extended when read
//! ```
//!
//! The rest of the VM knows none of this: it goes through the methods here, so that another representation stays
//! possible. A `Value` owns a reference: cloning counts up, dropping counts down.

use crate::heap::{self, Body, Gc, Header, Kind};
use std::mem::ManuallyDrop;
use std::num::NonZeroU64;
use std::ptr::NonNull;
use std::sync::atomic::{AtomicU64, Ordering};

/// A Python value, or "unset" (an empty register, a deleted variable, an absent argument).
#[repr(transparent)]
pub struct Value(NonZeroU64);

const _: () = assert!(size_of::<Value>() == 8);
const _: () = assert!(size_of::<Option<Value>>() == 8);

const UNSET: u64 = 0x0A;
const NONE: u64 = 0x02;
const FALSE: u64 = 0x06;
const TRUE: u64 = 0x07;
const ELLIPSIS: u64 = 0x12;
const NOT_IMPLEMENTED: u64 = 0x1A;

/// Added to a double's bits.
const DOUBLE_OFFSET: u64 = 1 << 49;
/// Set in every integer.
const INT_TAG: u64 = 0xFFFE << 48;
/// Clear in every pointer, not in anything else.
const NOT_POINTER: u64 = 0xFFFE << 48 | 0x0002 | 1 << 48;

/// The largest integer that needs no object.
pub const INT_MAX: i64 = (1 << 48) - 1;
/// The smallest integer that needs no object.
pub const INT_MIN: i64 = -(1 << 48);

/// The float as bytes show it: a NaN without the mark of [`Value::distinct_nan`].
#[inline]
pub fn canonical(f: f64) -> f64 {
    if f.is_nan() { f64::NAN.copysign(f) } else { f }
}

impl Value {
    /// The absence of a value. Never seen by a program.
    pub const UNSET: Value = Value::immediate(UNSET);
    /// `None`.
    pub const NONE: Value = Value::immediate(NONE);
    /// `False`.
    pub const FALSE: Value = Value::immediate(FALSE);
    /// `True`.
    pub const TRUE: Value = Value::immediate(TRUE);
    /// `...`.
    pub const ELLIPSIS: Value = Value::immediate(ELLIPSIS);
    /// `NotImplemented`.
    pub const NOT_IMPLEMENTED: Value = Value::immediate(NOT_IMPLEMENTED);

    const fn immediate(bits: u64) -> Value {
        match NonZeroU64::new(bits) {
            Some(bits) => Value(bits),
            None => panic!("an immediate is not zero"),
        }
    }

    #[inline(always)]
    fn from_bits(bits: u64) -> Value {
        debug_assert!(bits != 0);
        // SAFETY: every encoding above is different from zero.
        Value(unsafe { NonZeroU64::new_unchecked(bits) })
    }

    /// The encoding, for identity comparison and fast paths of the interpreter.
    #[inline(always)]
    pub fn bits(&self) -> u64 {
        self.0.get()
    }

    /// `True` or `False`.
    #[inline(always)]
    pub fn bool(b: bool) -> Value {
        Value::from_bits(FALSE | b as u64)
    }

    /// A float.
    #[inline(always)]
    pub fn float(f: f64) -> Value {
        // A NaN of any payload is stored as the one canonical NaN: others could run into the integers' range.
        let bits = if f.is_nan() { f64::NAN.to_bits() | (f.to_bits() & 1 << 63) } else { f.to_bits() };
        Value::from_bits(bits.wrapping_add(DOUBLE_OFFSET))
    }

    /// A NaN that is no other one: as CPython's float objects are, two of them are different items of a list or set.
    /// Its mark lies in the payload, which [`canonical`] takes away where bytes are made of floats.
    pub fn distinct_nan(negative: bool) -> Value {
        static MADE: AtomicU64 = AtomicU64::new(1);
        let mark = MADE.fetch_add(1, Ordering::Relaxed) & ((1 << 48) - 1);
        Value::from_bits((f64::NAN.to_bits() | (negative as u64) << 63 | mark).wrapping_add(DOUBLE_OFFSET))
    }

    /// An integer between `INT_MIN` and `INT_MAX`; `None` if it needs an object (see `object::int`).
    #[inline(always)]
    pub fn small_int(i: i64) -> Option<Value> {
        if (INT_MIN..=INT_MAX).contains(&i) { Some(Value::small_int_unchecked(i)) } else { None }
    }

    /// An integer known to lie between `INT_MIN` and `INT_MAX`; others are truncated.
    #[inline(always)]
    pub fn small_int_unchecked(i: i64) -> Value {
        Value::from_bits(i as u64 | INT_TAG)
    }

    /// As [`Value::small_int_unchecked`], for constants.
    pub const fn small_int_const(i: i64) -> Value {
        match NonZeroU64::new(i as u64 | INT_TAG) {
            Some(bits) => Value(bits),
            None => panic!("an integer's tag is not zero"),
        }
    }

    /// Is it an integer without object?
    #[inline(always)]
    pub fn is_small_int(&self) -> bool {
        self.bits() >= INT_TAG
    }

    /// The integer, if it needs no object. Not for `True` and `False`.
    #[inline(always)]
    pub fn as_small_int(&self) -> Option<i64> {
        if self.is_small_int() { Some(self.small_int_value()) } else { None }
    }

    /// The integer of a value for which `is_small_int` holds.
    #[inline(always)]
    pub fn small_int_value(&self) -> i64 {
        (self.bits() << 15) as i64 >> 15
    }

    /// Are both integers without object?
    #[inline(always)]
    pub fn both_small_ints(a: &Value, b: &Value) -> bool {
        a.bits() & b.bits() >= INT_TAG
    }

    /// The sum, if both are small integers and so is the sum.
    #[inline(always)]
    pub fn add_small(a: &Value, b: &Value) -> Option<Value> {
        if !Value::both_small_ints(a, b) {
            return None;
        }
        // Shifted to the top of the word, 49-bit overflow is 64-bit overflow.
        let (sum, overflow) = ((a.bits() << 15) as i64).overflowing_add((b.bits() << 15) as i64);
        if overflow { None } else { Some(Value::from_bits(sum as u64 >> 15 | INT_TAG)) }
    }

    /// The difference, if both are small integers and so is the difference.
    #[inline(always)]
    pub fn sub_small(a: &Value, b: &Value) -> Option<Value> {
        if !Value::both_small_ints(a, b) {
            return None;
        }
        let (difference, overflow) = ((a.bits() << 15) as i64).overflowing_sub((b.bits() << 15) as i64);
        if overflow { None } else { Some(Value::from_bits(difference as u64 >> 15 | INT_TAG)) }
    }

    /// The product, if both are small integers and so is the product.
    #[inline(always)]
    pub fn mul_small(a: &Value, b: &Value) -> Option<Value> {
        if !Value::both_small_ints(a, b) {
            return None;
        }
        // One factor shifted to the top of the word: 49-bit overflow of the product is 64-bit overflow.
        let (product, overflow) = ((a.bits() << 15) as i64).overflowing_mul(b.small_int_value());
        if overflow { None } else { Some(Value::from_bits(product as u64 >> 15 | INT_TAG)) }
    }

    /// The quotient rounded down, if both are small integers, the divisor is not zero, and it is small.
    #[inline(always)]
    pub fn floor_div_small(a: &Value, b: &Value) -> Option<Value> {
        if !Value::both_small_ints(a, b) {
            return None;
        }
        let (x, y) = (a.small_int_value(), b.small_int_value());
        if y == 0 {
            return None;
        }
        let quotient = x / y - (x % y != 0 && (x < 0) != (y < 0)) as i64;
        Value::small_int(quotient)
    }

    /// The remainder with the divisor's sign, if both are small integers and the divisor is not zero.
    #[inline(always)]
    pub fn mod_small(a: &Value, b: &Value) -> Option<Value> {
        if !Value::both_small_ints(a, b) {
            return None;
        }
        let (x, y) = (a.small_int_value(), b.small_int_value());
        if y == 0 {
            return None;
        }
        let remainder = x % y;
        let remainder = if remainder != 0 && (remainder < 0) != (y < 0) { remainder + y } else { remainder };
        Some(Value::small_int_unchecked(remainder))
    }

    /// Bitwise and, if both are small integers.
    #[inline(always)]
    pub fn and_small(a: &Value, b: &Value) -> Option<Value> {
        let bits = a.bits() & b.bits();
        if bits >= INT_TAG { Some(Value::from_bits(bits)) } else { None }
    }

    /// Bitwise or, if both are small integers.
    #[inline(always)]
    pub fn or_small(a: &Value, b: &Value) -> Option<Value> {
        if Value::both_small_ints(a, b) { Some(Value::from_bits(a.bits() | b.bits())) } else { None }
    }

    /// Bitwise exclusive or, if both are small integers.
    #[inline(always)]
    pub fn xor_small(a: &Value, b: &Value) -> Option<Value> {
        if Value::both_small_ints(a, b) { Some(Value::from_bits((a.bits() ^ b.bits()) | INT_TAG)) } else { None }
    }

    /// The left shift, if both are small integers, the distance is not negative, and the result is small.
    #[inline(always)]
    pub fn lshift_small(a: &Value, b: &Value) -> Option<Value> {
        if !Value::both_small_ints(a, b) {
            return None;
        }
        let (x, n) = (a.small_int_value(), b.small_int_value());
        if !(0..48).contains(&n) {
            return None;
        }
        let shifted = x << n;
        if shifted >> n == x { Value::small_int(shifted) } else { None }
    }

    /// The right shift, if both are small integers and the distance is not negative.
    #[inline(always)]
    pub fn rshift_small(a: &Value, b: &Value) -> Option<Value> {
        if !Value::both_small_ints(a, b) {
            return None;
        }
        let n = b.small_int_value();
        if n < 0 { None } else { Some(Value::small_int_unchecked(a.small_int_value() >> n.min(63))) }
    }

    /// Is it a float (not an instance of a subclass)?
    #[inline(always)]
    pub fn is_float(&self) -> bool {
        self.bits().wrapping_sub(DOUBLE_OFFSET) < INT_TAG - DOUBLE_OFFSET
    }

    /// The float.
    #[inline(always)]
    pub fn as_float(&self) -> Option<f64> {
        if self.is_float() { Some(f64::from_bits(self.bits().wrapping_sub(DOUBLE_OFFSET))) } else { None }
    }

    /// Is it unset?
    #[inline(always)]
    pub fn is_unset(&self) -> bool {
        self.bits() == UNSET
    }

    /// Is it `None`?
    #[inline(always)]
    pub fn is_none(&self) -> bool {
        self.bits() == NONE
    }

    /// Is it `True`?
    #[inline(always)]
    pub fn is_true(&self) -> bool {
        self.bits() == TRUE
    }

    /// Is it `False`?
    #[inline(always)]
    pub fn is_false(&self) -> bool {
        self.bits() == FALSE
    }

    /// `True` or `False`, as a bool.
    #[inline(always)]
    pub fn as_bool(&self) -> Option<bool> {
        if self.bits() & !1 == FALSE { Some(self.bits() == TRUE) } else { None }
    }

    /// Is it `NotImplemented`?
    #[inline(always)]
    pub fn is_not_implemented(&self) -> bool {
        self.bits() == NOT_IMPLEMENTED
    }

    /// Is it `...`?
    #[inline(always)]
    pub fn is_ellipsis(&self) -> bool {
        self.bits() == ELLIPSIS
    }

    /// `self is other`.
    #[inline(always)]
    pub fn is(&self, other: &Value) -> bool {
        self.bits() == other.bits()
    }

    /// Does it refer to a heap object?
    #[inline(always)]
    pub fn is_object(&self) -> bool {
        self.bits() & NOT_POINTER == 0
    }

    /// The heap object's header.
    #[inline(always)]
    pub fn header(&self) -> Option<&Header> {
        if self.is_object() {
            // SAFETY: a pointer encoding comes from `from_header`, and this value owns a reference to the object.
            Some(unsafe { &*(self.bits() as *const Header) })
        } else {
            None
        }
    }

    /// The heap object's kind; `None` for immediates, small integers and floats.
    #[inline(always)]
    pub fn kind(&self) -> Option<Kind> {
        self.header().map(|h| h.kind())
    }

    /// Is it a heap object of `kind`? Instances of subclasses of a built-in type are not of its kind.
    #[inline(always)]
    pub fn is_kind(&self, kind: Kind) -> bool {
        self.kind() == Some(kind)
    }

    /// The body of an object that is exactly a `T`, not an instance of a subclass.
    #[inline(always)]
    pub fn exact<T: Body>(&self) -> Option<&T> {
        match self.header() {
            // SAFETY: the kind says what the object is, and this value keeps it alive.
            Some(h) if h.kind() == T::KIND => Some(unsafe { heap::body_of::<T>(h) }),
            _ => None,
        }
    }

    /// The body of a `T`, or of the `T` inside an instance of a subclass of it.
    #[inline(always)]
    pub fn get<T: Body>(&self) -> Option<&T> {
        match self.exact::<T>() {
            Some(body) => Some(body),
            None => self.base_value().and_then(|v| v.exact::<T>()),
        }
    }

    /// The built-in value inside an instance of a user-defined subclass of a built-in type.
    #[inline]
    pub fn base_value(&self) -> Option<&Value> {
        crate::object::instance::base_value(self)
    }

    /// The value itself, or the built-in value inside an instance of a subclass: what natives look at.
    #[inline]
    pub fn unwrap_base(&self) -> &Value {
        self.base_value().unwrap_or(self)
    }

    /// An owned, typed reference to an object that is exactly a `T`.
    #[inline]
    pub fn to_gc<T: Body>(&self) -> Option<Gc<T>> {
        if self.is_kind(T::KIND) {
            let value = ManuallyDrop::new(self.clone());
            // SAFETY: the kind was checked, and the clone's reference is handed over.
            Some(unsafe { Gc::from_header(NonNull::new_unchecked(value.bits() as *mut Header)) })
        } else {
            None
        }
    }

    /// The value that refers to the object at `header`, taking over a reference that the caller owns.
    ///
    /// # Safety
    /// `header` points at a live object, and one of the references counted in it is the caller's to give.
    #[inline(always)]
    pub unsafe fn from_header(header: NonNull<Header>) -> Value {
        Value::from_bits(header.as_ptr() as u64)
    }

    /// The object's address; the caller's reference stays with the value.
    #[inline(always)]
    pub fn as_header_ptr(&self) -> *mut Header {
        debug_assert!(self.is_object());
        self.bits() as *mut Header
    }
}

impl Clone for Value {
    #[inline(always)]
    fn clone(&self) -> Value {
        // Read once: counting could change what it was read from, for all the compiler knows.
        let copy = std::mem::ManuallyDrop::new(Value(self.0));
        if let Some(h) = copy.header() {
            h.incref();
        }
        std::mem::ManuallyDrop::into_inner(copy)
    }
}

/// Clones of `items`.
pub fn clones(items: &[Value]) -> Vec<Value> {
    let mut clones = Vec::with_capacity(items.len());
    extend(&mut clones, items);
    clones
}

/// Appends clones of `items`: they are counted first and then copied all at once, where `Vec` takes one after the other for
/// fear of a clone that panics.
pub fn extend(values: &mut Vec<Value>, items: &[Value]) {
    values.reserve(items.len());
    for header in items.iter().filter_map(Value::header) {
        header.incref();
    }
    // SAFETY: there is room behind the values, which are another vector's; each item has been counted once more.
    unsafe {
        let end = values.as_mut_ptr().add(values.len());
        std::ptr::copy_nonoverlapping(items.as_ptr(), end, items.len());
        values.set_len(values.len() + items.len());
    }
}

/// Puts clones of `items` in the place of as many values, of which none is an object, so that none has to be dropped.
pub fn put(values: &mut [Value], items: &[Value]) {
    debug_assert!(values.len() == items.len() && !values.iter().any(Value::is_object));
    for header in items.iter().filter_map(Value::header) {
        header.incref();
    }
    // SAFETY: there are as many of both, in memory of their own; each item has been counted once more.
    unsafe { std::ptr::copy_nonoverlapping(items.as_ptr(), values.as_mut_ptr(), items.len().min(values.len())) };
}

impl Drop for Value {
    #[inline(always)]
    fn drop(&mut self) {
        if self.is_object() {
            // SAFETY: the value owns one reference, which ends here.
            unsafe { heap::decref(NonNull::new_unchecked(self.bits() as *mut Header)) }
        }
    }
}

impl Default for Value {
    fn default() -> Value {
        Value::UNSET
    }
}

impl From<bool> for Value {
    fn from(b: bool) -> Value {
        Value::bool(b)
    }
}

impl From<f64> for Value {
    fn from(f: f64) -> Value {
        Value::float(f)
    }
}

impl<T: Body> From<Gc<T>> for Value {
    #[inline(always)]
    fn from(gc: Gc<T>) -> Value {
        gc.into_value()
    }
}

impl std::fmt::Debug for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.bits() {
            UNSET => f.write_str("<unset>"),
            NONE => f.write_str("None"),
            FALSE => f.write_str("False"),
            TRUE => f.write_str("True"),
            ELLIPSIS => f.write_str("Ellipsis"),
            NOT_IMPLEMENTED => f.write_str("NotImplemented"),
            bits => match (self.as_small_int(), self.as_float(), self.kind()) {
                (Some(i), _, _) => write!(f, "{i}"),
                (_, Some(x), _) => write!(f, "{x:?}"),
                (_, _, Some(kind)) => write!(f, "<{kind:?} {bits:#x}>"),
                _ => write!(f, "<bad value {bits:#x}>"),
            },
        }
    }
}

/// The text of bytes that were copied from a `&str`.
#[inline(always)]
pub(crate) fn utf8_of(bytes: &[u8]) -> &str {
    // SAFETY: only `object::str` calls this, with the bytes it took from a `&str` and never changes.
    unsafe { std::str::from_utf8_unchecked(bytes) }
}
