//! The editor: an input of several lines on a terminal, with history, completion and colours.
//!
//! It asks the terminal nothing but its size, so it works on any that moves its cursor. While it waits for a key the
//! session's tasks go on; what they print appears above the input, which is drawn again below it.

mod buffer;
pub mod highlight;
mod history;
mod keys;
mod screen;
mod terminal;

use super::clock::Switch;
use super::complete::{self, Completions};
use super::session::Session;
use super::{Next, run_input, statement};
use buffer::{Buffer, INDENT};
use highlight::{Style, styles};
use history::History;
use keys::{Decoder, Key};
use rondo_vm::object::exception::Exc;
use rondo_vm::object::file::descriptor::set_before_output;
use rondo_vm::report;
use rondo_vm::vm::Vm;
use rustix::event::{PollFd, PollFlags};
use rustix::io::Errno;
use screen::Rows;
use std::io::IsTerminal;
use std::rc::Rc;
use terminal::Raw;

/// How many completions are shown at most.
const MOST_SHOWN: usize = 200;

/// Can the editor be used: are the standard streams a terminal that moves its cursor?
pub fn is_possible() -> bool {
    let term = std::env::var_os("TERM").unwrap_or_default();
    std::io::stdin().is_terminal() && std::io::stdout().is_terminal() && !term.is_empty() && term != "dumb"
}

/// Reads and runs until Ctrl-D. Returns the exit status if something else decides it.
pub fn run(session: &mut Session, switch: &Rc<Switch>) -> Option<i32> {
    let colors = report::theme::of_stderr(session.vm) == report::theme::COLORED;
    let mut editor = Editor { colors, history: History::load(), ..Editor::default() };
    set_before_output(Some(screen::before_output));
    let status = read_and_run(&mut editor, session, switch);
    set_before_output(None);
    status
}

fn read_and_run(editor: &mut Editor, session: &mut Session, switch: &Rc<Switch>) -> Option<i32> {
    loop {
        match editor.read(session, switch) {
            Read::Input(text)
                if matches!(text.trim(), "exit" | "quit") && session.globals.get_name(text.trim()).is_none() =>
            {
                return None;
            }
            Read::Input(text) => {
                if let Next::Exit(status) = run_input(session, switch, &text) {
                    return Some(status);
                }
            }
            Read::Interrupt => report::write(session.vm, "KeyboardInterrupt\n"),
            Read::End => return None,
            Read::Exit(status) => return Some(status),
        }
    }
}

/// What reading an input came to.
enum Read {
    /// An input to be run.
    Input(String),
    /// Ctrl-C.
    Interrupt,
    /// Ctrl-D on an empty line, or the terminal has gone away.
    End,
    /// A task has ended the program.
    Exit(i32),
}

/// A search backwards in the history.
struct Search {
    query: String,
    /// What it found last.
    found: Option<usize>,
    /// What stood in the buffer before.
    before: String,
}

#[derive(Default)]
struct Editor {
    colors: bool,
    history: History,
    decoder: Decoder,
    buffer: Buffer,
    prompts: [String; 2],
    /// Which earlier input is seen; as many as there are for the new one.
    at: usize,
    /// The new input, while an earlier one is seen.
    new: String,
    search: Option<Search>,
}

impl Editor {
    fn read(&mut self, session: &mut Session, switch: &Rc<Switch>) -> Read {
        self.prompts = ["ps1", "ps2"].map(|name| session.prompt(name));
        self.buffer.clear();
        self.at = self.history.len();
        self.search = None;
        let Some(mut raw) = Raw::enter() else { return Read::End };
        self.draw(session.vm);
        let read = loop {
            if let Some(key) = self.decoder.next() {
                if key == Key::Ctrl('z') {
                    self.finish(session.vm);
                    drop(raw);
                    terminal::suspend();
                    match Raw::enter() {
                        Some(entered) => raw = entered,
                        None => return Read::End,
                    }
                    self.draw(session.vm);
                    continue;
                }
                match self.key(session, key) {
                    Some(read) => break read,
                    None => continue,
                }
            }
            self.draw(session.vm);
            switch.at_prompt.set(true);
            let attended = session.attend(rustix::stdio::stdin(), &mut |vm| self.draw_again(vm));
            switch.at_prompt.set(false);
            if let Err(raised) = attended {
                if session.vm.raised_is(Exc::KeyboardInterrupt) {
                    drop((raised, session.vm.take_raised()));
                    break Read::Interrupt;
                }
                match session.report(raised) {
                    Some(status) => break Read::Exit(status),
                    None => {
                        self.draw_again(session.vm);
                        continue;
                    }
                }
            }
            if !self.read_keys() {
                break Read::End;
            }
        };
        self.finish(session.vm);
        raw.let_signals_come();
        self.read_ahead();
        if matches!(read, Read::Input(_)) && self.decoder.take_interrupt() {
            // It is meant for what is about to run.
            let _ = signal_hook::low_level::raise(signal_hook::consts::SIGINT);
        }
        drop(raw);
        if let Read::Input(text) = &read {
            self.history.add(text);
        }
        read
    }

