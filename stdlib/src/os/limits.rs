//! What the system says of its limits: `sysconf`, `pathconf`, `fpathconf`, and the names that these know.

use super::files::{about, descriptor, path, plain};
use crate::module::integer32;
use nix::unistd::{PathconfVar, SysconfVar};
use rondo_vm::function;
use rondo_vm::heap::Gc;
use rondo_vm::object::dict::Dict;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::int::from_i64;
use rondo_vm::object::module::Module;
use rondo_vm::object::native::NativeDef;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};

pub(super) static FUNCTIONS: &[NativeDef] = &[
    function!("sysconf(name, /)", |vm, args| {
        let variable = named(vm, &args[0], SYSTEM, |variable| variable as i32)?;
        let found = nix::unistd::sysconf(variable).map_err(|e| vm.os_error(&e.into()))?;
        Ok(from_i64(found.unwrap_or(-1)))
    }),
    function!("pathconf(path, name)", |vm, args| {
        let variable = named(vm, &args[1], FILES, |variable| variable as i32)?;
        if args[0].as_small_int().is_some() {
            return of_descriptor(vm, &args[0], variable);
        }
        let path = path(vm, &args[0], "pathconf")?;
        let found = nix::unistd::pathconf(&path, variable).map_err(Into::into);
        about(vm, &args[0], found).map(|found| from_i64(found.unwrap_or(-1)))
    }),
    function!("fpathconf(fd, name, /)", |vm, args| {
        let variable = named(vm, &args[1], FILES, |variable| variable as i32)?;
        of_descriptor(vm, &args[0], variable)
    }),
];

/// Adds the dicts of names.
pub(super) fn add_names(module: &Gc<Module>) {
    let system = Dict::new();
    SYSTEM.iter().for_each(|&(name, variable)| system.set_name(name, from_i64(variable as i64)));
    let files = Dict::new();
    FILES.iter().for_each(|&(name, variable)| files.set_name(name, from_i64(variable as i64)));
    module.dict.set_name("sysconf_names", system.into_value());
    module.dict.set_name("pathconf_names", files.into_value());
}

fn of_descriptor(vm: &mut Vm, fd: &Value, variable: PathconfVar) -> Res {
    let descriptor = descriptor(vm, fd)?;
    let found = nix::unistd::fpathconf(&descriptor, variable);
    plain(vm, found.map_err(|e| rustix::io::Errno::from_raw_os_error(e as i32))).map(|n| from_i64(n.unwrap_or(-1)))
}

/// The variable of a name or a number.
///
/// # Errors
/// ValueError for a name that is not in the table, TypeError for anything else; an unknown number is EINVAL.
fn named<T: Copy>(vm: &mut Vm, name: &Value, table: &[(&str, T)], number: fn(T) -> i32) -> Res<T> {
    if let Some(text) = name.as_str() {
        return match table.iter().find(|(known, _)| *known == text) {
            Some((_, variable)) => Ok(*variable),
            None => Err(vm.error(Exc::ValueError, "unrecognized configuration name")),
        };
    }
    if name.as_small_int().is_none() {
        return Err(vm.error(Exc::TypeError, "configuration names must be strings or integers"));
    }
    let wanted = integer32(vm, name)?;
    match table.iter().find(|(_, variable)| number(*variable) == wanted) {
        Some((_, variable)) => Ok(*variable),
        None => Err(vm.os_error(&rustix::io::Errno::INVAL.into())),
    }
}

const FILES: &[(&str, PathconfVar)] = &[
    ("PC_ALLOC_SIZE_MIN", PathconfVar::POSIX_ALLOC_SIZE_MIN),
    ("PC_ASYNC_IO", PathconfVar::_POSIX_ASYNC_IO),
    ("PC_CHOWN_RESTRICTED", PathconfVar::_POSIX_CHOWN_RESTRICTED),
    ("PC_FILESIZEBITS", PathconfVar::FILESIZEBITS),
    ("PC_LINK_MAX", PathconfVar::LINK_MAX),
    ("PC_MAX_CANON", PathconfVar::MAX_CANON),
    ("PC_MAX_INPUT", PathconfVar::MAX_INPUT),
    ("PC_NAME_MAX", PathconfVar::NAME_MAX),
    ("PC_NO_TRUNC", PathconfVar::_POSIX_NO_TRUNC),
    ("PC_PATH_MAX", PathconfVar::PATH_MAX),
    ("PC_PIPE_BUF", PathconfVar::PIPE_BUF),
    ("PC_PRIO_IO", PathconfVar::_POSIX_PRIO_IO),
    ("PC_REC_INCR_XFER_SIZE", PathconfVar::POSIX_REC_INCR_XFER_SIZE),
    ("PC_REC_MAX_XFER_SIZE", PathconfVar::POSIX_REC_MAX_XFER_SIZE),
    ("PC_REC_MIN_XFER_SIZE", PathconfVar::POSIX_REC_MIN_XFER_SIZE),
    ("PC_REC_XFER_ALIGN", PathconfVar::POSIX_REC_XFER_ALIGN),
    ("PC_SYMLINK_MAX", PathconfVar::SYMLINK_MAX),
    ("PC_SYNC_IO", PathconfVar::_POSIX_SYNC_IO),
    ("PC_VDISABLE", PathconfVar::_POSIX_VDISABLE),
];

