# oracle: 3.14
"""Addresses taken apart, put together, joined and quoted."""
import pickle
from urllib.parse import *


def show(f, *args, **options):
    try:
        result = repr(f(*args, **options))
    except Exception as error:
        result = f"{type(error).__name__}: {error}"
    print(f.__name__, args, options, result)


for url in ("http://www.python.org/a;p?q=1#f", "http://u:p@WWW.x.org:080/", "http://[::1]:5432/foo/", "http://[", "//net/x",
            "file:///tmp/x", "file:x", "mailto:a@b", "x-new+s.1://foo.com/stuff", "path/asdf.cgi?a=b;c", "1:80",
            "http://x:abc", "http://x:99999", "http://a@b@c:1", "?q", "#f", ";p", "http://h/a;b/c;d", "a:b:c",
            "HTTP://Www.X.ORG/", "http://www.pyt\thon.o\nrg/x", "http:////x", "http://h?x", "http://\u2100.x/", ""):
    show(urlparse, url)
    show(urlsplit, url)
    show(urldefrag, url)
    try:
        parts = urlsplit(url)
        print(urlunsplit(parts) == parts.geturl() == url, parts.username, parts.password, parts.hostname, parts.port)
    except ValueError as error:
        print(error)
show(urlsplit, b"http://a:1/b?c#d")
print(urlsplit(b"http://a:1/b").hostname, urlsplit("http://a/b").encode(), urlparse(b"a#b").decode())
parts = urlparse("http://u:p@h:1/p;a?q#f")
print(pickle.loads(pickle.dumps(parts)) == parts, parts._replace(path="x").geturl(), parts._fields, parts[1])

for other in ("g:h g ./g g/ /g //g ?y g?y #s g#s ;x g;x . ./ .. ../ ../g ../.. ../../../g /./g /../g g. ..g ./../g "
              "g/./h g/../h g;x=1/../y g?y/../x http:g").split():
    print(other, urljoin("http://a/b/c/d;p?q", other), urljoin("file:///x/y", other), urljoin("a/b", other))
show(urljoin, b"http://a/b", b"c")
show(urljoin, "http://a", b"b")

for query in ("a=1&b=2", "a=1&a=2", "a", "a=", "&a=b", "a=b;c=d", "%41=%42", "a+b=c+d", "a=%zz", "=x", "a==b", ""):
    for options in ({}, {"keep_blank_values": True}, {"strict_parsing": True}, {"separator": ";"}):
        show(parse_qsl, query, **options)
    show(parse_qs, query)
show(parse_qsl, b"a=%ff&b=1")
show(parse_qsl, "a=1&b=2", max_num_fields=1)
show(parse_qsl, "a=1", separator="")

for text in ("abc", "a b/c", "\u00e9", "~_.-", "\0", "", b"\xff a"):
    show(quote, text)
    show(quote, text, safe="")
    show(quote_plus, text)
show(quote, "\u00e9", encoding="latin-1")
show(quote, b"x", encoding="utf-8")
show(quote, "\u20ac", encoding="latin-1", errors="xmlcharrefreplace")
show(quote_from_bytes, "x")
for text in ("%20", "%2", "%", "%zz", "%E2%82%AC", "%e9", "a+b", "\u1234%41", b"%41"):
    show(unquote, text)
    show(unquote_to_bytes, text)
show(unquote, "%e9", "latin-1")
show(unquote_plus, "a+b%20c")
for query in ({"a": 1, "b": "x y"}, [("a", "\u00e9"), ("b", b"\xff")], {"a": [1, 2]}, {"a": "xy"}, "abc", 5, {}):
    show(urlencode, query)
    show(urlencode, query, doseq=True)
