# Errors in callbacks go to the loop's handler, and the loop goes on.
import asyncio


def bad(x):
    raise ValueError(f"bad {x}")


async def main():
    loop = asyncio.get_running_loop()
    seen = []
    loop.set_exception_handler(lambda l, context: seen.append((l is loop, repr(context.get("exception")),
        sorted(context))))
    loop.call_soon(bad, 1)
    f = loop.create_future()
    f.add_done_callback(bad)
    f.set_result(1)
    await asyncio.sleep(0)
    print(len(seen), seen[0])
    loop.set_exception_handler(None)
    loop.call_soon(bad, 2)
    await asyncio.sleep(0)
    print("still running")
    loop.call_exception_handler({"message": "by hand"})


asyncio.run(main())
