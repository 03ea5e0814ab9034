"""Sets of weak references: what `weakref` has, under the name of the module that it is in elsewhere."""

from weakref import WeakSet

__all__ = ['WeakSet']
