"""The debugger: `breakpoint()`, `python -m pdb FILE`, or post_mortem() of an exception.

At the prompt, `help` lists the commands. What is no command, or begins with `!`, is run as a statement where the program
has stopped.
"""

import bdb
import cmd
import code
import functools
import io
import linecache
import os
import pprint
import re
import sys
import textwrap
import tokenize
import traceback
import types
from types import CodeType

__all__ = ['run', 'pm', 'Pdb', 'runeval', 'runctx', 'runcall', 'set_trace', 'post_mortem', 'set_default_backend',
           'get_default_backend', 'help']

line_prefix = '\n-> '


class Restart(Exception):
    """The program is to begin anew."""


def find_function(funcname, filename):
    """(name, file, line) of where a function is defined in a file; None if it is not there."""
    pattern = re.compile(r'(?:async\s+)?def\s+%s(\s*\[.+\])?\s*[(]' % re.escape(funcname))
    try:
        with tokenize.open(filename) as file:
            lines = file.readlines()
    except OSError:
        return None
    for number, line in enumerate(lines, 1):
        if not pattern.match(line.lstrip() if not pattern.match(line) else line):
            continue
        return funcname, filename, _first_line_of(''.join(lines), filename, number)
    return None


def _first_line_of(text, filename, lineno):
    # The first line of the function's code behind its head.
    try:
        module = compile(text, filename, 'exec')
    except SyntaxError:
        return lineno
    found = _code_at(module, lineno)
    return _first_executable_line(found) if found else lineno


def _code_at(code_object, lineno):
    for constant in code_object.co_consts:
        if isinstance(constant, CodeType):
            # Decorators come before the line of `def`.
            if constant.co_firstlineno == lineno or _def_line(constant) == lineno:
                return constant
            found = _code_at(constant, lineno)
            if found:
                return found
    return None


def _def_line(code_object):
    line = code_object.co_firstlineno
    while linecache.getline(code_object.co_filename, line).lstrip().startswith('@'):
        line += 1
    return line


def _first_executable_line(code_object):
    # The line of `def` has no instruction.
    lines = [line for start, end, line in code_object.co_lines() if line and start < end]
    if not lines:
        return code_object.co_firstlineno
    # Code of a `def` in one line is at that line.
    return lines[0]


def lasti2lineno(code_object, lasti):
    """The line of an instruction; 0 if it has none."""
    for start, end, line in code_object.co_lines():
        if start <= lasti < end:
            return line or 0
    return 0


class _rstr(str):
    """A text that shows itself without quotes."""

    def __repr__(self):
        return self


class _Script:
    """A file to be debugged."""

    def __init__(self, path):
        self.path = os.path.realpath(path)
        if not os.path.exists(self.path):
            print(f'Error: {path} does not exist')
            sys.exit(1)
        if os.path.isdir(self.path):
            print(f'Error: {path} is a directory')
            sys.exit(1)
        # Modules are looked for beside the file, not beside the debugger.
        if not sys.flags.safe_path:
            sys.path[0] = os.path.dirname(self.path)

    @property
    def filename(self):
        return self.path

    @property
    def code(self):
        with io.open_code(self.path) as file:
            text = file.read()
        return f'exec(compile({text!r}, {self.path!r}, "exec"))'

    @property
    def namespace(self):
        return dict(__name__='__main__', __file__=self.path, __builtins__=__builtins__, __spec__=None)


class _Module:
    """A module to be debugged."""

    def __init__(self, name):
        import runpy
        self.name = name
        sys.path[0] = os.getcwd()
        try:
            _, self.spec, self._code = runpy._get_module_details(name)
        except ImportError as error:
            print(f'ImportError: {error}')
            sys.exit(1)
        except Exception:
            traceback.print_exc()
            sys.exit(1)

    @property
    def filename(self):
        return self._code.co_filename

    @property
    def code(self):
        return self._code

    @property
    def namespace(self):
        return dict(__name__='__main__', __file__=os.path.normcase(os.path.abspath(self.filename)),
                    __package__=self.spec.parent, __loader__=self.spec.loader, __spec__=self.spec,
                    __builtins__=__builtins__)


_default_backend = 'settrace'


def set_default_backend(backend):
    """How set_trace() traces: 'settrace'."""
    global _default_backend
    if backend not in ('settrace', 'monitoring'):
        raise ValueError('Invalid backend: %s' % backend)
    _default_backend = backend


def get_default_backend():
    """What set_default_backend() has set."""
    return _default_backend


def _without_argument(command):
    """A command that takes no argument: what stands behind it is complained of."""

    @functools.wraps(command)
    def checked(self, arg):
        if arg:
            self._print_invalid_arg(arg, command)
            return None
        return command(self)

    return checked


def _with_argument(command):
    """A command that does nothing without an argument."""

    @functools.wraps(command)
    def checked(self, arg):
        if not arg:
            self._print_invalid_arg(arg, command)
            return None
        return command(self, arg)

    return checked


def _of_a_value(command):
    """A command about the value of an expression, which it is given instead of the text."""

    @_with_argument
    @functools.wraps(command)
    def checked(self, arg):
        try:
            value = self._getval(arg)
        except:
            return None
        return command(self, value)

    return checked


