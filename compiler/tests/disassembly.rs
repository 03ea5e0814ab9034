//! What the compiler makes of small programs, as snapshots.

use rondo_compiler::disassemble::disassemble;
use rondo_compiler::{Options, compile};
use rondo_grammar::Mode;

fn code_of(source: &str) -> String {
    let module = rondo_grammar::parse(source, Mode::Exec).expect("the program parses");
    let proto = compile(&module, source, &Options::new("<test>")).expect("the program compiles");
    disassemble(&proto)
}

macro_rules! programs {
    ($($name:ident $source:literal)*) => {
        $(
            #[test]
            fn $name() {
                insta::assert_snapshot!(stringify!($name), code_of($source), $source);
            }
        )*
    };
}

programs! {
    arithmetic r##"
def f(a, b):
    c = a + b * 2 - 1
    c += a
    return -c ** 2 + 3 * 4
"##

    conditions r##"
def f(a, b, c):
    if a < b and not (c or a == 1):
        return a if b is None else c
    return 0 < a < b <= c
"##

    while_loop r##"
def f(n):
    i = 0
    while i < n:
        if i == 7:
            break
        i += 1
    else:
        return None
    while line := read():
        print(line)
    return i
"##

    for_loop r##"
def f(items):
    total = 0
    for i, (key, value) in enumerate(items):
        if not key:
            continue
        total += value * i
    for x in [1, 2, 3]:
        if x in {1, 2}:
            return total
"##

    globals_and_calls r##"
import os.path as p
from a.b import c as d, e
def f(x):
    print(x, len(x))
    return d(e(x), p.join(x, "y"), sep=1)
"##

    keyword_and_star_calls r##"
f(a, *b, c, k=1, **d, m=2)
f(*a, **b)
f(a, k=1)
x.f(a, k=1)
x.f(*a)
"##

    closures r##"
def outer(a):
    count = 0
    def inner():
        nonlocal count
        count += a
        return count
    return inner, lambda k=a: k + count
"##

    class_with_super r##"
@decorator
class C(Base, metaclass=M):
    """Doc."""
    field = 1
    def __init__(self, x, /, y=2, *, z=3):
        super().__init__()
        self.x = self.__y = x
    @property
    def both(self):
        return self.x, self.z
"##

    try_except_else_finally r##"
def f():
    try:
        risky()
    except (ValueError, KeyError) as e:
        print(e)
    except OSError:
        raise
    else:
        return 1
    finally:
        cleanup()
"##

    try_in_loop r##"
def f(xs):
    for x in xs:
        try:
            g(x)
        except E:
            continue
        finally:
            if x:
                break
    return x
"##

    except_star r##"
def f():
    try:
        g()
    except* ValueError as e:
        h(e)
    except* TypeError:
        pass
"##

    with_statement r##"
def f():
    with open(a) as x, lock:
        return x.read()
"##

    async_statements r##"
async def f(x):
    async with x as y:
        async for z in y:
            await z
    return [await i async for i in x if i]
"##

    generators r##"
def f(x):
    y = yield x
    z = yield from y
    yield
    return z
"##

    async_generator r##"
async def f(x):
    async for y in x:
        yield await y
"##

    comprehensions r##"
def f(xs):
    a = [x * 2 for x in xs if x]
    b = {k: v for k, v in a}
    c = {x for y in b for x in y}
    return a, b, c, (x for x in xs)
"##

    comprehension_captured r##"
def f(xs):
    return [lambda: x for x in xs]
"##

    comprehension_in_class r##"
class C:
    y = 1
    z = [x + y for x in range(y)]
"##

    walrus r##"
def f(xs):
    x = 1
    if any((last := x) > 3 for x in xs):
        return last
    return x + (x := 2) + x
"##

    strings r##"
def f(a, b):
    return f"{a!r:>{b}} and {b:.2f}{a}" + "x" * 3 + t"{a}!"
"##

    displays_and_slices r##"
def f(a, b):
    x = [1, 2, 3, 4]
    x[1:a], x[0], x[b] = (a, *b), {**a, "k": b}, {1, a}
    del x[0], x[a:]
    return x[-1], x[a, ::2]
"##

    unpacking r##"
def f(p):
    a, b = p
    a, b = b, a
    (c, *d), e = p
    for a, b in p:
        pass
    x.y, z[0] = p
"##

    match_statement r##"
def f(x):
    match x:
        case 1 | -2 | "s":
            return 1
        case [a, 0, *rest] if a:
            return rest
        case {"k": v, **others}:
            return v, others
        case Point(x=0, y=(1 | 2) as y):
            return y
        case None:
            return None
        case other:
            return other
"##

    annotations r##"
x: int = 1
class C:
    y: "str"
    def f(self, a: int, *b: T) -> None: pass
if x:
    z: float
"##

    type_parameters r##"
def f[T: int, *Ts, **P](x: T = 1): pass
class C[T](Base): pass
type A[K] = dict[K, V]
"##

    assertions_and_dead_code r##"
def f(x):
    assert x, "message"
    if __debug__ and not 0:
        while True:
            if x: return 1
    print("unreachable")
"##

    deleted_variables r##"
def f(c):
    if c:
        x = 1
    print(x)
    del x
    try:
        pass
    except E as x:
        pass
    return x
"##

    exits_through_blocks r##"
def f(xs):
    for x in xs:
        with x:
            try:
                return x.value
            finally:
                x.close()
"##
}
