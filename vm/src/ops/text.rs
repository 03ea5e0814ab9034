//! `repr`, `str` and `format`.

use crate::heap::Kind;
use crate::object::class::{Class, flag};
use crate::object::exception::Exc;
use crate::object::foreign::Foreign;
use crate::object::str::Str;
use crate::value::Value;
use crate::vm::{Res, Vm};
use std::cell::RefCell;

thread_local! {
    /// The containers whose `repr` is being made.
    static RUNNING: RefCell<Vec<u64>> = const { RefCell::new(Vec::new()) };
}

/// `<module.Class object at 0x...>`: what `object.__repr__` returns.
pub fn repr_default(vm: &Vm, value: &Value) -> String {
    format!("<{} object at {:#x}>", vm.qualified_type_name(value), value.bits())
}

impl Vm {
    /// The name of a value's class with the module it is in, unless that is `builtins`.
    pub fn qualified_type_name(&self, value: &Value) -> String {
        self.qualified_class_name(&self.class_of(value))
    }

    /// As [`Vm::qualified_type_name`], without the module `__main__` either.
    pub fn full_type_name(&self, value: &Value) -> String {
        let name = self.qualified_type_name(value);
        name.strip_prefix("__main__.").map(str::to_string).unwrap_or(name)
    }

    /// What messages about descriptors call a class: a native one with its module, unless that is `builtins`.
    pub fn descriptor_owner(&self, class: &Value) -> String {
        match class.exact::<Class>() {
            Some(class) if class.is_builtin || class.has(flag::SHOWS_MODULE) => self.qualified_class_name(class),
            Some(class) => class.name_text(),
            None => String::new(),
        }
    }

    /// A class's `__qualname__` with the module it is in, unless that is `builtins`.
    pub fn qualified_class_name(&self, class: &Class) -> String {
        let qualname = class.qualname.get();
        let qualname = qualname.as_str().unwrap_or_default();
        match class.dict().get_str(&self.names.module) {
            Some(module) if module.as_str().is_some_and(|m| m != "builtins") => {
                format!("{}.{qualname}", module.as_str().unwrap_or_default())
            }
            _ => class.name_text(),
        }
    }

    /// `repr(value)` as text.
    pub fn repr(&mut self, value: &Value) -> Res<String> {
        if let Some(i) = value.as_small_int() {
            return Ok(i.to_string());
        }
        if let Some(f) = value.as_float() {
            return Ok(crate::object::float::text::repr(f));
        }
        Ok(match value.kind() {
            None if value.is_none() => "None".to_string(),
            None if value.is_true() => "True".to_string(),
            None if value.is_false() => "False".to_string(),
            None if value.is_ellipsis() => "Ellipsis".to_string(),
            None => "NotImplemented".to_string(),
            Some(_) => {
                let text = self.repr_value(value)?;
                text.as_str().unwrap_or_default().to_string()
            }
        })
    }

    /// `repr(value)` as the string object that `__repr__` returned.
    pub fn repr_value(&mut self, value: &Value) -> Res {
        if !value.is_object() {
            return Ok(Value::from(self.repr(value)?));
        }
        let name = self.names.repr.clone();
        let class = self.class_of(value);
        if self.own_special(&class, &name).is_none() {
            return Ok(Value::from(repr_default(self, value)));
        }
        let result = self.nested(" while getting the repr of an object", |vm| vm.call_special(value, &name, &[]))?;
        match result {
            Some(text) if text.as_str().is_some() => Ok(text),
            Some(other) => Err(self.type_error_about("__repr__ returned non-string (type {})", &other)),
            None => Ok(Value::from(repr_default(self, value))),
        }
    }

    /// `str(value)` as text.
    pub fn str(&mut self, value: &Value) -> Res<String> {
        if value.kind().is_none() {
            return self.repr(value);
        }
        let text = self.str_value(value)?;
        Ok(text.as_str().unwrap_or_default().to_string())
    }

