# A trampoline: generators that call generators, with the call stack kept in a list. Recursion as deep as memory allows.
def trampoline(call):
    stack = []
    value = None
    while True:
        try:
            step = call.send(value)
        except StopIteration as stop:
            if not stack:
                return stop.value
            call, value = stack.pop(), stop.value
        else:
            stack.append(call)
            call, value = step, None


def depth(n):
    """How deep the calls went: yields the call it needs and is sent its result."""
    if n == 0:
        return 0
    return 1 + (yield depth(n - 1))


def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return (yield ackermann(m - 1, 1))
    return (yield ackermann(m - 1, (yield ackermann(m, n - 1))))


def is_even(n):
    return True if n == 0 else (yield is_odd(n - 1))


def is_odd(n):
    return False if n == 0 else (yield is_even(n - 1))


print("depth", trampoline(depth(20_000)))
print("ackermann", trampoline(ackermann(2, 9)))
print("even", trampoline(is_even(10_001)))
