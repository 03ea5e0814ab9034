"""Time zones of the IANA database (PEP 615), which the system has, or the package `tzdata`."""

import os
import re
import struct
import weakref
from bisect import bisect_right
from collections import OrderedDict
from datetime import date, datetime, timedelta, tzinfo

__all__ = ["ZoneInfo", "reset_tzpath", "available_timezones", "TZPATH", "ZoneInfoNotFoundError",
           "InvalidTZPathWarning"]

_EPOCH = datetime(1970, 1, 1)
_EPOCH_ORDINAL = _EPOCH.toordinal()
# Seconds that clocks are never put forward or back by at once: offsets are less than a day.
_LONGEST_STEP = 2 * 86400
_SYSTEM_FOLDERS = (
    "/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo", "/etc/zoneinfo")


class ZoneInfoNotFoundError(KeyError):
    """There is no time zone of a name."""


class InvalidTZPathWarning(RuntimeWarning):
    """A folder of PYTHONTZPATH is not an absolute path."""


TZPATH = ()


def reset_tzpath(to=None):
    """Sets the folders where time zones are found, by default those that the environment or the system names."""
    global TZPATH
    if to is not None:
        if isinstance(to, (str, bytes)):
            raise TypeError(f"tzpath must be a list or tuple, not {type(to)}: {to!r}")
        relative = [path for path in to if not os.path.isabs(path)]
        if relative:
            raise ValueError(_relative_message(relative))
        TZPATH = tuple(to)
        return
    variable = os.environ.get("PYTHONTZPATH")
    if variable is None:
        TZPATH = _SYSTEM_FOLDERS
        return
    paths = variable.split(os.pathsep) if variable else []
    relative = [path for path in paths if not os.path.isabs(path)]
    if relative:
        import warnings
        warnings.warn(
            "Invalid paths specified in PYTHONTZPATH environment variable. " + _relative_message(relative),
            InvalidTZPathWarning, stacklevel=2)
    TZPATH = tuple(path for path in paths if os.path.isabs(path))


def _relative_message(paths):
    return "Paths should be absolute but found the following relative paths:\n    " + "\n    ".join(
        repr(str(path)) for path in paths)


def _checked_key(key):
    if os.path.isabs(key):
        raise ValueError(f"ZoneInfo keys may not be absolute paths, got: {key}")
    normal = os.path.normpath(key)
    if len(normal) != len(key):
        raise ValueError(f"ZoneInfo keys must be normalized relative paths, got: {key}")
    if os.path.normpath(os.path.join("_", normal))[:1] != "_" or normal.startswith(".."):
        raise ValueError(f"ZoneInfo keys must refer to subdirectories of TZPATH, got: {key}")


def _find_tzfile(key):
    _checked_key(key)
    for folder in TZPATH:
        path = os.path.join(folder, key)
        if os.path.isfile(path):
            return path
    return None


def _open_zone(key):
    path = _find_tzfile(key)
    if path is not None:
        return open(path, "rb")
    package, _, name = key.rpartition("/")
    try:
        import tzdata
        folder = os.path.join(os.path.dirname(tzdata.__file__), "zoneinfo", *package.split("/"))
        return open(os.path.join(folder, name), "rb")
    except (ImportError, OSError, UnicodeEncodeError):
        raise ZoneInfoNotFoundError(f"No time zone found with key {key}") from None


def available_timezones():
    """The names of all time zones that are found."""
    zones = set()
    for folder in TZPATH:
        for parent, folders, files in os.walk(folder):
            if parent == folder:
                folders[:] = [name for name in folders if name not in ("right", "posix")]
            for name in files:
                key = os.path.relpath(os.path.join(parent, name), start=folder)
                if key in zones:
                    continue
                try:
                    with open(os.path.join(parent, name), "rb") as file:
                        if file.read(4) == b"TZif":
                            zones.add(key)
                except OSError:
                    pass
    zones.discard("posixrules")
    return zones


class _Kind:
    """One kind of local time: how far it is from UTC, how much of that is summer time, and its name."""

    __slots__ = ("utcoff", "dstoff", "tzname")

    def __init__(self, utcoff, dstoff, tzname):
        self.utcoff = utcoff
        self.dstoff = dstoff
        self.tzname = tzname


_NO_KIND = _Kind(None, None, None)


