"""Mails given to a server over loopback, and records of logging sent over sockets."""
import logging
import logging.handlers
import os
import pickle
import smtplib
import socket
import socketserver
import struct
import sys
import tempfile
import threading
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, HTTPServer

SEEN = []


def attempt(what, *args, **kw):
    try:
        print(repr(what(*args, **kw)))
    except Exception as error:
        print(type(error).__name__, error)


class Mails(socketserver.StreamRequestHandler):
    def say(self, text):
        self.wfile.write(text.encode() + b"\r\n")

    def handle(self):
        self.say(self.server.greeting)
        while line := self.rfile.readline():
            line = line.decode("utf-8").rstrip("\r\n")
            SEEN.append(line)
            word = line.split(" ")[0].split(":")[0].upper()
            if word == "EHLO":
                for feature in self.server.features[:-1]:
                    self.say("250-" + feature)
                self.say("250 " + self.server.features[-1])
            elif word == "DATA":
                self.say("354 go on")
                while (line := self.rfile.readline()) != b".\r\n":
                    SEEN.append(line)
                self.say("250 taken")
            elif word == "RCPT":
                self.say("550 nobody" if "nobody" in line else "250 ok")
            elif word == "MAIL":
                self.say("501 not you" if "enemy" in line else "250 ok")
            elif word == "AUTH":
                if line == "AUTH PLAIN AHVzZXIAcGFzcw==":
                    self.say("235 welcome")
                elif line == "AUTH LOGIN dXNlcg==":
                    self.say("334 UGFzc3dvcmQ6")
                    SEEN.append(self.rfile.readline())
                    self.say("235 welcome")
                elif line.startswith("AUTH CRAM-MD5"):
                    self.say("334 PDEyMz4=")
                    SEEN.append(self.rfile.readline())
                    self.say("535 no")
                else:
                    self.say("535 wrong")
            elif word == "QUIT":
                self.say("221 bye")
                return
            elif word == "LONG":
                self.wfile.write(b"250 " + b"x" * 9000 + b"\r\n")
            elif word == "JUNK":
                self.say("what")
            elif word == "GONE":
                return
            else:
                self.say("250 fine")


def serve(server):
    server.handle_error = lambda request, address: None
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    return server.server_address[1]


server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Mails)
server.daemon_threads = True
server.greeting = "220 here"
server.features = ["me", "SIZE 1000", "8BITMIME", "AUTH PLAIN LOGIN CRAM-MD5", "AUTH=LOGIN", "SMTPUTF8", "HELP"]
port = serve(server)
with smtplib.SMTP("127.0.0.1", port, "client.example", timeout=20) as client:
    print(client.noop(), client.ehlo(), sorted(client.esmtp_features.items()), client.has_extn("size"), client.does_esmtp)
    print(client.sendmail("a@b.example", ["c@d.example", "nobody@d.example"], "Subject: x\n\n.dot\nline\r\nend"))
    attempt(client.sendmail, "a@b.example", "nobody@d.example", "x")
    attempt(client.sendmail, "enemy@b.example", "c@d.example", "x")
    attempt(client.sendmail, "a@b.example", "c@d.example", "größe")
    attempt(client.docmd, "a\r\nb")
    message = EmailMessage()
    message["From"] = "A <a@b.example>"
    message["To"] = "C <c@d.example>, e@f.example"
    message["Bcc"] = "secret@g.example"
    message["Subject"] = "größe"
    message.set_content("text\n.\nmore\n")
    print(client.send_message(message))
    attempt(client.login, "user", "pass")
    print(client.verify("A <a@b.example>"), client.help(), client.rset(), client.expn("list"), client.helo("x"))
    attempt(client.starttls)
    print(client.docmd("JUNK"))
    attempt(client.docmd, "LONG")
    attempt(client.noop)
with smtplib.SMTP("127.0.0.1", port, "client.example") as client:
    server.features = ["me", "AUTH LOGIN"]
    print(client.login("user", "pass"))
    attempt(client.auth, "PLAIN", lambda challenge=None: "x")
    message.replace_header("To", "größe@d.example")
    attempt(client.send_message, message)
    attempt(client.docmd, "GONE")
