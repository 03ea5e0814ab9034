# Specifications and loaders of modules, and finders in the language.
import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import os
import sys
import tempfile

import _module
import _package.inner
from _expressions import each

each('''
_module.__spec__.name
_module.__spec__.parent
_module.__spec__.has_location
_module.__spec__.origin == _module.__file__
_module.__spec__.loader is _module.__loader__
_module.__loader__.path == _module.__file__
_module.__loader__.is_package('_module')
_module.__loader__.get_source('_module')[:10]
_package.__spec__.submodule_search_locations == _package.__path__
_package.inner.__spec__.parent
sys.__spec__
sys.__loader__
__spec__
importlib.util.find_spec('_module') is _module.__spec__
importlib.util.find_spec('no_such_module')
importlib.util.find_spec('_package.inner').name
importlib.util.find_spec('no_such_module.inner')
importlib.util.find_spec('__main__')
importlib.util.resolve_name('.inner', '_package')
importlib.util.resolve_name('..inner', '_package')
importlib.util.resolve_name('.inner', '')
importlib.util.spec_from_loader('name', None)
importlib.util.decode_source(b'# coding: latin-1\\r\\nx="\\xe9"')
importlib.machinery.ModuleSpec('a', None, origin='x', is_package=True)
importlib.machinery.ModuleSpec('a.b', None) == importlib.machinery.ModuleSpec('a.b', None)
importlib.machinery.ModuleSpec('a.b', None).parent
importlib.machinery.ModuleSpec('a.b', None).cached
sys.meta_path
importlib.machinery.BuiltinImporter.find_spec('sys')
issubclass(importlib.machinery.SourceFileLoader, importlib.abc.SourceLoader)
importlib.import_module('.inner', '_package')
importlib.import_module('.inner')
importlib.import_module('..inner', '_package')
importlib.reload(1)
importlib.reload(type(sys)('no_such_module'))
''')


class Finder:
    def find_spec(self, name, path=None, target=None):
        print('find', name, path, target)
        if name in ('made', 'made_package'):
            return importlib.machinery.ModuleSpec(name, Loader(), origin='nowhere', is_package='package' in name)


class Loader:
    def create_module(self, spec):
        print('create', spec.name)

    def exec_module(self, module):
        print('execute', module.__name__)
        module.x = 42


def attempt(text):
    try:
        exec(text, {})
    except ImportError as e:
        print(text, '->', type(e).__name__, e, e.name)


sys.meta_path.insert(0, Finder())
attempt('import made; print(made, made.x, made.__spec__.origin, made.__package__ == "")')
attempt('import made_package; print(made_package.__path__, made_package.__package__)')
attempt('import made_package.inner')
attempt('import no_such_module')
sys.meta_path.pop(0)
sys.modules['blocked'] = None
attempt('import blocked')
sys.modules['number'] = 5
attempt('from number import real; print(real)')
attempt('from number import nothing')
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, 'fresh.py')
    with open(path, 'w') as file:
        file.write('value = 1\n')
    spec = importlib.util.spec_from_file_location('fresh', path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    print(module.value, module.__name__, 'fresh' in sys.modules)
    os.mkdir(os.path.join(folder, 'space'))
    with open(os.path.join(folder, 'space', 'part.py'), 'w') as file:
        file.write('here = __name__, __package__\n')
    sys.path.insert(0, folder)
    import space.part
    print(space.part.here, type(space.__path__).__name__, len(space.__path__), space.__file__)
    import fresh
    fresh.value = 2
    with open(path, 'a') as file:
        file.write('other = 3\n')
    print(importlib.reload(fresh) is fresh, fresh.value)
    import runpy
    print(sorted(runpy.run_path(path, {'given': 1}, 'name').items())[-3:])
    print(runpy.run_module('fresh')['__name__'])
    import pkgutil
    print([m.name for m in pkgutil.iter_modules([folder])], pkgutil.resolve_name('os.path:join').__name__)
