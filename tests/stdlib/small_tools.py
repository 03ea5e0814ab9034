# rlcompleter, site, faulthandler, compileall: what they find and say.
import faulthandler
import io
import os
import re
import rlcompleter
import signal
import site
import tempfile
import time

completer = rlcompleter.Completer({"spam": 1, "sparse": len, "text": "x"})
print([completer.complete("sp", n) for n in range(3)])
print([completer.complete("text.is", n) for n in range(4)], completer.complete("text.upp", 0), completer.complete("nosuch.x", 0))
print(completer.complete("imp", 0), completer.complete("tr", 0), completer.complete("Non", 0), completer.complete("isinst", 0))
try:
    rlcompleter.Completer([1])
except TypeError as error:
    print(error)
print(repr(exit), repr(quit), site.makepath("/a", "..", "b"), isinstance(site.getsitepackages(), list))
try:
    exit(3)
except SystemExit as error:
    print(error.code)


def where(file):
    faulthandler.dump_traceback(file, all_threads=False)


def shown(file):
    file.seek(0)
    text = re.sub("0x[0-9a-f]+", "ADDRESS", file.read())
    return re.sub('"[^"]*/', '"', text)


with tempfile.TemporaryFile("w+") as file:
    where(file)
    print(shown(file))
with tempfile.TemporaryFile("w+") as file:
    print(faulthandler.is_enabled(), faulthandler.enable(file), faulthandler.is_enabled(), faulthandler.disable())
    faulthandler.register(signal.SIGUSR2, file, all_threads=False)
    os.kill(os.getpid(), signal.SIGUSR2)
    time.sleep(0.05)
    print("small_tools.py" in shown(file), faulthandler.unregister(signal.SIGUSR2), faulthandler.unregister(signal.SIGUSR2))
with tempfile.TemporaryFile("w+") as file:
    faulthandler.dump_traceback_later(0.05, file=file)
    time.sleep(0.3)
    print(shown(file).splitlines()[0].startswith("Timeout (0:00:00.05"))
    faulthandler.dump_traceback_later(60, file=file)
    faulthandler.cancel_dump_traceback_later()
try:
    faulthandler.dump_traceback_later(-1)
except ValueError as error:
    print(error)
