"""Checks that all files of folders compile. Rondo writes no .pyc files: it would not read them."""

import os
import py_compile
import sys

__all__ = ['compile_dir', 'compile_file', 'compile_path']


def _walk(folder, quiet=0, maxlevels=10):
    if quiet < 2 and isinstance(folder, os.PathLike):
        folder = os.fspath(folder)
    if not quiet:
        print('Listing {!r}...'.format(folder))
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        if quiet < 2:
            print("Can't list {!r}".format(folder))
        names = []
    for name in names:
        if name == '__pycache__':
            continue
        path = os.path.join(folder, name)
        if not os.path.isdir(path):
            yield path
        elif maxlevels > 0 and name not in (os.curdir, os.pardir) and not os.path.islink(path):
            yield from _walk(path, quiet, maxlevels - 1)


def compile_dir(dir, maxlevels=None, ddir=None, force=False, rx=None, quiet=0, legacy=False, optimize=-1, workers=1,
                invalidation_mode=None, *, stripdir=None, prependdir=None, limit_sl_dest=None, hardlink_dupes=False):
    """Compiles the files of a folder and those below it; says whether they all compile."""
    if workers < 0:
        raise ValueError('workers must be greater or equal to 0')
    levels = sys.getrecursionlimit() if maxlevels is None else maxlevels
    good = True
    for path in _walk(dir, quiet, levels):
        good &= bool(compile_file(path, ddir, force, rx, quiet, legacy, optimize, invalidation_mode))
    return good


def compile_file(fullname, ddir=None, force=False, rx=None, quiet=0, legacy=False, optimize=-1, invalidation_mode=None, *,
                 stripdir=None, prependdir=None, limit_sl_dest=None, hardlink_dupes=False):
    """Compiles a file, if it is one of Python; says whether it compiles."""
    fullname = os.fspath(fullname)
    if rx is not None and rx.search(fullname) or not os.path.isfile(fullname) or not fullname.endswith('.py'):
        return True
    if not quiet:
        print('Compiling {!r}...'.format(fullname))
    shown = os.path.join(ddir, os.path.basename(fullname)) if ddir is not None else None
    try:
        py_compile.compile(fullname, None, shown, True, optimize=optimize)
    except NotImplementedError:
        return True
    except py_compile.PyCompileError as error:
        if quiet < 2:
            print('*** Error compiling {!r}...'.format(fullname) if quiet else '*** ', end='' if not quiet else '\n')
            print(error.msg)
        return False
    except (SyntaxError, UnicodeError, OSError) as error:
        if quiet < 2:
            print('*** Error compiling {!r}...'.format(fullname) if quiet else '*** ', end='' if not quiet else '\n')
            print(error.__class__.__name__ + ':', error)
        return False
    return True


def compile_path(skip_curdir=1, maxlevels=0, force=False, quiet=0, legacy=False, optimize=-1, invalidation_mode=None):
    """Compiles the files of the folders of sys.path."""
    good = True
    for folder in sys.path:
        if (not folder or folder == os.curdir) and skip_curdir:
            if quiet < 2:
                print('Skipping current directory')
        else:
            good &= bool(compile_dir(folder, maxlevels, None, force, quiet=quiet, legacy=legacy, optimize=optimize))
    return good


def main():
    """The command line."""
    import argparse
    import re
    parser = argparse.ArgumentParser(description='Checks that the files of folders compile; writes none.')
    parser.add_argument('-l', action='store_const', const=0, default=None, dest='maxlevels',
                        help="don't recurse into subdirectories")
    parser.add_argument('-r', type=int, dest='recursion', help='control the maximum recursion level')
    parser.add_argument('-f', action='store_true', dest='force', help='for the sake of other implementations')
    parser.add_argument('-q', action='count', dest='quiet', default=0, help='output only error messages; twice: nothing')
    parser.add_argument('-x', metavar='REGEXP', dest='rx', default=None, help='skip files matching the expression')
    parser.add_argument('-j', '--workers', default=1, type=int, help='for the sake of other implementations')
    parser.add_argument('compile_dest', metavar='FILE|DIR', nargs='*', help='what to compile; by default sys.path')
    args = parser.parse_args()
    rx = re.compile(args.rx) if args.rx else None
    levels = args.recursion if args.recursion is not None else args.maxlevels
    good = True
    for path in args.compile_dest:
        if os.path.isdir(path):
            good &= bool(compile_dir(path, levels, None, args.force, rx, args.quiet))
        else:
            good &= bool(compile_file(path, None, args.force, rx, args.quiet))
    if not args.compile_dest:
        good = compile_path(force=args.force, quiet=args.quiet)
    return good


if __name__ == '__main__':
    sys.exit(int(not main()))
