# oracle: 3.14
"""Modules that are blocked in `sys.modules` or take themselves away, and what cannot be pickled because of its module."""
import importlib.util
import io
import pickle
import sys
import tarfile
import tempfile

sys.modules['blocked'] = None
for statement in ('import blocked', 'from blocked import x', 'import blocked.x', 'from blocked.x import y'):
    try:
        exec(statement)
    except ImportError as error:
        print(statement, '->', error, error.name)
with tempfile.TemporaryDirectory() as folder:
    sys.path.insert(0, folder)
    with open(f'{folder}/vanishing.py', 'w') as file:
        file.write('import sys\ndel sys.modules[__name__]\n')
    try:
        import vanishing
    except KeyError as error:
        print(repr(error))
    sys.path.pop(0)


class Pickled:
    pass


for module, name in (('nowhere', 'Pickled'), ('sys', 'Pickled'), ('__main__', 'f.<locals>.Pickled'), ('', 'Pickled')):
    Pickled.__module__, Pickled.__qualname__ = module, name
    try:
        pickle.dumps(Pickled)
    except pickle.PicklingError as error:
        print(error, repr(error.__context__))


# The classes of files show their module, derived ones their name.
for base in (io.BufferedReader, io.BufferedWriter, io.BufferedRandom):
    print(base(io.BytesIO()), type('Derived', (base,), {})(io.BytesIO()))
derived = type('Derived', (io.FileIO,), {})('/dev/null')
print(derived)
derived.close()
print(derived)

# A hard link to what no archive has.
data = io.BytesIO()
with tarfile.open(fileobj=data, mode='w') as archive:
    member = tarfile.TarInfo('link')
    member.type, member.linkname = tarfile.LNKTYPE, 'nothing'
    archive.addfile(member)
data.seek(0)
with tempfile.TemporaryDirectory() as folder, tarfile.open(fileobj=data) as archive:
    try:
        archive.extractall(folder, filter='fully_trusted')
    except KeyError as error:
        print(error)
