# oracle: 3.14
"""What pickles look like, byte for byte, in all protocols, and what reading them gives."""
import collections
import copyreg
import hashlib
import io
import pickle


class Plain:
    def __init__(self, *content):
        self.content = content

    def __eq__(self, other):
        return vars(self) == vars(other)


class Slotted:
    __slots__ = 'a', 'b'


class Both(Slotted):
    pass


class Stateful:
    def __getstate__(self):
        return 'state'

    def __setstate__(self, state):
        self.state = state


class WithNew:
    def __new__(cls, first, *, second=2):
        made = super().__new__(cls)
        made.pair = first, second
        return made

    def __getnewargs_ex__(self):
        return self.pair[:1], {'second': self.pair[1]}


class Listlike(list):
    pass


class Dictlike(dict):
    pass


class Number(int):
    pass


class Outer:
    class Inner:
        def method(self):
            return 'method'


class Reduced:
    def __init__(self, *parts):
        self.parts = parts

    def __reduce__(self):
        return self.parts if len(self.parts) > 1 else self.parts[0]


def set_state(target, state):
    target.found = state


Pair = collections.namedtuple('Pair', 'left right')
shared = ['shared']
cyclic = [1]
cyclic.append(cyclic)
in_itself = ([],)
in_itself[0].append(in_itself)
long_in_itself = (1, 2, 3, [])
long_in_itself[3].append(long_in_itself)
knot = Plain()
knot.content = {'self': knot}
slotted = Slotted()
slotted.a = 1
both = Both()
both.b, both.c = 2, 3

VALUES = {
    'none': None, 'bools': [True, False], 'small': list(range(-3, 4)), 'edges': [
        sign * (1 << bits) + delta for bits in (7, 8, 15, 16, 31, 32, 47, 48, 63, 64, 127, 128, 2040, 2048)
        for delta in (-1, 0, 1) for sign in (1, -1)],
    'floats': [0.0, -0.0, 1.5, 1e300, -1e-300, float('inf'), float('-inf')],
    'text': ['', 'a', 'ä', '€', '𝄞', '\udc80x', 'line\nend\r\\ \0\x1a', 'x' * 255, 'x' * 256, 'ä' * 128],
    'bytes': [b'', b'a', bytes(range(256)), b'x' * 255], 'bytearray': [bytearray(), bytearray(b'abc')],
    'tuples': [(), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4)], 'lists': [[], [1], [1, 2]],
    'dicts': [{}, {1: 2}, {1: 2, 'a': 'b'}], 'sets': [set(), {1}, frozenset(), frozenset({2})],
    'shared': [shared, shared, (shared,)], 'cyclic': cyclic, 'in itself': in_itself, 'long in itself': long_in_itself,
    'knot': knot, 'long list': list(range(2001)), 'list of 1001': [None] * 1001, 'list of 1000': [None] * 1000,
    'long dict': {i: None for i in range(1001)}, 'many objects': [(str(i), (str(i),)) for i in range(300, 600)],
    'ellipsis': [..., NotImplemented], 'types': [int, type(None), type(...), type(NotImplemented), Plain, dict],
    'functions': [set_state, len, Plain.__eq__], 'plain': Plain(1, 'two'), 'plains': [Plain(i) for i in range(3)],
    'slotted': slotted, 'both': both, 'stateful': Stateful(), 'new': WithNew(1, second=5), 'number': Number(7),
    'listlike': Listlike([1, 2]), 'listlike of one': Listlike([1]), 'dictlike': Dictlike(a=1), 'nested': Outer.Inner,
    'nested method': Outer.Inner().method, 'pair': Pair(1, 2), 'ordered': collections.OrderedDict(a=1, b=2),
    'deque': collections.deque([1, 2], 5), 'counter': collections.Counter('aab'), 'error': ValueError('x', 1),
    'complex': 1 + 2j, 'range': range(1, 5, 2), 'slice': slice(1, 2),
    'items': Reduced(list, (), None, iter(range(3))), 'one item': Reduced(list, (), None, iter([5])),
    'many items': Reduced(list, (), None, iter(range(2000))), 'pairs': Reduced(dict, (), None, None, iter([(1, 2)])),
    'setter': Reduced(Plain, (), {'k': 1}, None, None, set_state), 'by name': Reduced('shared'),
    'slot state': Reduced(Both, (), (None, {'a': 5})), 'large text': ['x' * 70000, 'y'],
    'large bytes': [b'x' * 70000, b'y'], 'frames': ['%05d' % i for i in range(20000)],
}
for name, value in VALUES.items():
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        try:
            data = pickle.dumps(value, protocol)
        except Exception as error:
            print(name, protocol, type(error).__name__, str(error).split(' at 0x')[0])
            continue
        file = io.BytesIO()
        pickle.Pickler(file, protocol).dump(value)
        print(name, protocol, data if len(data) < 150 else hashlib.md5(data).hexdigest(), data == file.getvalue())
        file.seek(0)
        for again in (pickle.loads(data), pickle.load(file), pickle.Unpickler(io.BytesIO(data)).load()):
            shown = repr(again)
        print('   ', type(again).__name__, '' if ' at 0x' in shown else shown[:60])


# What is no object of its own: wrong reductions, unreachable names.
class Liar:
    __module__ = 'nowhere'


