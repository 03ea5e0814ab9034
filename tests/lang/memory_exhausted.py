# oracle: 3.14
"""Whatever a program fills memory with, it ends with MemoryError, and the program goes on."""
import resource
import subprocess
import sys

if len(sys.argv) > 1:
    resource.setrlimit(resource.RLIMIT_AS, (600 * 2 ** 20,) * 2)


class Node:
    pass


def strings():
    kept = []
    while True:
        kept.append('x' * 1000 + str(len(kept)))


def text():
    kept = 'ab'
    while True:
        kept = kept + 'x' * 1000000 + 'y'


def chain():
    kept = None
    while True:
        node = Node()
        node.next, node.value = kept, 1
        kept = node


def nested():
    kept = ()
    while True:
        kept = (kept,)


def generators():
    kept = []

    def numbers():
        yield 1

    while True:
        generator = numbers()
        next(generator)
        kept.append(generator)


def functions():
    kept = []
    while True:
        kept.append(lambda x=len(kept): x)


def deques():
    from collections import deque
    kept = deque()
    while True:
        kept.append((1,))


def integers():
    kept = 1
    while True:
        kept <<= 10000000


FILLS = {f.__name__: f for f in (strings, text, chain, nested, generators, functions, deques, integers)}
if len(sys.argv) > 1:
    fill = FILLS[sys.argv[1]]
    try:
        fill()
    except MemoryError as error:
        print(fill.__name__, type(error).__name__, error.args)
else:
    for name in FILLS:
        ran = subprocess.run([sys.executable, __file__, name], stdout=subprocess.PIPE, text=True)
        print(ran.returncode, ran.stdout, end='')
