"""Conventions of languages and countries. Rondo knows one locale, C, with texts in UTF-8."""

__all__ = [
    'getlocale', 'getdefaultlocale', 'getpreferredencoding', 'Error', 'setlocale', 'localeconv', 'strcoll', 'strxfrm',
    'str', 'atof', 'atoi', 'format_string', 'currency', 'normalize', 'LC_CTYPE', 'LC_COLLATE', 'LC_MESSAGES', 'LC_TIME',
    'LC_MONETARY', 'LC_NUMERIC', 'LC_ALL', 'CHAR_MAX', 'getencoding', 'delocalize', 'localize', 'nl_langinfo', 'CODESET']

LC_CTYPE, LC_NUMERIC, LC_TIME, LC_COLLATE, LC_MONETARY, LC_MESSAGES, LC_ALL = range(7)
CHAR_MAX = 127
# The keys of `nl_langinfo`, by the numbers of the C library.
CODESET = 14
RADIXCHAR, THOUSEP = 0x10000, 0x10001
ABDAY_1, ABDAY_2, ABDAY_3, ABDAY_4, ABDAY_5, ABDAY_6, ABDAY_7 = range(0x20000, 0x20007)
DAY_1, DAY_2, DAY_3, DAY_4, DAY_5, DAY_6, DAY_7 = range(0x20007, 0x2000e)
(ABMON_1, ABMON_2, ABMON_3, ABMON_4, ABMON_5, ABMON_6, ABMON_7, ABMON_8, ABMON_9, ABMON_10, ABMON_11,
 ABMON_12) = range(0x2000e, 0x2001a)
(MON_1, MON_2, MON_3, MON_4, MON_5, MON_6, MON_7, MON_8, MON_9, MON_10, MON_11, MON_12) = range(0x2001a, 0x20026)
AM_STR, PM_STR, D_T_FMT, D_FMT, T_FMT, T_FMT_AMPM, ERA = range(0x20026, 0x2002d)
ERA_D_FMT, ALT_DIGITS, ERA_D_T_FMT, ERA_T_FMT = range(0x2002e, 0x20032)
CRNCYSTR = 0x4000f
YESEXPR, NOEXPR = 0x50000, 0x50001

_DAYS = ('Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday')
_MONTHS = ('January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November',
           'December')
_INFORMATION = {
    CODESET: 'UTF-8', RADIXCHAR: '.', THOUSEP: '', AM_STR: 'AM', PM_STR: 'PM', D_T_FMT: '%a %b %e %H:%M:%S %Y',
    D_FMT: '%m/%d/%y', T_FMT: '%H:%M:%S', T_FMT_AMPM: '%I:%M:%S %p', ERA: '', ERA_D_FMT: '', ALT_DIGITS: '',
    ERA_D_T_FMT: '', ERA_T_FMT: '', CRNCYSTR: '-', YESEXPR: '^[yY]', NOEXPR: '^[nN]'}
for _key, _names in ((ABDAY_1, _DAYS), (ABMON_1, _MONTHS)):
    for _number, _name in enumerate(_names):
        _INFORMATION[_key + _number] = _name[:3]
        _INFORMATION[_key + len(_names) + _number] = _name
del _key, _names, _number, _name

_str = str


class Error(Exception):
    """The locale is not supported."""


Error.__module__ = 'locale'


def localeconv():
    """How numbers and amounts of money are written."""
    numbers = dict.fromkeys(
        ('int_frac_digits', 'p_cs_precedes', 'p_sep_by_space', 'n_cs_precedes', 'n_sep_by_space', 'p_sign_posn',
         'n_sign_posn', 'frac_digits'), CHAR_MAX)
    texts = dict.fromkeys(
        ('int_curr_symbol', 'currency_symbol', 'mon_decimal_point', 'mon_thousands_sep', 'positive_sign',
         'negative_sign', 'thousands_sep'), '')
    return {'decimal_point': '.', 'grouping': [], 'mon_grouping': [], **texts, **numbers}


def setlocale(category, locale=None):
    """Sets a locale, and returns the name of the one that holds: C."""
    if not isinstance(category, int):
        raise TypeError(f'{type(category).__name__!r} object cannot be interpreted as an integer')
    if not 0 <= category <= 6:
        raise Error('invalid locale category')
    if locale and not isinstance(locale, _str):
        locale = '.'.join(part for part in locale if part) or 'C'
    if locale not in (None, '', 'C', 'POSIX', 'C.UTF-8', 'C.utf8'):
        raise Error('unsupported locale setting')
    return 'C'


def getlocale(category=LC_CTYPE):
    """The language code and the encoding of a locale."""
    if category == LC_ALL:
        raise TypeError('category LC_ALL is not supported')
    return (None, None) if category != LC_CTYPE else ('C', 'UTF-8')


def getdefaultlocale(envvars=('LC_ALL', 'LC_CTYPE', 'LANG', 'LANGUAGE')):
    """The locale that the environment asks for."""
    import os
    for name in envvars:
        if value := os.environ.get(name):
            language, _, encoding = value.partition('.')
            return (None if language in ('C', 'POSIX') else language), encoding or None
    return None, None


def getencoding():
    """The encoding of the locale."""
    return 'utf-8'


def getpreferredencoding(do_setlocale=True):
    """The encoding of texts."""
    return 'utf-8'


def nl_langinfo(key, /):
    """A piece of information about the locale."""
    try:
        return _INFORMATION[key]
    except KeyError:
        raise ValueError('unsupported langinfo constant') from None


def normalize(localename):
    """The full name of a locale."""
    if localename in ('C', 'POSIX', 'c', 'posix', ''):
        return 'C' if localename else localename
    return localename


def strcoll(os1, os2, /):
    """Compares two texts in the order of the locale."""
    return (os1 > os2) - (os1 < os2)


def strxfrm(string, /):
    """A text whose plain order is that of the locale."""
    return string


def format_string(f, val, grouping=False, monetary=False):
    """Formats as the operator % does, with the locale's marks."""
    return f % val


def currency(val, symbol=True, grouping=False, international=False):
    """An amount of money: the locale C knows no currency."""
    raise ValueError('Currency formatting is not possible using the \'C\' locale.')


def str(val):
    """A float as text, with the locale's decimal point."""
    return '%.12g' % val


def delocalize(string):
    """A number's text of the locale as Python reads it."""
    return string


def localize(string, grouping=False, monetary=False):
    """A number's text as the locale writes it."""
    return string


def atof(string, func=float):
    """The float of a text of the locale."""
    return func(delocalize(string))


def atoi(string):
    """The integer of a text of the locale."""
    return int(delocalize(string))
