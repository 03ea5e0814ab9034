"""`string.Formatter.parse`: every short text of braces, brackets and marks, and what is wrong with it."""

import itertools
import string

formatter = string.Formatter()
for length in range(1, 4):
    for letters in itertools.product('{}[]!:a', repeat=length):
        text = '{' + ''.join(letters)
        for text in (text, text + '}'):
            try:
                print(text, list(formatter.parse(text)))
            except ValueError as error:
                print(text, error)
for text in ['{0[}]}', '{0[{}]}', '{0[!]:}]!r:{a[}]}}', '{a.b[c].d!s:>{w}}', '{{{a}}}', '{a!r:{b:{c}}}', '{a', 'b}', '{']:
    try:
        print(text, list(formatter.parse(text)))
    except ValueError as error:
        print(text, error)
