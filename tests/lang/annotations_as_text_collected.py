# Under the future import the texts are collected in `__annotations__` as a body runs.
from __future__ import annotations

print(__annotations__)
first: int = 1
print(__annotations__)
if first > 1:
    never: str
else:
    second: list [ int ]
(bracketed): int = 3
print(__annotations__)
__annotations__["by hand"] = 5


class C:
    print(__annotations__)
    x: a.b = 1
    __private: (1 , 2)
    for i in range(2):
        y: f"{x!r:>{w}}"
    print(__annotations__)


print(C.__annotations__, "__annotations__" in C.__dict__)
third: what
print(__annotations__)

names = {"__annotations__": {"known": 1}}
exec("z: int = 3", names)
print(names["__annotations__"])
exec("from __future__ import annotations\nclass D:\n  q: int\nr: D", names)
print(names["__annotations__"], names["D"].__annotations__)
