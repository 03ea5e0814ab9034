//! `FrameLocalsProxy`: the variables of a function's frame as a mapping that writes through (PEP 667).

use crate::frame::Frame;
use crate::heap::{Gc, Visitor};
use crate::object::cell::CellObject;
use crate::object::class::flag;
use crate::object::dict::Dict;
use crate::object::exception::Exc;
use crate::object::foreign::{Foreign, ForeignData};
use crate::object::frame_object;
use crate::object::list::List;
use crate::ops::Compare;
use crate::types::TypeSpec;
use crate::value::Value;
use crate::vm::{Res, Vm};
use crate::{function, method};

struct Proxy {
    /// The frame object.
    object: Value,
}

impl Proxy {
    fn frame(&self) -> Gc<Frame> {
        match frame_object::frame_behind(&self.object) {
            Some(frame) => frame,
            None => unreachable!("proxies are made of frame objects"),
        }
    }
}

impl ForeignData for Proxy {
    fn trace(&self, visit: &mut Visitor) {
        visit(&self.object);
    }
}

/// The mapping of the variables of a frame object.
pub(crate) fn proxy(vm: &mut Vm, object: Value) -> Value {
    let class = vm.types.native_class(&SPEC);
    Foreign::new(class, Proxy { object }).into_value()
}

static SPEC: TypeSpec = TypeSpec {
    name: "FrameLocalsProxy",
    doc: "",
    constructor: Some(&function!("FrameLocalsProxy(frame, /)", |vm, args| {
        if frame_object::frame_behind(&args[0]).is_none() {
            return Err(vm.type_error_about("expect frame, not {}", &args[0]));
        }
        Ok(proxy(vm, args[0].clone()))
    })),
    methods: &[
        method!("__getitem__(self, key, /)", |vm, args| {
            let all = snapshot(vm, &args[0])?;
            match vm.contains(&all, &args[1])? {
                true => vm.get_item(&all, &args[1]),
                false => {
                    let name = vm.repr(&args[1])?;
                    Err(vm.error(Exc::KeyError, format!("local variable '{name}' is not defined")))
                }
            }
        }),
        method!("__setitem__(self, key, value, /)", |vm, args| {
            assign(vm, &args[0], &args[1], &args[2])?;
            Ok(Value::NONE)
        }),
        method!("__delitem__(self, key, /)", |vm, args| {
            let extra = removable(vm, &args[0], &args[1])?;
            vm.call_method(&extra, "__delitem__", &args[1..2])
        }),
        method!("__contains__(self, key, /)", |vm, args| {
            let all = snapshot(vm, &args[0])?;
            vm.contains(&all, &args[1]).map(Value::bool)
        }),
        method!("__len__(self, /)", |vm, args| {
            let all = snapshot(vm, &args[0])?;
            vm.len(&all).map(Value::from)
        }),
        method!("__iter__(self, /)", |vm, args| {
            let names = listed(vm, &args[0], "keys")?;
            vm.iter(&names)
        }),
        method!("__reversed__(self, /)", |vm, args| listed(vm, &args[0], "__reversed__")),
        method!("__repr__(self, /)", |vm, args| {
            let text = vm.repr_guarded(&args[0], "{...}", |vm| {
                let all = snapshot(vm, &args[0])?;
                vm.repr(&all)
            })?;
            Ok(Value::from(text))
        }),
        method!("__eq__(self, value, /)", |vm, args| {
            let ours = snapshot(vm, &args[0])?;
            match args[1].foreign::<Proxy>() {
                Some(other) => Ok(Value::bool(other.object.is(&own(&args[0]).object))),
                None if args[1].get::<Dict>().is_some() => vm.compare(Compare::Eq, &ours, &args[1]),
                None => Ok(Value::NOT_IMPLEMENTED),
            }
        }),
        method!("__or__(self, value, /)", |vm, args| {
            let (all, other) = (snapshot(vm, &args[0])?, plain(vm, &args[1])?);
            vm.call_method(&all, "__or__", &[other])
        }),
        method!("__ror__(self, value, /)", |vm, args| {
            let (all, other) = (snapshot(vm, &args[0])?, plain(vm, &args[1])?);
            vm.call_method(&other, "__or__", &[all])
        }),
        method!("__ior__(self, value, /)", |vm, args| {
            if args[1].foreign::<Proxy>().is_none() && args[1].get::<Dict>().is_none() {
                return Ok(Value::NOT_IMPLEMENTED);
            }
            update(vm, args)?;
            Ok(args[0].clone())
        }),
        method!("copy(self, /)", |vm, args| snapshot(vm, &args[0])),
        method!("get(self, key, default=None, /)", |vm, args| forward(vm, args, "get")),
        method!("keys(self, /)", |vm, args| listed(vm, &args[0], "keys")),
        method!("values(self, /)", |vm, args| listed(vm, &args[0], "values")),
        method!("items(self, /)", |vm, args| listed(vm, &args[0], "items")),
        method!("update(self, other, /)", update),
        method!("setdefault(self, key, default=None, /)", |vm, args| {
            let all = snapshot(vm, &args[0])?;
            if vm.contains(&all, &args[1])? {
                return vm.get_item(&all, &args[1]);
            }
            assign(vm, &args[0], &args[1], &args[2])?;
            Ok(args[2].clone())
        }),
        method!("pop(self, key, default=?, /)", |vm, args| {
            let extra = removable(vm, &args[0], &args[1])?;
            let given = if args[2].is_unset() { &args[1..2] } else { &args[1..3] };
            vm.call_method(&extra, "pop", given)
        }),
    ],
    flags: flag::FINAL,
};

