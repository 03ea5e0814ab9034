//! The gamma function and its logarithm, by the Lanczos approximation with the coefficients that Boost gives for 53
//! bits: results are those of CPython, to the last digit.

// The digits are those of the source.
#![allow(clippy::excessive_precision)]

use std::f64::consts::PI;

/// The parameter of the approximation.
const G: f64 = 6.024_680_040_776_729_583_740_234_375;
const G_MINUS_HALF: f64 = 5.524_680_040_776_729_583_740_234_375;
const LN_PI: f64 = 1.144_729_885_849_400_174_143_427_351_353;

const NUMERATOR: [f64; 13] = [
    23_531_376_880.410_759_688_572_007_674_451_636_754_734_846_804_940,
    42_919_803_642.649_098_768_957_899_047_001_988_850_926_355_848_959,
    35_711_959_237.355_668_049_440_185_451_547_166_705_960_488_635_843,
    17_921_034_426.037_209_699_919_755_754_458_931_112_671_403_265_390,
    6_039_542_586.352_028_005_064_291_644_307_297_921_069_938_842_070_8,
    1_439_720_407.311_721_673_663_223_072_794_912_393_971_548_578_637_2,
    248_874_557.862_054_156_511_460_386_413_229_423_216_321_251_278_01,
    31_426_415.585_400_194_380_614_231_628_318_205_362_874_684_987_640,
    2_876_370.628_935_372_441_225_409_051_620_849_613_599_114_537_876_8,
    186_056.265_395_223_495_040_294_989_716_045_699_282_207_842_363_28,
    8_071.672_002_365_816_210_638_002_902_272_250_613_821_851_632_502_4,
    210.824_277_751_579_345_872_509_733_920_713_362_711_669_695_802_91,
    2.506_628_274_631_000_270_164_908_177_133_837_338_626_431_079_340_8,
];

const DENOMINATOR: [f64; 13] = [
    0.0,
    39_916_800.0,
    120_543_840.0,
    150_917_976.0,
    105_258_076.0,
    45_995_730.0,
    13_339_535.0,
    2_637_558.0,
    357_423.0,
    32_670.0,
    1_925.0,
    66.0,
    1.0,
];

/// The rational function of a positive number. That of a large one goes by its powers from the other end, as theirs
/// would become infinite.
fn lanczos_sum(x: f64) -> f64 {
    let pairs = NUMERATOR.iter().zip(&DENOMINATOR);
    let (above, below) = match x < 5.0 {
        true => pairs.rev().fold((0.0, 0.0), |(n, d), (a, b)| (n * x + a, d * x + b)),
        false => pairs.fold((0.0, 0.0), |(n, d), (a, b)| (n / x + a, d / x + b)),
    };
    above / below
}

/// `sin(pi * x)`, exact where `pi * x` is not.
fn sin_pi(x: f64) -> f64 {
    let y = x.abs() % 2.0;
    let sine = match (2.0 * y).round() as u8 {
        0 => (PI * y).sin(),
        1 => (PI * (y - 0.5)).cos(),
        // The sine of pi - t, not minus that of t - pi, so that zero has its sign.
        2 => (PI * (1.0 - y)).sin(),
        3 => -(PI * (y - 1.5)).cos(),
        _ => (PI * (y - 2.0)).sin(),
    };
    sine * 1_f64.copysign(x)
}

/// The gamma function of a number that is no pole and no minus infinity. What is too large is infinite.
pub fn gamma(x: f64) -> f64 {
    if !x.is_finite() {
        return x;
    }
    // Factorials that a float holds exactly are given exactly.
    if x == x.floor() && (1.0..=23.0).contains(&x) {
        return (1..x as u64).map(|i| i as f64).product();
    }
    let size = x.abs();
    if size < 1e-20 {
        return 1.0 / x;
    }
    if size > 200.0 {
        return if x < 0.0 { 0.0 / sin_pi(x) } else { f64::INFINITY };
    }
    // What the sum loses by rounding is put back at the end.
    let y = size + G_MINUS_HALF;
    let lost = if size > G_MINUS_HALF { y - size - G_MINUS_HALF } else { y - G_MINUS_HALF - size };
    let correction = lost * G / y;
    // A power that would become infinite is multiplied in two halves.
    let power = |result: f64, by: fn(f64, f64) -> f64| match size < 140.0 {
        true => by(result, y.powf(size - 0.5)),
        false => {
            let half = y.powf(size / 2.0 - 0.25);
            by(by(result, half), half)
        }
    };
    if x < 0.0 {
        let result = -PI / sin_pi(size) / size * y.exp() / lanczos_sum(size);
        power(result - correction * result, |a, b| a / b)
    } else {
        let result = lanczos_sum(size) / y.exp();
        power(result + correction * result, |a, b| a * b)
    }
}

/// The logarithm of the gamma function's absolute value, of a finite number that is no pole.
pub fn ln_gamma(x: f64) -> f64 {
    if x == 1.0 || x == 2.0 {
        return 0.0;
    }
    let size = x.abs();
    if size < 1e-20 {
        return -size.ln();
    }
    let result = (lanczos_sum(size).ln() - G) + (size - 0.5) * ((size + G - 0.5).ln() - 1.0);
    if x < 0.0 { LN_PI - sin_pi(size).abs().ln() - size.ln() - result } else { result }
}
