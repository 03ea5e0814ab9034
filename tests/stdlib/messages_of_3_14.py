# Messages of library modules that 3.14 words anew.
# oracle: 3.14
import datetime
import random
from collections import deque
for f in (lambda: deque("ab").remove("no"), lambda: deque("ab").index("no"), lambda: datetime.datetime(2023, 2, 29),
    lambda: datetime.date(2024, 13, 1), lambda: datetime.time(25), lambda: datetime.datetime(0, 1, 1),
    lambda: random.randint(5, 1)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", e)
