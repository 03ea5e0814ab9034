# StreamReader by itself: every way to read, limits, separators, errors, pausing.
import asyncio
async def t(label, coro):
    try: r=await coro; print(label, repr(r))
    except BaseException as e: print(label, type(e).__name__, e, getattr(e,'partial',None), getattr(e,'expected',None), getattr(e,'consumed',None))
async def main():
    loop=asyncio.get_running_loop()
    R=lambda **k: asyncio.StreamReader(loop=loop,**k)
    r=R(); print(repr(r)); r.feed_data(b'abc'); print(repr(r)); 
    await t('read0', r.read(0)); await t('read2', r.read(2)); r.feed_eof(); print(repr(r)); await t('readall', r.read()); print(r.at_eof())
    await t('after', r.read(5))
    for n in (0,-1,3): 
        r=R(); r.feed_data(b'ab'); r.feed_eof(); await t(f'exact{n}', r.readexactly(n))
    r=R(); r.feed_data(b'line1\nline2'); await t('rl', r.readline()); r.feed_eof(); await t('rl', r.readline()); await t('rl', r.readline())
    r=R(limit=3); r.feed_data(b'abcdef\nxx\n'); await t('lim', r.readline()); await t('lim', r.readline())
    r=R(limit=3); r.feed_data(b'abcdef'); await t('lim2', r.readline()); r.feed_data(b'x\n'); await t('lim2', r.readline())
    r=R(limit=5); r.feed_data(b'0123456789AAA'); await t('un', r.readuntil(b'AAA')); await t('read', r.read(100))
    r=R(); r.feed_data(b'some dataAAA'); await t('un', r.readuntil(b'AAA')); 
    await t('empty', r.readuntil(b'')); await t('emptyt', r.readuntil(())); await t('emptyt', r.readuntil((b'',)))
    r=R(); r.feed_data(b'line;a\r\nb'); await t('multi', r.readuntil((b'\r\n',b';'))); await t('multi', r.readuntil((b'\r',b'\r\n')));
    r=R(); r.feed_data(b'abcd'); await t('order', r.readuntil((b'bc',b'c',b'abcd')))
    r=R(); r.feed_data(b'xy'); r.feed_eof(); await t('eof', r.readuntil(b'\n'))
    r=R(); r.feed_data(b'data'); r.set_exception(ValueError('boom')); await t('exc', r.read(2)); print(r.exception()); await t('exc', r.readline()); await t('exc',r.readexactly(1)); await t('exc',r.readuntil(b'x'))
    r=R(); 
    t1=asyncio.create_task(r.read(5)); await asyncio.sleep(0); await t('conc', r.readline()); print(repr(r)[:60]); r.feed_data(b'zz'); print(await t1)
    t1=asyncio.create_task(r.readexactly(5)); await asyncio.sleep(0); t1.cancel(); await t('canc', t1); r.feed_data(b'12345'); await t('x', r.readexactly(5))
    r=R(); r.feed_data(b'a\nb\nc'); r.feed_eof()
    async for l in r: print(l)
    try: asyncio.StreamReader(limit=0,loop=loop)
    except ValueError as e: print(e)
    try: r.feed_data(b'x')
    except AssertionError as e: print('AE', e)
    r=R(); t1=asyncio.create_task(r.read(-1)); await asyncio.sleep(0); r.feed_data(b'1'*70000); await asyncio.sleep(0); r.feed_data(b'2'); r.feed_eof(); print(len(await t1))
    r=R()
    for sep in (b'$', (b'\n', b'$$')):
        r.feed_data(b'q$$'); await t('s', r.readuntil(sep))
    print(r._buffer, r._eof, r._limit, r._waiter, r._paused, r._exception, r._transport)
    try: r.set_transport(1); r.set_transport(2)
    except AssertionError as e: print('AE', e)
    class T:
        def pause_reading(self): print('pause')
        def resume_reading(self): print('resume')
    r=R(limit=4); r.set_transport(T()); r.feed_data(b'123456789'); print(r._paused); await t('r',r.read(2)); print(r._paused);await t('r',r.read(4)); print(r._paused)
    r.feed_data(b'abcdefghijkl')
    await t('big', r.readexactly(15))
    class T2:
        def pause_reading(self): raise NotImplementedError
    r=R(limit=2); r.set_transport(T2()); r.feed_data(b'123456789'); print(r._transport)
asyncio.run(main())
