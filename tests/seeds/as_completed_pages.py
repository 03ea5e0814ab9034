# as_completed hands results over in the order in which they finish.
import asyncio

async def work(n):
    await asyncio.sleep(n / 50)
    return n

async def main(fs):
    for f in asyncio.as_completed(fs):
        result = await f # The 'await' may raise
        print('Task ret: ', result)

loop = asyncio.new_event_loop()
loop.run_until_complete(main([work(3), work(1), work(2)]))
loop.close()
