//! The command itself: its options, its exit statuses, what it says about files it cannot run, and inputs made to break
//! it. Whatever the input, it ends with an error that a Python user expects, never with a crash.

mod run;

use run::{LIMIT, Output};
use std::fs;
use std::path::PathBuf;

/// Runs `rondo ARGS`.
fn rondo(args: &[&str]) -> Output {
    finished(run::run(run::rondo().args(args), None, LIMIT))
}

/// Runs `rondo -c CODE`.
fn code(code: &str) -> Output {
    rondo(&["-c", code])
}

/// Runs `rondo - ARGS` with `input` on stdin.
fn stdin(input: &[u8], args: &[&str]) -> Output {
    finished(run::run(run::rondo().arg("-").args(args), Some(input), LIMIT))
}

/// Runs a file with these contents.
fn file(name: &str, contents: &[u8]) -> Output {
    let path = scratch(name);
    fs::write(&path, contents).expect("a file to write");
    let output = rondo(&[path.to_str().expect("a path in UTF-8")]);
    fs::remove_file(&path).expect("a file to remove");
    output
}

/// A path in a folder for files of these tests; every test uses a name of its own.
fn scratch(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("command");
    fs::create_dir_all(&folder).expect("a folder to make");
    folder.join(name)
}

/// What every run must keep: it ends in time, by itself, and no panic reaches the user.
fn finished(output: Output) -> Output {
    assert!(!output.timed_out, "still ran after {LIMIT:?}");
    assert!(output.status < 128 || output.status == 130 || output.status == 255, "crashed: {output:?}");
    assert!(!output.stderr.contains("panicked at"), "panicked: {}", output.stderr);
    output
}

#[track_caller]
fn assert_output(output: &Output, status: i32, stdout: &str, stderr: &str) {
    let found = (output.status, output.stdout.as_str(), output.stderr.as_str());
    assert_eq!(found, (status, stdout, stderr));
}

mod options {
    use super::*;

    #[test]
    fn version() {
        for option in ["--version", "-V"] {
            let output = rondo(&[option]);
            assert!(output.stdout.starts_with("Rondo 0."), "{output:?}");
            assert_eq!((output.status, output.stdout.lines().count()), (0, 1));
        }
    }

    #[test]
    fn help() {
        for option in ["--help", "-h"] {
            let output = rondo(&[option]);
            assert_eq!((output.status, output.stderr.as_str()), (0, ""));
            for word in ["rondo", "FILE", "-c", "--version"] {
                assert!(output.stdout.contains(word), "no {word} in {}", output.stdout);
            }
        }
    }

    #[test]
    fn unknown_option() {
        let output = rondo(&["--no-such-option"]);
        assert_eq!((output.status, output.stdout.as_str()), (2, ""));
        assert!(output.stderr.contains("--no-such-option"), "{output:?}");
    }

    #[test]
    fn file_and_arguments() {
        let output = file("arguments.py", b"import sys\nprint(sys.argv[1:], __name__)\n");
        assert_output(&output, 0, "[] __main__\n", "");
        let path = scratch("arguments2.py");
        fs::write(&path, "import sys\nprint(sys.argv[1:])\nprint(sys.argv[0] == sys.argv[1])")
            .expect("a file to write");
        let path = path.to_str().expect("a path in UTF-8");
        let output = rondo(&[path, path, "-c", "--help", "a b"]);
        assert!(output.stdout.ends_with(", '-c', '--help', 'a b']\nTrue\n"), "{output:?}");
    }

    #[test]
    fn code_and_arguments() {
        let output = rondo(&["-c", "import sys; print(sys.argv)", "a", "--version"]);
        assert_output(&output, 0, "['-c', 'a', '--version']\n", "");
    }

    #[test]
    fn code_from_stdin() {
        let output = stdin(b"import sys\nfor i in range(2):\n    print(i, sys.argv)\n", &["x"]);
        assert_output(&output, 0, "0 ['-', 'x']\n1 ['-', 'x']\n", "");
    }

