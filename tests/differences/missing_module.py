# A module of CPython's that Rondo lacks is named, and what to do instead is said, below the traceback.
import ctypes
