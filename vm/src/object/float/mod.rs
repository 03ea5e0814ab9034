//! `float`: immediate doubles.

pub mod arithmetic;
pub mod methods;
pub mod text;

pub use arithmetic::{binary, decompose, divmod, from_bigint, plain, plain_power, power, round_scaled, to_bigint};
pub use methods::SPEC;
pub use text::repr;
