# Integers compared with integers, floats, bools and other things.
values = [0, 1, -1, True, False, 0.0, 1.0, -0.0, 2 ** 53, 2 ** 53 + 1, float(2 ** 53), 2 ** 70, float(2 ** 70),
    2 ** 70 + 1]
for a in values:
    print(repr(a), "".join("<" if a < b else "=" if a == b else ">" for b in values))
print(1 == "1", 1 != "1", 1 == None, None is None, 0 == [], True == 1)
inf, nan = float("inf"), float("nan")
print(10 ** 400 < inf, -10 ** 400 > -inf, 10 ** 400 == inf, 5 < nan, 5 > nan, 5 == nan, nan == nan, nan != nan)
print(1 < 2 < 3, 1 < 3 < 2, 1 == 1.0 == True, 3 > 2 >= 2 != 1)
for op in ("1 < 'a'", "1 < None", "[] < 1", "1 <= {}", "(1,) > 1", "1 >= 'x'"):
    try:
        eval(op)
    except TypeError as e:
        print(op, "->", e)
print(hash(1) == hash(1.0) == hash(True), hash(2 ** 70) == hash(float(2 ** 70)), {1: "a", 1.0: "b", True: "c"})
print(sorted([3, 1.5, True, -2, 2 ** 65, 0.1]), max(1, 1.0), min(1.0, 1), max(True, 1))
