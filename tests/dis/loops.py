def count(n):
    total = 0
    for i in range(n):
        if i % 2 == 0:
            continue
        total += i
    while total > 100:
        total //= 2
    else:
        total += 1
    return total
