"""Configuration of logging: from a dictionary, from a file, or over a socket."""

import errno
import functools
import io
import json
import logging
import logging.handlers
import os
import queue
import re
import struct
import threading
import traceback
from socketserver import StreamRequestHandler, ThreadingTCPServer

DEFAULT_LOGGING_CONFIG_PORT = 9030
RESET_ERROR = errno.ECONNRESET
IDENTIFIER = re.compile("^[a-z_][a-z0-9_]*$", re.I)
_listener = None


def fileConfig(fname, defaults=None, disable_existing_loggers=True, encoding=None):
    """Configures logging from a file as configparser reads them, whose name or content is given."""
    import configparser

    if isinstance(fname, str):
        if not os.path.exists(fname):
            raise FileNotFoundError(f"{fname} doesn't exist")
        if not os.path.getsize(fname):
            raise RuntimeError(f"{fname} is an empty file")
    if isinstance(fname, configparser.RawConfigParser):
        parser = fname
    else:
        try:
            parser = configparser.ConfigParser(defaults)
            if hasattr(fname, "readline"):
                parser.read_file(fname)
            else:
                parser.read(fname, encoding=io.text_encoding(encoding))
        except configparser.ParsingError as problem:
            raise RuntimeError(f"{fname} is invalid: {problem}")
    formatters = _create_formatters(parser)
    with logging._lock:
        _clear_handlers()
        handlers = _install_handlers(parser, formatters)
        _install_loggers(parser, handlers, disable_existing_loggers)


def _resolve(name):
    """The object that a dotted name means."""
    parts = name.split(".")
    used = parts.pop(0)
    found = __import__(used)
    for part in parts:
        used += "." + part
        try:
            found = getattr(found, part)
        except AttributeError:
            __import__(used)
            found = getattr(found, part)
    return found


def _names(section, key="keys"):
    text = section[key]
    return [name.strip() for name in text.split(",")] if text else []


def _create_formatters(parser):
    formatters = {}
    for name in _names(parser["formatters"]):
        section = "formatter_" + name
        text = parser.get(section, "format", raw=True, fallback=None)
        dates = parser.get(section, "datefmt", raw=True, fallback=None)
        style = parser.get(section, "style", raw=True, fallback="%")
        defaults = parser.get(section, "defaults", raw=True, fallback=None)
        cls = logging.Formatter
        class_name = parser[section].get("class")
        if class_name:
            cls = _resolve(class_name)
        if defaults is not None:
            formatters[name] = cls(text, dates, style, defaults=eval(defaults, vars(logging)))
        else:
            formatters[name] = cls(text, dates, style)
    return formatters


def _install_handlers(parser, formatters):
    handlers = {}
    targets = []
    for name in _names(parser["handlers"]):
        section = parser["handler_" + name]
        class_name = section["class"]
        try:
            cls = eval(class_name, vars(logging))
        except (AttributeError, NameError):
            cls = _resolve(class_name)
        args = eval(section.get("args", "()"), vars(logging))
        kwargs = eval(section.get("kwargs", "{}"), vars(logging))
        handler = cls(*args, **kwargs)
        handler.name = name
        if "level" in section:
            handler.setLevel(section["level"])
        if section.get("formatter", ""):
            handler.setFormatter(formatters[section["formatter"]])
        if issubclass(cls, logging.handlers.MemoryHandler):
            target = section.get("target", "")
            if target:
                targets.append((handler, target))
        handlers[name] = handler
    for handler, target in targets:
        handler.setTarget(handlers[target])
    return handlers


def _handle_existing_loggers(existing, child_loggers, disable_existing):
    for name in existing:
        logger = logging.root.manager.loggerDict[name]
        if name in child_loggers:
            if not isinstance(logger, logging.PlaceHolder):
                logger.setLevel(logging.NOTSET)
                logger.handlers = []
                logger.propagate = True
        else:
            logger.disabled = disable_existing


def _install_loggers(parser, handlers, disable_existing):
    names = _names(parser["loggers"])
    names.remove("root")
    section = parser["logger_root"]
    root = logging.root
    if "level" in section:
        root.setLevel(section["level"])
    for handler in root.handlers[:]:
        root.removeHandler(handler)
    for name in _names(section, "handlers"):
        root.addHandler(handlers[name])
    existing = sorted(root.manager.loggerDict.keys())
    children = []
    for one in names:
        section = parser["logger_" + one]
        name = section["qualname"]
        logger = logging.getLogger(name)
        if name in existing:
            children += [other for other in existing if other.startswith(name + ".")]
            existing.remove(name)
        if "level" in section:
            logger.setLevel(section["level"])
        for handler in logger.handlers[:]:
            logger.removeHandler(handler)
        logger.propagate = section.getint("propagate", fallback=1)
        logger.disabled = 0
        for handler in _names(section, "handlers"):
            logger.addHandler(handlers[handler])
    _handle_existing_loggers(existing, children, disable_existing)


