//! Bytes of a source file to text: byte order mark, PEP 263 encoding line, invalid bytes.

use crate::ast::Span;
use crate::error::SyntaxError;

/// Decodes the contents of a source file.
///
/// A UTF-8 byte order mark is dropped. An encoding line (PEP 263) in the first two lines is honoured for UTF-8, Latin-1
/// and ASCII; see [`foreign_encoding`] for others. Line ends stay as they are.
///
/// # Errors
/// CPython's `SyntaxError` for NUL bytes, an unknown encoding, and bytes that are not of the encoding. As there is no
/// text for a span to refer to, the span counts bytes of `bytes`.
pub fn decode(bytes: &[u8]) -> Result<String, SyntaxError> {
    let nowhere = Span::default();
    if bytes.contains(&0) {
        return Err(SyntaxError::new("source code cannot contain null bytes", nowhere));
    }
    let (marked, bytes) = match bytes.strip_prefix(b"\xef\xbb\xbf") {
        Some(rest) => (true, rest),
        None => (false, bytes),
    };
    let declared = declared_encoding(bytes);
    let encoding = match &declared {
        None => Encoding::Utf8,
        Some(name) => match Encoding::named(name) {
            Some(encoding) => encoding,
            None => return Err(SyntaxError::new(format!("unknown encoding: {name}"), nowhere)),
        },
    };
    if let (true, Some(name)) = (marked, &declared)
        && encoding != Encoding::Utf8
    {
        let name = if encoding == Encoding::Latin1 { "iso-8859-1" } else { name };
        return Err(SyntaxError::new(format!("encoding problem: {name} with BOM"), nowhere));
    }
    match encoding {
        Encoding::Utf8 => match std::str::from_utf8(bytes) {
            Ok(text) => Ok(text.to_string()),
            Err(error) => {
                // By this name no codec is asked for.
                let is_plain = |name: &String| name.to_ascii_lowercase().replace('_', "-").starts_with("utf-8");
                Err(invalid_utf8(bytes, error, declared.is_some_and(|name| !is_plain(&name))))
            }
        },
        Encoding::Latin1 => Ok(bytes.iter().map(|b| *b as char).collect()),
        Encoding::Ascii => match bytes.iter().position(|b| !b.is_ascii()) {
            None => Ok(bytes.iter().map(|b| *b as char).collect()),
            Some(at) => {
                let byte = bytes[at];
                let message =
                    format!("'ascii' codec can't decode byte 0x{byte:02x} in position {at}: ordinal not in range(128)");
                Err(SyntaxError::new(message, nowhere))
            }
        },
    }
}

/// The encoding that a source file without byte order mark declares, if [`decode`] does not know it: whoever knows more
/// encodings can decode the file.
pub fn foreign_encoding(bytes: &[u8]) -> Option<String> {
    let marked = bytes.starts_with(b"\xef\xbb\xbf");
    declared_encoding(bytes).filter(|name| !marked && Encoding::named(name).is_none())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Utf8,
    Latin1,
    Ascii,
}

impl Encoding {
    fn named(name: &str) -> Option<Encoding> {
        let name = name.to_ascii_lowercase().replace('_', "-");
        match name.as_str() {
            "utf-8" | "utf8" | "u8" | "utf" | "cp65001" | "utf-8-sig" => Some(Encoding::Utf8),
            _ if name.starts_with("utf-8-") => Some(Encoding::Utf8),
            "latin-1" | "latin1" | "iso-8859-1" | "iso8859-1" | "iso-latin-1" | "8859" | "cp819" | "l1" | "latin" => {
                Some(Encoding::Latin1)
            }
            _ if name.starts_with("latin-1-") || name.starts_with("iso-8859-1-") => Some(Encoding::Latin1),
            "ascii" | "us-ascii" | "646" | "ansi-x3.4-1968" => Some(Encoding::Ascii),
            _ => None,
        }
    }
}

/// The encoding that a comment in the first two lines declares: `^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)`. The second
/// line counts only if the first is blank or a comment.
fn declared_encoding(bytes: &[u8]) -> Option<String> {
    for line in bytes.split(|b| *b == b'\n').take(2) {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let text = line.trim_ascii_start();
        if text.is_empty() {
            continue;
        }
        if text[0] != b'#' {
            return None;
        }
        if let Some(name) = encoding_in_comment(text) {
            return Some(name);
        }
    }
    None
}

fn encoding_in_comment(comment: &[u8]) -> Option<String> {
    (0..comment.len()).find_map(|at| {
        let rest = comment[at..].strip_prefix(b"coding")?;
        let name = rest.strip_prefix(b":").or_else(|| rest.strip_prefix(b"="))?.trim_ascii_start();
        let end = name.iter().position(|b| !(b.is_ascii_alphanumeric() || b"-_.".contains(b))).unwrap_or(name.len());
        (end > 0).then(|| String::from_utf8_lossy(&name[..end]).into_owned())
    })
}

/// `by_codec`: a codec was asked for by a name of its own.
fn invalid_utf8(bytes: &[u8], error: std::str::Utf8Error, by_codec: bool) -> SyntaxError {
    let at = error.valid_up_to();
    let byte = bytes[at];
    let span = Span::new(at as u32, at as u32);
    if !by_codec {
        let line = 1 + bytes[..at].iter().filter(|b| **b == b'\n').count();
        let message = format!(
            "Non-UTF-8 code starting with '\\x{byte:02x}' on line {line}, but no encoding declared; \
             see https://peps.python.org/pep-0263/ for details"
        );
        return SyntaxError::new(message, span);
    }
    let reason = match error.error_len() {
        None => "unexpected end of data",
        Some(_) if matches!(byte, 0xC2..=0xF4) => "invalid continuation byte",
        Some(_) => "invalid start byte",
    };
    SyntaxError::new(format!("'utf-8' codec can't decode byte 0x{byte:02x} in position {at}: {reason}"), span)
}
