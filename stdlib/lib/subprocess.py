"""Processes: starting them, talking to them by pipes, and waiting for their end.

Descriptors of this program are never passed on, but the three standard streams.
"""

import io
import os
import selectors
import signal
import sys
import threading
import time

import _subprocess

__all__ = ['Popen', 'PIPE', 'STDOUT', 'call', 'check_call', 'getstatusoutput', 'getoutput', 'check_output', 'run',
           'CalledProcessError', 'DEVNULL', 'SubprocessError', 'TimeoutExpired', 'CompletedProcess']

PIPE = -1
STDOUT = -2
DEVNULL = -3

_mswindows = False
_active = []
# As much is written to a pipe at once.
_PIPE_BUF = 4096


class SubprocessError(Exception):
    """Base class of the errors here."""


class CalledProcessError(SubprocessError):
    """A process ended with another status than 0, and that is an error."""

    def __init__(self, returncode, cmd, output=None, stderr=None):
        self.returncode = returncode
        self.cmd = cmd
        self.output = output
        self.stderr = stderr

    def __str__(self):
        if self.returncode and self.returncode < 0:
            try:
                return f"Command '{self.cmd}' died with {signal.Signals(-self.returncode)!r}."
            except ValueError:
                return f"Command '{self.cmd}' died with unknown signal {-self.returncode}."
        return f"Command '{self.cmd}' returned non-zero exit status {self.returncode}."

    @property
    def stdout(self):
        """Alias of output."""
        return self.output

    @stdout.setter
    def stdout(self, value):
        self.output = value


class TimeoutExpired(SubprocessError):
    """A process did not end in time."""

    def __init__(self, cmd, timeout, output=None, stderr=None):
        self.cmd = cmd
        self.timeout = timeout
        self.output = output
        self.stderr = stderr

    def __str__(self):
        return f"Command '{self.cmd}' timed out after {self.timeout} seconds"

    @property
    def stdout(self):
        """Alias of output."""
        return self.output

    @stdout.setter
    def stdout(self, value):
        self.output = value


class CompletedProcess:
    """What run() returns."""

    def __init__(self, args, returncode, stdout=None, stderr=None):
        self.args = args
        self.returncode = returncode
        self.stdout = stdout
        self.stderr = stderr

    def __repr__(self):
        shown = [f'args={self.args!r}', f'returncode={self.returncode!r}']
        if self.stdout is not None:
            shown.append(f'stdout={self.stdout!r}')
        if self.stderr is not None:
            shown.append(f'stderr={self.stderr!r}')
        return f'{type(self).__name__}({", ".join(shown)})'

    @classmethod
    def __class_getitem__(cls, item):
        import types
        return types.GenericAlias(cls, item)

    def check_returncode(self):
        """CalledProcessError if the status is not 0."""
        if self.returncode:
            raise CalledProcessError(self.returncode, self.args, self.stdout, self.stderr)


def call(*popenargs, timeout=None, **kwargs):
    """Runs a process to its end; returns the exit status."""
    with Popen(*popenargs, **kwargs) as p:
        try:
            return p.wait(timeout=timeout)
        except:
            p.kill()
            raise


def check_call(*popenargs, **kwargs):
    """Runs a process to its end; CalledProcessError if the status is not 0."""
    retcode = call(*popenargs, **kwargs)
    if retcode:
        cmd = kwargs.get('args')
        raise CalledProcessError(retcode, popenargs[0] if cmd is None else cmd)
    return 0


def check_output(*popenargs, timeout=None, **kwargs):
    """Runs a process to its end; returns its output."""
    for forbidden in ('stdout', 'check'):
        if forbidden in kwargs:
            raise ValueError(f'{forbidden} argument not allowed, it will be overridden.')
    if 'input' in kwargs and kwargs['input'] is None:
        # Nothing is to be sent: the child's input ends at once.
        text = kwargs.get('universal_newlines') or kwargs.get('text') or kwargs.get('encoding') or kwargs.get('errors')
        kwargs['input'] = '' if text else b''
    return run(*popenargs, stdout=PIPE, timeout=timeout, check=True, **kwargs).stdout


