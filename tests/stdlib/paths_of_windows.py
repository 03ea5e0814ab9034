# oracle: 3.14
# `ntpath`: what Windows means by a path, and such paths as URLs.
import ntpath
import os

os.environ.update({"ONE": "1", "TWO": "a\\b"})
os.environ.pop("USERPROFILE", None)
os.environ.pop("HOMEPATH", None)
paths = [
    "", "C:", "C:\\", "C:/a//b\\..\\c.txt", "c:a", "\\\\server\\share\\x", "//server/share", "\\\\?\\UNC\\s\\t\\u", "\\a",
    "a\\.\\b\\", "..\\..\\x", "C:\\..\\x", "%ONE%/$TWO/${ONE}/$$/%%/'$ONE'/%none%", "~\\x", "nul.txt", "a.", "a:b", "\\\\.\\dev",
]
functions = [
    "splitdrive", "splitroot", "split", "splitext", "basename", "dirname", "normpath", "normcase", "isabs", "isreserved",
    "expandvars", "expanduser", "ismount",
]
for path in paths:
    print(repr(path))
    for name in functions:
        print("   ", name, getattr(ntpath, name)(path), getattr(ntpath, name)(os.fsencode(path)))


def told(function, *args):
    try:
        print(function.__name__, args, repr(function(*args)))
    except Exception as error:
        print(function.__name__, args, type(error).__name__, error)


for first in ["C:", "C:\\a", "\\\\s\\t", "a", "", "\\a"]:
    for second in ["b", "\\b", "C:b", "c:\\b", "D:b", ""]:
        told(ntpath.join, first, second)
        told(ntpath.commonpath, [first, second])
        if first and second:
            told(ntpath.relpath, "C:\\x\\" + first.strip(":\\"), "C:\\x\\" + second.strip(":\\"))
told(ntpath.join, "a", b"b")
told(ntpath.join, 1)
told(ntpath.relpath, "")
told(ntpath.relpath, "C:\\a", "D:\\a")
told(ntpath.commonpath, [])
told(ntpath.commonprefix, ["C:\\ab", "C:\\ac"])
print(ntpath.sep, ntpath.altsep, ntpath.pathsep, ntpath.curdir, ntpath.pardir, ntpath.extsep, ntpath.devnull)

import nturl2path

for url in ["///C:/foo/bar", "//server/share/x%20y", "C|/a", "///C:/", "a%2Fb"]:
    print(url, nturl2path.url2pathname(url))
for path in ["C:\\foo bar", "foo\\bar", "a.txt", "C:"]:
    print(path, nturl2path.pathname2url(path))
