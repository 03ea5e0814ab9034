# A JSON reader and writer, and a round trip.
class JSONError(ValueError):
    def __init__(self, message, at):
        super().__init__(f"{message} at {at}")
        self.at = at


ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", '"': '"', "\\": "\\", "/": "/"}


def parse(text):
    pos = 0

    def peek():
        return text[pos] if pos < len(text) else ""

    def space():
        nonlocal pos
        while peek() and peek() in " \n\t\r":
            pos += 1

    def expect(c):
        nonlocal pos
        if peek() != c:
            raise JSONError(f"expected {c!r}", pos)
        pos += 1

    def value():
        nonlocal pos
        space()
        match peek():
            case "{":
                return obj()
            case "[":
                return array()
            case '"':
                return string()
            case c if c and c in "-0123456789":
                return number()
        for word, result in (("true", True), ("false", False), ("null", None)):
            if text.startswith(word, pos):
                pos += len(word)
                return result
        raise JSONError("no value", pos)

    def obj():
        nonlocal pos
        result = {}
        expect("{")
        space()
        while peek() != "}":
            if result:
                expect(",")
                space()
            key = string()
            space()
            expect(":")
            result[key] = value()
            space()
        pos += 1
        return result

    def array():
        nonlocal pos
        result = []
        expect("[")
        space()
        while peek() != "]":
            if result:
                expect(",")
            result.append(value())
            space()
        pos += 1
        return result

    def string():
        nonlocal pos
        expect('"')
        parts = []
        while (c := peek()) != '"':
            if not c:
                raise JSONError("unterminated string", pos)
            pos += 1
            if c == "\\":
                c = peek()
                pos += 1
                if c == "u":
                    parts.append(chr(int(text[pos:pos + 4], 16)))
                    pos += 4
                else:
                    parts.append(ESCAPES[c])
            else:
                parts.append(c)
        pos += 1
        return "".join(parts)

    def number():
        nonlocal pos
        start = pos
        while peek() and peek() in "+-0123456789.eE":
            pos += 1
        raw = text[start:pos]
        return float(raw) if any(c in ".eE" for c in raw) else int(raw)

    result = value()
    space()
    if pos != len(text):
        raise JSONError("trailing text", pos)
    return result


def dump(v, indent=0):
    pad = "  " * (indent + 1)
    if v is None or isinstance(v, bool):
        return {None: "null", True: "true", False: "false"}[v]
    if isinstance(v, (int, float)):
        return repr(v)
    if isinstance(v, str):
        return '"' + "".join(f"\\{k}" if (k := {"\n": "n", '"': '"', "\\": "\\",
            "\t": "t"}.get(c)) else c for c in v) + '"'
    if isinstance(v, list):
        return "[" + ", ".join(dump(x, indent) for x in v) + "]"
    return "{\n" + ",\n".join(f"{pad}{dump(k)}: {dump(x, indent + 1)}" for k,
        x in v.items()) + "\n" + "  " * indent + "}"


SAMPLE = r'''
{ "name": "Rond\u00f3 \"x\"", "list": [1, -2.5, 3e2, [], {}], "nested": {"true": true, "null": null, "deep": {"a": [false]}},
  "text": "line\nbreak\ttab \\ /", "big": 123456789012345678901234567890 }
'''
data = parse(SAMPLE)
print(data)
print(dump(data))
print(parse(dump(data)) == data)
for bad in ("", "[1, 2", '{"a" 1}', "[1 2]", '"abc', "tru", "{} x", '{"a": }'):
    try:
        print(parse(bad))
    except JSONError as e:
        print(repr(bad), "->", e, e.at)
