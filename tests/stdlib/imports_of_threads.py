# Threads that import what another thread is importing: they wait until it is whole, and do not wait for each other in a circle.
import os
import sys
import tempfile
import threading
import time

FILES = {
    "slow": "import time\nearly = 1\ntime.sleep(0.1)\nlate = 2\n",
    "left": "import time\ntime.sleep(0.1)\nimport right\nname = 'left of ' + right.__name__\n",
    "right": "import time\ntime.sleep(0.1)\nimport left\nname = 'right of ' + left.__name__\n",
    "package/__init__": "import time\ntime.sleep(0.05)\n",
    "package/inner": "import time\ntime.sleep(0.1)\nwhole = True\n",
}


def in_threads(*functions):
    results = [None] * len(functions)

    def run(place, function):
        time.sleep(place * 0.02)
        try:
            results[place] = function()
        except Exception as error:
            results[place] = f"{type(error).__name__}: {error}"

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(functions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def slow():
    import slow
    return slow.early, slow.late


def slow_from():
    from slow import late
    return late


def left():
    import left
    return left.name


def right():
    import right
    return right.name


def inner():
    from package import inner
    return inner.whole


def inner_dotted():
    import package.inner
    return package.inner.whole


with tempfile.TemporaryDirectory() as folder:
    for name, text in FILES.items():
        path = os.path.join(folder, name + ".py")
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w") as file:
            file.write(text)
    sys.path.insert(0, folder)
    sys.dont_write_bytecode = True
    print(in_threads(slow, slow, slow_from))
    print(in_threads(inner, inner_dotted, inner))
    print(in_threads(left, right))
    print(sorted(name for name in sys.modules if name in ("slow", "left", "right", "package", "package.inner")))
