# oracle: 3.14
"""What 3.14 has that came late, or that it says in other words: a look into many modules."""

import binascii
import datetime
import decimal
import enum
import functools
import http
import inspect
import json
import os
import pickle
import platform
import struct
import tempfile
import traceback
import unicodedata
import urllib.robotparser
import warnings
from http.cookies import CookieError, Morsel, SimpleCookie
from time import *
from urllib.parse import urldefrag, urljoin


warnings.simplefilter("ignore")


def attempt(label, function, *args, **kwargs):
    try:
        print(label, function(*args, **kwargs))
    except Exception as error:
        print(label, type(error).__name__, error, *getattr(error, "__notes__", ()))


print("== struct: complex numbers; alignment is that of their parts")
for code, value in [("F", 1 + 2j), ("<D", -1j), (">D", 1.5), (">F", 3), ("F", "x"), ("<F", 1e300), ("f", 1e300), ("2F", 1)]:
    attempt(code, struct.pack, code, *[value] * (2 if code == "2F" else 1))
print(struct.unpack(">FD", struct.pack(">FD", 1 - 2j, 3 + 4j)), struct.calcsize("bF"), struct.calcsize("bD"), struct.calcsize("FD"))

print("== decimal: groups of digits on both sides of the point")
for spec in ["_", "_.2f", ".6_f", ",.6_f", "._", ".,", "020.6,f", "020,.6_f", "#._", ".7_%", ".7_e", "._n", "0010", ",n", "_,", "._."]:
    attempt(spec, lambda: [format(decimal.Decimal(text), spec) for text in ("1234567.5678901", "-0.0001234567", "1E+5", "NaN")])
attempt("flags", lambda: decimal.Context().flags[decimal.Inexact])
context = decimal.Context()
print(context.flags == {decimal.Inexact: True}, context.flags != {1: 2}, context.flags == context.flags.copy())

print("== strptime: how a number would be written is read over")
for text, format_ in [("10", "%-d"), (" 5", "%k"), ("5 PM", "%l %p"), ("1", "%_H"), ("7", "%_0#m"), ("x", "%^a"), ("2001", "%EY"),
                      ("", "%Od"), ("1", "%-Q"), ("1", "%-"), ("x", "%."), ("x", "% ")]:
    attempt((text, format_), datetime.datetime.strptime, text, format_)
for text in ["12:30.5", "12+00:00:00.000001", "12:00-00:00:00.000001", "1230.5"]:
    attempt(text, datetime.time.fromisoformat, text)

print("== base64, read strictly and not")
for data in [b"YQ==YQ==", b"YQ==\n", b"Y=Q=", b"=YQ=", b"YWJjZA==x", b"YQ===", b"A"]:
    for strict in (False, True):
        attempt((data, strict), binascii.a2b_base64, data, strict_mode=strict)
attempt("uu", binascii.a2b_uu, b"")

print("== cookies without control characters")
morsel = Morsel()
for key, value, coded in [("a", "b\n", "b"), ("a", "b", "b\x7f"), ("a\n", "b", "b"), ("a", "b", "b\x80")]:
    attempt((key, value, coded), morsel.set, key, value, coded)
attempt("path", morsel.__setitem__, "path", "\n")
attempt("update", morsel.update, {"path": "x", "domain": "\r"})
attempt("default", morsel.setdefault, "comment", "\0")
attempt("or", morsel.__ior__, {"path": "\n"})
attempt("state", morsel.__setstate__, {"key": "a", "value": "b", "coded_value": "c\n"})
cookie = SimpleCookie("a=b")
print(cookie.js_output().strip().splitlines()[2].strip())
cookie["a"]._coded_value = "x\n"
attempt("output", cookie.output)
print([status.description for status in http.HTTPStatus if status in (102, 207, 418, 422)])

print("== addresses without a host keep without one")
for base, url in [("file:g", "/g"), ("file:///a/b", "file:g"), ("file://", "g"), ("http:a", "/g"), ("x:a", "g"), ("http://h/a", "//"),
                  ("file:/a", "///g"), ("//h/a", "../g"), ("file:a/b/c", "?q#f")]:
    print(base, url, urljoin(base, url), urljoin(base.encode(), url.encode()))
print(urldefrag("file:#f"), urldefrag("http:///a#f"))