    #[test]
    fn traceback_of_code_names_a_string() {
        let output = code("def f():\n    return 1 / 0\nf()");
        let expected = "Traceback (most recent call last):\n  File \"<string>\", line 3, in <module>\n    f()\n    ~^^\n  \
                        File \"<string>\", line 2, in f\n    return 1 / 0\n           ~~^~~\n\
                        ZeroDivisionError: division by zero\n";
        assert_output(&output, 1, "", expected);
    }

    #[test]
    fn traceback_of_stdin_names_it() {
        let output = stdin(b"1 / 0\n", &[]);
        assert_eq!((output.status, output.last_error_line()), (1, "ZeroDivisionError: division by zero"));
        assert!(output.stderr.contains("  File \"<stdin>\", line 1, in <module>\n"), "{output:?}");
    }
}

mod files {
    use super::*;

    #[test]
    fn missing() {
        let path = scratch("missing.py");
        let output = rondo(&[path.to_str().expect("a path in UTF-8")]);
        assert_eq!((output.status, output.stdout.as_str()), (2, ""));
        let path = run::normalise(path.to_str().expect("a path in UTF-8"));
        let expected = format!("can't open file '{path}': [Errno 2] No such file or directory");
        assert!(output.last_error_line().ends_with(&expected), "{output:?}");
    }

    #[test]
    fn directory() {
        let output = rondo(&["tests"]);
        assert_eq!((output.status, output.stdout.as_str()), (1, ""));
        assert!(output.last_error_line().contains("can't find '__main__' module in"), "{output:?}");
    }

    #[test]
    fn empty() {
        assert_output(&file("empty.py", b""), 0, "", "");
        assert_output(&file("only_a_comment.py", b"# nothing"), 0, "", "");
        assert_output(&file("no_last_newline.py", b"print(1)"), 0, "1\n", "");
        assert_output(&file("crlf.py", b"if True:\r\n    print('''a\r\nb''')\r\n"), 0, "a\nb\n", "");
        assert_output(&file("bom.py", b"\xef\xbb\xbfprint('\xc3\xa9')\n"), 0, "é\n", "");
    }

    #[test]
    fn not_utf8() {
        let output = file("not_utf8.py", b"x = 1\ny = '\x80\x81\xff'\n");
        assert_eq!((output.status, output.stdout.as_str()), (1, ""));
        let last = output.last_error_line();
        assert!(last.starts_with("SyntaxError: "), "{output:?}");
        assert!(last.contains("0x80") || last.contains("'\\x80'"), "{output:?}");
    }

    #[test]
    fn null_bytes() {
        let output = file("null_bytes.py", b"x = 1\n\0\n");
        assert_eq!(
            (output.status, output.last_error_line()),
            (1, "SyntaxError: source code cannot contain null bytes")
        );
    }

    #[test]
    fn random_bytes() {
        let mut state = 0x9e37_79b9_7f4a_7c15_u64;
        for round in 0..20 {
            let bytes: Vec<u8> = (0..5000)
                .map(|_| {
                    // xorshift64
                    state ^= state << 13;
                    state ^= state >> 7;
                    state ^= state << 17;
                    // The later rounds stay in ASCII, so that the tokens are reached.
                    if round < 10 { state as u8 } else { (state as u8 & 0x5f) + 0x20 }
                })
                .collect();
            let output = file("random_bytes.py", &bytes);
            assert_eq!((output.status, output.stdout.as_str()), (1, ""), "round {round}");
            let last = output.last_error_line();
            let kinds = ["SyntaxError: ", "IndentationError: ", "TabError: "];
            assert!(kinds.iter().any(|kind| last.starts_with(kind)), "round {round}: {output:?}");
        }
    }
}

/// A line of about ten megabytes, made of each kind of thing a line can be made of.
mod a_ten_megabyte_line {
    use super::*;

