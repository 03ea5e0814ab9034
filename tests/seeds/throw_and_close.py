# throw and close, as the text describes them: handled, unhandled, and a generator that refuses to end.
def worker():
    while True:
        try:
            x = yield
            print('-> got', x)
        except ValueError as e:
            print('*** handled', repr(e))
            yield 'value of throw'


gen = worker()
next(gen)
gen.send(1)
print(gen.throw(ValueError('boom')))
next(gen)
try:
    gen.throw(ZeroDivisionError)
except ZeroDivisionError as e:
    print('went through', repr(e))
try:
    next(gen)
except StopIteration:
    print('closed by the error')

gen = worker()
next(gen)
print(gen.close())
print(gen.close())


def stubborn():
    while True:
        try:
            yield
        except GeneratorExit:
            print('no')


gen = stubborn()
next(gen)
try:
    gen.close()
except RuntimeError as e:
    print(e)
