"""Lines of source files."""

import _linecache

__all__ = ['getline', 'clearcache', 'checkcache', 'lazycache']

cache = {}


def clearcache():
    """Clear the cache entirely."""
    cache.clear()


def getline(filename, lineno, module_globals=None):
    """A line of a file with its newline; empty if there is none."""
    lines = getlines(filename, module_globals)
    return lines[lineno - 1] if 1 <= lineno <= len(lines) else ''


def getlines(filename, module_globals=None):
    """The lines of a file; none if it cannot be read."""
    if filename in cache:
        return cache[filename]
    return updatecache(filename, module_globals)


def checkcache(filename=None):
    """Forget files that may have changed."""
    if filename is None:
        cache.clear()
    else:
        cache.pop(filename, None)


def updatecache(filename, module_globals=None):
    """Read a file anew."""
    if not filename:
        return []
    typed = _linecache.input_text(filename)
    if typed is not None:
        cache[filename] = typed.splitlines(True)
        return cache[filename]
    if filename.startswith('<') and filename.endswith('>'):
        return []
    try:
        with open(filename, encoding='utf-8') as file:
            lines = file.readlines()
    except (OSError, UnicodeDecodeError, SyntaxError):
        return []
    if lines and not lines[-1].endswith('\n'):
        lines[-1] += '\n'
    cache[filename] = lines
    return lines


def lazycache(filename, module_globals):
    return False
