# The generator-based spelling of a coroutine, in its present form.
import asyncio
import types

@types.coroutine
def hello():
    print("Hello world!")
    # 异步调用asyncio.sleep(0.01):
    r = yield from asyncio.sleep(0.01)
    print("Hello again!", r)

# 获取EventLoop:
loop = asyncio.new_event_loop()
# 执行coroutine
loop.run_until_complete(hello())
loop.close()
