"""Modules that are loaded when something of them is first asked for."""


class LazyModule:
    """Stands for a module. What is set on it hides what the module has."""

    def __init__(self, name):
        self.__name__ = name

    def __getattr__(self, name):
        return getattr(__import__(self.__name__, fromlist=["__name__"]), name)
