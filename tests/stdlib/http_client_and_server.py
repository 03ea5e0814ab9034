# oracle: 3.14
"""A server of HTTP and its clients over loopback in one program, and servers and clients that do not keep to the rules."""
import base64
import contextlib
import http.client
import io
import os
import socket
import socketserver
import tempfile
import threading
import urllib.error
import urllib.parse
import urllib.request
from http.server import BaseHTTPRequestHandler, HTTPServer, SimpleHTTPRequestHandler, ThreadingHTTPServer

for name in list(os.environ):
    if name.lower().endswith("_proxy"):
        del os.environ[name]
LOG = []


def attempt(what, *args, **kw):
    try:
        print(repr(what(*args, **kw)))
    except Exception as error:
        print(type(error).__name__, error)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format, *args):
        LOG.append(format % args)

    def answer(self, body, status=200, **headers):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def do_GET(self):
        path, _, query = self.path.partition("?")
        if path == "/chunked":
            self.send_response(200)
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            for piece in (b"one", b"twenty " * 10, b"end"):
                self.wfile.write(b"%x;ext=1\r\n%s\r\n" % (len(piece), piece))
            self.wfile.write(b"0\r\nTrailer: x\r\n\r\n")
        elif path == "/close":
            self.send_response(200)
            self.send_header("Connection", "close")
            self.end_headers()
            self.wfile.write(b"until the end")
        elif path == "/headers":
            shown = [f"{key}: {value}" for key, value in self.headers.items() if key.lower() != "host"]
            self.answer("\n".join(shown).encode(), X_Twice="a", x_twice="b")
        elif path.startswith("/redirect/"):
            count = int(path.rpartition("/")[2])
            self.answer(b"", 302, Location=f"/redirect/{count - 1}" if count else "/end?a=b c")
        elif path == "/loop":
            self.answer(b"", 302, Location="/loop")
        elif path == "/elsewhere":
            self.answer(b"", 302, Location="gopher://x/")
        elif path == "/secret":
            if self.headers.get("Authorization") == "Basic " + base64.b64encode(b"user:pass").decode():
                self.answer(b"welcome")
            else:
                self.answer(b"who are you", 401, WWW_Authenticate='Basic realm="the realm"')
        elif path == "/digest":
            given = self.headers.get("Authorization", "")
            fields = urllib.request.parse_keqv_list(urllib.request.parse_http_list(given.partition(" ")[2]))
            if fields.get("username") == "user" and fields.get("realm") == "r" and fields.get("nc") == "00000001":
                self.answer(b"proven")
            else:
                self.answer(b"", 401, WWW_Authenticate='Digest realm="r", nonce="n", qop="auth", algorithm=MD5')
        elif path == "/status":
            self.answer(b"body of the error", int(query))
        elif path == "/lines":
            self.answer(b"first\nsecond\nthird")
        else:
            self.answer(f"{self.command} {self.path}".encode(), Content_Type="text/plain; charset=utf-8")

    do_HEAD = do_GET

    def do_POST(self):
        if self.headers.get("Transfer-Encoding") == "chunked":
            body = b""
            while size := int(self.rfile.readline(), 16):
                body += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
        else:
            body = self.rfile.read(int(self.headers["Content-Length"]))
        self.answer(b"%s %s %r" % (self.command.encode(), str(self.headers["Content-Type"]).encode(), body))

    do_PUT = do_POST


@contextlib.contextmanager
def serving(server):
    # A client that is gone is not worth a report here.
    server.handle_error = lambda request, address: None
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


