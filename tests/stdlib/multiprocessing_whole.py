# Processes, connections, queues and locks of multiprocessing, with every start method.
import multiprocessing as mp
import os
import pickle
import sys
import time
from multiprocessing import connection
from multiprocessing.util import Finalize


def shown(f, *args, **kwargs):
    try:
        return repr(f(*args, **kwargs))
    except BaseException as error:
        return f"{type(error).__name__}: {error}"


def square(queue, n):
    queue.put((n * n, mp.current_process().name, mp.parent_process().name, mp.current_process().daemon))


def fail():
    sys.stderr = open(os.devnull, "w")
    raise ValueError("oops")


def leave(code):
    sys.stderr = open(os.devnull, "w")
    sys.exit(code)


def sleep_long():
    time.sleep(60)


def echo(connection):
    while True:
        try:
            received = connection.recv()
        except EOFError:
            break
        if received is None:
            break
        connection.send((received, received))
    connection.close()


def take_turns(lock, queue, times):
    for _ in range(times):
        with lock:
            queue.put(1)


def wait_for_event(event, queue):
    queue.put(event.wait(30))


def wait_for_condition(condition, queue):
    with condition:
        queue.put("ready")
        queue.put(condition.wait(30))


def consume(source, queue):
    while True:
        item = source.get()
        if item is None:
            source.task_done()
            break
        queue.put(item * 2)
        source.task_done()


def in_child(queue):
    process = mp.get_context("fork").Process(target=square, args=(queue, 7))
    process.start()
    process.join()
    queue.put(process.exitcode)


class Derived(mp.get_context("fork").Process):
    def __init__(self, connection):
        super().__init__(name="mine", daemon=True)
        self.connection = connection

    def run(self):
        self.connection.send(("run", self.name, self.daemon))


def processes(context, queue):
    process = context.Process(target=square, args=(queue, 5))
    print(process.is_alive(), process.exitcode, process.pid, shown(lambda: process.sentinel))
    process.start()
    result = queue.get()
    print(result[0], result[2:], result[1] == process.name)
    process.join()
    print(process.exitcode, process.is_alive(), process in mp.active_children(), shown(process.start))
    process.close()
    print(shown(process.join), shown(lambda: process.exitcode))
    for target, args in ((fail, ()), (leave, (3,)), (leave, ("text",)), (leave, (None,))):
        process = context.Process(target=target, args=args, name="N")
        process.start()
        process.join()
        print(target.__name__, args, process.exitcode)
    process = context.Process(target=sleep_long, daemon=True)
    process.start()
    print(process.is_alive(), process in mp.active_children(), shown(process.close))
    process.join(0.01)
    process.terminate()
    process.join()
    print(process.exitcode)
    process = context.Process(target=sleep_long, name="killed")
    process.start()
    process.kill()
    process.join()
    print(repr(process).replace(str(process.pid), "PID").replace(str(os.getpid()), "PARENT"))


def connections(context):
    mine, theirs = context.Pipe()
    process = context.Process(target=echo, args=(theirs,))
    process.start()
    theirs.close()
    mine.send([1, "x"])
    print(mine.recv())
    mine.send("y" * 100_000)
    print(len(mine.recv()[0]))
    print(mine.poll(), mine.poll(0.01))
    mine.send(None)
    process.join()
    print(shown(mine.recv), process.exitcode)
    mine.close()
    print(shown(mine.recv), mine.closed)


def shared(context, queue):
    lock = context.Lock()
    processes = [context.Process(target=take_turns, args=(lock, queue, 20)) for _ in range(3)]
    for process in processes:
        process.start()
    print(sum(queue.get() for _ in range(60)))
    for process in processes:
        process.join()
    event = context.Event()
    process = context.Process(target=wait_for_event, args=(event, queue))
    process.start()
    event.set()
    print(queue.get(), event.is_set())
    process.join()
    event.clear()
    print(event.wait(0.01))
    condition = context.Condition()
    process = context.Process(target=wait_for_condition, args=(condition, queue))
    process.start()
    print(queue.get())
    with condition:
        condition.notify()
    print(queue.get())
    process.join()


