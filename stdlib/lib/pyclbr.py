"""The classes and functions of a module, found in its text without importing it."""

import ast
import importlib.machinery
import sys

__all__ = ['readmodule', 'readmodule_ex', 'Class', 'Function']

# What has been read, by the full name of the module.
_modules = {}


class _Object:
    """A class or function: where it is, what it is in, and what is in it."""

    def __init__(self, module, name, file, lineno, end_lineno, parent):
        self.module, self.name, self.file = module, name, file
        self.lineno, self.end_lineno = lineno, end_lineno
        self.parent = parent
        self.children = {}
        if parent is not None:
            parent.children[name] = self


class Function(_Object):
    """A function or method, perhaps `async def`."""

    def __init__(self, module, name, file, lineno, parent=None, is_async=False, *, end_lineno=None):
        super().__init__(module, name, file, lineno, end_lineno, parent)
        self.is_async = is_async
        if isinstance(parent, Class):
            parent.methods[name] = lineno


class Class(_Object):
    """A class: `super` are its bases, as classes where they are known, else their text; `methods` have their lines."""

    def __init__(self, module, name, super_, file, lineno, parent=None, *, end_lineno=None):
        super().__init__(module, name, file, lineno, end_lineno, parent)
        self.super = super_ or []
        self.methods = {}


def readmodule(module, path=None):
    """The classes at the top level of a module, by name."""
    return {name: found for name, found in _read(module, path or []).items() if isinstance(found, Class)}


def readmodule_ex(module, path=None):
    """The classes and functions at the top level of a module, by name."""
    return _read(module, path or [])


def _read(module, path, package=None):
    full = f'{package}.{module}' if package is not None else module
    if full in _modules:
        return _modules[full]
    if module in sys.builtin_module_names and package is None:
        _modules[module] = {}
        return {}
    outer, _, inner = module.rpartition('.')
    if outer:
        parent = _read(outer, path, package)
        if package is not None:
            outer = f'{package}.{outer}'
        if '__path__' not in parent:
            raise ImportError(f'No package named {outer}')
        return _read(inner, parent['__path__'], outer)
    folders = path if package is not None else path + sys.path
    spec = importlib.machinery.PathFinder.find_spec(full, folders)
    if spec is None:
        raise ModuleNotFoundError(f'no module named {full!r}', name=full)
    tree = {}
    _modules[full] = tree
    if spec.submodule_search_locations is not None:
        tree['__path__'] = spec.submodule_search_locations
    try:
        source = spec.loader.get_source(full)
    except (AttributeError, ImportError):
        return tree
    if source is not None:
        _Reader(full, spec.loader.get_filename(full), tree, package is not None).visit(ast.parse(source))
    return tree


class _Reader(ast.NodeVisitor):
    """Notes what a module defines, and what it imports of other modules."""

    def __init__(self, module, file, tree, in_package):
        self.module, self.file, self.tree = module, file, tree
        self.in_package = in_package
        self.around = []

    def _bases(self, nodes):
        for node in nodes:
            name = ast.unparse(node)
            *_, module, last = ['', *name.split('.')]
            if name in self.tree:
                yield self.tree[name]
            elif not module:
                yield name
            elif module in _modules:
                # Those of modules that are not known are left out.
                yield _modules[module].get(last, last)

    def _inside(self, node, made):
        if made.parent is None:
            self.tree[node.name] = made
        self.around.append(made)
        for child in ast.iter_child_nodes(node):
            self.visit(child)
        self.around.pop()

    def _parent(self):
        return self.around[-1] if self.around else None

    def visit_ClassDef(self, node):
        bases = list(self._bases(node.bases))
        self._inside(node, Class(
            self.module, node.name, bases, self.file, node.lineno, self._parent(), end_lineno=node.end_lineno))

    def visit_FunctionDef(self, node, is_async=False):
        self._inside(node, Function(
            self.module, node.name, self.file, node.lineno, self._parent(), is_async, end_lineno=node.end_lineno))

    def visit_AsyncFunctionDef(self, node):
        self.visit_FunctionDef(node, True)

    def visit_Import(self, node):
        if node.col_offset:
            return
        for alias in node.names:
            # Bases may come from there; what cannot be read is not needed.
            try:
                try:
                    _read(alias.name, [], self.module if self.in_package else None)
                except ImportError:
                    _read(alias.name, [])
            except (ImportError, SyntaxError):
                continue

    def visit_ImportFrom(self, node):
        # As in CPython, relative imports are not followed.
        if node.col_offset or node.level:
            return
        try:
            found = _read(node.module, [])
        except (ImportError, SyntaxError):
            return
        for alias in node.names:
            if alias.name in found:
                self.tree[alias.asname or alias.name] = found[alias.name]
            elif alias.name == '*':
                self.tree.update({name: value for name, value in found.items() if not name.startswith('_')})


def _main():
    import os
    module = sys.argv[1] if len(sys.argv) > 1 else __file__
    path = []
    if os.path.exists(module):
        folder, file = os.path.split(module)
        path, module = [folder], os.path.splitext(file)[0]
    shown = sorted(readmodule_ex(module, path).values(), key=lambda found: getattr(found, 'lineno', 0))
    waiting = [(found, 0) for found in reversed(shown) if isinstance(found, _Object)]
    while waiting:
        found, depth = waiting.pop()
        if isinstance(found, Class):
            print('  ' * depth + 'class', found.name, [getattr(base, 'name', base) for base in found.super], found.lineno)
        else:
            print('  ' * depth + 'def', found.name, found.lineno)
        waiting += [(child, depth + 1) for child in reversed(found.children.values())]


if __name__ == '__main__':
    _main()
