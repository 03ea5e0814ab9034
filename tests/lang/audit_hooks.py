"""Audit events (PEP 578): what hooks are told of, in which order, and what it does that they raise."""

import array
import gc
import glob
import io
import marshal
import os
import pickle
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import types

told = None


def hook(event, args):
    global told
    if told is not None:
        told.append((event, args))


# Without hooks nothing is looked at.
print(sys.audit('event', 1, 2))
sys.addaudithook(hook)


def events(call, *args, only=None):
    """What the hook is told while a function runs."""
    global told
    told = []
    try:
        result = call(*args)
    except Exception as error:
        result = f'{type(error).__name__}: {error}'
    found, told = told, None
    for event, given in found:
        if only is None or event.startswith(only):
            print('   ', event, *(arg if isinstance(arg, (str, bytes, int, tuple, type(None))) else type(arg).__name__
                                  for arg in given))
    return result


def function(a, b=1, *, c=2):
    return a


def generator():
    yield


async def coroutine():
    pass


async def async_generator():
    yield


class Plain:
    pass


print('calls of sys.audit')
for args in [('own.event',), ('own.event', 1, 'x')]:
    print(events(sys.audit, *args))

print('compile and run')
events(compile, '1', 'file', 'eval')
events(compile, b'2', 'file', 'exec')
print(events(compile, 'f(', 'file', 'eval'))
print(events(eval, '1 + 1'))
events(exec, 'x = 1')
code = compile('3', 'file', 'eval')
print(events(eval, code))
events(lambda: function.__code__.replace(co_name='other'), only='object')
events(types.FunctionType, function.__code__, {}, only='function')

print('attributes of functions')
for name in ['__code__', '__defaults__', '__kwdefaults__', '__closure__', '__globals__', '__name__', '__dict__']:
    events(getattr, function, name)
events(setattr, function, '__code__', function.__code__)
events(setattr, function, '__defaults__', (3,))
events(setattr, function, '__kwdefaults__', None)
events(delattr, function, '__defaults__')
events(delattr, function, '__kwdefaults__')
print(events(setattr, function, '__defaults__', 1))

print('generators, frames, tracebacks')
made = generator()
for name in ['gi_code', 'gi_frame', 'gi_yieldfrom', 'gi_running']:
    events(getattr, made, name)
events(lambda: made.gi_frame.f_code)
made = coroutine()
for name in ['cr_code', 'cr_frame', 'cr_await']:
    events(getattr, made, name)
made.close()
for name in ['ag_code', 'ag_frame', 'ag_await']:
    events(getattr, async_generator(), name)
try:
    1 / 0
except ZeroDivisionError as error:
    for name in ['tb_frame', 'tb_next', 'tb_lineno']:
        events(getattr, error.__traceback__, name)
events(sys._getframe)
events(sys._getframemodulename, 0)
events(sys._current_frames)
print([type(value) for value in events(sys._current_exceptions).values()])
try:
    1 / 0
except ZeroDivisionError:
    print(list(events(sys._current_exceptions).values()))

print('classes')
for name, value in [('__name__', 'Other'), ('__qualname__', 'Q'), ('__module__', 'm'), ('__doc__', 'd'),
                    ('__type_params__', ()), ('plain', 1)]:
    events(setattr, Plain, name, value)
plain = Plain()
events(setattr, plain, '__class__', Plain)
events(setattr, plain, 'x', 1)
print(events(setattr, int, '__name__', 'x'))

print('built-in functions')
events(id, 1, only='none')
print(events(lambda: id(plain) == id(plain), only='none'), events(lambda: hook is not None and id(plain), only='none') > 0)
sys.breakpointhook = lambda *args: None
events(breakpoint)
old, sys.stdin = sys.stdin, io.StringIO('a\nb\n')
print(events(input), events(input, 'prompt>'))
sys.stdin = old

print('sys and gc')
events(sys.settrace, None)
events(sys.setprofile, None)
events(sys.set_asyncgen_hooks, None, None)
events(lambda: sys.set_asyncgen_hooks(firstiter=None))
events(gc.get_objects)
events(gc.get_objects, 1)
events(gc.get_referents, 1, 'a')
events(gc.get_referrers, None)

print('modules')
events(pickle.loads, pickle.dumps(io.StringIO))
events(array.array, 'i', [1])
events(array.array, 'b')
events(marshal.dumps, 1, 2)
events(marshal.loads, marshal.dumps(1, 2))
events(marshal.load, io.BytesIO(marshal.dumps(1, 2)))
events(time.sleep, 0)

