//! `OSError`: errno, strerror and file names, and the subclass that belongs to an errno.

use super::Exception;
use super::base::{args_of, field, is_unset, none_if_unset, reduced, set_field, store_field, str, this};
use crate::heap::{Gc, Kind};
use crate::object::class::Class;
use crate::object::dict::Dict;
use crate::object::exception::Exc;
use crate::object::native::{Keywords, NativeDef};
use crate::object::number;
use crate::object::tuple::Tuple;
use crate::value::Value;
use crate::vm::{Raised, Res, Vm};
use crate::{getter, method};
use rustix::io::Errno;

const ERRNO: usize = 0;
const STRERROR: usize = 1;
const FILENAME: usize = 2;
const FILENAME2: usize = 3;
const WRITTEN: usize = 4;

pub(super) const METHODS: &[NativeDef] = &[
    method!("__init__(self, /, *args, **kwargs)", init),
    method!("__str__(self, /)", os_str),
    method!("__reduce__(self, /)", reduce),
    getter!("errno", |vm, a| Ok(field(this(vm, &a[0])?, ERRNO)), |vm, a| store_field(vm, a, ERRNO)),
    getter!("strerror", |vm, a| Ok(field(this(vm, &a[0])?, STRERROR)), |vm, a| store_field(vm, a, STRERROR)),
    getter!("filename", |vm, a| Ok(field(this(vm, &a[0])?, FILENAME)), |vm, a| store_field(vm, a, FILENAME)),
    getter!("filename2", |vm, a| Ok(field(this(vm, &a[0])?, FILENAME2)), |vm, a| store_field(vm, a, FILENAME2)),
    getter!("characters_written", written, set_written),
];

/// The subclass of OSError that an errno stands for.
pub fn class_of_errno(errno: i32) -> Exc {
    if !(1..4096).contains(&errno) {
        return Exc::OSError;
    }
    match Errno::from_raw_os_error(errno) {
        e if e == Errno::AGAIN || e == Errno::WOULDBLOCK || e == Errno::ALREADY || e == Errno::INPROGRESS => {
            Exc::BlockingIOError
        }
        Errno::PIPE | Errno::SHUTDOWN => Exc::BrokenPipeError,
        Errno::CHILD => Exc::ChildProcessError,
        Errno::CONNABORTED => Exc::ConnectionAbortedError,
        Errno::CONNREFUSED => Exc::ConnectionRefusedError,
        Errno::CONNRESET => Exc::ConnectionResetError,
        Errno::EXIST => Exc::FileExistsError,
        Errno::NOENT => Exc::FileNotFoundError,
        Errno::ISDIR => Exc::IsADirectoryError,
        Errno::NOTDIR => Exc::NotADirectoryError,
        Errno::INTR => Exc::InterruptedError,
        Errno::ACCESS | Errno::PERM => Exc::PermissionError,
        Errno::SRCH => Exc::ProcessLookupError,
        Errno::TIMEDOUT => Exc::TimeoutError,
        _ => Exc::OSError,
    }
}

/// `strerror(errno)` in the C library's words.
pub fn strerror(errno: i32) -> String {
    let text = std::io::Error::from_raw_os_error(errno).to_string();
    match text.rfind(" (os error ") {
        Some(at) => text[..at].to_string(),
        None => text,
    }
}

/// `OSError.__new__`. With a user-defined `__init__` the arguments are left for `OSError.__init__` to look at.
pub(super) fn construct(vm: &mut Vm, class: &Gc<Class>, args: &[Value], keywords: Keywords) -> Res {
    if initialised_by_init(vm, class) {
        return Ok(Exception::new(class.to_value(), Tuple::value(Vec::new())).into_value());
    }
    if !keywords.names.is_empty() {
        let name = class.name_text();
        return Err(vm.error(Exc::TypeError, format!("{name}() takes no keyword arguments")));
    }
    let mut class = class.clone();
    if let (true, 2..=5) = (class.is(vm.types.exception(Exc::OSError)), args.len())
        && let Some(errno) = number::to_i64(&args[0]).and_then(|n| i32::try_from(n).ok())
    {
        class = vm.types.exception(class_of_errno(errno)).clone();
    }
    let exception = Exception::new(class.to_value(), Tuple::from_slice(args).into_value());
    take_arguments(vm, &exception, args)?;
    Ok(exception.into_value())
}

/// Is it `OSError.__init__`, called by a user-defined one, that looks at the arguments?
fn initialised_by_init(vm: &Vm, class: &Gc<Class>) -> bool {
    let own_init = class.lookup(&vm.names.init).is_some_and(|init| !init.is_kind(Kind::Native));
    let own_new = class.lookup(&vm.names.new).is_some_and(|new| !vm.is_builtin_new(&new));
    own_init && !own_new
}

