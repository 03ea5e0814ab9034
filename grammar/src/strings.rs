//! String literals to values: escapes, adjacent literals, the parts of f-strings and t-strings.

use crate::actions::{Field, FieldItem, FormattedPart, StringPart};
use crate::ast::{Constant, Expr, ExprKind, Span};
use crate::context::Context;
use crate::error::{SyntaxError, Warning};
use crate::fstring::invalid_escape;
use crate::names::character_named;
use crate::surrogate;
use std::borrow::Cow;

type Checked<T> = Result<T, SyntaxError>;

/// A plain literal taken apart.
struct Literal<'s> {
    raw: bool,
    bytes: bool,
    /// Between the quotes.
    text: &'s str,
    /// Where `text` starts.
    start: u32,
}

/// How the text of an f-string is read.
#[derive(Clone, Copy)]
struct Style {
    template: bool,
    raw: bool,
    /// Does `{{` stand for a brace?
    doubled: bool,
    /// The closing quotes, where CPython points when an escape is wrong.
    closing: Span,
}

impl Style {
    /// Fields of a specification are formatted at once, in t-strings too.
    fn of_specification(self) -> Style {
        Style { template: false, doubled: false, ..self }
    }
}

/// Text that is about to become a constant of a `JoinedStr`, until a field ends it.
#[derive(Default)]
struct Pending {
    text: String,
    span: Option<Span>,
}

impl Pending {
    fn add(&mut self, text: &str, span: Span) {
        self.text.push_str(text);
        self.span = Some(self.span.map_or(span, |before| before.to(span)));
    }

    fn flush(&mut self, values: &mut Vec<Expr>) {
        if let Some(span) = self.span.take()
            && !self.text.is_empty()
        {
            let value = Constant::Str(self.text.as_str().into());
            values.push(Expr { kind: ExprKind::Constant(value), span });
        }
        self.text.clear();
    }
}

impl<'s> Context<'s> {
    /// The value of adjacent literals.
    pub fn strings(&mut self, parts: Vec<StringPart>) -> Checked<Expr> {
        if let [StringPart::Plain(span)] = parts[..] {
            let literal = self.literal(span);
            let value = if literal.bytes {
                Constant::Bytes(self.decode_bytes(&literal, span)?.as_ref().into())
            } else {
                Constant::Str(self.decode_str(literal.text, literal.start, literal.raw, false, span)?.as_ref().into())
            };
            return Ok(Expr { kind: ExprKind::Constant(value), span });
        }
        let span = part_span(&parts[0]).to(part_span(&parts[parts.len() - 1]));
        let (mut bytes, mut plain, mut formatted, mut templates) = (false, false, false, false);
        for part in &parts {
            match part {
                StringPart::Plain(span) if self.literal(*span).bytes => bytes = true,
                StringPart::Plain(_) => plain = true,
                StringPart::Formatted(part) if part.template => templates = true,
                StringPart::Formatted(_) => formatted = true,
            }
        }
        let is_template = |part: &StringPart| matches!(part, StringPart::Formatted(part) if part.template);
        if let Some([a, b]) = parts.array_windows().find(|[a, b]| is_template(a) != is_template(b)) {
            let message = "cannot mix t-string literals with string or bytes literals";
            return Err(SyntaxError::new(message, part_span(a).to(part_span(b))));
        }
        if bytes && (plain || formatted) {
            return Err(SyntaxError::new("cannot mix bytes and nonbytes literals", SyntaxError::NEXT_TOKEN));
        }
        if bytes {
            let mut value = Vec::new();
            for part in &parts {
                if let StringPart::Plain(span) = part {
                    let literal = self.literal(*span);
                    value.extend_from_slice(&self.decode_bytes(&literal, *span)?);
                }
            }
            return Ok(Expr { kind: ExprKind::Constant(Constant::Bytes(value.into())), span });
        }
        let mut values = Vec::new();
        let mut pending = Pending::default();
        for part in parts {
            match part {
                StringPart::Plain(span) => {
                    let Literal { raw, text, start, .. } = self.literal(span);
                    let text = self.decode_str(text, start, raw, false, span)?;
                    pending.add(&text, span);
                }
                StringPart::Formatted(part) => {
                    let FormattedPart { template, opening, items, span } = *part;
                    let part_end = span.end;
                    let prefix = self.text(opening.start, opening.end);
                    let raw = prefix.contains(['r', 'R']);
                    let quotes = prefix.chars().filter(|c| matches!(c, '\'' | '"')).count() as u32;
                    let closing = Span::new(part_end - quotes, part_end);
                    let style = Style { template, raw, doubled: true, closing };
                    self.parts(items, style, &mut pending, &mut values)?;
                }
            }
        }
        let kind = if !formatted && !templates {
            ExprKind::Constant(Constant::Str(pending.text.into()))
        } else {
            pending.flush(&mut values);
            if templates { ExprKind::TemplateStr(values) } else { ExprKind::JoinedStr(values) }
        };
        Ok(Expr { kind, span })
    }

