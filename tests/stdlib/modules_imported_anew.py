# What `test.support.import_helper` imports while the native half of a module is blocked, or anew with it.
import warnings
from test.support import import_helper

warnings.simplefilter('ignore')
for name, half in [('json', '_json'), ('heapq', '_heapq'), ('bisect', '_bisect'), ('functools', '_functools'),
                   ('operator', '_operator'), ('collections', '_collections'), ('pickle', '_pickle'),
                   ('queue', '_queue'), ('datetime', '_datetime')]:
    for options in {'blocked': [half]}, {'fresh': [half]}:
        module = import_helper.import_fresh_module(name, **options)
        print(name, *options, module.__name__, module is not import_helper.import_module(name))
print(import_helper.import_fresh_module('json', fresh=['no_such_module']))
try:
    import_helper.import_fresh_module('no_such_module', blocked=['_json'])
except ModuleNotFoundError as error:
    print(error)
blocked = import_helper.import_fresh_module('json', blocked=['_json'])
print(blocked.loads('[1, {"a": null}]'), blocked.dumps({'b': (1.5, True)}))
