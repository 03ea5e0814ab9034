//! Globals that a pickle names, instances that it makes and their state.

use super::load::Loader;
use super::{in_language, op, unpickling_error};
use rondo_vm::heap::Kind;
use rondo_vm::object::class::{Class, flag};
use rondo_vm::object::descriptor::Descriptor;
use rondo_vm::object::dict::Dict;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::instance::Instance;
use rondo_vm::object::native::Keywords;
use rondo_vm::object::str::{Str, codec};
use rondo_vm::object::tuple::Tuple;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};

/// What `Unpickler.find_class` does.
pub fn find_class(vm: &mut Vm, module: &Value, name: &Value, protocol: u8, fix_imports: bool) -> Res {
    vm.audit("pickle.find_class", |_| [module.clone(), name.clone()])?;
    let (mut module, mut name) = (module.clone(), name.clone());
    if protocol < 3 && fix_imports {
        let new = in_language(vm, "_new_name")?;
        let pair = vm.call(&new, &[module, name])?;
        let mut parts = vm.unpack(&pair, 2)?;
        name = parts.pop().unwrap_or_default();
        module = parts.pop().unwrap_or_default();
    }
    let found = match vm.modules.clone().get_str(&module) {
        Some(found) if !found.is_none() => found,
        _ => {
            let text = crate::module::text(vm, &module, "module name")?.to_string();
            vm.import_module(&text)?
        }
    };
    let text = crate::module::text(vm, &name, "attribute name")?;
    if protocol < 4 || !text.contains('.') {
        return vm.get_attr(&found, &name);
    }
    let mut object = found;
    for part in text.split('.') {
        let inner = if part == "<locals>" { None } else { vm.get_attr_opt(&object, &Str::intern(part).into_value())? };
        object = match inner {
            Some(inner) => inner,
            None => {
                let (name, module) = (vm.repr(&name)?, vm.repr(&module)?);
                return Err(vm.error(Exc::AttributeError, format!("Can't resolve path {name} on module {module}")));
            }
        };
    }
    Ok(object)
}

impl Loader {
    fn find_class(&mut self, vm: &mut Vm, module: &Value, name: &Value) -> Res {
        match &self.unpickler {
            Some(unpickler) => {
                let unpickler = unpickler.clone();
                super::unpickler::note_protocol(&unpickler, self.manner.protocol);
                vm.call_method(&unpickler, "find_class", &[module.clone(), name.clone()])
            }
            None => find_class(vm, module, name, self.manner.protocol, self.manner.fix_imports),
        }
    }

    pub(super) fn stack_global(&mut self, vm: &mut Vm) -> Res<()> {
        let (name, module) = (self.pop(vm)?, self.pop(vm)?);
        if name.exact::<Str>().is_none() || module.exact::<Str>().is_none() {
            return Err(unpickling_error(vm, "STACK_GLOBAL requires str"));
        }
        let found = self.find_class(vm, &module, &name)?;
        self.push(found);
        Ok(())
    }

    pub(super) fn global(&mut self, vm: &mut Vm, code: u8) -> Res<()> {
        let found = match code {
            op::GLOBAL => {
                let (module, name) = (self.name_line(vm, "utf-8")?, self.name_line(vm, "utf-8")?);
                self.find_class(vm, &module, &name)?
            }
            op::EXT1 => {
                let number = self.byte(vm)? as i64;
                self.extension(vm, number)?
            }
            op::EXT2 => {
                let number = u16::from_le_bytes(self.source.array(vm)?);
                self.extension(vm, number.into())?
            }
            _ => {
                let number = i32::from_le_bytes(self.source.array(vm)?);
                self.extension(vm, number.into())?
            }
        };
        self.push(found);
        Ok(())
    }

    fn name_line(&mut self, vm: &mut Vm, encoding: &str) -> Res {
        let line = self.source.line(vm)?;
        Ok(Value::from(codec::decode(vm, &line, encoding, "strict")?))
    }

