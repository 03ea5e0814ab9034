# Groups of Base32, Base85 and Ascii85: every length, what is wrong with the input, and which error comes first.
import base64
import random

source = random.Random(7)


def shown(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except Exception as error:
        return f'{type(error).__module__}.{type(error).__name__}: {error}'


pairs = [('b32encode', 'b32decode'), ('b32hexencode', 'b32hexdecode'), ('b85encode', 'b85decode'),
         ('a85encode', 'a85decode')]
for encode, decode in pairs:
    encode, decode = getattr(base64, encode), getattr(base64, decode)
    for size in range(12):
        data = bytes(source.randrange(256) for _ in range(size))
        encoded = encode(data)
        print(size, encoded, decode(encoded) == data, decode(encoded.decode()) == data)
    data = bytes(source.randrange(256) for _ in range(1000))
    print(all(decode(encode(data[:size])) == data[:size] for size in range(1000)))
    print(encode(bytearray(b'abc')), encode(memoryview(b'abcdef')[1:4]), shown(encode, 'abc'), shown(encode, 5))
    print(shown(decode, 'h\xe9'), shown(decode, 5))

print('pads')
for size in range(9):
    for data in (bytes(size), b'\xff' * size, b' ' * size):
        print(base64.b85encode(data, pad=True), base64.a85encode(data, pad=True), base64.a85encode(data, foldspaces=True),
              base64.a85encode(data, foldspaces=True, adobe=True, wrapcol=7))

print('wrong base 32')
for text in (b'A', b'AB======', b'ABC=====', b'ABCDEFG=', b'ABCDEF==', b'=======', b'========', b'A=======', b'ab======',
             b'A=B=====', b'01======', b'AAAAAAA1', b'AAAAAAAAAAAAAAA!', b'AAAA====AAAA====', b'AAAAAAAA========', b''):
    print(text, shown(base64.b32decode, text), shown(base64.b32decode, text, True), shown(base64.b32decode, text, False, b'I'),
          shown(base64.b32hexdecode, text))

print('wrong base 85')
for text in (b'a', b'ab', b'abc', b'abcd', b'~~~~~', b'~~~~~"', b'"~~~~', b'00000~~', b'|NsC0', b'|NsC1', b'|NsC', b'ab cd', b'a\xff',
             '~~', b''):
    print(text, shown(base64.b85decode, text))

print('wrong Ascii 85')
for text in (b'z', b'zz!', b'!z', b'y', b'!y', b'yz', b's8W-!', b's8W-"', b'uuuuu', b'u', b'!!', b'v', b'\x00', b'~>', b'<~', b'<~z~>',
             b'<~ !! ~>', b'!! !\t!\n!\v!\r!', b'', b'<~~>'):
    print(text, shown(base64.a85decode, text), shown(base64.a85decode, text, foldspaces=True),
          shown(base64.a85decode, text, adobe=True), shown(base64.a85decode, text, ignorechars=b'vz<~>'),
          shown(base64.a85decode, text, ignorechars={0, 118}))

print(base64.urlsafe_b64encode(bytes(range(248, 256))), base64.urlsafe_b64decode('-Pn6-_z9_v8='))
