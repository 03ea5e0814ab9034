# Brackets that are never closed: a statement ends where the next one seems to begin.
def load(path):
    data = parse(open(path)
    return data


class Thing:
    items = [1,
             2,
    names = {
        'a': 1,
        'b': 2

    def method(self):
        print("x" % (1, 2)
        if self.items[0:
            return 3 +
        yield =


def last(:
    pass

print(min(1,
    2)
total = (1 +
         2
for name in sorted(names:
    print(name)
# The end of the text comes first.
config = {
    'a': [1, 2,
    'b': 3,
