import asyncio, sys, os
from unittest.mock import *
from unittest import mock
m = Mock()
print(m.foo(1, a=2) is m.foo.return_value, m.foo.called, m.foo.call_count, m.foo.call_args, m.foo.call_args_list, m.mock_calls, m.method_calls)
m.foo.assert_called_once_with(1, a=2)
def show(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
show(lambda: m.foo.assert_called_with(2)); show(lambda: m.foo.assert_not_called()); show(lambda: m.bar.assert_called()); show(lambda: m.bar.assert_called_once_with(1)); show(lambda: m.bar.assert_called_with(1)); show(lambda: m.foo.assert_has_calls([call(3)])); show(lambda: m.foo.assert_any_call(9))
m2 = Mock(return_value=3, side_effect=None, name='nm'); print(m2(), m2(5), m2.call_args_list, m2.call_count)
m3 = Mock(side_effect=[1, 2, ValueError('x')]); print(m3(), m3()); show(m3); show(m3)
m4 = Mock(side_effect=KeyError('k')); show(m4)
m5 = Mock(side_effect=lambda x: x * 2); print(m5(4))
class C:
    attr = 1
    def meth(self, a, b=2): return a
    async def co(self): return 1
    @staticmethod
    def st(x): pass
s = Mock(spec=C); print(isinstance(s, C)); show(lambda: s.nope); s.meth(1); print(s.meth.call_args); s.other = 3
ss = Mock(spec_set=C); show(lambda: setattr(ss, 'zzz', 1))
mm = MagicMock()
print(len(mm), bool(mm), int(mm), list(mm), 3 in mm, mm == mm, mm == 3, mm['x'] is mm.__getitem__.return_value, float(mm), hash(mm) == hash(mm))
mm.__len__.return_value = 5; print(len(mm)); mm.__getitem__.side_effect = lambda k: k * 2; print(mm[4]); mm.__iter__.return_value = [1, 2]; print(list(mm))
with mm as x: print(x is mm.__enter__.return_value)
print(mm.__enter__.called, mm.__exit__.call_args); mm.__str__.return_value = 'str'; print(str(mm)); show(lambda: mm < 3); show(lambda: mm + 1 is mm.__add__.return_value)
mm['k'] = 'v'; mm.__setitem__.assert_called_with('k', 'v')
print(call(1, a=2), call.foo.bar(3), call.foo(1).bar(2), call(1) == call(1), call(1) == call(2), call(ANY) == call(5), [call(1)] == [call(1)])
print(sentinel.abc, sentinel.abc is sentinel.abc, ANY, DEFAULT, ANY == 3)
with patch('os.getcwd', return_value='/x') as g: print(os.getcwd(), g.called)
print(os.getcwd() != '/x')
with patch.object(C, 'attr', 42): print(C.attr)
print(C.attr)
@patch('os.getcwd')
@patch.object(C, 'meth')
def t(a, b): b.return_value = 'cwd'; a.return_value = 7; return os.getcwd(), C().meth(1)
print(t())
with patch.dict(os.environ, {'ZZ': '1'}): print(os.environ['ZZ'])
print('ZZ' in os.environ)
d = {'a': 1}
with patch.dict(d, {'b': 2}, clear=True): print(d)
print(d)
show(lambda: patch('unittest.mock.Mock.nope_nope').start())
with patch.multiple(C, attr=DEFAULT, meth=DEFAULT) as ms: print(sorted(ms))
p = patch('os.getcwd', new=lambda: 'new'); p.start(); print(os.getcwd()); p.stop()
a = AsyncMock(return_value=9)
async def main():
    print(await a(1), a.await_count, a.await_args, a.await_args_list); a.assert_awaited_once_with(1)
    x = AsyncMock(side_effect=ValueError('av'))
    try: await x()
    except ValueError as e: print(e)
    am = MagicMock(spec=C); print(type(am.co).__name__, await am.co() is am.co.return_value)
    cm = MagicMock(); 
    async with cm as v: print(v is cm.__aenter__.return_value)
    cm.__aiter__.return_value = [1, 2]; print([i async for i in cm])
    it = AsyncMock(side_effect=[1, 2]); print(await it(), await it())
    try: await it()
    except StopAsyncIteration: print('stop')
asyncio.run(main())
au = create_autospec(C); show(lambda: au().meth()); show(lambda: au().meth(1, 2, 3)); inst = au(); inst.meth(1); inst.meth.assert_called_once_with(1); show(lambda: inst.zip)
def fn(a, b=1): return a
f = create_autospec(fn, return_value=3); print(f(1), f.called, f.call_args); show(lambda: f()); f.assert_called_once_with(1)
class P:
    @property
    def x(self): return 1
with patch.object(P, 'x', new_callable=PropertyMock) as px: px.return_value = 8; print(P().x); px.assert_called_once_with()
o = mock_open(read_data='line1\nline2\n')
with patch('builtins.open', o):
    with open('f') as fh: print(fh.read())
    with open('g') as fh: print([l for l in fh])
    with open('g', 'w') as fh: fh.write('z')
o.assert_called_with('g', 'w'); o().write.assert_called_once_with('z')
m = Mock(); m.a.b.c(1); m.x().y(2); print(m.mock_calls); m.reset_mock(); print(m.mock_calls, m.a.b.c.called)
m = Mock(**{'meth.return_value': 3, 'other.side_effect': KeyError}); print(m.meth()); show(m.other)
show(lambda: m.assert_foo()); show(lambda: m.called_once)
w = Mock(wraps=fn); print(w(5)); del m.meth; show(lambda: m.meth)
m = Mock(); m.attach_mock(Mock(), 'ch'); m.ch(1); print(m.mock_calls)
seal(m); show(lambda: m.new)
import re
print(re.sub(r"id='\d+'", "id", repr(Mock(name='abc').foo.bar()), ), re.sub(r"id='\d+'", "id", repr(MagicMock(spec=C))), re.sub(r"id='\d+'", "id", repr(Mock())))
m = Mock(); m.configure_mock(a=1, **{'b.c': 2}); print(m.a, m.b.c); m.d = 5; print(m.d)
m = MagicMock(); m(1); m(2); m.assert_has_calls([call(1), call(2)]); m.assert_has_calls([call(2), call(1)], any_order=True); show(lambda: m.assert_called_once()); show(lambda: m.assert_called_once_with(1)); show(lambda: m.assert_has_calls([call(2), call(1)])); print(m.call_args.args, m.call_args.kwargs, m.call_args[0])
