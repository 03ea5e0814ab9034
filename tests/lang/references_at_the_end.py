# At the end of a program references that go with what they refer to do not call back.
import weakref


class Thing:
    pass


def gone(reference):
    print('gone', Thing)


thing = Thing()
reference = weakref.ref(thing, gone)
other = Thing()
kept = weakref.ref(other, gone)
del other
print('end')
