# Attributes of list[int]: a few are its own, all others those of list.
import types

alias = list[int]
print(alias.__doc__ == list.__doc__, alias.__module__, alias.__name__, alias.__qualname__, alias.__mro__)
print(sorted(set(dir(alias)) - set(dir(list)) - {'__bases__', '__copy__', '__deepcopy__'}), set(dir(list)) <= set(dir(alias)))
for name in "__init__ append __eq__ __hash__ __len__ __setattr__ __text_signature__ __class__ __origin__".split():
    print(name, getattr(alias, name))
for name in "__bases__ __copy__ __deepcopy__ __foo__ foo __typing_subst__ __slots__".split():
    try:
        print(getattr(alias, name))
    except AttributeError as e:
        print(e)
print(alias.__reduce__(), alias.fromkeys if hasattr(alias, "fromkeys") else "none", dict[str, int].fromkeys("ab"))
print(alias([1]), alias.__mro_entries__(()), types.GenericAlias(dict, (int,)).__args__)


class Own:
    limit = 3

    def __class_getitem__(cls, item):
        return types.GenericAlias(cls, item)

    @classmethod
    def named(cls):
        return cls.__name__


print(Own[int].limit, Own[int].named(), Own[int]().limit)

# Too few type arguments, and arguments that are functions.
import typing

T, S = typing.TypeVar('T'), typing.TypeVar('S')
for given in (int, (), (int, str, bool)):
    for alias in (dict[T, S], list[T], typing.Dict[T, S], typing.Callable[[T], S]):
        try:
            print(alias[given])
        except TypeError as error:
            print(error)


def function():
    pass


print(list[function], list[len], dict[str, function], list[[len]], tuple[function, ...])
