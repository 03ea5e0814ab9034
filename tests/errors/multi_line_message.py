# A message of several lines, an empty one, and one of an exception whose __str__ fails.
class Silent(Exception):
    pass


class Broken(Exception):
    def __str__(self):
        raise ValueError("no text")


try:
    raise Silent
except Silent:
    try:
        raise Broken
    except Broken:
        raise ValueError("first line\nsecond line\n  indented third")
