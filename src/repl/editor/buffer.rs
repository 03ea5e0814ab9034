//! The text being edited: moving in it, changing it, undoing that, and the indentation of new lines.

use unicode_width::UnicodeWidthChar;

/// How deep a block is indented.
pub const INDENT: usize = 4;
/// Words that stand at the indentation of the statement they continue, and those that they continue.
const CONTINUATIONS: &[(&str, &[&str])] = &[
    ("else", &["if", "elif", "for", "while", "try", "except", "async"]),
    ("elif", &["if", "elif"]),
    ("except", &["try", "except"]),
    ("finally", &["try", "except", "else"]),
    ("case", &["case"]),
];

/// A text with a cursor.
#[derive(Clone, Debug, Default)]
pub struct Buffer {
    text: String,
    /// Where the cursor is, in bytes.
    cursor: usize,
    /// The indentation before the cursor was put there for the user, who may type it over.
    offered: bool,
    /// How many of the offered blanks have been typed over.
    typed_over: usize,
    /// What was cut last.
    cut: String,
    /// Earlier texts and cursors.
    undo: Vec<(String, usize)>,
    /// The last change was a typed character: a further one is undone with it.
    typing: bool,
}

impl Buffer {
    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where the cursor is, in bytes.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// Replaces the text; the cursor goes to its end.
    pub fn set(&mut self, text: &str) {
        self.remember();
        self.text = text.to_string();
        self.cursor = self.text.len();
    }

    /// Begins anew, with nothing to undo.
    pub fn clear(&mut self) {
        *self = Buffer { cut: std::mem::take(&mut self.cut), ..Buffer::default() };
    }

    fn remember(&mut self) {
        self.offered = false;
        self.typing = false;
        self.undo.push((self.text.clone(), self.cursor));
    }

    /// Takes the last change back.
    pub fn undo(&mut self) {
        if let Some((text, cursor)) = self.undo.pop() {
            (self.text, self.cursor) = (text, cursor);
        }
        self.offered = false;
        self.typing = false;
    }

    /// Inserts text as it is.
    pub fn insert(&mut self, text: &str) {
        self.remember();
        self.put(text);
    }

    /// Inserts a block that was pasted. At the start of an input that is a session's transcript without its prompts and
    /// results, or a text without the indentation that it has as a whole.
    pub fn pasted(&mut self, text: &str) {
        if !self.text.trim().is_empty() {
            return self.insert(text);
        }
        self.set("");
        let lines = dedented(text);
        let is_transcript =
            lines.iter().find(|line| !line.is_empty()).is_some_and(|line| input_of(line, &[">>>"]).is_some());
        let lines = match is_transcript {
            true => lines.into_iter().filter_map(|line| input_of(line, &[">>>", "..."])).collect(),
            false => lines,
        };
        self.put(&lines.join("\n"));
    }

    fn put(&mut self, text: &str) {
        self.text.insert_str(self.cursor, text);
        self.cursor += text.len();
    }

    /// A character was typed. Blanks typed where indentation was offered take its place, and a colon that ends a line
    /// such as `else:` moves the line to where it belongs.
    pub fn typed(&mut self, c: char) {
        let only_blanks = self.line_before().trim().is_empty();
        if self.offered && c == ' ' && only_blanks && self.typed_over < self.indentation().len() {
            self.typed_over += 1;
            return;
        }
        if self.offered && only_blanks && self.typed_over > 0 {
            // Whoever types some of it means no more than that.
            let (start, own) = (self.line_start(), self.indentation().len());
            self.text.replace_range(start + self.typed_over.min(own)..start + own, "");
            self.cursor = start + self.typed_over.min(own);
        }
        let was_offered = self.offered;
        if !self.typing || c == ' ' {
            self.remember();
        }
        self.put(c.encode_utf8(&mut [0; 4]));
        self.typing = true;
        // As long as only one word stands after it, the indentation is still the offered one.
        self.offered = was_offered && self.typed_over == 0;
        if c == ':' && self.offered {
            self.dedent_continuation();
        }
    }

    /// The text of the line before the cursor.
    pub fn line_before(&self) -> &str {
        &self.text[self.line_start()..self.cursor]
    }

    fn line_start(&self) -> usize {
        self.text[..self.cursor].rfind('\n').map_or(0, |at| at + 1)
    }

    fn line_end(&self) -> usize {
        self.text[self.cursor..].find('\n').map_or(self.text.len(), |at| self.cursor + at)
    }

    /// Is the cursor on the last line?
    pub fn on_last_line(&self) -> bool {
        !self.text[self.cursor..].contains('\n')
    }

    /// The blanks at the start of the cursor's line.
    fn indentation(&self) -> &str {
        let line = &self.text[self.line_start()..];
        &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
    }

