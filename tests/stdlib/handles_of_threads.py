"""Threads by their handles: _thread.start_joinable_thread and _ThreadHandle."""
import _thread
import re
import threading


def attempt(function, *args, **keywords):
    try:
        print("  ", re.sub(r"ident=[1-9]\d*", "ident=N", repr(function(*args, **keywords))))
    except Exception as error:
        print("  ", type(error).__name__, error)


handle = _thread._ThreadHandle()
print(handle, handle.ident, handle.is_done())
attempt(handle.join)
attempt(handle._set_done)

done = []
handle = _thread.start_joinable_thread(lambda: done.append(1))
print(type(handle), handle.join(), done, handle.is_done(), handle.ident > 0, handle.join(), handle.join(1), handle.join(-1))
attempt(_thread.start_joinable_thread)
attempt(_thread.start_joinable_thread, 5)
attempt(_thread.start_joinable_thread, print, handle=5)
attempt(_thread.start_joinable_thread, print, handle=handle)

given = _thread._ThreadHandle()
attempt(_thread.start_joinable_thread, lambda: done.append(2), handle=given, daemon=False)
given.join()
print(done, given.is_done())

event = threading.Event()
handle = _thread.start_joinable_thread(event.wait)
attempt(handle.join, 0.01)
print(handle.is_done())
event.set()
handle.join()


def joins_itself():
    event.wait()
    attempt(own[0].join)


event.clear()
own = [_thread.start_joinable_thread(joins_itself)]
event.set()
own[0].join()

try:
    class Derived(_thread._ThreadHandle):
        pass
except TypeError as error:
    print(error)
print(_thread._get_main_thread_ident() == threading.main_thread().ident, _thread._is_main_interpreter(),
      _thread.daemon_threads_allowed(), _thread._make_thread_handle(5))

# What threading makes of them.
thread = threading.Thread(target=event.wait, name="T")
handle = thread._os_thread_handle if hasattr(thread, "_os_thread_handle") else thread._handle
print(handle.is_done(), thread.is_alive(), thread)
event.clear()
thread.start()
print(handle.is_done(), thread.is_alive(), handle.ident == thread.ident)
thread.join(0.01), thread.join(-1)
event.set()
thread.join()
print(handle.is_done(), thread.is_alive(), re.sub(r"\d+", "N", repr(thread)))

# The end of the program waits for those that are no daemons.
hold = threading.Event()
_thread.start_joinable_thread(lambda: (hold.wait(), print("ended")), daemon=False)
threading.Timer(0.01, hold.set).start()
local = threading.local()
try:
    local.missing
except AttributeError as error:
    print(error, error.__context__)
print("last line")
