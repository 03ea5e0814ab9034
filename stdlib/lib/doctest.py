"""Examples in docstrings and documents as tests."""

import difflib
import inspect
import io
import linecache
import os
import re
import sys
import traceback
import types
import unittest
from collections import namedtuple

__all__ = [
    'register_optionflag', 'DONT_ACCEPT_TRUE_FOR_1', 'DONT_ACCEPT_BLANKLINE', 'NORMALIZE_WHITESPACE', 'ELLIPSIS',
    'SKIP', 'IGNORE_EXCEPTION_DETAIL', 'COMPARISON_FLAGS', 'REPORT_UDIFF', 'REPORT_CDIFF', 'REPORT_NDIFF',
    'REPORT_ONLY_FIRST_FAILURE', 'REPORTING_FLAGS', 'FAIL_FAST', 'Example', 'DocTest', 'DocTestParser',
    'DocTestFinder', 'DocTestRunner', 'OutputChecker', 'DocTestFailure', 'UnexpectedException', 'DebugRunner',
    'testmod', 'testfile', 'run_docstring_examples', 'DocTestSuite', 'DocFileSuite', 'set_unittest_reportflags',
    'script_from_examples', 'testsource', 'debug_src', 'debug']


class TestResults(namedtuple('TestResults', 'failed attempted')):
    """How many examples failed and were tried, and how many were skipped."""

    def __new__(cls, failed, attempted, *, skipped=0):
        results = super().__new__(cls, failed, attempted)
        results.skipped = skipped
        return results

    def __repr__(self):
        more = f', skipped={self.skipped}' if self.skipped else ''
        return f'TestResults(failed={self.failed}, attempted={self.attempted}{more})'


OPTIONFLAGS_BY_NAME = {}


def register_optionflag(name):
    """The number of an option, a new one if nobody has named it before."""
    return OPTIONFLAGS_BY_NAME.setdefault(name, 1 << len(OPTIONFLAGS_BY_NAME))


DONT_ACCEPT_TRUE_FOR_1 = register_optionflag('DONT_ACCEPT_TRUE_FOR_1')
DONT_ACCEPT_BLANKLINE = register_optionflag('DONT_ACCEPT_BLANKLINE')
NORMALIZE_WHITESPACE = register_optionflag('NORMALIZE_WHITESPACE')
ELLIPSIS = register_optionflag('ELLIPSIS')
SKIP = register_optionflag('SKIP')
IGNORE_EXCEPTION_DETAIL = register_optionflag('IGNORE_EXCEPTION_DETAIL')
COMPARISON_FLAGS = (DONT_ACCEPT_TRUE_FOR_1 | DONT_ACCEPT_BLANKLINE | NORMALIZE_WHITESPACE | ELLIPSIS | SKIP
                    | IGNORE_EXCEPTION_DETAIL)
REPORT_UDIFF = register_optionflag('REPORT_UDIFF')
REPORT_CDIFF = register_optionflag('REPORT_CDIFF')
REPORT_NDIFF = register_optionflag('REPORT_NDIFF')
REPORT_ONLY_FIRST_FAILURE = register_optionflag('REPORT_ONLY_FIRST_FAILURE')
FAIL_FAST = register_optionflag('FAIL_FAST')
REPORTING_FLAGS = REPORT_UDIFF | REPORT_CDIFF | REPORT_NDIFF | REPORT_ONLY_FIRST_FAILURE | FAIL_FAST

BLANKLINE_MARKER = '<BLANKLINE>'
ELLIPSIS_MARKER = '...'


def _normalize_module(module, depth=2):
    if inspect.ismodule(module):
        return module
    if isinstance(module, str):
        return __import__(module, globals(), locals(), ['*'])
    if module is None:
        return sys.modules[sys._getframe(depth).f_globals['__name__']]
    raise TypeError('Expected a module, string, or None')


def _load_testfile(filename, package, module_relative, encoding):
    if module_relative:
        package = _normalize_module(package, 3)
        filename = _module_relative_path(package, filename)
        loader = getattr(package, '__loader__', None)
        if hasattr(loader, 'get_data'):
            text = loader.get_data(filename).decode(encoding)
            return text.replace('\r\n', '\n').replace('\r', '\n'), filename
    with open(filename, encoding=encoding) as file:
        return file.read(), filename


def _module_relative_path(module, test_path):
    if not inspect.ismodule(module):
        raise TypeError(f'Expected a module: {module!r}')
    if test_path.startswith('/'):
        raise ValueError('Module-relative files may not have absolute paths')
    test_path = os.path.join(*test_path.split('/'))
    if hasattr(module, '__file__'):
        folder = os.path.split(module.__file__)[0]
    elif module.__name__ == '__main__':
        folder = os.path.split(sys.argv[0])[0] if sys.argv and sys.argv[0] else os.curdir
    elif hasattr(module, '__path__'):
        for directory in module.__path__:
            full = os.path.join(directory, test_path)
            if os.path.exists(full):
                return full
        folder = ''
    else:
        raise ValueError(f"Can't resolve paths relative to the module {module!r} (it has no __file__)")
    return os.path.join(folder, test_path)


