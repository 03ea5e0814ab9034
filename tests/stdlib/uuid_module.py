# Identifiers: from each of their forms, from time, names and chance; their parts.
import copy
import pickle
import uuid


def attempt(label, function, *arguments, **options):
    try:
        print(label, '->', function(*arguments, **options))
    except Exception as error:
        print(label, 'raises', type(error).__name__, error)


UUID = uuid.UUID
identifier = UUID('12345678-1234-5678-1234-567812345678')

for each in (
    identifier,
    UUID('{12345678123456781234567812345678}'),
    UUID('urn:uuid:12345678-1234-5678-1234-567812345678'),
    UUID(bytes=bytes(range(16))),
    UUID(bytes_le=bytes(range(16))),
    UUID(fields=(1, 2, 3, 4, 5, 6)),
    UUID(int=1 << 127),
    UUID(int=(1 << 128) - 1),
    UUID(int=5, version=4),
    uuid.NAMESPACE_DNS,
    uuid.NAMESPACE_URL,
    uuid.NAMESPACE_OID,
    uuid.NAMESPACE_X500,
):
    print(
        repr(each),
        each,
        each.hex,
        each.int,
        each.bytes,
        each.bytes_le,
        each.fields,
        each.time_low,
        each.time_mid,
        each.time_hi_version,
        each.clock_seq_hi_variant,
        each.clock_seq_low,
        each.time,
        each.clock_seq,
        each.node,
        each.urn,
        each.variant,
        each.version,
        each.is_safe,
        int(each),
    )

for arguments in (
    (),
    ('x',),
    ('1' * 33,),
    (None, b'1'),
    (None, None, b'x'),
    (None, None, None, (1, 2)),
    (None, None, None, (1 << 32, 0, 0, 0, 0, 0)),
    (None, None, None, (0, 1 << 16, 0, 0, 0, 0)),
    (None, None, None, (0, 0, 0, 0, 0, 1 << 48)),
    (None, None, None, None, -1),
    (None, None, None, None, 1 << 128),
    ('1' * 32, b'1' * 16),
):
    attempt(arguments, UUID, *arguments)
attempt('version', lambda: UUID(int=1, version=0))
attempt('set', setattr, identifier, 'int', 3)
attempt('set', setattr, identifier, 'other', 3)
attempt('lt', lambda: identifier < 3)
print(
    identifier == 3,
    identifier != UUID(int=1),
    identifier == UUID(str(identifier)),
    hash(identifier) == hash(identifier.int),
    identifier < UUID(int=1 << 127),
    sorted([UUID(int=3), UUID(int=1)]),
    identifier in {identifier},
)
print(copy.copy(identifier) == identifier, pickle.loads(pickle.dumps(identifier)) == identifier)
print(
    uuid.uuid3(uuid.NAMESPACE_DNS, 'python.org'),
    uuid.uuid5(uuid.NAMESPACE_DNS, 'python.org'),
    uuid.uuid5(uuid.NAMESPACE_URL, b'bytes'),
)
one, other, four = (uuid.uuid1(), uuid.uuid1(), uuid.uuid4())
print(one.version, one != other, one.variant, four.version, four.variant, four != uuid.uuid4())
print(
    uuid.uuid1(node=5, clock_seq=77).node,
    uuid.uuid1(node=5, clock_seq=77).clock_seq,
    uuid.getnode() == uuid.getnode(),
)
print([member.name for member in uuid.SafeUUID], uuid.RFC_4122, uuid.RESERVED_NCS)
