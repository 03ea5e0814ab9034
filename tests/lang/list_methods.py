# The methods of list.
a = [3, 1, 2]
a.append(5); a.extend([7, 8]); a.extend("xy"); a.extend(range(2)); a.insert(0, "first"); a.insert(-1,
    "before last"); a.insert(100, "last"); a.insert(-100, "zeroth")
print(a, len(a), a.pop(), a.pop(0), a.pop(-2), a.index(5), a.count(1), a.index(1, 3), a.index(2, 0, 5))
a.remove("x"); a.reverse()
print(a, a.copy(), a.copy() is a, a.clear(), a)
b = [1, 2] + [3]; c = b
b += [4]; b *= 2
print(b, c is b, b * 0, [0] * 3, 2 * [1, 2], [1] + [], [[]] * 2, b == c, 4 in b, 9 in b, 9 not in b)
b = b + [9]
print(c is b, b, c, list(), list("ab"), list((1, 2)), list({1: 2}), list(range(3)), [*b, *"z"],
    list(x for x in b if x > 3))
print(sum([1, 2, 3]), max([1, 5, 2]), min([4, 0]), sorted([3, 1]), len([]), bool([]), bool([0]), [1, 2] < [1, 3],
    [1, 2] < [1, 2, 0], [] < [1], [2] > [1, 9], [1] == [1.0] == [True], [1] == (1,), [1, [2]] == [1, [2]])
shared = [[0] * 2] * 2
shared[0][0] = 1
print(shared, [[0] * 2 for _ in range(2)])
a = [1, 2, 3]
a[0], a[-1] = a[-1], a[0]
a[1] += 10
print(a, [].__len__(), a.__contains__(3), a.__getitem__(1), a.__add__([4]),
    repr([None, True, "s", 1.0, b"b", (), {}, set(), ...]), [1, 2, 3].__iter__().__next__(), list(reversed(a)),
    a.__reversed__().__next__())
for f in (lambda: [].pop(), lambda: [1].pop(5), lambda: [1].remove(2), lambda: [1][1], lambda: [1][-2],
    lambda: a["a"], lambda: a[1.0], lambda: [1] + (2,), lambda: [1] * 1.5, lambda: [1] < ["a"], lambda: [1] < 1,
    lambda: list(5), lambda: [].append(), lambda: [].append(1, 2), lambda: [].insert(1), lambda: [].extend(5),
    lambda: [].pop("a"), lambda: hash([]), lambda: [1].nope, lambda: [][0], lambda: [].insert("a", 1),
    lambda: list(1, 2), lambda: [1] + None, lambda: [].sort(1)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", e)
