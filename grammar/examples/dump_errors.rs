//! Prints the error of each program in a file, programs being separated by lines of five dashes.

fn main() {
    let Some(text) = std::env::args().nth(1).and_then(|path| std::fs::read_to_string(path).ok()) else { return };
    for (number, program) in text.split("\n-----\n").enumerate() {
        let source = if program.ends_with('\n') { program.to_string() } else { format!("{program}\n") };
        match rondo_grammar::parse(&source, rondo_grammar::Mode::Exec) {
            Ok(_) => println!("{number} ok"),
            Err(error) => {
                let at = error.location(&source);
                println!(
                    "{number} {}|{}|{}:{}-{}:{}",
                    error.kind.name(),
                    error.message,
                    at.line,
                    at.column,
                    at.end_line,
                    at.end_column
                );
            }
        }
    }
}
