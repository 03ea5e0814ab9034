# Hashes of numbers: equal numbers hash alike whatever their type, modulo the prime 2**61 - 1.
print(hash(2 ** 61 - 1), hash(2 ** 61), hash(2 ** 100), hash(-1), hash(-2), hash(10 ** 30), hash(-10 ** 30))
print(hash(0.5), hash(1.0), hash(-0.0), hash(float("inf")), hash(float("-inf")), hash(1e300), hash(0.1), hash(-2.5))
print(hash(True), hash(False), hash(0), hash(2 ** 53 + 0.0) == hash(2 ** 53), hash(None) == hash(None))
print(hash(()), hash((1,)), hash((1, 2, 3)), hash((1.0, 2, True)) == hash((1, 2, 1)), hash(((), (1,))))
print(hash(range(0)) == hash(range(5, 5)), hash(frozenset()), hash(frozenset([1, 2, 3])) == hash(frozenset([3, 2, 1])))
