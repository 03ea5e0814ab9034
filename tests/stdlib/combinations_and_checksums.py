"""math.comb, math.factorial and CRC-32, small and large."""
import math
import zlib

print([math.comb(n,k) for n in range(12) for k in range(n+1)])
print(math.comb(67,33), math.comb(68,34), math.comb(130,65), math.comb(200,100), math.comb(2**62,3), math.comb(2**40,5), math.comb(5,7), math.comb(True,1), math.comb(10**6,999990))
print([math.factorial(n) for n in (0,1,2,19,20,21,22,33,34,35,100)], math.factorial(499)%10**9+7, math.factorial(500)//math.factorial(498), math.factorial(501)//math.factorial(500))
for a in [(-1,2),(2,-1),('a',1),(2.0,1)]:
    try: print(math.comb(*a))
    except Exception as e: print(type(e),e)
# crc
for d in (b'',b'a',b'hello world'*1000): print(zlib.crc32(d), zlib.crc32(d,5), zlib.crc32(d,2**32-1), zlib.crc32(d[3:], zlib.crc32(d[:3]))==zlib.crc32(d), zlib.crc32(d,-1), zlib.crc32(bytearray(d)))
import binascii; print(binascii.crc32(b'abc',7))