print("== http.client")
with serving(ThreadingHTTPServer(("127.0.0.1", 0), Handler)) as server:
    port = server.server_address[1]
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", "/path?q=1")
    response = connection.getresponse()
    print(response.status, response.reason, response.version, response.getheader("content-length"), response.length)
    print(response.msg is response.headers, response.info().get_content_charset(), response.getheader("none", "default"))
    print(response.read(4), response.isclosed(), response.read(), response.isclosed(), response.read())
    first = connection.sock
    for path in ("/chunked", "/headers", "/lines"):
        connection.request("GET", path, headers={"X-Number": 5, "x-list": "a, b"})
        response = connection.getresponse()
        print(response.status, response.chunked, response.will_close, response.getheader("x-twice"))
        print(response.read())
    print(connection.sock is first)
    connection.request("GET", "/lines")
    response = connection.getresponse()
    print(response.peek(3)[:5], response.readline(), list(response), response.read())
    connection.request("GET", "/chunked")
    response = connection.getresponse()
    print(response.read1(2), response.read(5), response.peek(2)[:2], response.readline(6), len(response.read()))
    connection.request("GET", "/chunked")
    response = connection.getresponse()
    buffer = bytearray(10)
    print(response.readinto(buffer), buffer, response.fileno() == connection.sock.fileno(), len(response.read()))
    connection.request("GET", "/lines")
    response = connection.getresponse()
    print(response.readinto(buffer), buffer, response.read(100), response.readinto(buffer))
    connection.request("HEAD", "/head")
    response = connection.getresponse()
    print(response.status, response.getheader("Content-Length"), response.read(), response.closed)
    for body in ("größe".encode(), "text é", b"", bytearray(b"ba"), io.BytesIO(b"a file"), iter([b"a", b"", b"bc"]), [b"x"]):
        connection.request("POST", "/post", body, {"Content-Type": "x/y"})
        print(connection.getresponse().read())
    connection.request("PUT", "/put", io.StringIO("text file"), {"Content-Length": "9"})
    print(connection.getresponse().read())
    connection.request("PUT", "/none")
    print(connection.getresponse().read())
    attempt(connection.request, "POST", "/", "日本")
    connection.close()
    attempt(connection.request, "POST", "/", 5)
    connection.close()
    connection.request("GET", "/a")
    attempt(connection.request, "GET", "/b")
    response = connection.getresponse()
    attempt(connection.getresponse)
    response.read()
    attempt(connection.getresponse)
    attempt(connection.putheader, "A", "b")
    attempt(connection.endheaders)
    for args in [("GET", "/a b"), ("GET", "/\n"), ("G\nT", "/"), ("GET", "/é")]:
        fresh = http.client.HTTPConnection("127.0.0.1", port)
        attempt(fresh.request, *args)
    for headers in [{"a b": "c"}, {"a": "b\r\nc: d"}, {"a:": "b"}, {"a": "b\n c"}, {"é": "b"}, {"a": "日"}]:
        fresh = http.client.HTTPConnection("127.0.0.1", port)
        attempt(fresh.request, "GET", "/headers", headers=headers)
        fresh.close()
    connection.putrequest("GET", "/headers", skip_accept_encoding=True)
    connection.putheader("X-Lines", "a", "b", 3)
    connection.endheaders()
    response = connection.getresponse()
    print(response.read(), response.getheaders()[2:])
    connection.request("GET", "/close")
    response = connection.getresponse()
    print(connection.sock, response.will_close, response.read(5), response.read(), response.read())
    connection.request("DELETE", "/")
    response = connection.getresponse()
    print(response.status, response.reason, b"Unsupported method" in response.read())
    connection.close()
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port)) as connection:
        connection.auto_open = 0
        attempt(connection.request, "GET", "/")
for host in ("a:b", "[::1]:80", "[::1]", "a:", "a:5", "a b", "x\n"):
    try:
        connection = http.client.HTTPConnection(host)
        print(connection.host, connection.port)
    except Exception as error:
        print(type(error).__name__, error)
print(http.client.HTTPSConnection("host").port, http.client.responses[404], http.client.NOT_FOUND)
print(repr(http.client.IncompleteRead(b"abc", 5)), http.client.IncompleteRead(b"abc"), http.client.BadStatusLine("").line)

