"""csv: rows of awkward characters, written and read in many dialects."""
import csv
import hashlib
import io
import random

pick = random.Random(7)
CHARACTERS = 'ab ,;"\'\\\n\r\t|é'
VALUES = ['', None, 1, 1.5, True, 'a b', 'q"q', "it's", 'a,b', 'l\nl', '\\', '|', ';', 'é', 2 ** 70]
seen = []


def note(*what):
    seen.append(repr(what))


for number in range(2000):
    options = {}
    for name, chance, choices in [
            ('delimiter', .5, ',;|\t '), ('quotechar', .4, '"\'|'), ('escapechar', .4, ['\\', None, '|']),
            ('doublequote', .4, [True, False]), ('skipinitialspace', .4, [True, False]), ('quoting', .5, range(6)),
            ('strict', .3, [True, False]), ('lineterminator', .3, ['\n', '\r\n', 'x', ''])]:
        if pick.random() < chance:
            options[name] = pick.choice(choices)
    text = ''.join(pick.choice(CHARACTERS) for _ in range(pick.randint(0, 25)))
    rows = [[pick.choice(VALUES) for _ in range(pick.randint(0, 4))] for _ in range(2)]
    file = io.StringIO(newline='')
    for action in (lambda: list(csv.reader(text.splitlines(True) if number % 2 else [text], **options)),
                   lambda: [csv.writer(file, **options).writerows(rows), file.getvalue()]):
        try:
            note(options, action())
        except csv.Error as error:
            note(options, str(error))
        except Exception as error:
            note(options, type(error).__name__)
    if number % 200 == 0:
        print(seen[-2], seen[-1])
print(len(seen), hashlib.md5('\n'.join(seen).encode()).hexdigest())

# Lines that come one by one, what a reader and a writer know of themselves.
lines = (line for line in ['a,"b\n', 'c",d\n', '\n', 'e\n'])
reader = csv.reader(lines, strict=True)
for row in reader:
    print(reader.line_num, row)
print(reader.dialect.delimiter, reader.dialect.strict, reader.dialect.lineterminator, type(reader).__name__)
writer = csv.writer(file, 'unix', delimiter=';')
print(writer.writerow(x for x in 'ab'), writer.dialect.quoting, writer.dialect.delimiter, writer.writerows([]))
for wrong in [lambda: writer.writerow(5), lambda: next(csv.reader([b'x'])), lambda: next(csv.reader(['"' + 'x' * 200000])),
              lambda: csv.reader(['x'], 'none such'), lambda: csv.get_dialect('none such'), lambda: csv.reader(5),
              lambda: csv.unregister_dialect('none such'), lambda: csv.field_size_limit('x'), lambda: csv.writer(5),
              lambda: next(csv.reader(['x'], quoting=csv.QUOTE_NONNUMERIC)), lambda: csv.register_dialect(5)]:
    try:
        print(wrong())
    except Exception as error:
        print(type(error).__name__, error)
csv.register_dialect('own', csv.unix_dialect, delimiter='|')
print(csv.list_dialects(), csv.get_dialect('own').quoting, csv.get_dialect('own') is csv.reader([], 'own').dialect)
csv.unregister_dialect('own')
print(csv.field_size_limit(10), csv.field_size_limit(), next(csv.reader(['x' * 10])))
try:
    next(csv.reader(['y' * 11]))
except csv.Error as error:
    print(error)
