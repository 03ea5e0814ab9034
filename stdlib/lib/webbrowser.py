"""Shows pages in the browser of the user."""

import os
import shlex
import shutil
import subprocess
import sys
import threading

__all__ = ['Error', 'open', 'open_new', 'open_new_tab', 'get', 'register']


class Error(Exception):
    """No browser can be found."""


_lock = threading.RLock()
# By the name in small letters: a class or None, and an instance or None.
_browsers = {}
# The names of those that can be run, the preferred ones first; None until they are looked for.
_tryorder = None
_os_preferred_browser = None


def register(name, klass, instance=None, *, preferred=False):
    """Makes a browser known, and one to be tried first if it is `preferred`."""
    with _lock:
        if _tryorder is None:
            register_standard_browsers()
        _browsers[name.lower()] = [klass, instance]
        # A preferred one goes to the front of those that are tried.
        if preferred or _os_preferred_browser and f'{name}.desktop' == _os_preferred_browser:
            _tryorder.insert(0, name)
        else:
            _tryorder.append(name)


def get(using=None):
    """The controller of a browser of that name or command, else of the first there is. Error if there is none."""
    if _tryorder is None:
        with _lock:
            if _tryorder is None:
                register_standard_browsers()
    for browser in _tryorder if using is None else [using]:
        if '%s' in browser:
            # A command line.
            words = shlex.split(browser)
            return BackgroundBrowser(words[:-1]) if words[-1] == '&' else GenericBrowser(words)
        try:
            klass, instance = _browsers[browser.lower()]
        except KeyError:
            instance = _synthesize(browser)[1]
        else:
            if instance is None and klass is not None:
                instance = klass()
        if instance is not None:
            return instance
    raise Error('could not locate runnable browser')


def open(url, new=0, autoraise=True):
    """Shows a page: in the same window if `new` is 0, in a new one if it is 1, in a tab if it is 2. Could it be shown?"""
    if _tryorder is None:
        with _lock:
            if _tryorder is None:
                register_standard_browsers()
    return any(get(name).open(url, new, autoraise) for name in _tryorder)


def open_new(url):
    """Shows a page in a new window."""
    return open(url, 1)


def open_new_tab(url):
    """Shows a page in a new tab."""
    return open(url, 2)


def _synthesize(browser, *, preferred=False):
    """A controller for a command that works as a known browser does, from that one."""
    command = browser.split()[0]
    if not shutil.which(command):
        return [None, None]
    name = os.path.basename(command)
    try:
        controller = _browsers[name.lower()][1]
    except KeyError:
        return [None, None]
    if controller and name.lower() == controller.basename:
        import copy
        controller = copy.copy(controller)
        controller.name = browser
        controller.basename = os.path.basename(browser)
        register(browser, None, instance=controller, preferred=preferred)
        return [None, controller]
    return [None, None]


class BaseBrowser:
    """What all controllers have."""

    args = ['%s']

    def __init__(self, name=''):
        self.name = name
        self.basename = name

    def open(self, url, new=0, autoraise=True):
        """Shows a page; could it be shown?"""
        raise NotImplementedError

    def open_new(self, url):
        """Shows a page in a new window."""
        return self.open(url, 1)

    def open_new_tab(self, url):
        """Shows a page in a new tab."""
        return self.open(url, 2)


class GenericBrowser(BaseBrowser):
    """A command that shows a page and is waited for."""

    def __init__(self, name):
        if isinstance(name, str):
            self.name = name
            self.args = ['%s']
        else:
            self.name, *self.args = name
        self.basename = os.path.basename(self.name)

    def _command(self, url):
        return [self.name] + [arg.replace('%s', url) for arg in self.args]

    def open(self, url, new=0, autoraise=True):
        """Shows a page; did the command succeed?"""
        sys.audit('webbrowser.open', url)
        try:
            return not subprocess.Popen(self._command(url), close_fds=True).wait()
        except OSError:
            return False


class BackgroundBrowser(GenericBrowser):
    """A command that shows a page and goes on."""

    def open(self, url, new=0, autoraise=True):
        """Shows a page; does the command run?"""
        sys.audit('webbrowser.open', url)
        try:
            return subprocess.Popen(self._command(url), close_fds=True, start_new_session=True).poll() is None
        except OSError:
            return False


