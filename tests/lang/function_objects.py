# Functions are objects.
def f(a, b: int = 2, *args: str, c, d: "later" = 4, **kw) -> list:
    "A docstring."
    local = 1
    return local


print(f.__name__, f.__qualname__, f.__doc__, f.__module__, f.__defaults__, f.__kwdefaults__, f.__dict__, callable(f),
    type(f), f.__code__.co_name, f.__code__.co_varnames, f.__code__.co_argcount, f.__code__.co_kwonlyargcount)
print(sorted(f.__annotations__), f.__annotations__["b"], f.__annotations__["return"])
f.attribute = [1]
f.__name__ = "renamed"
print(f.attribute, f.__dict__, f.__name__, repr(f).split(" at ")[0])
f.__defaults__ = (20,)
f.__doc__ = None
print(f.__defaults__, f.__doc__, (lambda: 0).__name__, (lambda x: x).__qualname__)
del f.attribute
try:
    f.attribute
except AttributeError as e:
    print(e)


class A:
    def method(self, x):
        "doc of method"
        return self, x

    @staticmethod
    def static():
        def inner():
            pass
        return inner

    class B:
        def deep(self):
            pass


a = A()
m = a.method
print(A.method.__qualname__, A.static().__qualname__, A.B.deep.__qualname__, m.__name__, m.__doc__, m.__self__ is a,
    m.__func__ is A.method, m(1)[1], a.method == a.method, a.method is a.method, type(m),
    repr(A.method).split(" at ")[0], repr(m).split(" at ")[0])
print(print.__name__, len.__name__, type(len), repr(len), [].append.__name__, repr(str.upper), type(str.upper),
    type([].append), "".join.__self__ == "", str.upper("abc"), list.append.__qualname__)
g = f
print(g is f, f == g, {f: "as a key"}[g], [f][0] is f, bool(f), hash(f) == hash(g))
table = {"add": lambda a, b: a + b, "mul": lambda a, b: a * b}
print([table[name](3, 4) for name in table], (lambda f, *a: f(*a))(max, 1, 5))


def factorial(n):
    return 1 if n < 2 else n * factorial(n - 1)


print(factorial(20), factorial.__code__.co_filename.endswith("function_objects.py"), factorial.__code__.co_firstlineno)


def returns_nothing():
    pass


def bare_return():
    return


print(returns_nothing(), bare_return(), (lambda: (yield))().__class__.__name__)
for code in ("f.__name__ = 5", "f.__defaults__ = 5", "m.x = 1", "len.x = 1", "f.__code__ = 1", "f < f", "f + 1",
    "len(f)", "iter(f)", "f[0]", "f.__dict__ = 1"):
    try:
        exec(code)
    except Exception as e:
        print(code, "->", type(e).__name__ + ":", str(e).split(" at ")[0])
