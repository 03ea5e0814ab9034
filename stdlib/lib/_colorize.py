"""Whether and how text for terminals is coloured. Rondo's tracebacks and test reports are plain."""

import os
import sys


class ANSIColors:
    """Escape sequences, by what they do."""

    RESET = '\x1b[0m'
    BLACK, RED, GREEN, YELLOW, BLUE, MAGENTA, CYAN, WHITE = (f'\x1b[{n}m' for n in range(30, 38))
    GREY = '\x1b[90m'
    BOLD = '\x1b[1m'
    BOLD_BLACK, BOLD_RED, BOLD_GREEN, BOLD_YELLOW, BOLD_BLUE, BOLD_MAGENTA, BOLD_CYAN, BOLD_WHITE = (
        f'\x1b[1;{n}m' for n in range(30, 38))
    (INTENSE_BLACK, INTENSE_RED, INTENSE_GREEN, INTENSE_YELLOW, INTENSE_BLUE, INTENSE_MAGENTA, INTENSE_CYAN,
     INTENSE_WHITE) = (f'\x1b[{n}m' for n in range(90, 98))
    BACKGROUND_RED, BACKGROUND_YELLOW = '\x1b[41m', '\x1b[43m'


ColorCodes = {value for name, value in vars(ANSIColors).items() if name.isupper()}


class _NoColors:
    """No escape sequence for any name."""

    def __getattr__(self, name):
        if name.startswith('__'):
            raise AttributeError(name)
        return _NO_COLOR

    def __getitem__(self, name):
        return ''


class _NoColor(str):
    def __getattr__(self, name):
        if name.startswith('__'):
            raise AttributeError(name)
        return ''


class _TracebackColors:
    """The colours of the parts of a traceback."""

    type = ANSIColors.BOLD_MAGENTA
    message = filename = line_no = frame = ANSIColors.MAGENTA
    error_highlight = ANSIColors.BOLD_RED
    error_range = ANSIColors.RED
    reset = ANSIColors.RESET

    def __getitem__(self, name):
        return getattr(self, name)


class _Colors(_NoColors):
    """Escape sequences where there are any."""

    traceback = _TracebackColors()


_NO_COLOR = _NoColor('')
NoColors = _NoColors()
default_theme = theme_no_color = NoColors


def can_colorize(*, file=None):
    """Does the terminal behind the file take escape sequences, and does nobody forbid them?"""
    if file is None:
        file = sys.stdout
    if not sys.flags.ignore_environment:
        if os.environ.get('PYTHON_COLORS') == '0':
            return False
        if os.environ.get('PYTHON_COLORS') == '1':
            return True
        if os.environ.get('NO_COLOR'):
            return False
        if os.environ.get('FORCE_COLOR'):
            return True
        if os.environ.get('TERM') == 'dumb':
            return False
    if not hasattr(file, 'fileno'):
        return False
    try:
        return os.isatty(file.fileno())
    except OSError:
        return hasattr(file, 'isatty') and file.isatty()


def get_colors(colorize=False, *, file=None):
    """The escape sequences to use, or their absence."""
    return ANSIColors() if colorize or can_colorize(file=file) else NoColors


def get_theme(*, tty_file=None, force_color=False, force_no_color=False):
    """The theme to use. Only tracebacks have one with colours."""
    if force_color or not force_no_color and can_colorize(file=tty_file):
        return _Colors()
    return theme_no_color


def set_theme(t):
    """Themes have no effect."""


def decolor(text):
    """Remove escape sequences from a text."""
    for code in ColorCodes:
        text = text.replace(code, '')
    return text
