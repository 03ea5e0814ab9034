# Lines of buffers and texts over streams of all kinds, which may be closed, detached, limited or seeked in between.
import bz2
import gzip
import io
import lzma


def shown(function, *args):
    try:
        return function(*args)
    except Exception as error:
        return f'{type(error).__name__}: {error}'


class Slow(io.RawIOBase):
    """Gives few bytes at once."""

    def __init__(self, data, step):
        self.data, self.step, self.at = data, step, 0

    def readable(self):
        return True

    def writable(self):
        return True

    def seekable(self):
        return True

    def readinto(self, buffer):
        piece = self.data[self.at:self.at + min(self.step, len(buffer))]
        buffer[:len(piece)] = piece
        self.at += len(piece)
        return len(piece)

    def write(self, data):
        data = bytes(data)
        self.data = self.data[:self.at] + data + self.data[self.at + len(data):]
        self.at += len(data)
        return len(data)

    def seek(self, offset, whence=0):
        self.at = offset + (0, self.at, len(self.data))[whence]
        return self.at

    def tell(self):
        return self.at


data = b'one\ntwo\r\n\nthree\rfour\n' + b'x' * 40 + b'\nlast'
for step in (1, 3, 100):
    for cls in (io.BufferedReader, io.BufferedRandom):
        for size in (8, 4096):
            stream = cls(Slow(data, step), size)
            print(cls.__name__, step, size, stream.readline(), stream.readline(2), stream.tell(), stream.readline(-1),
                  stream.readline(None), stream.readline(0), stream.peek(1)[:1], stream.read(2), stream.tell(), list(stream),
                  stream.readline(), stream.seek(4), next(stream), stream.tell())

print('written between')
stream = io.BufferedRandom(Slow(data, 100), 64)
print(stream.readline(), stream.write(b'TWO'), stream.readline(), stream.seek(0), stream.readline(), stream.readline())

print('over')
reader = io.BufferedReader(Slow(data, 100))
print(reader.readline(), shown(reader.readline, 1.5), shown(reader.readline, 'x'))
raw = reader.raw
raw.close()
print(shown(reader.readline), shown(next, reader), reader.closed)
reader = io.BufferedReader(Slow(data, 100))
reader.readline()
reader.detach()
print(shown(reader.readline), shown(next, reader))
print(shown(io.BufferedReader.__new__(io.BufferedReader).readline))

print('texts')
for newline in (None, '', '\n', '\r', '\r\n'):
    text = io.TextIOWrapper(io.BytesIO(data), 'utf-8', newline=newline)
    print(repr(newline), [text.readline(), text.readline(2), text.readline(), text.readline(-1)], text.tell() > 0,
          [*text], shown(text.readline, None), text.readline() == '')
    text = io.TextIOWrapper(io.BufferedReader(Slow(data, 5), 8), 'utf-8', newline=newline)
    print([next(text), text.readline(-1), text.read(3), next(text, None)], shown(text.tell), text.readlines())
text = io.TextIOWrapper(io.BytesIO(data))
print(text.readline(), shown(text.readline, 1.5))
text.buffer.close()
print(shown(text.readline), shown(next, text), shown(text.write, 'x'), text.closed)
text = io.TextIOWrapper(io.BytesIO(data))
text.detach()
print(shown(text.readline), shown(next, text), shown(text.write, 'x'))
print(shown(io.TextIOWrapper.__new__(io.TextIOWrapper).readline))


class Own(io.TextIOWrapper):
    closed = False

    def readline(self, size=-1):
        return super().readline(size).upper()


text = Own(io.BytesIO(data), newline='')
print(next(text), text.readline(), [*text])

print('written')
for encoding in ('utf-8', 'ascii', 'latin-1', 'utf-8-sig', 'utf-16', 'cp1252', 'UTF8'):
    for newline in (None, '\r\n'):
        for errors in (None, 'replace', 'xmlcharrefreplace'):
            file = io.BytesIO()
            text = io.TextIOWrapper(file, encoding, errors, newline)
            results = [shown(text.write, piece) for piece in ('a\n', 'h\xe9\n', '\u20ac', '')]
            text.flush()
            print(encoding, repr(newline), errors, results, file.getvalue())

print('compressed')
for module in (gzip, bz2, lzma):
    packed = module.compress(data)
    with module.open(io.BytesIO(packed)) as file:
        print(module.__name__, file.readline(), file.tell(), file.readline(2), file.read(3), file.tell(), next(file), file.seek(1),
              file.readline(), file.readlines(), file.readline())
    with module.open(io.BytesIO(packed), 'rt', newline='') as file:
        print([*file])
    print(shown(file.readline))