    /// Adds the parts of an f-string or format specification.
    fn parts(
        &mut self,
        items: Vec<FieldItem>,
        style: Style,
        pending: &mut Pending,
        values: &mut Vec<Expr>,
    ) -> Checked<()> {
        for item in items {
            match item {
                FieldItem::Text(span) => {
                    let text = self.text(span.start, span.end);
                    let text = self.decode_str(text, span.start, style.raw, style.doubled, style.closing)?;
                    pending.add(&text, span);
                }
                FieldItem::Field(field) => {
                    if field.debug {
                        let text = self.without_comments(field.text);
                        pending.add(&normalise_lines(&text), field.text);
                    }
                    let value = self.field(*field, style)?;
                    pending.flush(values);
                    values.push(value);
                }
            }
        }
        Ok(())
    }

    fn field(&mut self, field: Field, style: Style) -> Checked<Expr> {
        let Field { value, text, debug, mut conversion, spec, span } = field;
        if debug && conversion.is_none() && spec.is_none() {
            conversion = Some('r');
        }
        let format_spec = match spec {
            None => None,
            Some(spec) => {
                let (span, items) = *spec;
                let (mut pending, mut values) = (Pending::default(), Vec::new());
                self.parts(items, style.of_specification(), &mut pending, &mut values)?;
                pending.flush(&mut values);
                Some(Box::new(Expr { kind: ExprKind::JoinedStr(values), span }))
            }
        };
        let kind = if style.template {
            let source = self.text(text.start, text.end);
            let source = if debug { source.trim_end().trim_end_matches('=') } else { source };
            let text = normalise_lines(source).as_ref().into();
            ExprKind::Interpolation { value, text, conversion, format_spec }
        } else {
            ExprKind::FormattedValue { value, conversion, format_spec }
        };
        Ok(Expr { kind, span })
    }

    /// The source text in `span`, comments left out.
    fn without_comments(&self, span: Span) -> String {
        let first = self.comments.partition_point(|comment| comment.end <= span.start);
        let mut text = String::new();
        let mut from = span.start;
        for comment in self.comments[first..].iter().take_while(|comment| comment.start < span.end) {
            text.push_str(self.text(from, comment.start));
            from = comment.end;
        }
        text + self.text(from, span.end)
    }

