//! Constants as they are written in a program: what `repr` of one shows.

pub mod float;
pub mod text;

/// `repr` of the complex number `re + im * 1j`.
pub fn complex(re: f64, im: f64) -> String {
    let imaginary = short(im);
    if re == 0.0 && re.is_sign_positive() {
        return format!("{imaginary}j");
    }
    let plus = if imaginary.starts_with('-') { "" } else { "+" };
    format!("({}{plus}{imaginary}j)", short(re))
}

/// A float without the `.0` of a whole number.
fn short(f: f64) -> String {
    let mut text = float::repr(f);
    if text.ends_with(".0") {
        text.truncate(text.len() - 2);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn complex_is_cpythons() {
        for ((re, im), text) in [
            ((0.0, 1.0), "1j"),
            ((-0.0, 1.0), "(-0+1j)"),
            ((1.0, -2.5), "(1-2.5j)"),
            ((0.0, -0.0), "-0j"),
            ((f64::NAN, f64::NEG_INFINITY), "(nan-infj)"),
            ((1e20, 1e-7), "(1e+20+1e-07j)"),
        ] {
            assert_eq!(complex(re, im), text);
        }
    }
}
