# A module that was not imported.
print("before")
print(asyncio.run)
