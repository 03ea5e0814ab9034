//! What the compiler rejects, in CPython's words and at CPython's place.

use rondo_compiler::{Options, compile, compile_with_warnings};
use rondo_grammar::{LineIndex, Mode};

/// A place: 1-based line and column.
type Place = (u32, u32);

/// Source, message, start, end: as CPython reports them (lines and columns from 1).
const ERRORS: &[(&str, &str, Place, Place)] = &[
    ("return 1", "'return' outside function", (1, 1), (1, 9)),
    ("class C:\n    return 1", "'return' outside function", (2, 5), (2, 13)),
    ("yield 1", "'yield' outside function", (1, 1), (1, 8)),
    ("class C:\n    yield 1", "'yield' outside function", (2, 5), (2, 12)),
    ("yield from x", "'yield from' outside function", (1, 1), (1, 13)),
    ("await x", "'await' outside function", (1, 1), (1, 8)),
    ("def f():\n    await x", "'await' outside async function", (2, 5), (2, 12)),
    ("async def f():\n    yield from x", "'yield from' inside async function", (2, 5), (2, 17)),
    ("async def f():\n    yield 1\n    return 2", "'return' with value in async generator", (3, 5), (3, 13)),
    ("break", "'break' outside loop", (1, 1), (1, 6)),
    ("if x:\n    continue", "'continue' not properly in loop", (2, 5), (2, 13)),
    ("for x in y:\n    pass\nelse:\n    break", "'break' outside loop", (4, 5), (4, 10)),
    ("while x:\n    def f():\n        continue", "'continue' not properly in loop", (3, 9), (3, 17)),
    ("def f(a, b, a): pass", "duplicate argument 'a' in function definition", (1, 13), (1, 14)),
    ("lambda a, *, a: 0", "duplicate argument 'a' in function definition", (1, 14), (1, 15)),
    ("def f(a):\n    global a", "name 'a' is parameter and global", (2, 5), (2, 13)),
    ("def f(a):\n    nonlocal a", "name 'a' is parameter and nonlocal", (2, 5), (2, 15)),
    ("def f():\n    print(a)\n    global a", "name 'a' is used prior to global declaration", (3, 5), (3, 13)),
    ("def f():\n    a = 1\n    global a", "name 'a' is assigned to before global declaration", (3, 5), (3, 13)),
    ("def f():\n    a: int\n    global a", "annotated name 'a' can't be global", (3, 5), (3, 13)),
    ("def f():\n    global a\n    a: int = 1", "annotated name 'a' can't be global", (3, 5), (3, 15)),
    ("def f():\n    nonlocal a", "no binding for nonlocal 'a' found", (2, 5), (2, 15)),
    ("nonlocal a", "nonlocal declaration not allowed at module level", (1, 1), (1, 11)),
    (
        "def f():\n    a = 1\n    def g():\n        global a\n        nonlocal a",
        "name 'a' is nonlocal and global",
        (4, 9),
        (4, 17),
    ),
    (
        "def f():\n    a = 1\n    def g():\n        a = 2\n        nonlocal a",
        "name 'a' is assigned to before nonlocal declaration",
        (5, 9),
        (5, 19),
    ),
    ("[(yield 1) for x in y]", "'yield' inside list comprehension", (1, 3), (1, 10)),
    ("def f():\n    {(yield 1) for x in y}", "'yield' inside set comprehension", (2, 7), (2, 14)),
    ("def f():\n    {1: (yield 1) for x in y}", "'yield' inside dict comprehension", (2, 10), (2, 17)),
    ("def f():\n    ((yield from z) for x in y)", "'yield' inside generator expression", (2, 7), (2, 19)),
    ("[x := 1 for x in y]", "assignment expression cannot rebind comprehension iteration variable 'x'", (1, 2), (1, 3)),
    (
        "[z for x in (z := y)]",
        "assignment expression cannot be used in a comprehension iterable expression",
        (1, 14),
        (1, 20),
    ),
    (
        "[[j := 0 for i in range(5)] for j in range(5)]",
        "assignment expression cannot rebind comprehension iteration variable 'j'",
        (1, 3),
        (1, 4),
    ),
    (
        "[i := 0 for j in range(5) for i in range(5)]",
        "assignment expression cannot rebind comprehension iteration variable 'i'",
        (1, 2),
        (1, 3),
    ),
    (
        "class C:\n    [z := 1 for x in y]",
        "assignment expression within a comprehension cannot be used in a class body",
        (2, 6),
        (2, 7),
    ),
    (
        "def f():\n    [x async for x in y]",
        "asynchronous comprehension outside of an asynchronous function",
        (2, 5),
        (2, 25),
    ),
    ("[x async for x in y]", "asynchronous comprehension outside of an asynchronous function", (1, 1), (1, 21)),
    ("def f():\n    async for x in y: pass", "'async for' outside async function", (2, 5), (2, 27)),
    ("async with x: pass", "'async with' outside async function", (1, 1), (1, 19)),
    ("def f():\n    from m import *", "import * only allowed at module level", (2, 19), (2, 20)),
    ("class C:\n    from m import *", "import * only allowed at module level", (2, 19), (2, 20)),
    (
        "x = 1\nfrom __future__ import annotations",
        "from __future__ imports must occur at the beginning of the file",
        (2, 1),
        (2, 35),
    ),
    (
        "def f():\n    from __future__ import annotations",
        "from __future__ imports must occur at the beginning of the file",
        (2, 5),
        (2, 39),
    ),
    (
        "if x:\n    from __future__ import division",
        "from __future__ imports must occur at the beginning of the file",
        (2, 5),
        (2, 36),
    ),
    ("from __future__ import braces", "not a chance", (1, 24), (1, 30)),
    ("from __future__ import nope", "future feature nope is not defined", (1, 24), (1, 28)),
    ("__debug__ = 1", "cannot assign to __debug__", (1, 1), (1, 10)),
    ("def f(__debug__): pass", "cannot assign to __debug__", (1, 7), (1, 16)),
    ("del __debug__", "cannot delete __debug__", (1, 5), (1, 14)),
    ("x.__debug__ = 1", "cannot assign to __debug__", (1, 1), (1, 12)),
    ("f(__debug__=1)", "cannot assign to __debug__", (1, 3), (1, 14)),
    // CPython 3.14 names no place here.
    ("import __debug__", "cannot assign to __debug__", (1, 8), (1, 17)),
    ("*a, *b = c", "multiple starred expressions in assignment", (1, 1), (1, 7)),
    ("*a = b", "starred assignment target must be in a list or tuple", (1, 1), (1, 3)),
    ("[*a, (b, *c, *d)] = e", "multiple starred expressions in assignment", (1, 6), (1, 17)),
    ("x = *a", "can't use starred expression here", (1, 5), (1, 7)),
    ("try:\n    pass\nexcept:\n    pass\nexcept E:\n    pass", "default 'except:' must be last", (3, 1), (4, 9)),
    ("f(a=1, b=2, a=3)", "keyword argument repeated: a", (1, 13), (1, 16)),
    ("class C(a=1, a=2): pass", "keyword argument repeated: a", (1, 14), (1, 17)),
    (
        "match x:\n    case _:\n        pass\n    case 1:\n        pass",
        "wildcard makes remaining patterns unreachable",
        (2, 10),
        (2, 11),
    ),
    (
        "match x:\n    case y:\n        pass\n    case 1:\n        pass",
        "name capture 'y' makes remaining patterns unreachable",
        (2, 10),
        (2, 11),
    ),
    ("match x:\n    case (1 as y) | 2:\n        pass", "alternative patterns bind different names", (2, 10), (2, 22)),
    ("match x:\n    case [a, b, a]:\n        pass", "multiple assignments to name 'a' in pattern", (2, 17), (2, 18)),
    ("match x:\n    case _ | 1:\n        pass", "wildcard makes remaining patterns unreachable", (2, 10), (2, 11)),
    ("match x:\n    case {1: a, 1: b}:\n        pass", "mapping pattern checks duplicate key (1)", (2, 10), (2, 22)),
    ("match x:\n    case C(a=1, a=2):\n        pass", "attribute name repeated in class pattern: a", (2, 19), (2, 20)),
    ("match x:\n    case [*a, *b]:\n        pass", "multiple starred names in sequence pattern", (2, 10), (2, 18)),
    (
        "try:\n    pass\nexcept* E:\n    break",
        "'break', 'continue' and 'return' cannot appear in an except* block",
        (4, 5),
        (4, 10),
    ),
    (
        "def f():\n    try:\n        pass\n    except* E:\n        return 1",
        "'break', 'continue' and 'return' cannot appear in an except* block",
        (5, 16),
        (5, 17),
    ),
    (
        "for x in y:\n    try:\n        pass\n    except* E:\n        continue",
        "'break', 'continue' and 'return' cannot appear in an except* block",
        (5, 9),
        (5, 17),
    ),
    ("def f[T, T](): pass", "duplicate type parameter 'T'", (1, 10), (1, 11)),
    (
        "class C[T](x := 1): pass",
        "named expression cannot be used within the definition of a generic",
        (1, 12),
        (1, 18),
    ),
    ("type A = (yield 1)", "yield expression cannot be used within a type alias", (1, 11), (1, 18)),
    ("type A[T: (await x)] = T", "await expression cannot be used within a TypeVar bound", (1, 12), (1, 19)),
    ("def f[T]():\n    nonlocal T", "nonlocal binding not allowed for type parameter 'T'", (2, 5), (2, 15)),
    ("def f(x: (yield)): pass", "yield expression cannot be used within an annotation", (1, 11), (1, 16)),
    ("def f(x: (y := 1)): pass", "named expression cannot be used within an annotation", (1, 11), (1, 17)),
    ("x: (await y)", "await expression cannot be used within an annotation", (1, 5), (1, 12)),
    (
        "async def f():\n    def g():\n        return [await x for x in y]",
        "asynchronous comprehension outside of an asynchronous function",
        (3, 16),
        (3, 36),
    ),
    (
        "def f():\n    x = 1\n    class C:\n        nonlocal x\n        def g(self):\n            nonlocal y",
        "no binding for nonlocal 'y' found",
        (6, 13),
        (6, 23),
    ),
];

