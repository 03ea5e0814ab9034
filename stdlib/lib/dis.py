"""Disassembly of code objects. Rondo's instructions are its own: eight bytes each, with three operands in registers,
so what is shown differs from CPython."""

import io
import sys
import types
from collections import namedtuple

import _opcode
from opcode import *
from opcode import __all__ as _opcodes_all

__all__ = ['Bytecode', 'Instruction', 'Positions', 'code_info', 'dis', 'disassemble', 'disco', 'distb',
           'findlabels', 'findlinestarts', 'get_instructions', 'pretty_flags', 'show_code', *_opcodes_all]

_WIDTH = 8
_have_code = (types.MethodType, types.FunctionType, types.CodeType, classmethod, staticmethod, type)

COMPILER_FLAG_NAMES = {
    1: 'OPTIMIZED', 2: 'NEWLOCALS', 4: 'VARARGS', 8: 'VARKEYWORDS', 16: 'NESTED', 32: 'GENERATOR', 64: 'NOFREE',
    128: 'COROUTINE', 256: 'ITERABLE_COROUTINE', 512: 'ASYNC_GENERATOR', 0x4000000: 'HAS_DOCSTRING',
    0x8000000: 'METHOD'}

Positions = namedtuple('Positions', 'lineno end_lineno col_offset end_col_offset', defaults=[None] * 4)


def pretty_flags(flags):
    """The names of the flags of a code object."""
    names = []
    for i in range(32):
        flag = 1 << i
        if flags & flag:
            names.append(COMPILER_FLAG_NAMES.get(flag, hex(flag)))
            flags ^= flag
            if not flags:
                break
    else:
        names.append(hex(flags))
    return ', '.join(names)


def _try_compile(source, name):
    try:
        return compile(source, name, 'eval')
    except SyntaxError:
        return compile(source, name, 'exec')


def _get_code_object(x):
    x = getattr(x, '__func__', x)
    for name in '__code__', 'gi_code', 'ag_code', 'cr_code':
        if hasattr(x, name):
            x = getattr(x, name)
            break
    if isinstance(x, str):
        x = _try_compile(x, '<disassembly>')
    if hasattr(x, 'co_code'):
        return x
    raise TypeError(f"don't know how to disassemble {type(x).__name__} objects")


def code_info(x):
    """What a code object says of itself, as text."""
    return _format_code_info(_get_code_object(x))


def _format_code_info(co):
    lines = [f'Name:              {co.co_name}',
             f'Filename:          {co.co_filename}',
             f'Argument count:    {co.co_argcount}',
             f'Positional-only arguments: {co.co_posonlyargcount}',
             f'Kw-only arguments: {co.co_kwonlyargcount}',
             f'Number of locals:  {co.co_nlocals}',
             f'Stack size:        {co.co_stacksize}',
             f'Flags:             {pretty_flags(co.co_flags)}']
    for title, values, show in (('Constants', co.co_consts, repr), ('Names', co.co_names, str),
                                ('Variable names', co.co_varnames, str), ('Free variables', co.co_freevars, str),
                                ('Cell variables', co.co_cellvars, str)):
        if values:
            lines.append(f'{title}:')
            lines.extend(f'{number:4d}: {show(value)}' for number, value in enumerate(values))
    return '\n'.join(lines)


def show_code(co, *, file=None):
    """Print what a code object says of itself."""
    print(code_info(co), file=file)


class Instruction(namedtuple('Instruction', (
        'opname opcode arg argval argrepr offset start_offset starts_line line_number label positions cache_info'),
        defaults=[None, None, None])):
    """One instruction. `arg` is the tuple of its four operands, `argval` the text of them."""

    @property
    def oparg(self):
        return self.arg

    @property
    def baseopcode(self):
        return self.opcode

    @property
    def baseopname(self):
        return self.opname

    @property
    def cache_offset(self):
        return self.end_offset

    @property
    def end_offset(self):
        return self.offset + _WIDTH

    @property
    def jump_target(self):
        return None

    @property
    def is_jump_target(self):
        return self.label is not None

    def __str__(self):
        return f'{self.offset:>6} {self.opname:<20} {self.argrepr}'.rstrip()


