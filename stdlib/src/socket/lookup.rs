//! Names and addresses: `getaddrinfo`, `gethostbyname`, `inet_aton` and their like.

use super::address::{name_of, text_of};
use crate::module::{bytes, integer, integer_of, integer32, text, unsigned};
use num_traits::ToPrimitive;
use rondo_vm::function;
use rondo_vm::object::bytes::Bytes;
use rondo_vm::object::dict::Dict;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::list::List;
use rondo_vm::object::module::Module;
use rondo_vm::object::native::NativeDef;
use rondo_vm::object::tuple::Tuple;
use rondo_vm::value::Value;
use rondo_vm::vm::{Raised, Res, Vm};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, ToSocketAddrs};

pub(super) static FUNCTIONS: &[NativeDef] = &[
    function!("getaddrinfo(host, port, family=0, type=0, proto=0, flags=0)", getaddrinfo),
    function!("gethostbyaddr(ip_address, /)", gethostbyaddr),
    function!("gethostbyname(hostname, /)", gethostbyname),
    function!("gethostbyname_ex(hostname, /)", gethostbyname_ex),
    function!("gethostname()", gethostname),
    function!("getnameinfo(sockaddr, flags, /)", getnameinfo),
    function!("getservbyname(servicename, protocolname=None, /)", getservbyname),
    function!("getservbyport(port, protocolname=None, /)", getservbyport),
    function!("htonl(x, /)", |vm, args| swapped32(vm, args)),
    function!("htons(x, /)", |vm, args| swapped16(vm, args)),
    function!("inet_aton(ip_addr, /)", inet_aton),
    function!("inet_ntoa(packed_ip, /)", inet_ntoa),
    function!("inet_ntop(af, packed_ip, /)", inet_ntop),
    function!("inet_pton(af, ip, /)", inet_pton),
    function!("ntohl(x, /)", |vm, args| swapped32(vm, args)),
    function!("ntohs(x, /)", |vm, args| swapped16(vm, args)),
];

const AF_INET: i32 = 2;
const AF_INET6: i32 = 10;
const AI_PASSIVE: i32 = 1;
const AI_CANONNAME: i32 = 2;
const AI_NUMERICHOST: i32 = 4;
const EAI_NONAME: i64 = -2;
const EAI_SERVICE: i64 = -8;
const EAI_FAMILY: i64 = -6;

/// A new exception class below OSError.
pub(super) fn error_class(vm: &mut Vm, name: &str, base: &Value) -> Res {
    let namespace = Dict::new();
    namespace.set_name("__module__", Value::from("socket"));
    let class = vm.types.type_.to_value();
    vm.call(&class, &[Value::from(name), Tuple::value(vec![base.clone()]), namespace.into_value()])
}

/// Raises `gaierror`.
fn not_found(vm: &mut Vm, code: i64, message: &str) -> Raised {
    let module = vm.modules.get_name("_socket").and_then(|m| m.to_gc::<Module>());
    let Some(class) = module.and_then(|m| m.dict.get_name("gaierror")) else {
        return vm.error(Exc::OSError, message);
    };
    match vm.call(&class, &[Value::from(code), Value::from(message)]) {
        Ok(exception) => vm.raise(exception),
        Err(raised) => raised,
    }
}

/// Asks the system's resolver.
fn resolve(vm: &mut Vm, host: &str) -> Res<Vec<IpAddr>> {
    match (host, 0).to_socket_addrs() {
        Ok(found) => {
            let mut addresses: Vec<IpAddr> = Vec::new();
            for address in found {
                if !addresses.contains(&address.ip()) {
                    addresses.push(address.ip());
                }
            }
            Ok(addresses)
        }
        Err(error) => {
            // The standard library keeps the resolver's code only as its text.
            let text = error.to_string();
            let message = text.rsplit(": ").next().unwrap_or("Name or service not known");
            let code = match message {
                "Temporary failure in name resolution" => -3,
                "Non-recoverable failure in name resolution" => -4,
                "No address associated with hostname" => -5,
                _ => EAI_NONAME,
            };
            let message = if code == EAI_NONAME { "Name or service not known" } else { message };
            Err(not_found(vm, code, message))
        }
    }
}

fn of_family(address: &IpAddr, family: i32) -> bool {
    match family {
        AF_INET => address.is_ipv4(),
        AF_INET6 => address.is_ipv6(),
        _ => true,
    }
}

/// A literal address with its scope: `::1`, `fe80::1%2`.
fn numeric(host: &str) -> Option<(IpAddr, u32)> {
    if let Ok(ip) = host.parse() {
        return Some((ip, 0));
    }
    if let Some((ip, scope)) = host.split_once('%') {
        return Some((IpAddr::V6(ip.parse().ok()?), scope.parse().ok()?));
    }
    aton(host).map(|ip| (IpAddr::V4(ip), 0))
}

