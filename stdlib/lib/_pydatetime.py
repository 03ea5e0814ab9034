"""Dates and times: `_datetime` in the language."""

import time as _time
from math import copysign as _copysign

__all__ = ('date', 'datetime', 'time', 'timedelta', 'timezone', 'tzinfo', 'MINYEAR', 'MAXYEAR', 'UTC')

MINYEAR = 1
MAXYEAR = 9999
_MAXORDINAL = 3652059

_DAYS_BEFORE_MONTH = (None, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
_DAYS_IN_MONTH = (None, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_MONTHNAMES = (None, 'Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec')
_DAYNAMES = (None, 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun')


def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _days_before_year(year):
    y = year - 1
    return y * 365 + y // 4 - y // 100 + y // 400


def _days_in_month(year, month):
    return 29 if month == 2 and _is_leap(year) else _DAYS_IN_MONTH[month]


def _ymd2ord(year, month, day):
    return _days_before_year(year) + _DAYS_BEFORE_MONTH[month] + (month > 2 and _is_leap(year)) + day


def _ord2ymd(n):
    # Cycles of 400, 100, 4 years and 1 year.
    n400, n = divmod(n - 1, 146097)
    n100, n = divmod(n, 36524)
    n4, n = divmod(n, 1461)
    n1, n = divmod(n, 365)
    year = n400 * 400 + n100 * 100 + n4 * 4 + n1 + 1
    if n1 == 4 or n100 == 4:
        return year - 1, 12, 31
    month = (n + 50) >> 5
    before = _DAYS_BEFORE_MONTH[month] + (month > 2 and _is_leap(year))
    if before > n:
        month -= 1
        before -= _days_in_month(year, month)
    return year, month, n - before + 1


def _isoweek1monday(year):
    firstday = _ymd2ord(year, 1, 1)
    firstweekday = (firstday + 6) % 7
    monday = firstday - firstweekday
    return monday + 7 if firstweekday > 3 else monday


def _index(value):
    if isinstance(value, float):
        raise TypeError("'float' object cannot be interpreted as an integer")
    try:
        index = type(value).__index__
    except AttributeError:
        raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer") from None
    return index(value)


def _check_date(year, month, day):
    if type(year) is not int or type(month) is not int or type(day) is not int:
        year, month, day = _index(year), _index(month), _index(day)
    # The days that every month has.
    if MINYEAR <= year <= MAXYEAR and 1 <= month <= 12 and 1 <= day <= 28:
        return year, month, day
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f'year must be in {MINYEAR}..{MAXYEAR}, not {year}')
    if not 1 <= month <= 12:
        raise ValueError(f'month must be in 1..12, not {month}')
    dim = _days_in_month(year, month)
    if not 1 <= day <= dim:
        raise ValueError(f'day {day} must be in range 1..{dim} for month {month} in year {year}')
    return year, month, day


def _check_time(hour, minute, second, microsecond, fold):
    if not (type(hour) is int and type(minute) is int and type(second) is int and type(microsecond) is int):
        hour, minute, second, microsecond = _index(hour), _index(minute), _index(second), _index(microsecond)
    if not 0 <= hour <= 23:
        raise ValueError(f'hour must be in 0..23, not {hour}')
    if not 0 <= minute <= 59:
        raise ValueError(f'minute must be in 0..59, not {minute}')
    if not 0 <= second <= 59:
        raise ValueError(f'second must be in 0..59, not {second}')
    if not 0 <= microsecond <= 999999:
        raise ValueError(f'microsecond must be in 0..999999, not {microsecond}')
    if fold not in (0, 1):
        raise ValueError(f'fold must be either 0 or 1, not {fold}')
    return hour, minute, second, microsecond, int(fold)


def _check_tzinfo(tz):
    if tz is not None and not isinstance(tz, tzinfo):
        raise TypeError(f"tzinfo argument must be None or of a tzinfo subclass, not type '{type(tz).__name__}'")


def _check_offset(name, offset):
    if offset is None:
        return
    if not isinstance(offset, timedelta):
        raise TypeError(f"tzinfo.{name}() must return None or timedelta, not '{type(offset).__name__}'")
    if not -timedelta(1) < offset < timedelta(1):
        raise ValueError(f'{name}()={offset}, must be strictly between -timedelta(hours=24) and timedelta(hours=24)')


def _format_time(hh, mm, ss, us, timespec='auto'):
    if timespec == 'auto':
        timespec = 'microseconds' if us else 'seconds'
    elif timespec == 'milliseconds':
        us //= 1000
    if timespec == 'hours':
        return f'{hh:02d}'
    if timespec == 'minutes':
        return f'{hh:02d}:{mm:02d}'
    if timespec == 'seconds':
        return f'{hh:02d}:{mm:02d}:{ss:02d}'
    if timespec == 'milliseconds':
        return f'{hh:02d}:{mm:02d}:{ss:02d}.{us:03d}'
    if timespec == 'microseconds':
        return f'{hh:02d}:{mm:02d}:{ss:02d}.{us:06d}'
    raise ValueError('Unknown timespec value')


def _format_offset(off, sep=':'):
    if off is None:
        return ''
    if off.days < 0:
        sign, off = '-', -off
    else:
        sign = '+'
    minutes, seconds = divmod(off.seconds, 60)
    hours, minutes = divmod(minutes, 60)
    text = f'{sign}{hours:02d}{sep}{minutes:02d}'
    if seconds or off.microseconds:
        text += f'{sep}{seconds:02d}'
        if off.microseconds:
            text += f'.{off.microseconds:06d}'
    return text


def _strftime(obj, format, timetuple):
    if not ('%f' in format or '%z' in format or '%Z' in format or '%:' in format):
        return _time.strftime(format, timetuple)
    # What the C library cannot know is filled in here.
    pieces = []
    i, n = 0, len(format)
    while i < n:
        c = format[i]
        i += 1
        if c != '%' or i == n:
            pieces.append(c)
            continue
        c = format[i]
        i += 1
        if c == 'f':
            pieces.append(f'{getattr(obj, "microsecond", 0):06d}')
        elif c == 'z':
            pieces.append(_format_offset(obj.utcoffset(), '') if hasattr(obj, 'utcoffset') else '')
        elif c == ':' and format[i:i + 1] == 'z':
            i += 1
            pieces.append(_format_offset(obj.utcoffset(), ':') if hasattr(obj, 'utcoffset') else '')
        elif c == 'Z':
            name = obj.tzname() if hasattr(obj, 'tzname') else None
            pieces.append('' if name is None else name.replace('%', '%%'))
        else:
            pieces.append('%' + c)
    return _time.strftime(''.join(pieces), timetuple)



def _check_days(days):
    if not -1000000000 < days < 1000000000:
        raise OverflowError(f'timedelta # of days is too large: {days}')


class timedelta:
    """A span of time: days, seconds and microseconds."""

    __slots__ = ('_days', '_seconds', '_microseconds', '_hashcode')

    def __new__(cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        if (type(days) is int and type(seconds) is int and type(microseconds) is int and type(milliseconds) is int
                and type(minutes) is int and type(hours) is int and type(weeks) is int):
            more, microseconds = divmod(microseconds + milliseconds * 1000, 1000000)
            more, seconds = divmod(seconds + minutes * 60 + hours * 3600 + more, 86400)
            days += weeks * 7 + more
            _check_days(days)
            return cls._make(days, seconds, microseconds)
        for name, value in (('days', days), ('seconds', seconds), ('microseconds', microseconds),
                            ('milliseconds', milliseconds), ('minutes', minutes), ('hours', hours),
                            ('weeks', weeks)):
            if not isinstance(value, (int, float)):
                raise TypeError(f'unsupported type for timedelta {name} component: {type(value).__name__}')
        days += weeks * 7
        seconds += minutes * 60 + hours * 3600
        microseconds += milliseconds * 1000
        # Whole days and seconds apart from their fractions, so that little is lost of floats.
        if isinstance(days, float):
            whole = int(days)
            dayfrac, days = days - whole, whole
            daysecondsfrac, daysecondswhole = _modf(dayfrac * (24. * 3600.))
            daysecondswhole = int(daysecondswhole)
        else:
            daysecondsfrac, daysecondswhole = 0.0, 0
        if isinstance(seconds, float):
            secondsfrac, seconds = _modf(seconds)
            seconds = int(seconds)
            secondsfrac += daysecondsfrac
        else:
            secondsfrac = daysecondsfrac
        more, seconds = divmod(seconds, 86400)
        days += more
        seconds += daysecondswhole
        usdouble = secondsfrac * 1e6
        if isinstance(microseconds, float):
            microseconds = round(microseconds + usdouble)
        else:
            microseconds = int(microseconds) + round(usdouble)
        more, microseconds = divmod(microseconds, 1000000)
        more, seconds = divmod(seconds + more, 86400)
        days += more
        _check_days(days)
        return cls._make(days, seconds, microseconds)

    @classmethod
    def _make(cls, days, seconds, microseconds):
        self = object.__new__(cls)
        self._days = days
        self._seconds = seconds
        self._microseconds = microseconds
        self._hashcode = -1
        return self

    @classmethod
    def _of_microseconds(cls, us):
        seconds, us = divmod(us, 1000000)
        days, seconds = divmod(seconds, 86400)
        _check_days(days)
        return timedelta._make(days, seconds, us)

    def _to_microseconds(self):
        return (self._days * 86400 + self._seconds) * 1000000 + self._microseconds

    def __repr__(self):
        args = []
        if self._days:
            args.append(f'days={self._days}')
        if self._seconds:
            args.append(f'seconds={self._seconds}')
        if self._microseconds:
            args.append(f'microseconds={self._microseconds}')
        return f'{_name_of(self)}({", ".join(args) or "0"})'

    def __str__(self):
        mm, ss = divmod(self._seconds, 60)
        hh, mm = divmod(mm, 60)
        text = f'{hh}:{mm:02d}:{ss:02d}'
        if self._days:
            text = f'{self._days} day{"" if abs(self._days) == 1 else "s"}, {text}'
        if self._microseconds:
            text += f'.{self._microseconds:06d}'
        return text

    def total_seconds(self):
        """The span in seconds."""
        return self._to_microseconds() / 10 ** 6

    @property
    def days(self):
        """days"""
        return self._days

    @property
    def seconds(self):
        """seconds"""
        return self._seconds

    @property
    def microseconds(self):
        """microseconds"""
        return self._microseconds

    def __add__(self, other):
        if isinstance(other, timedelta):
            return timedelta._of_microseconds(self._to_microseconds() + other._to_microseconds())
        return NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return timedelta._of_microseconds(self._to_microseconds() - other._to_microseconds())
        return NotImplemented

    def __rsub__(self, other):
        if isinstance(other, timedelta):
            return other - self
        return NotImplemented

    def __neg__(self):
        return timedelta._of_microseconds(-self._to_microseconds())

    def __pos__(self):
        return timedelta._make(self._days, self._seconds, self._microseconds)

    def __abs__(self):
        return -self if self._days < 0 else self

    def __mul__(self, other):
        if isinstance(other, int):
            return timedelta._of_microseconds(self._to_microseconds() * other)
        if isinstance(other, float):
            a, b = other.as_integer_ratio()
            return timedelta._of_microseconds(_divide_nearest(self._to_microseconds() * a, b))
        return NotImplemented

    __rmul__ = __mul__

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return self._to_microseconds() // other._to_microseconds()
        if isinstance(other, int):
            return timedelta._of_microseconds(self._to_microseconds() // other)
        return NotImplemented

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._to_microseconds() / other._to_microseconds()
        if isinstance(other, int):
            return timedelta._of_microseconds(_divide_nearest(self._to_microseconds(), other))
        if isinstance(other, float):
            a, b = other.as_integer_ratio()
            return timedelta._of_microseconds(_divide_nearest(b * self._to_microseconds(), a))
        return NotImplemented

    def __mod__(self, other):
        if isinstance(other, timedelta):
            return timedelta._of_microseconds(self._to_microseconds() % other._to_microseconds())
        return NotImplemented

    def __divmod__(self, other):
        if isinstance(other, timedelta):
            q, r = divmod(self._to_microseconds(), other._to_microseconds())
            return q, timedelta._of_microseconds(r)
        return NotImplemented

    def __eq__(self, other):
        if isinstance(other, timedelta):
            return self._to_microseconds() == other._to_microseconds()
        return NotImplemented

    def __le__(self, other):
        if isinstance(other, timedelta):
            return self._to_microseconds() <= other._to_microseconds()
        return NotImplemented

    def __lt__(self, other):
        if isinstance(other, timedelta):
            return self._to_microseconds() < other._to_microseconds()
        return NotImplemented

    def __ge__(self, other):
        if isinstance(other, timedelta):
            return self._to_microseconds() >= other._to_microseconds()
        return NotImplemented

    def __gt__(self, other):
        if isinstance(other, timedelta):
            return self._to_microseconds() > other._to_microseconds()
        return NotImplemented

    def __hash__(self):
        if self._hashcode == -1:
            self._hashcode = hash((self._days, self._seconds, self._microseconds))
        return self._hashcode

    def __bool__(self):
        return self._days != 0 or self._seconds != 0 or self._microseconds != 0

    def __reduce__(self):
        return self.__class__, (self._days, self._seconds, self._microseconds)


def _pickled(state, length, kind):
    """The bytes of a pickled `kind`, or None if `state` is not that: Python 2 pickled them as a string."""
    if not isinstance(state, (bytes, str)) or len(state) != length:
        return None
    # The highest bit of the hour or of the month is the fold.
    first = (ord(state[0]) if isinstance(state, str) else state[0]) & 127
    month = (ord(state[2]) if isinstance(state, str) else state[2]) & (255 if kind == 'date' else 127)
    if first >= 24 if kind == 'time' else not 1 <= month <= 12:
        return None
    if isinstance(state, bytes):
        return state
    try:
        return state.encode('latin1')
    except UnicodeEncodeError:
        raise ValueError(f'Failed to encode latin1 string when unpickling a {kind} object. '
                         "pickle.load(data, encoding='latin1') is assumed.") from None


def _modf(x):
    whole = float(int(x))
    return _copysign(x - whole, x), whole


def _divide_nearest(a, b):
    """The integer nearest to a / b, the even one of two."""
    if b == 0:
        raise ZeroDivisionError('integer division or modulo by zero')
    q, r = divmod(a, b)
    r *= 2
    if r > b if b > 0 else r < b:
        return q + 1
    return q + 1 if r == b and q % 2 == 1 else q


def _name_of(obj):
    cls = type(obj)
    return f'datetime.{cls.__name__}' if cls in (timedelta, date, time, datetime, timezone) else cls.__name__


timedelta.min = timedelta(-999999999)
timedelta.max = timedelta(days=999999999, hours=23, minutes=59, seconds=59, microseconds=999999)
timedelta.resolution = timedelta(microseconds=1)


def _missing_argument(year, month):
    if isinstance(year, (bytes, str)):
        _index(year)
    which, at = ('year', 1) if year is None else ('month', 2) if month is None else ('day', 3)
    raise TypeError(f"function missing required argument '{which}' (pos {at})")


class date:
    """date(year, month, day) --> date object"""

    __slots__ = ('_year', '_month', '_day', '_hashcode')

    def __new__(cls, year=None, month=None, day=None):
        if month is None and (state := _pickled(year, 4, 'date')):
            year, month, day = state[0] * 256 + state[1], state[2], state[3]
        if year is None or month is None or day is None:
            _missing_argument(year, month)
        year, month, day = _check_date(year, month, day)
        self = object.__new__(cls)
        self._year = year
        self._month = month
        self._day = day
        self._hashcode = -1
        return self

    @classmethod
    def fromtimestamp(cls, t, /):
        """The local date at so many seconds since 1970."""
        if t is None:
            raise TypeError("'NoneType' object cannot be interpreted as an integer")
        return cls(*_time.localtime(t)[:3])

    @classmethod
    def today(cls):
        """Current date or datetime."""
        return cls.fromtimestamp(_time.time())

    @classmethod
    def fromordinal(cls, n, /):
        """The date of a day's number; 1 is January 1 of the year 1."""
        n = _index(n)
        if n < 1:
            raise ValueError('ordinal must be >= 1')
        if n > _MAXORDINAL:
            raise ValueError(f'year must be in {MINYEAR}..{MAXYEAR}, not {_ord2ymd(n)[0]}')
        return cls(*_ord2ymd(n))

    @classmethod
    def fromisoformat(cls, date_string, /):
        """The date of a text such as 2024-02-29, 20240229 or 2024-W09-4. ValueError if it is none."""
        if not isinstance(date_string, str):
            raise TypeError('fromisoformat: argument must be str')
        try:
            if len(date_string) not in (7, 8, 10):
                raise ValueError
            return cls(*_parse_isoformat_date(date_string))
        except _OutOfRange as error:
            raise ValueError(str(error)) from None
        except ValueError as error:
            if str(error).startswith(('year', 'month', 'day', 'Invalid week', 'Invalid day')):
                raise
            raise ValueError(f'Invalid isoformat string: {date_string!r}') from None

    @classmethod
    def fromisocalendar(cls, year, week, day):
        """The date of a year, week and weekday of ISO 8601."""
        return cls(*_iso_to_ymd(year, week, day))

    @classmethod
    def strptime(cls, date_string, format, /):
        """The date of a text, read by a format."""
        import _strptime
        return _strptime._strptime_datetime_date(cls, date_string, format)

    def __repr__(self):
        return f'{_name_of(self)}({self._year}, {self._month}, {self._day})'

    def ctime(self):
        """As text: Thu Feb 29 12:30:00 2024."""
        weekday = self.toordinal() % 7 or 7
        return f'{_DAYNAMES[weekday]} {_MONTHNAMES[self._month]} {self._day:2d} 00:00:00 {self._year:04d}'

    def strftime(self, format):
        """As text, by a format."""
        return _strftime(self, format, self.timetuple())

    def __format__(self, fmt):
        if not isinstance(fmt, str):
            raise TypeError(f'must be str, not {type(fmt).__name__}')
        return self.strftime(fmt) if fmt else str(self)

    def isoformat(self):
        """As text: 2024-02-29."""
        return f'{self._year:04d}-{self._month:02d}-{self._day:02d}'

    __str__ = isoformat

    @property
    def year(self):
        """year (1-9999)"""
        return self._year

    @property
    def month(self):
        """month (1-12)"""
        return self._month

    @property
    def day(self):
        """day (1-31)"""
        return self._day

    def timetuple(self):
        """As the time tuple that time.mktime() takes."""
        return _time_tuple(self._year, self._month, self._day, 0, 0, 0, -1)

    def toordinal(self):
        """The day's number; 1 is January 1 of the year 1."""
        return _ymd2ord(self._year, self._month, self._day)

    def replace(self, year=None, month=None, day=None):
        """The date with some fields replaced."""
        return type(self)(
            self._year if year is None else year, self._month if month is None else month,
            self._day if day is None else day)

    __replace__ = replace

    def __eq__(self, other):
        if isinstance(other, date) and not isinstance(other, datetime):
            return self._key() == other._key()
        return NotImplemented

    def __le__(self, other):
        if isinstance(other, date) and not isinstance(other, datetime):
            return self._key() <= other._key()
        return NotImplemented

    def __lt__(self, other):
        if isinstance(other, date) and not isinstance(other, datetime):
            return self._key() < other._key()
        return NotImplemented

    def __ge__(self, other):
        if isinstance(other, date) and not isinstance(other, datetime):
            return self._key() >= other._key()
        return NotImplemented

    def __gt__(self, other):
        if isinstance(other, date) and not isinstance(other, datetime):
            return self._key() > other._key()
        return NotImplemented

    def _key(self):
        return self._year, self._month, self._day

    def __hash__(self):
        if self._hashcode == -1:
            self._hashcode = hash(self._key())
        return self._hashcode

    def __add__(self, other):
        if isinstance(other, timedelta):
            n = self.toordinal() + other._days
            if 0 < n <= _MAXORDINAL:
                return type(self).fromordinal(n)
            raise OverflowError('result out of range')
        return NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + timedelta(-other._days)
        if isinstance(other, date) and not isinstance(other, datetime):
            return timedelta(self.toordinal() - other.toordinal())
        return NotImplemented

    def weekday(self):
        """The day of the week, 0 for Monday to 6 for Sunday."""
        return (self.toordinal() + 6) % 7

    def isoweekday(self):
        """The day of the week, 1 for Monday to 7 for Sunday."""
        return self.toordinal() % 7 or 7

    def isocalendar(self):
        """Year, week and weekday of ISO 8601."""
        year = self._year
        week1monday = _isoweek1monday(year)
        today = _ymd2ord(self._year, self._month, self._day)
        week, day = divmod(today - week1monday, 7)
        if week < 0:
            year -= 1
            week1monday = _isoweek1monday(year)
            week, day = divmod(today - week1monday, 7)
        elif week >= 52 and today >= _isoweek1monday(year + 1):
            year += 1
            week = 0
        return _IsoCalendarDate((year, week + 1, day + 1))

    def _state(self):
        return bytes([*divmod(self._year, 256), self._month, self._day])

    def __reduce__(self):
        return self.__class__, (self._state(),)


class _IsoCalendarDate(tuple):
    """Year, week and weekday of ISO 8601."""

    __slots__ = ()
    year = property(lambda self: self[0])
    week = property(lambda self: self[1])
    weekday = property(lambda self: self[2])

    def __repr__(self):
        return f'datetime.IsoCalendarDate(year={self[0]}, week={self[1]}, weekday={self[2]})'

    def __reduce__(self):
        return tuple, (tuple(self),)


date.min = date(1, 1, 1)
date.max = date(9999, 12, 31)
date.resolution = timedelta(days=1)


def _time_tuple(y, m, d, hh, mm, ss, dst):
    ordinal = _ymd2ord(y, m, d)
    return _time.struct_time((y, m, d, hh, mm, ss, (ordinal + 6) % 7, ordinal - _days_before_year(y), dst))


def _iso_to_ymd(year, week, day):
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f'year must be in {MINYEAR}..{MAXYEAR}, not {year}')
    if not 0 < week < 53:
        out_of_range = True
        if week == 53:
            # A year has 53 weeks if it begins on a Thursday, or on a Wednesday and is a leap year.
            first = _ymd2ord(year, 1, 1) % 7
            out_of_range = not (first == 4 or first == 3 and _is_leap(year))
        if out_of_range:
            raise ValueError(f'Invalid week: {week}')
    if not 0 < day < 8:
        raise ValueError(f'Invalid weekday: {day} (range is [1, 7])')
    return _ord2ymd(_isoweek1monday(year) + (week - 1) * 7 + day - 1)


class _OutOfRange(Exception):
    """Text of the right form that is no date."""


def _digits(text):
    if not text.isdigit() or not text.isascii():
        raise ValueError
    return int(text)


def _parse_isoformat_date(text):
    """Year, month and day of YYYY-MM-DD, YYYYMMDD, YYYY-Www[-D] or YYYYWww[D]."""
    year = _digits(text[:4])
    separated = text[4:5] == '-'
    at = 5 if separated else 4
    if text[at:at + 1] == 'W':
        week = _digits(text[at + 1:at + 3])
        at += 3
        day = 1
        if len(text) > at:
            if (text[at] == '-') != separated:
                raise ValueError
            at += separated
            if len(text) != at + 1:
                raise ValueError
            day = _digits(text[at:])
        return _iso_to_ymd(year, week, day)
    month = _digits(text[at:at + 2])
    at += 2
    if (text[at:at + 1] == '-') != separated:
        raise ValueError
    at += separated
    if len(text) != at + 2:
        raise ValueError
    return year, month, _digits(text[at:])


def _parse_hh_mm_ss_ff(text):
    """Hour, minute, second and microsecond of hh[[:]mm[[:]ss[.fff...]]]."""
    parts = [0, 0, 0, 0]
    at = 0
    separated = text[2:3] == ':'
    for i in range(3):
        if len(text) - at < 2:
            raise ValueError('Incomplete time component')
        parts[i] = _digits(text[at:at + 2])
        at += 2
        following = text[at:at + 1]
        if not following or i >= 2:
            break
        if separated:
            if following != ':':
                if following in '.,':
                    break
                raise ValueError(f'Invalid time separator: {following}')
            at += 1
        elif following in '.,':
            break
    if at < len(text):
        if text[at] not in '.,' or i < 2:
            raise ValueError('Invalid microsecond separator')
        fraction = text[at + 1:]
        _digits(fraction)
        parts[3] = int(fraction[:6].ljust(6, '0'))
    return parts


def _parse_isoformat_time(text):
    """The parts of a time with its zone, and whether it is midnight at the day's end."""
    if len(text) < 2:
        raise ValueError('Isoformat time too short')
    zone_at = -1
    for i, c in enumerate(text):
        if c in '+-Z':
            zone_at = i
            break
    clock = text if zone_at < 0 else text[:zone_at]
    parts = _parse_hh_mm_ss_ff(clock)
    end_of_day = False
    if parts[0] == 24:
        if parts[1:] != [0, 0, 0]:
            raise ValueError('minute, second, and microsecond must be 0 when hour is 24')
        parts[0] = 0
        end_of_day = True
    zone = None
    if zone_at >= 0:
        rest = text[zone_at + 1:]
        if text[zone_at] == 'Z':
            if rest:
                raise ValueError
            zone = timezone.utc
        else:
            if len(rest) in (0, 1, 3) or rest.endswith('Z'):
                raise ValueError('Malformed time zone string')
            hh, mm, ss, us = _parse_hh_mm_ss_ff(rest)
            if hh == mm == ss == us == 0:
                zone = timezone.utc
            else:
                offset = timedelta(hours=hh, minutes=mm, seconds=ss, microseconds=us)
                zone = timezone(-offset if text[zone_at] == '-' else offset)
    return parts, zone, end_of_day


class tzinfo:
    """What a time knows of its zone; subclasses say what."""

    __slots__ = ()

    def tzname(self, dt):
        """The zone's name at a time."""
        raise NotImplementedError('a tzinfo subclass must implement tzname()')

    def utcoffset(self, dt):
        """How far the zone is ahead of UTC at a time."""
        raise NotImplementedError('a tzinfo subclass must implement utcoffset()')

    def dst(self, dt):
        """How far daylight saving has put the clock forward at a time."""
        raise NotImplementedError('a tzinfo subclass must implement dst()')

    def fromutc(self, dt):
        """The time of this zone that is a given time of UTC."""
        if not isinstance(dt, datetime):
            raise TypeError('fromutc: argument must be a datetime')
        if dt.tzinfo is not self:
            raise ValueError('fromutc: dt.tzinfo is not self')
        offset = dt.utcoffset()
        if offset is None:
            raise ValueError('fromutc: non-None utcoffset() result required')
        dst = dt.dst()
        if dst is None:
            raise ValueError('fromutc: non-None dst() result required')
        delta = offset - dst
        if delta:
            dt += delta
            dst = dt.dst()
            if dst is None:
                raise ValueError('fromutc(): dt.dst gave inconsistent results; cannot convert')
        return dt + dst

    def __reduce__(self):
        return self.__class__, getattr(self, '__getinitargs__', tuple)(), self.__getstate__()


_tzinfo_class = tzinfo


class time:
    """time([hour[, minute[, second[, microsecond[, tzinfo]]]]]) --> a time object"""

    __slots__ = ('_hour', '_minute', '_second', '_microsecond', '_tzinfo', '_fold', '_hashcode')

    def __new__(cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        if isinstance(hour, (bytes, str)) and (state := _pickled(hour, 6, 'time')):
            tzinfo = minute or None
            if tzinfo is not None and not isinstance(tzinfo, _tzinfo_class):
                raise TypeError('bad tzinfo state arg')
            fold, hour = divmod(state[0], 128)
            minute, second, microsecond = state[1], state[2], int.from_bytes(state[3:])
        hour, minute, second, microsecond, fold = _check_time(hour, minute, second, microsecond, fold)
        _check_tzinfo(tzinfo)
        self = object.__new__(cls)
        self._hour = hour
        self._minute = minute
        self._second = second
        self._microsecond = microsecond
        self._tzinfo = tzinfo
        self._fold = fold
        self._hashcode = -1
        return self

    @classmethod
    def fromisoformat(cls, time_string, /):
        """The time of a text such as 12:30 or T123000.5+01:00. ValueError if it is none."""
        if not isinstance(time_string, str):
            raise TypeError('fromisoformat: argument must be str')
        try:
            parts, zone, _ = _parse_isoformat_time(time_string.removeprefix('T'))
        except ValueError:
            raise ValueError(f'Invalid isoformat string: {time_string!r}') from None
        return cls(*parts, zone)

    @classmethod
    def strptime(cls, date_string, format, /):
        """The time of a text, read by a format."""
        import _strptime
        return _strptime._strptime_datetime_time(cls, date_string, format)

    @property
    def hour(self):
        """hour (0-23)"""
        return self._hour

    @property
    def minute(self):
        """minute (0-59)"""
        return self._minute

    @property
    def second(self):
        """second (0-59)"""
        return self._second

    @property
    def microsecond(self):
        """microsecond (0-999999)"""
        return self._microsecond

    @property
    def tzinfo(self):
        """The time zone, or None."""
        return self._tzinfo

    @property
    def fold(self):
        return self._fold

    def _compare_key(self, other):
        """What to compare of two times; None for the other if only one knows its zone."""
        mine, others = self.utcoffset(), other.utcoffset()
        a = (self._hour, self._minute, self._second, self._microsecond)
        b = (other._hour, other._minute, other._second, other._microsecond)
        if mine == others:
            return a, b
        if mine is None or others is None:
            return None, None
        a = (self._hour * 60 + self._minute - mine // timedelta(minutes=1), *a[2:])
        b = (other._hour * 60 + other._minute - others // timedelta(minutes=1), *b[2:])
        return a, b

    def _ordered(self, other):
        a, b = self._compare_key(other)
        if a is None:
            raise TypeError("cannot compare naive and aware times")
        return a, b

    def __eq__(self, other):
        if isinstance(other, time):
            a, b = self._compare_key(other)
            return a is not None and a == b
        return NotImplemented

    def __le__(self, other):
        if isinstance(other, time):
            a, b = self._ordered(other)
            return a <= b
        return NotImplemented

    def __lt__(self, other):
        if isinstance(other, time):
            a, b = self._ordered(other)
            return a < b
        return NotImplemented

    def __ge__(self, other):
        if isinstance(other, time):
            a, b = self._ordered(other)
            return a >= b
        return NotImplemented

    def __gt__(self, other):
        if isinstance(other, time):
            a, b = self._ordered(other)
            return a > b
        return NotImplemented

    def __hash__(self):
        if self._hashcode == -1:
            offset = self.utcoffset()
            minutes = self._hour * 60 + self._minute
            if offset:
                minutes -= offset // timedelta(minutes=1)
            self._hashcode = hash((minutes, self._second, self._microsecond))
        return self._hashcode

    def __repr__(self):
        args = [self._hour, self._minute]
        if self._microsecond:
            args += [self._second, self._microsecond]
        elif self._second:
            args.append(self._second)
        shown = ', '.join(map(str, args))
        if self._tzinfo is not None:
            shown += f', tzinfo={self._tzinfo!r}'
        if self._fold:
            shown += ', fold=1'
        return f'{_name_of(self)}({shown})'

    def isoformat(self, timespec='auto'):
        """As text of ISO 8601, to the precision that timespec says."""
        text = _format_time(self._hour, self._minute, self._second, self._microsecond, timespec)
        return text + _format_offset(self.utcoffset())

    __str__ = isoformat

    def strftime(self, format):
        """As text, by a format."""
        timetuple = _time.struct_time((1900, 1, 1, self._hour, self._minute, self._second, 0, 1, -1))
        return _strftime(self, format, timetuple)

    def __format__(self, fmt):
        if not isinstance(fmt, str):
            raise TypeError(f'must be str, not {type(fmt).__name__}')
        return self.strftime(fmt) if fmt else str(self)

    def utcoffset(self):
        """How far the zone is ahead of UTC; None without a zone."""
        if self._tzinfo is None:
            return None
        offset = self._tzinfo.utcoffset(None)
        _check_offset('utcoffset', offset)
        return offset

    def tzname(self):
        """The zone's name; None without a zone."""
        return None if self._tzinfo is None else self._tzinfo.tzname(None)

    def dst(self):
        """How far daylight saving has put the clock forward; None without a zone."""
        if self._tzinfo is None:
            return None
        offset = self._tzinfo.dst(None)
        _check_offset('dst', offset)
        return offset

    def replace(self, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None):
        """The time with some fields replaced."""
        return type(self)(
            self._hour if hour is None else hour, self._minute if minute is None else minute,
            self._second if second is None else second,
            self._microsecond if microsecond is None else microsecond,
            self._tzinfo if tzinfo is True else tzinfo, fold=self._fold if fold is None else fold)

    __replace__ = replace

    def _state(self, protocol=3):
        hour = self._hour + 128 if self._fold and protocol > 3 else self._hour
        return bytes([hour, self._minute, self._second, *self._microsecond.to_bytes(3)])

    def __reduce_ex__(self, protocol):
        state = self._state(protocol)
        return self.__class__, (state,) if self._tzinfo is None else (state, self._tzinfo)

    def __reduce__(self):
        return self.__reduce_ex__(2)


time.min = time(0, 0, 0)
time.max = time(23, 59, 59, 999999)
time.resolution = timedelta(microseconds=1)


class datetime(date):
    """datetime(year, month, day[, hour[, minute[, second[, microsecond[,tzinfo]]]]])"""

    __slots__ = ('_hour', '_minute', '_second', '_microsecond', '_tzinfo', '_fold')

    def __new__(cls, year=None, month=None, day=None, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *,
                fold=0):
        if type(year) is not int and isinstance(year, (bytes, str)) and (state := _pickled(year, 10, 'datetime')):
            tzinfo = month
            if tzinfo is not None and not isinstance(tzinfo, _tzinfo_class):
                raise TypeError('bad tzinfo state arg')
            fold, month = divmod(state[2], 128)
            year, day, hour, minute, second = state[0] * 256 + state[1], state[3], state[4], state[5], state[6]
            microsecond = int.from_bytes(state[7:])
        if year is None or month is None or day is None:
            _missing_argument(year, month)
        year, month, day = _check_date(year, month, day)
        hour, minute, second, microsecond, fold = _check_time(hour, minute, second, microsecond, fold)
        if tzinfo is not None:
            _check_tzinfo(tzinfo)
        return _made(cls, year, month, day, hour, minute, second, microsecond, tzinfo, fold)

    @property
    def hour(self):
        """hour (0-23)"""
        return self._hour

    @property
    def minute(self):
        """minute (0-59)"""
        return self._minute

    @property
    def second(self):
        """second (0-59)"""
        return self._second

    @property
    def microsecond(self):
        """microsecond (0-999999)"""
        return self._microsecond

    @property
    def tzinfo(self):
        """The time zone, or None."""
        return self._tzinfo

    @property
    def fold(self):
        return self._fold

    @classmethod
    def _fromtimestamp(cls, t, utc, tz):
        if isinstance(t, float):
            if t != t:
                raise ValueError('Invalid value NaN (not a number)')
            if t - t != 0:
                raise OverflowError('timestamp out of range for platform time_t')
            whole = int(t // 1)
            us = round((t - whole) * 1e6)
            if us >= 1000000:
                whole += 1
                us -= 1000000
            t = whole
        else:
            t, us = _index(t), 0
        fields = _time.gmtime(t) if utc else _time.localtime(t)
        y, m, d, hh, mm, ss = fields[:6]
        if not MINYEAR <= y <= MAXYEAR:
            raise ValueError(f'year {y} is out of range')
        result = cls(y, m, d, hh, mm, min(ss, 59), us, tz)
        if not utc and tz is None and t >= 86400:
            # Is it the second of two equal local times?
            shift = fields.tm_gmtoff - _time.localtime(t - 86400).tm_gmtoff
            if shift < 0 and _time.localtime(t + shift)[:6] == fields[:6]:
                result._fold = 1
        return result

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        """The time of a zone, by default the local one, at so many seconds since 1970."""
        _check_tzinfo(tz)
        result = cls._fromtimestamp(timestamp, tz is not None, tz)
        return result if tz is None else tz.fromutc(result)

    @classmethod
    def utcfromtimestamp(cls, t, /):
        """The time of UTC, without a zone, at so many seconds since 1970."""
        return cls._fromtimestamp(t, True, None)

    @classmethod
    def now(cls, tz=None):
        """The time now, in a zone or locally without one."""
        return cls.fromtimestamp(_time.time(), tz)

    @classmethod
    def utcnow(cls):
        """The time of UTC now, without a zone."""
        return cls.utcfromtimestamp(_time.time())

    @classmethod
    def combine(cls, date, time, tzinfo=True):
        """A date and a time of day put together."""
        if not isinstance(date, _date):
            raise TypeError(f'combine() argument 1 must be datetime.date, not {type(date).__name__}')
        if not isinstance(time, _time_class):
            raise TypeError(f'combine() argument 2 must be datetime.time, not {type(time).__name__}')
        return cls(
            date.year, date.month, date.day, time.hour, time.minute, time.second, time.microsecond,
            time.tzinfo if tzinfo is True else tzinfo, fold=time.fold)

    @classmethod
    def fromisoformat(cls, date_string, /):
        """The date and time of a text of ISO 8601. ValueError if it is none."""
        if not isinstance(date_string, str):
            raise TypeError('fromisoformat: argument must be str')
        if len(date_string) < 7:
            raise ValueError(f'Invalid isoformat string: {date_string!r}')
        try:
            at = _date_end(date_string)
            day, clock = date_string[:at], date_string[at + 1:]
            ymd = _parse_isoformat_date(day)
            parts, zone, end_of_day = _parse_isoformat_time(clock) if clock else ([0, 0, 0, 0], None, False)
        except ValueError as error:
            if str(error).startswith(('Invalid week', 'minute, second')):
                raise
            raise ValueError(f'Invalid isoformat string: {date_string!r}') from None
        if len(date_string) == at + 1:
            raise ValueError(f'Invalid isoformat string: {date_string!r}')
        result = cls(*ymd, *parts, zone)
        return result + timedelta(days=1) if end_of_day else result

    @classmethod
    def strptime(cls, date_string, format, /):
        """The date and time of a text, read by a format."""
        import _strptime
        return _strptime._strptime_datetime_datetime(cls, date_string, format)

    def timetuple(self):
        """As the time tuple that time.mktime() takes."""
        dst = self.dst()
        return _time_tuple(
            self._year, self._month, self._day, self._hour, self._minute, self._second,
            -1 if dst is None else int(bool(dst)))

    def _mktime(self):
        """Seconds since 1970 of the local time."""
        seconds = _time.mktime((self._year, self._month, self._day, self._hour, self._minute, self._second, 0, 0, -1))
        if self._fold:
            # The later of two equal local times, if there are two.
            later = seconds + 3600
            if _time.localtime(later)[:6] == (
                    self._year, self._month, self._day, self._hour, self._minute, self._second):
                return later
        return seconds

    def timestamp(self):
        """The seconds since 1970."""
        if self._tzinfo is None:
            return self._mktime() + self._microsecond / 1e6
        return (self - _EPOCH).total_seconds()

    def utctimetuple(self):
        """The time of UTC as a time tuple."""
        offset = self.utcoffset()
        utc = self - offset if offset else self
        return _time_tuple(utc._year, utc._month, utc._day, utc._hour, utc._minute, utc._second, 0)

    def date(self):
        """The date alone."""
        return _date(self._year, self._month, self._day)

    def time(self):
        """The time of day alone, without a zone."""
        return _time_class(self._hour, self._minute, self._second, self._microsecond, fold=self._fold)

    def timetz(self):
        """The time of day alone, with the zone."""
        return _time_class(self._hour, self._minute, self._second, self._microsecond, self._tzinfo, fold=self._fold)

    def replace(self, year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None,
                tzinfo=True, *, fold=None):
        """The date and time with some fields replaced."""
        return type(self)(
            self._year if year is None else year, self._month if month is None else month,
            self._day if day is None else day, self._hour if hour is None else hour,
            self._minute if minute is None else minute, self._second if second is None else second,
            self._microsecond if microsecond is None else microsecond,
            self._tzinfo if tzinfo is True else tzinfo, fold=self._fold if fold is None else fold)

    __replace__ = replace

    def _local_timezone(self):
        if self._tzinfo is None:
            seconds = self._mktime()
        else:
            seconds = (self - _EPOCH) // timedelta(seconds=1)
        local = _time.localtime(seconds)
        return timezone(timedelta(seconds=local.tm_gmtoff), local.tm_zone)

    def astimezone(self, tz=None):
        """The same moment in another zone, by default the local one."""
        if tz is None:
            tz = self._local_timezone()
        elif not isinstance(tz, tzinfo):
            raise TypeError(
                f'astimezone() argument 1 must be datetime.tzinfo, not {type(tz).__name__}')
        mine = self._tzinfo
        if mine is None:
            mine = self._local_timezone()
            offset = mine.utcoffset(self)
        else:
            offset = mine.utcoffset(self)
            if offset is None:
                mine = self.replace(tzinfo=None)._local_timezone()
                offset = mine.utcoffset(self)
        if tz is mine:
            return self
        return tz.fromutc((self - offset).replace(tzinfo=tz))

    def ctime(self):
        """As text: Thu Feb 29 12:30:00 2024."""
        weekday = self.toordinal() % 7 or 7
        return (f'{_DAYNAMES[weekday]} {_MONTHNAMES[self._month]} {self._day:2d} '
                f'{self._hour:02d}:{self._minute:02d}:{self._second:02d} {self._year:04d}')

    def isoformat(self, sep='T', timespec='auto'):
        """As text of ISO 8601, to the precision that timespec says."""
        if not isinstance(sep, str) or len(sep) != 1:
            raise TypeError(f'isoformat() argument 1 must be a unicode character, not {type(sep).__name__}')
        if timespec == 'auto' and not self._microsecond:
            text = (f'{self._year:04d}-{self._month:02d}-{self._day:02d}{sep}'
                    f'{self._hour:02d}:{self._minute:02d}:{self._second:02d}')
        else:
            text = (f'{self._year:04d}-{self._month:02d}-{self._day:02d}{sep}'
                    + _format_time(self._hour, self._minute, self._second, self._microsecond, timespec))
        return text if self._tzinfo is None else text + _format_offset(self.utcoffset())

    def __repr__(self):
        args = [self._year, self._month, self._day, self._hour, self._minute]
        if self._microsecond:
            args += [self._second, self._microsecond]
        elif self._second:
            args.append(self._second)
        shown = ', '.join(map(str, args))
        if self._tzinfo is not None:
            shown += f', tzinfo={self._tzinfo!r}'
        if self._fold:
            shown += ', fold=1'
        return f'{_name_of(self)}({shown})'

    def __str__(self):
        return self.isoformat(sep=' ')

    def utcoffset(self):
        """How far the zone is ahead of UTC; None without a zone."""
        if self._tzinfo is None:
            return None
        offset = self._tzinfo.utcoffset(self)
        _check_offset('utcoffset', offset)
        return offset

    def tzname(self):
        """The zone's name; None without a zone."""
        if self._tzinfo is None:
            return None
        name = self._tzinfo.tzname(self)
        if name is not None and not isinstance(name, str):
            raise TypeError(f"tzinfo.tzname() must return None or a string, not '{type(name).__name__}'")
        return name

    def dst(self):
        """How far daylight saving has put the clock forward; None without a zone."""
        if self._tzinfo is None:
            return None
        offset = self._tzinfo.dst(self)
        _check_offset('dst', offset)
        return offset

    def _full_key(self):
        return (self._year, self._month, self._day, self._hour, self._minute, self._second, self._microsecond)

    def _compare(self, other, equality=False):
        """Negative, zero or positive; None if only one of the two knows its zone, or if they are asked for equality
        and one of them is a time that there are two of, or none (PEP 495)."""
        if self._tzinfo is not other._tzinfo:
            mine, others = self.utcoffset(), other.utcoffset()
            if equality and (mine != self._flipped().utcoffset() or others != other._flipped().utcoffset()):
                return None
            if mine != others:
                if mine is None or others is None:
                    return None
                difference = self - other
                return -1 if difference.days < 0 else 1 if difference else 0
        a, b = self._full_key(), other._full_key()
        return (a > b) - (a < b)

    def _flipped(self):
        return datetime(self._year, self._month, self._day, self._hour, self._minute, self._second, self._microsecond,
                        self._tzinfo, fold=not self._fold)

    def _ordered(self, other):
        order = self._compare(other)
        if order is None:
            raise TypeError("cannot compare naive and aware datetimes")
        return order

    def __eq__(self, other):
        if isinstance(other, datetime):
            return self._compare(other, True) == 0
        return NotImplemented

    def __le__(self, other):
        if isinstance(other, datetime):
            return self._ordered(other) <= 0
        return NotImplemented

    def __lt__(self, other):
        if isinstance(other, datetime):
            return self._ordered(other) < 0
        return NotImplemented

    def __ge__(self, other):
        if isinstance(other, datetime):
            return self._ordered(other) >= 0
        return NotImplemented

    def __gt__(self, other):
        if isinstance(other, datetime):
            return self._ordered(other) > 0
        return NotImplemented

    def _since_year_one(self):
        return (self.toordinal() * 86400 + self._hour * 3600 + self._minute * 60 + self._second) * 1000000 \
            + self._microsecond

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        total = self._since_year_one() + other._to_microseconds()
        seconds, us = divmod(total, 1000000)
        days, seconds = divmod(seconds, 86400)
        if not 0 < days <= _MAXORDINAL:
            raise OverflowError('result out of range')
        hour, seconds = divmod(seconds, 3600)
        minute, second = divmod(seconds, 60)
        year, month, day = _ord2ymd(days)
        if type(self) is datetime:
            return _made(datetime, year, month, day, hour, minute, second, us, self._tzinfo, 0)
        return type(self)(year, month, day, hour, minute, second, us, self._tzinfo)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + -other
        if not isinstance(other, datetime):
            return NotImplemented
        difference = timedelta._of_microseconds(self._since_year_one() - other._since_year_one())
        if self._tzinfo is other._tzinfo:
            return difference
        mine, others = self.utcoffset(), other.utcoffset()
        if mine == others:
            return difference
        if mine is None or others is None:
            raise TypeError("can't subtract offset-naive and offset-aware datetimes")
        return difference + others - mine

    def __hash__(self):
        if self._hashcode == -1:
            offset = (self.replace(fold=0) if self._fold else self).utcoffset()
            total = self._since_year_one()
            if offset is not None:
                total -= offset._to_microseconds()
            self._hashcode = hash(total)
        return self._hashcode

    def _state(self, protocol=3):
        month = self._month + 128 if self._fold and protocol > 3 else self._month
        return bytes([*divmod(self._year, 256), month, self._day, self._hour, self._minute, self._second,
                      *self._microsecond.to_bytes(3)])

    def __reduce_ex__(self, protocol):
        state = self._state(protocol)
        return self.__class__, (state,) if self._tzinfo is None else (state, self._tzinfo)

    def __reduce__(self):
        return self.__reduce_ex__(2)


def _made(cls, year, month, day, hour, minute, second, microsecond, tzinfo, fold):
    # A datetime of fields that are known to be right.
    self = object.__new__(cls)
    self._year = year
    self._month = month
    self._day = day
    self._hour = hour
    self._minute = minute
    self._second = second
    self._microsecond = microsecond
    self._tzinfo = tzinfo
    self._hashcode = -1
    self._fold = fold
    return self


def _date_end(text):
    """Where the date ends in a text of date and time."""
    if text[4:5] == '-':
        if text[5:6] == 'W':
            if len(text) > 8 and text[8] == '-':
                if len(text) == 9:
                    raise ValueError
                # Two digits are rather an hour behind a hyphen than a weekday with a digit as separator.
                return 8 if text[10:11].isdigit() else 10
            return 8
        return 10
    if text[4:5] == 'W':
        # YYYYWww, or YYYYWwwD: the digits up to the separator tell.
        at = 7
        while at < len(text) and text[at].isdigit():
            at += 1
        if at < 9:
            return at
        return 7 if at % 2 == 0 else 8
    return 8


_date = date
_time_class = time

datetime.min = datetime(1, 1, 1)
datetime.max = datetime(9999, 12, 31, 23, 59, 59, 999999)
datetime.resolution = timedelta(microseconds=1)


class timezone(tzinfo):
    """A zone that is always as far ahead of UTC."""

    __slots__ = ('_offset', '_name')

    _absent = object()

    def __new__(cls, offset, name=_absent):
        if not isinstance(offset, timedelta):
            raise TypeError('offset must be a timedelta')
        if name is cls._absent:
            if not offset:
                return cls.utc
            name = None
        elif not isinstance(name, str):
            raise TypeError('name must be a string')
        if not -timedelta(1) < offset < timedelta(1):
            raise ValueError('offset must be a timedelta strictly between -timedelta(hours=24) and '
                             f'timedelta(hours=24), not {offset!r}.')
        return cls._make(offset, name)

    @classmethod
    def _make(cls, offset, name=None):
        self = tzinfo.__new__(cls)
        self._offset = offset
        self._name = name
        return self

    def __eq__(self, other):
        if isinstance(other, timezone):
            return self._offset == other._offset
        return NotImplemented

    def __hash__(self):
        return hash(self._offset)

    def __repr__(self):
        if self is self.utc:
            return 'datetime.timezone.utc'
        if self._name is None:
            return f'{_name_of(self)}({self._offset!r})'
        return f'{_name_of(self)}({self._offset!r}, {self._name!r})'

    def __str__(self):
        return self.tzname(None)

    def utcoffset(self, dt):
        """How far the zone is ahead of UTC."""
        _check_datetime('utcoffset', dt)
        return self._offset

    def tzname(self, dt):
        """The name it was given, or one such as UTC+01:00."""
        _check_datetime('tzname', dt)
        if self._name is not None:
            return self._name
        if not self._offset:
            return 'UTC'
        return 'UTC' + _format_offset(self._offset)

    def dst(self, dt):
        """None: such a zone has no daylight saving."""
        _check_datetime('dst', dt)

    def fromutc(self, dt):
        """The time of this zone that is a given time of UTC."""
        if not isinstance(dt, datetime):
            raise TypeError('fromutc() argument must be a datetime instance or None')
        if dt.tzinfo is not self:
            raise ValueError('fromutc: dt.tzinfo is not self')
        return dt + self._offset

    def __getinitargs__(self):
        return (self._offset,) if self._name is None else (self._offset, self._name)


def _check_datetime(name, dt):
    if dt is not None and not isinstance(dt, datetime):
        raise TypeError(f'{name}(dt) argument must be a datetime instance or None, not {type(dt).__name__}')


UTC = timezone.utc = timezone._make(timedelta(0))
timezone.min = timezone._make(-timedelta(hours=23, minutes=59))
timezone.max = timezone._make(timedelta(hours=23, minutes=59))
_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
