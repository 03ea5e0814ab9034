"""Objects as bytes and back: the protocols 0 to 5 of Python's pickles (PEP 307, PEP 3154, PEP 574)."""

import copyreg as _copyreg
import io as _io
import sys as _sys
from _pickle import PickleError, Pickler, PicklingError, Unpickler, UnpicklingError, dump, dumps, load, loads
from types import FunctionType as _FunctionType

__all__ = ['PickleError', 'PicklingError', 'UnpicklingError', 'Pickler', 'Unpickler', 'dump', 'dumps', 'load', 'loads',
           'PickleBuffer', 'HIGHEST_PROTOCOL', 'DEFAULT_PROTOCOL']

format_version = '5.0'
compatible_formats = ['1.0', '1.1', '1.2', '1.3', '2.0', '3.0', '4.0', '5.0']
HIGHEST_PROTOCOL = 5
DEFAULT_PROTOCOL = 5
_FRAME_SIZE_TARGET = 64 * 1024


class _Stop(Exception):
    def __init__(self, value):
        self.value = value


class PickleBuffer:
    """A buffer that can travel outside of the pickle."""

    def __init__(self, object):
        self._view = memoryview(object)

    def raw(self):
        return self._view.cast('B')

    def release(self):
        self._view.release()

    def __buffer__(self, flags):
        return memoryview(self._view)


# The opcodes, by the names of the format's description.
_CODES = {
    'MARK': b'(', 'STOP': b'.', 'POP': b'0', 'POP_MARK': b'1', 'DUP': b'2', 'FLOAT': b'F', 'INT': b'I', 'BININT': b'J',
    'BININT1': b'K', 'LONG': b'L', 'BININT2': b'M', 'NONE': b'N', 'PERSID': b'P', 'BINPERSID': b'Q', 'REDUCE': b'R',
    'STRING': b'S', 'BINSTRING': b'T', 'SHORT_BINSTRING': b'U', 'UNICODE': b'V', 'BINUNICODE': b'X', 'APPEND': b'a',
    'BUILD': b'b', 'GLOBAL': b'c', 'DICT': b'd', 'EMPTY_DICT': b'}', 'APPENDS': b'e', 'GET': b'g', 'BINGET': b'h',
    'INST': b'i', 'LONG_BINGET': b'j', 'LIST': b'l', 'EMPTY_LIST': b']', 'OBJ': b'o', 'PUT': b'p', 'BINPUT': b'q',
    'LONG_BINPUT': b'r', 'SETITEM': b's', 'TUPLE': b't', 'EMPTY_TUPLE': b')', 'SETITEMS': b'u', 'BINFLOAT': b'G',
    'PROTO': b'\x80', 'NEWOBJ': b'\x81', 'EXT1': b'\x82', 'EXT2': b'\x83', 'EXT4': b'\x84', 'TUPLE1': b'\x85',
    'TUPLE2': b'\x86', 'TUPLE3': b'\x87', 'NEWTRUE': b'\x88', 'NEWFALSE': b'\x89', 'LONG1': b'\x8a', 'LONG4': b'\x8b',
    'BINBYTES': b'B', 'SHORT_BINBYTES': b'C', 'SHORT_BINUNICODE': b'\x8c', 'BINUNICODE8': b'\x8d', 'BINBYTES8': b'\x8e',
    'EMPTY_SET': b'\x8f', 'ADDITEMS': b'\x90', 'FROZENSET': b'\x91', 'NEWOBJ_EX': b'\x92', 'STACK_GLOBAL': b'\x93',
    'MEMOIZE': b'\x94', 'FRAME': b'\x95', 'BYTEARRAY8': b'\x96', 'NEXT_BUFFER': b'\x97', 'READONLY_BUFFER': b'\x98'}
globals().update(_CODES)
__all__ += list(_CODES)
TRUE, FALSE = b'I01\n', b'I00\n'


def _old_name(module, name):
    """What Python 2 calls a global."""
    from _compat_pickle import REVERSE_IMPORT_MAPPING, REVERSE_NAME_MAPPING
    found = REVERSE_NAME_MAPPING.get((module, name))
    if found is not None:
        return found
    # These are built in in CPython, and named after where.
    if module == 'codecs' and name in ('encode', 'decode'):
        return '_codecs', name
    return REVERSE_IMPORT_MAPPING.get(module, module), name


def _new_name(module, name):
    """What Python 3 calls a global of Python 2."""
    from _compat_pickle import IMPORT_MAPPING, NAME_MAPPING
    found = NAME_MAPPING.get((module, name))
    return (IMPORT_MAPPING.get(module, module), name) if found is None else found


