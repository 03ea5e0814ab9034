# A generator may ask the `islice` that is asking it. The `islice` ends and lets go of the generator, which runs on until
# its next `yield`, and its item is the last; CPython frees it as it runs, and crashes.
import gc
from itertools import islice


def asking():
    yield 1
    for _ in range(2):
        try:
            print("asked:", next(items))
        except (ValueError, StopIteration) as error:
            print(type(error).__name__, error)
    gc.collect()
    yield 2
    print("never here")


items = islice(asking(), 5)
for item in items:
    print(item)
print(list(items))
items = islice(asking(), 5)
print(next(items), next(items), list(items))
