"""What CPython has of queue in C."""
from queue import Empty, SimpleQueue

__all__ = ["Empty", "SimpleQueue"]
