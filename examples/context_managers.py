# Asynchronous context managers, written as a class and as a generator, stacked, and with an error inside.
import asyncio
from contextlib import asynccontextmanager, AsyncExitStack


class Connection:
    def __init__(self, name):
        self.name = name

    async def __aenter__(self):
        await asyncio.sleep(0)
        print("open", self.name)
        return self

    async def __aexit__(self, kind, error, traceback):
        await asyncio.sleep(0)
        print("close", self.name, "after", kind.__name__ if kind else "success")
        return kind is KeyError  # swallows KeyErrors


@asynccontextmanager
async def transaction(connection):
    print("begin on", connection.name)
    try:
        yield connection.name + "/tx"
    except Exception as error:
        print("rollback:", error)
        raise
    else:
        print("commit")


async def main():
    async with Connection("db") as connection, transaction(connection) as tx:
        print("work in", tx)

    async with Connection("cache"):
        raise KeyError("swallowed")

    try:
        async with Connection("db") as connection, transaction(connection):
            raise ValueError("bad row")
    except ValueError as error:
        print("outside:", error)

    async with AsyncExitStack() as stack:
        for name in ("one", "two", "three"):
            await stack.enter_async_context(Connection(name))
        stack.callback(print, "callbacks run in reverse order")
        print("all open")


asyncio.run(main())
