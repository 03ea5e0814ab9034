//! Fuzzing: damaged texts for lexer, parser and compiler, and random whole programs, which CPython judges where it is
//! installed. No input may make anything panic, hang, crash or, if it is a program, do what CPython does not.
//!
//! Every case has a number that determines it. The tests run a few seconds; `RONDO_FUZZ=COUNT` asks each of them for so
//! many cases, `RONDO_SEED=N` starts at case N. A case that fails is kept as a file under `target/tmp/fuzz`.

mod expression;
mod generate;
mod mutate;
mod random;
#[path = "../run/mod.rs"]
mod run;
mod statement;

use random::Random;
use rondo_compiler::disassemble::disassemble;
use rondo_grammar::Mode;
use rondo_vm::compiler::{Options, compile_with_warnings};
use run::Output;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// How long one text may take to be read and compiled, and one program to run.
const LIMIT: Duration = Duration::from_secs(20);

/// The numbers of the cases to run, `few` if nothing else is asked for.
fn cases(few: u64) -> std::ops::Range<u64> {
    let number = |name: &str| {
        let text = std::env::var(name).ok()?;
        Some(text.parse::<u64>().unwrap_or_else(|_| panic!("{name} is not a number: {text}")))
    };
    let first = number("RONDO_SEED").unwrap_or(0);
    first..first + number("RONDO_FUZZ").unwrap_or(few)
}

/// Keeps what failed, and says where.
fn keep(name: &str, text: &str) -> String {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("fuzz");
    fs::create_dir_all(&folder).expect("a folder to make");
    let path = folder.join(name);
    fs::write(&path, text).expect("a file to write");
    path.display().to_string()
}

/// The texts that are damaged: all programs of the tests.
fn seeds() -> Vec<String> {
    let programs = run::FOLDERS.iter().flat_map(|folder| run::programs(folder));
    programs.filter_map(|program| fs::read_to_string(run::root().join(program)).ok()).collect()
}

/// A part of a text that is read as a text of its own: what is damaged in a long text is mostly found at once.
fn part<'t>(text: &'t str, random: &mut Random) -> &'t str {
    let starts: Vec<usize> = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
    let first = starts[random.below(starts.len())];
    let end = starts.iter().find(|start| **start > first + 200 + random.below(3000)).copied();
    &text[first..end.unwrap_or(text.len())]
}

/// Reads each of `texts` and compiles what is correct, as the command does: on a large stack.
fn survives(name: &'static str, texts: impl Iterator<Item = (u64, String)> + Send + 'static, read: fn(&str)) {
    static STARTED: AtomicU64 = AtomicU64::new(0);
    let work = move || {
        for (number, text) in texts {
            STARTED.store(number + 1, Ordering::Relaxed);
            let kept = keep(&format!("{name}-now.py"), &text);
            if catch_unwind(AssertUnwindSafe(|| read(&text))).is_err() {
                panic!("case {number} panicked: {}", keep(&format!("{name}-{number}.py"), &text));
            }
            STARTED.store(0, Ordering::Relaxed);
            let _ = fs::remove_file(kept);
        }
    };
    let thread = std::thread::Builder::new().stack_size(64 << 20).spawn(work).expect("a thread");
    let mut last = (0, std::time::Instant::now());
    while !thread.is_finished() {
        std::thread::sleep(Duration::from_millis(5));
        let now = STARTED.load(Ordering::Relaxed);
        if now != last.0 {
            last = (now, std::time::Instant::now());
        }
        assert!(now == 0 || last.1.elapsed() < LIMIT, "case {} hangs: see {name}-now.py", now - 1);
    }
    if let Err(panic) = thread.join() {
        std::panic::resume_unwind(panic);
    }
}

/// Reads `text` whole and in every mode, and compiles and disassembles what is correct.
fn read(text: &str) {
    let _ = rondo_grammar::tokenize(text);
    for mode in [Mode::Eval, Mode::Single, Mode::Exec] {
        let error = match rondo_grammar::parse_with_warnings(text, mode) {
            Err(error) => error,
            Ok(parsed) => match compile_with_warnings(&parsed.module, text, &Options::new("fuzz")) {
                Ok((code, _)) => {
                    drop(disassemble(&code));
                    continue;
                }
                Err(error) => error,
            },
        };
        let location = error.location(text);
        assert!(!error.message.is_empty() && location.line > 0, "{error:?}");
        let _ = rondo_grammar::format_error(&error, text, "fuzz");
    }
}

#[test]
fn damaged_texts() {
    let seeds = seeds();
    let texts = cases(1500).map(move |number| {
        let mut random = Random::new(number);
        let (text, other) = (&seeds[random.below(seeds.len())], &seeds[random.below(seeds.len())]);
        (number, mutate::damaged(part(text, &mut random), other, &mut random))
    });
    survives("text", texts, read);
}

