"""What programs ask about the installation: `exit`, `quit`, folders of packages. Rondo sets nothing up when it starts."""

import builtins
import os
import sys

PREFIXES = [sys.prefix, sys.exec_prefix]
ENABLE_USER_SITE = False
USER_SITE = None
USER_BASE = None


class Quitter:
    """What `exit` and `quit` are: ends the program when called."""

    def __init__(self, name, eof):
        self.name = name
        self.eof = eof

    def __repr__(self):
        return 'Use %s() or %s to exit' % (self.name, self.eof)

    def __call__(self, code=None):
        raise SystemExit(code)


def makepath(*paths):
    """A path, absolute and as the system spells it."""
    path = os.path.abspath(os.path.join(*paths))
    return path, os.path.normcase(path)


def removeduppaths():
    """Removes folders from sys.path that it has twice; returns them all as a set."""
    kept, known = [], set()
    for folder in sys.path:
        folder, key = makepath(folder)
        if key not in known:
            kept.append(folder)
            known.add(key)
    sys.path[:] = kept
    return known


def _init_pathinfo():
    return {makepath(folder)[1] for folder in sys.path if os.path.exists(folder)}


def addpackage(sitedir, name, known_paths):
    """Adds the folders that a .pth file names; runs its lines that import."""
    reset = known_paths is None
    if reset:
        known_paths = _init_pathinfo()
    try:
        with open(os.path.join(sitedir, name), encoding='utf-8-sig') as file:
            lines = file.read().splitlines()
    except OSError:
        return None if reset else known_paths
    for number, line in enumerate(lines, 1):
        if line.startswith('#') or not line.strip():
            continue
        try:
            if line.startswith(('import ', 'import\t')):
                exec(line)
                continue
            folder, key = makepath(sitedir, line.rstrip())
            if key not in known_paths and os.path.exists(folder):
                sys.path.append(folder)
                known_paths.add(key)
        except Exception:
            import traceback
            print(f'Error processing line {number:d} of {os.path.join(sitedir, name)}:\n', file=sys.stderr)
            for line in traceback.format_exc().splitlines():
                print('  ' + line, file=sys.stderr)
            print('\nRemainder of file ignored', file=sys.stderr)
            break
    return None if reset else known_paths


def addsitedir(sitedir, known_paths=None):
    """Adds a folder to sys.path, and those that its .pth files name."""
    reset = known_paths is None
    if reset:
        known_paths = _init_pathinfo()
    sitedir, key = makepath(sitedir)
    if key not in known_paths:
        sys.path.append(sitedir)
        known_paths.add(key)
    try:
        names = os.listdir(sitedir)
    except OSError:
        return None
    for name in sorted(name for name in names if name.endswith('.pth') and not name.startswith('.')):
        addpackage(sitedir, name, known_paths)
    return None if reset else known_paths


def getuserbase():
    """The folder of what a user has installed."""
    global USER_BASE
    if USER_BASE is None:
        USER_BASE = os.environ.get('PYTHONUSERBASE') or os.path.expanduser(os.path.join('~', '.local'))
    return USER_BASE


def getusersitepackages():
    """The folder of the packages that a user has installed."""
    global USER_SITE
    if USER_SITE is None:
        USER_SITE = os.path.join(getuserbase(), 'lib', 'python%d.%d' % sys.version_info[:2], 'site-packages')
    return USER_SITE


def getsitepackages(prefixes=None):
    """The folders of packages that are installed for all users; Rondo does not look there by itself."""
    found = []
    for prefix in PREFIXES if prefixes is None else prefixes:
        folder = os.path.join(prefix, 'lib', 'python%d.%d' % sys.version_info[:2], 'site-packages')
        if folder not in found:
            found.append(folder)
    return found


def check_enableusersite():
    """Are the packages of users looked for? They are not."""
    return False


def main():
    """Nothing is left to be set up."""
    removeduppaths()


if not hasattr(builtins, 'quit'):
    builtins.quit, builtins.exit = Quitter('quit', 'Ctrl-D (i.e. EOF)'), Quitter('exit', 'Ctrl-D (i.e. EOF)')
