# oracle: 3.14
"""zipfile.Path: folders that are implied, reading, joining, globbing."""
import io
import os
import tempfile
import zipfile


def attempt(function, *args, **kw):
    try:
        return function(*args, **kw)
    except Exception as e:
        return f'{type(e).__name__}: {e}'


folder = tempfile.TemporaryDirectory()
os.chdir(folder.name)
with zipfile.ZipFile('a.zip', 'w') as z:
    z.writestr('top.txt', 'top\n')
    z.writestr('b/c.txt', 'of c: \u20ac\n')
    z.writestr('b/d/e.tar.gz', b'\x00\xff')
    z.writestr('g/', '')
    z.writestr('g/h/i.txt', 'i')

root = zipfile.Path('a.zip')
print(repr(root), str(root), root.at == '', root.name, root.is_dir(), root.is_file(), root.exists(), type(root.parent).__name__)
print(sorted(map(str, root.iterdir())))
print(sorted(map(str, (root / 'b').iterdir())), sorted(entry.at for entry in root.joinpath('b', 'd').iterdir()))
b = root / 'b'
print(repr(b), b.at, b.is_dir(), b.name, b.parent, b.parent.parent == root.parent.parent)
e = b / 'd' / 'e.tar.gz'
print(e, e.name, e.stem, e.suffix, e.suffixes, e.filename, e.parent, e.parent.parent, e.is_file(), e.exists())
print(e.read_bytes(), (b / 'c.txt').read_text(encoding='utf-8'), (b / 'c.txt').read_text('ascii', 'replace'))
with (b / 'c.txt').open() as f:
    print(type(f).__name__, f.readlines())
with (b / 'c.txt').open('rb') as f:
    print(type(f).__name__, f.read(2))
missing = root / 'missing.txt'
print(missing.exists(), missing.is_file(), missing.is_dir(), attempt(missing.read_text), attempt(missing.open, 'rb'))
print(attempt(b.open), attempt(b.read_bytes), attempt(list, e.iterdir()) if e.is_dir() else attempt(e.iterdir))
print(attempt((b / 'c.txt').open, 'rb', encoding='utf-8'))
print(sorted(map(str, root.glob('*.txt'))), sorted(map(str, root.glob('**/*.txt'))), sorted(map(str, root.rglob('*.txt'))))
print(sorted(map(str, b.glob('*'))), sorted(map(str, root.glob('*'))), sorted(map(str, b.rglob('*'))))
print(attempt(lambda: list(root.glob(''))))
print(b.match('b'), e.match('*.gz'), e.match('d/*'), e.relative_to(b), e.relative_to(root, 'b'), b.relative_to(root))
print((b / 'c.txt').is_symlink(), root == zipfile.Path(root.root), root == zipfile.Path('a.zip'), b == root / 'b/', hash(b) == hash(root / 'b'))
print((root / 'b' / '..' / 'top.txt').at, (root / 'g').is_dir(), (root / 'g/h').at)

memory = io.BytesIO()
with zipfile.ZipFile(memory, 'w') as z:
    path = zipfile.Path(z, 'new/file.txt')
    print(path.exists(), list(zipfile.Path(z).iterdir()))
    with path.open('w', encoding='utf-8') as f:
        f.write('written')
    print(path.exists(), [entry.at for entry in zipfile.Path(z).iterdir()])
print(zipfile.ZipFile(memory).read('new/file.txt'))


class Own(zipfile.Path):
    pass


print(type(Own('a.zip') / 'b').__name__, repr(Own('a.zip') / 'b'))
os.chdir('/')
root.root.close()
folder.cleanup()
