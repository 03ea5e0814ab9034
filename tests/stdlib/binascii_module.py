# oracle: 3.14
"""binascii: what is encoded and decoded, and what is refused."""
import base64
import binascii
import hashlib


def attempt(function, *arguments, **keywords):
    try:
        return function(*arguments, **keywords)
    except Exception as error:
        return f'{type(error).__name__}: {error}'


SAMPLES = [b'', b'a', b'ab', b'abc', b'abcd', bytes(range(256)), b'=', b'a b\t', b'line \nend\t\r\nx', b'.', b'.\nx\n.',
           b'x' * 80, b'\xe4' * 40, b'_ _', b'tab\t', b'a\rb', b'end \n', b'\0', b' ' * 77, b'x' * 75 + b'=', b'x' * 76 + b'\n']
for sample in SAMPLES:
    short = sample[:45]
    print(sample[:10], [binascii.b2a_base64(sample), binascii.b2a_base64(sample, newline=False)][len(sample) > 20:],
          binascii.hexlify(sample)[:40], binascii.hexlify(short, '-', 3)[:40], binascii.b2a_uu(short),
          binascii.b2a_uu(short, backtick=True)[:10], binascii.crc32(sample), binascii.crc32(sample, 77),
          binascii.crc_hqx(sample, 0), binascii.crc_hqx(sample, 0x1d0f))
    assert binascii.a2b_base64(binascii.b2a_base64(sample)) == sample == binascii.unhexlify(binascii.hexlify(sample))
    assert binascii.a2b_uu(binascii.b2a_uu(short)) == short
    for options in [{}, {'quotetabs': True}, {'istext': False}, {'header': True}]:
        encoded = binascii.b2a_qp(sample, **options)
        print('   ', options, encoded if len(encoded) < 100 else hashlib.md5(encoded).hexdigest(),
              binascii.a2b_qp(encoded, header=options.get('header', False)) == sample)

for text in [b'', b'YQ==', b'YQ=', b'YQ', b'Y', b'YWJjZ', b'YQ==YQ==', b'YQ==\n', b'YQ=\n=', b'=YQ==', b'Y=Q=', b'Y Q==', b'Y$Q==',
             b'YWJj=', b'====', b'YWJjZA==x', b'YWJj\nZGVm\n', 'YWJj', 'YWJ\xe4', b'\xff' * 8, b'YQ=a=']:
    print(text, attempt(binascii.a2b_base64, text), attempt(binascii.a2b_base64, text, strict_mode=True),
          attempt(base64.b64decode, text), attempt(base64.b64decode, text, validate=True))
for text in [b'6', b'61', b'6g', '6A6b', 'xy', '6\xe4', b'6162', bytearray(b'61'), memoryview(b'61'), 5, None, [1]]:
    print(text if not isinstance(text, memoryview) else 'view', attempt(binascii.unhexlify, text),
          attempt(binascii.a2b_hex, text))
for text in [b'', b'!', b'!80', b'#86)C', b'#86)C\n', b'#86)C x', b'\x00', b'#8\x7f)C', b'#\xe4', b'M' * 5, b' ', b'#`\n\n']:
    print(text, attempt(binascii.a2b_uu, text))
for text in [b'', b'=', b'=4', b'=41', b'=4g', b'==41', b'=\n', b'=\r\nx', b'=\rx', b'a=\nb', b'_', b'=e4', b'x =20']:
    print(text, attempt(binascii.a2b_qp, text), attempt(binascii.a2b_qp, text, header=True))
for wrong in [lambda: binascii.b2a_base64('x'), lambda: binascii.hexlify('x'), lambda: binascii.b2a_uu(b'x' * 46),
              lambda: binascii.crc32('x'), lambda: binascii.crc32(b'x', 'y'), lambda: binascii.hexlify(b'ab', '--'),
              lambda: binascii.hexlify(b'ab', 5), lambda: binascii.crc_hqx(b'x'), lambda: binascii.a2b_base64(5)]:
    print(attempt(wrong))
print(binascii.crc32(b'x', 1 << 40), binascii.crc32(b'x', -1), binascii.crc_hqx(b'x', -1))
print(binascii.Error.__mro__, binascii.Incomplete.__bases__, binascii.Error.__module__)
