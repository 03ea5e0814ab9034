"""Miscellaneous operating system interfaces."""

import posix
import posixpath as path
import sys
from _collections import _struct_sequence, _struct_values
from posix import *
from posix import (
    _exec, _exit, _fork_to_run, _fork_with_terminal, _fstat, _get_terminal_size, _posix_spawn, _scandir, _sched_getaffinity,
    _stat, _statvfs, _statvfs_of, _times, _uname)

name = 'posix'
linesep = '\n'
from posixpath import altsep, curdir, defpath, devnull, extsep, pardir, pathsep, sep

sys.modules['os.path'] = path
SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
supports_bytes_environ = True


def __getattr__(name):
    if name == 'PathLike':
        import abc

        class PathLike(abc.ABC):
            """Abstract base class for implementing the file system path protocol."""

            __slots__ = ()
            __class_getitem__ = classmethod(type(list[int]))

            @abc.abstractmethod
            def __fspath__(self):
                """Return the file system path representation of the object."""
                raise NotImplementedError

            @classmethod
            def __subclasshook__(cls, subclass):
                if cls is PathLike:
                    return hasattr(subclass, '__fspath__') or NotImplemented
                return NotImplemented

        PathLike.__module__ = 'os'
        PathLike.__qualname__ = 'PathLike'
        globals()['PathLike'] = PathLike
        return PathLike
    if name == 'environb':
        globals()['environb'] = _environment_in_bytes()
        return globals()['environb']
    raise AttributeError(f'module {__name__!r} has no attribute {name!r}')


def __dir__():
    return sorted({*globals(), 'PathLike', 'environb'})


# The environment that programs started from here get: `environ` as it was, and what `putenv` and `unsetenv` did.
_own_environment = dict(posix.environ)


def _check_no_null(name):
    if b'\0' in name:
        raise ValueError('embedded null byte')


def putenv(name, value, /):
    """Change or add an environment variable."""
    name, value = fsencode(name), fsencode(value)
    _check_no_null(name)
    _check_no_null(value)
    if b'=' in name:
        raise ValueError('illegal environment variable name')
    sys.audit('os.putenv', name, value)
    if not name:
        raise OSError(22, 'Invalid argument')
    _own_environment[fsdecode(name)] = fsdecode(value)


def unsetenv(name, /):
    """Delete an environment variable."""
    name = fsencode(name)
    _check_no_null(name)
    sys.audit('os.unsetenv', name)
    if not name or b'=' in name:
        raise OSError(22, 'Invalid argument')
    _own_environment.pop(fsdecode(name), None)


def reload_environ():
    """Updates `environ` with what `putenv` and `unsetenv` have changed."""
    dict.clear(environ)
    dict.update(environ, _own_environment)


class _Environ(dict):
    """The environment: names and values are text."""

    def __getitem__(self, key):
        return dict.__getitem__(self, _check_text(key))

    def __contains__(self, key):
        return dict.__contains__(self, _check_text(key))

    def get(self, key, default=None):
        return dict.get(self, _check_text(key), default)

    def __setitem__(self, key, value):
        key, value = _check_text(key), _check_text(value)
        putenv(key, value)
        dict.__setitem__(self, key, value)

    def __delitem__(self, key):
        unsetenv(_check_text(key))
        dict.__delitem__(self, key)

    def pop(self, key, *default):
        value = self.get(key, *default) if default else self[key]
        if key in self:
            del self[key]
        return value

    def popitem(self):
        for key in self:
            return key, self.pop(key)
        raise KeyError

    def clear(self):
        for key in list(self):
            del self[key]

    def setdefault(self, key, value):
        if key not in self:
            self[key] = value
        return self[key]

    def update(self, other=(), /, **kwds):
        for key, value in dict(other, **kwds).items():
            self[key] = value

    def copy(self):
        return dict(self)

    def __repr__(self):
        return f'environ({dict.__repr__(self)})'

    def __or__(self, other):
        return dict(self) | dict(other)

    def __ior__(self, other):
        self.update(other)
        return self


