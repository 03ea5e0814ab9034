# In the body of a class, and in what it calls.
def check(value):
    if value < 0:
        raise ValueError(f"negative: {value}")
    return value


class Settings:
    size = check(5)

    class Inner:
        depth = check(-1)
