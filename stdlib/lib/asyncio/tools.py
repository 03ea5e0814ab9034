"""What tasks wait for which, as a table or as trees.

The functions read lists of what each thread's tasks are awaited by. Each item of such a list has `thread_id` and, as
`awaited_by`, its tasks; a task has `task_id`, `task_name`, `coroutine_stack` and `awaited_by`, both of them lists of stacks
with `call_stack`, innermost frame first, and, as `task_name`, the number of the task whose stack it is; a frame has
`funcname`, `filename` and `lineno`, or for trees is a text.
"""
import os
import sys
import threading
from collections import defaultdict, namedtuple
from enum import Enum

FrameInfo = namedtuple("FrameInfo", "filename lineno funcname")
CoroInfo = namedtuple("CoroInfo", "call_stack task_name")
TaskInfo = namedtuple("TaskInfo", "task_id task_name coroutine_stack awaited_by")
AwaitedInfo = namedtuple("AwaitedInfo", "thread_id awaited_by")


class NodeType(Enum):
    """What a node of a tree is."""

    COROUTINE = 1
    TASK = 2


class CycleFoundException(Exception):
    """Tasks wait for each other in a circle, so there is no tree of them."""

    def __init__(self, cycles, id2name):
        super().__init__(cycles, id2name)
        self.cycles = cycles
        self.id2name = id2name


def _format_stack_entry(elem):
    if isinstance(elem, str):
        return elem
    if elem.lineno is None:
        # A frame of something that has no lines.
        return elem.funcname if elem.filename in ("", "~") else f"{elem.funcname} {elem.filename}"
    if not elem.filename and elem.lineno == 0:
        return f"{elem.funcname}"
    return f"{elem.funcname} {elem.filename}:{elem.lineno}"


def _index(result):
    """The tasks' names, who waits with which frames for whom, and the tasks' own stacks."""
    id2name, awaits, task_stacks = {}, [], {}
    for task in _tasks_in(result):
        id2name[task.task_id] = task.task_name
        for coro in task.coroutine_stack or ():
            task_stacks[task.task_id] = [_format_stack_entry(frame) for frame in coro.call_stack]
        for coro in task.awaited_by or ():
            awaits.append((coro.task_name, [_format_stack_entry(frame) for frame in coro.call_stack], task.task_id))
    return id2name, awaits, task_stacks


def _tasks_in(result):
    for info in result:
        yield from info.awaited_by


def _build_tree(id2name, awaits, task_stacks):
    """The labels of all nodes, and the children of those that have some."""
    labels = {(NodeType.TASK, task_id): name for task_id, name in id2name.items()}
    children = defaultdict(list)
    coroutines = {}

    def descend(node, frames):
        for frame in reversed(frames):
            inner = coroutines.get((node, frame))
            if inner is None:
                inner = coroutines[node, frame] = (NodeType.COROUTINE, f"c{len(coroutines) + 1}")
                labels[inner] = frame
                children[node].append(inner)
            node = inner
        return node

    for parent_id, frames, child_id in awaits:
        siblings = children[descend((NodeType.TASK, parent_id), frames)]
        if (NodeType.TASK, child_id) not in siblings:
            siblings.append((NodeType.TASK, child_id))
    # What waits for no task shows where it is itself.
    waiting = {parent_id for parent_id, _, _ in awaits}
    for task_id in id2name:
        if task_id not in waiting:
            descend((NodeType.TASK, task_id), task_stacks.get(task_id, ()))
    return labels, children


def _roots(labels, children):
    inner = {child for nodes in children.values() for child in nodes}
    return [node for node in labels if node not in inner]


def _task_graph(awaits):
    """For each task that waits, those that it waits for."""
    graph = defaultdict(set)
    for parent_id, _, child_id in awaits:
        graph[parent_id].add(child_id)
    return graph


def _find_cycles(graph):
    """The circles of a graph, each as a list that begins and ends with the same task."""
    cycles = []
    done = set()
    for start in list(graph):
        if start in done:
            continue
        # The way to where the search is, and what is left to look at in each of its places.
        path, left = [start], [iter(graph.get(start, ()))]
        while path:
            for task in left[-1]:
                if task in path:
                    cycles.append(path[path.index(task):] + [task])
                elif task not in done:
                    path.append(task)
                    left.append(iter(graph.get(task, ())))
                    break
            else:
                done.add(path.pop())
                left.pop()
    return cycles


