//! `unicodedata`: properties of characters from the Unicode Character Database.

use crate::module::module;
use rondo_grammar::surrogate;
use rondo_vm::function;
use rondo_vm::heap::Gc;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::module::Module;
use rondo_vm::object::native::NativeDef;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};
use std::sync::OnceLock;
use unicode_general_category::{GeneralCategory, get_general_category};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

/// Widths, directions, mirrored characters, numbers and decompositions, a line each: see [`Tables`].
static DATA: &str = include_str!("data.txt");

/// What the lines of the data say, sorted by code point.
#[derive(Default)]
struct Tables {
    /// `w`: East Asian widths but `N`.
    widths: Vec<(u32, u32, &'static str)>,
    /// `b`: bidirectional classes.
    directions: Vec<(u32, u32, &'static str)>,
    /// `m`: mirrored characters.
    mirrored: Vec<(u32, u32, &'static str)>,
    /// `d`, `g`, `n`: decimal digits, other digits, other numbers with their values, as a fraction.
    numbers: Vec<(u32, char, &'static str)>,
    /// `x`: decompositions.
    decompositions: Vec<(u32, &'static str)>,
}

impl Tables {
    fn read() -> Tables {
        let mut tables = Tables::default();
        for line in DATA.lines() {
            let mut parts = line.splitn(3, ' ');
            let kind = parts.next().unwrap_or_default();
            let (code, value) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
            let (first, last) = code.split_once('-').unwrap_or((code, code));
            let [first, last] = [first, last].map(|code| u32::from_str_radix(code, 16).unwrap_or_default());
            match kind {
                "w" => tables.widths.push((first, last, value)),
                "b" => tables.directions.push((first, last, value)),
                "m" => tables.mirrored.push((first, last, value)),
                "x" => tables.decompositions.push((first, value)),
                _ => tables.numbers.push((first, kind.chars().next().unwrap_or('n'), value)),
            }
        }
        tables
    }

    fn get() -> &'static Tables {
        static TABLES: OnceLock<Tables> = OnceLock::new();
        TABLES.get_or_init(Tables::read)
    }

    /// The kind and the numerator and denominator of a number.
    fn number(&self, code: u32) -> Option<(char, i64, i64)> {
        let at = self.numbers.binary_search_by_key(&code, |entry| entry.0).ok()?;
        let (_, kind, value) = self.numbers[at];
        let (numerator, denominator) = value.split_once('/').unwrap_or((value, "1"));
        Some((kind, numerator.parse().ok()?, denominator.parse().ok()?))
    }
}

fn in_ranges(ranges: &[(u32, u32, &'static str)], code: u32) -> Option<&'static str> {
    let after = ranges.partition_point(|range| range.0 <= code);
    let (_, last, value) = ranges.get(after.checked_sub(1)?)?;
    (code <= *last).then_some(value)
}

const FUNCTIONS: &[NativeDef] = &[
    function!("lookup(name, /)", lookup),
    function!("name(chr, default=?, /)", name),
    function!("decimal(chr, default=?, /)", |vm, a| number(vm, a, "decimal", "d", "not a decimal")),
    function!("digit(chr, default=?, /)", |vm, a| number(vm, a, "digit", "dg", "not a digit")),
    function!("numeric(chr, default=?, /)", |vm, a| number(vm, a, "numeric", "dgn", "not a numeric character")),
    function!("category(chr, /)", |vm, a| {
        let c = character(vm, &a[0], "category", "")?;
        Ok(Value::from(category(c)))
    }),
    function!("bidirectional(chr, /)", |vm, a| {
        let code = surrogate::code_of(character(vm, &a[0], "bidirectional", "")?);
        Ok(Value::from(in_ranges(&Tables::get().directions, code).unwrap_or_default()))
    }),
    function!("combining(chr, /)", |vm, a| {
        let c = character(vm, &a[0], "combining", "")?;
        Ok(Value::from(canonical_combining_class(c) as i64))
    }),
    function!("east_asian_width(chr, /)", |vm, a| {
        let code = surrogate::code_of(character(vm, &a[0], "east_asian_width", "")?);
        Ok(Value::from(in_ranges(&Tables::get().widths, code).unwrap_or("N")))
    }),
    function!("mirrored(chr, /)", |vm, a| {
        let code = surrogate::code_of(character(vm, &a[0], "mirrored", "")?);
        Ok(Value::from(in_ranges(&Tables::get().mirrored, code).is_some() as i64))
    }),
    function!("decomposition(chr, /)", |vm, a| {
        let code = surrogate::code_of(character(vm, &a[0], "decomposition", "")?);
        if let Some(parts) = hangul_parts(code) {
            return Ok(Value::from(parts));
        }
        let all = &Tables::get().decompositions;
        Ok(Value::from(all.binary_search_by_key(&code, |entry| entry.0).map_or("", |at| all[at].1)))
    }),
    function!("normalize(form, unistr, /)", |vm, a| {
        let text = text(vm, &a[1], "normalize", 2)?;
        normalized(vm, &a[0], &text).map(Value::from)
    }),
    function!("is_normalized(form, unistr, /)", |vm, a| {
        let text = text(vm, &a[1], "is_normalized", 2)?;
        Ok(Value::from(normalized(vm, &a[0], &text)? == text))
    }),
];

/// The letters of a Hangul syllable, which are not in the tables but follow from its code (The Unicode Standard,
/// section 3.12).
fn hangul_parts(code: u32) -> Option<String> {
    const VOWELS: u32 = 21;
    const TRAILING: u32 = 28;
    let index = code.checked_sub(0xac00).filter(|index| *index < 19 * VOWELS * TRAILING)?;
    let leading = 0x1100 + index / (VOWELS * TRAILING);
    let vowel = 0x1161 + index / TRAILING % VOWELS;
    Some(match index % TRAILING {
        0 => format!("{leading:04X} {vowel:04X}"),
        trailing => format!("{leading:04X} {vowel:04X} {:04X}", 0x11a7 + trailing),
    })
}

/// The module.
pub fn load(vm: &mut Vm) -> Res<Gc<Module>> {
    let doc = "This module provides access to the Unicode Character Database.";
    let module = module("unicodedata", doc, FUNCTIONS);
    module.dict.set_name("unidata_version", Value::from("16.0.0"));
    let _ = vm;
    Ok(module)
}

fn text(vm: &mut Vm, value: &Value, function: &str, number: usize) -> Res<String> {
    match value.as_str() {
        Some(text) => Ok(text.to_string()),
        None => {
            let got = vm.argument_type_name(value);
            let message = format!("{function}() argument {number} must be str, not {got}");
            Err(vm.error(Exc::TypeError, message))
        }
    }
}

/// The one character of a string.
fn character(vm: &mut Vm, value: &Value, function: &str, argument: &str) -> Res<char> {
    let got = match value.as_str() {
        Some(text) => {
            let mut characters = text.chars();
            match (characters.next(), characters.next()) {
                (Some(c), None) => return Ok(c),
                _ => format!("a string of length {}", text.chars().count()),
            }
        }
        None => vm.argument_type_name(value),
    };
    let message = format!("{function}(){argument} argument must be a unicode character, not {got}");
    let message = message.replace("() argument 1 argument", "() argument 1");
    Err(vm.error(Exc::TypeError, message))
}

fn number(vm: &mut Vm, args: &[Value], function: &str, kinds: &str, message: &str) -> Res {
    let c = character(vm, &args[0], function, " argument 1")?;
    match Tables::get().number(surrogate::code_of(c)) {
        Some((kind, numerator, denominator)) if kinds.contains(kind) => Ok(match function {
            "numeric" => Value::from(numerator as f64 / denominator as f64),
            _ => Value::from(numerator),
        }),
        _ if !args[1].is_unset() => Ok(args[1].clone()),
        _ => Err(vm.error(Exc::ValueError, message)),
    }
}

fn name(vm: &mut Vm, args: &[Value]) -> Res {
    let c = character(vm, &args[0], "name", " argument 1")?;
    match unicode_names2::name(c).filter(|_| !surrogate::is_surrogate(c)) {
        Some(name) => Ok(Value::from(name.to_string())),
        None if !args[1].is_unset() => Ok(args[1].clone()),
        None => Err(vm.error(Exc::ValueError, "no such name")),
    }
}

fn lookup(vm: &mut Vm, args: &[Value]) -> Res {
    let name = text(vm, &args[0], "lookup", 1)?;
    match rondo_grammar::names::character_named(&name) {
        Some(c) => Ok(Value::from(c.to_string())),
        None => {
            let message = Value::from(format!("undefined character name '{name}'"));
            Err(vm.error_with(Exc::KeyError, vec![message]))
        }
    }
}

fn normalized(vm: &mut Vm, form: &Value, text: &str) -> Res<String> {
    Ok(match form.as_str() {
        Some("NFC") => text.nfc().collect(),
        Some("NFD") => text.nfd().collect(),
        Some("NFKC") => text.nfkc().collect(),
        Some("NFKD") => text.nfkd().collect(),
        Some(_) => return Err(vm.error(Exc::ValueError, "invalid normalization form")),
        None => {
            let got = vm.argument_type_name(form);
            return Err(vm.error(Exc::TypeError, format!("normalize() argument 1 must be str, not {got}")));
        }
    })
}

fn category(c: char) -> &'static str {
    use GeneralCategory::*;
    if surrogate::is_surrogate(c) {
        return "Cs";
    }
    match get_general_category(c) {
        ClosePunctuation => "Pe",
        ConnectorPunctuation => "Pc",
        Control => "Cc",
        CurrencySymbol => "Sc",
        DashPunctuation => "Pd",
        DecimalNumber => "Nd",
        EnclosingMark => "Me",
        FinalPunctuation => "Pf",
        Format => "Cf",
        InitialPunctuation => "Pi",
        LetterNumber => "Nl",
        LineSeparator => "Zl",
        LowercaseLetter => "Ll",
        MathSymbol => "Sm",
        ModifierLetter => "Lm",
        ModifierSymbol => "Sk",
        NonspacingMark => "Mn",
        OpenPunctuation => "Ps",
        OtherLetter => "Lo",
        OtherNumber => "No",
        OtherPunctuation => "Po",
        OtherSymbol => "So",
        ParagraphSeparator => "Zp",
        PrivateUse => "Co",
        SpaceSeparator => "Zs",
        SpacingMark => "Mc",
        Surrogate => "Cs",
        TitlecaseLetter => "Lt",
        UppercaseLetter => "Lu",
        _ => "Cn",
    }
}
