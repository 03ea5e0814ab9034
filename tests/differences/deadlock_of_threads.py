# CPython waits for ever for a lock that nobody can release. Rondo raises, in the thread that waits.
import threading

lock = threading.Lock()
lock.acquire()
try:
    lock.acquire()
except RuntimeError as error:
    print(error)
print(lock.acquire(timeout=0.01), "with a timeout")