    #[test]
    fn string() {
        let source = format!("x = '{}'\nprint(len(x))\n", "é".repeat(5_000_000));
        assert_output(&file("long_string.py", source.as_bytes()), 0, "5000000\n", "");
    }

    #[test]
    fn comment() {
        let source = format!("#{}\nprint(5)\n", "-".repeat(10_000_000));
        assert_output(&file("long_comment.py", source.as_bytes()), 0, "5\n", "");
    }

    #[test]
    fn list() {
        let source = format!("x = [{}]\nprint(len(x), x[-1])\n", "1, ".repeat(3_500_000));
        assert_output(&file("long_list.py", source.as_bytes()), 0, "3500000 1\n", "");
    }

    #[test]
    fn statements() {
        let source = format!("x = 0;{}\nprint(x)\n", "x+=1;".repeat(2_000_000));
        assert_output(&file("long_statements.py", source.as_bytes()), 0, "2000000\n", "");
    }

    #[test]
    fn sum() {
        let source = format!("x = {}1\nprint(x)\n", "1 + ".repeat(2_500_000));
        let output = file("long_sum.py", source.as_bytes());
        // CPython refuses; computing it is as good.
        match output.status {
            0 => assert_eq!(output.stdout, "2500001\n"),
            _ => {
                let last = output.last_error_line();
                assert!(last.starts_with("RecursionError: ") || last.starts_with("MemoryError: "), "{last}");
            }
        }
    }

    #[test]
    fn name() {
        let output = file("long_name.py", format!("{}\n", "a".repeat(10_000_000)).as_bytes());
        assert_eq!(output.status, 1);
        assert!(output.last_error_line().starts_with("NameError: name 'aaa"));
    }

    #[test]
    fn brackets() {
        for open in ["(", "[", "{", "[(", "f(", "x[y:(", "lambda:(", "not (", "- (", "x if ("] {
            let source = format!("x = {}\n", open.repeat(10_000_000 / open.len()));
            let output = file("long_brackets.py", source.as_bytes());
            assert_eq!(output.status, 1, "{open}");
            // Some of these make CPython's parser run out of its stack before its tokenizer has counted to 200.
            let last = output.last_error_line();
            let refused = last == "SyntaxError: too many nested parentheses" || last.starts_with("MemoryError: ");
            assert!(refused, "{open}: {last}");
        }
    }

    #[test]
    fn operators() {
        for operator in ["not ", "-", "~", "lambda: ", "await ", "x if y else ", "a.", "1**", "f'{"] {
            let source = format!("x = {}1\n", operator.repeat(10_000_000 / operator.len()));
            let output = file("long_operators.py", source.as_bytes());
            assert!(output.status <= 1, "{operator}: {}", output.status);
        }
    }

    #[test]
    fn indentation() {
        let source: String = (0..1000).map(|depth| format!("{}if 1:\n", " ".repeat(depth))).collect();
        let output = file("deep_indentation.py", source.as_bytes());
        assert_eq!((output.status, output.last_error_line()), (1, "IndentationError: too many levels of indentation"));
    }
}

mod depth {
    use super::*;

    #[test]
    fn a_list_nested_deep_is_dropped() {
        let output = code(
            "x = []\nfor i in range(100_000):\n    x = [x]\nprint('built')\n\
             try:\n    repr(x)\nexcept RecursionError as e:\n    print(type(e).__name__)\n\
             del x\nprint('dropped')\n",
        );
        assert_output(&output, 0, "built\nRecursionError\ndropped\n", "");
    }

