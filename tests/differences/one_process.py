# A process has one machine: there is no fork and nothing that is built on it. subprocess is there.
import concurrent.futures
import os
import subprocess

print(hasattr(os, "fork"))
try:
    concurrent.futures.ProcessPoolExecutor
except AttributeError as error:
    print(error)
print(subprocess.run(["echo", "another program"], capture_output=True, text=True).stdout, end="")
