"""The cheapest flow through a small network, one unit at a time; costs are whole numbers of any size."""

from collections import deque
from collections.abc import Hashable


class Network:
    """Nodes by any name, joined by edges with room for so many units at so much for each."""

    def __init__(self) -> None:
        # An edge and the way back along it stand beside each other: the way back of ``edge`` is ``edge ^ 1``.
        self._to: list[Hashable] = []
        self._room: list[int] = []
        self._cost: list[int] = []
        self._from: dict[Hashable, list[int]] = {}

    def join(self, one: Hashable, other: Hashable, *, room: int, cost: int = 0) -> int:
        """Add an edge; returns what ``carried`` asks for."""
        edge = len(self._to)
        for start, end, free, price in ((one, other, room, cost), (other, one, 0, -cost)):
            self._from.setdefault(start, []).append(len(self._to))
            self._to.append(end)
            self._room.append(free)
            self._cost.append(price)
        return edge

    def carried(self, edge: int) -> int:
        """How many units go along an edge."""
        return self._room[edge ^ 1]

    def fill(self, source: Hashable, sink: Hashable) -> int:
        """Send units as long as another one makes the whole cheaper; returns what all of them cost.

        Each goes the cheapest way that is left (Busacker and Gowen 1961), so that what has been sent is at every
        moment the cheapest for its number; and each costs at least as much as the one before.
        """
        total = 0
        while (way := self._cheapest_way(source, sink)) is not None and (cost := sum(map(self._price, way))) < 0:
            for edge in way:
                self._room[edge] -= 1
                self._room[edge ^ 1] += 1
            total += cost
        return total

    def _price(self, edge: int) -> int:
        return self._cost[edge]

    def _cheapest_way(self, source: Hashable, sink: Hashable) -> list[int] | None:
        """Bellman and Ford, with a queue of nodes that have become cheaper; there are no circles below zero."""
        cost: dict[Hashable, int] = {source: 0}
        came: dict[Hashable, int] = {}
        queue, queued = deque([source]), {source}
        while queue:
            node = queue.popleft()
            queued.discard(node)
            for edge in self._from.get(node, ()):
                end, price = self._to[edge], cost[node] + self._cost[edge]
                if self._room[edge] and (end not in cost or price < cost[end]):
                    cost[end], came[end] = price, edge
                    if end not in queued:
                        queue.append(end)
                        queued.add(end)
        return self._back(came, source, sink) if sink in came else None

    def _back(self, came: dict[Hashable, int], source: Hashable, sink: Hashable) -> list[int]:
        way: list[int] = []
        node = sink
        while node != source:
            way.append(came[node])
            node = self._to[came[node] ^ 1]
        return way
