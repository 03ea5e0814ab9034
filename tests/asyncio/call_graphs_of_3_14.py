# The graph of what awaits what: asyncio.capture_call_graph, format_call_graph and print_call_graph.
# oracle: 3.14
import asyncio
import dataclasses
import io
import re


async def leaf(future):
    await future


async def middle(future):
    await leaf(future)


async def both(one, two):
    await one
    await two


async def generator(future):
    yield await future


async def over(future):
    async for _ in generator(future):
        pass


def shown(text):
    """A graph without what differs from run to run: identities, and folders of files."""
    return re.sub(r"id=0x[0-9a-f]+", "id=...", re.sub(r"File '[^']*/", "File '", text))


def refused(f, *args, **kwargs):
    try:
        return f(*args, **kwargs)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


async def main():
    future = asyncio.get_running_loop().create_future()
    one = asyncio.create_task(middle(future), name="one")
    two = asyncio.create_task(middle(future), name="two")
    waiting = asyncio.create_task(both(one, two), name="both")
    looping = asyncio.create_task(over(future), name="over")
    new = asyncio.create_task(middle(future), name="not begun")
    new.cancel()
    await asyncio.sleep(0)
    for subject in (waiting, one, looping):
        print(shown(asyncio.format_call_graph(subject)))
    print(shown(asyncio.format_call_graph(one, limit=1)))
    print(shown(asyncio.format_call_graph(one, limit=-1)))
    print(shown(asyncio.format_call_graph(one, limit=0)))
    print(shown(asyncio.format_call_graph(limit=1)))
    graph = asyncio.capture_call_graph(one)
    names = [entry.frame.f_code.co_name for entry in graph.call_stack]
    print(type(graph).__name__, graph.future is one, names, [of.future.get_name() for of in graph.awaited_by])
    print(type(graph.call_stack).__name__, type(graph.awaited_by).__name__, type(graph.call_stack[0]).__name__)
    print(graph == asyncio.capture_call_graph(one), graph == asyncio.capture_call_graph(two))
    print(refused(setattr, graph, "future", None))
    print([field.name for part in (graph, graph.call_stack[0]) for field in dataclasses.fields(part)])
    own = asyncio.capture_call_graph()
    print(own.future is asyncio.current_task(), own.awaited_by)
    output = io.StringIO()
    print(asyncio.print_call_graph(one, file=output), shown(output.getvalue()))
    for subject in (1, "text"):
        print(refused(asyncio.capture_call_graph, subject))
        print(refused(asyncio.format_call_graph, subject))
    future.set_result(None)
    await asyncio.wait([waiting, looping, new])
    print(shown(asyncio.format_call_graph(one)), asyncio.capture_call_graph(new).call_stack)


asyncio.run(main())
print(refused(asyncio.capture_call_graph), refused(asyncio.print_call_graph))
