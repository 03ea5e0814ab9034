//! Objects that are taken apart by a reduction: `copyreg`'s table, `reducer_override`, `__reduce_ex__` (PEP 307).

use super::save::Saver;
use super::{in_language, op, pickling_error};
use rondo_vm::heap::Kind;
use rondo_vm::object::dict::Dict;
use rondo_vm::object::str::Str;
use rondo_vm::object::tuple::Tuple;
use rondo_vm::value::Value;
use rondo_vm::vm::{Raised, Res, Vm};

/// The parts of a reduction; `None` where it has no such part.
struct Reduction<'a> {
    callable: &'a Value,
    args: &'a [Value],
    state: &'a Value,
    items: &'a Value,
    pairs: &'a Value,
    state_setter: &'a Value,
}

impl Saver {
    /// Writes an object for which there is no opcode.
    pub(super) fn save_object(&mut self, vm: &mut Vm, object: &Value) -> Res<()> {
        if self.is_buffer(vm, object)? {
            return self.save_buffer(vm, object);
        }
        if !self.hooks.reducer_override.is_unset() {
            let reduced = vm.call(&self.hooks.reducer_override, std::slice::from_ref(object))?;
            if !reduced.is_not_implemented() {
                return self.save_reduced(vm, object, &reduced);
            }
        }
        let class = vm.class_of(object);
        if class.is(&vm.types.type_) {
            return self.save_type(vm, object);
        }
        if object.is_kind(Kind::Function) {
            return self.save_global(vm, object, None);
        }
        let class = class.into_value();
        let reduced = match self.reducer(vm, &class)? {
            Some(reducer) => vm.call(&reducer, std::slice::from_ref(object))?,
            None if object.is_kind(Kind::Class) => return self.save_global(vm, object, None),
            None => self.reduce(vm, object)?,
        };
        self.save_reduced(vm, object, &reduced)
    }

    /// What the table of reducers has for a class.
    fn reducer(&mut self, vm: &mut Vm, class: &Value) -> Res<Option<Value>> {
        if self.hooks.dispatch_table.is_unset() {
            let copyreg = vm.import_module("copyreg")?;
            self.hooks.dispatch_table = vm.get_attr_text(&copyreg, "dispatch_table")?;
        }
        let table = &self.hooks.dispatch_table;
        if let Some(dict) = table.exact::<Dict>() {
            return dict.get(vm, class);
        }
        match vm.get_item(table, class) {
            Ok(found) => Ok(Some(found)),
            Err(_) if vm.raised_is(rondo_vm::object::exception::Exc::KeyError) => {
                drop(vm.take_raised());
                Ok(None)
            }
            Err(raised) => Err(raised),
        }
    }

    fn reduce(&mut self, vm: &mut Vm, object: &Value) -> Res {
        let protocol = Value::from(self.settings.protocol as usize);
        if let Some(reduce) = vm.get_attr_opt(object, &Str::intern("__reduce_ex__").into_value())? {
            return vm.call(&reduce, &[protocol]);
        }
        if let Some(reduce) = vm.get_attr_opt(object, &Str::intern("__reduce__").into_value())? {
            return vm.call(&reduce, &[]);
        }
        let (class, shown) = (vm.type_name(object), vm.repr(object)?);
        Err(pickling_error(vm, format!("Can't pickle '{class}' object: {shown}")))
    }

    /// Writes what an object has been reduced to: the name of a global, or a call and what follows it.
    fn save_reduced(&mut self, vm: &mut Vm, object: &Value, reduced: &Value) -> Res<()> {
        if reduced.as_str().is_some() {
            return self.save_global(vm, object, Some(reduced));
        }
        let saved = match reduced.get::<Tuple>().map(Tuple::items) {
            Some(parts) if (2..=6).contains(&parts.len()) => self.save_parts(vm, parts, object),
            Some(_) => {
                let message = "tuple returned by __reduce__ must contain 2 through 6 elements";
                Err(pickling_error(vm, message))
            }
            None => {
                let got = vm.full_type_name(reduced);
                Err(pickling_error(vm, format!("__reduce__ must return a string or tuple, not {got}")))
            }
        };
        saved.map_err(|raised| with_note(vm, raised, object, "object"))
    }

