# oracle: 3.14
"""`glob`, `shlex`, `tempfile`, `binascii`, `base64`, `keyword`, `platform`, `locale`: what everyday programs ask of them."""

import base64
import binascii
import glob
import keyword
import locale
import os
import platform
import shlex
import tempfile


def attempt(call):
    try:
        print(repr(call()))
    except Exception as error:
        print(type(error).__name__, error)


# shlex
for text in ['a b  c', "a 'b c' d", 'a "b \\" c" d\\ e', "it's", 'a\\', '# no', 'a # b', "''", 'x="y z"', 'a;b|c', 'a&&b>c', '"a"b\'c\'', 'é ü']:
    attempt(lambda: shlex.split(text))
    attempt(lambda: shlex.split(text, comments=True))
    attempt(lambda: shlex.split(text, posix=False))
    attempt(lambda: list(shlex.shlex(text, posix=True, punctuation_chars=True)))
    attempt(lambda: list(shlex.shlex(text)))
attempt(lambda: shlex.split(None))
print([shlex.quote(text) for text in ('', 'abc', 'a b', "it's", 'a/b.c', '$x', 'é')], shlex.join(['a', 'b c', "d'e"]))
attempt(lambda: shlex.quote(5))
lexer = shlex.shlex('a b\nc "d e"')
print(lexer.get_token(), lexer.lineno, lexer.error_leader('f', 3))
lexer.push_token('zz')
print(list(lexer), lexer.eof == lexer.get_token())

# base64, binascii
data = bytes(range(256))
for name in ('b64', 'b32', 'b32hex', 'b16', 'b85', 'a85', 'standard_b64', 'urlsafe_b64'):
    encode, decode = getattr(base64, name + 'encode'), getattr(base64, name + 'decode')
    for n in (0, 1, 2, 3, 4, 5, 256):
        assert decode(encode(data[:n])) == data[:n], (name, n)
        assert decode(encode(data[:n]).decode()) == data[:n]
    print(name, encode(b'hello world \xff'))
    attempt(lambda: encode('text'))
    attempt(lambda: decode('\xe9'))
    attempt(lambda: decode(5))
    attempt(lambda: decode('ab'))
    attempt(lambda: decode('a'))
    attempt(lambda: decode('a!b@c#d'))
print(base64.encodebytes(data)[:80], base64.decodebytes(base64.encodebytes(data)) == data)
print(base64.a85encode(bytes(8) + b'    abc'), base64.a85encode(b'    ', foldspaces=True), base64.a85encode(data[:30], wrapcol=10, adobe=True))
print(base64.a85decode(b'<~87cURDZ~>', adobe=True), base64.b64encode(b'\xfb\xff', altchars=b'-_'), base64.b64decode(b'-_8=', altchars='-_'))
attempt(lambda: base64.b64decode('YW Jj', validate=True))
attempt(lambda: base64.b32decode('me======', casefold=True))
attempt(lambda: base64.b32decode('M1======', map01='I'))
attempt(lambda: base64.encodebytes('x'))
print(binascii.hexlify(b'\x01\xab'), binascii.hexlify(b'abcdef', '-', 2), binascii.unhexlify('01Ab'), binascii.crc32(b'hello'), binascii.crc_hqx(b'hello', 0), binascii.crc32(b'lo', binascii.crc32(b'hel')))
for bad in ('abc', 'zz', '\xe9', 5, None):
    attempt(lambda: binascii.unhexlify(bad))
for text in ('YWJj', 'YWI=', 'YQ==', 'YQ=', 'Y', 'YWJjZ', '=', 'YQ==YQ==', 'Y Q = =', 'YQ\n==', ''):
    attempt(lambda: binascii.a2b_base64(text))
    attempt(lambda: binascii.a2b_base64(text, strict_mode=True))
