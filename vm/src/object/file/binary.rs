//! Binary files: `FileIO` and the buffered ones, which share their data.

use super::descriptor::{self, Descriptor, ROOM};
use super::{copy_into, limit, room_of, unsupported, whence, with_bytes};
use crate::heap::{FINALIZE, Interior, Kind, Visitor};
use crate::object::bytes::Bytes;
use crate::object::class::flag;
use crate::object::exception::Exc;
use crate::object::foreign::{Foreign, ForeignData};
use crate::object::list::List;
use crate::object::native::NativeDef;
use crate::object::number;
use crate::types::TypeSpec;
use crate::value::Value;
use crate::vm::{Raised, Res, Vm};
use crate::{function, getter, method};
use rustix::buffer::spare_capacity;
use rustix::event::PollFlags;
use rustix::fs::{FileType, SeekFrom};
use rustix::io::Errno;

/// How much is read at a time, and how much may wait to be written.
const BUFFER: usize = 64 * 1024;
/// How much is read at a time of a small file.
const SMALL_BUFFER: usize = 8 * 1024;
/// How much may wait to be written to a standard file.
const STANDARD_BUFFER: usize = 8 * 1024;

/// A binary file.
pub struct Binary {
    inside: Interior<Inside>,
    name: Value,
    /// As given to `open`, `b` included.
    mode: String,
    /// Neither reads ahead nor keeps what is written.
    raw: bool,
    /// Reading may have to wait: a pipe, a socket or a terminal.
    waits: bool,
    /// How much is read at a time.
    chunk: usize,
    capacity: usize,
    /// Closing the file closes its descriptor.
    closefd: bool,
}

struct Inside {
    descriptor: Option<Descriptor>,
    readable: bool,
    writable: bool,
    /// Bytes read ahead; those before `at` have been taken.
    ahead: Vec<u8>,
    at: usize,
    /// Bytes to be written; those before `sent` have been.
    pending: Vec<u8>,
    sent: usize,
    /// How many bytes have been written in all.
    written: u64,
}

impl ForeignData for Binary {
    fn trace(&self, visit: &mut Visitor) {
        visit(&self.name);
    }

    fn is_iterator(&self) -> bool {
        true
    }

    fn may_refuse_iter(&self) -> bool {
        true
    }

    fn next(&self, vm: &mut Vm, _: &Value) -> Res<Option<Value>> {
        if let Some(line) = self.inside.borrow_mut().line_ahead() {
            return Ok(Some(line));
        }
        let line = self.readline(vm, None)?;
        Ok(if line.is_empty() { None } else { Some(Bytes::value(&line)) })
    }
}

impl Drop for Binary {
    fn drop(&mut self) {
        let mut inside = self.inside.borrow_mut();
        // Nobody is left to be told of an error.
        let _ = inside.flush();
        if let Some(descriptor) = inside.descriptor.take().filter(|_| self.closefd) {
            descriptor.close();
        }
    }
}

impl Inside {
    /// Writes out all that is pending.
    fn flush(&mut self) -> Result<(), Errno> {
        let mut result = Ok(());
        while result.is_ok() && self.unsent() > 0 && self.descriptor.is_some() {
            result = self.send(usize::MAX);
        }
        self.forget_sent();
        result
    }

    /// Writes once, at most `most` bytes of what is pending.
    fn send(&mut self, most: usize) -> Result<(), Errno> {
        let Some(descriptor) = &self.descriptor else { return Ok(()) };
        let bytes = &self.pending[self.sent..];
        let bytes = &bytes[..bytes.len().min(most)];
        descriptor::before_output(descriptor, bytes);
        match rustix::io::write(descriptor, bytes) {
            Ok(n) => {
                self.sent += n;
                self.written += n as u64;
                Ok(())
            }
            Err(Errno::INTR) => Ok(()),
            Err(errno) => Err(errno),
        }
    }

    /// How many bytes are still to be written.
    fn unsent(&self) -> usize {
        self.pending.len() - self.sent
    }

    fn forget_sent(&mut self) {
        self.pending.drain(..std::mem::take(&mut self.sent));
    }

