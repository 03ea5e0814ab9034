"""`contextvars`, under the name of CPython's native half."""

from contextvars import (
    Context, ContextVar, Token, copy_context)
