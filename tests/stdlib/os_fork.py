"""os.fork and its family: what goes on in the child, hooks, threads, pipes, statuses, terminals, timers of descriptors."""
import asyncio
import logging
import os
import random
import signal
import sys
import tempfile
import threading
import time
import warnings


def in_child(work, *args):
    """Does work in a child; prints what it wrote to a pipe and its exit status."""
    reader, writer = os.pipe()
    sys.stdout.flush()
    pid = os.fork()
    if pid == 0:
        os.close(reader)
        try:
            os.write(writer, repr(work(*args)).encode())
        except BaseException as error:
            os.write(writer, repr(error).encode())
        os._exit(7)
    os.close(writer)
    with open(reader, "rb") as file:
        data = file.read()
    found, status = os.waitpid(pid, 0)
    print(found == pid, data.decode(), os.waitstatus_to_exitcode(status))


def show(f, *args, **options):
    try:
        result = repr(f(*args, **options))
    except BaseException as error:
        result = f"{type(error).__name__}: {error}"
    print(getattr(f, "__name__", "f"), result)


# The child is this process again.
x = [1]
parent = os.getpid()
in_child(lambda: (os.getppid() == parent, os.getpid() != parent, x.append(2), x))
print(x)
in_child(lambda: 1 / 0)

# Ends of the child.
for end in (lambda: os._exit(3), lambda: sys.exit(4), lambda: sys.exit("text"), lambda: os.kill(os.getpid(), 9), lambda: [][0]):
    sys.stdout.flush()
    pid = os.fork()
    if pid == 0:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        end()
        os._exit(0)
    status = os.waitpid(pid, 0)[1]
    print(status, os.waitstatus_to_exitcode(status), os.WIFSIGNALED(status))

# Hooks.
calls = []
os.register_at_fork(before=lambda: calls.append("before 1"), after_in_child=lambda: calls.append("child 1"))
os.register_at_fork(before=lambda: calls.append("before 2"), after_in_parent=lambda: calls.append("parent 2"),
                    after_in_child=lambda: calls.append("child 2"))
in_child(lambda: calls)
print(calls)
show(os.register_at_fork, before=1)
show(os.register_at_fork, after_in_child=2, after_in_parent=3)
show(os.register_at_fork)

# Waiting.
show(os.wait)
pid = os.fork()
if pid == 0:
    os._exit(5)
print(os.wait() == (pid, 1280))
pid = os.fork()
if pid == 0:
    os._exit(6)
found, status, usage = os.wait4(pid, 0)
print(found == pid, status, type(usage), usage.ru_utime >= 0)
pid = os.fork()
if pid == 0:
    os._exit(7)
found, status, usage = os.wait3(0)
print(found == pid, status, len(usage))
pid = os.fork()
if pid == 0:
    os._exit(8)
result = os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
print(result == os.waitid(os.P_ALL, 0, os.WEXITED), result.si_pid == pid, result.si_uid == os.getuid(), result[2:], type(result))
show(os.waitid, os.P_ALL, 0, os.WEXITED)
pid = os.fork()
if pid == 0:
    time.sleep(10)
print(os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG), os.waitpid(pid, os.WNOHANG))
os.kill(pid, signal.SIGTERM)
print(os.waitid(os.P_PID, pid, os.WEXITED)[2:])
print(os.times()[2] >= 0, os.times()[3] >= 0)

# A forked process has random numbers of its own, and locks that nobody holds.
random.seed(5)
first = random.random()
random.seed(5)
reader, writer = os.pipe()
pid = os.fork()
if pid == 0:
    os.write(writer, repr(random.random() != first).encode())
    os._exit(0)
os.waitpid(pid, 0)
print(os.read(reader, 10), random.random() == first)
logging.basicConfig(stream=sys.stdout, format="%(message)s")
sys.stdout.flush()
with logging.root.handlers[0].lock:
    pid = os.fork()
    if pid == 0:
        logging.warning("from the child")
        sys.stdout.flush()
        os._exit(0)
    os.waitpid(pid, 0)

# Only the thread that forks is in the child, as its main one.
stop = threading.Event()
lock = threading.Lock()


def hold():
    with lock:
        stop.wait()


holder = threading.Thread(target=hold, name="holder")
holder.start()


def look():
    holder.join()
    thread = threading.Thread(target=lambda: x.append("from a thread"))
    thread.start()
    thread.join()
    return lock.locked(), holder.is_alive(), threading.active_count(), threading.current_thread().name, x


with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    in_child(look)
print([(w.category.__name__, str(w.message).replace(str(os.getpid()), "PID")) for w in caught])
warnings.simplefilter("ignore", DeprecationWarning)


