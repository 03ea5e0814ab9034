# heapq.
import heapq
h = []
for x in (5, 1, 4, 1, 3):
    heapq.heappush(h, x)
print(h, [heapq.heappop(h) for _ in range(5)])
h = [9, 4, 7, 1, 8]
heapq.heapify(h)
print(h, heapq.heappushpop(h, 0), heapq.heapreplace(h, 10), h, heapq.nlargest(2, h), heapq.nsmallest(2, h),
    list(heapq.merge([1, 4], [2, 3])), heapq.nlargest(1, ["a", "bbb"], key=len),
    list(heapq.merge("ac", "b", reverse=False)))
tasks = []
for priority, name in ((2, "code"), (1, "plan"), (3, "ship"), (1, "also plan")):
    heapq.heappush(tasks, (priority, name))
while tasks:
    print(heapq.heappop(tasks), end=" ")
print()
for f in (lambda: heapq.heappop([]), lambda: heapq.heappush((), 1), lambda: heapq.heapify([1, "a"])):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", e)
