"""Archives of tar: written in all formats, read, extracted, and what is no archive."""
import io
import os
import sys
import tarfile
import tempfile


def attempt(what, *args, **kw):
    try:
        print(repr(what(*args, **kw)))
    except Exception as error:
        print(type(error).__name__, str(error).replace(folder, "")[:150])


def member(name, data=b"", **attributes):
    info = tarfile.TarInfo(name)
    info.size = len(data)
    info.mtime = 1000000000
    for key, value in attributes.items():
        setattr(info, key, value)
    return info, io.BytesIO(data)


def show(archive):
    for one in archive:
        print(one.name[-60:], len(one.name), oct(one.mode), one.size, one.mtime, one.type, one.linkname[-30:], one.uid, one.uname,
              one.isfile(), one.isdir(), one.issym(), one.islnk(), sorted(one.pax_headers))


with tempfile.TemporaryDirectory() as folder:
    os.umask(0o022)
    path = os.path.join(folder, "a.tar")
    MEMBERS = [
        member("file.txt", b"contents" * 100), member("empty"), member("folder", type=tarfile.DIRTYPE, mode=0o755),
        member("folder/inner", b"x", uname="somebody", gname="group", uid=1000, gid=1001),
        member("link", type=tarfile.SYMTYPE, linkname="file.txt"), member("hard", type=tarfile.LNKTYPE, linkname="file.txt"),
    ]
    HARD = [member("long/" * 30 + "name", b"long"), member("größe", b"g"), member("l" * 120, type=tarfile.SYMTYPE, linkname="t" * 130),
            member("time", b"", mtime=1.5), member("big", b"", uid=8**7 + 5)]
    for name, value in (("USTAR", tarfile.USTAR_FORMAT), ("GNU", tarfile.GNU_FORMAT), ("PAX", tarfile.PAX_FORMAT)):
        print("==", name)
        with tarfile.open(path, "w", format=value) as archive:
            for info, data in MEMBERS + HARD:
                data.seek(0)
                try:
                    archive.addfile(info, data if info.isreg() else None)
                except ValueError as error:
                    print("ValueError", error)
        print(os.path.getsize(path), tarfile.is_tarfile(path))
        with tarfile.open(path) as archive:
            show(archive)
            print(archive.extractfile("file.txt").read() == b"contents" * 100, archive.extractfile("link").read(8),
                  archive.extractfile("hard").read(3), archive.extractfile("folder"))
            file = archive.extractfile("file.txt")
            print(file.read(3), file.seek(-4, 2), file.read(), file.tell(), file.name, file.readable(), file.writable())
            attempt(archive.getmember, "nothing")
            attempt(archive.extractfile, "nothing")
            attempt(archive.addfile, MEMBERS[0][0])
        attempt(archive.getnames)
    print("== compressed")
    for mode, read in (("w:gz", "r"), ("w:gz", "r:gz"), ("w|gz", "r|*"), ("w|", "r|"), ("w|gz", "r|gz"), ("x:gz", "r:*")):
        if mode[0] == "x":
            os.remove(path)
        with tarfile.open(path, mode) as archive:
            for info, data in MEMBERS[:4]:
                data.seek(0)
                archive.addfile(info, data)
        with tarfile.open(path, read) as archive:
            print(mode, read, [(one.name, archive.extractfile(one) and archive.extractfile(one).read()[:8]) for one in archive])
    attempt(tarfile.open, path, "x:gz")
    attempt(tarfile.open, path, "r:")
    attempt(tarfile.open, path, "r:zip")
    attempt(tarfile.open, path, "q")
    attempt(tarfile.open)
    attempt(tarfile.open, os.path.join(folder, "none"))
    with tarfile.open(path, "r|gz") as archive:
        next(iter(archive))
        archive.next()
        attempt(lambda: archive.extractfile(archive.members[0]).read())
    print("== appended")
    os.remove(path)
    for name in ("one", "two"):
        with tarfile.open(path, "a") as archive:
            archive.addfile(*member(name, name.encode()))
    with tarfile.open(path) as archive:
        print(archive.getnames(), archive.getmember("two").size)
        archive.list(verbose=False)
    print("== of files")
    tree = os.path.join(folder, "tree")
    os.makedirs(os.path.join(tree, "sub", "deep"))
    for name in ("b.txt", "a.txt", "sub/c.txt", "sub/deep/d.txt"):
        with open(os.path.join(tree, name), "w") as file:
            file.write(name)
        os.chmod(os.path.join(tree, name), 0o640)
    os.symlink("a.txt", os.path.join(tree, "sym"))
    os.link(os.path.join(tree, "a.txt"), os.path.join(tree, "hard"))
    with tarfile.open(path, "w") as archive:
        archive.add(tree, "root", filter=lambda info: None if info.name.endswith("c.txt") else info)
        attempt(archive.add, os.path.join(folder, "none"))
    with tarfile.open(path) as archive:
        print([(one.name, one.type, one.linkname, oct(one.mode)) for one in archive if one.name != "x"])
        target = os.path.join(folder, "out")
        archive.extractall(target, filter="tar")
        print(sorted(os.path.relpath(os.path.join(base, name), target) for base, _, names in os.walk(target) for name in names))
        with open(os.path.join(target, "root/sub/deep/d.txt")) as file:
            print(file.read(), oct(os.stat(file.name).st_mode), os.readlink(os.path.join(target, "root/sym")))
        archive.extract("root/b.txt", os.path.join(folder, "single"), filter="data")
        print(os.listdir(os.path.join(folder, "single", "root")))
        attempt(archive.extractall, target, filter="nothing")
    print("== hostile")
    for info, data in [
        member("../outside", b"x"), member("/absolute", b"x"), member("ok/../../outside", b"x"),
        member("s", type=tarfile.SYMTYPE, linkname="/etc/passwd"), member("s", type=tarfile.SYMTYPE, linkname="../../x"),
        member("h", type=tarfile.LNKTYPE, linkname="../x"), member("p", type=tarfile.FIFOTYPE), member("suid", b"x", mode=0o6777),
    ]:
        with tarfile.open(path, "w") as archive:
            archive.addfile(info, data)
        with tarfile.open(path) as archive:
            where = os.path.join(folder, "t")
            for name in ("data", "tar"):
                if info.type == tarfile.FIFOTYPE and name == "tar":
                    continue
                got = archive.getmembers()[0]
                try:
                    changed = getattr(tarfile, name + "_filter")(got, where)
                    print(name, changed.name, changed.mode and oct(changed.mode), changed.uid, changed.linkname)
                except tarfile.FilterError as error:
                    print(name, type(error).__name__, str(error).replace(folder, ""))
    with tarfile.open(path, "w") as archive:
        archive.addfile(*member("a", b"data" * 300))
        archive.addfile(*member("b", b"more"))
    with open(path, "rb") as file:
        whole = file.read()
    for text in (b"", b"x", b"x" * 512, b"x" * 5000, whole[:100], whole[:600], whole[:1800], whole[:2100], whole[512:], b"\0" * 1024,
                 whole[:20] + b"!" + whole[21:], whole[:124] + b"99999999999\0" + whole[136:],
                 whole[:2048] + b"\xff" * 512 + whole[2560:]):
        try:
            with tarfile.open(fileobj=io.BytesIO(text)) as archive:
                print(len(text), archive.getnames(), [archive.extractfile(one).read()[:4] for one in archive])
        except tarfile.TarError as error:
            print(len(text), type(error).__name__, str(error).splitlines()[0])
        print(tarfile.is_tarfile(io.BytesIO(text)))
    print(tarfile.TarInfo("x").replace(name="y", mode=None).get_info()["mode"], repr(tarfile.TarInfo("x"))[:12])
    attempt(tarfile.TarInfo("x").replace(mode=None).tobuf)
    attempt(tarfile.nti, b"\x80\0\0\0\0\0\1\0")
    attempt(tarfile.nti, b"0000z\0")
    attempt(tarfile.itn, -1)
    attempt(tarfile.itn, -1, 8, tarfile.GNU_FORMAT)
    attempt(tarfile.itn, 8**7, 8, tarfile.GNU_FORMAT)
