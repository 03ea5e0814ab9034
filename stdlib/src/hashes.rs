//! `_hashlib` and `_blake2`: message digests, and keys derived from passwords.

use crate::module::{bytes, integer, integer32, module, unsigned};
use digest::DynDigest;
use rondo_vm::heap::{Gc, Interior};
use rondo_vm::object::bytes::{Bytes, bytes_of, hex_text, with_bytes};
use rondo_vm::object::class::flag;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::foreign::{Foreign, ForeignData};
use rondo_vm::object::memoryview::exported;
use rondo_vm::object::module::Module;
use rondo_vm::object::native::NativeDef;
use rondo_vm::types::TypeSpec;
use rondo_vm::value::Value;
use rondo_vm::vm::{Raised, Res, Vm};
use rondo_vm::{function, getter, method};
use shake::{ExtendableOutput, Shake128, Shake256, Update, XofReader};
use std::borrow::Cow;

/// The module of the digests without parameters.
pub fn load(vm: &mut Vm) -> Res<Gc<Module>> {
    let module = module("_hashlib", "Digests, and keys derived from passwords.", FUNCTIONS);
    for (name, spec) in [("HASH", &HASH), ("HASHXOF", &HASHXOF)] {
        module.dict.set_name(name, vm.types.native_class(spec).into_value());
    }
    Ok(module)
}

/// The module of the digests with parameters (RFC 7693).
pub fn load_blake2(vm: &mut Vm) -> Res<Gc<Module>> {
    let module = module("_blake2", "_blake2b provides BLAKE2b for hashlib\n", &[]);
    for (name, spec, sizes) in [("blake2b", &BLAKE2B, &SIZES_B), ("blake2s", &BLAKE2S, &SIZES_S)] {
        let class = vm.types.native_class(spec);
        for (limit, value) in [
            ("SALT_SIZE", sizes.salt),
            ("PERSON_SIZE", sizes.salt),
            ("MAX_KEY_SIZE", sizes.digest),
            ("MAX_DIGEST_SIZE", sizes.digest),
        ] {
            class.dict().set_name(limit, Value::from(value));
        }
        module.dict.set_name(name, class.into_value());
    }
    Ok(module)
}

/// A function that makes the digest of a name.
macro_rules! maker {
    ($name:literal, $signature:literal) => {
        function!($signature, |vm, a| {
            if !a[0].is_unset() && !a[2].is_unset() {
                let message = "'data' and 'string' are mutually exclusive and support for 'string' keyword parameter \
                               is slated for removal in a future version.";
                return Err(vm.error(Exc::TypeError, message));
            }
            make(vm, $name, if a[0].is_unset() { &a[2] } else { &a[0] })
        })
    };
}

static FUNCTIONS: &[NativeDef] = &[
    function!("new(name, data=?, *, usedforsecurity=True)", |vm, a| {
        let Some(name) = a[0].as_str() else {
            let got = vm.argument_type_name(&a[0]);
            return Err(vm.error(Exc::TypeError, format!("new() argument 'name' must be str, not {got}")));
        };
        make(vm, name, &a[1])
    }),
    maker!("md5", "openssl_md5(data=?, *, usedforsecurity=True, string=?)"),
    maker!("sha1", "openssl_sha1(data=?, *, usedforsecurity=True, string=?)"),
    maker!("sha224", "openssl_sha224(data=?, *, usedforsecurity=True, string=?)"),
    maker!("sha256", "openssl_sha256(data=?, *, usedforsecurity=True, string=?)"),
    maker!("sha384", "openssl_sha384(data=?, *, usedforsecurity=True, string=?)"),
    maker!("sha512", "openssl_sha512(data=?, *, usedforsecurity=True, string=?)"),
    maker!("sha3_224", "openssl_sha3_224(data=?, *, usedforsecurity=True, string=?)"),
    maker!("sha3_256", "openssl_sha3_256(data=?, *, usedforsecurity=True, string=?)"),
    maker!("sha3_384", "openssl_sha3_384(data=?, *, usedforsecurity=True, string=?)"),
    maker!("sha3_512", "openssl_sha3_512(data=?, *, usedforsecurity=True, string=?)"),
    maker!("shake_128", "openssl_shake_128(data=?, *, usedforsecurity=True, string=?)"),
    maker!("shake_256", "openssl_shake_256(data=?, *, usedforsecurity=True, string=?)"),
    function!("compare_digest(a, b, /)", compare_digest),
    function!("pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None)", pbkdf2_hmac),
    function!("scrypt(password, *, salt, n, r, p, maxmem=0, dklen=64)", scrypt),
];

