# What `with`, `except*` and mapping patterns look up, in which order, and what they leave to the classes of objects.
import traceback


def shown(function):
    try:
        function()
    except BaseException as e:
        lines = traceback.format_exception(e)
        print("".join(line for line in lines).rstrip())


class Getter:
    """`__get__` of what a class has under the name of a special method gives what is called."""

    def __init__(self, name):
        self.name = name

    def __get__(self, instance, owner):
        return lambda *args: print("called", self.name, len(args))


class Bound:
    __enter__ = Getter("__enter__")
    __exit__ = Getter("__exit__")


with Bound():
    print("body")


def wrong_type():
    try:
        raise ValueError(1)
    except 3:
        pass


def wrong_type_with_body():
    try:
        raise ValueError(1)
    except (
        3
    ):
        a = 1

        b = 2


def wrong_type_of_star():
    try:
        raise ValueError(1)
    except* (TypeError, 3):
        pass


def group_in_star():
    try:
        raise ValueError(1)
    except* ExceptionGroup as e:
        pass


class Odd(ExceptionGroup):
    def derive(self, excs):
        return 42


def odd_derive():
    try:
        raise Odd("odd", [ValueError(1), TypeError(2)])
    except* ValueError:
        pass


for function in wrong_type, wrong_type_with_body, wrong_type_of_star, group_in_star, odd_derive:
    shown(function)

# Notes of any sequence are taken over, copied to a list.
group = ExceptionGroup("g", [ValueError(1), TypeError(2)])
group.__notes__ = ("a", "b")
print(group.split(ValueError)[0].__notes__)
group.__notes__ = 5
print(hasattr(group.split(ValueError)[0], "__notes__"))


# A dict subclass is asked for its items only if it iterates in its own way.
class Keyed(dict):
    def keys(self):
        print("keys")
        return super().keys()

    def __getitem__(self, key):
        print("item", key)
        return super().__getitem__(key)


class Iterated(Keyed):
    def __iter__(self):
        return iter(["a"])


for made in Keyed(a=1, b=2), Iterated(a=1, b=2):
    print(type(made).__name__)
    print(dict(made), {**made}, {} | made, made | {}, dict.copy(made))
    target = {}
    target.update(made)
    target |= made
    print(target, (lambda **kwargs: kwargs)(**made))
    match made:
        case {"a": 1, **rest}:
            print(rest)
import collections
print(collections.OrderedDict(Keyed(a=1)))
