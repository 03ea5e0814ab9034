//! `rondo doctest`: what it reports of documents with faults, and that this repository's own documents have none.

mod run;

use std::fs;

fn doctest(arguments: &[&str]) -> run::Output {
    run::run(run::rondo().arg("doctest").args(arguments), None, run::LIMIT)
}

fn snapshot(name: &str, arguments: &[&str]) {
    let output = doctest(arguments);
    let text = format!("status: {}\n{}{}", output.status, output.stdout, output.stderr);
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(run::root().join("tests/snapshots/doctest"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

#[test]
fn differences_are_reported_with_their_lines() {
    snapshot("differences", &["tests/doctest/differences.md"]);
    snapshot("docstrings", &["tests/doctest/docstrings.py"]);
}

#[test]
fn options_and_faulty_requests() {
    snapshot("ellipsis", &["-o", "ELLIPSIS", "tests/doctest/differences.md"]);
    snapshot("no_option", &["-o", "FOO", "tests/doctest/docstrings.py"]);
    snapshot("no_file", &["tests/doctest/nosuch.md"]);
    snapshot("nothing", &[]);
}

/// The documents of the repository: those beside README.md, and all in docs/ but the pages that `tests/docs.rs` types at
/// a prompt.
#[test]
fn our_documents_go_as_shown() {
    let mut documents = vec!["README.md".to_string(), "ARCHITECTURE.md".to_string()];
    let mut folders = vec!["docs".to_string()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(run::root().join(&folder)).into_iter().flatten().flatten() {
            let name = format!("{folder}/{}", entry.file_name().to_string_lossy());
            match entry.path().is_dir() {
                true => folders.push(name),
                false if name.ends_with(".md") => documents.push(name),
                false => (),
            }
        }
    }
    let is_typed = |document: &String| {
        let page = fs::read_to_string(run::root().join(document)).expect("a readable page");
        page.lines().any(|line| line == "<!-- session: as typed -->")
    };
    documents.retain(|document| !is_typed(document));
    for document in documents {
        let output = doctest(&[&document]);
        assert!(output.status == 0 && !output.timed_out, "{document}:\n{}{}", output.stdout, output.stderr);
    }
}
