# oracle: 3.14
f = lambda a, b, a: 1
