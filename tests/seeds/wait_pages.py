# asyncio.wait over two pages, and a single page run to its end.
import asyncio

async def print_page(url):
    print('fetching', url)
    await asyncio.sleep(0.01 if url.endswith('foo') else 0.03)
    print('fetched', url)
    return len(url)

async def both():
    return await asyncio.wait([
        asyncio.create_task(print_page('http://example.com/foo')),
        asyncio.create_task(print_page('http://example.com/bar')),
    ])

loop = asyncio.new_event_loop()
done, pending = loop.run_until_complete(both())
print(sorted(task.result() for task in done), pending)
loop.run_until_complete(print_page('http://example.com'))
loop.close()
