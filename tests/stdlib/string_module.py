# string: constants and Template.
import string
print(string.ascii_lowercase, string.ascii_uppercase, string.digits, string.hexdigits, string.octdigits,
    string.punctuation, repr(string.whitespace),
    string.ascii_letters == string.ascii_lowercase + string.ascii_uppercase)
print(string.capwords("hello big world"), string.Template("$who likes ${what} for $$5").substitute(who="Ann",
    what="tea"), string.Template("$a $b").safe_substitute(a=1))
try:
    string.Template("$missing").substitute()
except KeyError as e:
    print(repr(e))
