"""pow() with a modulus: small numbers, large ones, signs, negative exponents."""
import random
random.seed(1)
def t(*a):
    try: return pow(*a)
    except Exception as e: return type(e).__name__+str(e)
vals=[0,1,-1,2,-2,3,10,2**31,2**32-1,2**32,2**32+1,-2**32,2**62,2**63-1,-2**63,2**63,2**64,-2**64,10**18+9,-(10**18)]
h = 0
for x in vals:
    for y in vals+[5,100]:
        for m in vals:
            if abs(y)>2**20 and abs(m)>2**64 : continue
            h = (h * 31 + sum(map(ord, str(t(x, y, m))))) % 10**12
print(h)
for _ in range(2000):
    x,y,m=[random.randrange(-2**random.choice((4,31,32,33,63,64)),2**random.choice((4,31,32,33,63,64))) for _ in 'abc']
    h = (h * 31 + sum(map(ord, str(t(x, y, m))))) % 10**12
print(h, pow(True,5,3), pow(7,0,1), pow(-7,0,-1), pow(-7,3,-5), pow(3,-1,7))
