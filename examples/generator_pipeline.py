# A pipeline of generators: each stage pulls from the one before it, one line at a time, so nothing is held in memory.
LOG = """\
GET /index.html 200 1024
GET /missing 404 0
POST /login 200 311
GET /logo.png 200 20480
GET /index.html 304 0
nonsense
GET /admin 403 98
"""


def lines(text):
    for line in text.splitlines():
        print("  read:", line)
        yield line


def requests(source):
    for line in source:
        fields = line.split()
        if len(fields) == 4:
            method, path, status, size = fields
            yield path, int(status), int(size)


def succeeded(source):
    return (request for request in source if request[1] < 400)


def running_total(source):
    total = 0
    for path, status, size in source:
        total += size
        yield path, total
    return total


def report(source):
    total = yield from running_total(source)
    yield "sum", total


for path, total in report(succeeded(requests(lines(LOG)))):
    print(f"{path:<12} {total:>6}")
