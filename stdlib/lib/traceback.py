"""Tracebacks as text."""

import collections
import itertools
import linecache
import sys
from _traceback import (
    distance as _distance, hint as _hint, keyword as _keyword, place as _place, source_block as _source_block)

__all__ = ['extract_stack', 'extract_tb', 'format_exception', 'format_exception_only', 'format_list', 'format_stack',
           'format_tb', 'print_exc', 'format_exc', 'print_exception', 'print_last', 'print_stack', 'print_tb',
           'clear_frames', 'FrameSummary', 'StackSummary', 'TracebackException', 'walk_stack', 'walk_tb',
           'print_list']

_CAUSE = '\nThe above exception was the direct cause of the following exception:\n\n'
_CONTEXT = '\nDuring handling of the above exception, another exception occurred:\n\n'
# The same line is shown this many times before repetitions are only counted.
_REPETITIONS = 3


class _Implicit:
    def __repr__(self):
        return '<implicit>'


_sentinel = _Implicit()


class FrameSummary:
    """A line of a traceback."""

    __slots__ = ('filename', 'lineno', 'end_lineno', 'colno', 'end_colno', 'name', '_lines', '_lines_dedented',
                 'locals', '_code')

    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None, end_lineno=None,
                 colno=None, end_colno=None, **kwargs):
        self.filename = filename
        self.lineno = lineno
        self.end_lineno = lineno if end_lineno is None else end_lineno
        self.colno = colno
        self.end_colno = end_colno
        self.name = name
        self._code = kwargs.get('_code')
        self._lines = line
        self._lines_dedented = None
        if lookup_line:
            self.line
        if locals is None:
            self.locals = None
        else:
            self.locals = {key: _safe_string(value, 'local', func=repr) for key, value in locals.items()}

    @property
    def _original_lines(self):
        # All lines of the statement as they stand in the file, or None.
        if self._lines is None and self.lineno is not None and self.end_lineno is not None:
            numbers = range(self.lineno, self.end_lineno + 1)
            self._lines = '\n'.join(map(self._line_of_file, numbers)) + '\n'
        return self._lines

    def _line_of_file(self, number):
        line = linecache.getline(self.filename, number).rstrip()
        if not line and self._code is not None and self.filename.startswith('<'):
            line = linecache._getline_from_code(self._code, number).rstrip()
        return line

    @property
    def _dedented_lines(self):
        if self._lines_dedented is None and self._original_lines is not None:
            import textwrap
            self._lines_dedented = textwrap.dedent(self._lines)
        return self._lines_dedented

    @property
    def line(self):
        lines = self._original_lines
        return None if lines is None else lines.partition('\n')[0].strip()

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
        if limit is None:
            limit = getattr(sys, 'tracebacklimit', None)
            if limit is not None and limit < 0:
                limit = 0
        if limit is not None:
            if limit >= 0:
                places = itertools.islice(places, limit)
            else:
                places = collections.deque(places, maxlen=-limit)
        result = klass()
        filenames = set()
        for frame, (lineno, end_lineno, colno, end_colno) in places:
            code = frame.f_code
            filenames.add(code.co_filename)
            linecache.lazycache(code.co_filename, frame.f_globals)
            result.append(FrameSummary(
                code.co_filename, lineno, code.co_name, lookup_line=False,
                locals=frame.f_locals if capture_locals else None, end_lineno=end_lineno, colno=colno,
                end_colno=end_colno, _code=code))
        for filename in filenames:
            linecache.checkcache(filename)
        if lookup_lines:
            for summary in result:
                summary.line
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
        filename, lineno = frame_summary.filename, frame_summary.lineno
        if filename.startswith('<stdin-') and filename.endswith('>'):
            filename = '<stdin>'
        colorize = kwargs.get('colorize', False)
        theme = _theme(kwargs)
        text = (f'  File {theme.filename}"{filename}"{theme.reset}, line {theme.line_no}{lineno}{theme.reset}, '
                f'in {theme.frame}{frame_summary.name}{theme.reset}\n')
        lines = frame_summary._dedented_lines
        if lines and lines.strip():
            first, last = frame_summary.colno, frame_summary.end_colno
            if first is None or last is None:
                text += f'    {frame_summary.line}\n'
            else:
                lines = frame_summary._original_lines.splitlines()
                text += _source_block(lines[:frame_summary.end_lineno - lineno + 1], first, last, colorize)
        if frame_summary.locals:
            for name, value in sorted(frame_summary.locals.items()):
                text += f'    {name} = {value}\n'
        return text

    def format(self, **kwargs):
        """The lines' texts; lines that repeat are counted."""
        result = []
        last = None
        count = 0

        def repeated():
            if count > _REPETITIONS:
                more = count - _REPETITIONS
                result.append(f'  [Previous line repeated {more} more time{"s" if more > 1 else ""}]\n')

        for summary in self:
            text = self.format_frame_summary(summary, **kwargs)
            if text is None:
                continue
            key = summary.filename, summary.lineno, summary.name
            if None in key[:2] or key != last:
                repeated()
                last, count = key, 0
            count += 1
            if count <= _REPETITIONS:
                result.append(text)
        repeated()
        return result


