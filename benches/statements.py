#!/usr/bin/env python3
"""Times some three hundred short statements, one built-in operation or method each, to find the ones that are slow.

    statements.py                                     target/release/rondo against the python3 on PATH
    statements.py --rondo PATH -p python3.14 split    only the statements that contain `split`
    statements.py run                                 what an engine runs: prints nanoseconds and statement

Every engine runs all statements several times, in turn, pinned to one CPU; what counts is the least. The table shows
nanoseconds without those of an empty loop, slowest beside Python first.
"""
import math
import os
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROUNDS = 4

# What the statements work on. It is the beginning of a function, so that names are local variables.
SETUP = r'''
import bisect, collections, dataclasses, enum, functools, heapq, itertools, json, math, operator, re, struct
s = "GET /path/to/item7?name=value&x=21 HTTP/1.1"
path, padded, words = "/path/to/item7", "  ab c  ", ["the", "quick", "brown", "fox"]
numbers, by_number = list(range(20)), {i: i for i in range(20)}
by_name, triple, few = {"a": 1, "b": 2, "c": 3}, (1, 2, 3), {1, 2, 3, 4}
data, buffer, huge = b"hello world foo", bytearray(b"hello world foo"), 12345678901234567890
pattern, queue = re.compile(r"(\w+)=(\w+)"), collections.deque(range(10))
defaults, counts = collections.defaultdict(int), collections.Counter()
a, b, x, y = 5, 7, 1.5, 2.5

class Slotted:
    __slots__ = ("x", "y")
    def __init__(self, x, y): self.x = x; self.y = y
    def __eq__(self, other): return self.x == other.x
    def __hash__(self): return 1
    def __lt__(self, other): return self.x < other.x
    def __add__(self, other): return self
    def __getitem__(self, index): return index
    def __len__(self): return 3
    def __contains__(self, item): return True
    def __call__(self, value): return value
    def __iter__(self): return iter((1, 2))
    def __bool__(self): return True
    def method(self, value): return value
    @property
    def prop(self): return self.x
    @staticmethod
    def static(value): return value
    @classmethod
    def of_class(cls, value): return value

class Plain:
    def __init__(self, x): self.x = x
    def method(self): return self.x
    def keywords(self, *, a=1, b=2): return a

class Derived(Plain):
    def __init__(self, x): super().__init__(x)
    def method(self): return super().method()

class Error(Exception): pass
class Dict(dict): pass
class List(list): pass
class Int(int): pass
Point = collections.namedtuple("Point", "x y")

@dataclasses.dataclass
class Data:
    x: int
    y: int = 2

class Color(enum.Enum):
    A = 1
    B = 2

def none(): pass
def three(a, b, c): return a
def default(a, b=2, c=3): return a
def many(*a): return a
def named(**k): return k
def both(*a, **k): return a
def items(n):
    for i in range(n): yield i
add = lambda a, b: a + b
def wrapping(f):
    @functools.wraps(f)
    def wrapper(*a, **k): return f(*a, **k)
    return wrapper
slotted, plain, derived, point, color = Slotted(1, 2), Plain(1), Derived(1), Point(1, 2), Color.A
bound, wrapped, cached, part = plain.method, wrapping(three), functools.lru_cache(None)(add), functools.partial(three, 1)
'''

