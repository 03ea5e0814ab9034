//! `rondo dis FILE`: the code a file compiles to.

use rondo_compiler::disassemble::disassemble;
use rondo_compiler::{Options, compile};
use rondo_grammar::Mode;
use std::ffi::OsStr;
use std::path::Path;

/// Prints the disassembly of the file at `path` and returns the exit status: 0, 1 for a syntax error, 2 for a file that
/// cannot be read.
pub fn run(path: &OsStr) -> i32 {
    let name = path.to_string_lossy();
    let bytes = match std::fs::read(Path::new(path)) {
        Ok(bytes) => bytes,
        Err(error) => {
            eprintln!("rondo: can't open file '{name}': {}", crate::program::os_error_text(&error));
            return 2;
        }
    };
    let compiled = rondo_grammar::decode(&bytes).map_err(|error| (error, String::new())).and_then(|text| {
        let module = rondo_grammar::parse(&text, Mode::Exec).map_err(|error| (error, text.clone()))?;
        compile(&module, &text, &Options::new(&*name)).map_err(|error| (error, text))
    });
    match compiled {
        Ok(proto) => {
            crate::say(&disassemble(&proto));
            0
        }
        Err((error, text)) => {
            eprint!("{}", rondo_grammar::format_error(&error, &text, &name));
            1
        }
    }
}
