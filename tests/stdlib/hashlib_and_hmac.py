# Digests of every kind and length, keys from passwords, authenticated messages, and what is wrong with arguments.
def t(label, f, *a, **k):
    try:
        print(label, '->', f(*a, **k))
    except Exception as e:
        print(label, 'raises', type(e).__name__, e)


import hashlib, hmac, io, pickle, copy, sys
data=b'The quick brown fox jumps over the lazy dog'
print(sorted(hashlib.algorithms_guaranteed))
print(sorted(set(hashlib.algorithms_guaranteed) - set(hashlib.algorithms_available)))
for n in sorted(hashlib.algorithms_guaranteed):
    h=hashlib.new(n); f=getattr(hashlib,n)
    x=f(data)
    if n.startswith('shake'): print(n, x.hexdigest(20), x.digest(5), x.digest_size, x.block_size, x.name, h.hexdigest(3))
    else: print(n, x.hexdigest(), x.digest()==bytes.fromhex(x.hexdigest()), x.digest_size, x.block_size, x.name, h.hexdigest()[:10])
    y=x.copy(); y.update(b'more'); z=f(); z.update(data); z.update(b'more')
    print(y.hexdigest(*([8] if 'shake' in n else []))==z.hexdigest(*([8] if 'shake' in n else [])), f(usedforsecurity=False).name, f(data=b'x').name if 0 else '')
    for bad in ('str', 3, None, [1]): t('bad', lambda: f(bad) and None)
    t('up', x.update, 'str'); print(f(bytearray(b'a')).name, f(memoryview(b'a')).name)
    for size in (0,1,63,64,65,127,128,129,1000,5000): print(f(b'q'*size).hexdigest(*([6] if 'shake' in n else []))[:24], end=' ')
    print()
for a in (('nope',), ('SHA256',), ('Sha1',), (3,), (None,), (), ('md5','str'), ('BLAKE2B',), ('sha512_256',), ('blake2b', b'x')):
    a and t('new', lambda: hashlib.new(*a).name)
t('sh', hashlib.shake_128(b'').digest); t('sh', hashlib.shake_128(b'').hexdigest, 'a'); print(hashlib.shake_256(b'x').digest(0), len(hashlib.shake_256(b'x').digest(1000)), hashlib.shake_128(b'abc').hexdigest(length=4))
print(repr(hashlib.md5()).split(' at')[0].split(' @')[0], repr(hashlib.sha256()).split(' at')[0].split(' @')[0], repr(hashlib.sha3_256()).split(' at')[0].split(' @')[0], repr(hashlib.blake2b()).split(' at')[0].split(' @')[0], type(hashlib.sha1()).__name__)
b=hashlib.blake2b
print(b(data, digest_size=20).hexdigest(), b(data,key=b'k'*64).hexdigest()[:20], b(data,salt=b's'*16,person=b'p'*16).hexdigest()[:20], hashlib.blake2s(data,key=b'kk',digest_size=5).hexdigest(), b(data,fanout=2,depth=2,leaf_size=100,node_offset=3,node_depth=1,inner_size=32,last_node=True).hexdigest()[:20])
for k in (dict(digest_size=0),dict(digest_size=65),dict(key=b'k'*65),dict(salt=b's'*17),dict(person=b'p'*17),dict(fanout=-1),dict(fanout=256),dict(depth=0),dict(depth=256),dict(leaf_size=-1),dict(leaf_size=2**32),dict(node_offset=-1),dict(node_depth=256),dict(inner_size=65),dict(foo=1),dict(digest_size='a')):
    t(str(k), lambda: b(b'', **k) and None)
print(b.SALT_SIZE,b.PERSON_SIZE,b.MAX_KEY_SIZE,b.MAX_DIGEST_SIZE,hashlib.blake2s.SALT_SIZE,hashlib.blake2s.PERSON_SIZE,hashlib.blake2s.MAX_KEY_SIZE,hashlib.blake2s.MAX_DIGEST_SIZE)
print(hashlib.pbkdf2_hmac('sha256', b'pass', b'salt', 1000).hex(), hashlib.pbkdf2_hmac('sha1', b'pass', b'salt', 1, 50).hex(), hashlib.pbkdf2_hmac(hash_name='md5', password=b'p'*100, salt=b's', iterations=2, dklen=None).hex())
for a in (('sha1','a',b'b',1),('sha1',b'a',b'b',0),('sha1',b'a',b'b',-1),('sha1',b'a',b'b',1,0),('sha1',b'a',b'b',1,-1),(3,b'a',b'b',1)): t('pb', hashlib.pbkdf2_hmac, *a)
print(hashlib.scrypt(b'password', salt=b'NaCl', n=1024, r=8, p=16, dklen=64, maxmem=2**26).hex())
for k in (dict(salt=b'a',n=3,r=8,p=1),dict(salt=b'a',n=1,r=8,p=1),dict(n=2,r=8,p=1),dict(salt=b'a',n=2,r=0,p=1),dict(salt=b'a',n=2,r=8,p=1,dklen=0),dict(salt=b'a',n=2,r=8,p=1,maxmem=-1),dict(salt=b'a',n=2**20,r=8,p=1)): t(str(k), lambda: hashlib.scrypt(b'p', **k))
print(hashlib.file_digest(io.BytesIO(b'hello'*100000),'sha256').hexdigest(), hashlib.file_digest(io.BytesIO(b'x'), hashlib.md5).hexdigest(), hashlib.file_digest(open(__file__,'rb'),'sha1').name)
t('fd', hashlib.file_digest, open(__file__, encoding='utf-8'), 'md5'); t('fd', hashlib.file_digest, 3, 'md5'); t('pk', pickle.dumps, hashlib.md5()); t('cp', lambda: copy.copy(hashlib.md5(b'a')) and 1)
h=hmac.new(b'key', data, 'sha256'); print(h.hexdigest(), h.digest_size, h.block_size, h.name, repr(h).split(' at')[0].split(' @')[0]); h2=h.copy(); h2.update(b'x'); print(h.hexdigest()!=h2.hexdigest(), hmac.digest(b'key',data,'md5').hex(), hmac.new(b'k'*200, digestmod=hashlib.sha1).hexdigest(), hmac.new(bytearray(b'k'), bytearray(b'm'), digestmod='sha512').hexdigest()[:10])
print(hmac.compare_digest(b'a',b'a'), hmac.compare_digest('a','b'), hmac.compare_digest(b'abc',bytearray(b'abc')))
for f in (lambda: hmac.new(b'k'), lambda: hmac.new('k', b'', 'md5'), lambda: hmac.new(b'k', 'm', 'md5'), lambda: hmac.new(b'k', b'', 'nope'), lambda: hmac.new(b'k', b'', ''), lambda: hmac.compare_digest('a',b'a'), lambda: hmac.compare_digest('é','é'), lambda: hmac.compare_digest(1,2), lambda: hmac.new(), lambda: hmac.digest(b'k',b'm','nope'), lambda: hmac.new(b'k', None, 'sha1').hexdigest(), lambda: hmac.HMAC(b'k', b'm', digestmod='sha1').name): t('hm', f)
print(hmac.new(b'k',b'm',hashlib.sha3_256).hexdigest()[:20], hmac.new(b'k',b'm','blake2b').hexdigest()[:20], hmac.trans_5C[:3], hmac.digest_size)
t('sf', hmac.new, b'k', b'', hashlib.shake_128)
for n in ('sha1','md5'): print(hashlib.new(name=n, data=b'abc').hexdigest() if 0 else hashlib.new(n, b'abc', usedforsecurity=False).hexdigest())
