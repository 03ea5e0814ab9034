"""Universally unique identifiers (RFC 9562)."""
import os
from enum import Enum

RESERVED_NCS, RFC_4122, RESERVED_MICROSOFT, RESERVED_FUTURE = [
    'reserved for NCS compatibility', 'specified in RFC 4122', 'reserved for Microsoft compatibility',
    'reserved for future definition']

_LARGEST = (1 << 128) - 1


class SafeUUID(Enum):
    """Was an identifier made so that no other process can have made the same?"""

    safe = 0
    unsafe = -1
    unknown = None


class UUID:
    """An identifier of 128 bits, from one of its forms. It does not change."""

    __slots__ = ('int', 'is_safe', '__weakref__')

    def __init__(self, hex=None, bytes=None, bytes_le=None, fields=None, int=None, version=None, *,
                 is_safe=SafeUUID.unknown):
        if [hex, bytes, bytes_le, fields, int].count(None) != 4:
            raise TypeError('one of the hex, bytes, bytes_le, fields, or int arguments must be given')
        if int is not None:
            pass
        elif hex is not None:
            hex = hex.replace('urn:', '').replace('uuid:', '').strip('{}').replace('-', '')
            if len(hex) != 32:
                raise ValueError('badly formed hexadecimal UUID string')
            int = int_(hex, 16)
        elif bytes_le is not None:
            if len(bytes_le) != 16:
                raise ValueError('bytes_le is not a 16-char string')
            assert isinstance(bytes_le, bytes_), repr(bytes_le)
            bytes = bytes_le[3::-1] + bytes_le[5:3:-1] + bytes_le[7:5:-1] + bytes_le[8:]
            int = int_.from_bytes(bytes)
        elif bytes is not None:
            if len(bytes) != 16:
                raise ValueError('bytes is not a 16-char string')
            assert isinstance(bytes, bytes_), repr(bytes)
            int = int_.from_bytes(bytes)
        else:
            int = _of_fields(fields)
        if not 0 <= int <= _LARGEST:
            raise ValueError('int is out of range (need a 128-bit value)')
        if version is not None:
            if not 1 <= version <= 8:
                raise ValueError('illegal version number')
            int = int & ~(0xf << 76 | 0x3 << 62) | 1 << 63 | version << 76
        object.__setattr__(self, 'int', int)
        object.__setattr__(self, 'is_safe', is_safe)

    def __getstate__(self):
        state = {'int': self.int}
        if self.is_safe != SafeUUID.unknown:
            state['is_safe'] = self.is_safe.value
        return state

    def __setstate__(self, state):
        object.__setattr__(self, 'int', state['int'])
        object.__setattr__(self, 'is_safe', SafeUUID(state.get('is_safe')))

    def __eq__(self, other):
        return self.int == other.int if isinstance(other, UUID) else NotImplemented

    def __lt__(self, other):
        return self.int < other.int if isinstance(other, UUID) else NotImplemented

    def __gt__(self, other):
        return self.int > other.int if isinstance(other, UUID) else NotImplemented

    def __le__(self, other):
        return self.int <= other.int if isinstance(other, UUID) else NotImplemented

    def __ge__(self, other):
        return self.int >= other.int if isinstance(other, UUID) else NotImplemented

    def __hash__(self):
        return hash(self.int)

    def __int__(self):
        return self.int

    def __repr__(self):
        return f'{self.__class__.__name__}({str(self)!r})'

    def __setattr__(self, name, value):
        raise TypeError('UUID objects are immutable')

    def __str__(self):
        x = self.hex
        return f'{x[:8]}-{x[8:12]}-{x[12:16]}-{x[16:20]}-{x[20:]}'

    @property
    def bytes(self):
        return self.int.to_bytes(16)

    @property
    def bytes_le(self):
        b = self.bytes
        return b[3::-1] + b[5:3:-1] + b[7:5:-1] + b[8:]

    @property
    def fields(self):
        return (self.time_low, self.time_mid, self.time_hi_version, self.clock_seq_hi_variant, self.clock_seq_low,
                self.node)

    @property
    def time_low(self):
        return self.int >> 96

    @property
    def time_mid(self):
        return self.int >> 80 & 0xffff

    @property
    def time_hi_version(self):
        return self.int >> 64 & 0xffff

    @property
    def clock_seq_hi_variant(self):
        return self.int >> 56 & 0xff

    @property
    def clock_seq_low(self):
        return self.int >> 48 & 0xff

    @property
    def time(self):
        if self.version == 6:
            return self.time_low << 28 | self.time_mid << 12 | self.time_hi_version & 0xfff
        if self.version == 7:
            return self.int >> 80
        return (self.time_hi_version & 0xfff) << 48 | self.time_mid << 32 | self.time_low

    @property
    def clock_seq(self):
        return (self.clock_seq_hi_variant & 0x3f) << 8 | self.clock_seq_low

    @property
    def node(self):
        return self.int & 0xffffffffffff

    @property
    def hex(self):
        return '%032x' % self.int

    @property
    def urn(self):
        return 'urn:uuid:' + str(self)

    @property
    def variant(self):
        bits = self.int >> 61 & 7
        if not bits & 4:
            return RESERVED_NCS
        if not bits & 2:
            return RFC_4122
        return RESERVED_FUTURE if bits & 1 else RESERVED_MICROSOFT

    @property
    def version(self):
        return self.int >> 76 & 0xf if self.variant == RFC_4122 else None


