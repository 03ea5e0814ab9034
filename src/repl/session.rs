//! A session: statements that run one after the other in one namespace. `await` may stand at top level.

use super::statement;
use rondo_grammar::{Mode, SyntaxError};
use rondo_vm::code::Flags;
use rondo_vm::compiler::{self, Options};
use rondo_vm::event_loop::attend::{self, Completed};
use rondo_vm::heap::Gc;
use rondo_vm::object::code::Code;
use rondo_vm::object::dict::Dict;
use rondo_vm::object::exception::Exception;
use rondo_vm::report;
use rondo_vm::value::Value;
use rondo_vm::vm::{Raised, Res, Vm};
use std::os::fd::BorrowedFd;
use std::rc::Rc;

/// Where statements come from: it decides the file names of their code and what may be run at once.
#[derive(Clone, Debug, PartialEq)]
pub enum Origin {
    /// A plain session: `<stdin>-N`, shown as `<stdin>`; one statement at a time, as CPython has it.
    Plain,
    /// The editor: `<python-input-N>`; a pasted block may hold several statements.
    Editor,
    /// An example of a document: the name is its own.
    Document(String),
}

/// Statements running in one namespace.
pub struct Session<'vm> {
    /// The machine.
    pub vm: &'vm mut Vm,
    /// The namespace, that of `__main__`.
    pub globals: Gc<Dict>,
    origin: Origin,
    /// How many inputs there were.
    inputs: usize,
    /// Has `from __future__ import annotations` been said?
    future_annotations: bool,
}

/// How a statement ended that raised nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// It ran to its end.
    Whole,
    /// Ctrl-C cancelled it while it awaited something.
    Interrupted,
    /// It awaited what nothing could ever wake, which has been reported.
    Stuck,
}

