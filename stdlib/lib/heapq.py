"""Heaps: lists whose item k is not larger than items 2k+1 and 2k+2."""

__all__ = ['heappush', 'heappop', 'heapify', 'heapreplace', 'merge', 'nlargest', 'nsmallest', 'heappushpop',
           'heapify_max', 'heappop_max', 'heappush_max', 'heappushpop_max', 'heapreplace_max']

try:
    from _heapq import (
        heapify, heapify_max, heappop, heappop_max, heappush, heappush_max, heappushpop, heappushpop_max, heapreplace,
        heapreplace_max)
except ImportError:
    from _heap_functions import (
        heapify, heapify_max, heappop, heappop_max, heappush, heappush_max, heappushpop, heappushpop_max, heapreplace,
        heapreplace_max)


def merge(*iterables, key=None, reverse=False):
    """The items of several sorted iterables in order."""
    heap = []
    if reverse:
        build, pop, replace, direction = heapify_max, heappop_max, heapreplace_max, -1
    else:
        build, pop, replace, direction = heapify, heappop, heapreplace, 1
    for order, iterable in enumerate(iterables):
        following = iter(iterable).__next__
        try:
            value = following()
        except StopIteration:
            continue
        # The order decides between equal keys, so the values themselves are compared only as keys.
        heap.append([value if key is None else key(value), order * direction, following, value])
    build(heap)
    while len(heap) > 1:
        entry = heap[0]
        following = entry[2]
        yield entry[3]
        try:
            value = following()
        except StopIteration:
            pop(heap)
        else:
            entry[0] = value if key is None else key(value)
            entry[3] = value
            replace(heap, entry)
    if heap:
        _, _, following, value = heap[0]
        yield value
        yield from following.__self__


def nsmallest(n, iterable, key=None):
    """The n smallest items, sorted."""
    if n == 1:
        nothing = object()
        result = min(iterable, default=nothing, key=key)
        return [] if result is nothing else [result]
    try:
        size = len(iterable)
    except (TypeError, AttributeError):
        pass
    else:
        if n >= size:
            return sorted(iterable, key=key)[:n]
    it = iter(iterable)
    result = [(item if key is None else key(item), i, item) for i, item in zip(range(n), it)]
    if not result:
        return []
    heapify_max(result)
    top = result[0][0]
    order = n
    for item in it:
        k = item if key is None else key(item)
        if k < top:
            heapreplace_max(result, (k, order, item))
            top, _, _ = result[0]
            order += 1
    result.sort()
    return [item for _, _, item in result]


def nlargest(n, iterable, key=None):
    """The n largest items, sorted from the largest."""
    if n == 1:
        nothing = object()
        result = max(iterable, default=nothing, key=key)
        return [] if result is nothing else [result]
    try:
        size = len(iterable)
    except (TypeError, AttributeError):
        pass
    else:
        if n >= size:
            return sorted(iterable, key=key, reverse=True)[:n]
    it = iter(iterable)
    result = [(item if key is None else key(item), i, item) for i, item in zip(range(0, -n, -1), it)]
    if not result:
        return []
    heapify(result)
    top = result[0][0]
    order = -n
    for item in it:
        k = item if key is None else key(item)
        if top < k:
            heapreplace(result, (k, order, item))
            top, _, _ = result[0]
            order -= 1
    result.sort(reverse=True)
    return [item for _, _, item in result]
