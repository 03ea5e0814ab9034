# Parts of a group take its context over, and hide it.
group = ExceptionGroup("x", [ValueError(1), TypeError(2)])
print(group.__suppress_context__)
for part in group.split(ValueError):
    print(part.__suppress_context__, part.__cause__)
print(group.subgroup(ValueError).__suppress_context__, group.subgroup(lambda e: True) is group)
print(group.derive([ValueError()]).__suppress_context__)


class Own(ExceptionGroup):
    def derive(self, e):
        return Own(self.message, e)


own = Own("x", [ValueError(1), TypeError(2)])
for part in own.split(ValueError):
    print(part.__suppress_context__)


def show(*exceptions):
    return [(repr(e), e.__suppress_context__, repr(e.__context__)) for e in exceptions]


def during_another(raises):
    """Shows what leaves `raises`, called while a ZeroDivisionError is handled."""
    try:
        try:
            1 / 0
        except ZeroDivisionError:
            raises()
    except BaseException as e:
        print(*show(e)[0], show(*getattr(e, 'exceptions', ())), e is own)


def handled_and_raised_again():
    try:
        raise own
    except* ValueError as handled:
        print('handled', *show(handled)[0])
        raise


def handled_and_replaced():
    try:
        raise own
    except* ValueError:
        raise KeyError


def not_handled():
    try:
        raise own
    except* KeyError:
        raise KeyError


def wrapped():
    try:
        raise ValueError
    except* ValueError:
        raise


for way in handled_and_raised_again, handled_and_replaced, not_handled, wrapped:
    during_another(way)
