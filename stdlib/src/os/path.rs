//! `posixpath`: `os.path`. Paths of bytes are handled as the text they stand for and turned back.

use crate::module::module;
use rondo_vm::function;
use rondo_vm::heap::Gc;
use rondo_vm::object::bytes::Bytes;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::file::open::{path_of, path_text};
use rondo_vm::object::module::Module;
use rondo_vm::object::native::NativeDef;
use rondo_vm::object::tuple::Tuple;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};
use std::collections::HashMap;
use std::ffi::OsStr;
use std::fs::Metadata;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

/// The module.
pub fn load(_: &mut Vm) -> Res<Gc<Module>> {
    let module = module("posixpath", "Common operations on Posix pathnames.", FUNCTIONS);
    let constants = [
        ("curdir", "."),
        ("pardir", ".."),
        ("extsep", "."),
        ("sep", "/"),
        ("pathsep", ":"),
        ("defpath", "/bin:/usr/bin"),
        ("devnull", "/dev/null"),
    ];
    for (name, value) in constants {
        module.dict.set_name(name, Value::from(value));
    }
    module.late_names.set(&["ALLOW_MISSING"]);
    module.dict.set_name("altsep", Value::NONE);
    module.dict.set_name("supports_unicode_filenames", Value::FALSE);
    Ok(module)
}

static FUNCTIONS: &[NativeDef] = &[
    function!("abspath(path)", |vm, args| convert(vm, &args[0], |_, p| Ok(absolute(p)))),
    function!("basename(p)", |vm, args| convert(vm, &args[0], |_, p| Ok(split_at_slash(p).1.to_string()))),
    function!("commonpath(paths)", commonpath),
    function!("commonprefix(m)", commonprefix),
    function!("dirname(p)", |vm, args| convert(vm, &args[0], |_, p| Ok(head(p).to_string()))),
    function!("exists(path)", |vm, args| test(vm, args, true, |_| true)),
    function!("expanduser(path)", |vm, args| convert(vm, &args[0], expand_user)),
    function!("expandvars(path)", |vm, args| convert(vm, &args[0], expand_variables)),
    function!("getatime(filename)", |vm, args| times(vm, args, |m| (m.atime(), m.atime_nsec()))),
    function!("getctime(filename)", |vm, args| times(vm, args, |m| (m.ctime(), m.ctime_nsec()))),
    function!("getmtime(filename)", |vm, args| times(vm, args, |m| (m.mtime(), m.mtime_nsec()))),
    function!("getsize(filename)", |vm, args| Ok(Value::from(metadata(vm, &args[0])?.size() as i64))),
    function!("isabs(s)", |vm, args| Ok(Value::bool(text(vm, &args[0])?.0.starts_with('/')))),
    function!("isdir(s)", |vm, args| test(vm, args, true, |m| m.is_dir())),
    function!("isfile(path)", |vm, args| test(vm, args, true, |m| m.is_file())),
    function!("islink(path)", |vm, args| test(vm, args, false, |m| m.is_symlink())),
    function!("ismount(path)", ismount),
    function!("join(a, *p)", join),
    function!("lexists(path)", |vm, args| test(vm, args, false, |_| true)),
    function!("normcase(s)", |vm, args| convert(vm, &args[0], |_, p| Ok(p.to_string()))),
    function!("normpath(path)", |vm, args| convert(vm, &args[0], |_, p| Ok(normal(p)))),
    function!("realpath(filename, *, strict=False)", realpath),
    function!("relpath(path, start=None)", relpath),
    function!("isdevdrive(path)", |vm, args| text(vm, &args[0]).map(|_| Value::FALSE)),
    function!("isjunction(path)", |vm, args| text(vm, &args[0]).map(|_| Value::FALSE)),
    function!("samefile(f1, f2)", samefile),
    function!("sameopenfile(fp1, fp2)", sameopenfile),
    function!("samestat(s1, s2)", samestat),
    function!("split(p)", |vm, args| pair(vm, &args[0], |p| (head(p), split_at_slash(p).1))),
    function!("splitdrive(p)", |vm, args| pair(vm, &args[0], |p| ("", p))),
    function!("splitext(p)", |vm, args| pair(vm, &args[0], split_extension)),
    function!("splitroot(p)", splitroot),
    function!("__getattr__(name, /)", |vm, args| match args[0].as_str() {
        Some("ALLOW_MISSING") => allow_missing(vm),
        name => {
            let message = format!("module 'posixpath' has no attribute '{}'", name.unwrap_or_default());
            Err(vm.error(Exc::AttributeError, message))
        }
    }),
];

