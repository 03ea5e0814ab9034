//! What `match` statements ask about their subject (PEP 634).

use crate::heap::{Gc, Kind};
use crate::object::class::Class;
use crate::object::dict::Dict;
use crate::object::exception::Exc;
use crate::object::tuple::Tuple;
use crate::value::Value;
use crate::vm::{Res, Vm};

impl Vm {
    /// Is it a sequence in the sense of `case [a, b]`? Strings and bytes are not.
    pub(crate) fn is_pattern_sequence(&mut self, value: &Value) -> bool {
        match value.unwrap_base().kind() {
            Some(Kind::List | Kind::Tuple | Kind::Range | Kind::MemoryView) => true,
            Some(Kind::Instance | Kind::Foreign) => self.registered_as(value, "Sequence"),
            _ => false,
        }
    }

    /// Is it a mapping in the sense of `case {"k": v}`?
    pub(crate) fn is_pattern_mapping(&mut self, value: &Value) -> bool {
        match value.unwrap_base().kind() {
            Some(Kind::Dict | Kind::MappingProxy) => true,
            Some(Kind::Instance | Kind::Foreign) => self.registered_as(value, "Mapping"),
            _ => false,
        }
    }

    /// Is it an instance of an abstract base class of `collections.abc`, if that has been imported at all?
    fn registered_as(&mut self, value: &Value, class: &str) -> bool {
        let module = self.modules.get_name("collections.abc").or_else(|| self.modules.get_name("_collections_abc"));
        let Some(module) = module else { return false };
        let Ok(class) = self.get_attr_text(&module, class) else {
            drop(self.take_raised());
            return false;
        };
        let Ok(is) = self.is_instance(value, &class) else {
            drop(self.take_raised());
            return false;
        };
        is
    }

    /// The values of `keys`, a tuple, in a mapping; `None` if one is missing.
    pub(crate) fn match_keys(&mut self, subject: &Value, keys: &Value) -> Res {
        let keys = keys.exact::<Tuple>().map(|t| t.items().to_vec()).unwrap_or_default();
        for (i, key) in keys.iter().enumerate() {
            self.hash_element(key)?;
            for other in &keys[..i] {
                if self.eq(key, other)? {
                    let repr = self.repr(key)?;
                    return Err(self.error(Exc::ValueError, format!("mapping pattern checks duplicate key ({repr})")));
                }
            }
        }
        let mut values = Vec::with_capacity(keys.len());
        for key in &keys {
            // `get` rather than `[]`: a defaultdict must not grow by being looked at.
            let found = match subject.exact::<Dict>() {
                Some(dict) => dict.get(self, key)?,
                None => {
                    let missing = self.plain_object();
                    let found = self.call_method(subject, "get", &[key.clone(), missing.clone()])?;
                    Some(found).filter(|f| !f.is(&missing))
                }
            };
            match found {
                Some(value) => values.push(value),
                None => return Ok(Value::NONE),
            }
        }
        Ok(Tuple::value(values))
    }

    /// A dict of `subject` without `keys`.
    pub(crate) fn match_rest(&mut self, subject: &Value, keys: &Value) -> Res {
        let rest = Dict::new();
        self.dict_update(&rest, subject)?;
        for key in keys.exact::<Tuple>().map(|t| t.items().to_vec()).unwrap_or_default() {
            rest.remove(self, &key)?;
        }
        Ok(rest.into_value())
    }

    /// The attributes that `case class(p1, ..., name=p)` looks into; `None` if it does not match.
    pub(crate) fn match_class(&mut self, subject: &Value, class: &Value, count: usize, names: &Value) -> Res {
        let Some(typed) = class.to_gc::<Class>() else {
            return Err(self.error(Exc::TypeError, "called match pattern must be a class"));
        };
        if !self.is_instance(subject, class)? {
            return Ok(Value::NONE);
        }
        let mut values = Vec::new();
        let mut seen: Vec<Value> = Vec::new();
        if count > 0 {
            let match_args = self.names.match_args.clone();
            match self.get_attr_opt(class, &match_args)? {
                Some(args) => {
                    let Some(args) = args.get::<Tuple>().map(|t| t.items().to_vec()) else {
                        let (name, got) = (typed.name_text(), self.type_name(&args));
                        let message = format!("{name}.__match_args__ must be a tuple (got {got})");
                        return Err(self.error(Exc::TypeError, message));
                    };
                    self.check_positional(&typed, count, args.len())?;
                    for name in args.into_iter().take(count) {
                        if name.as_str().is_none() {
                            let got = self.type_name(&name);
                            let message = format!("__match_args__ elements must be strings (got {got})");
                            return Err(self.error(Exc::TypeError, message));
                        }
                        if !self.match_attribute(subject, &typed, name, &mut seen, &mut values)? {
                            return Ok(Value::NONE);
                        }
                    }
                }
                None => {
                    let limit = matches_itself(&typed) as usize;
                    self.check_positional(&typed, count, limit)?;
                    values.push(subject.clone());
                }
            }
        }
        for name in names.exact::<Tuple>().map(|t| t.items().to_vec()).unwrap_or_default() {
            if !self.match_attribute(subject, &typed, name, &mut seen, &mut values)? {
                return Ok(Value::NONE);
            }
        }
        Ok(Tuple::value(values))
    }

    fn check_positional(&mut self, class: &Gc<Class>, given: usize, limit: usize) -> Res<()> {
        if given <= limit {
            return Ok(());
        }
        let (name, s) = (class.name_text(), if limit == 1 { "" } else { "s" });
        let message = format!("{name}() accepts {limit} positional sub-pattern{s} ({given} given)");
        Err(self.error(Exc::TypeError, message))
    }

    fn match_attribute(
        &mut self,
        subject: &Value,
        class: &Gc<Class>,
        name: Value,
        seen: &mut Vec<Value>,
        values: &mut Vec<Value>,
    ) -> Res<bool> {
        let name = crate::object::str::Str::intern(name.as_str().unwrap_or_default()).into_value();
        if seen.iter().any(|s| s.is(&name)) {
            let (class, attr) = (class.name_text(), self.repr(&name)?);
            let message = format!("{class}() got multiple sub-patterns for attribute {attr}");
            return Err(self.error(Exc::TypeError, message));
        }
        seen.push(name.clone());
        match self.get_attr_opt(subject, &name)? {
            Some(value) => {
                values.push(value);
                Ok(true)
            }
            None => Ok(false),
        }
    }
}

/// Built-in classes whose single positional sub-pattern matches the subject itself.
fn matches_itself(class: &Gc<Class>) -> bool {
    let own = |c: &Class| {
        c.is_builtin
            && matches!(
                c.name_text().as_str(),
                "bool"
                    | "bytearray"
                    | "bytes"
                    | "dict"
                    | "float"
                    | "frozenset"
                    | "int"
                    | "list"
                    | "set"
                    | "str"
                    | "tuple"
            )
    };
    own(class) || class.ancestors.borrow().iter().any(|c| own(c))
}
