# Identifiers: from each of their forms, from time, names and chance; their parts.
import copy, pickle, uuid
def t(label, f, *a, **k):
    try:
        print(label, '->', f(*a, **k))
    except Exception as e:
        print(label, 'raises', type(e).__name__, e)


U = uuid.UUID
u = U('12345678-1234-5678-1234-567812345678')
for x in (u, U('{12345678123456781234567812345678}'), U('urn:uuid:12345678-1234-5678-1234-567812345678'), U(bytes=bytes(range(16))), U(bytes_le=bytes(range(16))), U(fields=(1, 2, 3, 4, 5, 6)), U(int=1 << 127), U(int=(1 << 128) - 1), U(int=5, version=4), uuid.NAMESPACE_DNS, uuid.NAMESPACE_URL, uuid.NAMESPACE_OID, uuid.NAMESPACE_X500):
    print(repr(x), x, x.hex, x.int, x.bytes, x.bytes_le, x.fields, x.time_low, x.time_mid, x.time_hi_version, x.clock_seq_hi_variant, x.clock_seq_low, x.time, x.clock_seq, x.node, x.urn, x.variant, x.version, x.is_safe, int(x))
for args in ((), ('x',), ('1' * 33,), (None, b'1'), (None, None, b'x'), (None, None, None, (1, 2)), (None, None, None, (1 << 32, 0, 0, 0, 0, 0)), (None, None, None, (0, 1 << 16, 0, 0, 0, 0)), (None, None, None, (0, 0, 0, 0, 0, 1 << 48)), (None, None, None, None, -1), (None, None, None, None, 1 << 128), ('1' * 32, b'1' * 16)):
    t(args, U, *args)
t('version', lambda: U(int=1, version=0))
t('set', setattr, u, 'int', 3)
t('set', setattr, u, 'other', 3)
t('lt', lambda: u < 3)
print(u == 3, u != U(int=1), u == U(str(u)), hash(u) == hash(u.int), u < U(int=1 << 127), sorted([U(int=3), U(int=1)]), u in {u})
print(copy.copy(u) == u, pickle.loads(pickle.dumps(u)) == u)
print(uuid.uuid3(uuid.NAMESPACE_DNS, 'python.org'), uuid.uuid5(uuid.NAMESPACE_DNS, 'python.org'), uuid.uuid5(uuid.NAMESPACE_URL, b'bytes'))
one, other, four = uuid.uuid1(), uuid.uuid1(), uuid.uuid4()
print(one.version, one != other, one.variant, four.version, four.variant, four != uuid.uuid4())
print(uuid.uuid1(node=5, clock_seq=77).node, uuid.uuid1(node=5, clock_seq=77).clock_seq, uuid.getnode() == uuid.getnode(), one.node == uuid.getnode())
print([m.name for m in uuid.SafeUUID], uuid.RFC_4122, uuid.RESERVED_NCS)
