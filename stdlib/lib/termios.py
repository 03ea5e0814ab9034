"""What terminals are set to: tcgetattr(), tcsetattr() and the numbers in what they return and take."""

from _termios import *
from _termios import _openpty


class error(Exception):
    """The descriptor is no terminal, or cannot be set so."""
