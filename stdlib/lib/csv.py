"""Comma-separated values: rows of tables as lines of text."""
import io
import re

__version__ = '1.0'
__all__ = ['QUOTE_MINIMAL', 'QUOTE_ALL', 'QUOTE_NONNUMERIC', 'QUOTE_NONE', 'QUOTE_STRINGS', 'QUOTE_NOTNULL', 'Error',
           'Dialect', 'excel', 'excel_tab', 'field_size_limit', 'reader', 'writer', 'register_dialect', 'get_dialect',
           'list_dialects', 'Sniffer', 'unregister_dialect', 'DictReader', 'DictWriter', 'unix_dialect']

QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE, QUOTE_STRINGS, QUOTE_NOTNULL = range(6)


class Error(Exception):
    """The text or the rows do not fit the dialect."""


Error.__module__ = '_csv'


class Dialect:
    """How rows are written, as attributes of a derived class."""

    _name = ''
    _valid = False
    delimiter = None
    quotechar = None
    escapechar = None
    doublequote = None
    skipinitialspace = None
    lineterminator = None
    quoting = None

    def __init__(self):
        if self.__class__ != Dialect:
            self._valid = True
        try:
            _Format(self)
        except TypeError as exc:
            raise Error(str(exc)) from None


class _Format:
    """A dialect whose parts have been checked."""

    __slots__ = ('delimiter', 'doublequote', 'escapechar', 'lineterminator', 'quotechar', 'quoting',
                 'skipinitialspace', 'strict')

    def __init__(self, dialect=None, **given):
        if isinstance(dialect, str):
            dialect = get_dialect(dialect)
        for name in given:
            if name not in _Format.__slots__:
                raise TypeError(f"this function got an unexpected keyword argument '{name}'")

        def part(name, default):
            if name in given:
                return given[name]
            return default if dialect is None else getattr(dialect, name, default)

        self.delimiter = _character('delimiter', part('delimiter', ','), False)
        self.doublequote = bool(part('doublequote', True))
        self.escapechar = _character('escapechar', part('escapechar', None), True)
        terminator = part('lineterminator', '\r\n')
        quotechar = part('quotechar', '"')
        quoting = part('quoting', QUOTE_MINIMAL)
        if quotechar is None and 'quoting' not in given and (dialect is None or isinstance(dialect, _Format)):
            quoting = QUOTE_NONE
        if type(quoting) is not int:
            raise TypeError('"quoting" must be an integer, not ' + type(quoting).__name__)
        self.quotechar = _character('quotechar', quotechar, True)
        self.skipinitialspace = bool(part('skipinitialspace', False))
        self.strict = bool(part('strict', False))
        if not 0 <= quoting <= 5:
            raise TypeError('bad "quoting" value')
        self.quoting = quoting
        if not isinstance(terminator, str):
            got = 'None' if terminator is None else type(terminator).__name__
            raise TypeError(f'"lineterminator" must be a string, not {got}')
        self.lineterminator = terminator
        if quoting != QUOTE_NONE and self.quotechar is None:
            raise TypeError('quotechar must be set if quoting enabled')
        self._check()

    def _check(self):
        for name in ('delimiter', 'escapechar', 'quotechar'):
            char = getattr(self, name)
            if char is not None and (char in '\r\n' or char == ' ' and self.skipinitialspace
                                     and name != 'delimiter'):
                raise ValueError(f'bad {name} value')
            if char is not None and name != 'delimiter' and char in self.lineterminator:
                raise ValueError(f'bad {name} or lineterminator value')
        if self.delimiter in self.lineterminator:
            raise ValueError('bad delimiter or lineterminator value')
        for one, other in (('delimiter', 'escapechar'), ('delimiter', 'quotechar'), ('escapechar', 'quotechar')):
            if getattr(self, one) is not None and getattr(self, one) == getattr(self, other):
                raise ValueError(f'bad {one} or {other} value')


_Format.__name__ = _Format.__qualname__ = 'Dialect'
_Format.__module__ = '_csv'


def _character(name, value, optional):
    if value is None and optional:
        return None
    kind = 'a unicode character or None' if optional else 'a unicode character'
    if not isinstance(value, str):
        got = 'None' if value is None else type(value).__name__
        raise TypeError(f'"{name}" must be {kind}, not {got}')
    if len(value) != 1:
        raise TypeError(f'"{name}" must be {kind}, not a string of length {len(value)}')
    return value


