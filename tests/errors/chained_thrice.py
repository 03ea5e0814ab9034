# Three errors, one after the other, and one hidden with from None.
def first():
    {}["a"]


def second():
    try:
        first()
    except KeyError as e:
        raise ValueError("second") from e


def third():
    try:
        second()
    except ValueError:
        1 / 0


def hidden():
    try:
        third()
    except ZeroDivisionError as e:
        raise e


try:
    hidden()
except ZeroDivisionError as e:
    print(repr(e.__context__))
    try:
        raise LookupError("shown alone") from None
    except LookupError:
        hidden()
