"""Messages read: headers, parts, payloads and what is wrong with them."""
import email
import io
from email import policy
from email.iterators import _structure
from email.parser import BytesFeedParser, BytesHeaderParser, BytesParser, FeedParser, HeaderParser, Parser


def show(message, level=0):
    indent = "  " * level
    print(indent + message.get_content_type(), message.get_content_charset(), message.get_filename(), message.defects)
    for item in message.items():
        print(indent + " ", item)
    for name in ("preamble", "epilogue"):
        if getattr(message, name) is not None:
            print(indent + " ", name, repr(getattr(message, name)))
    if message.is_multipart():
        for part in message.get_payload():
            show(part, level + 1)
    else:
        print(indent + " ", repr(message.get_payload()))
        print(indent + " ", message.get_payload(decode=True))


TEXTS = {
    "plain": "From: A <a@b.example>\nTo: c@d.example\nSubject: hello\n\nbody\nFrom me\n",
    "folded": "Subject: one\n two\n\tthree\nX-Empty:\nX-Space:   \n\n",
    "crlf": "Subject: a\r\nTo: b\r\n\r\nline\r\nline\r\n",
    "unix": "From nobody Mon Jan  1 00:00:00 2024\nSubject: a\n\nx",
    "misplaced": "A: 1\nFrom here\nB: 2\n\nx",
    "last_from": "A: 1\nFrom here\n\nx",
    "continuation": " lost\nA: 1\n\nx",
    "no_body": "A: 1\nB: 2",
    "no_separator": "A: 1\nnot a header\nB: 2\n\nx",
    "no_name": ": 1\nA: 2\n\nx",
    "empty": "",
    "only_body": "\njust text",
    "multipart": (
        'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b d"\n\npreamble\n--b d\n\none\n--b d\n'
        "Content-Type: text/html; charset=\"utf-8\"\nContent-Transfer-Encoding: quoted-printable\n\n<p>=C3=A9=\n</p>\n"
        "\n--b d\nContent-Type: application/octet-stream\nContent-Transfer-Encoding: base64\n"
        'Content-Disposition: attachment; filename="x.bin"\n\nAAEC\nAwQ=\n--b d--\nepilogue\n'
    ),
    "nested": (
        "Content-Type: multipart/mixed; boundary=A\n\n--A\nContent-Type: multipart/alternative; boundary=B\n\n"
        "--B\n\nplain\n--B\nContent-Type: text/html\n\nhtml\n--B--\n\n--A\n\nafter\n--A--\n"
    ),
    "unclosed": "Content-Type: multipart/mixed; boundary=A\n\n--A\n\none\n--A\n\ntwo\n",
    "nested_unclosed": (
        "Content-Type: multipart/mixed; boundary=A\n\n--A\nContent-Type: multipart/mixed; boundary=B\n\n--B\n\nx\n"
        "--A\n\ny\n--A--\n"
    ),
    "never_began": "Content-Type: multipart/mixed; boundary=A\n\nnothing\n",
    "no_boundary": "Content-Type: multipart/mixed\n\n--A\nx\n",
    "encoded_multipart": "Content-Type: multipart/mixed; boundary=A\nContent-Transfer-Encoding: base64\n\n--A\n\nx\n--A--",
    "twice": "Content-Type: multipart/mixed; boundary=A\n\n--A\n--A\n\nx\n--A--\n\n\nend",
    "digest": "Content-Type: multipart/digest; boundary=A\n\n--A\n\nSubject: inner\n\ntext\n--A--\n",
    "message": "Content-Type: message/rfc822\n\nSubject: inner\n\ntext\n",
    "status": "Content-Type: message/delivery-status\n\nA: 1\n\nB: 2\nC: 3\n\nD: 4\n",
    "bad_type": "Content-Type: nonsense\n\nx",
    "bad_base64": "Content-Transfer-Encoding: base64\n\nAAE!CAw\n",
    "odd_base64": "Content-Transfer-Encoding: base64\n\nAAAAA\n",
    "uu": "Content-Transfer-Encoding: x-uuencode\n\nbegin 644 f\n#86)C\n \nend\n",
    "rfc2231": "Content-Disposition: attachment; filename*0*=utf-8'en'%C3%A9; filename*1=\"b c\"; filename*2*=%20d\n\n",
    "unknown_charset": "Content-Type: text/plain; charset=unheard-of\n\nx",
}
for name, text in TEXTS.items():
    print("==", name)
    show(email.message_from_string(text))

print("== bytes")
raw = b"Subject: caf\xc3\xa9\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\ncaf\xc3\xa9\n"
message = email.message_from_bytes(raw)
print(str(message["subject"]), repr(message.get_payload()), message.get_payload(decode=True))
print(message.as_bytes() == raw)
print(message.as_string())

print("== ways in")
text = TEXTS["multipart"]
for parsed in (
    Parser().parse(io.StringIO(text)),
    BytesParser().parse(io.BytesIO(text.encode())),
    email.message_from_file(io.StringIO(text)),
    email.message_from_binary_file(io.BytesIO(text.encode())),
):
    _structure(parsed)
    print(parsed.as_string() == text)
for size in (1, 3, 50):
    feed = FeedParser()
    for start in range(0, len(text), size):
        feed.feed(text[start : start + size])
    print(feed.close().as_string() == text)
feed = BytesFeedParser(policy=policy.default)
for byte in text.encode():
    feed.feed(bytes([byte]))
print(type(feed.close()).__name__)
print(repr(HeaderParser().parsestr(text).get_payload())[:40], BytesHeaderParser().parsebytes(text.encode()).keys())
_structure(email.message_from_string(TEXTS["digest"]), include_default=True)

print("== as a mapping")
message = email.message_from_string("A: 1\nB: 2\na: 3\n\n")
print(len(message), list(message), message.keys(), message.values(), message["A"], message["x"], "b" in message)
print(message.get_all("A"), message.get_all("x", []), message.get("x", 5))
message.replace_header("B", "two")
del message["a"]
del message["nothing"]
print(message.items())
try:
    message.replace_header("Z", "1")
except KeyError as error:
    print("KeyError", error)

print("== strict")
for name in ("continuation", "unclosed", "never_began", "no_boundary", "no_separator"):
    try:
        email.message_from_string(TEXTS[name], policy=policy.strict)
    except Exception as error:
        print(name, type(error).__name__)
    else:
        print(name, "read")