print("== robots: the longest rule counts")
for rules in ["Disallow: /a\nAllow: /a/b", "Disallow: /*.html$", "Disallow: /\nAllow: /$", "Disallow: /*b*c"]:
    parser = urllib.robotparser.RobotFileParser()
    parser.parse(f"User-agent: *\n{rules}\n".splitlines())
    print(rules.splitlines(), [parser.can_fetch("x", path) for path in ("/", "/a", "/a/b", "/a/b.html", "/a.html?x", "/abc")])
parser = urllib.robotparser.RobotFileParser()
parser.parse("User-agent: foo\nDisallow: /a\n\nUser-agent: foo\nDisallow: /b\nCrawl-delay: 2\n".splitlines())
print([parser.can_fetch("foo/1.0", path) for path in ("/a", "/b", "/c")], parser.crawl_delay("foo"))

print("== notes and messages of json and pickle")


class Outer:
    class Inner:
        def __reduce__(self):
            return 5


attempt("json", json.dumps, datetime.date(1, 1, 1))
attempt("json", json.dumps, [Outer.Inner()], default=lambda o: {(): 1})
attempt("json", json.dumps, decimal.Decimal(1), default=lambda o: {(): 1})
attempt("pickle", pickle.dumps, Outer.Inner())
for data in [b"cbuiltins\nmissing\n.", b"\x80\x04\x8c\x02os\x8c\x06path.q\x93.", b"T\xff\xff\xff\xff.", b"\x8d" + b"\xff" * 8,
             b"\x95" + b"\xff" * 8, b"Lx\n."]:
    attempt(data, pickle.loads, data)

print("== paths")
with tempfile.TemporaryDirectory() as folder:
    folder = os.path.realpath(folder)
    os.chdir(folder)
    open("file", "w").close()
    for target, name in [("two", "one"), ("one", "two"), ("nothing", "dangling"), ("file", "link"), (".", "here")]:
        os.symlink(target, name)
    for path in ["file/x", "file/", "nothing/x", "nothing/../file", "one/x", "dangling/x", "link/x", "link", "here/here/link"]:
        for strict in (False, True, os.path.ALLOW_MISSING):
            try:
                found = os.path.realpath(path, strict=strict)
            except OSError as error:
                found = str(error)
            print(path, strict, found.replace(folder, "FOLDER"))
    os.chdir("/")
print(repr(os.path.ALLOW_MISSING), pickle.loads(pickle.dumps(os.path.ALLOW_MISSING)) is os.path.ALLOW_MISSING)
reading, writing = os.pipe()
os.write(writing, b"hello")
buffer = bytearray(3)
print(os.readinto(reading, buffer), buffer)
attempt("readinto", os.readinto, reading, b"x")
os.close(reading)
os.close(writing)

print("== signatures")


def function(a, b, c, d=1):
    return a, b, c, d


class Methods:
    plain = functools.partialmethod(function, 1)
    placed = functools.partialmethod(function, functools.Placeholder, 1)


print(inspect.signature(Methods.plain), inspect.signature(Methods.placed), inspect.signature(Methods().placed), Methods().placed(2)[1:])
attempt("partialmethod", functools.partialmethod)
attempt("reduce", functools.reduce, 1)


class Colour(enum.Enum):
    RED = 1


print(Colour.__signature__, inspect.signature(enum.Flag), "__init__" in vars(enum.Enum))
Methods.__signature__ = "(a, b)"
attempt("text", inspect.signature, Methods)
kinds = [inspect.Parameter(name, inspect.Parameter.VAR_POSITIONAL) for name in "ab"]
attempt("two", inspect.Signature, kinds)

print("== names that are made late")
print(type(tzname), struct_time.__name__, isinstance(timezone, int), platform.invalidate_caches(), platform.ios_ver().is_simulator)
print({"ALLOW_MISSING", "join"} <= set(dir(os.path)), {"environb", "PathLike"} <= set(dir(os)))

print("== misspelt keywords")
for source in ["whil x: pass", "fro i in x: pass", "imprt os", "clas A: pass", "for x im y: pass", "x y"]:
    try:
        exec(source)
    except SyntaxError:
        print(traceback.format_exc().splitlines()[-3:])
print(unicodedata.decomposition("\ud55c"), unicodedata.decomposition("\uac00"))
