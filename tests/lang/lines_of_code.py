# The lines of code objects: co_lines() has every line that can be passed, first that of `def`, and no gap.
import inspect


def plain():
    x = 1
    return x


def loops(n):
    for i in range(n):
        if i:
            print(i)
        else:
            continue
    while n:
        n -= 1
        if n > 5:
            break
    else:
        pass
    return n


def tries():
    try:
        x = 1
    except ValueError as e:
        y = 2
    except TypeError:
        pass
    else:
        x = 2
    finally:
        z = 3


def contexts():
    with open("x") as f:
        pass
    with open("x") as f, \
            open("y") as g:
        f.read()
    pass


def empty():
    pass


def generator():
    yield 1
    x = yield 2
    x = yield from [
        x]


def calls():
    return (1,
            print(2),
            3)


@inspect.unwrap
def decorated(
        a,
        b=2):
    return 1


def documented():
    """Nothing else."""


def documented_too():
    """Text
    over two lines."""
    return
    x = 1


def nested():
    def inner():
        return 1

    class Inner:
        y = 2
    return inner


async def coroutine(y):
    await y
    async with y:
        pass
    async for z in y:
        print(z)


def matches(x):
    match x:
        case 1:
            return 1
        case [a, b]:
            pass
        case {"k": v} if v:
            return v
        case _:
            return 2


def displays(n):
    a = [i
         for i in range(3)
         if i]
    return {k: v
            for k, v in a}


def branches(a, b):
    if (a and
            b):
        return 1
    elif a or \
            b:
        return 2
    assert a, \
        "text"
    del a
    global number
    number = b
    return a if b else (
        b)


one_line = lambda: 1
several = lambda x: (
    x())

for function in (plain, loops, tries, contexts, empty, generator, calls, decorated, documented, documented_too, nested,
                 coroutine, matches, displays, branches, one_line, several):
    code = function.__code__
    entries = list(code.co_lines())
    lines = sorted({line - code.co_firstlineno for _, _, line in entries if line is not None})
    gaps = [a for a, b in zip(entries, entries[1:]) if a[1] != b[0]]
    print(function.__name__, lines, entries[0][0], entries[0][2] == code.co_firstlineno, gaps)
    inner = [const for const in code.co_consts if inspect.iscode(const)]
    print("  ", [(c.co_name, sorted({n - c.co_firstlineno for _, _, n in c.co_lines() if n})) for c in inner])

text = '''"""A module."""
import sys
x = 1
if x:
    y = 2
else:
    y = 3

def f():
    pass

class C:
    a = 1
    def m(self):
        pass
for z in ():
    pass
'''
code = compile(text, "text", "exec")
print(sorted({line for _, _, line in code.co_lines() if line is not None}), code.co_firstlineno)
print(list(compile("", "empty", "exec").co_lines())[0][2], compile("1\n", "one", "eval").co_firstlineno)
