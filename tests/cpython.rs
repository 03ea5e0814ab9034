//! Runs the same programs on Rondo and on the CPython of this machine and compares stdout, the exit status and the
//! last line of stderr. Without a CPython of at least 3.13 it says so and passes.
//!
//! A program may say in a comment at its start what not to compare: `# oracle: stdout-only` leaves out stderr,
//! `# oracle: 3.14` is for behaviour that older versions do not have.
//!
//! What Rondo prints is fixed by its snapshots. CPython's threads and sockets race on a busy machine, so a program that
//! differs is run on CPython again: one agrees if CPython can print what Rondo does.

mod run;

use libtest_mimic::{Arguments, Failed, Trial};
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};

/// How often CPython may run a program until it agrees.
const TRIES: u32 = 3;

fn main() -> ExitCode {
    let Some((python, version)) = run::cpython() else {
        println!("skipped: no CPython of at least 3.13 found (set RONDO_ORACLE to one)");
        return ExitCode::SUCCESS;
    };
    let mut left_out = 0;
    let mut trials = Vec::new();
    for program in run::FOLDERS.iter().flat_map(|folder| run::programs(folder)) {
        let request = oracle_request(&program);
        if request == Some("3.14".into()) && version < (3, 14) {
            left_out += 1;
            continue;
        }
        let stdout_only = request == Some("stdout-only".into());
        let python = python.clone();
        let name = program.trim_start_matches("tests/").trim_end_matches(".py").to_owned();
        trials.push(Trial::test(name, move || compare(&python, &program, stdout_only)));
    }
    let count = trials.len();
    let conclusion = libtest_mimic::run(&Arguments::from_args(), trials);
    println!(
        "{} of {count} programs agree with {} {}.{}; {left_out} left out that need 3.14",
        conclusion.num_passed,
        python.display(),
        version.0,
        version.1
    );
    conclusion.exit_code()
}

/// What the comment `# oracle: ...` among the program's first lines asks for.
fn oracle_request(program: &str) -> Option<String> {
    let source = fs::read(run::root().join(program)).expect("a readable program");
    let source = String::from_utf8_lossy(&source);
    let request = source.lines().take(5).find_map(|line| line.strip_prefix("# oracle: "))?;
    assert!(matches!(request, "stdout-only" | "3.14"), "{program} asks for an unknown oracle: {request}");
    Some(request.to_owned())
}

fn compare(python: &Path, program: &str, stdout_only: bool) -> Result<(), Failed> {
    let ours = run::run(run::rondo().arg(program), None, run::LIMIT);
    if ours.timed_out {
        return Err("Rondo did not finish in time".into());
    }
    let mut wrong = String::new();
    for _ in 0..TRIES {
        let theirs = run::run(&mut cpython_command(python, program), None, run::LIMIT);
        wrong = differences(&ours, &theirs, stdout_only);
        if wrong.is_empty() {
            return Ok(());
        }
    }
    Err(wrong.into())
}

/// What the two runs of one program do not have in common, as text; empty if they agree.
fn differences(ours: &run::Output, theirs: &run::Output, stdout_only: bool) -> String {
    if theirs.timed_out {
        return "CPython did not finish in time".into();
    }
    let mut wrong = String::new();
    if ours.stdout != theirs.stdout {
        wrong += &first_difference(&ours.stdout, &theirs.stdout);
    }
    if ours.status != theirs.status {
        wrong += &format!("exit status: Rondo {}, CPython {}\n", ours.status, theirs.status);
    }
    if !stdout_only && ours.last_error_line() != theirs.last_error_line() {
        wrong += &format!(
            "last line of stderr:\n  Rondo:   {}\n  CPython: {}\n",
            ours.last_error_line(),
            theirs.last_error_line()
        );
    }
    wrong
}

fn cpython_command(python: &Path, program: &str) -> Command {
    let mut command = Command::new(python);
    command.arg(program).current_dir(run::root());
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("PYTHON")) {
        command.env_remove(name);
    }
    command.env("PYTHONUTF8", "1").env("PYTHONDONTWRITEBYTECODE", "1");
    command
}

fn first_difference(ours: &str, theirs: &str) -> String {
    let (mut a, mut b) = (ours.lines(), theirs.lines());
    let mut number = 1;
    loop {
        match (a.next(), b.next()) {
            (None, None) => return "stdout differs in line ends\n".into(),
            (x, y) if x == y => number += 1,
            (x, y) => {
                let shown = |line: Option<&str>| line.map_or("(ended)".to_owned(), |line| format!("{line:?}"));
                return format!("stdout, line {number}:\n  Rondo:   {}\n  CPython: {}\n", shown(x), shown(y));
            }
        }
    }
}