/// Source and message.
const WARNINGS: &[(&str, &str)] = &[
    ("x is 1", "\"is\" with 'int' literal. Did you mean \"==\"?"),
    ("'a' is not x", "\"is not\" with 'str' literal. Did you mean \"!=\"?"),
    ("x is ()", "\"is\" with 'tuple' literal. Did you mean \"==\"?"),
    ("assert (x, 'message')", "assertion is always true, perhaps remove parentheses?"),
    ("[1, 2 (3, 4)]", "'int' object is not callable; perhaps you missed a comma?"),
    ("[(1, 2) (3, 4)]", "'tuple' object is not callable; perhaps you missed a comma?"),
    ("(1)[0][1] = 3", "'int' object is not subscriptable; perhaps you missed a comma?"),
    ("None[0]", "'NoneType' object is not subscriptable; perhaps you missed a comma?"),
    ("[[1, 2] [3, 4]]", "list indices must be integers or slices, not tuple; perhaps you missed a comma?"),
    ("'a'['b']", "str indices must be integers or slices, not str; perhaps you missed a comma?"),
    ("def f():\n try: pass\n finally: return 1", "'return' in a 'finally' block"),
    ("for x in y:\n try: pass\n finally: break", "'break' in a 'finally' block"),
    ("for x in y:\n try: pass\n finally: continue", "'continue' in a 'finally' block"),
];