def _environment_in_bytes():
    """The environment with names and values in bytes."""
    from collections.abc import MutableMapping

    def check(value):
        if not isinstance(value, bytes):
            raise TypeError(f'bytes expected, not {type(value).__name__}')
        return value.decode('utf-8', 'surrogateescape')

    class _Environ(MutableMapping):
        def __getitem__(self, key):
            try:
                return fsencode(environ[check(key)])
            except KeyError:
                raise KeyError(key) from None

        def __setitem__(self, key, value):
            environ[check(key)] = check(value)

        def __delitem__(self, key):
            try:
                del environ[check(key)]
            except KeyError:
                raise KeyError(key) from None

        def __iter__(self):
            return iter([fsencode(key) for key in environ])

        def __len__(self):
            return len(environ)

        def __repr__(self):
            return f"environ({{{', '.join(f'{key!r}: {value!r}' for key, value in self.items())}}})"

        def copy(self):
            return dict(self)

    return _Environ()


def readinto(fd, buffer, /):
    """Read into a buffer as much as there is at once; returns how many bytes, 0 at the end."""
    if _is_read_only(buffer):
        message = f'readinto() argument 2 must be read-write bytes-like object, not {type(buffer).__name__}'
        raise TypeError(message)
    return readv(fd, [buffer])


def _is_read_only(buffer):
    try:
        return memoryview(buffer).readonly
    except TypeError:
        return True


def getenvb(key, default=None):
    """The value of an environment variable in bytes; the default if it is not set."""
    return __getattr__('environb').get(key, default)


def _check_text(value):
    if not isinstance(value, str):
        raise TypeError(f'str expected, not {type(value).__name__}')
    return value


environ = _Environ(posix.environ)


def getenv(key, default=None):
    """The value of an environment variable; the default if it is not set."""
    return environ.get(key, default)


def fsencode(filename):
    """A path as bytes."""
    filename = fspath(filename)
    return filename.encode('utf-8', 'surrogateescape') if isinstance(filename, str) else filename


def fsdecode(filename):
    """A path as text."""
    filename = fspath(filename)
    return filename.decode('utf-8', 'surrogateescape') if isinstance(filename, bytes) else filename


def fdopen(fd, mode='r', buffering=-1, encoding=None, *args, **kwargs):
    """A file object for a descriptor."""
    import io
    return io.open(fd, mode, buffering, encoding, *args, **kwargs)


stat_result = _struct_sequence(
    'os.stat_result', 10,
    ('st_mode', 'st_ino', 'st_dev', 'st_nlink', 'st_uid', 'st_gid', 'st_size', None, None, None, 'st_atime', 'st_mtime',
     'st_ctime', 'st_atime_ns', 'st_mtime_ns', 'st_ctime_ns', 'st_blksize', 'st_blocks', 'st_rdev'),
    'stat_result: Result from stat, fstat, or lstat.')
terminal_size = _struct_sequence(
    'os.terminal_size', 2, ('columns', 'lines'), 'A tuple of (columns, lines) for holding terminal window size')
uname_result = _struct_sequence(
    'posix.uname_result', 5, ('sysname', 'nodename', 'release', 'version', 'machine'),
    'uname_result: Result from os.uname().')
times_result = _struct_sequence(
    'posix.times_result', 5, ('user', 'system', 'children_user', 'children_system', 'elapsed'),
    'times_result: Result from os.times().')
statvfs_result = _struct_sequence(
    'os.statvfs_result', 10,
    ('f_bsize', 'f_frsize', 'f_blocks', 'f_bfree', 'f_bavail', 'f_files', 'f_ffree', 'f_favail', 'f_flag', 'f_namemax',
     'f_fsid'),
    'statvfs_result: Result from statvfs or fstatvfs.')
sched_param = _struct_sequence(
    'posix.sched_param', 1, ('sched_priority',), 'Currently has only one field: sched_priority')
posix.uname_result, posix.times_result, posix.sched_param = uname_result, times_result, sched_param


def stat(path, *, dir_fd=None, follow_symlinks=True):
    """What the system knows of a file."""
    return _struct_values(stat_result, _stat(path, follow_symlinks, dir_fd))