print("== urllib.request")
with serving(ThreadingHTTPServer(("127.0.0.1", 0), Handler)) as server:
    base = f"http://127.0.0.1:{server.server_address[1]}"
    with urllib.request.urlopen(base + "/x?y#z") as response:
        print(response.status, response.getcode(), response.reason, response.msg, response.geturl() == base + "/x?y#z")
        print(response.info()["content-type"], response.headers.get_content_type(), response.read())
    print(urllib.request.urlopen(base + "/p", b"a=1&b=2", timeout=20).read())
    request = urllib.request.Request(base + "/headers", headers={"X-thing": "v", "User-Agent": "me"})
    print(sorted(urllib.request.urlopen(request).read().decode().splitlines()))
    print(urllib.request.urlopen(urllib.request.Request(base + "/put", b"x", method="PUT")).read())
    print(urllib.request.urlopen(urllib.request.Request(base + "/post", iter([b"x", b"y"]))).read())
    print(urllib.request.urlopen(urllib.request.Request(base + "/head", method="HEAD")).read())
    response = urllib.request.urlopen(base + "/redirect/3")
    print(response.geturl().removeprefix(base), response.read())
    for path in ("/loop", "/redirect/20", "/elsewhere", "/status?404", "/status?500", "/secret", "/status?204"):
        try:
            response = urllib.request.urlopen(base + path)
            print(response.status, response.read())
        except urllib.error.HTTPError as error:
            print(error.code, error.reason.replace("\n", "|"), str(error)[:40].replace("\n", "|"), repr(error)[:25])
            print(error.headers.get("content-length"), error.url.removeprefix(base), error.read())
            error.close()
    manager = urllib.request.HTTPPasswordMgrWithDefaultRealm()
    manager.add_password(None, base, "user", "pass")
    opener = urllib.request.build_opener(
        urllib.request.HTTPBasicAuthHandler(manager), urllib.request.HTTPDigestAuthHandler(manager)
    )
    opener.addheaders = [("User-agent", "opener"), ("X-Always", "yes")]
    print(opener.open(base + "/secret").read(), opener.open(base + "/digest").read())
    print("X-Always: yes" in opener.open(base + "/headers").read().decode())
    manager = urllib.request.HTTPPasswordMgr()
    manager.add_password("the realm", [base + "/secret"], "user", "wrong")
    opener = urllib.request.build_opener(urllib.request.HTTPBasicAuthHandler(manager))
    attempt(opener.open, base + "/secret")

    class NoRedirect(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, req, fp, code, msg, headers, newurl):
            return None

    attempt(urllib.request.build_opener(NoRedirect).open, base + "/redirect/1")
    with tempfile.TemporaryDirectory() as folder:
        target = os.path.join(folder, "copy")
        calls = []
        name, headers = urllib.request.urlretrieve(base + "/lines", target, lambda *args: calls.append(args))
        with open(target) as file:
            print(name == target, headers["Content-Length"], file.read(), calls)
        proxied = urllib.request.build_opener(urllib.request.ProxyHandler({"http": base}))
        print(proxied.open("http://example.invalid/through?x").read())
        path = os.path.join(folder, "a b.txt")
        with open(path, "w") as file:
            file.write("contents")
        response = urllib.request.urlopen("file://" + urllib.parse.quote(path))
        print(response.read(), response.headers["content-type"], response.headers["content-length"])
        attempt(urllib.request.urlopen, "file:///nothing/here")
        attempt(urllib.request.urlopen, "file://far.invalid/etc/passwd")
for url in ("data:,a%20b", "data:text/html;base64,PGI+", "data:;charset=utf-8,x"):
    response = urllib.request.urlopen(url)
    print(response.read(), response.headers.get_content_type(), response.headers.items())
for url in ("nothing", "", "what://x", "http://", "http:///path", "data:x", "http://127.0.0.1:1/", "ftp:/x"):
    attempt(urllib.request.urlopen, url)
attempt(urllib.request.urlopen, "http://127.0.0.1/", "text")
request = urllib.request.Request("HTTP://Host:81/path?q#frag", b"d", {"a-B": "c"})
print(request.type, request.host, request.selector, request.fragment, request.full_url, request.get_method())
print(request.header_items(), request.has_header("A-b"), request.get_header("A-b"), request.origin_req_host)
request.add_unredirected_header("x", "y")
request.remove_header("A-b")
request.data = None
print(request.header_items(), request.get_method(), request.unverifiable)
print(urllib.request.parse_http_list('a="b,c", d, "e\\"f,g"'), urllib.request.parse_keqv_list(["a=1", 'b="2"']))
os.environ["http_proxy"] = "http://p:1"
os.environ["NO_PROXY"] = "local.example, .inner.example"
print(urllib.request.getproxies(), [urllib.request.proxy_bypass(x) for x in ("local.example", "a.inner.example:8", "x")])
del os.environ["http_proxy"], os.environ["NO_PROXY"]

print("== files of a folder")
with tempfile.TemporaryDirectory() as folder:
    os.mkdir(os.path.join(folder, "sub"))
    for name, text in {"a.txt": "text", "b<c>.html": "<p>", "sub/index.html": "index", "c.tar.gz": "x"}.items():
        with open(os.path.join(folder, name), "w") as file:
            file.write(text)
        os.utime(os.path.join(folder, name), (0, 1000000000))

    class Files(SimpleHTTPRequestHandler):
        def __init__(self, *args):
            super().__init__(*args, directory=folder)

        def log_message(self, format, *args):
            LOG.append(format % args)

    with serving(HTTPServer(("127.0.0.1", 0), Files)) as server:
        for path, headers in [
            ("/", {}), ("/a.txt", {}), ("/sub", {}), ("/sub/", {}), ("/none", {}), ("/a.txt/", {}), ("/../../a.txt", {}),
            ("/%2e%2e/a.txt?x#y", {}), ("/c.tar.gz", {}), ("//a.txt", {}), ("/sub?x=1", {}),
            ("/a.txt", {"If-Modified-Since": "Sun, 09 Sep 2001 01:46:40 GMT"}),
            ("/a.txt", {"If-Modified-Since": "Sun, 09 Sep 2001 01:46:39 GMT"}),
        ]:
            connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=20)
            connection.request("GET", path, headers=headers)
            response = connection.getresponse()
            shown = [response.getheader(x) for x in ("Content-type", "Content-Length", "Last-Modified", "Location")]
            print(path, response.status, response.version, shown, response.read()[-200:])
            connection.close()

