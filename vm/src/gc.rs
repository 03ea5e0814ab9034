//! The module `gc`.

use crate::collect;
use crate::function;
use crate::heap::{FINALIZE, Gc, Kind};
use crate::object::class::{Class, flag};
use crate::object::dict::Dict;
use crate::object::exception::Exc;
use crate::object::list::List;
use crate::object::module::Module;
use crate::object::native::NativeDef;
use crate::object::str::Str;
use crate::object::tuple::Tuple;
use crate::value::Value;
use crate::vm::{Res, Vm};

const FUNCTIONS: &[NativeDef] = &[
    function!("collect(generation=2)", collect_now),
    function!("enable()", |vm, _| set_enabled(vm, true)),
    function!("disable()", |vm, _| set_enabled(vm, false)),
    function!("isenabled()", |vm, _| Ok(Value::bool(vm.importer.collecting))),
    function!("freeze()", |_, _| Ok(Value::NONE)),
    function!("unfreeze()", |_, _| Ok(Value::NONE)),
    function!("get_freeze_count()", |_, _| Ok(Value::from(0_i64))),
    function!("get_count()", |_, _| Ok(Tuple::value(vec![Value::from(0_i64); 3]))),
    function!("get_threshold()", |vm, _| Ok(vm.importer.thresholds.clone())),
    function!("set_threshold(threshold0=?, threshold1=?, threshold2=?, /)", set_threshold),
    function!("get_debug()", |_, _| Ok(Value::from(0_i64))),
    function!("set_debug(flags, /)", |vm, a| vm.index(&a[0]).map(|_| Value::NONE)),
    function!("get_stats()", stats),
    function!("get_objects(generation=None)", |vm, a| {
        vm.audit("gc.get_objects", |_| [if a[0].is_none() { Value::from(-1_i64) } else { a[0].clone() }])?;
        generation(vm, &a[0], "get_objects")?;
        Ok(List::value(collect::objects()))
    }),
    function!("get_referents(*objs)", |vm, a| {
        vm.audit("gc.get_referents", |_| [a[0].clone()])?;
        Ok(List::value(collect::referents(&vm.collect(&a[0])?)))
    }),
    function!("get_referrers(*objs)", |vm, a| {
        vm.audit("gc.get_referrers", |_| [a[0].clone()])?;
        let mut found = collect::referrers(&vm.collect(&a[0])?);
        // The tuple of the arguments is this call's own.
        found.retain(|referrer| !referrer.is(&a[0]));
        Ok(List::value(found))
    }),
    function!("is_tracked(obj, /)", |vm, a| {
        let plain = vm.class_of(&a[0]).is(&vm.types.object);
        let is_empty = a[0].exact::<Tuple>().is_some_and(|tuple| tuple.items().is_empty());
        // CPython's collector does not know built-in classes, which are static there, nor ranges and code objects.
        let exempt = a[0].exact::<Class>().is_some_and(|class| class.is_builtin)
            || matches!(a[0].kind(), Some(Kind::Range | Kind::Code));
        Ok(Value::bool(!plain && !is_empty && !exempt && a[0].kind().is_some_and(crate::heap::can_cycle)))
    }),
    function!("is_finalized(obj, /)", |vm, a| {
        // An object whose `__del__` is still to run is marked.
        let finalizable = vm.class_of(&a[0]).has(flag::DEL);
        Ok(Value::bool(finalizable && a[0].header().is_some_and(|header| !header.has(FINALIZE))))
    }),
];

/// Makes the module `gc`.
pub(crate) fn gc(_: &mut Vm) -> Res<Gc<Module>> {
    let module = Module::new("gc");
    crate::sys::add_functions(&module.dict, "gc", FUNCTIONS);
    module.dict.set_name("garbage", List::value(Vec::new()));
    module.dict.set_name("callbacks", List::value(Vec::new()));
    let flags = [("STATS", 1_i64), ("COLLECTABLE", 2), ("UNCOLLECTABLE", 4), ("SAVEALL", 32), ("LEAK", 38)];
    for (name, value) in flags {
        module.dict.set_name(&format!("DEBUG_{name}"), Value::from(value));
    }
    Ok(module)
}

fn generation(vm: &mut Vm, value: &Value, function: &str) -> Res<()> {
    if value.is_none() {
        return Ok(());
    }
    let message = match vm.index_clamped(value)? {
        0..=2 => return Ok(()),
        _ if function == "collect" => "invalid generation",
        i if i < 0 => "generation parameter cannot be negative",
        _ => "generation parameter must be less than the number of available generations (3)",
    };
    Err(vm.error(Exc::ValueError, message))
}

fn collect_now(vm: &mut Vm, args: &[Value]) -> Res {
    generation(vm, &args[0], "collect")?;
    call_hooks(vm, "start", &args[0], 0)?;
    let found = collect_finally(vm);
    call_hooks(vm, "stop", &args[0], found)?;
    Ok(Value::from(found))
}

/// Collects; if objects have to be finalized first, finalizes them and frees what that has not brought back to life.
fn collect_finally(vm: &mut Vm) -> usize {
    crate::object::code::forget_all_attributes();
    let found = collect::collect(vm);
    if crate::heap::pending() {
        vm.run_pending();
        collect::collect(vm);
    }
    found
}

/// Calls `gc.callbacks`.
fn call_hooks(vm: &mut Vm, phase: &str, generation: &Value, found: usize) -> Res<()> {
    let Some(module) = vm.modules.get_name("gc").and_then(|m| m.to_gc::<Module>()) else { return Ok(()) };
    let Some(hooks) = module.dict.get_name("callbacks") else { return Ok(()) };
    for hook in vm.collect(&hooks)? {
        let info = Dict::new();
        info.set_name("generation", generation.clone());
        info.set_name("collected", Value::from(found));
        info.set_name("uncollectable", Value::from(0_i64));
        if vm.call(&hook, &[Value::from(phase), info.into_value()]).is_err() {
            let exception = vm.take_raised();
            crate::report::unraisable(vm, exception, &hook, "Exception ignored while calling GC callback");
        }
    }
    Ok(())
}

fn stats(_: &mut Vm, _: &[Value]) -> Res {
    let stats = || {
        let dict = Dict::new();
        for name in ["collections", "collected", "uncollectable"] {
            dict.set_str(Str::intern(name).into_value(), Value::from(0_i64));
        }
        dict.into_value()
    };
    Ok(List::value(vec![stats(), stats(), stats()]))
}

fn set_enabled(vm: &mut Vm, on: bool) -> Res {
    vm.importer.collecting = on;
    Ok(Value::NONE)
}

fn set_threshold(vm: &mut Vm, args: &[Value]) -> Res {
    if args[0].is_unset() {
        return Err(vm.error(Exc::TypeError, "gc.set_threshold requires 1 to 3 arguments"));
    }
    let old = vm.importer.thresholds.clone();
    let mut new = Vec::new();
    for (i, value) in args.iter().enumerate() {
        new.push(match old.exact::<Tuple>().and_then(|t| t.items().get(i)) {
            Some(old) if value.is_unset() => old.clone(),
            _ => vm.index(value)?,
        });
    }
    vm.importer.thresholds = Tuple::value(new);
    Ok(Value::NONE)
}
