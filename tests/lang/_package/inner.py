from . import LEVEL
from .deeper import VALUE


def deep():
    return VALUE


def up():
    return LEVEL
