//! `*iterable` and `**mapping` in displays and calls, `except*`, and the rare operations of `Intrinsic`.

use crate::builtins::code::current_locals;
use crate::heap::{Gc, Kind};
use crate::object::class::{Class, flag};
use crate::object::dict::Dict;
use crate::object::dict::methods::plain_dict;
use crate::object::exception::{Exc, Exception, group};
use crate::object::function::{Function, RareAttr};
use crate::object::list::List;
use crate::object::str::Str;
use crate::object::tuple::Tuple;
use crate::op::{Common, Intrinsic};
use crate::ops::Compare;
use crate::value::Value;
use crate::vm::{Res, Vm};

impl Vm {
    /// The items of `*iterable`.
    pub(crate) fn collect_spread(&mut self, value: &Value) -> Res<Vec<Value>> {
        if !self.has_iter(value) {
            let got = self.type_name(value);
            return Err(self.error(Exc::TypeError, format!("Value after * must be an iterable, not {got}")));
        }
        self.collect(value)
    }

    /// The items of `*iterable`, all that `callee` is called with.
    pub(crate) fn collect_arguments(&mut self, value: &Value, callee: &Value) -> Res<Vec<Value>> {
        if !value.is_kind(Kind::Tuple) && !self.has_iter(value) {
            let (name, got) = (self.callable_name(callee)?, self.type_name(value));
            let message = format!("{name} argument after * must be an iterable, not {got}");
            return Err(self.error(Exc::TypeError, message));
        }
        self.collect(value)
    }

    /// `dict.update(mapping)`, for `**mapping` in a display.
    pub fn dict_update(&mut self, target: &Gc<Dict>, mapping: &Value) -> Res<()> {
        for (key, value) in self.mapping_items(mapping)? {
            target.set(self, key, value)?;
        }
        Ok(())
    }

    /// The items of a mapping, by `keys()` and `[]` if it is no dict, or one that iterates in its own way.
    pub fn mapping_items(&mut self, mapping: &Value) -> Res<Vec<(Value, Value)>> {
        if let Some(dict) = plain_dict(self, mapping) {
            return Ok(dict.entries().into_iter().map(|e| (e.key, e.value)).collect());
        }
        let keys = self.names.keys.clone();
        let Some(keys) = self.get_attr_opt(mapping, &keys)? else {
            let got = self.type_name(mapping);
            return Err(self.error(Exc::TypeError, format!("'{got}' object is not a mapping")));
        };
        let keys = self.call(&keys, &[])?;
        let mut items = Vec::new();
        let iterator = match self.iter(&keys) {
            Ok(iterator) => iterator,
            Err(raised) if self.raised_is(Exc::TypeError) => {
                drop((raised, self.take_raised()));
                let (owner, got) = (self.type_name(mapping), self.type_name(&keys));
                let message = format!("{owner}.keys() returned a non-iterable (type {got})");
                return Err(self.error(Exc::TypeError, message));
            }
            Err(raised) => return Err(raised),
        };
        for key in self.collect(&iterator)? {
            let value = self.get_item(mapping, &key)?;
            items.push((key, value));
        }
        Ok(items)
    }

    /// `**mapping` in a call of `callee`: a keyword must not come twice.
    pub(crate) fn dict_merge(&mut self, target: &Gc<Dict>, mapping: &Value, callee: &Value) -> Res<()> {
        let keys = self.names.keys.clone();
        let has_keys = mapping.exact::<Dict>().is_some() || self.get_attr_opt(mapping, &keys)?.is_some();
        let items = match self.mapping_items(mapping) {
            Ok(items) => items,
            Err(raised) if self.raised_is(Exc::TypeError) && !has_keys => {
                drop(raised);
                drop(self.take_raised());
                let (name, got) = (self.callable_name(callee)?, self.type_name(mapping));
                let message = format!("{name} argument after ** must be a mapping, not {got}");
                return Err(self.error(Exc::TypeError, message));
            }
            Err(raised) => return Err(raised),
        };
        for (key, value) in items {
            if key.as_str().is_none() {
                return Err(self.error(Exc::TypeError, "keywords must be strings"));
            }
            if target.contains(self, &key)? {
                let (name, key) = (self.callable_name(callee)?, key.as_str().unwrap_or_default().to_string());
                let message = format!("{name} got multiple values for keyword argument '{key}'");
                return Err(self.error(Exc::TypeError, message));
            }
            target.set(self, key, value)?;
        }
        Ok(())
    }