class Pdb(bdb.Bdb, cmd.Cmd):
    """The debugger of this module: reads commands and does them."""

    _previous_sigint_handler = None
    _last_pdb_instance = None
    # More exceptions of a chain are not looked for.
    MAX_CHAINED_EXCEPTION_DEPTH = 999
    _file_mtime_table = {}

    def __init__(self, completekey='tab', stdin=None, stdout=None, skip=None, nosigint=False, readrc=True, mode=None,
                 backend=None, colorize=False):
        bdb.Bdb.__init__(self, skip=skip, backend=backend or get_default_backend())
        cmd.Cmd.__init__(self, completekey, stdin, stdout)
        if stdout:
            self.use_rawinput = 0
        self.prompt = '(Pdb) '
        self.aliases = {}
        self.displaying = {}
        self.mainpyfile = ''
        self._wait_for_mainpyfile = False
        self.tb_lineno = {}
        self.mode = mode
        self.colorize = colorize
        self.allow_kbdint = False
        self.nosigint = nosigint
        self.curframe = None
        self.rcLines = []
        if readrc:
            for path in (os.path.expanduser('~/.pdbrc'), '.pdbrc'):
                try:
                    with open(path, encoding='utf-8') as file:
                        self.rcLines.extend(file)
                except OSError:
                    pass
        self.commands = {}
        self.commands_defining = False
        self.commands_bnum = None
        self._chained_exceptions = ()
        self._chained_exception_index = 0

    def set_trace(self, frame=None, *, commands=None):
        """Starts debugging at the frame, the caller's by default; `commands` are done first."""
        Pdb._last_pdb_instance = self
        if frame is None:
            frame = sys._getframe().f_back
        if commands is not None:
            self.rcLines.extend(commands)
        super().set_trace(frame)

    def sigint_handler(self, signum, frame):
        """Ctrl-C while the program runs: the prompt comes."""
        if self.allow_kbdint:
            raise KeyboardInterrupt
        self.message("\nProgram interrupted. (Use 'cont' to resume).")
        self.set_step()
        self.set_trace(frame)

    def reset(self):
        """Ready to start debugging."""
        bdb.Bdb.reset(self)
        self.forget()

    def forget(self):
        """Where the program stopped is of no interest any more."""
        self.lineno = None
        self.stack = []
        self.curindex = 0
        if self.curframe:
            self.curframe.f_globals.pop('__pdb_convenience_variables', None)
        self.curframe = None
        self.tb_lineno.clear()

    def setup(self, f, tb):
        """The program has stopped in the frame, or the traceback of an exception is to be looked at."""
        self.forget()
        self.stack, self.curindex = self.get_stack(f, tb)
        while tb:
            self.tb_lineno[tb.tb_frame] = lasti2lineno(tb.tb_frame.f_code, tb.tb_lasti) or tb.tb_lineno
            tb = tb.tb_next
        self.curframe = self.stack[self.curindex][0]
        self.set_convenience_variable(self.curframe, '_frame', self.curframe)
        if self._chained_exceptions:
            self.set_convenience_variable(self.curframe, '_exception',
                                          self._chained_exceptions[self._chained_exception_index])
        if self.rcLines:
            self.cmdqueue.extend(line.strip() for line in self.rcLines
                                 if line.strip() and not line.strip().startswith('#'))
            self.rcLines = []

    @property
    def curframe_locals(self):
        """The local variables of the frame that is looked at."""
        return self.curframe.f_locals

    # Where the program stops.

    def user_call(self, frame, argument_list):
        if self._wait_for_mainpyfile:
            return
        if self.stop_here(frame):
            self.message('--Call--')
            self.interaction(frame, None)

    def user_line(self, frame):
        if self._wait_for_mainpyfile:
            if self.mainpyfile != self.canonic(frame.f_code.co_filename) or not frame.f_lineno:
                return
            self._wait_for_mainpyfile = False
        if self.bp_commands(frame):
            self.interaction(frame, None)

    user_opcode = user_line

    def bp_commands(self, frame):
        """Does the commands of the breakpoint that the program is at; says whether to prompt."""
        number = getattr(self, 'currentbp', False)
        if not number or number not in self.commands:
            return True
        self.currentbp = 0
        lastcmd = self.lastcmd
        commands = list(self.commands[number])
        silent = 'silent' in commands
        self.setup(frame, None)
        if not silent:
            self.print_stack_entry(self.stack[self.curindex])
        for line in commands:
            if line != 'silent' and self.onecmd(line):
                # It has the program go on.
                self.forget()
                self.lastcmd = lastcmd
                return False
        self.lastcmd = lastcmd
        self._cmdloop()
        self.forget()
        return False

    def user_return(self, frame, return_value):
        if self._wait_for_mainpyfile:
            return
        frame.f_locals['__return__'] = return_value
        self.set_convenience_variable(frame, '_retval', return_value)
        self.message('--Return--')
        self.interaction(frame, None)

    def user_exception(self, frame, exc_info):
        if self._wait_for_mainpyfile:
            return
        kind, value, tb = exc_info
        frame.f_locals['__exception__'] = kind, value
        self.set_convenience_variable(frame, '_exception', value)
        # What only ends a generator is told apart from what is raised.
        prefix = 'Internal ' if not tb and kind is StopIteration else ''
        self.message('%s%s' % (prefix, self._format_exc(value)))
        self.interaction(frame, tb)

    def _cmdloop(self):
        while True:
            try:
                self.allow_kbdint = True
                self.cmdloop()
                self.allow_kbdint = False
                return
            except KeyboardInterrupt:
                self.message('--KeyboardInterrupt--')

    def _pdbcmd_print_frame_status(self, arg):
        # Where the program has stopped is said when the user is asked, not when commands are waiting.
        self.print_stack_trace(0)
        for expression, old in self.displaying.get(self.curframe, {}).items():
            new = self._getval_except(expression)
            if new is not old and new != old:
                self.displaying[self.curframe][expression] = new
                self.message('display %s: %s  [old: %s]' % (expression, self._safe_repr(new, expression),
                                                            self._safe_repr(old, expression)))

    def _get_tb_and_exceptions(self, tb_or_exc):
        if not isinstance(tb_or_exc, BaseException):
            return (), tb_or_exc
        chain, seen = [], set()
        current = tb_or_exc
        while current is not None and id(current) not in seen:
            seen.add(id(current))
            chain.append(current)
            if current.__cause__ is not None:
                current = current.__cause__
            elif not current.__suppress_context__:
                current = current.__context__
            else:
                break
            if len(chain) >= self.MAX_CHAINED_EXCEPTION_DEPTH:
                self.message(f'More than {self.MAX_CHAINED_EXCEPTION_DEPTH} chained exceptions found, not all '
                             'exceptions will be browsable with `exceptions`.')
                break
        return tuple(reversed(chain)), tb_or_exc.__traceback__

    def interaction(self, frame, tb_or_exc):
        """The prompt, about a frame or a traceback or an exception."""
        import signal
        if Pdb._previous_sigint_handler:
            try:
                signal.signal(signal.SIGINT, Pdb._previous_sigint_handler)
            except ValueError:
                # This is not the main thread.
                pass
            else:
                Pdb._previous_sigint_handler = None
        chained, tb = self._get_tb_and_exceptions(tb_or_exc)
        if isinstance(tb_or_exc, BaseException) and tb is None:
            raise ValueError('A valid traceback must be passed if no exception is being handled')
        self._chained_exceptions, self._chained_exception_index = chained, max(0, len(chained) - 1)
        self.setup(frame, tb)
        self.cmdqueue.append('_pdbcmd_print_frame_status')
        self._cmdloop()
        if self.cmdqueue[-1:] == ['_pdbcmd_print_frame_status']:
            self.cmdqueue.pop()
        self._chained_exceptions, self._chained_exception_index = (), 0
        self.forget()

    def displayhook(self, obj):
        """What a statement that is an expression comes to; None is not shown."""
        if obj is not None:
            self.message(repr(obj))

    def default(self, line):
        """A statement."""
        if line[:1] == '!':
            line = line[1:].strip()
        locals_, globals_ = self.curframe_locals, self.curframe.f_globals
        try:
            compiled = code.compile_command(line + '\n', '<stdin>', 'single')
            if compiled is None:
                buffer = line
                while compiled is None:
                    more = self._read_more()
                    if more is None:
                        self.lastcmd = ''
                        self.error('Incomplete command')
                        return
                    buffer += '\n' + more
                    compiled = code.compile_command(buffer, '<stdin>', 'single')
            streams = sys.stdout, sys.stdin, sys.displayhook
            try:
                sys.stdin, sys.stdout, sys.displayhook = self.stdin, self.stdout, self.displayhook
                exec(compiled, globals_, locals_)
            finally:
                sys.stdout, sys.stdin, sys.displayhook = streams
        except BaseException:
            self._error_exc()

    def _read_more(self):
        if self.cmdqueue:
            return self.cmdqueue.pop(0)
        if self.use_rawinput:
            try:
                return input('...   ')
            except EOFError:
                return None
        self.stdout.write('...   ')
        self.stdout.flush()
        line = self.stdin.readline()
        return line.rstrip('\r\n') if line else None

    def _replace_convenience_variables(self, line):
        if '$' not in line:
            return line
        return re.sub(r'\$([A-Za-z_]\w*)', r"__pdb_convenience_variables['\1']", line)

    def set_convenience_variable(self, frame, name, value):
        """`$name` in commands."""
        frame.f_globals.setdefault('__pdb_convenience_variables', {})[name] = value

    def precmd(self, line):
        """Aliases are replaced, and what follows `;;` is kept for later."""
        if not line.strip():
            return line
        args = line.split()
        while args[0] in self.aliases:
            line = self.aliases[args[0]]
            for index, arg in enumerate(args[1:], 1):
                if '%' + str(index) not in line:
                    continue
                line = line.replace('%' + str(index), arg)
            if '%*' in line:
                line = line.replace('%*', ' '.join(args[1:]))
            args = line.split()
        if args[0] != 'alias':
            at = line.find(';;')
            if at >= 0:
                self.cmdqueue.insert(0, line[at + 2:].lstrip())
                line = line[:at].rstrip()
        return self._replace_convenience_variables(line)

    def onecmd(self, line):
        """Does a command, or keeps it for a breakpoint."""
        if not self.commands_defining:
            if line.startswith('_pdbcmd'):
                command, arg, line = self.parseline(line)
                if hasattr(self, command):
                    return getattr(self, command)(arg)
            return cmd.Cmd.onecmd(self, line)
        return self.handle_command_def(line)

    def handle_command_def(self, line):
        """A line of the commands of a breakpoint."""
        command, arg, line = self.parseline(line)
        if not command:
            return False
        if command == 'end':
            return True
        if command == 'EOF':
            self.message('')
            return True
        commands = self.commands[self.commands_bnum]
        if command == 'silent':
            commands.append('silent')
            return False
        commands.append(command + ' ' + arg if arg else command)
        # What has the program go on is the last of them.
        function = getattr(self, 'do_' + command, None)
        return bool(function and function.__name__ in self.commands_resuming)

    commands_resuming = ['do_continue', 'do_step', 'do_next', 'do_return', 'do_until', 'do_quit', 'do_jump']

    # Saying something.

    def message(self, msg, end='\n'):
        """To the user."""
        print(msg, end=end, file=self.stdout)

    def error(self, msg):
        """That something is wrong."""
        print('***', msg, file=self.stdout)

    def _format_exc(self, error):
        return traceback.format_exception_only(error)[-1].strip()

    def _error_exc(self):
        self.error(self._format_exc(sys.exception()))

    def _safe_repr(self, obj, expression):
        try:
            return repr(obj)
        except Exception as error:
            return _rstr(f"*** repr({expression}) failed: {self._format_exc(error)} ***")

    # Commands. Their documentation is what `help` shows.

    def do_commands(self, arg):
        """commands [bpnumber]: the lines that follow, up to 'end', are done whenever the breakpoint is come to.

        'silent' among them leaves out the line that says where the program has stopped. A command that has the program
        go on is the last one. Without a number: of the last breakpoint that was set.
        """
        if not arg:
            number = len(bdb.Breakpoint.bpbynumber) - 1
        else:
            try:
                number = int(arg)
            except ValueError:
                self._print_invalid_arg(arg, self.do_commands)
                return
        try:
            self.get_bpbynumber(number)
        except ValueError as error:
            self.error('cannot set commands: %s' % error)
            return
        self.commands_bnum = number
        old = self.commands.get(number)
        self.commands[number] = []
        prompt, self.prompt = self.prompt, '(com) '
        self.commands_defining = True
        try:
            self.cmdloop()
        except KeyboardInterrupt:
            if old is None:
                del self.commands[number]
            else:
                self.commands[number] = old
            self.error('command definition aborted, old commands restored')
        finally:
            self.commands_defining = False
            self.prompt = prompt

    def do_break(self, arg, temporary=False):
        """b(reak) [([filename:]lineno | function) [, condition]]: sets a breakpoint, or lists them all.

        The program stops there if the condition, an expression, holds.
        """
        if not arg:
            if self.breaks:
                self.message('Num Type         Disp Enb   Where')
                for bp in bdb.Breakpoint.bpbynumber:
                    if bp:
                        self.message(bp.bpformat())
            return
        filename = lineno = condition = funcname = None
        comma = arg.find(',')
        if comma > 0:
            condition = arg[comma + 1:].lstrip()
            error = self._compile_error_message(condition)
            if error:
                self.error('Invalid condition %s: %r' % (condition, error))
                return
            arg = arg[:comma].rstrip()
        colon = arg.rfind(':')
        if colon >= 0:
            name, arg = arg[:colon].rstrip(), arg[colon + 1:].lstrip()
            filename = self.lookupmodule(name)
            if not filename:
                self.error('%r not found from sys.path' % name)
                return
            try:
                lineno = int(arg)
            except ValueError:
                self.error('Bad lineno: %s' % arg)
                return
        else:
            try:
                lineno = int(arg)
            except ValueError:
                try:
                    function = eval(arg, self.curframe.f_globals, self.curframe_locals)
                except Exception:
                    function = arg
                function = getattr(function, '__func__', function)
                if hasattr(function, '__code__'):
                    funcname = function.__code__.co_name
                    lineno = _first_executable_line(function.__code__)
                    filename = function.__code__.co_filename
                else:
                    ok, filename, line = self.lineinfo(arg)
                    if not ok:
                        self.error('The specified object %r is not a function or was not found along sys.path.' % arg)
                        return
                    funcname, lineno = ok, int(line)
        if not filename:
            filename = self.defaultFile()
        line = self.checkline(filename, lineno)
        if not line:
            return
        error = self.set_break(filename, line, temporary, condition, funcname)
        if error:
            self.error(error)
        else:
            bp = self.get_breaks(filename, line)[-1]
            self.message('Breakpoint %d at %s:%d' % (bp.number, bp.file, bp.line))

    def _compile_error_message(self, expression):
        try:
            compile(expression, '<stdin>', 'eval')
        except SyntaxError as error:
            return _rstr(self._format_exc(error))
        return ''

    def defaultFile(self):
        """The file of the frame that is looked at."""
        filename = self.curframe.f_code.co_filename
        return self.mainpyfile if filename == '<string>' and self.mainpyfile else filename

    do_b = do_break

    def do_tbreak(self, arg):
        """tbreak [...]: as break; the breakpoint is removed when it is come to."""
        self.do_break(arg, True)

    def lineinfo(self, identifier):
        """(name, file, line) of a function that is not defined yet; Nones if it is not found."""
        failed = (None, None, None)
        quoted = identifier.split("'")
        if len(quoted) == 1:
            name = quoted[0].strip()
        elif len(quoted) == 3:
            name = quoted[1].strip()
        else:
            return failed
        if not name:
            return failed
        parts = name.split('.')
        if parts[0] == 'self':
            del parts[0]
            if not parts:
                return failed
        filename = self.defaultFile()
        if len(parts) == 1:
            item = parts[0]
        else:
            found = self.lookupmodule(parts[0])
            if found:
                filename = found
            item = parts[1]
        return find_function(item, self.canonic(filename)) or failed

    def checkline(self, filename, lineno, module_globals=None):
        """The line, if the program could stop there; 0 if there is no code."""
        if module_globals is None:
            module_globals = self.curframe.f_globals if self.curframe else None
        line = linecache.getline(filename, lineno, module_globals)
        if not line:
            self.message('End of file')
            return 0
        line = line.strip()
        if not line or line[0] == '#' or line[:3] in ('"""', "'''"):
            self.error('Blank or comment')
            return 0
        return lineno

    def _breakpoints_of(self, arg):
        for text in arg.split():
            try:
                yield self.get_bpbynumber(text)
            except ValueError as error:
                self.error(error)

    @_with_argument
    def do_enable(self, arg):
        """enable bpnumber [bpnumber ...]: the program stops there again."""
        for bp in self._breakpoints_of(arg):
            bp.enable()
            self.message('Enabled %s' % bp)

    @_with_argument
    def do_disable(self, arg):
        """disable bpnumber [bpnumber ...]: the program does not stop there until the breakpoint is enabled again."""
        for bp in self._breakpoints_of(arg):
            bp.disable()
            self.message('Disabled %s' % bp)

    @_with_argument
    def do_condition(self, arg):
        """condition bpnumber [condition]: the program stops there only if the expression holds; without one, always."""
        number, _, condition = arg.partition(' ')
        condition = condition.strip() or None
        if condition and (error := self._compile_error_message(condition)):
            self.error('Invalid condition %s: %r' % (condition, error))
            return
        try:
            bp = self.get_bpbynumber(number.strip())
        except ValueError as error:
            self.error(error)
            return
        bp.cond = condition
        if condition:
            self.message('New condition set for breakpoint %d.' % bp.number)
        else:
            self.message('Breakpoint %d is now unconditional.' % bp.number)

    @_with_argument
    def do_ignore(self, arg):
        """ignore bpnumber [count]: the program passes the breakpoint so many times before it stops there."""
        number, _, count = arg.partition(' ')
        try:
            count = int(count.strip() or 0)
        except ValueError:
            self._print_invalid_arg(arg, self.do_ignore)
            return
        try:
            bp = self.get_bpbynumber(number.strip())
        except ValueError as error:
            self.error(error)
            return
        bp.ignore = count
        if count > 0:
            times = '%d crossings' % count if count > 1 else '1 crossing'
            self.message('Will ignore next %s of breakpoint %d.' % (times, bp.number))
        else:
            self.message('Will stop next time breakpoint %d is reached.' % bp.number)

    def _cleared(self, bp):
        self.message('Deleted %s' % bp)

    def do_clear(self, arg):
        """cl(ear) [filename:lineno | bpnumber ...]: removes breakpoints; without an argument all of them."""
        if not arg:
            try:
                reply = input('Clear all breaks? ') if self.use_rawinput else self._ask('Clear all breaks? ')
            except EOFError:
                reply = 'no'
            if reply.strip().lower() in ('y', 'yes'):
                breakpoints = [bp for bp in bdb.Breakpoint.bpbynumber if bp]
                self.clear_all_breaks()
                for bp in breakpoints:
                    self._cleared(bp)
            return
        if ':' in arg:
            filename, _, line = arg.rpartition(':')
            try:
                lineno = int(line)
            except ValueError:
                self.error('Invalid line number (%s)' % arg)
                return
            breakpoints = self.get_breaks(filename, lineno)[:]
            error = self.clear_break(filename, lineno)
            if error:
                self.error(error)
            else:
                for bp in breakpoints:
                    self._cleared(bp)
            return
        for text in arg.split():
            try:
                bp = self.get_bpbynumber(text)
            except ValueError as error:
                self.error(error)
            else:
                self.clear_bpbynumber(text)
                self._cleared(bp)

    do_cl = do_clear

    def _ask(self, question):
        self.stdout.write(question)
        self.stdout.flush()
        return self.stdin.readline()

    def do_where(self, arg):
        """w(here) [count]: the frames, the one that is looked at marked; so many of the innermost, or, below 0, outermost."""
        try:
            count = int(arg) if arg else None
        except ValueError:
            self.error('Invalid count (%s)' % arg)
            return
        self.print_stack_trace(count)

    do_w = do_bt = do_where

    def _select_frame(self, number):
        self.curindex = number
        self.curframe = self.stack[number][0]
        self.set_convenience_variable(self.curframe, '_frame', self.curframe)
        self.print_stack_entry(self.stack[number])
        self.lineno = None

    def do_exceptions(self, arg):
        """exceptions [number]: the chain of exceptions that post_mortem() was given, or looks at one of them."""
        if not self._chained_exceptions:
            self.message('Did not find chained exceptions. To move between exceptions, pdb/post_mortem must be given '
                         'an exception object rather than a traceback.')
            return
        if not arg:
            for index, error in enumerate(self._chained_exceptions):
                prompt = '>' if index == self._chained_exception_index else ' '
                text = self._safe_repr(error, 'exception')
                self.message(f"{prompt} {index:>3} {text if error.__traceback__ else '- ' + text}")
            return
        try:
            number = int(arg)
        except ValueError:
            self.error('Argument must be an integer')
            return
        if not 0 <= number < len(self._chained_exceptions):
            self.error('No exception with that number')
        elif self._chained_exceptions[number].__traceback__ is None:
            self.error('This exception does not have a traceback, cannot jump to it')
        else:
            self._chained_exception_index = number
            self.setup(None, self._chained_exceptions[number].__traceback__)
            self.print_stack_entry(self.stack[self.curindex])

    def _move(self, arg, outwards):
        try:
            count = int(arg or 1)
        except ValueError:
            self.error('Invalid frame count (%s)' % arg)
            return
        if outwards and self.curindex == 0:
            self.error('Oldest frame')
        elif not outwards and self.curindex + 1 == len(self.stack):
            self.error('Newest frame')
        elif outwards:
            self._select_frame(0 if count < 0 else max(0, self.curindex - count))
        else:
            last = len(self.stack) - 1
            self._select_frame(last if count < 0 else min(last, self.curindex + count))

    def do_up(self, arg):
        """u(p) [count]: looks at a frame further out."""
        self._move(arg, True)

    do_u = do_up

    def do_down(self, arg):
        """d(own) [count]: looks at a frame further in."""
        self._move(arg, False)

    do_d = do_down

    def do_until(self, arg):
        """unt(il) [lineno]: goes on up to a line below this one, or at or below the one that is given."""
        lineno = None
        if arg:
            try:
                lineno = int(arg)
            except ValueError:
                self.error('Error in argument: %r' % arg)
                return None
            if lineno <= self.curframe.f_lineno:
                self.error('"until" line number is smaller than current line number')
                return None
        self.set_until(self.curframe, lineno)
        return 1

    do_unt = do_until

    @_without_argument
    def do_step(self):
        """s(tep): goes on up to the next line, in a function that is called if there is one."""
        self.set_step()
        return 1

    do_s = do_step

    @_without_argument
    def do_next(self):
        """n(ext): goes on up to the next line of this function, or to its end."""
        self.set_next(self.curframe)
        return 1

    do_n = do_next

    def do_run(self, arg):
        """run [args ...]: begins the program anew, with other arguments if there are any."""
        if self.mode == 'inline':
            self.error('run/restart command is disabled when pdb is running in inline mode.\n'
                       'Use the command line interface to enable restarting your program\n'
                       'e.g. "python -m pdb myscript.py"')
            return
        if arg:
            import shlex
            first = sys.argv[:1]
            try:
                sys.argv = shlex.split(arg)
            except ValueError as error:
                self.error('Cannot run %s: %s' % (arg, error))
                return
            sys.argv[:0] = first
        raise Restart

    do_restart = do_run

    @_without_argument
    def do_return(self):
        """r(eturn): goes on to the end of this function."""
        self.set_return(self.curframe)
        return 1

    do_r = do_return

    @_without_argument
    def do_continue(self):
        """c(ont(inue)): goes on to the next breakpoint."""
        if not self.nosigint:
            import signal
            try:
                Pdb._previous_sigint_handler = signal.signal(signal.SIGINT, self.sigint_handler)
            except ValueError:
                # This is not the main thread.
                pass
        self.set_continue()
        return 1

    do_c = do_cont = do_continue

    @_with_argument
    def do_jump(self, arg):
        """j(ump) lineno: the line is what runs next, if it can be gone to."""
        if self.curindex + 1 != len(self.stack):
            self.error('You can only jump within the bottom frame')
            return
        try:
            lineno = int(arg)
        except ValueError:
            self.error("The 'jump' command requires a line number")
            return
        try:
            self.curframe.f_lineno = lineno
            self.stack[self.curindex] = self.stack[self.curindex][0], lineno
            self.print_stack_entry(self.stack[self.curindex])
        except ValueError as error:
            self.error('Jump failed: %s' % error)

    do_j = do_jump

    @_with_argument
    def do_debug(self, arg):
        """debug code: steps through the statement in a debugger of its own."""
        sys.settrace(None)
        inner = Pdb(self.completekey, self.stdin, self.stdout)
        inner.prompt = '(%s) ' % self.prompt.strip()
        inner.use_rawinput = self.use_rawinput
        self.message('ENTERING RECURSIVE DEBUGGER')
        try:
            sys.call_tracing(inner.run, (arg, self.curframe.f_globals, self.curframe_locals))
        except Exception:
            self._error_exc()
        self.message('LEAVING RECURSIVE DEBUGGER')
        sys.settrace(self.trace_dispatch)
        self.lastcmd = inner.lastcmd

    def do_quit(self, arg):
        """q(uit) | exit: ends the program."""
        if self.mode == 'inline' and self.use_rawinput and sys.stdin.isatty():
            while True:
                try:
                    reply = input('Quitting pdb will kill the process. Quit anyway? [y/n] ').lower().strip()
                except EOFError:
                    reply = 'y'
                    self.message('')
                if reply in ('y', ''):
                    sys.exit(1)
                elif reply == 'n':
                    return None
        self._user_requested_quit = True
        self.set_quit()
        return 1

    do_q = do_exit = do_quit

    def do_EOF(self, arg):
        """EOF: as quit."""
        self.message('')
        return self.do_quit(arg)

    @_without_argument
    def do_args(self):
        """a(rgs): the arguments of this function."""
        code_object, names = self.curframe.f_code, self.curframe_locals
        count = code_object.co_argcount + code_object.co_kwonlyargcount
        count += bool(code_object.co_flags & 4) + bool(code_object.co_flags & 8)
        for name in code_object.co_varnames[:count]:
            if name in names:
                self.message('%s = %s' % (name, self._safe_repr(names[name], name)))
            else:
                self.message('%s = *** undefined ***' % name)

    do_a = do_args

    @_without_argument
    def do_retval(self):
        """retval: what this function returns."""
        if '__return__' in self.curframe_locals:
            self.message(self._safe_repr(self.curframe_locals['__return__'], 'retval'))
        else:
            self.error('Not yet returned!')

    do_rv = do_retval

    def _getval(self, arg):
        try:
            return eval(arg, self.curframe.f_globals, self.curframe_locals)
        except:
            self._error_exc()
            raise

    def _getval_except(self, arg, frame=None):
        try:
            if frame is None:
                return eval(arg, self.curframe.f_globals, self.curframe_locals)
            return eval(arg, frame.f_globals, frame.f_locals)
        except BaseException as error:
            return _rstr('** raised %s **' % self._format_exc(error))

    def _msg_val_func(self, arg, show):
        try:
            value = self._getval(arg)
        except:
            # It was reported.
            return
        try:
            self.message(show(value))
        except:
            self._error_exc()

    @_with_argument
    def do_p(self, arg):
        """p expression: prints its value."""
        self._msg_val_func(arg, repr)

    @_with_argument
    def do_pp(self, arg):
        """pp expression: prints its value in lines that are easy to read."""
        self._msg_val_func(arg, pprint.pformat)

    def do_list(self, arg):
        """l(ist) [first[, last] | .]: lines of the file: eleven around this one, or those after the last that were listed.

        '.' lists those around this one again. If last is less than first it is a count.
        """
        self.lastcmd = 'list'
        last = None
        if arg and arg != '.':
            try:
                if ',' in arg:
                    first, last = (int(part.strip()) for part in arg.split(','))
                    if last < first:
                        last = first + last
                else:
                    first = max(1, int(arg.strip()) - 5)
            except ValueError:
                self.error('Error in argument: %r' % arg)
                return
        elif self.lineno is None or arg == '.':
            first = max(1, self.curframe.f_lineno - 5)
        else:
            first = self.lineno + 1
        if last is None:
            last = first + 10
        filename = self.curframe.f_code.co_filename
        breaks = self.get_file_breaks(filename)
        lines = linecache.getlines(filename, self.curframe.f_globals)
        self._print_lines(lines[first - 1:last], first, breaks, self.curframe)
        self.lineno = min(last, len(lines))
        if len(lines) < last:
            self.message('[EOF]')

    do_l = do_list

    @_without_argument
    def do_longlist(self):
        """ll | longlist: all of this function, or of the module."""
        import inspect
        breaks = self.get_file_breaks(self.curframe.f_code.co_filename)
        try:
            if self.curframe.f_code.co_name == '<module>':
                lines, lineno = linecache.getlines(self.curframe.f_code.co_filename, self.curframe.f_globals), 1
            else:
                lines, lineno = inspect.getsourcelines(self.curframe)
                lineno = max(1, lineno)
        except OSError as error:
            self.error(error)
            return
        self._print_lines(lines, lineno, breaks, self.curframe)

    do_ll = do_longlist

    @_of_a_value
    def do_source(self, value):
        """source expression: the lines of the function, class or module."""
        import inspect
        try:
            lines, lineno = inspect.getsourcelines(value)
        except (OSError, TypeError) as error:
            self.error(error)
            return
        self._print_lines(lines, max(1, lineno))

    def _print_lines(self, lines, start, breaks=(), frame=None):
        current = raised_at = -1
        if frame:
            current = frame.f_lineno
            raised_at = self.tb_lineno.get(frame, -1)
        for lineno, line in enumerate(lines, start):
            text = str(lineno).rjust(3)
            if len(text) < 4:
                text += ' '
            text += 'B' if lineno in breaks else ' '
            if lineno == current:
                text += '->'
            elif lineno == raised_at:
                text += '>>'
            self.message(text + '\t' + line.rstrip())

    @_of_a_value
    def do_whatis(self, value):
        """whatis expression: what kind of thing its value is."""
        code_object = getattr(getattr(value, '__func__', value), '__code__', None)
        if isinstance(value, types.MethodType) and code_object:
            self.message('Method %s' % code_object.co_name)
        elif code_object:
            self.message('Function %s' % code_object.co_name)
        elif value.__class__ is type:
            self.message('Class %s.%s' % (value.__module__, value.__qualname__))
        else:
            self.message(type(value))

    def do_display(self, arg):
        """display [expression]: shows its value whenever the program stops in this function and the value has changed."""
        if not arg:
            if self.displaying.get(self.curframe):
                self.message('Currently displaying:')
                for expression, value in self.displaying[self.curframe].items():
                    self.message('%s: %s' % (expression, self._safe_repr(value, expression)))
            else:
                self.message('No expression is being displayed')
            return
        error = self._compile_error_message(arg)
        if error:
            self.error('Unable to display %s: %r' % (arg, error))
            return
        value = self._getval_except(arg)
        self.displaying.setdefault(self.curframe, {})[arg] = value
        self.message('display %s: %s' % (arg, self._safe_repr(value, arg)))

    def do_undisplay(self, arg):
        """undisplay [expression]: does not show it any more; without an expression, none of them."""
        if not arg:
            self.displaying.pop(self.curframe, None)
            return
        try:
            del self.displaying.get(self.curframe, {})[arg]
        except KeyError:
            self.error('not displaying %s' % arg)

    def do_interact(self, arg):
        """interact: an interpreter's prompt over the variables of this function."""
        namespace = {**self.curframe.f_globals, **self.curframe_locals}
        console = code.InteractiveConsole(namespace)
        console.interact(banner='*pdb interact start*', exitmsg='*exit from pdb interact command*')

    def do_alias(self, arg):
        """alias [name [command]]: a name for a command, in which %1, %2 ... stand for what comes after it, %* for all."""
        args = arg.split()
        if not args:
            for name in sorted(self.aliases):
                self.message('%s = %s' % (name, self.aliases[name]))
            return
        if len(args) == 1:
            if args[0] in self.aliases:
                self.message('%s = %s' % (args[0], self.aliases[args[0]]))
            else:
                self.error(f"Unknown alias '{args[0]}'")
            return
        self.aliases[args[0]] = ' '.join(args[1:])

    @_with_argument
    def do_unalias(self, arg):
        """unalias name: forgets an alias."""
        args = arg.split()
        if args[0] in self.aliases:
            del self.aliases[args[0]]

    def do_help(self, arg):
        """h(elp) [command]: what a command does, or which there are."""
        if not arg:
            cmd.Cmd.do_help(self, arg)
            return
        try:
            topic = getattr(self, 'help_' + arg, None)
            if topic:
                topic()
                return
            command = getattr(self, 'do_' + arg)
        except AttributeError:
            self.error('No help for %r' % arg)
        else:
            self.message(self._help_message_from_doc(command.__doc__))

    do_h = do_help

    def _help_message_from_doc(self, doc):
        lines = [line.strip() for line in doc.rstrip().splitlines()]
        return '\n'.join(['Usage: ' + lines[0]] + ['       ' + line if line else '' for line in lines[1:]]).rstrip()

    def help_exec(self):
        """(!) statement: runs it where the program has stopped."""
        self.message((self.help_exec.__doc__ or '').strip())

    def help_pdb(self):
        """The documentation of the module."""
        self.message(__doc__.strip())

    def _print_invalid_arg(self, arg, command):
        if not arg:
            self.error('Argument is required for this command')
        else:
            self.error(f'Invalid argument: {arg}')
        usage = command.__doc__.partition(':')[0]
        self.message(textwrap.indent(self._help_message_from_doc(usage), '      '))

    # Frames.

    def print_stack_trace(self, count=None):
        """The frames, or so many of them."""
        if count is None:
            chosen = self.stack
        elif count == 0:
            chosen = [self.stack[self.curindex]]
        elif count < 0:
            chosen = self.stack[:-count]
        else:
            chosen = self.stack[-count:]
        try:
            for entry in chosen:
                self.print_stack_entry(entry)
        except KeyboardInterrupt:
            pass

    def print_stack_entry(self, frame_lineno, prompt_prefix=line_prefix):
        """A frame, with the line that it is at."""
        frame, _ = frame_lineno
        prefix = '> ' if frame is self.curframe else '  '
        self.message(prefix + self.format_stack_entry(frame_lineno, prompt_prefix))

    def lookupmodule(self, filename):
        """The file of that name, or of the module, beside the program or in sys.path; None if there is none."""
        if not filename.endswith('.py'):
            filename = filename.replace('.', os.sep) + '.py'
        if os.path.isabs(filename):
            return filename if os.path.exists(filename) else None
        beside = os.path.join(sys.path[0], filename)
        if os.path.exists(beside) and self.canonic(beside) == self.mainpyfile:
            return beside
        for folder in sys.path:
            while os.path.islink(folder):
                folder = os.readlink(folder)
            full = os.path.join(folder, filename)
            if os.path.exists(full):
                return full
        return None

    # Running a program.

    def _run(self, target):
        # Stepping begins in the program's own file.
        self._wait_for_mainpyfile = True
        self._user_requested_quit = False
        self.mainpyfile = self.canonic(target.filename)
        import __main__
        __main__.__dict__.clear()
        __main__.__dict__.update(target.namespace)
        self.run(target.code)


