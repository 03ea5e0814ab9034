//! Where a pickle comes from: bytes, or a file, of which no more is read than the pickle has.

use super::unpickling_error;
use rondo_vm::object::bytes::Bytes;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::str::Str;
use rondo_vm::value::Value;
use rondo_vm::vm::{Raised, Res, Vm};

/// So much is looked at ahead in a file that can show what comes without going on.
const PREFETCH: usize = 128 * 1024;

/// A source and how far it has been read.
pub struct Source {
    /// A bytes object: all there is, or what has been read of the file.
    input: Value,
    at: usize,
    file: Option<File>,
}

/// The methods of a file.
#[derive(Clone)]
pub struct File {
    read: Value,
    readline: Value,
    peek: Option<Value>,
    /// Up to where the file itself has been read, of what has been looked at ahead.
    taken: usize,
}

impl Source {
    /// A bytes object.
    pub fn memory(bytes: Value) -> Source {
        debug_assert!(bytes.exact::<Bytes>().is_some());
        Source { input: bytes, at: 0, file: None }
    }

    /// A file with `read` and `readline`.
    pub fn file(vm: &mut Vm, file: &Value) -> Res<Source> {
        Ok(File::of(vm, file)?.source())
    }

    #[inline]
    fn input(&self) -> &[u8] {
        self.input.exact::<Bytes>().map_or(&[], Bytes::as_slice)
    }

    /// The next opcode; EOFError if there is none.
    #[inline]
    pub fn op(&mut self, vm: &mut Vm) -> Res<u8> {
        if let Some(&code) = self.input().get(self.at) {
            self.at += 1;
            return Ok(code);
        }
        self.op_of_file(vm)
    }

    #[cold]
    fn op_of_file(&mut self, vm: &mut Vm) -> Res<u8> {
        if self.file.is_none() || self.fill(vm, 1)? == 0 {
            return Err(vm.error(Exc::EOFError, "Ran out of input"));
        }
        self.at = 1;
        Ok(self.input()[0])
    }

    /// The next bytes.
    ///
    /// # Errors
    /// UnpicklingError if there are not so many.
    #[inline]
    pub fn take(&mut self, vm: &mut Vm, len: usize) -> Res<&[u8]> {
        if self.input().len() - self.at < len {
            self.take_of_file(vm, len)?;
        }
        let start = self.at;
        self.at += len;
        Ok(&self.input()[start..start + len])
    }

    /// As [`Source::take`], of a number of bytes that is known here.
    #[inline]
    pub fn array<const N: usize>(&mut self, vm: &mut Vm) -> Res<[u8; N]> {
        let mut array = [0; N];
        array.copy_from_slice(self.take(vm, N)?);
        Ok(array)
    }

    #[cold]
    fn take_of_file(&mut self, vm: &mut Vm, len: usize) -> Res<()> {
        if self.file.is_none() {
            return Err(truncated(vm));
        }
        // What is left of what has been read is the begin of what is wanted.
        let rest = self.input()[self.at..].to_vec();
        // What has only been looked at comes again.
        let only_shown = self.file.as_ref().is_some_and(|file| file.taken < self.input().len());
        if rest.is_empty() || only_shown {
            return match self.fill(vm, len)? {
                got if got >= len => Ok(()),
                _ => Err(truncated(vm)),
            };
        }
        let missing = len - rest.len();
        if self.fill(vm, missing)? < missing {
            return Err(truncated(vm));
        }
        self.input = Bytes::value(&[&rest, self.input()].concat());
        Ok(())
    }

