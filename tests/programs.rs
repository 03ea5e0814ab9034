//! Runs every program of the test folders and the examples on Rondo and compares what it prints, and how it ends,
//! with its snapshot. One program is one test: `cargo test --test programs -- lang/int` runs a single one.
//!
//! `INSTA_UPDATE=always cargo test --test programs` accepts what Rondo prints now.
//!
//! A line `# Rondo runs this with --virtual-time.` in a program, or with other options, has it run so: what depends on
//! which timer is due first then does not depend on how busy the machine is.

mod run;

use libtest_mimic::{Arguments, Failed, Trial};
use std::sync::{Mutex, PoisonError};

/// insta prints a difference line by line; two at once would mix.
static REPORT: Mutex<()> = Mutex::new(());

fn main() {
    let folders = run::FOLDERS.iter().chain(&["tests/differences"]);
    let trials = folders
        .flat_map(|folder| run::programs(folder))
        .map(|program| {
            let name = program.trim_start_matches("tests/").trim_end_matches(".py").to_owned();
            Trial::test(name, move || compare(&program))
        })
        .collect();
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

fn compare(program: &str) -> Result<(), Failed> {
    let text = std::fs::read_to_string(run::root().join(program))?;
    let options = text.lines().find_map(|line| line.strip_prefix("# Rondo runs this with ")?.strip_suffix('.'));
    let options = options.into_iter().flat_map(str::split_whitespace);
    let output = run::run(run::rondo().args(options).arg(program), None, run::LIMIT);
    if output.timed_out {
        return Err(format!("{program} still ran after {} s and was killed", run::LIMIT.as_secs()).into());
    }
    let text = format!("status: {}\n", output.status)
        + &section("stdout", &output.stdout)
        + &section("stderr", &output.stderr);
    let (folder, file) = program.trim_start_matches("tests/").rsplit_once('/').expect("a program in a folder");
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(run::root().join("tests/snapshots").join(folder));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let _printing = REPORT.lock().unwrap_or_else(PoisonError::into_inner);
    settings.bind(|| insta::assert_snapshot!(file.trim_end_matches(".py"), text));
    Ok(())
}

/// A stream under its heading; one that is empty has none.
fn section(name: &str, text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("----- {name} -----\n{text}") }
}
