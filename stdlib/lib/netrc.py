"""The file .netrc, in which users keep names and passwords for hosts."""

import os
import stat

__all__ = ["netrc", "NetrcParseError"]


class NetrcParseError(Exception):
    """The file cannot be read: `msg` says why, `filename` and `lineno` where."""

    def __init__(self, msg, filename=None, lineno=None):
        self.filename = filename
        self.lineno = lineno
        self.msg = msg
        super().__init__(msg)

    def __str__(self):
        return f"{self.msg} ({self.filename}, line {self.lineno})"


class _Words:
    """The words of a file. Quotes and backslashes allow space in them."""

    def __init__(self, file):
        self.lineno = 1
        self.file = file
        self.whitespace = "\n\t\r "
        self.pushed = []

    def character(self):
        character = self.file.read(1)
        if character == "\n":
            self.lineno += 1
        return character

    def next(self):
        if self.pushed:
            return self.pushed.pop(0)
        word = ""
        while character := self.character():
            if character in self.whitespace:
                continue
            if character == '"':
                while (character := self.character()) and character != '"':
                    word += self.character() if character == "\\" else character
                return word
            word += self.character() if character == "\\" else character
            while (character := self.character()) and character not in self.whitespace:
                word += self.character() if character == "\\" else character
            return word
        return word

    def push(self, word):
        self.pushed.append(word)


class netrc:
    """The names and passwords of a file, `~/.netrc` if none is given: `hosts` by host, and `macros` by name."""

    def __init__(self, file=None):
        usual = file is None
        if usual:
            file = os.path.join(os.path.expanduser("~"), ".netrc")
        self.hosts = {}
        self.macros = {}
        try:
            with open(file, encoding="utf-8") as opened:
                self._parse(file, opened, usual)
        except UnicodeDecodeError:
            with open(file, encoding="locale") as opened:
                self._parse(file, opened, usual)

    def _parse(self, name, file, usual):
        words = _Words(file)
        while True:
            line = words.lineno
            word = top = words.next()
            if not word:
                return
            if word[0] == "#":
                # A comment ends with its line.
                if words.lineno == line:
                    words.file.readline()
                    words.lineno += 1
                continue
            if word == "machine":
                host = words.next()
            elif word == "default":
                host = "default"
            elif word == "macdef":
                macro = words.next()
                lines = self.macros[macro] = []
                while True:
                    text = words.file.readline()
                    if not text:
                        raise NetrcParseError("Macro definition missing null line terminator.", name, words.lineno)
                    if text == "\n":
                        break
                    lines.append(text)
                continue
            else:
                raise NetrcParseError(f"bad toplevel token {word!r}", name, words.lineno)
            if not host:
                raise NetrcParseError(f"missing {top!r} name", name, words.lineno)
            login = account = password = ""
            self.hosts[host] = {}
            while True:
                line = words.lineno
                word = words.next()
                if word.startswith("#"):
                    if words.lineno == line:
                        words.file.readline()
                        words.lineno += 1
                    continue
                if word in ("", "machine", "default", "macdef"):
                    words.push(word)
                    break
                if word in ("login", "user"):
                    login = words.next()
                elif word == "account":
                    account = words.next()
                elif word == "password":
                    password = words.next()
                else:
                    raise NetrcParseError(f"bad follower token {word!r}", name, words.lineno)
            self.hosts[host] = (login, account, password)
            self._check_mode(file, usual, login)

    def _check_mode(self, file, usual, login):
        """Others must not be able to read the passwords of a user."""
        if not usual or login == "anonymous":
            return
        status = os.fstat(file.fileno())
        if status.st_uid != os.getuid():
            raise NetrcParseError(
                f"~/.netrc file owner ({_user(status.st_uid)}) does not match current user ({_user(os.getuid())})"
            )
        if status.st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise NetrcParseError(
                "~/.netrc access too permissive: access permissions must restrict access to only the owner"
            )

    def authenticators(self, host):
        """The login, the account and the password for a host; `None` if there are none."""
        if host in self.hosts:
            return self.hosts[host]
        return self.hosts.get("default")

    def __repr__(self):
        lines = []
        for host, (login, account, password) in self.hosts.items():
            lines.append(f"machine {host}\n\tlogin {login}\n")
            if account:
                lines.append(f"\taccount {account}\n")
            lines.append(f"\tpassword {password}\n")
        for macro, text in self.macros.items():
            lines += [f"macdef {macro}\n", *text, "\n"]
        return "".join(lines)


def _user(uid):
    import pwd

    try:
        return pwd.getpwuid(uid)[0]
    except (ImportError, LookupError):
        return f"uid {uid}"
