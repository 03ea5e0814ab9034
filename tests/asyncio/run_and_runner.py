# run, Runner, and what happens around them.
import asyncio


async def value(x):
    await asyncio.sleep(0)
    return x


async def fails():
    raise ValueError("from main")


async def leaves_tasks():
    async def background(n):
        try:
            await asyncio.sleep(10)
        finally:
            print("background cleaned up", n)

    kept = [asyncio.create_task(background(n)) for n in range(1)]
    await asyncio.sleep(0)
    return "main ends first"


print(asyncio.run(value(1)), asyncio.run(value([2]), debug=False))
try:
    asyncio.run(fails())
except ValueError as e:
    print(e)
print(asyncio.run(leaves_tasks()))


async def nested():
    c = value(1)
    try:
        asyncio.run(c)
    except RuntimeError as e:
        print(e)
    c.close()
    try:
        asyncio.get_running_loop().run_forever()
    except RuntimeError as e:
        print(e)


asyncio.run(nested())
with asyncio.Runner() as runner:
    print(runner.run(value("a")), runner.run(value("b")), runner.get_loop().is_running())
    try:
        runner.run(fails())
    except ValueError as e:
        print(e)
    print(runner.run(value("still works")))
c = value(1)
try:
    runner.run(c)
except RuntimeError as e:
    print(e)
c.close()
try:
    asyncio.get_running_loop()
except RuntimeError as e:
    print(e)


async def async_gen():
    try:
        yield 1
        yield 2
    finally:
        await asyncio.sleep(0)
        print("async generator closed")


async def leaves_generator():
    g = async_gen()
    print(await anext(g))
    keep.append(g)


keep = []
asyncio.run(leaves_generator())
print("after")


async def drops_generator():
    async for x in async_gen():
        break
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print("dropped and closed")


asyncio.run(drops_generator())


async def cancels_main():
    asyncio.current_task().cancel()
    await asyncio.sleep(0)


try:
    asyncio.run(cancels_main())
except asyncio.CancelledError as e:
    print("CancelledError", e.args)
