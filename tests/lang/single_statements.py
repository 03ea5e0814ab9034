# compile() of what is typed at a prompt: one statement, or one line of simple ones, and a compound statement whose end is
# certain.
SOURCES = (
    "", "\n", "# nothing", "\n\n# nothing\n", "x", "x\n", "x; y", "x;\n", "x\n\n\n", "x # c\n# d", "# c\nx",
    "if x: y", "if x: y\n", "if x: y # c", "if x: y;", "if x: y\n# c", "if x:\n  y", "if x:\n  y\nelse: z",
    "if x:\n  y\nelse: z\n", "class A: pass", "def f(): pass;", "for i in x: pass", "while x:\n  y\n  z",
    "try: x\nfinally: y", "with x: y", "@d\ndef f(): pass\n", "match x:\n  case 1: y",
    "x\ny", "x;\ny", "x # b\ny", "x\n\n\ny", "x; y # c\n# d\nz", "x = (1,\n 2)\ny", "é = 1\ny", "x   \ny", '"""a\nb"""\ny',
    "if x:\n  y\nz", "if x:\n  y\n\n\nif z: y\n", "pass;pass\npass", "x\nif y: z",
)
for source in SOURCES:
    try:
        compile(source, "<prompt>", "single")
        print(repr(source), "compiles")
    except SyntaxError as error:
        print(repr(source), error.msg, error.lineno, error.offset, error.end_lineno, error.end_offset)
