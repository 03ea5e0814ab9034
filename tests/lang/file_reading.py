# Reading files in every mode; writing is shown on files in memory.
import io

path = __file__
with open(path) as f:
    print(repr(f.read(9)), repr(f.readline()), f.mode, f.readable(), f.writable(), f.closed, f.name == path, type(f).__name__)
    print(f.readlines()[0] == "import io\n" or "blank line", f.read() == "", f.readline() == "")
    f.seek(0)
    print(f.tell(), next(f)[:9], sum(1 for line in f) > 10)
print(f.closed)
with open(path, "rb") as f:
    print(f.read(9), f.seek(2), f.read(7), f.tell(), f.seek(-2, 2) > 0, f.read(), f.mode, type(f.read()).__name__)
lines = open(path, encoding="utf-8").read().splitlines()
print(lines[0], len(lines) == sum(1 for _ in open(path)), "é 日本" in lines[16] or lines.index("# é 日本 stands here to be read back."))
# é 日本 stands here to be read back.
for args in ((path + ".missing",), (path, "q"), (path, "rw"), ("/",), (5.5,), ()):
    try:
        open(*args)
    except (OSError, ValueError, TypeError) as e:
        print(type(e).__name__, str(e).split(": '")[0])
f = open(path)
f.close()
for action in (f.read, lambda: next(f), f.readline, lambda: f.__enter__()):
    try:
        action()
    except ValueError as e:
        print(e)
try:
    open(path).write("x")
except OSError as e:
    print(type(e).__name__, e)
memory = io.StringIO("first\nsecond\n")
print(memory.readline(), list(memory), memory.read() == "", memory.write("third"), memory.getvalue())
raw = io.BytesIO(b"abc")
print(raw.read(2), raw.write(b"XY"), raw.getvalue(), raw.seek(0), raw.read())
with io.StringIO() as out:
    print("to memory", 1, 2, sep="-", file=out)
    print(repr(out.getvalue()))
