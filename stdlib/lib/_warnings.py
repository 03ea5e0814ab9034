"""What `warnings` has native in CPython, under the names that it has there."""

from warnings import _filters_mutated, filters, warn, warn_explicit
from warnings import defaultaction as _defaultaction, onceregistry as _onceregistry