def _indent(text, indent=4):
    return re.sub('(?m)^(?!$)', indent * ' ', text)


def _comment_line(line):
    line = line.rstrip()
    return f'# {line}' if line else '#'


def _strip_exception_details(message):
    """The class's name without its module and without what is said about it."""
    start, end = 0, len(message)
    first = message.find('\n')
    if first >= 0:
        end = first
    colon = message.find(':', 0, end)
    if colon >= 0:
        end = colon
    dot = message.rfind('.', 0, end)
    if dot >= 0:
        start = dot + 1
    return message[start:end]


class _SpoofOut(io.StringIO):
    def getvalue(self):
        result = super().getvalue()
        return result + '\n' if result and not result.endswith('\n') else result

    def truncate(self, size=None):
        self.seek(size)
        super().truncate()


def _ellipsis_match(want, got):
    if ELLIPSIS_MARKER not in want:
        return want == got
    pieces = want.split(ELLIPSIS_MARKER)
    start, end = 0, len(got)
    if pieces[0]:
        if not got.startswith(pieces[0]):
            return False
        start = len(pieces[0])
        del pieces[0]
    if pieces[-1]:
        if not got.endswith(pieces[-1]):
            return False
        end -= len(pieces[-1])
        del pieces[-1]
    if start > end:
        return False
    for piece in pieces:
        start = got.find(piece, start, end)
        if start < 0:
            return False
        start += len(piece)
    return True


class Example:
    """One example: its source text and the output that it should have."""

    def __init__(self, source, want, exc_msg=None, lineno=0, indent=0, options=None):
        self.source = source if source.endswith('\n') else source + '\n'
        self.want = want if not want or want.endswith('\n') else want + '\n'
        if exc_msg is not None and not exc_msg.endswith('\n'):
            exc_msg += '\n'
        self.exc_msg = exc_msg
        self.lineno = lineno
        self.indent = indent
        self.options = {} if options is None else options

    def _parts(self):
        return self.source, self.want, self.lineno, self.indent, self.options, self.exc_msg

    def __eq__(self, other):
        return self._parts() == other._parts() if type(self) is type(other) else NotImplemented

    def __hash__(self):
        return hash((self.source, self.want, self.lineno, self.indent, self.exc_msg))


class DocTest:
    """The examples of one docstring, to be run in one namespace."""

    def __init__(self, examples, globs, name, filename, lineno, docstring):
        assert not isinstance(examples, str), 'DocTest no longer accepts str; use DocTestParser instead'
        self.examples = examples
        self.docstring = docstring
        self.globs = globs.copy()
        self.name = name
        self.filename = filename
        self.lineno = lineno

    def __repr__(self):
        count = len(self.examples)
        examples = 'no examples' if count == 0 else '1 example' if count == 1 else f'{count} examples'
        return f'<{type(self).__name__} {self.name} from {self.filename}:{self.lineno} ({examples})>'

    def _parts(self):
        return self.examples, self.docstring, self.globs, self.name, self.filename, self.lineno

    def __eq__(self, other):
        return self._parts() == other._parts() if type(self) is type(other) else NotImplemented

    def __hash__(self):
        return hash((self.docstring, self.name, self.filename, self.lineno))

    def __lt__(self, other):
        if not isinstance(other, DocTest):
            return NotImplemented
        number = -1 if self.lineno is None else self.lineno
        others = -1 if other.lineno is None else other.lineno
        return (self.name, self.filename or '', number, id(self)) < (
            other.name, other.filename or '', others, id(other))


