# The tree of built-in exceptions.
import builtins

names = """BaseException BaseExceptionGroup GeneratorExit KeyboardInterrupt SystemExit Exception ArithmeticError FloatingPointError OverflowError
ZeroDivisionError AssertionError AttributeError BufferError EOFError ExceptionGroup ImportError ModuleNotFoundError LookupError IndexError KeyError
MemoryError NameError UnboundLocalError OSError BlockingIOError ChildProcessError ConnectionError BrokenPipeError ConnectionAbortedError
ConnectionRefusedError ConnectionResetError FileExistsError FileNotFoundError InterruptedError IsADirectoryError NotADirectoryError
PermissionError ProcessLookupError TimeoutError ReferenceError RuntimeError NotImplementedError RecursionError StopAsyncIteration StopIteration
SyntaxError IndentationError TabError SystemError TypeError ValueError UnicodeError UnicodeDecodeError UnicodeEncodeError UnicodeTranslateError
Warning BytesWarning DeprecationWarning EncodingWarning FutureWarning ImportWarning PendingDeprecationWarning ResourceWarning RuntimeWarning
SyntaxWarning UnicodeWarning UserWarning""".split()
for name in names:
    cls = getattr(builtins, name)
    print(name, [base.__name__ for base in cls.__mro__[1:-1]])
print(EnvironmentError is OSError, IOError is OSError)
try:
    raise ConnectionResetError("x")
except (ValueError, OSError) as e:
    print(repr(e))
import asyncio
print(asyncio.CancelledError.__mro__[1].__name__, asyncio.TimeoutError is TimeoutError,
    asyncio.InvalidStateError.__mro__[1].__name__, asyncio.QueueEmpty.__mro__[1].__name__,
    asyncio.IncompleteReadError.__mro__[1].__name__)
