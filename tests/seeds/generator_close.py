# close() written out in the language, beside the built-in one.
def close(self):
    try:
        self.throw(GeneratorExit)
    except (GeneratorExit, StopIteration):
        pass
    else:
        raise RuntimeError("generator ignored GeneratorExit")


def polite():
    try:
        yield 1
    finally:
        print('cleaned up')


def rude():
    try:
        yield 1
    except GeneratorExit:
        yield 2


for make in polite, rude:
    for end in close, lambda gen: gen.close():
        gen = make()
        next(gen)
        try:
            end(gen)
        except RuntimeError as e:
            print(e)
gen = rude()
next(gen)
del gen  # collected while it refuses to end: reported on stderr, and ignored
print('end')
