# raise ... from ...
class ConfigError(Exception):
    pass


def load():
    try:
        open_file()
    except OSError as e:
        raise ConfigError("cannot load") from e


def open_file():
    raise FileNotFoundError(2, "No such file or directory", "settings.ini")


load()