/// The first address of a host for a socket of `family`; the empty name means any address.
pub fn host_address(vm: &mut Vm, host: &str, family: i32) -> Res<(IpAddr, u32)> {
    match (host, family) {
        ("", AF_INET) => return Ok((IpAddr::V4(Ipv4Addr::UNSPECIFIED), 0)),
        ("", _) => return Ok((IpAddr::V6(Ipv6Addr::UNSPECIFIED), 0)),
        ("<broadcast>", AF_INET) => return Ok((IpAddr::V4(Ipv4Addr::BROADCAST), 0)),
        _ => (),
    }
    if let Some(found) = numeric(host) {
        if of_family(&found.0, family) {
            return Ok(found);
        }
        return Err(not_found(vm, -9, "Address family for hostname not supported"));
    }
    let found = resolve(vm, host)?;
    match found.into_iter().find(|ip| of_family(ip, family)) {
        Some(ip) => Ok((ip, 0)),
        None => Err(not_found(vm, -5, "No address associated with hostname")),
    }
}

/// Services programs name most.
const SERVICES: &[(&str, u16)] = &[
    ("echo", 7),
    ("discard", 9),
    ("daytime", 13),
    ("ftp", 21),
    ("ssh", 22),
    ("telnet", 23),
    ("smtp", 25),
    ("time", 37),
    ("domain", 53),
    ("http", 80),
    ("pop3", 110),
    ("ntp", 123),
    ("imap", 143),
    ("imap2", 143),
    ("https", 443),
    ("imaps", 993),
    ("pop3s", 995),
];

fn service(name: &str) -> Option<u16> {
    SERVICES.iter().find(|(n, _)| *n == name).map(|(_, port)| *port)
}

fn getservbyname(vm: &mut Vm, args: &[Value]) -> Res {
    vm.audit("socket.getservbyname", |_| [args[0].clone(), args[1].clone()])?;
    match service(text(vm, &args[0], "getservbyname() argument 1")?) {
        Some(port) => Ok(Value::from(port as i64)),
        None => Err(vm.error(Exc::OSError, "service/proto not found")),
    }
}

fn getservbyport(vm: &mut Vm, args: &[Value]) -> Res {
    vm.audit("socket.getservbyport", |_| [args[0].clone(), args[1].clone()])?;
    let port = integer(vm, &args[0])?;
    if u16::try_from(port).is_err() {
        return Err(vm.error(Exc::OverflowError, "getservbyport: port must be 0-65535."));
    }
    match SERVICES.iter().find(|(_, p)| *p as i64 == port) {
        Some((name, _)) => Ok(Value::from(*name)),
        None => Err(vm.error(Exc::OSError, "port/proto not found")),
    }
}

fn port_of(vm: &mut Vm, value: &Value) -> Res<u16> {
    if value.is_none() {
        return Ok(0);
    }
    if let Some(number) = integer_of(value) {
        return match number.to_i64() {
            Some(number) if number >= 0 => Ok(number as u16),
            _ => Err(not_found(vm, EAI_SERVICE, "Servname not supported for ai_socktype")),
        };
    }
    let Some(name) = name_of(value) else { return Err(vm.error(Exc::OSError, "Int or String expected")) };
    match name.parse::<i64>().ok().map(|n| n as u16).or(service(&name)) {
        Some(port) => Ok(port),
        None => Err(not_found(vm, EAI_SERVICE, "Servname not supported for ai_socktype")),
    }
}