def _clear_handlers():
    logging._handlers.clear()
    logging.shutdown(logging._handlerList[:])
    del logging._handlerList[:]


def valid_ident(s):
    """True. Raises ValueError unless it is a name."""
    if not IDENTIFIER.match(s):
        raise ValueError(f"Not a valid Python identifier: {s!r}")
    return True


class ConvertingMixin:
    """What containers have in common whose values are converted when they are asked for."""

    def convert_with_key(self, key, value, replace=True):
        """The value converted, and put in place of what it was."""
        result = self.configurator.convert(value)
        if value is not result:
            if replace:
                self[key] = result
            if type(result) in (ConvertingDict, ConvertingList, ConvertingTuple):
                result.parent = self
                result.key = key
        return result

    def convert(self, value):
        """The value converted."""
        result = self.configurator.convert(value)
        if value is not result and type(result) in (ConvertingDict, ConvertingList, ConvertingTuple):
            result.parent = self
        return result


class ConvertingDict(dict, ConvertingMixin):
    """A dictionary whose values are converted when they are asked for."""

    def __getitem__(self, key):
        return self.convert_with_key(key, dict.__getitem__(self, key))

    def get(self, key, default=None):
        return self.convert_with_key(key, dict.get(self, key, default))

    def pop(self, key, default=None):
        return self.convert_with_key(key, dict.pop(self, key, default), replace=False)


class ConvertingList(list, ConvertingMixin):
    """A list whose items are converted when they are asked for."""

    def __getitem__(self, key):
        return self.convert_with_key(key, list.__getitem__(self, key))

    def pop(self, idx=-1):
        return self.convert(list.pop(self, idx))


class ConvertingTuple(tuple, ConvertingMixin):
    """A tuple whose items are converted when they are asked for."""

    def __getitem__(self, key):
        return self.convert_with_key(key, tuple.__getitem__(self, key), replace=False)


class BaseConfigurator:
    """Turns what a configuration says into objects."""

    CONVERT_PATTERN = re.compile(r"^(?P<prefix>[a-z]+)://(?P<suffix>.*)$")
    WORD_PATTERN = re.compile(r"^\s*(\w+)\s*")
    DOT_PATTERN = re.compile(r"^\.\s*(\w+)\s*")
    INDEX_PATTERN = re.compile(r"^\[([^\[\]]*)\]\s*")
    DIGIT_PATTERN = re.compile(r"^\d+$")

    value_converters = {"ext": "ext_convert", "cfg": "cfg_convert"}
    importer = staticmethod(__import__)

    def __init__(self, config):
        self.config = ConvertingDict(config)
        self.config.configurator = self

    def resolve(self, s):
        """The object that a dotted name means. Raises ValueError."""
        parts = s.split(".")
        used = parts.pop(0)
        try:
            found = self.importer(used)
            for part in parts:
                used += "." + part
                try:
                    found = getattr(found, part)
                except AttributeError:
                    self.importer(used)
                    found = getattr(found, part)
            return found
        except ImportError as problem:
            raise ValueError(f"Cannot resolve {s!r}: {problem}") from problem

    def ext_convert(self, value):
        """What `ext://name` means: an object of a module."""
        return self.resolve(value)

    def cfg_convert(self, value):
        """What `cfg://path` means: a part of the configuration."""
        found = self.WORD_PATTERN.match(value)
        if found is None:
            raise ValueError(f"Unable to convert {value!r}")
        rest = value[found.end() :]
        part = self.config[found.groups()[0]]
        while rest:
            found = self.DOT_PATTERN.match(rest)
            if found:
                part = part[found.groups()[0]]
            else:
                found = self.INDEX_PATTERN.match(rest)
                if found:
                    index = found.groups()[0]
                    if not self.DIGIT_PATTERN.match(index):
                        part = part[index]
                    else:
                        try:
                            part = part[int(index)]
                        except TypeError:
                            part = part[index]
            if not found:
                raise ValueError(f"Unable to convert {value!r} at {rest!r}")
            rest = rest[found.end() :]
        return part

    def convert(self, value):
        """The value as an object; containers as ones that convert."""
        if not isinstance(value, ConvertingDict) and isinstance(value, dict):
            value = ConvertingDict(value)
            value.configurator = self
        elif not isinstance(value, ConvertingList) and isinstance(value, list):
            value = ConvertingList(value)
            value.configurator = self
        elif not isinstance(value, ConvertingTuple) and isinstance(value, tuple) and not hasattr(value, "_fields"):
            value = ConvertingTuple(value)
            value.configurator = self
        elif isinstance(value, str):
            found = self.CONVERT_PATTERN.match(value)
            if found:
                converter = self.value_converters.get(found["prefix"])
                if converter:
                    value = getattr(self, converter)(found["suffix"])
        return value

    def configure_custom(self, config):
        """The object that the function under `()` makes."""
        factory = config.pop("()")
        if not callable(factory):
            factory = self.resolve(factory)
        attributes = config.pop(".", None)
        made = factory(**{key: config[key] for key in config if valid_ident(key)})
        for name, value in (attributes or {}).items():
            setattr(made, name, value)
        return made

    def as_tuple(self, value):
        """A tuple of what is a list."""
        return tuple(value) if isinstance(value, list) else value


