# Statements that assign to what nothing can be assigned to, and are wrong elsewhere too.
for text in ["5 =", "f() =", "a + 1 =", "x = 5 =", "(a, 5) =", "await c =", '"a" =', "None =", "a.b =", "5 = x y",
             "f() = = 3", "if x =", "if 5 =:", "a < b =", "a, 5 =", "x; 5 =", "if x: 5 =", "if x: f() = 3 3", "f() +=",
             "x, y += **", "a +=", "x.y +=", "lambda: 5 =", "*a, 5 =", "5 = print x", "f() = f(a b)", "f() = [1 2",
             "x = f() = class", "{1:2} =", "a if b else c =", "return 5 =", "a = 5 = 6 =", "f() = lambda", "with x: 5 =",
             "for f() = 3", "assert 5 =", "a: int =", "else: 5 =", "5 = not", "5 = 3 3", "x = 5 = y y", "x += 5 =",
             "lambda: x := 1", "(lambda x, *y: z := 1)", "f(lambda: x := 1)", "(True) = 1", "(None) = x", "True = 1",
             "[(True)] = 1", "def f(**a, b: int = 3): pass", "lambda **a, b=1: 0", "def f(**a, *, b): pass"]:
    try:
        compile(text + "\n", "text", "exec")
    except SyntaxError as error:
        print(text, "|", error.msg, error.lineno, error.offset, error.end_offset)