def _packed(number, size):
    return number.to_bytes(size, 'little')


def encode_long(x):
    """A number in the fewest bytes, least significant first, with its sign."""
    if x == 0:
        return b''
    size = (x.bit_length() >> 3) + 1
    data = x.to_bytes(size, 'little', signed=True)
    if x < 0 and size > 1 and data[-1] == 0xff and data[-2] & 0x80:
        data = data[:-1]
    return data


def decode_long(data):
    """The number that `encode_long` wrote."""
    return int.from_bytes(data, 'little', signed=True)


def _double(x):
    view = memoryview(bytearray(8)).cast('d')
    view[0] = x
    data = view.tobytes()
    return data[::-1] if _sys.byteorder == 'little' else data


def _from_double(data):
    if _sys.byteorder == 'little':
        data = data[::-1]
    return memoryview(data).cast('d')[0]


def _getattribute(obj, dotted):
    for name in dotted:
        if name == '<locals>':
            raise AttributeError(f"Can't get local attribute {'.'.join(dotted)!r} on {obj!r}")
        obj = getattr(obj, name)
    return obj


def whichmodule(obj, name):
    """The name of the module that an object is from."""
    module_name = getattr(obj, '__module__', None)
    if module_name is not None:
        return module_name
    dotted = name.split('.')
    for module_name, module in _sys.modules.copy().items():
        if module_name in ('__main__', '__mp_main__') or module is None:
            continue
        try:
            if _getattribute(module, dotted) is obj:
                return module_name
        except AttributeError:
            pass
    return '__main__'


def _global_of(obj, name=None):
    """The module of a global and its name there."""
    if name is None:
        name = getattr(obj, '__qualname__', None) or obj.__name__
    if '<locals>' in name.split('.'):
        raise PicklingError(f"Can't pickle local object {obj!r}")
    module_name = whichmodule(obj, name)
    try:
        __import__(module_name)
        module = _sys.modules[module_name]
    except (ImportError, ValueError, KeyError) as e:
        raise PicklingError(f"Can't pickle {obj!r}: {e!s}")
    try:
        found = _getattribute(module, name.split('.'))
    except AttributeError:
        raise PicklingError(f"Can't pickle {obj!r}: it's not found as {module_name}.{name}")
    if found is not obj:
        raise PicklingError(f"Can't pickle {obj!r}: it's not the same object as {module_name}.{name}")
    return _sys.intern(module_name), name


def _global_line(module_name, name, proto, fix_imports):
    """The two lines that name a global."""
    if fix_imports:
        module_name, name = _old_name(module_name, name)
    return f'{module_name}\n{name}\n'.encode('utf-8' if proto >= 3 else 'ascii')


def _type_name(obj):
    cls = type(obj)
    return cls.__qualname__ if cls.__module__ in ('builtins', '__main__') else f'{cls.__module__}.{cls.__qualname__}'


class _Noted:
    """Adds to an exception of what is inside which part of an object was being written."""

    def __init__(self, obj, part):
        self.obj, self.part = obj, part

    def __enter__(self):
        pass

    def __exit__(self, typ, error, tb):
        if error is not None:
            error.add_note(f'when serializing {_type_name(self.obj)} {self.part}')


def _new_later(cls, args, kwargs):
    """What makes an instance when it is called."""
    import functools
    return functools.partial(cls.__new__, cls, *args, **kwargs)