/// What a digest has taken in so far.
#[derive(Clone)]
enum State {
    Fixed(Box<dyn DynDigest>),
    Shake128(Shake128),
    Shake256(Shake256),
    Blake2b(Box<blake2b_simd::State>),
    Blake2s(Box<blake2s_simd::State>),
}

impl State {
    fn update(&mut self, data: &[u8]) {
        match self {
            State::Fixed(state) => state.update(data),
            State::Shake128(state) => state.update(data),
            State::Shake256(state) => state.update(data),
            State::Blake2b(state) => drop(state.update(data)),
            State::Blake2s(state) => drop(state.update(data)),
        }
    }

    /// The digest; `length` is that of one without a length of its own.
    fn finish(&self, length: usize) -> Vec<u8> {
        let mut out = vec![0; length];
        match self {
            State::Fixed(state) => return state.clone().finalize().into_vec(),
            State::Shake128(state) => state.clone().finalize_xof().read(&mut out),
            State::Shake256(state) => state.clone().finalize_xof().read(&mut out),
            State::Blake2b(state) => return state.finalize().as_bytes().to_vec(),
            State::Blake2s(state) => return state.finalize().as_bytes().to_vec(),
        }
        out
    }
}

/// A digest object.
struct Hash {
    name: &'static str,
    digest_size: usize,
    block_size: usize,
    state: Interior<State>,
}

impl ForeignData for Hash {}

static HASH: TypeSpec = TypeSpec {
    name: "_hashlib.HASH",
    doc: "A hash: the checksum of what it was updated with.",
    constructor: None,
    methods: METHODS,
    flags: flag::FINAL,
};

static HASHXOF: TypeSpec = TypeSpec {
    name: "_hashlib.HASHXOF",
    doc: "A hash whose digest is as long as one asks for.",
    constructor: None,
    methods: XOF_METHODS,
    flags: flag::FINAL,
};

static BLAKE2B: TypeSpec = TypeSpec {
    name: "_blake2.blake2b",
    doc: "A BLAKE2b hash.",
    constructor: Some(&function!(
        "blake2b(data=?, *, digest_size=64, key=?, salt=?, person=?, fanout=1, depth=1, leaf_size=0, \
         node_offset=0, node_depth=0, inner_size=0, last_node=False, usedforsecurity=True, string=?)",
        blake2b
    )),
    methods: BLAKE2_METHODS,
    flags: 0,
};

static BLAKE2S: TypeSpec = TypeSpec {
    name: "_blake2.blake2s",
    doc: "A BLAKE2s hash.",
    constructor: Some(&function!(
        "blake2s(data=?, *, digest_size=32, key=?, salt=?, person=?, fanout=1, depth=1, leaf_size=0, \
         node_offset=0, node_depth=0, inner_size=0, last_node=False, usedforsecurity=True, string=?)",
        blake2s
    )),
    methods: BLAKE2_METHODS,
    flags: 0,
};

static METHODS: &[NativeDef] = &[
    method!("copy(self, /)", copy),
    method!("digest(self, /)", digest),
    method!("hexdigest(self, /)", hexdigest),
    method!("update(self, data, /)", update),
    method!("__repr__(self, /)", repr),
    getter!("block_size", |_, a| Ok(Value::from(this(&a[0]).block_size))),
    getter!("digest_size", |_, a| Ok(Value::from(this(&a[0]).digest_size))),
    getter!("name", |_, a| Ok(Value::from(this(&a[0]).name))),
];

static XOF_METHODS: &[NativeDef] = &[
    method!("copy(self, /)", copy),
    method!("digest(self, /, length)", xof_digest),
    method!("hexdigest(self, /, length)", xof_hexdigest),
    method!("update(self, data, /)", update),
    method!("__repr__(self, /)", repr),
    getter!("block_size", |_, a| Ok(Value::from(this(&a[0]).block_size))),
    getter!("digest_size", |_, a| Ok(Value::from(this(&a[0]).digest_size))),
    getter!("name", |_, a| Ok(Value::from(this(&a[0]).name))),
];

