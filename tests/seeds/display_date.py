# The clock printed until the time is up.
import asyncio
import datetime

async def display_date(loop):
    end_time = loop.time() + 0.5
    while True:
        now = datetime.datetime.now()
        print(type(now), now.year >= 2024)
        if (loop.time() + 0.1) >= end_time:
            break
        await asyncio.sleep(0.2)

loop = asyncio.new_event_loop()
# Blocking call which returns when the display_date() coroutine is done
loop.run_until_complete(display_date(loop))
loop.close()
