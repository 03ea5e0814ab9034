"""Reports of who waits for what: when a program hangs, and when SIGUSR1 asks for them. No part of CPython's asyncio."""
import sys

import _asyncio

# Files of the library; what waits there is shown where the program called it.
_LIBRARY = "<rondo>/"


def report_deadlock(loop):
    """Writes that nothing can wake the loop's tasks, and why."""
    tasks = _in_order(_asyncio._all_tasks(loop))
    if not tasks:
        _write("rondo: deadlock: the event loop runs, but no task, timer, descriptor or thread is left to wake it\n")
        return
    number = len(tasks)
    left = "the task that is left" if number == 1 else f"the {number} tasks that are left"
    lines = [f"rondo: deadlock: nothing can wake {left}"]
    waits = {}
    for task in tasks[:_MOST]:
        where, what, on = _describe(task)
        waits[task] = on
        lines.append(f"  {_name(task)} waits {where}")
        lines.append(f"    for {what}")
    if number > _MOST:
        lines.append(f"  and {number - _MOST} more")
    for cycle in _cycles(waits):
        lines.append("  a cycle: " + " -> ".join(_name(task) for task in [*cycle, cycle[0]]))
    lines += [f"  thread {thread}" for thread in _asyncio._waiting_threads()]
    _write("\n".join(lines) + "\n")
    _leave_executor(loop)


def _leave_executor(loop):
    """The end of the loop does not wait for calls that wait themselves; the end of the program says which these are."""
    executor = getattr(loop, "_default_executor", None)
    if executor is not None:
        executor.shutdown(wait=False)
        loop._default_executor = None


# A report shows no more tasks than this.
_MOST = 100


def dump_tasks():
    """Writes the tree of tasks."""
    _write("rondo: " + task_tree())


def task_tree():
    """The tree of tasks as text: under each task those that it waits for."""
    tasks = _in_order(_asyncio._pending_tasks())
    number = len(tasks)
    lines = [f"{number} task{'' if number == 1 else 's'}"]
    described = {task: _describe(task) for task in tasks[:_MOST_DUMPED]}
    awaited = {other for _, _, on in described.values() for other in on}
    shown = set()

    def show(task, depth):
        if task in shown:
            lines.append("  " * depth + f"  {_name(task)}, see above")
            return
        shown.add(task)
        where, what, on = described[task]
        lines.append("  " * depth + f"  {_name(task)} {'waits ' if what else ''}{where}"
                     + (f" for {what}" if what else ""))
        for other in on:
            if other in described:
                show(other, depth + 1)

    for task in described:
        if task not in awaited:
            show(task, 0)
    for task in described:
        if task not in shown:
            show(task, 0)
    if number > _MOST_DUMPED:
        lines.append(f"  and {number - _MOST_DUMPED} more")
    return "\n".join(lines) + "\n"


_MOST_DUMPED = 10_000


def _write(text):
    sys.stderr.write(text)
    sys.stderr.flush()


def _in_order(tasks):
    """By name: first those with a number at the end, by its value, which is the order in which they were made."""
    def key(task):
        start, dash, number = task.get_name().rpartition("-")
        return (0, start, int(number)) if dash and number.isdecimal() else (1, task.get_name(), 0)

    return sorted(tasks, key=key)


def _name(task):
    return f"{type(task).__name__} {task.get_name()!r}"


def _describe(task):
    """Where a task waits, for what, and for which other tasks."""
    frames = _frames(task)
    own = [frame for frame in frames if not frame.f_code.co_filename.startswith(_LIBRARY)]
    where = f"in {frames[0].f_code.co_qualname}()" if frames else "nowhere"
    if own:
        frame = own[-1]
        where = f"at {frame.f_code.co_filename}:{frame.f_lineno}, in {frame.f_code.co_qualname}"
    elif frames and (origin := _asyncio._origin(task)) is not None:
        where += f", created at {origin},"
    waits = _asyncio._waits_for(task)
    if waits is None:
        if task is _asyncio.current_task(task.get_loop()):
            return "is running " + where, "", ()
        return "is ready to run " + where, "", ()
    kind, futures, due = waits
    tasks = [future for future in futures if isinstance(future, _asyncio.Task)]
    library = frames[frames.index(own[-1]) + 1:] if own else frames
    primitive = _primitive(library)
    if primitive is not None:
        return where, *primitive
    if kind == "sleep":
        return where, f"the end of sleep(), in {due:.3f} s", ()
    if kind == "task":
        return where, _name(futures[0]), tasks
    if kind == "wait":
        # It waits for a set.
        futures = [*_in_order(tasks), *(future for future in futures if future not in tasks)]
    if kind in ("gather", "wait"):
        return where, f"{kind}() of {_names(futures)}", tasks
    return where, f"a future that nobody has given a result: {futures[0]!r}", tasks


def _names(futures):
    names = [_name(f) if isinstance(f, _asyncio.Task) else type(f).__name__ for f in futures]
    if len(names) > 4:
        names[3:] = [f"{len(names) - 3} more"]
    return ", ".join(names)


def _frames(task):
    """The frames of a task's coroutine and of what it awaits, async generators too, from the outside in."""
    frames = []
    coro = task.get_coro()
    while coro is not None:
        coro = _asyncio._driven_by(coro)
        for kind in ("cr", "gi", "ag"):
            frame = getattr(coro, kind + "_frame", None)
            if frame is not None:
                frames.append(frame)
                coro = getattr(coro, "gi_yieldfrom" if kind == "gi" else kind + "_await")
                break
        else:
            break
    return frames


def _primitive(frames):
    """What frames of the library wait for: a lock, an event, a queue, ...; its text and the tasks that hold it."""
    # A condition's wait may be for its lock.
    for index, frame in enumerate([*frames[-1:], *frames]):
        this = frame.f_locals.get("self")
        method = frame.f_code.co_name
        name = type(this).__name__
        if method in ("__aenter__", "_aexit") and hasattr(this, "_tasks"):
            tasks = _in_order(this._tasks)
            return f"the tasks of a {name}: {_names(tasks)}", tasks
        if this is None or method not in ("acquire", "wait", "get", "put", "join"):
            continue
        if index == 0 and method != "acquire":
            continue
        text = f"{name}.{method}() of {this!r}"
        if method == "acquire" and hasattr(this, "_locked"):
            holder = this._waiters._holder() if this._locked else None
            if holder is not None:
                return f"{text}, held by {_name(holder)}", [holder]
            if this._locked:
                return f"{text}, held by a task that is gone", []
        return text, []
    return None


def _cycles(waits):
    """Cycles among tasks that wait for each other, each once."""
    done = set()
    for start in waits:
        path = []
        seen = {}
        task = start
        while task is not None and task not in done and task not in seen:
            seen[task] = len(path)
            path.append(task)
            task = next((other for other in waits.get(task, ()) if other in waits), None)
        if task is not None and task in seen:
            yield path[seen[task]:]
        done.update(path)
