# What tokenize says of numbers without digits, null bytes, and source that ends too early.
import io
import tokenize


def show(source):
    print(repr(source))
    try:
        for made in tokenize.generate_tokens(io.StringIO(source).readline):
            print("   ", tokenize.tok_name[made.type], repr(made.string), made.start, made.end)
    except (tokenize.TokenError, SyntaxError) as e:
        print("   ", type(e).__name__, e)


for source in (
    "1_", "0x", "0X_", "0b2", "0b12", "0o8", "1__0", "1.5_", "012", "1e", "1e+", "0xfor", "1if 2else 3", "1abc", "1_000j",
    "x + 0b\n", "a\0b", "x = 5 \\\n", "x\\", "\\", 'f"{a', 'f"{', '"abc', '"""abc', "x = (\n", "\u20acx", "$?!", "  ", "",
):
    show(source)