static BLAKE2_METHODS: &[NativeDef] = &[
    method!("copy(self, /)", copy),
    method!("digest(self, /)", digest),
    method!("hexdigest(self, /)", hexdigest),
    method!("update(self, data, /)", update),
    getter!("block_size", |_, a| Ok(Value::from(this(&a[0]).block_size))),
    getter!("digest_size", |_, a| Ok(Value::from(this(&a[0]).digest_size))),
    getter!("name", |_, a| Ok(Value::from(this(&a[0]).name))),
];

fn this(value: &Value) -> &Hash {
    match value.foreign::<Hash>() {
        Some(hash) => hash,
        None => unreachable!("a method of a hash is bound to one only"),
    }
}

/// The error of what is no data to take in.
fn no_data(vm: &mut Vm, data: &Value) -> Raised {
    let message = match data.as_str() {
        Some(_) => "Strings must be encoded before hashing",
        None => "object supporting the buffer API required",
    };
    vm.error(Exc::TypeError, message)
}

fn take(vm: &mut Vm, state: &mut State, data: &Value) -> Res<()> {
    match with_bytes(data, |bytes| state.update(bytes)) {
        Some(()) => Ok(()),
        None => match exported(vm, data)? {
            Some(bytes) => {
                state.update(&bytes);
                Ok(())
            }
            None => Err(no_data(vm, data)),
        },
    }
}

/// The name as it is shown, the state of nothing, and the size of a block in bytes.
fn begin(name: &str) -> Option<(&'static str, State, usize)> {
    fn fixed(state: impl DynDigest + 'static) -> State {
        State::Fixed(Box::new(state))
    }
    Some(match name.to_ascii_lowercase().as_str() {
        "md5" => ("md5", fixed(md5::Md5::default()), 64),
        "sha1" => ("sha1", fixed(sha1::Sha1::default()), 64),
        "sha224" => ("sha224", fixed(sha2::Sha224::default()), 64),
        "sha256" => ("sha256", fixed(sha2::Sha256::default()), 64),
        "sha384" => ("sha384", fixed(sha2::Sha384::default()), 128),
        "sha512" => ("sha512", fixed(sha2::Sha512::default()), 128),
        "sha512_224" => ("sha512_224", fixed(sha2::Sha512_224::default()), 128),
        "sha512_256" => ("sha512_256", fixed(sha2::Sha512_256::default()), 128),
        "sha3_224" => ("sha3_224", fixed(sha3::Sha3_224::default()), 144),
        "sha3_256" => ("sha3_256", fixed(sha3::Sha3_256::default()), 136),
        "sha3_384" => ("sha3_384", fixed(sha3::Sha3_384::default()), 104),
        "sha3_512" => ("sha3_512", fixed(sha3::Sha3_512::default()), 72),
        "shake_128" => ("shake_128", State::Shake128(Shake128::default()), 168),
        "shake_256" => ("shake_256", State::Shake256(Shake256::default()), 136),
        _ => return None,
    })
}

/// A digest object by name, with data that may be unset.
fn make(vm: &mut Vm, name: &str, data: &Value) -> Res {
    let Some((name, mut state, block_size)) = begin(name) else {
        return Err(vm.error(Exc::ValueError, format!("unsupported hash type {name}")));
    };
    if !data.is_unset() {
        take(vm, &mut state, data)?;
    }
    let (spec, digest_size) = match &state {
        State::Fixed(state) => (&HASH, state.output_size()),
        _ => (&HASHXOF, 0),
    };
    let class = vm.types.native_class(spec);
    Ok(Foreign::new(class, Hash { name, digest_size, block_size, state: Interior::new(state) }).into_value())
}

fn copy(vm: &mut Vm, args: &[Value]) -> Res {
    let Hash { name, digest_size, block_size, ref state } = *this(&args[0]);
    let state = state.borrow().clone();
    let spec = match state {
        State::Fixed(_) => &HASH,
        State::Shake128(_) | State::Shake256(_) => &HASHXOF,
        State::Blake2b(_) => &BLAKE2B,
        State::Blake2s(_) => &BLAKE2S,
    };
    let class = vm.types.native_class(spec);
    Ok(Foreign::new(class, Hash { name, digest_size, block_size, state: Interior::new(state) }).into_value())
}