fn getaddrinfo(vm: &mut Vm, args: &[Value]) -> Res {
    vm.audit("socket.getaddrinfo", |_| [0, 1, 2, 3, 4].map(|i| args[i].clone()))?;
    let mut n = [0; 4];
    for (i, arg) in args[2..6].iter().enumerate() {
        n[i] = integer32(vm, arg)?;
    }
    let [family, kind, proto, flags] = n;
    let host = name_of(&args[0]);
    if host.is_none() && !args[0].is_none() {
        return Err(vm.error(Exc::TypeError, "getaddrinfo() argument 1 must be string or None"));
    }
    let port = port_of(vm, &args[1])?;
    if ![0, AF_INET, AF_INET6].contains(&family) {
        return Err(not_found(vm, EAI_FAMILY, "ai_family not supported"));
    }
    if args[0].is_none() && args[1].is_none() {
        return Err(not_found(vm, EAI_NONAME, "Name or service not known"));
    }
    let addresses: Vec<(IpAddr, u32)> = match &host {
        None if flags & AI_PASSIVE != 0 => {
            vec![(IpAddr::V4(Ipv4Addr::UNSPECIFIED), 0), (IpAddr::V6(Ipv6Addr::UNSPECIFIED), 0)]
        }
        None => vec![(IpAddr::V6(Ipv6Addr::LOCALHOST), 0), (IpAddr::V4(Ipv4Addr::LOCALHOST), 0)],
        Some(host) => match numeric(host) {
            Some(found) if !of_family(&found.0, family) => {
                return Err(not_found(vm, -9, "Address family for hostname not supported"));
            }
            Some(found) => vec![found],
            None if flags & AI_NUMERICHOST != 0 => {
                return Err(not_found(vm, EAI_NONAME, "Name or service not known"));
            }
            None => resolve(vm, host)?.into_iter().map(|ip| (ip, 0)).collect(),
        },
    };
    let kinds: Vec<(i32, i32)> = [(1, 6), (2, 17), (3, 0)]
        .into_iter()
        .filter(|(k, p)| (kind == 0 || *k == kind) && (proto == 0 || *p == 0 || *p == proto))
        .map(|(k, p)| (k, if p == 0 { proto } else { p }))
        .collect();
    let mut canonical = if flags & AI_CANONNAME != 0 { host.unwrap_or_default() } else { String::new() };
    let mut all = Vec::new();
    for (ip, scope) in addresses.into_iter().filter(|(ip, _)| of_family(ip, family)) {
        for (kind, proto) in &kinds {
            let mut address = vec![Value::from(ip.to_string()), Value::from(port as i64)];
            let family = match ip {
                IpAddr::V4(_) => AF_INET,
                IpAddr::V6(_) => {
                    address.extend([Value::from(0i64), Value::from(scope as i64)]);
                    AF_INET6
                }
            };
            all.push(Tuple::value(vec![
                Value::from(family as i64),
                Value::from(*kind as i64),
                Value::from(*proto as i64),
                Value::from(std::mem::take(&mut canonical)),
                Tuple::value(address),
            ]));
        }
    }
    if all.is_empty() {
        return Err(not_found(vm, -5, "No address associated with hostname"));
    }
    Ok(List::value(all))
}

/// The argument of `function`, the name or address of a host.
fn host_argument(vm: &mut Vm, value: &Value, function: &str) -> Res<String> {
    match text_of(value) {
        Some(host) => Ok(host),
        None => {
            let got = vm.argument_type_name(value);
            let message = format!("{function}() argument 1 must be str, bytes or bytearray, not {got}");
            Err(vm.error(Exc::TypeError, message))
        }
    }
}

fn gethostname(vm: &mut Vm, _: &[Value]) -> Res {
    vm.audit("socket.gethostname", |_| [])?;
    let uname = rustix::system::uname();
    match uname.nodename().to_str() {
        Ok(name) => Ok(Value::from(name)),
        Err(_) => Err(vm.error(Exc::OSError, "the host's name is not UTF-8")),
    }
}

fn gethostbyname(vm: &mut Vm, args: &[Value]) -> Res {
    let host = host_argument(vm, &args[0], "gethostbyname")?;
    vm.audit("socket.gethostbyname", |_| [args[0].clone()])?;
    Ok(Value::from(host_address(vm, &host, AF_INET)?.0.to_string()))
}

fn gethostbyname_ex(vm: &mut Vm, args: &[Value]) -> Res {
    let host = host_argument(vm, &args[0], "gethostbyname_ex")?;
    vm.audit("socket.gethostbyname", |_| [args[0].clone()])?;
    let found = match numeric(&host) {
        Some((ip, _)) => vec![ip],
        None => resolve(vm, &host)?,
    };
    let shown = found.iter().filter(|ip| ip.is_ipv4()).map(|ip| Value::from(ip.to_string())).collect();
    Ok(Tuple::value(vec![Value::from(host), List::value(Vec::new()), List::value(shown)]))
}

/// Without a reverse lookup only the loopback addresses have names.
fn gethostbyaddr(vm: &mut Vm, args: &[Value]) -> Res {
    let host = host_argument(vm, &args[0], "gethostbyaddr")?;
    vm.audit("socket.gethostbyaddr", |_| [args[0].clone()])?;
    let ip = match numeric(&host) {
        Some((ip, _)) => ip,
        None => host_address(vm, &host, 0)?.0,
    };
    let name = if ip.is_loopback() { "localhost".to_string() } else { ip.to_string() };
    let addresses = List::value(vec![Value::from(ip.to_string())]);
    Ok(Tuple::value(vec![Value::from(name), List::value(Vec::new()), addresses]))
}

