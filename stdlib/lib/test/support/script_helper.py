"""Programs in another process: run, checked, and written to files."""
import collections
import os
import subprocess
import sys
import unittest


class _PythonRunResult(collections.namedtuple("_PythonRunResult", ("rc", "out", "err"))):
    """How a program ended, and what it wrote."""

    def fail(self, cmd_line):
        """Raises AssertionError that says all of it."""
        out, err = (text.decode("ascii", "replace").rstrip() for text in (self.out, self.err))
        raise AssertionError(f"Process return code is {self.rc}\ncommand line: {cmd_line!r}\n\n"
                             f"stdout:\n---\n{out}\n---\n\nstderr:\n---\n{err}\n---")


def interpreter_requires_environment():
    """Does the interpreter need variables of the environment to start?"""
    return False


def _environment(env_vars):
    variables = {k: v for k, v in env_vars.items() if not k.startswith("__")}
    env = {} if env_vars.get("__cleanenv") else dict(os.environ)
    env.update(variables)
    return env


def run_python_until_end(*args, **env_vars):
    """Runs the interpreter with these arguments; how it ended, and the command line. Keywords are variables of its
    environment, but for `__cleanenv`, which leaves out those there are, and `__cwd`."""
    cmd_line = [sys.executable, *args]
    process = subprocess.Popen(cmd_line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                               env=_environment(env_vars), cwd=env_vars.get("__cwd"))
    with process:
        try:
            out, err = process.communicate()
        finally:
            process.kill()
    return _PythonRunResult(process.returncode, out, err), cmd_line


def _assert_python(expected_success, /, *args, **env_vars):
    result, cmd_line = run_python_until_end(*args, **env_vars)
    if (result.rc != 0) == expected_success:
        result.fail(cmd_line)
    return result


def assert_python_ok(*args, **env_vars):
    """Runs the interpreter, which succeeds; a named tuple `(rc, out, err)`."""
    return _assert_python(True, *args, **env_vars)


def assert_python_failure(*args, **env_vars):
    """Runs the interpreter, which fails; a named tuple `(rc, out, err)`."""
    return _assert_python(False, *args, **env_vars)


def spawn_python(*args, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **kw):
    """Starts the interpreter; the Popen object."""
    env = kw.setdefault("env", dict(os.environ))
    env["TERM"] = "dumb"
    return subprocess.Popen([sys.executable, *args], stdin=subprocess.PIPE, stdout=stdout, stderr=stderr, **kw)


def kill_python(p):
    """Ends what spawn_python() started; what it had written."""
    p.stdin.close()
    data = p.stdout.read()
    p.stdout.close()
    p.wait()
    return data


def make_script(script_dir, script_basename, source, omit_suffix=False):
    """Writes a program to a file; its path."""
    filename = script_basename if omit_suffix else script_basename + os.extsep + "py"
    path = os.path.join(script_dir, filename)
    with open(path, "w", encoding="utf-8") as file:
        file.write(source)
    return path


def make_pkg(pkg_dir, init_source=""):
    """Makes a package: a folder with an __init__.py."""
    os.mkdir(pkg_dir)
    make_script(pkg_dir, "__init__", init_source)


def run_test_script(script):
    """Runs a program of tests, showing what it writes if the tests here do."""
    from . import verbose
    if verbose:
        subprocess.run([sys.executable, script, "-v"], check=True)
    else:
        assert_python_ok("-u", script, "-v")


def make_zip_script(zip_dir, zip_basename, script_name, name_in_zip=None):
    """Puts a program into a zip archive; its path, and that of the program in it."""
    import zipfile
    path = os.path.join(zip_dir, zip_basename + os.extsep + "zip")
    name_in_zip = name_in_zip or os.path.basename(script_name)
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(script_name, name_in_zip)
    return path, os.path.join(path, name_in_zip)


def make_zip_pkg(zip_dir, zip_basename, pkg_name, script_basename, source, depth=1, compiled=False):
    """Makes a zip archive of nested packages with a program in the innermost; as make_zip_script()."""
    import zipfile
    if compiled:
        raise unittest.SkipTest("Rondo writes no compiled files")
    path = os.path.join(zip_dir, zip_basename + os.extsep + "zip")
    names = [os.sep.join([pkg_name] * level) for level in range(1, depth + 1)]
    name_in_zip = os.path.join(names[-1], script_basename + os.extsep + "py")
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(os.path.join(name, "__init__" + os.extsep + "py"), "")
        archive.writestr(name_in_zip, source)
    return path, os.path.join(path, name_in_zip)
