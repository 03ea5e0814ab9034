"""Checks that a file compiles. Rondo writes no .pyc files: it would not read them."""

import enum
import os
import sys
import traceback

__all__ = ['compile', 'main', 'PyCompileError', 'PycInvalidationMode']


class PyCompileError(Exception):
    """A file does not compile: `exc_type_name`, `exc_value`, `file` and `msg` tell more."""

    def __init__(self, exc_type, exc_value, file, msg=''):
        exc_type_name = exc_type.__name__
        if exc_type is SyntaxError:
            shown = ''.join(traceback.format_exception_only(exc_type, exc_value))
            message = shown.replace('File "<string>"', 'File "%s"' % file)
        else:
            message = 'Sorry: %s: %s' % (exc_type_name, exc_value)
        self.msg = msg or message
        self.exc_type_name = exc_type_name
        self.exc_value = exc_value
        self.file = file
        Exception.__init__(self, self.msg, exc_type_name, exc_value, file)

    def __str__(self):
        return self.msg


class PycInvalidationMode(enum.Enum):
    """How it is found out that a .pyc file is out of date."""

    TIMESTAMP = 1
    CHECKED_HASH = 2
    UNCHECKED_HASH = 3


def compile(file, cfile=None, dfile=None, doraise=False, optimize=-1, invalidation_mode=None, quiet=0):
    """Compiles a file. If it compiles NotImplementedError says that nothing can be written; if not that is reported."""
    with open(file, 'rb') as opened:
        source = opened.read()
    try:
        builtins_compile(source, dfile or os.fsdecode(file), 'exec', dont_inherit=True, optimize=optimize)
    except Exception as error:
        problem = PyCompileError(error.__class__, error, dfile or file)
        if quiet < 2:
            if doraise:
                raise problem from None
            sys.stderr.write(problem.msg + '\n')
        return None
    raise NotImplementedError(f'py_compile.compile(): {os.fsdecode(file)} compiles, but Rondo has no .pyc files to write')


from builtins import compile as builtins_compile


def main():
    """The command line: checks files."""
    import argparse
    parser = argparse.ArgumentParser(description='Checks that files compile; writes none.')
    parser.add_argument('-q', '--quiet', action='store_true', help='Suppress error output')
    parser.add_argument('filenames', nargs='+', help='Files to check')
    args = parser.parse_args()
    names = [line.rstrip('\n') for line in sys.stdin] if args.filenames == ['-'] else args.filenames
    for name in names:
        try:
            compile(name, doraise=True)
        except NotImplementedError:
            pass
        except PyCompileError as error:
            parser.exit(1) if args.quiet else parser.exit(1, error.msg)
        except OSError as error:
            parser.exit(1) if args.quiet else parser.exit(1, str(error))


if __name__ == '__main__':
    main()
