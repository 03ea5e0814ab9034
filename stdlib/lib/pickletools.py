"""What is in a pickle: its opcodes one by one, a listing of them, and a shorter pickle of the same."""

import io
import pickle
import sys
from struct import unpack as _unpack

__all__ = ['dis', 'genops', 'optimize']

bytes_types = (bytes, bytearray)
decode_long = pickle.decode_long

# How many bytes an argument has, where that is no number.
UP_TO_NEWLINE = -1
TAKEN_FROM_ARGUMENT1 = -2
TAKEN_FROM_ARGUMENT4 = -3
TAKEN_FROM_ARGUMENT4U = -4
TAKEN_FROM_ARGUMENT8U = -5


# -- Arguments -----------------------------------------------------------------------------------------------------

class ArgumentDescriptor:
    """What stands behind an opcode: a name, its size `n`, how it is read from a file, and what it is."""

    __slots__ = ('name', 'n', 'reader', 'doc')

    def __init__(self, name, n, reader, doc):
        assert isinstance(name, str)
        assert isinstance(n, int) and (n >= 0 or TAKEN_FROM_ARGUMENT8U <= n <= UP_TO_NEWLINE)
        assert isinstance(doc, str)
        self.name = name
        self.n = n
        self.reader = reader
        self.doc = doc


def _number(f, size, form, name):
    data = f.read(size)
    if len(data) != size:
        raise ValueError(f'not enough data in stream to read {name}')
    return _unpack(form, data)[0]


def read_uint1(f):
    return _number(f, 1, 'B', 'uint1')


def read_uint2(f):
    return _number(f, 2, '<H', 'uint2')


def read_int4(f):
    return _number(f, 4, '<i', 'int4')


def read_uint4(f):
    return _number(f, 4, '<I', 'uint4')


def read_uint8(f):
    return _number(f, 8, '<Q', 'uint8')


def read_float8(f):
    return _number(f, 8, '>d', 'float8')


uint1 = ArgumentDescriptor('uint1', 1, read_uint1, 'One-byte unsigned integer.')
uint2 = ArgumentDescriptor('uint2', 2, read_uint2, 'Two-byte unsigned integer, little-endian.')
int4 = ArgumentDescriptor('int4', 4, read_int4, 'Four-byte signed integer, little-endian, in two\'s complement.')
uint4 = ArgumentDescriptor('uint4', 4, read_uint4, 'Four-byte unsigned integer, little-endian.')
uint8 = ArgumentDescriptor('uint8', 8, read_uint8, 'Eight-byte unsigned integer, little-endian.')
float8 = ArgumentDescriptor('float8', 8, read_float8, 'Eight-byte float as IEEE 754 has it, big-endian.')


def read_stringnl(f, decode=True, stripquotes=True, *, encoding='latin-1'):
    """A line: with `stripquotes` without the quotes that must be around it, with `decode` as text, escapes replaced."""
    data = f.readline()
    if not data.endswith(b'\n'):
        raise ValueError('no newline found when trying to read stringnl')
    data = data[:-1]
    if stripquotes:
        quote = data[:1]
        if quote not in (b'"', b"'") or not data:
            raise ValueError(f'no string quotes around {data!r}')
        if not data.endswith(quote):
            raise ValueError(f'string quote {quote!r} not found at both ends of {data!r}')
        data = data[1:-1]
    if decode:
        import codecs
        data = codecs.escape_decode(data)[0].decode(encoding)
    return data


def read_stringnl_noescape(f):
    return read_stringnl(f, stripquotes=False, encoding='utf-8')


def read_stringnl_noescape_pair(f):
    return f'{read_stringnl_noescape(f)} {read_stringnl_noescape(f)}'


stringnl = ArgumentDescriptor('stringnl', UP_TO_NEWLINE, read_stringnl, 'A line of text in quotes, as repr() shows it.')
stringnl_noescape = ArgumentDescriptor(
    'stringnl_noescape', UP_TO_NEWLINE, read_stringnl_noescape, 'A line of text without quotes and escapes.')
stringnl_noescape_pair = ArgumentDescriptor(
    'stringnl_noescape_pair', UP_TO_NEWLINE, read_stringnl_noescape_pair, 'Two lines of text; a space is put between.')


