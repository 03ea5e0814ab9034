"""Signals, and what they do."""

import _signal
from _collections import _struct_sequence
from _signal import *
from enum import IntEnum

_numbers = {name: getattr(_signal, name) for name in dir(_signal)}

Signals = IntEnum('Signals', {name: number for name, number in _numbers.items()
                              if name.startswith('SIG') and not name.startswith('SIG_')}
                  | {'SIGIOT': 6, 'SIGCLD': 17, 'SIGPOLL': 29}, module=__name__)
Handlers = IntEnum('Handlers', {name: number for name, number in _numbers.items() if name in ('SIG_DFL', 'SIG_IGN')},
                   module=__name__)
Sigmasks = IntEnum('Sigmasks', {'SIG_BLOCK': 0, 'SIG_UNBLOCK': 1, 'SIG_SETMASK': 2}, module=__name__)
globals().update(Signals.__members__)
globals().update(Handlers.__members__)
globals().update(Sigmasks.__members__)
del _numbers

ITIMER_REAL, ITIMER_VIRTUAL, ITIMER_PROF = 0, 1, 2
ItimerError = type('ItimerError', (OSError,), {'__module__': 'signal'})


def _shown(value, kind):
    if not isinstance(value, int):
        return value
    try:
        return kind(value)
    except ValueError:
        return value


def _number(value):
    return int(value) if isinstance(value, (Signals, Handlers)) else value


def _shown_set(numbers):
    return {_shown(number, Signals) for number in numbers}


def signal(signalnum, handler):
    """Sets what a signal does; returns what it did before."""
    return _shown(_signal.signal(_number(signalnum), _number(handler)), Handlers)


def getsignal(signalnum):
    """What a signal does."""
    return _shown(_signal.getsignal(_number(signalnum)), Handlers)


def valid_signals():
    """The signals of this system."""
    return _shown_set(number for number in range(1, NSIG) if number not in (32, 33))


def set_wakeup_fd(fd, /, *, warn_on_full_buffer=True):
    """Has the number of each signal that comes written to a descriptor, which does not block; -1 for none. Returns the
    descriptor before."""
    return _signal._set_wakeup_fd(fd)


def siginterrupt(signalnum, flag, /):
    """Accepted: calls go on after a signal, as in CPython."""
    if not 0 < signalnum < NSIG:
        raise ValueError('signal number out of range')


# Masks and waiting.

def pthread_sigmask(how, mask):
    """Blocks signals, or does not any more; returns those that were blocked before."""
    import _signals
    return _shown_set(_signals.pthread_sigmask(how, mask))


def sigpending():
    """The signals that have come and are blocked."""
    import _signals
    return _shown_set(_signals.sigpending())


def sigwait(sigset):
    """Waits for a signal of the set; returns it."""
    import _signals
    return _shown(_signals.wait(sigset, None)[0], Signals)


def sigwaitinfo(sigset, /):
    """Waits for a signal of the set; returns what is known of it."""
    import _signals
    return struct_siginfo(_signals.wait(sigset, None))


def sigtimedwait(sigset, timeout, /):
    """As sigwaitinfo(), for at most timeout seconds: then None."""
    import _signals
    if timeout < 0:
        raise ValueError('timeout must be non-negative')
    found = _signals.wait(sigset, timeout)
    return None if found is None else struct_siginfo(found)


def pause():
    """Waits until a signal has been handled."""
    import _signals
    _signals.pause()


struct_siginfo = _struct_sequence(
    'signal.struct_siginfo', 7, ('si_signo', 'si_code', 'si_errno', 'si_pid', 'si_uid', 'si_status', 'si_band'),
    'struct_siginfo: Result from sigwaitinfo or sigtimedwait.')


# Sending.

def pthread_kill(thread_id, signalnum, /):
    """Sends a thread a signal; the main thread handles it."""
    import sys
    import threading
    sys.audit('signal.pthread_kill', thread_id, signalnum)
    if thread_id not in threading._active:
        raise ProcessLookupError(3, 'No such process')
    if signalnum == 0:
        return
    if not 0 < signalnum < NSIG:
        raise OSError(22, 'Invalid argument')
    _signal.raise_signal(_number(signalnum))


def raise_signal(signalnum, /):
    """Sends this process a signal."""
    if not 0 < signalnum < NSIG:
        raise OSError(22, 'Invalid argument')
    _signal.raise_signal(_number(signalnum))


def alarm(seconds, /):
    """Sends SIGALRM after so many seconds; 0 takes that back. Returns the seconds that were left."""
    import _signals
    import math
    return math.ceil(_signals.setitimer(seconds, 0)[0])


def _check_timer(which):
    if which not in (ITIMER_REAL, ITIMER_VIRTUAL, ITIMER_PROF):
        raise ItimerError(22, 'Invalid argument')


def setitimer(which, seconds, interval=0.0, /):
    """Sends SIGALRM after so many seconds, then at every interval. Returns what was left, and the interval before.

    ITIMER_VIRTUAL and ITIMER_PROF count the time that the processor works for the program, without and with the time in
    the system, and send SIGVTALRM and SIGPROF.
    """
    import _signals
    _check_timer(which)
    try:
        if which != ITIMER_REAL:
            return _signals.set_cpu_timer(which == ITIMER_PROF, seconds, interval)
        return _signals.setitimer(seconds, interval)
    except OSError as exc:
        raise ItimerError(*exc.args) from None


def getitimer(which, /):
    """The seconds that are left until the signal is sent, and the interval."""
    import _signals
    _check_timer(which)
    return _signals.getitimer() if which == ITIMER_REAL else _signals.get_cpu_timer(which == ITIMER_PROF)


def pidfd_send_signal(pidfd, signalnum, siginfo=None, flags=0, /):
    """Sends the process of a descriptor a signal."""
    import os
    if siginfo is not None:
        raise TypeError('siginfo must be None')
    with open(f'/proc/self/fdinfo/{pidfd}') as file:
        for line in file:
            if line.startswith('Pid:'):
                os.kill(int(line[4:]), signalnum)
                return
    raise OSError(9, 'Bad file descriptor')
