# oracle: 3.14
# Rows read and written in all dialects, dicts, guesses, and what is wrong with arguments.
import csv
import io


def attempt(label, function, *arguments, **options):
    try:
        print(label, '->', function(*arguments, **options))
    except Exception as error:
        print(label, 'raises', type(error).__name__, error)


def read(text, **options):
    return list(csv.reader(io.StringIO(text, newline='') if isinstance(text, str) else text, **options))


def write(rows, **options):
    stream = io.StringIO(newline='')
    writer = csv.writer(stream, **options)
    lengths = [writer.writerow(row) for row in rows]
    return stream.getvalue(), lengths


for text in (
    'a,b,c\n1,2,3\n',
    '"a,b",c\r\n',
    'a""b,"c""d"\n',
    '"multi\nline",x\n',
    '',
    ',,\n',
    '\n\na\n',
    'a,b',
    '"x"y,z\n',
    'a "b",c\n',
    ' "x", y\n',
    '"unterminated',
    'a\rb\n',
    '"a"\n"b"',
):
    attempt(repr(text), read, text)
attempt('d', read, 'a;b|c\n', delimiter=';')
attempt('t', read, 'a\tb\n', dialect='excel-tab')
attempt('u', list, csv.reader(['"a","b"'], 'unix'))
attempt('q', read, "'a,b',c\n", quotechar="'")
attempt('sk', read, 'a,  "b c", d\n', skipinitialspace=True)
attempt('esc', read, 'a\\,b,c\\\\d\n', escapechar='\\')
attempt('qn', read, '"a",1,2.5,""\n', quoting=csv.QUOTE_NONNUMERIC)
attempt('qn', read, 'x,1\n', quoting=csv.QUOTE_NONNUMERIC)
attempt('none', read, '"a,b",c\n', quoting=csv.QUOTE_NONE)
attempt('nn', read, '"",,a\n', quoting=csv.QUOTE_NOTNULL)
attempt('qs', read, '"1",1,,""\n', quoting=csv.QUOTE_STRINGS)
attempt('strict', read, '"a"b,c\n', strict=True)
attempt('strict', read, '"abc', strict=True)
attempt('nl', read, ['a\nb', 'c'])
attempt('nl', read, ['a\r\nb'])
attempt('bytes', read, [b'a'])
attempt('int', read, [1])
attempt('noiter', csv.reader, 3)
attempt('noarg', csv.reader)
reader = csv.reader(['a,b', '"c\n', 'd",e', 'f'])
print(
    next(reader),
    reader.line_num,
    next(reader),
    reader.line_num,
    next(reader),
    reader.line_num,
    reader.dialect.delimiter,
    reader.dialect.lineterminator,
)
attempt('stop', next, reader)
print(type(reader), iter(reader) is reader)
rows = [['a', 'b,c', 'd"e'], ['x\ny', 1, 2.5], [None, '', True], [], [''], ['a b', ' lead'], [3.0, 1e20, -0.0]]

for options in (
    dict(),
    dict(quoting=csv.QUOTE_ALL),
    dict(quoting=csv.QUOTE_NONNUMERIC),
    dict(delimiter=';'),
    dict(dialect='unix'),
    dict(dialect='excel-tab'),
    dict(lineterminator='\n'),
    dict(quotechar="'"),
    dict(quoting=csv.QUOTE_STRINGS),
    dict(quoting=csv.QUOTE_NOTNULL),
    dict(doublequote=False, escapechar='\\'),
    dict(quoting=csv.QUOTE_NONE, escapechar='\\'),
):
    attempt(str(options), write, rows, **options)
attempt('ne', write, [['a,b']], quoting=csv.QUOTE_NONE)
attempt('dq', write, [['a"b']], doublequote=False)
attempt('it', write, [iter('abc'), 'xyz', (1,)])
attempt('bad', write, [3])
attempt('bad', write, [None])
attempt('empty', write, [[]])
attempt('one', write, [['']], quoting=csv.QUOTE_NONE, escapechar='\\')
attempt('wr', csv.writer, 3)
attempt('wr', csv.writer)


class Piped(csv.excel):
    delimiter = '|'
    quoting = csv.QUOTE_ALL