    fn literal(&self, span: Span) -> Literal<'s> {
        let whole = self.text(span.start, span.end);
        // The lexer only makes string tokens with quotes.
        let prefix = whole.find(['\'', '"']).unwrap_or(0);
        let (letters, quoted) = whole.split_at(prefix);
        let quote = &quoted[..1];
        let triple = quoted.len() >= 6 && quoted[1..].starts_with(quote) && quoted[2..].starts_with(quote);
        let quotes = if triple { 3 } else { 1 };
        Literal {
            raw: letters.contains(['r', 'R']),
            bytes: letters.contains(['b', 'B']),
            text: &quoted[quotes..quoted.len() - quotes],
            start: span.start + (prefix + quotes) as u32,
        }
    }

    fn decode_bytes(&mut self, literal: &Literal<'s>, span: Span) -> Checked<Cow<'s, [u8]>> {
        if !literal.text.is_ascii() {
            return Err(SyntaxError::new("bytes can only contain ASCII literal characters", span));
        }
        let text = normalise_lines(literal.text);
        if literal.raw || !text.contains('\\') {
            return Ok(match text {
                Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
                Cow::Owned(text) => Cow::Owned(text.into_bytes()),
            });
        }
        let bytes = text.as_bytes();
        let warned = self.warnings.len();
        let mut out = Vec::with_capacity(bytes.len());
        let mut pos = 0;
        while pos < bytes.len() {
            if bytes[pos] != b'\\' {
                out.push(bytes[pos]);
                pos += 1;
                continue;
            }
            let escape = pos;
            // A backslash is never last: it would have escaped the quote.
            let c = bytes.get(pos + 1).copied().unwrap_or(b'\\');
            pos += 2;
            match simple_escape(c) {
                Some(value) => out.extend(value),
                None => match c {
                    b'0'..=b'7' => {
                        let (value, end) = octal(bytes, pos - 1);
                        pos = end;
                        if value > 0xFF {
                            self.warn_octal(&text[escape..end], literal.start + escape as u32);
                        }
                        out.push(value as u8);
                    }
                    b'x' => match text.get(pos..pos + 2).and_then(hexadecimal) {
                        Some(value) => {
                            out.push(value as u8);
                            pos += 2;
                        }
                        None => {
                            let message = format!("(value error) invalid \\x escape at position {escape}");
                            return Err(SyntaxError::new(message, span));
                        }
                    },
                    _ => {
                        self.warn_escape(c as char, literal.start + escape as u32);
                        out.extend([b'\\', c]);
                    }
                },
            }
        }
        self.warnings.truncate(warned + 1);
        Ok(Cow::Owned(out))
    }

    /// The value of string text that starts at `start`, inside the token `token`.
    fn decode_str(
        &mut self,
        text: &'s str,
        start: u32,
        raw: bool,
        doubled: bool,
        token: Span,
    ) -> Checked<Cow<'s, str>> {
        let escapes = !raw && text.contains('\\');
        let braces = doubled && text.contains(['{', '}']);
        if !escapes && !braces {
            return Ok(normalise_lines(text));
        }
        let bytes = text.as_bytes();
        let warned = self.warnings.len();
        let mut out = String::with_capacity(text.len());
        let mut pos = 0;
        while pos < bytes.len() {
            let special = |b: &u8| (*b == b'\\' && escapes) || (doubled && matches!(b, b'{' | b'}')) || *b == b'\r';
            let next = bytes[pos..].iter().position(special).map_or(bytes.len(), |at| pos + at);
            out.push_str(&text[pos..next]);
            pos = next;
            match bytes.get(pos) {
                None => break,
                Some(b'\r') => {
                    out.push('\n');
                    pos += if bytes.get(pos + 1) == Some(&b'\n') { 2 } else { 1 };
                }
                Some(b'\\') => pos = self.escape(text, start, pos, token, &mut out)?,
                Some(brace) => {
                    out.push(*brace as char);
                    pos += if bytes.get(pos + 1) == Some(brace) { 2 } else { 1 };
                }
            }
        }
        self.warnings.truncate(warned + 1);
        Ok(Cow::Owned(out))
    }

    /// Decodes the escape at `pos` and returns where it ends.
    fn escape(&mut self, text: &str, start: u32, pos: usize, token: Span, out: &mut String) -> Checked<usize> {
        let bytes = text.as_bytes();
        let Some(c) = text[pos + 1..].chars().next() else {
            out.push('\\');
            return Ok(pos + 1);
        };
        let after = pos + 1 + c.len_utf8();
        if c == '\r' {
            return Ok(if bytes.get(after) == Some(&b'\n') { after + 1 } else { after });
        }
        if c.is_ascii()
            && let Some(value) = simple_escape(c as u8)
        {
            out.extend(value.map(char::from));
            return Ok(after);
        }
        let digits = match c {
            '0'..='7' => {
                let (value, end) = octal(bytes, pos + 1);
                if value > 0xFF {
                    self.warn_octal(&text[pos..end], start + pos as u32);
                }
                out.extend(char::from_u32(value));
                return Ok(end);
            }
            'x' => 2,
            'u' => 4,
            'U' => 8,
            'N' => return self.named_escape(text, pos, token, out),
            _ => {
                // An escaped brace keeps its backslash; the lexer has warned of it.
                if !matches!(c, '{' | '}') {
                    self.warn_escape(c, start + pos as u32);
                    out.push('\\');
                    out.push(c);
                    return Ok(after);
                }
                out.push('\\');
                return Ok(pos + 1);
            }
        };
        let found = bytes[after..].iter().take(digits).take_while(|b| b.is_ascii_hexdigit()).count();
        let end = after + found;
        if found < digits {
            let form = match c {
                'x' => "truncated \\xXX escape",
                'u' => "truncated \\uXXXX escape",
                _ => "truncated \\UXXXXXXXX escape",
            };
            return Err(unicode_error(text, pos, end, form, token));
        }
        match hexadecimal(&text[after..end]).and_then(surrogate::char_of) {
            Some(value) => out.push(value),
            None => return Err(unicode_error(text, pos, end, "illegal Unicode character", token)),
        }
        Ok(end)
    }

    fn named_escape(&mut self, text: &str, pos: usize, token: Span, out: &mut String) -> Checked<usize> {
        let rest = &text[pos + 2..];
        let close = if rest.starts_with('{') { rest.find('}') } else { None };
        match close {
            Some(close) if close > 1 => {
                let end = pos + 2 + close + 1;
                match character_named(&rest[1..close]) {
                    Some(value) => {
                        out.push(value);
                        Ok(end)
                    }
                    None => Err(unicode_error(text, pos, end, "unknown Unicode character name", token)),
                }
            }
            _ => {
                let end = match close {
                    Some(close) => pos + 2 + close,
                    None if rest.starts_with('{') => text.len(),
                    None => pos + 2,
                };
                Err(unicode_error(text, pos, end, "malformed \\N character escape", token))
            }
        }
    }

    /// Warns of the escape `c`; of those in one literal only the first is kept, by who calls.
    fn warn_escape(&mut self, c: char, at: u32) {
        let span = Span::new(at, at + 1 + c.len_utf8() as u32);
        self.warnings.push(Warning::new(invalid_escape(c), span));
    }

    fn warn_octal(&mut self, text: &str, at: u32) {
        let message = format!(
            "\"{text}\" is an invalid octal escape sequence. Such sequences will not work in the future. \
             Did you mean \"\\{text}\"? A raw string is also an option."
        );
        self.warnings.push(Warning::new(message, Span::new(at, at + text.len() as u32)));
    }
}

