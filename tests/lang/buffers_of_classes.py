"""Objects with `__buffer__` (PEP 688) are taken wherever bytes are."""
import io


class Memory:
    def __init__(self, content):
        self.content = content

    def __buffer__(self, flags):
        return memoryview(self.content)


def attempt(label, function, *arguments):
    try:
        print(label, '->', function(*arguments))
    except Exception as error:
        print(label, 'raises', type(error).__name__, error)


attempt('join', b','.join, [Memory(b'x'), b'y', bytearray(b'z'), memoryview(b'w')])
attempt('join', bytearray(b'-').join, [Memory(b'x'), Memory(b'q')])
attempt('join', b','.join, [b'a', 1])
attempt('add', lambda: b'x' + Memory(b'y'))
attempt('add', lambda: bytearray(b'x') + Memory(b'y'))
attempt('find', b'abc'.find, Memory(b'c'))
attempt('count', b'abcc'.count, Memory(b'c'))
attempt('replace', b'abc'.replace, Memory(b'b'), Memory(b'--'))
attempt('split', b'a,b'.split, Memory(b','))
attempt('startswith', b'abc'.startswith, Memory(b'a'))
attempt('endswith', b'abc'.endswith, (Memory(b'a'), Memory(b'c')))
attempt('in', lambda: Memory(b'b') in b'abc')
attempt('equal', lambda: b'a' == Memory(b'a'))
attempt('strip', b'xax'.strip, Memory(b'x'))
attempt('translate', b'abc'.translate, Memory(bytes(range(256))), Memory(b'b'))
attempt('bytes', bytes, Memory(b'abc'))
attempt('str', str, Memory(b'hi'), 'utf-8')
attempt('int', int, Memory(b'12'))
attempt('int', int, Memory(b'1x'))
attempt('float', float, Memory(b'1.5'))
attempt('from_bytes', int.from_bytes, Memory(b'\1\2'))
attempt('write', io.BytesIO().write, Memory(b'abc'))
grown = bytearray(b'a')
grown.extend(Memory(b'bc'))
print(grown)


# The built-in classes' own halves of the protocol, overridden ones, and what is given back.

def told(function, *arguments):
    try:
        result = function(*arguments)
    except Exception as error:
        print(type(error).__name__, error)
    else:
        print(bytes(result) if isinstance(result, memoryview) else result)


class Lender:
    def __buffer__(self, flags):
        print('asked for', flags)
        return memoryview(b'lent')

    def __release_buffer__(self, view):
        print('back', bytes(view))
        view.release()


with memoryview(Lender()) as view:
    print(bytes(view), len(view))
view = memoryview(Lender())
view.release()
view.release()


class Doubled(bytearray):
    def __buffer__(self, flags):
        return super().__buffer__(flags)


class Refusing(bytearray):
    __buffer__ = None


print(bytes(memoryview(Doubled(b'xy'))))
told(memoryview, Refusing(b'a'))
for flags in [0, 1, 'a', 1.5]:
    told(b'ab'.__buffer__, flags)
    told(bytearray(b'ab').__buffer__, flags)
    told(memoryview(b'ab').__buffer__, flags)
array = bytearray(b'abc')
view = array.__buffer__(0)
told(array.append, 1)
told(array.__release_buffer__, 1)
array.__release_buffer__(view)
told(array.append, 1)
print(array)
