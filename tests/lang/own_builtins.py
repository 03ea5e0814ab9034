# Code that is given built-in names of its own, and programs that replace __import__.
import builtins


def attempt(what, *args):
    try:
        print(what(*args))
    except Exception as error:
        print(f'{type(error).__name__}: {error}')


attempt(eval, 'x', {'__builtins__': {'x': 5}})
attempt(eval, 'len', {'__builtins__': {}})
attempt(eval, 'len', {'__builtins__': None})
attempt(eval, 'x', {'__builtins__': 5})
attempt(exec, 'class A: pass', {'__builtins__': {}})
attempt(exec, 'import sys', {'__builtins__': {}})
attempt(exec, 'def f(): return len("abc")\nprint(f())', {'__builtins__': {'len': lambda x: 'mine', 'print': print}})

namespace = {'__builtins__': {'name': 'own'}}
exec('def f(): return name', namespace)
print(namespace['f'](), namespace['f'].__builtins__ is namespace['__builtins__'])
namespace['name'] = 'global'
print(namespace['f']())

asked = []


def importing(name, globals=None, locals=None, fromlist=(), level=0):
    asked.append((name, fromlist, level))
    return original(name, globals, locals, fromlist, level)


original = builtins.__import__
builtins.__import__ = importing
try:
    import json
    from os import path, sep as separator
    import os.path
finally:
    builtins.__import__ = original
print([each for each in asked if each[0] in ('json', 'os', 'os.path')][0:1], json.dumps([1]), path is os.path)
attempt(exec, 'import anything\nprint(anything)', {'__builtins__': {'__import__': lambda *args: args[0], 'print': print}})
