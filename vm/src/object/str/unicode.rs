//! Properties of characters as Python's `str` methods see them.

use super::unicode_data::{DECIMAL_ZEROS, DIGITS, FOLD, NUMERIC, TITLE};
use unicode_general_category::{GeneralCategory, get_general_category};

/// The value of a decimal digit of any script.
#[inline]
pub fn decimal(c: char) -> Option<u8> {
    if c.is_ascii() {
        return c.to_digit(10).map(|d| d as u8);
    }
    let code = c as u32;
    let zero = DECIMAL_ZEROS[..DECIMAL_ZEROS.partition_point(|&zero| zero <= code)].last()?;
    (code - zero < 10).then_some((code - zero) as u8)
}

fn in_ranges(ranges: &[(u32, u32)], c: char) -> bool {
    let code = c as u32;
    let after = ranges.partition_point(|&(first, _)| first <= code);
    after > 0 && code <= ranges[after - 1].1
}

/// `str.isdigit` of a character.
pub fn is_digit(c: char) -> bool {
    decimal(c).is_some() || in_ranges(DIGITS, c)
}

/// `str.isnumeric` of a character.
pub fn is_numeric(c: char) -> bool {
    is_digit(c) || in_ranges(NUMERIC, c)
}

/// `str.isalpha` of a character: a letter, not merely alphabetic.
pub fn is_alpha(c: char) -> bool {
    use GeneralCategory::*;
    if c.is_ascii() {
        return c.is_ascii_alphabetic();
    }
    matches!(
        get_general_category(c),
        UppercaseLetter | LowercaseLetter | TitlecaseLetter | ModifierLetter | OtherLetter
    )
}

/// `str.isalnum` of a character.
pub fn is_alnum(c: char) -> bool {
    is_alpha(c) || is_numeric(c)
}

/// `str.isspace` of a character.
#[inline]
pub fn is_space(c: char) -> bool {
    match c {
        '\t'..='\r' | '\x1c'..='\x20' => true,
        _ if c.is_ascii() => false,
        '\u{85}' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' => true,
        '\u{2028}' | '\u{2029}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => true,
        _ => false,
    }
}

/// Does `str.splitlines` split at the character?
#[inline]
pub fn is_line_break(c: char) -> bool {
    matches!(c, '\n'..='\r' | '\x1c'..='\x1e' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// `str.islower` of a character.
pub fn is_lower(c: char) -> bool {
    c.is_lowercase()
}

/// `str.isupper` of a character.
pub fn is_upper(c: char) -> bool {
    c.is_uppercase()
}

/// Is it a title-case letter, such as `ǅ`?
pub fn is_title(c: char) -> bool {
    !c.is_ascii() && get_general_category(c) == GeneralCategory::TitlecaseLetter
}

/// Does it have case?
pub fn is_cased(c: char) -> bool {
    is_lower(c) || is_upper(c) || is_title(c)
}

/// Appends the character in title case.
pub fn push_title(out: &mut String, c: char) {
    match TITLE.binary_search_by_key(&c, |entry| entry.0) {
        Ok(found) => out.push_str(TITLE[found].1),
        Err(_) => out.extend(c.to_uppercase()),
    }
}

/// Appends the character's case folding.
pub fn push_fold(out: &mut String, c: char) {
    match FOLD.binary_search_by_key(&c, |entry| entry.0) {
        Ok(found) => out.push_str(FOLD[found].1),
        Err(_) => out.extend(c.to_lowercase()),
    }
}

/// `str.isidentifier`.
pub fn is_identifier(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|c| c == '_' || unicode_ident::is_xid_start(c))
        && chars.all(unicode_ident::is_xid_continue)
}

/// Text without white space around it.
pub fn trim(text: &str) -> &str {
    text.trim_matches(is_space)
}

/// `text` without the blanks around a number that `int()`, `float()` and `complex()` read: C's `isspace` decides on
/// ASCII, which leaves out the separators U+001C to U+001F.
pub fn trim_number(text: &str) -> &str {
    text.trim_matches(|c: char| is_space(c) && !matches!(c, '\x1c'..='\x1f'))
}
