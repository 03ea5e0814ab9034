"""Messages in other languages: catalogs of translations, as msgfmt makes them."""

import os
import re
import sys

__all__ = [
    "NullTranslations", "GNUTranslations", "Catalog", "bindtextdomain", "find", "translation", "install", "textdomain",
    "dgettext", "dngettext", "gettext", "ngettext", "pgettext", "dpgettext", "npgettext", "dnpgettext"]

_default_localedir = os.path.join(sys.base_prefix, "share", "locale")

_TOKEN = re.compile(r"""
    (?P<WHITESPACES>[ \t]+) | (?P<NUMBER>[0-9]+\b) | (?P<NAME>n\b) | (?P<PARENTHESIS>[()])
    | (?P<OPERATOR>[-*/%+?:]|[><!]=?|==|&&|\|\|) | (?P<INVALID>\w+|.)
""", re.VERBOSE | re.DOTALL)
# How tightly operators of C bind.
_LEVELS = (("||",), ("&&",), ("==", "!="), ("<", ">", "<=", ">="), ("+", "-"), ("*", "/", "%"))
_IN_PYTHON = {"||": "or", "&&": "and", "/": "//"}


def _tokens(plural):
    for match in _TOKEN.finditer(plural):
        kind, value = match.lastgroup, match[0]
        if kind == "WHITESPACES":
            continue
        if kind == "INVALID":
            raise ValueError(f"invalid token in plural form: {value}")
        yield value
    yield ""


def _unexpected(value):
    return ValueError(f"unexpected token in plural form: {value}" if value else "unexpected end of plural form")


class _Expression:
    """An expression of C about `n`, turned into one of Python."""

    def __init__(self, plural):
        self.tokens = list(_tokens(plural))
        self.at = 0
        self.depth = 0

    def next(self):
        token = self.tokens[self.at]
        self.at += 1
        return token

    @property
    def peek(self):
        return self.tokens[self.at]

    def choice(self):
        test = self.binary(0)
        if self.peek != "?":
            return test
        self.next()
        one = self.choice()
        if self.next() != ":":
            raise _unexpected(self.tokens[self.at - 1])
        return f"({one} if {test} else {self.choice()})"

    def binary(self, level):
        if level == len(_LEVELS):
            return self.single()
        left = self.binary(level + 1)
        while self.peek in _LEVELS[level]:
            sign = self.next()
            left = f"({left} {_IN_PYTHON.get(sign, sign)} {self.binary(level + 1)})"
        return left

    def single(self):
        token = self.next()
        if token == "!":
            return f"(not {self.single()})"
        if token == "(":
            self.depth += 1
            if self.depth > 20:
                raise ValueError("plural form expression is too complex")
            inner = self.choice()
            if self.next() != ")":
                raise ValueError("unbalanced parenthesis in plural form")
            self.depth -= 1
            return inner
        if token == "n":
            return "n"
        if token.isdigit():
            return str(int(token, 10))
        raise _unexpected(token)


def c2py(plural):
    """The function of a number that an expression of C describes: which plural form is right for it."""
    if len(plural) > 1000:
        raise ValueError("plural form expression is too long")
    try:
        expression = _Expression(plural)
        text = expression.choice()
        if expression.peek:
            raise _unexpected(expression.peek)
        namespace = {"_as_int": _as_int}
        exec(f"def func(n):\n    if not isinstance(n, int):\n        n = _as_int(n)\n    return int({text})", namespace)
        return namespace["func"]
    except RecursionError:
        raise ValueError("plural form expression is too complex") from None


def _as_int(n):
    try:
        round(n)
    except TypeError:
        raise TypeError(f"Plural value must be an integer, got {n.__class__.__name__}") from None
    import warnings
    warnings.warn(
        f"Plural value must be an integer, got {n.__class__.__name__}", DeprecationWarning, stacklevel=4)
    return n


def _expand_lang(loc):
    import locale
    loc = locale.normalize(loc)
    language, at, modifier = loc.partition("@")
    language, dot, codeset = language.partition(".")
    language, underscore, territory = language.partition("_")
    parts = [(underscore + territory, 1), (dot + codeset, 2), (at + modifier, 4)]
    present = sum(bit for text, bit in parts if text)
    return [language + "".join(text for text, bit in parts if choice & bit)
            for choice in range(present, -1, -1) if choice & ~present == 0]


