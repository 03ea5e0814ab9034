# The types of descriptors and natives, and what they have.
from _expressions import each
import types
class C:
    __slots__=('a',)
    def m(self): pass
    @classmethod
    def cm(cls): pass
    @property
    def p(self): "doc"
each('''
dict.fromkeys
type(dict.__dict__['fromkeys'])
dict.__dict__['fromkeys']
dict.__dict__['fromkeys'].__name__
dict.__dict__['fromkeys'].__objclass__
dict.__dict__['fromkeys'].__qualname__
dict.__dict__['fromkeys'](dict, 'ab')
dict.__dict__['fromkeys'](list, 'ab')
dict.__dict__['fromkeys'](1, 'ab')
dict.__dict__['fromkeys']()
dict.__dict__['fromkeys'].__get__(None, dict)('ab')
dict.__dict__['fromkeys'].__get__({}, None)('ab')
type(int.__dict__['from_bytes'])
int.__dict__['from_bytes']
bytes.__dict__['fromhex']
bytes.__dict__['maketrans']
type(bytes.__dict__['maketrans'])
str.__dict__['maketrans']
object.__dict__['__new__']
type(object.__dict__['__new__'])
int.__new__
int.__new__.__self__
int.__new__.__name__
int.__new__.__qualname__
int.__dict__['__new__'] is int.__new__
object.__dict__['__init_subclass__']
list.append
list.append.__name__
list.append.__qualname__
list.append.__objclass__
list.append.__module__
list.append.__self__
[].append.__name__
[].append.__qualname__
[].append.__self__
[].append.__module__
len.__module__
len.__self__
len.__qualname__
len.__name__
list.__add__
list.__add__.__name__
list.__add__.__objclass__
list.__add__.__qualname__
[].__add__.__name__
[].__add__.__self__
[].__add__.__objclass__
[].__add__.__qualname__
type([].__add__)
type(list.__add__)
C.a
type(C.a)
C.a.__name__
C.a.__objclass__
C.a.__qualname__
C.a.__doc__
C.p.__doc__
C.p.__name__
C.cm
C.cm.__func__
type(C.__dict__['cm'])
type(type.__dict__['__mro__'])
type.__dict__['__mro__']
type.__dict__['__dict__']
int.__dict__['real']
int.real.__name__
int.real.__objclass__
int.real.__get__(3)
int.real.__get__(3, int)
int.real.__get__('a')
int.real.__set__(3, 4)
int.real.__delete__(3)
type(slice.start)
slice.start
complex.real
type(complex.real)
type(range.start)
types.FunctionType.__code__
types.FunctionType.__globals__
types.FunctionType.__closure__
types.FunctionType.__module__
types.CodeType.co_name
types.FrameType.f_locals
types.FrameType.f_lineno
types.GeneratorType.gi_frame
types.GeneratorType.__name__
types.GeneratorType.gi_running
types.TracebackType.tb_next
types.TracebackType.tb_lasti
types.ModuleType.__dict__['__dict__']
BaseException.args
BaseException.__dict__['args']
BaseException.__cause__
OSError.errno
StopIteration.value
SyntaxError.msg
UnicodeError.mro()
property.fget
staticmethod.__func__
super.__thisclass__
types.MethodType.__func__
types.MethodType.__self__
types.MethodType([].append, 1)
types.MethodType(len, [1])()
types.MethodType(len, [1])
types.MethodType(len, [1]).__name__
types.MethodType(len, [1]).__doc__ == len.__doc__
types.MethodType(1, 2)
types.MethodType(len, None)
types.MethodType(len)
types.MethodType()
types.MethodType(print, 'a', b=1)
types.BuiltinFunctionType
types.BuiltinMethodType
types.WrapperDescriptorType
types.MethodWrapperType
types.MethodDescriptorType
types.ClassMethodDescriptorType
types.GetSetDescriptorType
types.MemberDescriptorType
types.CodeType()
types.FunctionType()
types.GeneratorType()
types.CoroutineType()
types.AsyncGeneratorType()
types.BuiltinFunctionType()
types.WrapperDescriptorType()
types.MethodDescriptorType()
types.GetSetDescriptorType()
types.FrameType()
types.TracebackType()
types.CellType()
types.CellType(1)
types.CellType(1).cell_contents
types.CellType().cell_contents
types.NoneType()
types.NoneType(1)
types.EllipsisType()
types.NotImplementedType()
types.MappingProxyType(1)
types.MappingProxyType({1:2})
types.MappingProxyType([1])
types.SimpleNamespace(a=1)
types.SimpleNamespace(1)
types.ModuleType()
types.ModuleType('a')
types.ModuleType('a','d').__doc__
types.ModuleType('a').__dict__
types.ModuleType(1)
list.append.__get__
list.append.__get__([1])
list.append.__get__(1)
list.append.__get__(None)
list.append.__get__(None, None)
list.append.__get__(None, list)
list.__len__.__get__([1])
list.__len__.__get__({})
list.append()
list.append(1)
list.append([])
list.append({}, 1)
list.__add__()
list.__add__(1)
list.__add__([])
list.__add__({}, 1)
[].__add__()
[].__add__(1,2)
[].append(1,2)
[].append(a=2)
list.append.__text_signature__
list.sort.__text_signature__
len.__text_signature__
dict.get.__text_signature__
list.__add__.__text_signature__
int.__text_signature__
list.__text_signature__
object.__text_signature__
str.__text_signature__
C.__text_signature__
len(len.__doc__) > 5
len(list.append.__doc__) > 5
len(list.__add__.__doc__) > 5
len(list.__len__.__doc__) > 5
len(dict.get.__doc__) > 5
len(int.__add__.__doc__) > 5
len(list.__doc__) > 5
len(dict.__doc__) > 5
len(object.__doc__) > 5
len(type.__doc__) > 5
''')
