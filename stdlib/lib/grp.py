"""The groups of the system, as `/etc/group` lists them."""

from _collections import _struct_sequence

struct_group = _struct_sequence(
    "grp.struct_group", 4, ("gr_name", "gr_passwd", "gr_gid", "gr_mem"),
    "grp.struct_group: Results from getgr*() routines.")


def getgrall():
    """All groups."""
    groups = []
    try:
        with open("/etc/group", encoding="utf-8", errors="surrogateescape") as file:
            lines = file.read().splitlines()
    except OSError:
        return groups
    for line in lines:
        fields = line.split(":")
        if len(fields) == 4 and fields[2].isdigit():
            members = fields[3].split(",") if fields[3] else []
            groups.append(struct_group((fields[0], fields[1], int(fields[2]), members)))
    return groups


def getgrnam(name):
    """The group of a name."""
    if not isinstance(name, str):
        raise TypeError(f"getgrnam() argument 'name' must be str, not {type(name).__name__}")
    if "\0" in name:
        raise ValueError("embedded null byte")
    for group in getgrall():
        if group.gr_name == name:
            return group
    raise KeyError(f"getgrnam(): name not found: {name!r}")


def getgrgid(id):
    """The group of a number."""
    if not hasattr(id, "__index__"):
        raise TypeError(f"gid should be integer, not {type(id).__name__}")
    id = id.__index__()
    for group in getgrall():
        if group.gr_gid == id:
            return group
    raise KeyError(f"getgrgid(): gid not found: {id}")