# Names that UUID's arguments hide.
int_, bytes_ = int, bytes


def _of_fields(fields):
    if len(fields) != 6:
        raise ValueError('fields is not a 6-tuple')
    value = 0
    names = ('32-bit', '16-bit', '16-bit', '8-bit', '8-bit', '48-bit')
    for number, (field, size, name) in enumerate(zip(fields, (32, 16, 16, 8, 8, 48), names), 1):
        if not 0 <= field < 1 << size:
            raise ValueError(f'field {number} out of range (need a {name} value)')
        value = value << size | field
    return value


_node = None
_last_timestamp = None
_last_timestamp_v7 = None
_last_counter_v7 = 0


def getnode():
    """A number for this computer: the address of a network interface, or else one made by chance."""
    global _node
    if _node is None:
        _node = _interface() or int.from_bytes(os.urandom(6)) | 1 << 40
    return _node


def _interface():
    try:
        names = sorted(os.listdir('/sys/class/net'))
    except OSError:
        return None
    found = None
    for name in names:
        try:
            with open(f'/sys/class/net/{name}/address') as file:
                number = int(file.read().strip().replace(':', ''), 16)
        except (OSError, ValueError):
            continue
        if number and number < 1 << 48:
            if not number & 1 << 41:
                # Given out by the maker: no other interface has it.
                return number
            found = found or number
    return found


def _timestamp():
    """Tenths of microseconds since the Gregorian calendar began; every call gives another."""
    global _last_timestamp
    import time
    timestamp = time.time_ns() // 100 + 0x01b21dd213814000
    if _last_timestamp is not None and timestamp <= _last_timestamp:
        timestamp = _last_timestamp + 1
    _last_timestamp = timestamp
    return timestamp


