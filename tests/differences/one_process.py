# A process has one machine: nothing runs a program's functions in several processes. os.fork and subprocess are there.
import concurrent.futures
import subprocess

try:
    concurrent.futures.ProcessPoolExecutor
except AttributeError as error:
    print(error)
try:
    import multiprocessing
except ModuleNotFoundError as error:
    print(error)
print(subprocess.run(["echo", "another program"], capture_output=True, text=True).stdout, end="")
