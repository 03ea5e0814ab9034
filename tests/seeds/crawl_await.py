# Awaiting coroutines one by one is still sequential.
import asyncio


async def crawl_page(url):
    print('crawling {}'.format(url))
    sleep_time = int(url.split('_')[-1])
    await asyncio.sleep(sleep_time / 100)
    print('OK {}'.format(url))


async def main(urls):
    for url in urls:
        c = crawl_page(url)
        print(type(c))  # <class 'coroutine'>, won't be executed
        await c  # execute coroutine


asyncio.run(main(['url_1', 'url_2', 'url_3', 'url_4']))
