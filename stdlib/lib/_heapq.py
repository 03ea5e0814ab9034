"""The functions of `heapq` on heaps, under the name of CPython's native half."""

from _heap_functions import (
    heapify, heapify_max, heappop, heappop_max, heappush, heappush_max, heappushpop, heappushpop_max, heapreplace,
    heapreplace_max)
