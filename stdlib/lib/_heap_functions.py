"""The native half of CPython's `heapq`."""


def heappush(heap, item, /):
    """Puts an item into a heap."""
    if not isinstance(heap, list):
        raise TypeError(f'heappush() argument 1 must be list, not {type(heap).__name__}')
    _push(heap, item, _smaller)


def heappop(heap, /):
    """Takes the smallest item out of a heap. IndexError if there is none."""
    return _pop(heap, _smaller)


def heapreplace(heap, item, /):
    """Takes the smallest item out of a heap and puts another in. IndexError if there is none."""
    return _replace(heap, item, _smaller)


def heappushpop(heap, item, /):
    """Puts an item into a heap and takes the smallest out."""
    return _replace(heap, item, _smaller) if heap and heap[0] < item else item


def heapify(heap, /):
    """Makes a heap of a list, in place."""
    _heapify(heap, _smaller)


def heappush_max(heap, item, /):
    """Puts an item into a heap whose greatest comes first."""
    _push(heap, item, _larger)


def heappop_max(heap, /):
    """Takes the greatest item out of a heap. IndexError if there is none."""
    return _pop(heap, _larger)


def heapreplace_max(heap, item, /):
    """Takes the greatest item out of a heap and puts another in. IndexError if there is none."""
    return _replace(heap, item, _larger)


def heappushpop_max(heap, item, /):
    """Puts an item into a heap and takes the greatest out."""
    return _replace(heap, item, _larger) if heap and item < heap[0] else item


def heapify_max(heap, /):
    """Makes a heap of a list, in place, whose greatest comes first."""
    _heapify(heap, _larger)


# Which of two items comes before the other. Both ask by `<`, as CPython does.

def _smaller(a, b):
    return a < b


def _larger(a, b):
    return b < a


def _push(heap, item, before):
    heap.append(item)
    end = len(heap)
    try:
        _rise(heap, 0, end - 1, item, before)
    except IndexError:
        _explain(heap, end)


def _pop(heap, before):
    if not heap:
        raise IndexError('index out of range')
    last = heap.pop()
    return _replace(heap, last, before) if heap else last


def _replace(heap, item, before):
    first = heap[0]
    _sink(heap, 0, item, before)
    return first


def _heapify(heap, before):
    for place in reversed(range(len(heap) // 2)):
        _sink(heap, place, heap[place], before)


def _sink(heap, top, item, before):
    # The child that comes first moves up all the way to a leaf; from there the item rises. That takes fewer comparisons
    # than asking at each level whether it belongs there, as items taken from the end mostly sink to the bottom.
    end = len(heap)
    try:
        place = top
        below = 2 * place + 1
        while below < end:
            right = below + 1
            if right < end and not before(heap[below], heap[right]):
                below = right
            heap[place] = heap[below]
            place = below
            below = 2 * place + 1
        _rise(heap, top, place, item, before)
    except IndexError:
        _explain(heap, end)


def _rise(heap, top, place, item, before):
    while place > top:
        above = (place - 1) >> 1
        parent = heap[above]
        if not before(item, parent):
            break
        heap[place] = parent
        place = above
    heap[place] = item


def _explain(heap, end):
    # A comparison that takes items out is said to be what is wrong.
    if len(heap) < end:
        raise RuntimeError('list changed size during iteration') from None
    raise
