//! `sendmsg`, `recvmsg`, `recvmsg_into`: several pieces of data at once, with descriptors beside them.

use super::address::{from_address, to_address};
use super::{DONTWAIT, recv_flags, send_flags, size, this};
use crate::module::{bytes, integer, integer32};
use rondo_vm::function;
use rondo_vm::object::bytes::Bytes;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::file::descriptor::Descriptor;
use rondo_vm::object::file::{copy_into, room_of};
use rondo_vm::object::list::List;
use rondo_vm::object::memoryview::writable_len;
use rondo_vm::object::native::NativeDef;
use rondo_vm::object::tuple::Tuple;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};
use rustix::event::PollFlags;
use rustix::fd::AsFd;
use rustix::io::Errno;
use rustix::net::{
    RecvAncillaryBuffer, RecvAncillaryMessage, RecvFlags, SendAncillaryBuffer, SendAncillaryMessage, sendmsg_addr,
};
use std::io::{IoSlice, IoSliceMut};
use std::mem::MaybeUninit;

/// `SOL_SOCKET` and `SCM_RIGHTS`, the one kind of ancillary data that is passed on.
const SOL_SOCKET: i32 = 1;
const SCM_RIGHTS: i32 = 1;

/// The size of the header of an ancillary message, and what its parts are aligned to, in bytes.
const HEADER: i64 = 16;
const ALIGNMENT: i64 = 8;

pub(super) static FUNCTIONS: &[NativeDef] = &[
    function!("CMSG_LEN(length, /)", |vm, args| {
        let length = length(vm, &args[0], "CMSG_LEN")?;
        Ok(Value::from(HEADER + length))
    }),
    function!("CMSG_SPACE(length, /)", |vm, args| {
        let length = length(vm, &args[0], "CMSG_SPACE")?;
        Ok(Value::from(HEADER + (length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT))
    }),
];

fn length(vm: &mut Vm, value: &Value, function: &str) -> Res<i64> {
    let n = integer(vm, value)?;
    if (0..=i64::from(i32::MAX) - HEADER - ALIGNMENT).contains(&n) {
        return Ok(n);
    }
    Err(vm.error(Exc::OverflowError, format!("{function}() argument out of range")))
}

fn items(vm: &mut Vm, value: &Value, message: &str) -> Res<Vec<Value>> {
    match vm.collect(value) {
        Ok(items) => Ok(items),
        Err(_) if vm.raised_is(Exc::TypeError) => {
            drop(vm.take_raised());
            Err(vm.error(Exc::TypeError, message))
        }
        Err(raised) => Err(raised),
    }
}

pub(super) fn sendmsg(vm: &mut Vm, args: &[Value]) -> Res {
    vm.audit("socket.sendmsg", |_| [args[0].clone(), args[4].clone()])?;
    let socket = this(&args[0]);
    let buffers = items(vm, &args[1], "sendmsg() argument 1 must be an iterable")?;
    let mut pieces = Vec::with_capacity(buffers.len());
    for buffer in &buffers {
        pieces.push(bytes(vm, buffer)?);
    }
    let flags = send_flags(vm, &args[3])?;
    let address = match args[4].is_none() {
        true => None,
        false => Some(to_address(vm, socket.family.get(), &args[4], "sendmsg")?),
    };
    let descriptors = descriptors(vm, &args[2])?;
    let borrowed: Vec<_> = descriptors.iter().map(AsFd::as_fd).collect();
    let slices: Vec<_> = pieces.iter().map(|piece| IoSlice::new(piece)).collect();
    let mut space = vec![MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(descriptors.len()))];
    let n = socket.until_ready(vm, PollFlags::OUT, |d| {
        let mut control = SendAncillaryBuffer::new(&mut space);
        if !borrowed.is_empty() && !control.push(SendAncillaryMessage::ScmRights(&borrowed)) {
            return Err(Errno::INVAL);
        }
        match &address {
            Some(address) => sendmsg_addr(d, address, &slices, &mut control, flags),
            None => rustix::net::sendmsg(d, &slices, &mut control, flags),
        }
    })?;
    Ok(Value::from(n))
}

/// The descriptors that ancillary data names: (SOL_SOCKET, SCM_RIGHTS, numbers as C ints) for each message.
fn descriptors(vm: &mut Vm, ancdata: &Value) -> Res<Vec<Descriptor>> {
    let mut found = Vec::new();
    for item in items(vm, ancdata, "sendmsg() argument 2 must be an iterable")? {
        let message = match vm.collect(&item) {
            Ok(parts) if parts.len() == 3 => parts,
            Err(raised) if !vm.raised_is(Exc::TypeError) => return Err(raised),
            other => {
                let found = match other {
                    Ok(parts) => {
                        let what = if item.get::<Tuple>().is_some() { "tuple" } else { "sequence" };
                        format!("{what} of length 3, not {}", parts.len())
                    }
                    Err(_) => {
                        drop(vm.take_raised());
                        format!("3-item tuple, not {}", vm.type_name(&item))
                    }
                };
                let message = format!("[sendmsg() ancillary data items]() argument must be {found}");
                return Err(vm.error(Exc::TypeError, message));
            }
        };
        let (level, kind) = (integer32(vm, &message[0])?, integer32(vm, &message[1])?);
        let data = bytes(vm, &message[2])?;
        if (level, kind) != (SOL_SOCKET, SCM_RIGHTS) {
            let what = format!("sendmsg() of ancillary data ({level}, {kind}) is not supported: only SCM_RIGHTS is");
            return Err(vm.error(Exc::OSError, what));
        }
        for number in data.chunks_exact(4) {
            // A chunk of four is as long as a C int.
            let number = i32::from_ne_bytes([number[0], number[1], number[2], number[3]]);
            found.push(Descriptor::of_number(number).map_err(|e| vm.os_error(&e))?);
        }
    }
    Ok(found)
}

