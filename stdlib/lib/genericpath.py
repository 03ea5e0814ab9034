"""What the paths of all systems have in common."""

from posixpath import (
    commonprefix, exists, getatime, getctime, getmtime, getsize, isdevdrive, isdir, isfile, isjunction, islink, lexists,
    samefile, sameopenfile, samestat,
)

__all__ = [
    "commonprefix", "exists", "getatime", "getctime", "getmtime", "getsize", "isdevdrive", "isdir", "isfile",
    "isjunction", "islink", "lexists", "samefile", "sameopenfile", "samestat", "ALLOW_MISSING",
]


@object.__new__
class ALLOW_MISSING:
    """Tells `realpath` that files on the way may be missing, but that all else is to be raised."""

    def __repr__(self):
        return "os.path.ALLOW_MISSING"

    def __reduce__(self):
        return self.__class__.__name__


def _splitext(p, sep, altsep, extsep):
    """The path and its suffix, by these separators."""
    last = p.rfind(sep)
    if altsep:
        last = max(last, p.rfind(altsep))
    dot = p.rfind(extsep)
    if dot > last and p[last + 1 : dot].strip(extsep):
        return p[:dot], p[dot:]
    return p, p[:0]


def _check_arg_types(funcname, *args):
    """Raises TypeError unless all are text or all are bytes."""
    texts = [isinstance(arg, str) for arg in args]
    for arg in args:
        if not isinstance(arg, (str, bytes)):
            raise TypeError(
                f"{funcname}() argument must be str, bytes, or os.PathLike object, not {arg.__class__.__name__!r}"
            ) from None
    if any(texts) and not all(texts):
        raise TypeError("Can't mix strings and bytes in path components") from None
