//! Socket options and the module's constants.

use rondo_vm::object::file::descriptor::Descriptor;
use rustix::io::Errno;
use rustix::net::sockopt as opt;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::time::Duration;

/// The module's integers, by the names of the C library on Linux.
pub(super) const CONSTANTS: &[(&str, i64)] = &[
    ("AF_UNSPEC", 0),
    ("AF_UNIX", 1),
    ("AF_INET", 2),
    ("AF_INET6", 10),
    ("SOCK_STREAM", 1),
    ("SOCK_DGRAM", 2),
    ("SOCK_RAW", 3),
    ("SOCK_RDM", 4),
    ("SOCK_SEQPACKET", 5),
    ("SOCK_NONBLOCK", 0o4000),
    ("SOCK_CLOEXEC", 0o2000000),
    ("SOL_SOCKET", 1),
    ("SOL_IP", 0),
    ("SOL_TCP", 6),
    ("SOL_UDP", 17),
    ("IPPROTO_IP", 0),
    ("IPPROTO_ICMP", 1),
    ("IPPROTO_TCP", 6),
    ("IPPROTO_UDP", 17),
    ("IPPROTO_IPV6", 41),
    ("IPPROTO_ICMPV6", 58),
    ("IPPROTO_RAW", 255),
    ("SO_DEBUG", 1),
    ("SO_REUSEADDR", 2),
    ("SO_TYPE", 3),
    ("SO_ERROR", 4),
    ("SO_DONTROUTE", 5),
    ("SO_BROADCAST", 6),
    ("SO_SNDBUF", 7),
    ("SO_RCVBUF", 8),
    ("SO_KEEPALIVE", 9),
    ("SO_OOBINLINE", 10),
    ("SO_LINGER", 13),
    ("SO_REUSEPORT", 15),
    ("SO_PASSCRED", 16),
    ("SO_RCVTIMEO", 20),
    ("SO_SNDTIMEO", 21),
    ("SO_ACCEPTCONN", 30),
    ("SO_PROTOCOL", 38),
    ("SO_DOMAIN", 39),
    ("TCP_NODELAY", 1),
    ("TCP_CORK", 3),
    ("TCP_KEEPIDLE", 4),
    ("TCP_KEEPINTVL", 5),
    ("TCP_KEEPCNT", 6),
    ("TCP_QUICKACK", 12),
    ("TCP_USER_TIMEOUT", 18),
    ("IP_TOS", 1),
    ("IP_TTL", 2),
    ("IP_MULTICAST_IF", 32),
    ("IP_MULTICAST_TTL", 33),
    ("IP_MULTICAST_LOOP", 34),
    ("IP_ADD_MEMBERSHIP", 35),
    ("IP_DROP_MEMBERSHIP", 36),
    ("IPV6_UNICAST_HOPS", 16),
    ("IPV6_MULTICAST_IF", 17),
    ("IPV6_MULTICAST_HOPS", 18),
    ("IPV6_MULTICAST_LOOP", 19),
    ("IPV6_JOIN_GROUP", 20),
    ("IPV6_LEAVE_GROUP", 21),
    ("IPV6_V6ONLY", 26),
    ("SHUT_RD", 0),
    ("SHUT_WR", 1),
    ("SHUT_RDWR", 2),
    ("SOMAXCONN", 4096),
    ("MSG_OOB", 1),
    ("MSG_PEEK", 2),
    ("MSG_DONTROUTE", 4),
    ("MSG_TRUNC", 0x20),
    ("MSG_DONTWAIT", 0x40),
    ("MSG_WAITALL", 0x100),
    ("MSG_NOSIGNAL", 0x4000),
    ("AI_PASSIVE", 1),
    ("AI_CANONNAME", 2),
    ("AI_NUMERICHOST", 4),
    ("AI_V4MAPPED", 8),
    ("AI_ALL", 16),
    ("AI_ADDRCONFIG", 32),
    ("AI_NUMERICSERV", 1024),
    ("NI_NUMERICHOST", 1),
    ("NI_NUMERICSERV", 2),
    ("NI_NAMEREQD", 8),
    ("NI_DGRAM", 16),
    ("EAI_BADFLAGS", -1),
    ("EAI_NONAME", -2),
    ("EAI_AGAIN", -3),
    ("EAI_FAIL", -4),
    ("EAI_NODATA", -5),
    ("EAI_FAMILY", -6),
    ("EAI_SOCKTYPE", -7),
    ("EAI_SERVICE", -8),
    ("EAI_ADDRFAMILY", -9),
    ("EAI_MEMORY", -10),
    ("EAI_SYSTEM", -11),
    ("EAI_OVERFLOW", -12),
    ("INADDR_ANY", 0),
    ("INADDR_BROADCAST", 0xffff_ffff),
    ("INADDR_LOOPBACK", 0x7f00_0001),
    ("INADDR_NONE", 0xffff_ffff),
];

