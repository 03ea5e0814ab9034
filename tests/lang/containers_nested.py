# Containers inside containers, inside themselves too.
a = [1]
a.append(a)
print(a, a[1][1][0], len(a))
d = {}
d["self"] = d
d["list"] = [d]
print(d)
t = ([],)
t[0].append(t)
print(t)
s = [{"k": a}, (d,)]
print(s)
x, y = [], []
x.append(y)
y.append(x)
print(x, y)


class Box:
    def __init__(self, *items):
        self.items = items

    def __repr__(self):
        return f"Box{self.items!r}"


print(Box(1, Box("a")), [Box()], {Box(): Box(2)}.values(), (Box(3),))
grid = [[i * j for j in range(4)] for i in range(3)]
print(grid, [row[1] for row in grid], list(zip(*grid)), [x for row in grid for x in row], sum(map(sum, grid)))
tree = {"v": 1, "kids": [{"v": 2, "kids": []}, {"v": 3, "kids": [{"v": 4, "kids": []}]}]}


def total(node):
    return node["v"] + sum(total(kid) for kid in node["kids"])


print(total(tree), tree["kids"][1]["kids"][0]["v"])
deep = []
for _ in range(50):
    deep = [deep]
print(str(deep).count("["), deep == deep)
