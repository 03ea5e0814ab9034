//! `__index__`: what counts as an integer where only an integer will do.

use crate::object::exception::Exc;
use crate::object::number;
use crate::value::Value;
use crate::vm::{Res, Vm};

impl Vm {
    /// `operator.index(value)`: the int of an int, a bool or anything with `__index__`; TypeError otherwise.
    #[inline]
    pub fn index(&mut self, value: &Value) -> Res {
        if value.is_small_int() {
            return Ok(value.clone());
        }
        match self.index_opt(value)? {
            Some(index) => Ok(index),
            None => Err(self.type_error_about("'{}' object cannot be interpreted as an integer", value)),
        }
    }

    /// As [`Vm::index`], `None` if the value has no `__index__`.
    pub fn index_opt(&mut self, value: &Value) -> Res<Option<Value>> {
        if let Some(int) = number::plain_int(value) {
            return Ok(Some(int));
        }
        if !value.is_object() {
            return Ok(None);
        }
        let name = self.names.index.clone();
        match self.call_special(value, &name, &[])? {
            None => Ok(None),
            Some(result) => match number::plain_int(&result) {
                Some(int) => {
                    if is_strict_subclass(&result) {
                        self.warn_of_subclass("__index__", &result, "int")?;
                    }
                    Ok(Some(int))
                }
                None => Err(self.type_error_about("__index__ returned non-int (type {})", &result)),
            },
        }
    }

    /// The integer of anything with `__index__`, clamped to the range of `i64`; TypeError otherwise.
    pub fn index_clamped(&mut self, value: &Value) -> Res<i64> {
        if let Some(i) = value.as_small_int() {
            return Ok(i);
        }
        let int = self.index(value)?;
        Ok(clamp(&int))
    }

    /// The integer of anything with `__index__`; OverflowError if it does not fit into an `i64`.
    pub fn index_sized(&mut self, value: &Value) -> Res<i64> {
        let int = self.index(value)?;
        match number::to_i64(&int) {
            Some(i) => Ok(i),
            None => {
                let message = format!("cannot fit '{}' into an index-sized integer", self.type_name(value));
                Err(self.error(Exc::OverflowError, message))
            }
        }
    }

    /// The place that index `key` of a sequence of `len` items means, negative ones counted from the end.
    ///
    /// # Errors
    /// TypeError `"{kind} indices must be integers or slices, not X"`, IndexError `"{what} out of range"`.
    pub fn place(&mut self, key: &Value, len: usize, kind: &str, what: &str) -> Res<usize> {
        let index = match key.as_small_int() {
            Some(i) => i,
            None => match self.index_opt(key)? {
                Some(int) => match number::to_i64(&int) {
                    Some(i) => i,
                    None => {
                        let message = format!("cannot fit '{}' into an index-sized integer", self.type_name(key));
                        return Err(self.error(Exc::IndexError, message));
                    }
                },
                None => {
                    let got = self.type_name(key);
                    let message = format!("{kind} indices must be integers or slices, not {got}");
                    return Err(self.error(Exc::TypeError, message));
                }
            },
        };
        let place = if index < 0 { index + len as i64 } else { index };
        if (0..len as i64).contains(&place) {
            Ok(place as usize)
        } else {
            Err(self.error(Exc::IndexError, format!("{what} out of range")))
        }
    }
}

/// An int clamped to the range of `i64`.
pub(crate) fn clamp(int: &Value) -> i64 {
    match (number::to_i64(int), number::integer(int)) {
        (Some(i), _) => i,
        (None, Some(big)) if big.is_negative() => i64::MIN,
        _ => i64::MAX,
    }
}

/// Is an int an instance of a subclass other than `bool`? An int itself is.
pub(crate) fn is_strict_subclass(int: &Value) -> bool {
    int.is_kind(crate::heap::Kind::Instance) || int.as_bool().is_some()
}
