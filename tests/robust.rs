//! Inputs made to break the command: endless recursion of every kind, results too large for any memory, streams that
//! are not there. Each ends as it does in CPython, with an exception if need be, and never with a crash or a hang.

mod run;

use libtest_mimic::{Arguments, Failed, Trial};
use run::Output;
use std::process::Command;
use std::time::Duration;

/// How long a case may take; a loaded machine with a debug build needs some of it.
const LIMIT: Duration = Duration::from_secs(60);

fn main() {
    let names = run::run(run::rondo().arg("tests/robust/recursion.py"), None, LIMIT);
    assert_eq!(names.status, 0, "{names:?}");
    let mut trials: Vec<Trial> = names.stdout.lines().map(recursion).collect();
    for (exception, expressions) in [("MemoryError", TOO_LARGE), ("OverflowError", OUT_OF_RANGE)] {
        trials.extend(
            expressions
                .iter()
                .map(|expression| Trial::test(format!("size/{expression}"), move || raises(exception, expression))),
        );
    }
    trials.extend(STREAMS.iter().map(|(name, script, status, shown)| {
        Trial::test(format!("streams/{name}"), move || streams(script, *status, shown))
    }));
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

/// `sh -c SCRIPT` with the command as `$0`.
fn shell(script: &str) -> Command {
    let mut shell = Command::new("/bin/sh");
    shell.args(["-c", script]).arg(run::rondo().get_program()).current_dir(run::root());
    shell
}

fn ended(output: &Output) -> Result<(), Failed> {
    let crashed = output.status == 70 || output.status >= 128;
    if output.timed_out || crashed { Err(format!("{output:?}").into()) } else { Ok(()) }
}

fn recursion(name: &str) -> Trial {
    let name = name.to_owned();
    Trial::test(format!("recursion/{name}"), move || {
        let output = run::run(run::rondo().args(["tests/robust/recursion.py", &name]), None, LIMIT);
        ended(&output)?;
        if output.stdout.lines().any(|line| line.starts_with("ended: ")) {
            return Ok(());
        }
        Err(format!("{output:?}").into())
    })
}

/// With 1 GB of address space, `expression` raises `exception` and the program goes on.
fn raises(exception: &str, expression: &str) -> Result<(), Failed> {
    let code = format!("try:\n    {expression}\nexcept {exception}:\n    print('raised')\nprint([1] * 3)");
    let mut command = shell("ulimit -v 1000000; exec \"$0\" -c \"$1\"");
    let output = run::run(command.arg(code), None, LIMIT);
    ended(&output)?;
    if output.stdout == "raised\n[1, 1, 1]\n" { Ok(()) } else { Err(format!("{output:?}").into()) }
}

/// Runs a script of the shell; what it prints on both streams must hold `shown`.
fn streams(script: &str, status: i32, shown: &str) -> Result<(), Failed> {
    let output = run::run(&mut shell(script), None, LIMIT);
    ended(&output)?;
    let text = output.stdout.clone() + &output.stderr;
    if output.status == status && text.contains(shown) { Ok(()) } else { Err(format!("{output:?}").into()) }
}

/// Shell scripts, their exit statuses and what they print.
const STREAMS: &[(&str, &str, i32, &str)] = &[
    ("closed stdout", "\"$0\" -c 'print(1)' >&-", 0, ""),
    ("closed stderr", "\"$0\" -c '1/0' 2>&-", 1, ""),
    ("closed stdin", "\"$0\" -c 'print(5)' <&-", 0, "5"),
    ("all closed", "\"$0\" -c 'print(1)' <&- >&- 2>&-", 0, ""),
    ("program from a closed stdin", "\"$0\" - <&-", 0, ""),
    ("program from a directory", "\"$0\" - </", 1, "Is a directory"),
    ("reader gone", "(\"$0\" -c 'for i in range(100_000): print(i)'; echo $? >&2) | head -1", 0, "BrokenPipeError"),
    ("reader gone at the end", "(sleep .1; \"$0\" -c 'print(1)'; echo $? >&2) | true", 0, "120"),
    ("full device", "\"$0\" -c 'print(1)' >/dev/full", 120, "No space left on device"),
    ("report to a full device", "\"$0\" -c '1/0' 2>/dev/full", 1, ""),
    ("surrogate on stdout", "\"$0\" -c 'print(chr(0xd800))'", 1, "surrogates not allowed"),
    ("surrogate in a report", "\"$0\" -c 'raise ValueError(chr(0xd800))'", 1, "ValueError: \\ud800"),
    ("argument that is no text", "\"$0\" -c 'import sys; len(sys.argv[1])' $(printf 'a\\377')", 0, ""),
    ("folder gone", "cd $(mktemp -d) && rmdir $PWD && \"$0\" -c 'print(1)'", 0, "1"),
    ("nothing to read", "\"$0\" /dev/null", 0, ""),
    ("unreadable encoding", "printf '# coding: nosuch\\n' | \"$0\" -", 1, "unknown encoding: nosuch"),
    ("utf-16 text", "printf '\\377\\376p\\0' | \"$0\" -", 1, "SyntaxError"),
    ("bytes that are no text", "printf 'x = 1\\n# \\377' | \"$0\" -", 1, "SyntaxError"),
    ("NUL", "printf 'x = \\0' | \"$0\" -", 1, "null bytes"),
    ("module without a name", "\"$0\" -m ''", 1, "No module named"),
];

/// Expressions whose values are larger than memory.
const TOO_LARGE: &[&str] = &[
    "'a' * 10**18",
    "b'a' * 10**18",
    "bytearray(b'a') * 10**18",
    "[1] * 10**18",
    "(1,) * 10**18",
    "[1] * 10**12",
    "'a' * 10**12",
    "b'a' * 10**12",
    "bytes(10**18)",
    "bytearray(10**18)",
    "bytes(10**12)",
    "bytearray(10**12)",
    "list(range(10**18))",
    "tuple(range(10**18))",
    "list(range(10**11))",
    "'a'.ljust(10**18)",
    "'a'.center(10**12)",
    "'a'.zfill(10**12)",
    "b'a'.ljust(10**12)",
    "b'a'.zfill(10**12)",
    "format(1, '1000000000000')",
    "format('a', '1000000000000')",
    "format(1.5, '1000000000000')",
    "'%1000000000000d' % 1",
    "'%*d' % (10**12, 1)",
    "'%1000000000000s' % 1",
    "f'{1:{10**12}}'",
    "1 << 10**18",
    "1 << 10**12",
    "2 ** 10**12",
    "10 ** 10**11",
    "(10**400).to_bytes(10**12, 'big')",
    "(1).to_bytes(10**18, 'big')",
    "('a'*10**6).replace('a', 'b'*10**8)",
    "''.join(['a'*10**8]*10**5)",
    "','.join(['a'*10**8]*10**5)",
    "b''.join([b'a'*10**8]*10**5)",
    "('a'*10**6).replace('', 'b'*10**8)",
    "[0]*10**9",
    "[*range(10**11)]",
    "(*range(10**11),)",
    "{*range(10**11)}",
    "set(range(10**11))",
    "frozenset(range(10**11))",
    "{i for i in range(10**11)}",
    "[i for i in range(10**11)]",
    "sorted(range(10**11))",
    "list(reversed(range(10**11)))",
    "__import__('collections').deque(range(10**11))",
    "__import__('io').StringIO().write('a'*10**12)",
    "__import__('struct').pack('1000000000000s', b'')",
    "__import__('os').urandom(10**12)",
    "list(__import__('itertools').repeat(1, 10**11))",
    "[].__init__(range(10**11))",
    "[1].extend(range(10**11))",
    "bytearray(range(10**11))",
    "'a'.encode('utf-16')*10**12",
    "\"a\".splitlines()*10**15",
    "[[]]*10**9",
    "dict.fromkeys(range(10**11))",
    "{i: i for i in range(10**11)}",
];

/// Expressions that name sizes and times which no machine has.
const OUT_OF_RANGE: &[&str] = &[
    "len(range(2**70))",
    "__import__('random').getrandbits(10**12)",
    "__import__('random').randbytes(10**12)",
    "__import__('math').ldexp(1.0, 10**18)",
    "__import__('time').sleep(10**18)",
    "__import__('threading').Event().wait(10**18)",
    "'{:c}'.format(10**9)",
    "'%c' % 10**10",
    "__import__('re').compile('a{99999999999999999999}')",
];
