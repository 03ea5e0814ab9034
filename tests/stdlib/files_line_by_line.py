"""Files of all kinds as iterators over lines: where lines end, closed files, derived classes, mixed ways to read."""
import collections.abc
import io
import os
import tempfile

folder = tempfile.TemporaryDirectory()
path = os.path.join(folder.name, 'file')


def attempt(function, *args):
    try:
        return function(*args)
    except Exception as e:
        return f'{type(e).__name__}: {e}'


for data in (b'', b'a', b'a\nb\r\nc\rd', b'x' * 70000 + b'\n' + b'y' * 9000, b'\n\n\n', 'h\xe9\n\u20ac\nz'.encode()):
    with open(path, 'wb') as f:
        f.write(data)
    with open(path, 'rb') as f:
        print([len(line) for line in f], f.tell())
    with open(path, 'rb') as f:
        print([len(f.read(n)) for n in (1, 5, 9000, 70000, 1)], f.tell())
    with open(path, 'rb') as f:
        print(len(f.read()), f.read())
    with open(path, 'rb', buffering=0) as f:
        print([len(line) for line in f], f.tell())
    with open(path, 'rb', buffering=0) as f:
        print(len(f.read(3)), len(f.read()), f.read(5))
    for newline in (None, '', '\n', '\r', '\r\n'):
        with open(path, newline=newline, encoding='utf-8') as f:
            print(repr(newline), [len(line) for line in f], repr(f.newlines))
        with open(path, newline=newline, encoding='utf-8') as f:
            print([len(line) for line in iter(f.readline, '')], f.tell())
        with open(path, newline=newline, encoding='utf-8') as f:
            print([len(line) for line in f.readlines()], repr(f.read()))
        s = io.StringIO(data.decode(), newline=newline)
        print([len(line) for line in s], s.tell(), repr(s.newlines))
    b = io.BytesIO(data)
    print([len(line) for line in b], b.tell(), b.readline(), b.read(3))

# Reading goes on where another way to read has stopped.
with open(path, 'w+') as f:
    f.write('one\ntwo\nthree\n')
    f.seek(0)
    for line in f:
        print(attempt(f.tell))
        break
    print(repr(next(f)), repr(f.readline()), list(f), f.tell())
with open(path, 'r+b') as f:
    print(next(f))
    f.write(b'X')
    f.seek(0)
    print(list(f))
with open(path, 'rb') as f:
    print(f.peek(1)[:1], f.read1(2), next(f), f.readline(1), f.readlines())

# What is closed, or not open for reading.
for f in (open(path), io.StringIO('a'), io.BytesIO(b'a'), io.TextIOWrapper(io.BytesIO(b'a'))):
    print(iter(f) is f, isinstance(f, collections.abc.Iterator))
    f.close()
    print([str(attempt(g, f)).split(' at ')[0].removesuffix('.') for g in (iter, next, list, io.IOBase.readline)])
with open(path, 'w') as f, open(path, 'wb') as g:
    print(attempt(next, f), attempt(next, g))


# Derived classes: lines come from their own readline, but for BytesIO.
def louder(base):
    class Louder(base):
        def readline(self, *args):
            return super().readline(*args).upper()
    return Louder


with open(path, 'w') as f:
    f.write('a\nb')
for make in (lambda: louder(io.StringIO)('a\nb'), lambda: louder(io.BytesIO)(b'a\nb'),
             lambda: louder(io.TextIOWrapper)(io.BytesIO(b'a\nb')), lambda: louder(io.FileIO)(path),
             lambda: louder(io.BufferedReader)(io.FileIO(path)), lambda: louder(io.BufferedReader)(io.BytesIO(b'a\nb'))):
    with make() as f:
        print(list(f))
    with make() as f:
        print(next(f))


def wrong(base, line):
    class Wrong(base):
        def readline(self, *args):
            return line
    return Wrong


for f in (wrong(io.StringIO, 5)('a'), wrong(io.TextIOWrapper, 5)(io.BytesIO(b'a')), wrong(io.FileIO, 5)(path),
          wrong(io.BufferedReader, 'text')(io.FileIO(path)), wrong(io.StringIO, '')('a')):
    with f:
        print(attempt(next, f))


class Twice(io.StringIO):
    def __next__(self):
        return super().__next__() * 2


print(list(Twice('a\nb\n')))
folder.cleanup()