class DocTestParser:
    """What finds examples in text."""

    _EXAMPLE_RE = re.compile(r'''
        (?P<source>
            (?:^(?P<indent> [ ]*) >>>    .*)    # the first line
            (?:\n           [ ]*  \.\.\. .*)*)  # those that continue it
        \n?
        (?P<want> (?:(?![ ]*$)    # up to a blank line
                     (?![ ]*>>>)  # or the next example
                     .+$\n?
                  )*)
        ''', re.MULTILINE | re.VERBOSE)

    _EXCEPTION_RE = re.compile(r'''
        ^(?P<hdr> Traceback\ \(
            (?: most\ recent\ call\ last
            |   innermost\ last
            ) \) :
        )
        \s* $
        (?P<stack> .*?)
        ^ (?P<msg> \w+ .*)
        ''', re.VERBOSE | re.MULTILINE | re.DOTALL)

    _IS_BLANK_OR_COMMENT = re.compile(r'^[ ]*(#.*)?$').match

    def parse(self, string, name='<string>'):
        """Texts and examples by turns."""
        string = string.expandtabs()
        margin = self._min_indent(string)
        if margin > 0:
            string = '\n'.join([line[margin:] for line in string.split('\n')])
        output = []
        place, lineno = 0, 0
        for match in self._EXAMPLE_RE.finditer(string):
            output.append(string[place:match.start()])
            lineno += string.count('\n', place, match.start())
            source, options, want, exc_msg = self._parse_example(match, name, lineno)
            if not self._IS_BLANK_OR_COMMENT(source):
                indent = margin + len(match.group('indent'))
                output.append(Example(source, want, exc_msg, lineno=lineno, indent=indent, options=options))
            lineno += string.count('\n', match.start(), match.end())
            place = match.end()
        output.append(string[place:])
        return output

    def get_doctest(self, string, globs, name, filename, lineno):
        """A DocTest of all examples of a string."""
        return DocTest(self.get_examples(string, name), globs, name, filename, lineno, string)

    def get_examples(self, string, name='<string>'):
        """All examples of a string."""
        return [part for part in self.parse(string, name) if isinstance(part, Example)]

    def _parse_example(self, match, name, lineno):
        indent = len(match.group('indent'))
        source_lines = match.group('source').split('\n')
        self._check_prompt_blank(source_lines, indent, name, lineno)
        self._check_prefix(source_lines[1:], ' ' * indent + '.', name, lineno)
        source = '\n'.join([line[indent + 4:] for line in source_lines])
        want = match.group('want')
        want_lines = want.split('\n')
        if len(want_lines) > 1 and re.match(r' *$', want_lines[-1]):
            del want_lines[-1]
        self._check_prefix(want_lines, ' ' * indent, name, lineno + len(source_lines))
        want = '\n'.join([line[indent:] for line in want_lines])
        found = self._EXCEPTION_RE.match(want)
        exc_msg = found.group('msg') if found else None
        return source, self._find_options(source, name, lineno), want, exc_msg

    _OPTION_DIRECTIVE_RE = re.compile(r'#\s*doctest:\s*([^\n\'"]*)$', re.MULTILINE)

    def _find_options(self, source, name, lineno):
        options = {}
        for match in self._OPTION_DIRECTIVE_RE.finditer(source):
            for option in match.group(1).replace(',', ' ').split():
                if option[0] not in '+-' or option[1:] not in OPTIONFLAGS_BY_NAME:
                    raise ValueError(f'line {lineno + 1} of the doctest for {name} has an invalid option: {option!r}')
                options[OPTIONFLAGS_BY_NAME[option[1:]]] = option[0] == '+'
        if options and self._IS_BLANK_OR_COMMENT(source):
            raise ValueError(
                f'line {lineno} of the doctest for {name} has an option directive on a line with no example: '
                f'{source!r}')
        return options

    _INDENT_RE = re.compile(r'^([ ]*)(?=\S)', re.MULTILINE)

    def _min_indent(self, text):
        return min([len(indent) for indent in self._INDENT_RE.findall(text)], default=0)

    def _check_prompt_blank(self, lines, indent, name, lineno):
        for i, line in enumerate(lines):
            if len(line) >= indent + 4 and line[indent + 3] != ' ':
                raise ValueError(
                    f'line {lineno + i + 1} of the docstring for {name} lacks blank after '
                    f'{line[indent:indent + 3]}: {line!r}')

    def _check_prefix(self, lines, prefix, name, lineno):
        for i, line in enumerate(lines):
            if line and not line.startswith(prefix):
                raise ValueError(
                    f'line {lineno + i + 1} of the docstring for {name} has inconsistent leading whitespace: {line!r}')


