//! The list of modules.

use crate::*;
use rondo_vm::import::{MakeModule, SourceModule};

/// Native modules.
pub static NATIVE: &[(&str, MakeModule)] = &[
    ("_asyncio", rondo_vm::event_loop::module::module),
    ("_collections", collections::load),
    ("_functools", functools::load),
    ("_io", io::load),
    ("_itertools", itertools::load),
    ("_json", json::load),
    ("_random", random::load),
    ("_socket", socket::load),
    ("_signal", rondo_vm::event_loop::signal::module),
    ("_ssl", tls::load),
    ("_subprocess", subprocess::load),
    ("_sre", re::load),
    ("_struct", structs::load),
    ("_thread", thread::load),
    ("_traceback", traceback::load),
    ("_types", types::load),
    ("_weakref", weakref::load),
    ("array", array::load),
    ("contextvars", rondo_vm::event_loop::context::module),
    ("errno", errno::load),
    ("math", math::load),
    ("operator", operator::load),
    ("posix", os::load),
    ("posixpath", os::path::load),
    ("select", select::load),
    ("time", time::load),
];

/// A module in the language. Tracebacks leave its frames out, so that they show the program's.
macro_rules! source {
    ($name:literal, $file:literal) => {
        SourceModule { name: $name, text: include_str!(concat!("../lib/", $file)), is_package: false, is_hidden: true }
    };
}

/// A package in the language.
macro_rules! package {
    ($name:literal, $file:literal) => {
        SourceModule { name: $name, text: include_str!(concat!("../lib/", $file)), is_package: true, is_hidden: true }
    };
}

/// A module in the language that CPython has natively.
macro_rules! hidden {
    ($name:literal, $file:literal) => {
        SourceModule { name: $name, text: include_str!(concat!("../lib/", $file)), is_package: false, is_hidden: true }
    };
}

/// Modules in the language.
pub static SOURCE: &[SourceModule] = &[
    source!("__future__", "__future__.py"),
    source!("_charmaps", "_charmaps.py"),
    source!("_collections_abc", "_collections_abc.py"),
    source!("_collections_user", "_collections_user.py"),
    hidden!("_heapq", "_heapq.py"),
    hidden!("_struct_time", "_struct_time.py"),
    source!("_typing_classes", "_typing_classes.py"),
    source!("_typing_hints", "_typing_hints.py"),
    hidden!("abc", "abc.py"),
    source!("argparse", "argparse.py"),
    package!("asyncio", "asyncio/__init__.py"),
    source!("asyncio.base_events", "asyncio/base_events.py"),
    source!("asyncio.base_futures", "asyncio/base_futures.py"),
    source!("asyncio.base_subprocess", "asyncio/base_subprocess.py"),
    source!("asyncio.base_tasks", "asyncio/base_tasks.py"),
    source!("asyncio.constants", "asyncio/constants.py"),
    source!("asyncio.coroutines", "asyncio/coroutines.py"),
    source!("asyncio.events", "asyncio/events.py"),
    source!("asyncio.exceptions", "asyncio/exceptions.py"),
    source!("asyncio.format_helpers", "asyncio/format_helpers.py"),
    source!("asyncio.futures", "asyncio/futures.py"),
    source!("asyncio.graph", "asyncio/graph.py"),
    source!("asyncio.locks", "asyncio/locks.py"),
    source!("asyncio.log", "asyncio/log.py"),
    source!("asyncio.mixins", "asyncio/mixins.py"),
    source!("asyncio.protocols", "asyncio/protocols.py"),
    source!("asyncio.queues", "asyncio/queues.py"),
    source!("asyncio.reports", "asyncio/reports.py"),
    source!("asyncio.runners", "asyncio/runners.py"),
    source!("asyncio.selector_events", "asyncio/selector_events.py"),
    source!("asyncio.sendfile", "asyncio/sendfile.py"),
    source!("asyncio.sslproto", "asyncio/sslproto.py"),
    source!("asyncio.streams", "asyncio/streams.py"),
    source!("asyncio.subprocess", "asyncio/subprocess.py"),
    source!("asyncio.taskgroups", "asyncio/taskgroups.py"),
    source!("asyncio.tasks", "asyncio/tasks.py"),
    source!("asyncio.threads", "asyncio/threads.py"),
    source!("asyncio.timeouts", "asyncio/timeouts.py"),
    source!("asyncio.transports", "asyncio/transports.py"),
    source!("asyncio.trsock", "asyncio/trsock.py"),
    source!("asyncio.unix_events", "asyncio/unix_events.py"),
    source!("annotationlib", "annotationlib.py"),
    source!("atexit", "atexit.py"),
    hidden!("bisect", "bisect.py"),
    package!("collections", "collections/__init__.py"),
    source!("collections.abc", "collections/abc.py"),
    package!("concurrent", "concurrent/__init__.py"),
    package!("concurrent.futures", "concurrent/futures/__init__.py"),
    source!("concurrent.futures._base", "concurrent/futures/_base.py"),
    source!("concurrent.futures.thread", "concurrent/futures/thread.py"),
    source!("codecs", "codecs.py"),
    source!("contextlib", "contextlib.py"),
    source!("copy", "copy.py"),
    source!("copyreg", "copyreg.py"),
    source!("dataclasses", "dataclasses.py"),
    source!("datetime", "datetime.py"),
    source!("difflib", "difflib.py"),
    source!("enum", "enum.py"),
    source!("fnmatch", "fnmatch.py"),
    source!("functools", "functools.py"),
    source!("heapq", "heapq.py"),
    package!("importlib", "importlib/__init__.py"),
    source!("inspect", "inspect.py"),
    source!("io", "io.py"),
    hidden!("itertools", "itertools.py"),
    package!("json", "json/__init__.py"),
    source!("json.decoder", "json/decoder.py"),
    source!("json.encoder", "json/encoder.py"),
    source!("linecache", "linecache.py"),
    package!("logging", "logging/__init__.py"),
    source!("logging.handlers", "logging/handlers.py"),
    source!("os", "os.py"),
    source!("pickle", "pickle.py"),
    source!("pprint", "pprint.py"),
    source!("queue", "queue.py"),
    source!("random", "random.py"),
    source!("re", "re.py"),
    source!("reprlib", "reprlib.py"),
    source!("selectors", "selectors.py"),
    source!("shutil", "shutil.py"),
    source!("signal", "signal.py"),
    source!("socket", "socket.py"),
    source!("ssl", "ssl.py"),
    source!("stat", "stat.py"),
    source!("struct", "struct.py"),
    package!("string", "string.py"),
    source!("string.templatelib", "string/templatelib.py"),
    source!("subprocess", "subprocess.py"),
    source!("textwrap", "textwrap.py"),
    source!("threading", "threading.py"),
    source!("traceback", "traceback.py"),
    source!("types", "types.py"),
    source!("typing", "typing.py"),
    package!("unittest", "unittest/__init__.py"),
    source!("unittest.__main__", "unittest/__main__.py"),
    source!("unittest.async_case", "unittest/async_case.py"),
    source!("unittest.case", "unittest/case.py"),
    source!("unittest.loader", "unittest/loader.py"),
    source!("unittest.main", "unittest/main.py"),
    source!("unittest.mock", "unittest/mock.py"),
    source!("unittest.result", "unittest/result.py"),
    source!("unittest.runner", "unittest/runner.py"),
    source!("unittest.suite", "unittest/suite.py"),
    source!("unittest.util", "unittest/util.py"),
    source!("warnings", "warnings.py"),
    source!("weakref", "weakref.py"),
];
