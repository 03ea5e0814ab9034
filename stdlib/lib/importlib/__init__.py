"""Importing modules by name."""

import sys

__all__ = ["__import__", "import_module", "invalidate_caches", "reload"]

__import__ = __import__


def invalidate_caches():
    """Does nothing: folders are looked at anew by every import."""


def import_module(name, package=None):
    """Import the module `name`; a name that begins with dots is relative to `package`."""
    level = 0
    if name.startswith("."):
        if not package:
            raise TypeError(f"the 'package' argument is required to perform a relative import for {name!r}")
        while name[level:level + 1] == ".":
            level += 1
        bits = package.rsplit(".", level - 1)
        if len(bits) < level:
            raise ImportError("attempted relative import beyond top-level package")
        base = bits[0]
        name = f"{base}.{name[level:]}" if name[level:] else base
    __import__(name)
    return sys.modules[name]


def reload(module):
    """Run the body of an imported module again, in the same namespace."""
    try:
        name = module.__name__
    except AttributeError:
        raise TypeError("reload() argument must be a module") from None
    if sys.modules.get(name) is not module:
        raise ImportError(f"module {name} not in sys.modules", name=name)
    file = getattr(module, "__file__", None)
    if file is None or file.startswith("<rondo>"):
        return module
    with open(file, encoding="utf-8") as source:
        text = source.read()
    exec(compile(text, file, "exec"), module.__dict__)
    return sys.modules[name]
