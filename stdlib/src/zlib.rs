//! `_zlib`: deflate streams without a container, and checksums. The containers of zlib and gzip are in `lib/zlib.py`.

use crate::module::{bytes, integer, integer32, module};
use miniz_oxide::deflate::core::{CompressionStrategy, CompressorOxide};
use miniz_oxide::inflate::stream::InflateState;
use miniz_oxide::{DataFormat, MZError, MZFlush, MZStatus};
use rondo_vm::heap::{Gc, Interior};
use rondo_vm::object::bytes::Bytes;
use rondo_vm::object::class::flag;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::foreign::{Foreign, ForeignData};
use rondo_vm::object::int::from_i64;
use rondo_vm::object::module::Module;
use rondo_vm::object::native::NativeDef;
use rondo_vm::object::tuple::Tuple;
use rondo_vm::types::TypeSpec;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};
use rondo_vm::{function, method};
use std::cell::Cell;

/// The module.
pub fn load(vm: &mut Vm) -> Res<Gc<Module>> {
    let module = module("_zlib", "Deflate streams and checksums.", FUNCTIONS);
    for (name, spec) in [("Deflate", &DEFLATE), ("Inflate", &INFLATE)] {
        module.dict.set_name(name, vm.types.native_class(spec).into_value());
    }
    Ok(module)
}

static FUNCTIONS: &[NativeDef] = &[
    function!("adler32(data, value=1, /)", |vm, args| {
        let start = integer(vm, &args[1])? as u32;
        let data = bytes(vm, &args[0])?;
        let (mut low, mut high) = (start & 0xffff, start >> 16);
        // So many sums fit before they must be reduced.
        for piece in data.chunks(5552) {
            for byte in piece {
                low += u32::from(*byte);
                high += low;
            }
            low %= 65521;
            high %= 65521;
        }
        Ok(from_i64((high << 16 | low).into()))
    }),
    function!("crc32(data, value=0, /)", |vm, args| {
        let start = integer(vm, &args[1])? as u32;
        let data = bytes(vm, &args[0])?;
        Ok(from_i64(crc32(&data, start).into()))
    }),
];

/// The CRC-32 of data that follows what has the one given.
pub fn crc32(data: &[u8], before: u32) -> u32 {
    let mut hasher = crc32fast::Hasher::new_with_initial(before);
    hasher.update(data);
    hasher.finalize()
}

/// A stream that is being compressed.
struct Deflate {
    state: Interior<Compressor>,
}

impl ForeignData for Deflate {}

/// The level, strategy and size of the window that a compressor is made with.
type Parameters = (u8, i32, u8);

/// The state of a stream that is being compressed. It is several hundred kilobytes, most of which the system would have
/// to clear for each stream anew, so the last one that went is kept for the next with the same parameters.
#[derive(Clone)]
struct Compressor {
    parameters: Parameters,
    /// There, but for the end of [`Compressor::drop`].
    state: Option<Box<CompressorOxide>>,
}

thread_local! {
    static SPARE: Cell<Option<(Parameters, Box<CompressorOxide>)>> = const { Cell::new(None) };
}

impl Compressor {
    fn new(parameters: Parameters) -> Compressor {
        let state = match SPARE.take() {
            Some((spare, mut state)) if spare == parameters => {
                state.reset();
                state
            }
            _ => {
                let (level, strategy, bits) = parameters;
                let strategy = match strategy {
                    1 => CompressionStrategy::Filtered,
                    2 => CompressionStrategy::HuffmanOnly,
                    3 => CompressionStrategy::RLE,
                    4 => CompressionStrategy::Fixed,
                    _ => CompressionStrategy::Default,
                };
                Box::new(CompressorOxide::with_params(DataFormat::Raw, level, strategy, bits))
            }
        };
        Compressor { parameters, state: Some(state) }
    }
}

impl Drop for Compressor {
    fn drop(&mut self) {
        if let Some(state) = self.state.take() {
            // A thread that ends has no place for it any more.
            let _ = SPARE.try_with(|spare| spare.set(Some((self.parameters, state))));
        }
    }
}

/// A stream that is being decompressed.
struct Inflate {
    state: Interior<Box<InflateState>>,
    over: Cell<bool>,
}

impl ForeignData for Inflate {}

static DEFLATE: TypeSpec = TypeSpec {
    name: "_zlib.Deflate",
    doc: "A stream that is being compressed.",
    constructor: Some(&function!("Deflate(level, strategy, wbits, /)", |vm, args| {
        let (level, strategy, bits) = (integer32(vm, &args[0])?, integer32(vm, &args[1])?, integer32(vm, &args[2])?);
        let state = Compressor::new((level.clamp(0, 9) as u8, strategy, bits.clamp(9, 15) as u8));
        Ok(Foreign::new(vm.types.native_class(&DEFLATE), Deflate { state: Interior::new(state) }).into_value())
    })),
    methods: &[
        method!("compress(self, data, flush, /)", compress),
        method!("copy(self, /)", |vm, args| {
            let state = Interior::new(deflate_of(&args[0]).state.borrow().clone());
            let class = vm.types.native_class(&DEFLATE);
            Ok(Foreign::new(class, Deflate { state }).into_value())
        }),
    ],
    flags: flag::FINAL,
};