def _counted(f, count, name):
    """So many bytes."""
    if count < 0:
        raise ValueError(f'{name} byte count < 0: {count}')
    if count > sys.maxsize:
        raise ValueError(f'{name} byte count > sys.maxsize: {count}')
    data = f.read(count)
    if len(data) != count:
        what = 'bytearray8' if name == 'bytearray8' else f'a {name}'
        raise ValueError(f'expected {count} bytes in {what}, but only {len(data)} remain')
    return data


def read_string1(f):
    return _counted(f, read_uint1(f), 'string1').decode('latin-1')


def read_string4(f):
    return _counted(f, read_int4(f), 'string4').decode('latin-1')


def read_bytes1(f):
    return _counted(f, read_uint1(f), 'bytes1')


def read_bytes4(f):
    return _counted(f, read_uint4(f), 'bytes4')


def read_bytes8(f):
    return _counted(f, read_uint8(f), 'bytes8')


def read_bytearray8(f):
    return bytearray(_counted(f, read_uint8(f), 'bytearray8'))


string1 = ArgumentDescriptor('string1', TAKEN_FROM_ARGUMENT1, read_string1, 'A one-byte count, and so many characters.')
string4 = ArgumentDescriptor('string4', TAKEN_FROM_ARGUMENT4, read_string4, 'A four-byte count, and so many characters.')
bytes1 = ArgumentDescriptor('bytes1', TAKEN_FROM_ARGUMENT1, read_bytes1, 'A one-byte count, and so many bytes.')
bytes4 = ArgumentDescriptor('bytes4', TAKEN_FROM_ARGUMENT4U, read_bytes4, 'A four-byte count, and so many bytes.')
bytes8 = ArgumentDescriptor('bytes8', TAKEN_FROM_ARGUMENT8U, read_bytes8, 'An eight-byte count, and so many bytes.')
bytearray8 = ArgumentDescriptor(
    'bytearray8', TAKEN_FROM_ARGUMENT8U, read_bytearray8, 'An eight-byte count, and so many bytes, for a bytearray.')


def read_unicodestringnl(f):
    data = f.readline()
    if not data.endswith(b'\n'):
        raise ValueError('no newline found when trying to read unicodestringnl')
    return str(data[:-1], 'raw-unicode-escape')


def read_unicodestring1(f):
    return str(_counted(f, read_uint1(f), 'unicodestring1'), 'utf-8', 'surrogatepass')


def read_unicodestring4(f):
    return str(_counted(f, read_uint4(f), 'unicodestring4'), 'utf-8', 'surrogatepass')


def read_unicodestring8(f):
    return str(_counted(f, read_uint8(f), 'unicodestring8'), 'utf-8', 'surrogatepass')


unicodestringnl = ArgumentDescriptor(
    'unicodestringnl', UP_TO_NEWLINE, read_unicodestringnl, 'A line of text in raw-unicode-escape.')
unicodestring1 = ArgumentDescriptor(
    'unicodestring1', TAKEN_FROM_ARGUMENT1, read_unicodestring1, 'A one-byte count, and so many bytes of UTF-8.')
unicodestring4 = ArgumentDescriptor(
    'unicodestring4', TAKEN_FROM_ARGUMENT4U, read_unicodestring4, 'A four-byte count, and so many bytes of UTF-8.')
unicodestring8 = ArgumentDescriptor(
    'unicodestring8', TAKEN_FROM_ARGUMENT8U, read_unicodestring8, 'An eight-byte count, and so many bytes of UTF-8.')


def read_decimalnl_short(f):
    line = read_stringnl(f, decode=False, stripquotes=False)
    # How protocol 0 writes False and True.
    if line in (b'00', b'01'):
        return line == b'01'
    return int(line)


def read_decimalnl_long(f):
    return int(read_stringnl(f, decode=False, stripquotes=False).removesuffix(b'L'))


def read_floatnl(f):
    return float(read_stringnl(f, decode=False, stripquotes=False))


def read_long1(f):
    count = read_uint1(f)
    data = f.read(count)
    if len(data) != count:
        raise ValueError('not enough data in stream to read long1')
    return decode_long(data)


