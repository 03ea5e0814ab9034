# oracle: 3.14
"""Numbers: what is refused, and what subclasses and hostile __index__ do."""
import warnings

from _corners import t

warnings.simplefilter("ignore")

import sys, math, operator
t(int,'0x10'); t(int,'0x10',0); t(int,'0x10',16); t(int,'010',0); t(int,'0',0); t(int,'00',0); t(int,'0b2',0); t(int,'1__0'); t(int,'_1'); t(int,'1_'); t(int,'1_0'); t(int,'0x_f',0); t(int,'0x_f',16); t(int,' 1 '); t(int,'\u0661'); t(int,'1\x00'); t(int,b'1'); t(int,b'1\xff'); t(int,bytearray(b'12')); t(int,''); t(int,' '); t(int,'+'); t(int,'+-1'); t(int,'+ 1'); t(int,'1 0'); t(int,'z',36); t(int,'z',35); t(int,'1',1); t(int,'1',37); t(int,'1',-1); t(int,1,10); t(int,1.5,10); t(int,base=10); t(int,'1',base=2**70); t(int,'1',base='a'); t(int,x='1') ; t(int,None); t(int,[]); t(int,1.9); t(int,-1.9); t(int,float('inf')); t(int,float('nan')); t(int,1e300); t(int,'1e5'); t(int,'1.5'); t(int,memoryview(b'5')); t(int,'1'*5000); t(lambda: str(10**5000)); t(lambda: len(hex(10**5000))); t(int,'a'*300); t(int,'\ud800'); t(int,object()); t(int,'1',b'2'); t(int,1j)
class T:
    def __trunc__(s): return 5
t(int,T())
class I:
    def __int__(s): return 5.5
t(int,I())
class I2:
    def __int__(s): return True
t(int,I2())
class I3:
    def __index__(s): return 'a'
t(int,I3()); t(operator.index,I3()); t(hex,I3()); t(range,I3()); t(lambda: [1][I3()]); t(chr,I3()); t(lambda: 'a'*I3()); t(float,I3()); t(complex,I3()); t(math.sqrt,I3()); t(lambda: 1<<I3())
class I4(int):
    def __int__(s): return 7
    def __index__(s): return 8
    def __trunc__(s): return 9
