"""Addresses and dates in headers, read leniently. Half of `email.utils`."""

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_LONG_MONTHS = "january february march april may june july august september october november december".split()
_DAYS = "mon tue wed thu fri sat sun".split()
_ZONES = {
    "UT": 0, "UTC": 0, "GMT": 0, "Z": 0, "AST": -400, "ADT": -300, "EST": -500, "EDT": -400, "CST": -600, "CDT": -500,
    "MST": -700, "MDT": -600, "PST": -800, "PDT": -700,
}


def quote(str):
    """The string with a backslash before quotes and backslashes."""
    return str.replace("\\", "\\\\").replace('"', '\\"')


def _month(text):
    text = text.lower()
    if text in _MONTHS:
        return _MONTHS.index(text) + 1
    if text in _LONG_MONTHS:
        return _LONG_MONTHS.index(text) + 1
    return None


def split_dates(data):
    """A date as a list of ten parts, the last of which is the offset in seconds, `None` if unknown; or `None`."""
    if not data:
        return None
    words = data.split()
    if not words:
        return None
    # The name of the day is left out; it may stand before the date without a space.
    if words[0].endswith(",") or words[0].lower() in _DAYS:
        del words[0]
    else:
        comma = words[0].rfind(",")
        if comma >= 0:
            words[0] = words[0][comma + 1 :]
    if len(words) == 3:
        pieces = words[0].split("-")
        if len(pieces) == 3:
            words = pieces + words[1:]
    if len(words) == 4:
        last = words[3]
        sign = last.find("+")
        if sign == -1:
            sign = last.find("-")
        words[3:] = [last[:sign], last[sign:]] if sign > 0 else [last, ""]
    if len(words) < 5:
        return None
    day, month, year, clock, zone = words[:5]
    if not (day and month and year):
        return None
    number = _month(month)
    if number is None:
        day, month = month, day
        number = _month(month)
        if number is None:
            return None
    if day.endswith(","):
        day = day[:-1]
    if ":" in year:
        year, clock = clock, year
    if year.endswith(","):
        year = year[:-1]
        if not year:
            return None
    if not year or not year[0].isdigit():
        year, zone = zone, year
    if clock.endswith(","):
        clock = clock[:-1]
    numbers = clock.split(":")
    if len(numbers) == 1 and "." in clock:
        numbers = clock.split(".")
        if len(numbers) == 1:
            return None
    if len(numbers) == 2:
        numbers.append("0")
    if len(numbers) != 3:
        return None
    try:
        year = int(year)
        day = int(day)
        hour, minute, second = map(int, numbers)
    except ValueError:
        return None
    if year < 100:
        year += 1900 if year > 68 else 2000
    offset = None
    zone = zone.upper()
    if zone in _ZONES:
        offset = _ZONES[zone]
    else:
        try:
            offset = int(zone)
        except ValueError:
            pass
        if offset == 0 and zone.startswith("-"):
            offset = None
    if offset:
        sign = -1 if offset < 0 else 1
        offset = sign * (abs(offset) // 100 * 3600 + abs(offset) % 100 * 60)
    return [year, number, day, hour, minute, second, 0, 1, -1, offset]


class AddressList:
    """The addresses of a list, as pairs of name and address."""

    SPACE = " \t"
    LINE_ENDS = "\r\n"
    SPECIALS = '()<>@,:;."[]'
    IN_NAMES = SPECIALS.replace(".", "")

    def __init__(self, text):
        self.text = "" if text is None else text
        self.at = 0
        self.comments = []
        self.addresses = []
        while self.at < len(self.text):
            found = self.address()
            if found:
                self.addresses += found
            else:
                self.addresses.append(("", ""))

    def peek(self):
        return self.text[self.at : self.at + 1]

    def skip(self):
        """Goes past space and comments, which are kept; what it returns is the space."""
        space = ""
        while self.at < len(self.text):
            character = self.text[self.at]
            if character in " \t\r\n":
                if character not in "\r\n":
                    space += character
                self.at += 1
            elif character == "(":
                self.comments.append(self.comment())
            else:
                break
        return space

    def address(self):
        """The addresses that one item of the list stands for: several if it is a group."""
        self.comments = []
        self.skip()
        start, comments = self.at, self.comments
        words = self.phrase()
        self.skip()
        found = []
        character = self.peek()
        if not character:
            if words:
                found = [(" ".join(self.comments), words[0])]
        elif character in ".@":
            # The words were no name but the beginning of the address.
            self.at, self.comments = start, comments
            found = [(" ".join(self.comments), self.specification())]
            if self.comments:
                found = [(" ".join(self.comments), found[0][1])]
        elif character == ":":
            self.at += 1
            while self.at < len(self.text):
                self.skip()
                if self.peek() == ";":
                    self.at += 1
                    break
                found += self.address()
        elif character == "<":
            address = self.route()
            name = " ".join(words)
            if self.comments:
                name += f" ({' '.join(self.comments)})"
            found = [(name, address)]
        elif words:
            found = [(" ".join(self.comments), words[0])]
        elif character in self.SPECIALS:
            self.at += 1
        self.skip()
        if self.peek() == ",":
            self.at += 1
        return found

    def route(self):
        """The address between angle brackets."""
        self.at += 1
        self.skip()
        address = ""
        in_route = False
        while self.at < len(self.text):
            character = self.peek()
            if in_route:
                self.domain()
                in_route = False
            elif character == ">":
                self.at += 1
                break
            elif character == "@":
                self.at += 1
                in_route = True
            elif character == ":":
                self.at += 1
            else:
                address = self.specification()
                self.at += 1
                break
            self.skip()
        return address

    def specification(self):
        """What stands before and after the `@`."""
        parts = []
        self.skip()
        while self.at < len(self.text):
            keep_space = True
            character = self.peek()
            if character == ".":
                if parts and not parts[-1].strip():
                    parts.pop()
                parts.append(".")
                self.at += 1
                keep_space = False
            elif character == '"':
                parts.append(f'"{quote(self.quoted())}"')
            elif character in self.SPECIALS:
                if parts and not parts[-1].strip():
                    parts.pop()
                break
            else:
                before = self.at
                parts.append(self.atom(self.SPECIALS))
                if self.at == before:
                    break
            space = self.skip()
            if keep_space and space:
                parts.append(space)
        local = "".join(parts)
        if self.peek() != "@":
            return local
        self.at += 1
        self.skip()
        domain = self.domain()
        return f"{local}@{domain}" if domain else ""

    def domain(self):
        parts = []
        while self.at < len(self.text):
            character = self.peek()
            if character in " \t\r\n":
                self.at += 1
            elif character == "(":
                self.comments.append(self.comment())
            elif character == "[":
                parts.append(f"[{self.enclosed('[', ']\r')}]")
            elif character == ".":
                self.at += 1
                parts.append(".")
            elif character == "@":
                # Two of them: whatever this is, it is not an address.
                return ""
            elif character in self.SPECIALS:
                break
            else:
                before = self.at
                parts.append(self.atom(self.SPECIALS))
                if self.at == before:
                    break
        return "".join(parts)

    def enclosed(self, begin, ends, nests=False):
        """The text from a character to another, without both."""
        if self.peek() != begin:
            return ""
        self.at += 1
        out = []
        depth = 0
        escaped = False
        while self.at < len(self.text):
            character = self.text[self.at]
            if escaped:
                out.append(character)
                escaped = False
            elif character in ends:
                self.at += 1
                if not depth:
                    break
                depth -= 1
                continue
            elif nests and character == "(":
                depth += 1
            elif character == "\\":
                escaped = True
            else:
                out.append(character)
            self.at += 1
        return "".join(out)

    def quoted(self):
        return self.enclosed('"', '"\r')

    def comment(self):
        return self.enclosed("(", ")\r", nests=True)

    def atom(self, ends):
        start = self.at
        while self.at < len(self.text) and self.text[self.at] not in ends and self.text[self.at] not in " \t\r\n":
            self.at += 1
        return self.text[start : self.at]

    def phrase(self):
        """The words before an address."""
        words = []
        while self.at < len(self.text):
            character = self.peek()
            if character in " \t\r\n":
                self.at += 1
            elif character == '"':
                words.append(self.quoted())
            elif character == "(":
                self.comments.append(self.comment())
            elif character in self.IN_NAMES:
                break
            else:
                before = self.at
                words.append(self.atom(self.IN_NAMES))
                if self.at == before:
                    break
        return words
