# Pattern.scanner, which searches or matches on from where it is, and what re warns of in sets of characters.
import re
import warnings

for pattern, text, steps in (
    ("a", "aab", "ssss"), ("a", "baa", "msm"), ("a|b", "abcab", "mmmm"), ("x*", "axb", "ssssss"), ("", "ab", "mmmm"),
    ("(b)|c", "abcb", "sssms"),
):
    scanner = re.compile(pattern).scanner(text)
    found = [scanner.search() if step == "s" else scanner.match() for step in steps]
    print(pattern, text, [match and (match.span(), match.groups()) for match in found])
scanner = re.compile("a").scanner("aaaa", 1, 3)
print([match and match.span() for match in iter(scanner.search, None)], scanner.pattern, type(scanner).__name__)
match = re.compile("é(.)").scanner("aéb", 1).match()
print(match, match.pos, match.endpos)
for wrong in (lambda: re.compile("a").scanner(b"a"), lambda: re.compile("a").scanner(), lambda: type(scanner)()):
    try:
        wrong()
    except TypeError as error:
        print(type(error).__name__)

for pattern in ("[[a]", "[a[b]", "[^[a]", "[a--b]", "[--b]", "[a-z--b]", "[a&&b]", "[&&]", "[a||b]", "[||]", "[a~~b]",
                "[~~]", "[a&-b]", "[]--a]", "[\\[a]", "[a\\--b]", "x[[]", "[a--]", "[%--]", b"[a&&b]", "[a&&b||c]"):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            re.compile(pattern)
        except re.error as error:
            print(pattern, error)
    for warning in caught:
        print(pattern, warning.category.__name__, warning.message, warning.filename == __file__)
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        re.search("[a||b]", "a")
    except FutureWarning as error:
        print(error)
    print(re.compile("[|a|b]").pattern)
