# An async generator that was announced to a hook is left to the hook for the last one, even if it has not begun.
import sys
import warnings

warnings.simplefilter("ignore")


async def agen():
    yield 1


def begun(generator):
    print("first", generator.__name__)


def left(generator):
    print("last", generator.__name__, generator.ag_frame is not None)


old = sys.get_asyncgen_hooks()
sys.set_asyncgen_hooks(firstiter=begun, finalizer=left)
for make in (lambda g: g.__anext__(), lambda g: g.asend(None), lambda g: g.athrow(ValueError), lambda g: g.aclose()):
    generator = agen()
    awaitable = make(generator)
    del awaitable
    del generator
    print("--")
    generator = agen()
    awaitable = make(generator)
    awaitable.close()
    del awaitable
    del generator
    print("----")
generator = agen()
del generator
sys.set_asyncgen_hooks(*old)