    /// The next line, if all of it was read ahead and nothing waits to be written.
    fn line_ahead(&mut self) -> Option<Value> {
        let ahead = &self.ahead[self.at..];
        let end = memchr::memchr(b'\n', ahead)? + 1;
        if self.descriptor.is_none() || !self.readable || !self.pending.is_empty() {
            return None;
        }
        let line = Bytes::value(&ahead[..end]);
        self.at += end;
        Some(line)
    }

    /// Forgets what was read ahead, going back to where the program believes to be.
    fn rewind(&mut self) -> Result<(), Errno> {
        let behind = self.ahead.len() - self.at;
        self.ahead.clear();
        self.at = 0;
        match &self.descriptor {
            Some(descriptor) if behind > 0 => {
                rustix::fs::seek(descriptor, SeekFrom::Current(-(behind as i64))).map(drop)
            }
            _ => Ok(()),
        }
    }
}

impl Binary {
    /// A file over a descriptor; `mode` begins with `r`, `w`, `a` or `x` and may have `+`.
    pub fn new(descriptor: Descriptor, name: Value, mode: &str, buffered: bool) -> Binary {
        let (waits, chunk) = match rustix::fs::fstat(&descriptor) {
            Ok(stat) if FileType::from_raw_mode(stat.st_mode) == FileType::RegularFile => {
                let size = usize::try_from(stat.st_size).unwrap_or(BUFFER);
                (false, size.saturating_add(1).clamp(SMALL_BUFFER, BUFFER))
            }
            _ => (true, BUFFER),
        };
        let capacity = if matches!(descriptor, Descriptor::Open(_)) { BUFFER } else { STANDARD_BUFFER };
        let both = mode.contains('+');
        Binary {
            inside: Interior::new(Inside {
                descriptor: Some(descriptor),
                readable: both || mode.starts_with('r'),
                writable: both || !mode.starts_with('r'),
                ahead: Vec::new(),
                at: 0,
                pending: Vec::new(),
                sent: 0,
                written: 0,
            }),
            name,
            mode: mode.to_string(),
            raw: !buffered,
            waits,
            chunk,
            capacity,
            closefd: true,
        }
    }

    /// A file that leaves its descriptor open when it is closed.
    pub(super) fn leaving_open(mut self) -> Binary {
        self.closefd = false;
        self
    }

    /// Has the program opened the file, and not closed it, and does nobody else use its descriptor?
    pub(super) fn is_left_open(&self) -> bool {
        self.closefd && self.inside.borrow().descriptor.as_ref().is_some_and(Descriptor::is_used_once)
    }

    /// The file as an object of the class that suits it.
    pub fn into_value(self, vm: &mut Vm) -> Value {
        let spec = {
            let inside = self.inside.borrow();
            match (self.raw, inside.readable, inside.writable) {
                (true, _, _) => &FILE_IO,
                (_, true, true) => &BUFFERED_RANDOM,
                (_, true, _) => &BUFFERED_READER,
                _ => &BUFFERED_WRITER,
            }
        };
        let left_open = self.is_left_open();
        let file = Foreign::new(vm.types.native_class(spec), self);
        file.header().set(FINALIZE, left_open);
        file.into_value()
    }

    /// Its name: what was opened.
    pub fn name(&self) -> Value {
        self.name.clone()
    }

    /// Has it been closed?
    pub fn is_closed(&self) -> bool {
        self.inside.borrow().descriptor.is_none()
    }

    /// Can it be read?
    pub fn is_readable(&self) -> bool {
        self.inside.borrow().readable
    }

    /// Can it be written?
    pub fn is_writable(&self) -> bool {
        self.inside.borrow().writable
    }

    /// The descriptor; ValueError if the file is closed.
    pub fn descriptor(&self, vm: &mut Vm) -> Res<Descriptor> {
        let descriptor = self.inside.borrow().descriptor.clone();
        descriptor.ok_or_else(|| vm.error(Exc::ValueError, "I/O operation on closed file"))
    }