    fn save_parts(&mut self, vm: &mut Vm, parts: &[Value], object: &Value) -> Res<()> {
        if !rondo_vm::builtins::attributes::is_callable(vm, &parts[0]) {
            let got = vm.full_type_name(&parts[0]);
            let message = format!("first item of the tuple returned by __reduce__ must be callable, not {got}");
            return Err(pickling_error(vm, message));
        }
        let Some(args) = parts[1].get::<Tuple>() else {
            let got = vm.full_type_name(&parts[1]);
            let message = format!("second item of the tuple returned by __reduce__ must be a tuple, not {got}");
            return Err(pickling_error(vm, message));
        };
        for (place, which) in [(3, "fourth"), (4, "fifth")] {
            if let Some(part) = parts.get(place).filter(|part| !part.is_none() && !vm.is_iterator(part)) {
                let got = vm.full_type_name(part);
                let message =
                    format!("{which} item of the tuple returned by __reduce__ must be an iterator, not {got}");
                return Err(pickling_error(vm, message));
            }
        }
        if let Some(setter) = parts.get(5).filter(|part| !part.is_none())
            && !rondo_vm::builtins::attributes::is_callable(vm, setter)
        {
            let got = vm.full_type_name(setter);
            let message = format!("sixth item of the tuple returned by __reduce__ must be a function, not {got}");
            return Err(pickling_error(vm, message));
        }
        let none = Value::NONE;
        let part = |place: usize| parts.get(place).unwrap_or(&none);
        let reduction = Reduction {
            callable: &parts[0],
            args: args.items(),
            state: part(2),
            items: part(3),
            pairs: part(4),
            state_setter: part(5),
        };
        self.save_reduction(vm, &reduction, object, &parts[1])
    }

    /// Writes the call of a function, of which `object` is the result.
    pub(super) fn save_call(&mut self, vm: &mut Vm, callable: Value, args: Vec<Value>, object: &Value) -> Res<()> {
        let args = Tuple::value(args);
        let none = &Value::NONE;
        let items = args.exact::<Tuple>().map_or(&[][..], Tuple::items);
        let reduction =
            Reduction { callable: &callable, args: items, state: none, items: none, pairs: none, state_setter: none };
        self.save_reduction(vm, &reduction, object, &args)
    }

    fn save_reduction(&mut self, vm: &mut Vm, r: &Reduction, object: &Value, args: &Value) -> Res<()> {
        let name = match self.settings.protocol {
            2.. => vm.get_attr_opt(r.callable, &vm.names.name.clone())?,
            _ => None,
        };
        match name.as_ref().and_then(Value::as_str) {
            Some("__newobj_ex__") => self.save_newobj_ex(vm, r, object)?,
            Some("__newobj__") => self.save_newobj(vm, r, object)?,
            _ => {
                self.save_part(vm, r.callable, object, "reconstructor")?;
                self.save_part(vm, args, object, "reconstructor arguments")?;
                self.output.op(op::REDUCE);
            }
        }
        // The object was written while its arguments were: that one counts.
        if let Some(index) = self.known(object) {
            self.output.op(op::POP);
            self.get(index);
            return Ok(());
        }
        self.memoize(object);
        if !r.items.is_none() {
            self.save_items(vm, r.items, object)?;
        }
        if !r.pairs.is_none() {
            self.save_pairs(vm, r.pairs, object)?;
        }
        if r.state.is_none() {
            return Ok(());
        }
        if r.state_setter.is_none() {
            self.save_part(vm, r.state, object, "state")?;
            self.output.op(op::BUILD);
            return Ok(());
        }
        self.save_part(vm, r.state_setter, object, "state setter")?;
        self.save(vm, object)?;
        self.save_part(vm, r.state, object, "state")?;
        self.output.put(&[op::TUPLE2, op::REDUCE, op::POP]);
        Ok(())
    }