def fork_in_thread():
    def look():
        signal.signal(signal.SIGUSR1, lambda *args: x.append("signal"))
        os.kill(os.getpid(), signal.SIGUSR1)
        me = threading.current_thread()
        return me is threading.main_thread(), me.name, threading.enumerate() == [me], x[-1]
    in_child(look)


thread = threading.Thread(target=fork_in_thread, name="forker")
thread.start()
thread.join()


def return_in_child():
    sys.stdout.flush()
    pid = os.fork()
    if pid:
        print(os.waitpid(pid, 0)[1])


thread = threading.Thread(target=return_in_child)
thread.start()
thread.join()


def wait_in_thread():
    pid = os.fork()
    if pid == 0:
        time.sleep(0.05)
        os._exit(1)
    print(os.wait() == (pid, 256))


thread = threading.Thread(target=wait_in_thread)
thread.start()
thread.join()
stop.set()
holder.join()


# A loop of the parent's is none of the child's, which may run one.
async def main():
    async def inner():
        await asyncio.sleep(0.01)
        return "ran"

    def look():
        try:
            asyncio.get_running_loop()
        except RuntimeError as error:
            return str(error), asyncio.run(inner())
    in_child(look)
    await asyncio.sleep(0.01)
    return "goes on"


print(asyncio.run(main()))

# posix_spawn.
folder = tempfile.mkdtemp()
out = os.path.join(folder, "out")


def spawn(script, **options):
    actions = [(os.POSIX_SPAWN_OPEN, 1, out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)]
    actions += options.pop("file_actions", [])
    try:
        pid = os.posix_spawn("/bin/sh", ["sh", "-c", script], options.pop("env", {"X": "y"}), file_actions=actions, **options)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    status = os.waitpid(pid, 0)[1]
    with open(out) as file:
        return file.read(), os.waitstatus_to_exitcode(status)


print(spawn("echo $X; exit 3"))
print(spawn("echo $X >&2; exit 3", file_actions=[(os.POSIX_SPAWN_DUP2, 1, 2)]))
print(spawn("exec 2>/dev/null; echo a; echo b", file_actions=[(os.POSIX_SPAWN_CLOSE, 1)], env=os.environ)[1] != 0)
print(spawn("kill -USR1 $$; echo alive", setsigmask=[signal.SIGUSR1]))
print(spawn("echo $$ > %s.pid; ps -o pgid= -p $$ >/dev/null 2>&1; exit 0" % out, setpgroup=0))
print(spawn("exit 4", resetids=True, setsid=True), spawn("exit 5", setsigdef=[signal.SIGINT]))
for bad in ([None], [()], [(99,)], [(os.POSIX_SPAWN_OPEN, 1)], [(os.POSIX_SPAWN_CLOSE,)], [(os.POSIX_SPAWN_DUP2, 1)]):
    print(spawn("exit 0", file_actions=bad))
print(spawn("exit 0", setsigmask=[0]), spawn("exit 0", setsigdef=[99]))
show(os.posix_spawn, "/nonexistent", ["x"], {})
show(os.posix_spawnp, "no-such-command-anywhere", ["x"], {})
show(os.posix_spawn, "/bin/true", [], {})
show(os.posix_spawn, "/bin/true", "x", {})
show(os.posix_spawn, "/bin/true", ["true"], 3)
show(os.posix_spawn, "/bin/true", [""], {})
print(os.waitstatus_to_exitcode(os.waitpid(os.posix_spawnp("true", ["true"], None), 0)[1]))

# A terminal for the child.
pid, master = os.forkpty()
if pid == 0:
    os.write(1, repr((os.isatty(0), os.isatty(1), os.getsid(0) == os.getpid(), os.tcgetpgrp(0) == os.getpid())).encode())
    time.sleep(0.05)
    os._exit(0)
print(os.read(master, 100), os.waitpid(pid, 0)[1])

# Timers.
fd = os.timerfd_create(time.CLOCK_MONOTONIC, flags=os.TFD_CLOEXEC)
print(os.timerfd_settime(fd, initial=0.01, interval=0.005), os.get_inheritable(fd))
print(int.from_bytes(os.read(fd, 8), sys.byteorder) >= 1, os.timerfd_gettime(fd)[1], os.timerfd_gettime_ns(fd)[1])
print(os.timerfd_settime_ns(fd, initial=0, interval=0)[1], os.timerfd_gettime(fd))
os.close(fd)
show(os.timerfd_create, 99)
show(os.timerfd_gettime, 1)
