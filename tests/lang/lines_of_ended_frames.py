# Where a frame stands that an exception has left: at the end of what handled it last.
import sys


class Manager:
    def __enter__(self):
        pass

    def __exit__(self, *args):
        pass


def finally_():
    try:
        1 / 0
    finally:
        x = 1
        y = 2


def nested():
    try:
        try:
            1 / 0
        except ZeroDivisionError as e:
            x = 1
            raise
        y = 2
    finally:
        z = 1


def other():
    try:
        1 / 0
    except ValueError:
        y = 2


def others():
    try:
        1 / 0
    except ValueError:
        y = 2
    except (KeyError,
            TypeError):
        y = 2


def loop():
    try:
        1 / 0
    finally:
        for i in range(2):
            y = 2


def manager():
    try:
        1 / 0
    finally:
        with Manager():
            y = 3


def nothing():
    try:
        1 / 0
    finally:
        pass


def generator():
    try:
        yield
    finally:
        x = 1
        y = 2


for function in (finally_, nested, other, others, loop, manager, nothing):
    try:
        function()
    except Exception as e:
        entry = e.__traceback__.tb_next
        first = entry.tb_frame.f_code.co_firstlineno
        print(entry.tb_frame.f_code.co_name, entry.tb_lineno - first, entry.tb_frame.f_lineno - first)

suspended = generator()
next(suspended)
frame = suspended.gi_frame
try:
    suspended.throw(KeyError)
except KeyError:
    print(frame.f_lineno - frame.f_code.co_firstlineno)
