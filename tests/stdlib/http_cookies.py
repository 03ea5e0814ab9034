# oracle: 3.14
"""Cookies of servers and of clients, and rules for robots."""
import contextlib
import email
import os
import tempfile
import urllib.request
import urllib.robotparser
from http import cookiejar, cookies
from http.cookies import CookieError, Morsel, SimpleCookie


def attempt(what, *args, **kw):
    try:
        print(repr(what(*args, **kw)))
    except Exception as error:
        print(type(error).__name__, error)


for text in [
    "a=b", "a=b; c=d", 'a="quoted \\"x\\" \\054 \\012"; c=d', "a=b; Path=/x; Secure; HttpOnly; c=d; Max-Age=5", "a", "a;b=c",
    "$Version=1; a=b; $Path=/x", "path=/; a=b", "a=b; expires=Wed, 01 Jan 2020 00:00:00 GMT; c=d", "a=", "a=b=c", "",
    "a = b ; c = d", "a=b, c=d", "[a]=b", "a=b; secure=x", "ä=b", 'a="unclosed', "a=b;;c=d", "a:b=c", "a=b; SameSite=Lax",
    "x" * 3000 + "=1", "a=" + '"' * 2001, "a=" + "\\" * 2000,
]:
    jar = SimpleCookie()
    try:
        jar.load(text)
        print(text[:50], dict.__len__(jar), repr(jar)[:90], jar.output()[:120].split("\r\n"))
    except CookieError as error:
        print(text[:50], "CookieError", error)
jar = SimpleCookie()
jar["name"] = "some value; with, \"all\" ünïcode"
jar["number"] = 7
jar["name"]["path"] = "/"
jar["name"]["max-age"] = 60
jar["name"]["secure"] = True
jar["name"]["samesite"] = "Strict"
jar["number"]["comment"] = "a comment"
jar["number"]["httponly"] = False
print(jar.output(), "|", jar.output(["path"], header="Cookie:", sep=" & "))
print(jar.js_output())
print(jar["number"].value, jar["name"].coded_value, jar["name"].OutputString(), repr(jar["number"]), jar["number"].key)
attempt(jar.__setitem__, "bad name", "x")
attempt(jar.__setitem__, "expires", "x")
attempt(jar["name"].__setitem__, "colour", "x")
attempt(jar["name"].update, {"colour": "x"})
attempt(jar["name"].setdefault, "Path", "y")
morsel = Morsel()
morsel.set("key", "value", "coded")
copied = morsel.copy()
print(copied == morsel, copied is morsel, morsel.isReservedKey("PATH"), dict(morsel)["path"] == "", str(morsel))
copied["path"] = "/"
print(copied == morsel, SimpleCookie({"a": "b", "c": copied})["c"] is copied)

print("== cookiejar")


class Answer:
    def __init__(self, *lines):
        self.headers = email.message_from_string("".join(f"{line}\n" for line in lines))

    def info(self):
        return self.headers


def visit(jar, url, *lines):
    jar.extract_cookies(Answer(*[f"Set-Cookie: {line}" for line in lines]), urllib.request.Request(url))


def sent(jar, url):
    request = urllib.request.Request(url)
    jar.add_cookie_header(request)
    return request.get_header("Cookie")


jar = cookiejar.CookieJar()
visit(jar, "http://www.example.com/a/b", "one=1", "two=2; path=/", "three=3; path=/a/b", "four=4; domain=example.com")
visit(jar, "http://www.example.com/", "five=5; secure", "six=6; domain=other.com", "seven=7; Max-Age=1000; HttpOnly")
visit(jar, "http://www.example.com/", "eight=8; expires=Wed, 01 Jan 2020 00:00:00 GMT", "nine=9; domain=.com", "ten")
visit(jar, "http://localhost/", "local=1", "bad; =x", "=novalue", 'q="a b"')
for url in (
    "http://www.example.com/a/b", "http://www.example.com/", "https://www.example.com/a/bc", "http://example.com/",
    "http://sub.www.example.com/", "http://other.com/", "http://localhost/", "http://notexample.com/",
):
    print(url, sent(jar, url))
for cookie in jar:
    print(cookie, cookie.domain, cookie.path, cookie.secure, cookie.discard, cookie.version, cookie.domain_specified,
          cookie.expires is None, cookie.has_nonstandard_attr("HttpOnly"))