def read_long4(f):
    count = read_int4(f)
    if count < 0:
        raise ValueError(f'long4 byte count < 0: {count}')
    data = f.read(count)
    if len(data) != count:
        raise ValueError('not enough data in stream to read long4')
    return decode_long(data)


decimalnl_short = ArgumentDescriptor(
    'decimalnl_short', UP_TO_NEWLINE, read_decimalnl_short, 'A line with a decimal number; 00 and 01 are bools.')
decimalnl_long = ArgumentDescriptor(
    'decimalnl_long', UP_TO_NEWLINE, read_decimalnl_long, 'A line with a decimal number, which an L may follow.')
floatnl = ArgumentDescriptor('floatnl', UP_TO_NEWLINE, read_floatnl, 'A line with a float, as repr() shows it.')
long1 = ArgumentDescriptor(
    'long1', TAKEN_FROM_ARGUMENT1, read_long1, 'A one-byte count, and so many bytes of an integer, little-endian.')
long4 = ArgumentDescriptor(
    'long4', TAKEN_FROM_ARGUMENT4, read_long4, 'A four-byte count, and so many bytes of an integer, little-endian.')


# -- What lies on the stack ----------------------------------------------------------------------------------------

class StackObject:
    """A kind of thing on the stack of an unpickler: a name, its class or classes, and what it is."""

    __slots__ = ('name', 'obtype', 'doc')

    def __init__(self, name, obtype, doc):
        assert isinstance(name, str)
        assert isinstance(obtype, type) or isinstance(obtype, tuple) and all(isinstance(c, type) for c in obtype)
        assert isinstance(doc, str)
        self.name = name
        self.obtype = obtype
        self.doc = doc

    def __repr__(self):
        return self.name


pyint = pylong = StackObject('int', int, 'An integer.')
pyinteger_or_bool = StackObject('int_or_bool', (int, bool), 'An integer or a bool.')
pybool = StackObject('bool', bool, 'A bool.')
pyfloat = StackObject('float', float, 'A float.')
pybytes_or_str = pystring = StackObject('bytes_or_str', (bytes, str), 'Bytes or text, a string of Python 2.')
pybytes = StackObject('bytes', bytes, 'Bytes.')
pybytearray = StackObject('bytearray', bytearray, 'A bytearray.')
pyunicode = StackObject('str', str, 'Text.')
pynone = StackObject('None', type(None), 'None.')
pytuple = StackObject('tuple', tuple, 'A tuple.')
pylist = StackObject('list', list, 'A list.')
pydict = StackObject('dict', dict, 'A dict.')
pyset = StackObject('set', set, 'A set.')
pyfrozenset = StackObject('frozenset', set, 'A frozenset.')
pybuffer = StackObject('buffer', object, 'An object with a buffer.')
anyobject = StackObject('any', object, 'Any object.')
markobject = StackObject('mark', StackObject, 'Where a slice of the stack begins.')
stackslice = StackObject('stackslice', StackObject, 'All that lies above the topmost mark.')


# -- Opcodes -------------------------------------------------------------------------------------------------------

class OpcodeInfo:
    """An opcode: its name, its one-character code, its argument if it has one, what it needs and leaves on the stack, the
    first protocol that has it, and what it does."""

    __slots__ = ('name', 'code', 'arg', 'stack_before', 'stack_after', 'proto', 'doc')

    def __init__(self, name, code, arg, stack_before, stack_after, proto, doc):
        assert isinstance(name, str)
        assert isinstance(code, str) and len(code) == 1
        assert arg is None or isinstance(arg, ArgumentDescriptor)
        for stack in (stack_before, stack_after):
            assert isinstance(stack, list) and all(isinstance(item, StackObject) for item in stack)
        assert isinstance(proto, int) and 0 <= proto <= pickle.HIGHEST_PROTOCOL
        assert isinstance(doc, str)
        self.name = name
        self.code = code
        self.arg = arg
        self.stack_before = stack_before
        self.stack_after = stack_after
        self.proto = proto
        self.doc = doc