fn update(vm: &mut Vm, args: &[Value]) -> Res {
    take(vm, &mut this(&args[0]).state.borrow_mut(), &args[1])?;
    Ok(Value::NONE)
}

fn hexadecimal(bytes: &[u8]) -> Value {
    Value::from(hex_text(bytes, None, 0))
}

fn digest(_: &mut Vm, args: &[Value]) -> Res {
    Ok(Bytes::value(&this(&args[0]).state.borrow().finish(0)))
}

fn hexdigest(_: &mut Vm, args: &[Value]) -> Res {
    Ok(hexadecimal(&this(&args[0]).state.borrow().finish(0)))
}

/// The digest of the length that was asked for.
fn of_length(vm: &mut Vm, args: &[Value]) -> Res<Vec<u8>> {
    let Ok(length) = usize::try_from(integer(vm, &args[1])?) else {
        return Err(vm.error(Exc::ValueError, "value must be positive"));
    };
    // The hexadecimal text takes two characters for each byte.
    vm.room_for(length, 2)?;
    Ok(this(&args[0]).state.borrow().finish(length))
}

fn xof_digest(vm: &mut Vm, args: &[Value]) -> Res {
    Ok(Bytes::value(&of_length(vm, args)?))
}

fn xof_hexdigest(vm: &mut Vm, args: &[Value]) -> Res {
    Ok(hexadecimal(&of_length(vm, args)?))
}

fn repr(vm: &mut Vm, args: &[Value]) -> Res {
    let (name, class) = (this(&args[0]).name, vm.type_name(&args[0]));
    Ok(Value::from(format!("<{name} {class} object @ {:#x}>", args[0].bits())))
}

/// The largest sizes in bytes of one of the two BLAKE2.
struct Sizes {
    /// What messages call the algorithm.
    name: &'static str,
    digest: usize,
    salt: usize,
    /// How many bits a node's offset has.
    offset_bits: u32,
}

const SIZES_B: Sizes = Sizes { name: "Blake2b", digest: 64, salt: 16, offset_bits: 64 };
const SIZES_S: Sizes = Sizes { name: "Blake2s", digest: 32, salt: 8, offset_bits: 48 };

/// The parameters of a BLAKE2, checked.
struct Parameters {
    digest_size: usize,
    key: Vec<u8>,
    salt: Vec<u8>,
    person: Vec<u8>,
    fanout: u8,
    depth: u8,
    leaf_size: u32,
    node_offset: u64,
    node_depth: u8,
    inner_size: usize,
    last_node: bool,
}

impl Parameters {
    fn of(vm: &mut Vm, args: &[Value], sizes: &Sizes) -> Res<Parameters> {
        let value_error = |vm: &mut Vm, message: String| Err(vm.error(Exc::ValueError, message));
        let small = |vm: &mut Vm, at: usize, low: i64, high: usize, message: String| match integer(vm, &args[at])? {
            n if n >= low && n <= high as i64 => Ok(n as usize),
            _ => Err(vm.error(Exc::ValueError, message)),
        };
        let digest_size = match integer32(vm, &args[1])? {
            size if size >= 1 && size as usize <= sizes.digest => size as usize,
            size => {
                let (name, most) = (sizes.name, sizes.digest);
                let message = format!("digest_size for {name} must be between 1 and {most} bytes, here it is {size}");
                return value_error(vm, message);
            }
        };
        let mut parts = [const { Vec::new() }; 3];
        for (i, (what, limit)) in
            [("key", sizes.digest), ("salt", sizes.salt), ("person", sizes.salt)].into_iter().enumerate()
        {
            if args[2 + i].is_unset() {
                continue;
            }
            parts[i] = bytes(vm, &args[2 + i])?.into_owned();
            if parts[i].len() > limit {
                return value_error(vm, format!("maximum {what} length is {limit} bytes"));
            }
        }
        let [key, salt, person] = parts;
        let fanout = small(vm, 5, 0, 255, "fanout must be between 0 and 255".into())? as u8;
        let depth = small(vm, 6, 1, 255, "depth must be between 1 and 255".into())? as u8;
        let wide = |vm: &mut Vm, at: usize, bits: u32, what: &str, c_type: &str| match unsigned(
            vm,
            &args[at],
            u64::BITS,
            c_type,
        )? {
            n if bits == u64::BITS || n >> bits == 0 => Ok(n),
            _ => Err(vm.error(Exc::OverflowError, format!("{what} is too large"))),
        };
        let leaf_size = wide(vm, 7, 32, "leaf_size", "unsigned long")? as u32;
        let node_offset = wide(vm, 8, sizes.offset_bits, "node_offset", "unsigned long long")?;
        let node_depth = small(vm, 9, 0, 255, "node_depth must be between 0 and 255".into())? as u8;
        let inner_size =
            small(vm, 10, 0, sizes.digest, format!("inner_size must be between 0 and is {}", sizes.digest))?;
        let last_node = vm.truth(&args[11])?;
        Ok(Parameters {
            digest_size,
            key,
            salt,
            person,
            fanout,
            depth,
            leaf_size,
            node_offset,
            node_depth,
            inner_size,
            last_node,
        })
    }
}

