# What processes share: numbers, arrays, barriers, objects of managers, and connections to listeners.
import copy
import multiprocessing
import multiprocessing.dummy
import pickle
import threading
from multiprocessing import connection, managers, sharedctypes
from multiprocessing.connection import Client, Listener


def shown(f, *args, **kwargs):
    try:
        return repr(f(*args, **kwargs))
    except BaseException as error:
        return f"{type(error).__name__}: {error}"


def kind(f, *args, **kwargs):
    return shown(f, *args, **kwargs).split(":")[0]


def count(value, times):
    for _ in range(times):
        with value.get_lock():
            value.value += 1


def fill(array, index):
    array[index] = index * index


def meet(barrier, queue):
    queue.put(barrier.wait(60))


def use(shared, items, namespace, queue, event, lock):
    with lock:
        shared["used"] = shared.get("used", 0) + 1
        items.append("process")
    namespace.made = [1, 2]
    queue.put("put")
    event.set()


def talk(address, family):
    with Client(address, authkey=b"key") as client:
        client.send(["hello", family])
        assert client.recv() == {"family": family}


class Counter:
    def __init__(self, start=0):
        self.count = start

    def add(self, by=1):
        self.count += by
        return self.count

    def fail(self):
        raise KeyError("failed")

    def numbers(self):
        yield from range(3)


class Manager(managers.BaseManager):
    pass


Manager.register("Counter", Counter)
Manager.register("Numbers", Counter, exposed=("numbers", "add"), method_to_typeid={"numbers": "Iterator"})
Manager.register("Iterator", proxytype=managers.IteratorProxy, create_method=False)


def run(processes):
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return [process.exitcode for process in processes]


def processes_share(context):
    value = context.Value("i", 5)
    print(run([context.Process(target=count, args=(value, 20)) for _ in range(2)]), value.value)
    array = context.Array("d", 4)
    print(run([context.Process(target=fill, args=(array, i)) for i in (1, 3)]), array[:], len(array), array[-1])
    barrier, queue = context.Barrier(3), context.SimpleQueue()
    parties = [context.Process(target=meet, args=(barrier, queue)) for _ in range(2)]
    for process in parties:
        process.start()
    places = [barrier.wait(60)] + [queue.get() for _ in parties]
    for process in parties:
        process.join()
    print(sorted(places), barrier.parties, barrier.n_waiting, barrier.broken)
    for family in "AF_INET", "AF_UNIX":
        with Listener(None, family, authkey=b"key") as listener:
            process = context.Process(target=talk, args=(listener.address, family))
            process.start()
            with listener.accept() as accepted:
                print(accepted.recv(), type(listener.last_accepted).__name__)
                accepted.send({"family": family})
            process.join()
            print(process.exitcode)


def objects_of_managers(context):
    with context.Manager() as manager:
        shared, items, namespace = manager.dict(a=1), manager.list([1]), manager.Namespace(given=2)
        queue, event, lock = manager.Queue(), manager.Event(), manager.Lock()
        print(run([context.Process(target=use, args=(shared, items, namespace, queue, event, lock)) for _ in range(2)]))
        print(shared, shared.copy(), items, namespace, namespace.made, queue.get(), queue.qsize(), event.is_set())
        print(dict(shared), shared.items(), [*shared], len(shared), "a" in shared, shown(shared.__getitem__, "none"))
        items[0] = "first"
        items += ["last"]
        items *= 2
        items.sort()
        print(items, items[1:3], items + ["more"], type(items).__name__, copy.deepcopy(items))
        again = pickle.loads(pickle.dumps(items))
        again.append("again")
        print(items, again._token.typeid, repr(again).split(" at ")[0])
        nested = manager.list([manager.dict(inner=1)])
        nested[0]["inner"] = 2
        print(nested[0]["inner"], len(nested))
        value, array = manager.Value("i", 3), manager.Array("i", [1, 2])
        value.value += 1
        array[0] = 9
        print(value.value, value, array[0], len(array))
        print(shown(lambda: namespace.nothing))
        del namespace.made
        print(namespace)
        barrier, semaphore, condition = manager.Barrier(1), manager.Semaphore(1), manager.Condition()
        with semaphore, condition:
            condition.notify_all()
            print(barrier.wait(), barrier.parties, barrier.broken, semaphore.acquire(False), condition.wait(0.001))
        with manager.Pool(1) as pool:
            print(pool.map(abs, [-1, 2]), pool.apply_async(abs, (-4,)).get(), list(pool.imap(abs, [-3])))
        print(manager._number_of_objects() > 10, shown(manager.start))
    print(shown(manager.__enter__), shown(manager.start))


