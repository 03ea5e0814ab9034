# Queues between threads: limits, shutdown, errors.
import queue, threading, time, pickle, _queue


def t(label, f, *a, **k):
    try:
        r = f(*a, **k)
    except BaseException as e:
        r = (type(e).__name__, str(e))
    print(label, r)


for C in (queue.Queue, queue.LifoQueue, queue.PriorityQueue):
    q = C(2)
    q.put(2)
    q.put(1)
    print(C.__name__, q.qsize(), q.full(), q.empty(), q.maxsize, q.unfinished_tasks)
    t("full", q.put_nowait, 3)
    t("full", q.put, 3, False)
    t("full", q.put, 3, True, 0.01)
    t("neg", q.put, 3, timeout=-1)
    print(q.get(), q.get_nowait())
    t("e", q.get_nowait)
    t("e", q.get, False)
    t("e", q.get, timeout=0.01)
    t("neg", q.get, timeout=-1)
    q.task_done()
    q.task_done()
    t("td", q.task_done)
    q.join()
    q = C()
    [q.put(i) for i in (3, 1, 2)]
    q.shutdown()
    t("sp", q.put, 1)
    print(q.get(), q.get(), q.get())
    t("sg", q.get)
    t("sgn", q.get_nowait)
    t("td", q.task_done)
    q = C()
    q.put(1)
    q.shutdown(immediate=True)
    t("im", q.get)
    q.join()
    print(q.is_shutdown, q.unfinished_tasks)
s = queue.SimpleQueue()
print(s.empty(), s.qsize())
s.put(1)
s.put_nowait(2)
s.put(3, timeout=-5, block=True)
print(s.get(), s.get(timeout=1), s.get_nowait(), s.empty())
t("e", s.get_nowait)
t("e", s.get, False)
t("e", s.get, timeout=0.01)
t("n", s.get, timeout=-1)
t("p", pickle.dumps, s)
print(
    type(s).__module__,
    queue.SimpleQueue is _queue.SimpleQueue,
    queue.Empty is _queue.Empty,
    queue._PySimpleQueue.__name__,
    queue.ShutDown.__mro__[1],
)
print(queue.Queue[int], sorted(queue.__all__))
q = queue.Queue()
r = []
ths = [threading.Thread(target=lambda: r.append(q.get())) for _ in range(3)]
[x.start() for x in ths]
[q.put(i) for i in range(3)]
[x.join() for x in ths]
print(sorted(r))
q = queue.Queue(1)
q.put(0)
w = []


def pf():
    try:
        q.put(1)
    except queue.ShutDown:
        w.append("sd")


x = threading.Thread(target=pf)
x.start()
time.sleep(0.02)
q.shutdown()
x.join()
print(w)
print(q.mutex, q.not_empty, q.queue) if 0 else print(type(q.queue).__name__, type(q.all_tasks_done).__name__)
