# queue in one thread.
import queue
q = queue.Queue(2)
q.put("a"); q.put("b")
print(q.full(), q.qsize(), q.empty())
for f in (lambda: q.put("c", block=False), lambda: q.put_nowait("c"), lambda: q.put("c", timeout=0.01)):
    try:
        f()
    except queue.Full as e:
        print(repr(e))
print(q.get(), q.get_nowait(), q.empty())
for f in (lambda: q.get(block=False), q.get_nowait, lambda: q.get(timeout=0.01)):
    try:
        f()
    except queue.Empty as e:
        print(repr(e))
l, p, s = queue.LifoQueue(), queue.PriorityQueue(), queue.SimpleQueue()
for x in (2, 3, 1):
    l.put(x); p.put(x); s.put(x)
print([l.get() for _ in range(3)], [p.get() for _ in range(3)], [s.get() for _ in range(3)])
q = queue.Queue()
for i in range(100):
    q.put(i)
q.task_done()
print(sum(q.get() for _ in range(100)), q.maxsize)
