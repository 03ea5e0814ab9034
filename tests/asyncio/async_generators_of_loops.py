# An async generator belongs to the loop that ran when it was started: another loop neither closes nor counts it.
import asyncio
import sys
import weakref

kept = []
loops = {}


async def numbers(name):
    try:
        yield 1
        yield 2
    finally:
        print("closing", name, asyncio.get_running_loop() is loops[name])
        await asyncio.sleep(0)


def run(name, keep=True, shut_down=False):
    loop = loops[name] = asyncio.new_event_loop()
    print("--", name, loop._asyncgens_shutdown_called)

    async def main():
        generator = numbers(name)
        await anext(generator)
        if keep:
            kept.append(generator)
        print(len(loop._asyncgens), generator in loop._asyncgens, sys.get_asyncgen_hooks().finalizer is not None)
        ended = numbers("ended")
        loops["ended"] = loop
        print([i async for i in ended], ended in loop._asyncgens)
        await asyncio.sleep(0)

    loop.run_until_complete(main())
    print(sys.get_asyncgen_hooks())
    if shut_down:
        loop.run_until_complete(loop.shutdown_asyncgens())
        print(len(loop._asyncgens), loop._asyncgens_shutdown_called)
    else:
        loop.run_until_complete(asyncio.sleep(0.01))
    loop.close()


run("left open")
run("left open again")
run("shut down", shut_down=True)
run("dropped", keep=False)
run("dropped, then shut down", keep=False, shut_down=True)


async def other_loop():
    print("-- another loop", len(asyncio.get_running_loop()._asyncgens))
    for generator in kept[:1] + kept[2:]:
        loops["left open"] = asyncio.get_running_loop()
        try:
            print(await anext(generator))
        except StopAsyncIteration:
            print("stopped")
    print(len(asyncio.get_running_loop()._asyncgens))

asyncio.run(other_loop())

print("-- hooks of the program, kept by the generator")


async def plain():
    try:
        yield
    finally:
        print("never closed: its finalizer does not do so")


def start(generator):
    try:
        generator.asend(None).send(None)
    except StopIteration:
        pass

old = sys.get_asyncgen_hooks()
sys.set_asyncgen_hooks(lambda g: print("first", g.__name__), lambda g: print("last", g.__name__, g.ag_suspended))
with_hooks = plain()
start(with_hooks)
sys.set_asyncgen_hooks(*old)
del with_hooks

late = plain()
start(late)
sys.set_asyncgen_hooks(finalizer=lambda g: print("not called", g))
reference = weakref.ref(late)
late.aclose().close()
kept.append(late)
sys.set_asyncgen_hooks(*old)
del late
print(reference() is kept[-1])
