# Instances of subclasses of dict as __dict__, as globals, and where they are unpacked.
import types


class Asked(dict):
    def __missing__(self, key):
        return "missing:" + key

    def __getitem__(self, key):
        print("getitem", key)
        return dict.__getitem__(self, key)


class Plain:
    pass


plain = Plain()
given = Asked(a=1)
plain.__dict__ = given
print(plain.a, type(plain.__dict__), plain.__dict__ is given, vars(plain) is given)
try:
    print(plain.b)
except AttributeError as e:
    print(e)
plain.z = 3
del plain.a
print(given, plain.__dict__)
plain.__dict__ = {"q": 1}
print(given, plain.q, type(plain.__dict__))
for bad in 5, None, [], types.MappingProxyType({}):
    try:
        plain.__dict__ = bad
    except TypeError as e:
        print(e)


class Answers(dict):
    def __getitem__(self, key):
        print("getitem", key)
        return 42

    def __missing__(self, key):
        print("missing", key)
        return 7

    def keys(self):
        return ["p", "q"]


exec("print(a)", Answers(a=5))
exec("print(b)", {}, Answers(a=5))


def f(**keywords):
    return keywords


print({**Answers(a=1)}, f(**Answers(a=1)), dict(Answers(a=1)), {} | Answers(a=1))
