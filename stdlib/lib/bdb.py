"""What debuggers are made of: breakpoints, and running a program step by step. The user's side is in derived classes."""

import fnmatch
import os
import sys
from contextlib import contextmanager
from inspect import CO_ASYNC_GENERATOR, CO_COROUTINE, CO_GENERATOR

__all__ = ['BdbQuit', 'Bdb', 'Breakpoint']

_SUSPENDING = CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR


class BdbQuit(Exception):
    """The user has left the debugger: ends the program that is debugged."""


class Bdb:
    """Runs a program and asks user_line(), user_call(), user_return() and user_exception() where it is to stop."""

    def __init__(self, skip=None, backend='settrace'):
        if backend not in ('settrace', 'monitoring'):
            raise ValueError(f'Invalid backend: {backend}')
        self.skip = set(skip) if skip else None
        self.breaks = {}
        self.fncache = {}
        self.frame_trace_lines_opcodes = {}
        self.frame_returning = None
        self.trace_opcodes = False
        self.enterframe = None
        self.cmdframe = None
        self.cmdlineno = None
        self.backend = backend
        self._load_breaks()

    def canonic(self, filename):
        """The absolute name of a file; what is no file's name, <string>, stays as it is."""
        if filename.startswith('<'):
            return filename
        found = self.fncache.get(filename)
        if found is None:
            found = os.path.normcase(os.path.abspath(filename))
            self.fncache[filename] = found
        return found

    def reset(self):
        """Ready to start debugging."""
        import linecache
        linecache.checkcache()
        self.botframe = None
        self._set_stopinfo(None, None)

    @contextmanager
    def set_enterframe(self, frame):
        """While the debugger looks at `frame`."""
        self.enterframe = frame
        yield
        self.enterframe = None

    # What the interpreter calls.

    def trace_dispatch(self, frame, event, arg):
        """The trace function: passes each event on, and says whether the frame is to be traced further."""
        with self.set_enterframe(frame):
            if self.quitting:
                return None
            if event == 'line':
                return self.dispatch_line(frame)
            if event == 'call':
                return self.dispatch_call(frame, arg)
            if event == 'return':
                return self.dispatch_return(frame, arg)
            if event == 'exception':
                return self.dispatch_exception(frame, arg)
            if event == 'opcode':
                return self.dispatch_opcode(frame, arg)
            if event not in ('c_call', 'c_exception', 'c_return'):
                print('bdb.Bdb.dispatch: unknown debugging event:', repr(event))
            return self.trace_dispatch

    def _quit_if_asked(self):
        if self.quitting:
            raise BdbQuit

    def dispatch_line(self, frame):
        """A line is about to run."""
        if self.stop_here(frame) or self.break_here(frame):
            self.user_line(frame)
            self._quit_if_asked()
        return self.trace_dispatch

    def dispatch_call(self, frame, arg):
        """A function is entered, or a generator goes on."""
        if self.botframe is None:
            self.botframe = frame.f_back
            return self.trace_dispatch
        if not (self.stop_here(frame) or self.break_anywhere(frame)):
            return None
        # A generator that goes on is no call that `next` would have to pass over.
        if self.stopframe and frame.f_code.co_flags & _SUSPENDING:
            return self.trace_dispatch
        self.user_call(frame, arg)
        self._quit_if_asked()
        return self.trace_dispatch

    def dispatch_return(self, frame, arg):
        """A function returns, or a generator yields."""
        if self.stop_here(frame) or frame == self.returnframe:
            # `next` and `until` in a generator do not stop where it is suspended.
            if self.stopframe and frame.f_code.co_flags & _SUSPENDING:
                self._set_caller_tracefunc(frame)
                return self.trace_dispatch
            try:
                self.frame_returning = frame
                self.user_return(frame, arg)
                self._quit_if_asked()
            finally:
                self.frame_returning = None
            if self.stopframe == frame and self.stoplineno != -1:
                self._set_stopinfo(None, None)
            if self.stopframe != frame:
                self._set_caller_tracefunc(frame)
        return self.trace_dispatch

    def dispatch_exception(self, frame, arg):
        """An exception is raised in a frame, or comes to it."""
        if self.stop_here(frame):
            # The StopIteration that ends a generator, or a loop over one, is nothing to stop at.
            if not (frame.f_code.co_flags & _SUSPENDING and arg[0] is StopIteration and arg[2] is None):
                self.user_exception(frame, arg)
                self._quit_if_asked()
        elif (self.stopframe and frame is not self.stopframe and self.stopframe.f_code.co_flags & _SUSPENDING
              and arg[0] in (StopIteration, GeneratorExit)):
            self.user_exception(frame, arg)
            self._quit_if_asked()
        return self.trace_dispatch

    def dispatch_opcode(self, frame, arg):
        """An instruction is about to run."""
        if self.stop_here(frame) or self.break_here(frame):
            self.user_opcode(frame)
            self._quit_if_asked()
        return self.trace_dispatch

    # Is this a place to stop at?

    def is_skipped_module(self, module_name):
        """Does a pattern say that modules of this name are to be passed over?"""
        if module_name is None:
            return False
        return any(fnmatch.fnmatch(module_name, pattern) for pattern in self.skip)

    def stop_here(self, frame):
        """Is this frame one that stepping stops in?"""
        if self.skip and self.is_skipped_module(frame.f_globals.get('__name__')):
            return False
        if frame is self.stopframe:
            if self.stoplineno == -1:
                return False
            return frame.f_lineno >= self.stoplineno
        return not self.stopframe

    def break_here(self, frame):
        """Is there a breakpoint at the line, or at the function, that the frame is at?"""
        filename = self.canonic(frame.f_code.co_filename)
        if filename not in self.breaks:
            return False
        lineno = frame.f_lineno
        if lineno not in self.breaks[filename]:
            lineno = frame.f_code.co_firstlineno
            if lineno not in self.breaks[filename]:
                return False
        bp, delete = effective(filename, lineno, frame)
        if not bp:
            return False
        self.currentbp = bp.number
        if delete and bp.temporary:
            self.do_clear(str(bp.number))
        return True

    def do_clear(self, arg):
        """Removes a temporary breakpoint that was come to."""
        raise NotImplementedError('subclass of bdb must implement do_clear()')

    def break_anywhere(self, frame):
        """Are there breakpoints in the code of the frame?"""
        lines = self.breaks.get(self.canonic(frame.f_code.co_filename))
        if not lines:
            return False
        return any(line in lines for line in self._lines_of(frame.f_code))

    @staticmethod
    def _lines_of(code):
        first = last = code.co_firstlineno
        for _, _, line in code.co_lines():
            if line:
                first, last = min(first, line), max(last, line)
        return range(first, last + 1)

    # What derived classes do.

    def user_call(self, frame, argument_list):
        """A function may be stopped at that is called."""

    def user_line(self, frame):
        """The program stops, or is at a breakpoint."""

    def user_return(self, frame, return_value):
        """A function may be stopped at that returns."""

    def user_exception(self, frame, exc_info):
        """An exception is raised where the program may be stopped."""

    def user_opcode(self, frame):
        """An instruction is about to run where the program may be stopped."""

    # How the program goes on.

    def _set_stopinfo(self, stopframe, returnframe, stoplineno=0, opcode=False, cmdframe=None, cmdlineno=None):
        self.stopframe = stopframe
        self.returnframe = returnframe
        self.quitting = False
        # The line to stop at or after; -1: nowhere in the frame.
        self.stoplineno = stoplineno
        self.cmdframe = cmdframe
        self.cmdlineno = cmdlineno
        self._set_trace_opcodes(opcode)

    def _set_trace_opcodes(self, trace_opcodes):
        if trace_opcodes != self.trace_opcodes:
            self.trace_opcodes = trace_opcodes
            frame = self.enterframe
            while frame is not None:
                frame.f_trace_opcodes = trace_opcodes
                if frame is self.botframe:
                    break
                frame = frame.f_back

    def _set_caller_tracefunc(self, current_frame):
        """The function that called is traced from now on, as it may not have been before."""
        caller = current_frame.f_back
        if caller and not caller.f_trace and caller is not self.botframe:
            caller.f_trace = self.trace_dispatch

    def set_until(self, frame, lineno=None):
        """Stop at a line below the present one, or at `lineno` or below it, or where the function returns."""
        self._set_stopinfo(frame, frame, frame.f_lineno + 1 if lineno is None else lineno)

    def set_step(self):
        """Stop at the next line, wherever it is."""
        self._set_stopinfo(None, None, cmdframe=self.enterframe, cmdlineno=getattr(self.enterframe, 'f_lineno', None))
        if self.frame_returning:
            # Its caller may be a frame that was not traced.
            self._set_caller_tracefunc(self.frame_returning)

    def set_stepinstr(self):
        """Stop before the next instruction."""
        self._set_stopinfo(None, None, 0, opcode=True)

    def set_next(self, frame):
        """Stop at the next line of the frame, or below it."""
        self._set_stopinfo(frame, None, cmdframe=frame, cmdlineno=frame.f_lineno)

    def set_return(self, frame):
        """Stop where the function of the frame returns."""
        if frame.f_code.co_flags & _SUSPENDING:
            self._set_stopinfo(frame, None, -1)
        else:
            self._set_stopinfo(frame.f_back, frame)

    def set_trace(self, frame=None):
        """Start debugging at the frame, the caller's by default."""
        self.stop_trace()
        if frame is None:
            frame = sys._getframe().f_back
        self.reset()
        with self.set_enterframe(frame):
            while frame:
                frame.f_trace = self.trace_dispatch
                self.botframe = frame
                self.frame_trace_lines_opcodes[frame] = (frame.f_trace_lines, frame.f_trace_opcodes)
                # Lines of a frame that leaves them to others are wanted as well.
                frame.f_trace_lines = True
                frame = frame.f_back
            self.set_stepinstr()
        self.start_trace()

    def start_trace(self):
        """Has the interpreter call trace_dispatch()."""
        sys.settrace(self.trace_dispatch)

    def stop_trace(self):
        """Has the interpreter call nothing any more."""
        sys.settrace(None)

    def set_continue(self):
        """Stop at breakpoints alone; without any the program runs on untraced."""
        self._set_stopinfo(self.botframe, None, -1)
        if not self.breaks:
            self.stop_trace()
            frame = sys._getframe().f_back
            while frame and frame is not self.botframe:
                del frame.f_trace
                frame = frame.f_back
            for frame, (lines, opcodes) in self.frame_trace_lines_opcodes.items():
                frame.f_trace_lines, frame.f_trace_opcodes = lines, opcodes
            self.frame_trace_lines_opcodes = {}
            self.enterframe = None

    def set_quit(self):
        """End the program: the next event raises BdbQuit."""
        self.stopframe = self.botframe
        self.returnframe = None
        self.quitting = True
        self.stop_trace()

    # Breakpoints. What goes wrong is returned as a message.

    def _load_breaks(self):
        """Takes over the breakpoints that other debuggers have set."""
        for filename, lineno in Breakpoint.bplist.keys():
            self._add_to_breaks(filename, lineno)

    def _add_to_breaks(self, filename, lineno):
        lines = self.breaks.setdefault(filename, [])
        if lineno not in lines:
            lines.append(lineno)

    def set_break(self, filename, lineno, temporary=False, cond=None, funcname=None):
        """Sets a breakpoint."""
        import linecache
        filename = self.canonic(filename)
        if not linecache.getline(filename, lineno):
            return 'Line %s:%d does not exist' % (filename, lineno)
        self._add_to_breaks(filename, lineno)
        Breakpoint(filename, lineno, temporary, cond, funcname)
        # Functions that run already were not looked at when they were called.
        frame = self.enterframe
        while frame:
            if self.break_anywhere(frame):
                frame.f_trace = self.trace_dispatch
            frame = frame.f_back
        return None

    def _prune_breaks(self, filename, lineno):
        if (filename, lineno) not in Breakpoint.bplist:
            self.breaks[filename].remove(lineno)
        if not self.breaks[filename]:
            del self.breaks[filename]

    def clear_break(self, filename, lineno):
        """Removes the breakpoints of a line."""
        filename = self.canonic(filename)
        if filename not in self.breaks:
            return 'There are no breakpoints in %s' % filename
        if lineno not in self.breaks[filename]:
            return 'There is no breakpoint at %s:%d' % (filename, lineno)
        for bp in Breakpoint.bplist[filename, lineno][:]:
            bp.deleteMe()
        self._prune_breaks(filename, lineno)
        return None

    def clear_bpbynumber(self, arg):
        """Removes the breakpoint of a number."""
        try:
            bp = self.get_bpbynumber(arg)
        except ValueError as error:
            return str(error)
        bp.deleteMe()
        self._prune_breaks(bp.file, bp.line)
        return None

    def clear_all_file_breaks(self, filename):
        """Removes the breakpoints of a file."""
        filename = self.canonic(filename)
        if filename not in self.breaks:
            return 'There are no breakpoints in %s' % filename
        for line in self.breaks[filename]:
            for bp in Breakpoint.bplist[filename, line][:]:
                bp.deleteMe()
        del self.breaks[filename]
        return None

    def clear_all_breaks(self):
        """Removes all breakpoints."""
        if not self.breaks:
            return 'There are no breakpoints'
        for bp in Breakpoint.bpbynumber:
            if bp:
                bp.deleteMe()
        self.breaks = {}
        return None

    def get_bpbynumber(self, arg):
        """The breakpoint of a number; ValueError says why there is none."""
        if not arg:
            raise ValueError('Breakpoint number expected')
        try:
            number = int(arg)
        except ValueError:
            raise ValueError('Non-numeric breakpoint number %s' % arg) from None
        try:
            bp = Breakpoint.bpbynumber[number]
        except IndexError:
            raise ValueError('Breakpoint number %d out of range' % number) from None
        if bp is None:
            raise ValueError('Breakpoint %d already deleted' % number)
        return bp

    def get_break(self, filename, lineno):
        """Is there a breakpoint at the line?"""
        filename = self.canonic(filename)
        return filename in self.breaks and lineno in self.breaks[filename]

    def get_breaks(self, filename, lineno):
        """The breakpoints of a line."""
        filename = self.canonic(filename)
        return self.get_break(filename, lineno) and Breakpoint.bplist[filename, lineno] or []

    def get_file_breaks(self, filename):
        """The lines of a file that have breakpoints."""
        return self.breaks.get(self.canonic(filename), [])

    def get_all_breaks(self):
        """The lines that have breakpoints, by file."""
        return self.breaks

    def get_stack(self, f, t):
        """The frames from the outermost on, with their lines, those of a traceback behind; and the index of the frame."""
        stack = []
        if t and t.tb_frame is f:
            t = t.tb_next
        while f is not None:
            stack.append((f, f.f_lineno))
            if f is self.botframe:
                break
            f = f.f_back
        stack.reverse()
        at = max(0, len(stack) - 1)
        while t is not None:
            stack.append((t.tb_frame, t.tb_lineno))
            t = t.tb_next
        if f is None:
            at = max(0, len(stack) - 1)
        return stack, at

    def format_stack_entry(self, frame_lineno, lprefix=': '):
        """One line about a frame: file, line, function, what it returns, and the text of the line."""
        import linecache
        import reprlib
        frame, lineno = frame_lineno
        text = '%s(%r)' % (self.canonic(frame.f_code.co_filename), lineno)
        text += frame.f_code.co_name or '<lambda>'
        text += '()'
        if '__return__' in frame.f_locals:
            text += '->' + reprlib.repr(frame.f_locals['__return__'])
        if lineno is not None:
            line = linecache.getline(frame.f_code.co_filename, lineno, frame.f_globals)
            if line:
                text += lprefix + line.strip()
        else:
            text += f'{lprefix}Warning: lineno is None'
        return text

    # Running something.

    def run(self, cmd, globals=None, locals=None):
        """Runs statements, text or code, under the debugger."""
        if globals is None:
            import __main__
            globals = __main__.__dict__
        if locals is None:
            locals = globals
        self.reset()
        if isinstance(cmd, str):
            cmd = compile(cmd, '<string>', 'exec')
        self.start_trace()
        try:
            exec(cmd, globals, locals)
        except BdbQuit:
            pass
        finally:
            self.quitting = True
            self.stop_trace()

    def runeval(self, expr, globals=None, locals=None):
        """Evaluates an expression under the debugger; returns its value."""
        if globals is None:
            import __main__
            globals = __main__.__dict__
        if locals is None:
            locals = globals
        self.reset()
        self.start_trace()
        try:
            return eval(expr, globals, locals)
        except BdbQuit:
            pass
        finally:
            self.quitting = True
            self.stop_trace()

    def runctx(self, cmd, globals, locals):
        """As run()."""
        self.run(cmd, globals, locals)

    def runcall(self, func, /, *args, **kwds):
        """Calls a function under the debugger; returns what it returns."""
        self.reset()
        self.start_trace()
        res = None
        try:
            res = func(*args, **kwds)
        except BdbQuit:
            pass
        finally:
            self.quitting = True
            self.stop_trace()
        return res


