"""
>>> f(2)
4
"""
def f(x):
    """Doubles.

    >>> f(1)
    2
    >>> f(1)
    3
    """
    return x * 2
class A:
    """
    >>> A().m()
    1
    """
    def m(self):
        r"""
        >>> y = A()
        >>> y.m(1)
        Traceback (most recent call last):
        TypeError: A.m() takes 1 positional argument but 2 were given
        """
        return 1
