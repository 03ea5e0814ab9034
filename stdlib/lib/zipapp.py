"""Programs as single files: archives that Python runs, with a `__main__.py` inside."""

import argparse
import contextlib
import os
import pathlib
import shutil
import stat
import sys
import zipfile

__all__ = ['ZipAppError', 'create_archive', 'get_interpreter']

# What calls the function of the package that is to run.
_MAIN = '# -*- coding: utf-8 -*-\nimport {module}\n{module}.{function}()\n'


class ZipAppError(ValueError):
    """An archive cannot be made as it was asked for."""


@contextlib.contextmanager
def _opened(archive, mode):
    """The file of a path, closed afterwards; a file object is itself, and stays open."""
    if isinstance(archive, (str, os.PathLike)):
        with open(archive, mode) as file:
            yield file
    else:
        yield archive


def _write_first_line(file, interpreter):
    if interpreter:
        encoding = 'utf-8' if sys.platform.startswith('win') else sys.getfilesystemencoding()
        file.write(b'#!' + interpreter.encode(encoding) + b'\n')


def _copy(archive, target, interpreter):
    """Copies an archive; its first line becomes one for the interpreter."""
    with _opened(archive, 'rb') as source:
        first = source.read(2)
        if first == b'#!':
            first = b''
            source.readline()
        with _opened(target, 'wb') as file:
            _write_first_line(file, interpreter)
            file.write(first)
            shutil.copyfileobj(source, file)
    if interpreter and isinstance(target, str):
        os.chmod(target, os.stat(target).st_mode | stat.S_IEXEC)


def _main_text(main):
    module, colon, function = main.partition(':')
    names = [*module.split('.'), *function.split('.')]
    if not colon or not all(name.isidentifier() for name in names):
        raise ZipAppError('Invalid entry point: ' + main)
    return _MAIN.format(module=module, function=function)


def create_archive(source, target=None, interpreter=None, main=None, filter=None, compressed=False):
    """Makes an archive of a folder, or copies one with another first line.

    main is 'package.module:function', for a folder that has no __main__.py; filter says of paths in the folder if they
    are to be in the archive."""
    is_archive = hasattr(source, 'read') and hasattr(source, 'readline')
    if not is_archive:
        source = pathlib.Path(source)
        is_archive = source.is_file()
    if is_archive:
        _copy(source, target, interpreter)
        return
    if not source.exists():
        raise ZipAppError('Source does not exist')
    has_main = (source / '__main__.py').is_file()
    if main and has_main:
        raise ZipAppError('Cannot specify entry point if the source has __main__.py')
    if not main and not has_main:
        raise ZipAppError('Archive has no entry point')
    text = _main_text(main) if main else None
    if target is None:
        target = source.with_suffix('.pyz')
    elif not hasattr(target, 'write'):
        target = pathlib.Path(target)
    # A target in the folder is not a part of itself.
    files = {path: path.relative_to(source) for path in sorted(source.rglob('*'))}
    if isinstance(target, pathlib.Path) and target.resolve() in map(pathlib.Path.resolve, files):
        raise ZipAppError(f'The target archive {target} overwrites one of the source files.')
    with _opened(target, 'wb') as file:
        _write_first_line(file, interpreter)
        method = zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED
        with zipfile.ZipFile(file, 'w', compression=method) as archive:
            for path, name in files.items():
                if filter is None or filter(name):
                    archive.write(path, name.as_posix())
            if text:
                archive.writestr('__main__.py', text.encode('utf-8'))
    if interpreter and not hasattr(target, 'write'):
        target.chmod(target.stat().st_mode | stat.S_IEXEC)


def get_interpreter(archive):
    """What the first line of an archive says to run it with; None if it has no such line."""
    with _opened(archive, 'rb') as file:
        if file.read(2) == b'#!':
            return file.readline().strip().decode(sys.getfilesystemencoding())
    return None


def main(args=None):
    """The command."""
    parser = argparse.ArgumentParser()
    parser.add_argument('--output', '-o', default=None,
                        help='The name of the output archive. Required if SOURCE is an archive.')
    parser.add_argument('--python', '-p', default=None,
                        help='The name of the Python interpreter to use (default: no shebang line).')
    parser.add_argument('--main', '-m', default=None,
                        help='The main function of the application (default: use an existing __main__.py).')
    parser.add_argument('--compress', '-c', action='store_true',
                        help='Compress files with the deflate method. Files are stored uncompressed by default.')
    parser.add_argument('--info', default=False, action='store_true', help='Display the interpreter from the archive.')
    parser.add_argument('source', help='Source directory (or existing archive).')
    args = parser.parse_args(args)
    if args.info:
        if not os.path.isfile(args.source):
            raise SystemExit('Can only get info for an archive file')
        print(f'Interpreter: {get_interpreter(args.source) or "<none>"}')
        sys.exit(0)
    if os.path.isfile(args.source):
        if args.output is None or os.path.exists(args.output) and os.path.samefile(args.source, args.output):
            raise SystemExit('In-place editing of archives is not supported')
        if args.main:
            raise SystemExit('Cannot change the main function when copying')
    create_archive(args.source, args.output, interpreter=args.python, main=args.main, compressed=args.compress)


if __name__ == '__main__':
    main()