/// The constructor of one of the two: `new(vm, args)`.
macro_rules! blake2 {
    ($new:ident, $algorithm:ident, $variant:ident, $spec:expr, $sizes:expr, $block:literal) => {
        fn $new(vm: &mut Vm, args: &[Value]) -> Res {
            if !args[0].is_unset() && !args[13].is_unset() {
                let message = "'data' and 'string' are mutually exclusive and support for 'string' keyword parameter \
                               is slated for removal in a future version.";
                return Err(vm.error(Exc::TypeError, message));
            }
            let p = Parameters::of(vm, args, &$sizes)?;
            let mut params = $algorithm::Params::new();
            params
                .hash_length(p.digest_size)
                .key(&p.key)
                .salt(&p.salt)
                .personal(&p.person)
                .fanout(p.fanout)
                .max_depth(p.depth)
                .max_leaf_length(p.leaf_size)
                .node_offset(p.node_offset)
                .node_depth(p.node_depth)
                .inner_hash_length(p.inner_size)
                .last_node(p.last_node);
            let mut state = State::$variant(Box::new(params.to_state()));
            let data = if args[0].is_unset() { &args[13] } else { &args[0] };
            if !data.is_unset() {
                take(vm, &mut state, data)?;
            }
            let hash = Hash {
                name: stringify!($new),
                digest_size: p.digest_size,
                block_size: $block,
                state: Interior::new(state),
            };
            Ok(Foreign::new(vm.types.native_class(&$spec), hash).into_value())
        }
    };
}

blake2!(blake2b, blake2b_simd, Blake2b, BLAKE2B, SIZES_B, 128);
blake2!(blake2s, blake2s_simd, Blake2s, BLAKE2S, SIZES_S, 64);

/// Whether two texts of ASCII or two bytes-like objects are equal, in a time that does not tell where they differ.
pub fn compare_digest(vm: &mut Vm, args: &[Value]) -> Res {
    let (a, b): (Cow<[u8]>, Cow<[u8]>) = match (args[0].as_str(), args[1].as_str()) {
        (Some(a), Some(b)) if a.is_ascii() && b.is_ascii() => (a.as_bytes().into(), b.as_bytes().into()),
        (Some(_), Some(_)) => {
            let message = "comparing strings with non-ASCII characters is not supported";
            return Err(vm.error(Exc::TypeError, message));
        }
        _ => match (bytes_of(&args[0]), bytes_of(&args[1])) {
            (Some(a), Some(b)) => (a, b),
            (None, None) => {
                let (a, b) = (vm.type_name(&args[0]), vm.type_name(&args[1]));
                let message = format!("unsupported operand types(s) or combination of types: '{a}' and '{b}'");
                return Err(vm.error(Exc::TypeError, message));
            }
            (a, _) => {
                let other = vm.type_name(&args[a.is_some() as usize]);
                let message = format!("a bytes-like object is required, not '{other}'");
                return Err(vm.error(Exc::TypeError, message));
            }
        },
    };
    let differ = a.iter().zip(b.iter()).fold(0, |sum, (a, b)| std::hint::black_box(sum | (a ^ b)));
    Ok(Value::bool(a.len() == b.len() && differ == 0))
}

