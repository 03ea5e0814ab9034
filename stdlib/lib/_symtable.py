"""The blocks of a program as `symtable` sees them, and the flags of their names, under the name of CPython's module."""

from _symtable_scopes import (
    CELL, DEF_ANNOT, DEF_BOUND, DEF_COMP_CELL, DEF_COMP_ITER, DEF_FREE_CLASS, DEF_GLOBAL, DEF_IMPORT, DEF_LOCAL,
    DEF_NONLOCAL, DEF_PARAM, DEF_TYPE_PARAM, FREE, GLOBAL_EXPLICIT, GLOBAL_IMPLICIT, LOCAL, SCOPE_MASK, SCOPE_OFF,
    USE)


def symtable(source, filename, startstr, /):
    """The block of a program's text."""
    import symtable
    return symtable.symtable(source, filename, startstr)._table
