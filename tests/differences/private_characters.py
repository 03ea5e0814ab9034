# Strings are UTF-8 inside, which has no surrogates: the private characters from U+10F000 to U+10F7FF stand for them, so a
# program cannot use those 2,048 as themselves. All others, U+10FFFF among them, are what they are.
surrogate, private = "\ud800", "\U0010f000"
print(surrogate == private, ascii(private), len(private), private.encode("utf-8", "surrogatepass"))
try:
    private.encode()
except UnicodeEncodeError as error:
    print(error)
print(ascii(b"\xf4\x8f\x80\x80".decode()), b"\xed\xa0\x80".decode("utf-8", "surrogatepass") == surrogate)
for other in "\U0010efff\U0010f800\U0010ffff\ue000\uf8ff\U000f0000":
    print(ascii(other), other.encode(), ord(other) == ord(other.encode().decode()))
