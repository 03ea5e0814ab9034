//! Plain sessions: what is piped into `rondo -i`, and what comes out, laid out as a reader of a terminal would see it,
//! are compared with a snapshot. Sessions whose name begins with `python_` are also run by the CPython of this machine.
//!
//! `INSTA_UPDATE=always cargo test --test repl` accepts what Rondo prints now.

mod run;

use libtest_mimic::{Arguments, Failed, Trial};
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::{Mutex, PoisonError};

/// insta prints a difference line by line; two at once would mix.
static REPORT: Mutex<()> = Mutex::new(());

const FOLDER: &str = "tests/repl";

fn main() {
    let mut trials = Vec::new();
    for name in sessions() {
        let session = name.clone();
        trials.push(Trial::test(name.clone(), move || compare_with_snapshot(&session)));
        if name.starts_with("python_")
            && let Some((python, _)) = run::cpython()
        {
            trials.push(Trial::test(format!("{name} on CPython"), move || compare_with_cpython(&name, &python)));
        }
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

/// The names of the sessions, without `.txt`.
fn sessions() -> Vec<String> {
    let folder = fs::read_dir(run::root().join(FOLDER)).expect("the folder of the sessions");
    let names = folder.map(|entry| entry.expect("a readable folder").file_name().into_string().expect("UTF-8"));
    let mut names: Vec<String> = names.filter_map(|name| name.strip_suffix(".txt").map(str::to_owned)).collect();
    names.sort();
    names
}

fn input(name: &str) -> String {
    fs::read_to_string(run::root().join(FOLDER).join(format!("{name}.txt"))).expect("a readable session")
}

fn compare_with_snapshot(name: &str) -> Result<(), Failed> {
    let input = input(name);
    let (output, status) = run::transcript(run::rondo().args(["-i", "-q"]), &input)?;
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(run::root().join("tests/snapshots/repl"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let _printing = REPORT.lock().unwrap_or_else(PoisonError::into_inner);
    settings.bind(|| insta::assert_snapshot!(name, run::with_input(&output, &input) + &format!("status: {status}\n")));
    Ok(())
}

fn compare_with_cpython(name: &str, python: &Path) -> Result<(), Failed> {
    let input = input(name);
    let ours = run::transcript(run::rondo().args(["-i", "-q"]), &input)?;
    let theirs = run::transcript(Command::new(python).args(["-i", "-q"]).current_dir(run::root()), &input)?;
    // CPython 3.13 shows the numbers that it gives inputs in some errors and not in others.
    let same = |text: &str| -> String {
        let lines = text.lines().map(|line| match line.split_once("\"<stdin>-") {
            Some((before, after)) => {
                format!("{before}\"<stdin>{}", after.trim_start_matches(|c: char| c.is_ascii_digit()))
            }
            None => line.to_owned(),
        });
        lines.collect::<Vec<_>>().join("\n")
    };
    if (same(&ours.0), ours.1) != (same(&theirs.0), theirs.1) {
        let [ours, theirs] =
            [ours, theirs].map(|(text, status)| run::with_input(&text, &input) + &format!("status: {status}"));
        let line = ours.lines().zip(theirs.lines()).find(|(a, b)| a != b);
        return Err(
            format!("Rondo and CPython differ first in {line:?}\n--- Rondo\n{ours}\n--- CPython\n{theirs}").into()
        );
    }
    Ok(())
}
