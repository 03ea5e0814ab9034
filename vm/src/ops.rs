//! Python's protocols on values: equality, hashing, truth, length, iteration, items, operators, `repr` and `str`.
//!
//! Built-in kinds are handled by their own files; whatever else by the special methods of the value's class, through a
//! nested call. The interpreter pushes a frame for the special methods that an instruction invokes and comes here only
//! for the rest.

mod arithmetic;
mod comparison;
pub mod hashing;
pub(crate) mod index;
mod instance;
mod item;
mod iteration;
mod text;

pub(crate) use arithmetic::{Operator, number_inside, unary_name};
pub use comparison::{Compare, equal_leaf};
pub(crate) use comparison::{equal_constants, equal_quick, order_leaf};
pub(crate) use hashing::hash_key_leaf;
pub use hashing::{hash_constant, hash_value};
pub(crate) use index::clamp;
pub(crate) use iteration::iter_leaf;
pub use text::repr_default;

use crate::heap::{Gc, Kind};
use crate::object::bytearray::ByteArray;
use crate::object::bytes::Bytes;
use crate::object::class::{Class, native_items};
use crate::object::exception::Exc;
use crate::object::foreign::Foreign;
use crate::object::instance::native_container;
use crate::object::list::List;
use crate::object::memoryview::MemoryView;
use crate::object::native::{Flavor, NativeFunction};
use crate::object::range::Range;
use crate::object::str::Str;
use crate::object::tuple::Tuple;
use crate::object::{dict, number, range, set};
use crate::value::Value;
use crate::vm::{MAX_NATIVE_DEPTH, NATIVE_LEVEL, Raised, Res, Vm};

impl Vm {
    /// Runs `f` one level deeper in Rust's stack; RecursionError if that is too deep. `doing` ends the message:
    /// `" in comparison"`.
    #[inline]
    pub fn nested<T>(&mut self, doing: &str, f: impl FnOnce(&mut Vm) -> Res<T>) -> Res<T> {
        if self.depth >= MAX_NATIVE_DEPTH {
            return Err(self.too_deep(doing));
        }
        self.depth += NATIVE_LEVEL;
        let result = f(self);
        self.depth -= NATIVE_LEVEL;
        result
    }

    #[cold]
    fn too_deep(&mut self, doing: &str) -> Raised {
        self.error(Exc::RecursionError, format!("maximum recursion depth exceeded{doing}"))
    }

    /// `bool(value)`.
    #[inline]
    pub fn truth(&mut self, value: &Value) -> Res<bool> {
        match value.as_bool() {
            Some(b) => Ok(b),
            None => self.truth_of_any(value),
        }
    }

    fn truth_of_any(&mut self, value: &Value) -> Res<bool> {
        if value.is_none() {
            return Ok(false);
        }
        if let Some(truth) = number::truth(value) {
            return Ok(truth);
        }
        match value.kind() {
            Some(Kind::Instance | Kind::Exception | Kind::Class) => self.truth_of_instance(value),
            _ => match (self.length_of_kind(value), value.exact::<Foreign>().and_then(Foreign::truth)) {
                (Some(len), _) => Ok(len? != 0),
                (None, Some(truth)) => Ok(truth),
                (None, None) => self.truth_of_instance(value),
            },
        }
    }

    fn truth_of_instance(&mut self, value: &Value) -> Res<bool> {
        if value.is_not_implemented() {
            return Err(self.error(Exc::TypeError, "NotImplemented should not be used in a boolean context"));
        }
        if let Some(method) = self.lookup_special(value, &self.names.bool) {
            if method.is_none() {
                return Err(self.type_error_about("'{}' cannot be interpreted as a boolean", value));
            }
            let result = self.call_found_method(&method, value, &[])?;
            return self.bool_result(&result);
        }
        Ok(self.len_special(value)?.is_none_or(|len| len != 0))
    }

    /// What `__bool__` returned.
    ///
    /// # Errors
    /// TypeError if it is no bool.
    pub(crate) fn bool_result(&mut self, result: &Value) -> Res<bool> {
        match result.as_bool() {
            Some(b) => Ok(b),
            None => {
                let got = self.type_name(result);
                Err(self.error(Exc::TypeError, format!("__bool__ should return bool, returned {got}")))
            }
        }
    }

    /// `len(value)`.
    pub fn len(&mut self, value: &Value) -> Res<usize> {
        if let Some(len) = self.length_of_kind(value) {
            return len;
        }
        match self.len_special(value)? {
            Some(len) => Ok(len),
            None => {
                let got = self.type_name(value);
                Err(self.error(Exc::TypeError, format!("object of type '{got}' has no len()")))
            }
        }
    }

    /// `len(value)` of built-in containers whose length is at hand.
    fn length_of_kind(&mut self, value: &Value) -> Option<Res<usize>> {
        match value.exact::<range::Range>() {
            Some(range) => Some(range::length(self, range)),
            None => length_leaf(value).map(Ok),
        }
    }

    /// The result of `__len__`, checked; `None` if there is no such method.
    fn len_special(&mut self, value: &Value) -> Res<Option<usize>> {
        let name = self.names.len.clone();
        self.note_native_items(value, &name, native_items::LEN);
        let Some(result) = self.call_special(value, &name, &[])? else { return Ok(None) };
        self.length_result(&result).map(Some)
    }

