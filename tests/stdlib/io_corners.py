# oracle: 3.14
# Corners of io: decoders of newlines, places in text, reconfigure, openers, modes, streams in memory after the end.
import io, codecs, os, tempfile
n = 0
def t(f):
    global n
    n += 1
    try: r = f()
    except BaseException as e: print(n, type(e).__name__, e)
    else: print(n, repr(r) if not isinstance(r, (io.IOBase,)) else type(r).__name__)
D = io.IncrementalNewlineDecoder
for tr in (True, False):
    d = D(None, tr)
    t(lambda: [d.decode(x) for x in ('a\r', '\nb', 'c\r\n', '\r', 'x')]); t(lambda: d.newlines); t(lambda: d.getstate()); t(lambda: d.reset()); t(lambda: d.newlines)
    t(lambda: d.decode('x\r', final=True)); t(lambda: d.setstate((b'', 1))); t(lambda: d.decode('\n')); t(lambda: d.decode(b'x')); t(lambda: d.decode(5))
    d = D(codecs.getincrementaldecoder('utf-8')(), tr)
    t(lambda: [d.decode(x) for x in (b'\xc3', b'\xa9\r', b'\n', b'')]); t(lambda: d.getstate()); t(lambda: d.decode(b'\xff'))
t(lambda: D(None, 1).decode('a\r\nb\rc\n')); t(lambda: D(5, True).decode('x'))
def tw(data=b'', **k):
    return io.TextIOWrapper(io.BytesIO(data), **{'encoding': 'utf-8', **k})
w = tw('h\xe9llo\nw\u20acrld\nx'.encode())
cookies = []
t(lambda: w.tell())
for i in range(6):
    t(lambda: (w.read(3), w.tell()))
    cookies.append(w.tell())
for c in cookies: t(lambda: (w.seek(c), w.read(2)))
t(lambda: w.seek(0, 2)); t(lambda: w.read()); t(lambda: w.seek(1, 1)); t(lambda: w.seek(0, 1)); t(lambda: w.seek(-1)); t(lambda: w.seek(1, 2)); t(lambda: w.seek(0, 3)); t(lambda: w.seek('x'))
w.seek(0)
t(lambda: (next(w), w.tell()))
w.seek(0)
t(lambda: list(w)); t(lambda: w.tell())
for nl in (None, '', '\n', '\r', '\r\n'):
    w = tw(b'a\r\nb\rc\nd', newline=nl); t(lambda: (w.readlines(), w.newlines))
    w = tw(newline=nl); w.write('x\ny\r\nz'); w.flush(); t(lambda: w.buffer.getvalue())