other = Plain
WRONG = [Reduced(5), Reduced(()), Reduced(1, ()), Reduced(int, 5), Reduced(int, (), 1, 2, 3, 4, 5), Reduced('missing'),
         Reduced(list, (), None, 5), Reduced(dict, (), None, None, iter([5])), (i for i in ()), Liar,
         Reduced(copyreg.__newobj__, ()), Reduced(copyreg.__newobj__, (Plain,)), Reduced(copyreg.__newobj_ex__, (1, 2))]
for value in WRONG:
    for protocol in (0, 2, 5):
        try:
            print(pickle.dumps([value], protocol))
        except Exception as error:
            print(type(error).__name__)

# Malformed pickles.
for data in [b'', b'.', b'N', b'(.', b'K', b'K\x01', b'x.', b"'.", b'\\.', b'\xff', b'J\x01\x02', b'X\x05\0\0\0ab', b'h\x05.', b'g5\n.',
             b'0.', b'e.', b'(e.', b'a.', b'Na.', b'NNa.', b's.', b'}K\x01s.', b'(K\x01u.', b'}(K\x01u.', b'(K\x01d.',
             b't.', b'\x85.', b'K\x01\x86.', b'\x80\x06.', b'R.', b'NNR.', b')R.', b'NN\x81.', b'N)\x81.', b'Nb.',
             b'NNb.', b'cnowhere\nname\n.', b'cbuiltins\nmissing\n.', b'\x8c\x01a\x8c\x01b\x93.',
             b'NN\x93.', b'(cbuiltins\nint\no.', b'(o.', b'(ibuiltins\nlist\n.', b'I5\n.', b'I00\n.', b'I01\n.',
             b'Ix\n.', b'L5L\n.', b'L5\n.', b'F1.5\n.', b"S'a\\x41'\n.", b'Sa\n.', b'Vx\\u0041\n.', b'V\\ud800\n.',
             b'T\x02\0\0\0ab.', b'T\xff\xff\xff\xff.', b'U\x01\xe4.', b'\x8b\xff\xff\xff\xff.', b'\x8a\x02\xff\x7f.',
             b'\x82\x01.', b'\x82\x00.', b'P5\n.', b'NQ.', b'\x97.', b'N\x98.', b'\x95\x05\0\0\0\0\0\0\0N.', b'(N1N.',
             b'(N0.', b'(0N.', b'N2\x86.', b'\x8f(K\x01K\x02\x90.', b'N(K\x01\x90.', b'(K\x01K\x01\x91.', b'(K\x01l.',
             b'](K\x01K\x02e.', b'](K\x01a.', b'\x96\x02\0\0\0\0\0\0\0ab.', b'Np5\n0g5\n.',
             b'Np-1\n.']:
    for read in (pickle.loads, lambda data: pickle.load(io.BytesIO(data))):
        try:
            print(data, '->', read(data))
        except Exception as error:
            print(data, type(error).__name__, error)


# Several pickles in a file, and what comes behind them.
raw = io.BytesIO(b''.join(pickle.dumps(['pickle', protocol, 2.5, 'x' * 20000], protocol) for protocol in range(6)) + b'rest')
for file in (io.BufferedReader(raw, 64), raw):
    file.seek(0)
    print([pickle.load(file)[:2] for _ in range(6)], file.read())
    if file is not raw:
        file.detach()
raw.seek(0)
unpickler = pickle.Unpickler(io.BufferedReader(raw))
print([unpickler.load()[1] for _ in range(6)], len(unpickler.memo.copy()))

# The memo lives as long as the pickler.
file = io.BytesIO()
pickler = pickle.Pickler(file, 2)
for _ in range(2):
    pickler.dump(shared)
print(file.getvalue(), [entry for entry in pickler.memo.copy().values()])
unpickler = pickle.Unpickler(io.BytesIO(file.getvalue()))
print(unpickler.load() is unpickler.load(), unpickler.memo.copy())
pickler.clear_memo()
pickler.fast = True
pickler.dump([shared, shared])
print(file.getvalue(), pickler.fast, pickler.bin, len(pickler.memo.copy()))
for wrong in [lambda: pickle.Pickler(), lambda: pickle.Pickler(file, 6), lambda: pickle.Pickler(file, 'x'),
              lambda: pickle.dumps(1, 4, buffer_callback=print), lambda: pickle.loads('x'), lambda: pickle.loads(5),
              lambda: pickle.dump(1, 2), lambda: pickle.load(3), lambda: setattr(pickler, 'memo', 5)]:
    try:
        print(wrong())
    except Exception as error:
        print(type(error).__name__, error)


class Forgetful(pickle.Pickler):
    def __init__(self):
        pass


class Lost(pickle.Unpickler):
    def __init__(self):
        pass


for wrong in (lambda: Forgetful().dump(1), lambda: Lost().load()):
    try:
        print(wrong())
    except Exception as error:
        print(type(error).__name__, error)

# The versions in the language write and read the same.
for name in ('small', 'text', 'plain', 'shared', 'types', 'pair', 'stateful', 'functions', 'nested', 'knot'):
    for protocol in range(6):
        data = pickle._dumps(VALUES[name], protocol)
        assert data == pickle.dumps(VALUES[name], protocol), (name, protocol)
        assert pickle.dumps(pickle._loads(data), protocol) == pickle.dumps(pickle.loads(data), protocol)