    /// How messages about a call name what is called: `module.function()`.
    fn callable_name(&mut self, callee: &Value) -> Res<String> {
        let name = self.names.qualname.clone();
        let Some(name) = self.get_attr_opt(callee, &name)? else { return self.str(callee) };
        let name = self.str(&name)?;
        let module = self.names.module.clone();
        match self.get_attr_opt(callee, &module)? {
            Some(module) if !module.is_none() && module.as_str() != Some("builtins") => {
                Ok(format!("{}.{name}()", self.str(&module)?))
            }
            _ => Ok(format!("{name}()")),
        }
    }

    /// `except* class`: the part of `exception` that matches, and the rest.
    pub(crate) fn except_star_split(&mut self, exception: &Value, class: &Value) -> Res<(Value, Value)> {
        if exception.is_none() {
            return Ok((Value::NONE, Value::NONE));
        }
        self.check_star_class(class)?;
        if group::is_group(self, exception) {
            return group::split(self, exception, class);
        }
        // An exception that is no group is caught as a group of one.
        if !self.exception_matches(exception, class)? {
            return Ok((Value::NONE, exception.clone()));
        }
        let wrapped = group::wrap(self, exception)?;
        self.add_place_to(&wrapped);
        Ok((wrapped, Value::NONE))
    }

    fn check_star_class(&mut self, class: &Value) -> Res<()> {
        let classes = match class.get::<Tuple>() {
            Some(tuple) => tuple.items().to_vec(),
            None => vec![class.clone()],
        };
        for class in classes {
            let Some(class) = class.to_gc::<Class>().filter(|c| c.has(flag::EXCEPTION)) else {
                let message = "catching classes that do not inherit from BaseException is not allowed";
                return Err(self.error(Exc::TypeError, message));
            };
            if class.is_subclass_of(self.types.exception(Exc::BaseExceptionGroup)) {
                let message = "catching ExceptionGroup with except* is not allowed. Use except instead.";
                return Err(self.error(Exc::TypeError, message));
            }
        }
        Ok(())
    }

    /// What an `except*` statement raises at its end: what handlers raised, and what none of them caught.
    pub(crate) fn except_star_join(&mut self, raised: &Value, original: &Value) -> Res {
        let items: Vec<Value> = match raised.exact::<List>() {
            Some(list) => list.items().borrow().iter().filter(|v| !v.is_none()).cloned().collect(),
            None => Vec::new(),
        };
        if items.is_empty() {
            return Ok(Value::NONE);
        }
        if !group::is_group(self, original) {
            // It was wrapped for the one clause that can have matched.
            return Ok(items[0].clone());
        }
        let is_part = |e: &Value| same_origin(e, original);
        let (parts, mut raised): (Vec<Value>, Vec<Value>) = items.into_iter().partition(is_part);
        let kept = if parts.is_empty() { Value::NONE } else { group::project(self, original, &parts)? };
        if raised.is_empty() {
            return Ok(kept);
        }
        if raised.len() == 1 && kept.is_none() {
            return Ok(raised.remove(0));
        }
        raised.extend(Some(kept).filter(|kept| !kept.is_none()));
        group::new(self, "", raised)
    }

    /// An object that code refers to by number.
    pub(crate) fn common(&mut self, which: u16) -> Res {
        let builtin = |vm: &Vm, name: &str| vm.builtins.get_name(name).unwrap_or(Value::NONE);
        Ok(match Common::from_number(which) {
            Some(Common::AssertionError) => self.types.exception(Exc::AssertionError).to_value(),
            Some(Common::NotImplementedError) => self.types.exception(Exc::NotImplementedError).to_value(),
            Some(Common::BuildClass) => {
                let own = self.current_globals().and_then(|globals| self.own_builtins(&globals));
                let Some(own) = own else { return Ok(builtin(self, "__build_class__")) };
                match self.own_builtin(&own, &Str::intern("__build_class__").into_value())? {
                    Some(found) => found,
                    None => return Err(self.error(Exc::NameError, "__build_class__ not found")),
                }
            }
            Some(Common::Tuple) => self.types.of_kind(Kind::Tuple).to_value(),
            Some(Common::All) => builtin(self, "all"),
            Some(Common::Any) => builtin(self, "any"),
            None => unreachable!("the compiler emits known objects"),
        })
    }

