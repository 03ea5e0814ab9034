# Attributes of thread-local objects, the set of all threads, odd timeouts of locks.
import gc
import threading
import _thread


def tried(what, function):
    try:
        print(what, function())
    except Exception as e:
        print(what, type(e).__name__, e)


class Local(threading.local):
    shared = 1

    def __init__(self, own=0):
        self.own = own

    @property
    def twice(self):
        return self.own * 2

    @twice.deleter
    def twice(self):
        print("deleted")


local = Local(5)
local.more = 3
print([name for name in dir(local) if not name.startswith("_")], local.__dict__, local.twice)
del local.more, local.twice
tried("again", lambda: delattr(local, "more"))
tried("missing", lambda: threading.local().missing)
for value in (local, threading.local()):
    tried("set dict", lambda: setattr(value, "__dict__", {}))
    tried("delete dict", lambda: delattr(value, "__dict__"))

before = len(threading._dangling)
threads = [threading.Thread(target=print, args=["thread"]) for _ in range(3)]
print(len(threading._dangling) - before, threads[0] in threading._dangling)
for thread in threads:
    thread.start()
    thread.join()
del threads, thread
gc.collect()
print(len(threading._dangling) - before)

lock = threading.Lock()
lock.acquire()
for timeout in (float("nan"), -0.5, 0):
    tried(timeout, lambda: lock.acquire(True, timeout))
tried("not blocking", lambda: lock.acquire(False, 1))


class Named(_thread.RLock):
    pass


print(repr(Named()).split(" at ")[0])
