"""Heaps and sorted lists whose items change them while they are compared, and arguments of wrong types."""

import bisect
import heapq


class Shrinks:
    def __init__(self, heap):
        self.heap = heap

    def __lt__(self, other):
        self.heap.clear()
        return True


def attempt(function, *args, **keywords):
    try:
        print(function.__name__, function(*args, **keywords))
    except Exception as error:
        print(function.__name__, type(error).__name__, error)


for function in (heapq.heappush, heapq.heapreplace, heapq.heappushpop):
    attempt(function, (), 1)
    attempt(function, [])
    attempt(function, [], 1)
    heap = []
    heap.extend(Shrinks(heap) for _ in range(5))
    attempt(lambda: function(heap, Shrinks(heap)) and None)
for function in (heapq.heappop, heapq.heapify):
    attempt(function, ())
    attempt(function, [])
    heap = []
    heap.extend(Shrinks(heap) for _ in range(5))
    attempt(lambda: function(heap) and None)
attempt(heapq.heappush, [1], "a")
attempt(heapq.heapify, [1, "a"])


class Heap(list):
    pass


heap = Heap()
for item in (5, 3, 8, 1, 9.5, 2):
    heapq.heappush(heap, item)
print([heapq.heappop(heap) for _ in range(len(heap))], type(heap).__name__)
print(heapq.nsmallest(2, [3, 1, 2]), heapq.nlargest(2, [3, 1, 2]), list(heapq.merge([1, 4], [2, 3], [0])))

attempt(bisect.bisect, [1, 2], 1, -1)
attempt(bisect.bisect, 5, 1)
attempt(bisect.bisect, [1, 2], 1, "a")
attempt(bisect.insort, (1, 2), 1)
attempt(bisect.bisect, [3], [1])
attempt(bisect.bisect_left, [1, 1, 2, 3], 1, hi=-1)
attempt(bisect.bisect_right, [1, 1, 2, 3], 1, 1, 2)
attempt(bisect.bisect, ["aa", "bbb", "c" * 9], 3, key=len)
items = [(1, "a"), (3, "c")]
bisect.insort(items, (2, "b"), key=lambda item: item[0])
bisect.insort_left(items, (0, "z"), hi=1)
print(items, bisect.bisect is bisect.bisect_right)


class Sorted:
    def __len__(self):
        return 10

    def __getitem__(self, index):
        return index * 2

    def insert(self, index, item):
        print("insert", index, item)


print(bisect.bisect_left(Sorted(), 7), bisect.bisect(Sorted(), 8))
bisect.insort(Sorted(), 5)
