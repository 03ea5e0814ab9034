"""Finds the modules that a script imports, without running it."""

import ast
import importlib
import importlib.machinery
import io
import os
import sys

_SEARCH_ERROR, _PY_SOURCE, _PY_COMPILED, _C_EXTENSION, _, _PKG_DIRECTORY, _C_BUILTIN, _PY_FROZEN = range(8)

# Folders of packages that a program adds to their __path__ when it runs, by package.
packagePathMap = {}

# Packages that take the place of others, by the name of those.
replacePackageMap = {}


def AddPackagePath(packagename, path):
    """Tells of a folder that belongs to a package though its own says nothing of it."""
    packagePathMap.setdefault(packagename, []).append(path)


def ReplacePackage(oldname, newname):
    """Tells of a package that is imported under another name."""
    replacePackageMap[oldname] = newname


def _find_module(name, path=None):
    """(file, path name, (suffix, mode, kind)) of a module. ImportError if there is none."""
    finder = importlib.machinery.PathFinder
    finder.invalidate_caches()
    package = _library_package(path)
    if package and name == '__init__':
        spec = finder.find_spec(package)
        return _open(spec), spec.origin, ('.py', 'rb', _PY_SOURCE)
    spec = finder.find_spec(f'{package}.{name}' if package else name, path)
    if spec is None:
        raise ImportError(f'No module named {name!r}', name=name)
    if spec.loader is importlib.machinery.BuiltinImporter:
        return None, None, ('', '', _C_BUILTIN)
    if spec.loader is importlib.machinery.FrozenImporter:
        return None, None, ('', '', _PY_FROZEN)
    file = spec.origin
    if spec.submodule_search_locations is not None:
        return None, os.path.dirname(file), ('', '', _PKG_DIRECTORY)
    kinds = ((importlib.machinery.SourceFileLoader, _PY_SOURCE),
             (importlib.machinery.ExtensionFileLoader, _C_EXTENSION),
             (importlib.machinery.SourcelessFileLoader, _PY_COMPILED))
    for loader, kind in kinds:
        if isinstance(spec.loader, loader):
            return _open(spec), file, (os.path.splitext(file)[-1], 'rb', kind)
    return None, file, (os.path.splitext(file)[-1], 'rb', _SEARCH_ERROR)


def _library_package(path):
    """The name of the package of the library whose folder a path is, which is none of the system's; or None."""
    folder = path[0] if path else ''
    return folder.partition('>/')[2].replace('/', '.') if folder.startswith('<') else None


def _open(spec):
    if os.path.exists(spec.origin):
        return io.open_code(spec.origin)
    # A module of the library is in the program itself.
    return io.BytesIO(spec.loader.get_data(spec.origin))


class Module:
    """A module that was found."""

    def __init__(self, name, file=None, path=None):
        self.__name__ = name
        self.__file__ = file
        self.__path__ = path
        self.__code__ = None
        # What it binds, as far as that can be seen, and modules of which it imports everything that cannot be looked into.
        self.globalnames = {}
        self.starimports = {}

    def __repr__(self):
        parts = [repr(self.__name__)]
        if self.__file__ is not None:
            parts.append(repr(self.__file__))
        if self.__path__ is not None:
            parts.append(repr(self.__path__))
        return f"Module({', '.join(parts)})"


