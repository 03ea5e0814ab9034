"""Topological order of graphs."""

from types import GenericAlias

__all__ = ['TopologicalSorter', 'CycleError']

_READY, _DONE = -1, -2


class CycleError(ValueError):
    """The graph has a cycle: the second argument lists its nodes, the first one again at the end."""


class _Node:
    """A node, how many of its predecessors are not done, and its successors."""

    __slots__ = ('node', 'waiting', 'successors')

    def __init__(self, node):
        self.node = node
        self.waiting = 0
        self.successors = []


class TopologicalSorter:
    """Hands out the nodes of a graph, each after its predecessors."""

    def __init__(self, graph=None):
        self._nodes = {}
        self._ready = None
        self._passed_out = 0
        self._finished = 0
        if graph is not None:
            for node, predecessors in graph.items():
                self.add(node, *predecessors)

    def _node(self, node):
        if (found := self._nodes.get(node)) is None:
            self._nodes[node] = found = _Node(node)
        return found

    def add(self, node, *predecessors):
        """Adds a node and what comes before it."""
        if self._ready is not None:
            raise ValueError('Nodes cannot be added after a call to prepare()')
        info = self._node(node)
        info.waiting += len(predecessors)
        for predecessor in predecessors:
            self._node(predecessor).successors.append(node)

    def prepare(self):
        """Ends adding; CycleError if there is a cycle."""
        if self._passed_out > 0:
            raise ValueError('cannot prepare() after starting iteration')
        if self._ready is None:
            self._ready = [info.node for info in self._nodes.values() if info.waiting == 0]
        if cycle := self._find_cycle():
            raise CycleError('nodes are in a cycle', cycle)

    def get_ready(self):
        """The nodes whose predecessors are all done, each once."""
        if self._ready is None:
            raise ValueError('prepare() must be called first')
        result = tuple(self._ready)
        for node in result:
            self._nodes[node].waiting = _READY
        self._ready.clear()
        self._passed_out += len(result)
        return result

    def is_active(self):
        """Is there anything left?"""
        if self._ready is None:
            raise ValueError('prepare() must be called first')
        return self._finished < self._passed_out or bool(self._ready)

    def __bool__(self):
        return self.is_active()

    def done(self, *nodes):
        """Marks nodes as done."""
        if self._ready is None:
            raise ValueError('prepare() must be called first')
        for node in nodes:
            if (info := self._nodes.get(node)) is None:
                raise ValueError(f'node {node!r} was not added using add()')
            if info.waiting != _READY:
                if info.waiting >= 0:
                    raise ValueError(f'node {node!r} was not passed out (still not ready)')
                raise ValueError(f'node {node!r} was already marked done')
            info.waiting = _DONE
            for successor in info.successors:
                following = self._nodes[successor]
                following.waiting -= 1
                if following.waiting == 0:
                    self._ready.append(successor)
            self._finished += 1

    def _find_cycle(self):
        path, iterators = [], []
        seen, place = set(), {}
        for node in self._nodes:
            if node in seen:
                continue
            while True:
                if node in seen:
                    if node in place:
                        return path[place[node]:] + [node]
                else:
                    seen.add(node)
                    iterators.append(iter(self._nodes[node].successors))
                    place[node] = len(path)
                    path.append(node)
                while path:
                    try:
                        node = next(iterators[-1])
                        break
                    except StopIteration:
                        del place[path.pop()]
                        iterators.pop()
                else:
                    break
        return None

    def static_order(self):
        """All nodes in order."""
        self.prepare()
        while self.is_active():
            nodes = self.get_ready()
            yield from nodes
            self.done(*nodes)

    __class_getitem__ = classmethod(GenericAlias)
