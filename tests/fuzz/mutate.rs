//! Damages programs: bytes, tokens and lines are taken out, doubled, exchanged and put in.

use super::random::Random;

/// Words that mean something to the lexer or the parser, put in at random places.
const WORDS: [&str; 98] = [
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ":",
    ":=",
    "=",
    "==",
    "!=",
    "!",
    ",",
    ".",
    "...",
    "+",
    "-",
    "*",
    "**",
    "/",
    "//",
    "@",
    "->",
    "<",
    ">>",
    "~",
    "+=",
    "**=",
    ";",
    "\\",
    "\\\n",
    "\n",
    "\n    ",
    "\t",
    "\r",
    "\x0c",
    "\0",
    "#",
    "'",
    "\"",
    "'''",
    "f'",
    "f'''",
    "rb'",
    "t'",
    "{{",
    "}}",
    "{x!r:>{y}}",
    "0x",
    "1_",
    "0o8",
    "1e",
    "1.",
    "1j",
    "é",
    "\u{a0}",
    "\u{feff}",
    "$",
    "?",
    "if",
    "else",
    "elif",
    "for",
    "in",
    "while",
    "def",
    "class",
    "lambda",
    "match",
    "case",
    "type",
    "_",
    "with",
    "as",
    "try",
    "except",
    "finally",
    "import",
    "from",
    "async",
    "await",
    "yield",
    "return",
    "not",
    "and",
    "or",
    "is",
    "None",
    "True",
    "pass",
    "break",
    "continue",
    "del",
    "global",
    "nonlocal",
    "raise",
    "assert",
    "print",
];

/// Any of the words.
#[allow(dead_code, reason = "the fuzzers of whole programs damage texts only")]
pub fn word(random: &mut Random) -> &'static str {
    random.pick(&WORDS)
}

/// `text` with up to four damages; `other` is a text to take parts from.
pub fn damaged(text: &str, other: &str, random: &mut Random) -> String {
    let mut out = text.to_owned();
    for _ in 0..1 + random.below(4) {
        out = match random.below(8) {
            0 => bytes(&out, random),
            1 => lines(&out, random),
            2 => spliced(&out, other, random),
            3 => indented(&out, random),
            _ => one_token(&out, random),
        };
    }
    out
}

/// `text` with one of its tokens taken out, doubled, replaced, exchanged with the next or followed by a new one.
pub fn one_token(text: &str, random: &mut Random) -> String {
    let Ok(tokens) = rondo_grammar::tokenize(text) else { return bytes(text, random) };
    let tokens: Vec<_> = tokens.iter().map(|token| token.span).filter(|span| span.end > span.start).collect();
    if tokens.len() < 2 {
        return bytes(text, random);
    }
    let at = random.below(tokens.len() - 1);
    let word = |span: rondo_grammar::ast::Span| &text[span.start as usize..span.end as usize];
    let (this, next) = (tokens[at], tokens[at + 1]);
    let (before, after) = (&text[..this.start as usize], &text[this.end as usize..]);
    match random.below(6) {
        0 => format!("{before}{after}"),
        1 => format!("{before}{0} {0}{after}", word(this)),
        2 => format!("{before}{}{after}", random.pick(&WORDS)),
        3 => format!("{before}{} {}{after}", random.pick(&WORDS), word(this)),
        4 => format!("{before}{}{after}", word(tokens[random.below(tokens.len())])),
        _ => {
            let (between, rest) =
                (&text[this.end as usize..next.start.max(this.end) as usize], &text[next.end as usize..]);
            format!("{before}{}{between}{}{rest}", word(next), word(this))
        }
    }
}

fn bytes(text: &str, random: &mut Random) -> String {
    let mut bytes = text.as_bytes().to_vec();
    let at = random.below(bytes.len() + 1);
    match random.below(3) {
        0 if at < bytes.len() => drop(bytes.remove(at)),
        1 if at < bytes.len() => bytes[at] = random.below(256) as u8,
        _ => bytes.insert(at, random.below(128) as u8),
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn lines(text: &str, random: &mut Random) -> String {
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    if lines.is_empty() {
        return String::new();
    }
    let (at, other) = (random.below(lines.len()), random.below(lines.len()));
    match random.below(4) {
        0 => drop(lines.remove(at)),
        1 => lines.swap(at, other),
        2 => lines.insert(at, lines[other]),
        _ => lines.truncate(at),
    }
    lines.concat()
}

fn spliced(text: &str, other: &str, random: &mut Random) -> String {
    let (at, from) = (place(text, random), place(other, random));
    let length = other[from..].char_indices().nth(random.below(60)).map_or(other.len() - from, |(at, _)| at);
    format!("{}{}{}", &text[..at], &other[from..from + length], &text[at..])
}

fn indented(text: &str, random: &mut Random) -> String {
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    if lines.is_empty() {
        return String::new();
    }
    let at = random.below(lines.len());
    let line = format!("{}{}", random.pick(&["", " ", "    ", "\t", "        "]), lines[at].trim_start_matches(' '));
    lines[at] = &line;
    lines.concat()
}

/// The offset of a character of `text`, or its end.
fn place(text: &str, random: &mut Random) -> usize {
    let mut at = random.below(text.len() + 1);
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
