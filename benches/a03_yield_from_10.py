"""Values yielded through a chain of 10 `yield from`. One op = one value through the chain."""
import sys
from time import perf_counter

N = int(sys.argv[1]) if len(sys.argv) > 1 else 4000000


DEPTH = 10


def chain(depth, n):
    if depth == 0:
        for i in range(n):
            yield i
    else:
        yield from chain(depth - 1, n)


def main():
    total = 0
    for x in chain(DEPTH, N):
        total += x
    return total


t0 = perf_counter()
result = main()
t1 = perf_counter()
print(f"checksum={result} ops={N}")
print(f"elapsed_s={t1 - t0:.6f}")
