//! Number literals: where they end, what is wrong with them, and what they are worth.

use crate::ast::{Constant, Span};
use crate::error::{SyntaxError, Warning};

/// Finds the end of the number literal that starts at `start`, following CPython's tokenizer step by step.
pub(crate) fn scan(source: &str, start: usize, warnings: &mut Vec<Warning>) -> Result<usize, SyntaxError> {
    let mut scanner = Scanner { source, bytes: source.as_bytes(), start, pos: start, warnings };
    scanner.number()?;
    Ok(scanner.pos)
}

struct Scanner<'s, 'w> {
    source: &'s str,
    bytes: &'s [u8],
    start: usize,
    pos: usize,
    warnings: &'w mut Vec<Warning>,
}

impl Scanner<'_, '_> {
    fn peek(&self) -> u8 {
        self.bytes.get(self.pos).copied().unwrap_or(0)
    }

    fn number(&mut self) -> Result<(), SyntaxError> {
        if self.peek() == b'.' {
            return self.fraction();
        }
        if self.peek() != b'0' {
            self.decimal_tail()?;
            return self.after_integer();
        }
        self.pos += 1;
        match self.peek() {
            b'x' | b'X' => self.radix("hexadecimal", |c| c.is_ascii_hexdigit()),
            b'o' | b'O' => self.radix("octal", |c| (b'0'..b'8').contains(&c)),
            b'b' | b'B' => self.radix("binary", |c| c == b'0' || c == b'1'),
            _ => self.leading_zero(),
        }
    }

    fn radix(&mut self, kind: &str, is_digit: fn(u8) -> bool) -> Result<(), SyntaxError> {
        self.pos += 1;
        loop {
            if self.peek() == b'_' {
                self.pos += 1;
            }
            if !is_digit(self.peek()) {
                return Err(self.bad_digit(kind));
            }
            while is_digit(self.peek()) {
                self.pos += 1;
            }
            if self.peek() != b'_' {
                break;
            }
        }
        if self.peek().is_ascii_digit() {
            return Err(self.bad_digit(kind));
        }
        self.verify_end(kind)
    }

    fn bad_digit(&mut self, kind: &str) -> SyntaxError {
        let c = self.peek();
        if c.is_ascii_digit() {
            self.pos += 1;
            self.error(format!("invalid digit '{}' in {kind} literal", c as char))
        } else {
            self.error(format!("invalid {kind} literal"))
        }
    }

    /// `0` alone, zeros, or zeros that a fraction, exponent or `j` makes legal.
    fn leading_zero(&mut self) -> Result<(), SyntaxError> {
        loop {
            if self.peek() == b'_' {
                self.pos += 1;
                if !self.peek().is_ascii_digit() {
                    return Err(self.error("invalid decimal literal"));
                }
            }
            if self.peek() != b'0' {
                break;
            }
            self.pos += 1;
        }
        let zeros_end = self.pos;
        let nonzero = self.peek().is_ascii_digit();
        if nonzero {
            self.decimal_tail()?;
        }
        match self.peek() {
            b'.' | b'e' | b'E' | b'j' | b'J' => self.after_integer(),
            _ if nonzero => Err(SyntaxError::new(
                "leading zeros in decimal integer literals are not permitted; \
                 use an 0o prefix for octal integers",
                Span::new(self.start as u32, zeros_end as u32),
            )),
            _ => self.verify_end("decimal"),
        }
    }

    fn decimal_tail(&mut self) -> Result<(), SyntaxError> {
        loop {
            while self.peek().is_ascii_digit() {
                self.pos += 1;
            }
            if self.peek() != b'_' {
                return Ok(());
            }
            self.pos += 1;
            if !self.peek().is_ascii_digit() {
                return Err(self.error("invalid decimal literal"));
            }
        }
    }

    fn after_integer(&mut self) -> Result<(), SyntaxError> {
        match self.peek() {
            b'.' => self.fraction(),
            b'e' | b'E' => self.exponent(),
            b'j' | b'J' => self.imaginary(),
            _ => self.verify_end("decimal"),
        }
    }

