//! The `rondo` command.

fn main() {}
