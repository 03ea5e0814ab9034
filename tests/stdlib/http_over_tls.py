# HTTP over TLS: a server with our certificate, and all that clients have for it.
import http.client, http.server, os, ssl, threading, urllib.error, urllib.request

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "asyncio", "certificates")


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        body = f"{self.command} {self.path} {self.connection.version()}".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(201)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for part in (body[::-1], body * 1000):
            self.wfile.write(b"%x\r\n%s\r\n" % (len(part), part))
        self.wfile.write(b"0\r\n\r\n")

    def log_message(self, *args):
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        pass


server = Server(("127.0.0.1", 0), Handler)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(os.path.join(FOLDER, "names.pem"), os.path.join(FOLDER, "names_key.pem"))
server.socket = context.wrap_socket(server.socket, server_side=True)
thread = threading.Thread(target=server.serve_forever, daemon=True, kwargs={"poll_interval": 0.01})
thread.start()
port = server.server_address[1]
trusting = ssl.create_default_context(cafile=os.path.join(FOLDER, "names.pem"))

connection = http.client.HTTPSConnection("localhost", port, context=trusting, timeout=20)
for path in ("/one", "/two"):
    connection.request("GET", path)
    response = connection.getresponse()
    print(response.status, response.read(), type(connection.sock).__name__)
connection.request("POST", "/", body=b"abc")
response = connection.getresponse()
data = response.read()
print(response.status, data[:5], len(data))
connection.close()

url = f"https://localhost:{port}/urlopen"
with urllib.request.urlopen(url, context=trusting, timeout=20) as response:
    print(response.status, response.url == url, response.read())
opener = urllib.request.build_opener(urllib.request.HTTPSHandler(context=trusting))
print(opener.open(urllib.request.Request(url, data=b"xy")).read()[:4])

try:
    urllib.request.urlopen(url, timeout=20)
except urllib.error.URLError as error:
    print(type(error.reason).__name__, error.reason.reason)
unverified = ssl._create_unverified_context()
print(urllib.request.urlopen(url, context=unverified).status)
plain = http.client.HTTPConnection("localhost", port, timeout=20)
try:
    plain.request("GET", "/")
    print(plain.getresponse().status)
except (http.client.HTTPException, OSError) as error:
    print("no answer to plain HTTP")
server.shutdown()
server.server_close()
thread.join()
