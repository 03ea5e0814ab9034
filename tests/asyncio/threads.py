# Threads beside the loop: to_thread, executors, call_soon_threadsafe, a loop of its own in a thread.
import asyncio, threading, time
async def main():
    loop=asyncio.get_running_loop()
    # Nobody passes the barrier unless all are in their threads at once.
    together=threading.Barrier(5)
    r=await asyncio.gather(*[asyncio.to_thread(together.wait,60) for _ in range(5)], asyncio.sleep(0.05))
    print(sorted(r[:-1]), r[-1])
    print((await loop.run_in_executor(None, lambda: threading.current_thread().name))[:8])
    try: await asyncio.to_thread(int,"x")
    except ValueError as e: print(e)
    def from_thread():
        f=asyncio.run_coroutine_threadsafe(asyncio.sleep(0.01,"coro"),loop)
        return f.result()
    print(await asyncio.to_thread(from_thread))
    done=asyncio.Event()
    threading.Thread(target=lambda:(time.sleep(0.02),loop.call_soon_threadsafe(done.set))).start()
    await done.wait(); print("event")
    def other():
        async def sub():
            await asyncio.sleep(0.01); return "inner"
        return asyncio.run(sub())
    print(await asyncio.gather(asyncio.to_thread(other),asyncio.to_thread(other)))
    try:
        async with asyncio.timeout(0.01): await asyncio.to_thread(time.sleep,0.03)
    except TimeoutError: print("to")
asyncio.run(main())
