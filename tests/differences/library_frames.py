# Printed tracebacks leave out the frames of the library, whose lines are Rondo's own, unless there are no others.
# `traceback.extract_tb` and `tb_next` have them all.
import json
import sys
import traceback
from concurrent.futures import ThreadPoolExecutor

try:
    json.loads("{")
except ValueError as error:
    print("".join(traceback.format_exception(error)), end="")
    print([entry.name for entry in traceback.extract_tb(error.__traceback__)])

# A callback that is itself the library's.
with ThreadPoolExecutor(1) as executor:
    error = executor.submit(json.JSONDecoder().raw_decode, "").exception()
lines = traceback.format_exception(error)
print(lines[0], "<rondo>/json" in lines[-2], lines[-1], sep="", end="")
print("<rondo>/json" in "".join(traceback.format_tb(error.__traceback__)))