    #[test]
    fn other_objects_nested_deep_are_dropped() {
        for (name, wrap) in [
            ("tuple", "(x,)"),
            ("dict", "{1: x}"),
            ("object", "C(x)"),
            ("cell", "(lambda: x)"),
            ("generator", "g(x)"),
            ("bound method", "C(x).m"),
            ("iterator", "iter([x])"),
        ] {
            let output = code(&format!(
                "class C:\n    def __init__(self, x):\n        self.x = x\n    def m(self):\n        pass\n\
                 def g(x):\n    yield x\n\
                 def wrap(x):\n    return {wrap}\n\
                 x = None\nfor i in range(100_000):\n    x = wrap(x)\ndel x\nprint('dropped')\n"
            ));
            assert_output(&output, 0, "dropped\n", "");
            assert_eq!(output.status, 0, "{name}");
        }
    }

    #[test]
    fn comparing_and_hashing_deep_objects() {
        let output = code(
            "def nest(kind):\n    x = kind()\n    for i in range(100_000):\n        x = kind((x,))\n    return x\n\
             a, b = nest(list), nest(list)\n\
             try:\n    a == b\nexcept RecursionError:\n    print('compare')\n\
             t = nest(tuple)\n\
             try:\n    hash(t)\nexcept RecursionError:\n    print('hash')\n\
             print('alive')",
        );
        assert_eq!((output.status, output.stderr.as_str()), (0, ""));
        assert!(output.stdout.starts_with("compare\n") && output.stdout.ends_with("alive\n"), "{output:?}");
    }

    #[test]
    fn recursion_without_end() {
        let output = code("def f(n):\n    return f(n + 1)\n\nf(0)");
        assert_eq!(output.status, 1);
        // No carets: the call is all that the return statement does.
        let frame = "  File \"<string>\", line 2, in f\n    return f(n + 1)\n";
        let start = "Traceback (most recent call last):\n  File \"<string>\", line 4, in <module>\n    f(0)\n    ~^^^\n"
            .to_owned()
            + &frame.repeat(3) + "  [Previous line repeated ";
        assert!(output.stderr.starts_with(&start), "{output:?}");
        assert!(
            output.stderr.ends_with(" more times]\nRecursionError: maximum recursion depth exceeded\n"),
            "{output:?}"
        );
    }

    #[test]
    fn recursion_through_everything_is_caught() {
        for (name, program) in [
            ("repr", "class C:\n    def __repr__(self): return repr(self)\nrun(lambda: repr(C()))"),
            ("eq", "class C:\n    def __eq__(self, other): return [self] == [other]\nrun(lambda: C() == C())"),
            ("hash", "class C:\n    def __hash__(self): return hash((self,))\nrun(lambda: {C()})"),
            ("getattr", "class C:\n    def __getattr__(self, name): return getattr(self, name)\nrun(lambda: C().x)"),
            ("getitem", "class C:\n    def __getitem__(self, i): return self[i]\nrun(lambda: C()[0])"),
            ("call", "class C:\n    def __call__(self): return self()\nrun(C())"),
            ("init", "class C:\n    def __init__(self): C()\nrun(C)"),
            ("add", "class C:\n    def __add__(self, other): return self + other\nrun(lambda: C() + 1)"),
            ("iter", "class C:\n    def __iter__(self): return iter(list(self))\nrun(lambda: list(C()))"),
            ("sort key", "def f(x=0): return sorted([1, 2], key=f)\nrun(f)"),
            ("map", "def f(x=0): return list(map(f, [1]))\nrun(f)"),
            ("generators", "def g(): yield from g()\nrun(lambda: list(g()))"),
            ("coroutines", "async def c(): await c()\nrun(lambda: c().send(None))"),
            ("property", "class C:\n    p = property(lambda self: self.p)\nrun(lambda: C().p)"),
            ("format", "class C:\n    def __format__(self, spec): return f'{self}'\nrun(lambda: f'{C()}')"),
            ("lt", "class C:\n    def __lt__(self, other): return (self,) < (other,)\nrun(lambda: C() < C())"),
        ] {
            let output = code(&format!(
                "def run(f):\n    try:\n        f()\n    except RecursionError:\n        print('caught')\n{program}"
            ));
            assert_eq!((output.status, output.stdout.as_str()), (0, "caught\n"), "{name}: {output:?}");
        }
    }

