# os.putenv and os.unsetenv are for programs that are started, os.environ is for both.
import os
import subprocess


def show(function):
    try:
        print(repr(function()))
    except Exception as error:
        print(type(error).__name__, error)


def seen(name):
    return subprocess.run(["sh", "-c", f"echo ${{{name}-unset}}"], capture_output=True, text=True).stdout.strip()


os.putenv("SECRET", "1")
print(os.environ.get("SECRET"), seen("SECRET"))
os.environ["SECRET"] = "2"
print(os.environ["SECRET"], seen("SECRET"))
os.unsetenv("SECRET")
print(os.environ["SECRET"], seen("SECRET"))
show(lambda: os.environ.pop("SECRET"))
show(lambda: os.environ.pop("SECRET"))
show(lambda: os.environ.pop("SECRET", 5))
for arguments in [("a=b", "c"), ("a\0", "c"), ("a", "c\0"), (1, "c"), ("", "c"), ("=", "c"), (b"bytes", b"c")]:
    show(lambda: os.putenv(*arguments))
    show(lambda: os.environ.__setitem__(*arguments))
print(seen("bytes"))
for name in ["a=b", "", "not_there", "a\0"]:
    show(lambda: os.unsetenv(name))
for name in ["not_there", 1]:
    show(lambda: os.environ[name])
    show(lambda: name in os.environ)
    show(lambda: os.environ.get(name))
    show(lambda: os.environ.__delitem__(name))
os.environ |= {"JOINED": "yes"}
print(seen("JOINED"), os.environ.setdefault("JOINED", "no"), os.environ.setdefault("ALSO", "no"), seen("ALSO"))
os.environ.clear()
os.environ["PATH"] = os.defpath
print(len(os.environ), seen("JOINED"))
show(lambda: os.environ.popitem() == ("PATH", os.defpath))
show(lambda: os.environ.popitem())
