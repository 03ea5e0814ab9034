# What cannot be a key or an element, in today's words.
# oracle: 3.14
for f in (lambda: {[]: 1}, lambda: {{}: 1}, lambda: {1: 2}[[]], lambda: {}.get([]), lambda: {[1]}, lambda: set([[1]]),
    lambda: {1}.add({}), lambda: [] in {1}, lambda: [] in {1: 1}, lambda: hash({}), lambda: hash(set()),
    lambda: hash(([],)),
          lambda: dict([([], 1)]), lambda: {}.setdefault([], 1), lambda: {1: 2}.pop([]), lambda: frozenset([[]]),
          lambda: {1}.discard([]), lambda: {(1, []): 2}, lambda: hash(slice(1, [], 2)), lambda: hash(bytearray()),
          lambda: {1}.remove([])):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", e)


class NoHash:
    __hash__ = None


class EqOnly:
    def __eq__(self, other):
        return True


class BadHash:
    def __hash__(self):
        return "x"


for make in (NoHash, EqOnly, BadHash):
    try:
        {make(): 1}
    except TypeError as e:
        print(e)
d = {}
try:
    d[[1]] = 5
except TypeError as e:
    print(e)
