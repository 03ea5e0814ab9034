"""Tracebacks as text."""

import sys
from _traceback import (
    format_entry as _format_entry, format_exception as _format_exception, format_exception_only as _format_only)

__all__ = ['extract_stack', 'extract_tb', 'format_exception', 'format_exception_only', 'format_list', 'format_stack',
           'format_tb', 'print_exc', 'format_exc', 'print_exception', 'print_last', 'print_stack', 'print_tb',
           'clear_frames', 'FrameSummary', 'StackSummary', 'TracebackException', 'walk_stack', 'walk_tb',
           'print_list']

_absent = object()


class FrameSummary:
    """A line of a traceback."""

    __slots__ = ('filename', 'lineno', 'end_lineno', 'colno', 'end_colno', 'name', '_line', 'locals')

    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None, end_lineno=None,
                 colno=None, end_colno=None, **kwargs):
        self.filename = filename
        self.lineno = lineno
        self.end_lineno = lineno if end_lineno is None else end_lineno
        self.colno = colno
        self.end_colno = end_colno
        self.name = name
        self._line = line
        self.locals = None if locals is None else {k: repr(v) for k, v in locals.items()}
        if lookup_line:
            self.line

    @property
    def line(self):
        if self._line is None:
            if self.lineno is None:
                return None
            import linecache
            self._line = linecache.getline(self.filename, self.lineno)
        return self._line.strip()

    def __eq__(self, other):
        if isinstance(other, FrameSummary):
            return (self.filename == other.filename and self.lineno == other.lineno and self.name == other.name
                    and self.locals == other.locals)
        if isinstance(other, tuple):
            return (self.filename, self.lineno, self.name, self.line) == other
        return NotImplemented

    def __getitem__(self, pos):
        return (self.filename, self.lineno, self.name, self.line)[pos]

    def __iter__(self):
        return iter([self.filename, self.lineno, self.name, self.line])

    def __len__(self):
        return 4

    def __repr__(self):
        return f'<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>'


class StackSummary(list):
    """The lines of a traceback or stack."""

    @classmethod
    def extract(klass, frame_gen, *, limit=None, lookup_lines=True, capture_locals=False):
        """The summaries of pairs of frame and line number."""
        places = ((frame, (lineno, None, None, None)) for frame, lineno in frame_gen)
        return klass._extract(places, limit=limit, lookup_lines=lookup_lines, capture_locals=capture_locals)

    @classmethod
    def _extract(klass, places, *, limit=None, lookup_lines=True, capture_locals=False):
        # The places are pairs of a frame and (line, last line, first column, last column).
        result = klass()
        pairs = list(places)
        if limit is None:
            limit = getattr(sys, 'tracebacklimit', None)
            if limit is not None and limit < 0:
                limit = 0
        if limit is not None:
            pairs = pairs[:limit] if limit >= 0 else pairs[limit:]
        for frame, (lineno, end_lineno, colno, end_colno) in pairs:
            code = frame.f_code
            result.append(FrameSummary(code.co_filename, lineno, code.co_name, lookup_line=False,
                                       locals=frame.f_locals if capture_locals else None, end_lineno=end_lineno,
                                       colno=colno, end_colno=end_colno))
        if lookup_lines:
            for f in result:
                f.line
        return result

    @classmethod
    def from_list(klass, a_list):
        """The summaries of FrameSummary objects or old-style tuples."""
        result = StackSummary()
        for item in a_list:
            if not isinstance(item, FrameSummary):
                filename, lineno, name, line = item
                item = FrameSummary(filename, lineno, name, line=line)
            result.append(item)
        return result

    def format_frame_summary(self, frame_summary, **kwargs):
        """The text of one line."""
        text = f'  File "{frame_summary.filename}", line {frame_summary.lineno}, in {frame_summary.name}\n'
        if frame_summary.line:
            if frame_summary.colno is not None and frame_summary.end_colno is not None:
                import linecache
                first, last = frame_summary.lineno, frame_summary.end_lineno
                lines = [linecache.getline(frame_summary.filename, number) for number in range(first, last + 1)]
                text = _format_entry(frame_summary.filename, frame_summary.name, first, last, frame_summary.colno,
                                     frame_summary.end_colno, lines)
            else:
                text += f'    {frame_summary.line}\n'
        if frame_summary.locals:
            for name, value in sorted(frame_summary.locals.items()):
                text += f'    {name} = {value}\n'
        return text

    def format(self, **kwargs):
        """The lines' texts; lines that repeat are counted."""
        result = []
        last = None
        count = 0
        for summary in self:
            key = (summary.filename, summary.lineno, summary.name)
            if key != last:
                if count > 3:
                    result.append(_repeated(count - 3))
                last, count = key, 0
            count += 1
            if count <= 3:
                result.append(self.format_frame_summary(summary))
        if count > 3:
            result.append(_repeated(count - 3))
        return result