    /// What `__len__` returned.
    ///
    /// # Errors
    /// TypeError if it is no integer, ValueError if it is negative, OverflowError if no container can be so long.
    pub(crate) fn length_result(&mut self, result: &Value) -> Res<usize> {
        let number = self.index(result)?;
        match number::to_i64(&number) {
            Some(n) if n >= 0 => Ok(n as usize),
            None if !number::integer(&number).is_some_and(|i| i.is_negative()) => {
                let message = format!("cannot fit '{}' into an index-sized integer", self.type_name(result));
                Err(self.error(Exc::OverflowError, message))
            }
            _ => Err(self.error(Exc::ValueError, "__len__() should return >= 0")),
        }
    }

    /// An estimate of how many items iterating gives: `len()`, else `__length_hint__`, else `default`.
    pub fn length_hint(&mut self, value: &Value, default: usize) -> Res<usize> {
        if let Some(len) = self.length_of_kind(value) {
            return len;
        }
        if !value.is_object() {
            return Ok(default);
        }
        let class = self.class_of(value);
        if class.lookup(&self.names.len).is_some() {
            match self.len_special(value) {
                Ok(Some(len)) => return Ok(len),
                Ok(None) => (),
                Err(raised) if self.raised_is(Exc::TypeError) => drop((raised, self.take_raised())),
                Err(raised) => return Err(raised),
            }
        }
        let name = self.names.length_hint.clone();
        let hint = match self.call_special(value, &name, &[]) {
            Ok(Some(hint)) if !hint.is_not_implemented() => hint,
            Ok(_) => return Ok(default),
            Err(raised) if self.raised_is(Exc::TypeError) => {
                drop((raised, self.take_raised()));
                return Ok(default);
            }
            Err(raised) => return Err(raised),
        };
        match number::to_i64(&hint) {
            Some(n) if n >= 0 => Ok(n as usize),
            Some(_) => Err(self.error(Exc::ValueError, "__length_hint__() should return >= 0")),
            None if number::to_bigint(&hint).is_some() => {
                Err(self.error(Exc::OverflowError, "Python int too large to convert to C ssize_t"))
            }
            None => {
                let got = self.type_name(&hint);
                Err(self.error(Exc::TypeError, format!("__length_hint__ must be an integer, not {got}")))
            }
        }
    }

    /// The special method `name` of a class, if the class or an ancestor other than `object` defines it.
    pub(crate) fn own_special(&self, class: &Class, name: &Value) -> Option<Value> {
        class.lookup(name).filter(|method| !self.is_of_object(method))
    }

    /// Is it a native of the class `object`: a default?
    pub(crate) fn is_of_object(&self, method: &Value) -> bool {
        match method.exact::<NativeFunction>() {
            Some(native) => native.owner.get().exact::<Class>().is_some_and(|c| std::ptr::eq(c, &*self.types.object)),
            None => false,
        }
    }

    /// Calls `method`, found in the receiver's class under `name`, on the receiver with one argument.
    fn call_found(&mut self, method: &Value, name: &Value, receiver: &Value, argument: &Value) -> Res {
        match method.kind() {
            Some(Kind::Function) => self.call(method, &[receiver.clone(), argument.clone()]),
            Some(Kind::Native)
                if method.exact::<NativeFunction>().is_some_and(|native| native.def().flavor == Flavor::Method) =>
            {
                self.call(method, &[receiver.clone(), argument.clone()])
            }
            // A class that sets the method to None refuses: the message is that of the call, as in CPython.
            None => self.call(method, &[]),
            _ => {
                let result = self.call_special(receiver, name, std::slice::from_ref(argument))?;
                Ok(result.unwrap_or(Value::NOT_IMPLEMENTED))
            }
        }
    }

    /// TypeError with a message in which `{}` is the name of the value's class.
    #[cold]
    pub fn type_error_about(&mut self, message: &str, value: &Value) -> Raised {
        let message = message.replacen("{}", &self.type_name(value), 1);
        self.error(Exc::TypeError, message)
    }
}

/// `len(value)` of containers whose length takes no code and no error to tell.
pub(crate) fn length_leaf(value: &Value) -> Option<usize> {
    Some(match value.kind()? {
        Kind::List => value.exact::<List>()?.len(),
        Kind::Tuple => value.exact::<Tuple>()?.items().len(),
        Kind::Str => value.exact::<Str>()?.char_len(),
        Kind::Dict => value.exact::<dict::Dict>()?.len(),
        Kind::Set | Kind::FrozenSet => set::elements(value)?.len(),
        Kind::DictView => value.exact::<crate::object::dict_view::DictView>()?.dict.len(),
        Kind::Foreign => value.exact::<Foreign>()?.length()?,
        Kind::Bytes => value.exact::<Bytes>()?.as_slice().len(),
        Kind::ByteArray => value.exact::<ByteArray>()?.bytes.borrow().len(),
        Kind::MemoryView => value.exact::<MemoryView>()?.len()?,
        Kind::Range => value.exact::<Range>()?.len()?,
        Kind::Instance => length_leaf(native_container(value, native_items::LEN)?)?,
        _ => return None,
    })
}

/// Is `class` derived from `base` and not `base` itself?
fn is_proper_subclass(class: &Gc<Class>, base: &Gc<Class>) -> bool {
    !class.is(base) && class.is_subclass_of(base)
}
