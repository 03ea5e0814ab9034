# Calls made in processes by concurrent.futures and by event loops.
import asyncio
import concurrent.futures as cf
import multiprocessing as mp
import os
import time


def shown(f, *args, **kwargs):
    try:
        return repr(f(*args, **kwargs))
    except BaseException as error:
        return f"{type(error).__name__}: {error}"


def square(x):
    return x * x


def fail(x):
    raise KeyError(x)


def unpicklable():
    return lambda: 1


def die():
    os._exit(3)


def set_up(value):
    global ready
    ready = value


def get_ready():
    return ready


def nap(seconds):
    time.sleep(seconds)
    return seconds


def run_a_loop():
    async def main():
        await asyncio.sleep(0.01)
        return "from a loop"
    return asyncio.run(main())


async def from_a_loop(context):
    loop = asyncio.get_running_loop()
    with cf.ProcessPoolExecutor(2, mp_context=context) as pool:
        print(await asyncio.gather(*[loop.run_in_executor(pool, square, i) for i in range(4)]))
        try:
            await loop.run_in_executor(pool, fail, 1)
        except KeyError as error:
            print(repr(error), type(error.__cause__).__name__)


if __name__ == "__main__":
    for method in ("fork", "spawn"):
        context = mp.get_context(method)
        print("--", method)
        with cf.ProcessPoolExecutor(2, mp_context=context) as pool:
            print(pool.submit(square, 5).result(), list(pool.map(square, range(7))),
                  list(pool.map(square, range(7), chunksize=3)), list(pool.map(pow, [2, 3], [3, 2])))
            error = pool.submit(fail, "k").exception()
            print(repr(error), type(error.__cause__).__name__, "KeyError" in str(error.__cause__), error.__traceback__)
            print(isinstance(pool.submit(unpicklable).exception(), Exception),
                  isinstance(pool.submit(lambda: 1).exception(), Exception))
            print(pool.submit(run_a_loop).result(), pool.submit(os.getppid).result() == os.getpid())
            naps = [pool.submit(nap, 0.02 * (3 - i)) for i in range(3)]
            print(sorted(future.result() for future in cf.as_completed(naps)), cf.wait(naps).not_done)
            print(len(pool._processes))
        print(shown(pool.submit, square, 1))
        pool = cf.ProcessPoolExecutor(1, mp_context=context)
        print(shown(pool.submit(die).result), shown(pool.submit, square, 1), sep="\n")
        pool.shutdown()
        with cf.ProcessPoolExecutor(1, mp_context=context, initializer=set_up, initargs=(9,)) as pool:
            print(pool.submit(get_ready).result())
        pool = cf.ProcessPoolExecutor(1, mp_context=context)
        naps = [pool.submit(nap, 0.05) for _ in range(6)]
        pool.shutdown(cancel_futures=True)
        print(naps[0].result(), naps[-1].cancelled())
        asyncio.run(from_a_loop(context))
    for wrong in (dict(max_workers=0), dict(initializer=1), dict(max_tasks_per_child=0), dict(max_tasks_per_child="a"),
                  dict(max_tasks_per_child=1, mp_context=mp.get_context("fork"))):
        print(shown(cf.ProcessPoolExecutor, **wrong))
    pool = cf.ProcessPoolExecutor(1, mp_context=mp.get_context("spawn"))
    print(pool.submit(square, 4).result())
