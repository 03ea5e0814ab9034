# Streams that are closed, lines up to a size, and what raw streams may give.
import io


def shown(function, *args):
    try:
        return repr(function(*args))
    except Exception as error:
        return f'{type(error).__name__}: {error}'


def text(newline):
    return io.StringIO('a\nbc\r\nd\re', newline=newline)


for newline in None, '', '\n', '\r', '\r\n':
    print(repr(newline), [text(newline).readlines(hint) for hint in (None, -1, 0, 1, 2, 3, 4, 5, 8)])
print([io.StringIO('éé\nüü\nx').readlines(hint) for hint in (1, 3, 4, 6, 7)])
for hint in 1, 2, 3, 5, 6, 9:
    print(hint, [stream.readlines(hint) for stream in (
        io.BytesIO(b'ab\ncd\nef\n'), io.BufferedReader(io.BytesIO(b'ab\ncd\nef\n')), io.TextIOWrapper(io.BytesIO(b'ab\ncd\nef\n')))])

for make in io.StringIO, io.BytesIO:
    stream = make()
    stream.close()
    for name, *args in (('read',), ('readline',), ('readlines',), ('writelines', []), ('__next__',), ('__iter__',), ('tell',),
                        ('seek', 0), ('truncate',), ('getvalue',), ('readable',), ('isatty',), ('__enter__',), ('close',)):
        print(make.__name__, name, shown(getattr(stream, name), *args))


class Nothing(io.RawIOBase):
    def readable(self):
        return True

    def readinto(self, buffer):
        return None


print(shown(Nothing().read), shown(Nothing().readline), shown(list, Nothing()), shown(Nothing().readlines))
print(shown(io.BufferedRandom(io.BytesIO()).write, 5), shown(io.BufferedWriter(io.BytesIO()).write, 'a'))

# These classes are built in: messages say where, and they cannot be changed.
for stream in (io.TextIOWrapper(io.BytesIO()), io.BufferedReader(io.BytesIO()), io.BufferedWriter(io.BytesIO()),
               io.BufferedRandom(io.BytesIO()), io.BufferedRWPair(io.BytesIO(), io.BytesIO())):
    print(shown(getattr, stream, 'absent'), '|', shown(lambda: stream + 1), '|', shown(setattr, type(stream), 'x', 1))


class Own(io.TextIOWrapper):
    extra = 1


own = Own(io.BytesIO(b'text'))
own.more = 2
print(shown(getattr, own, 'absent'), own.extra, own.more, own.read(), isinstance(own, io.TextIOBase))
