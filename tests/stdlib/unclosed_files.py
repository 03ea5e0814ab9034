# Files that nobody closed are reported when the last reference goes; those that leave their descriptor open are not.
import io
import os
import sys
import tempfile
import warnings

handle, path = tempfile.mkstemp()
os.close(handle)


def told(function):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        function()
    for warning in caught:
        message = str(warning.message).replace(repr(path), "PATH")
        print(function.__name__, warning.category.__name__, message, warning.lineno - function.__code__.co_firstlineno)
    if not caught:
        print(function.__name__, "is silent")


def text():
    open(path, "w", encoding="utf-8")


def text_with_content():
    file = open(path, "w", encoding="utf-8")
    file.write("kept\n")
    file = None


def binary():
    file = open(path, "rb")
    del file


def raw():
    open(path, "rb", buffering=0)


def updating():
    open(path, "r+b")


def closed():
    file = open(path)
    file.close()


def in_with():
    with open(path) as file:
        pass


def detached():
    buffer = open(path).detach()
    buffer.close()


def in_memory():
    io.StringIO("a")
    io.BytesIO(b"a")


def wrapped():
    file = io.TextIOWrapper(io.BufferedReader(io.FileIO(path)), encoding="utf-8")
    print(file.read(), end="")
    file.close()


def descriptor_kept():
    number = os.open(path, os.O_RDONLY)
    file = open(number, closefd=False)
    print(file.readline(), end="")
    file.close()
    os.lseek(number, 0, os.SEEK_SET)
    raw = open(number, "rb", 0, closefd=False)
    print(raw.closefd, raw.read())
    del raw
    os.close(number)


for function in (text, text_with_content, binary, raw, updating, closed, in_with, detached, in_memory, wrapped,
                 descriptor_kept):
    told(function)
with open(path) as file:
    print(file.read(), end="")


def hook(unraisable):
    print(unraisable.exc_type.__name__, str(unraisable.exc_value).replace(repr(path), "PATH"))


sys.unraisablehook = hook
with warnings.catch_warnings():
    warnings.simplefilter("error")
    open(path, encoding="utf-8")
sys.unraisablehook = sys.__unraisablehook__
os.unlink(path)
