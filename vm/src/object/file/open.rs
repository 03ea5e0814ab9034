//! `open`.

use super::binary::Binary;
use super::descriptor::Descriptor;
use super::text::{Newline, Settings, TextFile};
use crate::object::bytes::Bytes;
use crate::object::exception::Exc;
use crate::object::native::NativeDef;
use crate::object::number;
use crate::object::str::Str;
use crate::object::str::codec::Codec;
use crate::value::Value;
use crate::vm::{Res, Vm};
use rustix::fs::{FileType, Mode, OFlags};
use rustix::io::Errno;
use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt;
use std::path::PathBuf;

/// The built-in function `open`.
pub static OPEN: NativeDef = crate::function!(
    "open(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)",
    open
);

/// The parts of a mode.
struct OpenMode {
    /// `r`, `w`, `a` or `x`.
    action: char,
    updating: bool,
    binary: bool,
}

fn parse_mode(vm: &mut Vm, value: &Value) -> Res<OpenMode> {
    let Some(mode) = value.as_str() else {
        let message = format!("open() argument 'mode' must be str, not {}", vm.argument_type_name(value));
        return Err(vm.error(Exc::TypeError, message));
    };
    let repeated = mode.char_indices().any(|(i, c)| mode[..i].contains(c));
    if repeated || !mode.chars().all(|c| "rwaxbt+".contains(c)) {
        let message = format!("invalid mode: {}", vm.repr(value)?);
        return Err(vm.error(Exc::ValueError, message));
    }
    if mode.contains('t') && mode.contains('b') {
        return Err(vm.error(Exc::ValueError, "can't have text and binary mode at once"));
    }
    let mut actions = mode.chars().filter(|c| "rwax".contains(*c));
    match (actions.next(), actions.next()) {
        (Some(action), None) => Ok(OpenMode { action, updating: mode.contains('+'), binary: mode.contains('b') }),
        _ => {
            let message = if mode.is_empty() || mode.chars().all(|c| "bt+".contains(c)) {
                "Must have exactly one of create/read/write/append mode and at most one plus"
            } else {
                "must have exactly one of create/read/write/append mode"
            };
            Err(vm.error(Exc::ValueError, message))
        }
    }
}

/// The path of a `str`, `bytes` or object with `__fspath__`; `function` names who asks, for the message.
pub fn path_of(vm: &mut Vm, value: &Value, function: &str) -> Res<PathBuf> {
    let by_protocol = match value.unwrap_base() {
        base if base.as_str().is_some() || base.get::<Bytes>().is_some() => None,
        _ => {
            let fspath = vm.names.fspath.clone();
            vm.call_special(value, &fspath, &[])?
        }
    };
    let value = by_protocol.as_ref().unwrap_or(value);
    let bytes = match (value.as_str(), value.get::<Bytes>()) {
        (Some(text), _) => path_bytes(text),
        (_, Some(bytes)) => bytes.as_slice().to_vec(),
        _ => {
            let message = format!("{function} should be string, bytes or os.PathLike, not {}", vm.type_name(value));
            return Err(vm.error(Exc::TypeError, message));
        }
    };
    if bytes.contains(&0) {
        return Err(vm.error(Exc::ValueError, "embedded null byte"));
    }
    Ok(PathBuf::from(OsString::from_vec(bytes)))
}

/// The bytes of a path's text: lone surrogates from U+DC80 on stand for bytes that are not UTF-8.
fn path_bytes(text: &str) -> Vec<u8> {
    if !text.contains(rondo_grammar::surrogate::is_surrogate) {
        return text.as_bytes().to_vec();
    }
    let mut bytes = Vec::with_capacity(text.len());
    for c in text.chars() {
        match rondo_grammar::surrogate::code_of(c) {
            code @ 0xDC80..=0xDCFF => bytes.push((code - 0xDC00) as u8),
            _ => bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }
    bytes
}

/// The text of a path's bytes, the inverse of what [`path_of`] does.
pub fn path_text(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        let stand_ins = chunk.invalid().iter().map(|&b| rondo_grammar::surrogate::char_of(0xDC00 + b as u32));
        text.extend(stand_ins.flatten());
    }
    text
}

