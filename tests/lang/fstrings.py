# Formatted string literals.
name, n, x, items = "Ann", 42, 3.14159, [1, 2, 3]
width, digits = 10, 2
print(f"{name} {n} {x} {items}", f"{name!r} {name!s} {'é'!a}", f"{n + 1} {n * 2 = } {len(items)}", f"", f"plain",
    f"{{}} {{{n}}} {{n}}")
print(f"{n:5d}|{n:<5}|{n:^5}|{n:05}|{n:+}|{n:#x}|{n:,}",
    f"{x:.2f} {x:{width}.{digits}f}|{x:<{width}}|{x!r:>{width}}|{x:{'>'}{width}}")
print(f"{n=} {n = } {n=:5} {name=} {name=!s} {name=!r:>8} {items[0]=} { n + 1 =} {n=!a}")
print(f"{'nested ' + f'{n} {f"{name}"}'} {"quotes"} {'a' 'b'} {items[0]}{items[-1]} {dict(a=1)['a']} {[i * 2 for i in items]} {({1: 2})[1]}")
print(f'''triple {
    n  # a comment
    + 1
} {name
!r
:>6} done''')
print(f"{(lambda v: v * 2)(n)} {n if n > 5 else 0} {n > 5} {n != 5} {n == 42} {n >= 5} {(y := n + 1)} {y}")
print(rf"\n{n}\t" fr"{name}\d", f"a" "b" f"{n}" 'c', "x" f"{n!r:>4}" "{not a field}")
print(f"{'\n'.join(str(i) for i in items)}", f"{'\t'!r}", f"\x41{n}\u00e9\N{BULLET}{{", f"{n}" * 2, f"{'{'}{'}'}",
    f"{ {'k': 'v'}['k'] }")
print(f"{x:%}"[:6], f"{True:>6}", f"{None}", f"{'s':*^7}", f"{n:{n}}".strip(), f"{1_000:_}", f"{b'x'}", f"{...}",
    f"{1,2}", f"{*items, 4}")
print(f"{n:{'0'}{5}}", f"{n!r:^{width}}", f"{'x':{'*'}<{width // 2}}", f"{x:.{digits + 1}}", f"{n:>{width}{'d'}}")


class Spec:
    def __format__(self, spec):
        return f"[{spec}]"


s = Spec()
print(f"{s} {s:} {s:a b} {s:{{}}} {s:%Y-%m} {s:{n}:{name}} {s:\n!r}".replace("\n", "<nl>"))
def gen():
    got = yield f"{(yield 'first')} then {(yield 'second')}"
    return f"{got}"
g = gen()
print(next(g), g.send(1), g.send(2))
print(f"{'implicit'
  ' joining'}", f"{n:d}" f"{n:x}")
for f in (lambda: f"{n:s}", lambda: f"{name:d}", lambda: f"{undefined}", lambda: f"{items:5}", lambda: f"{n:{name}}",
    lambda: f"{items[9]}"):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", e)
