# fcntl, termios, tty and pty: flags, locks, settings of a pseudo-terminal.
import fcntl
import os
import pty
import struct
import tempfile
import termios
import tty

master, slave = pty.openpty()
print(os.isatty(master), os.isatty(slave))
before = termios.tcgetattr(slave)
print(len(before), len(before[6]), before[6][termios.VINTR], bool(before[3] & termios.ICANON), before[4] == before[5])
old = tty.setraw(slave)
raw = termios.tcgetattr(slave)
print(old == before, bool(raw[3] & termios.ICANON), bool(raw[1] & termios.OPOST), raw[6][termios.VMIN], raw[6][termios.VTIME])
termios.tcsetattr(slave, termios.TCSANOW, before)
print(termios.tcgetattr(slave) == before)
tty.setcbreak(slave)
now = termios.tcgetattr(slave)
print(bool(now[3] & termios.ECHO), bool(now[3] & termios.ISIG))
termios.tcsetwinsize(slave, (30, 90))
print(termios.tcgetwinsize(master), struct.unpack("HHHH", fcntl.ioctl(slave, termios.TIOCGWINSZ, b"\0" * 8)))
buffer = bytearray(8)
print(fcntl.ioctl(slave, termios.TIOCGWINSZ, buffer), struct.unpack("HHHH", buffer)[:2])
os.write(master, b"x")
print(os.read(slave, 1))
termios.tcflush(slave, termios.TCIOFLUSH)
termios.tcdrain(slave)
os.close(master)
os.close(slave)
read, write = os.pipe()
try:
    termios.tcgetattr(read)
except termios.error as error:
    print(type(error).__name__, error.args, issubclass(termios.error, OSError))
print(fcntl.fcntl(read, fcntl.F_GETFD) == fcntl.FD_CLOEXEC)
fcntl.fcntl(read, fcntl.F_SETFD, 0)
print(fcntl.fcntl(read, fcntl.F_GETFD), os.get_inheritable(read))
flags = fcntl.fcntl(read, fcntl.F_GETFL)
fcntl.fcntl(read, fcntl.F_SETFL, flags | os.O_NONBLOCK)
try:
    os.read(read, 1)
except BlockingIOError as error:
    print(type(error).__name__)
os.write(write, b"four")
print(struct.unpack("i", fcntl.ioctl(read, termios.FIONREAD, b"\0" * 4)))
copy = fcntl.fcntl(write, fcntl.F_DUPFD, 100)
print(copy >= 100)
for fd in (read, write, copy):
    os.close(fd)
with tempfile.TemporaryFile() as file, tempfile.NamedTemporaryFile() as named, open(named.name, "rb+") as again:
    print(fcntl.flock(file, fcntl.LOCK_EX), fcntl.flock(file.fileno(), fcntl.LOCK_UN))
    fcntl.flock(named, fcntl.LOCK_EX | fcntl.LOCK_NB)
    try:
        fcntl.flock(again, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        print(type(error).__name__)
    print(fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 10, 5, os.SEEK_SET), fcntl.lockf(file, fcntl.LOCK_UN))
    try:
        fcntl.lockf(file, 0)
    except ValueError as error:
        print(error)
try:
    fcntl.fcntl("x", fcntl.F_GETFD)
except TypeError as error:
    print(error)