fn init(vm: &mut Vm, args: &[Value]) -> Res {
    let class = vm.class_of(&args[0]);
    if !initialised_by_init(vm, &class) {
        return Ok(Value::NONE);
    }
    super::base::no_keywords(vm, &args[0], args[2].exact::<Dict>().is_none_or(Dict::is_empty))?;
    let exception = this(vm, &args[0])?;
    exception.args.set(args[1].clone());
    let items = args_of(exception);
    take_arguments(vm, exception, &items)?;
    Ok(Value::NONE)
}

/// `(errno, strerror[, filename[, winerror[, filename2]]])`; the file names do not stay in `args`.
fn take_arguments(vm: &mut Vm, exception: &Exception, args: &[Value]) -> Res<()> {
    if !(2..=5).contains(&args.len()) {
        return Ok(());
    }
    set_field(exception, ERRNO, args[0].clone());
    set_field(exception, STRERROR, args[1].clone());
    let Some(filename) = args.get(2).filter(|f| !f.is_none()) else { return Ok(()) };
    let is_blocking = super::class_of(exception).is_some_and(|c| &*c.name_text() == "BlockingIOError");
    let has = |vm: &Vm, name: &Value| vm.lookup_special(filename, name).is_some();
    let is_number = has(vm, &vm.names.index) || has(vm, &vm.names.int) || has(vm, &vm.names.float);
    if is_blocking && is_number {
        set_field(exception, WRITTEN, Value::from(vm.index_sized(filename)?));
    } else {
        set_field(exception, FILENAME, filename.clone());
        if let Some(second) = args.get(4).filter(|f| !f.is_none()) {
            set_field(exception, FILENAME2, second.clone());
        }
        exception.args.set(Tuple::from_slice(&args[..2]).into_value());
    }
    Ok(())
}

fn os_str(vm: &mut Vm, args: &[Value]) -> Res {
    let exception = this(vm, &args[0])?;
    let [errno, text, first, second] = [ERRNO, STRERROR, FILENAME, FILENAME2].map(|i| field(exception, i));
    let [has_first, has_second] = [FILENAME, FILENAME2].map(|i| !is_unset(exception, i));
    if !has_first && (is_unset(exception, ERRNO) || is_unset(exception, STRERROR)) {
        return str(vm, args);
    }
    let mut message = format!("[Errno {}] {}", vm.str(&errno)?, vm.str(&text)?);
    if has_first {
        message.push_str(&format!(": {}", vm.repr(&first)?));
        if has_second {
            message.push_str(&format!(" -> {}", vm.repr(&second)?));
        }
    }
    Ok(Value::from(message))
}

fn reduce(vm: &mut Vm, args: &[Value]) -> Res {
    let exception = this(vm, &args[0])?;
    let mut items = args_of(exception);
    if items.len() == 2 && !is_unset(exception, FILENAME) {
        items.push(field(exception, FILENAME));
        if !is_unset(exception, FILENAME2) {
            items.extend([Value::NONE, field(exception, FILENAME2)]);
        }
    }
    reduced(vm, &args[0], Tuple::value(items), Vec::new())
}

fn written(vm: &mut Vm, args: &[Value]) -> Res {
    match field(this(vm, &args[0])?, WRITTEN) {
        none if none.is_none() => Err(vm.error(Exc::AttributeError, "characters_written")),
        count => Ok(count),
    }
}

fn set_written(vm: &mut Vm, args: &[Value]) -> Res {
    let value = none_if_unset(args[1].clone());
    if !args[1].is_unset() {
        vm.index_clamped(&value)?;
    } else if field(this(vm, &args[0])?, WRITTEN).is_none() {
        return Err(vm.error(Exc::AttributeError, "characters_written"));
    }
    set_field(this(vm, &args[0])?, WRITTEN, value);
    Ok(Value::NONE)
}

impl Vm {
    /// Raises the OSError of a failed system call.
    #[cold]
    pub fn os_error(&mut self, error: &std::io::Error) -> Raised {
        self.os_error_at(error, Value::NONE)
    }

    /// Raises the OSError of a failed system call on a file.
    #[cold]
    pub fn os_error_at(&mut self, error: &std::io::Error, filename: Value) -> Raised {
        let Some(errno) = error.raw_os_error() else {
            return self.error(Exc::OSError, error.to_string());
        };
        let filename = self.path_text_or_self(filename);
        let args = vec![Value::small_int_unchecked(errno.into()), Value::from(strerror(errno)), filename];
        let class = self.types.exception(class_of_errno(errno)).clone();
        let exception = Exception::new(class.into_value(), Tuple::from_slice(&args[..2]).into_value());
        match take_arguments(self, &exception, &args) {
            Ok(()) => self.raise(exception.into_value()),
            Err(raised) => raised,
        }
    }

    /// What errors name a file by: the text of a path object, anything else as it is.
    pub fn path_text_or_self(&mut self, file: Value) -> Value {
        if file.is_none() || file.as_str().is_some() {
            return file;
        }
        let fspath = self.names.fspath.clone();
        match self.call_special(&file, &fspath, &[]) {
            Ok(Some(text)) => text,
            // An error of its own would hide the one that is being told.
            Ok(None) | Err(_) => file,
        }
    }
}
