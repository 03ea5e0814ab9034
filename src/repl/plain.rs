//! The plain session: lines from standard input, prompts on standard error, as CPython does when it is given a pipe.

use super::clock::Switch;
use super::session::Session;
use super::{Next, run_input, statement};
use rondo_vm::object::exception::Exc;
use rondo_vm::object::file::text::TextFile;
use rondo_vm::report;
use rondo_vm::vm::{Res, Vm};
use std::io::Write;
use std::rc::Rc;

/// Reads and runs until the input ends. Returns the exit status if something else than its end decides it.
pub fn run(session: &mut Session, switch: &Rc<Switch>) -> Option<i32> {
    loop {
        let text = match read(session, switch) {
            Ok(Some(text)) => text,
            Ok(None) => {
                show("\n");
                return None;
            }
            Err(raised) if session.vm.raised_is(Exc::KeyboardInterrupt) => {
                drop((raised, session.vm.take_raised()));
                report::write(session.vm, "\nKeyboardInterrupt\n");
                continue;
            }
            Err(raised) => match session.report(raised) {
                Some(status) => return Some(status),
                // Standard input cannot be read.
                None => return Some(1),
            },
        };
        if let Next::Exit(status) = run_input(session, switch, &text) {
            return Some(status);
        }
    }
}

/// The lines of one input; `None` at the end of all.
fn read(session: &mut Session, switch: &Rc<Switch>) -> Res<Option<String>> {
    let mut text = String::new();
    loop {
        show(&session.prompt(if text.is_empty() { "ps1" } else { "ps2" }));
        let line = read_line(session, switch)?;
        match line.as_deref() {
            None if text.is_empty() => return Ok(None),
            // What was begun is run as it is.
            None => {
                show("\n");
                return Ok(Some(text));
            }
            Some(line) => text.push_str(line),
        }
        if !text.ends_with('\n') {
            // The input ended in the middle of a line.
            show(&session.prompt("ps2"));
            show("\n");
            text.push('\n');
            return Ok(Some(text));
        }
        if text.starts_with(':') || statement::is_whole(&text) {
            return Ok(Some(text));
        }
    }
}

/// The next line of `sys.stdin` with its end, so that `input()` reads on where the prompt stopped; `None` at the end.
fn read_line(session: &mut Session, switch: &Rc<Switch>) -> Res<Option<String>> {
    let Some(stdin) = session.vm.sys_attribute("stdin") else { return Ok(None) };
    let file = stdin.foreign::<TextFile>();
    if let Some(file) = file
        && !file.has_line()
    {
        switch.at_prompt.set(true);
        let result = session.attend(rustix::stdio::stdin(), &mut Vm::flush_before_report);
        switch.at_prompt.set(false);
        session.flush();
        result?;
    } else {
        // There is no wait, but whatever is ready runs before the next statement.
        session.turn()?;
    }
    let closed = session.vm.get_attr_opt(&stdin, &rondo_vm::object::str::Str::intern("closed").into_value())?;
    if closed.is_some_and(|closed| closed.is_true()) {
        return Ok(None);
    }
    let line = session.vm.call_method(&stdin, "readline", &[])?;
    Ok(line.as_str().filter(|line| !line.is_empty()).map(str::to_string))
}

/// Writes to standard error, past `sys.stderr`; nobody is left to be told of an error.
fn show(text: &str) {
    let _ = std::io::stderr().write_all(text.as_bytes());
}
