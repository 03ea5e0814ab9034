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


# What programs put into `localeconv`, to see how numbers of other locales look.
_override_localeconv = {}


def localeconv():
    """How numbers and amounts of money are written."""
    numbers = dict.fromkeys(
        ('int_frac_digits', 'p_cs_precedes', 'p_sep_by_space', 'n_cs_precedes', 'n_sep_by_space', 'p_sign_posn',
         'n_sign_posn', 'frac_digits'), CHAR_MAX)
    texts = dict.fromkeys(
        ('int_curr_symbol', 'currency_symbol', 'mon_decimal_point', 'mon_thousands_sep', 'positive_sign',
         'negative_sign', 'thousands_sep'), '')
    return {'decimal_point': '.', 'grouping': [], 'mon_grouping': [], **texts, **numbers, **_override_localeconv}


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


def _grouping_intervals(grouping):
    """How many digits go into each group, from the right; the last number is repeated if 0 follows."""
    last = None
    for interval in grouping:
        if interval == CHAR_MAX:
            return
        if interval == 0:
            if last is None:
                raise ValueError('invalid grouping')
            while True:
                yield last
        yield interval
        last = interval


def _group(digits, monetary=False):
    """The digits in groups, with what is around them, and how many characters that has added."""
    conv = localeconv()
    separator = conv['mon_thousands_sep' if monetary else 'thousands_sep']
    grouping = conv['mon_grouping' if monetary else 'grouping']
    if not grouping:
        return digits, 0
    rest = digits.rstrip(' ')
    after = digits[len(rest):]
    groups = []
    for interval in _grouping_intervals(grouping):
        if not rest or rest[-1] not in '0123456789':
            # What is left is padding and a sign.
            before, rest = rest, ''
            break
        groups.insert(0, rest[-interval:])
        rest = rest[:-interval]
    else:
        before = ''
        if rest:
            groups.insert(0, rest)
    return before + separator.join(groups) + after, len(separator) * (len(groups) - 1)


def _strip_padding(text, amount):
    """The text without up to so many spaces, first of those on the left, then of those on the right."""
    left = min(amount, len(text) - len(text.lstrip(' ')))
    text = text[left:]
    right = min(amount - left, len(text) - len(text.rstrip(' ')))
    return text[:len(text) - right]


def localize(string, grouping=False, monetary=False):
    """A number's text as the locale writes it."""
    whole, point, fraction = string.partition('.')
    added = 0
    if grouping:
        whole, added = _group(whole, monetary)
    if point:
        whole += localeconv()['mon_decimal_point' if monetary else 'decimal_point'] + fraction
    return _strip_padding(whole, added) if added else whole


_localize = localize


def _format(percent, value, grouping=False, monetary=False, *additional):
    """One value formatted by one specifier; `additional` are those of its asterisks."""
    text = percent % ((*additional, value) if additional else value)
    return localize(text, grouping, monetary) if percent[-1] in 'eEfFgGdiu' else text


def format_string(f, val, grouping=False, monetary=False):
    """Formats as the operator % does, with the locale's marks."""
    import re
    from collections.abc import Mapping
    specifiers = re.compile(r'%(?:\(.*?\))?(?P<modifiers>[-#0-9 +*.hlL]*?)[eEfFgGdiouxXcrs%]', re.DOTALL)
    shown = []
    if isinstance(val, Mapping):
        for found in specifiers.finditer(f):
            specifier = found.group()
            shown.append('%' if specifier[-1] == '%' else _format(specifier, val, grouping, monetary))
    else:
        values = val if isinstance(val, tuple) else (val,)
        at = 0
        for found in specifiers.finditer(f):
            if found.group() == '%%':
                shown.append('%')
                continue
            stars = found['modifiers'].count('*')
            value, given = values[at + stars], values[at:at + stars]
            shown.append(_format(found.group(), value, grouping, monetary, *given))
            at += stars + 1
    return specifiers.sub('%s', f) % tuple(shown)


def currency(val, symbol=True, grouping=False, international=False):
    """An amount of money: the locale C knows no currency."""
    conv = localeconv()
    digits = conv['int_frac_digits' if international else 'frac_digits']
    if digits == CHAR_MAX:
        raise ValueError('Currency formatting is not possible using the \'C\' locale.')
    kind = 'n' if val < 0 else 'p'
    number = localize(f'{abs(val):.{digits}f}', grouping, monetary=True)
    before = after = ''
    if symbol:
        mark = conv['int_curr_symbol' if international else 'currency_symbol']
        space = ' ' if conv[f'{kind}_sep_by_space'] else ''
        if conv[f'{kind}_cs_precedes']:
            before = mark + space
        else:
            after = space + (mark.removesuffix(' ') if international else mark)
    sign = conv['negative_sign' if val < 0 else 'positive_sign']
    match conv[f'{kind}_sign_posn']:
        case 0:
            return f'({before}{number}{after})'
        case 2:
            return before + number + after + sign
        case 3:
            return before + sign + number + after
        case 4:
            return before + number + sign + after
    return sign + before + number + after


def str(val):
    """A float as text, with the locale's decimal point."""
    return _format('%.12g', val)


def delocalize(string):
    """A number's text of the locale as Python reads it."""
    conv = localeconv()
    if conv['thousands_sep']:
        string = string.replace(conv['thousands_sep'], '')
    if conv['decimal_point']:
        string = string.replace(conv['decimal_point'], '.')
    return string


def atof(string, func=float):
    """The float of a text of the locale."""
    return func(delocalize(string))


def atoi(string):
    """The integer of a text of the locale."""
    return int(delocalize(string))
