"""netrc, dbm.dumb and shelve."""
import dbm
import dbm.dumb
import netrc
import os
import shelve
import tempfile


def attempt(what, *args, **kw):
    try:
        result = what(*args, **kw)
        print(repr(result))
        return result
    except Exception as error:
        print(type(error).__name__, str(error).replace(folder, ""))


with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "netrc")
    for text in [
        "machine h login l password p\n", "machine h\n\tlogin l\n\taccount a\n\tpassword p\ndefault login d password e",
        'machine h login "a b" password "p\\"q" # comment\nmachine i login x\\ y password #z\n', "# only\n#x\n", "",
        "macdef m\n\tcd /pub\n\tmget *\n\nmachine h login l password p\n", "macdef m\nline", "nonsense x", "machine", "machine h x y",
        "machine h login l", "machine h password p", "default", "machine h user u password p machine i login j password k",
        "machine h #c\nlogin l\n# d\npassword p",
    ]:
        with open(path, "w") as file:
            file.write(text)
        found = attempt(netrc.netrc, path)
        if found:
            print(found.hosts, found.macros, found.authenticators("h"), found.authenticators("other"))
    attempt(netrc.netrc, os.path.join(folder, "none"))

    name = os.path.join(folder, "data")
    attempt(dbm.dumb.open, name, "r")
    attempt(dbm.dumb.open, name, "x")
    with dbm.dumb.open(name, "c") as db:
        db["text"] = "größe"
        db[b"bytes"] = b"\0" * 600
        db["gone"] = b""
        db["text"] = b"new"
        db[b"bytes"] = b"\1" * 1500
        del db["gone"]
        print(sorted(db.keys()), len(db), b"text" in db, "none" in db, db["text"], len(db["bytes"]), db.get("x", 5))
        attempt(db.__getitem__, "none")
        attempt(db.__setitem__, 5, b"")
        attempt(db.__setitem__, "a", 5)
        print(sorted((key, len(value)) for key, value in db.items()), sorted(db), db.pop("text"))
    attempt(len, db)
    print(sorted(os.listdir(folder)), dbm.whichdb(name), dbm.whichdb(name + "x"), dbm.whichdb(path))
    with dbm.dumb.open(name, "r") as db:
        print(db.keys())
        attempt(db.__setitem__, "a", b"")
    with dbm.dumb.open(name, "n") as db:
        print(len(db))

    name = os.path.join(folder, "shelf.dumb")
    dbm.dumb.open(name, "c").close()
    with shelve.open(name) as shelf:
        shelf["list"] = [1, {"a": (2, None)}]
        shelf["list"].append("lost")
        shelf["größe"] = 1.5
        print(sorted(shelf), shelf["list"], len(shelf), "list" in shelf, shelf.get("no", 7), list(sorted(shelf.keys())))
        del shelf["größe"]
        attempt(shelf.__getitem__, "no")
    attempt(lambda: shelf["list"])
    with shelve.open(name, writeback=True) as shelf:
        shelf["list"].append("kept")
        shelf.sync()
        shelf["list"].append("too")
    with shelve.open(name, "r") as shelf:
        print(dict(shelf))
    memory = {}
    with shelve.Shelf(memory) as shelf:
        shelf["x"] = {1, 2}
    print(list(memory), shelve.Shelf(memory)["x"])
