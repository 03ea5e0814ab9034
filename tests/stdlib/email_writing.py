"""Messages made and written: the old classes, EmailMessage, and headers that are folded and encoded."""
import io
from email import encoders, message_from_bytes, message_from_string, policy
from email.generator import BytesGenerator, DecodedGenerator, Generator
from email.header import Header, decode_header, make_header
from email.message import EmailMessage, Message
from email.mime.application import MIMEApplication
from email.mime.audio import MIMEAudio
from email.mime.base import MIMEBase
from email.mime.image import MIMEImage
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText


def attempt(what, *args, **kw):
    try:
        print(repr(what(*args, **kw)))
    except Exception as error:
        print(type(error).__name__, error)


print(MIMEText("plain text\n").as_string())
print(MIMEText("größer\n").as_string())
print(MIMEText("größer\n", "html", "latin-1").as_string())
print(MIMEText("größer\n", _charset="iso-8859-15").as_string())
outer = MIMEMultipart("alternative", boundary="BOUND", _subparts=[MIMEText("one\n")])
outer["Subject"] = "parts"
outer.attach(MIMEText("<b>two</b>", "html"))
outer.preamble = "before\n"
outer.epilogue = "after\n"
print(outer.as_string())
print(outer.as_string(unixfrom=False, maxheaderlen=20))
print(MIMEApplication(b"\0\1\2" * 30, name="x.bin").as_string())
print(MIMEImage(b"\x89PNG\r\n\x1a\nrest").as_string())
print(MIMEAudio(b"RIFF0000WAVEfmt ").get_content_type())
attempt(MIMEImage, b"what")
attempt(MIMEAudio, b"what")
inner = MIMEMessage(MIMEText("inside"))
print(inner.as_string())
attempt(inner.attach, MIMEText("x"))
attempt(MIMEMessage, "x")
base = MIMEBase("application", "x-thing", color="red", a_b=None)
base.set_payload(b"\xff\0 and=more\n")
encoders.encode_quopri(base)
print(base.as_string())

print("== parameters")
m = Message()
m.add_header("Content-Disposition", "attachment", filename="a b.txt", flag=None)
m.add_header("X-Three", "v", name=("utf-8", "de", "größe"))
m.add_header("X-Plain", "v", name="größe")
print(m.items())
m["Content-Type"] = 'text/plain; charset="us-ascii"; format=flowed'
print(m.get_params(), m.get_param("format"), m.get_param("none"), m.get_param("charset", unquote=False))
m.set_param("charset", "utf-8")
m.set_param("new", "x y")
m.del_param("format")
print(m["content-type"])
m.set_type("text/html")
print(m["content-type"], m.get_content_maintype(), m.get_content_subtype())
m.set_param("filename", "größe.txt", "Content-Disposition", charset="utf-8")
print(m["content-disposition"], m.get_filename(), m.get_content_disposition())
m.set_boundary("xx")
print(m["content-type"], m.get_boundary(), m.get_charsets())
attempt(m.set_type, "nothing")
attempt(Message().set_boundary, "x")
attempt(m.get_payload, 3)
attempt(m.attach, m)
m = Message()
m.set_payload("x")
attempt(m.attach, m)
attempt(m.get_payload, 0)

print("== headers of old")
for text, charset, name in [
    ("short", None, "Subject"),
    ("word " * 40, None, "Subject"),
    ("größe und höhe", "utf-8", "Subject"),
    ("größe und höhe " * 10, "utf-8", "Subject"),
    ("größe und höhe " * 10, "iso-8859-1", "Subject"),
    ("日本語の件名です。" * 8, "utf-8", "Subject"),
    ("x" * 100, None, "X-Long"),
    ("a@b.example, " * 12, None, "To"),
    ("one; two; " * 12, None, "X-Semicolons"),
    ("a\n b\n\tc", None, "X-Lines"),
    ("", None, "X-Empty"),
]:
    header = Header(text, charset, header_name=name)
    print(repr(header.encode()), repr(str(header)) == repr(text), repr(header.encode(maxlinelen=40, linesep="\r\n")))
header = Header("plain", "us-ascii")
header.append("größe", "utf-8")
header.append("more")
header.append(b"\xe9", "iso-8859-1")
print(str(header), repr(header.encode()), header == str(header), decode_header(header.encode()))
attempt(Header("a\nb: c").encode)
attempt(Header, b"\xff", "utf-8")
for text in [
    "=?utf-8?q?gr=C3=B6=C3=9Fe?=",
    "=?utf-8?b?Z3LDtsOfZQ==?= and =?iso-8859-1?q?more=E9?= end",
    "=?utf-8?q?a?= =?utf-8?q?b?=",
    "plain",
    "=?utf-8?b?Z3LDtsOfZQ?=",
    "=?utf-8?q?a_b?=\n =?latin-1?q?c?=",
]:
    print(decode_header(text), str(make_header(decode_header(text))))
