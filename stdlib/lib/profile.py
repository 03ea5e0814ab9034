"""Measures how often functions are called and how long they take, as cProfile does; the timer and the cost of an event can
be given."""

import sys
import time

__all__ = ['run', 'runctx', 'Profile']


class _Utils:
    """What run() and runctx() of this module and of cProfile are."""

    def __init__(self, profiler):
        self.profiler = profiler

    def run(self, statement, filename, sort):
        """Runs statements in __main__."""
        prof = self.profiler()
        try:
            prof.run(statement)
        except SystemExit:
            pass
        finally:
            self._show(prof, filename, sort)

    def runctx(self, statement, globals, locals, filename, sort):
        """Runs statements in namespaces."""
        prof = self.profiler()
        try:
            prof.runctx(statement, globals, locals)
        except SystemExit:
            pass
        finally:
            self._show(prof, filename, sort)

    def _show(self, prof, filename, sort):
        if filename is not None:
            prof.dump_stats(filename)
        else:
            prof.print_stats(sort)


def run(statement, filename=None, sort=-1):
    """Runs statements in __main__ and prints what was measured, or writes it to a file."""
    return _Utils(Profile).run(statement, filename, sort)


def runctx(statement, globals, locals, filename=None, sort=-1):
    """As run(), in other namespaces."""
    return _Utils(Profile).runctx(statement, globals, locals, filename, sort)


class _Reports:
    """What profilers make of what they have measured: `create_stats` sets `stats`."""

    def print_stats(self, sort=-1):
        """Prints what was measured."""
        import pstats
        if not isinstance(sort, tuple):
            sort = (sort,)
        pstats.Stats(self).strip_dirs().sort_stats(*sort).print_stats()

    def dump_stats(self, file):
        """Writes what was measured, for pstats."""
        import marshal
        with open(file, 'wb') as f:
            self.create_stats()
            marshal.dump(self.stats, f)


class Profile(_Reports):
    """Measures what run(), runctx() or runcall() run. `timer` returns seconds; `bias` is what an event costs."""

    bias = 0

    def __init__(self, timer=None, bias=None):
        self.timer = timer or time.process_time
        got = self.timer()
        # A timer like os.times() returns several times, which add up.
        self.get_time = self.timer if isinstance(got, (int, float)) else lambda: sum(self.timer()[:2])
        if bias is not None:
            self.bias = bias
        self.timings = {}
        self.c_func_name = ''
        self.stack = []

    def _dispatch(self, frame, event, arg):
        now = self.get_time()
        if event == 'call':
            code = frame.f_code
            self._enter((code.co_filename, code.co_firstlineno, code.co_name), now)
        elif event == 'c_call':
            self.c_func_name = arg.__name__
            self._enter(('', 0, arg.__name__), now)
        elif self.stack:
            self._leave(now)

    def _enter(self, function, now):
        # Function, when it began, what its calls have taken, its caller.
        caller = self.stack[-1][0] if self.stack else ('profile', 0, 'profiler')
        timing = self.timings.setdefault(function, [0, 0, 0, 0, {}, 0])
        timing[5] += 1
        self.stack.append([function, now, 0, caller])

    def _leave(self, now):
        function, begun, inner, caller = self.stack.pop()
        took = max(0, now - begun - self.bias)
        if self.stack:
            self.stack[-1][2] += took
        timing = self.timings[function]
        timing[5] -= 1
        timing[1] += 1
        timing[2] += took - inner
        if not timing[5]:
            timing[0] += 1
            timing[3] += took
        timing[4][caller] = timing[4].get(caller, 0) + 1

    def set_cmd(self, cmd):
        """What is measured is called this in reports."""
        self._enter(('profile', 0, str(cmd)), self.get_time())

    def create_stats(self):
        """Ends measuring; `stats` is what pstats reads."""
        while self.stack:
            self._leave(self.get_time())
        self.snapshot_stats()

    def snapshot_stats(self):
        """Makes `stats`."""
        self.stats = {function: (cc, nc, tt, ct, callers.copy())
                      for function, (cc, nc, tt, ct, callers, _) in self.timings.items()}

    def run(self, cmd):
        """Runs statements in __main__ and measures."""
        import __main__
        namespace = __main__.__dict__
        return self.runctx(cmd, namespace, namespace)

    def runctx(self, cmd, globals, locals):
        """Runs statements and measures."""
        self.set_cmd(cmd)
        sys.setprofile(self._dispatch)
        try:
            exec(cmd, globals, locals)
        finally:
            sys.setprofile(None)
        return self

    def runcall(self, func, /, *args, **kw):
        """Calls a function and measures; returns what it returns."""
        self.set_cmd(repr(func))
        sys.setprofile(self._dispatch)
        try:
            return func(*args, **kw)
        finally:
            sys.setprofile(None)

    def calibrate(self, m, verbose=0):
        """What an event costs here, measured with `m` calls: to be given as `bias`."""
        if self.__class__ is not Profile:
            raise TypeError('Subclasses must override .calibrate().')
        saved, self.bias = self.bias, 0
        try:
            def called():
                pass

            def calls(count):
                for _ in range(count):
                    called()

            begun = self.get_time()
            calls(m)
            plain = self.get_time() - begun
            prof = Profile(self.timer)
            begun = self.get_time()
            prof.runcall(calls, m)
            profiled = self.get_time() - begun
            if verbose:
                print('elapsed time without profiling =', plain)
                print('elapsed time with profiling =', profiled)
            return max(0.0, (profiled - plain) / (2 * m or 1))
        finally:
            self.bias = saved