    fn failed(&self, vm: &mut Vm, errno: Errno) -> Raised {
        vm.os_error(&errno.into())
    }

    fn check_readable(&self, vm: &mut Vm, action: &str) -> Res<Descriptor> {
        let (descriptor, readable) = {
            let inside = self.inside.borrow();
            (inside.descriptor.clone(), inside.readable)
        };
        let Some(descriptor) = descriptor else {
            return Err(vm.error(Exc::ValueError, closed_message(self.raw, action)));
        };
        if !readable {
            return Err(unsupported(vm, if self.raw { "File not open for reading" } else { "read" }));
        }
        self.flush(vm)?;
        Ok(descriptor)
    }

    /// What one `read` system call for `want` bytes brings; empty at the end. Waits so that Ctrl-C can end it.
    fn read_once(&self, vm: &mut Vm, descriptor: &Descriptor, want: usize) -> Res<Vec<u8>> {
        vm.room_for(want, 1)?;
        let mut bytes = Vec::with_capacity(want);
        loop {
            if self.waits {
                vm.wait_ready(descriptor, PollFlags::IN, None)?;
            }
            match rustix::io::read(descriptor, spare_capacity(&mut bytes)) {
                Err(Errno::INTR) => vm.check_signals()?,
                Err(e) => return Err(self.failed(vm, e)),
                Ok(_) => return Ok(bytes),
            }
        }
    }

    /// Reads ahead; false at the end of the file.
    fn fill(&self, vm: &mut Vm, descriptor: &Descriptor) -> Res<bool> {
        let chunk = self.read_once(vm, descriptor, self.chunk)?;
        let more = !chunk.is_empty();
        let mut inside = self.inside.borrow_mut();
        let at = std::mem::take(&mut inside.at);
        if at == inside.ahead.len() {
            inside.ahead = chunk;
        } else {
            inside.ahead.drain(..at);
            inside.ahead.extend_from_slice(&chunk);
        }
        Ok(more)
    }

    fn take_ahead(&self, most: usize) -> Vec<u8> {
        let mut inside = self.inside.borrow_mut();
        let end = inside.ahead.len().min(inside.at.saturating_add(most));
        let taken = inside.ahead[inside.at..end].to_vec();
        inside.at = end;
        if inside.at == inside.ahead.len() {
            inside.ahead.clear();
            inside.at = 0;
        }
        taken
    }

    /// Up to `n` bytes, fewer only at the end; all of them if it is `None`.
    pub fn read(&self, vm: &mut Vm, n: Option<usize>) -> Res<Vec<u8>> {
        let descriptor = self.check_readable(vm, "read of")?;
        vm.room_for(n.unwrap_or(0), 1)?;
        let mut bytes = self.take_ahead(n.unwrap_or(usize::MAX));
        while n.is_none_or(|n| bytes.len() < n) {
            let want = n.map_or(self.chunk.max(bytes.len()), |n| n - bytes.len()).min(1 << 20);
            if want < BUFFER && !self.raw && n.is_some() {
                if !self.fill(vm, &descriptor)? {
                    break;
                }
                bytes.extend(self.take_ahead(want));
                continue;
            }
            let got = self.read_once(vm, &descriptor, want)?;
            let ended = got.is_empty();
            if bytes.is_empty() {
                bytes = got;
            } else {
                if bytes.capacity() - bytes.len() < got.len() {
                    vm.room_for(bytes.len().saturating_mul(2), 1)?;
                }
                bytes.extend_from_slice(&got);
            }
            if ended || self.raw && n.is_some() {
                break;
            }
        }
        Ok(bytes)
    }

    /// What is there: what was read ahead, or one read's result. Empty at the end.
    pub fn read_some(&self, vm: &mut Vm) -> Res<Vec<u8>> {
        let descriptor = self.check_readable(vm, "read of")?;
        let bytes = self.take_ahead(usize::MAX);
        if !bytes.is_empty() {
            return Ok(bytes);
        }
        self.read_once(vm, &descriptor, self.chunk)
    }

