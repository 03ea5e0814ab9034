# Augmented assignment: in place where the type can, anew where it cannot.
a = [1]
alias = a
a += (2,)
a *= 2
print(a, alias is a)
t = (1,)
alias = t
t += (2,)
print(t, alias)
s = {1}
alias = s
s |= {2}; s -= {1}; s ^= {5}; s &= {5, 2, 9}
print(sorted(s), alias is s)
d = {"n": 1, "l": [1]}
d["n"] += 1
d["l"] += [2]
print(d)
x = "a"
x += "b"
x *= 3
print(x)
n = 5
n += 1.5
print(n)


class Number:
    def __init__(self, v):
        self.v = v

    def __iadd__(self, other):
        print("iadd", end=" ")
        self.v += other
        return self

    def __sub__(self, other):
        print("sub", end=" ")
        return Number(self.v - other)

    def __imul__(self, other):
        return NotImplemented

    def __mul__(self, other):
        print("mul", end=" ")
        return Number(self.v * other)

    def __rtruediv__(self, other):
        print("rtruediv", end=" ")
        return Number(other / self.v)


num = same = Number(10)
num += 5
print(num.v, num is same)
num -= 1
print(num.v, num is same)
num *= 2
print(num.v)
y = 56
y /= num
print(y.v)


class Box:
    def __getattr__(self, name):
        print("get", name, end=" ")
        return 1

    def __setattr__(self, name, value):
        print("set", name, value)

    def __getitem__(self, key):
        print("getitem", key, end=" ")
        return 2

    def __setitem__(self, key, value):
        print("setitem", key, value)


b = Box()
b.x += 5
b["k"] *= 10
matrix = [[1, 2], [3, 4]]
i = 0
matrix[i][i + 1] -= 7
print(matrix)
for code in ("u = 1; u += 'a'", "u = 'a'; u += 1", "u = []; u += 5", "u = None; u += 1", "u = {}; u |= 5",
    "u = (); u += []", "u = 1; u @= 2", "u = 'a'; u -= 'a'", "u = 1; u <<= 'x'", "undefined += 1", "u = [1]; u *= []",
    "u = 1; u //= 'x'; ", "u = 1.5; u %= None", "u = 1; u **= 'x'", "u = 1; u >>= 1.0", "u = 1; u &= 1.0"):
    try:
        exec(code)
        print(code, u)
    except Exception as e:
        print(code, "->", type(e).__name__ + ":", e)
