//! What is inside objects and changes through shared references: interiors and slots.

use crate::heap::Visitor;
use crate::value::Value;
#[cfg(debug_assertions)]
use std::cell::Cell;
use std::cell::UnsafeCell;
use std::ops::{Deref, DerefMut};

/// The mutable inside of an object: a list's vector, a dict's table.
///
/// A borrow must end before anything runs that could reach the same object: no user code, no dropping of values that
/// were inside. Debug builds check that borrows do not overlap.
pub struct Interior<T> {
    #[cfg(debug_assertions)]
    borrows: Cell<i32>,
    value: UnsafeCell<T>,
}

impl<T> Interior<T> {
    /// An interior holding `value`.
    pub const fn new(value: T) -> Interior<T> {
        Interior {
            #[cfg(debug_assertions)]
            borrows: Cell::new(0),
            value: UnsafeCell::new(value),
        }
    }

    /// Look at the inside.
    #[inline(always)]
    #[track_caller]
    pub fn borrow(&self) -> Borrow<'_, T> {
        #[cfg(debug_assertions)]
        {
            assert!(self.borrows.get() >= 0, "interior is being changed");
            self.borrows.set(self.borrows.get() + 1);
        }
        Borrow { interior: self }
    }

    /// Change the inside.
    #[inline(always)]
    #[track_caller]
    pub fn borrow_mut(&self) -> BorrowMut<'_, T> {
        #[cfg(debug_assertions)]
        {
            assert!(self.borrows.get() == 0, "interior is borrowed");
            self.borrows.set(-1);
        }
        BorrowMut { interior: self }
    }

    /// Put `value` inside and return what was there, to be dropped when no borrow is left.
    pub fn replace(&self, value: T) -> T {
        std::mem::replace(&mut *self.borrow_mut(), value)
    }

    /// The address of the inside, for the interpreter's fast paths.
    #[inline(always)]
    pub(crate) fn as_ptr(&self) -> *mut T {
        self.value.get()
    }
}

impl<T: Default> Default for Interior<T> {
    fn default() -> Interior<T> {
        Interior::new(T::default())
    }
}

/// A shared borrow of an [`Interior`].
pub struct Borrow<'a, T> {
    interior: &'a Interior<T>,
}

impl<T> Deref for Borrow<'_, T> {
    type Target = T;

    #[inline(always)]
    fn deref(&self) -> &T {
        // SAFETY: borrows do not overlap with changes, the rule that debug builds check.
        unsafe { &*self.interior.value.get() }
    }
}

impl<T> Drop for Borrow<'_, T> {
    #[inline(always)]
    fn drop(&mut self) {
        #[cfg(debug_assertions)]
        self.interior.borrows.set(self.interior.borrows.get() - 1);
    }
}

/// An exclusive borrow of an [`Interior`].
pub struct BorrowMut<'a, T> {
    interior: &'a Interior<T>,
}

impl<T> Deref for BorrowMut<'_, T> {
    type Target = T;

    #[inline(always)]
    fn deref(&self) -> &T {
        // SAFETY: borrows do not overlap with changes, the rule that debug builds check.
        unsafe { &*self.interior.value.get() }
    }
}

impl<T> DerefMut for BorrowMut<'_, T> {
    #[inline(always)]
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: borrows do not overlap with changes, the rule that debug builds check.
        unsafe { &mut *self.interior.value.get() }
    }
}

impl<T> Drop for BorrowMut<'_, T> {
    #[inline(always)]
    fn drop(&mut self) {
        #[cfg(debug_assertions)]
        self.interior.borrows.set(0);
    }
}

/// A slot with a value in it that can be exchanged through a shared reference: a field of an object, a register.
#[repr(transparent)]
pub struct Slot(UnsafeCell<Value>);

impl Slot {
    /// A slot holding `value`.
    #[inline(always)]
    pub const fn new(value: Value) -> Slot {
        Slot(UnsafeCell::new(value))
    }

    /// A copy of the value.
    #[inline(always)]
    pub fn get(&self) -> Value {
        // SAFETY: cloning only counts up; nothing can change the slot meanwhile.
        unsafe { (*self.0.get()).clone() }
    }

    /// The value in place. It must not be held while the slot can be changed.
    #[inline(always)]
    pub(crate) fn peek(&self) -> &Value {
        // SAFETY: as `Interior`: callers do not hold it across a change.
        unsafe { &*self.0.get() }
    }

    /// Is there no value?
    #[inline(always)]
    pub fn is_unset(&self) -> bool {
        self.peek().is_unset()
    }

    /// Shows the value to a visitor: no reference is counted.
    #[inline(always)]
    pub fn trace(&self, visit: &mut Visitor) {
        visit(self.peek());
    }

    /// Put `value` in; the old value is dropped afterwards.
    #[inline(always)]
    pub fn set(&self, value: Value) {
        drop(self.replace(value));
    }

    /// Put `value` in and return the old one.
    #[inline(always)]
    pub fn replace(&self, value: Value) -> Value {
        // SAFETY: a plain exchange; nothing runs in between.
        unsafe { std::mem::replace(&mut *self.0.get(), value) }
    }

    /// Take the value, leaving the slot unset.
    #[inline(always)]
    pub fn take(&self) -> Value {
        self.replace(Value::UNSET)
    }
}

impl Default for Slot {
    fn default() -> Slot {
        Slot::new(Value::UNSET)
    }
}
