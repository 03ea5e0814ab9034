//! `BaseExceptionGroup` and `ExceptionGroup` (PEP 654): several exceptions as one, and taking them apart by type.

use super::Exception;
use super::base::{field, plain_init, set_field, this};
use crate::heap::{Gc, Kind};
use crate::object::class::{Class, flag};
use crate::object::exception::Exc;
use crate::object::generic_alias;
use crate::object::list::List;
use crate::object::native::{Keywords, NativeDef};
use crate::object::tuple::Tuple;
use crate::value::Value;
use crate::vm::{Res, Vm};
use crate::{class_method, getter, method};

const MESSAGE: usize = 0;
const EXCEPTIONS: usize = 1;
/// How the sequence of exceptions shows itself if it is neither a list nor a tuple.
const SEQUENCE_TEXT: usize = 2;

pub(super) const METHODS: &[NativeDef] = &[
    method!("__init__(self, /, *args, **kwargs)", |vm, a| plain_init(vm, a).map(|_| Value::NONE)),
    method!("__repr__(self, /)", repr),
    method!("__str__(self, /)", str),
    class_method!("__class_getitem__(cls, item, /)", generic_alias::class_getitem),
    method!("derive(self, excs, /)", derive),
    method!("split(self, matcher_value, /)", |vm, a| {
        let (matched, rest) = split(vm, &a[0], &a[1])?;
        Ok(Tuple::value(vec![matched, rest]))
    }),
    method!("subgroup(self, matcher_value, /)", |vm, a| Ok(split(vm, &a[0], &a[1])?.0)),
    getter!("message", |vm, a| Ok(field(this(vm, &a[0])?, MESSAGE))),
    getter!("exceptions", |vm, a| Ok(field(this(vm, &a[0])?, EXCEPTIONS))),
];

/// `BaseExceptionGroup.__new__(message, exceptions)`.
pub(super) fn construct(vm: &mut Vm, class: &Gc<Class>, args: &[Value], keywords: Keywords) -> Res {
    let user_init = class.lookup(&vm.names.init).is_some_and(|init| !init.is_kind(Kind::Native));
    if !keywords.names.is_empty() && !user_init {
        let name = class.name_text();
        return Err(vm.error(Exc::TypeError, format!("{name}() takes no keyword arguments")));
    }
    let [message, exceptions] = args else {
        let given = args.len();
        let message = format!("BaseExceptionGroup.__new__() takes exactly 2 arguments ({given} given)");
        return Err(vm.error(Exc::TypeError, message));
    };
    if message.as_str().is_none() {
        let got = vm.argument_type_name(message);
        let message = format!("BaseExceptionGroup.__new__() argument 1 must be str, not {got}");
        return Err(vm.error(Exc::TypeError, message));
    }
    if !is_sequence(vm, exceptions) {
        return Err(vm.error(Exc::TypeError, "second argument (exceptions) must be a sequence"));
    }
    let items = vm.collect(exceptions)?;
    if items.is_empty() {
        return Err(vm.error(Exc::ValueError, "second argument (exceptions) must be a non-empty sequence"));
    }
    if let Some(i) = items.iter().position(|item| !item.is_kind(Kind::Exception)) {
        let message = format!("Item {i} of second argument (exceptions) is not an exception");
        return Err(vm.error(Exc::ValueError, message));
    }
    let all_ordinary = items.iter().all(|item| vm.is_exception(item, Exc::Exception));
    let mut class = class.clone();
    if class.is(vm.types.exception(Exc::BaseExceptionGroup)) {
        if all_ordinary {
            class = vm.types.exception(Exc::ExceptionGroup).clone();
        }
    } else if !all_ordinary && class.is(vm.types.exception(Exc::ExceptionGroup)) {
        return Err(vm.error(Exc::TypeError, "Cannot nest BaseExceptions in an ExceptionGroup"));
    } else if !all_ordinary && class.is_subclass_of(vm.types.exception(Exc::Exception)) {
        let name = class.name_text();
        return Err(vm.error(Exc::TypeError, format!("Cannot nest BaseExceptions in '{name}'")));
    }
    let exception = Exception::new(class.into_value(), Tuple::from_slice(args).into_value());
    set_field(&exception, MESSAGE, message.clone());
    set_field(&exception, EXCEPTIONS, Tuple::value(items));
    if !matches!(exceptions.unwrap_base().kind(), Some(Kind::List | Kind::Tuple)) {
        let text = vm.repr(exceptions)?;
        set_field(&exception, SEQUENCE_TEXT, Value::from(text));
    }
    Ok(exception.into_value())
}

