# oracle: 3.14
# Digests of every kind and length, keys from passwords, authenticated messages, and what is wrong with arguments.
import copy
import hashlib
import hmac
import io
import pickle


def attempt(label, function, *arguments, **options):
    try:
        print(label, '->', function(*arguments, **options))
    except Exception as error:
        print(label, 'raises', type(error).__name__, error)


data = b'The quick brown fox jumps over the lazy dog'
print(sorted(hashlib.algorithms_guaranteed))
print(sorted(set(hashlib.algorithms_guaranteed) - set(hashlib.algorithms_available)))

for name in sorted(hashlib.algorithms_guaranteed):
    hasher = hashlib.new(name)
    make = getattr(hashlib, name)
    hashed = make(data)
    if name.startswith('shake'):
        print(
            name,
            hashed.hexdigest(20),
            hashed.digest(5),
            hashed.digest_size,
            hashed.block_size,
            hashed.name,
            hasher.hexdigest(3),
        )
    else:
        print(
            name,
            hashed.hexdigest(),
            hashed.digest() == bytes.fromhex(hashed.hexdigest()),
            hashed.digest_size,
            hashed.block_size,
            hashed.name,
            hasher.hexdigest()[:10],
        )
    longer = hashed.copy()
    longer.update(b'more')
    whole = make()
    whole.update(data)
    whole.update(b'more')
    print(
        longer.hexdigest(*([8] if 'shake' in name else [])) == whole.hexdigest(*([8] if 'shake' in name else [])),
        make(usedforsecurity=False).name,
    )
    for bad in ('str', 3, None, [1]):
        attempt('bad', lambda: make(bad) and None)
    attempt('up', hashed.update, 'str')
    print(make(bytearray(b'a')).name, make(memoryview(b'a')).name)
    for size in (0, 1, 63, 64, 65, 127, 128, 129, 1000, 5000):
        print(make(b'q' * size).hexdigest(*([6] if 'shake' in name else []))[:24], end=' ')
    print()

for arguments in (
    ('nope',),
    ('SHA256',),
    ('Sha1',),
    (3,),
    (None,),
    ('md5', 'str'),
    ('BLAKE2B',),
    ('sha512_256',),
    ('blake2b', b'x'),
):
    attempt('new', lambda: hashlib.new(*arguments).name)
attempt('sh', hashlib.shake_128(b'').digest)
attempt('sh', hashlib.shake_128(b'').hexdigest, 'a')
print(
    hashlib.shake_256(b'x').digest(0),
    len(hashlib.shake_256(b'x').digest(1000)),
    hashlib.shake_128(b'abc').hexdigest(length=4),
)
print(
    repr(hashlib.md5()).split(' at')[0].split(' @')[0],
    repr(hashlib.sha256()).split(' at')[0].split(' @')[0],
    repr(hashlib.sha3_256()).split(' at')[0].split(' @')[0],
    repr(hashlib.blake2b()).split(' at')[0].split(' @')[0],
    type(hashlib.sha1()).__name__,
)
blake2b = hashlib.blake2b
print(
    blake2b(data, digest_size=20).hexdigest(),
    blake2b(data, key=b'k' * 64).hexdigest()[:20],
    blake2b(data, salt=b's' * 16, person=b'p' * 16).hexdigest()[:20],
    hashlib.blake2s(data, key=b'kk', digest_size=5).hexdigest(),
    blake2b(
        data, fanout=2, depth=2, leaf_size=100, node_offset=3, node_depth=1, inner_size=32, last_node=True
    ).hexdigest()[:20],
)

for options in (
    dict(digest_size=0),
    dict(digest_size=65),
    dict(key=b'k' * 65),
    dict(salt=b's' * 17),
    dict(person=b'p' * 17),
    dict(fanout=-1),
    dict(fanout=256),
    dict(depth=0),
    dict(depth=256),
    dict(leaf_size=-1),
    dict(leaf_size=2**32),
    dict(node_offset=-1),
    dict(node_depth=256),
    dict(inner_size=65),
    dict(foo=1),
    dict(digest_size='a'),
):
    attempt(str(options), lambda: blake2b(b'', **options) and None)
