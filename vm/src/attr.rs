//! Attribute lookup, storing and deletion.

use crate::value::Value;
use crate::vm::{Res, Vm};

#[allow(unused_variables)]
impl Vm {
    /// `value.name`; `name` is an interned string.
    pub fn get_attr(&mut self, value: &Value, name: &Value) -> Res {
        todo!()
    }

    /// `value.name`, `None` instead of AttributeError.
    pub fn get_attr_opt(&mut self, value: &Value, name: &Value) -> Res<Option<Value>> {
        todo!()
    }

    /// `value.name = new`.
    pub fn set_attr(&mut self, value: &Value, name: &Value, new: Value) -> Res<()> {
        todo!()
    }

    /// `del value.name`.
    pub fn del_attr(&mut self, value: &Value, name: &Value) -> Res<()> {
        todo!()
    }

    /// The special method `name` of the value's class, not bound.
    pub fn lookup_special(&self, value: &Value, name: &Value) -> Option<Value> {
        self.class_of(value).lookup(name)
    }
}
