# oracle: 3.14
"""`getopt`, `graphlib`, `codeop`: what they accept, and their errors."""

import codeop
import getopt
import graphlib


def attempt(call):
    try:
        print(repr(call()))
    except Exception as error:
        print(type(error).__name__, error)


for args in (['-a', '-b', 'x', '-cfoo', '--long', '--val=3', '--val', '4', 'rest', '-a'], ['-x'], ['-b'], ['--nope'], ['--val'], ['--long=1'], ['--lo'], ['--l'], ['-ab', 'v', '--', '-a'], ['-'], []):
    attempt(lambda: getopt.getopt(args, 'ab:c:', ['long', 'list', 'val=']))
    attempt(lambda: getopt.gnu_getopt(args, 'ab:c:', ['long', 'list', 'val=']))
attempt(lambda: getopt.gnu_getopt(['a', '-b', '1'], '+b:'))
try:
    getopt.getopt(['-q'], 'a')
except getopt.GetoptError as error:
    print(error.opt, error.msg, error.args)

T = graphlib.TopologicalSorter
print([*T({'d': 'bc', 'b': 'a', 'c': 'a'}).static_order()], [*T().static_order()], [*T({1: {2, 3}, 2: {3}}).static_order()])
attempt(lambda: [*T({1: [2], 2: [3], 3: [1]}).static_order()])
attempt(lambda: T().get_ready())
attempt(lambda: T().is_active())
t = T({'b': ['a']})
t.prepare()
attempt(lambda: t.add('x'))
attempt(lambda: (bool(t), t.get_ready(), t.get_ready()))
attempt(lambda: t.done('b'))
attempt(lambda: t.done('z'))
attempt(lambda: (t.done('a'), t.get_ready(), t.done('b'), t.is_active()))
attempt(lambda: t.done('a'))
try:
    T({1: [1]}).prepare()
except graphlib.CycleError as error:
    print(error.args)

for source in ['x = 1', 'if x:', 'if x:\n  y', 'if x:\n  y\n', 'def f():', 'def f():\n  return (1,', 'x = (', 'x = [1,\n2', '"""abc', 'x = \\', '', '# c', '\n', 'a b', ')', 'x =', 'try:\n  x',
               'try:\n  x\n', '@deco', '@deco\ndef f():\n  pass\n', 'for i in y: pass', 'for i in y: pass\n', 'return', 'class A:\n\n  x = 1\n', 'if 1:\npass', 'f("', "x = '", 'a = 1; b =', 'f(a b', 'x = (\nclass', 'with (a as b', 'f(1,\n2 3', '{1: 2 3']:
    try:
        code = codeop.compile_command(source)
        print(repr(source), 'incomplete' if code is None else 'complete')
    except (SyntaxError, OverflowError, ValueError) as error:
        print(repr(source), type(error).__name__)
print(codeop.compile_command('1 + 1', symbol='eval') is not None, codeop.CommandCompiler()('x') is not None)