def _random(bits):
    return int.from_bytes(os.urandom((bits + 7) // 8)) & (1 << bits) - 1


def uuid1(node=None, clock_seq=None):
    """From this computer's number and the time."""
    timestamp = _timestamp()
    if clock_seq is None:
        clock_seq = _random(14)
    if node is None:
        node = getnode()
    return UUID(fields=(timestamp & 0xffffffff, timestamp >> 32 & 0xffff, timestamp >> 48 & 0xfff,
                        clock_seq >> 8 & 0x3f, clock_seq & 0xff, node), version=1)


def _of_name(function, namespace, name, version):
    if isinstance(name, str):
        name = name.encode()
    return UUID(bytes=function(namespace.bytes + name, usedforsecurity=False).digest()[:16], version=version)


def uuid3(namespace, name):
    """From a namespace, an UUID, and a name, by MD5."""
    from hashlib import md5
    return _of_name(md5, namespace, name, 3)


def uuid4():
    """By chance."""
    return UUID(bytes=os.urandom(16), version=4)


def uuid5(namespace, name):
    """From a namespace, an UUID, and a name, by SHA-1."""
    from hashlib import sha1
    return _of_name(sha1, namespace, name, 5)


def uuid6(node=None, clock_seq=None):
    """As uuid1, with the time first, so that they sort by time."""
    timestamp = _timestamp()
    if clock_seq is None:
        clock_seq = _random(14)
    node = getnode() if node is None else node & 0xffffffffffff
    value = (timestamp >> 12 & 0xffffffffffff) << 80 | (timestamp & 0xfff) << 64
    return UUID(int=value | (clock_seq & 0x3fff) << 48 | node, version=6)


def uuid7():
    """From the time in milliseconds, a counter and chance: those of a process sort in the order they were made."""
    global _last_timestamp_v7, _last_counter_v7
    import time
    timestamp = time.time_ns() // 1_000_000
    if _last_timestamp_v7 is None or timestamp > _last_timestamp_v7:
        counter = _random(41)
    else:
        timestamp = max(timestamp, _last_timestamp_v7)
        counter = _last_counter_v7 + 1
        if counter > 0x3ffffffffff:
            timestamp += 1
            counter = _random(41)
    _last_timestamp_v7, _last_counter_v7 = timestamp, counter
    value = (timestamp & 0xffffffffffff) << 80 | (counter >> 30) << 64 | (counter & 0x3fffffff) << 32 | _random(32)
    return UUID(int=value, version=7)


def uuid8(a=None, b=None, c=None):
    """From numbers of 48, 12 and 62 bits of the program's own; by chance where they are left out."""
    a = _random(48) if a is None else a & 0xffffffffffff
    b = _random(12) if b is None else b & 0xfff
    c = _random(62) if c is None else c & 0x3fffffffffffffff
    return UUID(int=a << 80 | b << 64 | c, version=8)


def main():
    """The command line: makes an identifier."""
    import argparse
    functions = {f.__name__: f for f in (uuid1, uuid3, uuid4, uuid5, uuid6, uuid7, uuid8)}
    namespaces = {'@dns': NAMESPACE_DNS, '@url': NAMESPACE_URL, '@oid': NAMESPACE_OID, '@x500': NAMESPACE_X500}
    parser = argparse.ArgumentParser(description='Generate a UUID using the selected UUID function.')
    parser.add_argument('-u', '--uuid', choices=functions, default='uuid4', help='function to generate the UUID')
    parser.add_argument('-n', '--namespace', help='UUID used as namespace for uuid3/uuid5')
    parser.add_argument('-N', '--name', help='name used as part of generating the UUID for uuid3/uuid5')
    parser.add_argument('-C', '--count', metavar='NUM', type=int, default=1, help='generate NUM fresh UUIDs')
    args = parser.parse_args()
    make = functions[args.uuid]
    if args.uuid in ('uuid3', 'uuid5'):
        if not args.namespace or not args.name:
            parser.error(f'Incorrect number of arguments for {args.uuid}.')
        space = namespaces.get(args.namespace) or UUID(args.namespace)
        for _ in range(args.count):
            print(make(space, args.name))
    else:
        for _ in range(args.count):
            print(make())


NAMESPACE_DNS = UUID('6ba7b810-9dad-11d1-80b4-00c04fd430c8')
NAMESPACE_URL = UUID('6ba7b811-9dad-11d1-80b4-00c04fd430c8')
NAMESPACE_OID = UUID('6ba7b812-9dad-11d1-80b4-00c04fd430c8')
NAMESPACE_X500 = UUID('6ba7b814-9dad-11d1-80b4-00c04fd430c8')
NIL = UUID(int=0)
MAX = UUID(int=_LARGEST)

if __name__ == '__main__':
    main()
