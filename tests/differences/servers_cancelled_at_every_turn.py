# A server cancelled while a connection is being accepted: CPython forgets the connection, which stays open until it is
# collected; here it is closed.
import asyncio
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "asyncio"))
from _faults import *

asyncio.run(cancel_at_every_turn([serve, serve_forever, unix_talk]))