print("== clients that break rules")


def raw(port, data):
    """What the server answers to these bytes."""
    with socket.create_connection(("127.0.0.1", port), 20) as client:
        client.sendall(data)
        client.shutdown(socket.SHUT_WR)
        got = b""
        while piece := client.recv(65536):
            got += piece
    lines = got.split(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
    return [line for line in lines if not line.startswith(("Server:", "Date:"))], got.count(b"HTTP/1")


with serving(ThreadingHTTPServer(("127.0.0.1", 0), Handler)) as server:
    for data in (
        b"", b"\r\n\r\n", b"nonsense\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/x\r\n\r\n", b"GET / HTTP/2.0\r\n\r\n",
        b"GET / HTTP/1.1.1\r\n\r\n", b"GET /\r\n", b"POST /\r\n", b"GET / HTTP/1.0\r\n\r\n", b"GET / a b HTTP/1.1\r\n\r\n",
        b"GET " + b"/" * 70000 + b" HTTP/1.1\r\n\r\n", b"GET / HTTP/1.1\r\nA: " + b"b" * 70000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 200 + b"\r\n", b"GET / HTTP/1.1\r\nno colon\r\n\r\n",
        b"GET /1 HTTP/1.1\r\n\r\nGET /2 HTTP/1.1\r\n\r\n", b"get / HTTP/1.1\r\n\r\n", b"GET / HTTP/1.1\r\nHos",
        b"POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nab", b"\0\xff / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/12345678901.1\r\n\r\n", b"GET / HTTP/1.1\r\nConnection: close\r\n\r\nGET /2 HTTP/1.1\r\n\r\n",
    ):
        print(data[:40], *raw(server.server_port, data))

print("== servers that break rules")


class Canned(socketserver.StreamRequestHandler):
    def handle(self):
        while (line := self.rfile.readline()) not in (b"\r\n", b""):
            pass
        self.wfile.write(self.server.answer)


class CannedServer(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


with serving(CannedServer(("127.0.0.1", 0), Canned)) as server:
    for answer in (
        b"", b"\r\n", b"nonsense\r\n\r\n", b"HTTP/1.1\r\n\r\n", b"HTTP/1.1 abc\r\n\r\n", b"HTTP/1.1 99 x\r\n\r\n",
        b"HTTP/1.1 1000 x\r\n\r\n", b"HTTP/2.0 200 OK\r\n\r\n", b"HTTP/1.1 200\r\n\r\nbody", b"HTTP/1.0 200 OK\r\n\r\nold",
        b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort", b"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\nbody",
        b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nbody", b"HTTP/1.1 200 " + b"x" * 70000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 200 + b"\r\n", b"HTTP/1.1 200 OK\r\nA: " + b"b" * 70000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nab\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"1" * 70000,
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\nT: " + b"t" * 70000,
        b"HTTP/1.1 100 Go\r\n\r\nHTTP/1.1 201 Done\r\n\r\n",
        b"HTTP/1.1 204 No\r\nContent-Length: 5\r\n\r\nabcde", b"HTTP/1.1 304 Same\r\n\r\nabc", b"HTTP/1.1 200 OK\r\nbroken\r\n\r\nx",
        b"HTTP/1.1 200 OK\r\nConte", b"HTTP/1.1 200 OK\nA: b\n\nbare",
    ):
        server.answer = answer
        connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=20)
        try:
            connection.request("GET", "/")
            response = connection.getresponse()
            print(answer[:60], response.status, repr(response.reason), response.length, response.getheaders(), end=" ")
            print(response.read())
        except Exception as error:
            print(type(error).__name__, str(error)[:70] if "object at" not in str(error) else repr(error))
        finally:
            connection.close()
    server.answer = b"HTTP/1.1 403 No way\r\n\r\nrest"
    connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=20)
    connection.set_tunnel("target.example", 443, {"X-A": "b"})
    attempt(connection.request, "GET", "/")
    connection.close()
    server.answer = b"junk\r\n"
    attempt(urllib.request.urlopen, f"http://127.0.0.1:{server.server_address[1]}/")
print(sorted(set(LOG))[:6], len(LOG) > 40)
