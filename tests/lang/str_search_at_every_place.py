"""find, count, split, partition and replace give the same at every place and length, however they look."""


def occurrences(text, sub):
    found, at = [], 0
    while at + len(sub) <= len(text):
        if text[at : at + len(sub)] == sub:
            found.append(at)
            at += len(sub)
        else:
            at += 1
    return found


def pieces(text, sub, places):
    parts, begin = [], 0
    for place in places:
        parts.append(text[begin:place])
        begin = place + len(sub)
    return parts + [text[begin:]]


def joined(parts, glue):
    whole = parts[0]
    for part in parts[1:]:
        whole += glue + part
    return whole


checked = 0
# The bytes of "\x80" and "é" in UTF-8 have their highest bits set; neighbours of "a" differ from it in one bit.
for filler in "b", "`", "\x7f", "\x80", "é", "\u20ac":
    for length in range(0, 41):
        for place in range(0, length, 3):
            for sub in "a", "ab", "é":
                text = filler * place + sub + filler * (length - place - 1) + sub * (place % 3)
                places = occurrences(text, sub)
                first = places[0]
                parts = pieces(text, sub, places)
                assert text.find(sub) == text.index(sub) == first, (text, sub)
                assert text.find(sub, first + 1) == (places[1] if len(places) > 1 else -1), (text, sub)
                assert text.find(sub, None, first + len(sub) - 1) == -1, (text, sub)
                assert text.count(sub) == len(places) == text.count(sub, None, None), (text, sub)
                assert text.count(sub, first + 1) == len(places) - 1, (text, sub)
                assert text.split(sub) == parts, (text, sub)
                assert text.partition(sub) == (text[:first], sub, text[first + len(sub) :]), (text, sub)
                assert (sub in text, text.find("A"), text.count("A"), text.replace("A", "x")) == (True, -1, 0, text)
                for new in "", "x", "é", "longer than it was":
                    assert text.replace(sub, new) == joined(parts, new), (text, sub, new)
                    for most in 0, 1, 2:
                        few = pieces(text, sub, places[:most])
                        assert text.replace(sub, new, most) == joined(few, new), (text, sub, new, most)
                checked += 1
print(checked, "texts")
print("aaaa".replace("aa", "b"), "abc".replace("", "-"), "abc".replace("", "-", 2), "".replace("", "x"), "a".replace("a", ""))
print("aaaa".count("aa"), "abc".count(""), "".count(""), "abc".count("", 4), "x".count("x", True, None))

for call in (
    lambda: "abc".replace("a", "b", 1.0),
    lambda: "abc".replace("a", "b", 2**70),
    lambda: "abc".split("b", "1"),
    lambda: "abc".find("b", 1.0),
    lambda: "abc".count("b", None, "2"),
    lambda: "abc".startswith("b", None, 2.0),
    lambda: "abc".startswith(),
    lambda: "abc".find("a", 1, 2, 3),
    lambda: "abc".strip(None, None),
):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)


class Index:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        print("index", self.value)
        return self.value


print("abcabc".find("a", Index(1), Index(9)), "abcabc".replace("b", "x", Index(1)), "a,b,c".split(",", Index(1)))
print("abc".startswith("b", Index(1)), "abc".startswith(("x", "b"), True), "abc".endswith("b", None, -1))
