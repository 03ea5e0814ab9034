//! Runs one program as a child process with a time limit, and finds the programs and the Pythons to run.

// Each test crate uses its own part of this module.
#![allow(dead_code)]

use libtest_mimic::Failed;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How long a program of the test folders may run.
pub const LIMIT: Duration = Duration::from_secs(120);

/// Folders whose programs are snapshot-tested and compared with CPython.
pub const FOLDERS: [&str; 6] =
    ["tests/lang", "tests/asyncio", "tests/stdlib", "tests/seeds", "tests/errors", "examples"];

/// The root of the workspace: programs run there and are named relative to it.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The built command; `RONDO_BIN` names another to test instead: a release build, or a CPython to test these tests.
pub fn rondo() -> Command {
    let mut command = Command::new(std::env::var_os("RONDO_BIN").unwrap_or_else(|| env!("CARGO_BIN_EXE_rondo").into()));
    command.current_dir(root());
    command
}

/// What a finished program left behind.
#[derive(Debug)]
pub struct Output {
    /// Standard output, addresses and the workspace's path taken out.
    pub stdout: String,
    /// Standard error, likewise.
    pub stderr: String,
    /// The exit status as a shell shows it: 128 + n when signal n ended the program.
    pub status: i32,
    /// Whether the time limit ended the program.
    pub timed_out: bool,
}

impl Output {
    /// The last line of stderr with anything on it, which for an uncaught exception names it.
    pub fn last_error_line(&self) -> &str {
        self.stderr.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or("")
    }
}

/// The Python programs in `folder` (relative to the root), in order; files starting with `_` are imported by others.
pub fn programs(folder: &str) -> Vec<String> {
    let Ok(entries) = fs::read_dir(root().join(folder)) else { return Vec::new() };
    let mut found: Vec<String> = entries
        .map(|entry| entry.expect("a readable folder").file_name().into_string().expect("a file name in UTF-8"))
        .filter(|name| name.ends_with(".py") && !name.starts_with('_'))
        .map(|name| format!("{folder}/{name}"))
        .collect();
    found.sort();
    found
}

/// Runs `command` with `input` on stdin (closed when `None`) for at most `limit`, then kills it.
pub fn run(command: &mut Command, input: Option<&[u8]>, limit: Duration) -> Output {
    let mut child = command
        .stdin(if input.is_some() { Stdio::piped() } else { Stdio::null() })
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|e| panic!("cannot start {command:?}: {e}"));
    let writer = child.stdin.take().map(|mut stdin| {
        let input = input.unwrap_or_default().to_vec();
        // A program may end without reading all of its input.
        thread::spawn(move || drop(stdin.write_all(&input)))
    });
    let stdout = collect(child.stdout.take().expect("a pipe"));
    let stderr = collect(child.stderr.take().expect("a pipe"));
    let (status, timed_out) = wait(&mut child, limit);
    if let Some(writer) = writer {
        writer.join().expect("the writer of stdin");
    }
    let text = |bytes: thread::JoinHandle<Vec<u8>>| {
        normalise(&String::from_utf8_lossy(&bytes.join().expect("a reader of a pipe")))
    };
    Output { stdout: text(stdout), stderr: text(stderr), status: status_number(status), timed_out }
}

/// What a session or program prints to stdout and stderr, as it comes, and its exit status; both normalised.
///
/// # Errors
/// It did not end within [`LIMIT`].
pub fn transcript(command: &mut Command, input: &str) -> Result<(String, i32), Failed> {
    let (mut reader, writer) = std::io::pipe()?;
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(writer.try_clone()?)
        .stderr(writer)
        .env("PYTHONHASHSEED", "0")
        .env("TZ", "UTC")
        .spawn()?;
    // The parent's copies of the pipe's end must go for the output to end.
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut stdin = child.stdin.take().expect("a pipe");
    let input = input.to_owned();
    let feeder = thread::spawn(move || drop(stdin.write_all(input.as_bytes())));
    let collector = thread::spawn(move || {
        let mut bytes = Vec::new();
        reader.read_to_end(&mut bytes).expect("a readable pipe");
        bytes
    });
    let (status, timed_out) = wait(&mut child, LIMIT);
    feeder.join().expect("the writer of stdin");
    let bytes = collector.join().expect("the reader of the pipe");
    if timed_out {
        return Err(format!("the session did not end: {}", String::from_utf8_lossy(&bytes)).into());
    }
    Ok((normalise(&String::from_utf8_lossy(&bytes)), status_number(status)))
}

