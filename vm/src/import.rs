//! Modules: the tables of those that come with Rondo, and importing.

use crate::heap::Gc;
use crate::object::module::Module;
use crate::vm::{Res, Vm};

/// The modules that come with Rondo. The VM is given one; it never names the library itself.
#[derive(Clone, Copy)]
pub struct ModuleTable {
    /// Dotted names and what makes the module.
    pub native: &'static [(&'static str, fn(&mut Vm) -> Res<Gc<Module>>)],
    /// Modules in the language.
    pub source: &'static [SourceModule],
}

/// A module in the language that is part of the binary.
#[derive(Clone, Copy)]
pub struct SourceModule {
    /// The dotted name.
    pub name: &'static str,
    /// The program text.
    pub text: &'static str,
    /// Is it a package, with modules inside?
    pub is_package: bool,
    /// Are its frames left out of tracebacks, because the same module of CPython is native?
    pub is_hidden: bool,
}
