# In a constructor called by a constructor, through super.
class Base:
    def __init__(self, name):
        self.name = name.strip()


class Derived(Base):
    def __init__(self):
        super().__init__(None)


items = {"d": Derived()}
