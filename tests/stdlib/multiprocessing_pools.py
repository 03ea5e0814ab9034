# Pools of multiprocessing.
import multiprocessing as mp
import os
import pickle
import time
from multiprocessing.pool import ThreadPool


def shown(f, *args, **kwargs):
    try:
        return repr(f(*args, **kwargs))
    except BaseException as error:
        return f"{type(error).__name__}: {error}"


def square(x):
    return x * x


def invert(x):
    return {1: 1, 2: 0}[x]


def power(x, y=2):
    return x ** y


def nap(seconds):
    time.sleep(seconds)
    return seconds


def set_up(value):
    global ready
    ready = value


def get_ready(_):
    return ready


def pid(_):
    return os.getpid()


def broken_items():
    yield 1
    yield 2
    raise LookupError("no more")


def calls(pool):
    print(pool.apply(power, (3,), {"y": 3}), pool.map(square, range(10)), pool.map(square, range(10), 3),
          pool.map(square, []), pool.map(square, iter([1, 2])))
    print(pool.starmap(power, [(2, 3), (3, 2)]), list(pool.imap(square, range(5))),
          list(pool.imap(square, range(5), 2)), sorted(pool.imap_unordered(square, range(5))))
    got = []
    result = pool.apply_async(square, (7,), callback=got.append)
    print(result.get(10), result.ready(), result.successful(), got)
    result = pool.apply_async(invert, (0,), error_callback=lambda error: got.append(repr(error)))
    print(shown(result.get), result.successful(), got)
    print(shown(pool.map, invert, [1, 0, 2]), shown(lambda: list(pool.imap(invert, [1, 0]))))
    results = pool.imap(square, broken_items())
    print(next(results), next(results), shown(next, results), shown(next, results))
    print(pool.map_async(square, [1, 2]).get(), pool.starmap_async(power, [(2, 2)]).get())
    result = pool.apply_async(nap, (0.3,))
    print(result.ready(), shown(result.successful).split(": <")[0], shown(result.get, timeout=0.01))
    result.wait()
    print(result.get())
    print(shown(pool.imap, square, [], 0), shown(pickle.dumps, pool))


if __name__ == "__main__":
    for method in ("fork", "spawn"):
        context = mp.get_context(method)
        with context.Pool(2) as pool:
            print("--", method, repr(pool).replace(str(os.getpid()), "PID"))
            calls(pool)
        print(shown(pool.map, square, [1]))
        pool = context.Pool(1, set_up, (5,))
        print(pool.map(get_ready, range(2)))
        print(shown(pool.join))
        pool.close()
        print(shown(pool.apply, square, (1,)))
        pool.join()
        with context.Pool(1, maxtasksperchild=2) as pool:
            print(len(set(pool.map(pid, range(6), chunksize=1))))
    with ThreadPool(2) as pool:
        calls(pool)
        print(set(pool.map(pid, range(3))) == {os.getpid()})
    for args in ((0,), (1, 5), (1, None, (), 0)):
        print(shown(mp.Pool, *args))
