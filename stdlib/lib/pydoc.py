"""What is known about an object, as plain text: the built-in function help()."""
import inspect
import sys

__all__ = ["help", "render_doc", "getdoc", "plain", "plaintext"]

_RULE = "-" * 70

# Attributes that say nothing about what a class or module is for.
_HIDDEN = {
    "__author__", "__builtins__", "__cached__", "__credits__", "__date__", "__doc__", "__docformat__", "__file__",
    "__firstlineno__", "__loader__", "__module__", "__name__", "__package__", "__path__", "__qualname__", "__slots__",
    "__spec__", "__static_attributes__", "__version__", "__annotate__", "__annotate_func__", "__annotations_cache__",
}

# What keywords are for.
KEYWORDS = {
    "False": "The truth value false.",
    "None": "The one value of its type; what a function returns that returns nothing.",
    "True": "The truth value true.",
    "and": "a and b: a if a is false, otherwise b.",
    "as": "Gives a name to what import, with, except or a pattern yields.",
    "assert": "assert test, message: raises AssertionError unless the test is true.",
    "async": "async def defines a coroutine; async for and async with wait for each step in one.",
    "await": "await awaitable: waits for a coroutine, task or future and is its result. At this prompt it may stand "
             "outside of functions.",
    "break": "Leaves the innermost loop.",
    "case": "case pattern: what match does for a subject of this form.",
    "class": "class Name(bases): defines a class.",
    "continue": "Goes on with the next round of the innermost loop.",
    "def": "def name(parameters): defines a function.",
    "del": "Removes a name, attribute or item.",
    "elif": "A further condition of an if statement.",
    "else": "What runs when no condition held, a loop ran to its end, or nothing was raised.",
    "except": "except Class as name: what runs when the try block raises such an exception.",
    "finally": "What runs at the end of a try statement, however it ends.",
    "for": "for name in iterable: runs its block for each item.",
    "from": "from module import names; raise ... from cause; yield from iterable.",
    "global": "Says that a name in a function is the module's.",
    "if": "if test: runs its block if the test is true.",
    "import": "import module: loads a module and binds its name.",
    "in": "a in b: does b contain a?",
    "is": "a is b: are they the same object?",
    "lambda": "lambda parameters: expression: a function without a name.",
    "match": "match subject: runs the first case whose pattern fits.",
    "nonlocal": "Says that a name in a function is that of the function around it.",
    "not": "not a: true if a is false.",
    "or": "a or b: a if a is true, otherwise b.",
    "pass": "Does nothing.",
    "raise": "raise exception from cause: raises an exception.",
    "return": "return value: ends a function with a result.",
    "try": "try: runs its block and handles what it raises.",
    "type": "type Name = ...: gives a name to a type.",
    "while": "while test: runs its block as long as the test is true.",
    "with": "with manager as name: runs its block between a manager's enter and exit.",
    "yield": "yield value: hands a value to whoever iterates over the generator, and waits to be resumed.",
}


def getdoc(object):
    """The docstring of an object, its indentation taken off; empty if it has none."""
    return inspect.getdoc(object) or ""


def _indent(text, prefix="    "):
    return "\n".join((prefix + line).rstrip() for line in text.split("\n"))


def _is_visible(name):
    if name in _HIDDEN:
        return False
    return not name.startswith("_") or name.startswith("__") and name.endswith("__")


def _class_name(cls, module):
    """A class's name, with its module's if that is another one."""
    return cls.__qualname__ if cls.__module__ == module else f"{cls.__module__}.{cls.__qualname__}"


def _signature(object):
    try:
        return str(inspect.signature(object))
    except (TypeError, ValueError, AttributeError):
        return ""


def _doc_routine(object, name, owner=None):
    """A function, method or other thing that is called."""
    note = ""
    bound = getattr(object, "__self__", None)
    if owner is None and bound is not None and not inspect.ismodule(bound):
        if isinstance(bound, type):
            note = f" class method of {_class_name(bound, None)}"
        else:
            note = f" method of {_class_name(type(bound), None)} instance"
    signature = _signature(object)
    if name == "<lambda>":
        return f"{name} lambda {signature[1:-1]}\n"
    function = getattr(object, "__func__", object)
    prefix = "async " if inspect.iscoroutinefunction(function) or inspect.isasyncgenfunction(function) else ""
    alias = getattr(object, "__name__", name)
    title = f"{name} = {alias}" if alias != name else name
    doc = getdoc(object)
    return f"{prefix}{title}{signature or '(...)'}{note}\n" + (_indent(doc) + "\n" if doc else "")


def _doc_data(name, value):
    return f"{name} = {_shortened(repr(value))}\n"


def _shortened(text, limit=70):
    return text if len(text) <= limit else text[:limit - 3] + "..."


def _doc_descriptor(object, name):
    doc = getdoc(object)
    if name == "__dict__" and not doc:
        doc = "dictionary for instance variables"
    elif name == "__weakref__" and not doc:
        doc = "list of weak references to the object"
    return name + "\n" + (_indent(doc) + "\n" if doc else "")


