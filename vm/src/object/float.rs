//! `float`: immediate doubles.