def queues(context, queue):
    joinable = context.JoinableQueue()
    process = context.Process(target=consume, args=(joinable, queue))
    process.start()
    for i in range(5):
        joinable.put(i)
    joinable.put(None)
    joinable.join()
    print([queue.get() for _ in range(5)])
    process.join()
    print(shown(joinable.task_done))
    simple = context.SimpleQueue()
    simple.put(1)
    print(simple.empty(), simple.get(), simple.empty())
    small = context.Queue(2)
    small.put(1)
    small.put(2)
    print(small.full(), shown(small.put, 3, timeout=0.01), shown(small.put_nowait, 3), small.qsize())
    print(small.get(), small.get(timeout=1), shown(small.get_nowait), shown(small.get, timeout=0.01), small.empty())
    small.put(bytes(1_000_000))
    print(len(small.get()))
    small.close()
    small.join_thread()
    print(shown(small.put, 1)[:12])


def locks():
    semaphore = mp.Semaphore(2)
    print(semaphore, semaphore.get_value(), semaphore.acquire(), semaphore.acquire(), semaphore.acquire(False),
          semaphore.acquire(timeout=0.01))
    for _ in range(3):
        semaphore.release()
    print(semaphore)
    semaphore = mp.BoundedSemaphore(1)
    print(semaphore, shown(semaphore.release))
    lock = mp.Lock()
    print(lock, shown(lock.release))
    with lock:
        print(lock, lock.acquire(False))
    recursive = mp.RLock()
    print(recursive, shown(recursive.release))
    with recursive, recursive:
        print(recursive)
    print(recursive)
    condition = mp.Condition()
    print(condition, shown(condition.wait), shown(condition.notify), condition.wait_for(lambda: 3))
    print(shown(pickle.dumps, lock), shown(pickle.dumps, mp.current_process().authkey),
          shown(pickle.dumps, mp.Process()))


def rest():
    reader, writer = mp.Pipe(False)
    process = Derived(writer)
    process.start()
    print(reader.recv())
    process.join()
    print(reader.readable, reader.writable, writer.readable, writer.writable, shown(reader.send, 1), shown(writer.recv))
    queue = mp.get_context("fork").Queue()
    process = mp.get_context("fork").Process(target=in_child, args=(queue,))
    process.start()
    print(queue.get()[0], queue.get())
    process.join()
    print(sorted(mp.get_all_start_methods()), shown(mp.get_context, "x"), shown(mp.set_start_method, "fork"))
    print(mp.current_process(), mp.parent_process(), mp.cpu_count() == os.cpu_count(), mp.active_children())
    print(shown(mp.Process, group=1), mp.Process(name="q", daemon=True).daemon)
    one, other = mp.Pipe()
    buffer = bytearray(5)
    other.send_bytes(b"hello")
    print(one.recv_bytes())
    other.send_bytes(b"hello", 1, 3)
    print(one.recv_bytes_into(buffer), buffer)
    for receive, argument in ((one.recv_bytes_into, buffer), (one.recv_bytes, 3)):
        other.send_bytes(b"0123456789")
        print(shown(receive, argument), one.closed)
    one, other = mp.Pipe()
    third, fourth = mp.Pipe()
    print(connection.wait([one, third], 0.01))
    other.send(1)
    print(connection.wait([one, third]) == [one])
    finalizer = Finalize(None, print, ("finalized",), exitpriority=3)
    print(finalizer.still_active())
    finalizer()
    print(finalizer)
    Finalize(None, print, ("at the end",), exitpriority=3)


if __name__ == "__main__":
    for method in ("fork", "spawn", "forkserver"):
        context = mp.get_context(method)
        print("--", method, context.get_start_method())
        queue = context.Queue()
        processes(context, queue)
        connections(context)
        shared(context, queue)
        queues(context, queue)
        sys.stdout.flush()
    locks()
    rest()
