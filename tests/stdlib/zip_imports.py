"""Modules in zip archives: on sys.path, by zipimport, run by runpy and by the command; zipapp."""
import importlib
import importlib.resources
import importlib.util
import os
import pkgutil
import runpy
import subprocess
import sys
import tempfile
import zipapp
import zipfile
import zipimport

folder = tempfile.TemporaryDirectory()
archive = os.path.join(folder.name, 'modules.zip')


def shown(value):
    return str(value).replace(folder.name, 'FOLDER')


def attempt(function, *args, **kw):
    try:
        return shown(function(*args, **kw))
    except Exception as e:
        return shown(f'{type(e).__name__}: {e}')


with zipfile.ZipFile(archive, 'w') as z:
    z.writestr('plain.py', 'print("plain runs as", __name__)\nvalue = 1\ndef fail(): return 1 / 0\n')
    z.writestr('package/__init__.py', '"""A package."""\nfrom . import inner\n')
    z.writestr('package/inner.py', 'import package\nname = __name__\n', zipfile.ZIP_DEFLATED)
    z.writestr('package/data.txt', 'text of the data')
    z.writestr('package/__main__.py', 'print("package runs as", __name__)\n')
    z.writestr('spaced/', '')
    z.writestr('spaced/leaf.py', 'x = 5\n')
    z.writestr('wrong.py', 'def f(:\n')
    z.writestr('caf\xe9.py', 'y = 6\n')

sys.path.insert(0, archive)
import plain
import package.inner
import spaced.leaf
import café

print(plain.value, package.inner.name, spaced.leaf.x, café.y)
print(shown(plain.__file__), shown(package.__path__), shown(package.__file__), package.__doc__)
print(type(plain.__loader__).__name__, plain.__spec__.name, shown(plain.__spec__.origin), plain.__spec__.has_location)
print(plain.__spec__.parent == '', package.inner.__package__, shown(package.__spec__.submodule_search_locations))
print(attempt(importlib.import_module, 'absent'), attempt(importlib.import_module, 'package.absent'))
try:
    import wrong
except SyntaxError as e:
    print(shown(e.filename), e.lineno, e.msg)
import textwrap
print(textwrap.dedent('  a'))
try:
    plain.fail()
except ZeroDivisionError as e:
    print(shown(e.__traceback__.tb_next.tb_frame.f_code.co_filename))
print(importlib.util.find_spec('package').loader is package.__loader__, importlib.util.find_spec('absent'))
print(zipimport.zipimporter in sys.path_hooks, isinstance(sys.path_importer_cache[archive], zipimport.zipimporter))
print(pkgutil.get_data('package', 'data.txt'))
print(importlib.resources.read_text('package', 'data.txt'), importlib.resources.files('package').joinpath('data.txt').is_file())
print(sorted(entry.name for entry in importlib.resources.files('package').iterdir()))
print(sorted((info.name, info.ispkg) for info in pkgutil.iter_modules([archive, archive + '/package'], 'p.')))
importlib.reload(plain)

importer = zipimport.zipimporter(archive)
print(shown(importer), shown(importer.archive), repr(importer.prefix))
inside = zipimport.zipimporter(os.path.join(archive, 'package'))
print(shown(inside), repr(inside.prefix), inside.find_spec('inner').name, inside.find_spec('plain'))
print(importer.is_package('package'), importer.is_package('plain'), shown(importer.get_filename('package')))
print(repr(importer.get_source('plain')[:5]), importer.get_code('plain').co_names[:1], importer.get_data('package/data.txt'))
print(importer.get_data(archive + '/package/data.txt'), attempt(importer.get_data, 'absent'))
for method in ('is_package', 'get_filename', 'get_source', 'get_code'):
    print(attempt(getattr(importer, method), 'absent'))
print(importer.find_spec('absent'), importer.find_spec('spaced').loader)
with open(os.path.join(folder.name, 'no.zip'), 'w') as f:
    f.write('no archive')
for path in ('', folder.name, os.path.join(folder.name, 'no.zip'), os.path.join(folder.name, 'absent'), 5, None):
    print(attempt(zipimport.zipimporter, path))
print(issubclass(zipimport.ZipImportError, ImportError))

# An archive that has changed.
with zipfile.ZipFile(archive, 'a') as z:
    z.writestr('late.py', 'print("late")\n')
print(importer.find_spec('late'))
importlib.invalidate_caches()
importer.invalidate_caches()
import late

# Running archives.
source = os.path.join(folder.name, 'program')
os.mkdir(source)
print(attempt(zipapp.create_archive, source))
with open(os.path.join(source, 'helper.py'), 'w') as f:
    f.write('import sys\ndef main():\n    print("helper", sys.argv[1:], __name__)\n    return 3\n')
target = os.path.join(folder.name, 'program.pyz')
zipapp.create_archive(source, main='helper:main', interpreter='/usr/bin/env python3')
print(zipapp.get_interpreter(target), os.access(target, os.X_OK), zipfile.ZipFile(target).namelist())
print(attempt(zipapp.create_archive, source, main='helper'), attempt(zipapp.create_archive, source + 'x', main='a:b'))
again = os.path.join(folder.name, 'again.pyz')
zipapp.create_archive(target, again)
print(zipapp.get_interpreter(again), open(again, 'rb').read(2))
for program in (target, again):
    print(subprocess.run([sys.executable, program, 'a', 'b'], capture_output=True, text=True).stdout, end='')
print(subprocess.run([sys.executable, '-m', 'zipapp', target, '--info'], capture_output=True, text=True).stdout, end='')
done = subprocess.run([sys.executable, archive], capture_output=True, text=True)
print(done.returncode, done.stderr.rpartition(': ')[2].replace(folder.name, 'FOLDER'), end='')
environment = {**os.environ, 'PYTHONPATH': archive}
print(subprocess.run([sys.executable, '-m', 'plain'], env=environment, capture_output=True, text=True).stdout, end='')
print(subprocess.run([sys.executable, '-m', 'package'], env=environment, capture_output=True, text=True).stdout, end='')
sys.argv[1:] = ['c']
result = runpy.run_path(target, run_name='named')
print(sorted(name for name in result if not name.startswith('__')), result['__name__'], sys.argv[0] == target)
print(attempt(runpy.run_path, archive))
print(runpy.run_module('plain')['value'])
folder.cleanup()