/// Opens the descriptor of a path or takes an open one by number.
fn descriptor(vm: &mut Vm, file: &Value, mode: &OpenMode, opener: &Value) -> Res<Descriptor> {
    let access = match (mode.updating, mode.action) {
        (true, _) => OFlags::RDWR,
        (_, 'r') => OFlags::RDONLY,
        _ => OFlags::WRONLY,
    };
    let creation = match mode.action {
        'w' => OFlags::CREATE | OFlags::TRUNC,
        'a' => OFlags::CREATE | OFlags::APPEND,
        'x' => OFlags::CREATE | OFlags::EXCL,
        _ => OFlags::empty(),
    };
    let flags = access | creation | OFlags::CLOEXEC;
    vm.audit("open", |vm| {
        let text = format!("{}{}", mode.action, if mode.updating { "+" } else { "" });
        [vm.path_text_or_self(file.clone()), Value::from(text), Value::from(flags.bits() as i64)]
    })?;
    if let Some(number) = number::to_i64(file) {
        if number < 0 {
            return Err(vm.error(Exc::ValueError, "negative file descriptor"));
        }
        return Descriptor::of_number(number as i32).map_err(|e| vm.os_error(&e));
    }
    if !opener.is_none() {
        let number = vm.call(opener, &[file.clone(), Value::from(flags.bits() as i64)])?;
        let Some(number) = number::to_i64(&number) else {
            return Err(vm.error(Exc::TypeError, "expected integer from opener"));
        };
        if number < 0 {
            return Err(vm.error(Exc::ValueError, format!("opener returned {number}")));
        }
        return Descriptor::of_number(number as i32).map_err(|e| vm.os_error(&e));
    }
    let path = path_of(vm, file, "expected str, bytes or os.PathLike object")?;
    let failed = |vm: &mut Vm, errno: Errno| vm.os_error_at(&errno.into(), file.clone());
    let fd = match rustix::fs::open(&path, flags, Mode::from_raw_mode(0o666)) {
        Ok(fd) => fd,
        Err(errno) => return Err(failed(vm, errno)),
    };
    match rustix::fs::fstat(&fd) {
        Ok(stat) if FileType::from_raw_mode(stat.st_mode) == FileType::Directory => Err(failed(vm, Errno::ISDIR)),
        Ok(_) => {
            if mode.action == 'a' {
                // What cannot be sought is at its end anyway.
                let _ = rustix::fs::seek(&fd, rustix::fs::SeekFrom::End(0));
            }
            Ok(Descriptor::new(fd))
        }
        Err(errno) => Err(failed(vm, errno)),
    }
}

fn opened(vm: &mut Vm, args: &[Value], mode: &OpenMode, buffered: bool) -> Res<Binary> {
    let descriptor = descriptor(vm, &args[0], mode, &args[7])?;
    let text = format!("{}{}", mode.action, if mode.updating { "+" } else { "" });
    // The name of a file that is opened by a path object is the path's text.
    let fspath = vm.names.fspath.clone();
    let name = match args[0].as_str().is_none() && args[0].get::<Bytes>().is_none() && buffered {
        true => vm.call_special(&args[0], &fspath, &[])?.unwrap_or_else(|| args[0].clone()),
        false => args[0].clone(),
    };
    let binary = Binary::new(descriptor, name, &text, buffered);
    let closefd = args[6].is_unset() || vm.truth(&args[6])?;
    Ok(if closefd { binary } else { binary.leaving_open() })
}

/// What `-X warn_default_encoding` warns of (PEP 597).
pub const NO_ENCODING: &str = "'encoding' argument not specified";