def run(*popenargs, input=None, capture_output=False, timeout=None, check=False, **kwargs):
    """Runs a process to its end; returns a CompletedProcess."""
    if input is not None:
        if kwargs.get('stdin') is not None:
            raise ValueError('stdin and input arguments may not both be used.')
        kwargs['stdin'] = PIPE
    if capture_output:
        if kwargs.get('stdout') is not None or kwargs.get('stderr') is not None:
            raise ValueError('stdout and stderr arguments may not be used with capture_output.')
        kwargs['stdout'] = PIPE
        kwargs['stderr'] = PIPE
    with Popen(*popenargs, **kwargs) as process:
        try:
            stdout, stderr = process.communicate(input, timeout=timeout)
        except TimeoutExpired:
            process.kill()
            process.wait()
            raise
        except:
            process.kill()
            raise
        retcode = process.poll()
        if check and retcode:
            raise CalledProcessError(retcode, process.args, output=stdout, stderr=stderr)
    return CompletedProcess(process.args, retcode, stdout, stderr)


def list2cmdline(seq):
    """The words as Windows joins them to a command line."""
    result = []
    for arg in map(os.fsdecode, seq):
        quote = (' ' in arg) or ('\t' in arg) or not arg
        text = []
        backslashes = 0
        for c in arg:
            if c == '\\':
                backslashes += 1
                continue
            text.append('\\' * (backslashes * 2 + 1 if c == '"' else backslashes) + c)
            backslashes = 0
        text.append('\\' * (backslashes * 2 if quote else backslashes))
        word = ''.join(text)
        result.append(f'"{word}"' if quote else word)
    return ' '.join(result)


def getstatusoutput(cmd, *, encoding=None, errors=None):
    """Runs a command of the shell; returns its exit status and all its output."""
    try:
        data = check_output(cmd, shell=True, text=True, stderr=STDOUT, encoding=encoding, errors=errors)
        exitcode = 0
    except CalledProcessError as ex:
        data = ex.output
        exitcode = ex.returncode
    return exitcode, data.removesuffix('\n')


def getoutput(cmd, *, encoding=None, errors=None):
    """Runs a command of the shell; returns all its output."""
    return getstatusoutput(cmd, encoding=encoding, errors=errors)[1]


def _number_of(what, given, table):
    """The number of a user or group by its name or number; -1 for None. `table` is the file that has the names."""
    if given is None:
        return -1
    if isinstance(given, str):
        with open(table) as file:
            for line in file:
                name, _, number, *_ = line.split(':')
                if name == given:
                    return int(number)
        function = 'getpwnam' if what == 'User' else 'getgrnam'
        raise KeyError(f'{function}(): name not found: {given!r}')
    if not isinstance(given, int):
        raise TypeError(f'{what} must be a string or an integer' + ('' if what == 'User' else f', not {type(given)}'))
    if given < 0:
        raise ValueError(f'{what} ID cannot be negative, got {given}')
    return given


def _own_environment():
    return [(os.fsencode(key), os.fsencode(value)) for key, value in os._own_environment.items()]


class _Forked:
    """What a new process needs that has something to do before it becomes the program: a fork of this one."""

    def __init__(self, own_environment, close_fds, start_new_session, groups, preexec_fn):
        self.own_environment = own_environment
        self.close_fds = close_fds
        self.start_new_session = start_new_session
        self.groups = groups
        self.preexec_fn = preexec_fn

    def spawn(self, words, executable, cwd, env, stdin, stdout, stderr, process_group, umask, pass_fds, user, group):
        """As `_subprocess.spawn`. The child reports what goes wrong by a pipe that closes when it becomes the program."""
        reader, writer = os.pipe()
        try:
            pid = os.fork() if self.preexec_fn is not None else os._fork_to_run()
            if pid == 0:
                self._become(writer, words, executable, cwd, env, [stdin, stdout, stderr], process_group, umask, pass_fds,
                             user, group)
            os.close(writer)
            writer = None
            report = b''
            while piece := os.read(reader, 1000):
                report += piece
        finally:
            os.close(reader)
            if writer is not None:
                os.close(writer)
        if report:
            os.waitpid(pid, 0)
            if report == b'preexec':
                raise SubprocessError('Exception occurred in preexec_fn.')
            raise OSError(int(report), os.strerror(int(report)))
        return pid

    def _become(self, report, words, executable, cwd, env, streams, process_group, umask, pass_fds, user, group):
        """The child: becomes the program, or ends."""
        try:
            # None may be overwritten that another one is still to be made of.
            streams = [os.dup(fd) if 0 <= fd < number else fd for number, fd in enumerate(streams)]
            for number, fd in enumerate(streams):
                if fd == number:
                    os.set_inheritable(fd, True)
                elif fd >= 0:
                    os.dup2(fd, number)
            for fd in pass_fds:
                os.set_inheritable(fd, True)
            if cwd is not None:
                os.chdir(cwd)
            if umask >= 0:
                os.umask(umask)
            if self.start_new_session:
                os.setsid()
            if process_group >= 0:
                os.setpgid(0, process_group)
            if self.groups is not None:
                os.setgroups(self.groups)
            if group is not None and group >= 0:
                os.setregid(group, group)
            if user is not None and user >= 0:
                os.setreuid(user, user)
            if self.preexec_fn is not None:
                try:
                    self.preexec_fn()
                except BaseException:
                    os.write(report, b'preexec')
                    os._exit(255)
                if self.own_environment:
                    # It may have changed that.
                    env = _own_environment()
            if self.close_fds:
                for fd in map(int, os.listdir('/proc/self/fd')):
                    if fd > 2 and fd != report and fd not in pass_fds:
                        try:
                            os.close(fd)
                        except OSError:
                            # The folder that was read.
                            pass
            os._exec(executable, words, env)
        except OSError as error:
            os.write(report, str(error.errno).encode())
        except BaseException:
            os.write(report, b'22')
        os._exit(255)


