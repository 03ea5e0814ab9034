"""The encodings of East Asia: those of one byte for ASCII and two or more for others."""

import codecs
from bisect import bisect_right
from _multibyte_tables import ENCODINGS, EUC_JP_CHARACTERS, EUC_JP_PAIRS, GB18030_RUNS

NAMES = frozenset(ENCODINGS) | {'euc_jp'}

# What Korean syllables are spelled with where they have no pair: first, middle and last letters.
_FIRST = '\u3131\u3132\u3134\u3137\u3138\u3139\u3141\u3142\u3143\u3145\u3146\u3147\u3148\u3149\u314a\u314b\u314c\u314d\u314e'
_LAST = ('\u3131\u3132\u3133\u3134\u3135\u3136\u3137\u3139\u313a\u313b\u313c\u313d\u313e\u313f\u3140\u3141\u3142\u3144'
         '\u3145\u3146\u3147\u3148\u314a\u314b\u314c\u314d\u314e')
_FILLER = b'\xa4\xd4'


def _segments(rows):
    """What each pair of bytes means, of the text of a table."""
    meanings = {}
    for segment in rows.split(' '):
        lead, trail = int(segment[:2], 16), int(segment[2:4], 16)
        place = 4
        while place < len(segment):
            first = last = ord(segment[place])
            place += 1
            if segment[place:place + 1] == '~':
                last = ord(segment[place + 1])
                place += 2
            for code in range(first, last + 1):
                meanings[bytes((lead, trail))] = chr(code)
                trail += 1
    return meanings


def _table(name):
    module, _, attribute = name.partition('.')
    return _segments(getattr(__import__(module), attribute))


def _pairs(text):
    """Pairs of hexadecimal numbers as bytes and text."""
    for pair in text.split():
        data, _, chars = pair.partition('=')
        yield bytes.fromhex(data), ''.join(chr(int(chars[at:at + 4], 16)) for at in range(0, len(chars), 4))