def _is_queue_like(obj):
    methods = ("empty", "full", "get", "get_nowait", "put", "put_nowait")
    return all(callable(getattr(obj, name, None)) for name in methods)


class DictConfigurator(BaseConfigurator):
    """Configures logging as a dictionary says."""

    def configure(self):
        """Does it. Raises ValueError."""
        config = self.config
        if "version" not in config:
            raise ValueError("dictionary doesn't specify a version")
        if config["version"] != 1:
            raise ValueError(f"Unsupported version: {config['version']}")
        incremental = config.pop("incremental", False)
        with logging._lock:
            if incremental:
                self._configure_more(config)
            else:
                self._configure_all(config)

    def _each(self, mapping, what, action):
        for name in mapping:
            try:
                action(name, mapping[name])
            except Exception as problem:
                raise ValueError(f"Unable to configure {what} {name!r}") from problem

    def _configure_root(self, config, incremental=False):
        root = config.get("root", None)
        if root:
            try:
                self.configure_root(root, incremental)
            except Exception as problem:
                raise ValueError("Unable to configure root logger") from problem

    def _configure_more(self, config):
        handlers = config.get("handlers", {})
        for name in handlers:
            if name not in logging._handlers:
                raise ValueError(f"No handler found with name {name!r}")
            try:
                level = handlers[name].get("level", None)
                if level:
                    logging._handlers[name].setLevel(logging._checkLevel(level))
            except Exception as problem:
                raise ValueError(f"Unable to configure handler {name!r}") from problem
        self._each(config.get("loggers", {}), "logger", lambda name, one: self.configure_logger(name, one, True))
        self._configure_root(config, True)

    def _configure_all(self, config):
        disable_existing = config.pop("disable_existing_loggers", True)
        _clear_handlers()
        formatters = config.get("formatters", {})

        def make_formatter(name, one):
            formatters[name] = self.configure_formatter(one)

        self._each(formatters, "formatter", make_formatter)
        filters = config.get("filters", {})

        def make_filter(name, one):
            filters[name] = self.configure_filter(one)

        self._each(filters, "filter", make_filter)
        handlers = config.get("handlers", {})
        deferred = []
        for name in sorted(handlers):
            try:
                handler = self.configure_handler(handlers[name])
                handler.name = name
                handlers[name] = handler
            except Exception as problem:
                # It may need a handler that comes later.
                if " not configured yet" in str(problem.__cause__):
                    deferred.append(name)
                else:
                    raise ValueError(f"Unable to configure handler {name!r}") from problem
        for name in deferred:
            try:
                handler = self.configure_handler(handlers[name])
                handler.name = name
                handlers[name] = handler
            except Exception as problem:
                raise ValueError(f"Unable to configure handler {name!r}") from problem
        existing = sorted(logging.root.manager.loggerDict.keys())
        children = []

        def make_logger(name, one):
            if name in existing:
                children.extend(other for other in existing if other.startswith(name + "."))
                existing.remove(name)
            self.configure_logger(name, one)

        self._each(config.get("loggers", {}), "logger", make_logger)
        _handle_existing_loggers(existing, children, disable_existing)
        self._configure_root(config)

    def configure_formatter(self, config):
        """A formatter."""
        if "()" in config:
            factory = config["()"]
            try:
                return self.configure_custom(config)
            except TypeError as problem:
                if "'format'" not in str(problem):
                    raise
                # The argument is called so in formatters of the library.
                config["fmt"] = config.pop("format")
                config["()"] = factory
                return self.configure_custom(config)
        text = config.get("format", None)
        dates = config.get("datefmt", None)
        style = config.get("style", "%")
        class_name = config.get("class", None)
        more = {}
        if config.get("defaults", None) is not None:
            more["defaults"] = config["defaults"]
        cls = _resolve(class_name) if class_name else logging.Formatter
        if "validate" in config:
            return cls(text, dates, style, config["validate"], **more)
        return cls(text, dates, style, **more)

    def configure_filter(self, config):
        """A filter."""
        if "()" in config:
            return self.configure_custom(config)
        return logging.Filter(config.get("name", ""))

    def add_filters(self, filterer, filters):
        """Adds filters to a handler or logger."""
        for one in filters:
            try:
                if callable(one) or callable(getattr(one, "filter", None)):
                    filterer.addFilter(one)
                else:
                    filterer.addFilter(self.config["filters"][one])
            except Exception as problem:
                raise ValueError(f"Unable to add filter {one!r}") from problem

    def _configure_queue_handler(self, klass, **kwargs):
        given = kwargs.pop("queue", None)
        listener = kwargs.pop("listener", None) or logging.handlers.QueueListener
        respect = kwargs.pop("respect_handler_level", False)
        handlers = kwargs.pop("handlers", None) or []
        made = queue.Queue() if given is None else given
        handler = klass(made, **kwargs)
        handler.listener = listener(made, *handlers, respect_handler_level=respect)
        return handler

    def _queue_arguments(self, config):
        handlers = self.config.get("handlers", {})
        if "queue" in config:
            spec = config["queue"]
            if isinstance(spec, str):
                made = self.resolve(spec)
                if not callable(made):
                    raise TypeError(f"Invalid queue specifier {spec!r}")
                config["queue"] = made()
            elif isinstance(spec, dict):
                if "()" not in spec:
                    raise TypeError(f"Invalid queue specifier {spec!r}")
                config["queue"] = self.configure_custom(dict(spec))
            elif not _is_queue_like(spec):
                raise TypeError(f"Invalid queue specifier {spec!r}")
        if "listener" in config:
            spec = config["listener"]
            if isinstance(spec, type):
                if not issubclass(spec, logging.handlers.QueueListener):
                    raise TypeError(f"Invalid listener specifier {spec!r}")
            elif isinstance(spec, str):
                made = self.resolve(spec)
                if isinstance(made, type) and not issubclass(made, logging.handlers.QueueListener):
                    raise TypeError(f"Invalid listener specifier {spec!r}")
                config["listener"] = made
            elif isinstance(spec, dict):
                if "()" not in spec:
                    raise TypeError(f"Invalid listener specifier {spec!r}")
                config["listener"] = self.configure_custom(dict(spec))
            else:
                raise TypeError(f"Invalid listener specifier {spec!r}")
        if "handlers" in config:
            made = []
            try:
                for name in config["handlers"]:
                    handler = handlers[name]
                    if not isinstance(handler, logging.Handler):
                        raise TypeError(f"Required handler {name!r} is not configured yet")
                    made.append(handler)
            except Exception as problem:
                raise ValueError(f"Unable to set required handler {name!r}") from problem
            config["handlers"] = made

    def configure_handler(self, config):
        """A handler."""
        kept = dict(config)
        formatter = config.pop("formatter", None)
        if formatter:
            try:
                formatter = self.config["formatters"][formatter]
            except Exception as problem:
                raise ValueError(f"Unable to set formatter {formatter!r}") from problem
        level = config.pop("level", None)
        filters = config.pop("filters", None)
        if "()" in config:
            factory = config.pop("()")
            if not callable(factory):
                factory = self.resolve(factory)
        else:
            class_name = config.pop("class")
            cls = class_name if isinstance(class_name, type) else self.resolve(class_name)
            factory = cls
            if issubclass(cls, logging.handlers.MemoryHandler):
                if config.get("flushLevel"):
                    config["flushLevel"] = logging._checkLevel(config["flushLevel"])
                if config.get("target"):
                    try:
                        name = config["target"]
                        target = self.config["handlers"][name]
                        if not isinstance(target, logging.Handler):
                            config.update(kept)
                            raise TypeError("target not configured yet")
                        config["target"] = target
                    except Exception as problem:
                        raise ValueError(f"Unable to set target handler {name!r}") from problem
            elif issubclass(cls, logging.handlers.QueueHandler):
                try:
                    self._queue_arguments(config)
                except Exception:
                    config.update(kept)
                    raise
                factory = functools.partial(self._configure_queue_handler, cls)
            elif issubclass(cls, logging.handlers.SMTPHandler) and "mailhost" in config:
                config["mailhost"] = self.as_tuple(config["mailhost"])
            elif issubclass(cls, logging.handlers.SysLogHandler) and "address" in config:
                config["address"] = self.as_tuple(config["address"])
        attributes = config.pop(".", None)
        arguments = {key: config[key] for key in config if valid_ident(key)}
        try:
            handler = factory(**arguments)
        except TypeError as problem:
            if "'stream'" not in str(problem):
                raise
            # That is what the argument was called once.
            arguments["strm"] = arguments.pop("stream")
            handler = factory(**arguments)
        if formatter:
            handler.setFormatter(formatter)
        if level is not None:
            handler.setLevel(logging._checkLevel(level))
        if filters:
            self.add_filters(handler, filters)
        for name, value in (attributes or {}).items():
            setattr(handler, name, value)
        return handler

    def add_handlers(self, logger, handlers):
        """Adds handlers to a logger."""
        for name in handlers:
            try:
                logger.addHandler(self.config["handlers"][name])
            except Exception as problem:
                raise ValueError(f"Unable to add handler {name!r}") from problem

    def common_logger_config(self, logger, config, incremental=False):
        """Configures what the root and other loggers have in common."""
        level = config.get("level", None)
        if level is not None:
            logger.setLevel(logging._checkLevel(level))
        if incremental:
            return
        for handler in logger.handlers[:]:
            logger.removeHandler(handler)
        if config.get("handlers", None):
            self.add_handlers(logger, config["handlers"])
        if config.get("filters", None):
            self.add_filters(logger, config["filters"])

    def configure_logger(self, name, config, incremental=False):
        """Configures a logger."""
        logger = logging.getLogger(name)
        self.common_logger_config(logger, config, incremental)
        logger.disabled = False
        propagate = config.get("propagate", None)
        if propagate is not None:
            logger.propagate = propagate

    def configure_root(self, config, incremental=False):
        """Configures the root logger."""
        self.common_logger_config(logging.getLogger(), config, incremental)


