# oracle: 3.14
# asyncio.tools: trees and tables of who waits for whom, from data, and circles in it.
from asyncio import tools
from collections import namedtuple

Frame = namedtuple("Frame", "funcname filename lineno")
Coro = namedtuple("Coro", "call_stack task_name")
Task = namedtuple("Task", "task_id task_name coroutine_stack awaited_by")
Awaited = namedtuple("Awaited", "thread_id awaited_by")


def frames(*names):
    return [Frame(name, "file.py", line) for line, name in enumerate(names, 1)]


data = [
    Awaited(1, [
        Task(2, "main", [], []),
        Task(3, "timer", [Coro(frames("sleep", "tick"), 3)], [Coro(frames("awaiter3", "awaiter2", "awaiter"), 4),
                                                              Coro(frames("awaiter1_2", "awaiter1"), 5)]),
        Task(4, "root1", [Coro(["text"], 4)], [Coro(frames("_aexit", "__aexit__", "main"), 2)]),
        Task(5, "root2", [], [Coro([Frame("__aexit__", "", 0), "main file.py:3"], 2)]),
    ]),
    Awaited(6, [Task(7, "alone", [], []), Task(8, "of unknown", [], [Coro([], 99), Coro([], "name")])]),
    Awaited(0, []),
]
for tree in tools.build_async_tree(data):
    print("\n".join(tree))
print(tools.build_async_tree(data, task_emoji="T", cor_emoji="C")[0][:2])
try:
    tools.build_task_table(data)
except AttributeError as exc:
    print(exc)
# Tables want frames, which may have no lines.
lineless = [Frame("call", "~", None), Frame("call", "", None), Frame("call", "lib.py", None)]
data[0].awaited_by[2] = Task(4, "root1", [Coro(lineless, 4)], [Coro(frames("_aexit", "__aexit__", "main"), 2)])
data[0].awaited_by[3] = Task(5, "root2", [], [Coro([Frame("__aexit__", "", 0)], 2)])
for row in tools.build_task_table(data):
    print(row)
print("\n".join(tools.build_async_tree([Awaited(1, [Task(4, "root1", [Coro(lineless, 4)], [])])])[0]))
print(tools.build_async_tree([]), tools.build_task_table([]), tools.build_async_tree([Awaited(1, [])]))

circles = [Awaited(1, [
    Task(1, "a", [], [Coro(frames("f"), 3)]),
    Task(2, "b", [], [Coro(frames("g"), 1)]),
    Task(3, "c", [], [Coro(frames("h"), 2)]),
    Task(4, "self", [], [Coro(frames("i"), 4)]),
])]
try:
    tools.build_async_tree(circles)
except tools.CycleFoundException as exc:
    print(exc.cycles, exc.id2name)