    /// A line with its newline, or at most `n` bytes of it; empty at the end.
    fn readline(&self, vm: &mut Vm, n: Option<usize>) -> Res<Vec<u8>> {
        let descriptor = self.check_readable(vm, "readline of")?;
        let mut line = Vec::new();
        loop {
            let left = n.map_or(usize::MAX, |n| n - line.len());
            let (end, complete) = {
                let inside = self.inside.borrow();
                let ahead = &inside.ahead[inside.at..];
                match memchr::memchr(b'\n', &ahead[..ahead.len().min(left)]) {
                    Some(i) => (i + 1, true),
                    None => (ahead.len().min(left), ahead.len() >= left),
                }
            };
            line.extend(self.take_ahead(end));
            if complete || !self.fill(vm, &descriptor)? {
                return Ok(line);
            }
        }
    }

    /// Writes, perhaps only into the buffer.
    pub fn write(&self, vm: &mut Vm, bytes: &[u8]) -> Res<()> {
        let full = {
            let mut inside = self.inside.borrow_mut();
            if inside.descriptor.is_none() {
                drop(inside);
                return Err(vm.error(Exc::ValueError, closed_message(self.raw, "write to")));
            }
            if !inside.writable {
                drop(inside);
                return Err(unsupported(vm, if self.raw { "File not open for writing" } else { "write" }));
            }
            let rewound = inside.rewind();
            inside.pending.extend_from_slice(bytes);
            rewound.map(|()| self.raw || inside.unsent() > self.capacity)
        };
        match full {
            Ok(true) => self.flush(vm),
            Ok(false) => Ok(()),
            Err(errno) => Err(self.failed(vm, errno)),
        }
    }

    /// Writes out what waits in the buffer. Other threads run while that has to wait.
    pub fn flush(&self, vm: &mut Vm) -> Res<()> {
        if self.waits && vm.threads.many() {
            let descriptor = self.inside.borrow().descriptor.clone();
            if let Some(descriptor) = descriptor.filter(Descriptor::blocks) {
                return self.flush_beside_threads(vm, &descriptor);
            }
        }
        let result = self.inside.borrow_mut().flush();
        result.map_err(|e| self.failed(vm, e))
    }

    /// As `flush`, of what is in the buffer now: others may add to it, write some of it or close the file meanwhile.
    #[cold]
    fn flush_beside_threads(&self, vm: &mut Vm, descriptor: &Descriptor) -> Res<()> {
        let end = {
            let inside = self.inside.borrow();
            inside.written + inside.unsent() as u64
        };
        let mut result = Ok(());
        while result.is_ok() {
            let left = {
                let inside = self.inside.borrow();
                if inside.descriptor.is_none() { 0 } else { end.saturating_sub(inside.written) }
            };
            if left == 0 {
                break;
            }
            result = match vm.wait_for_room(descriptor) {
                Ok(()) => {
                    let sent = self.inside.borrow_mut().send(ROOM);
                    sent.map_err(|e| self.failed(vm, e))
                }
                Err(raised) => Err(raised),
            };
        }
        self.inside.borrow_mut().forget_sent();
        result
    }

    /// Where the program is in the file, in bytes.
    pub fn tell(&self, vm: &mut Vm) -> Res<i64> {
        let descriptor = self.descriptor(vm)?;
        let at = rustix::fs::seek(&descriptor, SeekFrom::Current(0)).map_err(|e| self.failed(vm, e))?;
        let inside = self.inside.borrow();
        Ok(at as i64 - (inside.ahead.len() - inside.at) as i64 + inside.unsent() as i64)
    }

    /// Goes elsewhere; returns the new position.
    pub fn seek(&self, vm: &mut Vm, offset: i64, whence: i64) -> Res<i64> {
        let descriptor = self.descriptor(vm)?;
        let prepared = {
            let mut inside = self.inside.borrow_mut();
            let flushed = inside.flush();
            flushed.and_then(|_| inside.rewind())
        };
        prepared.map_err(|e| self.failed(vm, e))?;
        let to = match whence {
            0 => match u64::try_from(offset) {
                Ok(offset) => SeekFrom::Start(offset),
                Err(_) => return Err(self.failed(vm, Errno::INVAL)),
            },
            1 => SeekFrom::Current(offset),
            _ => SeekFrom::End(offset),
        };
        rustix::fs::seek(&descriptor, to).map(|at| at as i64).map_err(|e| self.failed(vm, e))
    }

