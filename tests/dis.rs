//! `rondo dis FILE` of the programs in `tests/dis`: the snapshots pin what the compiler makes of each construct.

mod run;

#[test]
fn the_code_of_small_programs() {
    let programs = run::programs("tests/dis");
    assert!(!programs.is_empty(), "no programs in tests/dis");
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(run::root().join("tests/snapshots/dis"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let _bound = settings.bind_to_scope();
    let mut failures = Vec::new();
    for program in programs {
        let output = run::run(run::rondo().args(["dis", &program]), None, run::LIMIT);
        let name = program.trim_start_matches("tests/dis/").trim_end_matches(".py");
        if output.status != 0 {
            failures.push(format!("{name}: exit status {}: {}", output.status, output.last_error_line()));
            continue;
        }
        // Each difference is shown before the test fails.
        if std::panic::catch_unwind(|| insta::assert_snapshot!(name, output.stdout)).is_err() {
            failures.push(format!("{name}: differs from its snapshot"));
        }
    }
    assert!(failures.is_empty(), "{failures:#?}");
}
