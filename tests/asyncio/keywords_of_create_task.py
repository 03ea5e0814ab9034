# oracle: 3.14
# create_task() passes all its keywords on, to the loop's factory or to the method of a derived loop.
import asyncio
import inspect

print(inspect.signature(asyncio.create_task), inspect.signature(asyncio.isfuture))


async def one():
    return 1


async def main():
    loop = asyncio.get_running_loop()
    for create in asyncio.create_task, loop.create_task:
        coro = one()
        try:
            create(coro, other=1)
        except TypeError as exc:
            print(exc)
        coro.close()
    seen = []

    def factory(loop, coro, **kwargs):
        seen.append(dict(sorted(kwargs.items())))
        return asyncio.Task(coro, loop=loop, **{k: v for k, v in kwargs.items() if k != "other"})

    loop.set_task_factory(factory)
    await asyncio.create_task(one(), name="x", other=2)
    await loop.create_task(one(), other=3)
    print(asyncio.create_task(one(), eager_start=True).done())
    async with asyncio.TaskGroup() as group:
        group.create_task(one(), other=4, name="y")
    print(seen)


class Loop(asyncio.SelectorEventLoop):
    def create_task(self, coro, *, other=None, **kwargs):
        print("create_task", other, kwargs.get("name"))
        return super().create_task(coro, **kwargs)


async def in_loop():
    await asyncio.create_task(one(), other=1, name="x")
    await asyncio.ensure_future(one())

asyncio.run(main())
asyncio.run(in_loop(), loop_factory=Loop)