_op = OpcodeInfo
opcodes = [
    _op('INT', 'I', decimalnl_short, [], [pyinteger_or_bool], 0,
        'Push an integer or bool.'),
    _op('BININT', 'J', int4, [], [pyint], 1,
        'Push a four-byte signed integer.'),
    _op('BININT1', 'K', uint1, [], [pyint], 1,
        'Push a one-byte unsigned integer.'),
    _op('BININT2', 'M', uint2, [], [pyint], 1,
        'Push a two-byte unsigned integer.'),
    _op('LONG', 'L', decimalnl_long, [], [pyint], 0,
        'Push a long integer.'),
    _op('LONG1', '\x8a', long1, [], [pyint], 2,
        'Long integer using one-byte length.'),
    _op('LONG4', '\x8b', long4, [], [pyint], 2,
        'Long integer using four-byte length.'),
    _op('STRING', 'S', stringnl, [], [pystring], 0,
        'Push a Python string object.'),
    _op('BINSTRING', 'T', string4, [], [pystring], 1,
        'Push a Python string object.'),
    _op('SHORT_BINSTRING', 'U', string1, [], [pystring], 1,
        'Push a Python string object.'),
    _op('BINBYTES', 'B', bytes4, [], [pybytes], 3,
        'Push a Python bytes object.'),
    _op('SHORT_BINBYTES', 'C', bytes1, [], [pybytes], 3,
        'Push a Python bytes object.'),
    _op('BINBYTES8', '\x8e', bytes8, [], [pybytes], 4,
        'Push a Python bytes object.'),
    _op('BYTEARRAY8', '\x96', bytearray8, [], [pybytearray], 5,
        'Push a Python bytearray object.'),
    _op('NEXT_BUFFER', '\x97', None, [], [pybuffer], 5,
        'Push an out-of-band buffer object.'),
    _op('READONLY_BUFFER', '\x98', None, [pybuffer], [pybuffer], 5,
        'Make an out-of-band buffer object read-only.'),
    _op('NONE', 'N', None, [], [pynone], 0,
        'Push None on the stack.'),
    _op('NEWTRUE', '\x88', None, [], [pybool], 2,
        'Push True onto the stack.'),
    _op('NEWFALSE', '\x89', None, [], [pybool], 2,
        'Push False onto the stack.'),
    _op('UNICODE', 'V', unicodestringnl, [], [pyunicode], 0,
        'Push a Python Unicode string object.'),
    _op('SHORT_BINUNICODE', '\x8c', unicodestring1, [], [pyunicode], 4,
        'Push a Python Unicode string object.'),
    _op('BINUNICODE', 'X', unicodestring4, [], [pyunicode], 1,
        'Push a Python Unicode string object.'),
    _op('BINUNICODE8', '\x8d', unicodestring8, [], [pyunicode], 4,
        'Push a Python Unicode string object.'),
    _op('FLOAT', 'F', floatnl, [], [pyfloat], 0,
        'Newline-terminated decimal float literal.'),
    _op('BINFLOAT', 'G', float8, [], [pyfloat], 1,
        'Float stored in binary form, with 8 bytes of data.'),
    _op('EMPTY_LIST', ']', None, [], [pylist], 1,
        'Push an empty list.'),
    _op('APPEND', 'a', None, [pylist, anyobject], [pylist], 0,
        'Append an object to a list.'),
    _op('APPENDS', 'e', None, [pylist, markobject, stackslice], [pylist], 1,
        'Extend a list by a slice of stack objects.'),
    _op('LIST', 'l', None, [markobject, stackslice], [pylist], 0,
        'Build a list out of the topmost stack slice, after markobject.'),
    _op('EMPTY_TUPLE', ')', None, [], [pytuple], 1,
        'Push an empty tuple.'),
    _op('TUPLE', 't', None, [markobject, stackslice], [pytuple], 0,
        'Build a tuple out of the topmost stack slice, after markobject.'),
    _op('TUPLE1', '\x85', None, [anyobject], [pytuple], 2,
        'Build a one-tuple out of the topmost item on the stack.'),
    _op('TUPLE2', '\x86', None, [anyobject, anyobject], [pytuple], 2,
        'Build a two-tuple out of the top two items on the stack.'),
    _op('TUPLE3', '\x87', None, [anyobject, anyobject, anyobject], [pytuple], 2,
        'Build a three-tuple out of the top three items on the stack.'),
    _op('EMPTY_DICT', '}', None, [], [pydict], 1,
        'Push an empty dict.'),
    _op('DICT', 'd', None, [markobject, stackslice], [pydict], 0,
        'Build a dict out of the topmost stack slice, after markobject.'),
    _op('SETITEM', 's', None, [pydict, anyobject, anyobject], [pydict], 0,
        'Add a key+value pair to an existing dict.'),
    _op('SETITEMS', 'u', None, [pydict, markobject, stackslice], [pydict], 1,
        'Add an arbitrary number of key+value pairs to an existing dict.'),
    _op('EMPTY_SET', '\x8f', None, [], [pyset], 4,
        'Push an empty set.'),
    _op('ADDITEMS', '\x90', None, [pyset, markobject, stackslice], [pyset], 4,
        'Add an arbitrary number of items to an existing set.'),
    _op('FROZENSET', '\x91', None, [markobject, stackslice], [pyfrozenset], 4,
        'Build a frozenset out of the topmost slice, after markobject.'),
    _op('POP', '0', None, [anyobject], [], 0,
        'Discard the top stack item, shrinking the stack by one item.'),
    _op('DUP', '2', None, [anyobject], [anyobject, anyobject], 0,
        'Push the top stack item onto the stack again, duplicating it.'),
    _op('MARK', '(', None, [], [markobject], 0,
        'Push markobject onto the stack.'),
    _op('POP_MARK', '1', None, [markobject, stackslice], [], 1,
        'Pop all the stack objects at and above the topmost markobject.'),
    _op('GET', 'g', decimalnl_short, [], [anyobject], 0,
        'Read an object from the memo and push it on the stack.'),
    _op('BINGET', 'h', uint1, [], [anyobject], 1,
        'Read an object from the memo and push it on the stack.'),
    _op('LONG_BINGET', 'j', uint4, [], [anyobject], 1,
        'Read an object from the memo and push it on the stack.'),
    _op('PUT', 'p', decimalnl_short, [], [], 0,
        'Store the stack top into the memo.  The stack is not popped.'),
    _op('BINPUT', 'q', uint1, [], [], 1,
        'Store the stack top into the memo.  The stack is not popped.'),
    _op('LONG_BINPUT', 'r', uint4, [], [], 1,
        'Store the stack top into the memo.  The stack is not popped.'),
    _op('MEMOIZE', '\x94', None, [anyobject], [anyobject], 4,
        'Store the stack top into the memo.  The stack is not popped.'),
    _op('EXT1', '\x82', uint1, [], [anyobject], 2,
        'Extension code.'),
    _op('EXT2', '\x83', uint2, [], [anyobject], 2,
        'Extension code.'),
    _op('EXT4', '\x84', int4, [], [anyobject], 2,
        'Extension code.'),
    _op('GLOBAL', 'c', stringnl_noescape_pair, [], [anyobject], 0,
        'Push a global object (module.attr) on the stack.'),
    _op('STACK_GLOBAL', '\x93', None, [pyunicode, pyunicode], [anyobject], 4,
        'Push a global object (module.attr) on the stack.'),
    _op('REDUCE', 'R', None, [anyobject, anyobject], [anyobject], 0,
        'Push an object built from a callable and an argument tuple.'),
    _op('BUILD', 'b', None, [anyobject, anyobject], [anyobject], 0,
        'Finish building an object, via __setstate__ or dict update.'),
    _op('INST', 'i', stringnl_noescape_pair, [markobject, stackslice], [anyobject], 0,
        'Build a class instance.'),
    _op('OBJ', 'o', None, [markobject, anyobject, stackslice], [anyobject], 1,
        'Build a class instance.'),
    _op('NEWOBJ', '\x81', None, [anyobject, anyobject], [anyobject], 2,
        'Build an object instance.'),
    _op('NEWOBJ_EX', '\x92', None, [anyobject, anyobject, anyobject], [anyobject], 4,
        'Build an object instance.'),
    _op('PROTO', '\x80', uint1, [], [], 2,
        'Protocol version indicator.'),
    _op('STOP', '.', None, [anyobject], [], 0,
        'Stop the unpickling machine.'),
    _op('FRAME', '\x95', uint8, [], [], 4,
        'Indicate the beginning of a new frame.'),
    _op('PERSID', 'P', stringnl_noescape, [], [anyobject], 0,
        'Push an object identified by a persistent ID.'),
    _op('BINPERSID', 'Q', None, [anyobject], [anyobject], 1,
        'Push an object identified by a persistent ID.'),
]
code2op = {opcode.code: opcode for opcode in opcodes}

