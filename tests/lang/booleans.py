# Truth: bool, what is false, short circuits, and conditional expressions.
print(True, False, bool(), bool(1), bool(0.0), bool(""), bool(" "), bool([]), bool([0]), bool(None), bool(...),
    bool({}), bool(set()), bool(range(0)), bool(b""))
print(True + True, True * 5, -True, True / 2, True // 2, True == 1, isinstance(True, int), type(True), str(True),
    f"{True}", f"{True:5d}", int(True), float(False))
print(True and 1, 1 and True, 0 and 1, "" and 1, [] or "x", 0 or None, 1 or 2, not 0, not "", not [1], not not 5)
print(None or 0 or [] or "last", 1 and "a" and 2.5, 1 and [] and 2)


def seen(name, value):
    print("eval", name)
    return value


print(seen("a", 0) and seen("b", 1))
print(seen("a", 1) and seen("b", 0) or seen("c", 3))
print(seen("then", 1) if seen("test", False) else seen("else", 2))
print(not seen("x", 1) or seen("y", 2))
if seen("1", 1) and not seen("2", 0) and (seen("3", 0) or seen("4", [1])):
    print("taken")
x = "a" if 0 else "b" if 0 else "c"
print(x, 1 if True else 2 if True else 3, (lambda: 5 if x else 6)())


class Falsy:
    def __bool__(self):
        print("__bool__")
        return False


class Empty:
    def __len__(self):
        print("__len__")
        return 0


class Both:
    def __bool__(self):
        return True

    def __len__(self):
        return 0


class Wrong:
    def __bool__(self):
        return 1


class Negative:
    def __len__(self):
        return -1


print(bool(Falsy()), not Empty(), bool(Both()), bool(object()), bool(Falsy), "yes" if Empty() else "no")
while Falsy():
    pass
print([v for v in (Falsy(), Both(), Empty()) if v] != [])
for f in (lambda: bool(Wrong()), lambda: not Wrong(), lambda: bool(Negative()), lambda: bool(1, 2)):
    try:
        f()
    except Exception as e:
        print(type(e).__name__ + ":", e)
