//! The two echo servers of the examples, each talked to by 1,000 clients at once over loopback: every byte that comes
//! back is compared with what was sent.

#![cfg(unix)]

mod run;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::process::{Child, Stdio};
use std::sync::Barrier;
use std::thread;
use std::time::Duration;

const CLIENTS: usize = 1000;
const THREADS: usize = 8;
/// What each client sends, in bytes, one message after the other; the last does not fit into one read of the server.
const MESSAGES: [usize; 6] = [1, 100, 17, 4096, 1000, 150_000];
/// No answer takes this long, whatever else the machine does.
const PATIENCE: Duration = Duration::from_secs(30);

#[test]
fn the_select_scheduler_serves_a_thousand_clients() {
    serve_a_thousand("examples/servers/echo_select.py");
}

#[test]
fn the_streams_server_serves_a_thousand_clients() {
    serve_a_thousand("examples/servers/echo_streams.py");
}

/// A server that is killed when the test ends, however it ends.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself; the test has failed then.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn serve_a_thousand(program: &str) {
    allow_open_files(2 * CLIENTS as u64 + 100);
    let mut server = Server(
        run::rondo().args([program, "0"]).stdin(Stdio::null()).stdout(Stdio::piped()).spawn().expect("a server"),
    );
    let mut first_line = String::new();
    BufReader::new(server.0.stdout.take().expect("a pipe")).read_line(&mut first_line).expect("a line");
    let port: u16 = first_line
        .strip_prefix("listening on ")
        .and_then(|port| port.trim().parse().ok())
        .unwrap_or_else(|| panic!("{program} did not say its port but {first_line:?}"));

    let all_connected = Barrier::new(THREADS);
    thread::scope(|scope| {
        for first in 0..THREADS {
            let all_connected = &all_connected;
            scope.spawn(move || talk(port, (first..CLIENTS).step_by(THREADS), all_connected));
        }
    });
    assert!(server.0.try_wait().expect("a server to look at").is_none(), "{program} ended by itself");
}

/// Connects all `clients`, then sends message after message on every connection before it reads any answer.
fn talk(port: u16, clients: impl Iterator<Item = usize>, all_connected: &Barrier) {
    let mut connections: Vec<(usize, TcpStream)> = clients
        .map(|client| {
            let connection = TcpStream::connect(("127.0.0.1", port)).expect("a connection");
            connection.set_read_timeout(Some(PATIENCE)).expect("a read timeout");
            connection.set_write_timeout(Some(PATIENCE)).expect("a write timeout");
            (client, connection)
        })
        .collect();
    all_connected.wait();
    for (number, size) in MESSAGES.into_iter().enumerate() {
        // Large messages go to one client at a time per thread, so that they cannot fill the buffers of both sides.
        let at_once = if size > 10_000 { 1 } else { connections.len() };
        for group in connections.chunks_mut(at_once) {
            for (client, connection) in group.iter_mut() {
                connection.write_all(&message(*client, number, size)).expect("a message sent");
            }
            for (client, connection) in group {
                let mut answer = vec![0; size];
                connection.read_exact(&mut answer).unwrap_or_else(|e| panic!("client {client}, {number}: {e}"));
                let expected = message(*client, number, size);
                if let Some(at) = (0..size).find(|&i| answer[i] != expected[i]) {
                    panic!("client {client}: byte {at} of message {number} came back wrong");
                }
            }
        }
    }
    for (client, connection) in &mut connections {
        connection.shutdown(Shutdown::Write).expect("a shutdown");
        let mut rest = Vec::new();
        connection.read_to_end(&mut rest).unwrap_or_else(|e| panic!("client {client}: no end: {e}"));
        assert!(rest.is_empty(), "client {client}: {} bytes too many", rest.len());
    }
}

/// Message `number` of `client`: bytes that no other message has in the same places.
fn message(client: usize, number: usize, size: usize) -> Vec<u8> {
    let mut state = (client as u64) << 32 | (number as u64) << 16 | 1;
    let mut bytes: Vec<u8> = (0..size)
        .map(|_| {
            // A step of Knuth's MMIX generator.
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 56) as u8
        })
        .collect();
    let name = format!("{client}:{number}:");
    let start = name.len().min(size);
    bytes[..start].copy_from_slice(&name.as_bytes()[..start]);
    bytes
}

/// Raises the limit on open files, which the servers inherit.
fn allow_open_files(count: u64) {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let limit = getrlimit(Resource::Nofile);
    if limit.current.is_some_and(|current| current < count) {
        setrlimit(Resource::Nofile, Rlimit { current: Some(count), maximum: limit.maximum })
            .expect("a limit of open files that can be raised: see `ulimit -Hn`");
    }
}
