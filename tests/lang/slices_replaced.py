# Slices of lists assigned: numbers and objects, as many, fewer and more, of lists, tuples and other iterables.
def attempt(make, *parts):
    numbers = [0, 1, 2, 3, 4, 5]
    objects = [[0], "one", 2.5, None, (4,), {5}]
    for items in numbers, objects:
        try:
            items[slice(*parts[:-1])] if False else None
            if len(parts) == 2:
                a, b = parts
                items[a:b] = make(items)
            else:
                a, b, c = parts
                items[a:b:c] = make(items)
        except Exception as error:
            print(type(error).__name__, error, items)
        else:
            print(items)


class Place:
    def __index__(self):
        return 2


makers = [
    lambda items: [7, 8],
    lambda items: (7, 8, 9),
    lambda items: [],
    lambda items: items,
    lambda items: items[::-1],
    lambda items: iter([7, [8]]),
    lambda items: "xy",
    lambda items: 5,
]
for make in makers:
    attempt(make, 1, 3)
    attempt(make, None, None)
    attempt(make, -2, None)
    attempt(make, 4, 1)
    attempt(make, Place(), 10**30)
    attempt(make, None, None, 2)
    attempt(make, None, None, -3)
    attempt(make, 0, 2, 1)
    attempt(make, 0, 2, 0)
    attempt(make, "a", 2)
shared = [1, 2]
items = [0, 0, 0]
items[1:2] = [shared]
shared.append(3)
items[:1] = (shared, shared)
print(items, items[1] is shared)
items = [1, 2, 3, 4]
for n in range(3):
    items[: n + 1] = items[n::-1]
    print(items)
print(items[3:0:-1], items[::-1], items[-1:-9:-1], items[1:3:-1])


class Typed(list):
    def __setitem__(self, key, value):
        print("set", key, value)
        super().__setitem__(key, value)


typed = Typed([1, 2, 3])
typed[:1] = [9, 8]
print(typed)
