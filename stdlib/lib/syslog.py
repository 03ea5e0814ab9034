"""Messages to the log of the system.

They go to `/dev/log` as RFC 3164 words them. Where nobody listens there they are dropped, as the C library does."""

import os
import socket
import sys
import time

LOG_EMERG, LOG_ALERT, LOG_CRIT, LOG_ERR, LOG_WARNING, LOG_NOTICE, LOG_INFO, LOG_DEBUG = range(8)

(LOG_KERN, LOG_USER, LOG_MAIL, LOG_DAEMON, LOG_AUTH, LOG_SYSLOG, LOG_LPR, LOG_NEWS, LOG_UUCP, LOG_CRON, LOG_AUTHPRIV,
 LOG_FTP) = range(0, 12 << 3, 8)
(LOG_LOCAL0, LOG_LOCAL1, LOG_LOCAL2, LOG_LOCAL3, LOG_LOCAL4, LOG_LOCAL5, LOG_LOCAL6,
 LOG_LOCAL7) = range(16 << 3, 24 << 3, 8)

LOG_PID, LOG_CONS, LOG_ODELAY, LOG_NDELAY, LOG_NOWAIT, LOG_PERROR = 1, 2, 4, 8, 16, 32

_SOCKET = '/dev/log'
_MASK_OF_FACILITY = 0x3f8

_ident = None
_options = 0
_facility = LOG_USER
_mask = 0xff
_connection = None


def _own_ident():
    name = sys.argv[0] if sys.argv else ''
    return name.rpartition('/')[2] or None


_unnamed = object()


def openlog(ident=_unnamed, logoption=0, facility=LOG_USER):
    """Says how messages are marked from now on, and to which facility they belong."""
    global _ident, _options, _facility
    if ident is _unnamed:
        ident = _own_ident()
    elif not isinstance(ident, str):
        got = 'None' if ident is None else type(ident).__name__
        raise TypeError(f"openlog() argument 'ident' must be str, not {got}")
    sys.audit('syslog.openlog', ident, logoption, facility)
    _forget()
    _ident = ident
    _options, _facility = logoption, facility
    if logoption & LOG_NDELAY:
        _connect()


def _connect():
    global _connection
    for kind in (socket.SOCK_DGRAM, socket.SOCK_STREAM):
        found = socket.socket(socket.AF_UNIX, kind)
        try:
            found.connect(_SOCKET)
        except OSError:
            found.close()
        else:
            _connection = found
            break
    return _connection


def syslog(*args):
    """syslog([priority,] message): sends a message."""
    if not 1 <= len(args) <= 2:
        raise TypeError('syslog.syslog requires 1 to 2 arguments')
    priority, message = args if len(args) == 2 else (LOG_INFO, args[0])
    if not isinstance(message, str):
        raise TypeError(f'syslog() argument {len(args)} must be str, not {type(message).__name__}')
    if '\0' in message:
        raise ValueError('embedded null character')
    priority = priority.__index__()
    sys.audit('syslog.syslog', priority, message)
    if _ident is None:
        openlog()
    if not _mask & LOG_MASK(priority & 7):
        return
    if not priority & _MASK_OF_FACILITY:
        priority |= _facility
    tag = _ident or ''
    if _options & LOG_PID:
        tag += f'[{os.getpid()}]'
    if tag:
        tag += ': '
    if _options & LOG_PERROR:
        print(tag + message, file=sys.stderr)
    stamp = time.strftime('%b %e %H:%M:%S')
    data = f'<{priority}>{stamp} {tag}{message}'.encode('utf-8', 'surrogateescape')
    connection = _connection or _connect()
    if connection is not None:
        try:
            connection.sendall(data if connection.type == socket.SOCK_DGRAM else data + b'\0')
        except OSError:
            _disconnect()


def _disconnect():
    global _connection
    if _connection is not None:
        _connection.close()
        _connection = None


def closelog():
    """Ends the connection, and forgets what `openlog` said."""
    sys.audit('syslog.closelog')
    _forget()


def _forget():
    global _ident, _options, _facility
    _disconnect()
    _ident, _options, _facility = None, 0, LOG_USER


def setlogmask(maskpri, /):
    """Says which priorities are sent; returns what held before. 0 changes nothing."""
    sys.audit('syslog.setlogmask', maskpri)
    global _mask
    before = _mask
    if maskpri:
        _mask = maskpri
    return before


def LOG_MASK(pri, /):
    """The mask of one priority."""
    return 1 << pri


def LOG_UPTO(pri, /):
    """The mask of all priorities up to one."""
    return (1 << (pri + 1)) - 1
