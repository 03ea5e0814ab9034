# gather returns the results in the order of its arguments.
import asyncio

async def work(n):
    await asyncio.sleep(n / 100)
    return n * n

async def main():
    return await asyncio.gather(*[work(n) for n in (3, 1, 2)])

loop = asyncio.new_event_loop()
result = loop.run_until_complete(main())
for result in result:
    print('Task ret: ', result)
loop.close()