# What programs call.

def run(statement, globals=None, locals=None):
    """Runs statements under the debugger."""
    Pdb().run(statement, globals, locals)


def runeval(expression, globals=None, locals=None):
    """Evaluates an expression under the debugger; returns its value."""
    return Pdb().runeval(expression, globals, locals)


def runctx(statement, globals, locals):
    """As run()."""
    run(statement, globals, locals)


def runcall(*args, **kwds):
    """Calls a function under the debugger; returns what it returns."""
    return Pdb().runcall(*args, **kwds)


def set_trace(*, header=None, commands=None):
    """Stops here, at the prompt of the debugger; `header` is printed before it, `commands` are done first."""
    if Pdb._last_pdb_instance is not None:
        pdb = Pdb._last_pdb_instance
    else:
        pdb = Pdb(mode='inline')
    if header is not None:
        pdb.message(header)
    pdb.set_trace(sys._getframe().f_back, commands=commands)


async def set_trace_async(*, header=None, commands=None):
    """As set_trace(), in a coroutine."""
    if Pdb._last_pdb_instance is not None:
        pdb = Pdb._last_pdb_instance
    else:
        pdb = Pdb(mode='inline')
    if header is not None:
        pdb.message(header)
    pdb.set_trace(sys._getframe().f_back, commands=commands)


