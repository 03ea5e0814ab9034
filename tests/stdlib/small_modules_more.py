"""colorsys, cmd, filecmp, fileinput, gettext, pwd, grp, getpass, sysconfig: what everyday scripts ask of them."""
import cmd
import colorsys
import filecmp
import fileinput
import getpass
import gettext
import grp
import io
import os
import pwd
import struct
import sys
import sysconfig
import tempfile


def show(f, *args, **options):
    try:
        result = repr(f(*args, **options))
    except Exception as error:
        result = f"{type(error).__name__}: {error}"
    print(getattr(f, "__name__", "f"), args, options, result)


for rgb in ((0, 0, 0), (1, 1, 1), (0.2, 0.4, 0.4), (1, 0, 0), (0.25, 0.5, 0.75), (0, 1, 0.5)):
    hls, hsv, yiq = colorsys.rgb_to_hls(*rgb), colorsys.rgb_to_hsv(*rgb), colorsys.rgb_to_yiq(*rgb)
    print(rgb, hls, hsv, yiq)
    print(colorsys.hls_to_rgb(*hls), colorsys.hsv_to_rgb(*hsv), colorsys.yiq_to_rgb(*yiq))


class Shell(cmd.Cmd):
    """A shell of two commands."""

    prompt = "> "
    intro = "Welcome"

    def do_add(self, arg):
        """add NUMBERS
        The sum."""
        print(sum(map(int, arg.split())), file=self.stdout)

    def do_quit(self, arg):
        return True

    def do_shell(self, arg):
        print("shell", repr(arg), file=self.stdout)

    def help_topic(self):
        print("About a topic.", file=self.stdout)

    def do_EOF(self, arg):
        return True


out = io.StringIO()
shell = Shell(stdin=io.StringIO("add 1 2\n\nhelp\n?add\nhelp topic\nhelp no\n!ls -l\nwhat?\n?\n& x\nquit\nadd 9\n"), stdout=out)
shell.use_rawinput = False
shell.cmdloop()
print(out.getvalue())
print(shell.parseline("add  1 2 "), shell.parseline("?x y"), shell.parseline("!x"), shell.parseline(""), shell.parseline("+1"))
print(shell.completenames("q"), shell.complete_help("t"), shell.onecmd("EOF"))
shell.stdout = sys.stdout
shell.columnize([str(number) * (number % 7) for number in range(40)], 60)
shell.columnize([])
shell.columnize(["one"])
show(shell.columnize, ["a", 1])

with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    for name, text in (("a/same", "x"), ("b/same", "x"), ("a/other", "xy"), ("b/other", "yx"), ("a/left", ""),
                       ("b/right", ""), ("a/sub/deep", "1"), ("b/sub/deep", "2"), ("a/odd", ""), ("b/odd/x", "")):
        os.makedirs(os.path.dirname(name), exist_ok=True)
        with open(name, "w") as file:
            file.write(text)
        os.utime(name, (1, 1))
    print(filecmp.cmp("a/same", "b/same"), filecmp.cmp("a/other", "b/other"), filecmp.cmp("a/other", "b/other", False))
    print(filecmp.cmpfiles("a", "b", ["same", "other", "left", "nowhere"], shallow=False), filecmp.cmp("a", "b"))
    both = filecmp.dircmp("a", "b", shallow=False)
    print(both.left_list, both.right_list, both.common, both.left_only, both.right_only, both.common_funny)
    print(both.same_files, both.diff_files, both.funny_files, list(both.subdirs))
    both.report_full_closure()
    show(lambda: both.nothing)

    with open("one", "w") as file:
        file.write("a\nb\n")
    with open("two", "w") as file:
        file.write("c")
    with fileinput.input(("one", "two")) as lines:
        for line in lines:
            print(repr(line), lines.filename(), lines.lineno(), lines.filelineno(), lines.isfirstline(), lines.isstdin())
    show(fileinput.lineno)
    with fileinput.input("one", inplace=True, backup=".old") as lines:
        for line in lines:
            print(line.upper(), end="")
    print(open("one").read().split(), open("one.old").read().split(), sorted(os.listdir()))
    with fileinput.FileInput(["one", "two"], mode="rb") as lines:
        print(lines.readline(), lines.nextfile(), lines.readline(), lines.readline(), lines.fileno())
    with fileinput.FileInput("two", openhook=fileinput.hook_encoded("utf-8")) as lines:
        print(list(lines))
    show(fileinput.FileInput, mode="w")
    show(lambda: list(fileinput.input("nowhere")))

    messages = {"": "Content-Type: text/plain; charset=utf-8\nPlural-Forms: nplurals=2; plural=n != 1;\n",
                "cat": "Katze", "menu\4open": "\u00f6ffnen", "dog\0dogs": "Hund\0Hunde"}
    keys = sorted(messages)
    ids, texts, places = b"", b"", []
    for key in keys:
        source, target = key.encode(), messages[key].encode()
        places.append((len(source), len(ids), len(target), len(texts)))
        ids += source + b"\0"
        texts += target + b"\0"
    start = 28 + 16 * len(keys)
    table = b"".join(struct.pack("<2I", size, start + at) for size, at, _, _ in places)
    table += b"".join(struct.pack("<2I", size, start + len(ids) + at) for _, _, size, at in places)
    os.makedirs("de/LC_MESSAGES")
    with open("de/LC_MESSAGES/app.mo", "wb") as file:
        file.write(struct.pack("<7I", 0x950412DE, 0, len(keys), 28, 28 + 8 * len(keys), 0, 0) + table + ids + texts)
    german = gettext.translation("app", ".", languages=["de_AT"])
    print(german.gettext("cat"), german.ngettext("dog", "dogs", 1), german.ngettext("dog", "dogs", 3), german.gettext("x"))
    print(german.pgettext("menu", "open"), german.charset(), german.info()["plural-forms"], german.ngettext("a", "b", 2))
    show(gettext.translation, "app", ".", languages=["fr"])
    print(gettext.gettext("as it is"), gettext.ngettext("one", "many", 1), gettext.ngettext("one", "many", 0))
    os.chdir("/")

for plural in ("n != 1", "n>1", "n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 ? 1 : 2", "(n", "x", "n ? 1", "0"):
    show(lambda: [gettext.c2py(plural)(number) for number in range(25)])
root = pwd.getpwuid(0)
print(root.pw_name, root[2], root.pw_uid, pwd.getpwnam("root") == root, len(root), grp.getgrgid(0).gr_name)
show(pwd.getpwnam, "no such user")
show(grp.getgrnam, "no such group")
show(pwd.getpwuid, "x")
os.environ["LOGNAME"] = "somebody"
print(getpass.getuser(), sysconfig.get_python_version() == "%d.%d" % sys.version_info[:2], sysconfig.get_config_var("nope"))
folders = {"base": "/base", "installed_base": "/own", "userbase": "/user", "py_version_short": "3.x", "abiflags": ""}
for scheme in ("posix_home", "posix_prefix", "posix_user", "posix_venv"):
    paths = sysconfig.get_paths(scheme, folders)
    print(scheme, [paths[kind] for kind in ("stdlib", "purelib", "include", "scripts", "data")])
print(sysconfig.get_path("scripts", "posix_home", expand=False), "venv" in sysconfig.get_scheme_names())