class UnixBrowser(BaseBrowser):
    """A browser that a second call of its command reaches."""

    raise_opts = None
    background = False
    redirect_stdout = True
    remote_args = ['%action', '%s']
    remote_action = None
    remote_action_newwin = None
    remote_action_newtab = None

    def _invoke(self, args, remote, autoraise, url=None):
        raise_option = []
        if remote and self.raise_opts:
            option = self.raise_opts[int(autoraise)]
            raise_option = [option] if option else []
        quiet = subprocess.DEVNULL if remote or self.background else None
        process = subprocess.Popen(
            [self.name] + raise_option + args, close_fds=True, stdin=quiet,
            stdout=quiet if self.redirect_stdout else None, stderr=quiet, start_new_session=True)
        if not remote:
            return process.poll() is None if self.background else not process.wait()
        # One that goes on for so long has been reached, or is the browser itself.
        try:
            return not process.wait(5)
        except subprocess.TimeoutExpired:
            return True

    def open(self, url, new=0, autoraise=True):
        """Shows a page; could it be shown?"""
        sys.audit('webbrowser.open', url)
        if new not in (0, 1, 2):
            raise Error(f"Bad 'new' parameter to open(); expected 0, 1, or 2, got {new}")
        action = (self.remote_action, self.remote_action_newwin, self.remote_action_newtab)[new]
        if new == 2 and action is None:
            action = self.remote_action_newwin
        args = [arg.replace('%s', url).replace('%action', action) for arg in self.remote_args]
        if self._invoke([arg for arg in args if arg], True, autoraise, url):
            return True
        # There is none yet that could be reached.
        return self._invoke([arg.replace('%s', url) for arg in self.args], False, False)


class Mozilla(UnixBrowser):
    """Firefox and its kin."""

    remote_args = ['%action', '%s']
    remote_action = ''
    remote_action_newwin = '-new-window'
    remote_action_newtab = '-new-tab'
    background = True


class Epiphany(UnixBrowser):
    """The browser of GNOME."""

    raise_opts = ['-noraise', '']
    remote_args = ['%action', '%s']
    remote_action = ''
    remote_action_newwin = '-w'
    background = True


class Chrome(UnixBrowser):
    """Chrome and Chromium."""

    remote_args = ['%action', '%s']
    remote_action = ''
    remote_action_newwin = '--new-window'
    remote_action_newtab = ''
    background = True


Chromium = Chrome


class Opera(UnixBrowser):
    """Opera."""

    remote_args = ['%action', '%s']
    remote_action = ''
    remote_action_newwin = '--new-window'
    remote_action_newtab = ''
    background = True


class Elinks(UnixBrowser):
    """ELinks, in a terminal."""

    remote_args = ['-remote', 'openURL(%s%action)']
    remote_action = ''
    remote_action_newwin = ',new-window'
    remote_action_newtab = ',new-tab'
    background = False
    redirect_stdout = False


class Edge(UnixBrowser):
    """Edge."""

    remote_args = ['%action', '%s']
    remote_action = ''
    remote_action_newwin = '--new-window'
    remote_action_newtab = ''
    background = True


def register_standard_browsers():
    """Makes known what can be run here, and what the variable BROWSER names."""
    global _tryorder, _os_preferred_browser
    _tryorder = []
    if os.environ.get('DISPLAY') or os.environ.get('WAYLAND_DISPLAY'):
        try:
            command = ['xdg-settings', 'get', 'default-web-browser']
            _os_preferred_browser = subprocess.check_output(command, stderr=subprocess.DEVNULL).decode().strip()
        except (OSError, subprocess.CalledProcessError):
            pass
        for command in ('xdg-open', 'gio', 'x-www-browser', 'www-browser'):
            if shutil.which(command):
                args = [command, 'open', '--', '%s'] if command == 'gio' else command
                register(command, None, BackgroundBrowser(args))
        for commands, kind in _WITH_WINDOWS:
            for command in commands:
                if shutil.which(command):
                    register(command, None, kind(command))
    if os.environ.get('TERM'):
        for command in ('www-browser', 'links', 'elinks', 'lynx', 'w3m'):
            if shutil.which(command):
                register(command, None, Elinks(command) if command == 'elinks' else GenericBrowser(command))
    if 'BROWSER' in os.environ:
        for command in reversed(os.environ['BROWSER'].split(os.pathsep)):
            # A known browser may be called by another path; anything else is a command line.
            if command and (command.lower() in _browsers or not _synthesize(command, preferred=True)[1]):
                _tryorder.insert(0, command)


_WITH_WINDOWS = [
    (('firefox', 'iceweasel', 'seamonkey', 'mozilla-firefox', 'mozilla'), Mozilla),
    (('epiphany',), Epiphany),
    (('google-chrome', 'chrome', 'chromium', 'chromium-browser'), Chrome),
    (('opera',), Opera),
    (('microsoft-edge',), Edge),
]


def main(argv=None):
    """Shows the page of the command line."""
    import argparse
    parser = argparse.ArgumentParser(description='Open URL in a web browser.')
    parser.add_argument('url', help='URL to open')
    group = parser.add_mutually_exclusive_group()
    group.add_argument('-n', '--new-window', action='store_const', const=1, default=0, dest='new_win',
                       help='open new window')
    group.add_argument('-t', '--new-tab', action='store_const', const=2, default=0, dest='new_win', help='open new tab')
    args = parser.parse_args(argv)
    open(args.url, args.new_win)


if __name__ == '__main__':
    main()