fn own(value: &Value) -> &Proxy {
    match value.foreign::<Proxy>() {
        Some(proxy) => proxy,
        None => unreachable!("methods of the proxy are given proxies: the binder checks"),
    }
}

/// The variables that have values now, those that the function does not know among them.
fn snapshot(vm: &mut Vm, proxy: &Value) -> Res {
    let frame = own(proxy).frame();
    let all = frame_object::locals(&frame);
    if let Some(extra) = frame.extra_locals().exact::<Dict>() {
        for entry in extra.entries() {
            all.set(vm, entry.key, entry.value)?;
        }
    }
    Ok(all.into_value())
}

/// A proxy as a dict, another value as it is.
fn plain(vm: &mut Vm, value: &Value) -> Res {
    if value.foreign::<Proxy>().is_some() { snapshot(vm, value) } else { Ok(value.clone()) }
}

/// What a method of dicts gives, as a list.
fn listed(vm: &mut Vm, proxy: &Value, method: &str) -> Res {
    let all = snapshot(vm, proxy)?;
    let found = vm.call_method(&all, method, &[])?;
    vm.collect(&found).map(List::value)
}

fn forward(vm: &mut Vm, args: &[Value], method: &str) -> Res {
    let all = snapshot(vm, &args[0])?;
    vm.call_method(&all, method, &args[1..])
}

fn update(vm: &mut Vm, args: &[Value]) -> Res {
    if args[1].foreign::<Proxy>().is_none() && args[1].get::<Dict>().is_none() {
        let message = "update() argument must be dict or another FrameLocalsProxy";
        return Err(vm.error(Exc::TypeError, message));
    }
    let other = plain(vm, &args[1])?;
    for (key, value) in vm.mapping_items(&other)? {
        assign(vm, &args[0], &key, &value)?;
    }
    Ok(Value::NONE)
}

/// Is it the name of a variable of the function, and in which register or cell of the closure is it?
enum Place {
    Register(usize),
    Free(usize),
    Extra,
}

fn place(frame: &Frame, key: &Value) -> Place {
    let Some(name) = key.as_str().filter(|name| !name.starts_with('.') || *name == ".0") else { return Place::Extra };
    let code = frame.code();
    if let Some(register) = code.varnames.iter().position(|v| v.as_str() == Some(name)) {
        return Place::Register(register);
    }
    match code.proto.freevars.iter().position(|v| &**v == name) {
        Some(cell) => Place::Free(cell),
        None => Place::Extra,
    }
}

fn assign(vm: &mut Vm, proxy: &Value, key: &Value, value: &Value) -> Res<()> {
    let frame = own(proxy).frame();
    match place(&frame, key) {
        Place::Register(register) => {
            let slot = &frame.registers()[register];
            let is_cell = frame.code().proto.cellvars.iter().any(|c| Some(&**c) == key.as_str());
            match slot.get().exact::<CellObject>() {
                Some(cell) if is_cell => cell.content.set(value.clone()),
                _ => slot.set(value.clone()),
            }
            Ok(())
        }
        Place::Free(cell) => {
            frame.free_cell(cell).content.set(value.clone());
            Ok(())
        }
        Place::Extra => {
            let mut extra = frame.extra_locals();
            if extra.is_unset() {
                extra = Dict::new().into_value();
                drop(frame.set_extras(|extras| std::mem::replace(&mut extras.locals, extra.clone())));
            }
            match extra.exact::<Dict>() {
                Some(dict) => dict.set(vm, key.clone(), value.clone()),
                None => Ok(()),
            }
        }
    }
}

/// The dict of the names that the function does not know: only those can be removed.
fn removable(vm: &mut Vm, proxy: &Value, key: &Value) -> Res {
    let frame = own(proxy).frame();
    if !matches!(place(&frame, key), Place::Extra) {
        return Err(vm.error(Exc::ValueError, "cannot remove local variables from FrameLocalsProxy"));
    }
    let extra = frame.extra_locals();
    Ok(if extra.is_unset() { Dict::new().into_value() } else { extra })
}