def lstat(path, *, dir_fd=None):
    """What the system knows of a file, or of the link if it is one."""
    return _struct_values(stat_result, _stat(path, False, dir_fd))


def fstat(fd):
    """What the system knows of an open file."""
    return _struct_values(stat_result, _fstat(fd))


def uname():
    """System, host, release, version and machine."""
    return uname_result(_uname())


def times():
    """The seconds that this process and its children have computed, and those that have gone by."""
    return times_result(_times())


def get_terminal_size(fd=1, /):
    """Columns and lines of the terminal. OSError if there is none."""
    return terminal_size(_get_terminal_size(fd))


def makedirs(name, mode=0o777, exist_ok=False):
    """Makes a folder and all those above it that are missing."""
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    if head and tail and not path.exists(head):
        try:
            makedirs(head, exist_ok=exist_ok)
        except FileExistsError:
            pass
        if tail == curdir:
            return
    try:
        mkdir(name, mode)
    except OSError:
        if not exist_ok or not path.isdir(name):
            raise


def removedirs(name):
    """Removes a folder and those above it that become empty."""
    rmdir(name)
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    while head and tail:
        try:
            rmdir(head)
        except OSError:
            break
        head, tail = path.split(head)


def renames(old, new):
    """Renames, making folders that are missing and removing those that become empty."""
    head, tail = path.split(new)
    if head and tail and not path.exists(head):
        makedirs(head)
    rename(old, new)
    head, tail = path.split(old)
    if head and tail:
        try:
            removedirs(head)
        except OSError:
            pass


class DirEntry:
    """An entry of a folder."""

    __slots__ = ('name', 'path', '_folder', '_dir', '_file', '_link')

    def __fspath__(self):
        return self.path

    def __repr__(self):
        return f'<DirEntry {self.name!r}>'

    def is_dir(self, *, follow_symlinks=True):
        """Is it a folder, or a link to one?"""
        return self._leads_to(0o040000) if self._link and follow_symlinks else self._dir

    def is_file(self, *, follow_symlinks=True):
        """Is it a file, or a link to one?"""
        return self._leads_to(0o100000) if self._link and follow_symlinks else self._file

    def _leads_to(self, kind):
        try:
            return self.stat().st_mode & 0o170000 == kind
        except FileNotFoundError:
            return False

    def is_symlink(self):
        """Is it a link?"""
        return self._link

    def is_junction(self):
        return False

    def stat(self, *, follow_symlinks=True):
        """What `os.stat` says of it."""
        return stat(self.path, dir_fd=self._folder, follow_symlinks=follow_symlinks)

    def inode(self):
        """Its inode's number."""
        return lstat(self.path, dir_fd=self._folder).st_ino


class _Scan:
    """An iterator over a folder's entries, and a context manager."""

    def __init__(self, folder):
        self._entries = iter(_scandir(folder))
        if isinstance(folder, int):
            self._folder, self._before = folder, None
        else:
            folder = fspath(folder)
            self._folder, self._before = None, path.join(folder, folder[:0])

    def __iter__(self):
        return self

    def __next__(self):
        name, is_dir, is_file, is_link = next(self._entries)
        entry = DirEntry()
        entry.name = name
        entry.path = name if self._before is None else self._before + name
        entry._folder = self._folder
        entry._dir, entry._file, entry._link = is_dir, is_file, is_link
        return entry

    def close(self):
        self._entries = iter(())

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()


def scandir(path=None):
    """An iterator over the entries of a folder."""
    sys.audit('os.scandir', path if path is None or isinstance(path, int) else fspath(path))
    return _Scan('.' if path is None else path)


def walk(top, topdown=True, onerror=None, followlinks=False):
    """Yields (folder, names of folders, names of files) for a folder and all below it."""
    sys.audit('os.walk', top, topdown, onerror, followlinks)
    yield from _walk(fspath(top), topdown, onerror, followlinks)


