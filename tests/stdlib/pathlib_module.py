# oracle: 3.14
"""Pure paths, and paths of files in a new folder."""
import os
import pickle
import tempfile
from pathlib import Path, PosixPath, PurePath, PurePosixPath, PureWindowsPath, WindowsPath


def show(label, act):
    try:
        print(label, repr(act()))
    except Exception as error:
        print(label, type(error).__name__, str(error))


PATHS = ['', '.', '/', '//a', '///a', 'a/./b', 'a//b/', '../a', '/a/../b', 'a.tar.gz', '.a', '.a.b', 'c:/x', 'c:x',
         '\\\\server\\share\\x', '//s/t/u', 'C:', 'a b', '/é']
for kind in (PurePosixPath, PureWindowsPath):
    for text in PATHS:
        path = kind(text)
        print(repr(path), path.parts, [path.drive, path.root, path.name, path.suffix, path.suffixes, path.stem],
              path.is_absolute(), [str(parent) for parent in path.parents])
        show('  name', lambda: path.with_name('n.x'))
        show('  stem', lambda: path.with_stem('s'))
        show('  suffix', lambda: path.with_suffix('.q'))
        show('  join', lambda: [path / 'z', path / '/z', 'z' / path, path.joinpath('p', 'q')])
        show('  relative', lambda: path.relative_to('a'))
        show('  up', lambda: path.relative_to('/a', walk_up=True))

for path, pattern in [('a/b.py', '*.py'), ('/a/b.py', '/*.py'), ('a/b/c.py', '**/*.py'), ('a/b/c.py', 'a/**'),
                      ('a', 'a/**'), ('a/B.PY', '*.py'), ('a/b', '?/[!c]'), ('a', '')]:
    for kind in (PurePosixPath, PureWindowsPath):
        show((path, pattern), lambda: kind(path).full_match(pattern))
        show((path, pattern), lambda: kind(path).match(pattern))
        show((path, pattern), lambda: kind(path).match(pattern, case_sensitive=False))

print(Path('a') == PosixPath('a') == PurePath('a'), PurePosixPath('a') == PureWindowsPath('a'))
print(PureWindowsPath('A') == PureWindowsPath('a'), len({PureWindowsPath('A'), PureWindowsPath('a')}))
print(sorted(map(Path, ['b', 'a/c', 'a', 'a.b', 'a/b'])), pickle.loads(pickle.dumps(Path('a/b'))))
show('order', lambda: PurePosixPath('a') < PureWindowsPath('a'))
show('number', lambda: PurePath('a', 1))
show('bytes', lambda: Path(b'a'))
show('divided', lambda: Path('a') / 1)
show('windows', lambda: WindowsPath('a'))
show('uri', lambda: [Path('/é ?#~').as_uri(), Path.from_uri('file:///%C3%A9%20b')])
show('uri', lambda: Path('a').as_uri())
parents = Path('/a/b/c').parents
show('parents', lambda: [parents, len(parents), parents[0], parents[-1], parents[:2]])
show('parents', lambda: parents[3])
show('slots', lambda: setattr(Path('a'), 'name', 'b'))


class Tagged(PurePosixPath):
    def __init__(self, *args, tag):
        super().__init__(*args)
        self.tag = tag

    def with_segments(self, *args):
        return type(self)(*args, tag=self.tag)


tagged = Tagged('a/b.c', tag=3)
print([path.tag for path in (tagged / 'd', tagged.parent, tagged.with_name('q'), tagged.relative_to('a'), 'x' / tagged)])

with tempfile.TemporaryDirectory() as folder:
    home = os.getcwd()
    os.chdir(folder)
    for name in ('d', 'p/q/r'):
        show('mkdir', lambda: Path(name).mkdir(parents=True))
    show('mkdir', lambda: Path('d').mkdir())
    show('mkdir', lambda: Path('d').mkdir(exist_ok=True))
    show('mkdir', lambda: Path('x/y').mkdir())
    show('touch', lambda: Path('f').touch())
    show('touch', lambda: Path('f').touch(exist_ok=False))
    show('write', lambda: Path('d/t').write_text('hé\n', encoding='utf-8'))
    show('read', lambda: [Path('d/t').read_text(encoding='utf-8'), Path('d/t').read_bytes()])
    show('write', lambda: Path('d/t').write_text(b'a'))
    show('write', lambda: Path('p/q/x.py').write_bytes(b'abc'))
    show('read', lambda: Path('none').read_text())
    show('read', lambda: Path('d').read_bytes())
    Path('.hidden').touch()
    Path('link').symlink_to('d')
    Path('broken').symlink_to('nowhere')
    show('link', lambda: [Path('link').readlink(), Path('link').is_dir(), Path('link').is_symlink()])
    for path in map(Path, ['f', 'd', 'link', 'broken', 'none', '/dev/null']):
        print(path, path.exists(), path.exists(follow_symlinks=False), path.is_file(), path.is_dir(),
              path.is_dir(follow_symlinks=False), path.is_symlink(), path.is_char_device(), path.is_mount())
    for pattern in ['*', '**', '*/', '**/', '**/*.py', 'd/..', 'link/*', '*/*', '.*', 'none', 'f/', 'P', '/a', '']:
        for case in (None, False):
            show(pattern, lambda: sorted(map(str, Path().glob(pattern, case_sensitive=case))))
            show(pattern, lambda: sorted(map(str, Path('p').rglob(pattern, case_sensitive=case))))
    show('links', lambda: sorted(map(str, Path().glob('**/t', recurse_symlinks=True))))
    show('list', lambda: sorted(Path('p/q').iterdir()))
    show('list', lambda: Path('none').iterdir())
    for top_down in (True, False):
        print([(str(a), b, sorted(c)) for a, b, c in Path('p').walk(top_down)])
    print(sorted((str(a), sorted(b), sorted(c)) for a, b, c in Path().walk()))
    show('rename', lambda: Path('f').rename('g'))
    show('replace', lambda: Path('g').replace(Path('f')))
    show('rename', lambda: Path('none').rename('g'))
    show('hard link', lambda: Path('h').hardlink_to('f'))
    show('same', lambda: [Path('h').samefile('f'), Path('h').samefile('d')])
    show('chmod', lambda: Path('h').chmod(0o640))
    show('mode', lambda: oct(Path('f').stat().st_mode))
    show('unlink', lambda: Path('f').unlink())
    show('unlink', lambda: Path('f').unlink())
    show('unlink', lambda: Path('f').unlink(missing_ok=True))
    show('rmdir', lambda: Path('d').rmdir())
    real = Path.cwd()
    print(Path('d/../h').resolve() == real / 'h', Path('link/t').resolve() == real / 'd/t', Path('x').absolute() == real / 'x')
    os.environ['HOME'] = '/home/me'
    print(Path('~').expanduser(), Path('~/x').expanduser(), Path('a/~').expanduser(), Path.home())
    show('user', lambda: Path('~nobodyknows').expanduser())
    os.chdir(home)
