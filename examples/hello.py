# Two greetings that wait side by side: the shorter wait speaks first.
import asyncio


async def greet(name, delay):
    await asyncio.sleep(delay)
    print("Hello,", name)


async def main():
    await asyncio.gather(greet("world", 0.05), greet("Rondo", 0.01))


asyncio.run(main())