class DocTestFinder:
    """What finds the docstrings of an object and of what is in it."""

    def __init__(self, verbose=False, parser=DocTestParser(), recurse=True, exclude_empty=True):
        self._verbose = verbose
        self._parser = parser
        self._recurse = recurse
        self._exclude_empty = exclude_empty

    def find(self, obj, name=None, module=None, globs=None, extraglobs=None):
        """The DocTests of an object's docstring and of those inside it."""
        if name is None:
            name = getattr(obj, '__name__', None)
            if name is None:
                raise ValueError(
                    f"DocTestFinder.find: name must be given when obj.__name__ doesn't exist: {type(obj)!r}")
        if module is False:
            module = None
        elif module is None:
            module = inspect.getmodule(obj)
        source_lines = None
        try:
            file = inspect.getsourcefile(obj)
        except TypeError:
            file = None
        if file is None and getattr(module, '__file__', None):
            file = module.__file__
        if file:
            source_lines = linecache.getlines(file) or None
        if globs is None:
            globs = {} if module is None else module.__dict__.copy()
        else:
            globs = globs.copy()
        if extraglobs is not None:
            globs.update(extraglobs)
        if '__name__' not in globs:
            globs['__name__'] = '__main__'
        tests = []
        self._find(tests, obj, name, module, source_lines, globs, {})
        tests.sort()
        return tests

    def _from_module(self, module, obj):
        if module is None:
            return True
        if inspect.getmodule(obj) is not None:
            return module is inspect.getmodule(obj)
        if inspect.isfunction(obj):
            return module.__dict__ is obj.__globals__
        if inspect.ismethoddescriptor(obj) or inspect.ismethodwrapper(obj):
            owner = getattr(obj, '__objclass__', None)
            return module.__name__ == (obj.__module__ if owner is None else owner.__module__)
        if inspect.isclass(obj):
            return module.__name__ == obj.__module__
        if hasattr(obj, '__module__'):
            return module.__name__ == obj.__module__
        if isinstance(obj, property):
            return True
        raise ValueError('object must be a class or function')

    def _is_routine(self, obj):
        """Is it a function, perhaps a wrapped one?"""
        try:
            obj = inspect.unwrap(obj)
        except ValueError:
            pass
        return inspect.isroutine(obj)

    def _find(self, tests, obj, name, module, source_lines, globs, seen):
        if self._verbose:
            print(f'Finding tests in {name}')
        if id(obj) in seen:
            return
        seen[id(obj)] = 1
        test = self._get_test(obj, name, module, globs, source_lines)
        if test is not None:
            tests.append(test)
        if not self._recurse:
            return
        if inspect.ismodule(obj):
            for key, value in obj.__dict__.items():
                if (self._is_routine(value) or inspect.isclass(value)) and self._from_module(module, value):
                    self._find(tests, value, f'{name}.{key}', module, source_lines, globs, seen)
            for key, value in getattr(obj, '__test__', {}).items():
                if not isinstance(key, str):
                    raise ValueError(f'DocTestFinder.find: __test__ keys must be strings: {type(key)!r}')
                if not (isinstance(value, str) or self._is_routine(value) or inspect.isclass(value)
                        or inspect.ismodule(value)):
                    raise ValueError(
                        'DocTestFinder.find: __test__ values must be strings, functions, methods, classes, or '
                        f'modules: {type(value)!r}')
                self._find(tests, value, f'{name}.__test__.{key}', module, source_lines, globs, seen)
        if inspect.isclass(obj):
            for key, value in obj.__dict__.items():
                if isinstance(value, (staticmethod, classmethod)):
                    value = value.__func__
                if ((self._is_routine(value) or inspect.isclass(value) or isinstance(value, property))
                        and self._from_module(module, value)):
                    self._find(tests, value, f'{name}.{key}', module, source_lines, globs, seen)

    def _get_test(self, obj, name, module, globs, source_lines):
        if isinstance(obj, str):
            docstring = obj
        else:
            docstring = getattr(obj, '__doc__', None)
            docstring = '' if docstring is None else docstring if isinstance(docstring, str) else str(docstring)
        lineno = self._find_lineno(obj, source_lines)
        if self._exclude_empty and not docstring:
            return None
        filename = None
        if module is not None:
            filename = getattr(module, '__file__', None) or module.__name__
        return self._parser.get_doctest(docstring, globs, name, filename, lineno)

    def _find_lineno(self, obj, source_lines):
        lineno = None
        docstring = getattr(obj, '__doc__', None)
        if inspect.ismodule(obj) and docstring is not None:
            lineno = 0
        if inspect.isclass(obj) and docstring is not None:
            first = obj.__dict__.get('__firstlineno__')
            if first is not None:
                lineno = first - 1
        if inspect.ismethod(obj):
            obj = obj.__func__
        if isinstance(obj, property):
            obj = obj.fget
        if inspect.isfunction(obj) and getattr(obj, '__doc__', None):
            obj = inspect.unwrap(obj)
            obj = getattr(obj, '__code__', None)
        if inspect.istraceback(obj):
            obj = obj.tb_frame
        if inspect.isframe(obj):
            obj = obj.f_code
        if inspect.iscode(obj):
            lineno = obj.co_firstlineno - 1
        if lineno is not None:
            if source_lines is None:
                return lineno + 1
            begins = re.compile(r'(^|.*:)\s*\w*("|\')')
            for number in range(lineno, len(source_lines)):
                if begins.match(source_lines[number]):
                    return number
        return None