    /// Moves a line such as `else:` to the indentation of the statement that it continues.
    fn dedent_continuation(&mut self) {
        let start = self.line_start();
        let own = self.indentation().len();
        let word: String = self.text[start + own..].chars().take_while(|c| c.is_alphabetic()).collect();
        let Some((_, continued)) = CONTINUATIONS.iter().find(|(name, _)| *name == word) else { return };
        let first_word = |line: &str| -> String { line.chars().take_while(|c| c.is_alphabetic()).collect() };
        let found = self.text[..start].lines().rev().find_map(|line| {
            let trimmed = line.trim_start_matches([' ', '\t']);
            let depth = line.len() - trimmed.len();
            (depth < own && continued.contains(&first_word(trimmed).as_str())).then_some(depth)
        });
        if let Some(depth) = found {
            self.text.replace_range(start + depth..start + own, "");
            self.cursor -= own - depth;
        }
    }

    /// Begins a new line and offers its indentation.
    pub fn new_line(&mut self) {
        let line = self.line_before();
        let code = line.split_once('#').map_or(line, |(code, _)| code).trim_end();
        let mut indentation = self.indentation()[..self.indentation().len().min(line.len())].to_string();
        if code.ends_with(':') {
            indentation.push_str(&" ".repeat(INDENT));
        }
        self.remember();
        self.put("\n");
        self.put(&indentation);
        self.offered = !indentation.is_empty();
        self.typed_over = 0;
    }

    /// Blanks up to the next depth of indentation.
    pub fn indent(&mut self) {
        self.remember();
        let column = self.line_before().chars().count();
        self.put(&" ".repeat(INDENT - column % INDENT));
    }

    /// Takes one depth of indentation from the line.
    pub fn dedent(&mut self) {
        self.remember();
        let start = self.line_start();
        let depth = self.indentation().len().min(INDENT);
        self.text.replace_range(start..start + depth, "");
        self.cursor = self.cursor.saturating_sub(depth).max(start);
    }

    /// Removes the character before the cursor, or a depth of indentation.
    pub fn backspace(&mut self) {
        let line = self.line_before();
        let blanks = !line.is_empty() && line.bytes().all(|b| b == b' ');
        let start = match blanks {
            true => self.cursor - ((line.len() - 1) % INDENT + 1),
            false => self.before(self.cursor),
        };
        self.remove(start, self.cursor);
    }

    /// Removes the character at the cursor.
    pub fn delete(&mut self) {
        self.remove(self.cursor, self.after(self.cursor));
    }

    fn remove(&mut self, start: usize, end: usize) {
        if start < end {
            self.remember();
            self.text.replace_range(start..end, "");
            self.cursor = start;
        }
    }

    /// Cuts what lies between the cursor and `to`.
    fn cut_to(&mut self, to: usize) {
        let (start, end) = (self.cursor.min(to), self.cursor.max(to));
        if start < end {
            self.cut = self.text[start..end].to_string();
            self.remove(start, end);
        }
    }

    /// Cuts to the start of the line.
    pub fn cut_to_line_start(&mut self) {
        self.cut_to(self.line_start());
    }

    /// Cuts to the end of the line, or the line end itself.
    pub fn cut_to_line_end(&mut self) {
        let end = self.line_end();
        self.cut_to(if end == self.cursor { self.after(end) } else { end });
    }

    /// Cuts the word before the cursor.
    pub fn cut_word_before(&mut self) {
        self.cut_to(self.word_before());
    }

    /// Cuts the word after the cursor.
    pub fn cut_word_after(&mut self) {
        self.cut_to(self.word_after());
    }

    /// Inserts what was cut last.
    pub fn paste_cut(&mut self) {
        let cut = self.cut.clone();
        self.insert(&cut);
    }

    /// Exchanges the two characters around the cursor.
    pub fn transpose(&mut self) {
        let at = if self.cursor == self.line_end() { self.before(self.cursor) } else { self.cursor };
        let (first, end) = (self.before(at), self.after(at));
        if first < at && at < end && !self.text[first..end].contains('\n') {
            self.remember();
            let swapped = format!("{}{}", &self.text[at..end], &self.text[first..at]);
            self.text.replace_range(first..end, &swapped);
            self.cursor = end;
        }
    }

    /// Replaces what lies between `start` and the cursor.
    pub fn replace_before(&mut self, start: usize, text: &str) {
        self.remember();
        self.text.replace_range(start..self.cursor, text);
        self.cursor = start + text.len();
    }

    /// The start of the character before `at`, with what combines with it.
    fn before(&self, at: usize) -> usize {
        let mut characters = self.text[..at].char_indices().rev();
        characters.by_ref().find(|(_, c)| *c == '\n' || c.width().unwrap_or(1) > 0).map_or(0, |(at, _)| at)
    }

    /// The end of the character after `at`, with what combines with it.
    fn after(&self, at: usize) -> usize {
        let mut characters = self.text[at..].char_indices().skip(1);
        let next = characters.find(|(_, c)| *c == '\n' || c.width().unwrap_or(1) > 0);
        next.map_or(self.text.len(), |(offset, _)| at + offset)
    }

    fn word_before(&self) -> usize {
        let text = self.text[..self.cursor].trim_end_matches(|c| !is_word(c));
        text.trim_end_matches(is_word).len()
    }

