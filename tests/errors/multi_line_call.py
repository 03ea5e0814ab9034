# The carets of a call that spans lines.
def combine(*parts):
    raise ValueError("cannot combine")


result = [
    combine(
        "first",
        "second",
    ),
    "rest",
]
