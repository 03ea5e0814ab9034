# Graph algorithms: shortest paths, topological order, components, flood fill, minimum spanning tree.
from collections import defaultdict, deque
import heapq

edges = [("a", "b", 4), ("a", "c", 1), ("c", "b", 2), ("b", "d", 5), ("c", "d", 8), ("d", "e", 3), ("x", "y", 1)]
graph = defaultdict(dict)
for u, v, w in edges:
    graph[u][v] = graph[v][u] = w


def dijkstra(start):
    dist, prev, heap = {start: 0}, {}, [(0, start)]
    while heap:
        d, u = heapq.heappop(heap)
        if d > dist[u]:
            continue
        for v, w in graph[u].items():
            if d + w < dist.get(v, float("inf")):
                dist[v], prev[v] = d + w, u
                heapq.heappush(heap, (d + w, v))
    return dist, prev


def path(prev, end):
    while end:
        yield end
        end = prev.get(end)


dist, prev = dijkstra("a")
print(dist, "".join(reversed(list(path(prev, "e")))))


def topological(dependencies):
    done, order = {}, []

    def visit(n, trail):
        if done.get(n):
            return
        if n in trail:
            raise ValueError("cycle: " + " -> ".join([*trail[trail.index(n):], n]))
        for m in dependencies.get(n, ()):
            visit(m, trail + [n])
        done[n] = True
        order.append(n)

    for n in dependencies:
        visit(n, [])
    return order


print(topological({"app": ["lib", "log"], "lib": ["core"], "log": ["core"], "core": []}))
try:
    topological({"a": ["b"], "b": ["c"], "c": ["a"]})
except ValueError as e:
    print(e)


def components():
    seen = set()
    for start in list(graph):
        if start not in seen:
            queue, group = deque([start]), []
            seen.add(start)
            while queue:
                u = queue.popleft()
                group.append(u)
                for v in graph[u]:
                    if v not in seen:
                        seen.add(v)
                        queue.append(v)
            yield sorted(group)


print(list(components()))


def spanning_tree():
    parent = {}

    def find(x):
        while parent.setdefault(x, x) != x:
            parent[x] = parent[parent[x]]
            x = parent[x]
        return x

    for w, u, v in sorted((w, u, v) for u, v, w in edges):
        if find(u) != find(v):
            parent[find(u)] = find(v)
            yield u + v, w


tree = list(spanning_tree())
print(tree, sum(w for _, w in tree))
MAZE = """\
#########
#S..#...#
#.#.#.#.#
#.#...#E#
#########""".splitlines()
find = lambda c: next((y, x) for y, row in enumerate(MAZE) for x, cell in enumerate(row) if cell == c)
start, end = find("S"), find("E")
queue, came = deque([start]), {start: None}
while queue:
    y, x = at = queue.popleft()
    if at == end:
        break
    for dy, dx in ((0, 1), (1, 0), (0, -1), (-1, 0)):
        to = y + dy, x + dx
        if MAZE[to[0]][to[1]] != "#" and to not in came:
            came[to] = at
            queue.append(to)
steps = 0
while came[at]:
    at = came[at]
    steps += 1
print("steps", steps)