    /// Reads from the file; what is there after that begins the input. Says how many bytes those are.
    fn fill(&mut self, vm: &mut Vm, len: usize) -> Res<usize> {
        self.give_back(vm)?;
        let Some(file) = &mut self.file else { return Ok(0) };
        if let Some(peek) = file.peek.clone()
            && len < PREFETCH
        {
            match vm.call(&peek, &[Value::from(PREFETCH)]) {
                Ok(shown) => {
                    if let Some(bytes) = shown.exact::<Bytes>()
                        && bytes.as_slice().len() >= len
                    {
                        file.taken = 0;
                        return Ok(self.begin(shown));
                    }
                }
                Err(_) if vm.raised_is(Exc::NotImplementedError) => {
                    drop(vm.take_raised());
                    file.peek = None;
                }
                Err(raised) => return Err(raised),
            }
        }
        let read = file.read.clone();
        let data = vm.call(&read, &[Value::from(len)])?;
        self.begin_read(vm, data, "read()")
    }

    fn begin_read(&mut self, vm: &mut Vm, data: Value, method: &str) -> Res<usize> {
        let Some(bytes) = data.exact::<Bytes>() else {
            let shown = vm.repr(&data)?;
            return Err(vm.error(Exc::ValueError, format!("{method} returned non-bytes object ({shown})")));
        };
        let len = bytes.as_slice().len();
        if let Some(file) = &mut self.file {
            file.taken = len;
        }
        Ok(self.begin(data))
    }

    fn begin(&mut self, data: Value) -> usize {
        self.input = data;
        self.at = 0;
        self.input().len()
    }

    /// What has been used of what was looked at ahead is read.
    fn give_back(&mut self, vm: &mut Vm) -> Res<()> {
        let Some(file) = &mut self.file else { return Ok(()) };
        if self.at > file.taken {
            let used = self.at - file.taken;
            file.taken = self.at;
            let read = file.read.clone();
            vm.call(&read, &[Value::from(used)])?;
        }
        Ok(())
    }

    /// A line without its end.
    pub fn line(&mut self, vm: &mut Vm) -> Res<Vec<u8>> {
        if let Some(len) = memchr::memchr(b'\n', &self.input()[self.at..]) {
            let line = self.input()[self.at..self.at + len].to_vec();
            self.at += len + 1;
            return Ok(line);
        }
        if self.file.is_none() {
            return Err(truncated(vm));
        }
        let mut line = match &self.file {
            // What has only been looked at comes again.
            Some(file) if file.taken < self.input().len() => Vec::new(),
            _ => self.input()[self.at..].to_vec(),
        };
        self.give_back(vm)?;
        let readline = self.file.as_ref().map(|file| file.readline.clone()).unwrap_or_default();
        let data = vm.call(&readline, &[])?;
        self.begin_read(vm, data, "readline()")?;
        self.at = self.input().len();
        line.extend_from_slice(self.input());
        match line.pop() {
            Some(b'\n') => Ok(line),
            _ => Err(truncated(vm)),
        }
    }

    /// The next bytes, which have been taken, are to be taken again.
    pub fn back(&mut self, len: usize) {
        self.at -= len;
    }

    /// The pickle is over: nothing of the file behind it has been read. What has been read of it is lost otherwise.
    pub fn finish(&mut self, vm: &mut Vm) -> Res<()> {
        self.give_back(vm)
    }
}

impl File {
    /// The methods of a file.
    pub fn of(vm: &mut Vm, file: &Value) -> Res<File> {
        let mut method = |name: &str| vm.get_attr_opt(file, &Str::intern(name).into_value());
        let (peek, read, readline) = (method("peek")?, method("read")?, method("readline")?);
        match (read, readline) {
            (Some(read), Some(readline)) => Ok(File { read, readline, peek, taken: 0 }),
            _ => Err(vm.error(Exc::TypeError, "file must have 'read' and 'readline' attributes")),
        }
    }

    /// A source of which nothing has been read.
    pub fn source(self) -> Source {
        Source { input: Bytes::value(&[]), at: 0, file: Some(self) }
    }

    /// Shows the methods to the collector.
    pub fn trace(&self, visit: &mut rondo_vm::heap::Visitor) {
        visit(&self.read);
        visit(&self.readline);
        self.peek.iter().for_each(visit);
    }
}

#[cold]
fn truncated(vm: &mut Vm) -> Raised {
    unpickling_error(vm, "pickle data was truncated")
}
