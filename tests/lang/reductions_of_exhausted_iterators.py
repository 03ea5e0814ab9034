"""What iterators are reduced to before and after their end."""
r = reversed([1, 2, 3])
print(r.__reduce__(), next(r), r.__reduce__(), list(r), r.__reduce__())
for r in [reversed((1, 2)), reversed('ab'), reversed({1: 2}), reversed(range(3)), iter('a'), iter(()), iter({1}), iter(b'a'), iter({1: 2})]:
    kind = type(r).__name__
    list(r)
    try:
        print(kind, r.__reduce__())
    except Exception as error:
        print(kind, type(error).__name__, str(error))