class OutputChecker:
    """What compares the output of an example with what was wanted."""

    def _toAscii(self, text):
        return str(text.encode('ASCII', 'backslashreplace'), 'ASCII')

    def check_output(self, want, got, optionflags):
        """Is the output right?"""
        got, want = self._toAscii(got), self._toAscii(want)
        if got == want:
            return True
        if not optionflags & DONT_ACCEPT_TRUE_FOR_1 and (got, want) in (('True\n', '1\n'), ('False\n', '0\n')):
            return True
        if not optionflags & DONT_ACCEPT_BLANKLINE:
            want = re.sub(rf'(?m)^{re.escape(BLANKLINE_MARKER)}\s*?$', '', want)
            got = re.sub(r'(?m)^[^\S\n]+$', '', got)
            if got == want:
                return True
        if optionflags & NORMALIZE_WHITESPACE:
            got, want = ' '.join(got.split()), ' '.join(want.split())
            if got == want:
                return True
        return bool(optionflags & ELLIPSIS) and _ellipsis_match(want, got)

    def _do_a_fancy_diff(self, want, got, optionflags):
        if not optionflags & (REPORT_UDIFF | REPORT_CDIFF | REPORT_NDIFF):
            return False
        if optionflags & REPORT_NDIFF:
            return True
        return want.count('\n') > 2 and got.count('\n') > 2

    def output_difference(self, example, got, optionflags):
        """How the output differs, as text."""
        want = example.want
        if not optionflags & DONT_ACCEPT_BLANKLINE:
            got = re.sub('(?m)^[ ]*(?=\n)', BLANKLINE_MARKER, got)
        if self._do_a_fancy_diff(want, got, optionflags):
            want_lines, got_lines = want.splitlines(keepends=True), got.splitlines(keepends=True)
            if optionflags & REPORT_UDIFF:
                diff = list(difflib.unified_diff(want_lines, got_lines, n=2))[2:]
                kind = 'unified diff with -expected +actual'
            elif optionflags & REPORT_CDIFF:
                diff = list(difflib.context_diff(want_lines, got_lines, n=2))[2:]
                kind = 'context diff with expected followed by actual'
            else:
                engine = difflib.Differ(charjunk=difflib.IS_CHARACTER_JUNK)
                diff = list(engine.compare(want_lines, got_lines))
                kind = 'ndiff with -expected +actual'
            return f'Differences ({kind}):\n' + _indent(''.join(diff))
        if want and got:
            return f'Expected:\n{_indent(want)}Got:\n{_indent(got)}'
        if want:
            return f'Expected:\n{_indent(want)}Got nothing\n'
        return f'Expected nothing\nGot:\n{_indent(got)}' if got else 'Expected nothing\nGot nothing\n'


