"""Measures how often functions are called and how long they take: `python -m cProfile FILE`, or the class Profile."""

import sys
import time
from types import CodeType

import profile as _profile

__all__ = ['run', 'runctx', 'Profile']


def run(statement, filename=None, sort=-1):
    """Runs statements in __main__ and prints what was measured, or writes it to a file."""
    return _profile._Utils(Profile).run(statement, filename, sort)


def runctx(statement, globals, locals, filename=None, sort=-1):
    """As run(), in other namespaces."""
    return _profile._Utils(Profile).runctx(statement, globals, locals, filename, sort)


class _Entry:
    """What was measured of a function."""

    __slots__ = 'code', 'callcount', 'reccallcount', 'totaltime', 'inlinetime', 'calls', 'level'

    def __init__(self, code):
        self.code = code
        self.callcount = self.reccallcount = self.level = 0
        self.totaltime = self.inlinetime = 0
        self.calls = None

    def __repr__(self):
        return f'{type(self).__name__}(code={self.code!r}, callcount={self.callcount!r})'


class Profile(_profile._Reports):
    """Measures between enable() and disable(), or in a `with` statement."""

    def __init__(self, timer=None, timeunit=0.0, subcalls=True, builtins=True):
        self._timer = timer or time.perf_counter
        self._unit = timeunit or 1
        self._subcalls = subcalls
        self._builtins = builtins
        self._entries = {}
        # Of the calls under way: the function's entry, that of the call by its caller, when it began, and what calls of
        # its own have taken.
        self._stack = []

    def enable(self, subcalls=True, builtins=True):
        """Begins to measure."""
        if sys.getprofile() is not None:
            raise ValueError('Another profiling tool is already active')
        self._subcalls, self._builtins = subcalls, builtins
        sys.setprofile(self._event)

    def disable(self):
        """Measures no more."""
        if sys.getprofile() is not None:
            # The call that ends it is a native's in CPython, and counted.
            self._enter("<method 'disable' of '_lsprof.Profiler' objects>")
        sys.setprofile(None)
        while self._stack:
            self._leave()

    def clear(self):
        """Forgets what was measured."""
        self._entries.clear()
        self._stack.clear()

    def _event(self, frame, event, arg):
        if event == 'call':
            self._enter(frame.f_code)
        elif event == 'return':
            self._leave()
        elif not self._builtins:
            pass
        elif event == 'c_call':
            self._enter(_name_of(arg))
        elif self._stack:
            self._leave()

    def _enter(self, code):
        entry = self._entries.get(code)
        if entry is None:
            entry = self._entries[code] = _Entry(code)
        entry.level += 1
        call = None
        if self._subcalls and self._stack:
            caller = self._stack[-1][0]
            if caller.calls is None:
                caller.calls = {}
            call = caller.calls.get(code)
            if call is None:
                call = caller.calls[code] = _Entry(code)
            call.level += 1
        self._stack.append([entry, call, self._timer(), 0])

    def _leave(self):
        now = self._timer()
        if not self._stack:
            return
        entry, call, begun, inner = self._stack.pop()
        took = now - begun
        if self._stack:
            self._stack[-1][3] += took
        for measured in (entry, call):
            if measured is None:
                continue
            measured.level -= 1
            measured.callcount += 1
            if measured.level == 0:
                measured.totaltime += took
            else:
                measured.reccallcount += 1
            measured.inlinetime += took - inner

    def getstats(self):
        """The entries: code, callcount, reccallcount, totaltime, inlinetime and calls, entries too, of each function."""
        entries = []
        for entry in self._entries.values():
            if not entry.callcount:
                continue
            shown = self._scaled(entry)
            shown.calls = [self._scaled(call) for call in entry.calls.values() if call.callcount] if entry.calls else None
            entries.append(shown)
        return entries

    def _scaled(self, entry):
        shown = _Entry(entry.code)
        shown.callcount, shown.reccallcount = entry.callcount, entry.reccallcount
        shown.totaltime, shown.inlinetime = entry.totaltime * self._unit, entry.inlinetime * self._unit
        return shown

    def create_stats(self):
        """Ends measuring; `stats` is what pstats reads."""
        self.disable()
        self.snapshot_stats()

    def snapshot_stats(self):
        """Makes `stats`."""
        self.stats = {}
        callers_of = {}
        entries = self.getstats()
        for entry in entries:
            function = label(entry.code)
            own = callers_of.setdefault(entry.code, {})
            self.stats[function] = (entry.callcount - entry.reccallcount, entry.callcount, entry.inlinetime,
                                    entry.totaltime, own)
        for entry in entries:
            for call in entry.calls or ():
                callers = callers_of.get(call.code)
                if callers is None:
                    continue
                key = label(entry.code)
                new = (call.callcount, call.callcount - call.reccallcount, call.inlinetime, call.totaltime)
                if key in callers:
                    new = tuple(a + b for a, b in zip(callers[key], new))
                callers[key] = new

    def run(self, cmd):
        """Runs statements in __main__ and measures."""
        import __main__
        namespace = __main__.__dict__
        return self.runctx(cmd, namespace, namespace)

    def runctx(self, cmd, globals, locals):
        """Runs statements and measures."""
        self.enable()
        try:
            exec(cmd, globals, locals)
        finally:
            self.disable()
        return self

    def runcall(self, func, /, *args, **kw):
        """Calls a function and measures; returns what it returns."""
        self.enable()
        try:
            return func(*args, **kw)
        finally:
            self.disable()

    def __enter__(self):
        self.enable()
        return self

    def __exit__(self, *exc_info):
        self.disable()


def _name_of(function):
    """What a native function is called in reports."""
    owner = getattr(function, '__self__', None)
    name = getattr(function, '__name__', '')
    if owner is None or type(owner) is type(sys):
        module = getattr(function, '__module__', None)
        if module and module != '__main__':
            return f'<built-in method {module}.{name}>'
        return f'<built-in method {name}>'
    if isinstance(owner, type):
        return f'<built-in method {name}>'
    return f'<method {name!r} of {type(owner).__name__!r} objects>'


def label(code):
    """(file, line, name) of code, or of what a native function is called."""
    if isinstance(code, str):
        return '~', 0, code
    return code.co_filename, code.co_firstlineno, code.co_name


def main():
    """The command line."""
    _profile._main(Profile, 'cProfile')


if __name__ == '__main__':
    main()
