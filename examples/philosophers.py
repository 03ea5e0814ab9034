# Five philosophers, five forks. Everyone takes the lower-numbered fork first, so they cannot block each other for ever.
import asyncio


async def philosopher(name, left, right, forks, meals, eating):
    first, second = sorted((left, right))
    for _ in range(3):
        async with forks[first]:
            await asyncio.sleep(0)  # the dangerous moment: one fork in hand
            async with forks[second]:
                eating.add(name)
                assert not {left, right} & {fork for other in eating - {name} for fork in seats[other]}
                await asyncio.sleep(0.001)
                eating.discard(name)
                meals[name] += 1


names = ["Plato", "Laozi", "Hypatia", "Hume", "Arendt"]
seats = {name: (i, (i + 1) % len(names)) for i, name in enumerate(names)}


async def main():
    forks = [asyncio.Lock() for _ in names]
    meals = dict.fromkeys(names, 0)
    eating = set()
    await asyncio.gather(*(philosopher(name, *seats[name], forks, meals, eating) for name in names))
    for name, count in meals.items():
        print(f"{name:<8} ate {count} times")
    print("forks on the table:", sum(not fork.locked() for fork in forks))


asyncio.run(main())
