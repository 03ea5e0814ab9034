# oracle: 3.14
"""Homes in paths, links followed strictly, names of files that path objects open."""
import io
import os
import pathlib
import tempfile


def attempt(label, function, *arguments, **options):
    try:
        print(label, '->', repr(function(*arguments, **options)).replace(folder, 'FOLDER'))
    except OSError as error:
        print(label, 'raises', type(error).__name__, str(error).replace(folder, 'FOLDER'))


class Given:
    def __fspath__(self):
        return os.path.join(folder, 'file')


with tempfile.TemporaryDirectory() as made:
    folder = os.path.realpath(made)
    path = pathlib.Path(folder, 'file')
    path.write_text('text')
    for mode in ['r', 'rb', 'a', 'r+b']:
        with open(path, mode) as file:
            attempt(mode, lambda: file.name)
    with open(Given()) as file:
        attempt('given', lambda: file.name)
    with open(os.fsencode(path)) as file:
        attempt('bytes', lambda: file.name)
    with io.FileIO(path) as file:
        attempt('raw', lambda: file.name)

    os.symlink('file', f'{folder}/link')
    os.symlink('loop', f'{folder}/loop')
    os.symlink('gone/x', f'{folder}/broken')
    for name in ['file', 'link', 'loop', 'broken', 'none/x', 'file/x', '../none', '.']:
        attempt(name, os.path.realpath, f'{folder}/{name}', strict=True)
    attempt('not strict', os.path.realpath, f'{folder}/broken')
    attempt('bytes', os.path.realpath, os.fsencode(f'{folder}/link'), strict=True)

folder = '\0'
kept = os.environ.get('HOME')
for home in ['/h/me', '/h/me//', '/', '']:
    os.environ['HOME'] = home
    print([os.path.expanduser(path) for path in ['~', '~/x', 'x~', b'~/x', '~root/y', '~nobody_at_all/y', '']])
    print(os.path.expandvars('$HOME/x'))
os.environ['HOME'] = '/h/me'
print(pathlib.Path.home(), pathlib.Path('~/a').expanduser())
del os.environ['HOME']
print(os.path.expanduser('~/x') != '~/x')
if kept is not None:
    os.environ['HOME'] = kept
