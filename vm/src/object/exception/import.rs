//! `ImportError`, `NameError` and `AttributeError`: errors that know the name they are about.

use super::base::{base_init, field, reduced, store_field, str, take_keywords, this};
use crate::object::native::NativeDef;
use crate::value::Value;
use crate::vm::{Res, Vm};
use crate::{getter, method};

/// Fields of an ImportError.
pub(crate) mod import_field {
    pub const NAME: usize = 1;
    pub const PATH: usize = 2;
    pub const NAME_FROM: usize = 3;
}

pub(super) const IMPORT_ERROR: &[NativeDef] = &[
    method!("__init__(self, /, *args, **kwargs)", import_init),
    method!("__str__(self, /)", import_str),
    method!("__reduce__(self, /)", import_reduce),
    getter!("msg", |vm, a| Ok(field(this(vm, &a[0])?, 0)), |vm, a| store_field(vm, a, 0)),
    getter!("name", |vm, a| Ok(field(this(vm, &a[0])?, 1)), |vm, a| store_field(vm, a, 1)),
    getter!("path", |vm, a| Ok(field(this(vm, &a[0])?, 2)), |vm, a| store_field(vm, a, 2)),
    getter!("name_from", |vm, a| Ok(field(this(vm, &a[0])?, 3)), |vm, a| store_field(vm, a, 3)),
];

pub(super) const NAME_ERROR: &[NativeDef] = &[
    method!("__init__(self, /, *args, **kwargs)", name_init),
    getter!("name", |vm, a| Ok(field(this(vm, &a[0])?, 0)), |vm, a| store_field(vm, a, 0)),
];

pub(super) const ATTRIBUTE_ERROR: &[NativeDef] = &[
    method!("__init__(self, /, *args, **kwargs)", attribute_init),
    method!("__reduce__(self, /)", attribute_reduce),
    getter!("name", |vm, a| Ok(field(this(vm, &a[0])?, 0)), |vm, a| store_field(vm, a, 0)),
    getter!("obj", |vm, a| Ok(field(this(vm, &a[0])?, 1)), |vm, a| store_field(vm, a, 1)),
];

/// Sets the fields of `exception`, those that were given.
fn set_fields(vm: &mut Vm, exception: &Value, fields: Vec<Value>) -> Res {
    let exception = this(vm, exception)?;
    for (i, value) in fields.into_iter().enumerate().filter(|(_, v)| !v.is_unset()) {
        super::base::set_field(exception, i, value);
    }
    Ok(Value::NONE)
}

fn import_init(vm: &mut Vm, args: &[Value]) -> Res {
    let items = base_init(vm, args)?;
    let mut fields = take_keywords(vm, "ImportError", &args[2], &["name", "path", "name_from"])?;
    fields.insert(0, if items.len() == 1 { items[0].clone() } else { Value::UNSET });
    set_fields(vm, &args[0], fields)
}

fn import_str(vm: &mut Vm, args: &[Value]) -> Res {
    let message = field(this(vm, &args[0])?, 0);
    if message.as_str().is_some() { Ok(message) } else { str(vm, args) }
}

fn import_reduce(vm: &mut Vm, args: &[Value]) -> Res {
    let exception = this(vm, &args[0])?;
    let extra = vec![("name", field(exception, 1)), ("path", field(exception, 2)), ("name_from", field(exception, 3))];
    reduced(vm, &args[0], exception.args.get(), extra)
}

fn name_init(vm: &mut Vm, args: &[Value]) -> Res {
    base_init(vm, args)?;
    let fields = take_keywords(vm, "NameError", &args[2], &["name"])?;
    set_fields(vm, &args[0], fields)
}

fn attribute_init(vm: &mut Vm, args: &[Value]) -> Res {
    base_init(vm, args)?;
    let fields = take_keywords(vm, "AttributeError", &args[2], &["name", "obj"])?;
    set_fields(vm, &args[0], fields)
}

fn attribute_reduce(vm: &mut Vm, args: &[Value]) -> Res {
    let exception = this(vm, &args[0])?;
    let own = exception.args.get();
    // The object is left out: it need not be picklable.
    reduced(vm, &args[0], own.clone(), vec![("name", field(exception, 0)), ("args", own)])
}