def _main(profiler, name):
    """The command line of this module and of cProfile."""
    import argparse
    import io
    import os
    import pstats
    parser = argparse.ArgumentParser(prog=name, usage=f'{name}.py [-o output_file_path] [-s sort] [-m module | '
                                     'scriptfile] [arg] ...', allow_abbrev=False)
    parser.add_argument('-o', '--outfile', dest='outfile', help='Save stats to <outfile>')
    parser.add_argument('-s', '--sort', dest='sort', default=2 if name == 'cProfile' else -1,
                        choices=sorted(pstats.Stats.sort_arg_dict_default), metavar='SORT',
                        help='Sort order when printing to stdout')
    own, rest = [], sys.argv[1:]
    module = script = None
    while rest:
        first = rest.pop(0)
        if first == '-m':
            module = rest.pop(0) if rest else parser.error('option -m needs an argument')
            break
        if not first.startswith('-'):
            script = first
            break
        own.append(first)
        if first in ('-o', '--outfile', '-s', '--sort') and rest:
            own.append(rest.pop(0))
    options = parser.parse_args(own)
    if module is None and script is None:
        parser.print_usage()
        sys.exit(2)
    if options.outfile is not None:
        options.outfile = os.path.abspath(options.outfile)
    if module is not None:
        import runpy
        sys.argv[:] = [module, *rest]
        code = "run_module(modname, run_name='__main__', alter_sys=True)"
        namespace = {'run_module': runpy.run_module, 'modname': module}
    else:
        sys.argv[:] = [script, *rest]
        sys.path.insert(0, os.path.dirname(script))
        with io.open_code(script) as file:
            code = compile(file.read(), script, 'exec')
        import types
        main = types.ModuleType('__main__')
        main.__file__ = script
        main.__spec__ = None
        sys.modules['__main__'] = main
        namespace = main.__dict__
    try:
        _Utils(profiler).runctx(code, namespace, None if module else namespace, options.outfile, options.sort)
    except BrokenPipeError as error:
        sys.stdout = None
        sys.exit(error.errno)


def main():
    """The command line."""
    _main(Profile, 'profile')


if __name__ == '__main__':
    main()