    /// Flushes and closes.
    pub fn close(&self, vm: &mut Vm) -> Res<()> {
        if self.is_closed() {
            return Ok(());
        }
        let flushed = self.flush(vm);
        let descriptor = self.inside.borrow_mut().descriptor.take();
        if let Some(descriptor) = descriptor.filter(|_| self.closefd) {
            descriptor.close();
        }
        flushed
    }
}

fn closed_message(raw: bool, action: &str) -> String {
    if raw { "I/O operation on closed file".to_string() } else { format!("{action} closed file") }
}

// ---------------------------------------------------------------------------------------------------------------
// The classes

macro_rules! class {
    ($spec:ident, $name:literal, $doc:literal, $constructor:expr) => {
        #[doc = $doc]
        pub static $spec: TypeSpec =
            TypeSpec { name: $name, doc: $doc, constructor: $constructor, methods: METHODS, flags: flag::DEL };
    };
}

class!(
    FILE_IO,
    "_io.FileIO",
    "Open a file.",
    Some(&function!("FileIO(file, mode='r', closefd=True, opener=None)", super::open::file_io))
);
class!(
    BUFFERED_READER,
    "_io.BufferedReader",
    "Reads a raw file through a buffer.",
    Some(&function!("BufferedReader(raw, buffer_size=131072)", buffered))
);
class!(
    BUFFERED_WRITER,
    "_io.BufferedWriter",
    "Writes a raw file through a buffer.",
    Some(&function!("BufferedWriter(raw, buffer_size=131072)", buffered))
);
class!(
    BUFFERED_RANDOM,
    "_io.BufferedRandom",
    "Reads and writes a raw file, at any place, through a buffer.",
    Some(&function!("BufferedRandom(raw, buffer_size=131072)", buffered))
);

static METHODS: &[NativeDef] = &[
    method!("read(self, size=-1, /)", read),
    method!("read1(self, size=-1, /)", read1),
    method!("readall(self, /)", |vm, args| this(&args[0]).read(vm, None).map(|b| Bytes::value(&b))),
    method!("readinto(self, buffer, /)", readinto),
    method!("readinto1(self, buffer, /)", readinto),
    method!("readline(self, size=-1, /)", readline),
    method!("readlines(self, hint=-1, /)", readlines),
    method!("peek(self, size=0, /)", peek),
    method!("write(self, buffer, /)", write),
    method!("writelines(self, lines, /)", writelines),
    method!("flush(self, /)", flush),
    method!("seek(self, target, whence=0, /)", seek),
    method!("tell(self, /)", |vm, args| this(&args[0]).tell(vm).map(Value::from)),
    method!("truncate(self, pos=None, /)", truncate),
    method!("__del__(self, /)", super::delete),
    method!("close(self, /)", |vm, args| this(&args[0]).close(vm).map(|_| Value::NONE)),
    method!("detach(self, /)", |_, args| Ok(args[0].clone())),
    method!("fileno(self, /)", |vm, args| Ok(Value::from(this(&args[0]).descriptor(vm)?.number() as i64))),
    method!("isatty(self, /)", |vm, args| Ok(Value::bool(this(&args[0]).descriptor(vm)?.is_terminal()))),
    method!("readable(self, /)", |vm, args| able(vm, args, |i| i.readable)),
    method!("writable(self, /)", |vm, args| able(vm, args, |i| i.writable)),
    method!("seekable(self, /)", seekable),
    getter!("closed", |_, args| Ok(Value::bool(this(&args[0]).is_closed()))),
    getter!("mode", mode),
    getter!("name", |_, args| Ok(this(&args[0]).name())),
    getter!("raw", |_, args| Ok(args[0].clone())),
    getter!("closefd", |_, a| Ok(Value::bool(this(&a[0]).closefd))),
    method!("__enter__(self, /)", enter),
    method!("__exit__(self, /, *args)", |vm, args| this(&args[0]).close(vm).map(|_| Value::NONE)),
    method!("__iter__(self, /)", enter),
    method!("__next__(self, /)", next),
    method!("__repr__(self, /)", repr),
];