    /// Reads keys that have come. False if none will come any more.
    fn read_keys(&mut self) -> bool {
        let mut bytes = [0; 4096];
        match rustix::io::read(rustix::stdio::stdin(), &mut bytes) {
            Ok(0) => false,
            Ok(n) => {
                self.decoder.push(&bytes[..n]);
                true
            }
            Err(error) => matches!(error, Errno::INTR | Errno::AGAIN),
        }
    }

    /// Reads what has been typed ahead.
    fn read_ahead(&mut self) {
        let stdin = rustix::stdio::stdin();
        let now = rustix::event::Timespec { tv_sec: 0, tv_nsec: 0 };
        while matches!(rustix::event::poll(&mut [PollFd::new(&stdin, PollFlags::IN)], Some(&now)), Ok(1)) {
            if !self.read_keys() {
                break;
            }
        }
    }

    /// Leaves the input on the terminal as it is.
    fn finish(&mut self, vm: &mut Vm) {
        self.search = None;
        self.buffer.finish();
        self.draw(vm);
        screen::leave();
    }

    /// Acts on a key. Returns what reading came to, if that ended it.
    fn key(&mut self, session: &mut Session, key: Key) -> Option<Read> {
        if self.search.is_some() && self.search_key(&key) {
            return None;
        }
        let buffer = &mut self.buffer;
        match key {
            Key::Ctrl('c') => return Some(Read::Interrupt),
            Key::Ctrl('d') if buffer.text().is_empty() => return Some(Read::End),
            Key::Enter => return self.enter(),
            Key::AltEnter => buffer.new_line(),
            Key::Char(c) => buffer.typed(c),
            Key::Paste(text) => buffer.pasted(&text),
            // In a text that a terminal pastes as if it were typed, tabs stand for the offered indentation.
            Key::Tab if buffer.line_before().trim().is_empty() && self.decoder.has_more() => {
                (0..INDENT).for_each(|_| buffer.typed(' '));
            }
            Key::Tab if buffer.line_before().trim().is_empty() => buffer.indent(),
            Key::Tab => self.complete(session),
            Key::BackTab => buffer.dedent(),
            Key::Backspace | Key::Ctrl('h') => buffer.backspace(),
            Key::Delete | Key::Ctrl('d') => buffer.delete(),
            Key::Left | Key::Ctrl('b') => buffer.left(),
            Key::Right | Key::Ctrl('f') => buffer.right(),
            Key::WordLeft | Key::Alt('b') => buffer.word_left(),
            Key::WordRight | Key::Alt('f') => buffer.word_right(),
            Key::Home | Key::Ctrl('a') => buffer.home(),
            Key::End | Key::Ctrl('e') => buffer.end(),
            Key::Up => {
                if !buffer.up() {
                    self.older();
                }
            }
            Key::Down => {
                if !buffer.down() {
                    self.newer();
                }
            }
            Key::Ctrl('p') => self.older(),
            Key::Ctrl('n') => self.newer(),
            Key::Ctrl('u') => buffer.cut_to_line_start(),
            Key::Ctrl('k') => buffer.cut_to_line_end(),
            Key::Ctrl('w') | Key::AltBackspace => buffer.cut_word_before(),
            Key::Alt('d') => buffer.cut_word_after(),
            Key::Ctrl('y') => buffer.paste_cut(),
            Key::Ctrl('t') => buffer.transpose(),
            Key::Ctrl('_') => buffer.undo(),
            Key::Ctrl('l') => screen::clear(),
            Key::Ctrl('r') => {
                let before = buffer.text().to_string();
                self.search = Some(Search { query: String::new(), found: None, before });
            }
            Key::Ctrl(_) | Key::Alt(_) | Key::Other => (),
        }
        None
    }

    /// Return: the input is run if it is whole and the cursor on its last line.
    fn enter(&mut self) -> Option<Read> {
        let text = self.buffer.text();
        let is_command = text.starts_with(':') && !text.contains('\n');
        if is_command || self.buffer.on_last_line() && statement::is_whole_in_editor(text) {
            let text = text.trim_end_matches([' ', '\t', '\n']).to_string() + "\n";
            return Some(Read::Input(text));
        }
        self.buffer.new_line();
        None
    }

    fn older(&mut self) {
        if self.at == self.history.len() {
            self.new = self.buffer.text().to_string();
        }
        if let Some(text) = self.at.checked_sub(1).and_then(|at| self.history.get(at)) {
            self.at -= 1;
            self.buffer.set(text);
        }
    }

