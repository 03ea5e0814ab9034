# Text to integers: int() with every base, literals, and what is refused.
print(0x1F, 0o17, 0b101, 0XAB, 0O7, 0B1, 1_000_000, 0x_ff, 0b_1010_0101, 00, 0_0)
for args in (("101", 2), ("0b101", 2), ("0b101", 0), ("ff", 16), ("0xFF", 16), ("0xff", 0), ("777", 8), ("0o17", 0),
             ("z", 36), ("Zz", 36), ("1_000", 10), ("  42\n", 10), ("+7", 10), ("-0x1f", 16), ("0", 0), ("12", 3)):
    print(args, int(*args))
print(int("１２３"), int("٣"), int(b"12"), int(b"ff", 16), int("13", base=5))
for args in (("",), (" ",), ("abc",), ("1.5",), ("1__0",), ("_1",), ("1_",), ("0x10",), ("9", 8), ("12", 1), ("12", 37),
             ("- 1",), ("1 2",), ("é",), (None,), ([],), (5, 10), (float("nan"),), (float("inf"),), ("٣x",), (b"x",)):
    try:
        print(args, int(*args))
    except Exception as e:
        print(args, "->", type(e).__name__ + ":", e)


class Index:
    def __index__(self):
        return 7


class Int:
    def __int__(self):
        return 8


class Wrong:
    def __int__(self):
        return "8"


print(int(Index()), int(Int()), [10, 20, 30, 40, 50, 60, 70, 80][Index()], hex(Index()))
try:
    int(Wrong())
except TypeError as e:
    print(e)