/// Valid code that looks like the above.
const SILENT: &[&str] = &[
    "(1)[0] = 5",
    "del (1)[0], [(1)[1]]",
    "(1)[0] += 1",
    "(1)[0]: int = 3",
    "for (1)[0] in x: pass",
    "with a as (1)[0]: pass",
    "x is None",
    "x is True",
    "x is ...",
    "assert ()",
    "[1][0]",
    "'a'[1:2]",
    "def f():\n try: pass\n finally:\n  def g(): return 1",
    "try: pass\nfinally:\n for x in y: break",
];

fn outcome(source: &str) -> Result<Vec<String>, (String, Place, Place)> {
    let module = rondo_grammar::parse(source, Mode::Exec).expect("the grammar accepts it");
    match compile_with_warnings(&module, source, &Options::new("<test>")) {
        Ok((_, warnings)) => Ok(warnings.into_iter().map(|warning| warning.message).collect()),
        Err(error) => {
            let lines = LineIndex::new(source);
            let place = |offset| (lines.line(offset), lines.column_in_chars(source, offset) + 1);
            Err((error.message, place(error.span.start), place(error.span.end)))
        }
    }
}

#[test]
fn errors_have_the_words_and_the_place_of_cpython() {
    for &(source, message, start, end) in ERRORS {
        assert_eq!(outcome(source), Err((message.to_string(), start, end)), "{source}");
    }
}

#[test]
fn doubtful_code_is_warned_of() {
    for &(source, message) in WARNINGS {
        assert_eq!(outcome(source), Ok(vec![message.to_string()]), "{source}");
    }
}

#[test]
fn sound_code_is_not_warned_of() {
    for &source in SILENT {
        assert_eq!(outcome(source), Ok(vec![]), "{source}");
    }
}

#[test]
fn too_much_of_anything_is_an_error_and_no_panic() {
    let names: String = (0..70_000).map(|i| format!("x{i} = {i}.5\n")).collect();
    let module = rondo_grammar::parse(&names, Mode::Exec).expect("it is valid");
    let error = compile(&module, &names, &Options::new("<test>")).expect_err("too many names");
    assert_eq!(error.message, "too many global names");
}

#[test]
fn long_displays_calls_and_jumps_are_compiled() {
    let long = "x, ".repeat(70_000);
    let body = "    if b < c: x.y = 1.5\n".repeat(20_000);
    for source in [format!("a = [{long}]"), format!("f({long})"), format!("def f():\n  while a < b:\n{body}")] {
        assert_eq!(outcome(&source), Ok(vec![]));
    }
}