class excel(Dialect):
    """What Excel writes."""

    delimiter = ','
    quotechar = '"'
    doublequote = True
    skipinitialspace = False
    lineterminator = '\r\n'
    quoting = QUOTE_MINIMAL


class excel_tab(excel):
    """What Excel writes, with tabs between the fields."""

    delimiter = '\t'


class unix_dialect(Dialect):
    """All fields quoted, lines ended as on Unix."""

    delimiter = ','
    quotechar = '"'
    doublequote = True
    skipinitialspace = False
    lineterminator = '\n'
    quoting = QUOTE_ALL


_dialects = {}
_limit = 131072


def register_dialect(name, dialect=None, /, **fmtparams):
    """Gives a dialect a name."""
    if not isinstance(name, str):
        raise TypeError('dialect name must be a string')
    _dialects[name] = _Format(dialect, **fmtparams)


def unregister_dialect(name, /):
    """Forgets a dialect."""
    if name not in _dialects:
        raise Error('unknown dialect')
    del _dialects[name]


def get_dialect(name, /):
    """The dialect of a name."""
    if name not in _dialects:
        raise Error('unknown dialect')
    return _dialects[name]


def list_dialects():
    """The names of the dialects."""
    return list(_dialects)


def field_size_limit(limit=None, /):
    """How long a field may be; sets it if a number is given. Returns the old one."""
    global _limit
    old = _limit
    if limit is not None:
        if not isinstance(limit, int):
            raise TypeError('limit must be an integer')
        _limit = limit
    return old


# Where a reader is in a row.
_START, _FIELD_START, _ESCAPED, _IN_FIELD, _QUOTED, _ESCAPED_QUOTED, _QUOTE_SEEN, _ROW_OVER = range(8)


class _Reader:
    """Iterates over the rows of lines of text."""

    __slots__ = ('_lines', 'dialect', 'line_num', '_state', '_fields', '_field', '_was_quoted', '_plain')

    def __init__(self, lines, dialect):
        self._lines = iter(lines)
        self.dialect = dialect
        self.line_num = 0
        # What makes a line more than text between delimiters.
        special = {dialect.escapechar} | ({dialect.quotechar} if dialect.quoting != QUOTE_NONE else set())
        special.discard(None)
        plain = not dialect.skipinitialspace and dialect.quoting in (QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONE)
        self._plain = re.compile('[' + re.escape(''.join(special) + '\r\n') + ']').search if plain else None

    def __iter__(self):
        return self

    def __next__(self):
        self._state = _START
        self._fields = []
        self._field = []
        self._was_quoted = False
        while True:
            try:
                line = next(self._lines)
            except StopIteration:
                if self._field or self._state == _QUOTED or self._state == _ESCAPED_QUOTED:
                    if self.dialect.strict:
                        raise Error('unexpected end of data') from None
                    self._save()
                    return self._fields
                raise
            if not isinstance(line, str):
                raise Error(f'iterator should return strings, not {type(line).__name__} (the file should be opened in '
                            'text mode)')
            self.line_num += 1
            if self._plain is not None and self._state == _START:
                # The usual line ends in one terminator, and there is nothing to interpret before.
                body = line[:-2] if line.endswith('\r\n') else line[:-1] if line[-1:] in ('\n', '\r') else line
                if len(line) <= _limit and self._plain(body) is None:
                    return body.split(self.dialect.delimiter) if body else []
            self._read(line)
            if self._state in (_START, _ROW_OVER):
                return self._fields

    def _save(self):
        text = ''.join(self._field)
        quoting = self.dialect.quoting
        if not self._was_quoted:
            if quoting in (QUOTE_NONNUMERIC, QUOTE_STRINGS):
                if text:
                    text = float(text)
                elif quoting == QUOTE_STRINGS:
                    text = None
            elif quoting == QUOTE_NOTNULL and not text:
                text = None
        self._fields.append(text)
        self._field = []
        self._was_quoted = False

    def _add(self, char):
        if len(self._field) >= _limit:
            raise Error(f'field larger than field limit ({_limit})')
        self._field.append(char)

    def _read(self, line):
        dialect = self.dialect
        delimiter, escape = dialect.delimiter, dialect.escapechar
        quote = dialect.quotechar if dialect.quoting != QUOTE_NONE else None
        for char in line:
            state = self._state
            ends = char in '\r\n'
            if state == _ROW_OVER:
                if not ends:
                    raise Error('new-line character seen in unquoted field - do you need to open the file with '
                                "newline=''?")
                continue
            if state == _START:
                if ends:
                    self._state = _ROW_OVER
                    continue
                state = _FIELD_START
            if state == _QUOTED:
                if char == escape:
                    self._state = _ESCAPED_QUOTED
                elif char == quote:
                    self._state = _QUOTE_SEEN if dialect.doublequote else _IN_FIELD
                else:
                    self._add(char)
            elif state in (_ESCAPED, _ESCAPED_QUOTED):
                self._add(char)
                self._state = _IN_FIELD if state == _ESCAPED else _QUOTED
            elif ends:
                self._save()
                self._state = _ROW_OVER
            elif char == delimiter:
                self._save()
                self._state = _FIELD_START
            elif state == _QUOTE_SEEN:
                if char == quote:
                    self._add(char)
                    self._state = _QUOTED
                elif dialect.strict:
                    raise Error(f"'{delimiter}' expected after '{quote}'")
                else:
                    self._add(char)
                    self._state = _IN_FIELD
            elif state == _FIELD_START and char == quote:
                self._was_quoted = True
                self._state = _QUOTED
            elif char == escape:
                self._state = _ESCAPED
            elif state == _FIELD_START and char == ' ' and dialect.skipinitialspace:
                self._state = _FIELD_START
            else:
                self._add(char)
                self._state = _IN_FIELD
        # The end of the line is the end of the row, unless it is quoted or escaped.
        if self._state == _ESCAPED:
            self._add('\n')
            self._state = _IN_FIELD
        elif self._state == _ESCAPED_QUOTED:
            self._add('\n')
            self._state = _QUOTED
        elif self._state in (_FIELD_START, _IN_FIELD, _QUOTE_SEEN):
            self._save()
            self._state = _START
        elif self._state == _ROW_OVER:
            self._state = _START