/// What came with a message: ancillary data, flags, the sender's address.
struct Arrived {
    bytes: usize,
    ancillary: Value,
    flags: i64,
    address: Value,
}

fn receive(vm: &mut Vm, socket: &Value, space: usize, flags: RecvFlags, buffers: &mut [IoSliceMut]) -> Res<Arrived> {
    // The system aligns the messages in the place for them.
    let mut space = vec![MaybeUninit::uninit(); if space == 0 { 0 } else { space + ALIGNMENT as usize }];
    let dont_wait = flags.contains(DONTWAIT);
    let (message, received) = this(socket).until_ready_unless(vm, dont_wait, PollFlags::IN, |d| {
        let mut control = RecvAncillaryBuffer::new(&mut space);
        let message = rustix::net::recvmsg(d, buffers, &mut control, flags | DONTWAIT | RecvFlags::CMSG_CLOEXEC)?;
        let mut received = Vec::new();
        for part in control.drain() {
            if let RecvAncillaryMessage::ScmRights(descriptors) = part {
                received.push(descriptors.map(|fd| Descriptor::new(fd).number()).collect::<Vec<_>>());
            }
        }
        Ok((message, received))
    })?;
    let ancillary = received.iter().map(|numbers| {
        let data: Vec<u8> = numbers.iter().flat_map(|n| n.to_ne_bytes()).collect();
        Tuple::value(vec![i64::from(SOL_SOCKET).into(), i64::from(SCM_RIGHTS).into(), Bytes::value(&data)])
    });
    // MSG_CMSG_CLOEXEC is ours, not the program's.
    let flags = i64::from(message.flags.bits() & !RecvFlags::CMSG_CLOEXEC.bits());
    Ok(Arrived {
        bytes: message.bytes,
        ancillary: List::value(ancillary.collect()),
        flags,
        address: message.address.map_or(Value::NONE, |address| from_address(&address)),
    })
}

fn space(vm: &mut Vm, value: &Value) -> Res<usize> {
    match usize::try_from(vm.index_clamped(value)?) {
        Ok(n) if n <= 1 << 20 => Ok(n),
        _ => Err(vm.error(Exc::ValueError, "invalid ancillary data buffer length")),
    }
}

pub(super) fn recvmsg(vm: &mut Vm, args: &[Value]) -> Res {
    let n = match size(vm, &args[1], "recvmsg()") {
        Ok(n) => n,
        Err(_) if vm.raised_is(Exc::ValueError) => {
            drop(vm.take_raised());
            return Err(vm.error(Exc::ValueError, "negative buffer size in recvmsg()"));
        }
        Err(raised) => return Err(raised),
    };
    let (space, flags) = (space(vm, &args[2])?, recv_flags(vm, &args[3])?);
    let mut data = vec![0; n];
    let arrived = receive(vm, &args[0], space, flags, &mut [IoSliceMut::new(&mut data)])?;
    data.truncate(arrived.bytes);
    Ok(Tuple::value(vec![Bytes::value(&data), arrived.ancillary, Value::from(arrived.flags), arrived.address]))
}

pub(super) fn recvmsg_into(vm: &mut Vm, args: &[Value]) -> Res {
    let targets = items(vm, &args[1], "recvmsg_into() argument 1 must be an iterable")?;
    let (space, flags) = (space(vm, &args[2])?, recv_flags(vm, &args[3])?);
    // What is no buffer is said before anything is received.
    if targets.iter().any(|target| writable_len(target).is_none()) {
        let message = "recvmsg_into() argument 1 must be an iterable of single-segment read-write buffers";
        return Err(vm.error(Exc::TypeError, message));
    }
    let mut places: Vec<Vec<u8>> = targets.iter().map(|target| vec![0; room_of(target)]).collect();
    let mut slices: Vec<_> = places.iter_mut().map(|place| IoSliceMut::new(place)).collect();
    let arrived = receive(vm, &args[0], space, flags, &mut slices)?;
    let mut left = arrived.bytes;
    for (target, place) in targets.iter().zip(&places) {
        let n = left.min(place.len());
        copy_into(vm, target, &place[..n])?;
        left -= n;
    }
    let n = Value::from(arrived.bytes);
    Ok(Tuple::value(vec![n, arrived.ancillary, Value::from(arrived.flags), arrived.address]))
}
