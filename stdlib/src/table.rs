//! The list of modules.

use rondo_vm::heap::Gc;
use rondo_vm::import::SourceModule;
use rondo_vm::object::module::Module;
use rondo_vm::vm::{Res, Vm};

/// Native modules.
pub static NATIVE: &[(&str, fn(&mut Vm) -> Res<Gc<Module>>)] = &[];

/// Modules in the language.
pub static SOURCE: &[SourceModule] = &[];
