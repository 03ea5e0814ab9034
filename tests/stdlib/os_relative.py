# oracle: 3.14
"""os: paths relative to open folders, descriptors in place of paths, links that are not followed, times in nanoseconds."""
import os
import stat
import tempfile


def show(f, *args, **options):
    try:
        result = repr(f(*args, **options))
    except BaseException as error:
        result = f"{type(error).__name__}: {error}"
    print(getattr(f, "__name__", "f"), result)


folder = tempfile.mkdtemp()
os.chdir("/")
top = os.open(folder, os.O_RDONLY)
os.mkdir("sub", dir_fd=top)
fd = os.open("file", os.O_RDWR | os.O_CREAT, 0o644, dir_fd=top)
os.write(fd, b"content")
print(sorted(os.listdir(top)), sorted(os.listdir(folder)), os.stat("file", dir_fd=top).st_size)
sub = os.open("sub", os.O_RDONLY, dir_fd=top)
os.rename("file", "moved", src_dir_fd=top, dst_dir_fd=sub)
print(os.listdir(sub), os.access("moved", os.R_OK, dir_fd=sub), os.access("moved", os.R_OK, dir_fd=top))
os.symlink("sub/moved", "link", dir_fd=top)
os.symlink("nothing", "broken", dir_fd=top)
print(os.readlink("link", dir_fd=top), os.lstat("link", dir_fd=top).st_size, os.stat("link", dir_fd=top).st_size)
print(os.access("broken", os.F_OK, dir_fd=top), os.access("broken", os.F_OK, dir_fd=top, follow_symlinks=False),
      os.access("link", os.R_OK, dir_fd=top, effective_ids=True))
os.link("moved", "second", src_dir_fd=sub, dst_dir_fd=top)
os.link("link", "copy of link", src_dir_fd=top, dst_dir_fd=top, follow_symlinks=False)
print(os.stat("second", dir_fd=top).st_nlink, stat.S_ISLNK(os.lstat("copy of link", dir_fd=top).st_mode))
os.chmod("second", 0o600, dir_fd=top)
print(oct(os.stat("second", dir_fd=top).st_mode))
os.chmod(fd, 0o640)
print(oct(os.stat(fd).st_mode), oct(os.fstat(fd).st_mode))
os.utime("second", (1.5, 2.25), dir_fd=top)
print(os.stat(fd).st_atime_ns, os.stat(fd).st_mtime_ns)
os.utime(fd, ns=(1_000_000_001, -1))
print(os.stat(fd).st_atime_ns, os.stat(fd).st_mtime_ns)
os.utime("link", (3, 4), dir_fd=top, follow_symlinks=False)
print(os.lstat("link", dir_fd=top).st_mtime, os.stat("link", dir_fd=top).st_mtime_ns)
show(os.utime, fd, (1, 2), ns=(1, 2))
show(os.utime, fd, 5)
show(os.utime, fd, (1,))
show(os.utime, fd, ns=5)
os.mkfifo("fifo", dir_fd=top)
print(stat.S_ISFIFO(os.stat("fifo", dir_fd=top).st_mode))
os.truncate(fd, 3)
print(os.stat(fd).st_size)
os.chdir(sub)
print(os.path.basename(os.getcwd()), os.listdir())
os.chdir("/")
with os.scandir(top) as entries:
    print(sorted((entry.name, entry.path, entry.is_dir(), entry.is_file(), entry.is_symlink()) for entry in entries))
with os.scandir(top) as entries:
    print(all(entry.stat(follow_symlinks=False).st_ino == entry.inode() for entry in entries))
for name in ("link", "broken", "copy of link", "fifo"):
    os.unlink(name, dir_fd=top)
os.remove("second", dir_fd=top)
show(os.rmdir, "sub", dir_fd=top)
os.unlink("moved", dir_fd=sub)
os.rmdir("sub", dir_fd=top)
print(os.listdir(top))
show(os.stat, "nothing", dir_fd=top)
show(os.stat, "nothing", dir_fd=999)
show(os.stat, fd, dir_fd=top)
show(os.stat, fd, follow_symlinks=False)
print(os.path.isabs(folder), os.stat(folder, dir_fd=999).st_size > 0)
for names in (os.supports_dir_fd, os.supports_effective_ids, os.supports_fd, os.supports_follow_symlinks):
    print(sorted(f.__name__ for f in names))
