"""How long small pieces of code take.

    python -m timeit [-n N] [-r N] [-u UNIT] [-s S] [-p] [-v] [-h] [--] [statement ...]

  -n, --number N   how many times to run the statement; by default as often as takes 0.2 seconds
  -r, --repeat N   how many times to repeat that; 5 by default
  -s, --setup S    what to run once before, which is not timed; several are lines of one
  -p, --process    take the time of the process, not that of the wall
  -v, --verbose    print all times; repeated for more digits
  -u, --unit UNIT  print times in nsec, usec, msec or sec
  -h, --help       print this

Several statements are lines of one."""

import gc
import itertools
import linecache
import sys
import time
import traceback

__all__ = ['Timer', 'timeit', 'repeat', 'default_timer']

dummy_src_name = '<timeit-src>'
default_number = 1000000
default_repeat = 5
default_timer = time.perf_counter

_globals = globals


template = """
def inner(_it, _timer{init}):
    {setup}
    _t0 = _timer()
    for _i in _it:
        {stmt}
        pass
    _t1 = _timer()
    return _t1 - _t0
"""


def reindent(src, indent):
    """Source with all lines but the first moved to the right."""
    return src.replace('\n', '\n' + ' ' * indent)


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
            before = reindent(setup, 4)
        elif callable(setup):
            names['_setup'] = setup
            parameters += ', _setup=_setup'
            prefix = ''
            before = '_setup()'
        else:
            raise ValueError('setup is neither a string nor callable')
        if isinstance(stmt, str):
            compile(prefix + stmt, dummy_src_name, 'exec')
            body = reindent(stmt, 8)
        elif callable(stmt):
            names['_stmt'] = stmt
            parameters += ', _stmt=_stmt'
            body = '_stmt()'
        else:
            raise ValueError('stmt is neither a string nor callable')
        self.src = template.format(stmt=body, setup=before, init=parameters)
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


_UNITS = {'nsec': 1e-9, 'usec': 1e-6, 'msec': 1e-3, 'sec': 1.0}


def main(args=None, *, _wrap_timer=None):
    """The command line; `_wrap_timer` replaces the clock. Returns the exit status, which is None if all went well."""
    import getopt
    if args is None:
        args = sys.argv[1:]
    try:
        opts, args = getopt.getopt(args, 'n:u:s:r:pvh', [
            'number=', 'setup=', 'repeat=', 'process', 'verbose', 'unit=', 'help'])
    except getopt.error as error:
        print(error)
        print('use -h/--help for command line help')
        return 2
    timer, number, repeats, unit, setup, verbose, precision = default_timer, 0, default_repeat, None, [], 0, 3
    for option, value in opts:
        match option:
            case '-n' | '--number':
                number = int(value)
            case '-s' | '--setup':
                setup.append(value)
            case '-u' | '--unit':
                if value not in _UNITS:
                    print('Unrecognized unit. Please select nsec, usec, msec, or sec.', file=sys.stderr)
                    return 2
                unit = value
            case '-r' | '--repeat':
                repeats = max(int(value), 1)
            case '-p' | '--process':
                timer = time.process_time
            case '-v' | '--verbose':
                precision += verbose > 0
                verbose += 1
            case '-h' | '--help':
                print(__doc__)
                return 0
    # Timed code may import from where it stands.
    import os
    sys.path.insert(0, os.curdir)
    if _wrap_timer is not None:
        timer = _wrap_timer(timer)
    timed = Timer('\n'.join(args) or 'pass', '\n'.join(setup) or 'pass', timer)

    def shown(seconds):
        name = unit or next((name for name, size in reversed(_UNITS.items()) if seconds >= size), 'nsec')
        return f'{seconds / _UNITS[name]:.{precision}g} {name}'

    def progress(number, seconds):
        print(f"{number} loop{'s' if number != 1 else ''} -> {seconds:.{precision}g} sec{'s' if number != 1 else ''}")

    try:
        if not number:
            number, _ = timed.autorange(progress if verbose else None)
            if verbose:
                print()
        times = timed.repeat(repeats, number)
    except:
        timed.print_exc()
        return 1
    if verbose:
        print(f"raw times: {', '.join(map(shown, times))}")
        print()
    each = [seconds / number for seconds in times]
    best, worst = min(each), max(each)
    print(f"{number} loop{'s' if number != 1 else ''}, best of {repeats}: {shown(best)} per loop")
    if worst >= best * 4:
        import warnings
        warnings.warn_explicit(
            f'The test results are likely unreliable. The worst time ({shown(worst)}) was more than four times slower '
            f'than the best time ({shown(best)}).', UserWarning, '', 0)
    return None


if __name__ == '__main__':
    sys.exit(main())
