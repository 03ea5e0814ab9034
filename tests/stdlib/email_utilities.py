# oracle: 3.14
"""Addresses, dates, character sets, header objects and the small encodings of the email package; types of files."""
import datetime
import mimetypes
import time
from email import base64mime, charset, errors, quoprimime, utils
from email.headerregistry import Address, Group, HeaderRegistry
from email.policy import default


def attempt(what, *args, **kw):
    try:
        print(repr(what(*args, **kw)))
    except Exception as error:
        print(type(error).__name__, error)


for text in [
    "", "a@b.c", "A <a@b.c>", '"A, B" <a@b.c>', "a@b.c (A)", "(x) A <a@b.c> (y)", "A B", "A.B <a@b>", "<a@b>", "a b@c",
    "<>", "a@b@c", '"quoted\\"x" <a@b>', "a @ b . c", "A <a@[1.2.3.4]>", "a@b, c@d", "A <a@b>x", '"a b"@c', "@", "a@",
    "A <@x,@y:a@b>", "=?utf-8?q?=C3=A9?= <a@b>", "((a)b) <c@d>", "a(b@c", "a,b",
]:
    print(repr(text), utils.parseaddr(text), utils.parseaddr(text, strict=False))
for fields in [
    ["a@b, C <c@d>"], ["x: a@b, c@d;, e@f"], [], [""], ['"A, B" <a@b>', "c@d"], ["a@b,,c@d"], ["a@b;c@d"], ["(a, b@c"],
    ["undisclosed:;"], ["A <a@b> C <c@d>"],
]:
    print(fields, utils.getaddresses(fields), utils.getaddresses(fields, strict=False))
for pair in [("", "a@b"), ("A B", "a@b"), ("A, B", "a@b"), ('A "B"', "a@b"), ("Ä", "a@b"), (None, "a@b"), ("A.", "a@b")]:
    print(utils.formataddr(pair))
attempt(utils.formataddr, ("A", "ä@b"))
attempt(utils.formataddr, ("Ä", "a@b"), "latin-1")
for text in [
    "Fri, 09 Nov 2001 01:08:47 -0500", "Fri, 09 Nov 2001 01:08:47 -0000", "9 Nov 2001 01:08 +0130", "9 Nov 01 1:8:7 GMT",
    "9 Nov 70 1:8:7 EST", "Fri,09 Nov 2001 01:08:47", "Nov 9 2001 01:08:47 PDT", "09-Nov-2001 01:08:47 UT", "x", "",
    "Fri Nov  9 01:08:47 2001", "9 November 2001 10:11:12.5 Z", "9 Foo 2001 1:1:1", 
    "Fri, 09 Nov 2001 01.08.47 +0000", None, "Fri, 09 Nov 2001 25:61:61 +9999", "Fri 9", "a b c d e f",
]:
    print(repr(text), utils.parsedate(text), utils.parsedate_tz(text))
    attempt(utils.parsedate_to_datetime, text)
print(utils.formatdate(0), utils.formatdate(0, usegmt=True), utils.mktime_tz((2001, 11, 9, 1, 8, 47, 0, 0, 0, -18000)))
utc = datetime.datetime(2024, 2, 3, 4, 5, 6, tzinfo=datetime.timezone.utc)
print(utils.format_datetime(utc), utils.format_datetime(utc, True), utils.format_datetime(utc.replace(tzinfo=None)))
attempt(utils.format_datetime, utc.replace(tzinfo=None), True)
print(utils.make_msgid("id", "example.com")[-16:], utils.localtime(utc).utcoffset() is not None)
print(utils.quote('a"b\\'), utils.unquote('"a\\"b"'), utils.unquote("<x>"), utils.unquote("x"), utils.unquote('"'))
print(utils.decode_rfc2231("utf-8'en'x"), utils.decode_rfc2231("x'y"), utils.encode_rfc2231("é x", "utf-8", "en"))
print(utils.collapse_rfc2231_value(("utf-8", "en", "\xc3\xa9")), utils.collapse_rfc2231_value('"x"'))
print(utils.decode_params([("attachment", ""), ("name*1", "b"), ("name*0*", "utf-8''%c3%a9"), ("x", '"y"')]))

print("== character sets")
for name in ["us-ascii", "UTF-8", "latin_1", "iso-8859-15", "euc-jp", "big5", "koi8-r", "unknown", "windows-1252"]:
    one = charset.Charset(name)
    print(one, one.header_encoding, one.body_encoding, one.output_charset, one.input_codec, one.output_codec)
    encoding = one.get_body_encoding()
    print(encoding if isinstance(encoding, str) else encoding.__name__, one == name.lower())
