# Two workers awaited in turn.
import asyncio


async def worker_1():
    print('worker_1 start')
    await asyncio.sleep(0.01)
    print('worker_1 done')


async def worker_2():
    print('worker_2 start')
    await asyncio.sleep(0.02)
    print('worker_2 done')


async def main():
    print('before await')
    await worker_1()
    print('awaited worker_1')
    await worker_2()
    print('awaited worker_2')


asyncio.run(main())

# Output:
# before await
# worker_1 start
# worker_1 done
# awaited worker_1
# worker_2 start
# worker_2 done
# awaited worker_2
