"""Addresses, parameters and versions in headers, read as RFC 5322 and RFC 2045 have them.

Half of `email.headerregistry`: what these functions return beside the values is the pieces that are folded.
"""

import re

from email import errors
from email._encoded_words import decode_text
from email._folding import Unit, Verbatim

_token = re.compile(
    r"""
    (?P<space>[ \t\r\n]+)
    | (?P<quoted>"(?:[^"\\]|\\.)*(?:"|\\?\Z))
    | (?P<literal>\[(?:[^\]\\]|\\.)*(?:\]|\\?\Z))
    | (?P<open>\()
    | (?P<special>[<>@,:;.\])\\])
    | (?P<atom>[^\x00- ()<>@,:;."\[\]\\]+)
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)


def tokens_of(text):
    """The pairs of kind and text that a structured header consists of; comments are one each."""
    tokens = []
    at = 0
    while at < len(text):
        found = _token.match(text, at)
        kind, end = found.lastgroup, found.end()
        if kind == "open":
            kind = "comment"
            depth = 1
            while end < len(text) and depth:
                character = text[end]
                if character == "\\":
                    end += 1
                elif character == "(":
                    depth += 1
                elif character == ")":
                    depth -= 1
                end += 1
            end = min(end, len(text))
        tokens.append((kind, text[at:end]))
        at = end
    return tokens


def _unquoted(text):
    inner = text[1:-1] if len(text) > 1 and text[-1] == '"' else text[1:]
    return re.sub(r"\\(.)", r"\1", inner, flags=re.DOTALL)


def _source(tokens):
    return "".join(text for _, text in tokens)


def _split(tokens, separator):
    """The tokens between separators that are not in angle brackets or groups."""
    parts = [[]]
    in_brackets = in_group = False
    for kind, text in tokens:
        if kind == "special":
            if text == "<":
                in_brackets = True
            elif text == ">":
                in_brackets = False
            elif text == ":" and not in_brackets:
                in_group = True
            elif text == ";" and in_group:
                in_group = False
            elif text == separator and not in_brackets and not in_group:
                parts.append([])
                continue
        parts[-1].append((kind, text))
    return parts


def _phrase(tokens, defects):
    """The text of the words before an address."""
    text = ""
    space = False
    for kind, part in tokens:
        if kind in ("space", "comment"):
            space = bool(text)
            continue
        # Words of a phrase that are encoded words without anything else between them are one text.
        if kind == "quoted":
            part = _unquoted(part)
        text += (" " if space else "") + part
        space = False
    return decode_text(text, defects)


def _address_parts(tokens, defects):
    """The parts before and after the `@`. Raises HeaderParseError."""
    meaningful = [token for token in tokens if token[0] not in ("space", "comment")]
    signs = [at for at, token in enumerate(meaningful) if token == ("special", "@")]
    if len(signs) > 1:
        raise errors.HeaderParseError("more than one '@' in an address")
    local = meaningful[: signs[0]] if signs else meaningful
    domain = meaningful[signs[0] + 1 :] if signs else []
    if not local or any(kind == "special" and text != "." for kind, text in local + domain):
        raise errors.HeaderParseError(f"expected an address but found '{_source(tokens)}'")
    name = "".join(_unquoted(text) if kind == "quoted" else text for kind, text in local)
    if signs and not domain:
        raise errors.HeaderParseError(f"expected a domain but found '{_source(tokens)}'")
    if not signs:
        defects.append(errors.InvalidHeaderDefect("addr-spec local part with no domain"))
    if not name.isascii():
        defects.append(errors.NonASCIILocalPartDefect("local-part contains non-ASCII characters)"))
    return name, "".join(text for _, text in domain)


def _mailbox(tokens, defects):
    """The name and both parts of the address of a mailbox, and its pieces. Raises HeaderParseError."""
    pieces = Unit()
    opening = next((at for at, token in enumerate(tokens) if token == ("special", "<")), None)
    if opening is None:
        words = [token for token in tokens if token[0] not in ("space", "comment")]
        if all(kind in ("atom", "quoted") for kind, _ in words) and len(words) > 1:
            raise errors.HeaderParseError(f"expected an address but found '{_source(tokens)}'")
        username, domain = _address_parts(tokens, defects)
        _verbatim(tokens, pieces)
        return "", username, domain, pieces
    name_tokens = tokens[:opening]
    name = _phrase(name_tokens, defects)
    try:
        closing = tokens.index(("special", ">"), opening)
    except ValueError:
        closing = len(tokens)
        defects.append(errors.InvalidHeaderDefect("missing trailing '>' on angle-addr"))
    inner = tokens[opening + 1 : closing]
    # A route before the address is of old.
    colon = next((at for at, token in enumerate(inner) if token == ("special", ":")), None)
    if colon is not None:
        defects.append(errors.ObsoleteHeaderDefect("obsolete route specification in angle-addr"))
        inner = inner[colon + 1 :]
    if not inner:
        defects.append(errors.InvalidHeaderDefect("null addr-spec in angle-addr"))
        username = domain = ""
    else:
        username, domain = _address_parts(inner, defects)
    if name.isascii() and "=?" not in _source(name_tokens):
        pieces += _words(name_tokens)
    else:
        # What was quoted or encoded is encoded anew.
        source = _source(name_tokens)
        lead = source[: len(source) - len(source.lstrip())]
        trail = source[len(source.rstrip()) :]
        pieces += [piece for piece in (lead, *re.split(r"([ \t]+)", name), trail) if piece]
    pieces.append(Verbatim(_source(tokens[opening : closing + 1])))
    _verbatim(tokens[closing + 1 :], pieces)
    return name, username, domain, pieces


def _words(tokens):
    pieces = []
    for kind, text in tokens:
        if pieces and kind != "space" and not pieces[-1].isspace():
            pieces[-1] += text
        else:
            pieces.append(text)
    return pieces


def _verbatim(tokens, pieces):
    for piece in _words(tokens):
        pieces.append(piece if piece.isspace() else Verbatim(piece))


def parse_addresses(text):
    """The list of groups (a name or `None`, and triples of names and parts of addresses), defects and pieces."""
    groups = []
    defects = []
    pieces = []
    items = _split(tokens_of(text), ",")
    for at, item in enumerate(items):
        if at:
            pieces.append(Verbatim(","))
        if all(kind in ("space", "comment") for kind, _ in item):
            pieces += [Verbatim(part) for _, part in item]
            if len(items) > 1:
                defects.append(errors.ObsoleteHeaderDefect("address-list entry with no content"))
            continue
        colon = next((i for i, token in enumerate(item) if token == ("special", ":")), None)
        opening = next((i for i, token in enumerate(item) if token == ("special", "<")), None)
        if colon is not None and (opening is None or colon < opening):
            name_tokens, members = item[:colon], item[colon + 1 :]
            if members and members[-1] == ("special", ";"):
                members.pop()
            else:
                rest = next((i for i, token in enumerate(members) if token == ("special", ";")), None)
                if rest is None:
                    defects.append(errors.InvalidHeaderDefect("end of header in group"))
                else:
                    del members[rest:]
            unit = Unit(_words(name_tokens))
            unit.append(Verbatim(":"))
            mailboxes = []
            for number, member in enumerate(_split(members, ",")):
                if number:
                    unit.append(Verbatim(","))
                if all(kind in ("space", "comment") for kind, _ in member):
                    unit += [part for _, part in member]
                    continue
                mailboxes.append(_one(member, defects, unit))
            unit.append(Verbatim(";"))
            groups.append((_phrase(name_tokens, defects), mailboxes))
            pieces.append(unit)
        else:
            groups.append((None, [_one(item, defects, pieces)]))
    return groups, defects, pieces


def _one(tokens, defects, pieces):
    try:
        *mailbox, unit = _mailbox(tokens, defects)
    except errors.HeaderParseError:
        defects.append(errors.InvalidHeaderDefect("invalid address in address-list"))
        pieces.append(Unit(Verbatim(piece) if not piece.isspace() else piece for piece in _words(tokens)))
        return ["", "", ""]
    pieces.append(unit)
    return mailbox


def parse_parameters(tokens, defects):
    """The parameters after a value, decoded, in the order of their first piece."""
    raw = {}
    text = _source(tokens)
    while text:
        text = text.lstrip(" \t\r\n")
        if not text:
            break
        found = re.match(r"([^\s()<>@,;:\\\"/\[\]?=*]+)(?:\*(\d+))?(\*)?[ \t]*=[ \t]*", text)
        if not found:
            end = text.find(";")
            defects.append(errors.InvalidHeaderDefect("parameter with invalid format"))
            text = "" if end < 0 else text[end + 1 :]
            continue
        name, section, extended = found[1], found[2], bool(found[3])
        text = text[found.end() :]
        quoted = text.startswith('"')
        if quoted:
            value = re.match(r'"(?:[^"\\]|\\.)*(?:"|\\?\Z)', text, re.DOTALL)[0]
            text = text[len(value) :]
            value = _unquoted(value)
            skipped = text.find(";")
            text = "" if skipped < 0 else text[skipped + 1 :]
        else:
            value, _, text = text.partition(";")
            value = re.sub(r"\([^()]*\)", "", value).strip()
        raw.setdefault(name.lower(), [name, []])[1].append((int(section or 0), extended, value))
    params = {}
    for name, (_, parts) in raw.items():
        parts.sort(key=lambda part: part[0])
        if len({part[0] for part in parts}) < len(parts):
            defects.append(errors.InvalidHeaderDefect("duplicate parameter name; duplicate(s) ignored"))
            parts = parts[:1]
        data = b""
        charset = "us-ascii"
        encoded = False
        for section, extended, value in parts:
            if extended:
                encoded = True
                if section == 0:
                    pieces = value.split("'", 2)
                    if len(pieces) == 3:
                        charset, value = pieces[0] or charset, pieces[2]
                data += _percent_decoded(value)
            else:
                data += value.encode("utf-8", "surrogateescape")
        if not encoded:
            params[name] = decode_text("".join(value for _, _, value in parts), defects)
            continue
        try:
            params[name] = data.decode(charset, "surrogateescape")
        except (LookupError, UnicodeError):
            params[name] = data.decode("utf-8", "surrogateescape")
    return params


def _percent_decoded(value):
    from urllib.parse import unquote_to_bytes

    return unquote_to_bytes(value)


def split_at_semicolon(text):
    """The tokens of a header's value, and the text of its parameters."""
    tokens = tokens_of(text)
    end = next((at for at, token in enumerate(tokens) if token == ("special", ";")), len(tokens))
    return tokens[:end], tokens[end + 1 :]


def plain_value(tokens):
    """The text of tokens without space and comments around."""
    return _source([token for token in tokens if token[0] != "comment"]).strip()


def parse_version(text):
    """The two numbers of a MIME-Version, or `None`s, and the defects."""
    value = "".join(part for kind, part in tokens_of(text) if kind not in ("space", "comment"))
    if not value:
        return None, None, [errors.HeaderMissingRequiredValue("Missing MIME version number (eg: 1.0)")]
    major, dot, minor = value.partition(".")
    if not major.isdigit():
        return None, None, [
            errors.InvalidHeaderDefect(f"Expected MIME major version number but found {major!r}")
        ]
    if not dot:
        return None, None, [errors.InvalidHeaderDefect("Incomplete MIME version; found only major number")]
    if not minor.isdigit():
        return None, None, [
            errors.InvalidHeaderDefect(f"Expected MIME minor version number but found {minor!r}")
        ]
    return int(major), int(minor), []


def parse_address(text):
    """Both parts of one address. Raises HeaderParseError, or ValueError if it is not one and nothing else."""
    defects = []
    parts = _address_parts(tokens_of(text), defects)
    if defects:
        raise defects[0]
    return parts