/// The output with each line of the input after the prompt that asked for it. Nothing is printed between the lines of a
/// statement, so a prompt for more follows the one before at once.
pub fn with_input(output: &str, input: &str) -> String {
    let (mut out, mut rest) = (String::new(), output);
    for line in input.lines() {
        let more = rest.starts_with("... ").then_some(0);
        let Some(end) = more.or_else(|| rest.find(">>> ")).map(|at| at + ">>> ".len()) else { break };
        out.push_str(&rest[..end]);
        out.push_str(line);
        out.push('\n');
        rest = &rest[end..];
    }
    out + rest
}

/// Waits for `child` for at most `limit`, then kills it; says whether it had to.
pub fn wait(child: &mut Child, limit: Duration) -> (ExitStatus, bool) {
    let start = Instant::now();
    let mut pause = Duration::from_micros(200);
    loop {
        if let Some(status) = child.try_wait().expect("a child to wait for") {
            return (status, false);
        }
        if start.elapsed() > limit {
            child.kill().expect("a child to kill");
            return (child.wait().expect("a child to wait for"), true);
        }
        thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(10));
    }
}

fn collect(mut pipe: impl Read + Send + 'static) -> thread::JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        pipe.read_to_end(&mut bytes).expect("a readable pipe");
        bytes
    })
}

/// The exit status as a shell shows it.
pub fn status_number(status: ExitStatus) -> i32 {
    #[cfg(unix)]
    if let Some(signal) = std::os::unix::process::ExitStatusExt::signal(&status) {
        return 128 + signal;
    }
    status.code().unwrap_or(-1)
}

/// Takes out of `text` what differs from run to run: the workspace's path and addresses of objects.
pub fn normalise(text: &str) -> String {
    let text = text.replace(&format!("{}/", root().display()), "");
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find(" at 0x") {
        let digits = at + " at 0x".len();
        let end = rest[digits..].find(|c: char| !c.is_ascii_hexdigit()).map_or(rest.len(), |n| digits + n);
        out.push_str(&rest[..digits]);
        out.push_str("...");
        rest = &rest[end..];
    }
    out + rest
}

/// A CPython of at least version 3.13 and its (major, minor), if this machine has one. `RONDO_ORACLE` names it;
/// otherwise 3.14 is preferred to 3.13, on PATH or among pyenv's versions.
pub fn cpython() -> Option<(PathBuf, (u32, u32))> {
    if let Some(named) = std::env::var_os("RONDO_ORACLE") {
        let named = PathBuf::from(named);
        return python_version(&named).map(|version| (named, version));
    }
    let mut candidates = ["python3.14", "python3.13", "python3"].map(PathBuf::from).to_vec();
    let pyenv = std::env::var_os("PYENV_ROOT")
        .map(PathBuf::from)
        .or_else(|| std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".pyenv")));
    if let Some(versions) = pyenv.and_then(|root| fs::read_dir(root.join("versions")).ok()) {
        candidates.extend(versions.flatten().map(|version| version.path().join("bin/python3")));
    }
    candidates
        .into_iter()
        .filter_map(|python| python_version(&python).map(|version| (python, version)))
        .filter(|(_, version)| *version >= (3, 13))
        .max_by_key(|(_, version)| *version)
}

fn python_version(python: &Path) -> Option<(u32, u32)> {
    let output = Command::new(python)
        .args(["-c", "import sys; print(sys.implementation.name, *sys.version_info[:2])"])
        .output()
        .ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let mut words = text.split_whitespace();
    if words.next()? != "cpython" {
        return None;
    }
    Some((words.next()?.parse().ok()?, words.next()?.parse().ok()?))
}