class DocTestRunner:
    """What runs DocTests and says which examples failed."""

    DIVIDER = '*' * 70

    def __init__(self, checker=None, verbose=None, optionflags=0):
        self._checker = checker or OutputChecker()
        self._verbose = '-v' in sys.argv if verbose is None else verbose
        self.optionflags = optionflags
        self.original_optionflags = optionflags
        self.tries = 0
        self.failures = 0
        self.skips = 0
        self._stats = {}
        self._fakeout = _SpoofOut()

    def report_start(self, out, test, example):
        """An example is about to be run."""
        if self._verbose:
            expecting = f'Expecting:\n{_indent(example.want)}' if example.want else 'Expecting nothing\n'
            out(f'Trying:\n{_indent(example.source)}{expecting}')

    def report_success(self, out, test, example, got):
        """An example ran as it should."""
        if self._verbose:
            out('ok\n')

    def report_failure(self, out, test, example, got):
        """An example's output is wrong."""
        out(self._failure_header(test, example)
            + self._checker.output_difference(example, got, self.optionflags))

    def report_unexpected_exception(self, out, test, example, exc_info):
        """An example raised an exception that it should not have."""
        out(f'{self._failure_header(test, example)}Exception raised:\n{_indent(_exception_traceback(exc_info))}')

    def _failure_header(self, test, example):
        out = [self.DIVIDER]
        if test.filename:
            lineno = '?' if test.lineno is None or example.lineno is None else test.lineno + example.lineno + 1
            out.append(f'File "{test.filename}", line {lineno}, in {test.name}')
        else:
            out.append(f'Line {example.lineno + 1}, in {test.name}')
        out.append('Failed example:')
        out.append(_indent(example.source))
        return '\n'.join(out)

    def __run(self, test, compileflags, out):
        failures = tries = skips = 0
        original_optionflags = self.optionflags
        check = self._checker.check_output
        for number, example in enumerate(test.examples):
            tries += 1
            quiet = self.optionflags & REPORT_ONLY_FIRST_FAILURE and failures > 0
            self.optionflags = original_optionflags
            for option, value in example.options.items():
                self.optionflags = self.optionflags | option if value else self.optionflags & ~option
            if self.optionflags & SKIP:
                skips += 1
                continue
            if not quiet:
                self.report_start(out, test, example)
            filename = f'<doctest {test.name}[{number}]>'
            self._sources[filename] = example.source
            linecache.cache[filename] = (
                len(example.source), None, example.source.splitlines(keepends=True), filename)
            exc_info = None
            try:
                exec(compile(example.source, filename, 'single', compileflags, True), test.globs)
            except KeyboardInterrupt:
                raise
            except BaseException:
                exc_info = sys.exc_info()
            got = self._fakeout.getvalue()
            self._fakeout.truncate(0)
            outcome = 'failure'
            if exc_info is None:
                if check(example.want, got, self.optionflags):
                    outcome = 'success'
            else:
                lines = traceback.format_exception_only(*exc_info[:2])
                if issubclass(exc_info[0], SyntaxError):
                    name = exc_info[0].__qualname__
                    for i, line in enumerate(lines):
                        if line.startswith((f'{name}:', f'{exc_info[0].__module__}.{name}:', f'{name}\n')):
                            lines = lines[i:]
                            break
                exc_msg = ''.join(lines)
                if not quiet:
                    got += _exception_traceback(exc_info)
                if example.exc_msg is None:
                    outcome = 'boom'
                elif check(example.exc_msg, exc_msg, self.optionflags):
                    outcome = 'success'
                elif self.optionflags & IGNORE_EXCEPTION_DETAIL and check(
                        _strip_exception_details(example.exc_msg), _strip_exception_details(exc_msg),
                        self.optionflags):
                    outcome = 'success'
            if outcome == 'success':
                if not quiet:
                    self.report_success(out, test, example, got)
            else:
                if not quiet:
                    if outcome == 'boom':
                        self.report_unexpected_exception(out, test, example, exc_info)
                    else:
                        self.report_failure(out, test, example, got)
                failures += 1
            exc_info = None
            if failures and self.optionflags & FAIL_FAST:
                break
        self.optionflags = original_optionflags
        self._count(test, failures, tries, skips)
        return TestResults(failures, tries, skipped=skips)

    def _count(self, test, failures, tries, skips):
        old_failures, old_tries, old_skips = self._stats.get(test.name, (0, 0, 0))
        self._stats[test.name] = (failures + old_failures, tries + old_tries, skips + old_skips)
        self.failures += failures
        self.tries += tries
        self.skips += skips

    def run(self, test, compileflags=None, out=None, clear_globs=True):
        """Run the examples of a DocTest; returns TestResults."""
        self.test = test
        self._sources = {}
        if compileflags is None:
            compileflags = _extract_future_flags(test.globs)
        save_stdout = sys.stdout
        if out is None:
            encoding = save_stdout.encoding
            if encoding is None or encoding.lower() == 'utf-8':
                out = save_stdout.write
            else:
                def out(text):
                    save_stdout.write(str(text.encode(encoding, 'backslashreplace'), encoding))
        sys.stdout = self._fakeout
        save_displayhook = sys.displayhook
        sys.displayhook = sys.__displayhook__
        try:
            return self.__run(test, compileflags, out)
        finally:
            sys.stdout = save_stdout
            sys.displayhook = save_displayhook
            for filename in self._sources:
                linecache.cache.pop(filename, None)
            if clear_globs:
                test.globs.clear()
                import builtins
                builtins._ = None

    def summarize(self, verbose=None):
        """Say how many tests passed and failed; returns TestResults."""
        if verbose is None:
            verbose = self._verbose
        no_tests, passed, failed = [], [], []
        total_tries = total_failures = total_skips = 0
        for name, (failures, tries, skips) in self._stats.items():
            total_tries += tries
            total_failures += failures
            total_skips += skips
            if tries == 0:
                no_tests.append(name)
            elif failures == 0:
                passed.append((name, tries))
            else:
                failed.append((name, (failures, tries, skips)))
        items = lambda count, what='item': f'{count} {what}' if count == 1 else f'{count} {what}s'
        if verbose:
            if no_tests:
                print(f'{items(len(no_tests))} had no tests:')
                for name in sorted(no_tests):
                    print(f'    {name}')
            if passed:
                print(f'{items(len(passed))} passed all tests:')
                for name, count in sorted(passed):
                    print(f' {count:3d} test{"" if count == 1 else "s"} in {name}')
        if failed:
            print(self.DIVIDER)
            print(f'{items(len(failed))} had failures:')
            for name, (failures, tries, _) in sorted(failed):
                print(f' {failures:3d} of {tries:3d} in {name}')
        if verbose:
            print(f'{items(total_tries, "test")} in {items(len(self._stats))}.')
            failures = f' and {total_failures} failed' if total_failures else ''
            print(f'{total_tries - total_failures} passed{failures}.')
        if total_failures:
            skipped = f' and {items(total_skips, "skipped test")}' if total_skips else ''
            print(f'***Test Failed*** {items(total_failures, "failure")}{skipped}.')
        elif verbose:
            print('Test passed.')
        return TestResults(total_failures, total_tries, skipped=total_skips)

    def merge(self, other):
        """Add the counts of another runner."""
        for name, (failures, tries, skips) in other._stats.items():
            if name in self._stats:
                old_failures, old_tries, old_skips = self._stats[name]
                failures, tries, skips = failures + old_failures, tries + old_tries, skips + old_skips
            self._stats[name] = (failures, tries, skips)


def _exception_traceback(exc_info):
    out = io.StringIO()
    traceback.print_exception(*exc_info, file=out)
    return out.getvalue()