def walk_stack(f):
    """The frames from this one, by default the caller's, outwards, each with its line."""
    if f is None:
        f = sys._getframe(1)

    def outwards(frame):
        while frame is not None:
            yield frame, frame.f_lineno
            frame = frame.f_back

    return outwards(f)


def walk_tb(tb):
    """The frames of a traceback from outside to inside, each with its line."""
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def _shown_places(tb, exc=None):
    # Frames of the library are shown where there are no others.
    return list(_places(tb, exc)) or _places(tb, exc, library=True)


def _places(tb, exc=None, library=False):
    # As walk_tb, with (line, last line, first column, last column) instead of the line number. What the program has
    # made up in the place of a traceback will do, too.
    while tb is not None:
        place = _place(tb, exc, library)
        if place is None:
            place = (None,) * 4
            if tb.tb_lasti >= 0:
                place = next(itertools.islice(tb.tb_frame.f_code.co_positions(), tb.tb_lasti // 2, None), place)
        if place:
            yield tb.tb_frame, place if place[0] is not None else (tb.tb_lineno, *place[1:])
        tb = tb.tb_next


def extract_tb(tb, limit=None):
    """The lines of a traceback, or limit of them; those in the library too, which what is printed leaves out."""
    return StackSummary._extract(_places(tb, library=True), limit=limit)


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
    return StackSummary._extract(_shown_places(tb), limit=limit).format()


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


def _parse_value_tb(exc, value, tb):
    if (value is _sentinel) != (tb is _sentinel):
        raise ValueError('Both or neither of value and tb must be given')
    if value is not _sentinel:
        return value, tb
    if exc is None:
        return None, None
    if isinstance(exc, BaseException):
        return exc, exc.__traceback__
    raise TypeError(f'Exception expected for value, {type(exc).__name__} found')


def format_exception(exc, /, value=_sentinel, tb=_sentinel, limit=None, chain=True, **kwargs):
    """The texts that print_exception() writes."""
    value, tb = _parse_value_tb(exc, value, tb)
    captured = TracebackException(type(value), value, tb, limit=limit, compact=True)
    return list(captured.format(chain=chain, **kwargs))


def format_exception_only(exc, /, value=_sentinel, *, show_group=False, **kwargs):
    """The texts of an exception without its traceback."""
    if value is _sentinel:
        value = exc
    captured = TracebackException(type(value), value, None, compact=True)
    return list(captured.format_exception_only(show_group=show_group, **kwargs))


def print_exception(exc, /, value=_sentinel, tb=_sentinel, limit=None, file=None, chain=True, **kwargs):
    """Writes an exception with its traceback, and if chain is true, those that led to it."""
    value, tb = _parse_value_tb(exc, value, tb)
    captured = TracebackException(type(value), value, tb, limit=limit, compact=True)
    captured.print(file=file, chain=chain, **kwargs)


def print_exc(limit=None, file=None, chain=True):
    """Writes the exception that is being handled."""
    print_exception(sys.exception(), limit=limit, file=file, chain=chain)


def format_exc(limit=None, chain=True):
    """What print_exc() writes, as one text."""
    return ''.join(format_exception(sys.exception(), limit=limit, chain=chain))


def print_last(limit=None, file=None, chain=True):
    """Writes the last exception that nobody handled."""
    if hasattr(sys, 'last_exc'):
        print_exception(sys.last_exc, limit=limit, file=file, chain=chain)
    elif hasattr(sys, 'last_type'):
        print_exception(sys.last_type, sys.last_value, sys.last_traceback, limit, file, chain)
    else:
        raise ValueError('no last exception')


def clear_frames(tb):
    """Drops the local variables of a traceback's frames."""
    while tb is not None:
        try:
            tb.tb_frame.clear()
        except RuntimeError:
            pass
        tb = tb.tb_next


class _Context:
    """How deep in groups what is being formatted stands."""

    def __init__(self):
        self.depth = 0
        # The innermost group whose last member is shown still needs its closing line.
        self.need_close = False

    def indent(self):
        return ' ' * (2 * self.depth)

    def emit(self, texts, margin='|'):
        """Puts the margin of the group before each line."""
        if isinstance(texts, str):
            texts = [texts]
        prefix = f'{self.indent()}{margin} ' if self.depth else ''
        for text in texts:
            yield ''.join(prefix + line for line in text.splitlines(True)) if prefix else text


class TracebackException:
    """An exception captured for later formatting."""

    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, lookup_lines=True, capture_locals=False,
                 compact=False, max_group_width=15, max_group_depth=10, save_exc_type=True, _seen=None):
        # What an exception led to is captured from this list, not by recursion: chains can be long.
        is_first = _seen is None
        seen = set() if is_first else _seen
        self._capture(exc_type, exc_value, exc_traceback, limit, lookup_lines, capture_locals, max_group_width,
                      max_group_depth, save_exc_type, seen)
        self.__cause__ = self.__context__ = self.exceptions = None
        if not is_first:
            return

        def captured(error):
            made = TracebackException(
                type(error), error, error.__traceback__, limit=limit, lookup_lines=lookup_lines,
                capture_locals=capture_locals, max_group_width=max_group_width, max_group_depth=max_group_depth,
                save_exc_type=save_exc_type, _seen=seen)
            left.append((made, error))
            return made

        left = [(self, exc_value)]
        while left:
            at, error = left.pop()
            if error is None:
                continue
            cause, context = error.__cause__, error.__context__
            if cause is not None and id(cause) not in seen:
                at.__cause__ = captured(cause)
            wanted = not compact or (at.__cause__ is None and not error.__suppress_context__)
            if wanted and context is not None and id(context) not in seen:
                at.__context__ = captured(context)
            if isinstance(error, BaseExceptionGroup):
                at.exceptions = [captured(member) for member in error.exceptions]

    def _capture(self, exc_type, exc_value, exc_traceback, limit, lookup_lines, capture_locals, max_group_width,
                 max_group_depth, save_exc_type, seen):
        seen.add(id(exc_value))
        self.max_group_width = max_group_width
        self.max_group_depth = max_group_depth
        self.stack = StackSummary._extract(
            _shown_places(exc_traceback, exc_value), limit=limit, lookup_lines=lookup_lines, capture_locals=capture_locals)
        self._exc_type = exc_type if save_exc_type else None
        self._str = _safe_string(exc_value, 'exception')
        try:
            self.__notes__ = getattr(exc_value, '__notes__', None)
        except Exception as error:
            self.__notes__ = [f'Ignored error getting __notes__: {_safe_string(error, "__notes__", repr)}']
        self._is_syntax_error = False
        self._have_exc_type = exc_type is not None
        if exc_type is not None:
            self.exc_type_qualname = exc_type.__qualname__
            self.exc_type_module = exc_type.__module__
        else:
            self.exc_type_qualname = self.exc_type_module = None
        self.__suppress_context__ = exc_value.__suppress_context__ if exc_value is not None else False
        if exc_type and issubclass(exc_type, SyntaxError):
            self.filename = exc_value.filename
            self.lineno = None if exc_value.lineno is None else str(exc_value.lineno)
            self.end_lineno = None if exc_value.end_lineno is None else str(exc_value.end_lineno)
            self.text = exc_value.text
            self.offset = exc_value.offset
            self.end_offset = exc_value.end_offset
            self.msg = exc_value.msg
            self._typo = _keyword(exc_value)
            self._is_syntax_error = True
        elif exc_type and issubclass(exc_type, (ImportError, AttributeError, NameError)):
            self._str += _hint(exc_value, exc_traceback)

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        """As the constructor, of an exception alone."""
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    @property
    def exc_type(self):
        import warnings
        warnings.warn('Deprecated in 3.13. Use exc_type_str instead.', DeprecationWarning, stacklevel=2)
        return self._exc_type

    @property
    def exc_type_str(self):
        if not self._have_exc_type:
            return None
        name, module = self.exc_type_qualname, self.exc_type_module
        if module in ('__main__', 'builtins'):
            return name
        return f'{module if isinstance(module, str) else "<unknown>"}.{name}'

    def __str__(self):
        return self._str

    def __eq__(self, other):
        if isinstance(other, TracebackException):
            return self.__dict__ == other.__dict__
        return NotImplemented

    def format_exception_only(self, *, show_group=False, _depth=0, **kwargs):
        """The texts of the exception without its traceback; show_group adds the members of a group."""
        theme = _theme(kwargs)
        indent = ' ' * (3 * _depth)
        name = self.exc_type_str
        if not self._have_exc_type:
            yield indent + _final_line(None, self._str, theme)
            return
        if self._is_syntax_error:
            for line in self._format_syntax_error(name, theme):
                yield indent + line
        elif _depth:
            for line in _final_line(name, self._str, theme)[:-1].split('\n'):
                yield f'{indent}{line}\n'
        else:
            yield _final_line(name, self._str, theme)
        notes = self.__notes__
        if isinstance(notes, collections.abc.Sequence) and not isinstance(notes, (str, bytes)):
            for note in notes:
                for line in _safe_string(note, 'note').split('\n'):
                    yield f'{indent}{line}\n'
        elif notes is not None:
            yield f'{indent}{_safe_string(notes, "__notes__", func=repr)}\n'
        if self.exceptions and show_group:
            for member in self.exceptions:
                yield from member.format_exception_only(show_group=show_group, _depth=_depth + 1, **kwargs)

    def _format_syntax_error(self, name, theme):
        if self._typo:
            self.msg, self.offset, self.end_offset = self._typo
            self.end_lineno = self.lineno
        suffix = ''
        if self.lineno is not None:
            place = theme.filename, f'"{self.filename or "<string>"}"', theme.reset
            line = theme.line_no, self.lineno, theme.reset
            yield f'  File {"".join(place)}, line {"".join(line)}\n'
        elif self.filename is not None:
            suffix = f' ({self.filename})'
        if self.text is not None:
            yield from self._format_error_text(theme)
        msg = self.msg or '<no detail available>'
        yield f'{theme.type}{name}{theme.reset}: {theme.message}{msg}{theme.reset}{suffix}\n'

    def _format_error_text(self, theme):
        whole = self.text.rstrip('\n')
        shown = whole.lstrip(' \n\f')
        dropped = len(whole) - len(shown)
        if self.offset is None:
            yield f'    {shown}\n'
            return
        past = len(whole) + 1
        offset = min(self.offset, past)
        if self.lineno == self.end_lineno:
            end_offset = min(self.end_offset or offset, past)
        else:
            end_offset = past
        if end_offset <= offset:
            end_offset = offset + 1
        start, end = offset - 1 - dropped, end_offset - 1 - dropped
        if start < 0:
            yield f'    {shown}\n'
            return
        marked = f'{shown[:start]}{theme.error_highlight}{shown[start:end]}{theme.reset}{shown[end:]}'
        yield f'    {marked if theme.reset else shown}\n'
        before = ''.join(c if c.isspace() else ' ' for c in shown[:start])
        yield f'    {before}{theme.error_highlight}{"^" * (end - start)}{theme.reset}\n'

    def format(self, *, chain=True, _ctx=None, **kwargs):
        """The texts of the exception with its traceback and, if chain is true, those that led to it."""
        context = _Context() if _ctx is None else _ctx
        links = [(self, None)]
        while chain:
            error = links[-1][0]
            if error.__cause__ is not None:
                links.append((error.__cause__, _CAUSE))
            elif error.__context__ is not None and not error.__suppress_context__:
                links.append((error.__context__, _CONTEXT))
            else:
                break
        for position in range(len(links) - 1, -1, -1):
            error = links[position][0]
            if error.exceptions is None:
                yield from error._format_alone('Traceback', context, '|', kwargs)
            elif context.depth > self.max_group_depth:
                yield from context.emit(f'... (max_group_depth is {self.max_group_depth})\n')
            else:
                yield from error._format_group(context, chain, self.max_group_width, kwargs)
            if links[position][1] is not None:
                yield from context.emit(links[position][1])

    def _format_alone(self, title, context, margin, kwargs):
        if self.stack:
            yield from context.emit(f'{title} (most recent call last):\n', margin)
            yield from context.emit(self.stack.format(**kwargs))
        yield from context.emit(self.format_exception_only(**kwargs))

    def _format_group(self, context, chain, width, kwargs):
        outermost = context.depth == 0
        context.depth += outermost
        yield from self._format_alone('Exception Group Traceback', context, '+' if outermost else '|', kwargs)
        members = self.exceptions
        left = len(members) - width
        context.need_close = False
        rows = [*members[:width], None] if left > 0 else members
        for number, member in enumerate(rows):
            is_last = number + 1 == len(rows)
            if is_last:
                # A group inside may write the closing line first.
                context.need_close = True
            title = '...' if member is None else number + 1
            yield f'{context.indent()}{"  " if number else "+-"}+---------------- {title} ----------------\n'
            context.depth += 1
            if member is None:
                yield from context.emit(f'and {left} more exception{"s" if left > 1 else ""}\n')
            else:
                yield from member.format(chain=chain, _ctx=context, **kwargs)
            if is_last and context.need_close:
                yield f'{context.indent()}+------------------------------------\n'
                context.need_close = False
            context.depth -= 1
        context.depth -= outermost

    def print(self, *, file=None, chain=True, **kwargs):
        """Writes what format() returns."""
        _print(self.format(chain=chain, **kwargs), file)


def _theme(options):
    import _colorize
    if options.get('colorize', False):
        return _colorize.get_theme(force_color=True).traceback
    return _colorize.get_theme(force_no_color=True).traceback


def _final_line(name, text, theme):
    if not text:
        return f'{theme.type}{name}{theme.reset}\n'
    return f'{theme.type}{name}{theme.reset}: {theme.message}{text}{theme.reset}\n'


def _safe_string(value, what, func=str):
    try:
        return func(value)
    except:
        return f'<{what} {func.__name__}() failed>'


def _levenshtein_distance(a, b, max_cost):
    return _distance(a, b, max_cost)
