//! Rondo's standard library: native modules here, modules in the language in `lib/`.

use rondo_vm::import::ModuleTable;

mod abc;
mod array;
mod ast;
mod base64;
mod binascii;
mod bisect;
mod bz2;
mod calendar;
mod charmap;
mod cmath;
mod collections;
mod control;
mod cpu_timers;
mod csv;
mod datetime;
mod decimal;
mod dicts;
mod element;
mod errno;
mod expat;
mod functools;
mod gamma;
mod gcd;
mod hashes;
mod heapq;
mod io;
mod itertools;
mod json;
mod locks;
mod lru_cache;
mod lzma;
mod math;
mod module;
mod opcode;
mod operator;
mod os;
mod pickle;
mod queues;
mod random;
mod re;
mod resource;
mod select;
mod signals;
mod simple_queue;
mod socket;
mod structs;
mod subprocess;
mod table;
mod thread;
mod time;
mod tls;
mod traceback;
mod types;
mod unicodedata;
mod weakref;
mod zlib;

/// The modules that come with Rondo, for the VM's importer.
pub fn table() -> ModuleTable {
    ModuleTable { native: table::NATIVE, source: table::SOURCE }
}