def build_async_tree(result, task_emoji="(T)", cor_emoji=""):
    """The trees of tasks and coroutines, each as a list of lines."""
    id2name, awaits, task_stacks = _index(result)
    if cycles := _find_cycles(_task_graph(awaits)):
        raise CycleFoundException(cycles, id2name)
    labels, children = _build_tree(id2name, awaits, task_stacks)

    def lines(node, prefix="", is_last=True):
        sign = task_emoji if node[0] is NodeType.TASK else cor_emoji
        yield f"{prefix}{'└── ' if is_last else '├── '}{sign} {labels[node]}"
        prefix += "    " if is_last else "│   "
        inner = children.get(node, ())
        for child in inner:
            yield from lines(child, prefix, child is inner[-1])

    return [list(lines(root)) for root in _roots(labels, children)]


def build_task_table(result):
    """A row for each task and each that waits for it: thread, number, name, stack, and the waiter's stack, name, number."""
    id2name, _, _ = _index(result)

    def chain(frames):
        return " -> ".join(frame.funcname for frame in frames)

    table = []
    for info in result:
        for task in info.awaited_by:
            stack = chain(frame for coro in task.coroutine_stack for frame in coro.call_stack)
            row = [info.thread_id, hex(task.task_id), task.task_name, stack]
            for coro in task.awaited_by:
                waiter = coro.task_name
                number = hex(waiter) if isinstance(waiter, int) else str(waiter)
                table.append([*row, chain(coro.call_stack), id2name.get(waiter, "Unknown"), number])
            if not task.awaited_by:
                table.append([*row, "", "", "0x0"])
    return table


def get_all_awaited_by(pid):
    """What the tasks of a process are awaited by; the process has to be this one."""
    if pid != os.getpid():
        raise RuntimeError(f"Rondo cannot look into another process: `kill -USR1 {pid}` has a program that Rondo runs print "
                           "its tree of tasks")
    from . import events, graph, tasks

    def frames(call_stack):
        codes = [(entry.frame.f_code, entry.frame.f_lineno) for entry in call_stack]
        return [FrameInfo(code.co_filename, line, code.co_qualname) for code, line in codes]

    def info(task):
        shown = graph._graph_of(task, None)
        waiters = [CoroInfo(frames(waiter.call_stack), id(waiter.future)) for waiter in shown.awaited_by]
        return TaskInfo(id(task), task.get_name(), [CoroInfo(frames(shown.call_stack), id(task))], waiters)

    loop = events._get_running_loop()
    found = [] if loop is None else sorted(tasks.all_tasks(loop), key=id)
    return [AwaitedInfo(threading.get_ident(), [info(task) for task in found])]


def _print_cycle_exception(exception):
    print("ERROR: await-graph contains cycles - cannot print a tree!", "", sep="\n", file=sys.stderr)
    for cycle in exception.cycles:
        names = " → ".join(exception.id2name.get(task_id, hex(task_id)) for task_id in cycle)
        print(f"cycle: {names}", file=sys.stderr)


def _get_awaited_by_tasks(pid):
    try:
        return get_all_awaited_by(pid)
    except RuntimeError as exc:
        print(f"Error retrieving tasks: {exc}")
        sys.exit(1)


def display_awaited_by_tasks_table(pid):
    """Prints the table of the tasks of a process."""
    rows = build_task_table(_get_awaited_by_tasks(pid))
    widths = 10, 20, 20, 50, 50, 15, 15
    heads = "tid", "task id", "task name", "coroutine stack", "awaiter chain", "awaiter name", "awaiter id"
    for row in (heads, None, *rows):
        print("-" * 180 if row is None else " ".join(f"{cell:<{width}}" for cell, width in zip(row, widths)))


def display_awaited_by_tasks_tree(pid):
    """Prints the trees of the tasks of a process."""
    try:
        trees = build_async_tree(_get_awaited_by_tasks(pid))
    except CycleFoundException as exc:
        _print_cycle_exception(exc)
        sys.exit(1)
    for tree in trees:
        print("\n".join(tree))
