# Warnings the compiler gives while the program runs on.
if 1 is 1:
    print("\d")
assert (True, "always true")
print(1 .real, "x" is "x")


def f():
    try:
        return 1
    finally:
        print("finally")


f()
if False:
    [1, 2](0)
