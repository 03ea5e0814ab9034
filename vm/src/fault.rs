//! An exception about to be raised, made by code that needs no VM: parsers, formatters, arithmetic.

use crate::object::exception::Exc;
use crate::object::str::Str;
use crate::value::Value;
use crate::vm::{Raised, Res, Vm};
use std::borrow::Cow;

/// The class and the arguments of an exception to raise.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// The exception's class.
    pub class: Exc,
    /// Its message.
    pub message: Cow<'static, str>,
    /// An error number that comes before the message, as the C library's functions report errors.
    pub errno: Option<i32>,
}

impl Fault {
    /// An exception with a message.
    #[cold]
    pub fn new(class: Exc, message: impl Into<Cow<'static, str>>) -> Fault {
        Fault { class, message: message.into(), errno: None }
    }

    /// A `TypeError`.
    #[cold]
    pub fn type_error(message: impl Into<Cow<'static, str>>) -> Fault {
        Fault::new(Exc::TypeError, message)
    }

    /// A `ValueError`.
    #[cold]
    pub fn value_error(message: impl Into<Cow<'static, str>>) -> Fault {
        Fault::new(Exc::ValueError, message)
    }

    /// An `OverflowError`.
    #[cold]
    pub fn overflow(message: impl Into<Cow<'static, str>>) -> Fault {
        Fault::new(Exc::OverflowError, message)
    }

    /// The `ZeroDivisionError` of all divisions.
    #[cold]
    pub fn division_by_zero() -> Fault {
        Fault::new(Exc::ZeroDivisionError, "division by zero")
    }

    /// The `OverflowError` of floating-point functions: `(34, 'Numerical result out of range')`.
    #[cold]
    pub fn range() -> Fault {
        Fault { class: Exc::OverflowError, message: "Numerical result out of range".into(), errno: Some(34) }
    }

    /// A `MemoryError`: the result would be absurdly large.
    #[cold]
    pub fn memory() -> Fault {
        Fault::new(Exc::MemoryError, "")
    }
}

/// Shorter containers grow without asking for room first.
pub const LONG: usize = 1 << 16;

impl Vm {
    /// Raises what a [`Fault`] describes.
    #[cold]
    pub fn fault(&mut self, fault: Fault) -> Raised {
        let mut args: Vec<Value> = fault.errno.iter().map(|&e| Value::small_int_unchecked(e as i64)).collect();
        if !fault.message.is_empty() {
            args.push(Str::value(&fault.message));
        }
        self.error_with(fault.class, args)
    }

    /// Asks, where `items` is long and full, whether it can grow: what is appended one by one has no size beforehand.
    ///
    /// # Errors
    /// MemoryError.
    #[inline]
    pub fn room_to_push<T>(&mut self, items: &[T], capacity: usize) -> Res<()> {
        if items.len() < capacity || items.len() < LONG {
            Ok(())
        } else {
            self.room_for(2 * items.len(), size_of::<T>())
        }
    }

    /// Asks whether `count` items of `size` bytes can be had at all, before a result as large as that is begun.
    ///
    /// # Errors
    /// MemoryError: growing towards it would end the process.
    pub fn room_for(&mut self, count: usize, size: usize) -> Res<()> {
        /// What no system refuses.
        const SMALL: usize = 1 << 20;
        let bytes = count.saturating_mul(size);
        if bytes > SMALL && Vec::<u8>::new().try_reserve_exact(bytes).is_err() {
            return Err(self.fault(Fault::memory()));
        }
        Ok(())
    }
}