    #[test]
    fn the_limit_can_be_moved() {
        let output = code(
            "import sys\nprint(sys.getrecursionlimit())\nsys.setrecursionlimit(20_000)\n\
             def f(n):\n    return n and 1 + f(n - 1)\nprint(f(15_000))",
        );
        assert_output(&output, 0, "1000\n15000\n", "");
    }
}

mod exit_status {
    use super::*;

    #[test]
    fn of_sys_exit() {
        for (argument, status, stderr) in [
            ("", 0, ""),
            ("None", 0, ""),
            ("0", 0, ""),
            ("3", 3, ""),
            ("-1", 255, ""),
            ("258", 2, ""),
            ("True", 1, ""),
            ("'bye'", 1, "bye\n"),
            ("''", 1, "\n"),
            ("1.5", 1, "1.5\n"),
            ("(1, 2)", 1, "(1, 2)\n"),
        ] {
            let output = code(&format!("import sys\nprint('before')\nsys.exit({argument})\nprint('after')"));
            assert_output(&output, status, "before\n", stderr);
        }
    }

    #[test]
    fn of_system_exit() {
        assert_output(&code("raise SystemExit"), 0, "", "");
        assert_output(&code("raise SystemExit(4)"), 4, "", "");
        assert_output(&code("raise SystemExit(4, 5)"), 1, "", "(4, 5)\n");
        let output = code("try:\n    raise SystemExit(4)\nexcept SystemExit as e:\n    print(e.code, e.args)");
        assert_output(&output, 0, "4 (4,)\n", "");
    }

    #[test]
    fn of_exit_inside_a_task() {
        let output = code(
            "import asyncio, sys\nasync def main():\n    try:\n        await asyncio.sleep(0)\n        sys.exit(7)\n    \
             finally:\n        print('finally')\nasyncio.run(main())",
        );
        assert_output(&output, 7, "finally\n", "");
    }

    #[test]
    fn of_errors() {
        assert_eq!(code("raise ValueError('v')").status, 1);
        assert_eq!(code("x = = 1").status, 1);
        assert_eq!(code("def f(:").last_error_line(), "SyntaxError: invalid syntax");
        assert_eq!(code("raise KeyboardInterrupt").status, 130);
    }

    #[test]
    fn output_is_written_before_the_traceback() {
        let output = code("print('no newline', end='')\nraise ValueError('v')");
        assert_eq!((output.stdout.as_str(), output.last_error_line()), ("no newline", "ValueError: v"));
    }
}

/// Ctrl-C.
#[cfg(unix)]
mod interrupt {
    use super::*;
    use std::io::{BufRead, BufReader, Read};
    use std::process::{Child, Stdio};
    use std::time::Duration;

    /// Starts CODE, sends SIGINT once it has printed a line and gone on for a moment, and returns what it
    /// printed after that line.
    fn interrupted(code: &str) -> Output {
        let mut child = run::rondo()
            .args(["-c", code])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("a program");
        let mut stdout = BufReader::new(child.stdout.take().expect("a pipe"));
        let mut line = String::new();
        stdout.read_line(&mut line).expect("a first line");
        std::thread::sleep(Duration::from_millis(100));
        interrupt(&child);
        let (status, timed_out) = run::wait(&mut child, LIMIT);
        let mut text = String::new();
        stdout.read_to_string(&mut text).expect("the rest of stdout");
        let mut errors = String::new();
        child.stderr.take().expect("a pipe").read_to_string(&mut errors).expect("stderr");
        Output { stdout: text, stderr: errors, status: run::status_number(status), timed_out }
    }

    fn interrupt(child: &Child) {
        let pid = rustix::process::Pid::from_child(child);
        rustix::process::kill_process(pid, rustix::process::Signal::INT).expect("a signal sent");
    }

