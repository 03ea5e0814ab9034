# oracle: 3.14
"""Escaping, references and tags of HTML; statuses and methods of HTTP."""
import html
import html.entities
from html.parser import HTMLParser
from http import HTTPMethod, HTTPStatus

for text in ("<a href=\"x\">'&", "&amp;&lt&#65;&#x41;&#0;&#128;&#x110000;&#xd800;&#1;&nosuch;&notit;&amp", "&#13;&#x;&#;&&",
             "&CounterClockwiseContourIntegral;&NotEqualTilde;", "&#xfdd0;&#150", "&ampx &amp=", "&" + "a" * 40):
    print(ascii(html.escape(text)), ascii(html.escape(text, quote=False)), ascii(html.unescape(text)))
print(len(html.entities.html5), html.entities.name2codepoint["euro"], html.entities.codepoint2name[233])


class Shown(HTMLParser):
    def __init__(self, **options):
        super().__init__(**options)
        self.events = []

    def handle_starttag(self, tag, attrs):
        self.events.append(("start", tag, attrs, self.get_starttag_text(), self.getpos()))

    def handle_endtag(self, tag):
        self.events.append(("end", tag, self.getpos()))

    def handle_data(self, data):
        self.events.append(("data", data))

    def handle_comment(self, data):
        self.events.append(("comment", data))

    def handle_decl(self, decl):
        self.events.append(("decl", decl))

    def handle_pi(self, data):
        self.events.append(("pi", data))

    def unknown_decl(self, data):
        self.events.append(("unknown", data))

    def handle_charref(self, name):
        self.events.append(("charref", name))

    def handle_entityref(self, name):
        self.events.append(("entityref", name))


for text in ("<!DOCTYPE html><HTML>&entity;&#32;<!--a\n-></foo>--></foo>\n<Img sRc='B&amp;r' isMAP>sample\n&#x201C;</Html>",
             "<a b=c d=\"e f\" g='h' i j = k>x</a >", "<br/><br /><img src=a/>", "a < b & c &amp d",
             "<script>if (a<b) \"</p>\" </script>y", "<STYLE>p > a{}</STYLE>", "<![CDATA[x]]>", "<?php x?>", "<!x>",
             "<a\n\tb=\"1\"\n>", "<a b=\"&lt;&#65;\">", "<div a=1 a=2>", "<x-y:z q.r=\"1\">", "<>x", "no markup"):
    for convert in (True, False):
        parser = Shown(convert_charrefs=convert)
        parser.feed(text)
        parser.close()
        print(repr(text), convert)
        for event in parser.events:
            print("   ", event)

for status in HTTPStatus:
    print(repr(status), status, status.phrase, status.description, status.is_success, status.is_client_error)
for method in HTTPMethod:
    print(repr(method), method, method.description, method == "GET")
print(HTTPStatus(404), HTTPStatus["OK"] == 200, HTTPStatus.REQUEST_URI_TOO_LONG)
try:
    HTTPStatus(999)
except ValueError as error:
    print(error)