_Reader.__name__ = _Reader.__qualname__ = 'reader'
_Reader.__module__ = '_csv'


def reader(iterable, /, dialect='excel', **fmtparams):
    """Iterates over the rows, lists of strings, of an iterable of lines."""
    lines = iter(iterable)
    return _Reader(lines, _Format(dialect, **fmtparams))


class _Writer:
    """Writes rows."""

    __slots__ = ('_write', 'dialect', '_must_quote')

    def __init__(self, write, dialect):
        self._write = write
        self.dialect = dialect
        special = {dialect.delimiter, dialect.escapechar, dialect.quotechar, '\r', '\n', *dialect.lineterminator}
        special.discard(None)
        self._must_quote = re.compile('[' + re.escape(''.join(sorted(special))) + ']').search

    def writerow(self, row, /):
        """Writes a row; returns what the file's write() does."""
        try:
            row = iter(row)
        except TypeError:
            raise Error(f'iterable expected, not {type(row).__name__}') from None
        fields = [self._field(value) for value in row]
        if len(fields) == 1 and fields[0] == '':
            if self.dialect.quoting in (QUOTE_NONE, QUOTE_STRINGS, QUOTE_NOTNULL):
                raise Error('single empty field record must be quoted')
            fields[0] = self.dialect.quotechar * 2
        return self._write(self.dialect.delimiter.join(fields) + self.dialect.lineterminator)

    def writerows(self, rows, /):
        """Writes several rows."""
        for row in rows:
            self.writerow(row)

    def _field(self, value):
        dialect = self.dialect
        quoting = dialect.quoting
        if isinstance(value, str):
            text = value
            quoted = quoting in (QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_STRINGS, QUOTE_NOTNULL)
        elif value is None:
            text = ''
            quoted = quoting in (QUOTE_ALL, QUOTE_NONNUMERIC)
        else:
            text = str(value)
            quoted = quoting in (QUOTE_ALL, QUOTE_NOTNULL) or quoting == QUOTE_NONNUMERIC and not _is_number(value)
        if not quoted and not self._must_quote(text):
            if text[:1] == ' ' and dialect.skipinitialspace and quoting != QUOTE_NONE:
                quoted = True
            elif not (dialect.delimiter == ' ' and not text):
                return text
        quote, escape = dialect.quotechar, dialect.escapechar
        out = []
        for char in text:
            if char in (dialect.delimiter, escape, quote, '\r', '\n') or char in dialect.lineterminator:
                if quoting == QUOTE_NONE:
                    escaped = True
                elif char == quote:
                    escaped = not dialect.doublequote
                    if dialect.doublequote:
                        out.append(quote)
                        quoted = True
                elif char == escape:
                    escaped = True
                else:
                    escaped = False
                    quoted = True
                if escaped:
                    if escape is None:
                        raise Error('need to escape, but no escapechar set')
                    out.append(escape)
            out.append(char)
        text = ''.join(out)
        return f'{quote}{text}{quote}' if quoted else text


