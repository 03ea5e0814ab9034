# The method of a call is looked up after its arguments are evaluated, so that nothing has to hold it meanwhile; CPython looks
# it up before. It shows where looking it up runs code or fails, and where an argument changes what would be found.
class Telling:
    def __getattr__(self, name):
        print("looks up", name)
        return lambda *args: args


def argument():
    print("evaluates the argument")
    return 1


print(Telling().method(argument()))
try:
    None.method(argument())
except AttributeError as error:
    print(error)
