# Plain functions, generators and callbacks between coroutines.
import asyncio
import functools


def make_greeting(name):
    return greet(name)


async def greet(name):
    await asyncio.sleep(0)
    return f"hello {name}"


def logged(f):
    @functools.wraps(f)
    async def wrapper(*args, **kwargs):
        print("->", f.__name__, args)
        result = await f(*args, **kwargs)
        print("<-", result)
        return result
    return wrapper


@logged
async def add(a, b=1):
    await asyncio.sleep(0)
    return a + b


def retry(times):
    def decorate(f):
        async def wrapper(*args):
            for attempt in range(times):
                try:
                    return await f(*args, attempt)
                except ConnectionError as e:
                    print("attempt", attempt, "failed:", e)
                    await asyncio.sleep(0)
            raise TimeoutError("no attempts left")
        return wrapper
    return decorate


@retry(3)
async def flaky(succeeds_at, attempt):
    if attempt < succeeds_at:
        raise ConnectionError(f"no {attempt}")
    return "succeeded"


async def main():
    print(await make_greeting("ann"), await add(1), await add(2, b=3), add.__name__)
    print(await flaky(0), await flaky(2))
    try:
        await flaky(9)
    except TimeoutError as e:
        print(e, repr(e.__context__))
    coros = {name: greet(name) for name in ("a", "b")}
    print({name: await c for name, c in coros.items()})
    print(sorted(await asyncio.gather(*map(greet, "xyz")), reverse=True))
    todo = [greet("popped"), greet("last")]
    while todo:
        print(await todo.pop())
    lazily = (greet(n) for n in "pq")
    for c in lazily:
        print(await c)
    await asyncio.gather(*(functools.partial(greet, n)() for n in "st"))
    results = []
    for n in range(3):
        t = asyncio.create_task(greet(n))
        t.add_done_callback(lambda t: results.append(t.result()))
        t.add_done_callback(lambda t, n=n: results.append(n))
    await asyncio.sleep(0.01)
    print(results)


asyncio.run(main())
