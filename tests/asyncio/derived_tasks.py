# Tasks of a derived class are listed and cancelled as programs see them; messages of cancellations; futures made anew.
import asyncio, gc


class Job(asyncio.Task):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.extra = self.get_name()


async def wait_long():
    try:
        await asyncio.sleep(100)
    finally:
        print("left", type(asyncio.current_task()).__name__)


async def main():
    loop = asyncio.get_running_loop()
    plain = asyncio.create_task(wait_long(), name="plain")
    job = Job(wait_long(), loop=loop, name="job")
    loop.set_task_factory(asyncio.create_eager_task_factory(Job))
    eager = asyncio.create_task(wait_long())
    eager.set_name("eager")
    eager.extra = "eager"
    print(sorted(t.get_name() for t in asyncio.all_tasks() if t is not asyncio.current_task()))
    print(job in asyncio.all_tasks(), eager in asyncio.all_tasks(), len(asyncio.all_tasks()))
    print(sorted(t.extra for t in asyncio.all_tasks() if isinstance(t, Job)))
    await asyncio.sleep(0)
    job.cancel("enough")
    print(job._cancel_message, plain._cancel_message)
    try:
        await job
    except asyncio.CancelledError as error:
        print(error.args)
    print(job in asyncio.all_tasks(), len(asyncio.all_tasks()))
    for task in (eager, plain):
        task.cancel()
        await asyncio.wait([task])


asyncio.run(main())
gc.collect()


async def nothing():
    pass


loop = asyncio.new_event_loop()
task = loop.create_task(nothing())
print(task._cancel_message)
task.cancel("before")
print(task._cancel_message)
task._cancel_message = "after"
try:
    loop.run_until_complete(task)
except asyncio.CancelledError as error:
    print(error.args, task._cancel_message)
future = loop.create_future()
future._cancel_message = "kept"
print(future._cancel_message)
future.cancel()
print(future._cancel_message, future.cancelled())
future.__init__(loop=loop)
print(future.done(), future._callbacks)
future.set_result(1)
print(future.result())
loop.close()