w = tw(b'abc'); t(lambda: w.reconfigure(encoding='latin-1')); t(lambda: (w.encoding, w.errors, w.read(1))); t(lambda: w.reconfigure(newline='')); t(lambda: w.reconfigure(errors='ignore')); t(lambda: w.reconfigure(line_buffering=True)); t(lambda: w.line_buffering); t(lambda: w.reconfigure(write_through=True)); t(lambda: w.write_through); t(lambda: w.reconfigure(encoding=5)); t(lambda: w.reconfigure(encoding='nope')); t(lambda: w.reconfigure(newline='x')); t(lambda: w.reconfigure(line_buffering=None)); t(lambda: w.reconfigure(line_buffering='x'))
w = tw(); w.write('\xe9'); w.reconfigure(encoding='latin-1'); w.write('\xe9'); w.flush(); t(lambda: (w.buffer.getvalue(), w.errors)); w.reconfigure(encoding='utf-16'); w.write('a'); w.flush(); t(lambda: w.buffer.getvalue())
w = tw(errors='replace', encoding='ascii'); t(lambda: w.write('\xe9x')); w.flush(); t(lambda: (w.buffer.getvalue(), w.errors)); w.reconfigure(encoding='latin-1'); t(lambda: w.errors)
w = tw(); t(lambda: w.detach()); t(lambda: w.read()); t(lambda: w.detach()); t(lambda: w.closed); t(lambda: repr(w)); t(lambda: w.name); t(lambda: w.buffer); t(lambda: w.encoding); t(lambda: w.close())
w = tw(b'abc'); t(lambda: w.name); t(lambda: repr(w)); t(lambda: w.fileno()); t(lambda: w.isatty()); t(lambda: (w.seekable(), w.readable(), w.writable())); t(lambda: w.truncate(1)); t(lambda: w.buffer.getvalue()); t(lambda: w.readline(-1)); t(lambda: w.read(-5)); t(lambda: w.read('x')); t(lambda: w.readline(2)); t(lambda: w.write(b'x')); t(lambda: w.writelines(['a', 1])); w.close(); t(lambda: w.read()); t(lambda: w.write('')); t(lambda: w.tell()); t(lambda: w.seek(0)); t(lambda: w.flush()); t(lambda: next(w)); t(lambda: w.truncate()); t(lambda: w.closed); t(lambda: w.close()); t(lambda: w.readable()); t(lambda: w.encoding)
t(lambda: io.TextIOWrapper(5)); t(lambda: io.TextIOWrapper(io.BytesIO(), encoding=5)); t(lambda: io.TextIOWrapper(io.BytesIO(), newline='x')); t(lambda: io.TextIOWrapper(io.BytesIO(), newline=5)); t(lambda: io.TextIOWrapper(io.BytesIO(), errors=5)); t(lambda: io.TextIOWrapper(io.BytesIO(), encoding='nope')); t(lambda: io.TextIOWrapper(io.BytesIO(), encoding='base64')); t(lambda: io.TextIOWrapper(io.BytesIO(), errors='nope')); t(lambda: io.TextIOWrapper(io.BytesIO(), encoding='a\0b'))
folder = tempfile.TemporaryDirectory(); os.chdir(folder.name); d, p = '.', 'f'; open(p, 'w').write('one\ntwo\n')
t(lambda: open(p, opener=lambda a, f: os.open(a, f)).read()); t(lambda: open(p, opener=lambda a, f: -1)); t(lambda: open(p, opener=lambda a, f: 'x')); t(lambda: open(p, opener=5)); t(lambda: open(p, closefd=False)); fd = os.open(p, os.O_RDONLY); f = open(fd, closefd=False); t(lambda: (f.read(), f.close(), os.close(fd)))
for m in ('', 'q', 'rw', 'rr', 'r+w', 'bt', 'tb', 'U', 'rU', '+', 'x', 'rb+b', 'b'): t(lambda: open(p, m))
t(lambda: open(p, 'rb', encoding='x')); t(lambda: open(p, 'rb', errors='x')); t(lambda: open(p, 'rb', newline='')); t(lambda: open(p, 'r', 0)); t(lambda: open(p, 'rb', -5)); t(lambda: open(5.5)); t(lambda: open(p, 5)); t(lambda: open(p, 'r', 'x')); t(lambda: open(-1)); t(lambda: open(99999)); t(lambda: open(True) if 0 else None); t(lambda: open('a\0b')); t(lambda: open(d)); t(lambda: open('')); t(lambda: open(p + 'zz')); t(lambda: open(b'/no/such')); t(lambda: io.open is open); t(lambda: io.FileIO(p, 'rw')); t(lambda: io.FileIO(p, 'rb').mode); t(lambda: io.FileIO(p, 'a+').mode); t(lambda: io.FileIO(p, 'w+').mode); t(lambda: io.FileIO(p, 'zz')); t(lambda: io.FileIO(p, '')); t(lambda: io.FileIO(-1)); t(lambda: io.FileIO(p, closefd=False))
s = io.StringIO('a\nb'); t(lambda: s.seek(1, 1)); t(lambda: s.seek(-1)); t(lambda: s.seek(0, 5)); t(lambda: s.seek(10)); t(lambda: s.write('x')); t(lambda: s.getvalue()); t(lambda: s.truncate(-1)); t(lambda: s.truncate(2)); t(lambda: s.getvalue()); t(lambda: s.read(1.5)); t(lambda: s.readline('x')); t(lambda: s.write(b'x')); t(lambda: io.StringIO(5)); t(lambda: io.StringIO(newline='x')); t(lambda: io.StringIO('a\r\nb', newline=None).getvalue()); t(lambda: s.line_buffering); t(lambda: s.encoding); t(lambda: s.newlines); t(lambda: s.errors); t(lambda: s.name); t(lambda: s.fileno()); t(lambda: s.detach()); t(lambda: s.__getstate__()); t(lambda: s.buffer); t(lambda: s.__setstate__(('x', '\n', 1, None))); t(lambda: s.read()); t(lambda: s.__setstate__(1))
b = io.BytesIO(b'abc'); t(lambda: b.getbuffer()[1]); v = b.getbuffer(); t(lambda: b.write(b'longer than')); t(lambda: b.truncate(0)); t(lambda: b.close()); v.release(); t(lambda: b.seek(-1)); t(lambda: b.seek(-5, 2)); t(lambda: b.seek(1, 9)); t(lambda: b.read1(2)); t(lambda: b.readinto(bytearray(5))); t(lambda: b.readinto('x')); t(lambda: b.readinto(b'x')); t(lambda: b.write('x')); t(lambda: b.writelines([b'a', 'b'])); t(lambda: b.detach()); t(lambda: b.name); t(lambda: b.readlines(1)); t(lambda: b.__getstate__()); t(lambda: b.isatty()); b.close(); t(lambda: b.getvalue()); t(lambda: b.read()); t(lambda: b.readable()); t(lambda: b.__enter__()); t(lambda: b.__getstate__())
import _io
t(lambda: _io.IncrementalNewlineDecoder is io.IncrementalNewlineDecoder); t(lambda: issubclass(io.FileIO, io.RawIOBase)); t(lambda: isinstance(io.StringIO(), io.TextIOBase)); t(lambda: (io.UnsupportedOperation.__mro__[1:3], io.SEEK_SET)); t(lambda: io.text_encoding('x')); t(lambda: io.open_code(p).read()); t(lambda: io.open_code(5))
