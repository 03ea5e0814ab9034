"""Where the source of live objects is, for `inspect`: files, modules, lines, blocks and comments."""

import os
import sys
from types import CodeType, FrameType, FunctionType, MethodType, ModuleType, TracebackType
from _inspect_signatures import unwrap


def indentsize(line):
    """The number of spaces that a line is indented by, tabs expanded."""
    expanded = line.expandtabs()
    return len(expanded) - len(expanded.lstrip())


def getfile(object):
    """The file that the object comes from. TypeError if it is built in."""
    if isinstance(object, ModuleType):
        if getattr(object, '__file__', None):
            return object.__file__
        raise TypeError(f'{object!r} is a built-in module')
    if isinstance(object, type):
        if hasattr(object, '__module__'):
            module = sys.modules.get(object.__module__)
            if getattr(module, '__file__', None):
                return module.__file__
            if object.__module__ == '__main__':
                raise OSError('source code not available')
        raise TypeError(f'{object!r} is a built-in class')
    code = _code_of(object)
    if code is not None:
        return code.co_filename
    raise TypeError('module, class, method, function, traceback, frame, or code object was expected, '
                    f'got {type(object).__name__}')


def _code_of(object):
    if isinstance(object, MethodType):
        object = object.__func__
    if isinstance(object, FunctionType):
        object = object.__code__
    if isinstance(object, TracebackType):
        object = object.tb_frame
    if isinstance(object, FrameType):
        object = object.f_code
    return object if isinstance(object, CodeType) else None


def getmodulename(path):
    """The name that a file has as a module; None if it cannot be one."""
    from importlib.machinery import all_suffixes
    name = os.path.basename(path)
    fitting = max((suffix for suffix in all_suffixes() if name.endswith(suffix)), key=len, default=None)
    return None if fitting is None else name[:-len(fitting)]


def getsourcefile(object):
    """The file with the source of the object; None if there is none."""
    import linecache
    from importlib.machinery import BYTECODE_SUFFIXES, EXTENSION_SUFFIXES
    filename = getfile(object)
    for suffix in BYTECODE_SUFFIXES:
        if filename.endswith(suffix):
            filename = os.path.splitext(filename)[0] + '.py'
            break
    else:
        if any(filename.endswith(suffix) for suffix in EXTENSION_SUFFIXES):
            return None
    if filename in linecache.cache or os.path.exists(filename):
        return filename
    module = getmodule(object, filename)
    if getattr(module, '__loader__', None) is not None:
        return filename
    if getattr(getattr(module, '__spec__', None), 'loader', None) is not None:
        return filename
    return filename if _typed(filename) is not None else None


def _typed(filename):
    """The text of an input to a session, or of what was compiled from no file, by the name it has in tracebacks."""
    import _linecache
    return _linecache.text(filename)


def getabsfile(object, _filename=None):
    """The absolute path of the object's source, in the spelling that compares."""
    if _filename is None:
        _filename = getsourcefile(object) or getfile(object)
    return os.path.normcase(os.path.abspath(_filename))


modulesbyfile = {}


def getmodule(object, _filename=None):
    """The module that the object comes from; None if that is not known."""
    if isinstance(object, ModuleType):
        return object
    if hasattr(object, '__module__'):
        return sys.modules.get(object.__module__)
    # Those that were looked for by file before.
    if _filename is not None and _filename in modulesbyfile:
        return sys.modules.get(modulesbyfile[_filename])
    try:
        file = getabsfile(object, _filename)
    except (TypeError, FileNotFoundError):
        return None
    if file in modulesbyfile:
        return sys.modules.get(modulesbyfile[file])
    for name, module in sys.modules.copy().items():
        if isinstance(module, ModuleType) and hasattr(module, '__file__') and module.__file__:
            known = os.path.normcase(os.path.abspath(module.__file__))
            modulesbyfile[known] = modulesbyfile[os.path.realpath(known)] = module.__name__
    if file in modulesbyfile:
        return sys.modules.get(modulesbyfile[file])
    if not hasattr(object, '__name__'):
        return None
    for name in ('__main__', 'builtins'):
        module = sys.modules.get(name)
        if getattr(module, object.__name__, None) is object:
            return module
    return None


class ClassFoundException(Exception):
    """Kept for programs that know it: classes are found by their __firstlineno__."""


