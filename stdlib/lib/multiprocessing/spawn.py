"""What a fresh process does first: it becomes like its parent, then runs the process object that it was sent."""
import os
import sys

from . import process

__all__ = ["freeze_support", "set_executable", "get_executable", "get_preparation_data", "get_command_line"]

_executable = sys.executable


def set_executable(executable):
    global _executable
    _executable = os.fsencode(executable) if isinstance(executable, os.PathLike) else executable


def get_executable():
    return _executable


def freeze_support():
    """For programs that are frozen, which Rondo's are not."""


def get_command_line(pipe_handle):
    """The command that starts a fresh process."""
    from subprocess import _args_from_interpreter_flags
    return [_executable, *_args_from_interpreter_flags(), "-c", f"from multiprocessing.spawn import spawn_main; spawn_main({pipe_handle})",
            "--multiprocessing-fork"]


def get_preparation_data(name):
    """What a fresh process must know to be like this one."""
    data = {
        "name": name,
        "sys_path": [path if path else process.ORIGINAL_DIR or "" for path in sys.path],
        "sys_argv": sys.argv,
        "orig_dir": process.ORIGINAL_DIR,
        "dir": os.getcwd(),
        "authkey": process.current_process().authkey,
    }
    from .context import _default_context
    data["start_method"] = _default_context.get_start_method()
    main = sys.modules["__main__"]
    spec = getattr(main, "__spec__", None)
    if spec is not None and spec.name:
        data["main_name"] = spec.name
    elif (path := getattr(main, "__file__", None)) is not None:
        if process.ORIGINAL_DIR is not None and not os.path.isabs(path):
            path = os.path.join(process.ORIGINAL_DIR, path)
        data["main_path"] = os.path.normpath(path)
    return data


def prepare(data):
    """Makes this process like the one that sent the data."""
    process.current_process().name = data["name"]
    process.current_process().authkey = data["authkey"]
    sys.path = data["sys_path"]
    sys.argv = data["sys_argv"]
    os.chdir(data["dir"])
    process.ORIGINAL_DIR = data["orig_dir"]
    from .context import _default_context
    _default_context.set_start_method(data["start_method"], force=True)
    if "main_name" in data:
        _load_main(data["main_name"], None)
    elif "main_path" in data:
        _load_main(None, data["main_path"])


def _load_main(name, path):
    """Runs the program's main module as `__mp_main__`, and has it stand for `__main__` where things are unpickled."""
    import runpy
    import types
    if name is not None and (name == "__main__" or name.endswith(".__main__")):
        # A package that is run is not meant to be imported.
        return
    module = types.ModuleType("__mp_main__")
    if name is not None:
        content = runpy.run_module(name, run_name="__mp_main__", alter_sys=True)
    else:
        if os.path.splitext(os.path.basename(path))[0] == "ipython":
            return
        content = runpy.run_path(path, run_name="__mp_main__")
    module.__dict__.update(content)
    sys.modules["__main__"] = sys.modules["__mp_main__"] = module


def spawn_main(pipe_handle):
    """The whole life of a fresh process."""
    import pickle
    with open(pipe_handle, "rb", closefd=False) as pipe:
        process.current_process()._inheriting = True
        try:
            prepare(pickle.load(pipe))
            self = pickle.load(pipe)
        finally:
            del process.current_process()._inheriting
    sys.exit(self._bootstrap(parent_sentinel=pipe_handle))
