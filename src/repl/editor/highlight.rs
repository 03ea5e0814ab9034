//! Colours for a text that need not be whole: a scan for words, strings, numbers and comments.

/// What a part of a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Anything else.
    Plain,
    /// A keyword.
    Keyword,
    /// A name that `builtins` has.
    Builtin,
    /// The name after `def` or `class`.
    Definition,
    /// A string.
    Text,
    /// A number.
    Number,
    /// A comment.
    Comment,
}

impl Style {
    /// The control sequence that begins it; CPython's colours.
    pub fn color(self) -> &'static str {
        match self {
            Style::Plain => "",
            Style::Keyword => "\x1b[1;34m",
            Style::Builtin => "\x1b[36m",
            Style::Definition => "\x1b[1m",
            Style::Text => "\x1b[32m",
            Style::Number => "\x1b[33m",
            Style::Comment => "\x1b[31m",
        }
    }
}

/// The language's keywords.
pub const KEYWORDS: &[&str] = &[
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
    "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal",
    "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
];

/// The style of each byte of `text`. `is_builtin` knows the built-in names.
pub fn styles(text: &str, is_builtin: impl Fn(&str) -> bool) -> Vec<Style> {
    let mut styles = vec![Style::Plain; text.len()];
    let (mut at, mut defines, mut after_dot) = (0, false, false);
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let (style, length) = if c == '#' {
            (Style::Comment, rest.find('\n').unwrap_or(rest.len()))
        } else if let Some(length) = string(rest) {
            (Style::Text, length)
        } else if c.is_ascii_digit() {
            (Style::Number, rest.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '.').unwrap_or(rest.len()))
        } else if c.is_alphabetic() || c == '_' {
            let length = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            let word = &rest[..length];
            let style = match word {
                _ if after_dot => Style::Plain,
                _ if KEYWORDS.contains(&word) => Style::Keyword,
                _ if defines => Style::Definition,
                _ if is_builtin(word) => Style::Builtin,
                _ => Style::Plain,
            };
            defines = matches!(word, "def" | "class");
            (style, length)
        } else {
            (Style::Plain, c.len_utf8())
        };
        if !c.is_whitespace() {
            after_dot = c == '.';
        }
        styles[at..at + length].fill(style);
        at += length;
    }
    styles
}

/// The length of the string that `text` begins with, its prefix included; it may be unfinished.
fn string(text: &str) -> Option<usize> {
    let prefix = text.find(|c: char| !c.is_ascii_alphabetic()).filter(|&n| n <= 2)?;
    if !text[..prefix].bytes().all(|b| b"rRbBuUfFtT".contains(&b)) {
        return None;
    }
    let quote = text[prefix..].chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let triple = quote.to_string().repeat(3);
    let delimiter = if text[prefix..].starts_with(&triple) { triple } else { quote.to_string() };
    let mut at = prefix + delimiter.len();
    while let Some(c) = text[at..].chars().next() {
        if text[at..].starts_with(&delimiter) {
            return Some(at + delimiter.len());
        }
        if c == '\n' && delimiter.len() == 1 {
            return Some(at);
        }
        at += c.len_utf8();
        if c == '\\' {
            at += text[at..].chars().next().map_or(0, char::len_utf8);
        }
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters(text: &str) -> String {
        let letter = |style| match style {
            Style::Plain => '.',
            Style::Keyword => 'k',
            Style::Builtin => 'b',
            Style::Definition => 'd',
            Style::Text => 's',
            Style::Number => 'n',
            Style::Comment => 'c',
        };
        styles(text, |name| name == "print").into_iter().map(letter).collect()
    }

    #[test]
    fn parts_are_told_apart() {
        assert_eq!(letters("def f(): return 1"), "kkk.d....kkkkkk.n");
        assert_eq!(letters("print(x.print) # if"), "bbbbb..........cccc");
        assert_eq!(letters("rb'a\\'b' + \"c"), "ssssssss...ss");
        assert_eq!(letters("'''a\nb''' 0x1f"), "sssssssss.nnnn");
        assert_eq!(letters("é = 'é"), ".....sss");
    }
}