utf8 = charset.Charset("utf-8")
print(utf8.header_encode("größe"), utf8.body_encode("größe"), charset.Charset("latin-1").body_encode("größe"))
print(utf8.header_encode_lines("größe " * 5, iter([20, 30, 40, 50, 60, 70, 80])))
attempt(charset.Charset, "ä")
attempt(charset.add_charset, "x", charset.QP, charset.SHORTEST)
print(base64mime.body_encode(b"x" * 60, eol="\r\n"), base64mime.header_encode(b"abc"), base64mime.header_length(b"abcd"))
print(repr(base64mime.decode("YWJj")), quoprimime.header_encode(b"a b\xe9_?"), quoprimime.header_length(b"a\xe9"))
for body in ["", "a=b", "x" * 80, "line \n", "tab\t", "\xe9\r\nb\n", "x" * 75 + " ", "y" * 73 + "\xe9\xe9", " \n \n"]:
    encoded = quoprimime.body_encode(body)
    print(repr(encoded), repr(quoprimime.decode(encoded)), repr(quoprimime.body_encode(body, 20, "\r\n")))
attempt(quoprimime.body_encode, "x", 3)
print(quoprimime.quote("="), quoprimime.unquote("=41"), repr(quoprimime.header_decode("a_b=E9")))

print("== header objects")
make = HeaderRegistry()
header = make("To", 'Ann <a@b.example>, "Other, Bob" <bob@c.example>, friends: x@y.example, z@w.example;')
print(header, header.name, header.defects, header.max_count, type(header).__name__, isinstance(header, str))
for group in header.groups:
    print(repr(group), "|", group)
for address in header.addresses:
    print(address.username, address.domain, address.addr_spec, repr(address), str(address))
for args in [("A B", "a", "b"), ("A, B", "a b", "c"), ("", "", ""), ("x", "a.b", "")]:
    address = Address(*args)
    print(str(address), repr(address), address.addr_spec)
print(Address("N", addr_spec='"a b"@c.d'), Address("a", "b", "c") == Address("a", "b", "c"))
attempt(Address, "a", "b", addr_spec="c@d")
attempt(Address, "a\nb")
print(Group("g", [Address("A", "a", "b")]), Group(None, [Address("A", "a", "b")]), Group("g"))
header = make("From", [Address("Ä", "a", "b"), Group("g", (Address("", "c", "d"),))])
print(header, repr(header.fold(policy=default)))
attempt(lambda: make("Sender", "a@b").address)
attempt(lambda: make("Sender", "a@b, c@d").address)
header = make("Content-Type", "text/PLAIN; charset=utf-8; Name*=utf-8''%c3%a9")
print(header.params, header.content_type, header, header.maintype)
print(make("Date", datetime.datetime(2024, 1, 1, tzinfo=datetime.timezone.utc)), make("Date", "").defects)
print(make("Subject", "=?utf-8?q?gr=C3=B6=C3=9Fe?= x"), make("X-Other", "y").max_count, make("Subject", "").max_count)
print(make("MIME-Version", "1.0").version, make("Content-Transfer-Encoding", "BASE64").cte)
print(make("Content-Disposition", "Attachment; filename=x").content_disposition)
print([issubclass(getattr(errors, name), errors.MessageDefect) for name in dir(errors) if name.endswith("Defect")])

print("== mimetypes")
mimetypes.init([])
for name in [
    "a.html", "a.txt", "a.tar.gz", "a.tgz", "a.JPG", "a", "a.unknown", "a.json", "x/y.css", "a.js", "a.svgz", "a.py",
    "http://host/a.png?x=1", "data:text/html,x", "data:,x", "data:x;base64,y", "a.b.xml", ".html", "a.Z", "a.webp",
]:
    print(name, mimetypes.guess_type(name), end="; ")
print()
for kind in ["text/html", "image/jpeg", "text/plain", "nothing/at-all", "application/json", "TEXT/CSS"]:
    print(kind, mimetypes.guess_extension(kind), sorted(mimetypes.guess_all_extensions(kind)), end="; ")
print()
mimetypes.add_type("x-a/b", ".zzz")
print(mimetypes.guess_type("f.zzz"), mimetypes.guess_type("f.rtf", strict=False), mimetypes.guess_extension("x-a/b"))
types = mimetypes.MimeTypes()
print(types.guess_type("x.zzz"), types.guess_file_type("a/b.pdf"), mimetypes.guess_file_type("a.txt"))
