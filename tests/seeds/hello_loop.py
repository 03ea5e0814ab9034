# A coroutine run by an explicit loop.
import asyncio

async def hello():
    print("Hello world!")
    # 异步调用asyncio.sleep(0.01):
    r = await asyncio.sleep(0.01)
    print("Hello again!", r)

# 获取EventLoop:
loop = asyncio.new_event_loop()
# 执行coroutine
loop.run_until_complete(hello())
loop.close()
print(loop.is_closed())
