//! `BaseException`: what every exception has, and the making of exception objects.

use super::{Exception, group, import, os, syntax, unicode};
use crate::heap::{Gc, Kind};
use crate::object::class::{Class, Construction, Contents, flag};
use crate::object::dict::Dict;
use crate::object::exception::Exc;
use crate::object::list::List;
use crate::object::native::{Keywords, NativeDef, NativeFunction};
use crate::object::str::Str;
use crate::object::tuple::Tuple;
use crate::types::Types;
use crate::value::Value;
use crate::vm::{Raised, Res, Vm};
use crate::{getter, method};

/// Methods and attributes of a built-in exception class itself, inherited ones left out.
pub(crate) fn methods(exc: Exc) -> &'static [NativeDef] {
    match exc {
        Exc::BaseException => METHODS,
        Exc::KeyError => KEY_ERROR,
        Exc::StopIteration => STOP_ITERATION,
        Exc::SystemExit => SYSTEM_EXIT,
        Exc::ImportError => import::IMPORT_ERROR,
        Exc::NameError => import::NAME_ERROR,
        Exc::AttributeError => import::ATTRIBUTE_ERROR,
        Exc::OSError => os::METHODS,
        Exc::SyntaxError => syntax::METHODS,
        Exc::UnicodeDecodeError => unicode::DECODE,
        Exc::UnicodeEncodeError => unicode::ENCODE,
        Exc::UnicodeTranslateError => unicode::TRANSLATE,
        Exc::BaseExceptionGroup => group::METHODS,
        _ => &[],
    }
}

/// Gives the built-in exception classes their attributes.
pub(crate) fn fill(types: &Types) {
    for &exc in Exc::ALL {
        let class = types.exception(exc);
        class.set_flags(flag::IMMUTABLE);
        let new = if has_own_new(exc) { crate::object::type_object::NEW } else { &[] };
        let natives: [&'static [NativeDef]; 4] = match exc {
            Exc::BaseException => [new, METHODS, &[], &[]],
            Exc::ExceptionGroup => [&[][..]; 4],
            _ => [new, methods(exc), &[], &[]],
        };
        class.promise(Contents { doc: exc.doc(), natives, unhashable: false });
    }
    // The one built-in class with two bases.
    let group = types.exception(Exc::ExceptionGroup);
    let base = types.exception(Exc::BaseExceptionGroup);
    let [exception, root] = [Exc::Exception, Exc::BaseException].map(|exc| types.exception(exc));
    *group.bases.borrow_mut() = vec![base.clone(), exception.clone()];
    *group.ancestors.borrow_mut() = vec![base.clone(), exception.clone(), root.clone(), types.object.clone()];
    exception.add_subclass(group);
    // CPython makes it as programs make classes: it can be changed, and its objects be weakly referenced.
    group.clear_flags(flag::IMMUTABLE);
}

/// Has the class an entry `__new__`, as CPython's classes have whose base makes objects in another way or which say so
/// again?
fn has_own_new(exc: Exc) -> bool {
    use Exc::*;
    let derived = |base| std::iter::successors(exc.base(), |e| e.base()).any(|ancestor| ancestor == base);
    !(matches!(
        exc,
        AttributeError | ImportError | KeyError | NameError | StopIteration | SyntaxError | SystemExit | ExceptionGroup
    ) || [OSError, ImportError, NameError, SyntaxError].into_iter().any(derived))
}

static METHODS: &[NativeDef] = &[
    // `make` knows that this comes first.
    method!("__init__(self, /, *args, **kwargs=?)", init),
    method!("__repr__(self, /)", repr),
    method!("__str__(self, /)", str),
    method!("__reduce__(self, /)", reduce),
    method!("__setstate__(self, state, /)", set_state),
    method!("with_traceback(self, tb, /)", with_traceback),
    method!("add_note(self, note, /)", add_note),
    getter!("__suppress_context__", |vm, a| Ok(this(vm, &a[0])?.suppress_context.get()), set_suppress_context),
    getter!("args", |vm, a| Ok(this(vm, &a[0])?.args.get()), set_args),
    getter!("__traceback__", |vm, a| Ok(none_if_unset(this(vm, &a[0])?.traceback.get())), set_traceback),
    getter!("__context__", |vm, a| Ok(none_if_unset(this(vm, &a[0])?.context.get())), set_context),
    getter!("__cause__", |vm, a| Ok(none_if_unset(this(vm, &a[0])?.cause.get())), set_cause),
    getter!("__dict__", |vm, a| Ok(this(vm, &a[0])?.attribute_dict().into_value()), set_dict),
];