/// An option's value.
pub(super) enum Setting {
    /// A C int.
    Integer(i32),
    /// A C struct's bytes.
    Bytes(Vec<u8>),
}

const SOCKET: i32 = 1;
const IP: i32 = 0;
const TCP: i32 = 6;
const IPV6: i32 = 41;

/// An option's value. ENOPROTOOPT for options that are not known here.
pub(super) fn get(d: &Descriptor, level: i32, option: i32) -> Result<Setting, Errno> {
    let flag = |value: Result<bool, Errno>| value.map(|v| v as i32);
    let count = |value: Result<u32, Errno>| value.map(|v| v as i32);
    let size = |value: Result<usize, Errno>| value.map(|v| v as i32);
    let seconds = |value: Result<Duration, Errno>| value.map(|v| v.as_secs() as i32);
    let n = match (level, option) {
        (SOCKET, 2) => flag(opt::socket_reuseaddr(d)),
        (SOCKET, 3) => count(opt::socket_type(d).map(|t| t.as_raw())),
        (SOCKET, 4) => opt::socket_error(d).map(|outcome| outcome.err().map_or(0, |e| e.raw_os_error())),
        (SOCKET, 6) => flag(opt::socket_broadcast(d)),
        (SOCKET, 7) => size(opt::socket_send_buffer_size(d)),
        (SOCKET, 8) => size(opt::socket_recv_buffer_size(d)),
        (SOCKET, 9) => flag(opt::socket_keepalive(d)),
        (SOCKET, 10) => flag(opt::socket_oobinline(d)),
        (SOCKET, 13) => {
            let linger = opt::socket_linger(d)?;
            let (on, time) = linger.map_or((0i32, 0i32), |l| (1, l.as_secs() as i32));
            return Ok(Setting::Bytes([on.to_ne_bytes(), time.to_ne_bytes()].concat()));
        }
        (SOCKET, 15) => flag(opt::socket_reuseport(d)),
        (SOCKET, 16) => flag(opt::socket_passcred(d)),
        (SOCKET, 30) => flag(opt::socket_acceptconn(d)),
        (SOCKET, 38) => opt::socket_protocol(d).map(|p| p.map_or(0, |p| p.as_raw().get() as i32)),
        (SOCKET, 39) => opt::socket_domain(d).map(|f| f.as_raw() as i32),
        (IP, 1) => opt::ip_tos(d).map(i32::from),
        (IP, 2) => count(opt::ip_ttl(d)),
        (IP, 33) => count(opt::ip_multicast_ttl(d)),
        (IP, 34) => flag(opt::ip_multicast_loop(d)),
        (TCP, 1) => flag(opt::tcp_nodelay(d)),
        (TCP, 3) => flag(opt::tcp_cork(d)),
        (TCP, 4) => seconds(opt::tcp_keepidle(d)),
        (TCP, 5) => seconds(opt::tcp_keepintvl(d)),
        (TCP, 6) => count(opt::tcp_keepcnt(d)),
        (TCP, 12) => flag(opt::tcp_quickack(d)),
        (TCP, 18) => count(opt::tcp_user_timeout(d)),
        (IPV6, 16) => opt::ipv6_unicast_hops(d).map(i32::from),
        (IPV6, 18) => count(opt::ipv6_multicast_hops(d)),
        (IPV6, 19) => flag(opt::ipv6_multicast_loop(d)),
        (IPV6, 26) => flag(opt::ipv6_v6only(d)),
        _ => Err(Errno::NOPROTOOPT),
    };
    n.map(Setting::Integer)
}

