# The same with gather.
import asyncio


async def crawl_page(url):
    print('crawling {}'.format(url))
    sleep_time = int(url.split('_')[-1])
    await asyncio.sleep(sleep_time / 50)
    print('OK {}'.format(url))


async def main(urls):
    tasks = [asyncio.create_task(crawl_page(url)) for url in urls]
    await asyncio.gather(*tasks)  # Return a future aggregating results from the given coroutines/futures


asyncio.run(main(['url_1', 'url_2', 'url_3', 'url_4']))