const KEY_ERROR: &[NativeDef] = &[method!("__str__(self, /)", key_error_str)];

const STOP_ITERATION: &[NativeDef] = &[
    method!("__init__(self, /, *args, **kwargs)", stop_iteration_init),
    getter!("value", |vm, a| payload(vm, a), set_payload),
];

const SYSTEM_EXIT: &[NativeDef] = &[
    method!("__init__(self, /, *args, **kwargs)", system_exit_init),
    getter!("code", |vm, a| payload(vm, a), set_payload),
];

/// Makes an exception of `class`, a class derived from `BaseException`, as its `__new__` does: with `args`, but
/// without what `__init__` adds.
///
/// # Errors
/// Those of the class's `__new__`: only `OSError` and the exception groups look at their arguments there.
pub fn construct(vm: &mut Vm, class: &Gc<Class>, args: &[Value], keywords: Keywords) -> Res {
    if class.is_subclass_of(vm.types.exception(Exc::BaseExceptionGroup)) {
        return group::construct(vm, class, args, keywords);
    }
    if class.is_subclass_of(vm.types.exception(Exc::OSError)) {
        return os::construct(vm, class, args, keywords);
    }
    Ok(Exception::new(class.to_value(), Tuple::from_slice(args).into_value()).into_value())
}

/// Do two built-in exception classes make their objects in the same way?
pub(crate) fn made_alike(vm: &Vm, one: &Gc<Class>, other: &Gc<Class>) -> bool {
    [Exc::BaseExceptionGroup, Exc::OSError].into_iter().all(|family| {
        let family = vm.types.exception(family);
        one.is_subclass_of(family) == other.is_subclass_of(family)
    })
}

/// Does a call of `class`, one of exceptions, with positional arguments make no more than an exception that keeps them?
pub(crate) fn is_plain(vm: &Vm, class: &Gc<Class>) -> bool {
    class.is_plain_exception(|| {
        let is = |exc| class.is_subclass_of(vm.types.exception(exc));
        let keeps_arguments = class.metaclass.peek().is(vm.type_value())
            && !class.has(flag::ABSTRACT)
            && class.lookup(&vm.names.new).is_none_or(|new| vm.is_builtin_new(&new))
            && !is(Exc::OSError)
            && !is(Exc::BaseExceptionGroup);
        let Some(init) = class.lookup(&vm.names.init).filter(|_| keeps_arguments) else { return Construction::General };
        match init.exact::<NativeFunction>() {
            Some(native) if std::ptr::eq(native.def(), &METHODS[0]) => Construction::PlainException,
            None if init.is_kind(Kind::Function) => Construction::ExceptionInit(init),
            _ => Construction::General,
        }
    })
}

/// Makes a whole exception of `class`, whose `__init__` is the native `init`: [`construct`] and that in one.
///
/// # Errors
/// Those of the class's `__new__` and `__init__`.
pub(crate) fn make(vm: &mut Vm, class: &Gc<Class>, init: &NativeFunction, args: &[Value], keywords: Keywords) -> Res {
    let exception = construct(vm, class, args, keywords)?;
    if std::ptr::eq(init.def(), &METHODS[0]) {
        no_keywords(vm, &exception, keywords.names.is_empty())?;
        return Ok(exception);
    }
    let mut all = Vec::with_capacity(args.len() + 1);
    all.push(exception.clone());
    all.extend_from_slice(args);
    init.call(vm, &all, keywords)?;
    Ok(exception)
}

/// The exception that a native method is called on.
pub(super) fn this<'a>(vm: &mut Vm, value: &'a Value) -> Res<&'a Exception> {
    match value.exact::<Exception>() {
        Some(exception) => Ok(exception),
        None => {
            let name = vm.type_name(value);
            Err(vm.error(Exc::TypeError, format!("an exception is required, not '{name}'")))
        }
    }
}

