//! `_random`: the Mersenne Twister behind `random`, with CPython's sequences.

use crate::module::{big_integer, integer_of, module};
use mt19937::{MT19937, N};
use num_bigint::{BigInt, BigUint, Sign};
use num_traits::{Signed, ToPrimitive};
use rand_core::Rng;
use rondo_vm::heap::{Gc, Interior};
use rondo_vm::object::bytes::Bytes;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::foreign::{Foreign, ForeignData};
use rondo_vm::object::int::{from_big, from_i64};
use rondo_vm::object::module::Module;
use rondo_vm::object::native::NativeDef;
use rondo_vm::object::tuple::Tuple;
use rondo_vm::types::TypeSpec;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};
use rondo_vm::{function, method};
use sha2::{Digest, Sha512};

/// The module.
pub fn load(vm: &mut Vm) -> Res<Gc<Module>> {
    let module = module("_random", "The Mersenne Twister, a generator of random numbers.", FUNCTIONS);
    module.dict.set_name("Random", vm.types.native_class(&RANDOM).into_value());
    Ok(module)
}

static FUNCTIONS: &[NativeDef] = &[function!("_sha512(data, /)", sha512)];

/// A generator.
struct Random(Interior<MT19937>);

impl ForeignData for Random {}

static RANDOM: TypeSpec = TypeSpec {
    name: "_random.Random",
    doc: "Random() -> a generator of random numbers with a state of its own.",
    // Seeding is left to the subclass in the language.
    constructor: Some(&function!("Random(*args, **kwargs)", new)),
    methods: &[
        method!("random(self, /)", random),
        method!("seed(self, n=None, /)", seed),
        method!("getrandbits(self, k, /)", getrandbits),
        method!("getstate(self, /)", getstate),
        method!("setstate(self, state, /)", setstate),
        method!("_randbelow(self, n, /)", randbelow),
    ],
    flags: 0,
};

fn this(value: &Value) -> &Random {
    match value.foreign::<Random>() {
        Some(random) => random,
        None => unreachable!("a method of Random is bound to one only"),
    }
}

fn new(vm: &mut Vm, _: &[Value]) -> Res {
    let class = vm.types.native_class(&RANDOM);
    Ok(Foreign::new(class, Random(Interior::new(MT19937::default()))).into_value())
}

/// A float in [0, 1) of 53 random bits.
fn random(_: &mut Vm, args: &[Value]) -> Res {
    Ok(Value::float(mt19937::gen_res53(&mut *this(&args[0]).0.borrow_mut())))
}

fn seed(vm: &mut Vm, args: &[Value]) -> Res {
    let key: Vec<u32> = if args[1].is_none() {
        let mut bytes = [0; N * 4];
        vm.schedule.random(&mut bytes).map_err(|e| vm.os_error(&e))?;
        bytes.chunks_exact(4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect()
    } else {
        let n = match integer_of(&args[1]) {
            Some(n) => n.abs().to_biguint().unwrap_or_default(),
            None => BigUint::from(vm.hash(&args[1])?),
        };
        n.to_u32_digits()
    };
    let key = if key.is_empty() { vec![0] } else { key };
    this(&args[0]).0.borrow_mut().seed_slice(&key);
    Ok(Value::NONE)
}

/// `k` random bits as an integer.
fn bits(generator: &mut MT19937, k: u64) -> Value {
    if k <= 32 {
        return from_i64(if k == 0 { 0 } else { (generator.next_u32() >> (32 - k)) as i64 });
    }
    let words = k.div_ceil(32);
    let digits: Vec<u32> = (0..words)
        .map(|i| {
            let rest = k - i * 32;
            let word = generator.next_u32();
            if rest < 32 { word >> (32 - rest) } else { word }
        })
        .collect();
    from_big(BigInt::from_biguint(Sign::Plus, BigUint::new(digits)))
}

fn getrandbits(vm: &mut Vm, args: &[Value]) -> Res {
    let k = big_integer(vm, &args[1])?;
    match k.to_u64() {
        Some(k) if k < 1 << 34 => Ok(bits(&mut this(&args[0]).0.borrow_mut(), k)),
        _ if k.is_negative() => Err(vm.error(Exc::ValueError, "Cannot convert negative int")),
        _ => Err(vm.error(Exc::OverflowError, "Python int too large to convert to C int")),
    }
}

/// A random integer below a positive one: of as many bits, drawn again while it is too large.
fn randbelow(vm: &mut Vm, args: &[Value]) -> Res {
    let generator = &this(&args[0]).0;
    if let Some(n) = args[1].as_small_int().filter(|n| *n > 0) {
        let k = 64 - n.leading_zeros() as u64;
        let mut generator = generator.borrow_mut();
        loop {
            let r = bits(&mut generator, k);
            if r.small_int_value() < n {
                return Ok(r);
            }
        }
    }
    let n = big_integer(vm, &args[1])?;
    if !n.is_positive() {
        return Err(vm.error(Exc::ValueError, "the bound must be positive"));
    }
    loop {
        let r = bits(&mut generator.borrow_mut(), n.bits());
        if integer_of(&r).is_some_and(|r| r < n) {
            return Ok(r);
        }
    }
}

/// The 624 words of the state and the position among them.
fn getstate(_: &mut Vm, args: &[Value]) -> Res {
    let generator = this(&args[0]).0.borrow();
    let mut items: Vec<Value> = generator.get_state().iter().map(|w| from_i64(*w as i64)).collect();
    items.push(Value::from(generator.get_index()));
    Ok(Tuple::value(items))
}

fn setstate(vm: &mut Vm, args: &[Value]) -> Res {
    let Some(state) = args[1].get::<Tuple>() else {
        return Err(vm.error(Exc::TypeError, "state vector must be a tuple"));
    };
    if state.items().len() != N + 1 {
        return Err(vm.error(Exc::ValueError, "state vector is the wrong size"));
    }
    let mut words = [0u32; N];
    for (word, item) in words.iter_mut().zip(state.items()) {
        match item.as_small_int().and_then(|i| u32::try_from(i).ok()) {
            Some(w) => *word = w,
            None => return Err(vm.error(Exc::TypeError, "state vector items must be 32-bit integers")),
        }
    }
    match state.items()[N].as_small_int().and_then(|i| usize::try_from(i).ok()).filter(|i| *i <= N) {
        Some(index) => {
            let mut generator = this(&args[0]).0.borrow_mut();
            generator.set_state(&words);
            generator.set_index(index);
            Ok(Value::NONE)
        }
        None => Err(vm.error(Exc::ValueError, "invalid state")),
    }
}

/// What `seed` makes of text and bytes.
fn sha512(vm: &mut Vm, args: &[Value]) -> Res {
    let data = crate::module::bytes(vm, &args[0])?;
    Ok(Bytes::value(&Sha512::digest(&data)))
}
