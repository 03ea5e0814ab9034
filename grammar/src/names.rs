//! Characters by name, for `\\N{...}`.

use crate::surrogate;

/// The character whose Unicode name or alias is `name`, in any case.
pub fn character_named(name: &str) -> Option<char> {
    unicode_names2::character(name).or_else(|| {
        let name = name.to_ascii_uppercase();
        let found = ALIASES.binary_search_by_key(&name.as_str(), |entry| entry.0).ok()?;
        surrogate::char_of(ALIASES[found].1)
    })
}

/// The aliases of more than one word in Unicode's `NameAliases.txt`, which `unicode_names2` does not find; sorted.
#[rustfmt::skip]
const ALIASES: [(&str, u32); 96] = [
    ("APPLICATION PROGRAM COMMAND", 0x9F),
    ("ARABIC SMALL HIGH LIGATURE ALEF WITH YEH BARREE", 0x616),
    ("BREAK PERMITTED HERE", 0x82),
    ("BYTE ORDER MARK", 0xFEFF),
    ("BYZANTINE MUSICAL SYMBOL FTHORA SKLIRON CHROMA VASIS", 0x1D0C5),
    ("CANCEL CHARACTER", 0x94),
    ("CARRIAGE RETURN", 0xD),
    ("CHARACTER TABULATION", 0x9),
    ("CHARACTER TABULATION SET", 0x88),
    ("CHARACTER TABULATION WITH JUSTIFICATION", 0x89),
    ("CONTROL SEQUENCE INTRODUCER", 0x9B),
    ("CUNEIFORM SIGN NU11 OVER NU11 BUR OVER BUR", 0x122D5),
    ("CUNEIFORM SIGN NU11 TENU", 0x122D4),
    ("DATA LINK ESCAPE", 0x10),
    ("DEVICE CONTROL FOUR", 0x14),
    ("DEVICE CONTROL ONE", 0x11),
    ("DEVICE CONTROL STRING", 0x90),
    ("DEVICE CONTROL THREE", 0x13),
    ("DEVICE CONTROL TWO", 0x12),
    ("END OF GUARDED AREA", 0x97),
    ("END OF LINE", 0xA),
    ("END OF MEDIUM", 0x19),
    ("END OF SELECTED AREA", 0x87),
    ("END OF TEXT", 0x3),
    ("END OF TRANSMISSION", 0x4),
    ("END OF TRANSMISSION BLOCK", 0x17),
    ("FILE SEPARATOR", 0x1C),
    ("FORM FEED", 0xC),
    ("GROUP SEPARATOR", 0x1D),
    ("HANGUL JONGSEONG SSANGYESIEUNG", 0x11EE),
    ("HANGUL JONGSEONG YESIEUNG-KHIEUKH", 0x11EF),
    ("HANGUL JONGSEONG YESIEUNG-KIYEOK", 0x11EC),
    ("HANGUL JONGSEONG YESIEUNG-SSANGKIYEOK", 0x11ED),
    ("HENTAIGANA LETTER E-1", 0x1B001),
    ("HIGH OCTET PRESET", 0x81),
    ("HORIZONTAL TABULATION", 0x9),
    ("HORIZONTAL TABULATION SET", 0x88),
    ("INFORMATION SEPARATOR FOUR", 0x1C),
    ("INFORMATION SEPARATOR ONE", 0x1F),
    ("INFORMATION SEPARATOR THREE", 0x1D),
    ("INFORMATION SEPARATOR TWO", 0x1E),
    ("KANNADA LETTER LLLA", 0xCDE),
    ("LAO LETTER FO FAY", 0xE9F),
    ("LAO LETTER FO FON", 0xE9D),
    ("LAO LETTER LO", 0xEA5),
    ("LAO LETTER RO", 0xEA3),
    ("LATIN CAPITAL LETTER GHA", 0x1A2),
    ("LATIN SMALL LETTER GHA", 0x1A3),
    ("LEFTWARDS TRIANGLE-HEADED ARROW WITH DOUBLE VERTICAL STROKE", 0x2B7A),
    ("LINE FEED", 0xA),
    ("LINE TABULATION", 0xB),
    ("LINE TABULATION SET", 0x8A),
    ("LOCKING-SHIFT ONE", 0xE),
    ("LOCKING-SHIFT ZERO", 0xF),
    ("MEDEFAIDRIN CAPITAL LETTER H", 0x16E56),
    ("MEDEFAIDRIN CAPITAL LETTER NG", 0x16E57),
    ("MEDEFAIDRIN SMALL LETTER H", 0x16E76),
    ("MEDEFAIDRIN SMALL LETTER NG", 0x16E77),
    ("MESSAGE WAITING", 0x95),
    ("MICR DASH SYMBOL", 0x2449),
    ("MICR ON US SYMBOL", 0x2448),
    ("MYANMAR LETTER KHAMTI LLA", 0xAA6E),
    ("NEGATIVE ACKNOWLEDGE", 0x15),
    ("NEW LINE", 0xA),
    ("NEXT LINE", 0x85),
    ("NO BREAK HERE", 0x83),
    ("OPERATING SYSTEM COMMAND", 0x9D),
    ("PADDING CHARACTER", 0x80),
    ("PARTIAL LINE BACKWARD", 0x8C),
    ("PARTIAL LINE FORWARD", 0x8B),
    ("PRESENTATION FORM FOR VERTICAL RIGHT WHITE LENTICULAR BRACKET", 0xFE18),
    ("PRIVACY MESSAGE", 0x9E),
    ("PRIVATE USE ONE", 0x91),
    ("PRIVATE USE TWO", 0x92),
    ("RECORD SEPARATOR", 0x1E),
    ("REVERSE LINE FEED", 0x8D),
    ("RIGHTWARDS TRIANGLE-HEADED ARROW WITH DOUBLE VERTICAL STROKE", 0x2B7C),
    ("SET TRANSMIT STATE", 0x93),
    ("SHIFT IN", 0xF),
    ("SHIFT OUT", 0xE),
    ("SINGLE CHARACTER INTRODUCER", 0x9A),
    ("SINGLE GRAPHIC CHARACTER INTRODUCER", 0x99),
    ("SINGLE SHIFT THREE", 0x8F),
    ("SINGLE SHIFT TWO", 0x8E),
    ("START OF GUARDED AREA", 0x96),
    ("START OF HEADING", 0x1),
    ("START OF SELECTED AREA", 0x86),
    ("START OF STRING", 0x98),
    ("START OF TEXT", 0x2),
    ("STRING TERMINATOR", 0x9C),
    ("SYNCHRONOUS IDLE", 0x16),
    ("SYRIAC SUBLINEAR COLON SKEWED LEFT", 0x709),
    ("UNIT SEPARATOR", 0x1F),
    ("VERTICAL TABULATION", 0xB),
    ("WEIERSTRASS ELLIPTIC FUNCTION", 0x2118),
    ("YI SYLLABLE ITERATION MARK", 0xA015),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_aliases_are_found() {
        assert!(ALIASES.is_sorted());
        assert_eq!(character_named("bullet"), Some('\u{2022}'));
        assert_eq!(character_named("LF"), Some('\n'));
        assert_eq!(character_named("Line Feed"), Some('\n'));
        assert_eq!(character_named("no such name"), None);
    }
}
