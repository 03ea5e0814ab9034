//! Prints the AST of each file named, for `tests/differential.py`: a line `=== path`, then the AST or the error.

#[path = "../tests/dump/mod.rs"]
mod dump;

use std::io::Write;

fn main() {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for path in std::env::args().skip(1) {
        let Ok(source) = std::fs::read_to_string(&path) else { continue };
        let text = match rondo_grammar::parse(&source, rondo_grammar::Mode::Exec) {
            Ok(module) => dump::dump(&module, &source),
            Err(error) => {
                format!("error {}: {}", rondo_grammar::LineIndex::new(&source).line(error.span.start), error.message)
            }
        };
        // A reader that has gone away is no concern of ours.
        let _ = writeln!(out, "=== {path}\n{text}");
    }
}
