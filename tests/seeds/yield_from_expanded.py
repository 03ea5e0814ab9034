# RESULT = yield from EXPR written out as PEP 380 defines it, and compared with the real one.
import sys


def expanded(EXPR):
    # RESULT = yield from EXPR
    _i = iter(EXPR)
    try:
        _y = next(_i)
    except StopIteration as _e:
        _r = _e.value
    else:
        while 1:
            try:
                _s = yield _y
            except GeneratorExit as _e:
                try:
                    _m = _i.close
                except AttributeError:
                    pass
                else:
                    _m()
                raise _e
            except BaseException as _e:
                _x = sys.exc_info()
                try:
                    _m = _i.throw
                except AttributeError:
                    raise _e
                else:
                    try:
                        _y = _m(_x[1])
                    except StopIteration as _e:
                        _r = _e.value
                        break
            else:
                try:
                    if _s is None:
                        _y = next(_i)
                    else:
                        _y = _i.send(_s)
                except StopIteration as _e:
                    _r = _e.value
                    break
    RESULT = _r
    return RESULT


def builtin(EXPR):
    return (yield from EXPR)


def sub(log):
    try:
        while True:
            try:
                got = yield len(log)
                log.append(got)
                if got == 'stop':
                    return 'returned'
            except ValueError as e:
                log.append(repr(e))
    finally:
        log.append('finally')


def trial(delegate):
    log = []
    gen = delegate(sub(log))
    log.append(next(gen))
    log.append(gen.send('a'))
    log.append(next(gen))
    log.append(gen.throw(ValueError('v')))
    try:
        gen.send('stop')
    except StopIteration as e:
        log.append(e.value)

    gen = delegate(sub(log))
    next(gen)
    gen.close()

    gen = delegate(sub(log))
    next(gen)
    try:
        gen.throw(KeyError('k'))
    except KeyError as e:
        log.append(repr(e))

    gen = delegate([1, 2])
    next(gen)
    try:
        gen.send(5)
    except AttributeError as e:
        log.append(str(e))

    gen = delegate([1, 2])
    next(gen)
    gen.close()
    return log + list(delegate('xyz'))


print(trial(expanded))
print(trial(expanded) == trial(builtin))


# StopIteration as PEP 380 describes it.
class StopIteration_(Exception):
    def __init__(self, *args):
        if len(args) > 0:
            self.value = args[0]
        else:
            self.value = None
        Exception.__init__(self, *args)


for args in (), (1,), (1, 2):
    a, b = StopIteration_(*args), StopIteration(*args)
    print(a.value, b.value, a.args == b.args)
