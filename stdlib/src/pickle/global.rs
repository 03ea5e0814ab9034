//! Classes, functions and other objects that are pickled by the name under which their module has them.

use super::save::Saver;
use super::{in_language, op};
use rondo_vm::object::bytes::bytes_of;
use rondo_vm::object::dict::Dict;
use rondo_vm::object::str::Str;
use rondo_vm::object::tuple::Tuple;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};

/// Where a global is.
struct Place {
    module: Value,
    /// With dots, if it is in a class.
    name: Value,
}

impl Saver {
    /// Writes a global; `name` is what its reduction calls it.
    pub(super) fn save_global(&mut self, vm: &mut Vm, object: &Value, name: Option<&Value>) -> Res<()> {
        let place = match plain_place(vm, object, name)? {
            Some(place) => place,
            None => searched_place(vm, object, name)?,
        };
        if self.settings.protocol >= 2
            && let Some(code) = extension(vm, &place)?
        {
            match code {
                0..=0xff => self.output.op_with(op::EXT1, &[code as u8]),
                0x100..=0xffff => self.output.op_with(op::EXT2, &(code as u16).to_le_bytes()),
                _ => self.output.op_with(op::EXT4, &(code as u32).to_le_bytes()),
            }
            return Ok(());
        }
        if self.settings.protocol >= 4 {
            self.save(vm, &place.module)?;
            self.save(vm, &place.name)?;
            self.output.op(op::STACK_GLOBAL);
        } else {
            self.save_by_lines(vm, &place)?;
        }
        self.memoize(object);
        Ok(())
    }

    /// Protocols 0 to 3 know no dotted names: what they mean is got by calls of `getattr`.
    fn save_by_lines(&mut self, vm: &mut Vm, place: &Place) -> Res<()> {
        let name = place.name.as_str().unwrap_or_default().to_string();
        let mut parts = name.split('.');
        let first = parts.next().unwrap_or_default();
        let parts: Vec<&str> = parts.collect();
        let getattr = vm.builtins.get_name("getattr").unwrap_or_default();
        for _ in &parts {
            self.save(vm, &getattr)?;
            if self.settings.protocol < 2 {
                self.output.op(op::MARK);
            }
        }
        // The first three protocols have the names of Python 2.
        let line = in_language(vm, "_global_line")?;
        let protocol = Value::from(self.settings.protocol as usize);
        let fix_imports = Value::bool(self.settings.fix_imports);
        let line = vm.call(&line, &[place.module.clone(), Value::from(first), protocol, fix_imports])?;
        self.output.op_with(op::GLOBAL, &bytes_of(&line).unwrap_or_default());
        for part in parts {
            self.save(vm, &Str::intern(part).into_value())?;
            let tuple = if self.settings.protocol < 2 { op::TUPLE } else { op::TUPLE2 };
            self.output.put(&[tuple, op::REDUCE]);
        }
        Ok(())
    }
}

/// The place of an object that says what it is called and in which module, and is there; `None` for all others.
fn plain_place(vm: &mut Vm, object: &Value, name: Option<&Value>) -> Res<Option<Place>> {
    let name = match name {
        Some(name) => name.clone(),
        None => match vm.get_attr_opt(object, &vm.names.qualname.clone())? {
            Some(name) => name,
            None => return Ok(None),
        },
    };
    let Some(text) = name.as_str() else { return Ok(None) };
    let Some(module) = vm.get_attr_opt(object, &vm.names.module.clone())? else { return Ok(None) };
    if module.as_str().is_none() {
        return Ok(None);
    }
    let Some(mut found) = vm.modules.clone().get_str(&module) else { return Ok(None) };
    for part in text.split('.') {
        match vm.get_attr_opt(&found, &Str::intern(part).into_value())? {
            Some(inner) => found = inner,
            None => return Ok(None),
        }
    }
    let module = Str::intern(module.as_str().unwrap_or_default()).into_value();
    Ok(found.is(object).then_some(Place { module, name }))
}

/// The place of an object that must be looked for.
///
/// # Errors
/// PicklingError if it is in no module, or another object is in its place.
fn searched_place(vm: &mut Vm, object: &Value, name: Option<&Value>) -> Res<Place> {
    let search = in_language(vm, "_global_of")?;
    let pair = vm.call(&search, &[object.clone(), name.cloned().unwrap_or(Value::NONE)])?;
    match &vm.unpack(&pair, 2)?[..] {
        [module, name] => Ok(Place { module: module.clone(), name: name.clone() }),
        _ => unreachable!("it was unpacked to two"),
    }
}

/// The code that `copyreg.add_extension` has given to a global.
fn extension(vm: &mut Vm, place: &Place) -> Res<Option<i64>> {
    let copyreg = vm.import_module("copyreg")?;
    let registry = vm.get_attr_text(&copyreg, "_extension_registry")?;
    if registry.exact::<Dict>().is_some_and(Dict::is_empty) {
        return Ok(None);
    }
    let key = Tuple::of([place.module.clone(), place.name.clone()]);
    let code = vm.call_method(&registry, "get", &[key])?;
    Ok(code.as_small_int())
}
