//! Earlier inputs, kept from run to run in a file: one a line, line ends and backslashes escaped.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::PathBuf;

/// How many inputs are kept.
const KEPT: usize = 10_000;

/// Earlier inputs, oldest first.
#[derive(Default)]
pub struct History {
    entries: Vec<String>,
    file: Option<PathBuf>,
}

/// The file of the environment variable `RONDO_HISTORY`, which is empty for none, else `rondo/history` in the folder for
/// state (XDG base directory specification).
fn file() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("RONDO_HISTORY") {
        return (!named.is_empty()).then(|| PathBuf::from(named));
    }
    let folder = std::env::var_os("XDG_STATE_HOME").map(PathBuf::from).filter(|folder| folder.is_absolute());
    let folder = folder.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".local/state")))?;
    Some(folder.join("rondo/history"))
}

impl History {
    /// What the file has. One that cannot be read is as one that is not there.
    pub fn load() -> History {
        History::of_file(file())
    }

    fn of_file(file: Option<PathBuf>) -> History {
        let bytes = file.as_ref().and_then(|file| fs::read(file).ok()).unwrap_or_default();
        let mut entries: Vec<String> = String::from_utf8_lossy(&bytes).lines().map(unescaped).collect();
        if entries.len() > KEPT + KEPT / 4
            && let Some(file) = &file
        {
            entries.drain(..entries.len() - KEPT);
            let text: String = entries.iter().map(|entry| escaped(entry)).collect();
            // A history that cannot be written is one of this run alone.
            let _ = fs::write(file, text);
        }
        History { entries, file }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// The one at an index, from 0 for the oldest.
    pub fn get(&self, index: usize) -> Option<&str> {
        self.entries.get(index).map(String::as_str)
    }

    /// Adds an input, unless it is empty or the same as the last.
    pub fn add(&mut self, text: &str) {
        let text = text.trim_end();
        if text.is_empty() || self.entries.last().is_some_and(|last| last == text) {
            return;
        }
        self.entries.push(text.to_string());
        if let Some(file) = &self.file {
            if let Some(folder) = file.parent() {
                let _ = fs::create_dir_all(folder);
            }
            let opened = OpenOptions::new().create(true).append(true).open(file);
            // As above: without a file, nothing is kept.
            let _ = opened.and_then(|mut file| file.write_all(escaped(text).as_bytes()));
        }
    }

    /// The latest before index `end` that contains `query`.
    pub fn find(&self, query: &str, end: usize) -> Option<usize> {
        (0..end.min(self.entries.len())).rev().find(|&index| self.entries[index].contains(query))
    }
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('\n', "\\n") + "\n"
}

fn unescaped(line: &str) -> String {
    let mut out = String::new();
    let mut characters = line.chars();
    while let Some(c) = characters.next() {
        match (c, c == '\\') {
            (_, true) => match characters.next() {
                Some('n') => out.push('\n'),
                other => out.extend(other),
            },
            (c, false) => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inputs_survive_in_the_file() {
        let file = std::env::temp_dir().join(format!("rondo-history-{}", std::process::id()));
        let mut history = History::of_file(Some(file.clone()));
        for text in ["a = '\\n'", "if a:\n    b\n", "if a:\n    b", ""] {
            history.add(text);
        }
        let history = History::of_file(Some(file.clone()));
        let _ = fs::remove_file(file);
        assert_eq!(history.entries, ["a = '\\n'", "if a:\n    b"]);
        assert_eq!(history.find("b", 2), Some(1));
    }
}