class _Names(ast.NodeVisitor):
    """What the code of a module or a class does with modules and names; blocks in it come after it."""

    def __init__(self, stores):
        self.found = []
        self.blocks = []
        self.stores = stores

    def _store(self, name):
        if self.stores:
            self.found.append(('store', (name,)))

    def visit_Import(self, node):
        for alias in node.names:
            self.found.append(('absolute_import', (None, alias.name)))
            self._store(alias.asname or alias.name.partition('.')[0])

    def visit_ImportFrom(self, node):
        names = tuple(alias.name for alias in node.names)
        if node.level:
            self.found.append(('relative_import', (node.level, names, node.module or '')))
        else:
            self.found.append(('absolute_import', (names, node.module)))
        for alias in node.names:
            if alias.name != '*':
                self._store(alias.asname or alias.name)

    def visit_Name(self, node):
        if isinstance(node.ctx, ast.Store):
            self._store(node.id)

    def visit_ExceptHandler(self, node):
        if node.name:
            self._store(node.name)
        self.generic_visit(node)

    def visit_FunctionDef(self, node):
        # What stands in its head is looked at here.
        for part in (*node.decorator_list, node.args):
            self.visit(part)
        self.blocks.append(node)
        self._store(node.name)

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_ClassDef(self, node):
        for part in (*node.decorator_list, *node.bases, *node.keywords):
            self.visit(part)
        self.blocks.append(node)
        self._store(node.name)

    def visit_Lambda(self, node):
        self.visit(node.args)
        self.blocks.append(node)


def _global_names(body):
    return {name for part in body for node in ast.walk(part) if isinstance(node, ast.Global) for name in node.names}


def _scanned(block):
    """Yields what a block does, then what those in it do."""
    is_function = isinstance(block, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda))
    names = _Names(not is_function)
    body = block.body if isinstance(block.body, list) else [block.body]
    for part in body:
        names.visit(part)
    yield from names.found
    if is_function and isinstance(block.body, list):
        yield from (('store', (name,)) for name in sorted(_global_names(body)))
    for inner in names.blocks:
        yield from _scanned(inner)


