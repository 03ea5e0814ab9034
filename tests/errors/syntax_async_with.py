# async with outside a coroutine.
def f():
    async with x:
        pass