pub(super) fn none_if_unset(value: Value) -> Value {
    if value.is_unset() { Value::NONE } else { value }
}

/// `args` of an exception, as values.
pub fn args_of(exception: &Exception) -> Vec<Value> {
    exception.args.get().exact::<Tuple>().map(|t| t.items().to_vec()).unwrap_or_default()
}

/// Field number `index` of an exception whose payload is a list of fields; `None` if it was never set.
pub(crate) fn field(exception: &Exception, index: usize) -> Value {
    let payload = exception.payload.get();
    let value = payload.exact::<List>().and_then(|fields| fields.items().borrow().get(index).cloned());
    none_if_unset(value.unwrap_or_default())
}

/// Was field number `index` of an exception never set, or deleted?
pub(super) fn is_unset(exception: &Exception, index: usize) -> bool {
    let payload = exception.payload.get();
    payload.exact::<List>().and_then(|fields| fields.items().borrow().get(index).cloned()).is_none_or(|v| v.is_unset())
}

/// Sets field number `index` of an exception whose payload is a list of fields.
pub(crate) fn set_field(exception: &Exception, index: usize, value: Value) {
    let payload = exception.payload.get();
    let fields = match payload.to_gc::<List>() {
        Some(fields) => fields,
        None => {
            let fields = List::new(Vec::new());
            exception.payload.set(fields.to_value());
            fields
        }
    };
    let old = {
        let mut items = fields.items().borrow_mut();
        if items.len() <= index {
            items.resize(index + 1, Value::UNSET);
        }
        std::mem::replace(&mut items[index], value)
    };
    drop(old);
}

/// The setter of field `index`: `args` are the exception and the new value, unset for `del`.
pub(super) fn store_field(vm: &mut Vm, args: &[Value], index: usize) -> Res {
    set_field(this(vm, &args[0])?, index, args[1].clone());
    Ok(Value::NONE)
}

fn payload(vm: &mut Vm, args: &[Value]) -> Res {
    Ok(none_if_unset(this(vm, &args[0])?.payload.get()))
}

fn set_payload(vm: &mut Vm, args: &[Value]) -> Res {
    this(vm, &args[0])?.payload.set(none_if_unset(args[1].clone()));
    Ok(Value::NONE)
}

/// `ValueError() takes no keyword arguments`.
pub(super) fn no_keywords(vm: &mut Vm, exception: &Value, none: bool) -> Res<()> {
    if none {
        return Ok(());
    }
    let name = vm.type_name(exception);
    Err(vm.error(Exc::TypeError, format!("{name}() takes no keyword arguments")))
}

/// What all built-in `__init__`s do first: `args` are self, the positional arguments and the keyword dict.
pub(super) fn base_init(vm: &mut Vm, args: &[Value]) -> Res<Vec<Value>> {
    let exception = this(vm, &args[0])?;
    exception.args.set(args[1].clone());
    Ok(args[1].exact::<Tuple>().map(|t| t.items().to_vec()).unwrap_or_default())
}

/// The same, for those that take no keywords.
pub(super) fn plain_init(vm: &mut Vm, args: &[Value]) -> Res<Vec<Value>> {
    refuse_keywords(vm, args)?;
    base_init(vm, args)
}

fn refuse_keywords(vm: &mut Vm, args: &[Value]) -> Res<()> {
    let none = args[2].exact::<Dict>().is_none_or(Dict::is_empty);
    no_keywords(vm, &args[0], none)
}

/// The keyword arguments of a built-in `__init__` by name, unset where absent.
///
/// # Errors
/// TypeError for any other name.
pub(super) fn take_keywords(vm: &mut Vm, function: &str, dict: &Value, names: &[&str]) -> Res<Vec<Value>> {
    let mut values = vec![Value::UNSET; names.len()];
    let entries = dict.exact::<Dict>().map(Dict::entries).unwrap_or_default();
    for entry in entries {
        let name = entry.key.as_str().unwrap_or_default().to_string();
        match names.iter().position(|n| *n == name) {
            Some(i) => values[i] = entry.value,
            None => {
                let mut message = format!("{function}() got an unexpected keyword argument '{name}'");
                if let Some(close) = crate::report::suggest::closest(&name, names.iter().copied()) {
                    message.push_str(&format!(". Did you mean '{close}'?"));
                }
                return Err(vm.error(Exc::TypeError, message));
            }
        }
    }
    Ok(values)
}