fn part_span(part: &StringPart) -> Span {
    match part {
        StringPart::Plain(span) => *span,
        StringPart::Formatted(part) => part.span,
    }
}

/// Line ends inside literals are `\n`, however the file writes them.
fn normalise_lines(text: &str) -> Cow<'_, str> {
    if !text.as_bytes().contains(&b'\r') {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// What `\c` stands for where that needs nothing else; an escaped line end stands for nothing.
fn simple_escape(c: u8) -> Option<Option<u8>> {
    Some(Some(match c {
        b'\n' => return Some(None),
        b'\\' | b'\'' | b'"' => c,
        b'a' => 7,
        b'b' => 8,
        b'f' => 12,
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        b'v' => 11,
        _ => return None,
    }))
}

/// Up to three octal digits at `pos`: their value and end.
fn octal(bytes: &[u8], pos: usize) -> (u32, usize) {
    let digits = bytes[pos..].iter().take(3).take_while(|b| (b'0'..=b'7').contains(b));
    let (mut value, mut end) = (0, pos);
    for digit in digits {
        value = value * 8 + u32::from(digit - b'0');
        end += 1;
    }
    (value, end)
}

fn hexadecimal(digits: &str) -> Option<u32> {
    if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    u32::from_str_radix(digits, 16).ok()
}

/// CPython's complaint about the escape at `from..to` of `text`. It decodes a copy in which every character beyond
/// ASCII takes the ten bytes of `\UXXXXXXXX`, and counts in that.
fn unicode_error(text: &str, from: usize, to: usize, reason: &str, token: Span) -> SyntaxError {
    let position = |end: usize| -> usize { text[..end].chars().map(|c| if c.is_ascii() { 1 } else { 10 }).sum() };
    let (first, last) = (position(from), position(to) - 1);
    let place = if first == last {
        format!("byte 0x5c in position {first}")
    } else {
        format!("bytes in position {first}-{last}")
    };
    SyntaxError::new(format!("(unicode error) 'unicodeescape' codec can't decode {place}: {reason}"), token)
}
