# A tiny stack machine with an assembler, subroutines and coroutine threads of its own.
class Halt(Exception):
    pass


class Machine:
    def __init__(self, source):
        self.code, self.labels = [], {}
        for line in source.strip().splitlines():
            line = line.split(";")[0].strip()
            if not line:
                continue
            if line.endswith(":"):
                self.labels[line[:-1]] = len(self.code)
            else:
                op, *args = line.split()
                self.code.append((op, [int(a) if a.lstrip("-").isdigit() else a for a in args]))

    def run(self, name, entry, *initial):
        pc, stack, calls, variables = self.labels[entry], list(initial), [], {}
        while True:
            op, args = self.code[pc]
            pc += 1
            match op, args:
                case "push", [value]:
                    stack.append(value)
                case "load", [variable]:
                    stack.append(variables[variable])
                case "store", [variable]:
                    variables[variable] = stack.pop()
                case ("add" | "sub" | "mul" | "lt"), []:
                    b, a = stack.pop(), stack.pop()
                    stack.append({"add": a + b, "sub": a - b, "mul": a * b, "lt": int(a < b)}[op])
                case "dup", []:
                    stack.append(stack[-1])
                case "jump", [label]:
                    pc = self.labels[label]
                case "jz", [label]:
                    if not stack.pop():
                        pc = self.labels[label]
                case "call", [label]:
                    calls.append(pc)
                    pc = self.labels[label]
                case "ret", []:
                    if not calls:
                        return stack
                    pc = calls.pop()
                case "yield", []:
                    stack.append((yield name, stack.pop()))
                case "halt", []:
                    raise Halt(f"{name} halted with {stack}")
                case _:
                    raise SyntaxError(f"bad instruction {op} {args}")


PROGRAM = """
factorial:              ; n -> n!
    store n
    push 1
    store result
loop:
    load n
    jz done
    load result
    load n
    mul
    store result
    load n
    push 1
    sub
    store n
    jump loop
done:
    load result
    ret
main:
    call factorial
    yield
    push 2
    mul
    ret
counter:
    store n
again:
    load n
    yield
    store n
    load n
    push 3
    lt
    jz stop
    jump again
stop:
    halt
bad:
    explode 1
"""
machine = Machine(PROGRAM)
thread = machine.run("t", "main", 10)
print(next(thread))
try:
    thread.send(21)
except StopIteration as e:
    print("returned", e.value)
counter = machine.run("c", "counter", 0)
print(next(counter))
try:
    for n in range(1, 10):
        print(counter.send(n))
except Halt as e:
    print(e)
try:
    next(machine.run("b", "bad"))
except SyntaxError as e:
    print(e)
threads = [machine.run(f"t{n}", "main", n) for n in (3, 4, 5)]
print([next(t) for t in threads])
