//! Lone surrogates in text that must stay valid UTF-8.
//!
//! Python strings may hold unpaired surrogates (U+D800..=U+DFFF), Rust's may not. Each is kept as the private-use
//! character 0x10F000 + (code - 0xD800); these 2,048 private-use characters are the price.

/// The first of the private-use characters that stand for surrogates.
const BASE: u32 = 0x10F000;

/// The character that holds code point `code`; surrogates are mapped, everything else is itself.
/// `None` above U+10FFFF.
pub fn char_of(code: u32) -> Option<char> {
    match code {
        0xD800..=0xDFFF => char::from_u32(BASE + (code - 0xD800)),
        _ => char::from_u32(code),
    }
}

/// The code point that Python sees for `c`: the inverse of [`char_of`].
pub fn code_of(c: char) -> u32 {
    if is_surrogate(c) { c as u32 - BASE + 0xD800 } else { c as u32 }
}

/// Does `c` stand for a lone surrogate?
pub fn is_surrogate(c: char) -> bool {
    (BASE..BASE + 0x800).contains(&(c as u32))
}
