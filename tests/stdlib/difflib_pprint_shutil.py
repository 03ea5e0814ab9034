# oracle: 3.14
import difflib, pprint, reprlib, fnmatch, stat, shutil, os
a = 'one\ntwo\nthree\nfour\nfive\nsix\n'.splitlines(True); b = 'one\ntwo!\nthree\n4\nfive\nseven\nsix\n'.splitlines(True)
print(''.join(difflib.ndiff(a, b))); print(''.join(difflib.unified_diff(a, b, 'a', 'b', 'd1', 'd2'))); print(''.join(difflib.context_diff(a, b, n=1)))
s = difflib.SequenceMatcher(None, 'abcdxyz', 'bcdayz'); print(s.ratio(), s.quick_ratio(), s.real_quick_ratio(), s.get_opcodes(), s.get_matching_blocks(), s.find_longest_match())
print(difflib.get_close_matches('appel', ['ape', 'apple', 'peach', 'puppy']), list(difflib.restore(difflib.ndiff(a, b), 1)) == a)
import random; r = random.Random(3)
for i in range(40):
    x = [''.join(r.choice('ab c') for _ in range(r.randint(0, 9))) + '\n' for _ in range(r.randint(0, 6))]; y = [l if r.random() < .5 else l[:-2] + 'z\n' for l in x]
    print(repr(''.join(difflib.ndiff(x, y)))); print(list(difflib.unified_diff(x, y, n=1)))
data = {'k' * 10: list(range(30)), 'b': {'nested': ['some long string value here', 'another long string value in the list', {'x': (1, 2, 3)}]}, 3: None, 'set': {3, 1, 2}, 't': (1,)}
pprint.pprint(data); pprint.pprint(data, width=40, indent=4); pprint.pprint(data, compact=True, depth=2); pprint.pprint('word ' * 40); pprint.pprint([b'x' * 100]); print(pprint.pformat({'a': 1}), pprint.isreadable([1]), pprint.saferepr([1, {'b': 2}]))
l = [1]; l.append(l); print(pprint.pformat(l)[:20], pprint.isrecursive(l))
import collections, dataclasses, types
@dataclasses.dataclass
class P: x: int; y: str; z: list
pprint.pprint(P(1, 'y' * 60, list(range(20)))); pprint.pprint(collections.OrderedDict((i, 'v' * 10) for i in range(8))); pprint.pprint(collections.Counter('abcabcdefghijklmnopqrstuvw' * 2)); pprint.pprint(collections.defaultdict(list, {i: [i] * 5 for i in range(9)})); pprint.pprint(collections.deque(range(40))); pprint.pprint(types.SimpleNamespace(aaaa='x' * 50, bbbb='y' * 50)); pprint.pp({'z': 1, 'a': 2})
print(reprlib.repr(list(range(100))), reprlib.repr('x' * 100), reprlib.repr({i: i for i in range(10)}), reprlib.repr(10 ** 100), reprlib.repr(set(range(10))), reprlib.repr([[[[[[[1]]]]]]]))
print([fnmatch.fnmatch(n, p) for n, p in [('a.txt', '*.txt'), ('a.py', '?.py'), ('ab', '[a-c]b'), ('db', '[!a-c]b'), ('x', '[]x]'), ('A', 'a')]], fnmatch.filter(['a.c', 'b.h', 'c.c'], '*.c'), fnmatch.translate('a*b?[!x]*'), fnmatch.translate('*'))
print(stat.filemode(0o100644), stat.filemode(0o40755), stat.S_ISDIR(0o40755), stat.filemode(0o104755))
d = f'/tmp/rondo_shutil_{os.getpid()}'; shutil.rmtree(d, ignore_errors=True); os.makedirs(d + '/a/b'); open(d + '/a/f', 'w').write('hi'); shutil.copytree(d + '/a', d + '/c'); print(sorted(os.listdir(d + '/c')), open(d + '/c/f').read()); shutil.copy(d + '/a/f', d + '/g'); shutil.move(d + '/g', d + '/h'); print(sorted(os.listdir(d)), shutil.which('sh') is not None, shutil.which('nope_x')); shutil.rmtree(d); print(os.path.exists(d))
try: shutil.rmtree(d)
except FileNotFoundError as e: print('gone')