_Writer.__name__ = _Writer.__qualname__ = 'writer'
_Writer.__module__ = '_csv'


def _is_number(value):
    return hasattr(type(value), '__float__') or hasattr(type(value), '__index__')


def writer(fileobj, /, dialect='excel', **fmtparams):
    """An object that writes rows to a file."""
    write = getattr(fileobj, 'write', None)
    if not callable(write):
        raise TypeError('argument 1 must have a "write" method')
    return _Writer(write, _Format(dialect, **fmtparams))


register_dialect('excel', excel)
register_dialect('excel-tab', excel_tab)
register_dialect('unix', unix_dialect)


class DictReader:
    """Iterates over the rows as dicts. The keys are the fields of the first row unless they are given."""

    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect='excel', *args, **kwds):
        if fieldnames is not None and iter(fieldnames) is fieldnames:
            fieldnames = list(fieldnames)
        self._fieldnames = fieldnames
        self.restkey = restkey
        self.restval = restval
        self.reader = reader(f, dialect, *args, **kwds)
        self.dialect = dialect
        self.line_num = 0

    def __iter__(self):
        return self

    @property
    def fieldnames(self):
        if self._fieldnames is None:
            try:
                self._fieldnames = next(self.reader)
            except StopIteration:
                pass
        self.line_num = self.reader.line_num
        return self._fieldnames

    @fieldnames.setter
    def fieldnames(self, value):
        self._fieldnames = value

    def __next__(self):
        if self.line_num == 0:
            # The names come first.
            self.fieldnames
        row = next(self.reader)
        self.line_num = self.reader.line_num
        while row == []:
            row = next(self.reader)
        names = self.fieldnames
        result = dict(zip(names, row))
        if len(names) < len(row):
            result[self.restkey] = row[len(names):]
        for name in names[len(row):]:
            result[name] = self.restval
        return result

    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)


class DictWriter:
    """Writes dicts as rows; `fieldnames` is the order of their keys."""

    def __init__(self, f, fieldnames, restval='', extrasaction='raise', dialect='excel', *args, **kwds):
        if fieldnames is not None and iter(fieldnames) is fieldnames:
            fieldnames = list(fieldnames)
        self.fieldnames = fieldnames
        self.restval = restval
        extrasaction = extrasaction.lower()
        if extrasaction not in ('raise', 'ignore'):
            raise ValueError(f"extrasaction ({extrasaction}) must be 'raise' or 'ignore'")
        self.extrasaction = extrasaction
        self.writer = writer(f, dialect, *args, **kwds)

    def writeheader(self):
        """Writes the keys as a row."""
        return self.writerow(dict(zip(self.fieldnames, self.fieldnames)))

    def _values(self, row):
        if self.extrasaction == 'raise':
            extra = row.keys() - self.fieldnames
            if extra:
                raise ValueError('dict contains fields not in fieldnames: ' + ', '.join(repr(key) for key in extra))
        return (row.get(key, self.restval) for key in self.fieldnames)

    def writerow(self, rowdict):
        """Writes a dict as a row."""
        return self.writer.writerow(self._values(rowdict))

    def writerows(self, rowdicts):
        """Writes several dicts."""
        return self.writer.writerows(map(self._values, rowdicts))

    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)