_PUTS = {'PUT', 'BINPUT', 'LONG_BINPUT', 'MEMOIZE'}
_GETS = {'GET', 'BINGET', 'LONG_BINGET'}


# -- Reading -------------------------------------------------------------------------------------------------------

def _genops(data, with_end=False):
    if isinstance(data, bytes_types):
        data = io.BytesIO(data)
    position = getattr(data, 'tell', lambda: None)
    while True:
        start = position()
        code = data.read(1)
        opcode = code2op.get(code.decode('latin-1'))
        if opcode is None:
            if code == b'':
                raise ValueError('pickle exhausted before seeing STOP')
            raise ValueError(f"at position {'<unknown>' if start is None else start}, opcode {code!r} unknown")
        arg = None if opcode.arg is None else opcode.arg.reader(data)
        yield (opcode, arg, start, position()) if with_end else (opcode, arg, start)
        if code == b'.':
            assert opcode.name == 'STOP'
            return


def genops(pickle):
    """Yields (opcode, argument, position) for what is in a pickle, bytes or a file, up to the first STOP."""
    return _genops(pickle)


# -- Optimizing ----------------------------------------------------------------------------------------------------

# A frame is over when it has so many bytes; what is longer stands outside of frames, and so do a few bytes.
_FRAME_SIZE = 64 * 1024
_SMALLEST_FRAME = 4


