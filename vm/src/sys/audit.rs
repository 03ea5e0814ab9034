//! Audit events (PEP 578): `sys.audit`, `sys.addaudithook`, and how natives tell of what they are about to do.
//!
//! Events have the names and arguments of the table in Python's documentation. A hook that raises prevents what it was
//! told of. Hooks cannot be taken away, and they are told of no event while there is none of them: asking costs one look.

use crate::function;
use crate::object::exception::Exc;
use crate::object::native::NativeDef;
use crate::object::str::Str;
use crate::object::tuple::Tuple;
use crate::value::Value;
use crate::vm::{Res, Vm};

pub(super) const FUNCTIONS: &[NativeDef] = &[
    function!("audit(event=?, /, *args)", |vm, args| {
        if args[0].is_unset() {
            return Err(vm.error(Exc::TypeError, "audit expected at least 1 argument, got 0"));
        }
        let Some(event) = args[0].as_str() else {
            return Err(vm.type_error_about("audit() argument 1 must be str, not {}", &args[0]));
        };
        if event.contains('\0') {
            return Err(vm.error(Exc::ValueError, "embedded null character"));
        }
        if vm.audit_hooks.is_empty() {
            return Ok(Value::NONE);
        }
        vm.call_audit_hooks(&args[0], &args[1])?;
        Ok(Value::NONE)
    }),
    function!("addaudithook(hook)", |vm, args| {
        if let Err(raised) = vm.audit("sys.addaudithook", |_| []) {
            // The hooks that there are can refuse another one without anybody noticing.
            return match vm.raised_is(Exc::Exception) {
                true => {
                    drop((raised, vm.take_raised()));
                    Ok(Value::NONE)
                }
                false => Err(raised),
            };
        }
        // They come to exist when they are asked for, and imports tell of them.
        let sys = vm.import_module("sys")?;
        for name in ["meta_path", "path_hooks"] {
            vm.get_attr_text(&sys, name)?;
        }
        vm.audit_hooks.push(args[0].clone());
        Ok(Value::NONE)
    }),
];

impl Vm {
    /// Tells the audit hooks of an event; its arguments are made only if there are hooks.
    ///
    /// # Errors
    /// Whatever a hook raises.
    #[inline]
    pub fn audit<const N: usize>(&mut self, event: &str, arguments: impl FnOnce(&mut Vm) -> [Value; N]) -> Res<()> {
        match self.audit_hooks.is_empty() {
            true => Ok(()),
            false => {
                let arguments = Tuple::of(arguments(self));
                self.call_audit_hooks(&Value::from(event), &arguments)
            }
        }
    }

    /// Calls each hook with the name of an event and the tuple of its arguments. What a hook does is not traced, unless it
    /// has a true attribute `__cantrace__`.
    #[cold]
    fn call_audit_hooks(&mut self, event: &Value, arguments: &Value) -> Res<()> {
        let can_trace = Str::intern("__cantrace__").into_value();
        for hook in self.audit_hooks.clone() {
            let traced = match self.get_attr_opt(&hook, &can_trace)? {
                Some(value) => self.truth(&value)?,
                None => false,
            };
            let call = |vm: &mut Vm| vm.call(&hook, &[event.clone(), arguments.clone()]);
            if traced { call(self) } else { self.without_tracing(call) }?;
        }
        Ok(())
    }
}

/// `None` for what is unset.
pub fn given(value: &Value) -> Value {
    if value.is_unset() { Value::NONE } else { value.clone() }
}