class _Encoding:
    """What sequences of bytes mean, and what characters are encoded as."""

    def __init__(self, name):
        self.name = name
        self.meanings = {}
        if name == 'euc_jp':
            self._fill_euc_jp()
            changed = EUC_JP_CHARACTERS
        else:
            table, first, last, trail, singles, none, instead, changed = ENCODINGS[name]
            is_shift_jis = name == 'shift_jis'
            self.meanings = {
                data: char for data, char in _table(table).items()
                if first <= data[0] <= last and data[1] >= trail and not (is_shift_jis and 0x85 <= data[0] <= 0x87)}
            for data, char in _pairs(none):
                if char:
                    self.meanings[data] = char
                else:
                    self.meanings.pop(data, None)
            if instead:
                self.meanings.update(_segments(instead))
            self.meanings.update(_pairs(singles))
        self.codes = {}
        # The first sequence counts, pairs before single bytes.
        for data in sorted(self.meanings, key=lambda data: (len(data) == 1, len(data), data)):
            self.codes.setdefault(self.meanings[data], data)
        for pair in changed.split():
            char, _, data = pair.partition('=')
            if data:
                self.codes[chr(int(char, 16))] = bytes.fromhex(data)
            else:
                self.codes.pop(chr(int(char, 16)), None)
        self.runs = []
        if name == 'gb18030':
            for run in GB18030_RUNS.split():
                number, _, rest = run.partition('=')
                code, _, count = rest.partition('+')
                self.runs.append((int(number, 16), int(code, 16), int(count, 16)))
        self.run_numbers = [number for number, _, _ in self.runs]
        self.by_code = sorted((first, number, count) for number, first, count in self.runs)
        self.run_codes = [first for first, _, _ in self.by_code]
        self.lengths = {}
        for data in self.meanings:
            self.lengths[data[0]] = max(len(data), self.lengths.get(data[0], 0))
        self.beginnings = {data[:size] for data in self.meanings for size in range(1, len(data))}

    def _fill_euc_jp(self):
        meanings = self.meanings
        for data, char in _Encoding('shift_jis').meanings.items():
            if len(data) == 1:
                meanings[b'\x8e' + data] = char
                continue
            lead, trail = data
            lead -= 0xc1 if lead >= 0xe0 else 0x81
            trail -= 0x41 if trail >= 0x80 else 0x40
            row, column = divmod(trail, 94)
            meanings[bytes((lead * 2 + row + 0xa1, column + 0xa1))] = char
        for data, char in _pairs(EUC_JP_PAIRS):
            if char:
                meanings[data] = char
            else:
                meanings.pop(data, None)
        for data, char in _table('_jis.JISX0212').items():
            meanings[b'\x8f' + data] = char

    def of_char(self, char):
        """The bytes of a character, or `None`."""
        if char < '\x80':
            return char.encode()
        data = self.codes.get(char)
        if data is not None:
            return data
        code = ord(char)
        if self.name == 'gb18030':
            if 0x10000 <= code:
                return _four_bytes(code - 0x10000 + 189000)
            place = bisect_right(self.run_codes, code) - 1
            if place >= 0:
                first, number, count = self.by_code[place]
                if code < first + count:
                    return _four_bytes(number + code - first)
        elif self.name == 'euc_kr' and 0xac00 <= code < 0xd7a4:
            first, rest = divmod(code - 0xac00, 588)
            middle, last = divmod(rest, 28)
            return _FILLER + self.codes[_FIRST[first]] + self.codes[chr(0x314f + middle)] + (
                self.codes[_LAST[last - 1]] if last else _FILLER)
        return None

    def at(self, data, place):
        """The character at a place and how many bytes it has; no bytes where there is none, `None` for a piece."""
        byte = data[place]
        if byte < 0x80:
            return chr(byte), 1
        piece = data[place:place + 3]
        if self.name == 'gb18030' and len(piece) > 1 and 0x30 <= piece[1] <= 0x39:
            return self._of_four(data[place:place + 4])
        if self.name == 'euc_kr' and piece[:2] == _FILLER:
            return self._spelled(data[place:place + 8])
        for size in (1, 2, 3):
            char = self.meanings.get(piece[:size])
            if char is not None and len(piece) >= size:
                return char, size
        if len(data) - place < self.lengths.get(byte, 1) and data[place:] in self.beginnings:
            return None
        if place + 1 == len(data) and self.name not in ('shift_jis', 'cp932'):
            # Whatever is not ASCII begins something.
            return None
        return '', 0

    def _of_four(self, piece):
        if not 0x81 <= piece[0] <= 0xfe:
            return '', 0
        if len(piece) < 4:
            return ('', 0) if len(piece) > 2 and not 0x81 <= piece[2] <= 0xfe else None
        one, two, three, four = piece
        if not (0x81 <= three <= 0xfe and 0x30 <= four <= 0x39):
            return '', 0
        number = ((one - 0x81) * 10 + two - 0x30) * 1260 + (three - 0x81) * 10 + four - 0x30
        if 189000 <= number < 189000 + 0x100000:
            return chr(number - 189000 + 0x10000), 4
        place = bisect_right(self.run_numbers, number) - 1
        if place >= 0:
            start, first, count = self.runs[place]
            if number < start + count:
                return chr(first + number - start), 4
        return '', 0

    def _spelled(self, piece):
        if len(piece) < 8:
            return None
        letters = [self.meanings.get(piece[at:at + 2], '') for at in (2, 4, 6)]
        if letters[0] and letters[0] in _FIRST and '\u314f' <= letters[1] <= '\u3163':
            last = 0 if piece[6:] == _FILLER else _LAST.find(letters[2]) + 1 if letters[2] else 0
            if last or piece[6:] == _FILLER:
                return chr(0xac00 + _FIRST.index(letters[0]) * 588 + (ord(letters[1]) - 0x314f) * 28 + last), 8
        return '', 0


def _four_bytes(number):
    number, four = divmod(number, 10)
    number, three = divmod(number, 126)
    one, two = divmod(number, 10)
    return bytes((one + 0x81, two + 0x30, three + 0x81, four + 0x30))


def entry(name):
    """What belongs to an encoding."""
    encoding = _Encoding(name)

    def encode(input, errors='strict'):
        if not isinstance(input, str):
            raise TypeError("couldn't convert the object to str.")
        out, place = bytearray(), 0
        while place < len(input):
            data = encoding.of_char(input[place])
            if data is not None:
                out += data
                place += 1
                continue
            error = UnicodeEncodeError(name, input, place, place + 1, 'illegal multibyte sequence')
            if errors == 'strict':
                raise error
            replacement, place = codecs._handled(errors, error, len(input), True)
            if isinstance(replacement, str):
                pieces = [encoding.of_char(char) for char in replacement]
                if None in pieces:
                    raise error
                replacement = b''.join(pieces)
            out += replacement
        return bytes(out), len(input)

    def decode(input, errors='strict', final=True):
        data = codecs._bytes(input)
        out, place = [], 0
        while place < len(data):
            found = encoding.at(data, place)
            if found is None and not final:
                break
            if found and found[1]:
                out.append(found[0])
                place += found[1]
                continue
            if found is None:
                error = UnicodeDecodeError(name, data, place, len(data), 'incomplete multibyte sequence')
            else:
                error = UnicodeDecodeError(name, data, place, place + 1, 'illegal multibyte sequence')
            if errors == 'strict':
                raise error
            char, place = codecs._handled(errors, error, len(data), False)
            out.append(char)
        return ''.join(out), place

    return codecs._info(name, encode, decode)
