# Each task has its own copy of the context.
import asyncio
from contextvars import ContextVar, copy_context

user = ContextVar("user", default="nobody")
plain = ContextVar("plain")


async def task(name):
    print(name, "sees", user.get())
    token = user.set(name)
    await asyncio.sleep(0)
    print(name, "has", user.get())
    await inner()
    user.reset(token)
    print(name, "reset to", user.get())


async def inner():
    user.set(user.get() + "+inner")


async def main():
    user.set("main")
    await asyncio.gather(task("a"), task("b"))
    print("main has", user.get())
    await task("direct")
    asyncio.get_running_loop().call_soon(lambda: print("callback sees", user.get()))
    user.set("changed after call_soon")
    await asyncio.sleep(0)
    ctx = copy_context()
    print(ctx.run(lambda: (user.set("in ctx"), user.get())[1]), user.get(), ctx[user])
    try:
        plain.get()
    except LookupError as e:
        print(type(e).__name__)
    print(plain.get("given default"), user.name)


asyncio.run(main())
print(user.get())