    fn fraction(&mut self) -> Result<(), SyntaxError> {
        self.pos += 1;
        if self.peek().is_ascii_digit() {
            self.decimal_tail()?;
        }
        match self.peek() {
            b'e' | b'E' => self.exponent(),
            b'j' | b'J' => self.imaginary(),
            _ => self.verify_end("decimal"),
        }
    }

    fn exponent(&mut self) -> Result<(), SyntaxError> {
        let mark = self.pos;
        self.pos += 1;
        if matches!(self.peek(), b'+' | b'-') {
            self.pos += 1;
            if !self.peek().is_ascii_digit() {
                return Err(self.error("invalid decimal literal"));
            }
        } else if !self.peek().is_ascii_digit() {
            self.pos = mark;
            return self.verify_end("decimal");
        }
        self.decimal_tail()?;
        match self.peek() {
            b'j' | b'J' => self.imaginary(),
            _ => self.verify_end("decimal"),
        }
    }

    fn imaginary(&mut self) -> Result<(), SyntaxError> {
        self.pos += 1;
        self.verify_end("imaginary")
    }

    /// A keyword may follow a number without a space (deprecated); any other name character may not. CPython sees
    /// where a keyword ends, except those that begin with `i`.
    fn verify_end(&mut self, kind: &str) -> Result<(), SyntaxError> {
        let rest = &self.bytes[self.pos..];
        let keywords: [&[u8]; 5] = [b"and", b"else", b"for", b"or", b"not"];
        let in_name = |c: &u8| c.is_ascii_alphanumeric() || *c == b'_' || *c >= 0x80;
        let is_keyword = keywords.iter().any(|k| rest.starts_with(k) && !rest.get(k.len()).is_some_and(in_name));
        if is_keyword || matches!(rest, [b'i', b'f' | b'n' | b's', ..]) {
            let at = self.span();
            self.warnings.push(Warning::new(format!("invalid {kind} literal"), at));
            return Ok(());
        }
        match rest.first() {
            Some(&c) if in_name(&c) => {
                // A non-ASCII character that cannot be part of a name is reported as itself, by the lexer.
                let next = self.source[self.pos..].chars().next().unwrap_or('a');
                if c >= 0x80 && !unicode_ident::is_xid_continue(next) {
                    return Ok(());
                }
                Err(self.error(format!("invalid {kind} literal")))
            }
            _ => Ok(()),
        }
    }

    /// The last character consumed, where CPython points.
    fn span(&self) -> Span {
        Span::new(self.pos as u32 - 1, self.pos as u32 - 1)
    }

    fn error(&self, message: impl Into<String>) -> SyntaxError {
        SyntaxError::new(message, self.span())
    }
}

/// The value of the number literal `text`, which [`scan`] accepted.
pub(crate) fn value(text: &str) -> Constant {
    if let [digit @ b'0'..=b'9'] = text.as_bytes() {
        return Constant::Int((digit - b'0') as i64);
    }
    let plain;
    let text = if text.contains('_') {
        plain = text.replace('_', "");
        plain.as_str()
    } else {
        text
    };
    let bytes = text.as_bytes();
    let radix = match bytes {
        [b'0', b'x' | b'X', ..] => 16,
        [b'0', b'o' | b'O', ..] => 8,
        [b'0', b'b' | b'B', ..] => 2,
        [.., b'j' | b'J'] => return Constant::Imaginary(float(&text[..text.len() - 1])),
        _ if bytes.iter().any(|b| matches!(b, b'.' | b'e' | b'E')) => return Constant::Float(float(text)),
        _ => 10,
    };
    let digits = if radix == 10 { text } else { &text[2..] };
    match i64::from_str_radix(digits, radix) {
        Ok(value) => Constant::Int(value),
        Err(_) => Constant::BigInt { radix, digits: digits.into() },
    }
}

/// Rust reads every form of float that Python has, correctly rounded, as far as `1.` and `.5` included.
fn float(text: &str) -> f64 {
    text.parse().unwrap_or(f64::NAN)
}