def findsource(object):
    """All lines of the object's file and the index of its first. OSError if there is no source."""
    import linecache
    file = getsourcefile(object)
    if file:
        # It may have changed since it was read.
        linecache.checkcache(file)
    else:
        file = getfile(object)
        # `<string>` and its like are looked up in the cache, other things that are not there have no source.
        if not (file.startswith('<') and file.endswith('>')):
            raise OSError('source code not available')
    typed = _typed(file)
    if typed is not None:
        lines = typed.splitlines(True)
    else:
        module = getmodule(object, file)
        lines = linecache.getlines(file, module.__dict__) if module else linecache.getlines(file)
    if not lines:
        raise OSError('could not get source code')
    if isinstance(object, ModuleType):
        return lines, 0
    if isinstance(object, type):
        try:
            lnum = vars(object)['__firstlineno__'] - 1
        except (TypeError, KeyError):
            raise OSError('source code not available')
        if lnum >= len(lines):
            raise OSError('lineno is out of bounds')
        return lines, lnum
    code = _code_of(object)
    if code is None:
        raise OSError('could not find code object')
    lnum = code.co_firstlineno - 1
    if lnum >= len(lines):
        raise OSError('lineno is out of bounds')
    return lines, lnum


def getcomments(object):
    """The comment right before an object's source, or at a module's head; None if there is none."""
    try:
        lines, lnum = findsource(object)
    except (OSError, TypeError):
        return None
    is_comment = lambda line: line.lstrip().startswith('#')
    if isinstance(object, ModuleType):
        start = 1 if lines and lines[0][:2] == '#!' else 0
        while start < len(lines) and lines[start].strip() in ('', '#'):
            start += 1
        end = start
        while end < len(lines) and lines[end][:1] == '#':
            end += 1
        found = lines[start:end]
    else:
        # Those indented as the object is, in an unbroken block before it.
        start = lnum
        indent = indentsize(lines[lnum])
        while start > 0 and is_comment(lines[start - 1]) and indentsize(lines[start - 1]) == indent:
            start -= 1
        found = [line.expandtabs().lstrip() for line in lines[start:lnum]]
        while found and found[0].strip() == '#':
            del found[0]
        while found and found[-1].strip() == '#':
            del found[-1]
    text = ''.join(line.expandtabs() for line in found)
    return text or None


class EndOfBlock(Exception):
    """Raised by a BlockFinder that has seen the end."""


class BlockFinder:
    """Finds the last line of the definition that a sequence of tokens begins with."""

    def __init__(self):
        self.indent = 0
        self.islambda = False
        self.started = False
        self.passline = False
        self.indecorator = False
        self.last = 1
        self.body_col0 = None
        self.depth = 0

    def tokeneater(self, type, token, srowcol, erowcol, line):
        """Takes the next token."""
        import tokenize
        if not self.started and not self.indecorator:
            if token in ('(', '['):
                self.depth += 1
            elif token in (')', ']'):
                self.depth -= 1
            # Decorators come before what they decorate.
            if token == '@':
                self.indecorator = True
            elif token in ('def', 'class', 'lambda'):
                self.islambda = token == 'lambda'
                self.started = True
            self.passline = True
        elif self.indecorator and type != tokenize.NEWLINE:
            self.passline = True
        elif type == tokenize.NEWLINE:
            self.passline = False
            self.last = srowcol[0]
            if self.islambda:
                raise EndOfBlock
            self.indecorator = False
        elif self.passline:
            pass
        elif type == tokenize.INDENT:
            if self.body_col0 is None and self.started:
                self.body_col0 = erowcol[1]
            self.indent += 1
            self.passline = True
        elif type == tokenize.DEDENT:
            self.indent -= 1
            # The end of the file closes what is open.
            if self.indent <= 0:
                raise EndOfBlock
        elif type == tokenize.COMMENT:
            if self.body_col0 is not None and srowcol[1] >= self.body_col0:
                # A comment that belongs to the body.
                self.last = srowcol[0]
        elif self.indent == 0 and type not in (tokenize.COMMENT, tokenize.NL):
            # A body on the line of the definition, and something else behind it.
            raise EndOfBlock


def getblock(lines):
    """Those of the lines that belong to the definition in the first."""
    import tokenize
    finder = BlockFinder()
    try:
        for token in tokenize.generate_tokens(iter(lines).__next__):
            finder.tokeneater(*token)
    except (EndOfBlock, IndentationError):
        pass
    except SyntaxError as error:
        if 'unmatched' not in error.msg:
            raise
        # A lambda inside brackets that close on its last line.
        finder.last = max(finder.last, (error.lineno or 1) - (0 if finder.islambda else 1), 1)
    return lines[:finder.last]


def getsourcelines(object):
    """The lines of the object and the number of its first. OSError if there is no source."""
    object = unwrap(object)
    lines, lnum = findsource(object)
    if isinstance(object, TracebackType):
        object = object.tb_frame
    if isinstance(object, ModuleType) or isinstance(object, FrameType) and object.f_code.co_name == '<module>':
        return lines, 0
    return getblock(lines[lnum:]), lnum + 1


def getsource(object):
    """The source of the object as one text. OSError if there is none."""
    return ''.join(getsourcelines(object)[0])


for _own in (indentsize, getfile, getmodulename, getsourcefile, getabsfile, getmodule, ClassFoundException, findsource,
             getcomments, EndOfBlock, BlockFinder, getblock, getsourcelines, getsource):
    _own.__module__ = 'inspect'