    /// A rare operation.
    pub(crate) fn intrinsic(&mut self, which: Intrinsic, args: Vec<Value>) -> Res {
        match which {
            Intrinsic::Print => {
                let sys = self.import_module("sys")?;
                let hook = self.get_attr_text(&sys, "displayhook")?;
                self.call(&hook, &args)
            }
            Intrinsic::CheckAnnotateFormat => {
                let unknown = self.compare(Compare::Gt, &args[0], &Value::small_int_unchecked(2))?;
                if self.truth(&unknown)? {
                    return Err(self.error_with(Exc::NotImplementedError, Vec::new()));
                }
                Ok(Value::NONE)
            }
            Intrinsic::SetUpAnnotations => {
                let namespace = current_locals(self)?;
                let name = Str::intern("__annotations__").into_value();
                if !self.contains(&namespace, &name)? {
                    self.set_item(&namespace, &name, args[0].clone())?;
                }
                Ok(Value::NONE)
            }
            Intrinsic::SetTypeParams => {
                match args[0].exact::<Function>() {
                    Some(function) => function.set_rare(RareAttr::TypeParams, args[1].clone()),
                    None => {
                        let name = self.names.type_params.clone();
                        self.set_attr(&args[0], &name, args[1].clone())?;
                    }
                }
                Ok(args[0].clone())
            }
            Intrinsic::TypeVar => self.typing("_type_var", &args),
            Intrinsic::TypeVarWithBound => self.typing("_type_var_with_bound", &args),
            Intrinsic::TypeVarWithConstraints => self.typing("_type_var_with_constraints", &args),
            Intrinsic::ParamSpec => self.typing("_param_spec", &args),
            Intrinsic::TypeVarTuple => self.typing("_type_var_tuple", &args),
            Intrinsic::SetTypeParamDefault => self.typing("_set_type_param_default", &args),
            Intrinsic::SubscriptGeneric => self.typing("_subscript_generic", &args),
            Intrinsic::TypeAlias => self.typing("_type_alias", &args),
        }
    }

    /// Calls a function of the module `typing`, which holds what type parameters are made of.
    fn typing(&mut self, name: &str, args: &[Value]) -> Res {
        let module = self.import_module("typing")?;
        let function = self.get_attr_text(&module, name)?;
        self.call(&function, args)
    }

    /// A t-string's replacement field.
    pub(crate) fn new_interpolation(&mut self, parts: &[Value], conversion: u16) -> Res {
        let conversion = match conversion {
            0 => Value::NONE,
            1 => Value::from("s"),
            2 => Value::from("r"),
            _ => Value::from("a"),
        };
        let module = self.import_module("string.templatelib")?;
        let class = self.get_attr_text(&module, "Interpolation")?;
        self.call(&class, &[parts[0].clone(), parts[1].clone(), conversion, parts[2].clone()])
    }

    /// A t-string.
    pub(crate) fn new_template(&mut self, parts: &Value) -> Res {
        let parts = parts.exact::<Tuple>().map(|t| t.items().to_vec()).unwrap_or_default();
        let module = self.import_module("string.templatelib")?;
        let class = self.get_attr_text(&module, "Template")?;
        self.call(&class, &parts)
    }

    /// A comparison goes on after the left operand's method returned `NotImplemented`.
    pub(crate) fn compare_reflected(&mut self, which: crate::ops::Compare, a: &Value, b: &Value) -> Res {
        let result = self.compare_by(which.reflected(), b, a)?;
        if result.is_not_implemented() { self.compare_default(which, a, b) } else { Ok(result) }
    }
}

/// Was `part` split off `original`? Splitting keeps the traceback object.
fn same_origin(part: &Value, original: &Value) -> bool {
    let fields = |v: &Value| v.exact::<Exception>().map(|e| (e.traceback.get(), e.cause.get(), e.context.get()));
    match (fields(part), fields(original)) {
        (Some(a), Some(b)) => part.is(original) || a.0.is(&b.0) && a.1.is(&b.1) && a.2.is(&b.2),
        _ => false,
    }
}
