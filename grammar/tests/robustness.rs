//! No input makes the parser panic, overflow the stack or hang: deep nesting, truncated programs, random tokens.

#[path = "../../tests/fuzz/mutate.rs"]
mod mutate;
#[path = "../../tests/fuzz/random.rs"]
#[expect(dead_code, reason = "the fuzzers make programs with the rest")]
mod random;

use random::Random;
use rondo_grammar::{Mode, parse};

/// Parses `source` and drops the result, as the command does: on a thread with 64 MB of stack.
fn survives(sources: Vec<String>) -> Vec<Result<(), String>> {
    std::thread::Builder::new()
        .stack_size(64 << 20)
        .spawn(move || {
            let read = |source: &String| parse(source, Mode::Exec).map(drop).map_err(|error| error.message);
            sources.iter().map(read).collect()
        })
        .and_then(|thread| thread.join().map_err(|_| std::io::Error::other("the parser panicked")))
        .expect("the parser survives")
}

#[test]
fn long_chains_parse_and_endless_ones_are_refused() {
    let chains: [fn(usize) -> String; 14] = [
        |n| format!("x = a{}", " + a".repeat(n)),
        |n| format!("x = a{}", " ** a".repeat(n)),
        |n| format!("x = a{}", ".b".repeat(n)),
        |n| format!("x = a{}", "()".repeat(n)),
        |n| format!("x = a{}", "[0]".repeat(n)),
        |n| format!("x = {}a", "- ".repeat(n)),
        |n| format!("x = {}a", "not ".repeat(n)),
        |n| format!("x = {}a", "a if b else ".repeat(n)),
        |n| format!("x = {}a", "lambda: ".repeat(n)),
        |n| format!("x = {}a{}", "lambda p=".repeat(n), ": 0".repeat(n)),
        |n| format!("if a: pass\n{}", "elif a: pass\n".repeat(n)),
        |n| format!("@a{}\ndef f(): pass", ".b".repeat(n)),
        |n| format!("x = {}", "a and not b or c < d, ".repeat(n)),
        |n| format!("x = {}", "a = ".repeat(n) + "b"),
    ];
    let few = chains.iter().map(|chain| chain(2000) + "\n").collect();
    for (number, result) in survives(few).into_iter().enumerate() {
        assert_eq!(result, Ok(()), "chain {number}");
    }
    let many = chains.iter().map(|chain| chain(200_000) + "\n").collect();
    for (number, result) in survives(many).into_iter().enumerate() {
        let flat = number >= 12;
        assert_eq!(result.is_ok(), flat, "chain {number}: {result:?}");
    }
}

#[test]
fn brackets_nest_200_deep() {
    let nested = |n: usize| format!("{}{}\n", "(".repeat(n), ")".repeat(n));
    assert_eq!(parse(&nested(200), Mode::Exec).map(drop), Ok(()));
    let error = parse(&nested(201), Mode::Exec).expect_err("one too many");
    assert_eq!(error.message, "too many nested parentheses");
    for open in ["(", "[", "{", "f'{", "f'{a:{", "lambda: (", "x[", "{1: "] {
        survives(vec![open.repeat(100_000)]);
    }
}

#[test]
fn blocks_nest_99_deep() {
    let nested =
        |n: usize| (0..n).map(|i| format!("{}if a:\n", " ".repeat(i))).collect::<String>() + &" ".repeat(n) + "a\n";
    assert_eq!(parse(&nested(99), Mode::Exec).map(drop), Ok(()));
    let error = parse(&nested(100), Mode::Exec).expect_err("one too many");
    assert_eq!(error.message, "too many levels of indentation");
}

#[test]
fn random_tokens() {
    let sources = (0..20_000)
        .map(|seed| {
            let mut random = Random::new(seed);
            let length = random.below(20) + 1;
            (0..length).map(|_| mutate::word(&mut random).to_owned() + [" ", " ", ""][random.below(3)]).collect()
        })
        .collect();
    survives(sources);
}

#[test]
fn random_bytes() {
    let sources = (0..5_000)
        .map(|seed| {
            let mut random = Random::new(seed);
            let bytes: Vec<u8> = (0..random.below(60)).map(|_| random.below(256) as u8).collect();
            String::from_utf8_lossy(&bytes).into_owned()
        })
        .collect();
    survives(sources);
}

#[test]
fn truncated_programs() {
    let whole = include_str!("programs/everything.py");
    let sources = whole.char_indices().step_by(3).map(|(at, _)| whole[..at].to_string()).collect();
    survives(sources);
}

#[test]
fn damaged_programs() {
    let whole = include_str!("programs/everything.py");
    survives((0..1_000).map(|seed| mutate::damaged(whole, whole, &mut Random::new(seed))).collect());
}

#[test]
fn nul_and_endless_lines() {
    assert!(parse("a\0b", Mode::Exec).is_err());
    let list = format!("x = [{}]\n", "1,".repeat(500_000));
    let string = format!("x = '{}'\n", "a".repeat(1_000_000));
    let comment = format!("#{}\n", "a".repeat(1_000_000));
    for result in survives(vec![list, string, comment]) {
        assert_eq!(result, Ok(()));
    }
    let broken = format!("x = [{} 1 2]\n", "1,".repeat(500_000));
    let unclosed = format!("x = {{{}", "'a': (1, f'{b}'),".repeat(50_000));
    for result in survives(vec![broken, unclosed]) {
        assert!(result.is_err());
    }
}
