//! What to tell a user whose program needs what CPython's library has and Rondo lacks: its name, and what to do.

use crate::import::is_standard;
use crate::object::exception::base::field;
use crate::object::exception::import::import_field;
use crate::object::exception::{Exc, Exception};
use crate::object::module::Module;
use crate::value::Value;
use crate::vm::Vm;

/// What there is instead of modules: their names, and the advice.
const INSTEAD: &[(&str, &str)] = &[
    ("ctypes _ctypes cffi", "Rondo loads no C libraries; subprocess runs other programs"),
    (
        "multiprocessing _multiprocessing",
        "a process has one machine; asyncio and threading run things at the same time, subprocess other programs",
    ),
    ("dis opcode pickletools", "`rondo dis FILE` shows the code that Rondo runs"),
    ("marshal py_compile compileall zipimport", "there are no .pyc files; json and pickle write values"),
    (
        "pdb bdb",
        "there is no debugger; the traceback, `rondo --debug`, and `kill -USR1` for the tree of tasks tell what goes on",
    ),
    (
        "trace tracemalloc cProfile profile pstats faulthandler",
        "the interpreter has no hooks for it; time.perf_counter() and timeit measure",
    ),
    ("doctest", "`rondo doctest FILE` runs the examples in documents and docstrings"),
    ("code readline rlcompleter", "`rondo -i FILE` is a session with an editor of its own"),
    ("symtable token tokenize tabnanny pyclbr", "ast is there, and `rondo check` finds errors of syntax"),
    ("runpy", "`rondo -m MODULE` and `rondo FOLDER` run modules and packages"),
    ("pkgutil", "importlib is there"),
    (
        "venv ensurepip site zipapp sysconfig",
        "Rondo installs nothing: packages of Python files are found beside the program and on PYTHONPATH",
    ),
    ("tkinter turtle turtledemo curses idlelib", "Rondo has neither windows nor full-screen programs"),
    (
        "http urllib ftplib smtplib poplib imaplib xmlrpc wsgiref socketserver webbrowser",
        "asyncio.open_connection(), asyncio.start_server() and ssl speak to networks",
    ),
    ("zlib gzip bz2 lzma zipfile tarfile", "subprocess runs gzip, tar and their like"),
    ("sqlite3 dbm shelve", "json and pickle keep values in files"),
    ("csv configparser tomllib plistlib xml html", "json and re read texts"),
    ("uuid hmac hashlib", "secrets makes tokens that nobody guesses"),
    ("zoneinfo calendar", "datetime is there, with time zones of fixed offset"),
    ("msvcrt nt winreg winsound _winapi", "it is for Windows only"),
];

/// What to do where nothing stands in for a module.
const OTHERWISE: &str = "a module in Python that does the same can be put beside the program or on PYTHONPATH";

