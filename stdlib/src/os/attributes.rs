//! Extended attributes of files: `getxattr`, `listxattr`, `removexattr`, `setxattr`.

use super::files::{about, descriptor, named, path};
use crate::module::{bytes, integer32};
use rondo_vm::function;
use rondo_vm::object::bytes::Bytes;
use rondo_vm::object::file::descriptor::Descriptor;
use rondo_vm::object::file::open::path_text;
use rondo_vm::object::list::List;
use rondo_vm::object::native::NativeDef;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};
use rustix::fs::XattrFlags;
use std::path::PathBuf;

pub(super) static FUNCTIONS: &[NativeDef] = &[
    function!("getxattr(path, attribute, *, follow_symlinks=True)", |vm, args| {
        vm.audit("os.getxattr", |vm| [named(vm, &args[0]), args[1].clone()])?;
        let file = file(vm, &args[0], &args[2], "getxattr")?;
        let name = path(vm, &args[1], "getxattr")?;
        let found = read(|room| match &file {
            File::Open(fd) => rustix::fs::fgetxattr(fd, &name, room),
            File::Followed(path) => rustix::fs::getxattr(path, &name, room),
            File::Itself(path) => rustix::fs::lgetxattr(path, &name, room),
        });
        about(vm, &args[0], found.map_err(Into::into)).map(|value| Bytes::value(&value))
    }),
    function!("listxattr(path=None, *, follow_symlinks=True)", |vm, args| {
        vm.audit("os.listxattr", |vm| [named(vm, &args[0])])?;
        let here = Value::from(".");
        let of = if args[0].is_none() { &here } else { &args[0] };
        let file = file(vm, of, &args[1], "listxattr")?;
        let found = read(|room| match &file {
            File::Open(fd) => rustix::fs::flistxattr(fd, room),
            File::Followed(path) => rustix::fs::listxattr(path, room),
            File::Itself(path) => rustix::fs::llistxattr(path, room),
        });
        let names = about(vm, &args[0], found.map_err(Into::into))?;
        let names = names.split(|&byte| byte == 0).filter(|name| !name.is_empty());
        Ok(List::value(names.map(|name| Value::from(path_text(name))).collect()))
    }),
    function!("removexattr(path, attribute, *, follow_symlinks=True)", |vm, args| {
        vm.audit("os.removexattr", |vm| [named(vm, &args[0]), args[1].clone()])?;
        let file = file(vm, &args[0], &args[2], "removexattr")?;
        let name = path(vm, &args[1], "removexattr")?;
        let done = match &file {
            File::Open(fd) => rustix::fs::fremovexattr(fd, &name),
            File::Followed(path) => rustix::fs::removexattr(path, &name),
            File::Itself(path) => rustix::fs::lremovexattr(path, &name),
        };
        about(vm, &args[0], done.map_err(Into::into)).map(|()| Value::NONE)
    }),
    function!("setxattr(path, attribute, value, flags=0, *, follow_symlinks=True)", |vm, args| {
        vm.audit("os.setxattr", |vm| [named(vm, &args[0]), args[1].clone(), args[2].clone(), args[3].clone()])?;
        let file = file(vm, &args[0], &args[4], "setxattr")?;
        let name = path(vm, &args[1], "setxattr")?;
        let value = bytes(vm, &args[2])?.into_owned();
        let flags = XattrFlags::from_bits_retain(integer32(vm, &args[3])? as u32);
        let done = match &file {
            File::Open(fd) => rustix::fs::fsetxattr(fd, &name, &value, flags),
            File::Followed(path) => rustix::fs::setxattr(path, &name, &value, flags),
            File::Itself(path) => rustix::fs::lsetxattr(path, &name, &value, flags),
        };
        about(vm, &args[0], done.map_err(Into::into)).map(|()| Value::NONE)
    }),
];

/// Whose attributes they are.
enum File {
    /// The file that a descriptor has open.
    Open(Descriptor),
    /// What a path leads to.
    Followed(PathBuf),
    /// What is at a path, be it a symbolic link.
    Itself(PathBuf),
}

fn file(vm: &mut Vm, value: &Value, follow: &Value, function: &str) -> Res<File> {
    let follow = vm.truth(follow)?;
    if value.as_small_int().is_some() {
        return descriptor(vm, value).map(File::Open);
    }
    let path = path(vm, value, function)?;
    Ok(if follow { File::Followed(path) } else { File::Itself(path) })
}

/// Reads with as much room as it takes; the system allows 64 KiB.
fn read(get: impl Fn(&mut [u8]) -> rustix::io::Result<usize>) -> rustix::io::Result<Vec<u8>> {
    let mut room = vec![0; 128];
    loop {
        match get(&mut room) {
            Ok(length) => {
                room.truncate(length);
                return Ok(room);
            }
            Err(rustix::io::Errno::RANGE) if room.len() < 65536 => room.resize(65536, 0),
            Err(errno) => return Err(errno),
        }
    }
}