def _walk(top, topdown, onerror, followlinks):
    dirs, nondirs = [], []
    try:
        entries = list(scandir(top))
    except OSError as error:
        if onerror is not None:
            onerror(error)
        return
    for entry in entries:
        (dirs if entry.is_dir() else nondirs).append(entry.name)
    if topdown:
        yield top, dirs, nondirs
    for name in dirs:
        below = path.join(top, name)
        if followlinks or not path.islink(below):
            yield from _walk(below, topdown, onerror, followlinks)
    if not topdown:
        yield top, dirs, nondirs


def get_exec_path(env=None):
    """The folders in which commands are looked for."""
    return (environ if env is None else env).get('PATH', defpath).split(pathsep)


def fwalk(top='.', topdown=True, onerror=None, *, follow_symlinks=False, dir_fd=None):
    """As `walk`, with a descriptor of each folder behind its files."""
    sys.audit('os.fwalk', top, topdown, onerror, follow_symlinks, dir_fd)
    for folder, dirs, files in _walk(fspath(top), topdown, onerror, follow_symlinks):
        try:
            fd = open(folder, O_RDONLY)
        except OSError as error:
            if onerror is not None:
                onerror(error)
            continue
        try:
            yield folder, dirs, files, fd
        finally:
            close(fd)


def statvfs(path):
    """What the system knows of the file system that a path is in."""
    return statvfs_result(_statvfs_of(path) if isinstance(path, int) else _statvfs(path))


def fstatvfs(fd, /):
    """What the system knows of the file system that an open file is in."""
    return statvfs_result(_statvfs_of(fd))


def readv(fd, buffers, /):
    """Reads into some buffers, one after another: how many bytes."""
    views = [memoryview(buffer).cast('B') for buffer in buffers]
    data = read(fd, sum(map(len, views)))
    at = 0
    for view in views:
        piece = data[at:at + len(view)]
        view[:len(piece)] = piece
        at += len(piece)
    return len(data)


def device_encoding(fd, /):
    """The encoding of a terminal, `None` for what is none."""
    return 'UTF-8' if isatty(fd) else None


def getlogin():
    """The name of the user who logged in."""
    for variable in ('LOGNAME', 'USER'):
        if environ.get(variable):
            return environ[variable]
    raise OSError(6, strerror(6))


def ctermid():
    """The file of the terminal of this process."""
    return '/dev/tty'


def killpg(pgid, signal, /):
    """Sends a signal to a group of processes."""
    kill(-pgid, signal)


def sched_get_priority_max(policy):
    """The highest priority of a way of scheduling."""
    return 99 if policy in (SCHED_FIFO, SCHED_RR) else 0


def sched_get_priority_min(policy):
    """The lowest priority of a way of scheduling."""
    return 1 if policy in (SCHED_FIFO, SCHED_RR) else 0


def sched_getaffinity(pid, /):
    """The processors that a process may run on."""
    return set(_sched_getaffinity(pid))


# -- Processes --------------------------------------------------------------------------------------------------------

P_WAIT = 0
P_NOWAIT = P_NOWAITO = 1


def waitstatus_to_exitcode(status):
    """The exit status in what `waitpid` gives; minus the number of a signal that ended the process."""
    if status & 0x7f == 0:
        return status >> 8 & 0xff
    if status & 0xff == 0x7f:
        raise ValueError(f'process stopped by delivery of signal {status >> 8}')
    if status & 0x7f == 0x7f:
        raise ValueError(f'invalid wait status: {status}')
    return -(status & 0x7f)


def WIFEXITED(status):
    return status & 0x7f == 0


def WEXITSTATUS(status):
    return status >> 8 & 0xff


def WIFSIGNALED(status):
    return 0 < status & 0x7f < 0x7f


def WTERMSIG(status):
    return status & 0x7f


def WIFSTOPPED(status):
    return status & 0xff == 0x7f


def WSTOPSIG(status):
    return status >> 8 & 0xff


def WIFCONTINUED(status):
    return status == 0xffff


def WCOREDUMP(status):
    return status & 0x80 != 0


def wait():
    """Waits for any child to end: its number and status."""
    return waitpid(-1, 0)


