//! `rondo check FILE...|DIR...`: compiles without running, reports every syntax error and warns of likely mistakes.
//!
//! [`syntax`] finds the errors of several places in a text; a text without any is walked once ([`walk`]) with the names
//! of its scopes at hand ([`scopes`]), and each family of warnings looks at what the walk passes.

mod awaiting;
mod blocking;
mod cancellation;
mod diagnostic;
mod names;
mod scopes;
mod syntax;
mod unreachable;
mod walk;

use crate::program::os_error_text;
use diagnostic::Diagnostic;
use std::collections::HashSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// What is asked for.
#[derive(Debug, Default, PartialEq)]
pub struct Request {
    /// Files, and folders whose `.py` files are meant.
    pub paths: Vec<OsString>,
    /// Is the report for programs?
    pub json: bool,
}

/// Checks all files and prints what was found on stdout. Returns the exit status: 0 if nothing was found, 1 if
/// something was, 2 if a file cannot be read. `builtins` are the names that every module has.
pub fn run(request: &Request, builtins: &HashSet<String>) -> i32 {
    let mut status = 0;
    let mut failed = |path: &Path, error: &std::io::Error| {
        eprintln!("rondo: can't open file '{}': {}", path.display(), os_error_text(error));
        status = 2;
    };
    let mut files = Vec::new();
    for path in &request.paths {
        let path = Path::new(path);
        if !path.is_dir() {
            files.push(path.to_path_buf());
        } else if let Err(error) = programs_in(path, &mut files) {
            failed(path, &error);
        }
    }
    let mut found = Vec::new();
    for file in &files {
        match std::fs::read(file) {
            Ok(bytes) => found.extend(check(&file.to_string_lossy(), &bytes, builtins)),
            Err(error) => failed(file, &error),
        }
    }
    crate::say(&if request.json { diagnostic::json(&found) } else { diagnostic::text(&found) });
    if status == 0 { i32::from(!found.is_empty()) } else { status }
}

/// Adds the `.py` files below `folder`, in order; hidden folders are left out.
fn programs_in(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder)?.map(|entry| entry.map(|e| e.path())).collect::<Result<_, _>>()?;
    paths.sort();
    for path in paths {
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        // Links are not followed, so that no folder is entered twice.
        if path.is_dir() && !path.is_symlink() && !hidden {
            programs_in(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "py") && path.is_file() {
            files.push(path);
        }
    }
    Ok(())
}

/// What is wrong with one file, in the order of its lines.
fn check(file: &str, bytes: &[u8], builtins: &HashSet<String>) -> Vec<Diagnostic> {
    let text = match rondo_grammar::decode(bytes) {
        Ok(text) => text,
        Err(error) => return vec![Diagnostic::undecodable(file, bytes, &error)],
    };
    let (module, errors) = syntax::read(file, &text);
    let mut found: Vec<Diagnostic> = errors;
    if let Some(module) = module.filter(|_| found.is_empty()) {
        found = walk::warnings(file, &text, &module, builtins);
        found.retain(|diagnostic| !silenced(&text, diagnostic));
    }
    found.sort_by_key(|diagnostic| (diagnostic.line, diagnostic.column));
    found
}

/// Does a comment in the warning's line say `rondo: ignore`, or `rondo: ignore[...]` with the warning's name?
fn silenced(text: &str, diagnostic: &Diagnostic) -> bool {
    let line = diagnostic.text_of_line(text);
    let Some((_, comment)) = line.split_once('#').and_then(|(_, rest)| rest.split_once("rondo: ignore")) else {
        return false;
    };
    match comment.strip_prefix('[') {
        Some(list) => list.split(']').next().unwrap_or("").split(',').any(|name| name.trim() == diagnostic.name),
        None => true,
    }
}
