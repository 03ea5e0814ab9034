# With a finder in front of those of the system, what a program imports is still found.
import sys

asked = []


class Finder:
    def find_spec(self, name, path=None, target=None):
        asked.append(name)
        return None


sys.meta_path.insert(0, Finder())
for name in ["csv", "json", "zipfile", "inspect", "colorsys", "itertools", "array", "sched"]:
    sys.modules.pop(name, None)
    print(name, __import__(name).__name__ == name)
print("colorsys" in asked, sys.meta_path[0].__class__.__name__)
try:
    import nowhere.to_be_found
except ModuleNotFoundError as error:
    print(error)