    /// The global that has a code in `copyreg`.
    fn extension(&mut self, vm: &mut Vm, code: i64) -> Res {
        if code <= 0 {
            return Err(unpickling_error(vm, "EXT specifies code <= 0"));
        }
        let copyreg = vm.import_module("copyreg")?;
        let (cache, key) = (vm.get_attr_text(&copyreg, "_extension_cache")?, Value::from(code));
        if vm.contains(&cache, &key)? {
            return vm.get_item(&cache, &key);
        }
        let registry = vm.get_attr_text(&copyreg, "_inverted_registry")?;
        let pair = vm.call_method(&registry, "get", std::slice::from_ref(&key))?;
        if pair.is_none() {
            return Err(vm.error(Exc::ValueError, format!("unregistered extension code {code}")));
        }
        let [module, name] = &vm.unpack(&pair, 2)?[..] else { unreachable!("it was unpacked to two") };
        let found = self.find_class(vm, module, name)?;
        vm.set_item(&cache, &key, found.clone())?;
        Ok(found)
    }

    pub(super) fn persistent(&mut self, vm: &mut Vm, code: u8) -> Res<()> {
        let id = match code {
            op::BINPERSID => self.pop(vm)?,
            _ => {
                let line = self.source.line(vm)?;
                match std::str::from_utf8(&line) {
                    Ok(text) if text.is_ascii() => Value::from(text),
                    _ => return Err(unpickling_error(vm, "persistent IDs in protocol 0 must be ASCII strings")),
                }
            }
        };
        let found = match self.unpickler.clone() {
            Some(unpickler) => vm.call_method(&unpickler, "persistent_load", &[id])?,
            None => return Err(super::unpickler::no_persistent_load(vm)),
        };
        self.push(found);
        Ok(())
    }

    /// A call of what lies on the stack, with the tuple above it.
    pub(super) fn reduce(&mut self, vm: &mut Vm) -> Res<()> {
        let (args, callable) = (self.pop(vm)?, self.pop(vm)?);
        let made = match args.get::<Tuple>() {
            Some(args) => vm.call(&callable, args.items())?,
            None => return Err(vm.error(Exc::TypeError, "argument list must be a tuple")),
        };
        self.push(made);
        Ok(())
    }

    pub(super) fn newobj(&mut self, vm: &mut Vm) -> Res<()> {
        let (args, class) = (self.pop(vm)?, self.pop(vm)?);
        check_class(vm, &class, "NEWOBJ")?;
        let Some(items) = args.get::<Tuple>().map(Tuple::items) else {
            let got = vm.type_name(&args);
            return Err(unpickling_error(vm, format!("NEWOBJ args argument must be a tuple, not {got}")));
        };
        let made = make(vm, &class, items, Keywords::NONE)?;
        self.push(made);
        Ok(())
    }

    pub(super) fn instance(&mut self, vm: &mut Vm, code: u8) -> Res<()> {
        let made = match code {
            op::NEWOBJ_EX => self.newobj_ex(vm)?,
            op::INST => {
                let (module, name) = (self.name_line(vm, "ascii")?, self.name_line(vm, "ascii")?);
                let start = self.mark(vm)?;
                let args = self.stack.split_off(start);
                let class = self.find_class(vm, &module, &name)?;
                instantiate(vm, &class, &args)?
            }
            _ => {
                let start = self.mark(vm)?;
                if self.stack.len() == start {
                    return Err(unpickling_error(vm, "unpickling stack underflow"));
                }
                let parts = self.stack.split_off(start);
                instantiate(vm, &parts[0], &parts[1..])?
            }
        };
        self.push(made);
        Ok(())
    }

    fn newobj_ex(&mut self, vm: &mut Vm) -> Res {
        let (keywords, args, class) = (self.pop(vm)?, self.pop(vm)?, self.pop(vm)?);
        check_class(vm, &class, "NEWOBJ_EX")?;
        let Some(items) = args.get::<Tuple>().map(Tuple::items) else {
            let got = vm.type_name(&args);
            return Err(unpickling_error(vm, format!("NEWOBJ_EX args argument must be a tuple, not {got}")));
        };
        let Some(dict) = keywords.get::<Dict>() else {
            let got = vm.type_name(&keywords);
            return Err(unpickling_error(vm, format!("NEWOBJ_EX kwargs argument must be a dict, not {got}")));
        };
        let (names, values): (Vec<Value>, Vec<Value>) = dict.entries().into_iter().map(|e| (e.key, e.value)).unzip();
        make(vm, &class, items, Keywords { names: &names, values: &values })
    }

