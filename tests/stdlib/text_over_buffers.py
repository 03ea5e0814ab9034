"""Text that is written over another stream waits there until it is much, or something else needs it."""

import io
import os
import sys
import tempfile

log = []


class Logged(io.BytesIO):
    """A buffer that tells what is asked of it."""

    def write(self, data):
        log.append(bytes(data) if len(data) < 40 else len(data))
        return super().write(data)

    def flush(self):
        log.append("flush")
        super().flush()


def show(label):
    print(f"{label:>10} {log} {'closed' if buffer.closed else len(buffer.getvalue())}")
    log.clear()


for settings in ({}, {"line_buffering": True}, {"write_through": True}, {"encoding": "utf-16-le"}, {"newline": "\r\n"}):
    print(settings)
    buffer = Logged()
    text = io.TextIOWrapper(buffer, **{"encoding": "utf-8", **settings})
    for step in ("x", "a\nb", "c\r", "z" * 8190, "yy", "u" * 9000, "t"):
        print(text.write(step), end=" ")
        show(repr(step[:3]))
    print("printed", 1, file=text)
    text.writelines(["one", "two\n"])
    show("lines")
    text.tell()
    show("tell")
    text.write("s")
    text.seek(0)
    show("seek")
    text.write("S")
    print(len(text.read(3)), end=" ")
    show("read")
    text.seek(0, 2)
    text.write("E")
    text.truncate()
    show("truncate")
    text.write("v")
    text.reconfigure(line_buffering=False)
    show("changed")
    text.write("end")
    text.close()
    show("close")

buffer = Logged()
text = io.TextIOWrapper(buffer, encoding="utf-8")
text.write("kept")
print(text.detach() is buffer)
show("detached")
buffer = Logged()
text = io.TextIOWrapper(buffer, encoding="utf-8")
text.write("left")
del text
show("deleted")
buffer = io.BytesIO()
text = io.TextIOWrapper(buffer, encoding="utf-8")
text.write("lost")
buffer.close()
for use in (lambda: text.write("more"), text.flush, text.read):
    try:
        use()
    except ValueError as error:
        print(error)


class Refusing(io.RawIOBase):
    def writable(self):
        return True

    def write(self, data):
        raise OSError(f"cannot write {bytes(data)}")


text = io.TextIOWrapper(Refusing(), encoding="ascii")
text.write("once")
for _ in range(2):
    try:
        text.flush()
        print("nothing is left")
    except OSError as error:
        print(error)
try:
    text.write("\xe9")
except UnicodeEncodeError as error:
    print(error)

with tempfile.SpooledTemporaryFile(max_size=10, mode="w+", encoding="utf-8") as spooled:
    spooled.write("abc")
    spooled.write("d" * 20)
    spooled.seek(0)
    print(spooled.read(), spooled._rolled)
receiver, sender = os.pipe()
piped = io.TextIOWrapper(os.fdopen(sender, "wb"), encoding="utf-8")
piped.write("piped")
piped.close()
print(os.read(receiver, 10))
os.close(receiver)
console, sys.stdout = sys.stdout, io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
print("captured")
captured, sys.stdout = sys.stdout, console
print(captured.buffer.getvalue())
captured.flush()
print(captured.buffer.getvalue())