folder = tempfile.mkdtemp()
os.chdir(folder)
print('files')
for mode in ['w', 'rb', 'a+', 'r+', 'x', 'wb']:
    events(lambda: open('x.txt', mode).close())
print(events(open, 'none'))
events(lambda: open(b'x.txt').close())
events(lambda: io.FileIO('x.txt', 'w').close())
events(lambda: os.close(os.open('x.txt', os.O_RDONLY)))
events(lambda: open('x.txt', opener=lambda path, flags: os.open(path, flags)).close())
events(os.chdir, '.')
events(os.listdir)
events(os.listdir, '.')
events(lambda: list(os.scandir('.')))
events(lambda: list(os.scandir()))
events(lambda: list(os.walk('.')))
events(os.mkdir, 'd', 0o700)
events(os.makedirs, 'e/f')
events(os.removedirs, 'e/f')
events(os.rmdir, 'd')
events(os.rename, 'x.txt', 'y.txt')
events(os.replace, 'y.txt', 'x.txt')
events(os.link, 'x.txt', 'l.txt')
events(os.symlink, 'x.txt', 's.txt')
events(os.chmod, 'x.txt', 0o600)
events(os.chown, 'x.txt', -1, -1)
events(os.utime, 'x.txt', (1, 2))
events(lambda: os.utime('x.txt', ns=(1, 2)))
events(os.truncate, 'x.txt', 0)
events(os.remove, 'l.txt')
print(events(os.unlink, 'none'))
events(os.putenv, 'A_VARIABLE', 'b')
events(os.unsetenv, 'A_VARIABLE')
events(os.environ.__setitem__, 'A_VARIABLE', 'c')
events(os.environ.__delitem__, 'A_VARIABLE')
events(os.system, 'true', only='os.system')
print(events(os.execv, '/nonexistent', ['a']))
print(events(os.execve, '/nonexistent', ['a'], {'b': 'c'}))
events(glob.glob, '*', only='glob')
events(shutil.copyfile, 'x.txt', 'c.txt')
events(shutil.copymode, 'x.txt', 'c.txt')
events(shutil.move, 'c.txt', 'm.txt')
events(shutil.rmtree, 'none', True, only='shutil')
events(subprocess.call, ['true'], only='subprocess')
print(events(subprocess.call, ['no such command'], only='subprocess'))

print('sockets')
with socket.socket() as plain_socket:
    events(plain_socket.bind, ('127.0.0.1', 0))
events(lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).close())
events(socket.getaddrinfo, '127.0.0.1', 80, only='socket')
events(socket.getnameinfo, ('127.0.0.1', 80), 3, only='socket')
events(socket.gethostbyname, '127.0.0.1', only='socket')
os.chdir('/')
shutil.rmtree(folder)


print('modules')
events(__import__, 'no_such_module')
events(__import__, 'os')

print('hooks that raise')
forbidden = set()
seen = []


def guard(event, args):
    if event in forbidden:
        forbidden.discard(event)
        raise PermissionError(event)


def last(event, args):
    if event.startswith('own.'):
        seen.append(event)


sys.addaudithook(guard)
sys.addaudithook(last)
for event, call in [('open', lambda: open('/dev/null')), ('compile', lambda: compile('1', '', 'eval')),
                    ('exec', lambda: exec('print("never")')), ('builtins.id', lambda: id(1)),
                    ('import', lambda: __import__('no_such_module')), ('own.event', lambda: sys.audit('own.event')),
                    ('object.__getattr__', lambda: function.__code__), ('os.listdir', os.listdir),
                    ('object.__setattr__', lambda: setattr(function, '__defaults__', (5,))),
                    ('pickle.find_class', lambda: pickle.loads(pickle.dumps(io.StringIO)))]:
    forbidden.add(event)
    try:
        print(event, call())
    except Exception as error:
        print(event, repr(error), repr(error.__context__))
print(function.__defaults__, seen)
sys.audit('own.other')
print(seen)

# A hook can refuse others: with an Exception silently, with anything else loudly.
forbidden.add('sys.addaudithook')
print(sys.addaudithook(lambda event, args: print('never')))


class Loud(BaseException):
    pass


def loud(event, args):
    if event == 'sys.addaudithook':
        raise Loud


sys.addaudithook(loud)
try:
    sys.addaudithook(print)
except Loud as error:
    print('refused', repr(error))

for args in [(), (1, 2)]:
    try:
        sys.addaudithook(*args)
    except TypeError as error:
        print(error)
