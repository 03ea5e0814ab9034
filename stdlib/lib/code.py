"""Reading statements and running them, as an interpreter's prompt does."""

import builtins
import sys
import traceback
from codeop import CommandCompiler, compile_command

__all__ = ['InteractiveInterpreter', 'InteractiveConsole', 'interact', 'compile_command']


class InteractiveInterpreter:
    """Runs statements in a namespace; whoever uses it reads them."""

    def __init__(self, locals=None):
        self.locals = {'__name__': '__console__', '__doc__': None} if locals is None else locals
        self.compile = CommandCompiler()

    def runsource(self, source, filename='<input>', symbol='single'):
        """Compiles and runs a text. True if it is incomplete: more lines are wanted."""
        try:
            code = self.compile(source, filename, symbol)
        except (OverflowError, SyntaxError, ValueError):
            self.showsyntaxerror(filename, source=source)
            return False
        if code is None:
            return True
        self.runcode(code)
        return False

    def runcode(self, code):
        """Runs code; what it raises is shown, all but SystemExit."""
        try:
            exec(code, self.locals)
        except SystemExit:
            raise
        except:
            self.showtraceback()

    def showsyntaxerror(self, filename=None, **kwargs):
        """Shows the syntax error that is being handled, as one of `filename`."""
        kind, value, _ = sys.exc_info()
        if filename and kind is SyntaxError:
            value.filename = filename
        source = kwargs.pop('source', '')
        if source and kind is SyntaxError and not value.text and value.lineno is not None:
            # What the parser lets pass is found later, where the text is not at hand.
            lines = source.splitlines()
            if 1 <= value.lineno <= len(lines):
                value.text = lines[value.lineno - 1]
        self._show(kind, value, None, source)

    def showtraceback(self):
        """Shows the exception that is being handled, without the frame here."""
        kind, value, tb = sys.exc_info()
        self._show(kind, value, tb.tb_next, '')

    def _show(self, kind, value, tb, source):
        sys.last_exc = value.with_traceback(tb)
        sys.last_type, sys.last_value, sys.last_traceback = kind, value, tb
        if sys.excepthook is sys.__excepthook__:
            self.write(''.join(traceback.format_exception(kind, value, tb)))
            return
        try:
            sys.excepthook(kind, value, tb)
        except SystemExit:
            raise
        except BaseException as error:
            error.__context__ = None
            print('Error in sys.excepthook:', file=sys.stderr)
            sys.__excepthook__(type(error), error, error.__traceback__ and error.__traceback__.tb_next)
            print(file=sys.stderr)
            print('Original exception was:', file=sys.stderr)
            sys.__excepthook__(kind, value, tb)

    def write(self, data):
        """Where reports go: to `sys.stderr`."""
        sys.stderr.write(data)


class InteractiveConsole(InteractiveInterpreter):
    """Reads lines and runs them, at a prompt."""

    def __init__(self, locals=None, filename='<console>', *, local_exit=False):
        super().__init__(locals)
        self.filename = filename
        self.local_exit = local_exit
        self.resetbuffer()

    def resetbuffer(self):
        """Forgets the lines of an incomplete statement."""
        self.buffer = []

    def interact(self, banner=None, exitmsg=None):
        """Reads and runs until the input ends."""
        prompts = []
        for name, text in (('ps1', '>>> '), ('ps2', '... ')):
            if not hasattr(sys, name):
                setattr(sys, name, text)
                prompts.append(name)
        if banner is None:
            hint = 'Type "help", "copyright", "credits" or "license" for more information.'
            self.write(f'Python {sys.version} on {sys.platform}\n{hint}\n({type(self).__name__})\n')
        elif banner:
            self.write(f'{banner}\n')
        saved = {}
        if self.local_exit:
            for name in ('exit', 'quit'):
                if hasattr(builtins, name):
                    saved[name] = getattr(builtins, name)
                setattr(builtins, name, Quitter(name))
        more = 0
        try:
            while True:
                try:
                    prompt = sys.ps2 if more else sys.ps1
                    try:
                        line = self.raw_input(prompt)
                    except EOFError:
                        self.write('\n')
                        break
                    more = self.push(line)
                except KeyboardInterrupt:
                    self.write('\nKeyboardInterrupt\n')
                    self.resetbuffer()
                    more = 0
                except SystemExit as error:
                    if not self.local_exit:
                        raise error
                    self.write('\n')
                    break
        finally:
            for name in saved:
                setattr(builtins, name, saved[name])
            for name in prompts:
                delattr(sys, name)
            if exitmsg is None:
                self.write(f'now exiting {type(self).__name__}...\n')
            elif exitmsg != '':
                self.write(f'{exitmsg}\n')

    def push(self, line, filename=None, _symbol='single'):
        """Adds a line and runs the statement if it is whole. True if more lines are wanted."""
        self.buffer.append(line)
        more = self.runsource('\n'.join(self.buffer), filename or self.filename, symbol=_symbol)
        if not more:
            self.resetbuffer()
        return more

    def raw_input(self, prompt=''):
        """The next line; EOFError at the end."""
        return input(prompt)


class Quitter:
    """`exit` and `quit` of a console that ends by itself."""

    def __init__(self, name):
        self.name = name
        self.eof = 'Ctrl-D (i.e. EOF)'

    def __repr__(self):
        return f'Use {self.name} or {self.eof} to exit'

    def __call__(self, code=None):
        raise SystemExit(code)


def interact(banner=None, readfunc=None, local=None, exitmsg=None, local_exit=False):
    """A console on a namespace, whose lines `readfunc(prompt)` gives."""
    console = InteractiveConsole(local, local_exit=local_exit)
    if readfunc is not None:
        console.raw_input = readfunc
    console.interact(banner, exitmsg)
