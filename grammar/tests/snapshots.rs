//! Tokens, ASTs and error messages, pinned. Whether they are CPython's is checked by `differential.py`.

mod dump;

use rondo_grammar::{Mode, format_error, parse, parse_with_warnings, tokenize};
use std::fmt::Write;

#[test]
fn tokens_of_everything() {
    let source = include_str!("programs/everything.py");
    let tokens = tokenize(source).expect("the program is correct");
    let mut out = String::new();
    for token in tokens {
        let text = &source[token.span.start as usize..token.span.end as usize];
        let _ = writeln!(out, "{}..{} {:?} {text:?}", token.span.start, token.span.end, token.kind);
    }
    insta::assert_snapshot!(out);
}

#[test]
fn ast_of_everything() {
    let source = include_str!("programs/everything.py");
    let module = parse(source, Mode::Exec).expect("the program is correct");
    insta::assert_snapshot!(dump::dump(&module, source));
}

#[test]
fn line_ends_do_not_matter() {
    let source = include_str!("programs/everything.py");
    let expected = dump::dump(&parse(source, Mode::Exec).expect("the program is correct"), source);
    for end in ["\r\n", "\r"] {
        let other = source.replace('\n', end);
        let module = parse(&other, Mode::Exec).expect("the program is correct with other line ends");
        assert_eq!(dump::dump(&module, &other), expected);
    }
}

#[test]
fn errors() {
    let mut out = String::new();
    let programs = [include_str!("errors/programs.txt"), include_str!("errors/more.txt")];
    for program in programs.iter().flat_map(|text| text.split("\n-----\n")) {
        let source = format!("{}\n", program.strip_suffix('\n').unwrap_or(program));
        let shown = match parse(&source, Mode::Exec) {
            Ok(_) => "no error\n".to_string(),
            Err(error) => {
                let at = error.location(&source);
                let place = format!("{}:{}-{}:{}\n", at.line, at.column, at.end_line, at.end_column);
                place + &format_error(&error, &source, "x.py")
            }
        };
        let _ = writeln!(out, "{source}=> {shown}");
    }
    insta::assert_snapshot!(out);
}

#[test]
fn warnings() {
    let source = "'\\d' '\\400'\nb'\\q'\nf'\\{a}\\w'\n0x1for x in y\nr'\\d'\n1if a else 2\n";
    let parsed = parse_with_warnings(source, Mode::Exec);
    let shown = match parsed {
        Ok(parsed) => parsed.warnings.iter().map(|w| format!("{:?} {}\n", w.span, w.message)).collect(),
        Err(error) => error.message,
    };
    insta::assert_snapshot!(shown);
}

#[test]
fn modes() {
    let show = |source: &str, mode: Mode| match parse(source, mode) {
        Ok(module) => dump::dump(&module, source),
        Err(error) => format!("{}{}", error.message, if error.incomplete { " (incomplete)" } else { "" }),
    };
    let mut out = String::new();
    for source in ["1 + 2", "a, b\n", "", "a = 1", "a b", "yield"] {
        let _ = writeln!(out, "eval {source:?}: {}", show(source, Mode::Eval));
    }
    for source in [
        "a = 1",
        "a; b\n",
        "if a:\n  b\n",
        "a\nb\n",
        "if a:\n  b\nc\n",
        "if a:\n",
        "(a,\n",
        "'''a\n",
        "a = \\\n",
        "f(]\n",
    ] {
        let _ = writeln!(out, "single {source:?}: {}", show(source, Mode::Single));
    }
    insta::assert_snapshot!(out);
}