    #[track_caller]
    fn assert_interrupted(output: &Output, stdout: &str) {
        assert!(!output.timed_out, "not stopped by SIGINT");
        assert_eq!((output.status, output.stdout.as_str()), (130, stdout), "{}", output.stderr);
        assert_eq!(output.last_error_line(), "KeyboardInterrupt");
    }

    #[test]
    fn of_a_sleep() {
        let output = interrupted(
            "import time\ntry:\n    print('ready', flush=True)\n    time.sleep(60)\nfinally:\n    print('finally')",
        );
        assert_interrupted(&output, "finally\n");
    }

    #[test]
    fn of_a_loop() {
        let output = interrupted(
            "try:\n    print('ready', flush=True)\n    while True:\n        pass\nfinally:\n    print('finally')",
        );
        assert_interrupted(&output, "finally\n");
    }

    #[test]
    fn of_generators() {
        let output = interrupted(
            "def g():\n    try:\n        while True:\n            yield\n    finally:\n        print('generator')\n\
             print('ready', flush=True)\nfor x in g():\n    pass",
        );
        assert_eq!((output.status, output.timed_out), (130, false));
    }

    #[test]
    fn of_a_built_in_that_loops() {
        let output = interrupted("print('ready', flush=True)\nsum(x for x in iter(int, 1))");
        assert_interrupted(&output, "");
    }

    #[test]
    fn of_a_waiting_task() {
        let output = interrupted(
            "import asyncio\nasync def main():\n    try:\n        print('ready', flush=True)\n        \
             await asyncio.sleep(60)\n    except asyncio.CancelledError:\n        print('cancelled')\n        raise\n    \
             finally:\n        print('finally')\nasyncio.run(main())",
        );
        assert_interrupted(&output, "cancelled\nfinally\n");
    }

    #[test]
    fn of_a_busy_task() {
        let output = interrupted(
            "import asyncio\nasync def main():\n    try:\n        print('ready', flush=True)\n        while True:\n            \
             await asyncio.sleep(0)\n    finally:\n        print('finally')\nasyncio.run(main())",
        );
        assert_interrupted(&output, "finally\n");
    }

    #[test]
    fn of_several_tasks() {
        let output = interrupted(
            "import asyncio\nasync def work(n):\n    try:\n        await asyncio.sleep(60)\n    finally:\n        \
             left.append(n)\nleft = []\nasync def main():\n    async with asyncio.TaskGroup() as group:\n        \
             for n in range(3):\n            group.create_task(work(n))\n        await asyncio.sleep(0)\n        \
             print('ready', flush=True)\ntry:\n    asyncio.run(main())\nfinally:\n    print(sorted(left))",
        );
        assert_interrupted(&output, "[0, 1, 2]\n");
    }

    #[test]
    fn can_be_caught() {
        let output = interrupted(
            "import time\ntry:\n    print('ready', flush=True)\n    time.sleep(60)\nexcept KeyboardInterrupt as e:\n    \
             print('caught', e.args)\nprint('goes on')",
        );
        assert_eq!((output.status, output.stdout.as_str()), (0, "caught ()\ngoes on\n"));
    }

    #[test]
    fn of_a_blocking_accept_and_select() {
        for wait in ["s.accept()", "select.select([s], [], [])", "s.settimeout(60); s.accept()"] {
            let output = interrupted(&format!(
                "import socket, select\ns = socket.socket()\ns.bind(('127.0.0.1', 0))\ns.listen()\n\
                 try:\n    print('ready', flush=True)\n    {wait}\nfinally:\n    print('finally')"
            ));
            assert_interrupted(&output, "finally\n");
        }
    }
}

mod hash_seed {
    use super::*;

    fn hashes(seed: &str) -> Output {
        run::run(
            run::rondo().args(["-c", "print(hash('a'), hash(b'abcdefghijk'))"]).env("PYTHONHASHSEED", seed),
            None,
            run::LIMIT,
        )
    }

