//! The list of modules.

use crate::*;
use rondo_vm::compiler::image::Image;
use rondo_vm::import::{MakeModule, SourceModule};

/// Native modules.
pub static NATIVE: &[(&str, MakeModule)] = &[
    ("_abc", abc::load),
    ("_ast", ast::load),
    ("_asyncio", rondo_vm::event_loop::module::module),
    ("_bisect", bisect::load),
    ("_blake2", hashes::load_blake2),
    ("_charmap", charmap::load),
    ("_collections", collections::load),
    ("_csv", csv::load),
    ("_datetime", datetime::load),
    ("_decimal", decimal::load),
    ("_functools", functools::load),
    ("_hashlib", hashes::load),
    ("_heapq", heapq::load),
    ("_io", io::load),
    ("_json", json::load),
    ("_locks", locks::load),
    ("_opcode", opcode::load),
    ("_operator", operator::load),
    ("_pickle", pickle::load),
    ("_queues", queues::load),
    ("_random", random::load),
    ("_socket", socket::load),
    ("_signal", rondo_vm::event_loop::signal::module),
    ("_ssl", tls::load),
    ("_subprocess", subprocess::load),
    ("_sre", re::load),
    ("_struct", structs::load),
    ("_signals", signals::load),
    ("_termios", control::load_termios),
    ("_thread", thread::load),
    ("_traceback", traceback::load),
    ("_types", types::load),
    ("_weakref", weakref::load),
    ("_zlib", zlib::load),
    ("_bz2", bz2::load),
    ("_lzma", lzma::load),
    ("array", array::load),
    ("binascii", binascii::load),
    ("contextvars", rondo_vm::event_loop::context::module),
    ("errno", errno::load),
    ("fcntl", control::load),
    ("itertools", itertools::load),
    ("math", math::load),
    ("posix", os::load),
    ("posixpath", os::path::load),
    ("resource", resource::load),
    ("select", select::load),
    ("time", time::load),
    ("unicodedata", unicodedata::load),
];

/// Modules in the language: all of `lib/`, as the build script found and compiled them.
pub static SOURCE: &[SourceModule] = include!(concat!(env!("OUT_DIR"), "/modules.rs"));
