# Asynchronous context managers: one that logs, and a database transaction.
import asyncio


async def log(text):
    await asyncio.sleep(0)
    print(text)


class AsyncContextManager:
    async def __aenter__(self):
        await log('entering context')

    async def __aexit__(self, exc_type, exc, tb):
        await log('exiting context')


class Session:
    def transaction(self):
        return AsyncContextManager()

    async def update(self, data):
        await log(f'update {data}')


async def commit(session, data):
    async with session.transaction():
        await log('in transaction')
        await session.update(data)
    await log('committed')


asyncio.run(commit(Session(), {'k': 1}))