class ZoneInfo(tzinfo):
    """A time zone of the IANA database; the same object for the same name."""

    _strong_cache_size = 8
    _strong_cache = OrderedDict()
    _weak_cache = weakref.WeakValueDictionary()
    __module__ = "zoneinfo"

    def __init_subclass__(cls):
        cls._strong_cache = OrderedDict()
        cls._weak_cache = weakref.WeakValueDictionary()

    def __new__(cls, key):
        recent = cls._strong_cache
        instance = recent.get(key)
        if instance is not None:
            recent.move_to_end(key)
            return instance
        instance = cls._weak_cache.get(key)
        if instance is None:
            instance = cls._weak_cache.setdefault(key, cls._new_instance(key))
            instance._from_cache = True
        recent[key] = recent.pop(key, instance)
        if len(recent) > cls._strong_cache_size:
            recent.popitem(last=False)
        return instance

    @classmethod
    def no_cache(cls, key):
        """A new object, whether there is one for the name or not."""
        made = cls._new_instance(key)
        made._from_cache = False
        return made

    @classmethod
    def _new_instance(cls, key):
        made = super().__new__(cls)
        made._key = key
        with _open_zone(key) as file:
            made._load(file)
        made._by_file = False
        return made

    @classmethod
    def from_file(cls, file, /, key=None):
        """The time zone of a file that is open."""
        made = super().__new__(cls)
        made._key = key
        made._load(file)
        made._from_cache = False
        made._by_file = True
        made._file_repr = repr(file)
        return made

    @classmethod
    def clear_cache(cls, *, only_keys=None):
        """Forgets the objects that were made."""
        if only_keys is None:
            cls._weak_cache.clear()
            cls._strong_cache.clear()
            return
        for key in only_keys:
            cls._weak_cache.pop(key, None)
            cls._strong_cache.pop(key, None)

    @property
    def key(self):
        return self._key

    def utcoffset(self, dt):
        return self._kind_of(dt).utcoff

    def dst(self, dt):
        return self._kind_of(dt).dstoff

    def tzname(self, dt):
        return self._kind_of(dt).tzname

    def fromutc(self, dt):
        if not isinstance(dt, datetime):
            raise TypeError("fromutc() requires a datetime argument")
        if dt.tzinfo is not self:
            raise ValueError("dt.tzinfo is not self")
        stamp = (dt.toordinal() - _EPOCH_ORDINAL) * 86400 + dt.hour * 3600 + dt.minute * 60 + dt.second
        utc = self._utc
        index = bisect_right(utc, stamp)
        fold = 0
        if index < len(utc):
            kind = self._kinds[index - 1] if index else self._before
        elif self._has_rule:
            kind, fold = self._after.of_utc(stamp, dt.year)
        else:
            kind = self._after
        if index and stamp - utc[index - 1] < _LONGEST_STEP:
            # What was before says the same times again for as long as clocks went back.
            before = self._kinds[index - 2] if index > 1 else self._before
            back = before.utcoff - self._kinds[index - 1].utcoff
            fold = fold or int(back.total_seconds() > stamp - utc[index - 1])
        result = dt + kind.utcoff
        return result.replace(fold=1) if fold else result

    def _kind_of(self, dt):
        if dt is None:
            return self._after if self._is_fixed else _NO_KIND
        stamp = (dt.toordinal() - _EPOCH_ORDINAL) * 86400 + dt.hour * 3600 + dt.minute * 60 + dt.second
        local = self._local[dt.fold]
        if not local or stamp >= local[-1]:
            return self._after.of_local(stamp, dt.year, dt.fold) if self._has_rule else self._after
        index = bisect_right(local, stamp)
        return self._kinds[index - 1] if index else self._before

    def __str__(self):
        return f"{self._key}" if self._key is not None else repr(self)

    def __repr__(self):
        name = f"{self.__class__.__module__}.{self.__class__.__qualname__}"
        if self._key is not None:
            return f"{name}(key={self._key!r})"
        return f"{name}.from_file({self._file_repr})"

    def __reduce__(self):
        if self._by_file:
            import pickle
            raise pickle.PicklingError("Cannot pickle a ZoneInfo file created from a file stream.")
        return self.__class__._unpickle, (self._key, self._from_cache)

    @classmethod
    def _unpickle(cls, key, from_cache, /):
        return cls(key) if from_cache else cls.no_cache(key)

    def _load(self, file):
        """Reads a file of the database (RFC 8536)."""
        moments, indices, offsets, summer, names, footer = _read(file)
        summer_offsets = _summer_offsets(indices, offsets, summer)
        kinds = [
            _Kind(timedelta(seconds=offset), timedelta(seconds=saved), name)
            for offset, saved, name in zip(offsets, summer_offsets, names)]
        self._utc = moments
        self._kinds = [kinds[index] for index in indices]
        self._local = _local_moments(indices, offsets, moments)
        standard = [index for index, is_summer in enumerate(summer) if not is_summer]
        self._before = kinds[standard[0]] if standard else kinds[0] if kinds else None
        if footer:
            self._after = _rule_of(footer.decode("ascii"))
        elif not kinds and not moments:
            raise ValueError("No time zone information found.")
        else:
            self._after = self._kinds[-1] if self._kinds else kinds[0]
        if self._before is None:
            self._before = self._after
        self._has_rule = isinstance(self._after, _Rule)
        self._is_fixed = not self._has_rule and len(kinds) <= 1


