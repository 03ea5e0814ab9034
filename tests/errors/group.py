# An exception group with nested groups and chains.
def fail(kind, *args):
    raise kind(*args)


def collect(*calls):
    errors = []
    for call in calls:
        try:
            fail(*call)
        except Exception as e:
            errors.append(e)
    return errors


def chained():
    try:
        fail(KeyError, "cause")
    except KeyError as e:
        try:
            raise ValueError("effect") from e
        except ValueError as v:
            v.add_note("a note inside a group")
            return v


inner = ExceptionGroup("inner", collect((TypeError, "t"), (LookupError, "l")))
raise ExceptionGroup("outer", [inner, chained(), *collect((IndexError, "i"))])
