"""Where things would be installed, and how the interpreter was built. Rondo installs nothing: most answers are empty."""

import os
import sys

__all__ = [
    "get_config_h_filename", "get_config_var", "get_config_vars", "get_makefile_filename", "get_path", "get_path_names",
    "get_paths", "get_platform", "get_python_version", "get_scheme_names", "parse_config_h"]

_PATHS = ("stdlib", "platstdlib", "purelib", "platlib", "include", "platinclude", "scripts", "data")
_vars = None


def get_python_version():
    """The version of the language, without the last number."""
    return "%d.%d" % sys.version_info[:2]


def get_platform():
    """The system and the machine."""
    uname = os.uname()
    return f"{uname.sysname.lower()}-{uname.machine.lower().replace('/', '-')}"


def get_config_vars(*args):
    """Variables of how the interpreter was built, or a list of the values of some, `None` for those not known."""
    global _vars
    if _vars is None:
        version = get_python_version()
        _vars = {
            "prefix": sys.prefix, "exec_prefix": sys.exec_prefix, "base": sys.prefix, "installed_base": sys.base_prefix,
            "installed_platbase": sys.base_exec_prefix,
            "platbase": sys.exec_prefix, "py_version": sys.version.split()[0], "py_version_short": version,
            "py_version_nodot": version.replace(".", ""), "platlibdir": "lib", "srcdir": sys.prefix,
            "projectbase": os.path.dirname(sys.executable or ""), "EXT_SUFFIX": ".so", "SOABI": "rondo",
            "Py_DEBUG": 0, "Py_GIL_DISABLED": 0, "WITH_DOC_STRINGS": 1, "EXE": "", "userbase": None, "abiflags": ""}
    if args:
        return [_vars.get(name) for name in args]
    return _vars


def get_config_var(name):
    """One variable, or `None`."""
    return get_config_vars().get(name)


_PREFIX = {
    "stdlib": "{installed_base}/{platlibdir}/python{py_version_short}",
    "platstdlib": "{platbase}/{platlibdir}/python{py_version_short}",
    "purelib": "{base}/lib/python{py_version_short}/site-packages",
    "platlib": "{platbase}/{platlibdir}/python{py_version_short}/site-packages",
    "include": "{installed_base}/include/python{py_version_short}{abiflags}",
    "platinclude": "{installed_platbase}/include/python{py_version_short}{abiflags}",
    "scripts": "{base}/bin",
    "data": "{base}",
}
_SCHEMES = {
    "posix_home": {
        "stdlib": "{installed_base}/lib/python",
        "platstdlib": "{base}/lib/python",
        "purelib": "{base}/lib/python",
        "platlib": "{base}/lib/python",
        "include": "{installed_base}/include/python",
        "platinclude": "{installed_base}/include/python",
        "scripts": "{base}/bin",
        "data": "{base}",
    },
    "posix_prefix": _PREFIX,
    "posix_user": {
        "stdlib": "{userbase}/lib/python{py_version_short}",
        "platstdlib": "{userbase}/lib/python{py_version_short}",
        "purelib": "{userbase}/lib/python{py_version_short}/site-packages",
        "platlib": "{userbase}/lib/python{py_version_short}/site-packages",
        "include": "{userbase}/include/python{py_version_short}",
        "scripts": "{userbase}/bin",
        "data": "{userbase}",
    },
    "posix_venv": _PREFIX,
    "venv": _PREFIX,
}


def get_scheme_names():
    """The ways of laying things out."""
    return tuple(sorted(_SCHEMES))


def get_default_scheme():
    """The way that things are laid out."""
    return "posix_prefix"


def get_preferred_scheme(key):
    """The way for everybody, for a user or for a folder."""
    return {"prefix": "posix_prefix", "home": "posix_home", "user": "posix_user"}[key]


def get_path_names():
    """The kinds of folders."""
    return _PATHS


def get_paths(scheme="posix_prefix", vars=None, expand=True):
    """The folders by kind, with variables replaced by those of `vars` and of the configuration if `expand`."""
    folders = _SCHEMES[scheme]
    if not expand:
        return folders
    variables = get_config_vars() | (vars or {})
    if variables["userbase"] is None:
        variables["userbase"] = os.path.expanduser(os.environ.get("PYTHONUSERBASE") or "~/.local")
    return {kind: os.path.normpath(folder.format_map(variables)) for kind, folder in folders.items()}


def get_path(name, scheme="posix_prefix", vars=None, expand=True):
    """One folder."""
    return get_paths(scheme, vars, expand)[name]


def is_python_build(check_home=None):
    """Whether the interpreter runs where it was built."""
    return False


def get_config_h_filename():
    """Where the header of the configuration would be."""
    return os.path.join(get_path("include"), "pyconfig.h")


def get_makefile_filename():
    """Where the makefile would be."""
    return os.path.join(get_path("stdlib"), f"config-{get_python_version()}", "Makefile")


def parse_config_h(fp, vars=None):
    """The names that a header defines."""
    if vars is None:
        vars = {}
    for line in fp:
        words = line.split(None, 2)
        if len(words) == 3 and words[0] == "#define":
            value = words[2].strip()
            try:
                vars[words[1]] = int(value)
            except ValueError:
                vars[words[1]] = value
        elif line.startswith("/* #undef "):
            vars[words[2].split()[0]] = 0
    return vars


def expand_makefile_vars(s, vars):
    """A text with the values of `$(NAME)` and `${NAME}`."""
    import re
    while match := re.search(r"\$\(([A-Za-z][A-Za-z0-9_]*)\)|\$\{([A-Za-z][A-Za-z0-9_]*)\}", s):
        s = s[:match.start()] + str(vars.get(match[1] or match[2], "")) + s[match.end():]
    return s
