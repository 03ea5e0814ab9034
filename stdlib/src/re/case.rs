//! Characters without regard to case, and classes of characters.

use super::syntax::{Case, Category};
use rondo_grammar::surrogate;
use rondo_vm::object::str::unicode;

/// Characters that are the same letter though neither is the other's lower case, the first of each stands for all.
/// From the Unicode character database: different lower-case letters with the same upper case.
static SAME: &[&[u32]] = &[
    &[0x69, 0x131],
    &[0x73, 0x17f],
    &[0xb5, 0x3bc],
    &[0x345, 0x3b9, 0x1fbe],
    &[0x390, 0x1fd3],
    &[0x3b0, 0x1fe3],
    &[0x3b2, 0x3d0],
    &[0x3b5, 0x3f5],
    &[0x3b8, 0x3d1],
    &[0x3ba, 0x3f0],
    &[0x3c0, 0x3d6],
    &[0x3c1, 0x3f1],
    &[0x3c2, 0x3c3],
    &[0x3c6, 0x3d5],
    &[0x432, 0x1c80],
    &[0x434, 0x1c81],
    &[0x43e, 0x1c82],
    &[0x441, 0x1c83],
    &[0x442, 0x1c84, 0x1c85],
    &[0x44a, 0x1c86],
    &[0x463, 0x1c87],
    &[0x1e61, 0x1e9b],
    &[0xa64b, 0x1c88],
    &[0xfb05, 0xfb06],
];

/// The character that stands for all that differ from `code` in case only.
pub fn fold(code: u32, case: Case) -> u32 {
    match case {
        Case::Exact => code,
        Case::Ascii => u32::from(u8::try_from(code).map_or(0, |b| b.to_ascii_lowercase())).max(code_unless_ascii(code)),
        Case::Unicode if code < 128 => u32::from((code as u8).to_ascii_lowercase()),
        Case::Unicode => {
            let lower = lower(code);
            SAME.iter().find(|same| same.contains(&lower)).map_or(lower, |same| same[0])
        }
    }
}

fn code_unless_ascii(code: u32) -> u32 {
    if code < 128 { 0 } else { code }
}

/// The lower case of a character, if it is one character.
pub fn lower(code: u32) -> u32 {
    // The only capital letter whose full lower case is two characters.
    if code == 0x130 {
        return 0x69;
    }
    let Some(c) = surrogate::char_of(code) else { return code };
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(one), None) => surrogate::code_of(one),
        _ => code,
    }
}

/// The upper case of a character, if it is one character.
pub fn upper(code: u32) -> u32 {
    let Some(c) = surrogate::char_of(code) else { return code };
    let mut upper = c.to_uppercase();
    match (upper.next(), upper.next()) {
        (Some(one), None) => surrogate::code_of(one),
        _ => code,
    }
}

/// Is the character of the class?
pub fn is_in(category: Category, code: u32, ascii: bool) -> bool {
    if code < 128 {
        let byte = code as u8;
        return match category {
            Category::Digit => byte.is_ascii_digit(),
            // The control characters 28 to 31 are white space in `str` only.
            Category::Space => matches!(byte, b'\t'..=b'\r' | b' ') || !ascii && (28..32).contains(&byte),
            Category::Word => byte.is_ascii_alphanumeric() || byte == b'_',
        };
    }
    if ascii {
        return false;
    }
    let Some(c) = surrogate::char_of(code) else { return false };
    match category {
        Category::Digit => unicode::decimal(c).is_some(),
        Category::Space => unicode::is_space(c),
        Category::Word => unicode::is_alnum(c),
    }
}
