# yield from in place of two loops.
def generator_word():
    for c in 'ABCDE':
        yield c
    for i in range(1, 3):
        yield i

print(list(generator_word()))


def generator_word():
    yield from 'ABCDE'
    yield from range(1, 3)

print(list(generator_word()))
