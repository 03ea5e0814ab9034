# random with a seed gives the same numbers everywhere.
import random
random.seed(42)
print([random.random() for _ in range(3)], [random.randint(1, 10) for _ in range(10)], random.randrange(0, 100, 7),
    random.randrange(5))
print(random.uniform(1, 2), random.choice("abcdef"), random.choices([1, 2, 3], k=5),
    random.choices("ab", weights=[1, 9], k=8), random.sample(range(100), 5))
deck = list(range(10))
random.shuffle(deck)
print(deck, random.gauss(0, 1), random.normalvariate(5, 2), random.expovariate(1.5), random.triangular(0, 10, 3),
    random.getrandbits(70), random.getrandbits(8), random.betavariate(1, 2))
for seed in (0, -5, 10 ** 30, "text", b"bytes"):
    r = random.Random(seed)
    print(seed, r.random(), r.randint(0, 10 ** 20))
a, b = random.Random(1), random.Random(1)
print([a.random() for _ in range(3)] == [b.random() for _ in range(3)], a.getstate() == b.getstate())
state = random.getstate()
first = random.random()
random.setstate(state)
print(first == random.random(), 0 <= random.SystemRandom().random() < 1,
    random.Random().random() != random.Random().random())
for f in (lambda: random.choice([]), lambda: random.sample([1], 2), lambda: random.randrange(0),
    lambda: random.randrange(1.5)):
    try:
        print(f())
    except (IndexError, ValueError, TypeError) as e:
        print(type(e).__name__ + ":", e)
