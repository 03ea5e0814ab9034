"""How long small pieces of code take."""

import gc
import itertools
import linecache
import time
import traceback

__all__ = ['Timer', 'timeit', 'repeat', 'default_timer']

dummy_src_name = '<timeit-src>'
default_number = 1000000
default_repeat = 5
default_timer = time.perf_counter

_globals = globals


def _indented(code, width):
    return code.replace('\n', '\n' + ' ' * width)


class Timer:
    """A statement and what prepares for it, each a string or something to call, and a clock."""

    def __init__(self, stmt='pass', setup='pass', timer=default_timer, globals=None):
        self.timer = timer
        names = {}
        known = _globals() if globals is None else globals
        before = ''
        parameters = ''
        if isinstance(setup, str):
            compile(setup, dummy_src_name, 'exec')
            prefix = setup + '\n'
            before = _indented(setup, 4)
        elif callable(setup):
            names['_setup'] = setup
            parameters += ', _setup=_setup'
            prefix = ''
            before = '_setup()'
        else:
            raise ValueError('setup is neither a string nor callable')
        if isinstance(stmt, str):
            compile(prefix + stmt, dummy_src_name, 'exec')
            body = _indented(stmt, 8)
        elif callable(stmt):
            names['_stmt'] = stmt
            parameters += ', _stmt=_stmt'
            body = '_stmt()'
        else:
            raise ValueError('stmt is neither a string nor callable')
        self.src = (
            f'\ndef inner(_it, _timer{parameters}):\n    {before}\n    _t0 = _timer()\n    for _i in _it:\n'
            f'        {body}\n        pass\n    _t1 = _timer()\n    return _t1 - _t0\n')
        exec(compile(self.src, dummy_src_name, 'exec'), known, names)
        self.inner = names['inner']

    def print_exc(self, file=None):
        """Prints the traceback of the exception being handled, with the lines of the timed code."""
        linecache.cache[dummy_src_name] = (len(self.src), None, self.src.split('\n'), dummy_src_name)
        traceback.print_exc(file=file)

    def timeit(self, number=default_number):
        """Seconds that so many runs of the statement take, after one of the setup."""
        rounds = itertools.repeat(None, number)
        collecting = gc.isenabled()
        gc.disable()
        try:
            return self.inner(rounds, self.timer)
        finally:
            if collecting:
                gc.enable()

    def repeat(self, repeat=default_repeat, number=default_number):
        """A list of the results of so many calls of timeit()."""
        return [self.timeit(number) for _ in range(repeat)]

    def autorange(self, callback=None):
        """How many runs take at least 0.2 seconds, and how long they took."""
        scale = 1
        while True:
            for digit in (1, 2, 5):
                number = scale * digit
                taken = self.timeit(number)
                if callback:
                    callback(number, taken)
                if taken >= 0.2:
                    return number, taken
            scale *= 10


def timeit(stmt='pass', setup='pass', timer=default_timer, number=default_number, globals=None):
    """Seconds that so many runs of the statement take."""
    return Timer(stmt, setup, timer, globals).timeit(number)


def repeat(stmt='pass', setup='pass', timer=default_timer, repeat=default_repeat, number=default_number, globals=None):
    """A list of what timeit() says, called so often."""
    return Timer(stmt, setup, timer, globals).repeat(repeat, number)