def _read(file):
    """The moments of change in UTC, the kind after each, the kinds, and the rule for what comes later."""
    def header():
        data = file.read(44)
        if data[:4] != b"TZif":
            raise ValueError("Invalid TZif file: magic not found")
        return data[4:5], struct.unpack(">6l", data[20:44])

    version, counts = header()
    size, code = 4, "l"
    if version >= b"2":
        isutc, isstd, leap, times, types, chars = counts
        file.seek(times * 5 + types * 6 + chars + leap * 8 + isstd + isutc, 1)
        _, counts = header()
        size, code = 8, "q"
    isutc, isstd, leap, times, types, chars = counts
    moments = list(struct.unpack(f">{times}{code}", file.read(times * size)))
    indices = list(file.read(times))
    found = [struct.unpack(">lbb", file.read(6)) for _ in range(types)]
    texts = file.read(chars)
    names = [texts[start:texts.find(b"\0", start)].decode() for _, _, start in found]
    footer = None
    if version >= b"2":
        file.seek(isutc + isstd + leap * 12, 1)
        file.readline()
        footer = file.readline().rstrip(b"\n")
    return moments, indices, [offset for offset, _, _ in found], [is_summer for _, is_summer, _ in found], names, footer


def _summer_offsets(indices, offsets, summer):
    """How much of each kind is summer time: what it is further from UTC than the standard time beside it."""
    saved = [0] * len(offsets)
    known = [not is_summer for is_summer in summer]
    for place in range(1, len(indices)):
        kind, before = indices[place], indices[place - 1]
        if known[kind] or not summer[kind]:
            continue
        found = 0
        if not summer[before]:
            found = offsets[kind] - offsets[before]
        if not found and place + 1 < len(indices):
            after = indices[place + 1]
            if not summer[after]:
                found = offsets[kind] - offsets[after]
        if found:
            saved[kind] = found
            known[kind] = True
    for place, kind in enumerate(indices):
        if not known[kind]:
            found = saved[indices[place - 1]] if place and summer[indices[place - 1]] else 0
            saved[kind] = found or 3600
            known[kind] = True
    return saved


def _local_moments(indices, offsets, moments):
    """The moments of change by local clocks: as those that were read first and second show them."""
    first, second = [], []
    before = offsets[0] if offsets else 0
    for moment, index in zip(moments, indices):
        after = offsets[index]
        first.append(moment + max(before, after))
        second.append(moment + min(before, after))
        before = after
    return first, second


class _Day:
    """The moment of a year when a rule changes the time: `of_year` gives it by local clocks."""

    def __init__(self, text):
        text, _, time = text.partition("/")
        self.seconds = _seconds(time) if time else 7200
        if match := re.fullmatch(r"M(\d{1,2})\.(\d)\.(\d)", text):
            self.month, self.week, self.weekday = map(int, match.groups())
            if not (1 <= self.month <= 12 and 1 <= self.week <= 5 and self.weekday <= 6):
                raise ValueError(f"Invalid dst start/end date: {text}")
            self.kind = "M"
        elif match := re.fullmatch(r"(J?)(\d{1,3})", text):
            self.kind = match[1] or "0"
            self.day = int(match[2])
            if not (self.kind == "0" or self.day >= 1) or self.day > 365:
                raise ValueError(f"Invalid dst start/end date: {text}")
        else:
            raise ValueError(f"Invalid dst start/end date: {text}")

    def of_year(self, year):
        if self.kind == "M":
            first = date(year, self.month, 1)
            day = first.toordinal() + (self.weekday - first.isoweekday()) % 7 + 7 * (self.week - 1)
            if self.week == 5:
                end = date(year + (self.month == 12), self.month % 12 + 1, 1).toordinal()
                while day >= end:
                    day -= 7
        else:
            day = date(year, 1, 1).toordinal() + self.day
            if self.kind == "J":
                is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
                day += (is_leap and self.day >= 60) - 1
        return (day - _EPOCH_ORDINAL) * 86400 + self.seconds


