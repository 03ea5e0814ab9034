"""Where the program is, printed on a signal, after a time, or when asked."""

import os
import sys

__all__ = ['enable', 'disable', 'is_enabled', 'dump_traceback', 'dump_traceback_later', 'cancel_dump_traceback_later',
           'register', 'unregister']

# The options ask for it as enable() does.
_enabled = ('faulthandler' in sys._xoptions or sys.flags.dev_mode
            or not sys.flags.ignore_environment and bool(os.environ.get('PYTHONFAULTHANDLER')))
_timer = None
_registered = {}


def _file(file):
    if file is None:
        file = sys.stderr
        if file is None:
            raise RuntimeError('unable to get sys.stderr')
    return file


def _write(file, text):
    if not isinstance(file, int):
        # What the program has printed so far comes first.
        file.flush()
        file = file.fileno()
    os.write(file, text.encode('ascii', 'backslashreplace'))


def _frames(frame):
    lines = []
    while frame is not None:
        if len(lines) == 100:
            lines.append('  ...')
            break
        code = frame.f_code
        if not code.co_filename.startswith('<rondo>/faulthandler'):
            lines.append('  File "%s", line %s in %s' % (code.co_filename, frame.f_lineno, code.co_name))
        frame = frame.f_back
    return lines


def _dump(file, frame, all_threads):
    import threading
    current = threading.get_ident()
    lines = []
    if all_threads:
        for ident, other in sys._current_frames().items():
            if ident != current:
                lines += ['Thread 0x%016x (most recent call first):' % ident, *_frames(other), '']
        lines.append('Current thread 0x%016x (most recent call first):' % current)
    else:
        lines.append('Stack (most recent call first):')
    lines += _frames(frame)
    _write(file, '\n'.join(lines) + '\n')


def dump_traceback(file=None, all_threads=True):
    """Prints where all threads are, or where this one is."""
    _dump(_file(file), sys._getframe().f_back, all_threads)


def enable(file=None, all_threads=True, c_stack=True):
    """For programs that ask: Rondo reports its own faults by itself, and scripts cannot crash it."""
    global _enabled
    _file(file)
    _enabled = True


def disable():
    """The opposite of enable(); says whether it had been called."""
    global _enabled
    was, _enabled = _enabled, False
    return was


def is_enabled():
    """Has enable() been called?"""
    return _enabled


def dump_traceback_later(timeout, repeat=False, file=None, exit=False):
    """Prints where all threads are after so many seconds, again and again if `repeat`; `exit` ends the process then."""
    import threading
    global _timer
    if timeout <= 0:
        raise ValueError('timeout must be greater than 0')
    file = _file(file)
    cancel_dump_traceback_later()
    over = threading.Event()
    minutes, seconds = divmod(timeout, 60)
    shown = '%d:%02d:%02d' % (minutes // 60, minutes % 60, seconds)
    if seconds % 1:
        shown += '.%06d' % (seconds % 1 * 1_000_000)

    def watch():
        while not over.wait(timeout):
            _write(file, 'Timeout (%s)!\n' % shown)
            _dump(file, sys._getframe(), True)
            if exit:
                os._exit(1)
            if not repeat:
                return

    _timer = over
    threading.Thread(target=watch, daemon=True).start()


def cancel_dump_traceback_later():
    """Takes dump_traceback_later() back."""
    global _timer
    if _timer is not None:
        _timer.set()
        _timer = None


def register(signum, file=None, all_threads=True, chain=False):
    """Prints where all threads are when a signal comes; with `chain` its handler so far is called as well."""
    import signal
    if signum in (signal.SIGSEGV, signal.SIGFPE, signal.SIGABRT, signal.SIGBUS, signal.SIGILL):
        raise RuntimeError(f'signal {int(signum)} cannot be registered, use enable() instead')
    file = _file(file)

    def handler(number, frame):
        _dump(file, frame, all_threads)
        if chain and callable(old):
            old(number, frame)

    old = signal.signal(signum, handler)
    _registered.setdefault(signum, old)


def unregister(signum):
    """Takes register() back; says whether it had been called for the signal."""
    import signal
    if signum not in _registered:
        return False
    signal.signal(signum, _registered.pop(signum) or signal.SIG_DFL)
    return True
