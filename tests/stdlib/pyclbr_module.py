# `pyclbr`: the classes and functions of modules, from their text.
import os
import pyclbr
import tempfile

MODULES = {
    "shapes.py": "class Shape:\n    def area(self):\n        def inner(): pass\n        return 0\n    class Inside(int): pass\n",
    "more.py": (
        "import os.path\nfrom shapes import Shape as Form, nothing\nimport shapes\n\n@decorated\nclass Circle(Form):\n"
        "    async def draw(self): pass\n    @property\n    def size(self): pass\n\n"
        "class Square(shapes.Shape, unknown.Thing, metaclass=M): pass\n\ndef plain(a, b): pass\n\n"
        "async def later():\n    class Local: pass\n\nif True:\n    def conditional(): pass\n"),
    "pack/__init__.py": "def top(): pass\n",
    "pack/part.py": "from . import other\nfrom .other import Other\nclass Part(Other): pass\n",
    "pack/other.py": "class Other: pass\nclass _Hidden: pass\n",
    "stars.py": "from pack.other import *\n",
}


def show(found, depth=0):
    base = [getattr(base, "name", base) for base in found.super] if isinstance(found, pyclbr.Class) else found.is_async
    methods = found.methods if isinstance(found, pyclbr.Class) else ""
    parent = found.parent and found.parent.name
    print("    " * depth, type(found).__name__, found.module, found.name, found.lineno, found.end_lineno, base, methods,
          parent, os.path.basename(found.file))
    for child in found.children.values():
        show(child, depth + 1)


with tempfile.TemporaryDirectory() as folder:
    for name, text in MODULES.items():
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w") as file:
            file.write(text)
    for name in ["shapes", "more", "pack", "pack.part", "stars"]:
        print(name)
        for key, found in pyclbr.readmodule_ex(name, [folder]).items():
            if key == "__path__":
                print("    path", [os.path.basename(part) for part in found])
            else:
                print("   ", key, end="")
                show(found)
    print(sorted(pyclbr.readmodule("more", [folder])))
    for name in ["nowhere", "more.part", "pack.nowhere"]:
        try:
            pyclbr.readmodule(name, [folder])
        except ImportError as error:
            print(type(error).__name__, error)
print(pyclbr.readmodule_ex("sys"))
