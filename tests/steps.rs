//! What the primitives of coroutines take, in instructions of the VM and in slow paths of its loop: numbers that depend on
//! nothing but the program. A change that makes one larger has lost a fast path.
//!
//! Only builds with debug assertions count.
#![cfg(debug_assertions)]

mod run;

use run::LIMIT;

/// Measures the function `step(n)`, which does something `n` times: prints instructions and slow paths of one time.
const MEASURE: &str = "
import sys
def counts(n):
    before = sys._step_counts()
    step(n)
    after = sys._step_counts()
    return after[0] - before[0], after[1] - before[1]
step(20)
few, many = counts(100), counts(200)
print((many[0] - few[0]) / 100, (many[1] - few[1]) / 100)
";

/// The instructions and the slow paths of one time of what `step` in `program` does.
fn steps(program: &str) -> (f64, f64) {
    let output = run::run(run::rondo().args(["-c", &format!("{program}\n{MEASURE}")]), None, LIMIT);
    let mut numbers = output.stdout.split_whitespace().map(|n| n.parse::<f64>());
    match (numbers.next(), numbers.next()) {
        (Some(Ok(instructions)), Some(Ok(slow_paths))) => (instructions, slow_paths),
        _ => panic!("no numbers: {}{}", output.stdout, output.stderr),
    }
}

/// A step takes at most so many instructions and slow paths, those of its loop included.
#[track_caller]
fn takes(instructions: f64, slow_paths: f64, program: &str) {
    let (i, s) = steps(program);
    assert!(
        i <= instructions && s <= slow_paths,
        "{i} instructions and {s} slow paths, where {instructions} and {slow_paths} are enough:\n{program}"
    );
}

#[test]
fn resume_in_a_loop() {
    takes(
        4.0,
        0.01,
        "
def count(n):
    for i in range(n): yield i
def step(n):
    for i in count(n): pass
",
    );
}

#[test]
fn send() {
    let program = "
def adder():
    total = 0
    while True: total += yield total
g = adder(); next(g)
def step(n):
    send = g.send
    for i in range(n): send(i)
";
    takes(8.0, 0.01, program);
    takes(8.0, 0.01, &program.replace("send(i)", "g.send(i)"));
    takes(
        10.0,
        0.01,
        &program
            .replace("send = g.send", "pass")
            .replace("send(i)", "next(g)")
            .replace("yield total", "(yield total) or 0"),
    );
}

#[test]
fn yield_through_delegations() {
    takes(
        4.0,
        1.0,
        "
def count(n):
    for i in range(n): yield i
def through(depth, n):
    if depth: yield from through(depth - 1, n)
    else: yield from count(n)
def step(n):
    for i in through(20, n): pass
",
    );
}

#[test]
fn await_of_a_coroutine() {
    takes(
        5.0,
        0.01,
        "
async def inner(i): return i
async def outer(n):
    for i in range(n): await inner(i)
def step(n):
    try: outer(n).send(None)
    except StopIteration: pass
",
    );
}

#[test]
fn calls() {
    takes(6.0, 0.01, "def f(a): return a\ndef step(n):\n    for i in range(n): f(i)\n");
    let method = "
class C:
    def m(self, a): return a
c = C(); m = c.m
def step(n):
    for i in range(n): c.m(i)
";
    takes(7.0, 0.01, method);
    takes(6.0, 0.01, &method.replace("step(n):", "step(n, m=m):").replace("c.m(i)", "m(i)"));
}

#[test]
fn natives() {
    takes(5.0, 0.01, "def step(n):\n    a = []\n    for i in range(n): a.append(i)\n");
    takes(5.0, 0.01, "def step(n):\n    a = []\n    for i in range(n): len(a)\n");
    takes(6.0, 0.01, "def step(n):\n    a = 'a b'\n    for i in range(n): a.find('b')\n");
    takes(5.0, 0.01, "def step(n):\n    a = []\n    f = a.append\n    for i in range(n): f(i)\n");
}