fn this(value: &Value) -> &Binary {
    match value.foreign::<Binary>() {
        Some(file) => file,
        None => unreachable!("a method of a binary file is bound to one only"),
    }
}

/// `BufferedReader(raw)`: the same descriptor, buffered.
fn buffered(vm: &mut Vm, args: &[Value]) -> Res {
    let Some(raw) = args[0].foreign::<Binary>() else {
        let message = format!("buffered files over '{}' objects are not supported", vm.type_name(&args[0]));
        return Err(vm.error(Exc::TypeError, message));
    };
    let descriptor = raw.descriptor(vm)?;
    Ok(Binary::new(descriptor, raw.name(), &raw.mode, true).into_value(vm))
}

fn read(vm: &mut Vm, args: &[Value]) -> Res {
    let n = limit(vm, &args[1])?;
    if n.is_none() && !this(&args[0]).raw && vm.index_opt(&args[1])?.is_some_and(|n| number::to_i64(&n) != Some(-1)) {
        return Err(vm.error(Exc::ValueError, "read length must be non-negative or -1"));
    }
    Ok(Bytes::value(&this(&args[0]).read(vm, n)?))
}

fn read1(vm: &mut Vm, args: &[Value]) -> Res {
    let (file, n) = (this(&args[0]), limit(vm, &args[1])?);
    let descriptor = file.check_readable(vm, "read of")?;
    let mut bytes = file.take_ahead(n.unwrap_or(usize::MAX));
    if bytes.is_empty() && n != Some(0) {
        file.fill(vm, &descriptor)?;
        bytes = file.take_ahead(n.unwrap_or(usize::MAX));
    }
    Ok(Bytes::value(&bytes))
}

fn readinto(vm: &mut Vm, args: &[Value]) -> Res {
    let bytes = this(&args[0]).read(vm, Some(room_of(&args[1])))?;
    Ok(Value::from(copy_into(vm, &args[1], &bytes)?))
}

fn readline(vm: &mut Vm, args: &[Value]) -> Res {
    let n = limit(vm, &args[1])?;
    Ok(Bytes::value(&this(&args[0]).readline(vm, n)?))
}

fn readlines(vm: &mut Vm, args: &[Value]) -> Res {
    let (file, hint) = (this(&args[0]), limit(vm, &args[1])?.filter(|&n| n > 0));
    let (mut lines, mut total) = (Vec::new(), 0);
    while hint.is_none_or(|hint| total <= hint) {
        let line = file.readline(vm, None)?;
        if line.is_empty() {
            break;
        }
        total += line.len();
        lines.push(Bytes::value(&line));
    }
    Ok(List::value(lines))
}

fn peek(vm: &mut Vm, args: &[Value]) -> Res {
    let file = this(&args[0]);
    let descriptor = file.check_readable(vm, "peek of")?;
    let empty = {
        let inside = file.inside.borrow();
        inside.at == inside.ahead.len()
    };
    if empty {
        file.fill(vm, &descriptor)?;
    }
    let inside = file.inside.borrow();
    Ok(Bytes::value(&inside.ahead[inside.at..]))
}

fn write(vm: &mut Vm, args: &[Value]) -> Res {
    let bytes = with_bytes(vm, &args[1], |bytes| bytes.to_vec())?;
    this(&args[0]).write(vm, &bytes)?;
    Ok(Value::from(bytes.len()))
}

fn writelines(vm: &mut Vm, args: &[Value]) -> Res {
    let iterator = vm.iter(&args[1])?;
    while let Some(line) = vm.next(&iterator)? {
        write(vm, &[args[0].clone(), line])?;
    }
    Ok(Value::NONE)
}

