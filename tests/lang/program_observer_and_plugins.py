# Patterns that programs are made of: observer, registry, builder, state, visitor, fluent interface, mixins, dispatch tables.
from collections import defaultdict
from functools import wraps


class Events:
    def __init__(self):
        self._handlers = defaultdict(list)

    def on(self, name):
        def register(handler):
            self._handlers[name].append(handler)
            return handler
        return register

    def emit(self, name, *args, **kwargs):
        return [handler(*args, **kwargs) for handler in self._handlers[name]]


events = Events()


@events.on("greet")
def polite(name, *, loud=False):
    return f"good day, {name}".upper() if loud else f"good day, {name}"


@events.on("greet")
def short(name, **_):
    return name[:1]


print(events.emit("greet", "ann"), events.emit("greet", "bob", loud=True), events.emit("nothing"))


class Serializer:
    formats = {}

    def __init_subclass__(cls, /, format, **kw):
        super().__init_subclass__(**kw)
        Serializer.formats[format] = cls

    @classmethod
    def get(cls, format):
        return cls.formats[format]()


class CSV(Serializer, format="csv"):
    def dump(self, rows):
        return "\n".join(",".join(map(str, row)) for row in rows)


class Table(Serializer, format="table"):
    def dump(self, rows):
        widths = [max(len(str(row[i])) for row in rows) for i in range(len(rows[0]))]
        return "\n".join(" | ".join(f"{cell!s:>{w}}" for cell, w in zip(row, widths)) for row in rows)


rows = [("id", "name"), (1, "ann"), (20, "bo")]
for format in Serializer.formats:
    print(Serializer.get(format).dump(rows))


class Query:
    def __init__(self, rows, steps=()):
        self.rows, self.steps = rows, steps

    def where(self, **conditions):
        return Query(self.rows, (*self.steps, ("where", conditions)))

    def order(self, key, *, reverse=False):
        return Query(self.rows, (*self.steps, ("order", (key, reverse))))

    def __iter__(self):
        rows = iter(self.rows)
        for step, data in self.steps:
            if step == "where":
                rows = (row for row in rows if all(row[k] == v for k, v in data.items()))
                rows = iter(list(rows))
            else:
                rows = iter(sorted(rows, key=lambda row: row[data[0]], reverse=data[1]))
        return rows

    def __len__(self):
        return sum(1 for _ in self)


people = [dict(name=n, age=a, city=c) for n, a, c in (("ann", 30, "x"), ("bob", 25, "y"), ("cho", 35, "x"))]
query = Query(people).where(city="x").order("age", reverse=True)
print([p["name"] for p in query], len(query), len(Query(people)))


class Door:
    transitions = {("closed", "open"): "opened", ("opened", "close"): "closed", ("closed", "lock"): "locked",
        ("locked", "unlock"): "closed"}

    def __init__(self):
        self.state, self.history = "closed", []

    def __getattr__(self, action):
        if action.startswith("_"):
            raise AttributeError(action)

        def act():
            try:
                self.state = self.transitions[self.state, action]
            except KeyError:
                raise RuntimeError(f"cannot {action} while {self.state}") from None
            self.history.append(action)
            return self
        return act


door = Door()
print(door.open().close().lock().state, door.history)
try:
    door.open()
except RuntimeError as e:
    print(e)


class Node:
    def __init__(self, *children, **data):
        self.children = children
        self.__dict__.update(data)

    def accept(self, visitor):
        method = getattr(visitor, "visit_" + type(self).__name__.lower(), visitor.generic)
        return method(self)


class Num(Node): pass
class Add(Node): pass
class Mul(Node): pass
class Neg(Node): pass


class Evaluator:
    def visit_num(self, node):
        return node.value

    def visit_add(self, node):
        return sum(child.accept(self) for child in node.children)

    def visit_mul(self, node):
        result = 1
        for child in node.children:
            result *= child.accept(self)
        return result

    def generic(self, node):
        raise NotImplementedError(type(node).__name__)


class Printer(Evaluator):
    def visit_num(self, node):
        return str(node.value)

    def visit_add(self, node):
        return "(" + " + ".join(child.accept(self) for child in node.children) + ")"

    def visit_mul(self, node):
        return " * ".join(child.accept(self) for child in node.children)


tree = Mul(Add(Num(value=1), Num(value=2)), Num(value=4))
print(tree.accept(Printer()), "=", tree.accept(Evaluator()))
try:
    Neg(Num(value=1)).accept(Evaluator())
except NotImplementedError as e:
    print(repr(e))


class JSONMixin:
    def to_json(self):
        return "{" + ", ".join(f'"{k}": {v!r}' for k, v in sorted(vars(self).items())) + "}"


class EqMixin:
    def __eq__(self, other):
        return type(self) is type(other) and vars(self) == vars(other)

    def __repr__(self):
        return f"{type(self).__name__}({', '.join(f'{k}={v!r}' for k, v in vars(self).items())})"


class User(JSONMixin, EqMixin):
    def __init__(self, name, age):
        self.name, self.age = name, age


print(User("ann", 3).to_json(), User("a", 1) == User("a", 1), User("a", 1) != User("b", 1), User("z", 9))


def validated(**rules):
    def decorate(f):
        @wraps(f)
        def wrapper(**kwargs):
            for name, rule in rules.items():
                if not rule(kwargs[name]):
                    raise ValueError(f"{f.__name__}: bad {name}: {kwargs[name]!r}")
            return f(**kwargs)
        return wrapper
    return decorate


@validated(age=lambda a: 0 <= a < 150, name=str.isalpha)
def create(name, age):
    return f"{name} ({age})"


print(create(name="ann", age=30))
for bad in ({"name": "x1", "age": 3}, {"name": "ok", "age": -1}):
    try:
        create(**bad)
    except ValueError as e:
        print(e)