    #[test]
    fn hashes_of_ascii_are_cpythons() {
        assert_eq!(hashes("0").stdout, "4644417185603328019 1450545860578130900\n");
        assert_eq!(hashes("42").stdout, "-123207753977932514 7764564197781545852\n");
        assert_ne!(hashes("random").stdout, hashes("").stdout);
    }

    #[test]
    fn other_texts_are_refused() {
        for seed in ["x", "-1", "4294967296"] {
            let output = hashes(seed);
            let message = "rondo: PYTHONHASHSEED must be \"random\" or an integer in range [0; 4294967295]\n";
            assert_eq!((output.status, &*output.stderr), (1, message), "{output:?}");
        }
    }
}

mod missing {
    use super::*;

    /// The last line of what running `text` reports.
    fn note(text: &str) -> String {
        let output = code(text);
        assert_eq!(output.status, 1, "{output:?}");
        output.stderr.trim_end().lines().last().unwrap_or_default().to_string()
    }

    #[test]
    fn what_only_cpython_has_is_named_and_what_to_do_is_said() {
        for (text, name, advice) in [
            ("import ctypes", "ctypes", "Rondo loads no C libraries; subprocess runs other programs"),
            ("import sqlite3.dbapi2", "sqlite3", "shelve, json and pickle keep values in files"),
            ("import sys; sys.remote_exec", "sys.remote_exec", "docs/modules.md lists what modules have"),
            ("import tkinter", "tkinter", "neither windows nor full-screen programs"),
            ("import _ctypes_test_of_nobody", "", "No module named '_ctypes_test_of_nobody'"),
            ("import os; os.unshare(0)", "os.unshare", "docs/modules.md lists what modules have"),
            ("from os import unshare", "os.unshare", "docs/modules.md lists what modules have"),
            ("import ssl; ssl.SSLSession", "ssl.SSLSession", "docs/modules.md lists what modules have"),
            ("import os; os.no_such_thing_anywhere", "", "module 'os' has no attribute 'no_such_thing_anywhere'"),
        ] {
            let line = note(text);
            if !name.is_empty() {
                let start =
                    format!("note: '{name}' belongs to CPython's standard library, but this Rondo does not have it: ");
                assert!(line.starts_with(&start), "{line}");
            }
            assert!(line.contains(advice), "{line}");
        }
    }

    #[test]
    fn nothing_that_is_there_is_called_missing() {
        let program = "import importlib, importlib.util, pathlib\n\
            folder = pathlib.Path('vm/src/report')\n\
            for line in (folder / 'missing_modules.txt').read_text().splitlines():\n    \
                for name in line.split(': ')[0].split():\n        \
                    if importlib.util.find_spec(name): print(name)\n\
            for line in (folder / 'missing_attributes.txt').read_text().splitlines():\n    \
                module, names = line.split(': ')\n    \
                for name in names.split():\n        \
                    if hasattr(importlib.import_module(module), name): print(module, name)\n";
        let output = code(program);
        assert_eq!((output.status, &*output.stdout), (0, ""), "{output:?}");
    }

    #[test]
    fn every_module_of_cpythons_is_there_or_explained() {
        let program = "import importlib, sys\n\
            for name in sorted(sys.stdlib_module_names):\n    \
                try:\n        importlib.import_module(name)\n    \
                except ModuleNotFoundError as error:\n        \
                    assert error.name == name and str(error) == f\"No module named '{name}'\", (name, error)\n        \
                    sys.__excepthook__(type(error), error, None)\n";
        let output = code(program);
        assert_eq!(output.status, 0, "{output:?}");
        let mut lines = output.stderr.lines().filter(|line| !line.starts_with([' ', 'T']));
        while let Some(line) = lines.next() {
            let name = line.strip_prefix("ModuleNotFoundError: No module named ").expect(line);
            let note = lines.next().unwrap_or_default();
            assert!(note.starts_with(&format!("note: {name} belongs to")), "{line}: {note}");
        }
    }
}
