# oracle: 3.14
"""Options of the command line: sys.flags, filters of warnings, assertions, what is on sys.path."""
import os
import subprocess
import sys
import tempfile

ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
FLAGS = """
import sys
f = sys.flags
print(f.inspect, f.optimize, f.no_user_site, f.no_site, f.ignore_environment, f.quiet, f.isolated, f.dev_mode, f.safe_path)
print(sys.dont_write_bytecode, f.int_max_str_digits, sys.warnoptions, sys._xoptions, sys.orig_argv[1:-2], __debug__)
"""
WARN = """
import warnings
def documented():
    "documentation"
    assert False, "asserted"
try:
    documented()
except AssertionError as error:
    print("raised", error)
print(documented.__doc__)
try:
    warnings.warn("first thing", DeprecationWarning)
    warnings.warn("second thing", ResourceWarning)
    warnings.warn("third thing")
except Warning as error:
    print(type(error).__name__, error)
"""


def run(*args, **environment):
    done = subprocess.run(
        [sys.executable, *args], env=ENVIRONMENT | environment, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    # 3.14 shows no line of a command that warns.
    return done.returncode, done.stdout.splitlines(), [line for line in done.stderr.splitlines() if line[:1] != " "]


for options in [
    [], ["-u"], ["-O"], ["-OO"], ["-B"], ["-E"], ["-I"], ["-s"], ["-S"], ["-P"], ["-q"], ["-R"], ["-uBOO"], ["-IS"], ["-X", "dev"],
    ["-Xone", "-X", "two=2"], ["-X", "int_max_str_digits=1000"], ["-W", "error", "-Wignore"],
]:
    print(options, run(*options, "-c", FLAGS))
for options in [
    [], ["-W", "error"], ["-Wignore"], ["-W", "error::ResourceWarning"], ["-W", "ignore:third"], ["-W", "what"], ["-We", "-Wi::Foo"],
    ["-W", "a:b:c:d:e:f"], ["-W", "error:::__main__:11"], ["-W", "error::::x"], ["-O"], ["-OO"], ["-X", "dev"],
]:
    print(options, run(*options, "-c", WARN))
print(run("-c", WARN, PYTHONWARNINGS="error"), run("-E", "-c", WARN, PYTHONWARNINGS="error")[1])
print(run("-W", "ignore", "-c", "import sys; print(sys.warnoptions)", PYTHONWARNINGS="error,default"))
print(run("-c", "import sys; print(sys.flags.optimize, __debug__, sys.dont_write_bytecode)", PYTHONOPTIMIZE="1",
          PYTHONDONTWRITEBYTECODE="x"))
with tempfile.TemporaryDirectory() as folder:
    program = os.path.join(folder, "program.py")
    with open(os.path.join(folder, "beside.py"), "w") as file:
        file.write("assert 0, 'in a module'\n")
    with open(program, "w") as file:
        file.write("what is this\nimport beside\nprint('no assertion')\n")
    print(run("-x", program)[0], run("-xO", program)[:2], run("-xOP", program)[0], run(program)[0])
    with open(program, "w") as file:
        file.write("import sys\nprint(sys.path[:1] == sys.argv[1:2], sys.argv[2:])\n")
    folder = os.path.realpath(folder)
    print(run(program, folder, "-O")[1], run("-I", program, folder)[1], run("-P", program, folder)[1])
print(run("-c", "import sys; print(sys.path[:1])")[1], run("-Ic", "import sys; print('' in sys.path)")[1])
BYTES = """
print(b"a" == "a", str(b"x"), b"a" in ["a"], f"{b'x'}", "%s" % b"x", repr(b"x"), {b"a": 1} == {"a": 1})
print(bytearray(b"a") == "a", str(bytearray(b"x")), b"a" != "a")
print(97 == b"a", b"a" == b"b", "a" == "b")
"""
for options in [], ["-b"], ["-bb"], ["-b", "-W", "error"], ["-bW", "ignore"]:
    print(options, run(*options, "-c", BYTES))
print(run("-bb", "-c", "import sys; print(sys.flags.bytes_warning, sys.warnoptions)"))