attempt(decode_header, "=?utf-8?b?Z?=")

print("== EmailMessage")
m = EmailMessage()
m["Subject"] = "Größe der Höhe"
m["From"] = "Jörg Müller <joerg@example.com>"
m["To"] = ["a@b.example"] and "Ann Other <ann@example.com>, bob@example.com"
m["Date"] = "Mon, 01 Jan 2024 10:00:00 +0100"
m.set_content("Hello,\nworld\n")
print(m)
print(m.as_string())
print(m["to"].addresses, m["from"].addresses[0].display_name, m["date"].datetime, m["to"].groups[0].display_name)
m.add_alternative("<p>Größe</p>\n", subtype="html")
m.add_attachment(b"\0\1\2\3", maintype="application", subtype="octet-stream", filename="größe.bin")
m.add_attachment("text\n", filename="notes.txt")
m.set_boundary("OUT")
m.get_payload(0).set_boundary("IN")
print(m.as_string())
print(m.as_bytes(policy=policy.SMTP)[:120])
print(m.get_body().get_content_type(), repr(m.get_body(("plain",)).get_content()))
for part in m.iter_attachments():
    print(part.get_filename(), part.get_content_type(), repr(part.get_content()), part.is_attachment())
print([part.get_content_type() for part in m.walk()], [part.get_content_type() for part in m.iter_parts()])
again = message_from_bytes(m.as_bytes(), policy=policy.default)
print(again.as_string().splitlines() == m.as_string().splitlines(), again["subject"], again.get_body(("html",)).get_content())
print(ascii(again.as_string()[-200:]), ascii(m.as_string()[-200:]))
attempt(m.set_content, "x")
attempt(m.__setitem__, "Subject", "again")
attempt(m.__setitem__, "X", "a\nb")
attempt(EmailMessage().set_content, object())
attempt(EmailMessage().set_content, b"x")
attempt(m.make_alternative)
m = EmailMessage()
attempt(m.get_content)
for content, kw in [
    ("é" * 100, {}),
    ("short é\n", {}),
    ("long " * 30, {}),
    ("x" * 200 + "\n", {"cte": "quoted-printable"}),
    ("a", {"charset": "latin-1"}),
    ("é\n", {"cte": "8bit"}),
    ("é\n", {"cte": "7bit"}),
    ("", {}),
    ("x", {"params": {"format": "flowed"}, "cid": "<a@b>", "disposition": "inline", "headers": ["X-A: b"]}),
]:
    m = EmailMessage()
    try:
        m.set_content(content, **kw)
        print(m.items(), repr(m.get_payload()), m.get_content() == content)
    except Exception as error:
        print(type(error).__name__, error)
m = EmailMessage()
m.set_content("root <img src=cid:x>\n", subtype="html")
m.add_related(b"\x89PNG", "image", "png", cid="<x>")
m.set_boundary("REL")
print(m.as_string(), m.get_body().get_content_type())
m.clear_content()
print(m.items(), m.get_payload())
m.clear()
print(m.items())
m.set_content(message_from_string("Subject: in\n\ntext\n", policy=policy.default))
print(m.as_string(), m.get_content()["subject"])

print("== generators")
source = message_from_string(
    "Subject: a\nContent-Type: multipart/mixed; boundary=B\n\n--B\n\nFrom me\n--B\n"
    "Content-Type: image/png; name=p.png\n\ndata\n--B--\n"
)
out = io.StringIO()
Generator(out).flatten(source, unixfrom=False)
print(out.getvalue())
out = io.BytesIO()
BytesGenerator(out, mangle_from_=False).flatten(source, linesep="\r\n")
print(out.getvalue())
out = io.StringIO()
DecodedGenerator(out).flatten(source)
print(out.getvalue())
attempt(policy.default.clone, nothing=1)
attempt(policy.EmailPolicy, nothing=1)
attempt(setattr, policy.default, "linesep", "x")
attempt(setattr, policy.default, "other", "x")
print((policy.SMTP + policy.strict).linesep == "\r\n", (policy.SMTP + policy.strict).raise_on_defect)
print(repr(policy.HTTP.max_line_length), policy.compat32.mangle_from_, policy.default.mangle_from_)
m = Message()
m["A"] = "x\ny: z"
attempt(m.as_string)
m = Message()
m["A"] = "x\ny"
attempt(m.as_string)
m = Message()
m.set_payload(5)
attempt(m.as_string)
