"""os: processes, their groups and priorities; descriptors; file systems; the environment in bytes."""
import os
import stat
import sys
import tempfile


def show(f, *args, **options):
    try:
        result = repr(f(*args, **options))
    except BaseException as error:
        result = f"{type(error).__name__}: {error}"
    print(getattr(f, "__name__", "f"), result)


folder = tempfile.mkdtemp()
os.chdir(folder)

show(os.system, "exit 3")
sys.stdout.flush()
show(os.system, "echo hi")
show(os.system, "kill -9 $$")
with os.popen("echo a; echo b; exit 2") as lines:
    print(list(lines))
pipe = os.popen("exit 2")
print(pipe.read(), pipe.close())
pipe = os.popen("cat > x", "w")
pipe.write("hello")
print(pipe.close(), open("x").read())
show(os.popen, "x", "z")
show(os.popen, 5)
print(os.spawnl(os.P_WAIT, "/bin/sh", "sh", "-c", "exit 4"), os.spawnlp(os.P_WAIT, "sh", "sh", "-c", "exit 5"))
print(os.spawnvpe(os.P_WAIT, "sh", ["sh", "-c", "exit $X"], {"X": "6", "PATH": os.environ["PATH"]}))
show(os.spawnv, os.P_WAIT, "/bin/true", [])
pid = os.spawnv(os.P_NOWAIT, "/bin/sh", ["sh", "-c", "exit 7"])
found, status = os.waitpid(pid, 0)
print(found == pid, status, os.waitstatus_to_exitcode(status), os.WIFEXITED(status), os.WEXITSTATUS(status))
show(os.waitpid, -1, 0)
show(os.waitpid, pid, os.WNOHANG)
for nobody in (-2**31, -99999, 0):
    show(os.waitpid, nobody, os.WNOHANG)
for pid, number in ((-2**31, 0), (-2**31, 9), (0, 0), (-999999, 0), (2**31 - 1, 0)):
    show(os.kill, pid, number)
for status in (0, 256, 9, 0x7F13, 0xFFFF, 0x8B):
    print(status, os.WIFEXITED(status), os.WIFSIGNALED(status), os.WTERMSIG(status), os.WIFSTOPPED(status),
          os.WSTOPSIG(status), os.WIFCONTINUED(status), os.WCOREDUMP(status))
    show(os.waitstatus_to_exitcode, status)
show(os.execv, "/nope", ["x"])
show(os.execv, "/bin/true", [])
show(os.execv, "/bin/true", "x")
show(os.execvp, "nonexistent-command", ["x"])
show(os.execve, "/bin/true", ["x"], {"a=b": "c"})
print(os.getpgid(0) == os.getpgrp(), os.getsid(0) >= 0, isinstance(os.getgroups(), list), isinstance(os.nice(0), int))
print(os.getpriority(os.PRIO_PROCESS, 0) == os.nice(0), len(os.sched_getaffinity(0)) > 0)
show(os.register_at_fork)

fd = os.open("y", os.O_RDWR | os.O_CREAT)
os.write(fd, b"0123456789")
print(os.pread(fd, 3, 4), os.pwrite(fd, b"ab", 1), os.pread(fd, 100, 0), os.lseek(fd, 0, 0))
one, two = bytearray(3), bytearray(4)
print(os.readv(fd, [one, two]), one, two, os.writev(fd, [b"x", b"yz"]), os.fstat(fd).st_size)
os.fchmod(fd, 0o600)
os.fdatasync(fd)
os.posix_fallocate(fd, 0, 100)
print(oct(os.stat("y").st_mode), os.fstat(fd).st_size)
show(os.pread, fd, -1, 0)
show(os.pread, 99, 1, 0)
print(os.dup2(fd, 50), os.fstat(50).st_size, os.get_inheritable(50))
os.close(50)
print(os.dup2(fd, 51, inheritable=False), os.get_inheritable(51))
os.closerange(51, 60)
show(os.fstat, 51)
sys.stdout.flush()
saved = os.dup(1)
other = os.open("out", os.O_WRONLY | os.O_CREAT)
os.dup2(other, 1)
print("to the file")
sys.stdout.flush()
os.dup2(saved, 1)
print(open("out").read())
reader, writer = os.pipe2(os.O_CLOEXEC)
os.write(writer, b"q")
print(os.get_inheritable(reader), os.read(reader, 5))

os.mkfifo("fifo")
print(stat.S_ISFIFO(os.stat("fifo").st_mode))
show(os.mkfifo, "fifo")
os.chown("y", -1, -1)
os.lchown("y", -1, -1)
os.fchown(fd, -1, -1)
show(os.chown, "nowhere", -1, -1)
system = os.statvfs("/")
print(system.f_bsize > 0, len(system), system.f_namemax, type(system).__name__, os.fstatvfs(fd).f_bsize > 0)
print(os.major(os.makedev(8, 3)), os.minor(os.makedev(8, 3)), os.makedev(8, 3))
os.makedirs("w/a/b")
open("w/f", "w").close()
print([(path, sorted(dirs), sorted(files)) for path, dirs, files, _ in os.fwalk("w")])

os.environb[b"AA"] = b"\xff"
print(os.environ["AA"] == "\udcff", os.getenvb(b"AA"), os.environb.get(b"zz"), b"AA" in os.environb)
show(lambda: os.environb["x"])
show(lambda: os.environb[b"nowhere"])
del os.environb[b"AA"]
print("AA" in os.environ)
for name in "O_ACCMODE EX_USAGE F_LOCK PRIO_USER P_PID RTLD_NOW SCHED_RR SEEK_HOLE ST_RDONLY WUNTRACED CLD_EXITED".split():
    print(name, getattr(os, name))
os.chdir("/")
sys.stdout.flush()
os.execlp("sh", "sh", "-c", "echo gone on as $0 $1", "a", "b")
