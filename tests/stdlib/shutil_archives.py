# shutil: archives made and unpacked, formats of one's own, owners, room on disk.
import os
import shutil
import tarfile
import tempfile
import zipfile


def attempt(function, *args, **options):
    try:
        found = function(*args, **options)
    except Exception as error:
        print(type(error).__name__, error)
    else:
        print(found.replace(here, "<here>") if isinstance(found, str) else found)


folder = tempfile.TemporaryDirectory()
os.chdir(folder.name)
here = os.getcwd()
os.makedirs("src/sub")
for name in ("src/a", "src/sub/b"):
    with open(name, "w") as file:
        file.write(name)
print([pair for pair in shutil.get_archive_formats() if pair[0] != "xztar" and pair[0] != "zstdtar"])
print([entry for entry in shutil.get_unpack_formats() if entry[0] != "xztar" and entry[0] != "zstdtar"])

attempt(shutil.make_archive, "out", "nope")
attempt(shutil.make_archive, "out", "zip", "src")
attempt(shutil.make_archive, "deep/out", "gztar", "src", "sub")
attempt(shutil.make_archive, "o1", "bztar", "src")
attempt(shutil.make_archive, "o2", "tar", base_dir="src")
attempt(shutil.make_archive, "o3", "zip", "nosuch")
attempt(shutil.make_archive, "o3", "zip", base_dir="nosuch")
attempt(shutil.make_archive, "o3", "tar", "src/a")
attempt(shutil.make_archive, "o4", "zip", "src", dry_run=True)
print(os.path.exists("o4.zip"))
attempt(shutil.make_archive, "o5", "zip", None, "src")
attempt(shutil.make_archive, "o6", "zip", "src", ".")
attempt(shutil.make_archive, "o7", "tar", "src")
attempt(shutil.make_archive, "o8", "tar", "src", "sub", owner="root", group="root")
for name in ("out.zip", "o5.zip", "o6.zip"):
    with zipfile.ZipFile(name) as archive:
        print(name, archive.namelist())
for name in ("deep/out.tar.gz", "o1.tar.bz2", "o2.tar", "o7.tar"):
    with tarfile.open(name) as archive:
        print(name, archive.getnames())
with tarfile.open("o8.tar") as archive:
    print([(member.name, member.uname, member.gid) for member in archive])

attempt(shutil.unpack_archive, "out.zip", "u1")
print(sorted(os.listdir("u1")), open("u1/sub/b").read())
attempt(shutil.unpack_archive, "deep/out.tar.gz", "u2", filter="data")
attempt(shutil.unpack_archive, "o1.tar.bz2", "u3", "bztar", filter="data")
print(os.listdir("u2/sub"), sorted(os.listdir("u3")))
attempt(shutil.unpack_archive, "nope.zip", "u")
attempt(shutil.unpack_archive, "src/a", "u")
attempt(shutil.unpack_archive, "out.zip", "u", "bad")
attempt(shutil.unpack_archive, "out.zip", "u", "tar")
attempt(shutil.unpack_archive, "o7.tar", "u", "zip")

attempt(shutil.register_archive_format, "x", 5)
attempt(shutil.register_archive_format, "x", print, 5)
attempt(shutil.register_archive_format, "x", print, [5])
attempt(shutil.register_archive_format, "x", lambda name, *args, **options: (os.path.basename(name), args, options),
        [("k", 1)], "described")
print([pair for pair in shutil.get_archive_formats() if pair[0] == "x"])
attempt(shutil.make_archive, "base", "x", "src")
attempt(shutil.make_archive, "base", "x")
print(os.getcwd() == here)
attempt(shutil.unregister_archive_format, "x")
attempt(shutil.unregister_archive_format, "x")
attempt(shutil.register_unpack_format, "y", [".zip"], print)
attempt(shutil.register_unpack_format, "y", [".yy"], 5)
attempt(shutil.register_unpack_format, "y", [".yy"], lambda *args, **options: print("unpacks", args, options),
        [("z", 2)], "described")
print([entry for entry in shutil.get_unpack_formats() if entry[0] == "y"])
attempt(shutil.unpack_archive, "a.yy", "q")
attempt(shutil.unregister_unpack_format, "y")
attempt(shutil.unregister_unpack_format, "y")
attempt(shutil.unpack_archive, "a.yy")

usage = shutil.disk_usage(".")
print(usage._fields, usage.total == usage[0] >= usage.used > 0, type(usage).__name__)
attempt(shutil.disk_usage, "nosuch")
attempt(shutil.chown, "src")
attempt(shutil.chown, "src", user="nosuchuser")
attempt(shutil.chown, "src", group="nosuchgroup")
attempt(shutil.chown, "src", user=os.getuid(), group=os.getgid())
attempt(shutil.chown, "nosuch", 0)
print(shutil.ReadError.__mro__[:2], shutil.RegistryError.__mro__[:2])
print(all(hasattr(shutil, name) for name in shutil.__all__))
os.chdir("/")
folder.cleanup()