    /// Writes a part of what `object` has been reduced to.
    fn save_part(&mut self, vm: &mut Vm, value: &Value, object: &Value, part: &str) -> Res<()> {
        self.save(vm, value).map_err(|raised| with_note(vm, raised, object, part))
    }

    fn save_newobj(&mut self, vm: &mut Vm, r: &Reduction, object: &Value) -> Res<()> {
        let Some((class, args)) = r.args.split_first() else {
            return Err(pickling_error(vm, "__newobj__ expected at least 1 argument, got 0"));
        };
        if !class.is_kind(Kind::Class) {
            let got = vm.full_type_name(class);
            return Err(pickling_error(vm, format!("first argument to __newobj__() must be a class, not {got}")));
        }
        let own = vm.get_attr(object, &vm.names.class.clone())?;
        if !own.is(class) {
            let (own, class) = (vm.repr(&own)?, vm.repr(class)?);
            return Err(pickling_error(vm, format!("first argument to __newobj__() must be {own}, not {class}")));
        }
        self.save_part(vm, class, object, "class")?;
        self.save_part(vm, &Tuple::from_slice(args).into_value(), object, "__new__ arguments")?;
        self.output.op(op::NEWOBJ);
        Ok(())
    }

    fn save_newobj_ex(&mut self, vm: &mut Vm, r: &Reduction, object: &Value) -> Res<()> {
        let [class, args, keywords] = r.args else {
            let message = format!("__newobj_ex__ expected 3 arguments, got {}", r.args.len());
            return Err(pickling_error(vm, message));
        };
        let wrong = if !class.is_kind(Kind::Class) {
            Some(("first", "class", class))
        } else if args.get::<Tuple>().is_none() {
            Some(("second", "tuple", args))
        } else if keywords.get::<Dict>().is_none() {
            Some(("third", "dict", keywords))
        } else {
            None
        };
        if let Some((place, wanted, got)) = wrong {
            let got = vm.full_type_name(got);
            let message = format!("{place} argument to __newobj_ex__() must be a {wanted}, not {got}");
            return Err(pickling_error(vm, message));
        }
        if self.settings.protocol >= 4 {
            self.save_part(vm, class, object, "class")?;
            self.save_part(vm, args, object, "__new__ arguments")?;
            self.save_part(vm, keywords, object, "__new__ arguments")?;
            self.output.op(op::NEWOBJ_EX);
            return Ok(());
        }
        let partial = in_language(vm, "_new_later")?;
        let partial = vm.call(&partial, r.args)?;
        self.save_part(vm, &partial, object, "reconstructor")?;
        self.save(vm, &Tuple::value(Vec::new()))?;
        self.output.op(op::REDUCE);
        Ok(())
    }

    /// Writes a class that `type` has made.
    fn save_type(&mut self, vm: &mut Vm, object: &Value) -> Res<()> {
        for single in [Value::NONE, Value::NOT_IMPLEMENTED, Value::ELLIPSIS] {
            if object.is(&vm.class_of(&single).into_value()) {
                let type_class = vm.types.type_.to_value();
                return self.save_call(vm, type_class, vec![single], object);
            }
        }
        self.save_global(vm, object, None)
    }
}

/// An exception with a note that says which part of an object it came out of.
#[cold]
pub(super) fn with_note(vm: &mut Vm, raised: Raised, object: &Value, part: &str) -> Raised {
    drop(raised);
    let exception = vm.take_raised();
    let note = format!("when serializing {} {part}", vm.full_type_name(object));
    match vm.call_method(&exception, "add_note", &[Value::from(note)]) {
        Ok(_) => vm.raise_again(exception),
        Err(raised) => raised,
    }
}

/// As [`with_note`], of the item that has a key.
#[cold]
pub(super) fn with_note_of_item(vm: &mut Vm, raised: Raised, object: &Value, key: &Value) -> Raised {
    drop(raised);
    let exception = vm.take_raised();
    match vm.repr(key) {
        Ok(shown) => {
            let raised = vm.raise_again(exception);
            with_note(vm, raised, object, &format!("item {shown}"))
        }
        Err(raised) => raised,
    }
}
