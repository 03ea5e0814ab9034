//! `super`: attribute lookup that starts after a class.

use crate::code::Flags;
use crate::frame::Frame;
use crate::heap::{Body, Gc, Kind, Visitor, visit_gc};
use crate::object::cell::CellObject;
use crate::object::class::Class;
use crate::object::code::{AttrHit, AttrSite};
use crate::object::exception::{Exc, Exception};
use crate::object::instance::Instance;
use crate::object::native::NativeFunction;
use crate::object::str::Str;
use crate::object::tuple::Tuple;
use crate::types::TypeSpec;
use crate::value::Value;
use crate::vm::{Res, Vm};
use crate::{function, getter, method};

/// A super object.
pub struct Super {
    /// The class after which lookup starts.
    pub after: Gc<Class>,
    /// The instance or class that methods are bound to; unset for an unbound one.
    pub receiver: Value,
    /// The class whose resolution order is used.
    pub receiver_class: Option<Gc<Class>>,
}

impl Body for Super {
    const KIND: Kind = Kind::Super;

    fn trace(&self, visit: &mut Visitor) {
        visit_gc(&self.after, visit);
        visit(&self.receiver);
        if let Some(class) = &self.receiver_class {
            visit_gc(class, visit);
        }
    }
}

/// `super`.
pub static SPEC: TypeSpec = TypeSpec {
    name: "super",
    doc: "super() -> super object of the method it stands in\nsuper(type[, object_or_type]) -> super object\n\n\
          The attributes that follow behind a class in the order of lookup.",
    constructor: Some(&function!("super(*args, **kwargs)", make)),
    methods: &[
        method!("__get__(self, instance, owner=None, /)", |vm, args| {
            if args[1].is_none() && args[2].is_none() {
                return Err(vm.error(Exc::TypeError, "__get__(None, None) is invalid"));
            }
            bind(vm, &args[0], &args[1])
        }),
        getter!("__thisclass__", |_, args| Ok(own(&args[0]).after.to_value())),
        getter!("__self__", |_, args| {
            let receiver = own(&args[0]).receiver.clone();
            Ok(if receiver.is_unset() { Value::NONE } else { receiver })
        }),
        getter!("__self_class__", |_, args| {
            Ok(own(&args[0]).receiver_class.as_ref().map_or(Value::NONE, Gc::to_value))
        }),
        method!("__repr__(self, /)", |vm, args| {
            let sup = own(&args[0]);
            let after = sup.after.name_text();
            Ok(Str::value(&match &sup.receiver_class {
                Some(class) => format!("<super: <class '{after}'>, <{} object>>", class.name_text()),
                None => {
                    let _ = vm;
                    format!("<super: <class '{after}'>, NULL>")
                }
            }))
        }),
    ],
    flags: 0,
};

fn own(value: &Value) -> &Super {
    match value.get::<Super>() {
        Some(sup) => sup,
        None => unreachable!("methods of super objects are given those: the binder checks"),
    }
}

/// `value.__get__(instance)`: a super object without a receiver is given one.
pub(crate) fn bind(vm: &mut Vm, value: &Value, instance: &Value) -> Res {
    let sup = own(value);
    if instance.is_none() || sup.receiver_class.is_some() {
        return Ok(value.clone());
    }
    let class = vm.class_of(value).into_value();
    let bound = [sup.after.to_value(), instance.clone()];
    if value.is_kind(Kind::Super) { new(vm, &bound) } else { vm.call(&class, &bound) }
}

fn make(vm: &mut Vm, args: &[Value]) -> Res {
    if vm.len(&args[1])? > 0 {
        return Err(vm.error(Exc::TypeError, "super() takes no keyword arguments"));
    }
    let mut given = vm.collect(&args[0])?;
    if given.len() > 2 {
        let message = format!("super() expected at most 2 arguments, got {}", given.len());
        return Err(vm.error(Exc::TypeError, message));
    }
    given.resize(2, Value::UNSET);
    new(vm, &given)
}

fn new(vm: &mut Vm, args: &[Value]) -> Res {
    let (class, receiver) = if args[0].is_unset() { implicit(vm)? } else { (args[0].clone(), args[1].clone()) };
    let Some(after) = class.to_gc::<Class>() else {
        let got = vm.type_name(&class);
        return Err(vm.error(Exc::TypeError, format!("super() argument 1 must be a type, not {got}")));
    };
    if receiver.is_unset() || receiver.is_none() {
        return Ok(Gc::new(Super { after, receiver: Value::UNSET, receiver_class: None }).into_value());
    }
    let receiver_class = match receiver.to_gc::<Class>().filter(|c| c.is_subclass_of(&after)) {
        Some(class) => class,
        None => {
            let class = vm.class_of(&receiver);
            if class.is_subclass_of(&after) {
                class
            } else {
                // What a proxy claims to be counts too.
                let name = vm.names.class.clone();
                let claimed = vm.get_attr_opt(&receiver, &name)?.and_then(|c| c.to_gc::<Class>());
                match claimed.filter(|c| c.is_subclass_of(&after)) {
                    Some(claimed) => claimed,
                    None => {
                        let (what, name) = match receiver.exact::<Class>() {
                            Some(class) => ("type", class.name_text()),
                            None => ("instance of", class.name_text()),
                        };
                        let after = after.name_text();
                        let message = format!(
                            "super(type, obj): obj ({what} {name}) is not an instance or subtype of type ({after})."
                        );
                        return Err(vm.error(Exc::TypeError, message));
                    }
                }
            }
        }
    };
    Ok(Gc::new(Super { after, receiver, receiver_class: Some(receiver_class) }).into_value())
}

