//! The session: `rondo` without a program, on a terminal with an editor, otherwise plain.
//!
//! - [`session`] runs statements; [`statement`] knows when one is whole.
//! - [`plain`] reads lines from anything, without colours; [`editor`] is for terminals.
//! - [`commands`] are the lines that begin with a colon; [`clock`] is what `:time` switches.

pub mod clock;
mod commands;
mod complete;
mod editor;
mod plain;
pub mod session;
mod statement;

use clock::Switch;
use rondo_vm::heap::Gc;
use rondo_vm::object::dict::Dict;
use rondo_vm::report;
use rondo_vm::value::Value;
use rondo_vm::vm::Vm;
use session::{Origin, Session};
use std::rc::Rc;

/// Reads and runs statements until the input ends or a statement ends the session. Returns the exit status.
pub fn run(vm: &mut Vm, globals: Gc<Dict>, switch: &Rc<Switch>, quiet: bool) -> i32 {
    if let Ok(sys) = vm.sys() {
        sys.set_name("ps1", Value::from(">>> "));
        sys.set_name("ps2", Value::from("... "));
    }
    if !quiet {
        report::write(vm, &banner());
    }
    let status;
    let mut session;
    if editor::is_possible() {
        session = Session::new(vm, globals, Origin::Editor);
        status = editor::run(&mut session, switch);
    } else {
        session = Session::new(vm, globals, Origin::Plain);
        status = plain::run(&mut session, switch);
    }
    let closed = session.close();
    session.forget();
    status.or(closed).unwrap_or(0)
}

fn banner() -> String {
    let version = crate::arguments::VERSION.trim_end();
    let system = if cfg!(target_os = "macos") { "darwin" } else { std::env::consts::OS };
    format!("{version} on {system}\nUse \"await\" directly. Type \"help\" or \":help\" for more information.\n")
}

/// What a line of a session asks for.
enum Next {
    /// Read on.
    Go,
    /// The session ends with this exit status.
    Exit(i32),
}

/// Carries out a command, given without its colon. Returns what is wrong with it, if that is not said on stdout.
pub fn run_command(session: &mut Session, switch: &Rc<Switch>, command: &str) -> Option<String> {
    commands::run(session, switch, command).map(|status| format!("the session ended with status {status}\n"))
}

/// Runs a whole input: a statement or a command.
fn run_input(session: &mut Session, switch: &Rc<Switch>, text: &str) -> Next {
    let status = match text.trim_end().strip_prefix(':') {
        Some(command) => commands::run(session, switch, command),
        None => session.execute(text),
    };
    status.map_or(Next::Go, Next::Exit)
}
