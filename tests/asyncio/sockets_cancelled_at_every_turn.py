# What uses sockets, pipes and processes, cancelled after each number of turns of the loop.
import asyncio

from _faults import *

asyncio.run(cancel_at_every_turn([
    stream_talk, stream_flood, sock_talk, sock_flood, sock_accept, protocol_talk, refused, datagrams, sendfile, reset,
    process]))
