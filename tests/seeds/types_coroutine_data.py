# A generator-based coroutine and native coroutines wait for each other.
import asyncio
import types


class Database:
    async def fetch(self, query):
        await asyncio.sleep(0)
        return ['row of', query]


async def read_data(db):
    data = await db.fetch('SELECT ...')
    return data


@types.coroutine
def process_data(db):
    data = yield from read_data(db)
    return [word.upper() for word in data]


async def main():
    print(await process_data(Database()))
    print(process_data.__name__, type(process_data(Database())).__name__)

asyncio.run(main())