class ModuleFinder:
    """Looks for the modules that a script imports, and those that they import.

    `modules` has those that were found, by name, `badmodules` those that were not, with the modules that asked for them.
    """

    def __init__(self, path=None, debug=0, excludes=None, replace_paths=None):
        self.path = sys.path if path is None else path
        self.modules = {}
        self.badmodules = {}
        self.debug = debug
        self.indent = 0
        self.excludes = [] if excludes is None else excludes
        self.replace_paths = [] if replace_paths is None else replace_paths
        self.processed_paths = []
        # The trees of the code that has been compiled.
        self._trees = {}

    def msg(self, level, str, *args):
        """Prints what happens, where `debug` is at least the level."""
        if level <= self.debug:
            for _ in range(self.indent):
                print('   ', end=' ')
            print(str, end=' ')
            for arg in args:
                print(repr(arg), end=' ')
            print()

    def msgin(self, *args):
        if args[0] <= self.debug:
            self.indent += 1
            self.msg(*args)

    def msgout(self, *args):
        if args[0] <= self.debug:
            self.indent -= 1
            self.msg(*args)

    def run_script(self, pathname):
        """Looks at a script, which is the module __main__."""
        self.msg(2, 'run_script', pathname)
        with io.open_code(pathname) as fp:
            self.load_module('__main__', fp, pathname, ('', 'rb', _PY_SOURCE))

    def load_file(self, pathname):
        """Looks at a file as the module of its name."""
        name, suffix = os.path.splitext(os.path.basename(pathname))
        with io.open_code(pathname) as fp:
            self.load_module(name, fp, pathname, (suffix, 'rb', _PY_SOURCE))

    def import_hook(self, name, caller=None, fromlist=None, level=-1):
        """What an import statement in `caller` does: the first module of the name, or None with names to take from it."""
        self.msg(3, 'import_hook', name, caller, fromlist, level)
        parent = self.determine_parent(caller, level=level)
        first, tail = self.find_head_package(parent, name)
        last = self.load_tail(first, tail)
        if not fromlist:
            return first
        if last.__path__:
            self.ensure_fromlist(last, fromlist)
        return None

    def determine_parent(self, caller, level=-1):
        """The package that names are looked for in first."""
        self.msgin(4, 'determine_parent', caller, level)
        parent = self._parent(caller, level)
        self.msgout(4, 'determine_parent ->', parent)
        return parent

    def _parent(self, caller, level):
        if not caller or level == 0:
            return None
        name = caller.__name__
        if level >= 1:
            if caller.__path__:
                level -= 1
            if level == 0:
                return self.modules[name]
            if name.count('.') < level:
                raise ImportError('relative importpath too deep')
            return self.modules['.'.join(name.split('.')[:-level])]
        if caller.__path__:
            return self.modules[name]
        if '.' in name:
            return self.modules[name.rpartition('.')[0]]
        return None

    def find_head_package(self, parent, name):
        """The module of the first part of a name, and the rest of the name."""
        self.msgin(4, 'find_head_package', parent, name)
        head, _, tail = name.partition('.')
        full = f'{parent.__name__}.{head}' if parent else head
        found = self.import_module(head, full, parent)
        if not found and parent:
            full = head
            found = self.import_module(head, full, None)
        if not found:
            self.msgout(4, 'raise ImportError: No module named', full)
            raise ImportError('No module named ' + full)
        self.msgout(4, 'find_head_package ->', (found, tail))
        return found, tail

    def load_tail(self, q, tail):
        """The module of the rest of a name."""
        self.msgin(4, 'load_tail', q, tail)
        found = q
        while tail:
            head, _, tail = tail.partition('.')
            name = f'{found.__name__}.{head}'
            found = self.import_module(head, name, found)
            if not found:
                self.msgout(4, 'raise ImportError: No module named', name)
                raise ImportError('No module named ' + name)
        self.msgout(4, 'load_tail ->', found)
        return found

    def ensure_fromlist(self, m, fromlist, recursive=0):
        """Looks for the names in a package that are modules."""
        self.msg(4, 'ensure_fromlist', m, fromlist, recursive)
        for sub in fromlist:
            if sub == '*':
                if not recursive:
                    submodules = self.find_all_submodules(m)
                    if submodules:
                        self.ensure_fromlist(m, submodules, 1)
            elif not hasattr(m, sub):
                name = f'{m.__name__}.{sub}'
                if not self.import_module(sub, name, m):
                    raise ImportError('No module named ' + name)

    def find_all_submodules(self, m):
        """The names of the modules in the folders of a package."""
        if not m.__path__:
            return None
        names = {}
        machinery = importlib.machinery
        suffixes = [*machinery.EXTENSION_SUFFIXES, *machinery.SOURCE_SUFFIXES, *machinery.BYTECODE_SUFFIXES]
        for folder in m.__path__:
            try:
                files = os.listdir(folder)
            except OSError:
                self.msg(2, "can't list directory", folder)
                continue
            for file in files:
                suffix = next((suffix for suffix in suffixes if file.endswith(suffix)), None)
                name = file[:-len(suffix)] if suffix else '__init__'
                if name != '__init__':
                    names[name] = name
        return names.keys()

    def import_module(self, partname, fqname, parent):
        """The module of a name in a package, or None."""
        self.msgin(3, 'import_module', partname, fqname, parent)
        found = self._imported(partname, fqname, parent)
        self.msgout(3, 'import_module ->', found)
        return found

    def _imported(self, partname, fqname, parent):
        if fqname in self.modules:
            return self.modules[fqname]
        if fqname in self.badmodules or parent and parent.__path__ is None:
            return None
        try:
            fp, pathname, stuff = self.find_module(partname, parent and parent.__path__, parent)
        except ImportError:
            return None
        try:
            found = self.load_module(fqname, fp, pathname, stuff)
        finally:
            if fp:
                fp.close()
        if parent:
            setattr(parent, partname, found)
        return found

    def load_module(self, fqname, fp, pathname, file_info):
        """The module in a file, whose own imports are followed."""
        kind = file_info[2]
        self.msgin(2, 'load_module', fqname, fp and 'fp', pathname)
        if kind == _PKG_DIRECTORY:
            found = self.load_package(fqname, pathname)
            self.msgout(2, 'load_module ->', found)
            return found
        code = None
        if kind == _PY_SOURCE:
            source = fp.read()
            code = compile(source, pathname, 'exec')
            self._trees[code] = ast.parse(source, pathname)
        elif kind == _PY_COMPILED:
            self.msgout(2, 'raise ImportError: compiled files are not looked into', pathname)
            raise ImportError('compiled files are not looked into', name=fqname, path=pathname)
        found = self.add_module(fqname)
        found.__file__ = pathname
        if code:
            tree = self._trees.pop(code)
            if self.replace_paths:
                code = self.replace_paths_in_code(code)
            self._trees[code] = tree
            found.__code__ = code
            self.scan_code(code, found)
        self.msgout(2, 'load_module ->', found)
        return found

    def _add_badmodule(self, name, caller):
        self.badmodules.setdefault(name, {})[caller.__name__ if caller else '-'] = 1

    def _safe_import_hook(self, name, caller, fromlist, level=-1):
        """As import_hook; what is not found is noted."""
        if name in self.badmodules:
            self._add_badmodule(name, caller)
            return
        try:
            self.import_hook(name, caller, level=level)
        except (ImportError, SyntaxError) as error:
            self.msg(2, f"{'ImportError' if isinstance(error, ImportError) else 'SyntaxError'}:", str(error))
            self._add_badmodule(name, caller)
            return
        for sub in fromlist or ():
            full = f'{name}.{sub}'
            if full in self.badmodules:
                self._add_badmodule(full, caller)
                continue
            try:
                self.import_hook(name, caller, [sub], level=level)
            except ImportError as error:
                self.msg(2, 'ImportError:', str(error))
                self._add_badmodule(full, caller)

    def scan_opcodes(self, co):
        """Yields what the code of a module that was loaded here binds and imports: ('store', (name,)),
        ('absolute_import', (names, module)) and ('relative_import', (level, names, module))."""
        try:
            tree = self._trees[co]
        except KeyError:
            raise ValueError(f'{co!r} was not loaded by this finder') from None
        return _scanned(tree)

    def scan_code(self, co, m):
        """Follows the imports in the code of a module."""
        for what, args in self.scan_opcodes(co):
            if what == 'store':
                m.globalnames[args[0]] = 1
            elif what == 'absolute_import':
                self._scan_absolute(m, *args)
            else:
                level, fromlist, name = args
                if name:
                    self._safe_import_hook(name, m, fromlist, level=level)
                else:
                    parent = self.determine_parent(m, level=level)
                    self._safe_import_hook(parent.__name__, None, fromlist, level=0)

    def _scan_absolute(self, m, fromlist, name):
        has_star = fromlist is not None and '*' in fromlist
        if has_star:
            fromlist = [sub for sub in fromlist if sub != '*']
        elif fromlist is not None:
            fromlist = list(fromlist)
        self._safe_import_hook(name, m, fromlist, level=0)
        if not has_star:
            return
        found = self.modules.get(f'{m.__name__}.{name}') if m.__path__ else None
        if found is None:
            found = self.modules.get(name)
        if found is not None:
            m.globalnames.update(found.globalnames)
            m.starimports.update(found.starimports)
        if found is None or found.__code__ is None:
            m.starimports[name] = 1

    def load_package(self, fqname, pathname):
        """The package in a folder."""
        self.msgin(2, 'load_package', fqname, pathname)
        fqname = replacePackageMap.get(fqname, fqname)
        found = self.add_module(fqname)
        found.__file__ = pathname
        found.__path__ = [pathname, *packagePathMap.get(fqname, [])]
        fp, file, stuff = self.find_module('__init__', found.__path__)
        try:
            self.load_module(fqname, fp, file, stuff)
        finally:
            if fp:
                fp.close()
        self.msgout(2, 'load_package ->', found)
        return found

    def add_module(self, fqname):
        """The module of a name, a new one if there is none."""
        if fqname not in self.modules:
            self.modules[fqname] = Module(fqname)
        return self.modules[fqname]

    def find_module(self, name, path, parent=None):
        """(file, path name, (suffix, mode, kind)) of a module. ImportError if there is none, or it is excluded."""
        full = name if parent is None else f'{parent.__name__}.{name}'
        if full in self.excludes:
            self.msgout(3, 'find_module -> Excluded', full)
            raise ImportError(name)
        if path is None:
            if name in sys.builtin_module_names:
                return None, None, ('', '', _C_BUILTIN)
            path = self.path
        return _find_module(name, path)

    def report(self):
        """Prints the modules that were found, and those that were not."""
        print()
        for name, file in (('Name', 'File'), ('----', '----')):
            print(f'  {name:<25} {file}')
        for name in sorted(self.modules):
            module = self.modules[name]
            print('P' if module.__path__ else 'm', f'{name:<25}', module.__file__ or '')
        missing, maybe = self.any_missing_maybe()
        for heading, names in (('Missing modules:', missing),
                               ('Submodules that appear to be missing, but could also be global names in the parent '
                                'package:', maybe)):
            if names:
                print()
                print(heading)
            for name in names:
                print('?', name, 'imported from', ', '.join(sorted(self.badmodules[name])))

    def any_missing(self):
        """The names of modules that are missing, or may be."""
        missing, maybe = self.any_missing_maybe()
        return missing + maybe

    def any_missing_maybe(self):
        """The names of modules that are missing, and of those that may also be variables of their packages."""
        missing, maybe = [], []
        for name, callers in self.badmodules.items():
            if name in self.excludes:
                continue
            package, _, sub = name.rpartition('.')
            module = self.modules.get(package)
            if module is None or package in callers:
                missing.append(name)
            elif sub in module.globalnames:
                # It is a variable.
                pass
            elif module.starimports:
                maybe.append(name)
            else:
                missing.append(name)
        return sorted(missing), sorted(maybe)

    def replace_paths_in_code(self, co):
        """The code with the name of its file changed as `replace_paths` says."""
        name = original = os.path.normpath(co.co_filename)
        for old, new in self.replace_paths:
            if original.startswith(old):
                name = new + original[len(old):]
                break
        if self.debug and original not in self.processed_paths:
            if name != original:
                self.msgout(2, f'co_filename {original!r} changed to {name!r}')
            else:
                self.msgout(2, f'co_filename {original!r} remains unchanged')
            self.processed_paths.append(original)
        consts = tuple(self.replace_paths_in_code(const) if isinstance(const, type(co)) else const
                       for const in co.co_consts)
        return co.replace(co_consts=consts, co_filename=name)


def test():
    """What the command does: looks at a script. `-d` and `-q` set what is printed, `-m` looks for modules, `-p` and `-x`
    give paths and modules to leave out."""
    import getopt
    try:
        options, args = getopt.getopt(sys.argv[1:], 'dmp:qx:')
    except getopt.error as error:
        print(error)
        return None
    debug, modules, extra, excluded = 1, False, [], []
    for option, value in options:
        if option == '-d':
            debug += 1
        elif option == '-m':
            modules = True
        elif option == '-p':
            extra += value.split(os.pathsep)
        elif option == '-q':
            debug = 0
        elif option == '-x':
            excluded.append(value)
    script = args[0] if args else 'hello.py'
    path = [os.path.dirname(script), *extra, *sys.path[1:]]
    if debug > 1:
        print('path:')
        for item in path:
            print('   ', repr(item))
    finder = ModuleFinder(path, debug, excluded)
    for arg in args[1:]:
        if arg == '-m':
            modules = True
        elif modules:
            if arg.endswith('.*'):
                finder.import_hook(arg[:-2], None, ['*'])
            else:
                finder.import_hook(arg)
        else:
            finder.load_file(arg)
    finder.run_script(script)
    finder.report()
    return finder


if __name__ == '__main__':
    test()
