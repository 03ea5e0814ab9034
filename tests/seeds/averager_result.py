#! -*- coding: utf-8 -*-
# A coroutine that returns a value: the value rides on StopIteration.
from collections import namedtuple

Result = namedtuple('Result', 'count average')

def averager():
    total = 0.0
    count = 0
    average = None
    while True:
        term = yield
        if term is None:
            break # 为了返回值，协程必须正常终止；这里是退出条件
        total += term
        count += 1
        average = total/count
    # 返回一个namedtuple，包含count和average两个字段。
    return Result(count, average)

coro_avg = averager()
next(coro_avg)
coro_avg.send(10)
coro_avg.send(20)

try:
    coro_avg.send(None)
except StopIteration as exc:
    result = exc.value
print(result)
print(result.count, result.average)
