"""Which names the blocks of a program bind and use, and where each name belongs."""

import ast
import sys
from _symtable_scopes import (
    CELL, DEF_ANNOT, DEF_BOUND, DEF_COMP_CELL, DEF_COMP_ITER, DEF_FREE_CLASS, DEF_GLOBAL, DEF_IMPORT, DEF_LOCAL,
    DEF_NONLOCAL, DEF_PARAM, DEF_TYPE_PARAM, FREE, GLOBAL_EXPLICIT, GLOBAL_IMPLICIT, LOCAL, SCOPE_MASK, SCOPE_OFF,
    USE, block_of)
from enum import StrEnum

__all__ = ['symtable', 'SymbolTableType', 'SymbolTable', 'Class', 'Function', 'Symbol']

_FLAGS = [
    ('USE', USE), ('DEF_GLOBAL', DEF_GLOBAL), ('DEF_NONLOCAL', DEF_NONLOCAL), ('DEF_LOCAL', DEF_LOCAL),
    ('DEF_PARAM', DEF_PARAM), ('DEF_TYPE_PARAM', DEF_TYPE_PARAM), ('DEF_FREE_CLASS', DEF_FREE_CLASS),
    ('DEF_IMPORT', DEF_IMPORT), ('DEF_BOUND', DEF_BOUND), ('DEF_ANNOT', DEF_ANNOT),
    ('DEF_COMP_ITER', DEF_COMP_ITER), ('DEF_COMP_CELL', DEF_COMP_CELL)]
_SCOPES = {FREE: 'FREE', LOCAL: 'LOCAL', GLOBAL_IMPLICIT: 'GLOBAL_IMPLICIT', GLOBAL_EXPLICIT: 'GLOBAL_EXPLICIT',
           CELL: 'CELL'}


def symtable(code, filename, compile_type):
    """The table of a module's text, with those of its blocks inside; compile_type is that of compile().

    Raises SyntaxError where compile() does, and ValueError for another compile_type.
    """
    if compile_type not in ('exec', 'eval', 'single'):
        raise ValueError("symtable() arg 3 must be 'exec' or 'eval' or 'single'")
    compile(code, filename, compile_type, dont_inherit=True)
    tree = ast.parse(code, filename, compile_type)
    return _table_of(block_of(tree), filename if isinstance(filename, str) else filename.decode())


class SymbolTableType(StrEnum):
    """What a block is."""

    MODULE = 'module'
    FUNCTION = 'function'
    CLASS = 'class'
    ANNOTATION = 'annotation'
    TYPE_ALIAS = 'type alias'
    TYPE_PARAMETERS = 'type parameters'
    TYPE_VARIABLE = 'type variable'


def _table_of(block, filename):
    # A block has one table, which keeps no block alive that nothing else does.
    table = block.table
    if table is None or table._filename != filename:
        kind = {'function': Function, 'class': Class}.get(block.type, SymbolTable)
        table = block.table = kind(block, filename)
    return table


class SymbolTable:
    """The names of a block."""

    def __init__(self, raw_table, filename):
        self._table = raw_table
        self._filename = filename
        self._symbols = {}

    def __repr__(self):
        kind = '' if self.__class__ == SymbolTable else f'{self.__class__.__name__} '
        if self._table.name == 'top':
            return f'<{kind}SymbolTable for module {self._filename}>'
        return f'<{kind}SymbolTable for {self._table.name} in {self._filename}>'

    def get_type(self):
        """What the block is: a value of SymbolTableType."""
        return SymbolTableType(self._table.type)

    def get_id(self):
        """A number that no other block has."""
        return self._table.id

    def get_name(self):
        """The name of the class or function; "top" for a module."""
        return self._table.name

    def get_lineno(self):
        """The line where the block begins; 0 for a module."""
        return self._table.lineno

    def is_optimized(self):
        """Are its local variables known when it is compiled?"""
        return self._table.type == 'function'

    def is_nested(self):
        """Is it a block in a function?"""
        return self._table.nested

    def has_children(self):
        """Are there blocks in it?"""
        return bool(self._table.children)

    def get_identifiers(self):
        """A view of the names."""
        return self._table.symbols.keys()

    def lookup(self, name):
        """The symbol of a name; KeyError if the block has none."""
        symbol = self._symbols.get(name)
        if symbol is None:
            flags = self._table.symbols[name]
            symbol = self._symbols[name] = Symbol(
                name, flags, self._namespaces(name), module_scope=self._table.name == 'top')
        return symbol

    def get_symbols(self):
        """All symbols."""
        return [self.lookup(name) for name in self.get_identifiers()]

    def _namespaces(self, name):
        return [_table_of(child, self._filename) for child in self._table.children if child.name == name]

    def get_children(self):
        """The tables of the blocks directly in it."""
        return [_table_of(child, self._filename) for child in self._table.children]


def _scope(flags):
    return flags >> SCOPE_OFF & SCOPE_MASK


