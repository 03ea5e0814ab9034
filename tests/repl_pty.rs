//! The session in a terminal: what a user types, and what stands on the screen then.
//!
//! Nothing here waits for a time, only for a screen: a slow machine makes the tests slow, not wrong.

use pty_process::blocking::{Command, Pty};
use std::io::{Read, Write};
use std::num::NonZero;
use std::path::PathBuf;
use std::process::Child;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

/// How long a screen may take to come.
const PATIENCE: Duration = Duration::from_secs(20);

const ROWS: NonZero<u16> = NonZero::new(24).expect("not zero");
const COLUMNS: NonZero<u16> = NonZero::new(80).expect("not zero");

/// A session in a terminal of 24 rows and 80 columns.
struct Terminal {
    child: Child,
    pty: std::sync::Arc<Pty>,
    output: Receiver<Vec<u8>>,
    screen: vt100::Parser,
    /// All that came.
    raw: Vec<u8>,
}

impl Terminal {
    fn new(history: &str, environment: &[(&str, &str)]) -> Terminal {
        let (pty, pts) = pty_process::blocking::open().expect("a pseudo-terminal");
        pty.resize(pty_process::Size::new(ROWS.get(), COLUMNS.get())).expect("a size");
        let child = Command::new(env!("CARGO_BIN_EXE_rondo"))
            .env("TERM", "xterm-256color")
            .env("RONDO_HISTORY", history)
            .env_remove("NO_COLOR")
            .env_remove("FORCE_COLOR")
            .env_remove("PYTHON_COLORS")
            .envs(environment.iter().copied())
            .spawn(pts)
            .expect("a session");
        let pty = std::sync::Arc::new(pty);
        let (sender, output) = channel();
        let reader = pty.clone();
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            // The terminal's end is an error on Linux.
            while let Ok(n @ 1..) = (&*reader).read(&mut bytes) {
                if sender.send(bytes[..n].to_vec()).is_err() {
                    break;
                }
            }
        });
        let mut terminal =
            Terminal { child, pty, output, screen: vt100::Parser::new(ROWS, COLUMNS, 0), raw: Vec::new() };
        terminal.wait_for_line(">>>");
        terminal
    }

    fn type_(&mut self, keys: &str) {
        (&*self.pty).write_all(keys.as_bytes()).expect("a terminal that takes keys");
    }

    fn lines(&self) -> Vec<String> {
        self.screen.screen().rows(0, COLUMNS.get()).map(|row| row.trim_end().to_string()).collect()
    }

    /// The last line with something on it.
    fn last_line(&self) -> String {
        self.lines().into_iter().rfind(|line| !line.is_empty()).unwrap_or_default()
    }

    fn wait(&mut self, what: &str, is_there: impl Fn(&Terminal) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while !is_there(self) {
            match self.output.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                Ok(bytes) => {
                    self.screen.process(&bytes);
                    self.raw.extend(bytes);
                }
                Err(RecvTimeoutError::Timeout) => panic!("{what} did not come:\n{}", self.lines().join("\n")),
                Err(RecvTimeoutError::Disconnected) => panic!("it ended before {what}:\n{}", self.lines().join("\n")),
            }
        }
    }

    /// Waits until the last line is `line`.
    fn wait_for_line(&mut self, line: &str) {
        self.wait(&format!("the line {line:?}"), |t| t.last_line() == line);
    }

    /// Waits until the screen ends with `lines`.
    fn wait_for_end(&mut self, lines: &[&str]) {
        self.wait(&format!("{lines:?}"), |t| {
            let all: Vec<String> = t.lines().into_iter().filter(|line| !line.is_empty()).collect();
            all.ends_with(&lines.iter().map(|line| line.to_string()).collect::<Vec<_>>())
        });
    }

    /// Waits for the end of the session and returns its exit status.
    fn end(mut self) -> i32 {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().expect("a child to wait for") {
                return status.code().unwrap_or(-1);
            }
            assert!(Instant::now() < deadline, "the session did not end:\n{}", self.lines().join("\n"));
            // What it prints must be read, or it waits.
            if let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(20)) {
                self.screen.process(&bytes);
            }
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn plain() -> Terminal {
    Terminal::new("", &[("NO_COLOR", "1")])
}

#[test]
fn typing_and_editing() {
    let mut t = plain();
    t.type_("1 + 1\r");
    t.wait_for_end(&[">>> 1 + 1", "2", ">>>"]);
    t.type_("prnt(\"x\")");
    t.wait_for_line(">>> prnt(\"x\")");
    // Home, two to the right, a letter.
    t.type_("\x1b[H\x1b[C\x1b[Ci\r");
    t.wait_for_end(&[">>> print(\"x\")", "x", ">>>"]);
    t.type_("abc def\x17\x7f\x7f");
    t.wait_for_line(">>> ab");
    t.type_("\x15'漢字é'\x1b[D\x7f\r");
    t.wait_for_end(&[">>> '漢字'", "'漢字'", ">>>"]);
    t.type_("exit\r");
    assert_eq!(t.end(), 0);
}

