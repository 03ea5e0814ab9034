"""Reading dates and times from text by a format: what `time.strptime()` and the methods of `datetime` do.

A format becomes a regular expression with a group for each directive, whose texts are then put together."""

import calendar
import locale
import os
import time
from _thread import allocate_lock as _thread_allocate_lock
from datetime import date as datetime_date, timedelta as datetime_timedelta, timezone as datetime_timezone
from re import IGNORECASE, compile as re_compile, escape as re_escape, sub as re_sub

__all__ = []


def _getlang():
    return locale.getlocale(locale.LC_TIME)


class LocaleTime:
    """The names of days, months, halves of the day and time zones, in lower case.

    f_weekday, a_weekday -- full and abbreviated names, Monday first
    f_month, a_month -- the same of months, with an empty text in front of January
    am_pm -- of the halves of the day
    LC_date_time, LC_date, LC_time, LC_time_ampm -- the formats that %c, %x, %X and %r stand for
    timezone -- two frozensets, of names of standard time and of daylight saving time
    lang, tzname, daylight -- the settings all that is made from
    """

    # time.strftime() writes these whatever the locale.
    LC_date_time = '%a %b %d %H:%M:%S %Y'
    LC_date = '%m/%d/%y'
    LC_time = '%H:%M:%S'
    LC_time_ampm = '%I:%M:%S %p'

    def __init__(self):
        self.lang = _getlang()
        self.a_weekday = [name.lower() for name in calendar.day_abbr]
        self.f_weekday = [name.lower() for name in calendar.day_name]
        self.a_month = [name.lower() for name in calendar.month_abbr]
        self.f_month = [name.lower() for name in calendar.month_name]
        self.am_pm = [time.strftime('%p', (1999, 3, 17, hour, 44, 55, 2, 76, 0)).lower() for hour in (1, 22)]
        self.tzname = time.tzname
        self.daylight = time.daylight
        summer = {self.tzname[1].lower()} if self.daylight else ()
        self.timezone = frozenset({'utc', 'gmt', self.tzname[0].lower()}), frozenset(summer)
        if _getlang() != self.lang or time.tzname != self.tzname or time.daylight != self.daylight:
            raise ValueError('the locale or the time zone changed meanwhile')

    def is_current(self):
        """Is it still what the settings say?"""
        return _getlang() == self.lang and time.tzname == self.tzname and time.daylight == self.daylight


class TimeRE(dict):
    """The regular expression of each directive, and those of formats."""

    def __init__(self, locale_time=None):
        self.locale_time = names = locale_time or LocaleTime()
        super().__init__({
            # A space may stand for the first digit, as the C library writes %c.
            'd': r'(?P<d>3[0-1]|[1-2]\d|0[1-9]|[1-9]| [1-9])',
            'f': r'(?P<f>[0-9]{1,6})',
            'H': r'(?P<H>2[0-3]|[0-1]\d|\d| \d)',
            'k': r'(?P<H>2[0-3]|[0-1]\d|\d| \d)',
            'I': r'(?P<I>1[0-2]|0[1-9]|[1-9]| [1-9])',
            'l': r'(?P<I>1[0-2]|0[1-9]|[1-9]| [1-9])',
            'G': r'(?P<G>\d\d\d\d)',
            'j': r'(?P<j>36[0-6]|3[0-5]\d|[1-2]\d\d|0[1-9]\d|00[1-9]|[1-9]\d|0[1-9]|[1-9])',
            'm': r'(?P<m>1[0-2]|0[1-9]|[1-9])',
            'M': r'(?P<M>[0-5]\d|\d)',
            'S': r'(?P<S>6[0-1]|[0-5]\d|\d)',
            'U': r'(?P<U>5[0-3]|[0-4]\d|\d)',
            'W': r'(?P<W>5[0-3]|[0-4]\d|\d)',
            'w': r'(?P<w>[0-6])',
            'u': r'(?P<u>[1-7])',
            'V': r'(?P<V>5[0-3]|0[1-9]|[1-4]\d|\d)',
            'y': r'(?P<y>\d\d)',
            'Y': r'(?P<Y>\d\d\d\d)',
            'z': r'(?P<z>[+-]\d\d:?[0-5]\d(:?[0-5]\d(\.\d{1,6})?)?|(?-i:Z))',
            'A': self._any_of(names.f_weekday, 'A'),
            'a': self._any_of(names.a_weekday, 'a'),
            'B': self._any_of(names.f_month[1:], 'B'),
            'b': self._any_of(names.a_month[1:], 'b'),
            'p': self._any_of(names.am_pm, 'p'),
            'Z': self._any_of((name for group in names.timezone for name in group), 'Z'),
            '%': '%',
        })
        # Digits of other systems: no locale has such here, so there are none to match.
        for directive in 'dmwyCHIMSe':
            self['O' + directive] = ''
        self['e'] = self['d']
        self['P'] = self['Op'] = self['p']
        self['T'] = self.pattern('%H:%M:%S')
        self['R'] = self.pattern('%H:%M')
        self['r'] = self.pattern(names.LC_time_ampm)
        self['X'] = self.pattern(names.LC_time)
        self['x'] = self.pattern(names.LC_date)
        self['c'] = self.pattern(names.LC_date_time)

    @staticmethod
    def _any_of(names, directive):
        # Longer names first: others may be the beginnings of them. Without names there is nothing to match.
        names = sorted(filter(None, names), key=len, reverse=True)
        return f"(?P<{directive}>{'|'.join(map(re_escape, names))})" if names else ''

    def pattern(self, format):
        """The regular expression of a format, as text. KeyError with a directive that there is not."""
        format = re_sub(r'([\\.^$*+?\(\){}\[\]|])', r'\\\1', format)
        format = re_sub(r'\s+', r'\\s+', format)
        has_day = has_year = False

        def expression(found):
            nonlocal has_day, has_year
            directive = found[1]
            if directive in ('Y', 'y', 'G'):
                has_year = True
            elif directive == 'd':
                has_day = True
            return self[directive]

        # What may stand in front of a directive says how it would be written, not what may be read.
        format = re_sub(r'%[-_0#]*([OE]?\\?.?)', expression, format)
        if has_day and not has_year:
            import warnings
            warnings.warn(
                'Parsing dates involving a day of month without a year specified is ambiguous\n'
                'and fails to parse leap day. The default behavior will change in Python 3.15\n'
                'to either always raise an exception or to use a different default year (TBD).\n'
                'To avoid trouble, add a specific year to the input & format.\n'
                'See https://github.com/python/cpython/issues/70647.',
                DeprecationWarning, skip_file_prefixes=(os.path.dirname(__file__),))
        return format

    def compile(self, format):
        """The regular expression of a format."""
        return re_compile(self.pattern(format), IGNORECASE)


