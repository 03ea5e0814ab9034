# A subclass of str that a special method returns: what passes it on as it is, and what makes a plain string of it.


class Text(str):
    pass


class Shown:
    def __str__(self):
        return Text("shown")


class Formatted:
    def __format__(self, spec):
        return Text("formatted" + spec)


class Represented:
    def __repr__(self):
        return Text("represented")


shown, formatted, represented = Shown(), Formatted(), Represented()
text = Text("text")
for expression in (
    "str(shown)", "f'{shown}'", "f'{shown:}'", "f'{shown!s}'", "format(shown)", "object.__format__(shown, '')",
    "shown.__format__('')", "f'{shown} and more'", "f'{shown:>7}'[:0]",
    "f'{formatted}'", "f'{formatted:x}'", "format(formatted, 'y')", "f'{formatted}{formatted}'", "str(formatted)[:0]",
    "repr(represented)", "str(represented)", "f'{represented}'", "f'{represented!r}'", "ascii(represented)",
    "format(represented)", "represented.__str__()", "object.__str__(represented)",
    "f'{text}'", "f'{text!s}'", "f'{text:}'", "format(text)", "str(text)", "text.__format__('')", "text[:]",
):
    try:
        result = eval(expression)
        print(expression, type(result).__name__, result)
    except TypeError as error:
        print(expression, error)
