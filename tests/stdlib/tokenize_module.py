"""Source taken apart into tokens, and put together again."""
import io
import token
import tokenize

for source in (
        "x = 1\n", "def f(a, b=2):\n    \"\"\"doc\n    x\"\"\"\n    return a+b # c\n\n\nclass A: pass",
        "if x:\n\ty = (1,\n # c\n\n  2)\n\n  # d\nelse:\n    z\n", "f\"x{y!r:>5}z{{}}\" f'{a+1=}'\n",
        "f\"\"\"a\n{b}\nc\"\"\"\n", "x = \"a\\\nb\"\n", "1_000 0xFF 1e5j .5 1. 1.5e-3\n", "a \\\n+ b\n", "# only\n",
        "", "\n\n", "x", "\u00e9 = \"\u00fc\"\n", "if 1:\n  a\n if 2: b\n", "(", "\"abc", "\"\"\"abc\n", "x = $1\n",
        "a := 1; b -> c ** d //= e ...\n", "@a.b\nasync def f(): await x\n", "rb\"x\" Rb\"y\" u\"z\"\n", "x=1;\n",
        "f\"{a[\"b\"]}\"\n", ")\n", "f'{x:%H:%M}'\n",
        "f'{x:}{y:{w}}{y:a{w}.{p}}'\n", "f'{x:{{w}}}{x!r:{y:{z}}}'\n", "if x: # c\n  y\n"):
    print(repr(source))
    found = []
    try:
        for made in tokenize.generate_tokens(io.StringIO(source).readline):
            found.append(made)
            print("   ", token.tok_name[made.exact_type], repr(made.string), made.start, made.end, repr(made.line))
    except Exception as error:
        print(type(error).__name__, error.args)
print(repr(next(tokenize.generate_tokens(io.StringIO("abc\n").readline))))
for data in (b"# -*- coding: latin-1 -*-\nx\n", b"\xef\xbb\xbfx", b"#!x\n# coding=utf-8\n", b"# coding: nope\n",
             b"x\n# coding: latin-1\n", b"", b"\xff", b"\xef\xbb\xbf# coding: latin-1\n"):
    try:
        print(tokenize.detect_encoding(io.BytesIO(data).readline))
        print(next(tokenize.tokenize(io.BytesIO(data).readline)).string)
    except SyntaxError as error:
        print(error)
print(tokenize.untokenize(tokenize.generate_tokens(io.StringIO("if x:\n    y = (1,\n         2)\nz\n").readline)))
print(tokenize.untokenize(tokenize.tokenize(io.BytesIO(b"x = [1, 2]  # c\n").readline)))