class _Pickler:
    """Writes objects to a binary file."""

    def __init__(self, file, protocol=None, *, fix_imports=True, buffer_callback=None):
        if protocol is None:
            protocol = DEFAULT_PROTOCOL
        if protocol < 0:
            protocol = HIGHEST_PROTOCOL
        elif protocol > HIGHEST_PROTOCOL:
            raise ValueError(f'pickle protocol must be <= {HIGHEST_PROTOCOL}')
        if buffer_callback is not None and protocol < 5:
            raise ValueError('buffer_callback needs protocol >= 5')
        try:
            self._file_write = file.write
        except AttributeError:
            raise TypeError("file must have a 'write' attribute") from None
        self._buffer_callback = buffer_callback
        self.memo = {}
        self.proto = int(protocol)
        self.bin = protocol >= 1
        self.fast = 0
        self.fix_imports = fix_imports and protocol < 3
        self._frame = None

    def clear_memo(self):
        """Forgets which objects have been written."""
        self.memo.clear()

    def dump(self, obj):
        """Writes an object."""
        if not hasattr(self, '_file_write'):
            raise PicklingError(f'Pickler.__init__() was not called by {self.__class__.__name__}.__init__()')
        if self.proto >= 2:
            self._file_write(PROTO + bytes([self.proto]))
        if self.proto >= 4:
            self._frame = bytearray()
        self.save(obj)
        self.write(STOP)
        self._end_frame()
        self._frame = None

    def write(self, data):
        if self._frame is None:
            self._file_write(data)
            return
        self._frame += data
        if len(self._frame) >= _FRAME_SIZE_TARGET:
            self._end_frame()

    def _end_frame(self):
        frame = self._frame
        if frame:
            # A frame of less than four bytes is not worth its head.
            self._file_write((FRAME + _packed(len(frame), 8) if len(frame) >= 4 else b'') + bytes(frame))
            self._frame = bytearray()

    def _write_large(self, head, data):
        if self._frame is None or len(data) < _FRAME_SIZE_TARGET:
            self.write(head + data)
            return
        self._end_frame()
        self._file_write(head)
        self._file_write(data)

    def memoize(self, obj):
        if self.fast:
            return
        index = len(self.memo)
        if self.proto >= 4:
            self.write(MEMOIZE)
        elif self.bin:
            self.write(BINPUT + bytes([index]) if index < 256 else LONG_BINPUT + _packed(index, 4))
        else:
            self.write(PUT + b'%d\n' % index)
        self.memo[id(obj)] = index, obj

    def _get(self, index):
        if self.bin:
            return BINGET + bytes([index]) if index < 256 else LONG_BINGET + _packed(index, 4)
        return GET + b'%d\n' % index

    def persistent_id(self, obj):
        """What stands for an object that is kept elsewhere; None for all others."""
        return None

    def save(self, obj, save_persistent_id=True):
        persistent = self.persistent_id(obj)
        if persistent is not None and save_persistent_id:
            if self.bin:
                self.save(persistent, save_persistent_id=False)
                self.write(BINPERSID)
            else:
                try:
                    self.write(PERSID + str(persistent).encode('ascii') + b'\n')
                except UnicodeEncodeError:
                    raise PicklingError('persistent IDs in protocol 0 must be ASCII strings') from None
            return
        known = self.memo.get(id(obj))
        if known is not None:
            self.write(self._get(known[0]))
            return
        reduced = NotImplemented
        override = getattr(self, 'reducer_override', None)
        if override is not None:
            reduced = override(obj)
        if reduced is NotImplemented:
            cls = type(obj)
            save = self.dispatch.get(cls)
            if save is not None:
                save(self, obj)
                return
            reduce = getattr(self, 'dispatch_table', _copyreg.dispatch_table).get(cls)
            if reduce is not None:
                reduced = reduce(obj)
            elif issubclass(cls, type):
                self.save_global(obj)
                return
            else:
                reduce = getattr(obj, '__reduce_ex__', None)
                if reduce is not None:
                    reduced = reduce(self.proto)
                else:
                    reduce = getattr(obj, '__reduce__', None)
                    if reduce is None:
                        raise PicklingError(f"Can't pickle {cls.__name__!r} object: {obj!r}")
                    reduced = reduce()
        if isinstance(reduced, str):
            self.save_global(obj, reduced)
            return
        if not isinstance(reduced, tuple):
            raise PicklingError(f'__reduce__ must return a string or tuple, not {type(reduced).__name__}')
        if not 2 <= len(reduced) <= 6:
            raise PicklingError('tuple returned by __reduce__ must contain 2 through 6 elements')
        with _Noted(obj, 'object'):
            self.save_reduce(obj=obj, *reduced)

    def save_reduce(self, func, args, state=None, listitems=None, dictitems=None, state_setter=None, *, obj=None):
        if not callable(func):
            raise PicklingError(f'first item of the tuple returned by __reduce__ must be callable, not '
                                f'{type(func).__name__}')
        if not isinstance(args, tuple):
            raise PicklingError(f'second item of the tuple returned by __reduce__ must be a tuple, not '
                                f'{type(args).__name__}')
        name = getattr(func, '__name__', '')
        if self.proto >= 2 and name == '__newobj_ex__':
            cls, args, kwargs = args
            if self.proto >= 4:
                with _Noted(obj, 'class'):
                    self.save(cls)
                with _Noted(obj, '__new__ arguments'):
                    self.save(args)
                    self.save(kwargs)
                self.write(NEWOBJ_EX)
            else:
                with _Noted(obj, 'reconstructor'):
                    self.save(_new_later(cls, args, kwargs))
                self.save(())
                self.write(REDUCE)
        elif self.proto >= 2 and name == '__newobj__':
            cls = args[0]
            if not hasattr(cls, '__new__'):
                raise PicklingError('first argument to __newobj__() has no __new__')
            if obj is not None and cls is not obj.__class__:
                raise PicklingError(f'first argument to __newobj__() must be {obj.__class__!r}, not {cls!r}')
            with _Noted(obj, 'class'):
                self.save(cls)
            with _Noted(obj, '__new__ arguments'):
                self.save(args[1:])
            self.write(NEWOBJ)
        else:
            with _Noted(obj, 'reconstructor'):
                self.save(func)
            with _Noted(obj, 'reconstructor arguments'):
                self.save(args)
            self.write(REDUCE)
        if obj is not None:
            if id(obj) in self.memo:
                # The object was written while its arguments were: that one counts.
                self.write(POP + self._get(self.memo[id(obj)][0]))
            else:
                self.memoize(obj)
        if listitems is not None:
            self._batch_appends(listitems, obj)
        if dictitems is not None:
            self._batch_setitems(dictitems, obj)
        if state is not None:
            if state_setter is None:
                with _Noted(obj, 'state'):
                    self.save(state)
                self.write(BUILD)
            else:
                with _Noted(obj, 'state setter'):
                    self.save(state_setter)
                self.save(obj)
                with _Noted(obj, 'state'):
                    self.save(state)
                self.write(TUPLE2 + REDUCE + POP)

    dispatch = {}

    def save_none(self, obj):
        self.write(NONE)
    dispatch[type(None)] = save_none

    def save_bool(self, obj):
        if self.proto >= 2:
            self.write(NEWTRUE if obj else NEWFALSE)
        else:
            self.write(TRUE if obj else FALSE)
    dispatch[bool] = save_bool

    def save_long(self, obj):
        if self.bin and -0x80000000 <= obj <= 0x7fffffff:
            if 0 <= obj < 0x100:
                self.write(BININT1 + bytes([obj]))
            elif 0 <= obj < 0x10000:
                self.write(BININT2 + _packed(obj, 2))
            else:
                self.write(BININT + obj.to_bytes(4, 'little', signed=True))
        elif self.proto >= 2:
            data = encode_long(obj)
            if len(data) < 256:
                self.write(LONG1 + bytes([len(data)]) + data)
            else:
                self.write(LONG4 + _packed(len(data), 4) + data)
        elif -0x80000000 <= obj <= 0x7fffffff:
            self.write(INT + repr(obj).encode('ascii') + b'\n')
        else:
            self.write(LONG + repr(obj).encode('ascii') + b'L\n')
    dispatch[int] = save_long

    def save_float(self, obj):
        if self.bin:
            self.write(BINFLOAT + _double(obj))
        else:
            self.write(FLOAT + repr(obj).encode('ascii') + b'\n')
    dispatch[float] = save_float

    def save_bytes(self, obj):
        if self.proto < 3:
            if obj:
                import codecs
                self.save_reduce(codecs.encode, (str(obj, 'latin1'), 'latin1'), obj=obj)
            else:
                self.save_reduce(bytes, (), obj=obj)
            return
        size = len(obj)
        if size < 256:
            self.write(SHORT_BINBYTES + bytes([size]) + obj)
        elif size > 0xffffffff and self.proto >= 4:
            self._write_large(BINBYTES8 + _packed(size, 8), obj)
        else:
            self._write_large(BINBYTES + _packed(size, 4), obj)
        self.memoize(obj)
    dispatch[bytes] = save_bytes

    def save_bytearray(self, obj):
        if self.proto < 5:
            self.save_reduce(bytearray, (bytes(obj),) if obj else (), obj=obj)
            return
        self._write_large(BYTEARRAY8 + _packed(len(obj), 8), bytes(obj))
        self.memoize(obj)
    dispatch[bytearray] = save_bytearray

    def save_picklebuffer(self, obj):
        if self.proto < 5:
            raise PicklingError('PickleBuffer can only be pickled with protocol >= 5')
        with obj.raw() as view:
            outside = self._buffer_callback is not None and not self._buffer_callback(obj)
            if not outside:
                data = view.tobytes()
                self.save_bytes(data) if view.readonly else self.save_bytearray(bytearray(data))
                return
            self.write(NEXT_BUFFER + (READONLY_BUFFER if view.readonly else b''))
    dispatch[PickleBuffer] = save_picklebuffer

    def save_str(self, obj):
        if self.bin:
            data = obj.encode('utf-8', 'surrogatepass')
            size = len(data)
            if size < 256 and self.proto >= 4:
                self.write(SHORT_BINUNICODE + bytes([size]) + data)
            elif size > 0xffffffff and self.proto >= 4:
                self._write_large(BINUNICODE8 + _packed(size, 8), data)
            else:
                self._write_large(BINUNICODE + _packed(size, 4), data)
        else:
            text = obj
            for c in '\\\0\n\r\x1a':
                text = text.replace(c, f'\\u{ord(c):04x}')
            self.write(UNICODE + text.encode('raw-unicode-escape') + b'\n')
        self.memoize(obj)
    dispatch[str] = save_str

    def save_tuple(self, obj):
        if not obj:
            self.write(EMPTY_TUPLE if self.bin else MARK + TUPLE)
            return
        size = len(obj)
        if size <= 3 and self.proto >= 2:
            for place, item in enumerate(obj):
                self._save_item(item, obj, place)
            if id(obj) in self.memo:
                self.write(POP * size + self._get(self.memo[id(obj)][0]))
            else:
                self.write((TUPLE1, TUPLE2, TUPLE3)[size - 1])
                self.memoize(obj)
            return
        self.write(MARK)
        for place, item in enumerate(obj):
            self._save_item(item, obj, place)
        if id(obj) in self.memo:
            # The tuple is in itself, through a list: that one counts.
            self.write((POP_MARK if self.bin else POP * (size + 1)) + self._get(self.memo[id(obj)][0]))
            return
        self.write(TUPLE)
        self.memoize(obj)
    dispatch[tuple] = save_tuple

    def save_list(self, obj):
        self.write(EMPTY_LIST if self.bin else MARK + LIST)
        self.memoize(obj)
        self._batch_appends(obj, obj)
    dispatch[list] = save_list

    def _batch_appends(self, items, obj):
        if not self.bin:
            for place, item in enumerate(items):
                self._save_item(item, obj, place)
                self.write(APPEND)
            return
        place = 0
        for batch in _batches(items):
            if len(batch) > 1:
                self.write(MARK)
            for item in batch:
                self._save_item(item, obj, place)
                place += 1
            self.write(APPENDS if len(batch) > 1 else APPEND)

    def _save_item(self, item, obj, key):
        try:
            self.save(item)
        except BaseException as e:
            e.add_note(f'when serializing {_type_name(obj)} item {key!r}')
            raise

    def save_dict(self, obj):
        self.write(EMPTY_DICT if self.bin else MARK + DICT)
        self.memoize(obj)
        self._batch_setitems(obj.items(), obj)
    dispatch[dict] = save_dict

    def _batch_setitems(self, items, obj):
        if not self.bin:
            for key, value in items:
                self.save(key)
                self._save_item(value, obj, key)
                self.write(SETITEM)
            return
        for batch in _batches(items):
            if len(batch) > 1:
                self.write(MARK)
            for key, value in batch:
                self.save(key)
                self._save_item(value, obj, key)
            self.write(SETITEMS if len(batch) > 1 else SETITEM)

    def save_set(self, obj):
        if self.proto < 4:
            self.save_reduce(set, (list(obj),), obj=obj)
            return
        self.write(EMPTY_SET)
        self.memoize(obj)
        for batch in _batches(obj):
            self.write(MARK)
            for item in batch:
                with _Noted(obj, 'element'):
                    self.save(item)
            self.write(ADDITEMS)
    dispatch[set] = save_set

    def save_frozenset(self, obj):
        if self.proto < 4:
            self.save_reduce(frozenset, (list(obj),), obj=obj)
            return
        self.write(MARK)
        for item in obj:
            with _Noted(obj, 'element'):
                self.save(item)
        if id(obj) in self.memo:
            self.write(POP_MARK + self._get(self.memo[id(obj)][0]))
            return
        self.write(FROZENSET)
        self.memoize(obj)
    dispatch[frozenset] = save_frozenset

    def save_global(self, obj, name=None):
        module_name, name = _global_of(obj, name)
        if self.proto >= 2:
            code = _copyreg._extension_registry.get((module_name, name))
            if code is not None:
                if code <= 0xff:
                    self.write(EXT1 + bytes([code]))
                elif code <= 0xffff:
                    self.write(EXT2 + _packed(code, 2))
                else:
                    self.write(EXT4 + _packed(code, 4))
                return
        if self.proto >= 4:
            self.save(module_name)
            self.save(name)
            self.write(STACK_GLOBAL)
        else:
            name, *inner = name.split('.')
            for _ in inner:
                self.save(getattr)
                if self.proto < 2:
                    self.write(MARK)
            self.write(GLOBAL + _global_line(module_name, name, self.proto, self.fix_imports))
            for part in inner:
                self.save(part)
                self.write((TUPLE if self.proto < 2 else TUPLE2) + REDUCE)
        self.memoize(obj)
    dispatch[_FunctionType] = save_global

    def save_type(self, obj):
        for value in (None, NotImplemented, ...):
            if obj is type(value):
                self.save_reduce(type, (value,), obj=obj)
                return
        self.save_global(obj)
    dispatch[type] = save_type


