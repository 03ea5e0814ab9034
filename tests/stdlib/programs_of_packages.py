"""A package run by `-m`: what `sys.argv` says while its `__init__` runs and after."""

import os
import subprocess
import sys
import tempfile

with tempfile.TemporaryDirectory() as folder:
    os.mkdir(os.path.join(folder, "package"))
    for name, text in (("__init__", "import sys\nprint('init', sys.argv)\nargv = sys.argv\n"),
                       ("__main__", "import os, sys\nfrom . import argv\nprint('main', os.path.relpath(sys.argv[0]),"
                        " sys.argv[1:], argv is sys.argv)\nimport argparse\nargparse.ArgumentParser().parse_args()\n")):
        with open(os.path.join(folder, "package", name + ".py"), "w") as file:
            file.write(text)
    for arguments in (["package"], ["package.__main__"]):
        run = subprocess.run([sys.executable, "-m", *arguments, "--wrong"], cwd=folder, capture_output=True, text=True)
        print(run.returncode, run.stdout, run.stderr.splitlines()[-1].partition("error")[2])
