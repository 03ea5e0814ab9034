"""Runs the statements of a text one by one and prints the values of expressions, and the exceptions."""
import ast
import re
import sys


def each(text):
    """Runs each statement of `text` in the caller's module."""
    space = sys._getframe(1).f_globals
    for statement in ast.parse(text).body:
        source = ast.get_source_segment(text, statement)
        try:
            if isinstance(statement, ast.Expr):
                result = eval(compile(source, '<text>', 'eval'), space)
                if result is not None:
                    print('>', source)
                    print(re.sub('0x[0-9a-f]{6,}', '0x...', repr(result)))
            else:
                exec(compile(source, '<text>', 'exec'), space)
        except BaseException as error:
            print('>', source)
            print(f'{type(error).__name__}: {error}')