class _Frames:
    """A pickle that is put together; from protocol 4 on in frames."""

    def __init__(self, framed):
        self.framed = framed
        self.done = bytearray()
        self.frame = bytearray()

    def end_frame(self):
        if len(self.frame) >= _SMALLEST_FRAME:
            self.done += pickle.FRAME + len(self.frame).to_bytes(8, 'little')
        self.done += self.frame
        self.frame.clear()

    def add(self, piece):
        if not self.framed:
            self.done += piece
            return
        large = len(piece) > _FRAME_SIZE
        if large or len(self.frame) >= _FRAME_SIZE:
            self.end_frame()
        if large:
            self.done += piece
        else:
            self.frame += piece


def _put(number, proto):
    if proto >= 4:
        return pickle.MEMOIZE
    if proto == 0:
        return pickle.PUT + f'{number}\n'.encode()
    return pickle.BINPUT + bytes([number]) if number < 256 else pickle.LONG_BINPUT + number.to_bytes(4, 'little')


def _get(number, proto):
    if proto == 0:
        return pickle.GET + f'{number}\n'.encode()
    return pickle.BINGET + bytes([number]) if number < 256 else pickle.LONG_BINGET + number.to_bytes(4, 'little')


def optimize(p):
    """A pickle of the same that remembers only what it comes back to."""
    pieces = []
    wanted = set()
    proto = count = 0
    header = b''
    for opcode, arg, start, end in _genops(p, with_end=True):
        name = opcode.name
        proto = max(proto, opcode.proto)
        if name in _PUTS:
            pieces.append((_put, count if name == 'MEMOIZE' else arg))
            count += 1
        elif name in _GETS:
            wanted.add(arg)
            pieces.append((_get, arg))
        elif name == 'PROTO':
            proto = max(proto, arg)
            if start == 0:
                header = p[start:end]
            else:
                pieces.append((None, p[start:end]))
        elif name != 'FRAME':
            pieces.append((None, p[start:end]))
    result = _Frames(proto >= 4)
    result.done += header
    numbers = {}
    for write, what in pieces:
        if write is None:
            result.add(what)
        elif write is _get:
            result.add(_get(numbers.get(what), proto))
        elif what in wanted:
            numbers[what] = len(numbers)
            result.add(_put(numbers[what], proto))
    result.end_frame()
    return bytes(result.done)


