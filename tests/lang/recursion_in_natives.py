# Recursion that goes through native code ends in RecursionError, never in a crash.


def attempt(action):
    try:
        action()
    except RecursionError:
        print("RecursionError")
    else:
        print("no error")


class Special:
    def __repr__(self):
        return repr(self)

    def __str__(self):
        return str(self)

    def __format__(self, spec):
        return format(self, spec)

    def __eq__(self, other):
        return self == other

    def __hash__(self):
        return hash(self)

    def __bool__(self):
        return bool(self)

    def __len__(self):
        return len(self)

    def __contains__(self, item):
        return item in self

    def __getitem__(self, key):
        return self[key]

    def __index__(self):
        return [1][self]

    def __iter__(self):
        return iter(self)

    def __add__(self, other):
        return self + other

    def __lt__(self, other):
        return sorted([self, other])

    def __call__(self):
        return self()

    def __getattr__(self, name):
        return getattr(self, name)


s = Special()
for action in [
    lambda: repr(s), lambda: repr([s]), lambda: str(s), lambda: f"{s}", lambda: s == 1, lambda: [s] == [1],
    lambda: hash(s), lambda: {s: 1}, lambda: bool(s), lambda: len(s), lambda: 1 in s, lambda: s[0], lambda: [1][s],
    lambda: list(s), lambda: s + 1, lambda: sorted([s, s]), lambda: s(), lambda: s.attribute,
]:
    attempt(action)


def by_sort(_):
    return sorted([1, 2], key=by_sort)


def by_map(_):
    return list(map(by_map, [1]))


def by_exec():
    exec("by_exec()")


def delegating():
    yield from delegating()


attempt(lambda: by_sort(1))
attempt(lambda: by_map(1))
attempt(by_exec)
attempt(lambda: list(delegating()))

nested = ()
for _ in range(100_000):
    nested = (nested,)
attempt(lambda: repr(nested))
d = {}
for _ in range(100_000):
    d = {1: d}
attempt(lambda: repr(d))

# Containers in themselves.
u = []
u.append(u)
v = {}
v["v"] = v
t = ([],)
t[0].append(t)
print(u, v, t, v.values())
attempt(lambda: u == [u])