print(binascii.b2a_uu(b'hello'), binascii.a2b_uu(binascii.b2a_uu(b'hello')), binascii.b2a_uu(b'\0\0', backtick=True))
attempt(lambda: binascii.b2a_uu(bytes(46)))
attempt(lambda: binascii.a2b_uu(b'!\x7f'))
print(binascii.b2a_qp(b'a=b\xe9 \n  x\t\nend '), binascii.a2b_qp(b'a=3Db=E9=\nz=zz'), binascii.b2a_qp(b'a b_', header=True), binascii.a2b_qp(b'a_b', header=True), binascii.b2a_qp(b'x' * 80))

# tempfile, glob
with tempfile.TemporaryDirectory(prefix='rondo') as root:
    print(os.path.basename(root).startswith('rondo'), os.path.isdir(root), oct(os.stat(root).st_mode & 0o777))
    os.makedirs(os.path.join(root, 'a', 'b'))
    for name in ('x.py', 'y.txt', '.hidden', 'a/z.py', 'a/b/w.py', '[q].py'):
        open(os.path.join(root, name), 'w').close()
    for pattern in ('*.py', '*', '?.*', '**', '**/*.py', 'a/*', '*/', '.*', '[xy].*', 'none*', 'x.py', '[[]q].py', '**/b/**'):
        print(pattern, sorted(glob.glob(pattern, root_dir=root)), sorted(glob.glob(pattern, root_dir=root, recursive=True)))
    print(sorted(glob.glob('**', root_dir=root, recursive=True, include_hidden=True)), glob.escape('a[b]*?'), glob.has_magic('a'))
    print(sorted(os.path.relpath(path, root) for path in glob.iglob(os.path.join(root, '*', '*.py'))))
    print(sorted(glob.glob(os.fsencode(root) + b'/*.txt')) == [os.fsencode(root) + b'/y.txt'])
    fd, path = tempfile.mkstemp('.s', 'p', root)
    os.write(fd, b'data')
    os.close(fd)
    print(open(path).read(), os.path.basename(path)[0], path.endswith('.s'), oct(os.stat(path).st_mode & 0o777))
    with tempfile.NamedTemporaryFile('w+', dir=root, suffix='.txt', delete=True) as f:
        f.write('hello')
        f.flush()
        print(os.path.exists(f.name), f.name.endswith('.txt'), f.seek(0), f.read())
    print(os.path.exists(f.name), f.closed)
    with tempfile.TemporaryFile() as f:
        print(f.write(b'abc'), f.seek(0), f.read())
    f = tempfile.SpooledTemporaryFile(max_size=5)
    print(f.write(b'abc'), f._rolled, f.write(b'defg'), f._rolled, f.seek(0), f.read(), f.closed)
    f.close()
    with tempfile.SpooledTemporaryFile(mode='w+') as f:
        f.write('text\n')
        print(f.seek(0), f.readline(), f.mode, f.encoding.lower(), f.name)
    attempt(lambda: tempfile.mkstemp(prefix=b'a', dir=root))
    print(isinstance(tempfile.mkdtemp(dir=os.fsencode(root)), bytes), tempfile.gettempprefix(), tempfile.gettempprefixb())
print(os.path.exists(root))
d = tempfile.TemporaryDirectory()
d.cleanup()
d.cleanup()
print(os.path.exists(d.name), tempfile.gettempdir() == os.fsdecode(tempfile.gettempdirb()))

# keyword, platform, locale
print(len(keyword.kwlist), keyword.softkwlist, keyword.iskeyword('for'), keyword.iskeyword('match'), keyword.issoftkeyword('match'))
print(platform.system(), platform.uname()[0] == platform.system(), len(platform.uname()), platform.architecture()[0], platform.machine() == os.uname().machine)
print(locale.localeconv()['decimal_point'], locale.setlocale(locale.LC_NUMERIC), locale.atof('1.5'), locale.atoi('12'), locale.format_string('%d', 1234), locale.strcoll('a', 'b'), locale.str(1.5))
attempt(lambda: locale.setlocale(locale.LC_ALL, 'xx_YY'))
