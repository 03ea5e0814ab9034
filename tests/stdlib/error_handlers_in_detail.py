# Error handlers called by themselves and by encodings; decoders that get their input piece by piece.
import codecs


def shown(function, *args):
    try:
        return ascii(function(*args))
    except (LookupError, TypeError, UnicodeError, ValueError) as error:
        return f'{type(error).__name__}: {ascii(str(error))}'


# The place of what is wrong is taken to lie within the object, whatever a program has set.
ERRORS = (UnicodeEncodeError('utf-8', 'aé\ud800b', 1, 3, 'r'), UnicodeEncodeError('utf-8', 'a\ud800b', 1, 2, 'r'),
          UnicodeEncodeError('utf-8', 'ab', 5, 9, 'r'), UnicodeEncodeError('utf-8', 'ab', -1, 1, 'r'),
          UnicodeEncodeError('x', 'a\udc80', 1, 2, 'r'), UnicodeEncodeError('utf_16le', '\ud800', 0, 1, 'r'),
          UnicodeDecodeError('utf-8', b'a\xff\xfeb', 1, 3, 'r'), UnicodeDecodeError('utf-8', b'a\xff', 7, 9, 'r'),
          UnicodeDecodeError('utf-8', b'\xed\xa0\x80', 0, 1, 'r'), UnicodeDecodeError('utf7', b'\xff', 0, 1, 'r'),
          UnicodeDecodeError('utf-8', b'abc', 0, 1, 'r'), UnicodeDecodeError('UTF-32-BE', b'\0\0\xd8\0', 0, 4, 'r'),
          UnicodeTranslateError('aéb', 1, 2, 'r'), ValueError('no'))
for name in ('strict', 'ignore', 'replace', 'xmlcharrefreplace', 'backslashreplace', 'namereplace', 'surrogateescape',
             'surrogatepass'):
    print(name)
    for error in ERRORS:
        print('   ', shown(codecs.lookup_error(name), error))

# What a program's handler may put in: ASCII, in Latin-1 its characters, and bytes of whole units.
codecs.register_error('test.ascii', lambda error: ('?', error.end))
codecs.register_error('test.accent', lambda error: ('é', error.end))
codecs.register_error('test.byte', lambda error: (b'?', error.end))
codecs.register_error('test.units', lambda error: (b'?\0?\0', error.end))
for encoding in 'ascii', 'latin-1', 'utf-8', 'utf-16-le', 'utf-32-le', 'cp1252':
    for handler in 'test.ascii', 'test.accent', 'test.byte', 'test.units':
        print(encoding, handler, shown('a\ud800b'.encode, encoding, handler))

for data in b'\xff', b'\xc3\xa9', b'+AOk-', b'\xed\xa0\x80':
    print(data, shown(data.decode, 'utf-7', 'surrogatepass'), shown(data.decode, 'utf-8', 'surrogatepass'))


def in_pieces(encoding, errors, data):
    decoder, out = codecs.getincrementaldecoder(encoding)(errors), []
    try:
        for i in range(len(data)):
            out += decoder.decode(data[i:i + 1]), decoder.getstate()
        out.append(decoder.decode(b'', True))
    except UnicodeDecodeError as error:
        out.append(str(error))
    decoder.reset()
    return ascii(out), decoder.getstate()


# UTF-16 and UTF-32 must begin with a mark when they come in pieces. The first two bytes of a surrogate in UTF-8 are kept.
for encoding, pieces in (('utf-16', (b'abc', b'\xff\xfea\0', b'\xfe\xff\0a', b'a', b'\xff', b'')),
                         ('utf-32', (b'abcdef', b'\xff\xfe\0\0a\0\0\0', b'\0\0\xfe\xff\0\0\0a', b'a')),
                         ('utf-8', (b'\xed\xa0\x80', b'\xed\x9f\xbf', b'\xe2\x82', b'\xc3\xa9a', b'\xed\xa0')),
                         ('utf-8-sig', (b'\xef\xbb\xbfa', b'a', b'\xef\xbb'))):
    for data in pieces:
        for errors in 'strict', 'replace', 'surrogatepass':
            print(encoding, data, errors, *in_pieces(encoding, errors, data))
print(shown(codecs.decode, b'abcd', 'utf-16'), shown(codecs.decode, b'a\0\0\0', 'utf-32'))