static INFLATE: TypeSpec = TypeSpec {
    name: "_zlib.Inflate",
    doc: "A stream that is being decompressed.",
    constructor: Some(&function!("Inflate()", |vm, _| {
        let class = vm.types.native_class(&INFLATE);
        let state = Interior::new(InflateState::new_boxed(DataFormat::Raw));
        Ok(Foreign::new(class, Inflate { state, over: Cell::new(false) }).into_value())
    })),
    methods: &[
        method!("copy(self, /)", |vm, args| {
            let own = inflate_of(&args[0]);
            let state = Interior::new(own.state.borrow().clone());
            let class = vm.types.native_class(&INFLATE);
            Ok(Foreign::new(class, Inflate { state, over: Cell::new(own.over.get()) }).into_value())
        }),
        method!("decompress(self, data, max_length, /)", decompress),
    ],
    flags: flag::FINAL,
};

fn deflate_of(value: &Value) -> &Deflate {
    match value.foreign::<Deflate>() {
        Some(deflate) => deflate,
        None => unreachable!("a method of a stream is bound to one only"),
    }
}

fn inflate_of(value: &Value) -> &Inflate {
    match value.foreign::<Inflate>() {
        Some(inflate) => inflate,
        None => unreachable!("a method of a stream is bound to one only"),
    }
}

/// How large a buffer is that results go through, when so many bytes are expected.
fn room_for(expected: usize) -> usize {
    expected.clamp(1 << 10, 1 << 15)
}

/// `compress(data, flush)`: what comes out; `flush` is one of zlib's numbers.
fn compress(vm: &mut Vm, args: &[Value]) -> Res {
    let data = bytes(vm, &args[1])?.into_owned();
    let flush = match integer32(vm, &args[2])? {
        0 => MZFlush::None,
        1 | 2 => MZFlush::Sync,
        3 => MZFlush::Full,
        _ => MZFlush::Finish,
    };
    let mut compressor = deflate_of(&args[0]).state.borrow_mut();
    let Some(state) = &mut compressor.state else { unreachable!("only a stream that is dropped has none") };
    let mut input = &data[..];
    let mut output = Vec::new();
    let mut buffer = vec![0; room_for(data.len())];
    loop {
        let result = miniz_oxide::deflate::stream::deflate(state, input, &mut buffer, flush);
        input = &input[result.bytes_consumed..];
        output.extend_from_slice(&buffer[..result.bytes_written]);
        let is_full = result.bytes_written == buffer.len();
        match result.status {
            Ok(MZStatus::StreamEnd) => break,
            Ok(_) if flush == MZFlush::Finish || !input.is_empty() || is_full => {}
            // Without input there is nothing to do.
            Ok(_) | Err(MZError::Buf) => break,
            Err(error) => {
                drop(compressor);
                return Err(vm.error(Exc::ValueError, format!("{error:?}")));
            }
        }
    }
    Ok(Bytes::value(&output))
}

/// `decompress(data, max_length)`: what comes out, how many bytes went in, and whether the stream is over. A negative
/// `max_length` is no limit. ValueError for what is no such stream.
fn decompress(vm: &mut Vm, args: &[Value]) -> Res {
    let data = bytes(vm, &args[1])?.into_owned();
    let limit = usize::try_from(integer(vm, &args[2])?).unwrap_or(usize::MAX);
    let own = inflate_of(&args[0]);
    let mut state = own.state.borrow_mut();
    let mut consumed = 0;
    let mut output = Vec::new();
    let mut buffer = vec![0; room_for(data.len().saturating_mul(4))];
    let mut is_wrong = false;
    while !own.over.get() && output.len() < limit {
        let room = buffer.len().min(limit - output.len());
        let input = &data[consumed..];
        let result = miniz_oxide::inflate::stream::inflate(&mut state, input, &mut buffer[..room], MZFlush::None);
        consumed += result.bytes_consumed;
        output.extend_from_slice(&buffer[..result.bytes_written]);
        match result.status {
            Ok(MZStatus::StreamEnd) => own.over.set(true),
            // A buffer that is not full says nothing: what is decompressed comes in pieces of a window.
            Ok(_) if result.bytes_written > 0 || result.bytes_consumed > 0 => {}
            Ok(_) | Err(MZError::Buf) => break,
            Err(_) => {
                is_wrong = true;
                break;
            }
        }
    }
    drop(state);
    if is_wrong {
        return Err(vm.error(Exc::ValueError, "invalid deflate data"));
    }
    let parts = [Bytes::value(&output), Value::from(consumed), Value::bool(own.over.get())];
    Ok(Tuple::value(parts.into()))
}
