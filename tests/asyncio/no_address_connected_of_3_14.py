# Where connecting ends without an error of the system, there is one that says so.
# oracle: 3.14
import asyncio


async def main():
    loop = asyncio.get_running_loop()

    async def connect(*args):
        raise KeyError

    loop.sock_connect = connect
    try:
        await loop.create_connection(asyncio.Protocol, "127.0.0.1", 9, happy_eyeballs_delay=0.01)
    except TimeoutError as error:
        print(repr(error))

asyncio.run(main())
