# for and while with else, break and continue, nested and emptied.
for i in range(3):
    if i == 5:
        break
else:
    print("for else", i)
for i in range(3):
    if i == 1:
        break
else:
    print("not reached")
for x in []:
    print("never")
else:
    print("empty for else")
n = 3
while n:
    n -= 1
    if n == 1:
        continue
    print("while", n)
else:
    print("while else", n)
while True:
    n += 1
    if n > 3:
        break
else:
    print("not reached")
print(n, i)
for i in range(3):
    for j in range(3):
        if j == 2:
            continue
        if i == 1:
            break
        print(i, j, end="; ")
    else:
        print("inner else", i)
        continue
    print("inner broken", i)
while False:
    print("never")
else:
    print("while False else")
total = 0
for a, (b, *c) in [(1, (2, 3, 4)), (5, "xy")]:
    print(a, b, c)
for i in range(5): total += i
print(total)
i = 0
while i < 10: i += 3
else: print("one line", i)
x = [1, 2, 3]
for x[0] in range(2):
    print(x)
for i in (1, 2, 3):
    i = i * 100
print(i)


def search(rows, wanted):
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if value == wanted:
                return r, c
    return None


print(search([[1, 2], [3, 4]], 3), search([[1]], 9))


def primes(n):
    found = []
    for candidate in range(2, n):
        for p in found:
            if p * p > candidate:
                found.append(candidate)
                break
            if candidate % p == 0:
                break
        else:
            found.append(candidate)
    return found


print(primes(50))


def collatz(n):
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return steps


print([collatz(k) for k in (1, 7, 27, 97)])
k = 10
while (k := k - 3) > 0:
    print("walrus", k)