/// Does it have `__getitem__` and is no mapping?
fn is_sequence(vm: &Vm, value: &Value) -> bool {
    match value.unwrap_base().kind() {
        Some(Kind::List | Kind::Tuple | Kind::Range | Kind::Str | Kind::Bytes | Kind::ByteArray) => true,
        Some(Kind::Instance | Kind::Foreign | Kind::MemoryView) => {
            vm.lookup_special(value, &vm.names.getitem).is_some()
        }
        _ => false,
    }
}

/// The exceptions in a group; empty for any other exception.
pub fn exceptions(group: &Value) -> Vec<Value> {
    let Some(exception) = group.exact::<Exception>() else { return Vec::new() };
    field(exception, EXCEPTIONS).exact::<Tuple>().map(|t| t.items().to_vec()).unwrap_or_default()
}

/// Is it an exception group?
pub fn is_group(vm: &Vm, value: &Value) -> bool {
    vm.is_exception(value, Exc::BaseExceptionGroup)
}

/// A plain group of `items` with `message`: an ExceptionGroup if all are Exceptions.
pub fn new(vm: &mut Vm, message: &str, items: Vec<Value>) -> Res {
    let class = vm.types.exception(Exc::BaseExceptionGroup).clone();
    construct(vm, &class, &[Value::from(message), List::value(items)], Keywords::NONE)
}

/// The group that an exception which is none becomes when `except*` catches it.
pub fn wrap(vm: &mut Vm, exception: &Value) -> Res {
    let class = vm.types.exception(Exc::BaseExceptionGroup).clone();
    construct(vm, &class, &[Value::from(""), Tuple::value(vec![exception.clone()])], Keywords::NONE)
}

/// The exceptions as they are, whatever became of the sequence that was given: as a list if that is one.
fn repr(vm: &mut Vm, args: &[Value]) -> Res {
    let exception = this(vm, &args[0])?;
    let text = field(exception, SEQUENCE_TEXT);
    let shown = match text.as_str() {
        Some(text) => text.to_string(),
        None => {
            let given = exception.args.get();
            let is_list = match given.exact::<Tuple>().map(Tuple::items) {
                Some([_, sequence]) => sequence.unwrap_base().is_kind(Kind::List),
                _ => false,
            };
            let items = if is_list { List::value(exceptions(&args[0])) } else { field(exception, EXCEPTIONS) };
            vm.repr(&items)?.to_string()
        }
    };
    let message = vm.repr(&field(exception, MESSAGE))?;
    Ok(Value::from(format!("{}({message}, {shown})", vm.type_name(&args[0]))))
}

fn str(vm: &mut Vm, args: &[Value]) -> Res {
    let message = field(this(vm, &args[0])?, MESSAGE);
    let message = vm.str(&message)?;
    let count = exceptions(&args[0]).len();
    Ok(Value::from(format!("{message} ({count} sub-exception{})", if count == 1 { "" } else { "s" })))
}

fn derive(vm: &mut Vm, args: &[Value]) -> Res {
    let message = field(this(vm, &args[0])?, MESSAGE);
    let class = vm.types.exception(Exc::BaseExceptionGroup).clone();
    construct(vm, &class, &[message, args[1].clone()], Keywords::NONE)
}

/// `group.derive(items)` with context, cause, traceback and notes of `group`.
pub fn derive_with(vm: &mut Vm, group: &Value, items: Vec<Value>) -> Res {
    let derived = vm.call_method(group, "derive", &[List::value(items)])?;
    if !is_group(vm, &derived) {
        return Err(vm.error(Exc::TypeError, "derive must return an instance of BaseExceptionGroup"));
    }
    if let (Some(old), Some(new)) = (group.exact::<Exception>(), derived.exact::<Exception>()) {
        new.traceback.set(old.traceback.get());
        new.task.set(old.task.get());
        new.context.set(old.context.get());
        new.cause.set(old.cause.get());
        // Setting a cause, be it none, does that.
        new.suppress_context.set(Value::TRUE);
    }
    let names = vm.names.notes.clone();
    // Notes that are no sequence, and so no notes, are left behind.
    if let Some(notes) = vm.get_attr_opt(group, &names)?
        && is_sequence(vm, &notes)
    {
        let copy = List::value(vm.collect(&notes)?);
        vm.set_attr(&derived, &names, copy)?;
    }
    Ok(derived)
}

