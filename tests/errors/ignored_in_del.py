# Errors in __del__ are reported and ignored.
class Loud:
    def __del__(self):
        raise ValueError("in __del__")


loud = Loud()
del loud
print("goes on")
