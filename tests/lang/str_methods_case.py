# Upper, lower and the rest, beyond ASCII too.
for s in ("hello world", "HELLO", "Hello World", "ÀÉÎ straße", "ǆ", "ﬁne", "ΣΑΣ", "İ", "they're bill's", "a1b2 c3",
    "", "ß"):
    print(repr(s), repr(s.upper()), repr(s.lower()), repr(s.title()), repr(s.capitalize()), repr(s.swapcase()),
        repr(s.casefold()))
    print(s.isupper(), s.islower(), s.istitle())
print("ΑΣ".lower(), "ΑΣΒ".lower(), "Σ".lower(), "straße".upper() == "STRASSE",
    "Straße".casefold() == "STRASSE".casefold())