# One a line; ¶ is a line break.
STATEMENTS = r'''
s.split(" ")
s.split()
padded.strip()
path.startswith("/path")
path.endswith("x1")
path.find("item")
path.count("/")
path.replace("/", "::")
s.lower()
s.upper()
s.partition("?")
",".join(words)
path[1:5]
path[-3:]
s[::2]
s[3]
"%d-%s" % (a, "x")
f"{a}-{b}"
f"{x:.2f}"
f"{a:>10}"
"{}-{}".format(a, b)
str(a)
str(x)
repr(s)
int("21")
float("2.5")
"item" in s
s == path
s + path
s * 3
hash(s)
ord("a")
chr(97)
s.isdigit()
s.encode()
data.decode()
data.split()
data[3]
data[2:5]
buffer.append(1)
words.index("fox")
numbers[3]
numbers[2:5]
numbers[-1]
numbers[3] = 4
numbers.append(1)
l2 = numbers[:]
list(numbers)
tuple(numbers)
sorted(numbers)
numbers.sort()
numbers.reverse()
sum(numbers)
max(numbers)
min(a, b)
any(numbers)
all(numbers)
len(numbers)
[i for i in numbers]
[i * 2 for i in numbers if i & 1]
{i: i for i in numbers}
{i for i in numbers}
sum((i for i in numbers))
list(map(str, triple))
list(zip(numbers, numbers))
list(enumerate(triple))
list(filter(None, numbers))
list(range(20))
for i, j in zip(triple, triple): pass
for i, j in by_number.items(): pass
for i in numbers: pass
for i in by_number: pass
for i in s: pass
by_number[3]
by_number[3] = 4
by_number.get(3)
by_number.get(99)
by_number.get(99, 0)
3 in by_number
by_name["a"]
by_number.pop(99, None)
by_number.setdefault(3, 1)
dict(by_name)
dict(a=1, b=2)
{**by_name}
{"a": a, "b": b}
list(by_number.values())
by_number.copy()
by_name.update(by_name)
by_name | by_name
3 in few
few.add(3)
few | few
few & few
set(numbers)
frozenset(triple)
(a, b)
(a, b) == (a, b)
(a, b) in by_number
a, b = (b, a)
triple[1]
triple + triple
hash(triple)
a + b
a * b
a // b
a % b
a / b
a ** 2
-a
a << 3
a & b
a < b
x + y
x * y
x ** 2
x // y
x % y
x < y
a + x
abs(a)
round(x)
round(x, 1)
int(x)
divmod(a, b)
huge + huge
huge * huge
huge % 97
huge // 97
math.sqrt(x)
math.floor(x)
isinstance(a, int)
isinstance(slotted, (Plain, Slotted))
type(a)
type(a) is int
id(a)
callable(none)
hasattr(slotted, "x")
getattr(slotted, "x")
getattr(slotted, "zz", None)
setattr(slotted, "x", 1)
Slotted(1, 2)
Plain(1)
Derived(1)
Data(1)
Point(1, 2)
point.x
Color.A
Color.A.value
Color(1)
Dict()
List()
Int(3)
object()
slotted.x
slotted.prop
slotted.method(1)
slotted.static(1)
slotted.of_class(1)
Slotted.static(1)
plain.method()
derived.method()
bound()
plain.keywords(a=2)
slotted == slotted
slotted < slotted
slotted + slotted
slotted[1]
len(slotted)
1 in slotted
slotted(1)
for i in slotted: pass
if slotted: pass
hash(slotted)
none()
three(1, 2, 3)
three(a=1, b=2, c=3)
three(1, c=3, b=2)
default(1)
many(1, 2, 3)
many(*triple)
named(a=1)
both(1, a=2)
three(*triple)
three(**by_name)
wrapped(1, 2, 3)
cached(1, 2)
part(2, 3)
add(1, 2)
(lambda: 1)()
list(items(10))
sum(items(10))
for i in items(3): pass
next(iter(numbers))
next(items(3))
try: raise Error¶except Error: pass
try: raise ValueError("x")¶except ValueError as e: pass
try: by_name["zz"]¶except KeyError: pass
try: int("x")¶except ValueError: pass
try: none.zz¶except AttributeError: pass
try: raise Error("a")¶except Exception: pass
try: pass¶finally: pass
try: next(iter(()))¶except StopIteration: pass
queue.append(1); queue.popleft()
defaults[3] += 1
counts["a"] += 1
heapq.heappush(numbers, 3); heapq.heappop(numbers)
bisect.bisect(numbers, 3)
re.match("a", "abc")
pattern.search(s)
pattern.findall(s)
pattern.sub("x", s)
json.dumps(by_name)
json.loads('{"a":1,"b":[1,2]}')
struct.pack("<ih", 1, 2)
struct.unpack("<ih", b"123456")
list(itertools.chain(triple, triple))
list(itertools.islice(numbers, 3))
list(itertools.accumulate(triple))
list(itertools.product(triple, triple))
list(itertools.combinations(triple, 2))
for e in itertools.chain(triple, numbers): pass
for e in itertools.islice(numbers, 15): pass
for e in itertools.takewhile(a.__lt__, triple): pass
for e in itertools.repeat(a, 20): pass
for e, f in itertools.pairwise(numbers): pass
for e, f in itertools.zip_longest(triple, numbers): pass
for e, group in itertools.groupby(triple): pass
list(itertools.starmap(divmod, [(7, 2), (9, 4)]))
list(itertools.filterfalse(None, numbers))
e, f = itertools.tee(numbers)
next(itertools.count())
itertools.cycle(triple)
functools.reduce(add, numbers)
sorted(words, key=len)
sorted(words, key=lambda w: w[0])
sorted(numbers, key=lambda v: -v)
max(words, key=len)
map(str, triple)
operator.itemgetter(1)(triple)
with open("/dev/null") as fh: pass
del numbers[-1]; numbers.append(1)
numbers.insert(0, 1); numbers.pop(0)
numbers.pop(); numbers.append(1)
numbers.extend(triple); del numbers[-3:]
numbers += triple; del numbers[-3:]
a, *rest = numbers
a2, b2, c2 = triple
[*triple, *triple]
x if a else y
a and b
not a
a == b or a != b
1 < a < 10
s.title()
s.format_map(by_name)
s.translate({97: 98})
s.splitlines()
s.rsplit(" ", 1)
s.zfill(50)
s.center(60)
"".join((c for c in s))
"".join([c for c in s])
s[::-1]
reversed(numbers)
list(reversed(numbers))
s.rfind("x")
s.index("x")
s.strip("G1")
s.lstrip()
s.isalpha()
s.isspace()
s < path
s.casefold()
str(numbers)
str(by_name)
repr(triple)
bytes(10)
bytes(numbers)
data.hex()
int.from_bytes(data, "big")
(a).to_bytes(4,"little")
a.bit_length()
complex(1, 2) * complex(2, 3)
x.is_integer()
hex(a)
bin(a)
format(x,".3f")
exec("1")
eval("1+1")
type("X", (), {})
class C: pass
iter(numbers)
slice(1, 2)
range(10)
zip(numbers, numbers)
enumerate(numbers)
numbers == numbers[:]
numbers < numbers
numbers.index(15)
15 in numbers
numbers.count(3)
by_number == by_number.copy()
copy = by_number.copy(); copy.clear()
list(by_number.items())
sorted(by_number)
min(numbers, default=0)
vars(plain)
plain.__dict__
plain.__class__
isinstance(plain, Plain)
issubclass(Derived, Plain)
'''