def _batches(items):
    batch = []
    for item in items:
        batch.append(item)
        if len(batch) == 1000:
            yield batch
            batch = []
    if batch:
        yield batch


class _Unpickler:
    """Reads objects from a binary file."""

    def __init__(self, file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=None):
        self._buffers = iter(buffers) if buffers is not None else None
        try:
            self._file_readline = file.readline
            self._file_read = file.read
        except AttributeError:
            raise TypeError("file must have 'read' and 'readline' attributes") from None
        self.memo = {}
        self.encoding = encoding
        self.errors = errors
        self.proto = 0
        self.fix_imports = fix_imports

    def _read(self, size):
        if size < 0:
            raise UnpicklingError('negative byte count')
        data = self._file_read(size)
        if len(data) < size:
            raise UnpicklingError('pickle data was truncated')
        return data

    def _line(self):
        data = self._file_readline()
        if not data:
            raise EOFError('Ran out of input')
        if not data.endswith(b'\n'):
            raise UnpicklingError('pickle data was truncated')
        return data[:-1]

    def _number(self, size):
        return int.from_bytes(self._read(size), 'little')

    def load(self):
        """Reads an object."""
        if not hasattr(self, '_file_read'):
            raise UnpicklingError(f'Unpickler.__init__() was not called by {self.__class__.__name__}.__init__()')
        self.stack = []
        self._marks = []
        dispatch = self._dispatch
        try:
            while True:
                key = self._file_read(1)
                if not key:
                    raise EOFError('Ran out of input')
                step = dispatch.get(key[0])
                if step is None:
                    raise UnpicklingError(f"invalid load key, '\\x{key[0]:02x}'." if not 32 <= key[0] < 127
                                          else f"invalid load key, '{chr(key[0])}'.")
                step(self)
        except _Stop as stop:
            return stop.value
        except IndexError:
            raise UnpicklingError('unpickling stack underflow') from None

    def persistent_load(self, pid):
        """The object that something stands for."""
        raise UnpicklingError('A load persistent id instruction was encountered, but no persistent_load function was '
                              'specified.')

    def find_class(self, module, name):
        """The object of a name in a module."""
        if self.proto < 3 and self.fix_imports:
            module, name = _new_name(module, name)
        __import__(module, level=0)
        if self.proto < 4 or '.' not in name:
            return getattr(_sys.modules[module], name)
        try:
            return _getattribute(_sys.modules[module], name.split('.'))
        except AttributeError:
            raise AttributeError(f"Can't resolve path {name!r} on module {module!r}")

    def _pop_mark(self):
        if not self._marks:
            raise UnpicklingError('could not find MARK')
        items = self.stack
        self.stack = self._marks.pop()
        return items

    def _pop(self):
        return self.stack.pop()

    def _push(self, value):
        self.stack.append(value)

    def _load_get(self, index):
        try:
            self._push(self.memo[index])
        except KeyError:
            raise UnpicklingError(f'Memo value not found at index {index}') from None

    def _load_text(self, data):
        self._push(data if self.encoding == 'bytes' else data.decode(self.encoding, self.errors))

    def _load_int(self):
        data = self._line()
        self._push({b'00': False, b'01': True}[data] if data in (b'00', b'01') else int(data))

    def _load_global(self):
        module, name = self._line().decode('utf-8'), self._line().decode('utf-8')
        self._push(self.find_class(module, name))

    def _load_stack_global(self):
        name, module = self._pop(), self._pop()
        if type(name) is not str or type(module) is not str:
            raise UnpicklingError('STACK_GLOBAL requires str')
        self._push(self.find_class(module, name))

    def _load_extension(self, code):
        missing = []
        obj = _copyreg._extension_cache.get(code, missing)
        if obj is missing:
            key = _copyreg._inverted_registry.get(code)
            if key is None:
                if code <= 0:
                    raise UnpicklingError('EXT specifies code <= 0')
                raise ValueError(f'unregistered extension code {code}')
            obj = _copyreg._extension_cache[code] = self.find_class(*key)
        self._push(obj)

    def _instantiate(self, cls, args):
        if args or not isinstance(cls, type) or hasattr(cls, '__getinitargs__'):
            self._push(cls(*args))
        else:
            self._push(cls.__new__(cls))

    def _load_inst(self):
        module, name = self._line().decode('ascii'), self._line().decode('ascii')
        args = self._pop_mark()
        self._instantiate(self.find_class(module, name), args)

    def _load_obj(self):
        args = self._pop_mark()
        self._instantiate(args.pop(0), args)

    def _load_reduce(self):
        args = self._pop()
        self._push(self._pop()(*args))

    def _load_newobj(self):
        args = self._pop()
        cls = self._pop()
        self._push(cls.__new__(cls, *args))

    def _load_newobj_ex(self):
        kwargs, args, cls = self._pop(), self._pop(), self._pop()
        self._push(cls.__new__(cls, *args, **kwargs))

    def _load_appends(self):
        items = self._pop_mark()
        target = self.stack[-1]
        extend = getattr(target, 'extend', None)
        if extend is not None:
            extend(items)
            return
        for item in items:
            target.append(item)

    def _load_setitem(self):
        value, key = self._pop(), self._pop()
        self.stack[-1][key] = value

    def _load_setitems(self):
        items = self._pop_mark()
        target = self.stack[-1]
        for i in range(0, len(items), 2):
            target[items[i]] = items[i + 1]

    def _load_additems(self):
        items = self._pop_mark()
        target = self.stack[-1]
        if isinstance(target, set):
            target.update(items)
            return
        for item in items:
            target.add(item)

    def _load_dict(self):
        items = self._pop_mark()
        self._push({items[i]: items[i + 1] for i in range(0, len(items), 2)})

    def _load_append(self):
        value = self._pop()
        self.stack[-1].append(value)

    def _load_build(self):
        state = self._pop()
        target = self.stack[-1]
        setstate = getattr(target, '__setstate__', None)
        if setstate is not None:
            setstate(state)
            return
        slots = None
        if isinstance(state, tuple) and len(state) == 2:
            state, slots = state
        if state:
            own = target.__dict__
            for key, value in state.items():
                own[_sys.intern(key) if type(key) is str else key] = value
        if slots:
            for key, value in slots.items():
                setattr(target, key, value)

    def _load_proto(self):
        self.proto = self._number(1)
        if self.proto > HIGHEST_PROTOCOL:
            raise ValueError(f'unsupported pickle protocol: {self.proto}')

    def _load_mark(self):
        self._marks.append(self.stack)
        self.stack = []

    def _load_pop(self):
        if self.stack:
            self.stack.pop()
        else:
            self._pop_mark()

    def _load_buffer(self):
        if self._buffers is None:
            raise UnpicklingError('pickle stream refers to out-of-band data but no *buffers* argument was given')
        try:
            self._push(next(self._buffers))
        except StopIteration:
            raise UnpicklingError('not enough out-of-band buffers') from None

    def _load_readonly(self):
        with memoryview(self.stack[-1]) as view:
            if not view.readonly:
                self.stack[-1] = view.toreadonly()

    def _load_string(self):
        data = self._line()
        if len(data) < 2 or data[:1] != data[-1:] or data[:1] not in b'"\'':
            raise UnpicklingError('the STRING opcode argument must be quoted')
        import codecs
        self._load_text(codecs.escape_decode(data[1:-1])[0])

    def _load_long(self):
        data = self._line()
        self._push(int(data[:-1] if data.endswith(b'L') else data))

    def _load_tuple(self, size):
        items = self.stack[-size:]
        if len(items) < size:
            raise IndexError
        self.stack[-size:] = [tuple(items)]

    def _stop(self):
        raise _Stop(self._pop())

    def _put(self, index):
        self.memo[index] = self.stack[-1]