dictConfigClass = DictConfigurator


def dictConfig(config):
    """Configures logging as a dictionary says. Raises ValueError."""
    dictConfigClass(config).configure()


def listen(port=DEFAULT_LOGGING_CONFIG_PORT, verify=None):
    """A thread that takes configurations over a socket of this machine.

    `verify` gets the bytes that came and returns those that are used, or `None`.
    """

    class Handler(StreamRequestHandler):
        def handle(self):
            try:
                head = self.connection.recv(4)
                if len(head) != 4:
                    return
                (length,) = struct.unpack(">L", head)
                data = b""
                while len(data) < length:
                    piece = self.connection.recv(length - len(data))
                    if not piece:
                        return
                    data += piece
                if self.server.verify is not None:
                    data = self.server.verify(data)
                if data is not None:
                    text = data.decode("utf-8")
                    try:
                        dictConfig(json.loads(text))
                    except Exception:
                        try:
                            fileConfig(io.StringIO(text))
                        except Exception:
                            traceback.print_exc()
                if self.server.ready:
                    self.server.ready.set()
            except OSError as problem:
                if problem.errno != RESET_ERROR:
                    raise

    class Receiver(ThreadingTCPServer):
        allow_reuse_address = True
        allow_reuse_port = False
        ready = None

        def __init__(self):
            ThreadingTCPServer.__init__(self, ("localhost", port), Handler)
            self.timeout = 1
            self.verify = verify

    class Server(threading.Thread):
        def __init__(self):
            super().__init__()
            self.port = port
            self.ready = threading.Event()

        def run(self):
            global _listener
            receiver = Receiver()
            self.port = receiver.server_address[1]
            self.ready.set()
            with logging._lock:
                _listener = receiver
            receiver.serve_forever(poll_interval=0.1)
            receiver.server_close()

    return Server()


def stopListening():
    """Ends the thread that takes configurations."""
    global _listener
    with logging._lock:
        if _listener:
            _listener.shutdown()
            _listener = None
