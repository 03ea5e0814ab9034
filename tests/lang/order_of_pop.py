# What pop() of a set takes: it goes on where it was, also when the set was emptied or changed in between.
s = set(range(20))
print([s.pop() for _ in range(3)], list(s))
s.clear()
s.update([5, 1, 2])
print(list(s), s.pop(), s.pop(), s)
s = set(range(20))
s.pop()
s.pop()
s.__init__([1, 2, 3, 4, 5])
print(list(s), s.pop(), s.pop())
s = set(range(20))
s.pop()
s &= set(range(30))
print(list(s), s.pop(), s.pop())
s ^= set(range(10, 30))
print(list(s), s.pop(), s.pop())
print(s.copy().pop(), (s - {3}).pop(), (s | {40}).pop())

# Elements that come and go in a small set, whose places are used again.
s, shown = set(), []
for n in range(400):
    s.add(n * 7 % 23)
    if n % 3:
        s.discard(n * 5 % 23)
    if n % 5 == 0:
        s.add(n * 64)
    if n % 7 == 0:
        s.discard((n - 5) * 64)
    if n % 40 == 0:
        shown.append(list(s))
for line in shown:
    print(line)
print([n for n in range(23) if n in s], [n for n in range(400) if n * 64 in s])
s = set()
for n in range(200):
    s.add((n % 9, n % 4))
    s.discard((n % 5, n % 4))
print(list(s), (8, 3) in s, (0, 0) in s)
