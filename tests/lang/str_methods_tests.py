# The is... methods.
samples = ["", "abc", "ABC", "Abc", "abc1", "123", "١٢٣", "²", "½", "Ⅷ", "一", "a b", " ", "\t\n", "\u2003", "é", "_x",
    "1x", "class", "x-y", "\x00", "😀", "日本", "aB", "12.5", "-1", "\u0301"]
names = ["isalpha", "isdigit", "isdecimal", "isnumeric", "isalnum", "isspace", "isupper", "islower", "istitle",
    "isidentifier", "isprintable", "isascii"]
for s in samples:
    print(ascii(s), " ".join(name[2:] for name in names if getattr(s, name)()))