fn init(vm: &mut Vm, args: &[Value]) -> Res {
    refuse_keywords(vm, args)?;
    this(vm, &args[0])?.args.set(args[1].clone());
    Ok(Value::NONE)
}

fn stop_iteration_init(vm: &mut Vm, args: &[Value]) -> Res {
    let items = plain_init(vm, args)?;
    this(vm, &args[0])?.payload.set(items.into_iter().next().unwrap_or(Value::NONE));
    Ok(Value::NONE)
}

fn system_exit_init(vm: &mut Vm, args: &[Value]) -> Res {
    let mut items = plain_init(vm, args)?;
    let code = match items.len() {
        0 => Value::NONE,
        1 => items.remove(0),
        _ => args[1].clone(),
    };
    this(vm, &args[0])?.payload.set(code);
    Ok(Value::NONE)
}

fn repr(vm: &mut Vm, args: &[Value]) -> Res {
    let exception = this(vm, &args[0])?;
    let items = args_of(exception);
    let name = vm.type_name(&args[0]);
    let text = match items.as_slice() {
        [one] => format!("{name}({})", vm.repr(one)?),
        _ => format!("{name}{}", vm.repr(&exception.args.get())?),
    };
    Ok(Value::from(text))
}

pub(super) fn str(vm: &mut Vm, args: &[Value]) -> Res {
    let exception = this(vm, &args[0])?;
    let items = args_of(exception);
    let text = match items.as_slice() {
        [] => String::new(),
        [one] => vm.str(one)?,
        _ => vm.str(&exception.args.get())?,
    };
    Ok(Value::from(text))
}

fn key_error_str(vm: &mut Vm, args: &[Value]) -> Res {
    let items = args_of(this(vm, &args[0])?);
    match items.as_slice() {
        [one] => Ok(Value::from(vm.repr(one)?)),
        _ => str(vm, args),
    }
}

/// `(class, args)` or `(class, args, attributes)`.
pub(super) fn reduced(vm: &mut Vm, value: &Value, args: Value, mut extra: Vec<(&str, Value)>) -> Res {
    let exception = this(vm, value)?;
    let class = exception.class.get();
    let own = exception.dict.get();
    extra.retain(|(_, value)| !value.is_none() && !value.is_unset());
    if extra.is_empty() {
        return Ok(match own.is_unset() {
            true => Tuple::value(vec![class, args]),
            false => Tuple::value(vec![class, args, own]),
        });
    }
    let state = own.exact::<Dict>().map_or_else(Dict::new, Dict::copy);
    for (name, value) in extra {
        state.set_name(name, value);
    }
    Ok(Tuple::value(vec![class, args, state.into_value()]))
}

fn reduce(vm: &mut Vm, args: &[Value]) -> Res {
    let own = this(vm, &args[0])?.args.get();
    reduced(vm, &args[0], own, Vec::new())
}

fn set_state(vm: &mut Vm, args: &[Value]) -> Res {
    if args[1].is_none() {
        return Ok(Value::NONE);
    }
    let Some(state) = args[1].get::<Dict>() else {
        return Err(vm.error(Exc::TypeError, "state is not a dictionary"));
    };
    for entry in state.entries() {
        let name = Str::intern(entry.key.as_str().unwrap_or_default()).into_value();
        vm.set_attr(&args[0], &name, entry.value)?;
    }
    Ok(Value::NONE)
}

fn with_traceback(vm: &mut Vm, args: &[Value]) -> Res {
    set_traceback(vm, args)?;
    Ok(args[0].clone())
}

fn add_note(vm: &mut Vm, args: &[Value]) -> Res {
    if args[1].as_str().is_none() {
        return Err(vm.type_error_about("add_note() argument must be str, not {}", &args[1]));
    }
    let names = vm.names.notes.clone();
    match vm.get_attr_opt(&args[0], &names)? {
        None => vm.set_attr(&args[0], &names, List::value(vec![args[1].clone()]))?,
        Some(notes) => match notes.get::<List>() {
            Some(list) => list.items().borrow_mut().push(args[1].clone()),
            None => return Err(vm.error(Exc::TypeError, "Cannot add note: __notes__ is not a list")),
        },
    }
    Ok(Value::NONE)
}