/// PKCS #5 (RFC 8018, 5.2) with HMAC as the pseudorandom function.
fn pbkdf2_hmac(vm: &mut Vm, args: &[Value]) -> Res {
    let Some(name) = args[0].as_str() else {
        let got = vm.type_name(&args[0]);
        return Err(vm.error(Exc::TypeError, format!("pbkdf2_hmac() argument 'hash_name' must be str, not {got}")));
    };
    let (password, salt) = (bytes(vm, &args[1])?, bytes(vm, &args[2])?);
    let iterations = integer(vm, &args[3])?;
    let (start, size, block_size) = match begin(name) {
        Some((_, State::Fixed(state), block_size)) => (state.clone(), state.output_size(), block_size),
        _ => return Err(vm.error(Exc::ValueError, "[digital envelope routines] unsupported")),
    };
    if iterations < 1 {
        return Err(vm.error(Exc::ValueError, "iteration value must be greater than 0."));
    }
    if iterations > i32::MAX as i64 {
        return Err(vm.error(Exc::OverflowError, "iteration value is too great."));
    }
    let length = if args[4].is_none() { size as i64 } else { integer(vm, &args[4])? };
    if length < 1 {
        return Err(vm.error(Exc::ValueError, "key length must be greater than 0."));
    }
    if length > i32::MAX as i64 {
        return Err(vm.error(Exc::OverflowError, "key length is too great."));
    }
    let length = length as usize;
    vm.room_for(length, 1)?;
    let mut key = password.into_owned();
    if key.len() > block_size {
        let mut state = start.clone();
        state.update(&key);
        key = state.finalize().into_vec();
    }
    key.resize(block_size, 0);
    let keyed = |pad: u8| {
        let mut state = start.clone();
        state.update(&key.iter().map(|b| b ^ pad).collect::<Vec<u8>>());
        state
    };
    let (inner, outer) = (keyed(0x36), keyed(0x5c));
    let hmac = |parts: &[&[u8]]| {
        let (mut inner, mut outer) = (inner.clone(), outer.clone());
        parts.iter().for_each(|part| inner.update(part));
        outer.update(&inner.finalize());
        outer.finalize()
    };
    let mut out = Vec::new();
    let mut block = 0u32;
    while out.len() < length {
        block += 1;
        let mut last = hmac(&[&salt, &block.to_be_bytes()]);
        let mut sum = last.clone();
        for _ in 1..iterations {
            last = hmac(&[&last]);
            sum.iter_mut().zip(&last).for_each(|(sum, byte)| *sum ^= byte);
        }
        out.extend_from_slice(&sum);
    }
    out.truncate(length);
    Ok(Bytes::value(&out))
}

/// RFC 7914.
fn scrypt(vm: &mut Vm, args: &[Value]) -> Res {
    let value_error = |vm: &mut Vm, message: &str| Err(vm.error(Exc::ValueError, message));
    let password = bytes(vm, &args[0])?;
    let salt = bytes(vm, &args[1])?;
    let mut numbers = [0u64; 3];
    for (number, value) in numbers.iter_mut().zip(&args[2..]) {
        *number = unsigned(vm, value, u64::BITS, "unsigned long")?;
    }
    let [n, r, p] = numbers;
    if n < 2 || !n.is_power_of_two() {
        return value_error(vm, "n must be a power of 2.");
    }
    let maxmem = match integer(vm, &args[5])? {
        0 => 32 << 20,
        n if n > 0 && n < i32::MAX as i64 => n as u64,
        _ => return value_error(vm, "maxmem must be positive and smaller than 2147483647"),
    };
    let length = match integer(vm, &args[6])? {
        n if n > 0 && n < i32::MAX as i64 => n as usize,
        _ => return value_error(vm, "dklen must be greater than 0 and smaller than 2147483647"),
    };
    let wanted = r.checked_mul(128).and_then(|block| block.checked_mul(n.checked_add(p)?.checked_add(2)?));
    if wanted.is_none_or(|wanted| wanted > maxmem) {
        return value_error(vm, "[digital envelope routines] memory limit exceeded");
    }
    vm.room_for(length, 1)?;
    // Both are far below 2^32, because the memory they ask for is.
    let Ok(params) = scrypt::Params::new(n.trailing_zeros() as u8, r as u32, p as u32) else {
        return value_error(vm, "Invalid parameter combination for n, r, p, maxmem.");
    };
    let mut out = vec![0; length];
    match scrypt::scrypt(&password, &salt, &params, &mut out) {
        Ok(()) => Ok(Bytes::value(&out)),
        Err(_) => value_error(vm, "Invalid parameter combination for n, r, p, maxmem."),
    }
}
