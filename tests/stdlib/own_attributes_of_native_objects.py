# Methods of native objects that take attributes: the own ones come first, at a place where the class's was called before.
import functools
import io


def use(file):
    file.write("ab")
    return file.getvalue()


plain, own = io.StringIO(), io.StringIO()
print(use(plain), use(own))
own.write = lambda text: plain.write(text.upper())
print(use(own), plain.getvalue())
own.getvalue = lambda: "own"
print(use(own), use(plain))
del own.write, own.getvalue
print(use(own), own.__dict__)
own.extra = 1
print(use(own), own.extra, vars(own))
binary = io.BytesIO(b"one\ntwo\n")


def line(file):
    return file.readline()


print(line(binary), line(binary), line(binary))
binary.readline = lambda: "mine"
print(line(binary), io.BytesIO.readline(binary), line(io.BytesIO(b"three")))


class Derived(io.StringIO):
    def write(self, text):
        return super().write(f"<{text}>")


print(use(Derived()), use(io.StringIO("start")))


@functools.lru_cache
def cached(n):
    return n * 2


def info(function):
    return function.cache_info().hits


print(cached(1), cached(1), info(cached))
cached.cache_info = lambda: type("I", (), {"hits": "own"})
print(info(cached))
