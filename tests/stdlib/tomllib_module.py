"""TOML: every kind of value, and what is no TOML."""
import io
import tomllib
from decimal import Decimal

DOCUMENT = '''
title = "TOML \\u00e9 \\U0001F600 \\t\\"x\\"" # comment
'quoted key' = 'literal \\n'
"a.b".c . d = 1
long = """
first \\
    second
  third ""quotes"""""
long_literal = \'\'\'
raw \\ text''\'\'\'
numbers = [0, +1, -17, 1_000, 0xdead_BEEF, 0o755, 0b1101, 9223372036854775807, 123456789012345678901234567890]
floats = [1.0, 3.1415, -0.01, 5e+22, 1e06, -2E-2, 6.626e-34, 224_617.445_991, inf, -inf, +inf, 0e0]
bools = [true, false]
dates = [1979-05-27T07:32:00Z, 1979-05-27T00:32:00-07:00, 1979-05-27 00:32:00.999999999+00:30, 1979-05-27T07:32:00.5]
more_dates = [1979-05-27, 07:32:00, 00:32:00.999]
nested = [[1, 2], ["a", {b = 1, c.d = [ ]}], # comment
  [],
]
point = { x = 1, y = { z = "w" }, "k k".a = 2 }
[table]
key = 1
sub.other = 2
[table.deeper."x y"]
z = []
[[array]]
a = 1
[array.child]
b = 2
[[array.list]]
[[array]]
[[array.list]]
c = 3
[empty]
'''
for key, value in tomllib.loads(DOCUMENT).items():
    print(key, repr(value))
print(tomllib.loads(DOCUMENT.replace("\n", "\r\n")) == tomllib.loads(DOCUMENT))
print(tomllib.loads("x = 1.50", parse_float=Decimal), tomllib.load(io.BytesIO(b"a = 1")), tomllib.loads("x = nan"))
print(tomllib.loads(""), tomllib.loads("\n\n# x"), tomllib.loads("a=1\n[b]\n[b.c]\n[a1]"))
print(tomllib.loads("[a.b]\n[a]\nc=1"))
for text in [
    "a", "a =", "a = 1 2", "a = 1\na = 2", "= 1", "a = \"x", "a = 'x", "a = \"\\q\"", "a = \"\n\"", "a = [1", "a = [1,,2]",
    "a = {x = 1", "a = {x = 1,}", "a = {x = 1\n}", "a = {x=1, x=2}", "[a", "[a]\n[a]", "[[a]\n", "a=1\n[a]", "a=1\n[[a]]",
    "a = [1]\n[[a]]", "a = {}\n[a.b]", "a.b = 1\na.b.c = 2", "[a]\nb.c=1\n[a.b]", "a = 01", "a = 1__0", "a = _1", "a = 1_",
    "a = 1.", "a = .5", "a = 1.e5", "a = 0x", "a = 0xg", "a = +0x1", "a = 1979-13-01", "a = 1979-02-30", "a = 25:00:00",
    "a = tru", "a = True", "a = \"\\ud800\"", "a = \"\\u12\"", "a = \"\\U00110000\"", "\x01", "a = \"\x01\"", "# \x01", "a = 'x\x00'",
    "a = '''x", 'a = """x', 'a = """\\ x"""', "[]", "[a.]", "[.a]", "[a]]", "[ a . b ]\nx=1", "[[a]]\n[a]", "[a.b.c]\n[a]\nb.c.d=1",
    "a = 1 # ok\nb", "a.b=1\n[a]", "[a]\n[a.b]\n[[a.b]]", "a = {b.c = 1, b = 2}", "a = {b = {c = 1}, b.d = 2}", "a = [{}]\n[a.b]",
    "\ufeffa = 1", "é = 1", "a = \"\"\"\"\"\"\"\"\"", "a b = 1", "a = 1\r", "a = 2020-01-01T", "a = inf_", "a = {, }", "a = [,]",
    "fruit = []\n[[fruit]]", "[fruit]\napple.color = 1\n[fruit.apple]", "a = '\n'", "a = [1 2]", "a\n= 1", "a = \n1",
]:
    try:
        print(repr(text), tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        print(repr(text), "TOMLDecodeError", error)
try:
    tomllib.load(io.StringIO("a = 1"))
except TypeError as error:
    print(error)
try:
    tomllib.loads("a = 1.0", parse_float=lambda text: [])
except ValueError as error:
    print(error)
try:
    tomllib.load(io.BytesIO(b"a = '\xff'"))
except UnicodeDecodeError as error:
    print(error)