class _Rule:
    """Standard time and summer time, and when each year has which."""

    def __init__(self, standard, summer, start, end):
        self.standard = standard
        self.summer = summer
        self.start = start
        self.end = end
        self.difference = int((summer.utcoff - standard.utcoff).total_seconds())
        self.offset = int(standard.utcoff.total_seconds())
        self._changes = {}

    def _changes_of(self, year):
        """When summer time begins in a year and when it ends, by local clocks before the change."""
        changes = self._changes.get(year)
        if changes is None:
            changes = self._changes[year] = self.start.of_year(year), self.end.of_year(year)
        return changes

    def _is_summer(self, stamp, start, end):
        return start <= stamp < end if start < end else not end <= stamp < start

    def of_local(self, stamp, year, fold):
        start, end = self._changes_of(year)
        # In the gap or the hour that is said twice, `fold` decides.
        if fold == (self.difference >= 0):
            end -= self.difference
        else:
            start += self.difference
        return self.summer if self._is_summer(stamp, start, end) else self.standard

    def of_utc(self, stamp, year):
        start, end = self._changes_of(year)
        start -= self.offset
        end -= self.offset + self.difference
        is_summer = self._is_summer(stamp, start, end)
        again = end if self.difference > 0 else start
        fold = again <= stamp < again + abs(self.difference)
        return (self.summer if is_summer else self.standard), int(fold)


def _seconds(text):
    """The seconds of a time or an offset of a rule, of up to a week."""
    match = re.fullmatch(r"([+-]?)(\d{1,3})(?::(\d{2})(?::(\d{2}))?)?", text, re.ASCII)
    if not match:
        raise ValueError(f"{text} is not a valid offset")
    hours, minutes, seconds = (int(part or 0) for part in match.groups()[1:])
    if hours > 167 or minutes > 59 or seconds > 59:
        raise ValueError(f"{text} is not a valid offset")
    total = (hours * 60 + minutes) * 60 + seconds
    return -total if match[1] == "-" else total


_RULE = re.compile(r"""
    (?P<std>[^<0-9:.+,-]+|<[a-zA-Z0-9+-]+>)
    (?P<stdoff>[+-]?\d{1,3}(?::\d{2}(?::\d{2})?)?)
    (?:
        (?P<dst>[^0-9:.+,-]+|<[a-zA-Z0-9+-]+>)
        (?P<dstoff>[+-]?\d{1,3}(?::\d{2}(?::\d{2})?)?)?
    )?
""", re.ASCII | re.VERBOSE)


def _rule_of(text):
    """The rule of a text as the variable TZ has it (POSIX)."""
    zone, *days = text.split(",", 1)
    match = _RULE.fullmatch(zone)
    if not match:
        raise ValueError(f"{text} is not a valid TZ string")
    # POSIX counts towards the west.
    offset = -_seconds(match["stdoff"])
    standard = _Kind(timedelta(seconds=offset), timedelta(0), match["std"].strip("<>"))
    if not match["dst"]:
        if days:
            raise ValueError(f"Transition rule present without DST: {text}")
        return standard
    summer_offset = -_seconds(match["dstoff"]) if match["dstoff"] else offset + 3600
    summer = _Kind(
        timedelta(seconds=summer_offset), timedelta(seconds=summer_offset - offset), match["dst"].strip("<>"))
    parts = days[0].split(",") if days else []
    if len(parts) != 2:
        raise ValueError(f"Missing transition rules in TZ string: {text}")
    return _Rule(standard, summer, _Day(parts[0]), _Day(parts[1]))


reset_tzpath()
