# itertools.
from itertools import accumulate, batched, chain, combinations, combinations_with_replacement, compress, count, cycle, dropwhile, filterfalse, groupby, islice, pairwise, permutations, product, repeat, starmap, takewhile, tee, zip_longest
import operator
print(list(accumulate([1, 2, 3])), list(accumulate([1, 2, 3], operator.mul, initial=10)), list(batched("abcdefg", 3)),
    list(chain.from_iterable(["ab", [1]])), list(combinations("abcd", 2)), list(combinations_with_replacement("ab", 2)))
print(list(compress("abcd", [1, 0, 1])), list(islice(count(10, -2), 3)), list(islice(cycle("ab"), 5)),
    list(dropwhile(lambda x: x < 3, [1, 3, 1])), list(filterfalse(lambda x: x % 2, range(5))),
    [(k, list(g)) for k, g in groupby("aabbba")], [(k, len(list(g))) for k, g in groupby([1, 3, 2, 4],
    key=lambda x: x % 2)])
print(list(islice("abcdef", 2)), list(islice("abcdef", 1, 5, 2)), list(islice("abcdef", 3, None)),
    list(pairwise("abc")), list(permutations([1, 2, 3], 2)), len(list(permutations(range(5)))),
    list(product("ab", [1, 2])), list(product([0, 1], repeat=2)), list(repeat("x", 2)),
    list(starmap(pow, [(2, 3), (3, 2)])), list(takewhile(lambda x: x < 3, count())),
    list(zip_longest("abc", [1], fillvalue="-")))
a, b = tee(iter([1, 2, 3]))
print(next(a), list(b), list(a), list(product()), list(combinations("ab", 3)), next(repeat(5)), next(count(1.5)),
    list(zip(count(), "ab")))
for f in (lambda: list(islice([1], -1)), lambda: list(combinations([1], -1)), lambda: chain(5).__next__(),
    lambda: list(repeat(1, "x")), lambda: list(batched("a", 0))):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", e)
