"""Names and numbers of instructions. Rondo's are those of a register machine, not CPython's."""

import _opcode

__all__ = ['EXTENDED_ARG', 'HAVE_ARGUMENT', 'cmp_op', 'hasarg', 'hascompare', 'hasconst', 'hasexc', 'hasfree',
           'hasjabs', 'hasjrel', 'hasjump', 'haslocal', 'hasname', 'opmap', 'opname', 'stack_effect']

opname = list(_opcode.names())
opmap = {name: number for number, name in enumerate(opname)}
cmp_op = ('<', '<=', '==', '!=', '>', '>=')
hasarg = [number for number, name in enumerate(opname) if name != 'Nop']
hasjump = hasjrel = [number for number, name in enumerate(opname) if 'Jump' in name or name.startswith('For')]
hasname = [number for number, name in enumerate(opname) if name.endswith(('Global', 'Attr', 'Name', 'Method'))]
hasconst = [number for number, name in enumerate(opname) if 'Const' in name]
hasjabs, hasfree, haslocal, hascompare, hasexc = [], [], [], [], []
EXTENDED_ARG = -1
HAVE_ARGUMENT = 1


def stack_effect(opcode, oparg=None, /, *, jump=None):
    """Always 0: instructions work on registers, and there is no stack."""
    if not isinstance(opcode, int) or not 0 <= opcode < len(opname):
        raise ValueError('invalid opcode or oparg')
    return 0
