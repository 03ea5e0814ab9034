"""Examples in docstrings, found and run.

>>> 1 + 1
2
>>> print('a\\n\\nb')
a
<BLANKLINE>
b
>>> 1 / 0
Traceback (most recent call last):
  ...
ZeroDivisionError: division by zero
>>> [1, 2, 3]  # doctest: +ELLIPSIS
[1, ...]
>>> 2 + 2
5
>>> def f():
...     return 3
>>> f()
3
>>> 1  # doctest: +SKIP
2
"""
import doctest
import io
import unittest


def seven():
    """
    >>> seven()
    7
    """
    return 7


class One:
    """
    >>> One().one()
    1
    """

    def one(self):
        """
        >>> One().one()
        2
        """
        return 1


__test__ = {'extra': '>>> 5\n5\n'}
print(repr(doctest.testmod()).split(',')[:2])
finder = doctest.DocTestFinder()
print([(t.name, t.lineno, len(t.examples)) for t in finder.find(__import__('__main__'))])
print(unittest.TextTestRunner(stream=io.StringIO()).run(doctest.DocTestSuite()))
print(doctest.script_from_examples(__doc__))
doctest.run_docstring_examples(seven, globals())
checker = doctest.OutputChecker()
for want, got, flags in (('a\n', 'a\n', 0), ('1\n', 'True\n', 0), ('a  b\n', 'a b\n', doctest.NORMALIZE_WHITESPACE),
                         ('a...z\n', 'a to z\n', doctest.ELLIPSIS), ('a...z\n', 'a to y\n', doctest.ELLIPSIS)):
    print(checker.check_output(want, got, flags))
for text in ('>>>1\n', '  >>> 1\n 2\n', '>>> 1 # doctest: +NONSENSE\n'):
    try:
        print(len(doctest.DocTestParser().parse(text)))
    except ValueError as e:
        print(e)