print(len(jar))
visit(jar, "http://www.example.com/", "two=; Max-Age=0; path=/")
jar.clear("localhost.local")
attempt(jar.clear, "nothing")
attempt(jar.clear, name="x")
attempt(jar.clear, path="x")
print(len(jar), sent(jar, "http://www.example.com/a/b"))
jar.clear_session_cookies()
print(len(jar), str(jar))
policy = cookiejar.DefaultCookiePolicy(blocked_domains=["bad.example", ".ads.example"], allowed_domains=None)
jar = cookiejar.CookieJar(policy)
visit(jar, "http://bad.example/", "a=1")
visit(jar, "http://x.ads.example/", "a=1")
visit(jar, "http://good.example/", "a=1")
print(len(jar), policy.is_blocked("y.ads.example"), policy.is_not_allowed("z"), policy.blocked_domains())
with tempfile.TemporaryDirectory() as folder:
    for kind in (cookiejar.MozillaCookieJar, cookiejar.LWPCookieJar):
        name = os.path.join(folder, kind.__name__)
        jar = kind(name)
        visit(jar, "http://www.example.com/", "a=1", "b=2; expires=Wed, 01 Jan 2031 00:00:00 GMT; path=/x", "c=3; Max-Age=0")
        jar.save(ignore_discard=True)
        with open(name) as file:
            print(file.read())
        again = kind()
        again.load(name, ignore_discard=True)
        print(len(again), sorted(map(str, again)), again._cookies.keys() == jar._cookies.keys())
        jar.save()
        again.revert(name)
        print(sorted(map(str, again)))
        attempt(again.load)
        with open(name, "w") as file:
            file.write("nonsense\n")
        try:
            again.load(name)
        except cookiejar.LoadError as error:
            print(str(error).replace(folder, ""))
    attempt(cookiejar.MozillaCookieJar().load, "/nothing/there")
for text in [
    "Wed, 09 Feb 1994 22:23:32 GMT", "09 Feb 1994 22:23:32 GMT", "09-Feb-94 22:23:32 GMT", "Wednesday, 09-Feb-1994 22:23:32 +0100",
    "x", "", "32 Feb 1994", "09 Feb 1994", "1994-02-09",
]:
    print(text, cookiejar.http2time(text), cookiejar.iso2time(text))
print(cookiejar.time2isoz(0), cookiejar.time2netscape(0))
print(cookiejar.split_header_words(['foo="bar"; port="80,81"; discard, bar=baz', 'a="b\\"c"; d']))
print(cookiejar.parse_ns_headers(["a=b; Expires=Wed, 09 Feb 1994 22:23:32 GMT; Secure", "", "x", "a=1; version=1"]))
print(repr(cookiejar.Cookie(0, "n", "v", None, False, "d", False, False, "/", True, False, None, True, None, None, {})))

print("== robots")
parser = urllib.robotparser.RobotFileParser("http://x.example/robots.txt")
print(parser.can_fetch("any", "/"), parser.mtime(), parser.crawl_delay("x"))
parser.parse("""\
# comment
User-agent: figtree
User-agent: FigTree Robot
Crawl-delay: 3
Request-rate: 9/30
Disallow: /tmp
Disallow: /a%3cd.html
Allow: /tmp/ok

User-agent: nice
Disallow:

User-agent: *
Crawl-delay: x
Allow: /pub/
Disallow: / # all
Sitemap: http://x.example/map.xml
""".splitlines())
for agent in ("FigTree/1.0", "nice", "other"):
    print(agent, [parser.can_fetch(agent, p) for p in ("/tmp", "/tmp/ok", "/a%3Cd.html", "/x", "http://h/pub/x", "")],
          parser.crawl_delay(agent), parser.request_rate(agent))
print(parser.site_maps(), parser.host, parser.path, parser.mtime() > 0)
print(parser)


class Asked:
    """As little of a request as a jar needs, and as other clients than `urllib` have."""

    unverifiable, type, host, origin_req_host = False, "http", "Example.com:8080", "example.com"

    def __init__(self):
        self.added = {}

    def get_full_url(self):
        return "http://Example.com:8080/path"

    def has_header(self, name):
        return name in self.added

    def get_header(self, name, default=None):
        return self.added.get(name, default)

    def add_unredirected_header(self, name, value):
        self.added[name] = value


class Answered:
    def info(self):
        import email.message
        message = email.message.Message()
        message["Set-Cookie"] = "taken=yes; Path=/"
        return message


import http.cookiejar
jar, asked = http.cookiejar.CookieJar(), Asked()
jar.extract_cookies(Answered(), asked)
jar.add_cookie_header(asked)
print(http.cookiejar.request_host(asked), [(cookie.name, cookie.domain, cookie.path) for cookie in jar], asked.added)
