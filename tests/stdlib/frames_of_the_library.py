# traceback.extract_tb() names the functions of the library that an exception passed, and shows their lines.
# oracle: 3.14
import asyncio
import concurrent.futures
import contextlib
import inspect
import linecache
import traceback


def names(exc):
    return [summary.name for summary in traceback.extract_tb(exc.__traceback__)][1:]


def lines(exc):
    return [(summary.name, summary.line) for summary in traceback.extract_tb(exc.__traceback__)][1:]


def show(function, look=names):
    try:
        function()
    except Exception as exc:
        print(function.__name__, type(exc).__name__, look(exc))
        walked = [frame.f_code.co_name for frame, _ in traceback.walk_tb(exc.__traceback__)][1:]
        print(walked == names(exc), [entry.function for entry in inspect.getinnerframes(exc.__traceback__)][1:] == walked)


def fail(*args):
    raise LookupError(*args)


@contextlib.contextmanager
def changes():
    try:
        yield
    except LookupError as exc:
        raise KeyError from exc


def callback_of_a_stack():
    with contextlib.ExitStack() as stack:
        stack.callback(fail, 1)


def manager_in_a_stack():
    with contextlib.ExitStack() as stack:
        stack.enter_context(changes())
        fail()


def manager_that_changes():
    with changes():
        fail()


@changes()
def decorated():
    fail()


def no_yield():
    with contextlib.contextmanager(lambda: iter(()))():
        pass


for function in callback_of_a_stack, manager_in_a_stack, manager_that_changes, decorated, no_yield:
    show(function, lines)


async def fails():
    fail()


async def callback_of_an_async_stack():
    async with contextlib.AsyncExitStack() as stack:
        stack.push_async_callback(fails)


def async_stack():
    asyncio.run(callback_of_an_async_stack())


def loop_runs():
    with asyncio.Runner() as runner:
        runner.get_loop().run_until_complete(fails())


def thread():
    async def main():
        await asyncio.to_thread(fail)

    asyncio.run(main())


def executor():
    with concurrent.futures.ThreadPoolExecutor() as pool:
        error = pool.submit(fail).exception()
    raise error


for function in async_stack, loop_runs, thread, executor:
    show(function)

print(linecache.getline(contextlib.__file__, 1)[:3], linecache.getline(contextlib.__file__, 100000) == "")

# An exception of a system call has no context of the library's.
try:
    asyncio.run(asyncio.create_subprocess_exec("/no/such/program"))
except FileNotFoundError as exc:
    print(exc, exc.__context__, exc.__cause__)