waitid_result = _struct_sequence(
    'posix.waitid_result', 5, ('si_pid', 'si_uid', 'si_signo', 'si_status', 'si_code'),
    'waitid_result: Result from waitid.')
posix.waitid_result = waitid_result


def waitid(idtype, id, options, /):
    """Waits for a child to end, stop or go on: what became of it, `None` if that is not to be waited for."""
    found = posix._waitid(idtype, id, options)
    return None if found is None else waitid_result(found)


def wait3(options):
    """Waits for any child: its number, its status, and what it has used of the system."""
    return wait4(-1, options)


def wait4(pid, options):
    """As `waitpid`, with what the child has used of the system."""
    from resource import RUSAGE_CHILDREN, getrusage, struct_rusage
    before = getrusage(RUSAGE_CHILDREN)
    pid, status = waitpid(pid, options)
    after = getrusage(RUSAGE_CHILDREN)
    used = [now - then for now, then in zip(after, before)]
    # This one is no sum.
    used[2] = after.ru_maxrss if pid else 0
    return pid, status, struct_rusage(used)


def system(command):
    """Runs a command in a shell: its status, as `waitpid` gives it."""
    import subprocess
    if isinstance(command, str) and '\0' in command:
        raise ValueError('embedded null byte')
    sys.audit('os.system', fsencode(command))
    code = subprocess.call(fsdecode(command), shell=True)
    return -code if code < 0 else code << 8


def popen(cmd, mode='r', buffering=-1):
    """A file that a shell command writes to or reads from; `close` gives its status, `None` for 0."""
    if not isinstance(cmd, str):
        raise TypeError(f'invalid cmd type ({type(cmd)}, expected string)')
    if mode not in ('r', 'w'):
        raise ValueError(f'invalid mode {mode!r}')
    if buffering == 0 or buffering is None:
        raise ValueError('popen() does not support unbuffered streams')
    import subprocess
    stream = 'stdout' if mode == 'r' else 'stdin'
    process = subprocess.Popen(cmd, shell=True, text=True, bufsize=buffering, **{stream: subprocess.PIPE})
    return _wrap_close(getattr(process, stream), process)


class _wrap_close:
    """What `popen` gives: the file, which waits for the process when it is closed."""

    def __init__(self, stream, proc):
        self._stream = stream
        self._proc = proc

    def close(self):
        self._stream.close()
        code = self._proc.wait()
        return None if code == 0 else code << 8

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def __getattr__(self, name):
        return getattr(self._stream, name)

    def __iter__(self):
        return iter(self._stream)


def _words(function, args):
    if not isinstance(args, (tuple, list)):
        raise TypeError(f'{function}() arg 2 must be a tuple or list')
    if not args:
        raise ValueError(f'{function}() arg 2 must not be empty')
    words = [fsencode(word) for word in args]
    if not words[0]:
        raise ValueError(f'{function}() arg 2 first element cannot be empty')
    return words


def _pairs(env):
    if not hasattr(env, 'keys'):
        raise TypeError('env must be a mapping object')
    pairs = []
    for key in env.keys():
        name, value = fsencode(key), fsencode(env[key])
        if b'=' in name:
            raise ValueError('illegal environment variable name')
        pairs.append((name, value))
    return pairs


def execv(path, argv, /):
    """Goes on as another program."""
    words = _words('execv', argv)
    sys.audit('os.exec', path, argv, None)
    _exec(path, words, _pairs(_own_environment))


def execve(path, argv, env):
    """Goes on as another program with an environment."""
    words, pairs = _words('execve', argv), _pairs(env)
    sys.audit('os.exec', path, argv, env)
    program = f'/proc/self/fd/{path}' if isinstance(path, int) else path
    try:
        _exec(program, words, pairs)
    except OSError as error:
        error.filename = path
        raise


def execl(file, *args):
    """Goes on as another program, whose words are the arguments."""
    execv(file, args)


def execle(file, *args):
    """Goes on as another program; the last argument is the environment."""
    execve(file, args[:-1], args[-1])


def execlp(file, *args):
    """Goes on as another program, which is looked for."""
    execvp(file, args)


