# Why coroutines still need locks: money is lost when a task waits between reading and writing.
import asyncio


class Account:
    def __init__(self, balance):
        self.balance = balance
        self.lock = asyncio.Lock()

    async def deposit_carelessly(self, amount):
        balance = self.balance
        await asyncio.sleep(0)  # someone else runs here
        self.balance = balance + amount

    async def deposit(self, amount):
        async with self.lock:
            await self.deposit_carelessly(amount)


async def main():
    account = Account(0)
    await asyncio.gather(*(account.deposit_carelessly(10) for _ in range(100)))
    print("careless:", account.balance)

    account = Account(0)
    await asyncio.gather(*(account.deposit(10) for _ in range(100)))
    print("locked:  ", account.balance)


asyncio.run(main())