class NullTranslations:
    """Messages as they are."""

    def __init__(self, fp=None):
        self._info = {}
        self._charset = None
        self._fallback = None
        if fp is not None:
            self._parse(fp)

    def _parse(self, fp):
        pass

    def add_fallback(self, fallback):
        """Says who is asked for what is not there."""
        if self._fallback:
            self._fallback.add_fallback(fallback)
        else:
            self._fallback = fallback

    def gettext(self, message):
        return self._fallback.gettext(message) if self._fallback else message

    def ngettext(self, msgid1, msgid2, n):
        if self._fallback:
            return self._fallback.ngettext(msgid1, msgid2, n)
        return msgid1 if _as_int2(n) == 1 else msgid2

    def pgettext(self, context, message):
        return self._fallback.pgettext(context, message) if self._fallback else message

    def npgettext(self, context, msgid1, msgid2, n):
        if self._fallback:
            return self._fallback.npgettext(context, msgid1, msgid2, n)
        return msgid1 if _as_int2(n) == 1 else msgid2

    def info(self):
        """What the catalog says of itself."""
        return self._info

    def charset(self):
        """The encoding of the catalog."""
        return self._charset

    def install(self, names=None):
        """Makes `_`, and other functions, a built-in."""
        import builtins
        builtins.__dict__["_"] = self.gettext
        if names is not None:
            for name in {"gettext", "ngettext", "npgettext", "pgettext"} & set(names):
                builtins.__dict__[name] = getattr(self, name)


def _as_int2(n):
    return n if isinstance(n, int) else _as_int(n)


class GNUTranslations(NullTranslations):
    """Messages of a catalog, a `.mo` file."""

    LE_MAGIC = 0x950412de
    BE_MAGIC = 0xde120495
    CONTEXT = "%s\x04%s"
    VERSIONS = (0, 1)

    def _parse(self, fp):
        from struct import unpack
        filename = getattr(fp, "name", "")
        self._catalog = catalog = {}
        self.plural = lambda n: int(n != 1)
        data = fp.read()
        size = len(data)
        magic = unpack("<I", data[:4])[0]
        if magic not in (self.LE_MAGIC, self.BE_MAGIC):
            raise OSError(0, "Bad magic number", filename)
        order = "<" if magic == self.LE_MAGIC else ">"
        version, count, originals, translations = unpack(order + "4I", data[4:20])
        if version >> 16 not in self.VERSIONS:
            raise OSError(0, "Bad version number " + str(version >> 16), filename)
        for _ in range(count):
            length, start = unpack(order + "II", data[originals:originals + 8])
            translated_length, translated_start = unpack(order + "II", data[translations:translations + 8])
            if start + length > size or translated_start + translated_length > size:
                raise OSError(0, "File is corrupt", filename)
            original = data[start:start + length]
            translated = data[translated_start:translated_start + translated_length]
            originals += 8
            translations += 8
            if not original:
                self._read_header(translated)
            charset = self._charset or "ascii"
            if b"\0" in original:
                name = str(original.split(b"\0")[0], charset)
                for index, text in enumerate(translated.split(b"\0")):
                    catalog[name, index] = str(text, charset)
            else:
                catalog[str(original, charset)] = str(translated, charset)

    def _read_header(self, translated):
        last = None
        for line in translated.split(b"\n"):
            line = str(line, "utf-8", "replace").strip()
            if not line or line.startswith("#-#-#-#-#") and line.endswith("#-#-#-#-#"):
                continue
            name = value = None
            if ":" in line:
                name, value = line.split(":", 1)
                name, value = name.strip().lower(), value.strip()
                self._info[name] = value
                last = name
            elif last:
                self._info[last] += "\n" + line
            if name == "content-type":
                self._charset = value.split("charset=")[1]
            elif name == "plural-forms":
                self.plural = c2py(value.split(";")[1].split("plural=")[1])

    def _found(self, name, otherwise):
        missing = object()
        text = self._catalog.get(name, missing)
        if text is missing and not isinstance(name, tuple):
            text = self._catalog.get((name, self.plural(1)), missing)
        return otherwise() if text is missing else text

    def gettext(self, message):
        return self._found(message, lambda: self._fallback.gettext(message) if self._fallback else message)

    def ngettext(self, msgid1, msgid2, n):
        def otherwise():
            if self._fallback:
                return self._fallback.ngettext(msgid1, msgid2, n)
            return msgid1 if n == 1 else msgid2
        return self._found((msgid1, self.plural(n)), otherwise)

    def pgettext(self, context, message):
        return self._found(
            self.CONTEXT % (context, message),
            lambda: self._fallback.pgettext(context, message) if self._fallback else message)

    def npgettext(self, context, msgid1, msgid2, n):
        def otherwise():
            if self._fallback:
                return self._fallback.npgettext(context, msgid1, msgid2, n)
            return msgid1 if n == 1 else msgid2
        return self._found((self.CONTEXT % (context, msgid1), self.plural(n)), otherwise)