# -- Listing -------------------------------------------------------------------------------------------------------

# Where the descriptions of opcodes begin at the latest.
_LAST_COLUMN = 50


def dis(pickle, out=None, memo=None, indentlevel=4, annotate=0):
    """Writes what is in a pickle, bytes or a file, to `out`: a line for each opcode, indented inside of marks.

    A memo that is given goes on from one pickle of a file to the next. With `annotate`, a column, each line says what the
    opcode does. ValueError where an unpickler would fail.
    """
    stack = []
    marks = []
    column = annotate
    highest = -1
    if memo is None:
        memo = {}
    indent = ' ' * indentlevel
    for opcode, arg, start in genops(pickle):
        place = '' if start is None else f'{start:5d}: '
        line = f"{repr(opcode.code)[1:-1]:<4} {indent * len(marks)}{opcode.name}"
        highest = max(highest, opcode.proto)
        before, after = opcode.stack_before, opcode.stack_after
        popped = len(before)
        note = error = None
        if markobject in before or opcode.name == 'POP' and stack and stack[-1] is markobject:
            assert markobject not in after
            if marks:
                mark = marks.pop()
                note = f"(MARK at {'unknown opcode offset' if mark is None else mark})"
                while stack.pop() is not markobject:
                    pass
                popped = before.index(markobject) if markobject in before else 0
            else:
                error = 'no MARK exists on stack'
        if opcode.name in _PUTS:
            number = arg
            if opcode.name == 'MEMOIZE':
                number = len(memo)
                note = f'(as {number})'
            if not stack:
                error = "stack is empty -- can't store into memo"
            elif stack[-1] is markobject:
                error = "can't store markobject in the memo"
            else:
                memo[number] = stack[-1]
        elif opcode.name in _GETS:
            if arg in memo:
                after = [memo[arg]]
            else:
                error = f'memo key {arg} has never been stored into'
        if arg is not None or note:
            line += ' ' * (10 - len(opcode.name))
            if arg is not None:
                line += f' {arg!r}'
            if note:
                line += f' {note}'
        if annotate:
            line = line.ljust(column)
            column = len(line) if len(line) <= _LAST_COLUMN else annotate
            line += ' ' + opcode.doc.split('\n', 1)[0]
        print(place + line, file=out)
        if error:
            raise ValueError(error)
        if len(stack) < popped:
            raise ValueError(f'tries to pop {popped} items from stack with only {len(stack)} items')
        if popped:
            del stack[-popped:]
        if markobject in after:
            marks.append(start)
        stack.extend(after)
    print('highest protocol among opcodes =', highest, file=out)
    if stack:
        raise ValueError(f'stack not empty after STOP: {stack!r}')


def _main(args=None):
    import argparse
    parser = argparse.ArgumentParser(description='disassemble one or more pickle files', color=True)
    parser.add_argument('pickle_file', nargs='+', help='the pickle file')
    parser.add_argument('-o', '--output', help='the file where the output should be written')
    parser.add_argument('-m', '--memo', action='store_true', help='preserve memo between disassemblies')
    parser.add_argument('-l', '--indentlevel', default=4, type=int,
                        help='the number of blanks by which to indent a new MARK level')
    parser.add_argument('-a', '--annotate', action='store_true',
                        help='annotate each line with a short opcode description')
    parser.add_argument('-p', '--preamble', default='==> {name} <==',
                        help='if more than one pickle file is specified, print this before each disassembly')
    args = parser.parse_args(args)
    output = sys.stdout if args.output is None else open(args.output, 'w')
    memo = {} if args.memo else None
    annotate = 30 if args.annotate else 0
    try:
        for name in args.pickle_file:
            if len(args.pickle_file) > 1:
                output.write(args.preamble.format(name=name) + '\n')
            if name == '-':
                dis(sys.stdin.buffer, output, memo, args.indentlevel, annotate)
            else:
                with open(name, 'rb') as file:
                    dis(file, output, memo, args.indentlevel, annotate)
    finally:
        if output is not sys.stdout:
            output.close()


if __name__ == '__main__':
    _main()
