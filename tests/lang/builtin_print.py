# print with all its keywords; sys.stdout and sys.stderr.
import sys
print()
print("a", "b", 3, None, [1], sep="-")
print("a", "b", sep="")
print("a", end="|")
print("b", end="")
print(" c", 1, 2, sep=", ", end="!\n")
print(*"abc", sep="\n")
print(sep="x")
print("none", sep=None, end=None)
print("to stdout", file=sys.stdout, flush=True)
print("to stderr", file=sys.stderr)
print("default", file=None)


class Writer:
    def __init__(self):
        self.parts = []

    def write(self, text):
        self.parts.append(text)

    def flush(self):
        self.parts.append("flushed")


w = Writer()
print("a", 1, file=w, flush=True)
print(w.parts)
n = sys.stdout.write("written\n")
print(n, sys.stderr.write(""))
saved, sys.stdout = sys.stdout, w
print("captured")
sys.stdout = saved
print(w.parts[-2:], sys.__stdout__ is sys.stdout)


class Str:
    def __str__(self):
        return "from __str__"


print(Str(), [Str()] == 0, "é 日本 😀", "tab\there", "\x00".encode(), "a\\b")
for f in (lambda: print("x", sep=1), lambda: print("x", end=1), lambda: print("x", file=5), lambda: print("x", nope=1)):
    try:
        f()
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
