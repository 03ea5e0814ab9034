"""Prints docs/modules.md: every module that can be imported, with its public names and what they say of themselves.

    rondo docs/generate.py > docs/modules.md
"""
import importlib
import sys
import textwrap
import types

# The parts of packages that Python documents as modules of their own.
SUBMODULES = (
    "collections.abc concurrent.futures concurrent.interpreters curses.ascii dbm.dumb email.charset email.contentmanager "
    "email.encoders email.errors email.generator email.header email.headerregistry email.message email.mime "
    "email.parser email.policy email.utils encodings.idna html.entities html.parser http.client http.cookiejar "
    "http.cookies http.server importlib.abc importlib.machinery importlib.metadata importlib.resources importlib.util "
    "json.decoder json.encoder json.scanner json.tool logging.config logging.handlers multiprocessing.connection "
    "multiprocessing.dummy multiprocessing.managers multiprocessing.pool multiprocessing.sharedctypes os.path "
    "string.templatelib unittest.mock urllib.error urllib.parse urllib.request urllib.robotparser wsgiref.simple_server "
    "xml.dom xml.etree.ElementTree xml.sax xmlrpc.client xmlrpc.server"
).split()

# Importing these does something that is not for a list: it prints, or shows a web page.
JOKES = {"antigravity", "this"}

HEAD = """\
# The modules

<!-- Made by docs/generate.py: rondo docs/generate.py > docs/modules.md -->

What can be imported, asked of the modules themselves. Names that have a documentation string are listed with its first
line; `help(name)` at the prompt shows all of it. For the rest see the Python documentation: a name that is there does
what it says there.

Importing another module raises `ModuleNotFoundError`, which names it. Pure Python packages are found on `sys.path`, that
is in the program's folder and in `PYTHONPATH`.
"""


def load(name):
    """The module, or None if there is none."""
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def first_line(thing):
    """The first paragraph of a documentation string of the thing's own, its first line if that is a signature; or None."""
    doc = getattr(thing, "__doc__", None)
    # What has none shows that of its class.
    if not isinstance(doc, str) or not doc.strip() or (thing is not type and doc == type(thing).__doc__):
        return None
    lines = doc.strip().split("\n\n")[0].splitlines()
    if "->" in lines[0]:
        return lines[0]
    return " ".join(" ".join(lines).split())


def is_imported(value, module):
    """Is it a module, or a class or function of another module?"""
    if isinstance(value, (type, types.FunctionType)):
        home = getattr(value, "__module__", None)
        return home != module.__name__ and home in sys.stdlib_module_names and not home.startswith("_")
    return isinstance(value, types.ModuleType)


def public_names(module):
    """The names a module offers: its __all__, or what has no underscore and was not imported from elsewhere."""
    if hasattr(module, "__all__"):
        return sorted(module.__all__)
    names = (name for name in dir(module) if not name.startswith("_"))
    return sorted(name for name in names if not is_imported(getattr(module, name), module))


def kind_of(value):
    """The heading under which a name stands."""
    if isinstance(value, type):
        return "Exceptions" if issubclass(value, BaseException) else "Classes"
    return "Functions" if callable(value) else "Data"


def paragraph(text, indent=""):
    """Lines of at most 120 characters."""
    return textwrap.fill(text, 120, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def described(shown, module):
    """The paragraphs about a module that is imported as `shown`."""
    paragraphs = [f"## {shown}"]
    if summary := first_line(module):
        paragraphs.append(paragraph(summary))
    told = {"Classes": {}, "Functions": {}, "Exceptions": {}}
    bare = {"Classes": [], "Functions": [], "Exceptions": [], "Data": []}
    refused = []
    for name in public_names(module):
        try:
            value = getattr(module, name)
        except AttributeError as error:
            refused.append(f"- `{name}`: {error}")
            continue
        kind = kind_of(value)
        if kind != "Data" and (line := first_line(value)):
            told[kind][name] = line
        else:
            bare[kind].append(name)
    for kind, names in bare.items():
        if lines := told.get(kind):
            items = (paragraph(f"- `{name}`: {line}", "  ") for name, line in lines.items())
            paragraphs += [f"{kind}:", "\n".join(items)]
        if names:
            also = f"{kind} without a description: " if told.get(kind) else f"{kind}: "
            paragraphs.append(paragraph(also + ", ".join(f"`{name}`" for name in names)))
    if refused:
        paragraphs += ["Not supported:", "\n".join(refused)]
    return paragraphs


def main():
    names = sorted(name for name in sys.stdlib_module_names if not name.startswith("_") and name not in JOKES)
    found = {name: module for name in sorted([*names, *SUBMODULES]) if (module := load(name))}
    # os.path and posixpath are one module; its documented name is enough.
    aliases = {id(found[name]) for name in SUBMODULES if name in found}
    found = {name: module for name, module in found.items() if name in SUBMODULES or id(module) not in aliases}
    links = (f"[{name}](#{name.replace('.', '')})" for name in found)
    paragraphs = [HEAD.rstrip(), f"{len(found)} modules:", paragraph(", ".join(links))]
    for name, module in found.items():
        paragraphs += described(name, module)
    missing = (f"`{name}`" for name in names if name not in found and name != "posixpath")
    paragraphs += ["## What is not there"]
    paragraphs += ["Modules of CPython's library, for any system, that cannot be imported:"]
    paragraphs += [paragraph(", ".join(missing))]
    print("\n\n".join(paragraphs))


main()