def execlpe(file, *args):
    """Goes on as another program, which is looked for; the last argument is the environment."""
    execvpe(file, args[:-1], args[-1])


def execvp(file, args):
    """Goes on as another program, which is looked for."""
    _execvpe(file, args, None)


def execvpe(file, args, env):
    """Goes on as another program, which is looked for, with an environment."""
    _execvpe(file, args, env)


def _execvpe(file, args, env):
    def go(program):
        if env is None:
            execv(program, args)
        else:
            execve(program, args, env)

    if path.dirname(file):
        go(file)
        return
    failed = None
    for folder in get_exec_path(env):
        try:
            go(path.join(fsencode(folder) if isinstance(file, bytes) else folder, file))
        except (FileNotFoundError, NotADirectoryError) as error:
            last = error
        except OSError as error:
            failed = failed or error
    raise failed or last


def _spawn(mode, file, args, env, is_found):
    import subprocess
    if not isinstance(args, (tuple, list)):
        raise TypeError('argv must be a tuple or a list')
    if not args or not args[0]:
        raise ValueError('argv first element cannot be empty')
    program = file
    if is_found and not path.dirname(file):
        import shutil
        program = shutil.which(file, path=pathsep.join(get_exec_path(env))) or file
    try:
        process = subprocess.Popen(args, executable=program, env=env)
    except OSError:
        # As where the new process finds out: it ends with this status.
        if mode == P_WAIT:
            return 127
        process = subprocess.Popen(['sh', '-c', 'exit 127'])
    if mode == P_WAIT:
        return process.wait()
    pid = process.pid
    # Who asked waits for it.
    process.returncode = 0
    return pid


def spawnv(mode, file, args):
    """Runs a program: its exit status, or with `P_NOWAIT` its number."""
    return _spawn(mode, file, args, None, False)


def spawnve(mode, file, args, env):
    return _spawn(mode, file, args, env, False)


def spawnvp(mode, file, args):
    return _spawn(mode, file, args, None, True)


def spawnvpe(mode, file, args, env):
    return _spawn(mode, file, args, env, True)


def spawnl(mode, file, *args):
    return _spawn(mode, file, args, None, False)


def spawnle(mode, file, *args):
    return _spawn(mode, file, args[:-1], args[-1], False)


def spawnlp(mode, file, *args):
    return _spawn(mode, file, args, None, True)


def spawnlpe(mode, file, *args):
    return _spawn(mode, file, args[:-1], args[-1], True)


_absent = object()


def _spawn_actions(function, actions):
    """The file actions of a new process, looked at: tuples that begin with what to do."""
    checked = []
    if not hasattr(actions, '__getitem__'):
        raise TypeError('file_actions must be a sequence or None')
    for action in actions:
        if not isinstance(action, tuple) or not action:
            raise TypeError('Each file_actions element must be a non-empty tuple')
        match action[0]:
            case int() as kind if kind == POSIX_SPAWN_OPEN:
                if len(action) != 5:
                    raise TypeError('A open file_action tuple must have 5 elements')
                checked.append((kind, action[1], fsencode(action[2]), action[3], action[4]))
            case int() as kind if kind == POSIX_SPAWN_CLOSE:
                if len(action) != 2:
                    raise TypeError('A close file_action tuple must have 2 elements')
                checked.append(action)
            case int() as kind if kind == POSIX_SPAWN_DUP2:
                if len(action) != 3:
                    raise TypeError('A dup2 file_action tuple must have 3 elements')
                checked.append(action)
            case int() as kind if kind == POSIX_SPAWN_CLOSEFROM:
                if len(action) != 2:
                    raise TypeError('A closefrom file_action tuple must have 2 elements')
                numbers = {int(name) for name in listdir('/proc/self/fd')}
                checked += [(POSIX_SPAWN_CLOSE, fd) for fd in sorted(numbers) if fd >= action[1]]
            case _:
                raise TypeError('Unknown file_actions identifier')
    return checked


