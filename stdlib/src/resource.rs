//! `resource`: limits on what the process may use of the system, and what it has used, on Linux.

use crate::module::{add_integers, integer, module};
use nix::sys::resource::UsageWho;
use rondo_vm::function;
use rondo_vm::heap::Gc;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::int::from_i64;
use rondo_vm::object::module::Module;
use rondo_vm::object::native::NativeDef;
use rondo_vm::object::tuple::Tuple;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};
use rustix::process::{Resource, Rlimit};

/// The module.
pub fn load(vm: &mut Vm) -> Res<Gc<Module>> {
    let module = module("resource", "Limits on system resources.", FUNCTIONS);
    add_integers(&module, &[("RLIM_INFINITY", UNLIMITED)]);
    add_integers(&module, &[("RUSAGE_SELF", 0), ("RUSAGE_CHILDREN", -1), ("RUSAGE_THREAD", 1)]);
    for (number, (name, _)) in (0..).zip(RESOURCES) {
        add_integers(&module, &[(name, number)]);
    }
    let structs = vm.import_module("_struct_rusage")?;
    module.dict.set_name("struct_rusage", vm.get_attr(&structs, &Value::from("struct_rusage"))?);
    module.dict.set_name("error", vm.types.exception(Exc::OSError).to_value());
    Ok(module)
}

/// How no limit is written.
const UNLIMITED: i64 = -1;

/// The resources in the order of the system's numbers, from 0 on.
const RESOURCES: &[(&str, Resource)] = &[
    ("RLIMIT_CPU", Resource::Cpu),
    ("RLIMIT_FSIZE", Resource::Fsize),
    ("RLIMIT_DATA", Resource::Data),
    ("RLIMIT_STACK", Resource::Stack),
    ("RLIMIT_CORE", Resource::Core),
    ("RLIMIT_RSS", Resource::Rss),
    ("RLIMIT_NPROC", Resource::Nproc),
    ("RLIMIT_NOFILE", Resource::Nofile),
    ("RLIMIT_MEMLOCK", Resource::Memlock),
    ("RLIMIT_AS", Resource::As),
];

static FUNCTIONS: &[NativeDef] = &[
    function!("getrlimit(resource, /)", |vm, args| {
        let limits = rustix::process::getrlimit(resource(vm, &args[0])?);
        let shown = |limit: Option<u64>| limit.and_then(|l| i64::try_from(l).ok()).unwrap_or(UNLIMITED);
        Ok(Tuple::value(vec![from_i64(shown(limits.current)), from_i64(shown(limits.maximum))]))
    }),
    function!("setrlimit(resource, limits, /)", |vm, args| {
        vm.audit("resource.setrlimit", |_| [args[0].clone(), args[1].clone()])?;
        let resource = resource(vm, &args[0])?;
        let limits = vm.collect(&args[1])?;
        let [current, maximum] = limits.as_slice() else {
            return Err(vm.error(Exc::ValueError, "expected a tuple of 2 integers"));
        };
        let new = Rlimit { current: limit(vm, current)?, maximum: limit(vm, maximum)? };
        match rustix::process::setrlimit(resource, new) {
            Ok(()) => Ok(Value::NONE),
            Err(rustix::io::Errno::INVAL) => Err(vm.error(Exc::ValueError, "current limit exceeds maximum limit")),
            Err(rustix::io::Errno::PERM) => Err(vm.error(Exc::ValueError, "not allowed to raise maximum limit")),
            Err(e) => Err(vm.os_error(&e.into())),
        }
    }),
    function!("getrusage(who, /)", |vm, args| {
        let who = match integer(vm, &args[0])? {
            0 => UsageWho::RUSAGE_SELF,
            -1 => UsageWho::RUSAGE_CHILDREN,
            1 => UsageWho::RUSAGE_THREAD,
            _ => return Err(vm.error(Exc::ValueError, "invalid who parameter")),
        };
        let usage = nix::sys::resource::getrusage(who).map_err(|e| vm.os_error(&e.into()))?;
        let numbers = [
            usage.max_rss(),
            usage.shared_integral(),
            usage.unshared_data_integral(),
            usage.unshared_stack_integral(),
            usage.minor_page_faults(),
            usage.major_page_faults(),
            usage.full_swaps(),
            usage.block_reads(),
            usage.block_writes(),
            usage.ipc_sends(),
            usage.ipc_receives(),
            usage.signals(),
            usage.voluntary_context_switches(),
            usage.involuntary_context_switches(),
        ];
        let times = [usage.user_time(), usage.system_time()];
        let seconds = times.map(|time| Value::from(time.tv_sec() as f64 + time.tv_usec() as f64 * 1e-6));
        let all = seconds.into_iter().chain(numbers.map(from_i64)).collect();
        let classes = vm.import_module("_struct_rusage")?;
        vm.call_method(&classes, "struct_rusage", &[Tuple::value(all)])
    }),
    function!("getpagesize()", |_, _| Ok(Value::from(rustix::param::page_size()))),
];

fn resource(vm: &mut Vm, number: &Value) -> Res<Resource> {
    let number = integer(vm, number)?;
    match usize::try_from(number).ok().and_then(|n| RESOURCES.get(n)) {
        Some((_, resource)) => Ok(*resource),
        None => Err(vm.error(Exc::ValueError, "invalid resource specified")),
    }
}

fn limit(vm: &mut Vm, value: &Value) -> Res<Option<u64>> {
    // Any negative number is the largest there is.
    Ok(u64::try_from(integer(vm, value)?).ok())
}
