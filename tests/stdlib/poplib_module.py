# A client of POP3 with a small server: what is sent, how answers are read, what is refused.
import poplib
import socket
import threading

MESSAGES = {1: b"Subject: one\r\n\r\nbody\r\n..stuffed\r\n", 2: b"Subject: two\r\n\r\nmore\r\n"}
ANSWERS = {
    "USER": b"+OK send the password\r\n", "PASS": b"+OK welcome\r\n", "STAT": b"+OK 2 77\r\n", "NOOP": b"+OK\r\n",
    "LIST": b"+OK 2 messages\r\n1 40\r\n2 37\r\n.\r\n", "LIST 1": b"+OK 1 40\r\n", "DELE 1": b"+OK marked\r\n",
    "DELE 9": b"-ERR no such message\r\n", "RSET": b"+OK reset\r\n", "UIDL": b"+OK\r\n1 abc\r\n2 def\r\n.\r\n",
    "UIDL 2": b"+OK 2 def\r\n", "TOP 1 0": b"+OK\r\nSubject: one\r\n\r\n.\r\n", "QUIT": b"+OK bye\r\n",
    "RPOP": b"+OK\n", "UTF8": b"+OK\r\n", "CAPA": b"+OK\r\nTOP\r\nSASL PLAIN LOGIN\r\nEXPIRE 60\r\n.\r\n", "APOP": b"+OK apop\r\n",
    "RETR 3": b"+OK " + b"x" * 3000 + b"\r\n",
}
ANSWERS.update({f"RETR {n}": b"+OK here\r\n" + text + b".\r\n" for n, text in MESSAGES.items()})


def serve(listener):
    while True:
        connection, _ = listener.accept()
        with connection, connection.makefile("rb") as lines:
            connection.sendall(b"+OK ready <1896.697170952@dbc.mtview.ca.us>\r\n")
            for line in lines:
                words = line.decode().split()
                seen.append(" ".join(words))
                answer = ANSWERS.get(seen[-1]) or ANSWERS.get(words[0])
                connection.sendall(answer or b"-ERR what\r\n")
                if words[0] == "QUIT":
                    break


def told(function, *args):
    try:
        print(function(*args))
    except poplib.error_proto as error:
        print("error_proto", error)


seen = []
listener = socket.create_server(("127.0.0.1", 0))
threading.Thread(target=serve, args=(listener,), daemon=True).start()
server = poplib.POP3("127.0.0.1", listener.getsockname()[1], timeout=10)
print(server.getwelcome())
told(server.user, "me")
told(server.pass_, "secret")
told(server.stat)
told(server.list)
told(server.list, 1)
told(server.retr, 1)
told(server.retr, 2)
told(server.top, 1, 0)
told(server.dele, 1)
told(server.dele, 9)
told(server.uidl)
told(server.uidl, 2)
told(server.noop)
told(server.rset)
told(server.rpop, "me")
told(server.utf8)
told(server.capa)
told(server.stls)
told(server.apop, "me", "tanstaaf")
told(server._shortcmd, "WHAT")
told(server.quit)
print(server.sock, server.file, seen[-3:])
server = poplib.POP3("127.0.0.1", listener.getsockname()[1])
server.set_debuglevel(2)
told(server.noop)
server.set_debuglevel(0)
told(server.retr, 3)
server.close()
server.close()
try:
    poplib.POP3("127.0.0.1", listener.getsockname()[1], timeout=0)
except ValueError as error:
    print(error)
print(issubclass(poplib.POP3_SSL, poplib.POP3), poplib.POP3_PORT, poplib.POP3_SSL_PORT)
