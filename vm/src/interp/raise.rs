//! What `raise`, `except` and `with` do besides unwinding.

use crate::heap::{Gc, Kind};
use crate::object::class::{Class, flag};
use crate::object::exception::{self, Exc, Exception};
use crate::object::tuple::Tuple;
use crate::value::Value;
use crate::vm::{Raised, Res, Vm};

/// `__enter__` of a context manager, as it is called.
pub(crate) enum Enter {
    /// A function, which needs no binding: it is called with the manager.
    Method(Value),
    /// What binding it has led to.
    Bound(Value),
}

impl Vm {
    /// The exception that `raise value` raises: an instance, or one made by calling a class.
    pub fn exception_from(&mut self, value: &Value) -> Res {
        if value.is_kind(Kind::Exception) {
            return Ok(value.clone());
        }
        if let Some(class) = value.to_gc::<Class>().filter(|c| c.has(flag::EXCEPTION)) {
            if exception::is_plain(self, &class) {
                let none = Tuple::value(Vec::new());
                return Ok(Exception::new(class.into_value(), none).into_value());
            }
            let made = self.call(value, &[])?;
            if made.is_kind(Kind::Exception) {
                return Ok(made);
            }
            let got = self.class_of(&made).into_value();
            let (class, got) = (self.repr(value)?, self.repr(&got)?);
            return Err(self.error(
                Exc::TypeError,
                format!("calling {class} should have returned an instance of BaseException, not {got}"),
            ));
        }
        Err(self.error(Exc::TypeError, "exceptions must derive from BaseException"))
    }

    /// What a call of the exception class `class` has `made`, for `throw`.
    ///
    /// # Errors
    /// TypeError if that is no exception, which a `__new__` can do.
    pub(crate) fn expect_exception(&mut self, class: &Value, made: Value) -> Res {
        if made.is_kind(Kind::Exception) {
            return Ok(made);
        }
        let (class, got) = (self.repr(class)?, self.type_name(&made));
        let message = format!("calling {class} should have returned an instance of BaseException, not {got}");
        Err(self.error(Exc::TypeError, message))
    }

    /// `raise exception from cause`.
    pub fn set_cause(&mut self, exception: &Value, cause: &Value) -> Res<()> {
        let cause = if cause.is_none() {
            Value::NONE
        } else if cause.is_kind(Kind::Exception) || cause.exact::<Class>().is_some_and(|c| c.has(flag::EXCEPTION)) {
            self.exception_from(cause)?
        } else {
            return Err(self.error(Exc::TypeError, "exception causes must derive from BaseException"));
        };
        if let Some(e) = exception.exact::<Exception>() {
            e.cause.set(cause);
            e.suppress_context.set(Value::TRUE);
        }
        Ok(())
    }

    /// Does `except class` catch the exception? `class` is a class or a tuple of classes.
    pub fn exception_matches(&mut self, exception: &Value, class: &Value) -> Res<bool> {
        if let Some(tuple) = class.get::<Tuple>() {
            for class in tuple.items() {
                self.check_exception_class(class)?;
            }
            for class in tuple.items() {
                if self.exception_matches(exception, class)? {
                    return Ok(true);
                }
            }
            return Ok(false);
        }
        if let (Some(own), Some(class)) = (
            exception.exact::<Exception>().and_then(|e| e.class.peek().exact::<Class>()),
            class.exact::<Class>().filter(|c| c.has(flag::EXCEPTION)),
        ) {
            return Ok(own.descends_from(class));
        }
        let class = self.check_exception_class(class)?;
        Ok(self.class_of(exception).is_subclass_of(&class))
    }

    fn check_exception_class(&mut self, class: &Value) -> Res<Gc<Class>> {
        match class.to_gc::<Class>().filter(|c| c.has(flag::EXCEPTION)) {
            Some(class) => Ok(class),
            None => {
                Err(self
                    .error(Exc::TypeError, "catching classes that do not inherit from BaseException is not allowed"))
            }
        }
    }

    /// `__enter__` and the bound `__exit__` of a context manager, or their asynchronous counterparts, `__exit__`
    /// looked up first.
    pub(crate) fn context_manager(&mut self, manager: &Value, is_async: bool) -> Res<(Enter, Value)> {
        let exit = if is_async { &self.names.aexit } else { &self.names.exit };
        let Some(exit) = self.lookup_special(manager, exit) else {
            return Err(self.no_context_manager(manager, is_async));
        };
        let bound = self.bind_special(&exit, manager)?;
        let enter = if is_async { &self.names.aenter } else { &self.names.enter };
        let Some(enter) = self.lookup_special(manager, enter) else {
            return Err(self.no_context_manager(manager, is_async));
        };
        let enter = match enter.is_kind(Kind::Function) {
            true => Enter::Method(enter),
            false => Enter::Bound(self.bind_special(&enter, manager)?),
        };
        Ok((enter, bound))
    }

    #[cold]
    fn no_context_manager(&mut self, manager: &Value, is_async: bool) -> Raised {
        let name = self.full_type_name(manager);
        let n = &self.names;
        let exit = if is_async { &n.aexit } else { &n.exit };
        let (protocol, missing, other) = match (is_async, self.lookup_special(manager, exit).is_some()) {
            (false, true) => ("context manager", "__enter__", &n.aenter),
            (false, false) => ("context manager", "__exit__", &n.aexit),
            (true, true) => ("asynchronous context manager", "__aenter__", &n.enter),
            (true, false) => ("asynchronous context manager", "__aexit__", &n.exit),
        };
        let mut message = format!("'{name}' object does not support the {protocol} protocol (missed {missing} method)");
        if self.lookup_special(manager, &other.clone()).is_some() {
            let (theirs, with) = match is_async {
                true => ("context manager", "with"),
                false => ("asynchronous context manager", "async with"),
            };
            message.push_str(&format!(" but it supports the {theirs} protocol. Did you mean to use '{with}'?"));
        }
        self.error(Exc::TypeError, message)
    }

    /// Adds a note to the parked exception.
    pub(crate) fn add_note(&mut self, note: &str) {
        if let Some(exception) = self.raised().exact::<Exception>() {
            let dict = exception.attribute_dict();
            let notes = dict.get_str(&self.names.notes);
            match notes.as_ref().and_then(|n| n.exact::<crate::object::list::List>()) {
                Some(list) => list.items().borrow_mut().push(Value::from(note)),
                None => dict.set_name("__notes__", crate::object::list::List::value(vec![Value::from(note)])),
            }
        }
    }
}
