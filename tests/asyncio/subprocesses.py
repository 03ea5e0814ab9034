# Processes in asyncio: pipes, communicate, protocols; pipes of the program's own.
import asyncio, sys
from asyncio.subprocess import PIPE, STDOUT, DEVNULL
async def main():
    p=await asyncio.create_subprocess_exec('cat',stdin=PIPE,stdout=PIPE); print(p.returncode, repr(p)[:9])
    print(await p.communicate(b'hello'), p.returncode)
    p=await asyncio.create_subprocess_shell('echo out; echo err >&2; exit 3',stdout=PIPE,stderr=PIPE); print(await p.communicate(), p.returncode)
    p=await asyncio.create_subprocess_exec('sleep','10'); p.terminate(); print(await p.wait())
    try: p.kill()
    except ProcessLookupError: print('gone')
    p=await asyncio.create_subprocess_exec('cat',stdin=PIPE,stdout=PIPE)
    p.stdin.write(b'l1\nl2\n'); await p.stdin.drain(); print(await p.stdout.readline(), await p.stdout.readline()); p.stdin.close(); await p.stdin.wait_closed(); print(await p.stdout.read(), await p.wait())
    try: await asyncio.create_subprocess_exec('/nonexistent')
    except FileNotFoundError as e: print(e)
    rs=await asyncio.gather(*[asyncio.create_subprocess_shell(f'exit {i}') for i in range(5)])
    print([await r.wait() for r in rs])
    p=await asyncio.create_subprocess_exec('sleep','10')
    try:
        async with asyncio.timeout(0.05): await p.wait()
    except TimeoutError: p.kill(); print('killed', await p.wait())
    big=b'z'*1000000
    p=await asyncio.create_subprocess_exec('cat',stdin=PIPE,stdout=PIPE); o,_=await p.communicate(big); print(len(o))
    p=await asyncio.create_subprocess_exec('true',stdin=PIPE); await p.communicate(big); print(p.returncode)
    class P(asyncio.SubprocessProtocol):
        def __init__(s): s.done=asyncio.get_running_loop().create_future()
        def connection_made(s,t): print('made', type(t).__name__)
        def pipe_data_received(s,fd,d): print(fd,d)
        def pipe_connection_lost(s,fd,e): print('lost',fd,e)
        def process_exited(s): pass
        def connection_lost(s,e): print('clost',e); s.done.set_result(1)
    t,pr=await asyncio.get_running_loop().subprocess_exec(P,'echo','x',stdin=None,stderr=None); await pr.done; print(t.get_returncode()); t.close()
    p=await asyncio.create_subprocess_exec('echo','a',stdout=DEVNULL); print(await p.wait())
    import os
    r,w=os.pipe(); loop=asyncio.get_running_loop()
    rd=asyncio.StreamReader(); t,_=await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(rd), os.fdopen(r,'rb'))
    wt,_=await loop.connect_write_pipe(asyncio.Protocol, os.fdopen(w,'wb')); wt.write(b'pipe!'); wt.close(); print(await rd.read()); t.close()
asyncio.run(main())