/// `super()` in the current frame, that of a method whose receiver is an instance or a class; `None`: [`make`] knows what to
/// say.
pub(crate) fn of_method(vm: &Vm) -> Option<Value> {
    // SAFETY: whoever calls `super` has a current frame, which is alive.
    let frame = unsafe { vm.frame.as_ref()? };
    let code = frame.code();
    if code.argcount == 0 || code.has(Flags::NAMESPACE) {
        return None;
    }
    let receiver = first_argument(frame);
    let after = frame.free_cell(code.class_cell?).content.get().to_gc::<Class>()?;
    let class = match receiver.to_gc::<Class>() {
        // In a class method, or one of a metaclass.
        Some(class) if class.is_subclass_of(&after) => class,
        Some(_) => vm.class_of(&receiver),
        None if matches!(receiver.kind(), Some(Kind::Instance | Kind::Exception)) => vm.class_of(&receiver),
        None => return None,
    };
    if !class.is_subclass_of(&after) {
        return None;
    }
    Some(Gc::new(Super { after, receiver, receiver_class: Some(class) }).into_value())
}

/// The first argument of the frame of a function that has one; unset if it is deleted.
#[inline(always)]
fn first_argument(frame: &Frame) -> Value {
    let first = frame.registers()[0].get();
    match first.exact::<CellObject>() {
        Some(cell) => cell.content.get(),
        None => first,
    }
}

impl Super {
    /// The method `name`, an interned string, and what it is bound to, if that is an instance and the method a function.
    pub(crate) fn method(&self, vm: &Vm, name: &Value) -> Option<(Value, Value)> {
        let is_instance = matches!(self.receiver.kind(), Some(Kind::Instance | Kind::Exception));
        let class = self.receiver_class.as_ref().filter(|_| is_instance)?;
        // That is the super object's own.
        if name.is(&vm.names.class) {
            return None;
        }
        let function = class.lookup_after(&self.after, name).filter(|found| found.is_kind(Kind::Function))?;
        Some((function, self.receiver.clone()))
    }
}

/// Is `super()` in the frame of a function with a first argument that of a method of a class called on an instance of
/// that class, or an exception?
#[inline(never)]
pub(crate) fn is_on_instance(frame: &Frame) -> bool {
    on_instance(frame).is_some()
}

/// The class after which `super()` in such a frame looks, the instance, and what inline caches know that by.
#[inline(always)]
fn on_instance(frame: &Frame) -> Option<(&Class, &Value, u32)> {
    let after = frame.free_cell(frame.code().class_cell?).content.peek().exact::<Class>()?;
    let first = frame.registers()[0].peek();
    let receiver = first.exact::<CellObject>().map_or(first, |cell| cell.content.peek());
    if let Some(instance) = receiver.exact::<Instance>() {
        let shape = instance.shape();
        return shape.class().descends_from(after).then_some((after, receiver, shape.id()));
    }
    let class = receiver.exact::<Exception>()?.class.peek().exact::<Class>()?;
    class.descends_from(after).then_some((after, receiver, class.cache_key()))
}

/// What `super().name` is in the frame of such a method, if the site of that has it: what to call, and on what.
#[inline(never)]
pub(crate) fn cached_method(frame: &Frame, site: &AttrSite) -> Option<(Value, Value)> {
    let (after, receiver, key) = on_instance(frame)?;
    let AttrHit::OfSuper(found) = site.hit_for(key)? else { return None };
    let [class, method] = found.exact::<Tuple>()?.items() else { return None };
    let class = class.exact::<Class>()?;
    std::ptr::eq(class, after).then(|| (method.clone(), receiver.clone()))
}

/// Remembers what `super().name` of the super object is, as [`cached_method`] finds it.
pub(crate) fn cache_method(vm: &Vm, found: &Super, site: &mut AttrSite) {
    let Some(class) = found.receiver_class.as_ref().filter(|_| !site.name.is(&vm.names.class)) else { return };
    let key = match found.receiver.exact::<Instance>() {
        Some(instance) => instance.shape_id(),
        None if found.receiver.is_kind(Kind::Exception) => class.cache_key(),
        None => return,
    };
    let Some(method) = class.lookup_after(&found.after, &site.name) else { return };
    let is_method = match method.exact::<NativeFunction>() {
        Some(native) => native.is_method_of(class),
        None => method.is_kind(Kind::Function),
    };
    if is_method && vm.class_of(&found.receiver).is(class) {
        let hit = AttrHit::OfSuper(Tuple::value(vec![found.after.to_value(), method]));
        site.remember(key, hit);
    }
}

/// The class and receiver of `super()` without arguments: the cell `__class__` and the first argument of the method.
fn implicit(vm: &mut Vm) -> Res<(Value, Value)> {
    let Some(frame) = crate::interp::call::current_frame(vm) else {
        return Err(vm.error(Exc::RuntimeError, "super(): no current frame"));
    };
    let code = frame.code();
    // The namespace that the code of modules and classes is given is no argument of theirs.
    let takes_positional = code.proto.argcount > 0 && !code.has(Flags::NAMESPACE);
    if !takes_positional {
        return Err(vm.error(Exc::RuntimeError, "super(): no arguments"));
    }
    let receiver = first_argument(&frame);
    if receiver.is_unset() {
        return Err(vm.error(Exc::RuntimeError, "super(): arg[0] deleted"));
    }
    let Some(index) = code.class_cell else {
        return Err(vm.error(Exc::RuntimeError, "super(): __class__ cell not found"));
    };
    let class = frame.free_cell(index).content.get();
    if class.is_unset() {
        return Err(vm.error(Exc::RuntimeError, "super(): empty __class__ cell"));
    }
    if !class.is_kind(Kind::Class) {
        let got = vm.type_name(&class);
        return Err(vm.error(Exc::RuntimeError, format!("super(): __class__ is not a type ({got})")));
    }
    Ok((class, receiver))
}