#[test]
fn random_tokens() {
    let texts = cases(3000).map(|number| {
        let mut random = Random::new(number);
        let length = random.below(40);
        let text = (0..length).fold("x".to_owned(), |text, _| mutate::one_token(&text, &mut random));
        (number, text)
    });
    survives("tokens", texts, read);
}

#[test]
fn random_bytes() {
    let texts = cases(3000).map(|number| {
        let mut random = Random::new(number);
        let bytes: Vec<u8> = (0..random.below(200)).map(|_| random.below(256) as u8).collect();
        let text = rondo_grammar::decode(&bytes).unwrap_or_else(|_| String::from_utf8_lossy(&bytes).into_owned());
        (number, text)
    });
    survives("bytes", texts, read);
}

/// Runs `program`, kept as `path`, with no more than 4 GB of address space.
fn run_limited(command: &Command, path: &Path, limit: Duration) -> Output {
    let mut limited = Command::new("/bin/sh");
    limited.args(["-c", "ulimit -v 4194304; exec \"$0\" \"$@\""]).arg(command.get_program()).args(command.get_args());
    limited.arg(path).current_dir(run::root()).env("PYTHONUTF8", "1").env("PYTHONDONTWRITEBYTECODE", "1");
    run::run(&mut limited, None, limit)
}

/// What is wrong with a run whatever the program was.
fn fault(output: &Output) -> Option<&'static str> {
    let crashed = output.status == 70 || output.status >= 128 && output.status != 130;
    match output {
        _ if output.timed_out => Some("hangs"),
        _ if crashed || output.stderr.contains("internal error") => Some("crashes"),
        _ => None,
    }
}

#[test]
fn generated_programs() {
    let python = run::cpython().map(|(python, _)| Command::new(python));
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("fuzz");
    fs::create_dir_all(&folder).expect("a folder to make");
    let mut failed = Vec::new();
    for number in cases(24) {
        let path = folder.join(format!("program-{number}.py"));
        fs::write(&path, generate::program(number)).expect("a file to write");
        let ours = run_limited(&run::rondo(), &path, LIMIT);
        let mut wrong = fault(&ours).map(str::to_owned);
        if let Some(python) = python.as_ref().filter(|_| wrong.is_none()) {
            let theirs = run_limited(python, &path, LIMIT);
            wrong = difference(&ours, &theirs).filter(|_| !theirs.timed_out);
        }
        match wrong {
            Some(wrong) => failed.push(format!("{}: {wrong}", path.display())),
            None => drop(fs::remove_file(&path)),
        }
    }
    assert!(failed.is_empty(), "{} programs failed:\n{}", failed.len(), failed.join("\n"));
}

/// The first line that differs, of stdout and then of stderr, or the exit status.
fn difference(ours: &Output, theirs: &Output) -> Option<String> {
    // Reports come in the order in which garbage is found, which is nobody's promise.
    let errors = |output: &Output| {
        let report = |line: &&str| !line.starts_with([' ', 'T']) && !line.contains("ignored") && !line.contains("task");
        let mut lines: Vec<&str> = output.stderr.lines().filter(report).collect();
        lines.retain(|line| !line.contains("SyntaxWarning: "));
        lines.sort_unstable();
        lines.join("\n")
    };
    let streams = [("stdout", ours.stdout.clone(), theirs.stdout.clone()), ("stderr", errors(ours), errors(theirs))];
    for (name, ours, theirs) in &streams {
        if ours != theirs {
            let same = ours.lines().zip(theirs.lines()).take_while(|(a, b)| a == b).count();
            let line = |text: &str| text.lines().nth(same).unwrap_or("(ended)").to_owned();
            return Some(format!("{name}, line {}:\n  Rondo:   {}\n  CPython: {}", same + 1, line(ours), line(theirs)));
        }
    }
    (ours.status != theirs.status).then(|| format!("exit status: Rondo {}, CPython {}", ours.status, theirs.status))
}

/// Programs of the tests with one token changed, run. What touches files or other processes is left out.
#[test]
fn damaged_programs() {
    let reaches_out = ["os", "shutil", "subprocess", "socket", "signal", "tempfile", "pathlib", "open(", "input("];
    let seeds: Vec<String> =
        seeds().into_iter().filter(|seed| !reaches_out.iter().any(|word| seed.contains(word))).collect();
    let mut failed = Vec::new();
    for number in cases(16) {
        let mut random = Random::new(number);
        let text = mutate::one_token(&seeds[random.below(seeds.len())], &mut random);
        let path = PathBuf::from(keep(&format!("damaged-{number}.py"), &text));
        // A loop that the damage made endless is no fault of ours.
        let output = run_limited(&run::rondo(), &path, Duration::from_secs(3));
        match fault(&output) {
            Some("crashes") => failed.push(path.display().to_string()),
            _ => drop(fs::remove_file(&path)),
        }
    }
    assert!(failed.is_empty(), "{} programs crashed:\n{}", failed.len(), failed.join("\n"));
}