def _post_mortem(t, pdb_instance):
    pdb_instance.reset()
    pdb_instance.interaction(None, t)


def post_mortem(t=None):
    """The prompt, about a traceback or an exception: by default that which is being handled."""
    if t is None:
        t = sys.exception()
    if t is None or (isinstance(t, BaseException) and t.__traceback__ is None):
        raise ValueError('A valid traceback must be passed if no exception is being handled')
    _post_mortem(t, Pdb())


def pm():
    """post_mortem() of the last exception that nobody has caught: sys.last_exc."""
    if hasattr(sys, 'last_exc'):
        post_mortem(sys.last_exc)
    else:
        post_mortem(sys.last_traceback)


def help():
    """Prints the documentation of the module."""
    print(__doc__.strip())


def _parse_command_line():
    import argparse
    parser = argparse.ArgumentParser(prog='pdb', usage='%(prog)s [-h] [-c command] (-m module | pyfile) [args ...]',
                                     description='Runs a program under the debugger.', allow_abbrev=False)
    parser.add_argument('-c', '--command', action='append', default=[], metavar='command', dest='commands',
                        help='a command of the debugger to be done first')
    parser.add_argument('-m', metavar='module', dest='module', help='a module to debug')
    own, rest = [], sys.argv[1:]
    if not rest:
        parser.print_help()
        sys.exit(2)
    # What comes after the file or module is the program's.
    while rest:
        first = rest.pop(0)
        own.append(first)
        if first in ('-c', '--command') and rest:
            own.append(rest.pop(0))
        elif first == '-m' and rest:
            own.append(rest.pop(0))
            return parser.parse_args(own), None, rest
        elif not first.startswith('-'):
            own.pop()
            return parser.parse_args(own), first, rest
    return parser.parse_args(own), None, []


