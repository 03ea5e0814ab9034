//! Calls: of functions, natives, classes, bound methods and anything with `__call__`.

use crate::object::native::Keywords;
use crate::value::Value;
use crate::vm::{Res, Vm};

#[allow(unused_variables)]
impl Vm {
    /// `callable(*args)`, run to its end. Nested in the Rust stack: natives that call back use it, the interpreter
    /// does not.
    pub fn call(&mut self, callable: &Value, args: &[Value]) -> Res {
        self.call_with(callable, args, Keywords::NONE)
    }

    /// `callable(*args, **keywords)`, run to its end.
    pub fn call_with(&mut self, callable: &Value, args: &[Value], keywords: Keywords) -> Res {
        todo!()
    }

    /// `receiver.name(*args)`.
    pub fn call_method(&mut self, receiver: &Value, name: &str, args: &[Value]) -> Res {
        todo!()
    }

    /// Calls the special method `name` of the value's class, if it has one (`None` counts as not having it).
    pub fn call_special(&mut self, receiver: &Value, name: &Value, args: &[Value]) -> Res<Option<Value>> {
        todo!()
    }
}