/// `os.path.ALLOW_MISSING`, which is defined in the language.
fn allow_missing(vm: &mut Vm) -> Res {
    let module = vm.import_module("genericpath")?;
    vm.get_attr_text(&module, "ALLOW_MISSING")
}

/// A path's text, and whether it was given as bytes.
fn text(vm: &mut Vm, value: &Value) -> Res<(String, bool)> {
    if let Some(text) = value.as_str() {
        return Ok((text.to_string(), false));
    }
    if let Some(bytes) = value.get::<Bytes>() {
        return Ok((path_text(bytes.as_slice()), true));
    }
    let fspath = vm.names.fspath.clone();
    if let Some(path) = vm.call_special(value, &fspath, &[])?
        && (path.as_str().is_some() || path.get::<Bytes>().is_some())
    {
        return text(vm, &path);
    }
    let message = format!("expected str, bytes or os.PathLike object, not {}", vm.type_name(value));
    Err(vm.error(Exc::TypeError, message))
}

/// Text as what the program gave: `str`, or `bytes`.
fn given_as(vm: &mut Vm, text: &str, as_bytes: bool) -> Res {
    if !as_bytes {
        return Ok(Value::from(text));
    }
    let path = path_of(vm, &Value::from(text), "path")?;
    Ok(Bytes::value(path.as_os_str().as_bytes()))
}

/// A function from a path to a path.
fn convert(vm: &mut Vm, value: &Value, f: fn(&mut Vm, &str) -> Res<String>) -> Res {
    let (path, as_bytes) = text(vm, value)?;
    let result = f(vm, &path)?;
    given_as(vm, &result, as_bytes)
}

/// A function from a path to two parts of it.
fn pair(vm: &mut Vm, value: &Value, f: fn(&str) -> (&str, &str)) -> Res {
    let (path, as_bytes) = text(vm, value)?;
    let (a, b) = f(&path);
    Ok(Tuple::value(vec![given_as(vm, a, as_bytes)?, given_as(vm, b, as_bytes)?]))
}

/// The parts before and after the last slash; the slash belongs to the first.
fn split_at_slash(path: &str) -> (&str, &str) {
    path.split_at(path.rfind('/').map_or(0, |i| i + 1))
}

/// What is before the last part, without slashes at its end unless it is nothing else.
fn head(path: &str) -> &str {
    let head = split_at_slash(path).0;
    let trimmed = head.trim_end_matches('/');
    if trimmed.is_empty() { head } else { trimmed }
}

fn split_extension(path: &str) -> (&str, &str) {
    let name = split_at_slash(path).1;
    // Dots at the name's beginning do not start an extension.
    let stem = name.trim_start_matches('.');
    match stem.rfind('.') {
        Some(i) => path.split_at(path.len() - stem.len() + i),
        None => (path, ""),
    }
}

fn splitroot(vm: &mut Vm, args: &[Value]) -> Res {
    let (path, as_bytes) = text(vm, &args[0])?;
    let root = if path.starts_with("//") && !path.starts_with("///") { 2 } else { path.starts_with('/') as usize };
    let parts = ["", &path[..root], &path[root..]];
    let mut items = Vec::new();
    for part in parts {
        items.push(given_as(vm, part, as_bytes)?);
    }
    Ok(Tuple::value(items))
}

fn join(vm: &mut Vm, args: &[Value]) -> Res {
    let (mut path, as_bytes) = text(vm, &args[0])?;
    for part in args[1].exact::<Tuple>().map_or(&[][..], |t| t.items()) {
        let (part, bytes) = match text(vm, part) {
            Err(_) if vm.raised_is(Exc::TypeError) => {
                drop(vm.take_raised());
                let message =
                    format!("join() argument must be str, bytes, or os.PathLike object, not '{}'", vm.type_name(part));
                return Err(vm.error(Exc::TypeError, message));
            }
            result => result?,
        };
        if bytes != as_bytes {
            return Err(vm.error(Exc::TypeError, "Can't mix strings and bytes in path components"));
        }
        if part.starts_with('/') {
            path = part;
        } else {
            if !path.is_empty() && !path.ends_with('/') {
                path.push('/');
            }
            path.push_str(&part);
        }
    }
    given_as(vm, &path, as_bytes)
}

