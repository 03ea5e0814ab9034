"""The native half of CPython's `heapq`."""


def heappush(heap, item, /):
    """Puts an item into a heap."""
    if not isinstance(heap, list):
        raise TypeError(f'heappush() argument 1 must be list, not {type(heap).__name__}')
    heap.append(item)
    end = len(heap)
    place = end - 1
    try:
        while place > 0:
            above = (place - 1) >> 1
            parent = heap[above]
            if not item < parent:
                break
            heap[place] = parent
            place = above
        heap[place] = item
    except IndexError:
        # A comparison that takes items out is said to be what is wrong.
        if len(heap) < end:
            raise RuntimeError('list changed size during iteration') from None
        raise


def heappop(heap, /):
    """Takes the smallest item out of a heap. IndexError if there is none."""
    if not heap:
        raise IndexError('index out of range')
    last = heap.pop()
    if heap:
        smallest = heap[0]
        _sink(heap, 0, last)
        return smallest
    return last


def heapreplace(heap, item, /):
    """Takes the smallest item out of a heap and puts another in. IndexError if there is none."""
    smallest = heap[0]
    _sink(heap, 0, item)
    return smallest


def heappushpop(heap, item, /):
    """Puts an item into a heap and takes the smallest out."""
    if heap and heap[0] < item:
        smallest = heap[0]
        _sink(heap, 0, item)
        return smallest
    return item


def heapify(heap, /):
    """Makes a heap of a list, in place."""
    for place in reversed(range(len(heap) // 2)):
        _sink(heap, place, heap[place])


def _sink(heap, top, item):
    # The smaller child moves up all the way to a leaf; from there the item rises. That takes fewer comparisons than
    # asking at each level whether it belongs there, as items taken from the end mostly sink to the bottom.
    end = len(heap)
    try:
        place = top
        below = 2 * place + 1
        while below < end:
            right = below + 1
            if right < end and not heap[below] < heap[right]:
                below = right
            heap[place] = heap[below]
            place = below
            below = 2 * place + 1
        while place > top:
            above = (place - 1) >> 1
            parent = heap[above]
            if not item < parent:
                break
            heap[place] = parent
            place = above
        heap[place] = item
    except IndexError:
        # A comparison that takes items out is said to be what is wrong.
        if len(heap) < end:
            raise RuntimeError('list changed size during iteration') from None
        raise


def heappush_max(heap, item, /):
    """Puts an item into a heap whose greatest comes first."""
    heap.append(item)
    end = len(heap)
    place = end - 1
    try:
        while place > 0:
            above = (place - 1) >> 1
            parent = heap[above]
            if not parent < item:
                break
            heap[place] = parent
            place = above
        heap[place] = item
    except IndexError:
        # A comparison that takes items out is said to be what is wrong.
        if len(heap) < end:
            raise RuntimeError('list changed size during iteration') from None
        raise


def heappop_max(heap, /):
    """Takes the greatest item out of a heap. IndexError if there is none."""
    if not heap:
        raise IndexError('index out of range')
    last = heap.pop()
    if heap:
        largest = heap[0]
        _sink_max(heap, 0, last)
        return largest
    return last


def heapreplace_max(heap, item, /):
    """Takes the greatest item out of a heap and puts another in. IndexError if there is none."""
    largest = heap[0]
    _sink_max(heap, 0, item)
    return largest


def heappushpop_max(heap, item, /):
    """Puts an item into a heap and takes the greatest out."""
    if heap and item < heap[0]:
        largest = heap[0]
        _sink_max(heap, 0, item)
        return largest
    return item


def heapify_max(heap, /):
    """Makes a heap of a list, in place, whose greatest comes first."""
    for place in reversed(range(len(heap) // 2)):
        _sink_max(heap, place, heap[place])


def _sink_max(heap, top, item):
    end = len(heap)
    try:
        place = top
        below = 2 * place + 1
        while below < end:
            right = below + 1
            if right < end and not heap[right] < heap[below]:
                below = right
            heap[place] = heap[below]
            place = below
            below = 2 * place + 1
        while place > top:
            above = (place - 1) >> 1
            parent = heap[above]
            if not parent < item:
                break
            heap[place] = parent
            place = above
        heap[place] = item
    except IndexError:
        # A comparison that takes items out is said to be what is wrong.
        if len(heap) < end:
            raise RuntimeError('list changed size during iteration') from None
        raise
