"""Private names of imports within classes are mangled, as all others are."""
import sys
import types

module = types.ModuleType('m')
module._A__inner = 5
sys.modules['m'] = module
sys.modules['_A__outer'] = types.ModuleType('_A__outer')


class A:
    import __outer
    from m import __inner
    import os.path as __path


print(A._A__outer.__name__, A._A__inner, A._A__path.__name__)
try:
    class B:
        import __nowhere
except ModuleNotFoundError as error:
    print(error, error.name)
try:
    class C:
        from m import __inner
except ImportError as error:
    print(str(error).split(' (')[0])
