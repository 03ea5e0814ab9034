//! `sys.monitoring` (PEP 669): tools, the events that they want, and what they are told by.

use super::add_functions;
use crate::function;
use crate::heap::Kind;
use crate::interp::monitor::{Event, TOOLS};
use crate::object::code::Code;
use crate::object::dict::Dict;
use crate::object::exception::Exc;
use crate::object::int::methods::index_i32;
use crate::object::module::Module;
use crate::object::native::{NativeDef, Special};
use crate::object::str::Str;
use crate::value::Value;
use crate::vm::{Res, Vm};

const FUNCTIONS: &[NativeDef] = &[
    function!("use_tool_id(tool_id, name, /)", use_tool_id),
    function!("clear_tool_id(tool_id, /)", |vm, args| {
        let tool = tool(vm, &args[0])?;
        clear(vm, tool);
        Ok(Value::NONE)
    })
    .special(Special::Reloads),
    function!("free_tool_id(tool_id, /)", |vm, args| {
        let tool = tool(vm, &args[0])?;
        clear(vm, tool);
        drop(std::mem::take(&mut vm.monitoring.tools[tool].name));
        Ok(Value::NONE)
    })
    .special(Special::Reloads),
    function!("get_tool(tool_id, /)", |vm, args| {
        let tool = tool(vm, &args[0])?;
        Ok(or_none(vm.monitoring.tools[tool].name.clone()))
    }),
    function!("register_callback(tool_id, event, func, /)", register_callback),
    function!("get_events(tool_id, /)", |vm, args| {
        let tool = tool(vm, &args[0])?;
        Ok(Value::from(vm.monitoring.tools[tool].events as i64))
    }),
    function!("set_events(tool_id, event_set, /)", set_events).special(Special::Reloads),
    function!("get_local_events(tool_id, code, /)", |vm, args| {
        let tool = tool(vm, &args[0])?;
        let code = code_id(vm, &args[1])?;
        Ok(Value::from(vm.monitoring.local_events(tool, code) as i64))
    }),
    function!("set_local_events(tool_id, code, event_set, /)", set_local_events).special(Special::Reloads),
    function!("restart_events()", |vm, _| {
        vm.monitoring.restart();
        Ok(Value::NONE)
    }),
    function!("_all_events()", all_events),
];

/// The numbers of tools that are kept for a purpose.
const PURPOSES: [(&str, i64); 4] = [("DEBUGGER_ID", 0), ("COVERAGE_ID", 1), ("PROFILER_ID", 2), ("OPTIMIZER_ID", 5)];

/// Both directions of conditional jumps, which `BRANCH` stands for.
const BRANCHES: u32 = Event::BranchLeft.bit() | Event::BranchRight.bit();

/// Makes the module.
pub(super) fn module(vm: &mut Vm) -> Res {
    let module = Module::new("sys.monitoring");
    let d = &module.dict;
    add_functions(d, "sys.monitoring", FUNCTIONS);
    vm.monitoring.disable = vm.plain_object();
    vm.monitoring.missing = vm.plain_object();
    d.set_name("DISABLE", vm.monitoring.disable.clone());
    d.set_name("MISSING", vm.monitoring.missing.clone());
    for (name, number) in PURPOSES {
        d.set_name(name, Value::from(number));
    }
    let events = Dict::new();
    for event in Event::ALL {
        events.set_name(event.name(), Value::from(event.bit() as i64));
    }
    events.set_name("NO_EVENTS", Value::from(0_i64));
    let types = vm.import_module("types")?;
    let class = vm.get_attr(&types, &Str::intern("SimpleNamespace").into_value())?;
    d.set_name("events", vm.call(&class, &[events.into_value()])?);
    Ok(module.into_value())
}

fn or_none(value: Value) -> Value {
    if value.is_unset() { Value::NONE } else { value }
}

/// The number of a tool.
fn tool(vm: &mut Vm, value: &Value) -> Res<usize> {
    let number = index_i32(vm, value)?;
    match usize::try_from(number) {
        Ok(tool) if tool < TOOLS => Ok(tool),
        _ => {
            let message = format!("invalid tool {number} (must be between 0 and {})", TOOLS - 1);
            Err(vm.error(Exc::ValueError, message))
        }
    }
}

fn in_use(vm: &mut Vm, tool: usize) -> Res<()> {
    match vm.monitoring.tools[tool].name.is_unset() {
        true => Err(vm.error(Exc::ValueError, format!("tool {tool} is not in use"))),
        false => Ok(()),
    }
}

