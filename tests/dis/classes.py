class Point:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y

    @property
    def length(self):
        return (self.x * self.x + self.y * self.y) ** 0.5


class Point3(Point):
    def __init__(self, x, y, z):
        super().__init__(x, y)
        self.z = z
