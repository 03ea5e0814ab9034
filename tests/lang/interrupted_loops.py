"""A signal's handler runs at the end of whatever loop it finds, and may leave it by an exception."""
import os
import signal
import subprocess


def handler(*args):
    raise KeyError("signal")


class Always:
    def __lt__(self, other):
        return True

    def __bool__(self):
        return True

    def __contains__(self, item):
        return True


def endless():
    while True:
        pass


def counting():
    n = 0
    while n < 10**15:
        n += 1


def long_numbers():
    n = 10**30
    while n > 10**20:
        n += 1


def compared():
    a = Always()
    while a < a:
        pass


def tested():
    a = Always()
    while a:
        pass


def contained():
    a = Always()
    while 1 in a:
        pass


def ranges():
    for _ in range(10**12):
        pass


def pairs():
    numbers = [0]
    for i, n in enumerate(numbers):
        numbers[0] = i
        numbers.append(n)
        if i > 1000:
            numbers.clear()
            return pairs_again()


def pairs_again():
    while True:
        for i, n in zip((1, 2), (3, 4)):
            pass


signal.signal(signal.SIGALRM, handler)
for loop in (endless, counting, long_numbers, compared, tested, contained, ranges, pairs):
    subprocess.Popen(["sh", "-c", f"sleep 0.1; kill -ALRM {os.getpid()}"])
    try:
        loop()
    except KeyError as error:
        print(loop.__name__, error)