attempt('cls', write, [[1, 2]], dialect=Piped)
attempt('inst', write, [[1, 2]], dialect=Piped())
csv.register_dialect('mine', Piped, lineterminator='!\n')
print(sorted(csv.list_dialects()))
attempt('mine', write, [[1, 2]], dialect='mine')
dialect = csv.get_dialect('mine')
print(
    dialect.delimiter,
    dialect.quotechar,
    dialect.doublequote,
    dialect.escapechar,
    repr(dialect.lineterminator),
    dialect.quoting,
    dialect.skipinitialspace,
    dialect.strict,
)
csv.unregister_dialect('mine')
attempt('un', csv.unregister_dialect, 'mine')
attempt('get', csv.get_dialect, 'zz')
attempt('ov', write, [[1]], dialect='zz')

for options in (
    dict(delimiter=''),
    dict(delimiter='ab'),
    dict(delimiter=3),
    dict(delimiter=None),
    dict(quotechar='ab'),
    dict(quotechar=None),
    dict(quotechar=None, quoting=0),
    dict(quoting=9),
    dict(quoting='x'),
    dict(lineterminator=3),
    dict(lineterminator=None),
    dict(escapechar='ab'),
    dict(foo=1),
    dict(delimiter='\n'),
    dict(delimiter='"'),
    dict(quotechar=''),
    dict(delimiter=' ', skipinitialspace=True),
    dict(escapechar='\\', delimiter='\\'),
    dict(quoting=csv.QUOTE_NONE, quotechar=None),
):
    attempt(str(options), lambda: csv.writer(io.StringIO(), **options) and 'ok')
attempt('reg', csv.register_dialect, 3)
attempt('reg', csv.register_dialect, 'a', 3)
attempt('dia', csv.Dialect)
stream = io.StringIO('name,age\nAnn,3\nBob\nCy,4,5,6\n\n')
dict_reader = csv.DictReader(stream)
print(dict_reader.fieldnames, list(dict_reader), dict_reader.line_num)
print(
    list(csv.DictReader(['1,2', '3'], fieldnames=['a', 'b', 'c'], restval='R')),
    list(csv.DictReader(['a,b', '1,2,3'], restkey='K')),
    list(csv.DictReader([])),
    csv.DictReader([]).fieldnames,
    list(csv.DictReader(['a;b', '1;2'], delimiter=';')),
)
stream = io.StringIO()
dict_writer = csv.DictWriter(stream, ['a', 'b'], restval='-')
print(dict_writer.writeheader(), dict_writer.writerow({'a': 1}), dict_writer.writerows([{'a': 1, 'b': 2}, {'b': 3}]))
print(repr(stream.getvalue()))
attempt('ex', dict_writer.writerow, {'c': 1})
attempt('ign', lambda: csv.DictWriter(io.StringIO(), ['a'], extrasaction='ignore').writerow({'a': 1, 'z': 2}))
attempt('bad', csv.DictWriter, stream, ['a'], extrasaction='x')
print(csv.field_size_limit(), csv.field_size_limit(5), csv.field_size_limit())
attempt('lim', read, 'abcdefgh\n')
csv.field_size_limit(131072)
attempt('lim', csv.field_size_limit, 'a')
sniffer = csv.Sniffer()

for sample in (
    'a,b,c\n1,2,3\n4,5,6\n',
    'a;b;c\n1;2;3\n',
    "'a'|'b'\n'c'|'d'\n",
    'a\tb\n1\t2\n',
    '"x", "y"\n"z", "w"\n',
):
    try:
        dialect = sniffer.sniff(sample)
        print(
            repr(dialect.delimiter),
            dialect.quotechar,
            dialect.skipinitialspace,
            dialect.doublequote,
            dialect.lineterminator == '\r\n',
        )
    except csv.Error as error:
        print(error)
attempt('sn', sniffer.sniff, 'abc')
print(
    sniffer.sniff('a:b,c\nd:e,f\n', delimiters=':').delimiter,
    sniffer.has_header('name,age\nann,3\nbob,44\n'),
    sniffer.has_header('1,2\n3,4\n5,6\n'),
)
print(
    csv.QUOTE_ALL,
    csv.QUOTE_MINIMAL,
    csv.QUOTE_NONE,
    csv.QUOTE_NONNUMERIC,
    csv.QUOTE_STRINGS,
    csv.QUOTE_NOTNULL,
    csv.__all__ == sorted(csv.__all__) or len(csv.__all__),
    csv.Error.__mro__[1],
    csv.__doc__ is not None,
)


class NoFile:
    pass


attempt('nw', csv.writer, NoFile())


class FailingFile:
    def write(self, text):
        raise OSError('w')


attempt('bw', lambda: csv.writer(FailingFile()).writerow([1]))


def failing_lines():
    yield 'a,b'
    raise OSError('g')


attempt('gen', lambda: list(csv.reader(failing_lines())))
