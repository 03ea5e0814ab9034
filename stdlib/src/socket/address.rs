//! Socket addresses as Python writes them: `(host, port)`, `(host, port, flowinfo, scope_id)`, a path.

use super::lookup;
use crate::module::integer;
use rondo_vm::object::bytearray::ByteArray;
use rondo_vm::object::bytes::Bytes;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::file::open::path_text;
use rondo_vm::object::tuple::Tuple;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};
use rustix::net::{SocketAddrAny, SocketAddrUnix};
use std::net::{IpAddr, SocketAddrV4, SocketAddrV6};

const AF_UNIX: i32 = 1;
const AF_INET: i32 = 2;
const AF_INET6: i32 = 10;

/// The address for a socket of `family`. Host names are looked up. `function` is named in errors.
pub fn to_address(vm: &mut Vm, family: i32, value: &Value, function: &str) -> Res<SocketAddrAny> {
    match family {
        AF_INET | AF_INET6 => internet(vm, family, value, function),
        AF_UNIX => unix(vm, value, function),
        _ => Err(vm.error(Exc::OSError, format!("{function}(): bad family"))),
    }
}

fn internet(vm: &mut Vm, family: i32, value: &Value, function: &str) -> Res<SocketAddrAny> {
    let name = if family == AF_INET { "AF_INET" } else { "AF_INET6" };
    let Some(tuple) = value.get::<Tuple>() else {
        let message = format!("{function}(): {name} address must be tuple, not {}", vm.type_name(value));
        return Err(vm.error(Exc::TypeError, message));
    };
    let items = tuple.items();
    let fits = if family == AF_INET { items.len() == 2 } else { (2..=4).contains(&items.len()) };
    if !fits {
        let shape = if family == AF_INET {
            "AF_INET address must be a pair (host, port)"
        } else {
            "AF_INET6 address must be a tuple (host, port[, flowinfo[, scopeid]])"
        };
        return Err(vm.error(Exc::TypeError, shape));
    }
    let host = host_text(vm, &items[0])?;
    let port = match integer(vm, &items[1]) {
        Err(_) if vm.raised_is(Exc::OverflowError) => {
            drop(vm.take_raised());
            None
        }
        port => u16::try_from(port?).ok(),
    };
    let Some(port) = port else {
        return Err(vm.error(Exc::OverflowError, format!("{function}(): port must be 0-65535.")));
    };
    let rest = |vm: &mut Vm, i: usize| match items.get(i) {
        Some(item) => integer(vm, item),
        None => Ok(0),
    };
    let (flow, scope) = (rest(vm, 2)? as u32, rest(vm, 3)? as u32);
    Ok(match lookup::host_address(vm, &host, family)? {
        (IpAddr::V4(ip), _) => SocketAddrAny::from(SocketAddrV4::new(ip, port)),
        (IpAddr::V6(ip), found_scope) => {
            SocketAddrAny::from(SocketAddrV6::new(ip, port, flow, if scope == 0 { found_scope } else { scope }))
        }
    })
}

/// The text of a name: `str` or `bytes`.
pub fn name_of(value: &Value) -> Option<String> {
    match (value.as_str(), value.get::<Bytes>()) {
        (Some(text), _) => Some(text.to_string()),
        (_, Some(bytes)) => Some(String::from_utf8_lossy(bytes.as_slice()).into_owned()),
        _ => None,
    }
}

/// The text of a host: what a name may be, or `bytearray`.
pub fn text_of(value: &Value) -> Option<String> {
    let of_array = || {
        let array = value.get::<ByteArray>()?;
        Some(String::from_utf8_lossy(&array.bytes.borrow()).into_owned())
    };
    name_of(value).or_else(of_array)
}

fn host_text(vm: &mut Vm, value: &Value) -> Res<String> {
    match text_of(value) {
        Some(text) => Ok(text),
        None => {
            let message = format!("str, bytes or bytearray expected, not {}", vm.type_name(value));
            Err(vm.error(Exc::TypeError, message))
        }
    }
}

fn unix(vm: &mut Vm, value: &Value, function: &str) -> Res<SocketAddrAny> {
    let bytes = match (value.as_str(), value.get::<Bytes>()) {
        (Some(text), _) => text.as_bytes().to_vec(),
        (_, Some(bytes)) => bytes.as_slice().to_vec(),
        _ => {
            let message = format!("{function}(): AF_UNIX address must be str or bytes, not {}", vm.type_name(value));
            return Err(vm.error(Exc::TypeError, message));
        }
    };
    let made = match bytes.strip_prefix(b"\0") {
        Some(name) => SocketAddrUnix::new_abstract_name(name),
        // The system gives a socket that is bound to it a name.
        None if bytes.is_empty() => Ok(SocketAddrUnix::new_unnamed()),
        None => SocketAddrUnix::new(bytes.as_slice()),
    };
    match made {
        Ok(address) => Ok(SocketAddrAny::from(address)),
        Err(_) => Err(vm.error(Exc::OSError, "AF_UNIX path too long")),
    }
}

/// The address as a Python value.
pub fn from_address(address: &SocketAddrAny) -> Value {
    if let Ok(v4) = SocketAddrV4::try_from(address.clone()) {
        return Tuple::value(vec![Value::from(v4.ip().to_string()), Value::from(v4.port() as i64)]);
    }
    if let Ok(v6) = SocketAddrV6::try_from(address.clone()) {
        return Tuple::value(vec![
            Value::from(v6.ip().to_string()),
            Value::from(v6.port() as i64),
            Value::from(v6.flowinfo() as i64),
            Value::from(v6.scope_id() as i64),
        ]);
    }
    match SocketAddrUnix::try_from(address.clone()) {
        Ok(unix) => match (unix.abstract_name(), unix.path_bytes()) {
            // A socket without a name.
            (Some([]), _) => Value::from(""),
            (Some(name), _) => Bytes::value(&[b"\0", name].concat()),
            (_, Some(path)) => Value::from(path_text(path)),
            _ => Value::from(""),
        },
        Err(_) => Value::NONE,
    }
}
