"""Paths: what Python 3.14 added."""
# oracle: 3.14
import os
import tempfile
from pathlib import Path, PurePath


def show(label, act):
    try:
        print(label, repr(act()))
    except Exception as error:
        print(label, type(error).__name__, str(error))


print(PurePath('a.').suffix, PurePath('a').with_suffix('.'), [PurePath('..a').suffix], PurePath('...').stem)
show('from_uri', lambda: Path.from_uri('x:a'))
show('from_uri', lambda: Path.from_uri('file://host/a'))
show('from_uri', lambda: [Path.from_uri('file://localhost/a'), Path.from_uri('file:/a')])
show('from_uri', lambda: Path.from_uri('file:a'))

with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    Path('d/e').mkdir(parents=True)
    Path('d/f').write_text('text')
    Path('d/e/g').write_text('more')
    Path('d/link').symlink_to('f')
    show('copy', lambda: Path('d').copy('c'))
    print(sorted(map(str, Path('c').rglob('*'))), Path('c/link').is_symlink(), Path('c/e/g').read_text())
    show('copy', lambda: Path('d').copy('l', follow_symlinks=False, preserve_metadata=True))
    print(Path('l/link').is_symlink(), Path('l/f').stat().st_mtime == Path('d/f').stat().st_mtime)
    show('copy', lambda: Path('d').copy('d'))
    show('copy', lambda: Path('d').copy('d/e/x'))
    show('copy', lambda: Path('d').copy('c'))
    show('copy', lambda: Path('d/f').copy('d/link'))
    show('copy', lambda: Path('none').copy('x'))
    show('copy_into', lambda: Path('d/f').copy_into('c/e'))
    show('copy_into', lambda: Path('..').parent.parent.copy_into('c'))
    show('move', lambda: Path('c').move('m'))
    show('move', lambda: Path('m').move('m'))
    show('move_into', lambda: Path('l').move_into('m'))
    print(sorted(map(str, Path('m').rglob('*'))))
    info = Path('d/f').info
    print(info, info.exists(), info.is_file(), info.is_dir(), info.is_symlink())
    Path('d/f').unlink()
    print(info.exists(), Path('d/f').info.exists(), Path('d/link').info.exists(follow_symlinks=False))
    print(sorted((path.name, path.info.is_dir(), path.info.is_symlink()) for path in Path('d').iterdir()))
    os.chdir('/')
