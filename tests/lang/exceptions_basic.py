# try, except, else, finally: which parts run, in which order.
def attempt(action):
    trace = []
    try:
        trace.append("try")
        action()
    except ZeroDivisionError as e:
        trace.append(f"zero {e}")
    except (KeyError, IndexError) as e:
        trace.append(f"lookup {type(e).__name__} {e}")
    except LookupError:
        trace.append("other lookup")
    except Exception as e:
        trace.append(f"other {e!r}")
    else:
        trace.append("else")
    finally:
        trace.append("finally")
    return trace


def fail(error):
    raise error


print(attempt(lambda: None))
print(attempt(lambda: fail(ZeroDivisionError("zero"))))
print(attempt(lambda: {}["k"]))
print(attempt(lambda: [][0]))
print(attempt(lambda: fail(LookupError())))
print(attempt(lambda: fail(ValueError("v", 1))))
print(attempt(lambda: undefined_name))
try:
    attempt(lambda: fail(KeyboardInterrupt()))
except KeyboardInterrupt:
    print("passed through")


def flow(kind):
    for i in range(3):
        try:
            if i == 1:
                if kind == "break":
                    break
                if kind == "continue":
                    continue
                if kind == "return":
                    return "returned"
                if kind == "raise":
                    raise ValueError
        except ValueError:
            print("except", end=" ")
        else:
            print("else", end=" ")
        finally:
            print("finally", i, end=" ")
    else:
        print("loop else", end=" ")
    return "end"


for kind in ("none", "break", "continue", "return", "raise"):
    print(flow(kind))


def nested():
    try:
        try:
            raise KeyError("inner")
        finally:
            print("inner finally")
    except KeyError as e:
        print("outer except", e)
        try:
            raise TypeError("second")
        except TypeError as e:
            print("e is now", e)
        try:
            e
        except NameError as error:
            print(type(error).__name__)
    print("done")


nested()


def returns():
    try:
        return "from try"
    finally:
        print("before returning")


print(returns())


def value_is_kept():
    x = 1
    try:
        return x
    finally:
        x = 2


print(value_is_kept())


def dynamic():
    kinds = (ValueError,)
    try:
        raise ValueError("dynamic")
    except kinds + (TypeError,) as e:
        return e


print(dynamic())
try:
    try:
        raise ValueError("original")
    except "not a class":
        pass
except TypeError as e:
    print(e, "|", repr(e.__context__))
try:
    try:
        raise ValueError
    except (TypeError, 5):
        pass
except TypeError as e:
    print(e)
while True:
    try:
        break
    finally:
        print("finally after break")


def generator():
    try:
        yield 1
        yield 2
    except ValueError:
        yield "caught"
    finally:
        print("generator finally")


g = generator()
print(next(g), g.throw(ValueError), list(g))
