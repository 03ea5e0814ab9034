# Comparisons of lists, and of lists in lists, tuples and tables.

import itertools

nan = float("nan")
values = [[], [1], [1, 2], [1.0, 2], [True, 2], ["a"], [b"a"], ["a", 1], [None], [nan], [[1]], [[1, 2]], [(1,)], (1,), (1, 2), 1]
for a, b in itertools.product(values, repeat=2):
    answers = [a == b, a != b]
    for order in ("<", "<=", ">", ">="):
        try:
            answers.append(eval(f"a {order} b"))
        except TypeError as e:
            answers.append(str(e))
    print(a, b, *answers)
print([nan] == [nan], [2**70, "x"] == [2**70, "x"], [0.0] == [-0.0], [1, [2]] < [1, [3]])
print(sorted([[3, "c"], [1, "b"], [1, "a"], [2]]), max([[1, 2], [1, 3], [0]]), min([[2], [1, 9]]))
print([1, 2] in [[1], [1, 2]], [[1], [1, 2]].index([1, 2]), [[1], [1], []].count([1]))


class Clears:
    def __eq__(self, other):
        left.clear()
        return True


left = [Clears(), 1, 2]
print(left == [0, 1, 2], left)
left = [0, Clears(), 2, 3]
print(left < [0, 1, 2, 4], left, left <= [])


class Tall(list):
    def __lt__(self, other):
        return "tall"


print([1] < Tall([2]), Tall([2]) < [1], [1] == Tall([1]), Tall() == Tall())
knot = []
knot.append(knot)
try:
    print(knot == knot, knot == [knot], [knot] == knot)
    print(knot < [[1]])
except RecursionError as e:
    print(type(e).__name__)
except TypeError as e:
    print(e)