/// Sets an option. ENOPROTOOPT for options that are not known here.
pub(super) fn set(d: &Descriptor, level: i32, option: i32, setting: Setting) -> Result<(), Errno> {
    let n = match setting {
        Setting::Integer(n) => n,
        Setting::Bytes(bytes) => match (level, option) {
            (SOCKET, 13) | (IP, 32 | 35 | 36) | (IPV6, 20 | 21) => return set_struct(d, level, option, &bytes),
            _ => match <[u8; 4]>::try_from(bytes) {
                Ok(bytes) => i32::from_ne_bytes(bytes),
                Err(_) => return Err(Errno::INVAL),
            },
        },
    };
    let (on, count, seconds) = (n != 0, n as u32, Duration::from_secs(n.max(0) as u64));
    match (level, option) {
        (SOCKET, 2) => opt::set_socket_reuseaddr(d, on),
        (SOCKET, 6) => opt::set_socket_broadcast(d, on),
        (SOCKET, 7) => opt::set_socket_send_buffer_size(d, n.max(0) as usize),
        (SOCKET, 8) => opt::set_socket_recv_buffer_size(d, n.max(0) as usize),
        (SOCKET, 9) => opt::set_socket_keepalive(d, on),
        (SOCKET, 10) => opt::set_socket_oobinline(d, on),
        (SOCKET, 15) => opt::set_socket_reuseport(d, on),
        (SOCKET, 16) => opt::set_socket_passcred(d, on),
        (IP, 1) => opt::set_ip_tos(d, n as u8),
        (IP, 2) => opt::set_ip_ttl(d, count),
        (IP, 33) => opt::set_ip_multicast_ttl(d, count),
        (IP, 34) => opt::set_ip_multicast_loop(d, on),
        (TCP, 1) => opt::set_tcp_nodelay(d, on),
        (TCP, 3) => opt::set_tcp_cork(d, on),
        (TCP, 4) => opt::set_tcp_keepidle(d, seconds),
        (TCP, 5) => opt::set_tcp_keepintvl(d, seconds),
        (TCP, 6) => opt::set_tcp_keepcnt(d, count),
        (TCP, 12) => opt::set_tcp_quickack(d, on),
        (TCP, 18) => opt::set_tcp_user_timeout(d, count),
        (IPV6, 16) => opt::set_ipv6_unicast_hops(d, u8::try_from(n).ok()),
        (IPV6, 17) => opt::set_ipv6_multicast_if(d, count),
        (IPV6, 18) => opt::set_ipv6_multicast_hops(d, count),
        (IPV6, 19) => opt::set_ipv6_multicast_loop(d, on),
        (IPV6, 26) => opt::set_ipv6_v6only(d, on),
        _ => Err(Errno::NOPROTOOPT),
    }
}

/// Options whose value is a C struct.
fn set_struct(d: &Descriptor, level: i32, option: i32, bytes: &[u8]) -> Result<(), Errno> {
    let word = |at: usize| -> Result<[u8; 4], Errno> {
        bytes.get(at..at + 4).and_then(|b| b.try_into().ok()).ok_or(Errno::INVAL)
    };
    match (level, option) {
        (SOCKET, _) => {
            let (on, seconds) = (i32::from_ne_bytes(word(0)?), i32::from_ne_bytes(word(4)?));
            opt::set_socket_linger(d, (on != 0).then(|| Duration::from_secs(seconds.max(0) as u64)))
        }
        (IP, 32) => opt::set_ip_multicast_if(d, &Ipv4Addr::from(word(0)?)),
        (IP, 35) => opt::set_ip_add_membership(d, &Ipv4Addr::from(word(0)?), &Ipv4Addr::from(word(4)?)),
        (IP, _) => opt::set_ip_drop_membership(d, &Ipv4Addr::from(word(0)?), &Ipv4Addr::from(word(4)?)),
        _ => {
            let group: [u8; 16] = bytes.get(..16).and_then(|b| b.try_into().ok()).ok_or(Errno::INVAL)?;
            let (group, interface) = (Ipv6Addr::from(group), u32::from_ne_bytes(word(16)?));
            match option {
                20 => opt::set_ipv6_add_membership(d, &group, interface),
                _ => opt::set_ipv6_drop_membership(d, &group, interface),
            }
        }
    }
}
