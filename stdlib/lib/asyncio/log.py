"""What asyncio reports goes to the logger "asyncio".

The module logging is loaded when something is logged. A report in a program that does not log goes to standard error,
as logging's handler of last resort would write it.
"""


class _Logger:
    """Stands for logging.getLogger("asyncio")."""

    def error(self, msg, *args, exc_info=None, **kwargs):
        if _is_logging():
            self._logger().error(msg, *args, exc_info=exc_info, **kwargs)
        else:
            _write(msg, args, exc_info)

    def warning(self, msg, *args, exc_info=None, **kwargs):
        if _is_logging():
            self._logger().warning(msg, *args, exc_info=exc_info, **kwargs)
        else:
            _write(msg, args, exc_info)

    def info(self, msg, *args, **kwargs):
        if _is_logging():
            self._logger().info(msg, *args, **kwargs)

    def debug(self, msg, *args, **kwargs):
        if _is_logging():
            self._logger().debug(msg, *args, **kwargs)

    @staticmethod
    def _logger():
        import logging
        return logging.getLogger("asyncio")

    def __getattr__(self, name):
        return getattr(self._logger(), name)


def _is_logging():
    import sys
    return "logging" in sys.modules


def _write(msg, args, exc_info):
    import sys
    if exc_info is True:
        exc_info = sys.exc_info()
    text = (msg % args if args else msg) + "\n"
    if exc_info and exc_info[1] is not None:
        import _asyncio
        text += _asyncio._format_exception(exc_info[1])
    sys.stderr.write(text)


logger = _Logger()


def __getattr__(name):
    if name == "logging":
        import logging
        return logging
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
