# What the `class` statement does besides running its body.


def __build_class__(func, name, /, *bases, metaclass=None, **kwds):
    """Internal helper function used by the class statement."""
    resolved = bases
    for base in bases:
        if not isinstance(base, type) and hasattr(base, "__mro_entries__"):
            resolved = _resolve(bases)
            break
    if metaclass is None:
        metaclass = type(resolved[0]) if resolved else type
    if isinstance(metaclass, type):
        for base in resolved:
            other = type(base)
            if issubclass(metaclass, other):
                continue
            if not issubclass(other, metaclass):
                raise TypeError(
                    "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the "
                    "metaclasses of all its bases"
                )
            metaclass = other
    prepare = getattr(metaclass, "__prepare__", ...)
    namespace = {} if prepare is ... else prepare(name, resolved, **kwds)
    if type(namespace) is not dict and not hasattr(type(namespace), "__getitem__"):
        owner = metaclass.__name__ if isinstance(metaclass, type) else "<metaclass>"
        raise TypeError(f"{owner}.__prepare__() must return a mapping, not {type(namespace).__name__}")
    cell = func(namespace)
    if resolved is not bases:
        namespace["__orig_bases__"] = bases
    cls = metaclass(name, resolved, namespace, **kwds)
    if cell is not None and isinstance(cls, type):
        try:
            own = cell.cell_contents
        except ValueError:
            raise RuntimeError(
                f"__class__ not set defining {name!r} as {cls!r}. Was __classcell__ propagated to type.__new__?"
            ) from None
        if own is not cls:
            raise TypeError(f"__class__ set to {own!r} defining {name!r} as {cls!r}")
    return cls


def _resolve(bases):
    """The bases with those that are not classes replaced by what their `__mro_entries__` says (PEP 560)."""
    resolved = []
    for base in bases:
        if isinstance(base, type) or not hasattr(base, "__mro_entries__"):
            resolved.append(base)
            continue
        entries = base.__mro_entries__(bases)
        if not isinstance(entries, tuple):
            raise TypeError("__mro_entries__ must return a tuple")
        resolved.extend(entries)
    return tuple(resolved)