class Popen:
    """A process that is started."""

    _child_created = False

    def __init__(self, args, bufsize=-1, executable=None, stdin=None, stdout=None, stderr=None, preexec_fn=None,
                 close_fds=True, shell=False, cwd=None, env=None, universal_newlines=None, startupinfo=None,
                 creationflags=0, restore_signals=True, start_new_session=False, pass_fds=(), *, user=None, group=None,
                 extra_groups=None, encoding=None, errors=None, text=None, umask=-1, pipesize=-1, process_group=None):
        self._waitpid_lock = threading.Lock()
        self._input = None
        self._communication_started = False
        if bufsize is None:
            bufsize = -1
        if not isinstance(bufsize, int):
            raise TypeError('bufsize must be an integer')
        if startupinfo is not None:
            raise ValueError('startupinfo is only supported on Windows platforms')
        if creationflags != 0:
            raise ValueError('creationflags is only supported on Windows platforms')
        if pass_fds and not close_fds:
            import warnings
            warnings.warn('pass_fds overriding close_fds.', RuntimeWarning)
        pass_fds = tuple(map(int, pass_fds))
        user = _number_of('User', user, '/etc/passwd')
        group = _number_of('Group', group, '/etc/group')
        groups = None
        if extra_groups is not None:
            if isinstance(extra_groups, str):
                raise ValueError('Groups must be a list, not a string')
            groups = [_number_of('Group', extra, '/etc/group') for extra in extra_groups]
        self.args = args
        self.stdin = None
        self.stdout = None
        self.stderr = None
        self.pid = None
        self.returncode = None
        self.encoding = encoding
        self.errors = errors
        self.pipesize = pipesize
        if text is not None and universal_newlines is not None and bool(universal_newlines) != bool(text):
            raise SubprocessError('Cannot disambiguate when both text and universal_newlines are supplied but '
                                  'different. Pass one or the other.')
        self.text_mode = encoding or errors or text or universal_newlines
        self._closed_child_pipe_fds = False
        line_buffering = False
        if self.text_mode:
            if bufsize == 1:
                line_buffering = True
                bufsize = -1
        elif bufsize == 1:
            import warnings
            warnings.warn("line buffering (buffering=1) isn't supported in binary mode, the default buffer size will "
                          'be used', RuntimeWarning, stacklevel=2)
            bufsize = -1
        if process_group is None:
            process_group = -1
        opened = []
        try:
            child, parent = self._streams(stdin, stdout, stderr, opened)
            if parent[0] is not None:
                self.stdin = io.open(parent[0], 'wb', bufsize)
                opened.remove(parent[0])
                if self.text_mode:
                    self.stdin = io.TextIOWrapper(self.stdin, write_through=True, line_buffering=line_buffering,
                                                  encoding=encoding, errors=errors)
            if parent[1] is not None:
                self.stdout = self._reader(parent[1], bufsize)
                opened.remove(parent[1])
            if parent[2] is not None:
                self.stderr = self._reader(parent[2], bufsize)
                opened.remove(parent[2])
            special = (env is None, close_fds, start_new_session, groups, preexec_fn)
            self._start(args, executable, shell, cwd, env, child, process_group, umask, pass_fds, user, group, special)
        except:
            for stream in (self.stdin, self.stdout, self.stderr):
                if stream is not None:
                    try:
                        stream.close()
                    except OSError:
                        pass
            raise
        finally:
            for fd in opened:
                os.close(fd)

    def _reader(self, fd, bufsize):
        stream = io.open(fd, 'rb', bufsize)
        if self.text_mode:
            stream = io.TextIOWrapper(stream, encoding=self.encoding, errors=self.errors)
        return stream

    def _streams(self, stdin, stdout, stderr, opened):
        """The descriptors for the child, -1 for this process's own, and those of the other ends of the pipes."""
        child = [-1, -1, -1]
        parent = [None, None, None]
        for number, given in enumerate((stdin, stdout, stderr)):
            if given is None:
                continue
            if given == PIPE:
                r, w = os.pipe()
                opened += [r, w]
                child[number], parent[number] = (r, w) if number == 0 else (w, r)
            elif given == DEVNULL:
                child[number] = os.open(os.devnull, os.O_RDWR)
                opened.append(child[number])
            elif given == STDOUT and number == 2:
                child[2] = child[1] if child[1] != -1 else 1
            elif isinstance(given, int):
                child[number] = given
            else:
                child[number] = given.fileno()
        return child, parent

    def _start(self, args, executable, shell, cwd, env, child, process_group, umask, pass_fds, user, group, special):
        if isinstance(args, (str, bytes)):
            args = [args]
        elif hasattr(args, '__fspath__'):
            if shell:
                raise TypeError('path-like args is not allowed when shell is true')
            args = [args]
        else:
            args = list(args)
        if shell:
            args = ['/bin/sh', '-c', *args]
            if executable:
                args[0] = executable
        if executable is None:
            executable = args[0]
        orig_executable = executable
        sys.audit('subprocess.Popen', executable, args, cwd, env)
        words = [os.fsencode(word) for word in args]
        if env is not None:
            env = [(os.fsencode(key), os.fsencode(value)) for key, value in env.items()]
            for key, _ in env:
                if b'=' in key:
                    raise ValueError('illegal environment variable name')
        else:
            env = _own_environment()
        if any(special[2:]) or special[3] is not None:
            spawn = _Forked(*special).spawn
        else:
            spawn = _subprocess.spawn
        try:
            self.pid = spawn(words, os.fsencode(executable), None if cwd is None else os.fsencode(cwd), env,
                             *child, process_group, umask, pass_fds, user, group)
        except OSError as exc:
            number = exc.errno
        else:
            self._child_created = True
            return
        self._child_created = False
        name = cwd if cwd is not None and not os.path.isdir(cwd) else orig_executable
        raise OSError(number, os.strerror(number), os.fsdecode(name) if isinstance(name, bytes) else name)

    def __repr__(self):
        shown = f'<{type(self).__name__}: returncode: {self.returncode} args: {self.args!r}>'
        if len(shown) > 80:
            shown = shown[:76] + '...>'
        return shown

    @classmethod
    def __class_getitem__(cls, item):
        import types
        return types.GenericAlias(cls, item)

    @property
    def universal_newlines(self):
        """Are the pipes' streams text?"""
        return self.text_mode

    @universal_newlines.setter
    def universal_newlines(self, universal_newlines):
        self.text_mode = bool(universal_newlines)

    def __enter__(self):
        return self

    def __exit__(self, exc_type, value, traceback):
        if self.stdout:
            self.stdout.close()
        if self.stderr:
            self.stderr.close()
        try:
            if self.stdin:
                self.stdin.close()
        finally:
            self.wait()

    def __del__(self):
        if not self._child_created:
            return
        if self.returncode is None:
            import warnings
            warnings.warn(f'subprocess {self.pid} is still running', ResourceWarning, source=self)
            self.poll()

    def poll(self):
        """The exit status if the process has ended, otherwise None."""
        if self.returncode is None:
            self._wait(0)
        return self.returncode

    def _wait(self, timeout):
        try:
            status = _subprocess.wait(self.pid, timeout)
        except ChildProcessError:
            # Somebody else has asked for the status; it is lost.
            status = 0
        if status is not None and self.returncode is None:
            self.returncode = status
        return self.returncode is not None

    def wait(self, timeout=None):
        """Waits until the process has ended; returns the exit status. TimeoutExpired after `timeout` seconds."""
        if self.returncode is None and not self._wait(timeout):
            raise TimeoutExpired(self.args, timeout)
        return self.returncode

    def send_signal(self, sig):
        """Sends a signal, unless the process has ended."""
        self.poll()
        if self.returncode is None:
            try:
                os.kill(self.pid, sig)
            except ProcessLookupError:
                pass

    def terminate(self):
        """Sends SIGTERM."""
        self.send_signal(signal.SIGTERM)

    def kill(self):
        """Sends SIGKILL."""
        self.send_signal(signal.SIGKILL)

    def communicate(self, input=None, timeout=None):
        """Sends input and reads all output until the process ends; returns what came on stdout and stderr."""
        if self._communication_started and input:
            raise ValueError('Cannot send input after starting communication')
        end = None if timeout is None else time.monotonic() + timeout
        try:
            stdout, stderr = self._communicate(input, end, timeout)
        finally:
            self._communication_started = True
        self.wait(timeout=None if end is None else max(end - time.monotonic(), 0))
        return stdout, stderr

    def _communicate(self, input, end, timeout):
        if not self._communication_started:
            self._output = {stream: [] for stream in (self.stdout, self.stderr) if stream is not None}
            self._sent = 0
            if self.stdin is not None:
                try:
                    self.stdin.flush()
                except BrokenPipeError:
                    pass
                if not input:
                    self._close_stdin()
        if self._input is None and self.stdin is not None and input is not None:
            if self.text_mode:
                input = input.encode(self.stdin.encoding, self.stdin.errors)
            self._input = memoryview(input)
        with selectors.DefaultSelector() as selector:
            if self.stdin is not None and not self.stdin.closed and self._input:
                selector.register(self.stdin, selectors.EVENT_WRITE)
            for stream in self._output:
                if not stream.closed:
                    selector.register(stream, selectors.EVENT_READ)
            while selector.get_map():
                left = None if end is None else end - time.monotonic()
                if left is not None and left < 0:
                    self._timed_out(timeout)
                ready = selector.select(left)
                if end is not None and time.monotonic() > end:
                    self._timed_out(timeout)
                for key, _ in ready:
                    if key.fileobj is self.stdin:
                        chunk = self._input[self._sent:self._sent + _PIPE_BUF]
                        try:
                            self._sent += os.write(key.fd, chunk)
                        except BrokenPipeError:
                            selector.unregister(key.fileobj)
                            key.fileobj.close()
                        else:
                            if self._sent >= len(self._input):
                                selector.unregister(key.fileobj)
                                key.fileobj.close()
                    else:
                        data = os.read(key.fd, 32768)
                        if not data:
                            selector.unregister(key.fileobj)
                            key.fileobj.close()
                        self._output[key.fileobj].append(data)
        self.wait(timeout=None if end is None else max(end - time.monotonic(), 0))
        results = []
        for stream in (self.stdout, self.stderr):
            if stream is None:
                results.append(None)
                continue
            data = b''.join(self._output[stream])
            if self.text_mode:
                data = data.decode(stream.encoding, stream.errors).replace('\r\n', '\n').replace('\r', '\n')
            results.append(data)
        return tuple(results)

    def _close_stdin(self):
        try:
            self.stdin.close()
        except BrokenPipeError:
            pass

    def _timed_out(self, timeout):
        def so_far(stream):
            return b''.join(self._output[stream]) or None if stream is not None else None
        raise TimeoutExpired(self.args, timeout, output=so_far(self.stdout), stderr=so_far(self.stderr))


def _args_from_interpreter_flags():
    """The options that give another interpreter the flags of this one."""
    flags = sys.flags
    options = []
    if flags.isolated:
        options.append('-I')
    else:
        options += [option for option, given in (('-E', flags.ignore_environment), ('-s', flags.no_user_site),
                                                 ('-P', flags.safe_path)) if given]
    if flags.no_site:
        options.append('-S')
    if flags.optimize:
        options.append('-' + 'O' * flags.optimize)
    if flags.bytes_warning:
        options.append('-' + 'b' * flags.bytes_warning)
    if flags.dev_mode:
        options += ['-X', 'dev']
    return options + [f'-W{option}' for option in sys.warnoptions if option != 'default' or not flags.dev_mode]
