"""`StringIO` and `BytesIO`: newlines, state, attributes, and the view that `getbuffer` gives."""

import copy
import io
import os
import pickle


def attempt(call):
    try:
        print(repr(call()))
    except Exception as error:
        print(type(error).__name__, error)


s = io.StringIO('a\r\nb\rc\nd', None)
print(repr(s.read()), s.newlines, s.line_buffering, s.encoding, s.errors)
for newline in ('', '\n', '\r', '\r\n', None):
    f = io.StringIO('a\r\nb\rc\n', newline)
    print(repr(newline), f.readlines(), f.newlines, f.__getstate__()[:3])
f = io.StringIO('hello')
f.seek(2)
f.note = 'x'
g = pickle.loads(pickle.dumps(f))
print(g.read(), g.note, copy.copy(f).read(), f.__dict__)
attempt(lambda: f.__setstate__(5))
attempt(lambda: f.__setstate__(('a', '\n', -1, None)))
attempt(lambda: f.__setstate__(('a', '\n', 0, 5)))
attempt(lambda: f.__setstate__((5, '\n', 0, None)))
attempt(lambda: io.StringIO('', 5))
f.close()
attempt(f.read)
attempt(f.getvalue)
attempt(lambda: f.newlines)
attempt(lambda: f.line_buffering)

b = io.BytesIO(b'abcdef')
view = b.getbuffer()
view[:2] = b'XY'
print(b.getvalue(), view.readonly, len(view))
attempt(lambda: b.write(b'more'))
attempt(lambda: b.truncate(1))
attempt(b.close)
view.release()
print(b.seek(8), b.write(b'z'), b.getvalue(), b.__getstate__()[:2])
b.label = 1
c = pickle.loads(pickle.dumps(b))
print(c.tell(), c.getvalue(), c.label)
attempt(lambda: b.__setstate__((b'a', -1, None)))
attempt(lambda: b.__setstate__(()))
b.close()
attempt(b.getbuffer)
attempt(lambda: b.write(b''))

path = f'/tmp/rondo_lines_{os.getpid()}'
with open(path, 'wb') as out:
    out.write(b'one\r\ntwo\r\nthree\nfour\rfive')
with open(path) as lines:
    print(lines.newlines)
    print(repr(lines.readline()), lines.tell(), repr(lines.readline()), lines.tell(), repr(lines.read(3)), lines.tell())
    lines.seek(5)
    print(next(lines), end='')
    attempt(lines.tell)
    print(list(lines), lines.tell())
os.remove(path)