def _extract_future_flags(globs):
    import __future__
    flags = 0
    for name in __future__.all_feature_names:
        if globs.get(name) is getattr(__future__, name):
            flags |= getattr(__future__, name).compiler_flag
    return flags


class DocTestFailure(Exception):
    """An example's output was wrong."""

    def __init__(self, test, example, got):
        self.test = test
        self.example = example
        self.got = got

    def __str__(self):
        return str(self.test)


class UnexpectedException(Exception):
    """An example raised an exception that it should not have."""

    def __init__(self, test, example, exc_info):
        self.test = test
        self.example = example
        self.exc_info = exc_info

    def __str__(self):
        return str(self.test)


class DebugRunner(DocTestRunner):
    """A runner that raises an exception at the first failure."""

    def run(self, test, compileflags=None, out=None, clear_globs=True):
        result = DocTestRunner.run(self, test, compileflags, out, False)
        if clear_globs:
            test.globs.clear()
        return result

    def report_unexpected_exception(self, out, test, example, exc_info):
        raise UnexpectedException(test, example, exc_info)

    def report_failure(self, out, test, example, got):
        raise DocTestFailure(test, example, got)


master = None


def testmod(m=None, name=None, globs=None, verbose=None, report=True, optionflags=0, extraglobs=None,
            raise_on_error=False, exclude_empty=False):
    """Test the examples in the docstrings of a module, `__main__` by default; returns TestResults."""
    global master
    if m is None:
        m = sys.modules.get('__main__')
    if not inspect.ismodule(m):
        raise TypeError(f'testmod: module required; {m!r}')
    if name is None:
        name = m.__name__
    finder = DocTestFinder(exclude_empty=exclude_empty)
    runner = (DebugRunner if raise_on_error else DocTestRunner)(verbose=verbose, optionflags=optionflags)
    for test in finder.find(m, name, globs=globs, extraglobs=extraglobs):
        runner.run(test)
    return _done(runner, report)


def _done(runner, report):
    global master
    if report:
        runner.summarize()
    if master is None:
        master = runner
    else:
        master.merge(runner)
    return TestResults(runner.failures, runner.tries, skipped=runner.skips)


def testfile(filename, module_relative=True, name=None, package=None, globs=None, verbose=None, report=True,
             optionflags=0, extraglobs=None, raise_on_error=False, parser=DocTestParser(), encoding=None):
    """Test the examples in a file; returns TestResults."""
    if package and not module_relative:
        raise ValueError('Package may only be specified for module-relative paths.')
    text, filename = _load_testfile(filename, package, module_relative, encoding or 'utf-8')
    if name is None:
        name = os.path.basename(filename)
    globs = {} if globs is None else globs.copy()
    if extraglobs is not None:
        globs.update(extraglobs)
    if '__name__' not in globs:
        globs['__name__'] = '__main__'
    runner = (DebugRunner if raise_on_error else DocTestRunner)(verbose=verbose, optionflags=optionflags)
    runner.run(parser.get_doctest(text, globs, name, filename, 0))
    return _done(runner, report)


def run_docstring_examples(f, globs, verbose=False, name='NoName', compileflags=None, optionflags=0):
    """Test the examples in one object's docstring and print the failures."""
    finder = DocTestFinder(verbose=verbose, recurse=False)
    runner = DocTestRunner(verbose=verbose, optionflags=optionflags)
    for test in finder.find(f, name, globs=globs):
        runner.run(test, compileflags=compileflags)


_unittest_reportflags = 0


def set_unittest_reportflags(flags):
    """Set how failures are reported in unittests; returns the old flags."""
    global _unittest_reportflags
    if flags & REPORTING_FLAGS != flags:
        raise ValueError('Only reporting flags allowed', flags)
    old = _unittest_reportflags
    _unittest_reportflags = flags
    return old


