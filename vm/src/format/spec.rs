//! A format specification taken apart.

use crate::fault::Fault;
use crate::object::str::unicode;

/// Widths and precisions beyond this are refused: the allocator would end the process.
const MOST: usize = 1 << 31;

/// `[[fill]align][sign]["z"]["#"]["0"][width][grouping]["." [precision][grouping]][type]`.
#[derive(Debug, Default, PartialEq)]
pub struct Spec {
    /// The character to pad with, if given.
    pub fill: Option<char>,
    /// `<`, `>`, `^` or `=`.
    pub align: Option<char>,
    /// `+`, `-` or a space.
    pub sign: Option<char>,
    /// `z`: a result of minus zero loses its sign.
    pub no_negative_zero: bool,
    /// `#`.
    pub alternate: bool,
    /// The least width, in characters.
    pub width: usize,
    /// `,` or `_` between groups of digits.
    pub grouping: Option<char>,
    /// Digits after the point, significant digits, or characters.
    pub precision: Option<usize>,
    /// `,` or `_` between groups of digits after the point.
    pub fraction_grouping: Option<char>,
    /// The type letter.
    pub ty: Option<char>,
}

impl Spec {
    /// Takes `text` apart. `class` names the value's class in messages; `default_type` and `default_align` hold where
    /// none is given.
    ///
    /// # Errors
    /// ValueError.
    pub fn parse(text: &str, class: &str, default_type: char, default_align: char) -> Result<Spec, Fault> {
        let mut spec = Spec::default();
        let mut rest = text;
        let is_align = |c: char| matches!(c, '<' | '>' | '=' | '^');
        let mut chars = rest.chars();
        match (chars.next(), chars.next()) {
            (Some(fill), Some(align)) if is_align(align) => {
                (spec.fill, spec.align) = (Some(fill), Some(align));
                rest = chars.as_str();
            }
            (Some(align), _) if is_align(align) => {
                spec.align = Some(align);
                rest = &rest[1..];
            }
            _ => (),
        }
        spec.sign = take(&mut rest, &['+', '-', ' ']);
        spec.no_negative_zero = take(&mut rest, &['z']).is_some();
        spec.alternate = take(&mut rest, &['#']).is_some();
        if spec.fill.is_none() && take(&mut rest, &['0']).is_some() {
            spec.fill = Some('0');
            if spec.align.is_none() && default_align == '>' {
                spec.align = Some('=');
            }
        }
        spec.width = take_number(&mut rest)?.unwrap_or(0);
        if spec.width > MOST {
            return Err(Fault::memory());
        }
        spec.grouping = take_grouping(&mut rest)?;
        if take(&mut rest, &['.']).is_some() {
            spec.precision = take_number(&mut rest)?;
            spec.fraction_grouping = take_grouping(&mut rest)?;
            if spec.precision.is_none() && spec.fraction_grouping.is_none() {
                return Err(Fault::value_error("Format specifier missing precision"));
            }
            if spec.precision.is_some_and(|precision| precision > i32::MAX as usize) {
                return Err(Fault::value_error("precision too big"));
            }
        }
        let mut chars = rest.chars();
        spec.ty = chars.next();
        if chars.next().is_some() {
            let message = format!("Invalid format specifier '{text}' for object of type '{class}'");
            return Err(Fault::value_error(message));
        }
        for separator in [spec.grouping, spec.fraction_grouping].into_iter().flatten() {
            match spec.ty.unwrap_or(default_type) {
                'd' | 'e' | 'f' | 'g' | 'E' | 'F' | 'G' | '%' | '\0' => (),
                'b' | 'o' | 'x' | 'X' if separator == '_' => (),
                ty => {
                    let ty = show(ty);
                    return Err(Fault::value_error(format!("Cannot specify '{separator}' with '{ty}'.")));
                }
            }
        }
        Ok(spec)
    }

    /// The error for a type letter that values of `class` do not know.
    pub fn unknown_type(&self, class: &str) -> Fault {
        let ty = show(self.ty.unwrap_or(' '));
        Fault::value_error(format!("Unknown format code '{ty}' for object of type '{class}'"))
    }

    /// `text` padded to the width.
    ///
    /// # Errors
    /// None today; a `Result` because callers return one.
    pub fn pad(&self, text: &str, default_align: char) -> Result<String, Fault> {
        let missing = self.width.saturating_sub(text.chars().count());
        if missing == 0 {
            return Ok(text.to_string());
        }
        let left = match self.align.unwrap_or(default_align) {
            '<' => 0,
            '^' => missing / 2,
            _ => missing,
        };
        let fill = self.fill.unwrap_or(' ');
        let mut out = String::with_capacity(text.len() + missing * fill.len_utf8());
        pad(&mut out, fill, left);
        out.push_str(text);
        pad(&mut out, fill, missing - left);
        Ok(out)
    }
}

/// Appends a character a number of times: by pieces where it is the usual one, as pushing each costs a check of the room.
pub fn pad(out: &mut String, fill: char, mut count: usize) {
    const SPACES: &str = "                                                                ";
    if fill != ' ' {
        out.extend(std::iter::repeat_n(fill, count));
        return;
    }
    while count > SPACES.len() {
        out.push_str(SPACES);
        count -= SPACES.len();
    }
    out.push_str(&SPACES[..count]);
}

/// How messages show a type letter.
fn show(ty: char) -> String {
    if matches!(ty, '!'..='~') { ty.to_string() } else { format!("\\x{:x}", rondo_grammar::surrogate::code_of(ty)) }
}

fn take(rest: &mut &str, one_of: &[char]) -> Option<char> {
    let c = rest.chars().next().filter(|c| one_of.contains(c))?;
    *rest = &rest[c.len_utf8()..];
    Some(c)
}

fn take_number(rest: &mut &str) -> Result<Option<usize>, Fault> {
    let mut number = None;
    while let Some(c) = rest.chars().next()
        && let Some(digit) = unicode::decimal(c)
    {
        let longer = number.unwrap_or(0_usize).checked_mul(10).and_then(|n| n.checked_add(digit as usize));
        number = match longer.filter(|&n| n <= isize::MAX as usize) {
            Some(longer) => Some(longer),
            None => return Err(Fault::value_error("Too many decimal digits in format string")),
        };
        *rest = &rest[c.len_utf8()..];
    }
    Ok(number)
}

fn take_grouping(rest: &mut &str) -> Result<Option<char>, Fault> {
    let first = take(rest, &[',', '_']);
    let clash = match first {
        Some(',') => rest.starts_with('_'),
        Some(_) => rest.starts_with(','),
        None => false,
    };
    if clash {
        return Err(Fault::value_error("Cannot specify both ',' and '_'."));
    }
    Ok(first)
}