print(
    blake2b.SALT_SIZE,
    blake2b.PERSON_SIZE,
    blake2b.MAX_KEY_SIZE,
    blake2b.MAX_DIGEST_SIZE,
    hashlib.blake2s.SALT_SIZE,
    hashlib.blake2s.PERSON_SIZE,
    hashlib.blake2s.MAX_KEY_SIZE,
    hashlib.blake2s.MAX_DIGEST_SIZE,
)
print(
    hashlib.pbkdf2_hmac('sha256', b'pass', b'salt', 1000).hex(),
    hashlib.pbkdf2_hmac('sha1', b'pass', b'salt', 1, 50).hex(),
    hashlib.pbkdf2_hmac(hash_name='md5', password=b'p' * 100, salt=b's', iterations=2, dklen=None).hex(),
)

for arguments in (
    ('sha1', 'a', b'b', 1),
    ('sha1', b'a', b'b', 0),
    ('sha1', b'a', b'b', -1),
    ('sha1', b'a', b'b', 1, 0),
    ('sha1', b'a', b'b', 1, -1),
    (3, b'a', b'b', 1),
):
    attempt('pb', hashlib.pbkdf2_hmac, *arguments)
print(hashlib.scrypt(b'password', salt=b'NaCl', n=1024, r=8, p=16, dklen=64, maxmem=2**26).hex())

for options in (
    dict(salt=b'a', n=3, r=8, p=1),
    dict(salt=b'a', n=1, r=8, p=1),
    dict(n=2, r=8, p=1),
    dict(salt=b'a', n=2, r=0, p=1),
    dict(salt=b'a', n=2, r=8, p=1, dklen=0),
    dict(salt=b'a', n=2, r=8, p=1, maxmem=-1),
    dict(salt=b'a', n=2**20, r=8, p=1),
):
    attempt(str(options), lambda: hashlib.scrypt(b'p', **options))
print(
    hashlib.file_digest(io.BytesIO(b'hello' * 100000), 'sha256').hexdigest(),
    hashlib.file_digest(io.BytesIO(b'x'), hashlib.md5).hexdigest(),
    hashlib.file_digest(open(__file__, 'rb'), 'sha1').name,
)
attempt('fd', hashlib.file_digest, open(__file__, encoding='utf-8'), 'md5')
attempt('fd', hashlib.file_digest, 3, 'md5')
attempt('pk', pickle.dumps, hashlib.md5())
attempt('cp', lambda: copy.copy(hashlib.md5(b'a')) and 1)
hasher = hmac.new(b'key', data, 'sha256')
print(
    hasher.hexdigest(), hasher.digest_size, hasher.block_size, hasher.name, repr(hasher).split(' at')[0].split(' @')[0]
)
copied = hasher.copy()
copied.update(b'x')
print(
    hasher.hexdigest() != copied.hexdigest(),
    hmac.digest(b'key', data, 'md5').hex(),
    hmac.new(b'k' * 200, digestmod=hashlib.sha1).hexdigest(),
    hmac.new(bytearray(b'k'), bytearray(b'm'), digestmod='sha512').hexdigest()[:10],
)
print(hmac.compare_digest(b'a', b'a'), hmac.compare_digest('a', 'b'), hmac.compare_digest(b'abc', bytearray(b'abc')))

for action in (
    lambda: hmac.new(b'k'),
    lambda: hmac.new('k', b'', 'md5'),
    lambda: hmac.new(b'k', 'm', 'md5'),
    lambda: hmac.new(b'k', b'', 'nope'),
    lambda: hmac.new(b'k', b'', ''),
    lambda: hmac.compare_digest('a', b'a'),
    lambda: hmac.compare_digest('é', 'é'),
    lambda: hmac.compare_digest(1, 2),
    lambda: hmac.new(),
    lambda: hmac.digest(b'k', b'm', 'nope'),
    lambda: hmac.new(b'k', None, 'sha1').hexdigest(),
    lambda: hmac.HMAC(b'k', b'm', digestmod='sha1').name,
):
    attempt('hm', action)
print(
    hmac.new(b'k', b'm', hashlib.sha3_256).hexdigest()[:20],
    hmac.new(b'k', b'm', 'blake2b').hexdigest()[:20],
    hmac.trans_5C[:3],
    hmac.digest_size,
)
attempt('sf', hmac.new, b'k', b'', hashlib.shake_128)

for name in ('sha1', 'md5'):
    print(hashlib.new(name, b'abc', usedforsecurity=False).hexdigest())
