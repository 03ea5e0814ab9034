//! `_lzma`: streams of LZMA and LZMA2. What wraps them, the .xz container and the files, is in `lib/lzma.py`.

use crate::module::{bytes, integer, integer32, module};
use lzma_rust2::filter::bcj::BcjWriter;
use lzma_rust2::filter::delta::DeltaWriter;
use lzma_rust2::{
    Action, EncodeMode, FilterConfig, FilterType, Lzma2Options, Lzma2Stream, Lzma2Writer, LzmaOptions, LzmaStream,
    LzmaWriter, MfType, Status, StreamResult,
};
use rondo_vm::heap::{Gc, Interior};
use rondo_vm::object::bytes::Bytes;
use rondo_vm::object::class::flag;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::foreign::{Foreign, ForeignData};
use rondo_vm::object::int::from_big;
use rondo_vm::object::module::Module;
use rondo_vm::object::native::NativeDef;
use rondo_vm::object::tuple::Tuple;
use rondo_vm::types::TypeSpec;
use rondo_vm::value::Value;
use rondo_vm::vm::{Raised, Res, Vm};
use rondo_vm::{function, method};
use std::io::{self, ErrorKind, Write};

/// The module.
pub fn load(vm: &mut Vm) -> Res<Gc<Module>> {
    let module = module("_lzma", "Streams of LZMA and LZMA2.", FUNCTIONS);
    for (name, spec) in [("Compress", &COMPRESS), ("Decompress", &DECOMPRESS)] {
        module.dict.set_name(name, vm.types.native_class(spec).into_value());
    }
    Ok(module)
}

static FUNCTIONS: &[NativeDef] = &[
    // The check of ECMA-182 that .xz files have; `value` is that of what came before.
    function!("crc64(data, value=0, /)", |vm, args| {
        let data = bytes(vm, &args[0])?.into_owned();
        let before = crate::module::big_integer(vm, &args[1])?;
        let before = num_traits::ToPrimitive::to_u64(&before).unwrap_or(0);
        Ok(from_big(crc64(before, &data).into()))
    }),
];

/// The remainders of one byte.
const CRC64: [u64; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let mut value = byte as u64;
        let mut bit = 0;
        while bit < 8 {
            value = if value & 1 == 1 { value >> 1 ^ 0xC96C_5795_D787_0F42 } else { value >> 1 };
            bit += 1;
        }
        table[byte] = value;
        byte += 1;
    }
    table
};

fn crc64(before: u64, data: &[u8]) -> u64 {
    !data.iter().fold(!before, |value, byte| value >> 8 ^ CRC64[(value as u8 ^ byte) as usize])
}

/// How much is made at a time.
const PIECE: usize = 1 << 16;

/// The kinds of streams: LZMA with a header of 13 bytes, without one, and LZMA2.
mod kind {
    pub const ALONE: i32 = 0;
    pub const LZMA1: i32 = 1;
}

/// What compresses, with the filter that what is compressed goes through before.
enum Encoder {
    Lzma(LzmaWriter<Vec<u8>>),
    Lzma2(Lzma2Writer<Vec<u8>>),
    Delta(Box<DeltaWriter<Lzma2Writer<Vec<u8>>>>),
    Bcj(Box<BcjWriter<Lzma2Writer<Vec<u8>>>>),
}

impl Encoder {
    fn write(&mut self, data: &[u8]) -> io::Result<Vec<u8>> {
        match self {
            Encoder::Lzma(writer) => writer.write_all(data)?,
            Encoder::Lzma2(writer) => writer.write_all(data)?,
            Encoder::Delta(writer) => writer.write_all(data)?,
            Encoder::Bcj(writer) => writer.write_all(data)?,
        }
        Ok(std::mem::take(match self {
            Encoder::Lzma(writer) => writer.inner_mut(),
            Encoder::Lzma2(writer) => writer.inner_mut(),
            Encoder::Delta(writer) => writer.inner_mut().inner_mut(),
            Encoder::Bcj(writer) => writer.inner_mut().inner_mut(),
        }))
    }

    fn finish(self) -> io::Result<Vec<u8>> {
        match self {
            Encoder::Lzma(writer) => writer.finish(),
            Encoder::Lzma2(writer) => writer.finish(),
            Encoder::Delta(writer) => writer.into_inner().finish(),
            Encoder::Bcj(writer) => writer.finish()?.finish(),
        }
    }
}

enum Decoder {
    Lzma(Box<LzmaStream>),
    Lzma2(Box<Lzma2Stream>),
}

