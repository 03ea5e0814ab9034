# sys: what programs ask of it.
import sys
print(sys.version_info >= (3, 13), sys.version_info[0], sys.version_info.major, sys.maxsize > 2 ** 31, sys.byteorder,
    len(sys.argv), sys.argv[0].endswith("sys_module.py"), type(sys.path).__name__, "sys" in sys.modules,
    sys.getrecursionlimit(), sys.float_info.max, sys.float_info.epsilon, sys.intern("x") == "x",
    sys.getdefaultencoding(), sys.platform)
print(sys.exc_info(), sys.stdin is not None, sys.stdout.write(""))
print(sys.getrefcount(object()) > 0, sys.getsizeof([]) > 0, isinstance(sys.version, str), sys.hexversion > 0,
    sys.implementation.name in ("cpython", "rondo"), sys.flags.optimize, callable(sys.exit))


def f():
    return sys._getframe().f_code.co_name, sys._getframe(1).f_code.co_name


print(f())
try:
    sys.exit(3)
except SystemExit as e:
    print(e.code)
try:
    sys.setrecursionlimit(0)
except ValueError as e:
    print(e)
