"""Regular expressions."""

import enum
from _sre import Match, Pattern, compile as _compile_native

__all__ = ['match', 'fullmatch', 'search', 'sub', 'subn', 'split', 'findall', 'finditer', 'compile', 'purge', 'escape',
           'error', 'Pattern', 'Match', 'A', 'I', 'L', 'M', 'S', 'X', 'U', 'ASCII', 'IGNORECASE', 'LOCALE', 'MULTILINE',
           'DOTALL', 'VERBOSE', 'UNICODE', 'NOFLAG', 'RegexFlag', 'PatternError']

__version__ = '2.2.1'


class PatternError(Exception):
    """What is wrong with a pattern.

    `msg` is the message, `pattern` the pattern, `pos` where it failed (may be None), `lineno` and `colno` the line and
    column of that place.
    """

    __module__ = 're'

    def __init__(self, msg, pattern=None, pos=None):
        self.msg = msg
        self.pattern = pattern
        self.pos = pos
        if pattern is not None and pos is not None:
            msg = f'{msg} at position {pos}'
            newline = '\n' if isinstance(pattern, str) else b'\n'
            self.lineno = pattern.count(newline, 0, pos) + 1
            self.colno = pos - pattern.rfind(newline, 0, pos)
            if newline in pattern:
                msg = f'{msg} (line {self.lineno}, column {self.colno})'
        else:
            self.lineno = self.colno = None
        super().__init__(msg)


error = PatternError


@enum.global_enum
class RegexFlag(enum.IntFlag, boundary=enum.KEEP):
    NOFLAG = 0
    ASCII = A = 256
    IGNORECASE = I = 2  # noqa: E741
    LOCALE = L = 4
    UNICODE = U = 32
    MULTILINE = M = 8
    DOTALL = S = 16
    VERBOSE = X = 64
    DEBUG = 128
    __str__ = object.__str__
    _numeric_repr_ = hex


def match(pattern, string, flags=0):
    """Matches at the start of the string; None without a match."""
    return _compile(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    """Matches the whole string; None without a match."""
    return _compile(pattern, flags).fullmatch(string)


def search(pattern, string, flags=0):
    """Finds the first match in the string; None without one."""
    return _compile(pattern, flags).search(string)


class _ZeroSentinel(int):
    pass


_zero_sentinel = _ZeroSentinel()


def _positional(function, names, args, count, flags):
    """What `count` and `flags` are when they were given by position, which is deprecated."""
    values = [count, flags]
    for index, arg in enumerate(args):
        if index > 1:
            raise TypeError(f'{function}() takes from {3 - (function == "split")} to {5 - (function == "split")} '
                            f'positional arguments but {len(args) + 3 - (function == "split")} were given')
        if values[index] is not _zero_sentinel:
            raise TypeError(f'{function}() got multiple values for argument {names[index]!r}')
        values[index] = arg
    import warnings
    warnings.warn(f'{names[0]!r} is passed as positional argument', DeprecationWarning, stacklevel=3)
    return values


def sub(pattern, repl, string, *args, count=_zero_sentinel, flags=_zero_sentinel):
    """The string with the matches replaced: by a template, or by what a function makes of the match."""
    if args:
        count, flags = _positional('sub', ('count', 'flags'), args, count, flags)
    return _compile(pattern, flags).sub(repl, string, count)


def subn(pattern, repl, string, *args, count=_zero_sentinel, flags=_zero_sentinel):
    """As `sub`; returns the string and the number of replacements."""
    if args:
        count, flags = _positional('subn', ('count', 'flags'), args, count, flags)
    return _compile(pattern, flags).subn(repl, string, count)


def split(pattern, string, *args, maxsplit=_zero_sentinel, flags=_zero_sentinel):
    """The parts of the string between the matches, and the groups of the matches."""
    if args:
        maxsplit, flags = _positional('split', ('maxsplit', 'flags'), args, maxsplit, flags)
    return _compile(pattern, flags).split(string, maxsplit)


def findall(pattern, string, flags=0):
    """All matches: strings, or tuples if the pattern has several groups."""
    return _compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    """An iterator over the match objects of all matches."""
    return _compile(pattern, flags).finditer(string)


def compile(pattern, flags=0):
    """A pattern object."""
    return _compile(pattern, flags)


def purge():
    """Forgets the patterns that were compiled."""
    _cache.clear()


_special_chars_map = {code: '\\' + chr(code) for code in b'()[]{}?*+-|^$\\.&~# \t\n\r\v\f'}


def escape(pattern):
    """The pattern that matches the string itself."""
    if isinstance(pattern, str):
        return pattern.translate(_special_chars_map)
    return str(pattern, 'latin1').translate(_special_chars_map).encode('latin1')


_cache = {}
_MAXCACHE = 512


def _compile(pattern, flags):
    if type(flags) is not int and isinstance(flags, RegexFlag):
        flags = flags.value
    try:
        return _cache[type(pattern), pattern, flags]
    except KeyError:
        pass
    if isinstance(pattern, Pattern):
        if flags:
            raise ValueError('cannot process flags argument with a compiled pattern')
        return pattern
    if not isinstance(pattern, (str, bytes, bytearray, memoryview)):
        raise TypeError('first argument must be string or compiled pattern')
    compiled = _compile_native(pattern, int(flags))
    if not flags & 128:
        if len(_cache) >= _MAXCACHE:
            del _cache[next(iter(_cache))]
        _cache[type(pattern), pattern, flags] = compiled
    return compiled


def _warn_of_set(message):
    """Warns whoever called this module of a set that may mean something else one day."""
    import warnings
    warnings.warn(message, FutureWarning, stacklevel=2, skip_file_prefixes=(__file__,))


class Scanner:
    """Cuts text into tokens by a list of (pattern, action)."""

    def __init__(self, lexicon, flags=0):
        self.lexicon = lexicon
        self._patterns = [(_compile(phrase, flags), action) for phrase, action in lexicon]

    def scan(self, string):
        """The tokens, and the rest that no pattern matches."""
        result = []
        at = 0
        while True:
            for pattern, action in self._patterns:
                found = pattern.match(string, at)
                if found is not None:
                    break
            else:
                break
            end = found.end()
            if end == at:
                break
            if callable(action):
                self.match = found
                action = action(self, found.group())
            if action is not None:
                result.append(action)
            at = end
        return result, string[at:]
