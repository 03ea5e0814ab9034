# With a finder in front of those of the system, what a program imports is still found.
import os
import sys
import tempfile

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

# Modules that the compiler looks at are imported by such finders, too, and may be the program's own.
import ast
print(ast.dump(ast.parse("x")), eval(compile(ast.parse("1 + 2", mode="eval"), "", "eval")))
sys.modules["ast"] = type(sys)("ast")
print(eval(compile("3 + 4", "", "eval")))
sys.modules["ast"] = ast

with tempfile.TemporaryDirectory() as folder:
    sys.path.insert(0, folder)
    for name, text in (("__init__", "from package_in_a_circle import part"),
                       ("part", "from package_in_a_circle import missing")):
        os.makedirs(os.path.join(folder, "package_in_a_circle"), exist_ok=True)
        with open(os.path.join(folder, "package_in_a_circle", name + ".py"), "w") as file:
            file.write(text)
    try:
        import package_in_a_circle
    except ImportError as error:
        print(error.msg.replace(folder, "FOLDER"))
    sys.path.remove(folder)