const SYSTEM: &[(&str, SysconfVar)] = &[
    ("SC_2_CHAR_TERM", SysconfVar::_POSIX2_CHAR_TERM),
    ("SC_2_C_BIND", SysconfVar::_POSIX2_C_BIND),
    ("SC_2_C_DEV", SysconfVar::_POSIX2_C_DEV),
    ("SC_2_FORT_DEV", SysconfVar::_POSIX2_FORT_DEV),
    ("SC_2_FORT_RUN", SysconfVar::_POSIX2_FORT_RUN),
    ("SC_2_LOCALEDEF", SysconfVar::_POSIX2_LOCALEDEF),
    ("SC_2_SW_DEV", SysconfVar::_POSIX2_SW_DEV),
    ("SC_2_UPE", SysconfVar::_POSIX2_UPE),
    ("SC_2_VERSION", SysconfVar::_POSIX2_VERSION),
    ("SC_AIO_LISTIO_MAX", SysconfVar::AIO_LISTIO_MAX),
    ("SC_AIO_MAX", SysconfVar::AIO_MAX),
    ("SC_AIO_PRIO_DELTA_MAX", SysconfVar::AIO_PRIO_DELTA_MAX),
    ("SC_ARG_MAX", SysconfVar::ARG_MAX),
    ("SC_ASYNCHRONOUS_IO", SysconfVar::_POSIX_ASYNCHRONOUS_IO),
    ("SC_ATEXIT_MAX", SysconfVar::ATEXIT_MAX),
    ("SC_AVPHYS_PAGES", SysconfVar::_AVPHYS_PAGES),
    ("SC_BC_BASE_MAX", SysconfVar::BC_BASE_MAX),
    ("SC_BC_DIM_MAX", SysconfVar::BC_DIM_MAX),
    ("SC_BC_SCALE_MAX", SysconfVar::BC_SCALE_MAX),
    ("SC_BC_STRING_MAX", SysconfVar::BC_STRING_MAX),
    ("SC_CHILD_MAX", SysconfVar::CHILD_MAX),
    ("SC_CLK_TCK", SysconfVar::CLK_TCK),
    ("SC_COLL_WEIGHTS_MAX", SysconfVar::COLL_WEIGHTS_MAX),
    ("SC_DELAYTIMER_MAX", SysconfVar::DELAYTIMER_MAX),
    ("SC_EXPR_NEST_MAX", SysconfVar::EXPR_NEST_MAX),
    ("SC_FSYNC", SysconfVar::_POSIX_FSYNC),
    ("SC_GETGR_R_SIZE_MAX", SysconfVar::GETGR_R_SIZE_MAX),
    ("SC_GETPW_R_SIZE_MAX", SysconfVar::GETPW_R_SIZE_MAX),
    ("SC_IOV_MAX", SysconfVar::IOV_MAX),
    ("SC_JOB_CONTROL", SysconfVar::_POSIX_JOB_CONTROL),
    ("SC_LINE_MAX", SysconfVar::LINE_MAX),
    ("SC_LOGIN_NAME_MAX", SysconfVar::LOGIN_NAME_MAX),
    ("SC_MAPPED_FILES", SysconfVar::_POSIX_MAPPED_FILES),
    ("SC_MEMLOCK", SysconfVar::_POSIX_MEMLOCK),
    ("SC_MEMLOCK_RANGE", SysconfVar::_POSIX_MEMLOCK_RANGE),
    ("SC_MEMORY_PROTECTION", SysconfVar::_POSIX_MEMORY_PROTECTION),
    ("SC_MESSAGE_PASSING", SysconfVar::_POSIX_MESSAGE_PASSING),
    ("SC_MQ_OPEN_MAX", SysconfVar::MQ_OPEN_MAX),
    ("SC_MQ_PRIO_MAX", SysconfVar::MQ_PRIO_MAX),
    ("SC_NGROUPS_MAX", SysconfVar::NGROUPS_MAX),
    ("SC_NPROCESSORS_CONF", SysconfVar::_NPROCESSORS_CONF),
    ("SC_NPROCESSORS_ONLN", SysconfVar::_NPROCESSORS_ONLN),
    ("SC_OPEN_MAX", SysconfVar::OPEN_MAX),
    ("SC_PAGESIZE", SysconfVar::PAGE_SIZE),
    ("SC_PAGE_SIZE", SysconfVar::PAGE_SIZE),
    ("SC_PHYS_PAGES", SysconfVar::_PHYS_PAGES),
    ("SC_PRIORITIZED_IO", SysconfVar::_POSIX_PRIORITIZED_IO),
    ("SC_PRIORITY_SCHEDULING", SysconfVar::_POSIX_PRIORITY_SCHEDULING),
    ("SC_REALTIME_SIGNALS", SysconfVar::_POSIX_REALTIME_SIGNALS),
    ("SC_RE_DUP_MAX", SysconfVar::RE_DUP_MAX),
    ("SC_RTSIG_MAX", SysconfVar::RTSIG_MAX),
    ("SC_SAVED_IDS", SysconfVar::_POSIX_SAVED_IDS),
    ("SC_SEMAPHORES", SysconfVar::_POSIX_SEMAPHORES),
    ("SC_SEM_NSEMS_MAX", SysconfVar::SEM_NSEMS_MAX),
    ("SC_SEM_VALUE_MAX", SysconfVar::SEM_VALUE_MAX),
    ("SC_SHARED_MEMORY_OBJECTS", SysconfVar::_POSIX_SHARED_MEMORY_OBJECTS),
    ("SC_SIGQUEUE_MAX", SysconfVar::SIGQUEUE_MAX),
    ("SC_STREAM_MAX", SysconfVar::STREAM_MAX),
    ("SC_SYNCHRONIZED_IO", SysconfVar::_POSIX_SYNCHRONIZED_IO),
    ("SC_THREADS", SysconfVar::_POSIX_THREADS),
    ("SC_THREAD_ATTR_STACKADDR", SysconfVar::_POSIX_THREAD_ATTR_STACKADDR),
    ("SC_THREAD_ATTR_STACKSIZE", SysconfVar::_POSIX_THREAD_ATTR_STACKSIZE),
    ("SC_THREAD_DESTRUCTOR_ITERATIONS", SysconfVar::PTHREAD_DESTRUCTOR_ITERATIONS),
    ("SC_THREAD_KEYS_MAX", SysconfVar::PTHREAD_KEYS_MAX),
    ("SC_THREAD_PRIORITY_SCHEDULING", SysconfVar::_POSIX_THREAD_PRIORITY_SCHEDULING),
    ("SC_THREAD_PRIO_INHERIT", SysconfVar::_POSIX_THREAD_PRIO_INHERIT),
    ("SC_THREAD_PRIO_PROTECT", SysconfVar::_POSIX_THREAD_PRIO_PROTECT),
    ("SC_THREAD_PROCESS_SHARED", SysconfVar::_POSIX_THREAD_PROCESS_SHARED),
    ("SC_THREAD_SAFE_FUNCTIONS", SysconfVar::_POSIX_THREAD_SAFE_FUNCTIONS),
    ("SC_THREAD_STACK_MIN", SysconfVar::PTHREAD_STACK_MIN),
    ("SC_THREAD_THREADS_MAX", SysconfVar::PTHREAD_THREADS_MAX),
    ("SC_TIMERS", SysconfVar::_POSIX_TIMERS),
    ("SC_TIMER_MAX", SysconfVar::TIMER_MAX),
    ("SC_TTY_NAME_MAX", SysconfVar::TTY_NAME_MAX),
    ("SC_TZNAME_MAX", SysconfVar::TZNAME_MAX),
    ("SC_VERSION", SysconfVar::_POSIX_VERSION),
    ("SC_XOPEN_CRYPT", SysconfVar::_XOPEN_CRYPT),
    ("SC_XOPEN_ENH_I18N", SysconfVar::_XOPEN_ENH_I18N),
    ("SC_XOPEN_LEGACY", SysconfVar::_XOPEN_LEGACY),
    ("SC_XOPEN_REALTIME", SysconfVar::_XOPEN_REALTIME),
    ("SC_XOPEN_REALTIME_THREADS", SysconfVar::_XOPEN_REALTIME_THREADS),
    ("SC_XOPEN_SHM", SysconfVar::_XOPEN_SHM),
    ("SC_XOPEN_UNIX", SysconfVar::_XOPEN_UNIX),
    ("SC_XOPEN_VERSION", SysconfVar::_XOPEN_VERSION),
];
