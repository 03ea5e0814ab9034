def numbers(n):
    for i in range(n):
        got = yield i
    return got


def delegate(n):
    result = yield from numbers(n)
    return result


async def wait(other):
    async with other as value:
        async for item in value:
            await item
    return [x async for x in value if x]