    /// Gives an object its state.
    pub(super) fn build(&mut self, vm: &mut Vm) -> Res<()> {
        let state = self.pop(vm)?;
        let object = self.top(vm)?.clone();
        if let Some(set_state) = vm.get_attr_opt(&object, &Str::intern("__setstate__").into_value())? {
            return vm.call(&set_state, &[state]).map(drop);
        }
        let (state, slots) = match state.get::<Tuple>().map(Tuple::items) {
            Some([state, slots]) => (state.clone(), slots.clone()),
            _ => (state, Value::NONE),
        };
        if !state.is_none() {
            let Some(entries) = state.get::<Dict>().map(Dict::entries) else {
                return Err(unpickling_error(vm, "state is not a dictionary"));
            };
            match with_plain_attributes(vm, &object) {
                Some(instance) if entries.iter().all(|entry| entry.key.as_str().is_some()) => {
                    for entry in entries {
                        instance.set(&interned(&entry.key), entry.value);
                    }
                }
                _ => {
                    let attributes = vm.get_attr(&object, &vm.names.dict.clone())?;
                    for entry in entries {
                        vm.set_item(&attributes, &interned(&entry.key), entry.value)?;
                    }
                }
            }
        }
        if !slots.is_none() {
            let Some(entries) = slots.get::<Dict>().map(Dict::entries) else {
                return Err(unpickling_error(vm, "slot state is not a dictionary"));
            };
            for entry in entries {
                vm.set_attr(&object, &entry.key, entry.value)?;
            }
        }
        Ok(())
    }
}

/// The name of an attribute as the one object that all share.
fn interned(key: &Value) -> Value {
    match key.exact::<Str>() {
        Some(text) => Str::intern(text.as_str()).into_value(),
        None => key.clone(),
    }
}

/// The instance, if what `__dict__` would show is in its slots.
fn with_plain_attributes<'a>(vm: &Vm, object: &'a Value) -> Option<&'a Instance> {
    let instance = object.exact::<Instance>()?;
    let class = instance.class();
    if class.has(flag::NO_DICT) {
        return None;
    }
    let own = class.lookup(&vm.names.dict)?;
    let is_built_in = own.exact::<Descriptor>().is_some() && !vm.class_of(&own).is(&vm.types.property);
    is_built_in.then_some(instance)
}

fn check_class(vm: &mut Vm, class: &Value, what: &str) -> Res<()> {
    if class.is_kind(Kind::Class) {
        return Ok(());
    }
    let got = vm.type_name(class);
    Err(unpickling_error(vm, format!("{what} class argument must be a type, not {got}")))
}

/// `class.__new__(class, *args, **keywords)`.
fn make(vm: &mut Vm, class: &Value, args: &[Value], keywords: Keywords) -> Res {
    if let Some(own) = class.to_gc::<Class>()
        && let Some(new) = own.lookup(&vm.names.new)
        && vm.is_builtin_new(&new)
    {
        return vm.new_of_class(&own, args, keywords);
    }
    let new = vm.get_attr(class, &vm.names.new.clone())?;
    let all = [std::slice::from_ref(class), args].concat();
    vm.call_with(&new, &all, keywords)
}

/// An instance as protocols before 2 say it: without arguments and `__getinitargs__`, no `__init__` runs.
fn instantiate(vm: &mut Vm, class: &Value, args: &[Value]) -> Res {
    let by_call = !args.is_empty()
        || !class.is_kind(Kind::Class)
        || vm.get_attr_opt(class, &Str::intern("__getinitargs__").into_value())?.is_some();
    match by_call {
        true => vm.call(class, args),
        false => make(vm, class, &[], Keywords::NONE),
    }
}
