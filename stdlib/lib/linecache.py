"""Lines of source files."""

import _linecache

__all__ = ['getline', 'clearcache', 'checkcache', 'lazycache']

# By file name: size, time of modification, lines and full name; or a function that gives the text.
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
    entry = cache.get(filename)
    if entry is not None and len(entry) != 1:
        return entry[2]
    try:
        return updatecache(filename, module_globals)
    except MemoryError:
        clearcache()
        return []


def checkcache(filename=None):
    """Forget files that have changed."""
    import os
    for name in list(cache) if filename is None else [filename]:
        entry = cache.get(name)
        if entry is None or len(entry) == 1 or entry[1] is None:
            continue
        try:
            stat = os.stat(entry[3])
        except (OSError, ValueError):
            cache.pop(name, None)
            continue
        if entry[0] != stat.st_size or entry[1] != stat.st_mtime:
            cache.pop(name, None)


def updatecache(filename, module_globals=None):
    """Read a file anew."""
    import os
    entry = cache.get(filename)
    if entry is not None and len(entry) != 1:
        del cache[filename]
    if not filename:
        return []
    # A name that much else has too is known by the code only.
    typed = _linecache.text(filename) if filename != '<string>' else None
    if typed is not None:
        cache[filename] = (len(typed), None, typed.splitlines(True), filename)
        return cache[filename][2]
    is_pseudo = filename.startswith('<') and filename.endswith('>') and not filename.startswith('<frozen ')
    if is_pseudo:
        return []
    fullname = filename
    try:
        stat = os.stat(fullname)
    except (OSError, ValueError):
        if lazycache(filename, module_globals):
            try:
                data = cache[filename][0]()
            except (ImportError, OSError):
                pass
            else:
                if data is None:
                    return []
                cache[filename] = (len(data), None, [line + '\n' for line in data.splitlines()], fullname)
                return cache[filename][2]
        return []
    try:
        with open(fullname, 'rb') as file:
            data = file.read()
        from _frozen_importlib_external import decode_source
        lines = decode_source(data).split('\n')
        lines = [line + '\n' for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])
    except (OSError, UnicodeDecodeError, SyntaxError, LookupError):
        return []
    if not lines:
        lines = ['\n']
    elif not lines[-1].endswith('\n'):
        lines[-1] += '\n'
    cache[filename] = (stat.st_size, stat.st_mtime, lines, fullname)
    return lines


def lazycache(filename, module_globals):
    """Remember how to get the text from a module's loader; returns whether there will be any."""
    if filename in cache:
        return len(cache[filename]) == 1
    if not filename or (filename.startswith('<') and filename.endswith('>')):
        return False
    if not module_globals or '__name__' not in module_globals:
        return False
    spec = module_globals.get('__spec__')
    name = getattr(spec, 'name', None) or module_globals['__name__']
    loader = getattr(spec, 'loader', None)
    if loader is None:
        loader = module_globals.get('__loader__')
    get_source = getattr(loader, 'get_source', None)
    if not name or not get_source:
        return False

    def get_lines(name=name, *args, **kwargs):
        return get_source(name, *args, **kwargs)

    cache[filename] = (get_lines,)
    return True


def _getlines_from_code(code):
    """The lines of what code was compiled from, if that is no file."""
    text = _linecache.text(code.co_filename)
    return [] if text is None else text.splitlines(True)


def _getline_from_code(code, lineno):
    lines = _getlines_from_code(code)
    return lines[lineno - 1] if 1 <= lineno <= len(lines) else ''


def _register_code(code, string, name):
    cache[name] = (len(string), None, [line + '\n' for line in string.splitlines()], name)