    fn newer(&mut self) {
        if self.at < self.history.len() {
            self.at += 1;
            self.buffer.set(self.history.get(self.at).unwrap_or(&self.new));
        }
    }

    /// Acts on a key during a search. Was it one of the search?
    fn search_key(&mut self, key: &Key) -> bool {
        let Some(search) = &mut self.search else { return false };
        let end = match key {
            Key::Char(c) => {
                search.query.push(*c);
                search.found.map_or(usize::MAX, |at| at + 1)
            }
            Key::Backspace => {
                search.query.pop();
                usize::MAX
            }
            Key::Ctrl('r') => search.found.unwrap_or(usize::MAX),
            Key::Ctrl('g' | 'c') => {
                let before = std::mem::take(&mut search.before);
                self.search = None;
                self.buffer.set(&before);
                return true;
            }
            _ => {
                self.search = None;
                return false;
            }
        };
        if let Some(at) = self.history.find(&search.query, end) {
            search.found = Some(at);
            self.at = at;
            self.buffer.set(self.history.get(at).unwrap_or_default());
        }
        true
    }

    /// Completes the word before the cursor as far as that is clear, or shows what it may become.
    fn complete(&mut self, session: &mut Session) {
        let text = self.buffer.text()[..self.buffer.cursor()].to_string();
        let Completions { start, words } = complete::complete(session, &text);
        let Some(first) = words.first() else { return };
        let common = words.iter().skip(1).fold(first.as_str(), |common, word| {
            let same = common.char_indices().zip(word.chars()).take_while(|((_, a), b)| a == b);
            let length = same.last().map_or(0, |((at, c), _)| at + c.len_utf8());
            &common[..length]
        });
        if common.len() > text.len() - start {
            self.buffer.replace_before(start, common);
        } else if words.len() > 1 {
            screen::show(&columns(&words));
        }
    }

    /// Draws the input again below what has been printed meanwhile, if something has.
    fn draw_again(&mut self, vm: &mut Vm) {
        vm.flush_before_report();
        if screen::is_hidden() {
            self.draw(vm);
        }
    }

    fn draw(&mut self, vm: &mut Vm) {
        let (width, height) = terminal::size();
        let mut rows = Rows::new(width);
        if let Some(search) = &self.search {
            let prompt = format!("(reverse-i-search)`{}': ", search.query);
            self.text(&mut rows, &prompt, &self.prompts[1], vm);
        } else {
            self.text(&mut rows, &self.prompts[0], &self.prompts[1], vm);
        }
        screen::draw(&rows, height);
    }

    fn text(&self, rows: &mut Rows, first: &str, more: &str, vm: &Vm) {
        let prompt = |rows: &mut Rows, prompt: &str| {
            if self.colors {
                rows.control("\x1b[1;35m");
            }
            prompt.chars().for_each(|c| rows.character(c));
            if self.colors {
                rows.control("\x1b[0m");
            }
        };
        prompt(rows, first);
        let text = self.buffer.text();
        let is_command = text.starts_with(':');
        let styles = match self.colors && !is_command {
            true => styles(text, |name| vm.builtins.get_name(name).is_some()),
            false => vec![Style::Plain; text.len()],
        };
        let mut style = Style::Plain;
        for (at, c) in text.char_indices() {
            if styles[at] != style {
                rows.control(if style == Style::Plain { "" } else { "\x1b[0m" });
                style = styles[at];
                rows.control(style.color());
            }
            if at == self.buffer.cursor() {
                rows.mark_cursor();
            }
            if c != '\n' {
                rows.character(c);
                continue;
            }
            rows.control(if style == Style::Plain { "" } else { "\x1b[0m" });
            rows.new_row();
            prompt(rows, more);
            rows.control(style.color());
        }
        rows.control(if style == Style::Plain { "" } else { "\x1b[0m" });
        if self.buffer.cursor() == text.len() {
            rows.mark_cursor();
        }
    }
}

/// Words in columns, as wide as the terminal allows.
fn columns(words: &[String]) -> String {
    let (width, _) = terminal::size();
    let shown = &words[..words.len().min(MOST_SHOWN)];
    let cell = shown.iter().map(|word| word.chars().count()).max().unwrap_or(0) + 2;
    let across = (width / cell).max(1);
    let down = shown.len().div_ceil(across);
    let mut out = String::new();
    for row in 0..down {
        let line: String = (0..across)
            .filter_map(|column| shown.get(column * down + row))
            .map(|word| format!("{word:<cell$}"))
            .collect();
        out.push_str(line.trim_end());
        out.push('\n');
    }
    if words.len() > shown.len() {
        out.push_str(&format!("... and {} more\n", words.len() - shown.len()));
    }
    out
}
