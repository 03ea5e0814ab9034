"""Is a text that is typed line by line complete? What prompts ask before they compile."""

import __future__
import ast as _ast
import warnings

__all__ = ['compile_command', 'Compile', 'CommandCompiler']

PyCF_DONT_IMPLY_DEDENT = 0x200
PyCF_ALLOW_INCOMPLETE_INPUT = 0x4000

# What a prompt compiles with may be more, such as ast.PyCF_ALLOW_TOP_LEVEL_AWAIT.
_COMPILED_WITH = ~(PyCF_DONT_IMPLY_DEDENT | PyCF_ALLOW_INCOMPLETE_INPUT)

_features = [getattr(__future__, name) for name in __future__.all_feature_names]


def _is_incomplete(source, filename, symbol, flags):
    """Could more lines make the text valid? So they could if something is open, or a block is missing, at its end."""
    try:
        compile(source + '\n', filename, symbol, flags | PyCF_ALLOW_INCOMPLETE_INPUT)
        return False
    except _IncompleteInputError:
        return True
    except SyntaxError as error:
        message, lineno, offset = error.msg or '', error.lineno or 0, error.offset or 0
    lines = source.rstrip('\n').split('\n')
    if source.rstrip(' \t\n').endswith('\\'):
        return True
    if lineno < len(lines):
        return False
    if message.startswith(('expected an indented block', "expected 'except' or 'finally' block")):
        return lineno > len(lines) or offset > len(lines[-1].rstrip())
    # A decorator without what it decorates: the error has no column.
    return offset == 0


def _maybe_compile(compiler, source, filename, symbol):
    # Lines that say nothing count as a statement that does nothing.
    for line in source.split('\n'):
        line = line.strip()
        if line and line[0] != '#':
            break
    else:
        if symbol != 'eval':
            source = 'pass'
    with warnings.catch_warnings():
        warnings.simplefilter('ignore', (SyntaxWarning, DeprecationWarning))
        try:
            compiler(source + '\n', filename, symbol)
        except SyntaxError:
            if _is_incomplete(source, filename, symbol, getattr(compiler, 'flags', 0) & _COMPILED_WITH):
                return None
        else:
            # A block that could go on is complete when an empty line follows.
            if symbol == 'single' and _may_go_on(source):
                return None
    return compiler(source, filename, symbol)


def _may_go_on(source):
    """Is the text a compound statement whose last line is not empty?"""
    if source.endswith('\n') or '\n' not in source and not source.rstrip().endswith(':'):
        return _is_compound(source) and not source.endswith('\n')
    return _is_compound(source)


def _is_compound(source):
    try:
        body = _ast.parse(source + '\n').body
    except SyntaxError:
        return False
    return bool(body) and hasattr(body[-1], 'body')


def compile_command(source, filename='<input>', symbol='single'):
    """The code of a text, `None` if it is not complete; raises SyntaxError if it is wrong whatever follows."""
    return _maybe_compile(compile, source, filename, symbol)


class Compile:
    """As `compile`, but remembers the future statements of texts compiled before."""

    def __init__(self):
        self.flags = PyCF_DONT_IMPLY_DEDENT | PyCF_ALLOW_INCOMPLETE_INPUT

    def __call__(self, source, filename, symbol, flags=0, **kwargs):
        code = compile(source, filename, symbol, flags | self.flags & _COMPILED_WITH, True)
        for feature in _features:
            if code.co_flags & feature.compiler_flag:
                self.flags |= feature.compiler_flag
        return code


class CommandCompiler:
    """As `compile_command`, but remembers future statements."""

    def __init__(self):
        self.compiler = Compile()

    def __call__(self, source, filename='<input>', symbol='single'):
        return _maybe_compile(self.compiler, source, filename, symbol)