fn code_id(vm: &mut Vm, value: &Value) -> Res<u64> {
    match value.exact::<Code>() {
        Some(code) => Ok(code.id as u64),
        None => Err(vm.error(Exc::TypeError, "code must be a code object")),
    }
}

/// A set of events without those that come with `CALL`, and with both directions for `BRANCH`.
fn event_set(vm: &mut Vm, value: &Value) -> Res<i32> {
    let set = index_i32(vm, value)?;
    let bits = set as u32;
    let with_calls = Event::CReturn.bit() | Event::CRaise.bit();
    let calls = Event::Call.bit() | with_calls;
    if bits & with_calls != 0 && bits & calls != calls {
        return Err(vm.error(Exc::ValueError, "cannot set C_RETURN or C_RAISE events independently"));
    }
    let bits = bits & !with_calls;
    let branch = Event::Branch.bit();
    Ok(if bits & branch != 0 { bits & !branch | BRANCHES } else { bits } as i32)
}

fn use_tool_id(vm: &mut Vm, args: &[Value]) -> Res {
    let tool = tool(vm, &args[0])?;
    if !args[1].is_kind(Kind::Str) {
        return Err(vm.error(Exc::ValueError, "tool name must be a str"));
    }
    let name = &mut vm.monitoring.tools[tool].name;
    if !name.is_unset() {
        return Err(vm.error(Exc::ValueError, format!("tool {tool} is already in use")));
    }
    *name = args[1].clone();
    Ok(Value::NONE)
}

fn clear(vm: &mut Vm, tool: usize) {
    let callbacks = vm.monitoring.clear(tool);
    changed(vm);
    drop(callbacks);
}

/// The events that are wanted have changed.
fn changed(vm: &mut Vm) {
    vm.monitoring.count();
    vm.set_monitoring();
}

fn register_callback(vm: &mut Vm, args: &[Value]) -> Res {
    let tool = tool(vm, &args[0])?;
    let event = index_i32(vm, &args[1])?;
    if event <= 0 || event.count_ones() != 1 {
        return Err(vm.error(Exc::ValueError, "The callback can only be set for one event at a time"));
    }
    let Some(&which) = Event::ALL.get(event.trailing_zeros() as usize) else {
        return Err(vm.error(Exc::ValueError, format!("invalid event {event}")));
    };
    vm.audit("sys.monitoring.register_callback", |_| [args[2].clone()])?;
    let function = if args[2].is_none() { Value::UNSET } else { args[2].clone() };
    let callbacks = &mut vm.monitoring.tools[tool].callbacks;
    if which == Event::Branch {
        for direction in [Event::BranchLeft, Event::BranchRight] {
            drop(std::mem::replace(&mut callbacks[direction as usize], function.clone()));
        }
    }
    let old = std::mem::replace(&mut callbacks[which as usize], function);
    Ok(or_none(old))
}

fn set_events(vm: &mut Vm, args: &[Value]) -> Res {
    let tool = tool(vm, &args[0])?;
    let given = index_i32(vm, &args[1])?;
    if given < 0 || given >= 1 << Event::ALL.len() {
        return Err(vm.error(Exc::ValueError, format!("invalid event set 0x{given:x}")));
    }
    let set = event_set(vm, &args[1])?;
    in_use(vm, tool)?;
    vm.monitoring.tools[tool].events = set as u32;
    changed(vm);
    Ok(Value::NONE)
}

fn set_local_events(vm: &mut Vm, args: &[Value]) -> Res {
    let tool = tool(vm, &args[0])?;
    let code = code_id(vm, &args[1])?;
    let set = event_set(vm, &args[2])?;
    if set < 0 || set >= Event::Raise.bit() as i32 {
        return Err(vm.error(Exc::ValueError, format!("invalid local event set 0x{set:x}")));
    }
    in_use(vm, tool)?;
    vm.monitoring.set_local_events(tool, code, set as u32);
    changed(vm);
    Ok(Value::NONE)
}

/// By the names of events: the tools that want them of all code, as bits.
fn all_events(vm: &mut Vm, _: &[Value]) -> Res {
    let found = Dict::new();
    for event in Event::ALL {
        let wants = |tool: &usize| vm.monitoring.tools[*tool].events & event.bit() != 0;
        let tools = (0..TOOLS).filter(wants).fold(0, |tools, tool| tools | 1 << tool);
        if tools != 0 {
            found.set_name(event.name(), Value::from(tools as i64));
        }
    }
    Ok(found.into_value())
}
