"""Files and folders compared."""

import os
import stat
from types import GenericAlias

__all__ = ["clear_cache", "cmp", "dircmp", "cmpfiles", "DEFAULT_IGNORES"]

_cache = {}
BUFSIZE = 8 * 1024

DEFAULT_IGNORES = ["RCS", "CVS", "tags", ".git", ".hg", ".bzr", "_darcs", "__pycache__"]


def clear_cache():
    """Forgets which files were compared."""
    _cache.clear()


def cmp(f1, f2, shallow=True):
    """Whether two files are the same. With `shallow`, those of one kind, size and time of change are."""
    first, second = _signature(os.stat(f1)), _signature(os.stat(f2))
    if first[0] != stat.S_IFREG or second[0] != stat.S_IFREG:
        return False
    if shallow and first == second:
        return True
    if first[1] != second[1]:
        return False
    key = f1, f2, first, second
    outcome = _cache.get(key)
    if outcome is None:
        outcome = _do_cmp(f1, f2)
        if len(_cache) > 100:
            clear_cache()
        _cache[key] = outcome
    return outcome


def _signature(status):
    return stat.S_IFMT(status.st_mode), status.st_size, status.st_mtime


def _do_cmp(f1, f2):
    with open(f1, "rb") as one, open(f2, "rb") as other:
        while True:
            piece = one.read(BUFSIZE)
            if piece != other.read(BUFSIZE):
                return False
            if not piece:
                return True


def _listed(folder, without):
    return sorted(name for name in os.listdir(folder) if name not in without)


class dircmp:
    """Two folders compared; each attribute is found when it is asked for."""

    def __init__(self, a, b, ignore=None, hide=None, *, shallow=True):
        self.left = a
        self.right = b
        self.hide = [os.curdir, os.pardir] if hide is None else hide
        self.ignore = DEFAULT_IGNORES if ignore is None else ignore
        self.shallow = shallow

    def phase0(self):
        """Lists both."""
        without = self.hide + self.ignore
        self.left_list = _listed(self.left, without)
        self.right_list = _listed(self.right, without)

    def phase1(self):
        """What both have and what one has. Names are compared without case where the system does."""
        left = dict(zip(map(os.path.normcase, self.left_list), self.left_list))
        right = dict(zip(map(os.path.normcase, self.right_list), self.right_list))
        self.common = [name for key, name in left.items() if key in right]
        self.left_only = [name for key, name in left.items() if key not in right]
        self.right_only = [name for key, name in right.items() if key not in left]

    def phase2(self):
        """What both have: folders, files, and what is not the same kind of thing."""
        self.common_dirs, self.common_files, self.common_funny = [], [], []
        for name in self.common:
            try:
                one = os.stat(os.path.join(self.left, name))
                other = os.stat(os.path.join(self.right, name))
            except (OSError, ValueError):
                self.common_funny.append(name)
                continue
            kind = stat.S_IFMT(one.st_mode)
            if kind != stat.S_IFMT(other.st_mode):
                self.common_funny.append(name)
            elif stat.S_ISDIR(kind):
                self.common_dirs.append(name)
            elif stat.S_ISREG(kind):
                self.common_files.append(name)
            else:
                self.common_funny.append(name)

    def phase3(self):
        """Which files are the same."""
        self.same_files, self.diff_files, self.funny_files = cmpfiles(
            self.left, self.right, self.common_files, self.shallow)

    def phase4(self):
        """The folders within."""
        self.subdirs = {
            name: self.__class__(
                os.path.join(self.left, name), os.path.join(self.right, name), self.ignore, self.hide,
                shallow=self.shallow)
            for name in self.common_dirs}

    def phase4_closure(self):
        """All folders within."""
        self.phase4()
        for sub in self.subdirs.values():
            sub.phase4_closure()

    def report(self):
        """Prints how the folders differ."""
        print("diff", self.left, self.right)
        for names, text in ((self.left_only, f"Only in {self.left} :"), (self.right_only, f"Only in {self.right} :")):
            if names:
                names.sort()
                print(text, names)
        for names, text in (
                (self.same_files, "Identical files :"), (self.diff_files, "Differing files :"),
                (self.funny_files, "Trouble with common files :"), (self.common_dirs, "Common subdirectories :"),
                (self.common_funny, "Common funny cases :")):
            if names:
                names.sort()
                print(text, names)

    def report_partial_closure(self):
        """Prints how the folders and those directly within differ."""
        self.report()
        for sub in self.subdirs.values():
            print()
            sub.report()

    def report_full_closure(self):
        """Prints how the folders and all within differ."""
        self.report()
        for sub in self.subdirs.values():
            print()
            sub.report_full_closure()

    methodmap = dict(
        subdirs=phase4, same_files=phase3, diff_files=phase3, funny_files=phase3, common_dirs=phase2,
        common_files=phase2, common_funny=phase2, common=phase1, left_only=phase1, right_only=phase1,
        left_list=phase0, right_list=phase0)

    def __getattr__(self, attr):
        if attr not in self.methodmap:
            raise AttributeError(attr)
        self.methodmap[attr](self)
        return getattr(self, attr)

    __class_getitem__ = classmethod(GenericAlias)


def cmpfiles(a, b, common, shallow=True):
    """Names of files in two folders in three lists: the same, different, and what could not be compared."""
    same, different, trouble = [], [], []
    for name in common:
        try:
            found = same if cmp(os.path.join(a, name), os.path.join(b, name), shallow) else different
        except (OSError, ValueError):
            found = trouble
        found.append(name)
    return same, different, trouble