/// What modules have in CPython 3.14 and not here, constants left out.
#[rustfmt::skip]
const ATTRIBUTES: &[(&str, &str)] = &[
    (
        "inspect",
        "BufferFlags formatannotationrelativeto formatargvalues getabsfile getargs getargvalues getclasstree \
         getlineno walktree",
    ),
    (
        "logging.handlers",
        "DatagramHandler HTTPHandler NTEventLogHandler SMTPHandler SocketHandler SysLogHandler WatchedFileHandler",
    ),
    (
        "os",
        "chown chroot closerange confstr confstr_names copy_file_range ctermid device_encoding dup2 environb \
         eventfd eventfd_read eventfd_write execl execle execlp execlpe execv execve execvp execvpe fchdir fchmod \
         fchown fdatasync fork forkpty fpathconf fstatvfs fwalk getenvb getgrouplist getgroups getlogin getpgid \
         getpgrp getpriority getresgid getresuid getsid getxattr grantpt initgroups killpg lchown listxattr lockf \
         login_tty major makedev memfd_create minor mkfifo mknod nice openpty path pathconf pathconf_names \
         pidfd_open pipe2 popen posix_fadvise posix_fallocate posix_openpt posix_spawn posix_spawnp pread preadv \
         ptsname pwrite pwritev readv register_at_fork removexattr sched_get_priority_max sched_get_priority_min \
         sched_getaffinity sched_getparam sched_getscheduler sched_param sched_rr_get_interval sched_setaffinity \
         sched_setparam sched_setscheduler sendfile setegid seteuid setgid setgroups setns setpgid setpgrp \
         setpriority setregid setresgid setresuid setreuid setsid setuid setxattr spawnl spawnle spawnlp spawnlpe \
         spawnv spawnve spawnvp spawnvpe splice statvfs statvfs_result sync sysconf sysconf_names system \
         tcgetpgrp tcsetpgrp timerfd_create timerfd_gettime timerfd_gettime_ns timerfd_settime timerfd_settime_ns \
         ttyname unlockpt unshare wait wait3 wait4 waitid waitid_result waitpid waitstatus_to_exitcode writev",
    ),
    (
        "resource",
        "prlimit",
    ),
    (
        "shutil",
        "ExecError chown disk_usage get_archive_formats get_unpack_formats make_archive register_archive_format \
         register_unpack_format unpack_archive unregister_archive_format unregister_unpack_format",
    ),
    (
        "signal",
        "ItimerError alarm getitimer pause pidfd_send_signal pthread_kill pthread_sigmask setitimer sigpending \
         sigtimedwait sigwait sigwaitinfo struct_siginfo",
    ),
    (
        "socket",
        "AF_DECnet SocketIO getprotobyname if_indextoname if_nameindex if_nametoindex recv_fds send_fds \
         sethostname",
    ),
    (
        "ssl",
        "AlertDescription DefaultVerifyPaths PROTOCOL_TLSv1 PROTOCOL_TLSv1_1 PROTOCOL_TLSv1_2 RAND_add RAND_bytes \
         RAND_status SSLSession cert_time_to_seconds get_default_verify_paths get_protocol_name",
    ),
    (
        "time",
        "altzone clock_getres clock_settime clock_settime_ns daylight pthread_getcpuclockid struct_time timezone \
         tzname",
    ),
    (
        "typing",
        "ByteString",
    ),
];

/// Names that have to do with processes.
const PROCESSES: [&str; 7] = ["fork", "exec", "spawn", "wait", "posix_spawn", "system", "popen"];

/// The line that is added to the report of an uncaught exception; empty for most.
pub fn note(vm: &mut Vm, value: &Value) -> String {
    let Some(exception) = value.exact::<Exception>() else { return String::new() };
    let found = if vm.is_exception(value, Exc::ModuleNotFoundError) {
        module(vm, exception)
    } else if vm.is_exception(value, Exc::ImportError) {
        let module = field(exception, import_field::NAME);
        attribute(&module, &field(exception, import_field::NAME_FROM))
    } else if vm.is_exception(value, Exc::AttributeError) {
        let object = field(exception, 1);
        let name = object.exact::<Module>().and_then(|module| module.dict.get_str(&vm.names.name));
        attribute(&name.unwrap_or_default(), &field(exception, 0))
    } else {
        None
    };
    match found {
        Some((name, advice)) => {
            format!("note: '{name}' belongs to CPython's standard library, but this Rondo does not have it: {advice}\n")
        }
        None => String::new(),
    }
}

fn module(vm: &Vm, exception: &Exception) -> Option<(String, &'static str)> {
    let name = field(exception, import_field::NAME);
    let name = name.as_str()?;
    let top = name.split('.').next().unwrap_or(name);
    // A submodule of a module that is there is no module of CPython's.
    if !is_standard(top) || top != name && vm.modules.get_name(top).is_some() {
        return None;
    }
    let advice = INSTEAD.iter().find(|(names, _)| names.split(' ').any(|n| n == top)).map(|(_, advice)| *advice);
    let internal = top.starts_with('_').then_some("it is a part of CPython's own; other modules show what it does");
    Some((name.to_string(), advice.or(internal).unwrap_or(OTHERWISE)))
}

fn attribute(module: &Value, name: &Value) -> Option<(String, &'static str)> {
    let (module, name) = (module.as_str()?, name.as_str()?);
    let (_, missing) = ATTRIBUTES.iter().find(|(of, _)| *of == module)?;
    if !missing.split(' ').any(|n| n == name) {
        return None;
    }
    let runs = module == "os" && PROCESSES.iter().any(|start| name.starts_with(start));
    let advice = if runs { "subprocess runs other programs" } else { "docs/modules.md lists what modules have" };
    Some((format!("{module}.{name}"), advice))
}
