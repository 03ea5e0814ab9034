//! Results brought within a context: rounded to its precision, overflowing, underflowing, clamped.

use super::coefficient::{Coefficient, Rest};
use super::number::{Kind, Number};
use super::settings::{Rounding, Settings, Status};

/// Is a number that is cut to `coefficient` to be rounded away from zero?
pub fn increments(rounding: Rounding, negative: bool, coefficient: &Coefficient, rest: Rest) -> bool {
    if rest == Rest::Nothing {
        return false;
    }
    match rounding {
        Rounding::Down => false,
        Rounding::Up => true,
        Rounding::Ceiling => !negative,
        Rounding::Floor => negative,
        Rounding::HalfUp => rest >= Rest::Half,
        Rounding::HalfDown => rest > Rest::Half,
        Rounding::HalfEven => rest > Rest::Half || rest == Rest::Half && coefficient.is_odd(),
        Rounding::ZeroFiveUp => coefficient.last_digit().is_multiple_of(5),
    }
}

impl Number {
    /// The number as a result in a context.
    #[inline]
    pub fn finish(mut self, settings: &Settings, status: &mut Status) -> Number {
        match self.kind {
            Kind::Finite => self.fit(settings, status),
            Kind::Infinite => (),
            Kind::QuietNan | Kind::SignalingNan => self.cut_payload(settings),
        }
        self
    }

    /// A payload keeps the digits for which there is room.
    pub fn cut_payload(&mut self, settings: &Settings) {
        let room = settings.prec - settings.clamp as i64;
        if self.digits() > room {
            self.coefficient = self.coefficient.low_digits(room);
        }
    }

    #[inline]
    fn fit(&mut self, settings: &Settings, status: &mut Status) {
        let digits = self.digits();
        let adjusted = self.exponent + digits - 1;
        if adjusted > settings.emax || adjusted < settings.emin || settings.clamp && self.exponent > settings.etop() {
            self.limit_exponent(settings, status);
        }
        if digits > settings.prec && self.is_finite() && self.digits() > settings.prec {
            self.round(settings, status);
        }
    }

    /// Rounds to the precision.
    fn round(&mut self, settings: &Settings, status: &mut Status) {
        let cut = self.digits() - settings.prec;
        let (coefficient, rest) = self.coefficient.shift_right(cut);
        self.coefficient = coefficient;
        self.exponent += cut;
        *status |= Status::ROUNDED;
        if rest != Rest::Nothing {
            *status |= Status::INEXACT;
        }
        self.round_by(rest, settings, status);
    }

    /// Rounds a coefficient of full length, of which `rest` was cut off.
    pub fn round_by(&mut self, rest: Rest, settings: &Settings, status: &mut Status) {
        if !increments(settings.rounding, self.negative, &self.coefficient, rest) {
            return;
        }
        self.coefficient = self.coefficient.plus(&Coefficient::ONE);
        if self.digits() > settings.prec {
            self.coefficient = self.coefficient.shift_right(1).0;
            self.exponent += 1;
            self.limit_exponent(settings, status);
        }
    }

    /// Rounds a coefficient that has room for one digit more.
    pub fn round_excess(&mut self, rest: Rest, rounding: Rounding) {
        if increments(rounding, self.negative, &self.coefficient, rest) {
            self.coefficient = self.coefficient.plus(&Coefficient::ONE);
        }
    }

    /// Brings the exponent between the limits.
    fn limit_exponent(&mut self, settings: &Settings, status: &mut Status) {
        let adjusted = self.adjusted();
        if adjusted > settings.emax {
            if self.is_zero() {
                self.exponent = if settings.clamp { settings.etop() } else { settings.emax };
                *status |= Status::CLAMPED;
                return;
            }
            let to_infinity = match settings.rounding {
                Rounding::Down | Rounding::ZeroFiveUp => false,
                Rounding::Ceiling => !self.negative,
                Rounding::Floor => self.negative,
                _ => true,
            };
            *self = if to_infinity {
                Number::infinity(self.negative)
            } else {
                Number::finite(self.negative, Coefficient::nines(settings.prec, status), settings.etop())
            };
            *status |= Status::OVERFLOW | Status::INEXACT_ROUNDED;
        } else if settings.clamp && self.exponent > settings.etop() {
            self.coefficient = self.coefficient.shift_left(self.exponent - settings.etop(), status);
            self.exponent = settings.etop();
            *status |= Status::CLAMPED;
            if !self.is_zero() && adjusted < settings.emin {
                *status |= Status::SUBNORMAL;
            }
        } else if adjusted < settings.emin {
            self.limit_below(settings, status);
        }
    }

    fn limit_below(&mut self, settings: &Settings, status: &mut Status) {
        let etiny = settings.etiny();
        if self.is_zero() {
            if self.exponent < etiny {
                self.exponent = etiny;
                *status |= Status::CLAMPED;
            }
            return;
        }
        *status |= Status::SUBNORMAL;
        if self.exponent >= etiny {
            return;
        }
        let (coefficient, rest) = self.coefficient.shift_right(etiny - self.exponent);
        self.coefficient = coefficient;
        self.exponent = etiny;
        self.round_excess(rest, settings.rounding);
        *status |= Status::ROUNDED;
        if rest != Rest::Nothing {
            *status |= Status::INEXACT | Status::UNDERFLOW;
            if self.is_zero() {
                *status |= Status::CLAMPED;
            }
        }
    }
}

/// The NaN that an operation on a NaN results in: the first signaling one, else the first.
#[cold]
pub fn nan_of(operands: &[&Number], settings: &Settings, status: &mut Status) -> Option<Number> {
    let signaling = operands.iter().find(|operand| operand.is_signaling());
    if signaling.is_some() {
        *status |= Status::INVALID_OPERATION;
    }
    let chosen = signaling.or(operands.iter().find(|operand| operand.is_nan()))?;
    let mut nan = Number { kind: Kind::QuietNan, ..(*chosen).clone() };
    nan.cut_payload(settings);
    Some(nan)
}