_cache_lock = _thread_allocate_lock()
# No change may be made to either without the lock.
_TimeRE_cache = TimeRE()
_CACHE_MAX_SIZE = 5
_regex_cache = {}


def _calc_julian_from_U_or_W(year, week_of_year, day_of_week, week_starts_Mon):
    """The day of the year of a week's day; Monday is 0. Before the first such day of the week there is the week 0."""
    first = datetime_date(year, 1, 1).weekday()
    if not week_starts_Mon:
        first = (first + 1) % 7
        day_of_week = (day_of_week + 1) % 7
    if week_of_year == 0:
        return 1 + day_of_week - first
    return 1 + (7 - first) % 7 + 7 * (week_of_year - 1) + day_of_week


def _expression_of(format):
    # The compiled expression, and the names that it was made of.
    global _TimeRE_cache
    with _cache_lock:
        if not _TimeRE_cache.locale_time.is_current():
            _TimeRE_cache = TimeRE()
            _regex_cache.clear()
        expression = _regex_cache.get(format)
        if expression is None:
            if len(_regex_cache) > _CACHE_MAX_SIZE:
                _regex_cache.clear()
            try:
                expression = _TimeRE_cache.compile(format)
            except KeyError as error:
                directive = error.args[0]
                # White space and what is special in regular expressions have been rewritten.
                if directive in ('', '\\s'):
                    raise ValueError(f"stray % in format '{format}'") from None
                directive = directive.replace('\\', '', 1)
                raise ValueError(f"'{directive}' is a bad directive in format '{format}'") from None
            _regex_cache[format] = expression
        return expression, _TimeRE_cache.locale_time


def _offset_of(text):
    # Seconds and microseconds of +hhmm[ss[.ffffff]], with colons or without.
    if text == 'Z':
        return 0, 0
    digits = text
    if digits[3] == ':':
        digits = digits[:3] + digits[4:]
        if len(digits) > 5:
            if digits[5] != ':':
                raise ValueError(f'Inconsistent use of : in {text}')
            digits = digits[:5] + digits[6:]
    seconds = int(digits[1:3]) * 3600 + int(digits[3:5]) * 60 + int(digits[5:7] or 0)
    fraction = int(digits[8:].ljust(6, '0'))
    return (-seconds, -fraction) if digits[0] == '-' else (seconds, fraction)


def _is_summer(name, names):
    # What tm_isdst is to say of a zone's name.
    for is_summer, group in enumerate(names.timezone):
        if name in group:
            ambiguous = time.tzname[0] == time.tzname[1] and time.daylight and name not in ('utc', 'gmt')
            return -1 if ambiguous else is_summer
    return -1


def _check_weeks(year, iso_year, iso_week, weekday, julian):
    days = "a weekday directive ('%A', '%a', '%w', or '%u')."
    if iso_year is not None:
        if julian is not None:
            raise ValueError("Day of the year directive '%j' is not compatible with ISO year directive '%G'. Use '%Y' "
                             'instead.')
        if iso_week is None or weekday is None:
            raise ValueError(f"ISO year directive '%G' must be used with the ISO week directive '%V' and {days}")
    elif iso_week is not None:
        if year is None or weekday is None:
            raise ValueError(f"ISO week directive '%V' must be used with the ISO year directive '%G' and {days}")
        raise ValueError("ISO week directive '%V' is incompatible with the year directive '%Y'. Use the ISO year '%G' "
                         'instead.')


