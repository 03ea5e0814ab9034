# Exception groups and except*.
def raiser(*errors):
    raise ExceptionGroup("several", errors)


def run(*errors):
    try:
        raiser(*errors)
    except* ValueError as group:
        print("values:", group.message, group.exceptions, type(group).__name__)
    except* (KeyError, IndexError) as group:
        print("lookups:", [repr(e) for e in group.exceptions])
    else:
        print("else")
    finally:
        print("finally")


run(ValueError(1))
run(ValueError(1), KeyError("k"), ValueError(2), IndexError())
try:
    run(TypeError("t"), ValueError(3))
except ExceptionGroup as group:
    print("left over:", repr(group))
try:
    try:
        raise ValueError("bare")
    except* ValueError as group:
        print(repr(group))
        raise
except* ValueError as group:
    print("again", repr(group))
try:
    try:
        raiser(ValueError(1), TypeError(2))
    except* ValueError:
        raise KeyError("new")
except ExceptionGroup as group:
    print(repr(group), repr(group.exceptions[0].__context__) if hasattr(group, "exceptions") else "")
nested = ExceptionGroup("outer", [ValueError(1), ExceptionGroup("inner", [TypeError(2), ValueError(3)]), KeyError(4)])
match, rest = nested.split(ValueError)
print(repr(match), repr(rest))
print(repr(nested.subgroup(TypeError)), nested.subgroup(OSError),
    repr(nested.subgroup(lambda e: isinstance(e, KeyError))))
print(repr(nested.derive([ValueError("d")])), str(nested), nested.args[0], len(nested.exceptions))
print(type(BaseExceptionGroup("b", [ValueError()])).__name__,
    type(BaseExceptionGroup("b", [KeyboardInterrupt()])).__name__, isinstance(nested, Exception))


class MyGroup(ExceptionGroup):
    def derive(self, errors):
        return MyGroup(self.message, errors)


try:
    raise MyGroup("mine", [ValueError(1), TypeError(2)])
except* ValueError as g:
    print(type(g).__name__)
except* TypeError as g:
    print(type(g).__name__, g.exceptions)


def flow():
    for i in range(2):
        try:
            raiser(ValueError(i))
        except* ValueError:
            x = i
    return x


print(flow())
for code in ("ExceptionGroup('x', [])", "ExceptionGroup('x', [1])", "ExceptionGroup(1, [ValueError()])",
    "ExceptionGroup('x')", "ExceptionGroup('x', [KeyboardInterrupt()])", "ExceptionGroup('x', 5)"):
    try:
        exec(code)
    except Exception as e:
        print(code, "->", type(e).__name__ + ":", e)
try:
    try:
        raise ValueError(1)
    except* ExceptionGroup:
        pass
except TypeError as e:
    print(e)

# The class is one as programs make them.
import weakref
group = ExceptionGroup('weak', [ValueError(1)])
print(weakref.ref(group)() is group)
ExceptionGroup.extra = 5
print(group.extra, ExceptionGroup.__flags__ & 512)
del ExceptionGroup.extra
for native in [int.__add__, list.append, (1).__add__, type.__dict__['__doc__'], dict.__dict__['fromkeys'], len]:
    try:
        print(type(native).__name__, weakref.ref(native)() is native)
    except TypeError as error:
        print(error)