def set_trace():
    """Starts debugging with a debugger that never stops."""
    Bdb().set_trace()


class Breakpoint:
    """A place to stop at. All there are stand in bpbynumber, by number, and in bplist, by file and line."""

    next = 1
    bplist = {}
    bpbynumber = [None]

    def __init__(self, file, line, temporary=False, cond=None, funcname=None):
        self.funcname = funcname
        # The first line that was come to of the function `funcname`.
        self.func_first_executable_line = None
        self.file = file
        self.line = line
        self.temporary = temporary
        self.cond = cond
        self.enabled = True
        self.ignore = 0
        self.hits = 0
        self.number = Breakpoint.next
        Breakpoint.next += 1
        self.bpbynumber.append(self)
        self.bplist.setdefault((file, line), []).append(self)

    @staticmethod
    def clearBreakpoints():
        """Forgets all breakpoints."""
        Breakpoint.next = 1
        Breakpoint.bplist = {}
        Breakpoint.bpbynumber = [None]

    def deleteMe(self):
        """Removes it."""
        index = (self.file, self.line)
        self.bpbynumber[self.number] = None
        self.bplist[index].remove(self)
        if not self.bplist[index]:
            del self.bplist[index]

    def enable(self):
        """The program stops at it."""
        self.enabled = True

    def disable(self):
        """The program does not stop at it."""
        self.enabled = False

    def bpprint(self, out=None):
        """Prints bpformat()."""
        print(self.bpformat(), file=out or sys.stdout)

    def bpformat(self):
        """Lines that say where it is, under which condition, and how often it was come to."""
        disposition = 'del  ' if self.temporary else 'keep '
        disposition += 'yes  ' if self.enabled else 'no   '
        text = '%-4dbreakpoint   %s at %s:%d' % (self.number, disposition, self.file, self.line)
        if self.cond:
            text += '\n\tstop only if %s' % (self.cond,)
        if self.ignore:
            text += '\n\tignore next %d hits' % (self.ignore,)
        if self.hits:
            text += '\n\tbreakpoint already hit %d time%s' % (self.hits, 's' if self.hits > 1 else '')
        return text

    def __str__(self):
        return 'breakpoint %s at %s:%s' % (self.number, self.file, self.line)


def checkfuncname(b, frame):
    """Is the frame where the breakpoint stops? One of a function stops at its first line that runs, not at the others."""
    if not b.funcname:
        return b.line == frame.f_lineno
    if frame.f_code.co_name != b.funcname:
        return False
    if not b.func_first_executable_line:
        b.func_first_executable_line = frame.f_lineno
    return b.func_first_executable_line == frame.f_lineno


def effective(file, line, frame):
    """The breakpoint that stops the frame here, and whether it may be removed if it is temporary; (None, None) for none."""
    for b in Breakpoint.bplist[file, line]:
        if not b.enabled or not checkfuncname(b, frame):
            continue
        b.hits += 1
        if not b.cond:
            if b.ignore > 0:
                b.ignore -= 1
                continue
            return b, True
        try:
            holds = eval(b.cond, frame.f_globals, frame.f_locals)
        except Exception:
            # A condition that fails is no reason to run on, nor to remove the breakpoint.
            return b, False
        if holds:
            if b.ignore > 0:
                b.ignore -= 1
                continue
            return b, True
    return None, None
