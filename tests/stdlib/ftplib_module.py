# A client of FTP with a small server: commands, both kinds of data connections, what goes wrong.
import ftplib
import io
import socket
import threading

FILES = {"text": b"one\r\ntwo\r\n\r\nthree", "data": bytes(range(256)) * 40}
LISTING = b"type=file;size=3; text\r\nType=dir;Perm=el; folder with space\r\n"
ANSWERS = {
    "USER": "331 password", "PASS": "332 account", "ACCT": "230 in", "TYPE": "200 type", "CWD": "250 there",
    "CDUP": "500 no", "PWD": '257 "/a ""b"" c" here', "MKD": '257 "/new"', "RMD": "250 gone", "SIZE text": "213 15",
    "SIZE data": "250 what", "DELE": "250 gone", "RNFR": "350 to", "RNTO": "250 renamed", "REST": "350 from", "NOOP": "200",
    "OPTS": "200 yes", "QUIT": "221-bye\r\n 221 not yet\r\n221 bye", "TEMP": "421 later", "ODD": "999 odd", "HALF": "350 half",
}


def serve(listener):
    while True:
        connection, _ = listener.accept()
        with connection, connection.makefile("r", newline="\r\n") as lines:
            say = lambda text: connection.sendall((text + "\r\n").encode())
            say("220-hello\r\n220 ready")
            data = place = None
            for line in lines:
                line = line.strip()
                name, _, argument = line.partition(" ")
                if name != "PORT":
                    seen.append(line)
                if name == "PASV":
                    data = socket.create_server(("127.0.0.1", 0))
                    port = data.getsockname()[1]
                    say(f"227 Entering (10,0,0,1,{port >> 8},{port & 255})")
                elif name == "PORT":
                    parts = argument.split(",")
                    data = (".".join(parts[:4]), int(parts[4]) * 256 + int(parts[5]))
                    say("200 port")
                elif name in ("RETR", "NLST", "LIST", "MLSD", "STOR"):
                    if argument == "missing":
                        say("550 missing")
                        continue
                    say("150 Opening (10 bytes)")
                    if isinstance(data, tuple):
                        stream = socket.create_connection(data)
                    else:
                        stream = data.accept()[0]
                        data.close()
                    with stream:
                        if name == "STOR":
                            with stream.makefile("rb") as file:
                                FILES[argument] = file.read()
                        else:
                            stream.sendall({"RETR": FILES.get(argument), "MLSD": LISTING}.get(name, b"text\r\ndata\r\n"))
                    say("226 done")
                else:
                    say(ANSWERS.get(line) or ANSWERS.get(name) or "502 unknown")
                    if name == "QUIT":
                        break


def told(function, *args, **keywords):
    try:
        print(function(*args, **keywords))
    except (ftplib.Error, ValueError) as error:
        print(type(error).__name__, error)


seen = []
listener = socket.create_server(("127.0.0.1", 0))
threading.Thread(target=serve, args=(listener,), daemon=True).start()
port = listener.getsockname()[1]

server = ftplib.FTP(timeout=10)
print(repr(server.connect("127.0.0.1", port)), repr(server.getwelcome()))
told(server.login, "me", "secret", "mine")
told(server.login)
for passive in [True, False]:
    server.set_pasv(passive)
    blocks = []
    told(server.retrbinary, "RETR data", blocks.append, 1000)
    print(b"".join(blocks) == FILES["data"])
    lines = []
    told(server.retrlines, "RETR text", lines.append)
    print(lines)
    told(server.storbinary, "STOR up", io.BytesIO(b"x" * 9000), 4096, lambda block: print(len(block)), rest=5)
    told(server.storlines, "STOR lines", io.BytesIO(b"a\nb\r\nc"))
    print(len(FILES["up"]), FILES["lines"])
    told(server.nlst, "-a", "folder")
    server.dir()
    server.dir("folder", lambda line: print("line", line))
    told(lambda: list(server.mlsd("folder", ["type", "size"])))
    told(server.retrbinary, "RETR missing", print)
connection, size = server.ntransfercmd("RETR text")
print(size, connection.makefile("rb").read() == FILES["text"], server.voidresp())
connection.close()
told(server.cwd, "..")
told(server.cwd, "")
told(server.pwd)
told(server.mkd, "new")
told(server.rmd, "new")
told(server.size, "text")
told(server.size, "data")
told(server.delete, "text")
told(server.rename, "a", "b")
for command in ["TEMP", "ODD", "WHAT", "NOOP\r\nQUIT", "NOOP"]:
    told(server.sendcmd, command)
told(server.voidcmd, "HALF")
server.set_debuglevel(2)
told(server.login, "me", "secret")
server.set_debuglevel(0)
print(repr(server.quit()), server.sock, server.file)
with ftplib.FTP() as server:
    server.connect("127.0.0.1", port)
print(server.sock, server.lastresp)
told(ftplib.FTP().connect, "127.0.0.1", port, 0)
for line in seen:
    print(line)

for function, *args in [
        (ftplib.parse150, "150 Opening (12 bytes)"), (ftplib.parse150, "150 Opening"), (ftplib.parse150, "226"),
        (ftplib.parse227, "227 (1,2,3,4,5,6)"), (ftplib.parse227, "227 nothing"), (ftplib.parse227, "200 x"),
        (ftplib.parse229, "229 (|||99|)", ("h", 1)), (ftplib.parse229, "229 |||99|", ("h", 1)),
        (ftplib.parse229, "229 (|||99!)", ("h", 1)), (ftplib.parse229, "229 (||99|)", ("h", 1)),
        (ftplib.parse257, '257 "a""b" x'), (ftplib.parse257, "257 a"), (ftplib.parse257, "250 a")]:
    told(function, *args)
