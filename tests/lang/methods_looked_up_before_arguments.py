"""A method is looked up before the arguments of its call are evaluated: what fails, what runs, and in which order."""
import asyncio
import sys
import types

log = []


def note(value, result=None):
    log.append(value)
    return result


def show(title):
    print(title, log)
    log.clear()


class Logged:
    stored = None

    def __getattr__(self, name):
        note(f"get {name}")
        if name.startswith("no"):
            raise AttributeError(name)
        return lambda *args, **kwargs: note(f"call {name} {args} {kwargs}")


class Hooked:
    def __getattribute__(self, name):
        note(f"hook {name}")
        return lambda *args: note(f"hooked {name} {args}")


class Plain:
    @property
    def made(self):
        note("property")
        return lambda *args, **kwargs: note(f"made {args} {kwargs}")

    @classmethod
    def of_class(cls, *args):
        note(f"of {cls.__name__} {args}")

    @staticmethod
    def static(*args):
        note(f"static {args}")

    def method(self, *args, **kwargs):
        note(f"method {args} {kwargs}")

    def __init__(self):
        self.held = lambda *args: note(f"held {args}")


def fails(title, call, *receivers):
    for receiver in receivers:
        try:
            call(receiver)
        except (AttributeError, TypeError) as e:
            note(f"{type(e).__name__}: {e}")
        show(title)


module = types.ModuleType("module")
for _ in range(3):
    fails("missing", lambda r: r.missing(note("argument")), None, 1, "text", [], (), Plain(), Plain, module, print, len)
    fails("missing, by keyword", lambda r: r.missing(1, key=note("argument")), None, 1.5, {}, Plain(), sys)
    fails("missing, spread", lambda r: r.missing(*[note("argument")]), None, Plain())
    fails("append", lambda r: r.append(note("item")), None, 1, (), Plain(), Plain)
fails("not called", lambda r: r.real(note("argument")), 1, 1.5)

for _ in range(3):
    thing = Logged()
    thing.found(note("argument"))
    thing.other(note("first"), key=note("second"))
    thing.append(note("item"))
    show("__getattr__")
    fails("__getattr__ fails", lambda r: r.nothing(note("argument")), thing)
    Hooked().method(note("argument"))
    show("__getattribute__")
    plain = Plain()
    plain.made(note("argument"))
    plain.made(note("argument"), key=note("value"))
    show("property")
    plain.of_class(note("argument"))
    Plain.of_class(note("argument"))
    plain.static(note("argument"))
    plain.method(note("argument"), key=note("value"))
    plain.held(note("argument"))
    show("others")


# Instances of several classes and shapes at one place.
def called(receiver):
    receiver.method(note("argument"))


class Derived(Plain):
    def method(self, value):
        note("derived")
        super().method(note("inner"))
        super().missing(note("inner"))


class Slotted:
    __slots__ = ("method",)


for _ in range(2):
    slotted = Slotted()
    fails("unset slot", called, slotted)
    slotted.method = lambda value: note("from the slot")
    fails("several", called, slotted, Plain(), Derived(), Hooked(), Logged(), Plain(), types.SimpleNamespace(method=note))

# An attribute that is gone, or comes, while arguments are evaluated.
changing = Plain()


def drop(value):
    note("dropped")
    changing.__dict__.pop("held", None)


changing.method(drop(1))
fails("dropped before", lambda r: r.held(drop(2)), changing)
changing.late = 1
fails("no function", lambda r: r.late(note("argument")), changing)


# What the arguments raise comes after what the look-up raises.
def both():
    for call in (lambda: None.missing(1 // len([])), lambda: "x".upper(1 // len([])), lambda: Logged().nothing(int("x")), lambda: Logged().thing(int("x"))):
        try:
            call()
        except Exception as e:
            note(type(e).__name__)
    show("both fail")


both()


# Generators and coroutines wait between the two.
def waits(receiver):
    result = receiver.method((yield "argument"), key=(yield "value"))
    note(result)


for receiver in (Plain(), Logged(), Hooked(), None):
    generator = waits(receiver)
    try:
        note(next(generator))
        note(generator.send(1))
        generator.send(2)
    except (StopIteration, AttributeError, TypeError) as e:
        note(type(e).__name__)
    show("generator")


async def coroutine(receiver):
    async def argument():
        await asyncio.sleep(0)
        return note("awaited", 5)

    try:
        receiver.method(await argument())
    except AttributeError as e:
        note(str(e))
    show("coroutine")


async def main():
    for receiver in (Plain(), Logged(), None):
        await coroutine(receiver)


asyncio.run(main())

# Where it is looked up.
def where():
    try:
        None.missing(
            note("argument"),
            note("argument"))
    except AttributeError:
        return sys.exc_info()[2].tb_lineno - where.__code__.co_firstlineno


print(where(), log)


def traced():
    lines = []

    def tracer(frame, event, arg):
        if frame.f_code.co_name in ("followed", "__getattr__"):
            lines.append((event, frame.f_lineno - followed.__code__.co_firstlineno))
        return tracer

    def followed(thing):
        thing.found(
            note("a"),
            key=note("b"))
        thing.append(note("c"))

    sys.settrace(tracer)
    followed(Logged())
    sys.settrace(None)
    return [(event, line) for event, line in lines if 0 <= line < 6]


print(traced())
show("traced")
