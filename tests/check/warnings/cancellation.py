import asyncio


async def work():
    try:
        await asyncio.sleep(1)
    except:
        pass
    try:
        async with asyncio.timeout(1):
            pass
    except (ValueError, BaseException):
        ...
    while True:
        try:
            await asyncio.sleep(1)
        except BaseException:
            continue


async def right():
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        raise
    except:
        pass
    try:
        await asyncio.sleep(1)
    except BaseException:
        print("stopped")
        raise
    try:
        print(1)
    except:
        pass
    try:
        await asyncio.sleep(1)
    except Exception:
        pass
