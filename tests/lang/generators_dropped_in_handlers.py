"""A generator that is suspended while it handles an exception is closed when its last reference goes, although the
exception's traceback leads to it; what the traceback shows of it stays as it was."""
import sys
import traceback
import types


class Failure(Exception):
    pass


class Noisy:
    def __init__(self, log):
        self.log = log

    def __del__(self):
        self.log.append("deleted")


def dropped(make):
    log = []
    generator = make(log)
    next(generator)
    del generator
    log.append("after")
    print(make.__name__, log)


def named(log):
    try:
        raise Failure
    except Failure as failure:
        try:
            yield
        finally:
            log.append("closed")


def unnamed(log):
    noisy = Noisy(log)
    try:
        raise Failure
    except Failure:
        try:
            yield
        finally:
            log.append("closed")


def called(log):
    def fails(depth):
        if depth:
            fails(depth - 1)
        raise Failure
    try:
        fails(3)
    except Failure as failure:
        try:
            yield
        finally:
            log.append("closed")


def nested(log):
    try:
        raise Failure
    except Failure as outer:
        try:
            raise KeyError
        except KeyError as inner:
            try:
                yield
            finally:
                log.append(type(inner.__context__).__name__)


def delegating(log):
    yield from named(log)


for make in named, unnamed, called, nested, delegating:
    dropped(make)


def thrown_into():
    log = []

    def generator():
        noisy = Noisy(log)
        try:
            yield
        except Failure as failure:
            yield
        finally:
            log.append("closed")
    suspended = generator()
    next(suspended)
    suspended.throw(Failure())
    del suspended
    log.append("after")
    print("thrown into", log)


thrown_into()


@types.coroutine
def wait():
    yield


async def coroutine(log):
    try:
        raise Failure
    except Failure as failure:
        try:
            await wait()
        finally:
            log.append("closed")

log = []
waiting = coroutine(log)
waiting.send(None)
del waiting
print("coroutine", log)

kept = []


def seen():
    variable = "before"
    try:
        raise Failure
    except Failure as failure:
        kept.append(failure)
        frame = failure.__traceback__.tb_frame
        print(frame is sys._getframe(), frame.f_locals["variable"])
        del frame
        yield
        variable = "later"


generator = seen()
next(generator)
entry = kept.pop().__traceback__
frame = entry.tb_frame
print(frame is generator.gi_frame, frame.f_locals["variable"], frame.f_lineno - entry.tb_lineno)
print(next(generator, "over"), entry.tb_frame is frame, frame.f_locals["variable"], generator.gi_frame)
generator = seen()
next(generator)
entry = kept.pop().__traceback__
del generator
print(entry.tb_frame.f_locals["variable"], entry.tb_frame.f_code.co_name)
print([(part.name, part.line) for part in traceback.extract_tb(entry)])
