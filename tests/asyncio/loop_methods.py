# Loops made by hand: run_until_complete, run_forever, stop, close.
import asyncio


async def value(x):
    await asyncio.sleep(0)
    return x


loop = asyncio.new_event_loop()
print(loop.is_running(), loop.is_closed(), loop.run_until_complete(value(1)), loop.run_until_complete(value(2)))
loop.call_soon(print, "callback")
loop.call_soon(loop.stop)
loop.call_soon(print, "after stop, same turn")
loop.run_forever()
print("stopped")
task = loop.create_task(value("task"))
print(task.done(), loop.run_until_complete(task))
future = loop.create_future()
loop.call_later(0.01, future.set_result, "future")
print(loop.run_until_complete(future))


async def ticker():
    n = 0
    while True:
        n += 1
        print("tick", n)
        if n == 3:
            loop.stop()
        await asyncio.sleep(0)


t = loop.create_task(ticker())
loop.run_forever()
print("paused; running again")
loop.call_soon(loop.stop)
loop.run_forever()
t.cancel()
try:
    loop.run_until_complete(t)
except asyncio.CancelledError:
    print("ticker cancelled")
pending = loop.create_future()
loop.call_soon(loop.stop)
try:
    loop.run_until_complete(pending)
except RuntimeError as e:
    print(e)


async def raises():
    raise KeyError("k")


try:
    loop.run_until_complete(raises())
except KeyError as e:
    print(repr(e))


def bad_callback():
    raise ValueError("in callback")


reports = []
loop.set_exception_handler(lambda loop, context: reports.append((context["message"].split("<")[0].split(" at ")[0],
    repr(context["exception"]))))
loop.call_soon(bad_callback)
loop.run_until_complete(value(0))
print(reports)
other = asyncio.new_event_loop()
print(other.run_until_complete(value("other loop")), other is not loop)
loop.close()
loop.close()
print(loop.is_closed(), loop.is_running())
c = value(1)
for f in (lambda: loop.run_until_complete(c), lambda: loop.run_forever(), lambda: loop.call_soon(print),
    lambda: loop.create_task(c), lambda: loop.call_later(1, print)):
    try:
        f()
    except RuntimeError as e:
        print(e)
c.close()
other.close()
asyncio.set_event_loop(asyncio.new_event_loop())
loop = asyncio.get_event_loop()
print(loop.run_until_complete(value("from get_event_loop")))
loop.close()
