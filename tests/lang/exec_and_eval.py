# exec, eval and compile.
x = 5
print(eval("x + 1"), eval("x * y", {"x": 2, "y": 3}), eval("a + x", {"x": 1}, {"a": 10}),
    eval("[i for i in range(3)]"), eval("  7 "), eval("(lambda v: v * 2)(4)"))
exec("z = x + 1\nfor i in range(2):\n    z += i")
print(z, i)
space = {"n": 3}
exec("def f(k):\n    return k * n\nresult = f(5)\nclass C:\n    v = n", space)
print(space["result"], space["C"].v, sorted(k for k in space if not k.startswith("__")), "__builtins__" in space)
code = compile("x * 10", "<source>", "eval")
print(eval(code), type(code).__name__, code.co_filename)
statements = compile("y = 1\nprint('statement', y)", "<string>", "exec")
exec(statements)
exec(compile("1 + 1\n'not shown'", "f", "exec"))
exec(compile("x", "f", "single"))


def local_scope():
    hidden = 1
    try:
        return eval("hidden + 1")
    except NameError as e:
        return e


print(local_scope(), exec("pass"), eval("None"))
for source, mode in (("x = 1", "eval"), ("x +", "exec"), ("def", "exec"), ("", "eval"), ("1 2", "eval"), ("x", "nope")):
    try:
        print(compile(source, "<test>", mode) and "compiled")
    except (SyntaxError, ValueError) as e:
        print(source, "->", type(e).__name__, getattr(e, "msg", e), getattr(e, "lineno", None),
            getattr(e, "offset", None))
for f in (lambda: eval(5), lambda: exec(5), lambda: eval("undefined_thing"), lambda: eval("1 +"),
    lambda: eval("x", 5), lambda: exec("raise ValueError('in exec')")):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", e)
