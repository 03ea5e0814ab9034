"""The socket of a program that a transport has taken over is watched by the transport alone."""
import asyncio
import socket


def refusal(function, *args):
    try:
        return function(*args)
    except RuntimeError as e:
        return e


async def main():
    loop = asyncio.get_running_loop()
    one, other = socket.socketpair()
    with other:
        one.setblocking(False)
        transport, _ = await loop.create_connection(asyncio.Protocol, sock=one)
        taken = transport.get_extra_info("socket")
        print(taken.fileno() == one.fileno(), loop._transports.get(one.fileno()) is transport)
        for watched in one, one.fileno(), taken:
            for watch in loop.add_reader, loop.add_writer:
                print("is used by transport" in str(refusal(watch, watched, print)))
            for forget in loop.remove_reader, loop.remove_writer:
                print("is used by transport" in str(refusal(forget, watched)))
        for use, args in (loop.sock_recv, (10,)), (loop.sock_sendall, (b"data",)):
            try:
                await use(one, *args)
            except RuntimeError as e:
                print("is used by transport" in str(e))
        transport.close()
        await asyncio.sleep(0)
        print(one.fileno())


asyncio.run(main())