/// What decides whether an exception belongs to the matching half.
enum Condition {
    /// An instance of the class, or of one of the tuple.
    Type(Value),
    /// A predicate.
    Callable(Value),
}

impl Condition {
    fn new(vm: &mut Vm, value: &Value) -> Res<Condition> {
        let is_type = |v: &Value| v.exact::<Class>().is_some_and(|c| c.has(flag::EXCEPTION));
        if is_type(value) || value.exact::<Tuple>().is_some_and(|t| t.items().iter().all(is_type)) {
            return Ok(Condition::Type(value.clone()));
        }
        let is_class = value.is_kind(Kind::Class);
        let call = vm.names.call.clone();
        let is_function = matches!(value.kind(), Some(Kind::Function | Kind::BoundMethod | Kind::Native));
        if !is_class && (is_function || vm.lookup_special(value, &call).is_some()) {
            return Ok(Condition::Callable(value.clone()));
        }
        let message = "expected an exception type, a tuple of exception types, or a callable (other than a class)";
        Err(vm.error(Exc::TypeError, message))
    }

    fn matches(&self, vm: &mut Vm, exception: &Value) -> Res<bool> {
        match self {
            Condition::Type(types) => Ok(is_instance(vm, exception, types)),
            Condition::Callable(predicate) => {
                let result = vm.call(predicate, std::slice::from_ref(exception))?;
                vm.truth(&result)
            }
        }
    }
}

fn is_instance(vm: &Vm, exception: &Value, types: &Value) -> bool {
    match types.exact::<Tuple>() {
        Some(types) => types.items().iter().any(|class| vm.is_instance_of_exactly_or_below(exception, class)),
        None => vm.is_instance_of_exactly_or_below(exception, types),
    }
}

/// Takes `group` apart: what matches and the rest, each a group of the same nesting, or `None` if empty. `matcher` is
/// an exception class, a tuple of them, or a predicate.
///
/// # Errors
/// TypeError for any other matcher; what a predicate or a user-defined `derive` raises.
pub fn split(vm: &mut Vm, group: &Value, matcher: &Value) -> Res<(Value, Value)> {
    let condition = Condition::new(vm, matcher)?;
    split_by(vm, group, &condition)
}

fn split_by(vm: &mut Vm, exception: &Value, condition: &Condition) -> Res<(Value, Value)> {
    if condition.matches(vm, exception)? {
        return Ok((exception.clone(), Value::NONE));
    }
    if !is_group(vm, exception) {
        return Ok((Value::NONE, exception.clone()));
    }
    let (mut matched, mut rest) = (Vec::new(), Vec::new());
    for item in exceptions(exception) {
        let (yes, no) = vm.nested(" in exceptiongroup_split_recursive", |vm| split_by(vm, &item, condition))?;
        matched.extend(Some(yes).filter(|v| !v.is_none()));
        rest.extend(Some(no).filter(|v| !v.is_none()));
    }
    let derived = |vm: &mut Vm, items: Vec<Value>| match items.is_empty() {
        true => Ok(Value::NONE),
        false => derive_with(vm, exception, items),
    };
    let matched = derived(vm, matched)?;
    let rest = derived(vm, rest)?;
    Ok((matched, rest))
}

/// The part of `group` whose leaves are leaves of one of `parts` (by identity): what `except*` raises again. `None` if
/// there are none.
///
/// # Errors
/// What a user-defined `derive` raises.
pub fn project(vm: &mut Vm, group: &Value, parts: &[Value]) -> Res {
    let mut kept = Vec::new();
    parts.iter().for_each(|part| leaves(vm, part, &mut kept));
    project_leaves(vm, group, &kept)
}

fn project_leaves(vm: &mut Vm, group: &Value, kept: &[Value]) -> Res {
    let mut items = Vec::new();
    for item in exceptions(group) {
        if is_group(vm, &item) {
            let part = vm.nested(" in exceptiongroup_split_recursive", |vm| project_leaves(vm, &item, kept))?;
            items.extend(Some(part).filter(|v| !v.is_none()));
        } else if kept.iter().any(|k| k.is(&item)) {
            items.push(item);
        }
    }
    if items.is_empty() { Ok(Value::NONE) } else { derive_with(vm, group, items) }
}

/// The leaves of a group, depth first.
fn leaves(vm: &Vm, exception: &Value, into: &mut Vec<Value>) {
    let mut stack = vec![exception.clone()];
    while let Some(next) = stack.pop() {
        if is_group(vm, &next) {
            stack.extend(exceptions(&next).into_iter().rev());
        } else {
            into.push(next);
        }
    }
}
