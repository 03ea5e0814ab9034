//! `_bz2`: streams that bzip2 compresses. What wraps them, `BZ2Compressor` and the files, is in `lib/bz2.py`.

use crate::module::{bytes, integer, integer32, module};
use bzip2::{Action, Compress, Compression, Decompress, Status};
use rondo_vm::heap::{Gc, Interior};
use rondo_vm::object::bytes::Bytes;
use rondo_vm::object::class::flag;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::foreign::{Foreign, ForeignData};
use rondo_vm::object::module::Module;
use rondo_vm::object::native::NativeDef;
use rondo_vm::object::tuple::Tuple;
use rondo_vm::types::TypeSpec;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};
use rondo_vm::{function, method};

/// The module.
pub fn load(vm: &mut Vm) -> Res<Gc<Module>> {
    let module = module("_bz2", "Streams that bzip2 compresses.", FUNCTIONS);
    for (name, spec) in [("Compress", &COMPRESS), ("Decompress", &DECOMPRESS)] {
        module.dict.set_name(name, vm.types.native_class(spec).into_value());
    }
    Ok(module)
}

static FUNCTIONS: &[NativeDef] = &[];

/// How much is made at a time.
const PIECE: usize = 1 << 15;

/// Less than this fits into one block of any size, with room for runs, which take more.
const SMALL: usize = 60_000;

/// What is being compressed. The memory for a block is a hundred times what most texts take, so data is kept until it is
/// known to be more than fits into the smallest block; that is the same whatever the size, but for its digit.
struct Compressing {
    level: u32,
    kept: Interior<Vec<u8>>,
    stream: Interior<Option<Compress>>,
}

impl ForeignData for Compressing {}

struct Decompressing(Interior<Decompress>);

impl ForeignData for Decompressing {}

static COMPRESS: TypeSpec = TypeSpec {
    name: "_bz2.Compress",
    doc: "A stream that is being compressed.",
    constructor: Some(&function!("Compress(level, /)", |vm, args| {
        let level = integer32(vm, &args[0])?.clamp(1, 9) as u32;
        let state = Compressing { level, kept: Interior::default(), stream: Interior::default() };
        Ok(Foreign::new(vm.types.native_class(&COMPRESS), state).into_value())
    })),
    methods: &[method!("compress(self, data, finish, /)", compress)],
    flags: flag::FINAL,
};

static DECOMPRESS: TypeSpec = TypeSpec {
    name: "_bz2.Decompress",
    doc: "A stream that is being decompressed.",
    constructor: Some(&function!("Decompress()", |vm, _| {
        let state = Interior::new(Decompress::new(false));
        Ok(Foreign::new(vm.types.native_class(&DECOMPRESS), Decompressing(state)).into_value())
    })),
    methods: &[method!("decompress(self, data, max_length, /)", decompress)],
    flags: flag::FINAL,
};

/// `compress(data, finish)`: what comes out.
fn compress(vm: &mut Vm, args: &[Value]) -> Res {
    let Some(state) = args[0].foreign::<Compressing>() else {
        unreachable!("a method of a stream is bound to one only")
    };
    let data = bytes(vm, &args[1])?.into_owned();
    let finish = vm.truth(&args[2])?;
    let mut kept = state.kept.borrow_mut();
    let mut stream = state.stream.borrow_mut();
    if let Some(stream) = &mut *stream {
        return made(vm, stream, &data, finish).map(|output| Bytes::value(&output));
    }
    kept.extend_from_slice(&data);
    if kept.len() < SMALL {
        if !finish {
            return Ok(Bytes::value(b""));
        }
        let mut output = made(vm, &mut Compress::new(Compression::new(1), 0), &kept, true)?;
        if let Some(digit) = output.get_mut(3) {
            *digit = b'0' + state.level as u8;
        }
        return Ok(Bytes::value(&output));
    }
    let data = std::mem::take(&mut *kept);
    let stream = stream.insert(Compress::new(Compression::new(state.level), 0));
    made(vm, stream, &data, finish).map(|output| Bytes::value(&output))
}

/// What comes out of a stream.
fn made(vm: &mut Vm, stream: &mut Compress, data: &[u8], finish: bool) -> Res<Vec<u8>> {
    let action = if finish { Action::Finish } else { Action::Run };
    let mut input = data;
    let mut output = Vec::new();
    while finish || !input.is_empty() {
        output.reserve(if data.len() < SMALL { data.len() + 1024 } else { PIECE });
        let before = stream.total_in();
        match stream.compress_vec(input, &mut output, action) {
            Ok(Status::StreamEnd) => break,
            Ok(_) => input = &input[(stream.total_in() - before) as usize..],
            Err(error) => return Err(vm.error(Exc::ValueError, error.to_string())),
        }
    }
    Ok(output)
}

/// `decompress(data, max_length)`: what comes out, how many bytes went in, and whether the stream is over. A negative
/// `max_length` is no limit. OSError for what is no such stream.
fn decompress(vm: &mut Vm, args: &[Value]) -> Res {
    let Some(Decompressing(state)) = args[0].foreign::<Decompressing>() else {
        unreachable!("a method of a stream is bound to one only")
    };
    let data = bytes(vm, &args[1])?.into_owned();
    let limit = usize::try_from(integer(vm, &args[2])?).unwrap_or(usize::MAX);
    let mut state = state.borrow_mut();
    let mut consumed = 0;
    let mut output = Vec::new();
    // Small data makes little.
    let mut buffer = vec![0; PIECE.min(limit).min(4096.max(data.len() * 8))];
    let mut over = false;
    while !over && output.len() < limit {
        let room = buffer.len().min(limit - output.len());
        let (read, written) = (state.total_in(), state.total_out());
        let status = state.decompress(&data[consumed..], &mut buffer[..room]);
        let (read, written) = ((state.total_in() - read) as usize, (state.total_out() - written) as usize);
        consumed += read;
        output.extend_from_slice(&buffer[..written]);
        match status {
            Ok(Status::StreamEnd) => over = true,
            Ok(_) if written == room || read > 0 && consumed < data.len() => {}
            Ok(_) => break,
            Err(_) => {
                drop(state);
                return Err(vm.error(Exc::OSError, "Invalid data stream"));
            }
        }
    }
    let parts = [Bytes::value(&output), Value::from(consumed), Value::bool(over)];
    Ok(Tuple::value(parts.into()))
}