fn undeletable(vm: &mut Vm, name: &str) -> Raised {
    vm.error(Exc::TypeError, format!("{name} may not be deleted"))
}

fn set_args(vm: &mut Vm, args: &[Value]) -> Res {
    if args[1].is_unset() {
        return Err(undeletable(vm, "args"));
    }
    let items = vm.collect(&args[1])?;
    this(vm, &args[0])?.args.set(Tuple::value(items));
    Ok(Value::NONE)
}

fn set_traceback(vm: &mut Vm, args: &[Value]) -> Res {
    if args[1].is_unset() {
        return Err(undeletable(vm, "__traceback__"));
    }
    if !args[1].is_none() && !args[1].is_kind(Kind::Traceback) {
        return Err(vm.error(Exc::TypeError, "__traceback__ must be a traceback or None"));
    }
    this(vm, &args[0])?.traceback.set(args[1].clone());
    Ok(Value::NONE)
}

fn check_chained(vm: &mut Vm, value: &Value, what: &str) -> Res<()> {
    if value.is_unset() {
        return Err(undeletable(vm, &format!("__{what}__")));
    }
    if !value.is_none() && !value.is_kind(Kind::Exception) {
        let message = format!("exception {what} must be None or derive from BaseException");
        return Err(vm.error(Exc::TypeError, message));
    }
    Ok(())
}

fn set_context(vm: &mut Vm, args: &[Value]) -> Res {
    check_chained(vm, &args[1], "context")?;
    this(vm, &args[0])?.context.set(args[1].clone());
    Ok(Value::NONE)
}

fn set_cause(vm: &mut Vm, args: &[Value]) -> Res {
    check_chained(vm, &args[1], "cause")?;
    let exception = this(vm, &args[0])?;
    exception.cause.set(args[1].clone());
    exception.suppress_context.set(Value::TRUE);
    Ok(Value::NONE)
}

fn set_suppress_context(vm: &mut Vm, args: &[Value]) -> Res {
    if args[1].is_unset() {
        return Err(vm.error(Exc::TypeError, "can't delete numeric/char attribute"));
    }
    if args[1].as_bool().is_none() {
        return Err(vm.error(Exc::TypeError, "attribute value type must be bool"));
    }
    this(vm, &args[0])?.suppress_context.set(args[1].clone());
    Ok(Value::NONE)
}

fn set_dict(vm: &mut Vm, args: &[Value]) -> Res {
    if args[1].is_unset() {
        return Err(vm.error(Exc::TypeError, "cannot delete __dict__"));
    }
    if args[1].get::<Dict>().is_none() {
        let name = vm.type_name(&args[1]);
        let message = format!("__dict__ must be set to a dictionary, not a '{name}'");
        return Err(vm.error(Exc::TypeError, message));
    }
    this(vm, &args[0])?.dict.set(args[1].unwrap_base().clone());
    Ok(Value::NONE)
}

impl Vm {
    /// Raises a NameError (or UnboundLocalError) about `name`, which suggestions are made for.
    #[cold]
    pub fn name_error(&mut self, class: Exc, name: &Value, message: impl Into<String>) -> Raised {
        let raised = self.error(class, message);
        self.annotate(std::slice::from_ref(name), raised)
    }

    /// Raises an AttributeError about `object.name`, which suggestions are made for.
    #[cold]
    pub fn attribute_error(&mut self, object: &Value, name: &Value, message: impl Into<String>) -> Raised {
        let raised = self.error(Exc::AttributeError, message);
        self.annotate(&[name.clone(), object.clone()], raised)
    }

    /// Sets the first fields of the exception just raised.
    fn annotate(&mut self, fields: &[Value], _: Raised) -> Raised {
        let exception = self.take_raised();
        if let Some(e) = exception.exact::<Exception>() {
            e.payload.set(List::value(fields.to_vec()));
        }
        self.raise(exception)
    }
}
