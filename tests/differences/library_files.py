# Modules of the library are in the command itself, and have no files.
import json
import os

print(json.__file__, os.path.exists(json.__file__))