fn open(vm: &mut Vm, args: &[Value]) -> Res {
    if args[0].as_bool().is_some() {
        vm.warn(Exc::RuntimeWarning, "bool is used as a file descriptor")?;
    }
    let is_number = number::to_i64(&args[0]).is_some();
    if !is_number && args[0].as_str().is_none() && args[0].get::<Bytes>().is_none() {
        let fspath = vm.names.fspath.clone();
        if vm.lookup_special(&args[0], &fspath).is_none() {
            let message = format!("expected str, bytes or os.PathLike object, not {}", vm.type_name(&args[0]));
            return Err(vm.error(Exc::TypeError, message));
        }
    }
    let mode = parse_mode(vm, &args[1])?;
    let buffering = vm.index_clamped(&args[2])?;
    for (value, name) in [(&args[3], "encoding"), (&args[4], "errors")] {
        if !value.is_none() && value.as_str().is_none() {
            let message = format!("open() argument '{name}' must be str or None, not {}", vm.type_name(value));
            return Err(vm.error(Exc::TypeError, message));
        }
    }
    if mode.binary {
        for (value, what) in [(&args[3], "an encoding"), (&args[4], "an errors"), (&args[5], "a newline")] {
            if !value.is_none() {
                return Err(vm.error(Exc::ValueError, format!("binary mode doesn't take {what} argument")));
            }
        }
        return Ok(opened(vm, args, &mode, buffering != 0)?.into_value(vm));
    }
    if buffering == 0 {
        return Err(vm.error(Exc::ValueError, "can't have unbuffered text I/O"));
    }
    if !is_number && !vm.truth(&args[6])? {
        return Err(vm.error(Exc::ValueError, "Cannot use closefd=False with file name"));
    }
    let newline = Newline::of(vm, &args[5])?;
    if args[3].is_none() && vm.importer.flags.warn_default_encoding {
        vm.warn(Exc::EncodingWarning, NO_ENCODING)?;
    }
    let encoding = match args[3].as_str() {
        None | Some("locale") => "UTF-8".to_string(),
        Some(name) => name.to_string(),
    };
    let is_native = matches!(Codec::named(&encoding), Some(Codec::Utf8 | Codec::Ascii | Codec::Latin1));
    if !is_native {
        // An unknown encoding is an error before the file is touched.
        let codecs = vm.import_module("codecs")?;
        vm.call_method(&codecs, "lookup", &[Str::value(&encoding)])?;
    }
    let binary = opened(vm, args, &mode, true)?;
    let line_buffering = buffering == 1 || binary.descriptor(vm)?.is_terminal();
    let buffer = binary.into_value(vm);
    if !is_native {
        let io = vm.import_module("io")?;
        let all = [buffer, Str::value(&encoding), args[4].clone(), args[5].clone(), Value::bool(line_buffering)];
        let wrapper = vm.call_method(&io, "TextIOWrapper", &all)?;
        vm.set_attr(&wrapper, &Str::intern("mode").into_value(), args[1].clone())?;
        return Ok(wrapper);
    }
    let settings = Settings {
        encoding,
        errors: args[4].as_str().unwrap_or("strict").to_string(),
        newline,
        line_buffering,
        write_through: false,
    };
    let shown = args[1].as_str().unwrap_or("r").to_string();
    Ok(TextFile::new(buffer, settings, &shown).into_value(vm))
}

/// The mode of a raw file, with its own words for what is wrong.
fn parse_raw_mode(vm: &mut Vm, value: &Value) -> Res<OpenMode> {
    let text = value.as_str().unwrap_or_default();
    let known = |c: char| "rwaxb+".contains(c);
    let actions = text.chars().filter(|c| "rwax".contains(*c)).count();
    let too_many = actions > 1 || text.chars().filter(|c| *c == '+').count() > 1;
    if value.as_str().is_none() || actions == 1 && !too_many && text.chars().all(known) {
        let without_b: String = text.chars().filter(|c| *c != 'b').collect();
        let plain = if value.as_str().is_some() { Value::from(without_b) } else { value.clone() };
        return parse_mode(vm, &plain);
    }
    let message = match too_many || text.chars().all(known) {
        true => "Must have exactly one of create/read/write/append mode and at most one plus".to_string(),
        false => format!("invalid mode: {text}"),
    };
    Err(vm.error(Exc::ValueError, message))
}

/// `FileIO(file, mode, closefd, opener)`.
pub(super) fn file_io(vm: &mut Vm, args: &[Value]) -> Res {
    let mode = parse_raw_mode(vm, &args[1])?;
    if vm.index_opt(&args[0])?.is_none() && !vm.truth(&args[2])? {
        return Err(vm.error(Exc::ValueError, "Cannot use closefd=False with file name"));
    }
    let unset = || Value::UNSET;
    let (file, mode_text, closefd, opener) = (args[0].clone(), args[1].clone(), args[2].clone(), args[3].clone());
    let all = [file, mode_text, unset(), unset(), unset(), unset(), closefd, opener];
    Ok(opened(vm, &all, &mode, false)?.into_value(vm))
}