#[test]
fn blocks_of_several_lines() {
    let mut t = plain();
    t.type_("def f(x):\r");
    t.wait_for_end(&[">>> def f(x):", "..."]);
    t.type_("if x:\rreturn 'yes'\relse:\rreturn 'no'\r");
    t.wait_for_end(&["...     if x:", "...         return 'yes'", "...     else:", "...         return 'no'", "..."]);
    t.type_("\r");
    t.wait_for_line(">>>");
    t.type_("f(0), f(1)\r");
    t.wait_for_end(&["('no', 'yes')", ">>>"]);
    // Whoever types the indentation gets the same.
    t.type_("for i in range(2):\r    print(i)\r\r");
    t.wait_for_end(&["0", "1", ">>>"]);
    // The block comes back whole and is changed in its first line.
    t.type_("\x1b[A");
    t.wait_for_end(&[">>> for i in range(2):", "...     print(i)"]);
    t.type_("\x1b[A\x1b[F\x1b[D\x1b[D\x7f3");
    t.wait_for_end(&[">>> for i in range(3):", "...     print(i)"]);
    t.type_("\x1b[B\x1b[F\r\r");
    t.wait_for_end(&["0", "1", "2", ">>>"]);
    t.type_("(1 +\r2)\r");
    t.wait_for_end(&[">>> (1 +", "... 2)", "3", ">>>"]);
    t.type_("\x04");
    assert_eq!(t.end(), 0);
}

#[test]
fn pasting_a_block() {
    let mut t = plain();
    t.type_("\x1b[200~class A:\n    def m(self):\n        return 1\n\n    def n(self):\n        return 2\n\nA().n()\x1b[201~");
    t.wait_for_end(&["...     def n(self):", "...         return 2", "...", "... A().n()"]);
    t.type_("\r");
    t.wait_for_end(&["2", ">>>"]);
    t.type_("A().m()\r");
    t.wait_for_end(&["1", ">>>"]);
}

#[test]
fn pasting_a_transcript_or_a_part_of_a_block() {
    let mut t = plain();
    t.type_("\x1b[200~>>> def f(x):\n...     return x\n...\n>>> f(1)\n1\n>>> f(2)\n2\n\x1b[201~\r");
    t.wait_for_end(&[">>> def f(x):", "...     return x", "...", "... f(1)", "... f(2)", "2", ">>>"]);
    t.type_("\x1b[200~        y = f(3)\n        if y:\n            print(y)\n\x1b[201~\r");
    t.wait_for_end(&[">>> y = f(3)", "... if y:", "...     print(y)", "...", "3", ">>>"]);
}

#[test]
fn tabs_of_a_terminal_that_pastes_as_if_typed() {
    let mut t = plain();
    t.type_("def f(x):\r\tif x:\r\t\treturn 1\r\treturn 2\r\rf(0)\r");
    t.wait_for_end(&["...     if x:", "...         return 1", "...     return 2", "...", ">>> f(0)", "2", ">>>"]);
}

#[test]
fn what_is_wrong_in_brackets_is_said_at_once() {
    let mut t = plain();
    t.type_("f(a b\r");
    t.wait_for_end(&["    f(a b", "     ^", "SyntaxError: '(' was never closed", ">>>"]);
    t.type_("1 / 0\r");
    t.wait_for_end(&["ZeroDivisionError: division by zero", ">>>"]);
    assert!(t.lines().iter().any(|line| line.contains("<python-input-1>")), "{:?}", t.lines());
}

#[test]
fn completion() {
    let mut t = plain();
    t.type_("impo\t asyn\t\r");
    t.wait_for_end(&[">>> import asyncio", ">>>"]);
    t.type_("asyncio.slee\t");
    t.wait_for_line(">>> asyncio.sleep(");
    t.type_("\x15from asyncio import TaskG\t\r");
    t.wait_for_end(&[">>> from asyncio import TaskGroup", ">>>"]);
    t.type_("first_name = 1; first_note = 2\r");
    t.wait_for_line(">>>");
    t.type_("fir\t");
    t.wait_for_line(">>> first_n");
    t.type_("\t");
    t.wait_for_end(&["first_name  first_note", ">>> first_n"]);
    t.type_("o\t + 40\r");
    t.wait_for_end(&[">>> first_note + 40", "42", ">>>"]);
    t.type_(":ta\t\r");
    t.wait_for_end(&[">>> :tasks", "0 tasks", ">>>"]);
}

#[test]
fn interrupts() {
    let mut t = plain();
    t.type_("abc");
    t.wait_for_line(">>> abc");
    t.type_("\x03");
    t.wait_for_end(&[">>> abc", "KeyboardInterrupt", ">>>"]);
    t.type_("print('running')\rwhile True: pass\r\r");
    t.wait("the loop", |t| t.lines().contains(&"running".to_string()) && t.last_line() == "...");
    t.type_("\x03");
    t.wait_for_end(&["KeyboardInterrupt", ">>>"]);
    t.type_("import asyncio\rprint('waiting'); await asyncio.sleep(1000)\r");
    t.wait_for_line("waiting");
    t.type_("\x03");
    t.wait_for_end(&["KeyboardInterrupt", ">>>"]);
    t.type_("'still here'\r");
    t.wait_for_end(&["'still here'", ">>>"]);
    t.type_("exit(3)\r");
    assert_eq!(t.end(), 3);
}

