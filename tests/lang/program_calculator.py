# A calculator: tokenizer as a generator, recursive descent, variables, errors.
class CalcError(Exception):
    pass


def tokens(text):
    i = 0
    while i < len(text):
        c = text[i]
        if c.isspace():
            i += 1
        elif c.isdigit() or c == ".":
            j = i
            while j < len(text) and (text[j].isdigit() or text[j] == "."):
                j += 1
            yield ("num", float(text[i:j]) if "." in text[i:j] else int(text[i:j]))
            i = j
        elif c.isalpha():
            j = i
            while j < len(text) and text[j].isalnum():
                j += 1
            yield ("name", text[i:j])
            i = j
        elif text[i:i + 2] == "**":
            yield ("op", "**")
            i += 2
        elif c in "+-*/()=,%":
            yield ("op", c)
            i += 1
        else:
            raise CalcError(f"unexpected {c!r} at {i}")
    yield ("end", None)


class Parser:
    functions = {"max": max, "min": min, "abs": abs, "sum": lambda *a: sum(a)}

    def __init__(self, variables):
        self.variables = variables

    def run(self, text):
        self.stream = tokens(text)
        self.advance()
        value = self.statement()
        if self.kind != "end":
            raise CalcError(f"trailing {self.value!r}")
        return value

    def advance(self):
        self.kind, self.value = next(self.stream)

    def accept(self, *ops):
        if self.kind == "op" and self.value in ops:
            op = self.value
            self.advance()
            return op

    def expect(self, op):
        if not self.accept(op):
            raise CalcError(f"expected {op!r}, got {self.value!r}")

    def statement(self):
        value = self.sum()
        if isinstance(value, Name) and self.accept("="):
            self.variables[value.name] = self.get(self.statement())
            return self.variables[value.name]
        return self.get(value)

    def get(self, value):
        if isinstance(value, Name):
            try:
                return self.variables[value.name]
            except KeyError:
                raise CalcError(f"undefined {value.name}") from None
        return value

    def binary(self, operand, operations):
        left = operand()
        while op := self.accept(*operations):
            left = operations[op](self.get(left), self.get(operand()))
        return left

    def sum(self):
        return self.binary(self.product, {"+": lambda a, b: a + b, "-": lambda a, b: a - b})

    def product(self):
        return self.binary(self.unary, {"*": lambda a, b: a * b, "/": lambda a, b: a / b, "%": lambda a, b: a % b})

    def unary(self):
        if self.accept("-"):
            return -self.get(self.unary())
        return self.power()

    def power(self):
        base = self.atom()
        return self.get(base) ** self.get(self.unary()) if self.accept("**") else base

    def atom(self):
        kind, value = self.kind, self.value
        if self.accept("("):
            inner = self.get(self.sum())
            self.expect(")")
            return inner
        if kind not in ("num", "name"):
            raise CalcError(f"unexpected {value!r}")
        self.advance()
        if kind == "num":
            return value
        if value in self.functions and self.accept("("):
            args = [self.get(self.sum())]
            while self.accept(","):
                args.append(self.get(self.sum()))
            self.expect(")")
            return self.functions[value](*args)
        return Name(value)


class Name:
    def __init__(self, name):
        self.name = name


parser = Parser({"pi": 3.14159})
for line in ("1 + 2 * 3", "(1 + 2) * 3", "2 ** 3 ** 2", "-2 ** 2", "x = 5", "y = x * 2 + 1", "y - x - 1", "7 % 4 / 2",
    "pi * x ** 2",
    "max(1, y, 3) + min(4, 2)", "z + 1", "1 +", "2 $ 3", "(1", "1 / 0", "10 - 2 - 3", "a = b = 4", "a * b",
    "sum(1, 2, 3)", "1 2"):
    try:
        print(f"{line:>28} = {parser.run(line)}")
    except CalcError as e:
        print(f"{line:>28} ! {e}")
    except ZeroDivisionError as e:
        print(f"{line:>28} ! {type(e).__name__}")
