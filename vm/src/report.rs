//! Uncaught exceptions, ignored exceptions and warnings as text: CPython 3.14's, to the character.

pub mod suggest;
