def careful(f):
    try:
        f()
    except (KeyError, ValueError) as e:
        raise RuntimeError("no") from e
    else:
        return 1
    finally:
        f.close()


def managed(m):
    with m as x, m:
        return x
