"""Configuration of logging from dictionaries and files."""
import io
import logging
import logging.config
import logging.handlers
import os
import sys
import tempfile


class Upper(logging.Formatter):
    def __init__(self, fmt=None, prefix=""):
        super().__init__(fmt)
        self.prefix = prefix

    def format(self, record):
        return self.prefix + super().format(record).upper()


def only_short(record):
    return len(record.getMessage()) < 20


def attempt(what, *args, **kw):
    try:
        print(repr(what(*args, **kw)))
    except Exception as error:
        print(type(error).__name__, error, "<-", repr(error.__cause__))


CONFIG = {
    "version": 1,
    "disable_existing_loggers": False,
    "outputs": {"main": "ext://sys.stdout"},
    "formatters": {
        "plain": {"format": "%(levelname)s:%(name)s:%(message)s"},
        "braces": {"format": "{name} {message}", "style": "{"},
        "upper": {"()": Upper, "fmt": "%(message)s", "prefix": "> "},
        "defaults": {"format": "%(message)s %(extra)s", "defaults": {"extra": "none"}},
    },
    "filters": {"sub": {"name": "a.b"}, "short": {"()": lambda: only_short}},
    "handlers": {
        "out": {"class": "logging.StreamHandler", "formatter": "plain", "stream": "ext://sys.stdout", "level": "INFO"},
        "loud": {"class": "logging.StreamHandler", "formatter": "upper", "stream": "ext://sys.stdout", "filters": ["sub"]},
        "kept": {"class": "logging.handlers.MemoryHandler", "capacity": 10, "target": "out", "flushLevel": "ERROR"},
        "second": {"class": "logging.StreamHandler", "formatter": "braces", "stream": "cfg://outputs[main]"},
        "extra": {"class": "logging.StreamHandler", "formatter": "defaults", "stream": "ext://sys.stdout"},
    },
    "loggers": {
        "a": {"level": "DEBUG", "handlers": ["loud"], "propagate": True},
        "kept": {"handlers": ["kept"], "propagate": False},
        "second": {"handlers": ["second", "extra"], "propagate": False, "filters": ["short"]},
    },
    "root": {"level": "WARNING", "handlers": ["out"]},
}
before = logging.getLogger("before")
logging.config.dictConfig(CONFIG)
logging.debug("nothing")
logging.warning("from root")
logging.getLogger("a").info("from a")
logging.getLogger("a.b.c").debug("from below")
kept = logging.getLogger("kept")
kept.warning("kept back")
print("--")
kept.error("let go")
logging.getLogger("second").warning("in braces")
logging.getLogger("second").warning("one that is too long to be shown")
print(before.disabled, logging.getHandlerByName("out").name, logging.getLogger("a").level)
logging.config.dictConfig({"version": 1, "incremental": True, "handlers": {"out": {"level": "ERROR"}}, "root": {"level": 10}})
logging.warning("too low now")
logging.error("shown")
logging.config.dictConfig({"version": 1})
print(before.disabled, logging.getLogger("a").disabled, logging.getLogger("a").handlers)
for config in [
    {}, {"version": 2}, {"version": 1, "handlers": {"x": {"class": "nothing.Here"}}},
    {"version": 1, "handlers": {"x": {"class": "logging.StreamHandler", "formatter": "no"}}},
    {"version": 1, "handlers": {"x": {"class": "logging.StreamHandler", "level": "NO"}}},
    {"version": 1, "root": {"handlers": ["no"]}}, {"version": 1, "loggers": {"x": {"level": "WHAT"}}},
    {"version": 1, "formatters": {"f": {"format": "%(x", "validate": True}}},
    {"version": 1, "incremental": True, "handlers": {"no": {"level": 1}}},
    {"version": 1, "filters": {"f": {"()": "no.such.thing"}}},
]:
    attempt(logging.config.dictConfig, config)

TEXT = """
[loggers]
keys=root,app

[handlers]
keys=out,memory

[formatters]
keys=simple

[logger_root]
level=ERROR
handlers=out

[logger_app]
level=DEBUG
handlers=memory
propagate=0
qualname=app.part

[handler_out]
class=StreamHandler
level=NOTSET
formatter=simple
args=(sys.stdout,)

[handler_memory]
class=handlers.MemoryHandler
args=(2,)
target=out

[formatter_simple]
format=%(name)s - %(levelname)s - %(message)s
"""
logging.config.fileConfig(io.StringIO(TEXT))
logging.getLogger("app.part").info("one")
print("--")
logging.getLogger("app.part").info("two")
logging.error("root")
print(before.disabled)
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "x.ini")
    for text in ("", "[loggers]\n", "nonsense"):
        with open(path, "w") as file:
            file.write(text)
        try:
            logging.config.fileConfig(path)
        except Exception as error:
            print(type(error).__name__, str(error).replace(path, "PATH").splitlines()[0])
    try:
        logging.config.fileConfig(path + "none")
    except Exception as error:
        print(type(error).__name__, str(error).replace(path, "PATH"))
logging.config.dictConfig({
    "version": 1,
    "handlers": {
        "q": {"class": "logging.handlers.QueueHandler", "handlers": ["w"], "respect_handler_level": True},
        "w": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout"},
    },
    "root": {"handlers": ["q"], "level": "INFO"},
})
handler = logging.getHandlerByName("q")
handler.listener.start()
logging.info("through a queue")
handler.listener.stop()
sys.stdout.flush()
logging.config.dictConfig({"version": 1})