def own_managers(context):
    manager = Manager(ctx=context)
    print(shown(manager.Counter))
    manager.start()
    counter = manager.Counter(3)
    print(counter.add(), counter.add(by=4), shown(counter.fail), shown(lambda: counter.nothing), type(counter).__name__)
    numbers = manager.Numbers()
    print(list(numbers.numbers()), numbers.add(), kind(numbers._callmethod, "fail"))
    print(manager._number_of_objects())
    client = Manager(manager.address, b"another key")
    print(shown(client.connect))
    client = Manager(manager.address, multiprocessing.current_process().authkey)
    client.connect()
    print(client.Counter().add())
    manager.shutdown()
    print(kind(Manager().start, 5), managers.Token("Counter", "address", "0"))


def numbers_and_arrays():
    for code in "bHilqdc":
        given = 0, -1, 2 ** 70, 1.5, "x", b"x", b"xy", None
        print(code, multiprocessing.RawValue(code), [kind(multiprocessing.RawValue, code, each) for each in given])
    value = multiprocessing.Value("i", 2 ** 31 - 1)
    value.value += 1
    print(value, value.value, multiprocessing.Value("i", 3, lock=False))
    print(kind(multiprocessing.Value, "i", 1, 2), kind(multiprocessing.Value, "i", lock=5), shown(pickle.dumps, value))
    lock = multiprocessing.Lock()
    value = multiprocessing.Value("d", 2, lock=lock)
    with value:
        print(value.get_lock() is lock, value.get_obj().value)
    array = multiprocessing.Array("i", [3, 1, 2])
    array[0:2] = [7, 8]
    print(array[:], array[::-1], shown(array.__setitem__, slice(0, 2), [1]), shown(array.__getitem__, 3))
    text = multiprocessing.Array("c", b"hello")
    text.value = b"hi"
    print(text.value, text.raw, text[1:3], shown(setattr, text, "value", b"too long"))
    raw = multiprocessing.RawArray("d", [1.5, 2])
    copied = sharedctypes.copy(raw)
    copied[0] = 9
    print(raw[:], copied[:], shown(multiprocessing.RawArray, "d", -1))
    barrier = multiprocessing.Barrier(2, timeout=0.001)
    print(kind(barrier.wait), barrier.broken)


def listeners():
    print(connection.address_type(("host", 1)), connection.address_type("/path"), kind(connection.address_type, 5))
    print(shown(connection.arbitrary_address, "AF_X"), shown(Listener, ("localhost", 0), authkey="text"))
    for key, other in (b"a", b"a"), (b"a", b"b"), (None, None):
        listener = Listener(authkey=key)
        received = []

        def serve():
            try:
                with listener.accept() as accepted:
                    received.append(accepted.recv())
                    accepted.send("answer")
            except multiprocessing.AuthenticationError as error:
                received.append(error)

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            with Client(listener.address, authkey=other) as client:
                client.send("question")
                print(client.recv())
        except multiprocessing.AuthenticationError as error:
            print(repr(error))
        thread.join()
        listener.close()
        print(received, shown(listener.accept))


def threads_as_processes():
    dummy = multiprocessing.dummy
    with dummy.Pool(2) as pool:
        print(pool.map(lambda x: x * x, range(4)), pool.apply(abs, (-1,)))
    queue = dummy.Queue()
    processes = [dummy.Process(target=queue.put, args=(i,)) for i in range(3)]
    print(processes[0].exitcode, run(processes), sorted(queue.get() for _ in processes), dummy.active_children())
    one, other = dummy.Pipe()
    one.send(1)
    print(other.poll(), other.recv(), other.poll(), other.poll(0.001))
    manager = dummy.Manager()
    print(manager.Namespace(a=1), manager.Value("i", 3), manager.Array("i", [1]), manager.dict(a=1))


if __name__ == "__main__":
    # What these make by default is for processes that begin as copies.
    multiprocessing.set_start_method("fork")
    for method in "fork", "spawn":
        processes_share(multiprocessing.get_context(method))
    objects_of_managers(multiprocessing.get_context("fork"))
    own_managers(multiprocessing.get_context("spawn"))
    numbers_and_arrays()
    listeners()
    threads_as_processes()
