# A program can ask where it runs.
import sys

print(sys.implementation.name, sys.implementation.cache_tag)
print(sys.version_info >= (3, 14))
