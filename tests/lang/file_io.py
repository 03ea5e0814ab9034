# Files: writing, reading, appending, seeking, iterating, binary.
import os
import sys
import tempfile

folder = tempfile.mkdtemp()
path = folder + "/file.txt"
with open(path, "w") as f:
    print(f.write("first\n"), f.writable(), f.readable(), f.name == path, f.mode, f.closed)
    f.writelines(["second\n", "third é 日本\n"])
    print("printed", 5, file=f)
print(f.closed)
with open(path) as f:
    print(repr(f.read(3)), repr(f.readline()), f.readlines(), repr(f.read()))
with open(path, "a", encoding="utf-8") as f:
    f.write("appended")
with open(path) as f:
    for number, line in enumerate(f, 1):
        print(number, repr(line))
    f.seek(0)
    print(f.tell(), f.readline().strip(), next(f))
with open(path, "rb") as f:
    data = f.read()
    print(len(data), data[:6], data.count(b"\n"), f.seek(-8, 2), f.read())
with open(path, "w+b") as f:
    print(f.write(b"\x00\x01\xff"), f.seek(0), f.read(2), f.tell(), f.truncate(1))
print(os.path.getsize(path), open(path, "rb").read())
with open(path, "x" if not os.path.exists(path) else "w", newline="\n") as f:
    f.write("a\r\nb\rc\n")
print(open(path).read().encode(), open(path, newline="").read().encode(), open(path).readlines())
for args in ((folder + "/missing",), (path, "q"), (folder,), (path, "x"), (5.5,)):
    try:
        open(*args)
    except (OSError, ValueError, TypeError) as e:
        print(type(e).__name__, str(e).replace(folder, "FOLDER"))
f = open(path)
f.close()
for action in (f.read, lambda: next(f), lambda: f.write("x")):
    try:
        action()
    except ValueError as e:
        print(e)
try:
    open(path).write("x")
except OSError as e:
    print(type(e).__name__, e)
try:
    open(path, "wb").write("text")
except TypeError as e:
    print(e)
os.remove(path)
os.rmdir(folder)
print(os.path.exists(path), os.path.join("a", "b"), os.path.basename("/x/y.z"), os.path.splitext("y.tar.gz"))
