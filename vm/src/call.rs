//! Calls from native code: each runs to its end, nested in the Rust stack. The interpreter pushes frames instead.

use crate::frame::OnReturn;
use crate::heap::Kind;
use crate::interp::call::{Arguments, plain_constructor};
use crate::object::dict::Dict;
use crate::object::foreign::Foreign;
use crate::object::native::{Flavor, Keywords, NativeFunction};
use crate::object::str::Str;
use crate::object::tuple::Tuple;
use crate::value::Value;
use crate::vm::{Res, Vm};
use smallvec::SmallVec;

pub use crate::interp::resume::{Resume, Step};

/// Is what was found in a class a plain method, which is called with the receiver as its first argument?
pub(crate) fn takes_receiver(found: &Value) -> bool {
    match found.kind() {
        Some(Kind::Function) => true,
        Some(Kind::Native) => found.exact::<NativeFunction>().is_some_and(|n| n.def().flavor == Flavor::Method),
        _ => false,
    }
}

impl Vm {
    /// `callable(*args)`, run to its end.
    pub fn call(&mut self, callable: &Value, args: &[Value]) -> Res {
        if let Some(native) = callable.exact::<NativeFunction>() {
            return native.call(self, args, Keywords::NONE);
        }
        let base = self.frame;
        if self.enter_exact(callable, args, OnReturn::Leave) {
            return self.finish(base);
        }
        if let Some(foreign) = callable.exact::<Foreign>() {
            return self.call_foreign(foreign, callable, args);
        }
        if let Some(constructor) = plain_constructor(self, callable) {
            return constructor.call(self, args, Keywords::NONE);
        }
        self.call_arguments(callable, Arguments::positional(args.to_vec()))
    }

    /// Calls an object of a native module's own type: a native `__call__` gets the arguments without a list of them.
    fn call_foreign(&mut self, foreign: &Foreign, callable: &Value, args: &[Value]) -> Res {
        if let Some(result) = foreign.call(self, callable, args, Keywords::NONE) {
            return result;
        }
        let mut all = [const { Value::UNSET }; 5];
        let found = foreign.class.lookup(&self.names.call);
        match (found.as_ref().and_then(Value::exact::<NativeFunction>), all.get_mut(..=args.len())) {
            (Some(native), Some(all)) => {
                all[0] = callable.clone();
                all[1..].clone_from_slice(args);
                self.nested("", |vm| native.call_found(vm, all))
            }
            _ => self.call_arguments(callable, Arguments::positional(args.to_vec())),
        }
    }

    /// `callable(*args, **keywords)`, run to its end.
    pub fn call_with(&mut self, callable: &Value, args: &[Value], keywords: Keywords) -> Res {
        if keywords.names.is_empty() {
            return self.call(callable, args);
        }
        let values = [args, keywords.values].concat();
        let names = Tuple::from_slice(keywords.names).into_value();
        self.call_arguments(callable, Arguments { values, names })
    }

    /// `callable(*args, **kwargs)` with a tuple and a dict, as natives with such parameters get them.
    pub fn call_spread(&mut self, callable: &Value, args: &Value, kwargs: &Value) -> Res {
        let mut values = args.exact::<Tuple>().map(|t| t.items().to_vec()).unwrap_or_default();
        let entries = kwargs.exact::<Dict>().map(Dict::entries).unwrap_or_default();
        if entries.is_empty() {
            return self.call(callable, &values);
        }
        let (names, more): (Vec<Value>, Vec<Value>) = entries.into_iter().map(|e| (e.key, e.value)).unzip();
        values.extend(more);
        self.call_arguments(callable, Arguments { values, names: Tuple::value(names) })
    }

    /// `receiver.name(*args)`.
    pub fn call_method(&mut self, receiver: &Value, name: &str, args: &[Value]) -> Res {
        let name = Str::intern(name).into_value();
        if let Some(method) = self.method_of(receiver, &name) {
            return self.call_found_method(&method, receiver, args);
        }
        let method = self.get_attr(receiver, &name)?;
        self.call(&method, args)
    }

    /// Calls the special method `name` of the value's class, if it has one (`None` counts as not having it).
    pub fn call_special(&mut self, receiver: &Value, name: &Value, args: &[Value]) -> Res<Option<Value>> {
        match self.lookup_special(receiver, name) {
            Some(found) => self.call_found_method(&found, receiver, args).map(Some),
            None => Ok(None),
        }
    }

    /// Calls a method that was found in the class of `receiver`.
    pub fn call_found_method(&mut self, found: &Value, receiver: &Value, args: &[Value]) -> Res {
        let takes_receiver = takes_receiver(found);
        if takes_receiver
            && args.is_empty()
            && let Some(native) = found.exact::<NativeFunction>()
        {
            return native.call(self, std::slice::from_ref(receiver), Keywords::NONE);
        }
        let base = self.frame;
        let entered = match args {
            _ if !found.is_kind(Kind::Function) => false,
            [] => self.enter_exact(found, std::slice::from_ref(receiver), OnReturn::Leave),
            [arg] => self.enter_exact(found, &[receiver.clone(), arg.clone()], OnReturn::Leave),
            _ => false,
        };
        if entered {
            return self.finish(base);
        }
        if args.is_empty()
            && let Some(generator) = self.generator_of_method(found, receiver)
        {
            return Ok(generator);
        }
        if takes_receiver {
            let all = std::iter::once(receiver).chain(args).cloned();
            if let Some(native) = found.exact::<NativeFunction>() {
                return native.call(self, &all.collect::<SmallVec<[Value; 4]>>(), Keywords::NONE);
            }
            return self.call_arguments(found, Arguments::positional(all.collect()));
        }
        let bound = self.bind_special(found, receiver)?;
        self.call(&bound, args)
    }
}