_KINDS = [
    ("Methods", ("method",)),
    ("Class methods", ("class method",)),
    ("Static methods", ("static method",)),
    ("Readonly properties", ("readonly property",)),
    ("Data descriptors", ("data descriptor", "property")),
    ("Data and other attributes", ("data",)),
]


def _attributes(cls):
    """Name, kind, defining class and value of each attribute that is shown."""
    found = []
    for name, kind, home, value in inspect.classify_class_attrs(cls):
        if not _is_visible(name) or home is object and cls is not object:
            continue
        if kind == "data" and inspect.isdatadescriptor(value):
            kind = "data descriptor"
        if isinstance(value, property):
            kind = "data descriptor" if value.fset or value.fdel else "readonly property"
        found.append((name, kind, home, value))
    return sorted(found, key=lambda entry: entry[0])


def _doc_class(cls, name=None):
    module = cls.__module__
    bases = ", ".join(_class_name(base, module) for base in cls.__bases__)
    title = f"class {name or cls.__name__}" if name in (None, cls.__name__) else f"{name} = class {cls.__name__}"
    if bases:
        title += f"({bases})"
    sections = []
    signature = _signature(cls)
    if signature and signature != "()":
        sections.append(f"{cls.__name__}{signature}\n")
    doc = getdoc(cls) if cls.__doc__ else ""
    if doc:
        sections.append(doc + "\n")
    mro = cls.__mro__
    if len(mro) > 2:
        order = "".join(f"    {_class_name(base, module)}\n" for base in mro)
        sections.append("Method resolution order:\n" + order)
    attributes = _attributes(cls)
    first = True
    for home in mro:
        own = [entry for entry in attributes if entry[2] is home]
        for title_of_kind, kinds in _KINDS:
            entries = [entry for entry in own if entry[1] in kinds]
            if not entries:
                continue
            where = "defined here" if home is cls else f"inherited from {_class_name(home, module)}"
            texts = [_doc_attribute(cls, *entry) for entry in entries]
            rule = "" if first else _RULE + "\n"
            first = False
            sections.append(f"{rule}{title_of_kind} {where}:\n\n" + "\n".join(texts))
    if not sections:
        return title + "\n"
    body = "\n".join(sections).rstrip("\n")
    return title + "\n" + _indent(body, " |  ") + "\n"


def _doc_attribute(cls, name, kind, home, value):
    if kind in ("class method", "static method"):
        return _doc_routine(getattr(cls, name), name, cls)
    if kind == "method":
        function = getattr(cls, name, value)
        doc = _doc_routine(function, name, cls)
        return doc
    if kind in ("readonly property", "data descriptor", "property"):
        return _doc_descriptor(value, name)
    return _doc_data(name, value)


def _doc_module(module):
    name = module.__name__
    doc = getdoc(module)
    summary, _, description = doc.partition("\n")
    if description.split("\n", 1)[0].strip():
        # A summary stands by itself.
        summary, description = "", doc
    text = "NAME\n" + _indent(f"{name} - {summary}" if summary else name) + "\n"
    if description.strip():
        text += "\nDESCRIPTION\n" + _indent(description.strip("\n")) + "\n"
    names = getattr(module, "__all__", None)
    listed = names is not None
    names = sorted(names if listed else vars(module))
    members = []
    for attribute in names:
        if listed or _is_visible(attribute) and not attribute.startswith("_"):
            try:
                members.append((attribute, getattr(module, attribute)))
            except AttributeError:
                continue
    home = lambda value: getattr(value, "__module__", None) or name
    classes = [(n, v) for n, v in members if inspect.isclass(v) and (listed or home(v) == name)]
    functions = [(n, v) for n, v in members if inspect.isroutine(v) and (listed or home(v) == name)]
    data = [(n, v) for n, v in members
            if not (inspect.isclass(v) or inspect.isroutine(v) or inspect.ismodule(v)) and (listed or _is_visible(n))]
    if hasattr(module, "__path__"):
        inner = sorted({n[len(name) + 1:] for n in sys.modules if n.startswith(name + ".") and "." not in n[len(name) + 1:]})
        if inner:
            text += "\nPACKAGE CONTENTS\n" + _indent("\n".join(inner)) + "\n"
    if classes:
        tree = "\n".join(_class_tree([v for _, v in classes], name))
        text += "\nCLASSES\n" + _indent(tree + "\n\n" + "\n".join(_doc_class(v, n) for n, v in classes).rstrip("\n")) + "\n"
    if functions:
        text += "\nFUNCTIONS\n" + _indent("\n".join(_doc_routine(v, n) for n, v in functions).rstrip("\n")) + "\n"
    if data:
        text += "\nDATA\n" + _indent("".join(_doc_data(n, v) for n, v in data).rstrip("\n")) + "\n"
    file = getattr(module, "__file__", None)
    text += "\nFILE\n" + _indent(file or "(built-in)") + "\n"
    return text


