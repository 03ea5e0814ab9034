# Layout: joined lines, semicolons, comments, blank lines, odd indentation; literals of every kind.
x = (1 +
     2)  # comment inside
y = 1 + \
    2
z = [
    1,

    2,  # trailing comma
]; w = {'a':
1, 'b': 2,
}
if x: print(x, y, z, w); print("same line")
if True:
  print("two spaces")
  if True:
        print("eight")
else: pass
def f(): return 1; return 2
class C: a = 1; b = 2
print(f(), C.a + C.b)
if 1:
	print("tab")
	if 2:
		print("two tabs")
for i in 1, 2: print(i, end=' ')
print()

"""a string statement"""
...
None
def g(
    a,
    b=2,
    *,
    c: int = 3,
) -> str:
    # only a comment

    return (a,
            b, c)
print(g(
    1,
    c=5,
))
print(0xFF, 0b11, 0o17, 1_000, 1e3, .5, 1., 1_0.5e-1_0, 0xdead_BEEF, 00, 1e1_0, 10 .real, 1.0.real, 1..real)
assert x == 3; assert y == 3
lam = lambda *a, k=1, **kw: (a, k, kw); print(lam(1, k=2, z=3))
a = b = c = 5; print(a, b, c)
print(not(True), -(1), +(-1), ~(0), (yes := 1), (), (1,), [[]], {**{}}, {*()}, -1 ** 2, 2 ** -1, not 1 == 2,
    1 if 0 else 2 if 0 else 3)
type = "soft keyword"; print(type); del type
type Alias = list[int]
type Pair[T] = tuple[T, T]
print(Alias.__name__, Alias.__value__, Pair.__type_params__[0].__name__)
def generic[T: int, *Ts, **P](x: T) -> T: return x
class Box[T]:
    def __init__(self, v: T): self.v = v
print(generic(1), Box("b").v, [p.__name__ for p in generic.__type_params__], Box[int].__origin__ is Box)
v: int = 5; u: "undefined name"; C.attr: int = 1
print(v, C.attr, "u" in globals())
if (n := 10) > 5: print(n)
print((lambda: (yield))().__next__(), *[1], sep=",")
async def co(): return [await x async for x in y if await z]
print(co.__name__)
match x:
    case 3: print("three")
with open(__file__) as source, open(__file__) as again: print(source.readline()[:8], again.read(3))