class Function(SymbolTable):
    """The names of a function, a lambda or a generator expression."""

    def _matching(self, test):
        return tuple(name for name, flags in self._table.symbols.items() if test(flags))

    def get_parameters(self):
        """The names of the parameters."""
        return self._matching(lambda flags: flags & DEF_PARAM)

    def get_locals(self):
        """The names of the local variables, parameters included."""
        return self._matching(lambda flags: _scope(flags) in (LOCAL, CELL))

    def get_globals(self):
        """The names of the globals that it uses."""
        return self._matching(lambda flags: _scope(flags) in (GLOBAL_IMPLICIT, GLOBAL_EXPLICIT))

    def get_nonlocals(self):
        """The names that it declares nonlocal."""
        return self._matching(lambda flags: flags & DEF_NONLOCAL)

    def get_frees(self):
        """The names that belong to functions around it."""
        return self._matching(lambda flags: _scope(flags) == FREE)


class Class(SymbolTable):
    """The names of a class."""

    def get_methods(self):
        """The names of the functions defined directly in the class."""
        import warnings
        kind = self.__class__
        warnings.warn(f'{kind.__module__}.{kind.__name__}.get_methods() is deprecated and will be removed in '
                      f'Python 3.16.', DeprecationWarning, stacklevel=2)
        found = {}
        for child in self._table.children:
            if _scope(self._table.symbols.get(child.name, 0)) != LOCAL:
                continue
            if child.type == 'function':
                if not child.is_generator_expression:
                    found[child.name] = True
            elif child.type == 'type parameters':
                if any(inner.name == child.name and inner.type == 'function' for inner in child.children):
                    found[child.name] = True
        return tuple(found)


class Symbol:
    """What a block does with a name."""

    def __init__(self, name, flags, namespaces=None, *, module_scope=False):
        self.__name = name
        self.__flags = flags
        self.__scope = _scope(flags)
        self.__namespaces = namespaces or ()
        self.__module_scope = module_scope

    def __repr__(self):
        return f'<symbol {self.__name!r}: {self._scope_str()}, {"|".join(self._flags_str())}>'

    def _scope_str(self):
        return _SCOPES.get(self.__scope) or str(self.__scope)

    def _flags_str(self):
        return [name for name, flag in _FLAGS if self.__flags & flag == flag]

    def get_name(self):
        """The name."""
        return self.__name

    def is_referenced(self):
        """Is it used in the block?"""
        return bool(self.__flags & USE)

    def is_parameter(self):
        """Is it a parameter?"""
        return bool(self.__flags & DEF_PARAM)

    def is_type_parameter(self):
        """Is it a type parameter?"""
        return bool(self.__flags & DEF_TYPE_PARAM)

    def is_global(self):
        """Is it a global?"""
        return bool(self.__scope in (GLOBAL_IMPLICIT, GLOBAL_EXPLICIT)
                    or self.__module_scope and self.__flags & DEF_BOUND)

    def is_nonlocal(self):
        """Is it declared nonlocal?"""
        return bool(self.__flags & DEF_NONLOCAL)

    def is_declared_global(self):
        """Is it declared global?"""
        return self.__scope == GLOBAL_EXPLICIT

    def is_local(self):
        """Is it local to the block?"""
        return bool(self.__scope in (LOCAL, CELL) or self.__module_scope and self.__flags & DEF_BOUND)

    def is_annotated(self):
        """Does it have an annotation?"""
        return bool(self.__flags & DEF_ANNOT)

    def is_free(self):
        """Is it used in the block and bound in a function around it?"""
        return self.__scope == FREE

    def is_free_class(self):
        """Is it bound in a class and free in a method of that?"""
        return bool(self.__flags & DEF_FREE_CLASS)

    def is_imported(self):
        """Is it bound by an import?"""
        return bool(self.__flags & DEF_IMPORT)

    def is_assigned(self):
        """Is it assigned to?"""
        return bool(self.__flags & DEF_LOCAL)

    def is_comp_iter(self):
        """Is it a variable of a comprehension?"""
        return bool(self.__flags & DEF_COMP_ITER)

    def is_comp_cell(self):
        """Is it a cell of a comprehension that runs in place?"""
        return bool(self.__flags & DEF_COMP_CELL)

    def is_namespace(self):
        """Does it name a class or function that is defined in the block?"""
        return bool(self.__namespaces)

    def get_namespaces(self):
        """The tables of the blocks that have this name."""
        return self.__namespaces

    def get_namespace(self):
        """The one table of get_namespaces(); ValueError if there is none or more than one."""
        if not self.__namespaces:
            raise ValueError('name is not bound to any namespaces')
        if len(self.__namespaces) > 1:
            raise ValueError('name is bound to multiple namespaces')
        return self.__namespaces[0]


def _print(table, level=0):
    indent = '    ' * level
    nested = 'nested ' if table.is_nested() else ''
    what = f'from file {table._filename!r}' if table.get_type() == 'module' else repr(table.get_name())
    print(f'{indent}symbol table for {nested}{table.get_type()} {what}:')
    for symbol in table.get_symbols():
        flags = ', '.join(symbol._flags_str()).lower()
        print(f'    {indent}{symbol._scope_str().lower()} symbol {symbol.get_name()!r}: {flags}')
    print()
    for child in table.get_children():
        _print(child, level + 1)


def main(args):
    """Prints the tables of the files, or of the standard input."""
    for filename in args or ['-']:
        if filename == '-':
            text, filename = sys.stdin.read(), '<stdin>'
        else:
            with open(filename, 'rb') as file:
                text = file.read()
        _print(symtable(text, filename, 'exec'))


if __name__ == '__main__':
    main(sys.argv[1:])