class DocTestCase(unittest.TestCase):
    """A DocTest as a test case."""

    def __init__(self, test, optionflags=0, setUp=None, tearDown=None, checker=None):
        super().__init__()
        self._dt_optionflags = optionflags
        self._dt_checker = checker
        self._dt_test = test
        self._dt_setUp = setUp
        self._dt_tearDown = tearDown

    def setUp(self):
        self._dt_globs = self._dt_test.globs.copy()
        if self._dt_setUp is not None:
            self._dt_setUp(self._dt_test)

    def tearDown(self):
        if self._dt_tearDown is not None:
            self._dt_tearDown(self._dt_test)
        self._dt_test.globs.clear()
        self._dt_test.globs.update(self._dt_globs)

    def runTest(self):
        test, flags = self._dt_test, self._dt_optionflags
        if not flags & REPORTING_FLAGS:
            flags |= _unittest_reportflags
        out = io.StringIO()
        runner = DocTestRunner(optionflags=flags, checker=self._dt_checker, verbose=False)
        runner.DIVIDER = '-' * 70
        results = runner.run(test, out=out.write, clear_globs=False)
        if results.skipped == results.attempted != 0:
            raise unittest.SkipTest('all examples were skipped')
        if results.failed:
            raise self.failureException(self.format_failure(out.getvalue().rstrip('\n')))

    def format_failure(self, err):
        test = self._dt_test
        lineno = 'unknown line number' if test.lineno is None else f'{test.lineno}'
        last = '.'.join(test.name.split('.')[-1:])
        return (f'Failed doctest test for {test.name}\n  File "{test.filename}", line {lineno}, in {last}\n\n{err}')

    def debug(self):
        self.setUp()
        runner = DebugRunner(optionflags=self._dt_optionflags, checker=self._dt_checker, verbose=False)
        runner.run(self._dt_test, clear_globs=False)
        self.tearDown()

    def id(self):
        return self._dt_test.name

    def __eq__(self, other):
        if type(self) is not type(other):
            return NotImplemented
        return (self._dt_test == other._dt_test and self._dt_optionflags == other._dt_optionflags
                and self._dt_setUp == other._dt_setUp and self._dt_tearDown == other._dt_tearDown
                and self._dt_checker == other._dt_checker)

    def __hash__(self):
        return hash((self._dt_optionflags, self._dt_setUp, self._dt_tearDown, self._dt_checker))

    def __repr__(self):
        name = self._dt_test.name.split('.')
        return f'{name[-1]} ({".".join(name[:-1])})'

    __str__ = object.__str__

    def shortDescription(self):
        return f'Doctest: {self._dt_test.name}'


class SkipDocTestCase(DocTestCase):
    def __init__(self, module):
        self.module = module
        super().__init__(None)

    def setUp(self):
        self.skipTest('DocTestSuite will not work with -O2 and above')

    def shortDescription(self):
        return f'Skipping tests from {self.module.__name__}'


class _DocTestSuite(unittest.TestSuite):
    def _removeTestAtIndex(self, index):
        """Tests are kept, so that they can be run again."""


def DocTestSuite(module=None, globs=None, extraglobs=None, test_finder=None, **options):
    """The docstrings of a module as a suite of test cases."""
    if test_finder is None:
        test_finder = DocTestFinder()
    module = _normalize_module(module)
    suite = _DocTestSuite()
    for test in test_finder.find(module, globs=globs, extraglobs=extraglobs):
        if test.examples:
            if not test.filename:
                test.filename = module.__file__
            suite.addTest(DocTestCase(test, **options))
    return suite


class DocFileCase(DocTestCase):
    """A document as a test case."""

    def id(self):
        return '_'.join(self._dt_test.name.split('.'))

    def __repr__(self):
        return self._dt_test.filename

    def format_failure(self, err):
        test = self._dt_test
        return f'Failed doctest test for {test.name}\n  File "{test.filename}", line 0\n\n{err}'


def DocFileTest(path, module_relative=True, package=None, globs=None, parser=DocTestParser(), encoding=None,
                **options):
    globs = {} if globs is None else globs.copy()
    if package and not module_relative:
        raise ValueError('Package may only be specified for module-relative paths.')
    text, path = _load_testfile(path, package, module_relative, encoding or 'utf-8')
    globs.setdefault('__file__', path)
    return DocFileCase(parser.get_doctest(text, globs, os.path.basename(path), path, 0), **options)


def DocFileSuite(*paths, **kw):
    """Documents as a suite of test cases."""
    suite = _DocTestSuite()
    if kw.get('module_relative', True):
        kw['package'] = _normalize_module(kw.get('package'))
    for path in paths:
        suite.addTest(DocFileTest(path, **kw))
    return suite


def script_from_examples(s):
    """The examples as a program, with the rest as comments."""
    output = []
    for piece in DocTestParser().parse(s):
        if isinstance(piece, Example):
            output.append(piece.source[:-1])
            if piece.want:
                output.append('# Expected:')
                output.extend(f'## {line}' for line in piece.want.split('\n')[:-1])
        else:
            output.extend(map(_comment_line, piece.split('\n')[:-1]))
    while output and output[-1] == '#':
        output.pop()
    while output and output[0] == '#':
        output.pop(0)
    return '\n'.join(output) + '\n'


def testsource(module, name):
    """The examples of one docstring of a module as a program."""
    module = _normalize_module(module)
    tests = [test for test in DocTestFinder().find(module) if test.name == name]
    if not tests:
        raise ValueError(name, 'not found in tests')
    return script_from_examples(tests[0].docstring)


def debug_src(src, pm=False, globs=None):
    """Run the examples of a docstring as a program."""
    exec(script_from_examples(src), {} if globs is None else globs.copy())


def debug(module, name, pm=False):
    """Run the examples of one docstring of a module as a program."""
    module = _normalize_module(module)
    debug_src(testsource(module, name), pm, module.__dict__)


__test__ = {}
