"""asyncio reports errors nobody handles on standard error; see `BaseEventLoop.default_exception_handler`."""
