"""A handler of log records that keeps them."""
import logging.handlers


class TestHandler(logging.handlers.BufferingHandler):
    """Keeps each record as a dict of its attributes."""

    def __init__(self, matcher):
        super().__init__(0)
        self.matcher = matcher

    def shouldFlush(self, record):
        return False

    def emit(self, record):
        self.format(record)
        self.buffer.append(record.__dict__)

    def matches(self, **kwargs):
        """Is there a record with these attributes?"""
        return any(self.matcher.matches(kept, **kwargs) for kept in self.buffer)
