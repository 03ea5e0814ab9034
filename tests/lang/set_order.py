# Sets of numbers come in CPython's order, whatever was done to them before.
state = 12345


def rnd(n):
    global state
    state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
    return (state >> 33) % n


def checksum(numbers):
    total = 0
    for n in numbers:
        total = (total * 31 + n) % 1_000_000_007
    return total


for case in range(60):
    a, b = set(), set()
    limit = [10, 100, 5000, 2**40][rnd(4)]
    for _ in range(rnd(80)):
        k, choice = rnd(limit), rnd(12)
        if choice < 5:
            a.add(k)
        elif choice < 7:
            b.add(k)
        elif choice == 7:
            a.discard(k)
        elif choice == 8 and a:
            a.pop()
        elif choice == 9:
            a |= b
        elif choice == 10:
            b = a - b
        else:
            a.update(range(k % 50))
    d = dict.fromkeys(a)
    results = [
        a, b, a | b, a & b, a - b, a ^ b, a.copy(), frozenset(a), set(list(a)), a.union(b, [1, 2]),
        a.intersection(list(b)), a.difference(list(b)), set(d), d.keys() & b, d.keys() | b, d.keys() - b, d.keys() ^ b,
    ]
    print(*map(checksum, results))
    a &= b
    b -= a
    b ^= {1, 2, 3, 4}
    print(checksum(a), checksum(b))

print({664, 922, 794, 667, 29, 542, 160, 814, 944, 53, 707, 965, 860, 476, 861, 367, 757, 759, 255, 965})
print({*[100, 7, 33, 1], 5}, {v * v % 61 for v in range(40)}, {1.5, -2, 10**20, 0.1}, {(1, 2), (3, 4), (0, 0)})
print(hash((1.5, None, (2, 3))), hash(frozenset([(1, 2), 3])), hash(range(5)), hash(slice(1, 2)))