t(int,I4(1)); t(operator.index,I4(1)); t(lambda: [0]*10 and list(range(10))[I4(1)]); t(float,I4(1)); t(hex,I4(1)); t(lambda: I4(1)+1); t(lambda: type(+I4(1))); t(lambda: type(I4(1).real)); t(lambda: type(I4(3).conjugate())); t(lambda: type(abs(I4(1)))); t(lambda: type(round(I4(1)))); t(lambda: type(int(I4(1)))); t(lambda: type(I4(1)*1)); t(lambda: type(I4(1)//1)); t(lambda: type(I4(1).__pos__())); t(lambda: repr(I4(5))); t(lambda: str(I4(5))); t(lambda: f'{I4(5)}'); t(lambda: '%d'%I4(5)); t(lambda: I4.from_bytes(b'\x01')); t(lambda: type(I4.from_bytes(b'\x01')))
for a,b in [(7,3),(-7,3),(7,-3),(-7,-3),(0,5),(2**70,3),(-2**70,3),(3,2**70),(2**70,2**69),(7,1.5),(-7,1.5),(7.5,-2)]:
    print(a,b,a//b,a%b,divmod(a,b),a/b)
for f in ['+','-','*','/','//','%','**','<<','>>','&','|','^','@']:
    for a,b in [(1,0),(1,'a'),('a',1),(1,None),(1,1.5),(1.5,1),(True,True),(1,-1),(0,-1),(2,2**70) if f not in ('**','<<') else (1,0),(1j,1),(1,1j),([],1)]:
        try: print(f,a,b,repr(eval('a%sb'%f)))
        except Exception as e: print(f,a,b,type(e).__name__,e)
t(lambda: 1<<-1); t(lambda: 1>>-1); t(lambda: 0<<2**100); t(lambda: 1<<2**100); t(lambda: 1>>2**100); t(lambda: -1>>2**100); t(pow,2,-1,5); t(pow,2,-1,4); t(pow,2,3,0); t(pow,2,3,-5); t(pow,2,3,1); t(pow,2,3,-1); t(pow,0,-1); t(pow,0.0,-1); t(pow,-8,1/3); t(pow,2,3,'a'); t(pow,2.0,3,5); t(pow,2,3.0,5); t(pow,2,'a'); t(pow,0,0,1); t(pow,0,0); t(lambda: pow(base=2,exp=3,mod=5)); t(pow,2); t(pow,1j,2,3); t(pow,-2,0.5); t(pow,10,400.0); t(pow,10.0,400); t(pow,2,10000.0); t(divmod,1,0); t(divmod,1.0,0); t(divmod,1j,1); t(divmod,'a',1)
t(round,2.5); t(round,3.5); t(round,-2.5); t(round,2.675,2); t(round,1234,-2); t(round,1250,-2); t(round,1350,-2); t(round,5,-1); t(round,15,-1); t(round,1.5,None); t(round,'a'); t(round,1,'a'); t(round,1.5,1.5); t(round,1e308,-308); t(round,float('nan')); t(round,float('inf')); t(round,float('nan'),2); t(round,2**70,-10); t(round,1,2**70); t(round,1.5,2**70); t(round,-0.4); t(round,0.5,0); t(round,-0.5,0); t(round,1j); t(round); t(lambda: round(number=1.5,ndigits=0)); t(round,True); t(round,1e22,-25); t(round,5e-324,400)
t(lambda: (5).bit_length()); t(lambda: (-5).bit_count()); t(lambda: (5).to_bytes()); t(lambda: (256).to_bytes()); t(lambda: (-1).to_bytes()); t(lambda: (-1).to_bytes(2,'little',signed=True)); t(lambda: (5).to_bytes(-1)); t(lambda: (5).to_bytes(2,'foo')); t(lambda: (5).to_bytes('a')); t(lambda: (0).to_bytes(0)); t(lambda: (1).to_bytes(0)); t(lambda: (128).to_bytes(1,signed=True)); t(int.from_bytes,b''); t(int.from_bytes,b'\xff',signed=True); t(int.from_bytes,'a'); t(int.from_bytes,[1,2]); t(int.from_bytes,[256]); t(int.from_bytes,5); t(int.from_bytes,b'ab','foo'); t(int.from_bytes,b'\x01\x02','little'); t(lambda: (5).as_integer_ratio()); t(lambda: (5).is_integer()); t(lambda: (5).numerator); t(lambda: (5).__round__(-1)); t(lambda: (5).__floor__()); t(lambda: (5).__format__('x')); t(lambda: (5).__getnewargs__()); t(lambda: (5).__divmod__(0)); t(lambda: (5).__divmod__('a')); t(lambda: (5).__pow__(2,'a')); t(lambda: (5).__rpow__(2)); t(lambda: (5).__lt__(5.0)); t(lambda: (5).__eq__(5.0)); t(lambda: (5).__add__(5.0)); t(lambda: (5).__radd__(True)); t(lambda: (5).__bool__()); t(lambda: (5).__hash__()); t(lambda: hash(2**61-1)); t(lambda: hash(-1)); t(lambda: hash(2**61)); t(lambda: hash(-2**61)); t(lambda: (5).__index__()); t(lambda: (5).__ceil__()); t(lambda: (5).imag); t(lambda: (5).__xor__(3.0)); t(lambda: ~5.0); t(lambda: ~True); t(lambda: -True); t(lambda: +True)
t(float,'1_0'); t(float,'1_'); t(float,'1__0'); t(float,'1e5'); t(float,'1e'); t(float,' 1.5 '); t(float,'inf'); t(float,'-Infinity'); t(float,'nan'); t(float,'+nan'); t(float,'infi'); t(float,'0x1p3'); t(float,''); t(float,'.'); t(float,'1.e5'); t(float,'.5'); t(float,'1\x00'); t(float,'\u0661.5'); t(float,b'1.5'); t(float,b'\xff'); t(float,None); t(float,[]); t(float,1j); t(float,10**400); t(float,'1e400'); t(float,'1e-400'); t(float,x=1); t(float,1,2); t(float,'1 2'); t(float,bytearray(b'2.5')); t(float,memoryview(b'2')); t(float,'a'*300); t(float,'+-1'); t(float,'1e+_5')
class F:
    def __float__(s): return 5
t(float,F())
class F2(float):
    def __float__(s): return F2(3)
t(lambda: type(float(F2(1)))); t(lambda: float(F2(1))); t(math.floor,F2(2.5)); 
class F3:
    def __float__(s): return F2(3)
t(lambda: type(float(F3())))
for v in ['0x1p3','0x.8p0','0x1.8','1p3','0x','0x1p','-0x1.fffffffffffffp+1023','0x1p1024','0x1p-1080','inf','nan','0x1.0000000000000000000001p0',' 0x1 ','0x1g','0x1p99999999999999999999','','0x1_0']: t(float.fromhex,v)
t(float.fromhex,5); t(lambda: (1.5).hex()); t(lambda: (-0.0).hex()); t(lambda: (5e-324).hex()); t(lambda: float('inf').hex()); t(lambda: float('nan').hex()); t(lambda: (1.5).as_integer_ratio()); t(lambda: float('inf').as_integer_ratio()); t(lambda: float('nan').as_integer_ratio()); t(lambda: (1.5).is_integer()); t(lambda: float('inf').is_integer()); t(lambda: (1.5).__round__()); t(lambda: (1.5).__trunc__()); t(lambda: float('inf').__trunc__()); t(lambda: (1.5).__floor__()); t(lambda: float('nan').__ceil__()); t(lambda: float.__getformat__('double')); t(lambda: float.__getformat__('x')); t(lambda: float.__getformat__(1)); t(lambda: hash(float('inf'))); t(lambda: hash(1.5)); t(lambda: hash(1e300)); t(lambda: hash(float('nan'))!=0); t(lambda: float.from_number(5)) if sys.version_info>=(3,14) else 0
for v in [0.1,1e16,1e15,123456789012345680.0,1e-5,0.0001,1e22,5e-324,1.7976931348623157e308,-0.0,100.0,1e100,1.5e-7,2**53+1.0]: print(repr(v),str(v),'%g'%v,'%r'%v,format(v,''),format(v,'g'),format(v,'.3'),format(v,'e'),format(v,'.0f')[:30],format(v,'n'))
t(lambda: 1.0<1j); t(lambda: 1.0==1j); t(lambda: 1j<1j); t(lambda: 10**400>1e308); t(lambda: 10**400==float('inf')); t(lambda: 2**53==2.0**53); t(lambda: 2**53+1==2.0**53); t(lambda: float('nan')<1); t(lambda: 1<float('nan')); t(lambda: 2**1024<float('inf')); t(lambda: -10**400<float('-inf')); t(lambda: 1.5<'a'); t(lambda: 1.5%0); t(lambda: 1.5//0); t(lambda: 1.5/0); t(lambda: 0.0**-1); t(lambda: 1e200**2); t(lambda: 1e200*1e200); t(lambda: (-1.0)**0.5); t(lambda: float('inf')%1); t(lambda: 1%float('inf')); t(lambda: -1%float('inf')); t(lambda: float('inf')//1); t(lambda: 1e308+1e308); t(lambda: 10**400+1.0); t(lambda: 10**400/10**399); t(lambda: 10**400/1); t(lambda: 1/10**400); t(lambda: 10**400//1.0); t(lambda: 10**400*1.0)
t(complex,'1+2j'); t(complex,'1 + 2j'); t(complex,'j'); t(complex,'+j'); t(complex,'1e5j'); t(complex,'(1+2j)'); t(complex,'( 1+2j )'); t(complex,'1+2'); t(complex,'1j+2'); t(complex,''); t(complex,'inf+nanj'); t(complex,'1_0+2_0j'); t(complex,'1',2); t(complex,1,'2'); t(complex,1,2); t(complex,1j,1j); t(complex,None); t(complex,1,None); t(complex,'1\x00'); t(complex,b'1'); t(complex,real=1,imag=2); t(complex,1,2,3); t(complex,10**400); t(complex,'a'*300); t(complex,'1+infj'); t(complex,'-nanj'); t(complex,'1e400j'); t(complex,[])
class C:
    def __complex__(s): return 5
t(complex,C())
class C2(complex):
    def __complex__(s): return C2(1,2)
t(lambda: type(complex(C2(1))))
class C3:
    def __complex__(s): return 1+2j
t(complex,C3()); t(complex,C3(),1) ; t(complex,1,C3())
for a,b in [(1+2j,3-4j),(1j,0),(0j,0j),(complex('inf'),1j),(complex('nan'),1)]:
    for op in '+-*/': 
        try: print(a,op,b,eval('a%sb'%op))
        except Exception as e: print(type(e).__name__,e)
    try: print(a**b)
    except Exception as e: print(type(e).__name__,e)
t(lambda: 1j//1); t(lambda: 1j%1); t(lambda: divmod(1j,1)); t(lambda: 0j**-1); t(lambda: 0j**1j); t(lambda: abs(complex('inf+nanj'))); t(lambda: abs(1e200+1e200j)); t(lambda: abs(1e308+1e308j)); t(lambda: hash(1+2j)); t(lambda: hash(1+0j)); t(lambda: bool(0j)); t(lambda: int(1j)); t(lambda: float(1j)); t(lambda: repr(-0j)); t(lambda: repr(complex(-0.0,-0.0))); t(lambda: repr(complex(0,float('nan')))); t(lambda: repr(1e16+1j)); t(lambda: (1+2j).conjugate()); t(lambda: (1+2j).__getnewargs__()); t(lambda: setattr(1j,'real',1)); t(lambda: format(1+2j,'.2f')); t(lambda: format(1+2j,'010')); t(lambda: format(1+2j,'>20')); t(lambda: format(1+2j,'=20')); t(lambda: format(1+2j,'d')); t(lambda: format(1+2j,',.1f')); t(lambda: 1j.__pow__(2,3)); t(lambda: 1j.__lt__(1)); t(lambda: 1j.__eq__('a')); t(lambda: 1j.__complex__()); t(lambda: (1+2j)**2); t(lambda: (1+2j)**-1); t(lambda: (1+2j)**0.5); t(lambda: (1+2j)**1000); t(lambda: 2**1j); t(lambda: complex.from_number(3)) if sys.version_info>=(3,14) else 0
t(bool,1,2); t(bool,x=1); t(lambda: True+True); t(lambda: True&1); t(lambda: type(True&True)); t(lambda: True^False); t(lambda: True<<True); t(lambda: repr(True)); t(lambda: bool.from_bytes(b'\0')); t(lambda: '%d'%True); t(lambda: bool([])); t(lambda: True.real); t(lambda: True==1.0); t(lambda: {True:1}[1]); t(lambda: format(True,'d')); t(lambda: format(True,'5')); t(lambda: bool.__new__(bool,'a')); t(lambda: True.__and__('a'))
class B:
    def __bool__(s): return 1
t(bool,B()); t(lambda: not B()); t(lambda: 1 if B() else 2); t(lambda: B() and 1)
class B2:
    def __len__(s): return -1
t(bool,B2()); t(lambda: not B2())
class B3:
    def __len__(s): return 2**100
t(bool,B3())
class B4:
    def __bool__(s): return None
t(bool,B4()); t(lambda: [1 for x in [1] if B4()])
t(range,1,2,0); t(range,1.5); t(range,'a'); t(range); t(range,1,2,3,4); t(lambda: range(10)[20]); t(lambda: range(10)[-11]); t(lambda: range(10)['a']); t(lambda: range(10)[::0]); t(lambda: range(10)[2:8:3]); t(lambda: range(10)==range(0,10,1)); t(lambda: range(0)==range(5,5)); t(lambda: hash(range(0))==hash(range(3,3))); t(lambda: range(10).index(5.0)); t(lambda: range(10).index('a')); t(lambda: range(10).count(3)); t(lambda: 5.0 in range(10)); t(lambda: '5' in range(10)); t(lambda: len(range(2**100))); t(lambda: range(2**100)[2**99]); t(lambda: range(2**100)[-1]); t(lambda: repr(range(1,2))); t(lambda: range(10)<range(5)); t(lambda: setattr(range(1),'start',1)); t(lambda: list(reversed(range(0,10,3)))); t(lambda: iter(range(5)).__reduce__()); t(lambda: iter(range(2**70)).__length_hint__()); t(lambda: range(True)); t(lambda: type(range(True).stop)); t(lambda: range(a=1)); t(lambda: range(1,10,2).index(4)); t(lambda: range(10).foo); t(lambda: range(3)+range(3)); t(lambda: range(3)*2); t(lambda: bool(range(0))); t(lambda: range(-2**63,2**63).index(0)); t(lambda: max(range(0))); t(lambda: sum(range(2**70,2**70+3)))
t(slice); t(slice,1,2,3,4); t(lambda: slice(1).indices(5)); t(lambda: slice(None,None,0).indices(5)); t(lambda: slice(1,2,3).indices(-1)); t(lambda: slice('a').indices(5)); t(lambda: slice(1).indices('a')); t(lambda: slice(2**100,None,-1).indices(2**99)); t(lambda: hash(slice(1))); t(lambda: slice(1)==slice(1)); t(lambda: slice(1)<slice(2)); t(lambda: repr(slice('a',1.5))); t(lambda: slice(1).__reduce__()); t(lambda: setattr(slice(1),'start',1)); t(lambda: slice(a=1)); t(lambda: {slice(1):2}); t(lambda: slice(1)==5); t(lambda: slice([])); t(lambda: hash(slice([])))