fn getnameinfo(vm: &mut Vm, args: &[Value]) -> Res {
    vm.audit("socket.getnameinfo", |_| [args[0].clone()])?;
    let Some(address) = args[0].get::<Tuple>() else {
        return Err(vm.error(Exc::TypeError, "getnameinfo() argument 1 must be a tuple"));
    };
    let host = match address.items() {
        [host, _, ..] if address.items().len() <= 4 => host.as_str(),
        _ => None,
    };
    let Some(host) = host else {
        return Err(vm.error(Exc::TypeError, "getnameinfo(): illegal sockaddr argument"));
    };
    let port = integer(vm, &address.items()[1])?;
    let ip = host_address(vm, host, 0)?.0;
    let flags = integer(vm, &args[1])?;
    let name = if ip.is_loopback() && flags & 1 == 0 { "localhost".to_string() } else { ip.to_string() };
    let service = match SERVICES.iter().find(|(_, p)| i64::from(*p) == port) {
        Some((name, _)) if flags & 2 == 0 => Value::from(*name),
        _ => Value::from(port.to_string()),
    };
    Ok(Tuple::value(vec![Value::from(name), service]))
}

// ---------------------------------------------------------------------------------------------------------------
// Conversion

fn swapped32(vm: &mut Vm, args: &[Value]) -> Res {
    let n = unsigned(vm, &args[0], 32, "uint32_t")?;
    Ok(Value::from((n as u32).to_be() as i64))
}

fn swapped16(vm: &mut Vm, args: &[Value]) -> Res {
    let n = unsigned(vm, &args[0], 16, "uint16_t")?;
    Ok(Value::from((n as u16).to_be() as i64))
}

/// One to four numbers, decimal, octal or hexadecimal; the last fills what is left.
fn aton(text: &str) -> Option<Ipv4Addr> {
    let parts: Vec<u32> = text
        .split('.')
        .map(|part| match part.strip_prefix("0x").or(part.strip_prefix("0X")) {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None if part.len() > 1 && part.starts_with('0') => u32::from_str_radix(part, 8).ok(),
            None if part.starts_with('+') => None,
            None => part.parse().ok(),
        })
        .collect::<Option<_>>()?;
    let (last, first) = parts.split_last()?;
    if first.len() > 3 || first.iter().any(|p| *p > 255) {
        return None;
    }
    let room = 32 - 8 * first.len() as u32;
    if room < 32 && *last >= 1 << room {
        return None;
    }
    let high = first.iter().enumerate().fold(0, |all, (i, p)| all | p << (24 - 8 * i));
    Some(Ipv4Addr::from(high | last))
}

fn inet_aton(vm: &mut Vm, args: &[Value]) -> Res {
    match aton(text(vm, &args[0], "inet_aton() argument")?) {
        Some(ip) => Ok(Bytes::value(&ip.octets())),
        None => Err(vm.error(Exc::OSError, "illegal IP address string passed to inet_aton")),
    }
}

fn inet_ntoa(vm: &mut Vm, args: &[Value]) -> Res {
    match <[u8; 4]>::try_from(&*bytes(vm, &args[0])?) {
        Ok(octets) => Ok(Value::from(Ipv4Addr::from(octets).to_string())),
        Err(_) => Err(vm.error(Exc::OSError, "packed IP wrong length for inet_ntoa")),
    }
}

fn inet_ntop(vm: &mut Vm, args: &[Value]) -> Res {
    let (family, packed) = (integer32(vm, &args[0])?, bytes(vm, &args[1])?);
    let shown = match family {
        AF_INET => <[u8; 4]>::try_from(&*packed).map(|o| Ipv4Addr::from(o).to_string()),
        AF_INET6 => <[u8; 16]>::try_from(&*packed).map(|o| Ipv6Addr::from(o).to_string()),
        _ => return Err(vm.error(Exc::ValueError, format!("unknown address family {family}"))),
    };
    match shown {
        Ok(text) => Ok(Value::from(text)),
        Err(_) => Err(vm.error(Exc::ValueError, "invalid length of packed IP address string")),
    }
}

fn inet_pton(vm: &mut Vm, args: &[Value]) -> Res {
    let (family, host) = (integer32(vm, &args[0])?, text(vm, &args[1], "inet_pton() argument 2")?);
    let packed = match family {
        AF_INET => host.parse::<Ipv4Addr>().map(|ip| ip.octets().to_vec()),
        AF_INET6 => host.parse::<Ipv6Addr>().map(|ip| ip.octets().to_vec()),
        _ => return Err(vm.os_error(&rustix::io::Errno::AFNOSUPPORT.into())),
    };
    match packed {
        Ok(bytes) => Ok(Bytes::value(&bytes)),
        Err(_) => Err(vm.error(Exc::OSError, "illegal IP address string passed to inet_pton")),
    }
}