def timed(statement):
    """The least nanoseconds of one execution."""
    body = statement.replace("¶", "\n        ")
    setup = SETUP.replace("\n", "\n    ")
    source = f"def bench(times):\n    {setup}\n    start = clock()\n    for _ in range(times):\n        {body}\n    return clock() - start\n"
    names = {"clock": time.perf_counter}
    exec(source, names)
    bench, times = names["bench"], 20
    while bench(times) < 0.002:
        times *= 3
    return min(bench(times) for _ in range(3)) / times * 1e9


def run(wanted):
    for statement in ["pass"] + STATEMENTS.strip().splitlines():
        if statement == "pass" or wanted in statement:
            print(f"{timed(statement):.1f}\t{statement}", flush=True)


def compare(engines, wanted):
    # Not above: what an engine runs needs none of it.
    from compare import pin

    least = [{} for _ in engines]
    for _ in range(ROUNDS):
        for engine, times in zip(engines, least):
            argv = [engine, os.path.join(HERE, "statements.py"), "run", wanted]
            for line in subprocess.run(argv, stdout=subprocess.PIPE, text=True, check=True, preexec_fn=pin(0)).stdout.splitlines():
                time_taken, statement = line.split("\t")
                times[statement] = min(float(time_taken), times.get(statement, math.inf))
    empty = [times.pop("pass") for times in least]
    rows = []
    for statement in least[0]:
        row = [max(times[statement] - nothing, 1) for times, nothing in zip(least, empty)]
        rows.append((row[0] / row[-1], row, statement))
    for ratio, row, statement in sorted(rows):
        print(f"{ratio:6.2f} ", *(f"{each:7.0f}" for each in row), "", statement)
    if rows:
        print(f"{math.exp(sum(math.log(ratio) for ratio, _, _ in rows) / len(rows)):6.2f}  geometric mean of {len(rows)}")


def main():
    arguments = sys.argv[1:]
    if arguments[:1] == ["run"]:
        return run("".join(arguments[1:2]))
    rondo, pythons, wanted = os.path.join(HERE, "..", "target", "release", "rondo"), [], ""
    while arguments:
        argument = arguments.pop(0)
        if argument in ("--rondo", "-p") and arguments:
            if argument == "-p":
                pythons.append(arguments.pop(0))
            else:
                rondo = arguments.pop(0)
        elif argument.startswith("-"):
            sys.exit(__doc__)
        else:
            wanted = argument
    compare((pythons or ["python3"]) + [rondo], wanted)


main()