def _utf8(data):
    return str(data, 'utf-8', 'surrogatepass')


_Unpickler._dispatch = {_CODES[name][0]: step for name, step in {
    'PROTO': _Unpickler._load_proto,
    'FRAME': lambda self: self._number(8),
    'STOP': _Unpickler._stop,
    'MARK': _Unpickler._load_mark,
    'POP': _Unpickler._load_pop,
    'POP_MARK': lambda self: self._pop_mark(),
    'DUP': lambda self: self._push(self.stack[-1]),
    'NONE': lambda self: self._push(None),
    'NEWTRUE': lambda self: self._push(True),
    'NEWFALSE': lambda self: self._push(False),
    'INT': _Unpickler._load_int,
    'BININT': lambda self: self._push(int.from_bytes(self._read(4), 'little', signed=True)),
    'BININT1': lambda self: self._push(self._number(1)),
    'BININT2': lambda self: self._push(self._number(2)),
    'LONG': _Unpickler._load_long,
    'LONG1': lambda self: self._push(decode_long(self._read(self._number(1)))),
    'LONG4': lambda self: self._push(decode_long(self._read(int.from_bytes(self._read(4), 'little', signed=True)))),
    'FLOAT': lambda self: self._push(float(self._line())),
    'BINFLOAT': lambda self: self._push(_from_double(self._read(8))),
    'STRING': _Unpickler._load_string,
    'BINSTRING': lambda self: self._load_text(self._read(self._number(4))),
    'SHORT_BINSTRING': lambda self: self._load_text(self._read(self._number(1))),
    'BINBYTES': lambda self: self._push(self._read(self._number(4))),
    'SHORT_BINBYTES': lambda self: self._push(self._read(self._number(1))),
    'BINBYTES8': lambda self: self._push(self._read(self._number(8))),
    'BYTEARRAY8': lambda self: self._push(bytearray(self._read(self._number(8)))),
    'NEXT_BUFFER': _Unpickler._load_buffer,
    'READONLY_BUFFER': _Unpickler._load_readonly,
    'UNICODE': lambda self: self._push(str(self._line(), 'raw-unicode-escape')),
    'BINUNICODE': lambda self: self._push(_utf8(self._read(self._number(4)))),
    'SHORT_BINUNICODE': lambda self: self._push(_utf8(self._read(self._number(1)))),
    'BINUNICODE8': lambda self: self._push(_utf8(self._read(self._number(8)))),
    'TUPLE': lambda self: self._push(tuple(self._pop_mark())),
    'EMPTY_TUPLE': lambda self: self._push(()),
    'TUPLE1': lambda self: self._load_tuple(1),
    'TUPLE2': lambda self: self._load_tuple(2),
    'TUPLE3': lambda self: self._load_tuple(3),
    'EMPTY_LIST': lambda self: self._push([]),
    'LIST': lambda self: self._push(self._pop_mark()),
    'EMPTY_DICT': lambda self: self._push({}),
    'DICT': _Unpickler._load_dict,
    'EMPTY_SET': lambda self: self._push(set()),
    'FROZENSET': lambda self: self._push(frozenset(self._pop_mark())),
    'ADDITEMS': _Unpickler._load_additems,
    'APPEND': _Unpickler._load_append,
    'APPENDS': _Unpickler._load_appends,
    'SETITEM': _Unpickler._load_setitem,
    'SETITEMS': _Unpickler._load_setitems,
    'GLOBAL': _Unpickler._load_global,
    'STACK_GLOBAL': _Unpickler._load_stack_global,
    'EXT1': lambda self: self._load_extension(self._number(1)),
    'EXT2': lambda self: self._load_extension(self._number(2)),
    'EXT4': lambda self: self._load_extension(int.from_bytes(self._read(4), 'little', signed=True)),
    'INST': _Unpickler._load_inst,
    'OBJ': _Unpickler._load_obj,
    'NEWOBJ': _Unpickler._load_newobj,
    'NEWOBJ_EX': _Unpickler._load_newobj_ex,
    'REDUCE': _Unpickler._load_reduce,
    'BUILD': _Unpickler._load_build,
    'PERSID': lambda self: self._push(self.persistent_load(self._line().decode('ascii'))),
    'BINPERSID': lambda self: self._push(self.persistent_load(self._pop())),
    'GET': lambda self: self._load_get(int(self._line())),
    'BINGET': lambda self: self._load_get(self._number(1)),
    'LONG_BINGET': lambda self: self._load_get(self._number(4)),
    'PUT': lambda self: self._put(int(self._line())),
    'BINPUT': lambda self: self._put(self._number(1)),
    'LONG_BINPUT': lambda self: self._put(self._number(4)),
    'MEMOIZE': lambda self: self._put(len(self.memo)),
}.items()}


def _dump(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None):
    """Writes an object to a binary file."""
    _Pickler(file, protocol, fix_imports=fix_imports, buffer_callback=buffer_callback).dump(obj)


def _dumps(obj, protocol=None, *, fix_imports=True, buffer_callback=None):
    """An object as bytes."""
    file = _io.BytesIO()
    _Pickler(file, protocol, fix_imports=fix_imports, buffer_callback=buffer_callback).dump(obj)
    return file.getvalue()


def _load(file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=None):
    """Reads an object from a binary file."""
    return _Unpickler(file, fix_imports=fix_imports, buffers=buffers, encoding=encoding, errors=errors).load()


def _loads(data, /, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=None):
    """The object that bytes say."""
    if isinstance(data, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    file = _io.BytesIO(data)
    return _Unpickler(file, fix_imports=fix_imports, buffers=buffers, encoding=encoding, errors=errors).load()