def main():
    """The command line."""
    options, file, args = _parse_command_line()
    if options.module:
        target, name = _Module(options.module), options.module
        sys.argv[:] = [target.filename] + args
    elif file is None:
        print('usage: pdb [-h] [-c command] (-m module | pyfile) [args ...]', file=sys.stderr)
        sys.exit(2)
    else:
        target = _Script(file)
        sys.argv[:] = [file] + args
    pdb = Pdb(mode='cli')
    pdb.rcLines.extend(options.commands)
    while True:
        try:
            pdb._run(target)
        except Restart:
            print('Restarting', target.filename, 'with arguments:')
            print('\t' + ' '.join(sys.argv[1:]))
        except SystemExit as error:
            print('The program exited via sys.exit(). Exit status:', end=' ')
            print(error)
        except BaseException as error:
            traceback.print_exception(error)
            print('Uncaught exception. Entering post mortem debugging')
            print("Running 'cont' or 'step' will restart the program")
            try:
                pdb.interaction(None, error)
            except Restart:
                print('Restarting', target.filename, 'with arguments:')
                print('\t' + ' '.join(sys.argv[1:]))
                continue
        if pdb._user_requested_quit:
            break
        print('The program finished and will be restarted')


if __name__ == '__main__':
    # The module as programs import it is the one that runs.
    import pdb
    pdb.main()
