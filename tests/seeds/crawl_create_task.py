# Tasks run concurrently; the whole takes as long as the slowest page.
import asyncio
import time


async def crawl_page(url):
    print('crawling {}'.format(url))
    sleep_time = int(url.split('_')[-1])
    await asyncio.sleep(sleep_time / 50)
    print('OK {}'.format(url))


async def main(urls):
    tasks = [asyncio.create_task(crawl_page(url)) for url in urls]
    for task in tasks:  # wait for all tasks to complete
        await task  # task is a coroutine object


start = time.perf_counter()
asyncio.run(main(['url_1', 'url_2', 'url_3', 'url_4']))
print('concurrent:', 0.08 <= time.perf_counter() - start)
