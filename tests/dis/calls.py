def add(a, b=1, *rest, scale=2, **options):
    return (a + b) * scale


def use(obj, items):
    add(1)
    add(1, b=2, **{"x": 3})
    add(*items)
    return obj.method(items[0]).attribute
