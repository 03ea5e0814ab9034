# Unpacking what does not fit.
# oracle: 3.14
def three():
    yield 1
    yield 2
    yield 3


for code in ("a, b = 1", "a, b = 1, 2, 3", "a, b, c = 1, 2", "a, *b, c = [1]", "a, b = 'x'", "(a, b), c = 1, 2",
    "a, b = {1, 2, 3}", "a, b = None", "a, = []", "a, b = {}", "*a, b = ()", "for a, b in [1]: pass",
    "[a, b] = three()", "a, b = range(5)", "[x for x, y in [(1,)]]"):
    try:
        exec(code)
    except Exception as e:
        print(code, "->", type(e).__name__ + ":", e)