def find(domain, localedir=None, languages=None, all=False):
    """The file of a catalog, or with `all` a list of all that fit."""
    if localedir is None:
        localedir = _default_localedir
    if languages is None:
        languages = []
        for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
            value = os.environ.get(name)
            if value:
                languages = value.split(":")
                break
        if "C" not in languages:
            languages.append("C")
    wanted = []
    for language in languages:
        for expanded in _expand_lang(language):
            if expanded not in wanted:
                wanted.append(expanded)
    found = []
    for language in wanted:
        if language == "C":
            break
        path = os.path.join(localedir, language, "LC_MESSAGES", f"{domain}.mo")
        if os.path.exists(path):
            if not all:
                return path
            found.append(path)
    return found if all else None


_translations = {}


def translation(domain, localedir=None, languages=None, class_=None, fallback=False):
    """The translations of a domain; each file is read once."""
    if class_ is None:
        class_ = GNUTranslations
    files = find(domain, localedir, languages, all=True)
    if not files:
        if fallback:
            return NullTranslations()
        from errno import ENOENT
        raise FileNotFoundError(ENOENT, "No translation file found for domain", domain)
    import copy
    result = None
    for file in files:
        key = class_, os.path.abspath(file)
        made = _translations.get(key)
        if made is None:
            with open(file, "rb") as fp:
                made = _translations.setdefault(key, class_(fp))
        made = copy.copy(made)
        if result is None:
            result = made
        else:
            result.add_fallback(made)
    return result


def install(domain, localedir=None, *, names=None):
    """Makes `_` of a domain a built-in."""
    translation(domain, localedir, fallback=True).install(names)


_localedirs = {}
_current_domain = "messages"


def textdomain(domain=None):
    """Sets the domain of the functions below, and gives the one that holds."""
    global _current_domain
    if domain is not None:
        _current_domain = domain
    return _current_domain


def bindtextdomain(domain, localedir=None):
    """Sets the folder of a domain, and gives the one that holds."""
    if localedir is not None:
        _localedirs[domain] = localedir
    return _localedirs.get(domain, _default_localedir)


def _of(domain):
    return translation(domain, _localedirs.get(domain), fallback=True)


def dgettext(domain, message):
    return _of(domain).gettext(message)


def dngettext(domain, msgid1, msgid2, n):
    return _of(domain).ngettext(msgid1, msgid2, n)


def dpgettext(domain, context, message):
    return _of(domain).pgettext(context, message)


def dnpgettext(domain, context, msgid1, msgid2, n):
    return _of(domain).npgettext(context, msgid1, msgid2, n)


def gettext(message):
    """The message in the language of the user, in the current domain."""
    return dgettext(_current_domain, message)


def ngettext(msgid1, msgid2, n):
    """The message for a number of things."""
    return dngettext(_current_domain, msgid1, msgid2, n)


def pgettext(context, message):
    """The message in a context."""
    return dpgettext(_current_domain, context, message)


def npgettext(context, msgid1, msgid2, n):
    """The message in a context for a number of things."""
    return dnpgettext(_current_domain, context, msgid1, msgid2, n)


Catalog = translation