fn flush(vm: &mut Vm, args: &[Value]) -> Res {
    let file = this(&args[0]);
    if file.is_closed() {
        return Err(vm.error(Exc::ValueError, closed_message(file.raw, "flush of")));
    }
    file.flush(vm)?;
    Ok(Value::NONE)
}

fn seek(vm: &mut Vm, args: &[Value]) -> Res {
    let offset = match number::to_i64(&vm.index(&args[1])?) {
        Some(offset) => offset,
        None if this(&args[0]).raw => return Err(too_large(vm)),
        None => return Err(vm.error(Exc::ValueError, "cannot fit 'int' into an offset-sized integer")),
    };
    let whence = whence(vm, &args[2])?;
    this(&args[0]).seek(vm, offset, whence).map(Value::from)
}

/// What an integer beyond C's `long` raises.
pub(super) fn too_large(vm: &mut Vm) -> Raised {
    vm.error(Exc::OverflowError, "Python int too large to convert to C long")
}

fn truncate(vm: &mut Vm, args: &[Value]) -> Res {
    let file = this(&args[0]);
    let descriptor = file.descriptor(vm)?;
    if !file.is_writable() {
        return Err(unsupported(vm, if file.raw { "File not open for writing" } else { "truncate" }));
    }
    file.flush(vm)?;
    let size = match args[1].is_none() {
        true => file.tell(vm)?,
        false => match number::to_i64(&vm.index(&args[1])?) {
            Some(size) => size,
            None => return Err(too_large(vm)),
        },
    };
    match rustix::fs::ftruncate(&descriptor, size as u64) {
        Ok(()) => Ok(Value::from(size)),
        Err(e) => Err(file.failed(vm, e)),
    }
}

fn able(vm: &mut Vm, args: &[Value], which: fn(&Inside) -> bool) -> Res {
    let file = this(&args[0]);
    file.descriptor(vm)?;
    Ok(Value::bool(which(&file.inside.borrow())))
}

fn seekable(vm: &mut Vm, args: &[Value]) -> Res {
    let descriptor = this(&args[0]).descriptor(vm)?;
    Ok(Value::bool(rustix::fs::seek(&descriptor, SeekFrom::Current(0)).is_ok()))
}

fn mode(_: &mut Vm, args: &[Value]) -> Res {
    let file = this(&args[0]);
    let inside = file.inside.borrow();
    Ok(Value::from(match (inside.readable, inside.writable, file.mode.chars().next()) {
        (true, true, Some('a')) => "ab+",
        (true, true, Some('x')) => "xb+",
        (true, true, _) => "rb+",
        (true, _, _) => "rb",
        (_, _, Some('a')) => "ab",
        (_, _, Some('x')) => "xb",
        _ => "wb",
    }))
}

fn enter(vm: &mut Vm, args: &[Value]) -> Res {
    if this(&args[0]).is_closed() {
        return Err(vm.error(Exc::ValueError, "I/O operation on closed file."));
    }
    Ok(args[0].clone())
}

fn next(vm: &mut Vm, args: &[Value]) -> Res {
    if !args[0].is_kind(Kind::Foreign) {
        let kind = if this(&args[0]).raw { None } else { Some(Kind::Bytes) };
        return super::next_of_derived(vm, &args[0], kind);
    }
    let line = this(&args[0]).next(vm, &args[0])?;
    line.map_or_else(|| super::stop(vm), Ok)
}

fn repr(vm: &mut Vm, args: &[Value]) -> Res {
    let file = this(&args[0]);
    let (class, name) = (super::shown_class(vm, &args[0]), vm.repr(&file.name)?);
    if file.raw {
        if file.is_closed() {
            return Ok(Value::from(format!("<{class} [closed]>")));
        }
        let mode = mode(vm, args)?;
        let mode = mode.as_str().unwrap_or_default();
        let closefd = if file.closefd { "True" } else { "False" };
        return Ok(Value::from(format!("<{class} name={name} mode='{mode}' closefd={closefd}>")));
    }
    Ok(Value::from(format!("<{class} name={name}>")))
}
