"""The token that ends a line has no columns where `eval` and `compile(..., 'single')` read text without a line's end."""
import traceback

for text in ('1+', 'a.', 'x if', 'lambda', 'not', 'a ==', '1 + # c', 'a = ', 'for x in y', 'class A', '(', '[1,', '1 2'):
    for mode in ('eval', 'single', 'exec'):
        try:
            compile(text, 'text', mode)
        except SyntaxError as error:
            print(repr(text), mode, error.msg, error.lineno, error.offset, repr(error.text), error.end_lineno,
                  error.end_offset, error.args[1][2] == error.offset)
try:
    eval('1 +')
except SyntaxError as error:
    print(''.join(traceback.format_exception_only(error)))


# What is no number is named as its class shows it.
class Text(str):
    def __repr__(self):
        return 'Text()'


for convert in (int, float):
    for value in (Text('x'), b'x', bytearray(b'x'), 'x' * 300):
        try:
            convert(value)
        except ValueError as error:
            print(error)