def _spawn_process(function, path, argv, env, file_actions, setpgroup, resetids, setsid, setsigmask, setsigdef,
                   scheduler):
    if not isinstance(argv, (tuple, list)):
        raise TypeError(f'{function}: argv must be a tuple or list')
    if not argv:
        raise ValueError(f'{function}: argv must not be empty')
    if env is not None and not hasattr(env, 'keys'):
        raise TypeError(f'{function}: environment must be a mapping object or None')
    words = [fsencode(word) for word in argv]
    if not words[0]:
        raise ValueError(f'{function}: argv first element cannot be empty')
    sys.audit('os.posix_spawn', path, argv, env)
    env = [name + b'=' + value for name, value in _pairs(_own_environment if env is None else env)]
    actions = [] if file_actions is None else _spawn_actions(function, file_actions)
    if scheduler is not _absent and scheduler is not None:
        raise NotImplementedError(f'{function}: the scheduler of a new process cannot be chosen here')
    # As glibc numbers them.
    flags = (1 if resetids else 0) | (0x80 if setsid else 0)
    group = -1
    if setpgroup is not _absent and setpgroup is not None:
        if setpgroup < 0:
            raise PermissionError(1, strerror(1), path)
        group = setpgroup
    mask, defaults = (list(signals) or None for signals in (setsigmask, setsigdef))
    return _posix_spawn(path, words, env, actions, group, flags, mask, defaults, function == 'posix_spawnp')


def posix_spawn(path, argv, env, /, *, file_actions=(), setpgroup=_absent, resetids=False, setsid=False, setsigmask=(),
                setsigdef=(), scheduler=_absent):
    """Runs a program in a new process: its number."""
    return _spawn_process('posix_spawn', path, argv, env, file_actions, setpgroup, resetids, setsid, setsigmask,
                          setsigdef, scheduler)


def posix_spawnp(path, argv, env, /, *, file_actions=(), setpgroup=_absent, resetids=False, setsid=False, setsigmask=(),
                 setsigdef=(), scheduler=_absent):
    """Runs a program, which is looked for, in a new process: its number."""
    return _spawn_process('posix_spawnp', path, argv, env, file_actions, setpgroup, resetids, setsid, setsigmask,
                          setsigdef, scheduler)


def forkpty():
    """As `fork`, with a new terminal for the child: its number, 0 in the child, and a descriptor of the other end."""
    master, slave = openpty()
    pid = _fork_with_terminal()
    if pid == 0:
        close(master)
        login_tty(slave)
        return 0, -1
    close(slave)
    return pid, master


supports_dir_fd = {access, chmod, chown, link, lstat, mkdir, mkfifo, mknod, open, readlink, rename, rmdir, stat, symlink,
                   unlink, utime}
supports_effective_ids = {access}
supports_fd = {chdir, chmod, chown, execve, listdir, pathconf, scandir, stat, statvfs, truncate, utime}
supports_follow_symlinks = {access, chown, link, stat, utime}

# What programs find in `posix` too, where the functions above are made of what it has itself.
for _name in ('DirEntry', 'WCOREDUMP', 'WEXITSTATUS', 'WIFCONTINUED', 'WIFEXITED', 'WIFSIGNALED', 'WIFSTOPPED',
              'WSTOPSIG', 'WTERMSIG', 'ctermid', 'device_encoding', 'execv', 'execve', 'forkpty', 'fstat', 'fstatvfs',
              'get_terminal_size', 'getlogin', 'killpg', 'lstat', 'posix_spawn', 'posix_spawnp', 'putenv', 'readv',
              'scandir', 'sched_get_priority_max', 'sched_get_priority_min', 'sched_getaffinity', 'stat', 'stat_result',
              'statvfs', 'statvfs_result', 'system', 'terminal_size', 'times', 'uname', 'unsetenv', 'wait', 'wait3',
              'wait4', 'waitid', 'waitstatus_to_exitcode'):
    setattr(posix, _name, globals()[_name])
__all__ = [_name for _name in globals() if not _name.startswith(('_', 'supports_')) and _name not in ('posix', 'sys')]
__all__ += ['_exit', 'environb', 'supports_bytes_environ']
