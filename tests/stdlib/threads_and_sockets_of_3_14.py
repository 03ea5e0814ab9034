# What 3.14 says of numbers that are too large or negative, of times that are none, and of what is no number at all.
# oracle: 3.14
import _thread
import collections.abc
import concurrent.futures
import contextlib
import contextvars
import dataclasses
import os
import queue
import select
import signal
import socket
import threading
import time
import unittest
from unittest.mock import create_autospec


def told(f, *args):
    try:
        result = f(*args)
    except Exception as e:
        result = f"{type(e).__name__}: {e}"
    print(f.__name__, args, result)


for number in (-1, 65536, 2**32, 2**70, -2**70, 1.5, "a", None):
    for f in socket.htons, socket.ntohs:
        told(f, number)
    if number != 65536:
        for f in socket.htonl, socket.ntohl, os.eventfd:
            told(f, number)
    told(select.poll().register, 0, number)
for number in (-1, 100, 53_247, 2**63, "a"):
    told(threading.stack_size, number)
print(threading.stack_size(53_248), threading.stack_size(0))
for name in ("no such", b"no such", 3):
    told(socket.if_nametoindex, name)
for number in (-1, 2**40, "a"):
    told(socket.if_indextoname, number)

lock = threading.Lock()
lock.acquire()
with socket.socket() as sock:
    for timeout in ("a", 1j, float("nan"), float("inf"), 1e10, 2**70):
        for f, args in ((lock.acquire, (True,)), (queue.SimpleQueue().get, (True,)), (sock.settimeout, ()),
                        (signal.setitimer, (signal.ITIMER_REAL,)), (threading.Event().wait, ()),
                        (threading.Thread(target=print).join, ())):
            told(f, *args, timeout)
        if timeout not in (1e10, 2**70):
            told(time.sleep, timeout)
told(signal.setitimer, 99, 1)
told(signal.setitimer, signal.ITIMER_PROF, -1)
print(signal.ItimerError.__name__, issubclass(signal.ItimerError, OSError))

a, b = socket.socketpair()
with a, b:
    for data in ([1], [(1, 2)], 1):
        told(a.sendmsg, [b"x"], data)
for port in (True, False, "1", b"1"):
    print(port, socket.getaddrinfo("127.0.0.1", port, socket.AF_INET, socket.SOCK_STREAM)[0][4])

print(issubclass(contextvars.Context, collections.abc.Mapping), hasattr(threading.Thread(), "_handle"))
handle = _thread.start_joinable_thread(lambda: None)
told(handle.join, "a")
handle.join()


class Loud(concurrent.futures.ThreadPoolExecutor):
    """An executor whose workers say what they do."""

    @classmethod
    def prepare_context(cls, initializer, initargs, *, word):
        create, resolve = super().prepare_context(initializer, initargs)

        def resolve_loudly(fn, args, kwargs):
            print(word, args)
            return resolve(fn, args, kwargs)

        return create, resolve_loudly


with Loud(1, word="calls") as executor:
    print(executor.submit(max, 1, 2).result(), executor.BROKEN.__name__)


@dataclasses.dataclass
class Fields:
    a: int
    b: str = "x"
    c: list = dataclasses.field(default_factory=list)

    def method(self):
        pass


class Contexts(unittest.IsolatedAsyncioTestCase):
    async def test(self):
        for enter, context in ((self.enterContext, contextlib.AsyncExitStack()), (self.enterContext, object()),
                               (self.enterAsyncContext, threading.Lock()), (self.enterAsyncContext, object())):
            try:
                entered = enter(context)
                await entered
            except TypeError as e:
                print(e)


fields = create_autospec(Fields, instance=True)
print([hasattr(fields, name) for name in ("a", "b", "c", "d", "method")])
print(Contexts("test").run(unittest.TestResult()))
condition = threading.Condition()
with condition:
    print(condition.locked(), condition._lock.locked())
print(condition.locked())
for args in ((False, -5), (True, -5)):
    for class_ in queue.Queue, queue._PySimpleQueue:
        try:
            class_().get(*args)
        except (ValueError, queue.Empty) as e:
            print(repr(e))


class Falsy(Exception):
    def __bool__(self):
        return False


future = concurrent.futures.Future()
future.set_exception(Falsy("raised"))
told(future.result)