def _class_tree(classes, module):
    """The classes under their bases."""
    children = {}
    for cls in classes:
        for base in cls.__bases__:
            children.setdefault(base, []).append(cls)
    roots = sorted((base for base in children if base not in classes), key=lambda cls: _class_name(cls, module))
    lines = []

    def show(cls, depth, parent=None):
        bases = ""
        if depth and cls.__bases__ != (parent,):
            bases = f"({', '.join(_class_name(base, module) for base in cls.__bases__)})"
        lines.append("    " * depth + _class_name(cls, module) + bases)
        for child in sorted(children.get(cls, ()), key=lambda cls: cls.__name__):
            show(child, depth + 1, cls)

    for root in roots:
        show(root, 0)
    return lines


def _describe(thing):
    if inspect.ismodule(thing):
        return ("module " if hasattr(thing, "__file__") else "built-in module ") + thing.__name__
    if inspect.isclass(thing):
        return f"class {thing.__name__}"
    if inspect.isbuiltin(thing):
        return f"built-in function {thing.__name__}"
    if inspect.isfunction(thing):
        return f"function {thing.__name__}"
    if inspect.ismethod(thing):
        return f"method {thing.__name__}"
    return type(thing).__name__


def render_doc(thing, title="Help on %s"):
    """The text that help() shows."""
    if isinstance(thing, str):
        name, thing = thing, locate(thing)
        if thing is None:
            raise ImportError(f"No Python documentation found for {name!r}.\nUse help() to get the interactive help "
                              "utility.\nUse help(str) for help on the str class.")
    description = _describe(thing)
    module = inspect.getmodule(thing)
    if module is not None and not inspect.ismodule(thing) and module.__name__ != "builtins":
        description += f" in module {module.__name__}"
    elif inspect.isroutine(thing) and not inspect.ismethod(thing) and getattr(thing, "__module__", None) == "builtins":
        description += " in module builtins"
    routine = inspect.isroutine(thing) or inspect.isclass(thing) or inspect.ismodule(thing)
    if inspect.ismodule(thing):
        body = _doc_module(thing)
    elif inspect.isclass(thing):
        body = _doc_class(thing)
    elif inspect.isroutine(thing):
        body = _doc_routine(thing, getattr(thing, "__name__", "?"))
    elif isinstance(thing, property) or inspect.isdatadescriptor(thing):
        body = _doc_descriptor(thing, _name_of_property(thing))
        routine = True
    else:
        body = _doc_class(type(thing))
    if not routine:
        description += " object"
    return title % description + ":\n\n" + body


def _name_of_property(thing):
    return getattr(thing, "__name__", None) or getattr(getattr(thing, "fget", None), "__name__", "?")


def locate(path):
    """An object by its dotted name, in a module or among the built-in names; None if there is none."""
    parts = path.split(".")
    for count in range(len(parts), 0, -1):
        if not all(part.isidentifier() for part in parts):
            return None
        try:
            found = __import__(".".join(parts[:count]), fromlist=["__name__"])
        except ImportError:
            continue
        break
    else:
        import builtins
        found, count = builtins, 0
    for part in parts[count:]:
        if not hasattr(found, part):
            return None
        found = getattr(found, part)
    return found


_NOTHING = object()


def help(thing=_NOTHING, /):
    """help(thing) shows what is known about a thing; help("name") about a module, keyword or built-in name."""
    if thing is _NOTHING:
        return _ask()
    sys.stdout.write(_answer(thing) + "\n")


def _answer(thing):
    if isinstance(thing, str):
        word = thing.strip()
        if word in KEYWORDS:
            return f"The keyword {word!r}\n\n{KEYWORDS[word]}\n"
        if word == "keywords":
            return "The keywords: " + ", ".join(sorted(KEYWORDS)) + ".\n"
        if word == "modules":
            return "The modules that come with Rondo:\n\n" + "\n".join(_modules()) + "\n"
        if word == "topics" or word == "symbols":
            return f"Rondo has no help on {word}: see docs.python.org for the language.\n"
        thing = word
    try:
        return render_doc(thing)
    except ImportError as error:
        return str(error) + "\n"


def _modules():
    import _linecache
    return [name for name in _linecache.module_names() if not name.startswith("_")]


def _ask():
    sys.stdout.write('Enter the name of a module, keyword or built-in name; "modules" and "keywords" list them.\n'
                     'An empty line or "quit" goes back to the prompt.\n\n')
    while True:
        try:
            word = input("help> ").strip()
        except (EOFError, KeyboardInterrupt):
            sys.stdout.write("\n")
            return
        if word in ("", "q", "quit", "exit"):
            return
        help(word)


def plain(text):
    """The text without overstruck characters."""
    result = []
    for character in text:
        if character == "\b" and result:
            result.pop()
        else:
            result.append(character)
    return "".join(result)


def plaintext(thing):
    """As render_doc()."""
    return render_doc(thing)
