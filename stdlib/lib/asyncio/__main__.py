"""`rondo -m asyncio`: a prompt in whose lines `await` works. The loop runs while the prompt waits for input."""
import ast
import code
import concurrent.futures
import contextvars
import linecache
import sys
import threading

import asyncio
from asyncio import futures


def _arguments():
    import argparse
    parser = argparse.ArgumentParser(prog="rondo -m asyncio", description="A prompt that knows `await`, and tools",
                                     color=False)
    commands = parser.add_subparsers(help="commands", dest="command")
    for name, about in (("ps", "print a table of the tasks of a process"),
                        ("pstree", "print the tree of the tasks of a process")):
        command = commands.add_parser(name, help=about)
        command.add_argument("pid", type=int, help="the process: only a program that calls asyncio.tools can be looked into,"
                             " by itself; `kill -USR1 PID` has one of Rondo's print its tree")
    return parser.parse_args()


class _Compiler(code.CommandCompiler):
    """Compiles what is typed; tracebacks show its lines."""

    def __call__(self, source, filename="<stdin>", symbol="single"):
        compiled = super().__call__(source, filename, symbol)
        if compiled is not None:
            linecache._register_code(compiled, source, filename)
        return compiled


class AsyncIOInteractiveConsole(code.InteractiveConsole):
    """A console that runs in a thread of its own and has the loop, in the main thread, run what is typed."""

    def __init__(self, locals, loop):
        super().__init__(locals, filename="<stdin>")
        self.compile = _Compiler()
        self.compile.compiler.flags |= ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
        self.loop = loop
        self.context = contextvars.copy_context()

    def runcode(self, code):
        """Runs code and waits until it is done, which its coroutine may be later."""
        global _running, _was_interrupted
        future = concurrent.futures.Future()

        def begin():
            global _running
            _running = None
            try:
                outcome = eval(code, self.locals)
                if not asyncio.iscoroutine(outcome):
                    future.set_result(outcome)
                    return
                _running = self.loop.create_task(outcome, context=self.context)
                futures._chain_future(_running, future)
            except BaseException as exc:
                future.set_exception(exc)

        self.loop.call_soon_threadsafe(begin, context=self.context)
        try:
            return future.result()
        except SystemExit as exc:
            self.status = exc.code
            self.loop.call_soon_threadsafe(self.loop.stop)
            raise
        except BaseException:
            if _was_interrupted:
                self.write("\nKeyboardInterrupt\n")
            else:
                self.showtraceback()


_running = None
_was_interrupted = False


def _interact(console):
    import warnings
    try:
        banner = (f"asyncio REPL {sys.version} on {sys.platform}\n"
                  'Use "await" directly instead of "asyncio.run()".\n'
                  'Type "help", "copyright", "credits" or "license" for more information.\n'
                  f"{getattr(sys, 'ps1', '>>> ')}import asyncio")
        try:
            console.interact(banner=banner, exitmsg="exiting asyncio REPL...")
        except SystemExit:
            pass
    finally:
        warnings.filterwarnings("ignore", message=r"^coroutine .* was never awaited$", category=RuntimeWarning)
        console.loop.call_soon_threadsafe(console.loop.stop)


def main():
    """Runs the prompt; returns the exit status."""
    global _was_interrupted
    if len(sys.argv) > 1:
        arguments = _arguments()
        if arguments.command is not None:
            from asyncio import tools
            show = {"ps": tools.display_awaited_by_tasks_table, "pstree": tools.display_awaited_by_tasks_tree}
            show[arguments.command](arguments.pid)
            return 0
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    names = {name: globals()[name] for name in ("__name__", "__package__", "__loader__", "__spec__", "__builtins__")}
    names["asyncio"] = asyncio
    console = AsyncIOInteractiveConsole(names, loop)
    console.status = 0
    threading.Thread(target=_interact, args=(console,), name="Interactive thread", daemon=True).start()
    while True:
        try:
            loop.run_forever()
        except KeyboardInterrupt:
            _was_interrupted = True
            if _running is not None and not _running.done():
                _running.cancel()
            continue
        except SystemExit as exc:
            console.status = exc.code
        return console.status


if __name__ == "__main__":
    sys.exit(main())
