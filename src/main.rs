//! The `rondo` command: finds the program its arguments name and runs it.
#![cfg_attr(not(test), no_main)]

mod arguments;
mod check;
mod dis;
mod doctest;
mod program;
mod repl;

use arguments::{Command, Usage};
use corosensei::Coroutine;
use corosensei::stack::DefaultStack;
use std::convert::Infallible;
use std::panic::AssertUnwindSafe;
use std::process::exit;

#[global_allocator]
static ALLOCATOR: rondo_vm::heap::Allocator = rondo_vm::heap::Allocator;

/// What is reserved for Rust's stack below the VM; pages are taken when they are touched. Natives nest in it as deep as
/// the VM lets them.
const STACK: usize = 512 << 20;

/// Where the C library starts the program. Rust's own way to [`run`] would first read `/proc/self/maps`, to tell of an
/// overflow of a stack that Rondo does not use, and take a tenth of the time that a short program takes.
// SAFETY: it is the only `main`, and has the type that C gives it.
#[cfg_attr(not(test), unsafe(no_mangle))]
extern "C" fn main(_argc: std::ffi::c_int, _argv: *const *const std::ffi::c_char) -> std::ffi::c_int {
    rondo_vm::object::file::standard::take_over();
    // A panic that gets here has been reported; it may not leave a function of C's.
    if std::panic::catch_unwind(run).is_err() {
        exit(INTERNAL_ERROR)
    }
    exit(0)
}

fn run() {
    rondo_vm::heap::Allocator::keep_lists();
    std::panic::set_hook(Box::new(report_panic));
    let command = match arguments::parse() {
        Ok(command) => command,
        Err(Usage(message)) => {
            eprint!("{message}\n{}Try 'rondo --help' for more information.\n", arguments::SYNOPSIS);
            exit(2);
        }
    };
    match command {
        Command::Help => say(arguments::HELP),
        Command::Version => say(arguments::VERSION),
        Command::Dis(path) => exit(dis::run(&path)),
        Command::Check(request) => on_a_large_stack(move || program::check(&request)),
        Command::Doctest(request) => on_a_large_stack(move || program::doctest(&request)),
        Command::Run(program) => on_a_large_stack(move || program::run(&program)),
    }
}

/// Writes to stdout; a reader that has gone away is no error.
fn say(text: &str) {
    let _ = std::io::Write::write_all(&mut std::io::stdout(), text.as_bytes());
}

/// Runs `work`, which ends the process, on a large stack, or as large as the system grants.
///
/// The stack is the main thread's: a thread of its own would take a tenth of the time that a short program takes, most
/// of it for another arena of the system allocator.
fn on_a_large_stack(work: impl FnOnce() -> Infallible + 'static) {
    let work = || -> Infallible {
        // It ends the process itself; it gets here only by a panic.
        let _ = std::panic::catch_unwind(AssertUnwindSafe(work));
        exit(INTERNAL_ERROR)
    };
    match [STACK, STACK / 8].into_iter().find_map(|size| DefaultStack::new(size).ok()) {
        Some(stack) => {
            Coroutine::<(), (), Infallible>::with_stack(stack, |_, ()| work()).resume(());
        }
        None => {
            work();
        }
    }
}

/// The exit status after a bug in Rondo itself: `EX_SOFTWARE` of sysexits.h.
const INTERNAL_ERROR: i32 = 70;

/// A panic is a bug in Rondo, not in the program: says so, in one line.
fn report_panic(info: &std::panic::PanicHookInfo) {
    let message = info.payload_as_str().unwrap_or("unknown cause");
    let place = info.location().map(|at| format!(" at {}:{}", at.file(), at.line())).unwrap_or_default();
    eprintln!("rondo: internal error: {message}{place}\nThis is a bug in Rondo, not in your program.");
}
