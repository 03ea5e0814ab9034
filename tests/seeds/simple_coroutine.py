#! -*- coding: utf-8 -*-
# A generator used as a coroutine; its end reaches the caller as an uncaught StopIteration.
import inspect

# 协程使用生成器函数定义：定义体中有yield关键字。
def simple_coroutine():
    print('-> coroutine started')
    # yield 在表达式中使用；如果协程只需要从客户那里接收数据，yield关键字右边不需要加
    x = yield
    print('-> coroutine received:', x)

# 和创建生成器的方式一样，调用函数得到生成器对象。
my_coro = simple_coroutine()

# 首先要调用next()函数，因为生成器还没有启动，没有在yield语句处暂停，
# 所以开始无法发送数据(发送 None 可以达到相同的效果 my_coro.send(None))
next(my_coro)

# 调用这个方法后，协程定义体中的yield表达式会计算出42；现在协程会恢复，一直运行到下一个
my_coro.send(42)