impl<'vm> Session<'vm> {
    /// A session in the namespace `globals`.
    pub fn new(vm: &'vm mut Vm, globals: Gc<Dict>, origin: Origin) -> Session<'vm> {
        attend::begin_session(vm);
        Session { vm, globals, origin, inputs: 0, future_annotations: false }
    }

    /// What the next examples of a document are called.
    pub fn set_origin(&mut self, origin: Origin) {
        self.origin = origin;
    }

    /// Runs a whole input and tells the user what it raises. Returns the exit status if it ends the session.
    pub fn execute(&mut self, text: &str) -> Option<i32> {
        let result = self.run(text);
        let status = match result {
            Ok(Ended::Interrupted) => {
                report::write(self.vm, "\nKeyboardInterrupt\n");
                None
            }
            Ok(_) => None,
            Err(raised) => self.report(raised),
        };
        self.flush();
        status
    }

    /// Tells the user about the exception that is parked. Returns the exit status if it ends the session.
    pub fn report(&mut self, raised: Raised) -> Option<i32> {
        drop(raised);
        let exception = self.vm.take_raised();
        self.flush();
        if let Some(status) = report::exit_status(self.vm, &exception) {
            return Some(status);
        }
        if let Ok(sys) = self.vm.sys() {
            let traceback = exception.exact::<Exception>().map_or(Value::NONE, |e| e.traceback.get());
            sys.set_name("last_exc", exception.clone());
            sys.set_name("last_type", self.vm.class_of(&exception).into_value());
            sys.set_name("last_value", exception.clone());
            sys.set_name("last_traceback", traceback);
        }
        report::uncaught(self.vm, &exception);
        None
    }

    /// Writes out what the standard streams hold back.
    pub fn flush(&mut self) {
        for name in ["stdout", "stderr"] {
            let Some(stream) = self.vm.sys_attribute(name).filter(|s| !s.is_none()) else { continue };
            if let Err(raised) = self.vm.call_method(&stream, "flush", &[]) {
                drop((raised, self.vm.take_raised()));
            }
        }
    }

    /// Runs a whole input; values of expression statements go to `sys.displayhook`.
    ///
    /// # Errors
    /// SyntaxError, and whatever it raises.
    pub fn run(&mut self, text: &str) -> Res<Ended> {
        for code in self.compile(text)? {
            let awaits = code.has(Flags::COROUTINE);
            let value = self.vm.run_code(code, &self.globals)?;
            if !awaits {
                continue;
            }
            match attend::complete(self.vm, value)? {
                Completed::Done(result) => drop(result?),
                Completed::Interrupted => return Ok(Ended::Interrupted),
                Completed::Stuck => return Ok(Ended::Stuck),
            }
        }
        Ok(Ended::Whole)
    }

    /// The value of an expression of the session.
    ///
    /// # Errors
    /// SyntaxError, and whatever evaluating it raises.
    pub fn evaluate(&mut self, text: &str) -> Res {
        let code = self.vm.compile(text, "<command>", Mode::Eval, false)?;
        self.vm.run_code(code, &self.globals)
    }

    /// The code of an input: at most two pieces, of which only the last shows values.
    fn compile(&mut self, text: &str) -> Res<Vec<Gc<Code>>> {
        let shown: &str = if self.origin == Origin::Plain { "<stdin>" } else { &self.name() };
        let shown: Rc<str> = shown.into();
        let filename: Rc<str> = self.name().into();
        // At a plain prompt, as in CPython, only what can be parsed is counted.
        let plain = self.origin == Origin::Plain;
        self.inputs += usize::from(!plain);
        let parsed = match rondo_grammar::parse_as_read(text, Mode::Exec, plain) {
            Ok(parsed) => parsed,
            Err(error) if self.origin == Origin::Plain => {
                return Err(self.vm.syntax_error(&statement::placed(error, text), text, &shown));
            }
            Err(error) => return Err(self.vm.syntax_error(&error, text, &shown)),
        };
        self.vm.syntax_warnings(&parsed.warnings, true, text, &shown)?;
        let pieces = match statement::pieces(parsed.module, text, self.origin == Origin::Plain) {
            Ok(pieces) => pieces,
            Err(error) => return Err(self.vm.syntax_error(&error, text, &shown)),
        };
        self.inputs += usize::from(plain);
        Rc::make_mut(&mut self.vm.importer.inputs).insert(filename.clone(), text.into());
        let future_annotations = self.future_annotations;
        let options = Options { top_level_await: true, future_annotations, ..Options::new(filename) };
        let mut code = Vec::new();
        for piece in &pieces {
            match compiler::compile_with_warnings(piece, text, &options) {
                Ok((proto, warnings)) => {
                    self.vm.syntax_warnings(&warnings, true, text, &shown)?;
                    // What a `from __future__ import` says lasts.
                    self.future_annotations |= proto.flags.has(Flags::FUTURE_ANNOTATIONS);
                    code.push(Code::new(&proto));
                }
                Err(error) => {
                    // Its line is not to be looked for in a file.
                    let error = SyntaxError { read: Some(error.span.end), ..error };
                    return Err(self.vm.syntax_error(&error, text, &shown));
                }
            }
        }
        Ok(code)
    }

    /// The file name of the next input's code.
    fn name(&self) -> String {
        match &self.origin {
            Origin::Plain => format!("<stdin>-{}", self.inputs),
            Origin::Editor => format!("<python-input-{}>", self.inputs),
            Origin::Document(name) => name.clone(),
        }
    }

    /// Lets background tasks run until `input` can be read; `idle` is called whenever they have run.
    ///
    /// # Errors
    /// `KeyboardInterrupt` when Ctrl-C comes, `SystemExit` when a task ends the program.
    pub fn attend(&mut self, input: BorrowedFd<'_>, idle: &mut dyn FnMut(&mut Vm)) -> Res<()> {
        attend::attend(self.vm, input, idle)
    }

    /// Lets background tasks run that are ready.
    ///
    /// # Errors
    /// As [`Session::attend`].
    pub fn turn(&mut self) -> Res<()> {
        self.vm.check_signals()?;
        let event_loop = attend::existing_loop(self.vm).unwrap_or_default();
        attend::one_turn(self.vm, &event_loop).map(drop)
    }

    /// `str(sys.ps1)` or `str(sys.ps2)`; empty if the program has deleted it or it has no text.
    pub fn prompt(&mut self, name: &str) -> String {
        let Some(value) = self.vm.sys_attribute(name) else { return String::new() };
        match self.vm.str(&value) {
            Ok(text) => text,
            Err(raised) => {
                drop((raised, self.vm.take_raised()));
                String::new()
            }
        }
    }

    /// Ends what goes on in the background and empties the namespace.
    pub fn reset(&mut self) -> Option<i32> {
        let status = self.close();
        attend::begin_session(self.vm);
        self.globals = self.vm.main_module(None).dict.clone();
        self.future_annotations = false;
        status
    }

    /// Forgets what the session keeps beside the namespace: the last value and the last exception.
    pub fn forget(&mut self) {
        drop(self.vm.builtins.remove_str(&Value::from("_")));
        for name in ["last_exc", "last_type", "last_value", "last_traceback"] {
            if let Ok(sys) = self.vm.sys() {
                drop(sys.remove_str(&Value::from(name)));
            }
        }
        // Runs what freeing them left to do.
        let pass = self.vm.compile("pass", "<session>", Mode::Exec, true);
        if let Err(raised) = pass.and_then(|code| self.vm.run_code(code, &self.globals)) {
            drop((raised, self.vm.take_raised()));
        }
    }

    /// Cancels what goes on in the background and closes the loop. Returns the exit status if a task ends the program
    /// meanwhile.
    pub fn close(&mut self) -> Option<i32> {
        match attend::close(self.vm) {
            Ok(()) => None,
            Err(raised) => self.report(raised),
        }
    }
}
