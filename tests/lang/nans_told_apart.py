# Each call of float() for a NaN makes an object of its own: containers, which ask for identity first, tell them apart.
import array
import copy
import math
import pickle
import struct

nan, other = float('nan'), float('nan')
print(nan is nan, nan is other, nan == nan, nan != nan)
print([nan] == [nan], [nan] == [other], (nan,) == (nan,), (nan,) == (other,), {1: nan} == {1: nan}, {1: nan} == {1: other})
print(nan in [nan], nan in [other], [nan, other].index(other), [nan, nan, other].count(nan))
print(len({nan, other, nan}), len({float('nan') for _ in range(10)}), len({nan: 1, other: 2}))
print({nan: 'own'}.get(nan), {nan: 'own'}.get(other), hash(nan) == hash(nan))

# What gives back the object that it got.
print(float(nan) is nan, nan.__float__() is nan, nan.real is nan, nan.conjugate() is nan, copy.copy(nan) is nan)
print(copy.deepcopy([nan])[0] is nan, sorted([nan])[0] is nan, max([nan, 1.0]) is nan, list((nan,))[0] is nan)
print([x is nan for x in (*[nan], *(nan,))], (lambda x: x)(nan) is nan, dict.fromkeys([nan, nan, other]))


class Number(float):
    pass


print(Number(nan), Number('nan') == Number('nan'), Number(nan) in [Number(nan)])

# They are alike in all else.
for x in nan, other, float('-nan'), float('+NaN'), float(' nan '), float(b'nan'):
    print(x, repr(x), x.hex(), math.isnan(x), math.copysign(1, x), f'{x:+.2f}', '%g' % x, x < 1, x + 1, -x, abs(x), round(x, 2))
print(struct.pack('>d', other), struct.pack('<f', -other), struct.pack('>e', other), array.array('d', [other]).tobytes())
print(pickle.dumps(other, 2), pickle.dumps(other, 0), memoryview(array.array('d', [other])).tobytes())
view = memoryview(bytearray(16)).cast('d')
view[0], view[1] = nan, -other
print(bytes(view))

# Items of bytes: what has an __index__ that fails may still be bytes, and is none here.
class Failing:
    def __init__(self, result):
        self.result = result

    def __index__(self):
        if self.result is None:
            raise KeyError('index')
        return self.result


for data in b'ab', bytearray(b'ab'):
    for item in Failing(97), Failing('a'), Failing(None), Failing(300), 98, 256, -1, 10**30, 'a', b'b', None:
        try:
            print(item in data, end=' ')
        except Exception as error:
            print(f'{type(error).__name__}: {error}', end='; ')
    print()