fn normal(path: &str) -> String {
    if path.is_empty() {
        return ".".to_string();
    }
    // Two slashes at the beginning, but not three, have a meaning of their own.
    let root = match path.len() - path.trim_start_matches('/').len() {
        2 => "//",
        0 => "",
        _ => "/",
    };
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => (),
            ".." if root.is_empty() && parts.last().is_none_or(|p| *p == "..") => parts.push(part),
            ".." => drop(parts.pop()),
            _ => parts.push(part),
        }
    }
    let all = format!("{root}{}", parts.join("/"));
    if all.is_empty() { ".".to_string() } else { all }
}

fn absolute(path: &str) -> String {
    if path.starts_with('/') {
        return normal(path);
    }
    let folder = std::env::current_dir().unwrap_or_default();
    normal(&format!("{}/{path}", path_text(folder.as_os_str().as_bytes())))
}

fn realpath(vm: &mut Vm, args: &[Value]) -> Res {
    let strictness = match args[1].as_bool() {
        Some(true) => Strictness::Strict,
        Some(false) => Strictness::Lenient,
        None if args[1].is(&allow_missing(vm)?) => Strictness::AllowMissing,
        None if vm.truth(&args[1])? => Strictness::Strict,
        None => Strictness::Lenient,
    };
    let (path, as_bytes) = text(vm, &args[0])?;
    let whole = absolute_unnormalised(&path);
    let real = resolved(vm, &whole, as_bytes, strictness)?;
    given_as(vm, &real, as_bytes)
}

fn absolute_unnormalised(path: &str) -> String {
    if path.starts_with('/') {
        return path.to_string();
    }
    let folder = std::env::current_dir().unwrap_or_default();
    format!("{}/{path}", path_text(folder.as_os_str().as_bytes()))
}

/// What following links makes of errors on the way.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Strictness {
    /// What cannot be looked at stays as it is.
    Lenient,
    /// All but that a file is not there is raised.
    AllowMissing,
    /// All are raised.
    Strict,
}

/// What is left to do while links are followed.
enum Step {
    /// To go to a part of the path.
    Part(String),
    /// To remember where the link with this path leads: where its target has led to by then.
    Resolved(String),
}

/// The path with all links in it followed. An error names the file that it is about.
fn resolved(vm: &mut Vm, path: &str, as_bytes: bool, strictness: Strictness) -> Res<String> {
    let parts = |path: &str| path.split('/').rev().map(|part| Step::Part(part.to_string())).collect::<Vec<_>>();
    let mut rest = parts(path);
    let mut real = String::new();
    // Where links lead; `None` of one whose target is being followed.
    let mut links: HashMap<String, Option<String>> = HashMap::new();
    while let Some(step) = rest.pop() {
        let part = match step {
            Step::Part(part) => part,
            Step::Resolved(link) => {
                links.insert(link, Some(real.clone()));
                continue;
            }
        };
        match part.as_str() {
            "" | "." => continue,
            ".." => {
                real.truncate(real.rfind('/').unwrap_or(0));
                continue;
            }
            _ => (),
        }
        let next = format!("{real}/{part}");
        let file = path_of(vm, &Value::from(next.as_str()), "lstat")?;
        let outcome = match links.get(&next) {
            Some(Some(known)) => {
                real.clone_from(known);
                continue;
            }
            // A link that leads to itself; the system says what is wrong with it.
            Some(None) => std::fs::metadata(&file).map(|_| None),
            None => target_of(&file, rest.iter().any(|step| matches!(step, Step::Part(_)))),
        };
        match outcome {
            Ok(Some(target)) => {
                links.insert(next.clone(), None);
                rest.push(Step::Resolved(next));
                if target.starts_with('/') {
                    real.clear();
                }
                rest.extend(parts(&target));
            }
            Ok(None) => real = next,
            Err(error) => {
                let is_missing = error.kind() == std::io::ErrorKind::NotFound;
                if strictness == Strictness::Strict || strictness == Strictness::AllowMissing && !is_missing {
                    let next = given_as(vm, &next, as_bytes)?;
                    return Err(vm.os_error_at(&error, next));
                }
                real = next;
            }
        }
    }
    Ok(if real.is_empty() { "/".to_string() } else { real })
}

