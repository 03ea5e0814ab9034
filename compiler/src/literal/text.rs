//! `repr` of text and bytes: quotes and escapes.

use rondo_grammar::surrogate;
use std::fmt::Write;
use unicode_general_category::{GeneralCategory, get_general_category};

/// `str.isprintable` of a character: `repr` shows it as it is.
#[inline]
pub fn is_printable(c: char) -> bool {
    use GeneralCategory::*;
    if c.is_ascii() {
        return matches!(c, ' '..='~');
    }
    !matches!(
        get_general_category(c),
        Control | Format | Surrogate | PrivateUse | Unassigned | LineSeparator | ParagraphSeparator | SpaceSeparator
    )
}

/// `repr(text)`.
pub fn repr(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    push_repr(&mut out, text);
    out
}

/// Appends `repr(text)`.
pub fn push_repr(out: &mut String, text: &str) {
    // Not one branch a byte: most texts are plain, and so many are looked at at a time.
    let is_plain = |&b: &u8| matches!(b, b' '..=b'~') & (b != b'\'') & (b != b'\\');
    if text.as_bytes().iter().fold(true, |plain, byte| plain & is_plain(byte)) {
        out.push('\'');
        out.push_str(text);
        out.push('\'');
        return;
    }
    let quote = if text.contains('\'') && !text.contains('"') { '"' } else { '\'' };
    out.push(quote);
    // Runs of characters that need no escape are copied whole.
    let mut plain = 0;
    for (i, c) in text.char_indices() {
        if c != quote && c != '\\' && is_printable(c) {
            continue;
        }
        out.push_str(&text[plain..i]);
        plain = i + c.len_utf8();
        match c {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            _ if c == quote => {
                out.push('\\');
                out.push(c);
            }
            _ => push_escape(out, surrogate::code_of(c)),
        }
    }
    out.push_str(&text[plain..]);
    out.push(quote);
}

/// Appends `\xhh`, `\uhhhh` or `\Uhhhhhhhh`.
pub fn push_escape(out: &mut String, code: u32) {
    let written = match code {
        0..=0xFF => write!(out, "\\x{code:02x}"),
        0x100..=0xFFFF => write!(out, "\\u{code:04x}"),
        _ => write!(out, "\\U{code:08x}"),
    };
    debug_assert!(written.is_ok(), "a string takes all that is written to it");
}

/// `ascii()` of what `repr` gave: everything beyond ASCII escaped.
pub fn ascii(repr: &str) -> String {
    if repr.is_ascii() {
        return repr.to_string();
    }
    let mut out = String::with_capacity(repr.len() * 2);
    for c in repr.chars() {
        if c.is_ascii() {
            out.push(c);
        } else {
            push_escape(&mut out, surrogate::code_of(c));
        }
    }
    out
}

/// `repr` of bytes, with the `b`.
pub fn bytes_repr(bytes: &[u8]) -> String {
    let quote = if bytes.contains(&b'\'') && !bytes.contains(&b'"') { b'"' } else { b'\'' };
    let mut out = String::with_capacity(bytes.len() + 3);
    out.push('b');
    out.push(quote as char);
    for &b in bytes {
        match b {
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            _ if b == quote => {
                out.push('\\');
                out.push(b as char);
            }
            b' '..=b'~' => out.push(b as char),
            _ => push_escape(&mut out, b as u32),
        }
    }
    out.push(quote as char);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_and_escapes() {
        for (text, shown) in [
            ("abc", "'abc'"),
            ("it's", "\"it's\""),
            ("a'b\"c", "'a\\'b\"c'"),
            ("\0\x7f\u{a0}\u{ad}é", "'\\x00\\x7f\\xa0\\xadé'"),
            ("\u{200b}\u{e000}\u{1f600}\u{10ffff}", "'\\u200b\\ue000\u{1f600}\\U0010ffff'"),
            ("a\n\t\r\\", "'a\\n\\t\\r\\\\'"),
        ] {
            assert_eq!(repr(text), shown);
        }
        assert_eq!(ascii("'é\u{1f600}'"), "'\\xe9\\U0001f600'");
        assert_eq!(bytes_repr(b"a'\xff\n"), "b\"a'\\xff\\n\"");
    }
}
