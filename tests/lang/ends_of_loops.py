# Loops come to an end: what iterators say afterwards.
items = [1, 2]
it = iter(items)
print([x for x in it], items.append(3), list(it), next(it, "over"))
it = iter(items)
for x in it:
    pass
items.append(4)
print(next(it, "over"))
first, second = iter("ab"), iter("xyz")
pairs = zip(first, second)
for x, y in pairs:
    pass
print(x, y, list(second), next(pairs, "over"))
first, second = iter([1, 2, 3]), iter([1])
for x, y in zip(first, second):
    pass
print(list(first))
numbers = enumerate(iter(items))
for i, x in numbers:
    pass
items.append(5)
print(i, x, next(numbers, "over"))
growing = zip(items, items)
for x, y in growing:
    pass
items.append(6)
print(next(growing, "over"))


def changed(container, change):
    try:
        for x in container:
            change(container, x)
        return "fine", container
    except RuntimeError as e:
        return str(e)


print(changed({1: 1, 2: 2}, lambda d, k: d.update({k: 0})))
print(changed({1: 1}, lambda d, k: (d.pop(k), d.update({5: 5}))))
print(changed({1: 1}, lambda d, k: d.update({9: 9})))
print(changed({1}, lambda s, x: s.add(2)))
print(changed({1}, lambda s, x: s.discard(1)))
print(changed([1], lambda l, x: l.append(2) if len(l) < 4 else None))


class Loud:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print("gone", self.n)


for loud in [Loud(1), Loud(2)]:
    print("at", loud.n)
    del loud
print("after")
for loud in {"k": Loud(3)}.values():
    del loud
print("end")
