class Undecided:
    def __bool__(self):
        raise ValueError("undecided")


value = Undecided() and 1