    /// `str(value)` as a string object.
    pub fn str_value(&mut self, value: &Value) -> Res {
        match value.kind() {
            Some(Kind::Str) => return Ok(value.clone()),
            None if value.is_small_int() => return Ok(Str::decimal(value.small_int_value())),
            None => return Ok(Value::from(self.repr(value)?)),
            Some(Kind::Foreign) => {
                if let Some(text) = value.exact::<Foreign>().and_then(|foreign| foreign.str(self)) {
                    return text;
                }
            }
            _ => (),
        }
        let name = self.names.str.clone();
        let class = self.class_of(value);
        if self.importer.flags.bytes_warning > 0 {
            let name = match value.unwrap_base().kind() {
                Some(Kind::Bytes) => Some("bytes"),
                Some(Kind::ByteArray) => Some("bytearray"),
                _ => None,
            };
            if let Some(name) = name {
                self.warn(Exc::BytesWarning, &format!("str() on a {name} instance"))?;
            }
        }
        if self.own_special(&class, &name).is_none() {
            return self.repr_value(value);
        }
        let result = self.nested(" while getting the str of an object", |vm| vm.call_special(value, &name, &[]))?;
        match result {
            Some(text) => self.str_result(text),
            None => self.repr_value(value),
        }
    }

    /// What `__str__` returned, if it is a string.
    ///
    /// # Errors
    /// TypeError if it is none.
    pub(crate) fn str_result(&mut self, text: Value) -> Res {
        match text.as_str() {
            Some(_) => Ok(text),
            None => Err(self.type_error_about("__str__ returned non-string (type {})", &text)),
        }
    }

    /// `format(value, spec)` as text.
    pub fn format(&mut self, value: &Value, spec: &str) -> Res<String> {
        if let Some(result) = crate::format::format_value(self, value, spec) {
            return result;
        }
        let text = self.format_object(value, spec)?;
        Ok(text.as_str().unwrap_or_default().to_string())
    }

    /// `format(value, spec)` as the string object that `__format__` returned.
    pub fn format_object(&mut self, value: &Value, spec: &str) -> Res {
        if let Some(result) = crate::format::format_value(self, value, spec) {
            return Ok(Value::from(result?));
        }
        let name = self.names.format.clone();
        let class = self.class_of(value);
        if self.own_special(&class, &name).is_some()
            && let Some(result) = self.call_special(value, &name, &[Str::value(spec)])?
        {
            return match result.as_str() {
                Some(_) => Ok(result),
                None => Err(self.type_error_about("__format__ must return a str, not {}", &result)),
            };
        }
        if spec.is_empty() {
            return self.str_value(value);
        }
        Err(self.unsupported_format(value))
    }

    fn unsupported_format(&mut self, value: &Value) -> crate::vm::Raised {
        let class = self.type_name(value);
        self.error(Exc::TypeError, format!("unsupported format string passed to {class}.__format__"))
    }

    /// Is a container's `repr` being made right now? Then it is `[...]`. Otherwise runs `f` and notes that it runs.
    pub fn repr_guarded(
        &mut self,
        container: &Value,
        inside_itself: &str,
        f: impl FnOnce(&mut Vm) -> Res<String>,
    ) -> Res<String> {
        let id = container.bits();
        if RUNNING.with_borrow(|running| running.contains(&id)) {
            return Ok(inside_itself.to_string());
        }
        RUNNING.with_borrow_mut(|running| running.push(id));
        let result = f(self);
        RUNNING.with_borrow_mut(|running| running.pop());
        result
    }

    /// The reprs of the items, separated by commas.
    pub fn repr_items(&mut self, items: impl Iterator<Item = Value>, out: &mut String) -> Res<()> {
        for (i, item) in items.enumerate() {
            if i > 0 {
                out.push_str(", ");
            }
            out.push_str(&self.repr(&item)?);
        }
        Ok(())
    }
}
