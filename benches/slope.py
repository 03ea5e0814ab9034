#!/usr/bin/env python3
"""Cost grows as the work does: nanoseconds an operation at three sizes, each ten times the one before.

    benches/slope.py                 target/release/rondo
    benches/slope.py -p python3 tasks sort
"""
import argparse
import asyncio
import subprocess
import sys
from time import perf_counter

SIZES = (10_000, 100_000, 1_000_000)


def tasks(n):
    """Tasks created, run and gathered."""
    async def nothing():
        pass

    async def main():
        await asyncio.gather(*[nothing() for _ in range(n)])

    asyncio.run(main())


def sleeping(n):
    """Tasks that sleep at the same time."""
    async def main():
        await asyncio.gather(*[asyncio.sleep(0.01 + i % 100 * 1e-5) for i in range(n)])

    asyncio.run(main())


def timers(n):
    """Timers set in no order, half of them cancelled."""
    async def main():
        loop = asyncio.get_running_loop()
        done = loop.create_future()
        handles = [loop.call_later(i * 7919 % n * 1e-9, int) for i in range(n)]
        for handle in handles[::2]:
            handle.cancel()
        loop.call_later(2e-9 * n, done.set_result, None)
        await done

    asyncio.run(main())


def descriptors(n):
    """Rounds over socket pairs that are all watched; an operation is a wake-up. A hundredth as many pairs."""
    import resource
    import socket
    pairs = max(n // 1000, 10)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (2 * pairs + 100, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
    except ValueError:
        pass

    async def main():
        loop = asyncio.get_running_loop()
        ends = [socket.socketpair() for _ in range(pairs)]
        for a, b in ends:
            a.setblocking(False)
            b.setblocking(False)

        async def bounce(a, b):
            for _ in range(n // pairs // 2):
                await loop.sock_sendall(a, b"x")
                await loop.sock_recv(b, 1)

        await asyncio.gather(*[bounce(a, b) for a, b in ends])
        for a, b in ends:
            a.close()
            b.close()

    asyncio.run(main())


def chain(n):
    """Resumes of a coroutine under a chain of a hundredth as many awaits, no deeper than 900."""
    depth = min(n // 100, 900)

    async def leaf():
        for _ in range(n // 10):
            await asyncio.sleep(0)

    async def link(k):
        if k:
            await link(k - 1)
        else:
            await leaf()

    asyncio.run(link(depth))


def sort(n):
    """Numbers in no order, sorted."""
    sorted(i * 7919 % 1_000_003 for i in range(n))


def string(n):
    """A string that grows by one character at a time."""
    text = ""
    for i in range(n):
        text += "x"


def dict_growth(n):
    """A dict that grows."""
    d = {}
    for i in range(n):
        d[i * 7919] = i


WORK = (tasks, sleeping, timers, descriptors, chain, sort, string, dict_growth)


def run(name, size):
    """Does the work in this process and prints how many seconds it took."""
    work = globals()[name]
    began = perf_counter()
    work(size)
    print(perf_counter() - began)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("-p", "--program", default="target/release/rondo")
    parser.add_argument("names", nargs="*")
    args = parser.parse_args()
    print("nanoseconds an operation".ljust(24), *(f"{size:>12,}" for size in SIZES), "  last : first")
    for work in WORK:
        if args.names and work.__name__ not in args.names:
            continue
        costs = []
        for size in SIZES:
            command = [args.program, __file__, "--run", work.__name__, str(size)]
            elapsed = min(float(subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout)
                          for _ in range(2))
            costs.append(elapsed / size * 1e9)
        print(work.__name__.ljust(24), *(f"{cost:12.0f}" for cost in costs), f"{costs[-1] / costs[0]:10.2f}", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--run"]:
        run(sys.argv[2], int(sys.argv[3]))
    else:
        main()
