# `super().name` reads the receiver by its name, `super()` alone does not.
class Root:
    def told(self):
        return 'told'


class Forgetful(Root):
    def method(self):
        del self
        return super().told()

    def attribute(self):
        keep = lambda: self
        del self
        return super().told

    def alone(self):
        del self
        return super()

    def perhaps(self, forget):
        if forget:
            del self
        return super().told()

    def replaced(self):
        self = 3
        return super().told()


for call in [Forgetful().method, Forgetful().attribute, Forgetful().alone, lambda: Forgetful().perhaps(True),
             lambda: Forgetful().perhaps(False), Forgetful().replaced]:
    try:
        print(call())
    except (RuntimeError, NameError, TypeError) as error:
        print(type(error).__name__, error)
