"""ZIP archives: written, read, appended to, listed, unpacked; errors."""
import io
import os
import tempfile
import zipfile
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo


def show(f, *args, **options):
    try:
        result = repr(f(*args, **options))
    except Exception as error:
        result = f"{type(error).__name__}: {error}"
    print(getattr(f, "__name__", "f"), result)


with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    with open("plain.txt", "w") as file:
        file.write("plain\n" * 100)
    os.mkdir("sub")
    moment = (2020, 2, 3, 4, 5, 6)
    with ZipFile("a.zip", "w", ZIP_DEFLATED) as archive:
        print(archive.mode, archive.filename, archive.compression, archive.namelist())
        archive.write("plain.txt")
        archive.write("plain.txt", "stored.txt", ZIP_STORED)
        archive.write("sub")
        archive.writestr(ZipInfo("dir/one", moment), b"one" * 1000)
        archive.writestr("text", "\u00e9")
        archive.writestr("\u00e9.txt", b"named")
        with archive.open("streamed", "w") as file:
            print(file.write(b"some"), file.writable())
            show(archive.writestr, "x", b"")
            show(archive.read, "text")
            file.write(b" data")
        archive.mkdir("made")
        archive.comment = b"a comment"
        show(archive.getinfo, "nowhere")
        show(archive.writestr, "bad", None)
    print(archive)
    show(archive.read, "text")
    print(zipfile.is_zipfile("a.zip"), zipfile.is_zipfile("plain.txt"), zipfile.is_zipfile("nowhere"))
    with ZipFile("a.zip") as archive:
        print(archive.namelist(), archive.comment, archive.testzip(), archive)
        for info in archive.infolist():
            print(info.filename, info.file_size, info.compress_type, hex(info.CRC), info.is_dir(), info.flag_bits,
                  info.compress_size <= info.file_size, info.create_system)
        print(archive.getinfo("dir/one").date_time, archive.getinfo("stored.txt").compress_size)
        print(archive.read("text"), archive.read("streamed"), archive.read(archive.getinfo("\u00e9.txt")))
        with archive.open("plain.txt") as file:
            print(file.readline(), file.read(3), file.tell(), file.seek(6), file.read(5), file.peek(3)[:3], file.mode)
            print(file.seek(-6, 2), file.read(), file.read(), file.readable(), file.seekable(), file.name)
        with io.TextIOWrapper(archive.open("text"), "utf-8") as file:
            print(ascii(file.read()))
        one, two = archive.open("plain.txt"), archive.open("dir/one")
        print(one.read(4), two.read(4), one.read(4), two.read(4))
        print(archive.extract("dir/one", "out") == os.path.join("out", "dir", "one"))
        archive.extractall("all", ["text", "sub/", "plain.txt"])
        show(archive.open, "text", "x")
        show(archive.writestr, "x", b"")
        show(archive.setpassword, "text")
    print(sorted(os.listdir("all")), os.path.getsize("out/dir/one"))
    with ZipFile("a.zip", "a") as archive:
        archive.writestr("later", b"more")
    with ZipFile("a.zip") as archive:
        print(len(archive.namelist()), archive.read("later"), archive.comment)
    show(ZipFile, "plain.txt")
    show(ZipFile, "nowhere.zip")
    show(ZipFile, "a.zip", "q")
    show(ZipFile, "b.zip", "w", 99)
    with open("a.zip", "rb") as file:
        data = file.read()
    print(ZipFile(io.BytesIO(b"something before" + data)).read("later"))
    show(lambda: ZipFile(io.BytesIO(data[:50])))
    with ZipFile(io.BytesIO(), "w") as archive:
        archive.writestr("evil/../../name", b"x")
        archive.writestr("stored", b"abcdef")
        file = archive.fp
    damaged = ZipFile(io.BytesIO(file.getvalue().replace(b"abcdef", b"abcdeF")))
    print(damaged.testzip(), damaged.namelist())
    show(damaged.read, "stored")
    print(damaged.extract("evil/../../name", "out") == os.path.join("out", "evil", "name"))
    with ZipFile("t.zip", "w") as archive:
        archive.writestr(ZipInfo("b", moment), b"12345")
    ZipFile("t.zip").printdir()
    print(repr(ZipInfo("x")), repr(ZipInfo("d/")), ZipInfo("a\0b").filename, ZipInfo.from_file("sub").filename)
    show(ZipInfo, "x", (1979, 1, 1, 0, 0, 0))
    os.chdir("/")
