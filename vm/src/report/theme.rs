//! The colours of tracebacks, as CPython 3.14 paints them, and when they are used.

use crate::vm::Vm;
use std::io::IsTerminal;

/// How the parts of a traceback are painted; [`PLAIN`] leaves them as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    on: bool,
}

/// No colours.
pub const PLAIN: Theme = Theme { on: false };
/// CPython's default colours.
pub const COLORED: Theme = Theme { on: true };

const RESET: &str = "\x1b[0m";
const MAGENTA: &str = "\x1b[35m";
const BOLD_MAGENTA: &str = "\x1b[1;35m";
const RED: &str = "\x1b[31m";
const BOLD_RED: &str = "\x1b[1;31m";

impl Theme {
    fn paint(self, color: &str, text: &str) -> String {
        if self.on { format!("{color}{text}{RESET}") } else { text.to_string() }
    }

    /// A file name, a line number, a function's name, an exception's text.
    pub fn place(self, text: &str) -> String {
        self.paint(MAGENTA, text)
    }

    /// The class of an exception.
    pub fn class(self, text: &str) -> String {
        self.paint(BOLD_MAGENTA, text)
    }

    /// What is to blame.
    pub fn blamed(self, text: &str) -> String {
        self.paint(BOLD_RED, text)
    }

    /// A source line and the markers under it: what `^` marks and what `~` marks have a colour each.
    pub fn marked(self, line: &str, markers: &str) -> (String, String) {
        if !self.on {
            return (line.to_string(), markers.to_string());
        }
        let (line, markers): (Vec<char>, Vec<char>) = (line.chars().collect(), markers.chars().collect());
        let (mut painted_line, mut painted_markers) = (String::new(), String::new());
        let mark = |i: usize| markers.get(i).copied();
        let mut start = 0;
        while start < line.len().max(markers.len()) {
            let color = match mark(start) {
                Some('^') => Some(BOLD_RED),
                Some('~') => Some(RED),
                _ => None,
            };
            let mut end = start + 1;
            while end < line.len().max(markers.len()) && mark(end) == mark(start) {
                end += 1;
            }
            for (characters, out) in [(&line, &mut painted_line), (&markers, &mut painted_markers)] {
                let run = start.min(characters.len())..end.min(characters.len());
                let text: String = characters[run].iter().collect();
                out.push_str(&color.map_or(text.clone(), |color| self.paint(color, &text)));
            }
            start = end;
        }
        (painted_line, painted_markers)
    }
}

/// The theme for what goes to `sys.stderr`: the environment decides, otherwise whether it is a terminal.
pub fn of_stderr(vm: &mut Vm) -> Theme {
    let variable = |name: &str| std::env::var_os(name).unwrap_or_default();
    match variable("PYTHON_COLORS").to_str() {
        Some("0") => return PLAIN,
        Some("1") => return COLORED,
        _ => (),
    }
    if !variable("NO_COLOR").is_empty() {
        return PLAIN;
    }
    if !variable("FORCE_COLOR").is_empty() {
        return COLORED;
    }
    if variable("TERM") == "dumb" {
        return PLAIN;
    }
    let Some(stream) = vm.sys_attribute("stderr") else {
        return if std::io::stderr().is_terminal() { COLORED } else { PLAIN };
    };
    match vm.call_method(&stream, "isatty", &[]) {
        Ok(answer) if answer.is_true() => COLORED,
        Ok(_) => PLAIN,
        Err(raised) => {
            drop((raised, vm.take_raised()));
            PLAIN
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_markers_are_painted_together() {
        let (line, markers) = COLORED.marked("  a / 0 b", "  ~~^~~");
        let painted = |a: &str, b: &str, c: &str| format!("  {RED}{a}{RESET}{BOLD_RED}{b}{RESET}{RED}{c}{RESET}");
        assert_eq!(line, painted("a ", "/", " 0") + " b");
        assert_eq!(markers, painted("~~", "^", "~~"));
        assert_eq!(PLAIN.marked("a", "^"), ("a".to_string(), "^".to_string()));
    }
}
