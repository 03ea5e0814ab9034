# What goes with a coroutine's variables is finalized in the step that drops it: before what is ready next, by the
# hooks of the loop, in the task and its context.
import asyncio, contextvars, threading, sys, _thread, time

var = contextvars.ContextVar("var", default="none")


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        try:
            task = asyncio.current_task()
        except RuntimeError:
            task = None
        print("gone", self.name, task and task.get_name(), var.get())


async def held(name):
    var.set(name)
    noisy = Noisy(name)
    await asyncio.sleep(0)
    print("end of", name)


async def numbers():
    try:
        yield 1
        await asyncio.sleep(0)
        yield 2
    finally:
        await asyncio.sleep(0)
        print("closed")


async def takes_first(how):
    generator = numbers()
    print(await how(generator))


def hold(noisy):
    print("callback", noisy.name)


async def main():
    tasks = [asyncio.create_task(held(name), name=name) for name in "ab"]
    tasks[0].add_done_callback(lambda task: print("done a"))
    await asyncio.gather(*tasks)
    loop = asyncio.get_running_loop()
    loop.call_soon(hold, Noisy("argument"))
    loop.call_soon(print, "next")
    await asyncio.sleep(0)


asyncio.run(main())
for how in (anext, lambda g: g.asend(None), lambda g: g.__anext__(), lambda g: anext(g, 0)):
    asyncio.run(takes_first(how))


# What an `async for` drives can be seen.
class Pause:
    def __await__(self):
        yield


async def slow():
    await Pause()
    yield 1


async def outer():
    async for item in slow():
        yield item


async def loop_over():
    async for item in slow():
        pass


generator = outer()
step = generator.__anext__()
step.send(None)
print(type(generator.ag_await).__name__, type(step).__name__)
try:
    step.send(None)
except StopIteration as error:
    print(error.value, generator.ag_await)
coroutine = loop_over()
coroutine.send(None)
print(type(coroutine.cr_await).__name__)
coroutine.close()

# Threads: what is a thread's own goes with it; what nobody catches there reaches the hooks.
local = threading.local()


def owns():
    local.noisy = Noisy("local")


thread = threading.Thread(target=owns)
thread.start()
thread.join()
print("joined")
caught = []
sys.unraisablehook = lambda args: caught.append((args.exc_type.__name__, args.err_msg.split(" <")[0], args.object))


def fails():
    raise ValueError


_thread.start_new_thread(fails, ())
while not caught:
    time.sleep(0.001)
print(caught)
try:
    threading.excepthook(1)
except TypeError as error:
    print(error)
