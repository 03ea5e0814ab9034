//! Whose the process is: the real, effective and saved user and group, and the other groups.

use crate::module::integer;
use nix::unistd::{Gid, Uid};
use rondo_vm::function;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::int::from_i64;
use rondo_vm::object::list::List;
use rondo_vm::object::native::NativeDef;
use rondo_vm::object::tuple::Tuple;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};
use std::ffi::CString;

pub(super) static FUNCTIONS: &[NativeDef] = &[
    function!("getgrouplist(user, group, /)", |vm, args| {
        let (user, group) = (user_name(vm, &args[0], "getgrouplist")?, gid(vm, &args[1])?);
        let groups = done(vm, nix::unistd::getgrouplist(&user, group))?;
        Ok(List::value(groups.into_iter().map(|group| from_i64(group.as_raw().into())).collect()))
    }),
    function!("getresuid()", |vm, _| {
        let ids = done(vm, nix::unistd::getresuid())?;
        Ok(Tuple::value([ids.real, ids.effective, ids.saved].map(|id| from_i64(id.as_raw().into())).into()))
    }),
    function!("getresgid()", |vm, _| {
        let ids = done(vm, nix::unistd::getresgid())?;
        Ok(Tuple::value([ids.real, ids.effective, ids.saved].map(|id| from_i64(id.as_raw().into())).into()))
    }),
    function!("initgroups(username, gid, /)", |vm, args| {
        let (user, group) = (user_name(vm, &args[0], "initgroups")?, gid(vm, &args[1])?);
        done(vm, nix::unistd::initgroups(&user, group)).map(|()| Value::NONE)
    }),
    function!("setgroups(groups, /)", |vm, args| {
        let mut groups = Vec::new();
        for group in vm.collect(&args[0])? {
            groups.push(gid(vm, &group)?);
        }
        done(vm, nix::unistd::setgroups(&groups)).map(|()| Value::NONE)
    }),
    function!("setuid(uid, /)", |vm, args| {
        let user = uid(vm, &args[0])?;
        done(vm, nix::unistd::setuid(user)).map(|()| Value::NONE)
    }),
    function!("seteuid(euid, /)", |vm, args| {
        let user = uid(vm, &args[0])?;
        done(vm, nix::unistd::seteuid(user)).map(|()| Value::NONE)
    }),
    function!("setreuid(ruid, euid, /)", |vm, args| {
        let (real, effective) = (uid(vm, &args[0])?, uid(vm, &args[1])?);
        let now = done(vm, nix::unistd::getresuid())?;
        let saved = saved([real, effective].map(Uid::as_raw), [now.real, now.effective].map(Uid::as_raw));
        done(vm, nix::unistd::setresuid(real, effective, Uid::from_raw(saved))).map(|()| Value::NONE)
    }),
    function!("setresuid(ruid, euid, suid, /)", |vm, args| {
        let (real, effective, saved) = (uid(vm, &args[0])?, uid(vm, &args[1])?, uid(vm, &args[2])?);
        done(vm, nix::unistd::setresuid(real, effective, saved)).map(|()| Value::NONE)
    }),
    function!("setgid(gid, /)", |vm, args| {
        let group = gid(vm, &args[0])?;
        done(vm, nix::unistd::setgid(group)).map(|()| Value::NONE)
    }),
    function!("setegid(egid, /)", |vm, args| {
        let group = gid(vm, &args[0])?;
        done(vm, nix::unistd::setegid(group)).map(|()| Value::NONE)
    }),
    function!("setregid(rgid, egid, /)", |vm, args| {
        let (real, effective) = (gid(vm, &args[0])?, gid(vm, &args[1])?);
        let now = done(vm, nix::unistd::getresgid())?;
        let saved = saved([real, effective].map(Gid::as_raw), [now.real, now.effective].map(Gid::as_raw));
        done(vm, nix::unistd::setresgid(real, effective, Gid::from_raw(saved))).map(|()| Value::NONE)
    }),
    function!("setresgid(rgid, egid, sgid, /)", |vm, args| {
        let (real, effective, saved) = (gid(vm, &args[0])?, gid(vm, &args[1])?, gid(vm, &args[2])?);
        done(vm, nix::unistd::setresgid(real, effective, saved)).map(|()| Value::NONE)
    }),
];

fn done<T>(vm: &mut Vm, result: nix::Result<T>) -> Res<T> {
    result.map_err(|e| vm.os_error(&e.into()))
}

/// The number of a user or group; -1 is "as it is".
fn id(vm: &mut Vm, value: &Value, what: &str) -> Res<u32> {
    if vm.index_opt(value)?.is_none() {
        let message = format!("{what} should be integer, not {}", vm.type_name(value));
        return Err(vm.error(Exc::TypeError, message));
    }
    match integer(vm, value)? {
        -1 => Ok(u32::MAX),
        number if number < 0 => Err(vm.error(Exc::OverflowError, format!("{what} is less than minimum"))),
        number => match u32::try_from(number) {
            Ok(id) => Ok(id),
            Err(_) => Err(vm.error(Exc::OverflowError, format!("{what} is greater than maximum"))),
        },
    }
}

fn uid(vm: &mut Vm, value: &Value) -> Res<Uid> {
    id(vm, value, "uid").map(Uid::from_raw)
}

fn gid(vm: &mut Vm, value: &Value) -> Res<Gid> {
    id(vm, value, "gid").map(Gid::from_raw)
}

/// What the saved id becomes when the real and the effective one are set (setreuid(2)).
fn saved(set: [u32; 2], now: [u32; 2]) -> u32 {
    const SAME: u32 = u32::MAX;
    let [real, effective] = set;
    match real != SAME || effective != SAME && effective != now[0] {
        true if effective == SAME => now[1],
        true => effective,
        false => SAME,
    }
}

fn user_name(vm: &mut Vm, value: &Value, function: &str) -> Res<CString> {
    let Some(name) = value.as_str() else {
        let message = format!("{function}() argument 1 must be str, not {}", vm.type_name(value));
        return Err(vm.error(Exc::TypeError, message));
    };
    CString::new(name).map_err(|_| vm.error(Exc::ValueError, "embedded null byte"))
}
