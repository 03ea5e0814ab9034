# What calling a coroutine function returns; the object is never awaited, which is reported.
import asyncio

async def main():
    print('Hello ...')
    await asyncio.sleep(1)
    print('... World!')

obj = main()
print(repr(obj).split(" at ")[0] + ">")
print(type(obj))
del obj
print("after")
