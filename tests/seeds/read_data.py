# A coroutine, the wrapped generator that waits for it, and who may wait for whom.
import types


async def read_data(db):
    pass


@types.coroutine
def process_data(db):
    data = yield from read_data(db)
    return data, 'done'


def plain(db):
    yield from read_data(db)


async def main(db):
    return await process_data(db)


try:
    main(None).send(None)
except StopIteration as e:
    print(e.value)

coro = read_data(None)
print(hasattr(coro, '__iter__'), hasattr(coro, '__next__'), hasattr(coro, '__await__'))
coro.close()
try:
    next(plain(None))
except TypeError as e:
    print(e)


async def raises_stop():
    raise StopIteration(1)

try:
    raises_stop().send(None)
except RuntimeError as e:
    print(repr(e))
