# Game of life, a bank of accounts with a ledger, and an event-driven simulation.
from collections import Counter, namedtuple
import heapq


def life(cells):
    near = Counter((x + dx, y + dy) for x, y in cells for dx in (-1, 0, 1) for dy in (-1, 0, 1) if dx or dy)
    return {cell for cell, n in near.items() if n == 3 or n == 2 and cell in cells}


glider = {(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)}
for _ in range(3):
    for y in range(5):
        print("".join("#" if (x, y) in glider else "." for x in range(5)))
    print()
    glider = life(glider)


class InsufficientFunds(Exception):
    def __init__(self, account, amount):
        super().__init__(f"{account.owner} has {account.balance:.2f}, needs {amount:.2f}")
        self.account = account


class Account:
    _next = 1

    def __init__(self, owner, balance=0):
        self.owner, self.balance, self.ledger = owner, balance, []
        self.number = Account._next
        Account._next += 1

    def __iadd__(self, amount):
        self.balance += amount
        self.ledger.append(("in", amount))
        return self

    def __isub__(self, amount):
        if amount > self.balance:
            raise InsufficientFunds(self, amount)
        self.balance -= amount
        self.ledger.append(("out", amount))
        return self

    def __lt__(self, other):
        return self.balance < other.balance

    def __str__(self):
        return f"#{self.number:03d} {self.owner:<6}{self.balance:>10,.2f}"


class Savings(Account):
    def __init__(self, owner, balance=0, *, rate):
        super().__init__(owner, balance)
        self.rate = rate

    def interest(self):
        self += self.balance * self.rate


def transfer(a, b, amount):
    a -= amount
    b += amount


ann, bob = Account("ann", 100), Savings("bob", 1000, rate=0.05)
transfer(ann, bob, 30.5)
bob.interest()
try:
    transfer(ann, bob, 500)
except InsufficientFunds as e:
    print("refused:", e)
for account in sorted([bob, ann]):
    print(account, account.ledger)
Event = namedtuple("Event", "time order kind who")


class Simulation:
    def __init__(self):
        self.events, self.order, self.log = [], 0, []

    def at(self, time, kind, who):
        self.order += 1
        heapq.heappush(self.events, Event(time, self.order, kind, who))

    def run(self, until):
        free, waiting = True, []
        while self.events and self.events[0].time <= until:
            event = heapq.heappop(self.events)
            if event.kind == "arrive":
                waiting.append(event.who)
            else:
                self.log.append(f"{event.time}: {event.who} leaves")
                free = True
            if free and waiting:
                who = waiting.pop(0)
                self.log.append(f"{event.time}: {who} is served")
                self.at(event.time + 3, "leave", who)
                free = False
        return self.log


simulation = Simulation()
for time, who in ((0, "a"), (1, "b"), (2, "c"), (20, "d")):
    simulation.at(time, "arrive", who)
print("\n".join(simulation.run(30)))