/// What a link says; `None` of another file, which is an error if more of the path follows and it is no folder.
fn target_of(file: &Path, more_follows: bool) -> std::io::Result<Option<String>> {
    let metadata = std::fs::symlink_metadata(file)?;
    if metadata.is_symlink() {
        let target = std::fs::read_link(file)?;
        return Ok(Some(path_text(target.as_os_str().as_bytes())));
    }
    if more_follows && !metadata.is_dir() {
        return Err(rustix::io::Errno::NOTDIR.into());
    }
    Ok(None)
}

fn relpath(vm: &mut Vm, args: &[Value]) -> Res {
    let (path, as_bytes) = text(vm, &args[0])?;
    if path.is_empty() {
        return Err(vm.error(Exc::ValueError, "no path specified"));
    }
    let start = if args[1].is_none() { ".".to_string() } else { text(vm, &args[1])?.0 };
    let (start, path) = (absolute(&start), absolute(&path));
    let parts = |p: &str| p.split('/').filter(|s| !s.is_empty()).map(str::to_string).collect::<Vec<_>>();
    let (start, path) = (parts(&start), parts(&path));
    let common = start.iter().zip(&path).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..".to_string(), start.len() - common);
    let all: Vec<String> = up.chain(path[common..].iter().cloned()).collect();
    let relative = if all.is_empty() { ".".to_string() } else { all.join("/") };
    given_as(vm, &relative, as_bytes)
}

fn texts(vm: &mut Vm, iterable: &Value) -> Res<(Vec<String>, bool)> {
    let mut all = Vec::new();
    let mut as_bytes = false;
    for item in vm.collect(iterable)? {
        let (path, bytes) = text(vm, &item)?;
        as_bytes = bytes;
        all.push(path);
    }
    Ok((all, as_bytes))
}

