# Attributes of list[int]: a few are its own, all others those of list.
import types

alias = list[int]
print(alias.__doc__ == list.__doc__, alias.__module__, alias.__name__, alias.__qualname__, alias.__mro__)
print(sorted(set(dir(alias)) - set(dir(list))), set(dir(list)) <= set(dir(alias)))
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