def _strptime(data_string, format='%a %b %d %H:%M:%S %Y'):
    """The items of a struct_time, hidden ones included, microseconds, and microseconds of the offset from UTC."""
    for index, arg in enumerate((data_string, format)):
        if not isinstance(arg, str):
            raise TypeError(f'strptime() argument {index} must be str, not {type(arg)}')
    expression, names = _expression_of(format)
    match = expression.match(data_string)
    if not match:
        raise ValueError(f'time data {data_string!r} does not match format {format!r}')
    if len(data_string) != match.end():
        raise ValueError(f'unconverted data remains: {data_string[match.end():]}')

    found = match.groupdict()
    get = found.get
    year = iso_year = iso_week = weekday = julian = offset = None
    month = day = 1
    hour = minute = second = fraction = offset_fraction = 0
    dst = -1
    if 'Y' in found:
        year = int(found['Y'])
    elif 'y' in found:
        # As POSIX has it: 69 to 99 are of the last century.
        year = int(found['y'])
        year += 2000 if year <= 68 else 1900
    if 'G' in found:
        iso_year = int(found['G'])
    if 'm' in found:
        month = int(found['m'])
    elif 'B' in found:
        month = names.f_month.index(found['B'].lower())
    elif 'b' in found:
        month = names.a_month.index(found['b'].lower())
    if 'd' in found:
        day = int(found['d'])
    if 'H' in found:
        hour = int(found['H'])
    elif 'I' in found:
        # Without a half of the day it is the first one.
        hour = int(found['I']) % 12
        if get('p', '').lower() == names.am_pm[1]:
            hour += 12
    if 'M' in found:
        minute = int(found['M'])
    if 'S' in found:
        second = int(found['S'])
    if 'f' in found:
        fraction = int(found['f'].ljust(6, '0'))
    if 'A' in found:
        weekday = names.f_weekday.index(found['A'].lower())
    elif 'a' in found:
        weekday = names.a_weekday.index(found['a'].lower())
    elif 'w' in found:
        weekday = (int(found['w']) - 1) % 7
    elif 'u' in found:
        weekday = int(found['u']) - 1
    if 'j' in found:
        julian = int(found['j'])
    if 'V' in found:
        iso_week = int(found['V'])
    if get('z'):
        offset, offset_fraction = _offset_of(found['z'])
    if 'Z' in found:
        dst = _is_summer(found['Z'].lower(), names)
    _check_weeks(year, iso_year, iso_week, weekday, julian)

    # Without a year it is 1900; but February 29 is a day, so it is looked at in a leap year.
    is_leap_day = year is None and month == 2 and day == 29
    if year is None:
        year = 1904 if is_leap_day else 1900
    if julian is None and weekday is not None:
        if 'U' in found or 'W' in found:
            monday_first = 'W' in found
            week = int(found['W' if monday_first else 'U'])
            julian = _calc_julian_from_U_or_W(year, week, weekday, monday_first)
        elif iso_year is not None and iso_week is not None:
            of_week = datetime_date.fromisocalendar(iso_year, iso_week, weekday + 1)
            year, month, day = of_week.year, of_week.month, of_week.day
        if julian is not None and julian <= 0:
            year -= 1
            julian += 366 if calendar.isleap(year) else 365
    if julian is None:
        # As a difference, so that a day that is in no year is an error.
        julian = datetime_date(year, month, day).toordinal() - datetime_date(year, 1, 1).toordinal() + 1
    else:
        of_year = datetime_date.fromordinal(julian - 1 + datetime_date(year, 1, 1).toordinal())
        year, month, day = of_year.year, of_year.month, of_year.day
    if weekday is None:
        weekday = datetime_date(year, month, day).weekday()
    if is_leap_day:
        year = 1900
    return ((year, month, day, hour, minute, second, weekday, julian, dst, get('Z'), offset), fraction,
            offset_fraction)


def _strptime_time(data_string, format='%a %b %d %H:%M:%S %Y'):
    """A struct_time of a text."""
    return time.struct_time(_strptime(data_string, format)[0])


def _zone_of(items, offset_fraction):
    # The arguments that a class is given for the zone.
    name, offset = items[-2:]
    if offset is None:
        return ()
    delta = datetime_timedelta(seconds=offset, microseconds=offset_fraction)
    return (datetime_timezone(delta, name) if name else datetime_timezone(delta),)


def _strptime_datetime_date(cls, data_string, format='%a %b %d %Y'):
    """A date of a class, of a text."""
    return cls(*_strptime(data_string, format)[0][:3])


def _strptime_datetime_time(cls, data_string, format='%H:%M:%S'):
    """A time of a class, of a text."""
    items, fraction, offset_fraction = _strptime(data_string, format)
    return cls(*items[3:6], fraction, *_zone_of(items, offset_fraction))


def _strptime_datetime_datetime(cls, data_string, format='%a %b %d %H:%M:%S %Y'):
    """A datetime of a class, of a text."""
    items, fraction, offset_fraction = _strptime(data_string, format)
    return cls(*items[:6], fraction, *_zone_of(items, offset_fraction))
