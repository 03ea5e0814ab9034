# Expressions over several lines come to their lines in the order of Rondo's instructions, and a `while` of one line once
# more. Instructions, jumps and branches, and the steps of async generators, are told to sys.monitoring as Rondo has them.
import sys

monitoring = sys.monitoring
events = monitoring.events
monitoring.use_tool_id(4, "tool")


def lines():
    n = 2
    while n: n -= 1
    return (1 if n
            else 2)


def tracer(frame, event, arg):
    if frame.f_code is lines.__code__:
        print(event, frame.f_lineno - lines.__code__.co_firstlineno)
    return tracer


sys.settrace(tracer)
lines()
sys.settrace(None)


def jumps(n):
    for i in range(n):
        if i:
            n += 1
    return n


told = []
wanted = {"BRANCH_LEFT", "BRANCH_RIGHT", "JUMP", "INSTRUCTION"}
for name in wanted:
    monitoring.register_callback(4, getattr(events, name), lambda code, *args, name=name: told.append(name))
monitoring.set_local_events(4, jumps.__code__, events.BRANCH_LEFT | events.BRANCH_RIGHT | events.JUMP)
jumps(3)
print({name: told.count(name) for name in sorted(wanted)})
told.clear()
monitoring.set_local_events(4, jumps.__code__, events.INSTRUCTION)
jumps(3)
print({name: told.count(name) for name in sorted(wanted)})
monitoring.set_local_events(4, jumps.__code__, 0)


async def numbers():
    yield 1


async def main():
    async for number in numbers():
        pass


for name in ("PY_YIELD", "RAISE", "EXCEPTION_HANDLED"):
    monitoring.register_callback(4, getattr(events, name), lambda code, at, value, name=name: print(name, code.co_name, value))
monitoring.set_events(4, events.PY_YIELD | events.RAISE | events.EXCEPTION_HANDLED)
try:
    main().send(None)
except StopIteration:
    monitoring.free_tool_id(4)
