"""Pseudo-terminals: openpty(), and spawn() of a program in one."""

import os
import sys
import termios
import tty
from select import select

__all__ = ['openpty', 'fork', 'spawn']

STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO = 0, 1, 2
CHILD = 0


def openpty():
    """(master, slave): the descriptors of both ends of a new pseudo-terminal."""
    return termios._openpty()


def fork():
    """(pid, descriptor): as os.forkpty(); in the child, which has the new terminal, the number is CHILD."""
    return os.forkpty()


def _read(fd):
    return os.read(fd, 1024)


def spawn(argv, master_read=_read, stdin_read=_read):
    """Runs a program in a pseudo-terminal, and passes what is typed and printed; returns its status as os.waitpid() does."""
    import subprocess
    if isinstance(argv, str):
        argv = (argv,)
    sys.audit('pty.spawn', argv)
    master, slave = openpty()
    try:
        mode = tty.tcgetattr(STDIN_FILENO)
        tty.setraw(STDIN_FILENO)
    except (termios.error, OSError):
        mode = None
    process = subprocess.Popen(argv, stdin=slave, stdout=slave, stderr=slave, start_new_session=True)
    os.close(slave)
    try:
        watched = [master, STDIN_FILENO]
        while True:
            ready = select(watched, [], [])[0]
            if master in ready:
                try:
                    data = master_read(master)
                except OSError:
                    data = b''
                if not data:
                    break
                os.write(STDOUT_FILENO, data)
            if STDIN_FILENO in ready:
                data = stdin_read(STDIN_FILENO)
                if not data:
                    watched.remove(STDIN_FILENO)
                while data:
                    data = data[os.write(master, data):]
    finally:
        if mode is not None:
            tty.tcsetattr(STDIN_FILENO, tty.TCSAFLUSH, mode)
        os.close(master)
    code = process.wait()
    return code << 8 if code >= 0 else -code
