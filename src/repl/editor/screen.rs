//! The lines of the terminal on which the input stands: drawing them, taking them away for output, drawing them again.
//!
//! The terminal translates line ends as it always does, so that output of tasks comes out right too.

use std::cell::RefCell;
use std::io::Write;
use unicode_width::UnicodeWidthChar;

/// What is to be seen: one or more rows, wrapped to the width of the terminal.
#[derive(Debug, Default)]
pub struct Rows {
    /// The rows, with control sequences for colours.
    rows: Vec<String>,
    /// Where the cursor is.
    cursor: (usize, usize),
    /// Where the next character goes.
    column: usize,
    width: usize,
}

impl Rows {
    /// Rows of `width` columns.
    pub fn new(width: usize) -> Rows {
        Rows { rows: vec![String::new()], cursor: (0, 0), column: 0, width: width.max(2) }
    }

    /// Adds a control sequence, which takes no room.
    pub fn control(&mut self, sequence: &str) {
        self.last().push_str(sequence);
    }

    fn last(&mut self) -> &mut String {
        // There is one from the start.
        let last = self.rows.len() - 1;
        &mut self.rows[last]
    }

    /// Begins a new row.
    pub fn new_row(&mut self) {
        self.rows.push(String::new());
        self.column = 0;
    }

    /// Adds a character; control characters are shown as `^X`, tabs as blanks.
    pub fn character(&mut self, c: char) {
        if c == '\t' {
            return (0..4).for_each(|_| self.character(' '));
        }
        if (c as u32) < 0x20 || c == '\x7f' {
            self.character('^');
            return self.character(char::from((c as u8) ^ 0x40));
        }
        let width = c.width().unwrap_or(0);
        if self.column + width > self.width {
            self.new_row();
        }
        self.column += width;
        self.last().push(c);
    }

    /// The cursor is where the next character goes.
    pub fn mark_cursor(&mut self) {
        if self.column >= self.width {
            self.new_row();
        }
        self.cursor = (self.rows.len() - 1, self.column);
    }
}

/// What stands on the terminal.
#[derive(Debug, Default)]
struct Drawn {
    /// The rows of the input; none while it is off the terminal.
    rows: Vec<String>,
    /// Where the cursor is.
    cursor: (usize, usize),
    /// Is the cursor at the end of the last row?
    at_end: bool,
    /// Output has come since the input was taken away, and did not end its last line.
    unfinished: bool,
}

thread_local! {
    static DRAWN: RefCell<Drawn> = const {
        RefCell::new(Drawn { rows: Vec::new(), cursor: (0, 0), at_end: false, unfinished: false })
    };
}

/// Draws the input in the place of what was drawn before, no more of it than has changed. Of more rows than the terminal
/// has, those around the cursor are seen.
pub fn draw(rows: &Rows, height: usize) {
    let first = (rows.cursor.0 + 1).saturating_sub(height.max(2));
    let shown = &rows.rows[first..rows.rows.len().min(first + height.max(2))];
    let cursor = (rows.cursor.0 - first, rows.cursor.1);
    let last = shown.len() - 1;
    let end = (last, rows.column);
    DRAWN.with_borrow_mut(|drawn| {
        let mut out = String::new();
        let same = drawn.rows.iter().zip(shown).take_while(|(old, new)| old == new).count();
        let mut here = drawn.cursor;
        if drawn.rows.is_empty() {
            if drawn.unfinished {
                // As many blanks as there are columns: they end on a line of their own unless they began one.
                out.push_str(&" ".repeat(rows.width));
                out.push_str("\r\x1b[K");
            }
            out.push('\r');
            out.push_str(&shown.join("\n"));
            here = end;
        } else if same < shown.len() || same < drawn.rows.len() {
            let grown = drawn.rows.get(same).and_then(|old| shown.get(same)?.strip_prefix(old.as_str()));
            match grown {
                // Something was typed at the end.
                Some(more) if drawn.at_end && same == drawn.rows.len() - 1 => {
                    out.push_str(more);
                    shown[same + 1..].iter().for_each(|row| out.extend(["\n", row]));
                }
                _ => {
                    // Rows that follow go, and the last one that stays is drawn again if none comes after it.
                    let from = same.min(last);
                    out.push_str(&moved(drawn.cursor, (from, 0)));
                    out.push_str("\x1b[J");
                    out.push_str(&shown[from..].join("\n"));
                }
            }
            here = end;
        }
        out.push_str(&moved(here, cursor));
        *drawn = Drawn { rows: shown.to_vec(), cursor, at_end: cursor == end, unfinished: false };
        write(&out);
    });
}

/// What moves the cursor from one row and column to another.
fn moved(from: (usize, usize), to: (usize, usize)) -> String {
    let mut out = String::new();
    if to.0 < from.0 {
        out.push_str(&format!("\x1b[{}A", from.0 - to.0));
    } else if to.0 > from.0 {
        out.push_str(&format!("\x1b[{}B", to.0 - from.0));
    }
    if to.1 != from.1 {
        out.push('\r');
        if to.1 > 0 {
            out.push_str(&format!("\x1b[{}C", to.1));
        }
    }
    out
}

/// Makes room for output of the program, which begins where the input began.
pub fn before_output(bytes: &[u8]) {
    DRAWN.with_borrow_mut(|drawn| {
        if !drawn.rows.is_empty() {
            write(&format!("{}\r\x1b[J", moved(drawn.cursor, (0, 0))));
            drawn.rows.clear();
        }
        drawn.unfinished = bytes.last().is_some_and(|last| *last != b'\n');
    });
}

/// Is the input off the terminal, so that it must be drawn again?
pub fn is_hidden() -> bool {
    DRAWN.with_borrow(|drawn| drawn.rows.is_empty())
}

/// Shows text between what has been and the input, which is drawn again by the caller.
pub fn show(text: &str) {
    before_output(text.as_bytes());
    write(text);
}

/// The input is done: it stays on the terminal, and what follows begins on a new line. The cursor must be on the last
/// row.
pub fn leave() {
    DRAWN.with_borrow_mut(|drawn| *drawn = Drawn::default());
    write("\n");
}

/// Empties the terminal.
pub fn clear() {
    DRAWN.with_borrow_mut(|drawn| *drawn = Drawn::default());
    write("\x1b[H\x1b[2J");
}

/// Writes to the terminal; nobody is left to be told of an error.
pub fn write(text: &str) {
    let mut out = std::io::stdout();
    let _ = out.write_all(text.as_bytes());
    let _ = out.flush();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_wrapped() {
        let mut rows = Rows::new(4);
        "abcd".chars().for_each(|c| rows.character(c));
        rows.mark_cursor();
        assert_eq!((&rows.rows[..], rows.cursor), (&["abcd".to_string(), String::new()][..], (1, 0)));
        let mut rows = Rows::new(4);
        "abc漢\x01".chars().for_each(|c| rows.character(c));
        assert_eq!(rows.rows, ["abc", "漢^A"]);
    }
}