impl Decoder {
    fn process(&mut self, input: &[u8], output: &mut [u8]) -> io::Result<StreamResult> {
        match self {
            Decoder::Lzma(stream) => stream.process(input, output, Action::Run),
            Decoder::Lzma2(stream) => stream.process(input, output, Action::Run),
        }
    }
}

/// `None` once it is over.
struct Compressing(Interior<Option<Encoder>>);

impl ForeignData for Compressing {}

struct Decompressing(Interior<Decoder>);

impl ForeignData for Decompressing {}

static COMPRESS: TypeSpec = TypeSpec {
    name: "_lzma.Compress",
    doc: "A stream that is being compressed.",
    constructor: Some(&function!(
        "Compress(kind, dict_size, lc, lp, pb, fast, nice_len, chains, depth, filter, property, /)",
        new_compress
    )),
    methods: &[method!("compress(self, data, /)", compress), method!("flush(self, /)", flush)],
    flags: flag::FINAL,
};

static DECOMPRESS: TypeSpec = TypeSpec {
    name: "_lzma.Decompress",
    doc: "A stream that is being decompressed.",
    constructor: Some(&function!(
        "Decompress(kind, dict_size, lc, lp, pb, limit, filter, property, /)",
        new_decompress
    )),
    methods: &[method!("decompress(self, data, max_length, /)", decompress)],
    flags: flag::FINAL,
};

/// What `lib/lzma.py` makes an LZMAError of: an OSError whose text says what is wrong.
fn failed(vm: &mut Vm, error: &io::Error) -> Raised {
    let message = match error.kind() {
        ErrorKind::OutOfMemory => "Memory usage limit exceeded",
        ErrorKind::InvalidInput | ErrorKind::Unsupported => "Invalid or unsupported options",
        _ => "Corrupt input data",
    };
    vm.error(Exc::OSError, message)
}

/// The numbers that a stream is made with.
fn numbers<const N: usize>(vm: &mut Vm, args: &[Value]) -> Res<[u32; N]> {
    let mut numbers = [0; N];
    for (number, value) in numbers.iter_mut().zip(args) {
        *number = u32::try_from(integer(vm, value)?).unwrap_or(u32::MAX);
    }
    Ok(numbers)
}

/// The filter of a number of the format; `None` for 0.
fn filter(vm: &mut Vm, number: u32, property: u32) -> Res<Option<FilterConfig>> {
    if number == 0 {
        return Ok(None);
    }
    match FilterType::try_from(u64::from(number)) {
        Ok(filter_type) => Ok(Some(FilterConfig { filter_type, property })),
        Err(()) => Err(failed(vm, &ErrorKind::Unsupported.into())),
    }
}

fn new_compress(vm: &mut Vm, args: &[Value]) -> Res {
    let kind = integer32(vm, &args[0])?;
    let [dict_size, lc, lp, pb, fast, nice_len, chains, depth, number, property] = numbers(vm, &args[1..])?;
    let filter = filter(vm, number, property)?;
    let options = LzmaOptions {
        dict_size,
        lc,
        lp,
        pb,
        mode: if fast != 0 { EncodeMode::Fast } else { EncodeMode::Normal },
        nice_len,
        mf: if chains != 0 { MfType::Hc4 } else { MfType::Bt4 },
        depth_limit: i32::try_from(depth).unwrap_or(0),
        preset_dict: None,
    };
    let lzma2 = |lzma_options| Lzma2Writer::new(Vec::new(), Lzma2Options { lzma_options, chunk_size: None });
    let start = property as usize;
    let bcj = |writer| Ok(Encoder::Bcj(Box::new(writer)));
    let made = match (kind, filter.map(|filter| filter.filter_type)) {
        (kind::ALONE, None) => LzmaWriter::new_use_header(Vec::new(), &options, None).map(Encoder::Lzma),
        (kind::LZMA1, None) => LzmaWriter::new_no_header(Vec::new(), &options, true).map(Encoder::Lzma),
        (kind::ALONE | kind::LZMA1, Some(_)) => Err(ErrorKind::Unsupported.into()),
        (_, None) => Ok(Encoder::Lzma2(lzma2(options))),
        (_, Some(FilterType::Delta)) => Ok(Encoder::Delta(Box::new(DeltaWriter::new(lzma2(options), start)))),
        (_, Some(FilterType::BcjX86)) => bcj(BcjWriter::new_x86(lzma2(options), start)),
        (_, Some(FilterType::BcjPpc)) => bcj(BcjWriter::new_ppc(lzma2(options), start)),
        (_, Some(FilterType::BcjIa64)) => bcj(BcjWriter::new_ia64(lzma2(options), start)),
        (_, Some(FilterType::BcjArm)) => bcj(BcjWriter::new_arm(lzma2(options), start)),
        (_, Some(FilterType::BcjArmThumb)) => bcj(BcjWriter::new_arm_thumb(lzma2(options), start)),
        (_, Some(FilterType::BcjSparc)) => bcj(BcjWriter::new_sparc(lzma2(options), start)),
        (_, Some(FilterType::BcjArm64)) => bcj(BcjWriter::new_arm64(lzma2(options), start)),
        (_, Some(FilterType::BcjRiscv)) => bcj(BcjWriter::new_riscv(lzma2(options), start)),
        (_, Some(FilterType::Lzma2)) => Err(ErrorKind::Unsupported.into()),
    };
    let encoder = made.map_err(|e| failed(vm, &e))?;
    Ok(Foreign::new(vm.types.native_class(&COMPRESS), Compressing(Interior::new(Some(encoder)))).into_value())
}