fn commonprefix(vm: &mut Vm, args: &[Value]) -> Res {
    let (all, as_bytes) = texts(vm, &args[0])?;
    let (Some(least), Some(greatest)) = (all.iter().min(), all.iter().max()) else { return Ok(Value::from("")) };
    let same = least.chars().zip(greatest.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    given_as(vm, &least[..same], as_bytes)
}

fn commonpath(vm: &mut Vm, args: &[Value]) -> Res {
    let (all, as_bytes) = texts(vm, &args[0])?;
    let Some(first) = all.first() else {
        return Err(vm.error(Exc::ValueError, "commonpath() arg is an empty sequence"));
    };
    let is_absolute = first.starts_with('/');
    if all.iter().any(|p| p.starts_with('/') != is_absolute) {
        return Err(vm.error(Exc::ValueError, "Can't mix absolute and relative paths"));
    }
    let split: Vec<Vec<&str>> =
        all.iter().map(|p| p.split('/').filter(|s| !s.is_empty() && *s != ".").collect()).collect();
    let (Some(least), Some(greatest)) = (split.iter().min(), split.iter().max()) else { return Ok(Value::from("")) };
    let common = least.iter().zip(greatest).take_while(|(a, b)| a == b).count();
    let path = format!("{}{}", if is_absolute { "/" } else { "" }, least[..common].join("/"));
    given_as(vm, &path, as_bytes)
}

/// `~` is `os.environ['HOME']` or the home of the one who runs the program, `~user` that of a user.
fn expand_user(vm: &mut Vm, path: &str) -> Res<String> {
    let Some(rest) = path.strip_prefix('~') else { return Ok(path.to_string()) };
    let (user, rest) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let home = if user.is_empty() {
        match variable(vm, "HOME")? {
            Some(home) => Some(home),
            None => home_of(|_, uid| uid == user_id()),
        }
    } else {
        home_of(|name, _| name == user)
    };
    Ok(match home {
        Some(home) => {
            let whole = format!("{}{rest}", home.trim_end_matches('/'));
            if whole.is_empty() { "/".to_string() } else { whole }
        }
        None => path.to_string(),
    })
}

/// The number of the user who runs the program.
fn user_id() -> String {
    rustix::process::getuid().as_raw().to_string()
}

/// The home of the first user in `/etc/passwd` whose name and number are as wanted.
fn home_of(wanted: impl Fn(&str, &str) -> bool) -> Option<String> {
    let users = std::fs::read("/etc/passwd").ok()?;
    users.split(|b| *b == b'\n').find_map(|line| {
        let line = path_text(line);
        let fields: Vec<&str> = line.split(':').collect();
        match fields[..] {
            [name, _, uid, _, _, home, ..] if wanted(name, uid) => Some(home.to_string()),
            _ => None,
        }
    })
}

/// What `os.environ` has under a name.
fn variable(vm: &mut Vm, name: &str) -> Res<Option<String>> {
    let os = vm.import_module("os")?;
    let environ = vm.get_attr_text(&os, "environ")?;
    let value = vm.call_method(&environ, "get", &[Value::from(name)])?;
    Ok(value.as_str().map(str::to_string))
}

fn expand_variables(vm: &mut Vm, path: &str) -> Res<String> {
    let mut out = String::new();
    let mut rest = path;
    while let Some(at) = rest.find('$') {
        out.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        let (name, end) = match after.strip_prefix('{') {
            Some(braced) => match braced.find('}') {
                Some(end) => (&braced[..end], end + 2),
                None => ("", 0),
            },
            None => {
                let end = after.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(after.len());
                (&after[..end], end)
            }
        };
        match variable(vm, name)? {
            Some(value) if !name.is_empty() => {
                out.push_str(&value);
                rest = &after[end..];
            }
            _ => {
                out.push('$');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    Ok(out)
}

// ---------------------------------------------------------------------------------------------------------------
// Questions to the file system

/// Does the file exist and pass? Paths that cannot be do not.
fn test(vm: &mut Vm, args: &[Value], follows: bool, passes: fn(&Metadata) -> bool) -> Res {
    if let Some(number) = args[0].unwrap_base().as_small_int() {
        let found = std::fs::metadata(format!("/proc/self/fd/{number}"));
        return Ok(Value::bool(found.is_ok_and(|m| passes(&m))));
    }
    let path = match path_of(vm, &args[0], "stat: path") {
        Err(_) if vm.raised_is(Exc::ValueError) => {
            drop(vm.take_raised());
            return Ok(Value::FALSE);
        }
        result => result?,
    };
    let found = if follows { std::fs::metadata(path) } else { std::fs::symlink_metadata(path) };
    Ok(Value::bool(found.is_ok_and(|m| passes(&m))))
}

fn metadata(vm: &mut Vm, value: &Value) -> Res<Metadata> {
    let path = path_of(vm, value, "stat: path")?;
    std::fs::metadata(path).map_err(|e| vm.os_error_at(&e, value.clone()))
}

fn times(vm: &mut Vm, args: &[Value], which: fn(&Metadata) -> (i64, i64)) -> Res {
    let (seconds, nanoseconds) = which(&metadata(vm, &args[0])?);
    Ok(Value::float(seconds as f64 + nanoseconds as f64 * 1e-9))
}

fn samefile(vm: &mut Vm, args: &[Value]) -> Res {
    let (a, b) = (metadata(vm, &args[0])?, metadata(vm, &args[1])?);
    Ok(Value::bool(a.ino() == b.ino() && a.dev() == b.dev()))
}

fn samestat(vm: &mut Vm, args: &[Value]) -> Res {
    for field in ["st_ino", "st_dev"] {
        let (a, b) = (vm.get_attr_text(&args[0], field)?, vm.get_attr_text(&args[1], field)?);
        if !vm.eq(&a, &b)? {
            return Ok(Value::FALSE);
        }
    }
    Ok(Value::TRUE)
}

fn sameopenfile(vm: &mut Vm, args: &[Value]) -> Res {
    let os = vm.import_module("os")?;
    let a = vm.call_method(&os, "fstat", &args[..1])?;
    let b = vm.call_method(&os, "fstat", &args[1..])?;
    samestat(vm, &[a, b])
}

fn ismount(vm: &mut Vm, args: &[Value]) -> Res {
    let path = path_of(vm, &args[0], "stat: path")?;
    let parent = path.join(OsStr::new(".."));
    let (Ok(own), Ok(above)) = (std::fs::symlink_metadata(&path), std::fs::symlink_metadata(parent)) else {
        return Ok(Value::FALSE);
    };
    Ok(Value::bool(!own.is_symlink() && (own.dev() != above.dev() || own.ino() == above.ino())))
}
