# Notes under an error, of one line and of several.
def f():
    try:
        int("x")
    except ValueError as e:
        e.add_note("while reading line 3")
        e.add_note("a second note\nof two lines")
        raise


f()
