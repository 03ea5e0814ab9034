"""The users of the system, as `/etc/passwd` lists them."""

from _collections import _struct_sequence

struct_passwd = _struct_sequence(
    "pwd.struct_passwd", 7, ("pw_name", "pw_passwd", "pw_uid", "pw_gid", "pw_gecos", "pw_dir", "pw_shell"),
    "pwd.struct_passwd: Results from getpw*() routines.")


def getpwall():
    """All users."""
    users = []
    try:
        with open("/etc/passwd", encoding="utf-8", errors="surrogateescape") as file:
            lines = file.read().splitlines()
    except OSError:
        return users
    for line in lines:
        fields = line.split(":")
        if len(fields) == 7 and fields[2].isdigit() and fields[3].isdigit():
            fields[2:4] = int(fields[2]), int(fields[3])
            users.append(struct_passwd(fields))
    return users


def getpwnam(name, /):
    """The user of a name."""
    if not isinstance(name, str):
        raise TypeError(f"getpwnam() argument must be str, not {type(name).__name__}")
    if "\0" in name:
        raise ValueError("embedded null byte")
    for user in getpwall():
        if user.pw_name == name:
            return user
    raise KeyError(f"getpwnam(): name not found: {name!r}")


def getpwuid(uid, /):
    """The user of a number."""
    if not hasattr(uid, "__index__"):
        raise TypeError(f"uid should be integer, not {type(uid).__name__}")
    uid = uid.__index__()
    for user in getpwall():
        if user.pw_uid == uid:
            return user
    raise KeyError(f"getpwuid(): uid not found: {uid}")
