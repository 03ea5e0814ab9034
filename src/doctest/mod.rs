//! `rondo doctest FILE...`: runs the sessions that documents show, and reports where they go differently.
//!
//! A document is text with sessions in it (in Markdown only fenced blocks count) or a program, whose docstrings are
//! looked at. An example is what follows `>>> `; it runs as at the prompt, so it may `await`, and what is printed is
//! compared as CPython's module `doctest` does, by [`compare`].

mod compare;
mod examples;

use crate::program::os_error_text;
use crate::repl::clock::Switch;
use crate::repl::session::{Ended, Origin, Session};
use compare::{Flags, Verdict};
use examples::{Document, Example, Section};
use rondo_grammar::Mode;
use rondo_vm::heap::Gc;
use rondo_vm::object::dict::Dict;
use rondo_vm::object::exception::Exc;
use rondo_vm::report;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};
use std::ffi::OsString;
use std::path::Path;
use std::rc::Rc;

/// What is asked for.
#[derive(Debug, Default, PartialEq)]
pub struct Request {
    /// The documents.
    pub files: Vec<OsString>,
    /// Names of options that all examples have.
    pub options: Vec<String>,
    /// The clock jumps over waits.
    pub virtual_time: bool,
}

/// What separates reports.
const RULE: &str = "**********************************************************************\n";

/// Runs the examples of all documents. Returns the exit status: 0 if all went as shown, 1 if not, 2 for a file that
/// cannot be read or an option that there is not. `new_vm` makes a machine with a clock and a folder to import from.
pub fn run(request: &Request, mut new_vm: impl FnMut(Rc<Switch>, &Path) -> Vm) -> i32 {
    let mut flags = Flags::default();
    for option in &request.options {
        if !flags.set(option, true) {
            eprintln!("rondo doctest: there is no option {option}; there are {}", compare::OPTIONS.join(", "));
            return 2;
        }
    }
    let mut status = 0;
    for file in &request.files {
        let path = Path::new(file);
        let name = path.to_string_lossy().into_owned();
        let bytes = match std::fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) => {
                eprintln!("rondo: can't open file '{name}': {}", os_error_text(&error));
                status = 2;
                continue;
            }
        };
        let text = match rondo_grammar::decode(&bytes) {
            Ok(text) => text,
            Err(error) => {
                eprint!("{}", rondo_grammar::format_error(&error, "", &name));
                status = status.max(1);
                continue;
            }
        };
        let switch = Rc::new(Switch::default());
        switch.virtual_time.set(request.virtual_time);
        let folder = path.parent().unwrap_or(Path::new(""));
        let folder = std::path::absolute(if folder.as_os_str().is_empty() { Path::new(".") } else { folder });
        let mut vm = new_vm(switch.clone(), &folder.unwrap_or_default());
        let failed = Run { vm: &mut vm, switch, name: &name, flags, examples: 0, failures: Vec::new() }.document(&text);
        if failed {
            status = status.max(1);
        }
        vm.end_program();
    }
    status
}

/// The examples of one document being run.
struct Run<'a> {
    vm: &'a mut Vm,
    switch: Rc<Switch>,
    name: &'a str,
    flags: Flags,
    examples: usize,
    /// Failures and examples of each section in which something failed.
    failures: Vec<(String, usize, usize)>,
}

/// What an example did.
struct Outcome {
    printed: String,
    /// What it raised: its last lines, and all of the traceback.
    raised: Option<(String, String)>,
}

impl Run<'_> {
    /// Runs a document. Did something fail?
    fn document(mut self, text: &str) -> bool {
        let document = match Document::of(self.name, text) {
            Ok(document) => document,
            Err(error) => {
                eprint!("{}", rondo_grammar::format_error(&error, text, self.name));
                return true;
            }
        };
        let globals = self.vm.main_module(None).dict.clone();
        if document.is_program && !self.load(text, &globals) {
            return true;
        }
        for section in &document.sections {
            let namespace = match document.is_program {
                // What one docstring does to a name, the others do not see.
                true => copy(&globals),
                false => globals.clone(),
            };
            self.section(section, namespace);
        }
        self.summary()
    }

    /// Runs the program whose docstrings are to be tested, as a module. False if it fails.
    fn load(&mut self, text: &str, globals: &Gc<Dict>) -> bool {
        let stem = Path::new(self.name).file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        globals.set_name("__name__", Value::from(stem.as_str()));
        globals.set_name("__file__", Value::from(self.name));
        let code = self.vm.compile(text, self.name, Mode::Exec, false);
        let result = code.and_then(|code| self.vm.run_code(code, globals));
        match result {
            Ok(_) => true,
            Err(raised) => {
                drop(raised);
                let exception = self.vm.take_raised();
                report::display(self.vm, &exception);
                false
            }
        }
    }

    fn section(&mut self, section: &Section, globals: Gc<Dict>) {
        let origin = |number: usize| Origin::Document(format!("<doctest {}[{number}]>", section.name));
        let mut session = Session::new(self.vm, globals, origin(0));
        let (mut failed, mut ran) = (0, 0);
        for (number, example) in section.examples.iter().enumerate() {
            let mut flags = self.flags;
            for (option, on) in &example.options {
                if !flags.set(option, *on) {
                    crate::say(&format!(
                        "{RULE}File \"{}\", line {}, in {}\nthere is no option {option}\n",
                        self.name, example.line, section.name
                    ));
                    failed += 1;
                }
            }
            if flags.skip {
                continue;
            }
            session.set_origin(origin(number));
            ran += 1;
            let outcome = outcome(&mut session, &self.switch, &example.source);
            if let Some(difference) = difference(example, &outcome, flags) {
                failed += 1;
                crate::say(&format!(
                    "{RULE}File \"{}\", line {}, in {}\nFailed example:\n{}{difference}",
                    self.name,
                    example.line,
                    section.name,
                    indented(&example.source)
                ));
            }
        }
        session.close();
        session.forget();
        self.examples += ran;
        if failed > 0 {
            self.failures.push((section.name.clone(), failed, ran));
        }
    }

    fn summary(&self) -> bool {
        let failed: usize = self.failures.iter().map(|(_, failed, _)| failed).sum();
        let plural = |n: usize| if n == 1 { "" } else { "s" };
        if failed == 0 {
            let said = match self.examples {
                0 => "no examples".to_string(),
                n => format!("{n} example{} went as shown", plural(n)),
            };
            crate::say(&format!("{}: {said}\n", self.name));
            return false;
        }
        let items = self.failures.len();
        let mut text = format!("{RULE}{items} item{} had failures:\n", plural(items));
        for (name, failed, all) in &self.failures {
            text.push_str(&format!("{failed:>4} of {all:>3} in {name}\n"));
        }
        crate::say(&format!("{text}***Test Failed*** {failed} failure{}.\n", plural(failed)));
        true
    }
}

