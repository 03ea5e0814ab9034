# `webbrowser`: which browser is asked, and what its command is told.
import os
import sys
import webbrowser

for name in ["DISPLAY", "WAYLAND_DISPLAY", "TERM", "BROWSER"]:
    os.environ.pop(name, None)


def told(function, *args):
    try:
        print(function(*args))
    except webbrowser.Error as error:
        print("Error", error)


told(webbrowser.get)
told(webbrowser.get, "nothing")
print(webbrowser.open("http://example.invalid/"))


class Shown(webbrowser.BaseBrowser):
    def open(self, url, new=0, autoraise=True):
        print("shown by", self.name, url, new, autoraise)
        return self.name != "second"


webbrowser.register("First", None, Shown("first"))
webbrowser.register("second", lambda: Shown("second"), preferred=True)
print(webbrowser.open("http://a.invalid/"), webbrowser.open_new("b"), webbrowser.open_new_tab("c"))
print(webbrowser.get().name, webbrowser.get("FIRST").name)
print(webbrowser.get("first").open_new_tab("d"))

command = f"{sys.executable} -c 'import sys; print(sys.argv[1:]); sys.exit(len(sys.argv[1]))' %s"
generic = webbrowser.get(command)
print(type(generic).__name__, generic.args[0], flush=True)
print(generic.open("url"), generic.open(""))
print(type(webbrowser.get(command + " &")).__name__)
print(webbrowser.GenericBrowser("no-such-command").open("x"))
try:
    webbrowser.BaseBrowser("base").open("x")
except NotImplementedError:
    print("NotImplementedError")


class Reached(webbrowser.Mozilla):
    def _invoke(self, args, remote, autoraise, url=None):
        print(args, remote, autoraise)
        return True


for new in [0, 1, 2]:
    Reached("firefox").open("http://c.invalid/", new)
told(Reached("firefox").open, "x", 3)