def _repeated(count):
    return f'  [Previous line repeated {count} more time{"s" if count > 1 else ""}]\n'


def walk_stack(f):
    """The frames from this one, by default the caller's, outwards, each with its line."""
    if f is None:
        f = sys._getframe(1)
    while f is not None:
        yield f, f.f_lineno
        f = f.f_back


def walk_tb(tb):
    """The frames of a traceback from outside to inside, each with its line."""
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def _walk_tb_places(tb):
    """As `walk_tb`, with all that is known of the place instead of the line number."""
    while tb is not None:
        frame = tb.tb_frame
        place = None
        if tb.tb_lasti >= 0:
            positions = list(frame.f_code.co_positions())
            if tb.tb_lasti // 2 < len(positions):
                place = positions[tb.tb_lasti // 2]
        if place is None or place[0] is None:
            place = tb.tb_lineno, None, None, None
        yield frame, place
        tb = tb.tb_next


def extract_tb(tb, limit=None):
    """The lines of a traceback, or limit of them."""
    return StackSummary._extract(_walk_tb_places(tb), limit=limit)


def extract_stack(f=None, limit=None):
    """The lines of the stack of a frame, by default the caller's."""
    if f is None:
        f = sys._getframe(1)
    stack = StackSummary.extract(walk_stack(f), limit=limit)
    stack.reverse()
    return stack


def format_list(extracted_list):
    """The texts of the lines of a traceback or stack."""
    return StackSummary.from_list(extracted_list).format()


def print_list(extracted_list, file=None):
    """Writes what extract_tb() or extract_stack() returned."""
    _print(format_list(extracted_list), file)


def format_tb(tb, limit=None):
    """The texts of the lines of a traceback."""
    return extract_tb(tb, limit=limit).format()


def format_stack(f=None, limit=None):
    """The texts of the lines of the stack of a frame."""
    if f is None:
        f = sys._getframe(1)
    return format_list(extract_stack(f, limit=limit))


def print_tb(tb, limit=None, file=None):
    """Writes the lines of a traceback, or limit of them."""
    _print(format_tb(tb, limit), file)


def print_stack(f=None, limit=None, file=None):
    """Writes the lines of the stack of a frame, by default the caller's."""
    if f is None:
        f = sys._getframe(1)
    _print(format_list(extract_stack(f, limit=limit)), file)


def _print(lines, file):
    file = sys.stderr if file is None else file
    for line in lines:
        print(line, file=file, end='')


def _exception_of(exc, value):
    if (value is _absent) != (exc is None or isinstance(exc, BaseException)) and value is _absent:
        raise TypeError(f'Exception expected for value, {type(exc).__name__} found')
    return exc if value is _absent else value


def format_exception(exc, /, value=_absent, tb=_absent, limit=None, chain=True, **kwargs):
    """The texts that print_exception() writes."""
    value = _exception_of(exc, value)
    if value is None:
        return ['NoneType: None\n']
    if limit is None and chain and (tb is _absent or tb is value.__traceback__):
        # The VM's own report, which points into the lines as CPython does.
        return _format_exception(value, True)
    own = value.__traceback__ if tb is _absent else tb
    return list(TracebackException(type(value), value, own, limit=limit).format(chain=chain))


def format_exception_only(exc, /, value=_absent, *, show_group=False, **kwargs):
    """The texts of an exception without its traceback."""
    value = _exception_of(exc, value)
    return list(TracebackException(type(value), value, None).format_exception_only(show_group=show_group))


def print_exception(exc, /, value=_absent, tb=_absent, limit=None, file=None, chain=True, **kwargs):
    """Writes an exception with its traceback, and if chain is true, those that led to it."""
    _print([''.join(format_exception(exc, value, tb, limit, chain))], file)


def print_exc(limit=None, file=None, chain=True):
    """Writes the exception that is being handled."""
    print_exception(sys.exception(), limit=limit, file=file, chain=chain)


def format_exc(limit=None, chain=True):
    """What print_exc() writes, as one text."""
    return ''.join(format_exception(sys.exception(), limit=limit, chain=chain))


def print_last(limit=None, file=None, chain=True):
    """Writes the last exception that nobody handled."""
    if not hasattr(sys, 'last_exc'):
        raise ValueError('no last exception')
    print_exception(sys.last_exc, limit=limit, file=file, chain=chain)


def clear_frames(tb):
    """Drops the local variables of a traceback's frames."""
    while tb is not None:
        try:
            tb.tb_frame.clear()
        except (RuntimeError, AttributeError):
            pass
        tb = tb.tb_next


class TracebackException:
    """An exception captured for later formatting."""

    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, lookup_lines=True, capture_locals=False,
                 compact=False, max_group_width=15, max_group_depth=10, save_exc_type=True, _seen=None):
        seen = set() if _seen is None else _seen
        seen.add(id(exc_value))
        self.stack = StackSummary._extract(
            _walk_tb_places(exc_traceback), limit=limit, lookup_lines=lookup_lines, capture_locals=capture_locals)
        self.exc_type = exc_type
        self._str = _safe_text(exc_value, 'exception')
        try:
            self.__notes__ = getattr(exc_value, '__notes__', None)
        except Exception as error:
            self.__notes__ = [f'Ignored error getting __notes__: {_safe_text(error, '__notes__', repr)}']
        self.__suppress_context__ = getattr(exc_value, '__suppress_context__', False)
        self._exception = exc_value
        self.__cause__ = self.__context__ = self.exceptions = None

        def captured(exc):
            return TracebackException(
                type(exc), exc, exc.__traceback__, limit=limit, lookup_lines=lookup_lines,
                capture_locals=capture_locals, _seen=seen)

        cause, context = getattr(exc_value, '__cause__', None), getattr(exc_value, '__context__', None)
        if cause is not None and id(cause) not in seen:
            self.__cause__ = captured(cause)
        if context is not None and not self.__suppress_context__ and id(context) not in seen:
            self.__context__ = captured(context)
        if isinstance(exc_value, BaseExceptionGroup):
            self.exceptions = [captured(e) for e in exc_value.exceptions]

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        """As the constructor, of an exception alone."""
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    @property
    def exc_type_str(self):
        name, module = self.exc_type.__qualname__, self.exc_type.__module__
        return name if module in ('__main__', 'builtins') else f'{module}.{name}'

    def __str__(self):
        return self._str

    def __eq__(self, other):
        if isinstance(other, TracebackException):
            return self.__dict__ == other.__dict__
        return NotImplemented

    def format_exception_only(self, *, show_group=False, **kwargs):
        """The texts of the exception without its traceback."""
        if self.exc_type is None:
            yield 'NoneType: None\n'
            return
        if issubclass(self.exc_type, SyntaxError):
            yield from _format_only(self._exception).splitlines(True)
            return
        name = self.exc_type_str
        yield f'{name}: {self._str}\n' if self._str else f'{name}\n'
        notes = self.__notes__
        if isinstance(notes, (list, tuple)):
            for note in notes:
                for line in _safe_text(note, 'note').split('\n'):
                    yield line + '\n'
        elif notes is not None:
            yield f'{notes!r}\n'

    def format(self, *, chain=True, **kwargs):
        """The texts of the exception with its traceback and, if chain is true, those that led to it."""
        if chain:
            if self.__cause__ is not None:
                yield from self.__cause__.format(chain=chain)
                yield '\nThe above exception was the direct cause of the following exception:\n\n'
            elif self.__context__ is not None and not self.__suppress_context__:
                yield from self.__context__.format(chain=chain)
                yield '\nDuring handling of the above exception, another exception occurred:\n\n'
        if self.exceptions is not None:
            yield from _format_exception(self._exception, False)
            return
        if self.stack:
            yield 'Traceback (most recent call last):\n'
            yield from self.stack.format()
        yield from self.format_exception_only()

    def print(self, *, file=None, chain=True, **kwargs):
        """Writes what format() returns."""
        _print(self.format(chain=chain), file)


def _safe_text(value, what, make=str):
    try:
        return make(value)
    except Exception:
        return f'<{what} {make.__name__}() failed>'
