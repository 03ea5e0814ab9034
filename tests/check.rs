//! `rondo check`: what it reports for each file of tests/check, and for the programs and modules of this repository,
//! which deserve no warning but those known.

mod run;

use std::fs;
use std::process::Command;

fn check(arguments: &[&str]) -> run::Output {
    let mut command: Command = run::rondo();
    let output = run::run(command.arg("check").args(arguments), None, run::LIMIT);
    assert!(!output.timed_out && output.stderr.is_empty(), "{output:?}");
    output
}

#[test]
fn reports() {
    for folder in ["warnings", "silenced", "clean", "syntax"] {
        let mut names: Vec<_> = fs::read_dir(run::root().join("tests/check").join(folder))
            .expect("a folder of tests")
            .map(|entry| entry.expect("a readable folder").file_name().into_string().expect("a name in UTF-8"))
            .collect();
        names.sort();
        for name in names {
            let output = check(&[&format!("tests/check/{folder}/{name}")]);
            let mut settings = insta::Settings::clone_current();
            settings.set_snapshot_path(run::root().join("tests/snapshots/check"));
            settings.set_prepend_module_to_snapshot(false);
            settings.set_omit_expression(true);
            let text = format!("status: {}\n{}", output.status, output.stdout);
            let name = format!("{folder}_{}", name.trim_end_matches(".py"));
            settings.bind(|| insta::assert_snapshot!(name, text));
        }
    }
}

#[test]
fn json() {
    let output = check(&["--json", "tests/check/silenced"]);
    let expected = "[\n  {\"file\": \"tests/check/silenced/comments.py\", \"line\": 4, \"column\": 7, \"end_column\": 11, \
                    \"severity\": \"warning\", \"name\": \"undefined-name\", \"message\": \"undefined name 'four'\"}\n]\n";
    assert_eq!((output.status, output.stdout.as_str()), (1, expected));
    assert_eq!((check(&["--json", "examples"]).status, check(&["--json", "examples"]).stdout.as_str()), (0, "[]\n"));
}

#[test]
fn our_own_programs_deserve_no_warning() {
    let output = check(&["examples", "stdlib/lib", "benches", "tests/seeds"]);
    assert_eq!((output.status, output.stdout.as_str()), (0, ""));
}

#[test]
fn every_warning_has_a_page() {
    let output = check(&["tests/check/warnings"]);
    let titles = output.stdout.lines().filter_map(|line| line.strip_prefix("warning["));
    let names: std::collections::BTreeSet<&str> = titles.filter_map(|title| title.split(']').next()).collect();
    assert_eq!(names.len(), 6);
    for name in names {
        let page = fs::read_to_string(run::root().join(format!("docs/checks/{name}.md"))).expect("a page");
        assert!(page.contains(&format!("# rondo: ignore[{name}]")), "{name}");
    }
}

#[test]
fn files_that_are_not_there() {
    let output = run::run(run::rondo().args(["check", "tests/nosuch.py", "examples/hello.py"]), None, run::LIMIT);
    assert_eq!((output.status, output.stdout.as_str()), (2, ""));
    assert!(output.stderr.contains("tests/nosuch.py"), "{output:?}");
    assert_eq!(run::run(run::rondo().arg("check"), None, run::LIMIT).status, 2);
}
