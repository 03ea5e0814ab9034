# Inside a comprehension, a lambda, and a generator expression.
divide = lambda a, b: a / b
print([divide(1, n) for n in (1, 2)])
total = sum(divide(n, n - 2) for n in range(5) if n != 10)
