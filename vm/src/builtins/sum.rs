//! The function `sum`.

use crate::heap::Kind;
use crate::object::exception::Exc;
use crate::object::int::from_i64;
use crate::op::Op;
use crate::value::Value;
use crate::vm::{Res, Vm};

/// What `sum` has added up so far.
pub(crate) enum Total {
    /// Small integers only.
    Ints(i64),
    /// Floats, and small integers among them. The rounding errors, `lost`, are added up too (Neumaier's variant of
    /// Kahan's summation, as CPython does since 3.12; since 3.14 for the integers as well).
    Floats { sum: f64, lost: f64 },
    /// Anything else, by `+`.
    Any(Value),
}

impl Total {
    /// What is to be added to.
    pub(crate) fn new(start: &Value) -> Total {
        match (start.as_small_int(), start.as_float()) {
            (Some(n), _) => Total::Ints(n),
            (_, Some(sum)) => Total::Floats { sum, lost: 0.0 },
            _ => Total::Any(start.clone()),
        }
    }

    /// Adds a number without calling anything; `false`: nothing was done, [`Total::add`] it.
    #[inline]
    pub(crate) fn add_number(&mut self, item: &Value) -> bool {
        let int = |item: &Value| item.as_small_int().or(item.as_bool().map(i64::from));
        match self {
            Total::Ints(sum) => match int(item).and_then(|n| sum.checked_add(n)) {
                Some(next) => *sum = next,
                None => return false,
            },
            Total::Floats { sum, lost } => {
                let Some(x) = item.as_float().or_else(|| int(item).map(|n| n as f64)) else { return false };
                let next = *sum + x;
                *lost += if sum.abs() >= x.abs() { (*sum - next) + x } else { (x - next) + *sum };
                *sum = next;
            }
            Total::Any(_) => return false,
        }
        true
    }

    /// The total with an item that [`Total::add_number`] does not add.
    pub(crate) fn add(self, vm: &mut Vm, item: &Value) -> Res<Total> {
        let total = vm.binary(Op::Add, false, &self.value(), item)?;
        Ok(match self {
            Total::Ints(_) if total.as_float().is_some() => Total::new(&total),
            _ => Total::Any(total),
        })
    }

    /// The sum.
    pub(crate) fn value(&self) -> Value {
        match self {
            Total::Ints(sum) => from_i64(*sum),
            // Where nothing was lost, a negative zero stays one.
            Total::Floats { sum, lost } if *lost != 0.0 && lost.is_finite() => Value::float(sum + lost),
            Total::Floats { sum, .. } => Value::float(*sum),
            Total::Any(total) => total.clone(),
        }
    }
}

pub(super) fn sum(vm: &mut Vm, args: &[Value]) -> Res {
    let iterator = vm.iter(&args[0])?;
    let refused = match args[1].unwrap_base().kind() {
        Some(Kind::Str) => Some("sum() can't sum strings [use ''.join(seq) instead]"),
        Some(Kind::Bytes) => Some("sum() can't sum bytes [use b''.join(seq) instead]"),
        Some(Kind::ByteArray) => Some("sum() can't sum bytearray [use b''.join(seq) instead]"),
        _ => None,
    };
    if let Some(message) = refused {
        return Err(vm.error(Exc::TypeError, message));
    }
    let mut total = Total::new(&args[1]);
    while let Some(item) = vm.next(&iterator)? {
        if !total.add_number(&item) {
            total = total.add(vm, &item)?;
        }
    }
    Ok(total.value())
}
