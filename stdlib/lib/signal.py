"""Signals, and what they do."""

import _signal
from _signal import *
from enum import IntEnum

_numbers = {name: getattr(_signal, name) for name in dir(_signal)}

Signals = IntEnum('Signals', {name: number for name, number in _numbers.items()
                              if name.startswith('SIG') and not name.startswith('SIG_')}, module=__name__)
Handlers = IntEnum('Handlers', {name: number for name, number in _numbers.items() if name in ('SIG_DFL', 'SIG_IGN')},
                   module=__name__)
globals().update(Signals.__members__)
globals().update(Handlers.__members__)
del _numbers


def _shown(value, kind):
    if not isinstance(value, int):
        return value
    try:
        return kind(value)
    except ValueError:
        return value


def _number(value):
    return int(value) if isinstance(value, (Signals, Handlers)) else value


def signal(signalnum, handler, /):
    """Sets what a signal does; returns what it did before."""
    return _shown(_signal.signal(_number(signalnum), _number(handler)), Handlers)


def getsignal(signalnum, /):
    """What a signal does."""
    return _shown(_signal.getsignal(_number(signalnum)), Handlers)


def valid_signals():
    """The signals of this system."""
    return {_shown(number, Signals) for number in range(1, NSIG) if number not in (32, 33)}


def set_wakeup_fd(fd, /, *, warn_on_full_buffer=True):
    """Accepted: a signal always ends a wait here."""
    return -1


def siginterrupt(signalnum, flag, /):
    """Accepted: calls go on after a signal, as in CPython."""
