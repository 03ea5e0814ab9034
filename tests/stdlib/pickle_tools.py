# oracle: 3.14
"""pickletools: listings, optimizing, and what is wrong with broken pickles."""
import pickletools as p
import pickle
print(p.__all__, repr(p.pyint))
class A: pass
pickle.A=A
A.__module__='pickle'
class R:
    def __reduce_ex__(self, p): return (int, (123,))
x=[1,2.5,'a',b'b',(1,),(1,2),(1,2,3),(),{},{1:2},{3},None,True,A(),2**70,[1],R(),300,70000,-1,bytearray(b'x'),b'',"x"*30,frozenset((1,))]; x.append(x)
for pr in range(6): print(pr); p.dis(pickle.dumps(x,pr))
p.dis(pickle.dumps(x,4),annotate=1)
p.dis(pickle.dumps(x,0),annotate=30,indentlevel=2)
p.dis(p.optimize(pickle.dumps(x,4)))
p.dis(p.optimize(pickle.dumps(x,2)))
p.dis(p.optimize(pickle.dumps(x,0)))
for pr in range(6):
    for v in (x, [], [[]]*3, 'a', ('a',)*4, {'a':'a'}, list(range(1000)), 'x'*70000, ['x'*70000]*2):
        d=pickle.dumps(v,pr); o=p.optimize(d); print(len(d), len(o), [a.name for a, b, c in p.genops(o)][:6]); assert repr(pickle.loads(o))[:50]==repr(pickle.loads(d))[:50] or v is x
for bad in (b'',b'.',b'K',b'0.',b'(.',b'N',b'NN.',b'\xff.',b'h\x00.',b'q\x00.',b'Nq\x00q\x00.',b"S'abc\n.",b"Sabc\n.",b'I1x\n.',b'1.',b't.',b'(t1.',b'N0.',b'\x94.', b'2.',b'L1\n.',b'L1L\n.',b'F1.5\n.',b'F\n.',b'I01\n.',b'I00\n.',b'\x8aabc.',b'\x8b\xff\xff\xff\xff.',b'U\x05ab.',b'T\xff\xff\xff\xff.',b'V\\u12\n.',b'csys\nargv\n.',b'Psd\n.', b'X\xff\xff\xff\x7f.',b'\x95\x01\x00\x00\x00\x00\x00\x00\x00.',b'i1\n.',b'I1',b'C\x03a',b'\x8d\xff\xff\xff\xff\xff\xff\xff\xff.',b'c\n.',b'X\x01\x00\x00\x00\xff.',b'\x8b\x02\x00\x00\x00\x01\x02.',b'G\x00.',b'J\x00.',b'M\x00',b'r\x00',b'B\x01\x00',b'\x8e\x01',b'((N..',b'Np5\ng5\n.',b'g7\n.',b'(lp1\nN1a.', b'Np1\nNp1\n.'):
    print(bad)
    try: p.dis(bad)
    except BaseException as e: print(type(e),e)
    try: print(p.optimize(bad))
    except BaseException as e: print(type(e),e)
import io
f=io.BytesIO(pickle.dumps(1,0)+pickle.dumps(2,2)+b'rest'); memo={}
p.dis(f,memo=memo); p.dis(f,memo=memo); print(f.read(), memo)
f=io.BytesIO(pickle.dumps([1],0)+pickle.dumps([2],2)+b'rest'); memo={}; out=io.StringIO()
try: p.dis(f,out,memo); p.dis(f,out,memo=memo)
except ValueError as e: print(e)
print(out.getvalue(), memo)
print([ (o.name,a,pos) for o,a,pos in p.genops(io.BytesIO(b'K\x01K\x02\x86.'))])
for c in (lambda: p.OpcodeInfo('a','b',None,[],[],9,''), lambda: p.read_uint1(io.BytesIO(b'')), lambda: p.read_stringnl(io.BytesIO(b"'a'\n"),stripquotes=False), lambda: p.read_stringnl_noescape_pair(io.BytesIO(b"a\nb\n")), lambda: p.read_decimalnl_long(io.BytesIO(b'12L\n')), lambda: p.read_uint8(io.BytesIO(b'12')),lambda:p.read_float8(io.BytesIO(b'1')),lambda:p.read_long1(io.BytesIO(b"\x02\xff\x7f")),lambda:p.read_long4(io.BytesIO(b"\xff\xff\xff\xff")), lambda: len(p.opcodes), lambda: p.code2op['K'].name):
    try: print(c())
    except BaseException as e: print(type(e),e)