with smtplib.SMTP("127.0.0.1", port, "client.example") as client:
    server.features = ["me"]
    attempt(client.login, "user", "pass")
server.greeting = "554 go away"
attempt(smtplib.SMTP, "127.0.0.1", port)
attempt(smtplib.SMTP, f"127.0.0.1:{port}")
attempt(smtplib.SMTP, "127.0.0.1:x")
attempt(smtplib.SMTP().noop)
server.greeting = "220 here"
for line in SEEN:
    print(line)
print(smtplib.quoteaddr("A <a@b>"), smtplib.quoteaddr("x"), smtplib.quoteaddr("<>"), repr(smtplib.quotedata(".a\n.b\r\n")))

print("== logging")
logger = logging.getLogger("network")
logger.propagate = False
logger.setLevel("DEBUG")
GOT = []
DONE = threading.Semaphore(0)


class Records(socketserver.StreamRequestHandler):
    def handle(self):
        while head := self.rfile.read(4):
            GOT.append(pickle.loads(self.rfile.read(struct.unpack(">L", head)[0])))
            DONE.release()


class Lines(socketserver.BaseRequestHandler):
    def handle(self):
        GOT.append(self.request[0])
        DONE.release()


class Web(BaseHTTPRequestHandler):
    def do_POST(self):
        GOT.append(self.rfile.read(int(self.headers["Content-Length"])))
        GOT.append(self.headers["Authorization"])
        self.send_response(204)
        self.end_headers()
        DONE.release()

    def log_message(self, *args):
        pass


def sent(handler, message, *args, **kw):
    logger.handlers = [handler]
    logger.warning(message, *args, **kw)
    DONE.acquire(timeout=20)
    logger.handlers = []
    handler.close()
    return GOT.pop(0)


records = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Records)
records.daemon_threads = True
facts = sent(logging.handlers.SocketHandler("127.0.0.1", serve(records)), "message %d", 5)
print(facts["msg"], facts["args"], facts["name"], facts["levelname"], facts["exc_info"])
lines = socketserver.ThreadingUDPServer(("127.0.0.1", 0), Lines)
udp = serve(lines)
data = sent(logging.handlers.DatagramHandler("127.0.0.1", udp), "datagram")
print(pickle.loads(data[4:])["msg"], struct.unpack(">L", data[:4])[0] == len(data) - 4)
handler = logging.handlers.SysLogHandler(("127.0.0.1", udp), facility="local3")
handler.ident = "me: "
print(sent(handler, "to the system's log"), handler.encodePriority("mail", "err"), handler.mapPriority("OTHER"))
web = HTTPServer(("127.0.0.1", 0), Web)
handler = logging.handlers.HTTPHandler(f"127.0.0.1:{serve(web)}", "/log?x", "POST", credentials=("u", "p"))
handler.mapLogRecord = lambda record: {"text": record.getMessage()}
print(sent(handler, "a & b"), GOT.pop())
attempt(logging.handlers.HTTPHandler, "h", "/", "PUT")
server.features = ["me"]
del SEEN[:]
logger.handlers = [logging.handlers.SMTPHandler(("127.0.0.1", port), "a@b.example", ["c@d.example"], "trouble")]
logger.error("something happened")
print([line for line in SEEN if b"Date" not in (line if isinstance(line, bytes) else b"") and "ehlo" not in str(line)])
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "log")
    handler = logging.handlers.WatchedFileHandler(path)
    logger.handlers = [handler]
    logger.info("one")
    os.rename(path, path + ".old")
    logger.info("two")
    os.remove(path)
    logger.info("three")
    handler.close()
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name)) as file:
            print(name, file.read().split())
logging.raiseExceptions = False
lost = logging.handlers.SocketHandler("127.0.0.1", 1)
logger.handlers = [lost]
logger.error("nobody hears")
print(lost.sock, lost.retryTime is not None)
