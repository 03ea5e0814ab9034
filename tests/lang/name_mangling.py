# Private names, and other rules about names in classes.
class A:
    __secret = 1
    __dunder__ = 2
    _single = 3

    def __init__(self):
        self.__value = 5

    def get(self):
        return self.__value, self.__secret, A.__secret

    def __hidden(self):
        return "hidden"

    def call(self, __x=1):
        __local = __x + 1
        return self.__hidden(), __local, sorted(locals())[0]

    def inner(self):
        return [self.__value for _ in range(2)], (lambda: self.__value)()

    class __Nested:
        pass


class B(A):
    __secret = "B's own"

    def get(self):
        return super().get(), self.__secret


a = A()
print(a.get(), a.call(), a.inner(), B().get(), a._A__value, A._A__secret, A.__dunder__, a._A__hidden(),
    hasattr(a, "__value"), sorted(vars(a)), [n for n in vars(A) if "__" in n[2:-2] or "Nested" in n])


class _Under:
    def f(self):
        self.__x = 1
        return vars(self)


class __:
    def f(self):
        self.__y = 1
        return vars(self)


print(_Under().f(), __().f())
π = 3
naïve, 变量, ſtrange = 1, 2, 3
print(π + naïve + 变量, strange, "ﬁ".isidentifier())
class Ünïcode:
    ä = 1
print(Ünïcode.ä, Ünïcode.__name__)