fn new_decompress(vm: &mut Vm, args: &[Value]) -> Res {
    let kind = integer32(vm, &args[0])?;
    let [dict_size, lc, lp, pb, limit, number, property] = numbers(vm, &args[1..])?;
    let filters: Vec<FilterConfig> = filter(vm, number, property)?.into_iter().collect();
    let made = match kind {
        kind::ALONE => Ok(Decoder::Lzma(Box::new(LzmaStream::new_mem_limit(limit, None)))),
        kind::LZMA1 => LzmaStream::new(u64::MAX, lc, lp, pb, dict_size, None).and_then(|mut stream| {
            stream.set_filters(&filters)?;
            Ok(Decoder::Lzma(Box::new(stream)))
        }),
        _ => {
            let mut stream = Lzma2Stream::new_mem_limit(dict_size, limit);
            stream.set_filters(&filters).map(|()| Decoder::Lzma2(Box::new(stream)))
        }
    };
    let decoder = made.map_err(|e| failed(vm, &e))?;
    Ok(Foreign::new(vm.types.native_class(&DECOMPRESS), Decompressing(Interior::new(decoder))).into_value())
}

fn encoder(this: &Value) -> &Interior<Option<Encoder>> {
    let Some(Compressing(encoder)) = this.foreign::<Compressing>() else {
        unreachable!("a method of a stream is bound to one only")
    };
    encoder
}

/// `compress(data)`: what comes out so far.
fn compress(vm: &mut Vm, args: &[Value]) -> Res {
    let data = bytes(vm, &args[1])?.into_owned();
    let written = match &mut *encoder(&args[0]).borrow_mut() {
        Some(encoder) => encoder.write(&data),
        None => Err(ErrorKind::InvalidInput.into()),
    };
    written.map(|out| Bytes::value(&out)).map_err(|e| failed(vm, &e))
}

/// `flush()`: the rest of the stream.
fn flush(vm: &mut Vm, args: &[Value]) -> Res {
    let finished = match encoder(&args[0]).borrow_mut().take() {
        Some(encoder) => encoder.finish(),
        None => Err(ErrorKind::InvalidInput.into()),
    };
    finished.map(|out| Bytes::value(&out)).map_err(|e| failed(vm, &e))
}

/// `decompress(data, max_length)`: what comes out, how many bytes went in, whether the stream is over, and what was taken
/// in and does not belong to it. A negative `max_length` is no limit.
fn decompress(vm: &mut Vm, args: &[Value]) -> Res {
    let Some(Decompressing(decoder)) = args[0].foreign::<Decompressing>() else {
        unreachable!("a method of a stream is bound to one only")
    };
    let data = bytes(vm, &args[1])?.into_owned();
    let limit = usize::try_from(integer(vm, &args[2])?).unwrap_or(usize::MAX);
    let mut decoder = decoder.borrow_mut();
    let mut consumed = 0;
    let mut output = Vec::new();
    let mut buffer = vec![0; PIECE];
    let mut over = false;
    while !over && output.len() < limit {
        let room = PIECE.min(limit - output.len());
        let result = match decoder.process(&data[consumed..], &mut buffer[..room]) {
            Ok(result) => result,
            Err(error) => {
                drop(decoder);
                return Err(failed(vm, &error));
            }
        };
        consumed += result.bytes_consumed;
        output.extend_from_slice(&buffer[..result.bytes_produced]);
        over = result.status == Status::StreamEnd;
        if result.bytes_consumed == 0 && result.bytes_produced == 0 {
            break;
        }
    }
    let unused = match &*decoder {
        Decoder::Lzma(stream) if over => stream.unused_input(),
        _ => &[],
    };
    let parts = [Bytes::value(&output), Value::from(consumed), Value::bool(over), Bytes::value(unused)];
    Ok(Tuple::value(parts.into()))
}