def _unpack(co):
    code = co.co_code
    positions = list(co.co_positions())
    for number in range(len(code) // _WIDTH):
        one = code[number * _WIDTH:(number + 1) * _WIDTH]
        operands = one[1], *(int.from_bytes(one[i:i + 2], 'little') for i in (2, 4, 6))
        yield number, one[0], operands, positions[number] if number < len(positions) else (None,) * 4


def _operand_texts(co):
    """The operands of the instructions of `co` itself, as its disassembly shows them."""
    import re
    texts = {}
    for line in _opcode.disassemble(co).split('\n')[1:]:
        if not line:
            break
        found = re.match(r'\s*(?:\d+\s+)?(?:L\d+:)?\s*(\d+)  ([A-Z]\w*)\s*(.*)', line)
        if found:
            texts[int(found.group(1))] = found.group(3)
    return texts


def get_instructions(x, *, first_line=None, show_caches=None, adaptive=False):
    """Iterate over the instructions of a function, method, generator, source text or code object."""
    co = _get_code_object(x)
    shift = 0 if first_line is None else first_line - co.co_firstlineno
    texts = _operand_texts(co)
    line = None
    for number, opcode, operands, where in _unpack(co):
        here = where[0] + shift if where[0] else None
        starts = here is not None and here != line
        line = here or line
        text = texts.get(number, '')
        yield Instruction(opname[opcode], opcode, operands, text, text, number * _WIDTH, number * _WIDTH, starts, here,
                          None, Positions(here, *where[1:]), None)


def dis(x=None, *, file=None, depth=None, show_caches=False, adaptive=False, show_offsets=False,
        show_positions=False):
    """Disassemble classes, methods, functions and other compiled objects; the last traceback by default."""
    if x is None:
        distb(file=file)
        return
    if hasattr(x, '__func__'):
        x = x.__func__
    for name in '__code__', 'gi_code', 'ag_code', 'cr_code':
        if hasattr(x, name):
            x = getattr(x, name)
            break
    if hasattr(x, '__dict__') and not hasattr(x, 'co_code'):
        for name, value in sorted(x.__dict__.items()):
            if isinstance(value, _have_code):
                print(f'Disassembly of {name}:', file=file)
                try:
                    dis(value, file=file, depth=depth)
                except TypeError as msg:
                    print('Sorry:', msg, file=file)
                print(file=file)
    elif hasattr(x, 'co_code'):
        disassemble(x, file=file, depth=depth)
    elif isinstance(x, str):
        disassemble(_try_compile(x, '<dis>'), file=file, depth=depth)
    else:
        raise TypeError(f"don't know how to disassemble {type(x).__name__} objects")


def disassemble(co, lasti=-1, *, file=None, depth=None, show_caches=False, adaptive=False, show_offsets=False,
                show_positions=False):
    """Disassemble a code object and those inside it."""
    text = _opcode.disassemble(co)
    if depth is not None and depth <= 0:
        text = text.split('\n\n')[0] + '\n'
    print(text, end='', file=file)


disco = disassemble


def distb(tb=None, *, file=None, show_caches=False, adaptive=False, show_offsets=False, show_positions=False):
    """Disassemble the code of a traceback, the last one by default."""
    if tb is None:
        try:
            tb = sys.last_exc.__traceback__ if hasattr(sys, 'last_exc') else sys.last_traceback
        except AttributeError:
            raise RuntimeError('no last traceback to disassemble') from None
        while tb.tb_next:
            tb = tb.tb_next
    disassemble(tb.tb_frame.f_code, tb.tb_lasti, file=file)


def findlinestarts(code):
    """Offsets of instructions that begin a line, with the line."""
    last = None
    for start, _, line in code.co_lines():
        if line and line != last:
            last = line
            yield start, line


def findlabels(code):
    """Always empty: where a jump leads is one of an instruction's operands."""
    return []


class Bytecode:
    """The instructions of a piece of code."""

    def __init__(self, x, *, first_line=None, current_offset=None, show_caches=False, adaptive=False,
                 show_offsets=False, show_positions=False):
        self.codeobj = co = _get_code_object(x)
        self.first_line = co.co_firstlineno if first_line is None else first_line
        self.current_offset = current_offset
        self._original_object = x

    def __iter__(self):
        return get_instructions(self.codeobj, first_line=self.first_line)

    def __repr__(self):
        return f'{self.__class__.__name__}({self._original_object!r})'

    @classmethod
    def from_traceback(cls, tb, *, show_caches=False, adaptive=False):
        """The code of the last frame of a traceback."""
        while tb.tb_next:
            tb = tb.tb_next
        return cls(tb.tb_frame.f_code, current_offset=tb.tb_lasti)

    def info(self):
        """What the code object says of itself."""
        return _format_code_info(self.codeobj)

    def dis(self):
        """The disassembly as text."""
        out = io.StringIO()
        disassemble(self.codeobj, file=out, depth=0)
        return out.getvalue()
