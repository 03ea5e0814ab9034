"""Evaluates the expressions of a text, one a line, and prints what comes of each."""
import re
import sys


def each(text):
    """Prints each line of `text` with its value, or with the exception that evaluating it raises."""
    space = sys._getframe(1).f_globals
    for line in text.strip().split('\n'):
        line = line.strip()
        if line:
            try:
                result = repr(eval(line, space))
            except BaseException as e:
                result = f'{type(e).__name__}: {e}'
            print(line, '->', re.sub('0x[0-9a-f]{6,}', '0x...', result))