#[test]
fn a_background_task_prints_above_the_line_being_typed() {
    let mut t = plain();
    t.type_("import asyncio\revent = asyncio.Event()\r");
    t.type_("async def report():\rawait asyncio.sleep(0.3)\rprint('one')\rawait event.wait()\rprint('two')\r\r");
    t.wait_for_line(">>>");
    t.type_("task = asyncio.create_task(report())\r");
    t.wait_for_line(">>>");
    t.type_("x = 'half a");
    t.wait_for_end(&["one", ">>> x = 'half a"]);
    t.type_(" line'\rx\r");
    t.wait_for_end(&["'half a line'", ">>>"]);
    t.type_("event.set()\r");
    t.wait_for_end(&[">>> event.set()", "two", ">>>"]);
    t.type_("task.done()\r");
    t.wait_for_end(&["True", ">>>"]);
}

#[test]
fn history_is_kept_and_searched() {
    let file: PathBuf = std::env::temp_dir().join(format!("rondo-pty-{}", std::process::id()));
    let name = file.to_string_lossy().into_owned();
    let mut t = Terminal::new(&name, &[("NO_COLOR", "1")]);
    t.type_("first = 1\rif first:\rprint('block')\r\rsecond = 2\r");
    t.wait_for_end(&[">>> second = 2", ">>>"]);
    t.type_("\x04");
    assert_eq!(t.end(), 0);
    let mut t = Terminal::new(&name, &[("NO_COLOR", "1")]);
    t.type_("\x1b[A");
    t.wait_for_line(">>> second = 2");
    t.type_("\x1b[A");
    t.wait_for_end(&[">>> if first:", "...     print('block')"]);
    t.type_("\x1b[B\x1b[B");
    t.wait_for_line(">>>");
    t.type_("\x12first = ");
    t.wait_for_line("(reverse-i-search)`first = ': first = 1");
    t.type_("\r");
    t.wait_for_end(&[">>> first = 1", ">>>"]);
    t.type_("\x04");
    assert_eq!(t.end(), 0);
    let _ = std::fs::remove_file(file);
}

#[test]
fn colors_and_terminals_without_them() {
    let mut t = Terminal::new("", &[]);
    t.type_("def f(): return 'text'\r\rf(\r)\r1/0\r");
    t.wait_for_end(&["ZeroDivisionError: division by zero", ">>>"]);
    let raw = String::from_utf8_lossy(&t.raw).into_owned();
    for painted in ["\x1b[1;35m>>> ", "\x1b[1;34mdef", "\x1b[32m'text'", "\x1b[1;35mZeroDivisionError"] {
        assert!(raw.contains(painted), "{painted:?} is missing in {raw:?}");
    }
    let mut t = plain();
    t.type_("1/0\r");
    t.wait_for_end(&["ZeroDivisionError: division by zero", ">>>"]);
    assert!(!String::from_utf8_lossy(&t.raw).contains("\x1b[1;35m"));
    // A terminal that cannot move its cursor gets the plain session.
    let mut t = Terminal::new("", &[("TERM", "dumb")]);
    t.type_("1 + 1\n");
    t.wait_for_end(&[">>> 1 + 1", "2", ">>>"]);
    assert!(!t.raw.contains(&0x1b), "{:?}", String::from_utf8_lossy(&t.raw));
    // The terminal forgets at an interrupt what has been typed and not read: the loop must run before.
    t.type_("if not print('\\nruns'):\n while True: pass\n\n");
    t.wait_for_line("runs");
    t.type_("\x03");
    t.wait_for_end(&["KeyboardInterrupt", ">>>"]);
    t.type_("\x03");
    t.wait_for_end(&["KeyboardInterrupt", ">>>"]);
    t.type_("\x04");
    assert_eq!(t.end(), 0);
}

#[test]
fn long_lines_wrap() {
    let mut t = plain();
    let long = "a".repeat(100);
    t.type_(&format!("'{long}'"));
    let (first, second) = (format!(">>> '{}", &long[..75]), format!("{}'", &long[75..]));
    t.wait_for_end(&[&first, &second]);
    t.type_("\x1b[D\x7fb\r");
    t.wait("the value", |t| {
        t.lines().iter().filter(|line| line.ends_with("ab'")).count() == 2 && t.last_line() == ">>>"
    });
    t.type_("input('name: ')\r");
    t.wait_for_line("name:");
    t.type_("Rondo\r");
    t.wait_for_end(&["name: Rondo", "'Rondo'", ">>>"]);
    t.type_("x = input('name: ')\r");
    t.wait_for_line("name:");
    t.type_("nobody\r");
    t.wait_for_end(&["name: nobody", ">>>"]);
    // An unfinished line stays.
    t.type_("print('no end', end='')\r");
    t.wait_for_end(&["no end", ">>>"]);
    let lines = t.lines();
    let at = lines.iter().position(|line| line == "name: nobody").unwrap_or_default();
    assert!(lines[at + 1].starts_with(">>> print"), "{lines:?}");
}