class Sniffer:
    """Guesses the dialect of a sample."""

    def __init__(self):
        self.preferred = [',', '\t', ';', ' ', ':']

    def sniff(self, sample, delimiters=None):
        """A dialect for the sample; `delimiters` are those that it may have."""
        quotechar, doublequote, delimiter, skipinitialspace = self._by_quotes(sample, delimiters)
        if not delimiter:
            delimiter, skipinitialspace = self._by_frequency(sample, delimiters)
        if not delimiter:
            raise Error('Could not determine delimiter')

        class dialect(Dialect):
            _name = 'sniffed'
            lineterminator = '\r\n'
            quoting = QUOTE_MINIMAL

        dialect.doublequote = doublequote
        dialect.delimiter = delimiter
        dialect.quotechar = quotechar or '"'
        dialect.skipinitialspace = skipinitialspace
        return dialect

    _PATTERNS = (
        r'(?P<delim>[^\w\n"\'])(?P<space> ?)(?P<quote>["\']).*?(?P=quote)(?P=delim)',
        r'(?:^|\n)(?P<quote>["\']).*?(?P=quote)(?P<delim>[^\w\n"\'])(?P<space> ?)',
        r'(?P<delim>[^\w\n"\'])(?P<space> ?)(?P<quote>["\']).*?(?P=quote)(?:$|\n)',
        r'(?:^|\n)(?P<quote>["\']).*?(?P=quote)(?:$|\n)',
    )

    def _by_quotes(self, sample, delimiters):
        """What stands beside quoted fields: quote, doubled or not, delimiter, space after it."""
        for pattern in self._PATTERNS:
            found = list(re.finditer(pattern, sample, re.DOTALL | re.MULTILINE))
            if found:
                break
        else:
            return '', False, None, 0
        quotes, counts, spaces = {}, {}, 0
        for match in found:
            groups = match.groupdict()
            quotes[groups['quote']] = quotes.get(groups['quote'], 0) + 1
            delimiter = groups.get('delim')
            if delimiter and (delimiters is None or delimiter in delimiters):
                counts[delimiter] = counts.get(delimiter, 0) + 1
            if groups.get('space'):
                spaces += 1
        quote = max(quotes, key=quotes.get)
        if counts:
            delimiter = max(counts, key=counts.get)
            skip = counts[delimiter] == spaces
            if delimiter == '\n':
                delimiter = ''
        else:
            delimiter, skip = '', 0
        q, d = re.escape(quote), re.escape(delimiter)
        doubled = re.search(rf'(({d})|^)\W*{q}[^{d}\n]*{q}[^{d}\n]*{q}\W*(({d})|$)', sample, re.MULTILINE)
        return quote, bool(doubled), delimiter, skip

    def _by_frequency(self, sample, delimiters):
        """The character that occurs equally often in most lines, and whether spaces follow it."""
        lines = [line for line in sample.split('\n') if line]
        ascii_ = [chr(c) for c in range(127)]
        block = min(10, len(lines))
        frequencies, modes, candidates = {}, {}, {}
        start, end, blocks = 0, block, 0
        while start < len(lines):
            blocks += 1
            for line in lines[start:end]:
                for char in ascii_:
                    counts = frequencies.setdefault(char, {})
                    n = line.count(char)
                    counts[n] = counts.get(n, 0) + 1
            for char, counts in frequencies.items():
                items = list(counts.items())
                if len(items) == 1 and items[0][0] == 0:
                    continue
                if len(items) > 1:
                    best = max(items, key=lambda item: item[1])
                    items.remove(best)
                    modes[char] = best[0], best[1] - sum(item[1] for item in items)
                else:
                    modes[char] = items[0]
            total = float(min(block * blocks, len(lines)))
            consistency = 1.0
            while not candidates and consistency >= 0.9:
                for char, (often, lines_with) in modes.items():
                    if often > 0 and lines_with > 0 and lines_with / total >= consistency:
                        if delimiters is None or char in delimiters:
                            candidates[char] = often, lines_with
                consistency -= 0.01
            if len(candidates) == 1:
                delimiter = next(iter(candidates))
                return delimiter, lines[0].count(delimiter) == lines[0].count(f'{delimiter} ')
            start = end
            end += block
        if not candidates:
            return '', 0
        if len(candidates) > 1:
            for delimiter in self.preferred:
                if delimiter in candidates:
                    return delimiter, lines[0].count(delimiter) == lines[0].count(f'{delimiter} ')
        delimiter = max(candidates, key=lambda char: (candidates[char], char))
        return delimiter, lines[0].count(delimiter) == lines[0].count(f'{delimiter} ')

    def has_header(self, sample):
        """Does the first row look like names of columns?"""
        rows = reader(io.StringIO(sample), self.sniff(sample))
        header = next(rows)
        columns = len(header)
        kinds = {i: None for i in range(columns)}
        for checked, row in enumerate(rows):
            if checked > 20:
                break
            if len(row) != columns:
                continue
            for column in list(kinds):
                kind = _kind(row[column])
                if kind != kinds[column]:
                    if kinds[column] is None:
                        kinds[column] = kind
                    else:
                        del kinds[column]
        votes = 0
        for column, kind in kinds.items():
            if isinstance(kind, int):
                votes += 1 if len(header[column]) != kind else -1
            else:
                try:
                    kind(header[column])
                except (ValueError, TypeError):
                    votes += 1
                else:
                    votes -= 1
        return votes > 0


def _kind(text):
    """complex for a number, else the length of the text."""
    try:
        complex(text)
        return complex
    except (ValueError, OverflowError):
        return len(text)