fn copy(globals: &Gc<Dict>) -> Gc<Dict> {
    let own = Dict::new();
    for entry in globals.entries() {
        own.set_str(entry.key, entry.value);
    }
    own
}

/// Runs an example; what it and the tasks that it lets go on print is kept.
fn outcome(session: &mut Session, switch: &Rc<Switch>, source: &str) -> Outcome {
    let result = captured(session, |session| {
        if let Some(command) = source.strip_prefix(':') {
            return Ok(crate::repl::run_command(session, switch, command.trim_end()));
        }
        let ended = session.run(source)?;
        session.turn()?;
        Ok(match ended {
            Ended::Whole => None,
            Ended::Interrupted => Some("KeyboardInterrupt\n".to_string()),
            Ended::Stuck => Some("it awaits what nothing can wake\n".to_string()),
        })
    });
    let (printed, result) = match result {
        Ok(captured) => captured,
        Err(raised) => (String::new(), Err(raised)),
    };
    let raised = match result {
        Ok(stopped) => stopped.map(|text| (text.clone(), text)),
        Err(raised) => {
            drop(raised);
            let exception = session.vm.take_raised();
            // `exit()` ends a session, and that is all right.
            let ends = session.vm.is_exception(&exception, Exc::SystemExit);
            let last = report::chain::format_only(session.vm, &exception);
            (!ends).then(|| (last, report::format_exception(session.vm, &exception)))
        }
    };
    Outcome { printed, raised }
}

/// Runs `work` while `sys.stdout` is a file in memory; what is in it then, and the result.
fn captured<T>(session: &mut Session, work: impl FnOnce(&mut Session) -> Res<T>) -> Res<(String, Res<T>)> {
    let io = session.vm.import_module("io")?;
    let file = session.vm.call_method(&io, "StringIO", &[])?;
    let sys = session.vm.sys()?;
    let stdout = sys.get_name("stdout").unwrap_or(Value::NONE);
    sys.set_name("stdout", file.clone());
    let result = work(session);
    sys.set_name("stdout", stdout);
    // What was raised is not to be disturbed.
    let raised = session.vm.take_raised();
    let text = session.vm.call_method(&file, "getvalue", &[]).map(|text| text.as_str().unwrap_or_default().to_string());
    if !raised.is_unset() {
        drop(session.vm.raise_again(raised));
    }
    Ok((text?, result))
}

/// How the outcome differs from what the example shows, as text; `None` if it does not.
fn difference(example: &Example, outcome: &Outcome, flags: Flags) -> Option<String> {
    let verdict = match &outcome.raised {
        Some((last, _)) => compare::exception(&example.want, last, flags),
        None => compare::output(&example.want, &outcome.printed, flags),
    };
    if verdict == Verdict::Same {
        return None;
    }
    let expected = match example.want.as_str() {
        "" => "Expected nothing\n".to_string(),
        want => format!("Expected:\n{}", indented(want)),
    };
    Some(match &outcome.raised {
        Some((_, traceback)) if example.want.contains("Traceback (most recent call last):") => {
            format!("{expected}Got:\n{}", indented(&format!("{}{traceback}", outcome.printed)))
        }
        Some((_, traceback)) => format!("Exception raised:\n{}", indented(traceback)),
        None if outcome.printed.is_empty() => format!("{expected}Got nothing\n"),
        None => format!("{expected}Got:\n{}", indented(&outcome.printed)),
    })
}

fn indented(text: &str) -> String {
    text.lines().map(|line| if line.is_empty() { "\n".to_string() } else { format!("    {line}\n") }).collect()
}