    fn word_after(&self) -> usize {
        let text = self.text[self.cursor..].trim_start_matches(|c| !is_word(c));
        self.text.len() - text.trim_start_matches(is_word).len()
    }

    fn go(&mut self, to: usize) {
        self.cursor = to;
        self.offered = false;
        self.typing = false;
    }

    /// Moves by a character.
    pub fn left(&mut self) {
        self.go(self.before(self.cursor));
    }

    /// Moves by a character.
    pub fn right(&mut self) {
        self.go(self.after(self.cursor).max(self.cursor));
    }

    /// Moves by a word.
    pub fn word_left(&mut self) {
        self.go(self.word_before());
    }

    /// Moves by a word.
    pub fn word_right(&mut self) {
        self.go(self.word_after());
    }

    /// Moves to the start of the line.
    pub fn home(&mut self) {
        self.go(self.line_start());
    }

    /// Moves to the end of the line.
    pub fn end(&mut self) {
        self.go(self.line_end());
    }

    /// Moves to the end of the text.
    pub fn finish(&mut self) {
        self.go(self.text.len());
    }

    /// Moves a line up; false on the first line.
    pub fn up(&mut self) -> bool {
        let start = self.line_start();
        if start == 0 {
            return false;
        }
        let column = self.text[start..self.cursor].chars().count();
        let above = self.text[..start - 1].rfind('\n').map_or(0, |at| at + 1);
        self.go_to_column(above, start - 1, column);
        true
    }

    /// Moves a line down; false on the last line.
    pub fn down(&mut self) -> bool {
        let end = self.line_end();
        if end == self.text.len() {
            return false;
        }
        let column = self.text[self.line_start()..self.cursor].chars().count();
        let below_end = self.text[end + 1..].find('\n').map_or(self.text.len(), |at| end + 1 + at);
        self.go_to_column(end + 1, below_end, column);
        true
    }

    fn go_to_column(&mut self, start: usize, end: usize, column: usize) {
        let line = &self.text[start..end];
        let offset = line.char_indices().nth(column).map_or(line.len(), |(at, _)| at);
        self.go(start + offset);
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The lines of a text without the blanks that all of them start with.
fn dedented(text: &str) -> Vec<&str> {
    let blanks = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let mut lines = text.split('\n').filter(|line| !line.trim().is_empty());
    let first = lines.next().unwrap_or_default();
    let common = lines.fold(blanks(first), |common, line| {
        let same = first.bytes().zip(line.bytes()).take_while(|(a, b)| a == b).count();
        common.min(same)
    });
    text.split('\n').map(|line| line.get(common.min(blanks(line))..).unwrap_or_default()).collect()
}

/// What stands behind one of `prompts` on a line of a transcript.
fn input_of<'t>(line: &'t str, prompts: &[&str]) -> Option<&'t str> {
    let rest = prompts.iter().find_map(|prompt| line.strip_prefix(prompt))?;
    rest.strip_prefix(' ').or(rest.is_empty().then_some(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What stands in the buffer when `text` is typed key by key.
    fn typing(text: &str) -> String {
        let mut buffer = Buffer::default();
        for c in text.chars() {
            if c == '\n' { buffer.new_line() } else { buffer.typed(c) }
        }
        buffer.text().to_string()
    }

    #[test]
    fn indentation_is_offered_and_may_be_typed() {
        assert_eq!(typing("if x:\ny\nz"), "if x:\n    y\n    z");
        assert_eq!(typing("if x:\n    y\n    z"), "if x:\n    y\n    z");
        assert_eq!(typing("if x:\n      y"), "if x:\n      y");
        assert_eq!(typing("if x:  # why\ny"), "if x:  # why\n    y");
        assert_eq!(typing("if x:\n    if y:\n        z\n    w"), "if x:\n    if y:\n        z\n    w");
    }

    #[test]
    fn continuations_go_where_they_belong() {
        assert_eq!(typing("if x:\ny\nelse:\nz"), "if x:\n    y\nelse:\n    z");
        assert_eq!(typing("try:\n    y\nexcept E:\n    z"), "try:\n    y\nexcept E:\n    z");
        assert_eq!(
            typing("for i in x:\nif i:\ny\nelif j:\nz"),
            "for i in x:\n    if i:\n        y\n    elif j:\n        z"
        );
        assert_eq!(typing("if x:\n  a = {1:"), "if x:\n  a = {1:");
    }

    #[test]
    fn editing() {
        let mut buffer = Buffer::default();
        buffer.set("one two\nthree");
        buffer.up();
        assert_eq!(buffer.cursor(), 5);
        buffer.cut_word_before();
        buffer.end();
        buffer.paste_cut();
        assert_eq!(buffer.text(), "one wot\nthree");
        buffer.undo();
        buffer.undo();
        assert_eq!(buffer.text(), "one two\nthree");
        buffer.set("        ");
        buffer.backspace();
        assert_eq!(buffer.text(), "    ");
        buffer.set("ae\u{301}");
        buffer.backspace();
        assert_eq!(buffer.text(), "a");
        buffer.set("ab");
        buffer.transpose();
        assert_eq!(buffer.text(), "ba");
    }
}
