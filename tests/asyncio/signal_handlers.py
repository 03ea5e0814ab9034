# Signal handlers of a loop.
import asyncio, os, signal


async def main():
    l = asyncio.get_running_loop()
    got = []
    l.add_signal_handler(signal.SIGUSR2, got.append, 1)
    for _ in range(3):
        os.kill(os.getpid(), signal.SIGUSR2)
        await asyncio.sleep(0.02)
    print(got)
    e = asyncio.Event()
    l.add_signal_handler(signal.SIGUSR2, e.set)
    l.call_later(0.02, os.kill, os.getpid(), signal.SIGUSR2)
    await e.wait()
    print("set")
    l.add_signal_handler(signal.SIGINT, got.append, "int")
    os.kill(os.getpid(), signal.SIGINT)
    await asyncio.sleep(0.02)
    print(got, l.remove_signal_handler(signal.SIGINT))
    for s in (signal.SIGKILL,):
        try:
            l.add_signal_handler(s, print)
        except RuntimeError as e2:
            print(e2)

    def th():
        try:
            l.add_signal_handler(signal.SIGUSR2, print)
        except RuntimeError as e3:
            return str(e3)

    print(await asyncio.to_thread(th))


asyncio.run(main())
print(signal.getsignal(signal.SIGUSR2))
