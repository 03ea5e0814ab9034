//! The floor of the echo benchmarks: one thread, mio, read and write back, nothing else. `echo_floor PORT`.

use mio::net::{TcpListener, TcpStream};
use mio::{Events, Interest, Poll, Token};
use std::io::{self, ErrorKind, Read, Write};

const LISTENER: Token = Token(usize::MAX);

fn main() -> io::Result<()> {
    // `cargo bench` passes options of its own.
    let port = std::env::args().filter_map(|a| a.parse::<u16>().ok()).next();
    let Some(port) = port else {
        eprintln!("usage: echo_floor PORT");
        return Ok(());
    };
    let mut poll = Poll::new()?;
    let mut events = Events::with_capacity(1024);
    let mut listener = TcpListener::bind(([127, 0, 0, 1], port).into())?;
    poll.registry().register(&mut listener, LISTENER, Interest::READABLE)?;
    let mut clients: Vec<Option<TcpStream>> = Vec::new();
    let mut buffer = vec![0; 65536];
    loop {
        poll.poll(&mut events, None)?;
        for event in &events {
            if event.token() == LISTENER {
                while let Ok((mut client, _)) = listener.accept() {
                    client.set_nodelay(true)?;
                    poll.registry().register(&mut client, Token(clients.len()), Interest::READABLE)?;
                    clients.push(Some(client));
                }
            } else if let Some(slot) = clients.get_mut(event.token().0)
                && !echo(slot, &mut buffer)
            {
                *slot = None;
            }
        }
    }
}

/// Sends back what has come; false when the connection is over.
fn echo(client: &mut Option<TcpStream>, buffer: &mut [u8]) -> bool {
    let Some(client) = client else { return false };
    loop {
        match client.read(buffer) {
            Ok(0) => return false,
            // Messages are small: what cannot be sent at once is a broken benchmark.
            Ok(n) => {
                if client.write_all(&buffer[..n]).is_err() {
                    return false;
                }
                if n < buffer.len() {
                    return true;
                }
            }
            Err(e) if e.kind() == ErrorKind::WouldBlock => return true,
            Err(_) => return false,
        }
    }
}
