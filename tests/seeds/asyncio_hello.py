# The first asyncio program.
import asyncio

async def main():
    print('Hello ...')
    await asyncio.sleep(0.01)
    print('... World!')

asyncio.run(main())
