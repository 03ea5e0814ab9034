# oracle: 3.14
# Texts read by formats: time.strptime(), datetime.strptime() and the module below both.
import _strptime
import datetime
import time
import warnings

warnings.simplefilter('ignore', DeprecationWarning)
for text, format in [
    ('x', '%Y'), ('2020x', '%Y'), ('2020', '%Q'), ('2020', '%'),
    ('2020', '%Y%'), ('', '%E'), ('20', '%Ey'), ('111', '%m%d'),
    ('101', '%m%d'), ('110', '%m%d'), ('1231', '%m%d'), ('12 31', '%m %d'),
    ('12   31', '%m %d'), ('1231', '%m %d'), ('Mon', '%a'), ('monday', '%A'),
    ('Monday', '%a'), ('MAY', '%b'), ('may', '%B'), ('29', '%d'),
    ('29 2020', '%d %Y'), ('366 2020', '%j %Y'), ('366 2021', '%j %Y'), ('60', '%j'),
    ('2020 10 1', '%Y %U %w'), ('2020 10 1', '%Y %W %w'), ('2020 10', '%Y %W'), ('2020 0 1', '%Y %U %w'),
    ('2020 53 6', '%Y %U %w'), ('2020 0 1', '%Y %W %u'), ('2020 53 1', '%G %V %u'), ('2021 53 1', '%G %V %u'),
    ('2020 53', '%G %V'), ('2020', '%G'), ('53', '%V'), ('2020 53 1', '%Y %V %u'),
    ('2020 100 5', '%G %j %u'), ('2020 1', '%G %j'), ('12 PM', '%I %p'), ('12 AM', '%I %p'),
    ('3 pm', '%I %p'), ('12', '%I'), ('62', '%S'), ('68', '%y'),
    ('69', '%y'), ('1', '%y'), ('+0130', '%z'), ('+01:30', '%z'),
    ('+013045', '%z'), ('+01:30:45', '%z'), ('+01:3045', '%z'), ('+01:30:45.123', '%z'),
    ('Z', '%z'), ('z', '%z'), ('-0000', '%z'), ('+99:99', '%z'),
    ('', '%z'), ('-00:00:01', '%z'), ('+0130.5', '%z'), ('UTC', '%Z'),
    ('GMT', '%Z'), ('gmt', '%Z'), ('', '%Z'), ('utc+0100', '%Z%z'),
    ('UTC +0100', '%Z %z'), ('.5', '.%f'), ('.1234567', '.%f'), ('Thu Feb 29 12:30:00 2024', '%c'),
    ('02/29/24', '%x'), ('12:30:00', '%X'), ('100%', '%j%%'), ('a.b', 'a.b'),
    ('axb', 'a.b'), ('a  b', 'a b'), ('ab', 'a b'), ('a\tb', 'a b'),
    (' 5', '%d'), ('  5', '%d'), ('05', '%H'), ('5', '%k'),
    ('2020-01-01', '%F'), ('01/01/20', '%D'), ('10', '%C'), ('x', '%n'),
    ('2020', '%Y '), ('2020 ', '%Y'), ('2020\n', '%Y'), ('0', '%j'),
    ('00', '%d'), ('00', '%m'), ('0', '%w'), ('7', '%w'),
    ('0', '%u'), ('24', '%H'), ('10', '%-d'), ('noon', 'NOON'),
    ("it's", '%Y'), ('2 March 0001', '%d %B %Y'), ('31 December 9999', '%d %B %Y'), ('2020 Mon', '%Y %a'),
    ('Sun 2020 1', '%A %Y %U'), ('2020-366', '%Y-%j')
]:
    for read in (time.strptime, datetime.datetime.strptime):
        try:
            print(repr(text), repr(format), repr(read(text, format)))
        except ValueError as error:
            print(repr(text), repr(format), error, error.__cause__, error.__suppress_context__)
for arguments in ((1, '%Y'), ('x', 1), (b'x', '%Y'), (None, '%Y')):
    for read in (time.strptime, datetime.datetime.strptime, _strptime._strptime, _strptime._strptime_time):
        try:
            print(read(*arguments))
        except TypeError as error:
            print(error)
print(time.strptime('Thu Feb 29 12:30:00 2024'))
print(_strptime._strptime('2020', '%Y'), _strptime._strptime('2020 UTC +0130', '%Y %Z %z'))
print(_strptime._calc_julian_from_U_or_W(2020, 10, 1, True), _strptime._calc_julian_from_U_or_W(2020, 0, 3, False))
names = _strptime.LocaleTime()
print(names.f_weekday, names.a_weekday, names.f_month, names.a_month, names.am_pm, names.LC_date_time, names.LC_date, names.LC_time)
expressions = _strptime.TimeRE()
print(expressions.pattern('%d %m %Y'), expressions.compile('%Y-%m').pattern, expressions.compile('%Y').flags)
print(expressions.pattern('a.b+c\\ d'), expressions.pattern('%A|%b|%p|%j|%z|%c|%x|%X'))
try:
    expressions.pattern('%Q')
except KeyError as error:
    print(repr(error))
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter('always')
    time.strptime('5 June', '%d %B')
print([(warning.category.__name__, str(warning.message).splitlines()[0], warning.filename == __file__) for warning in caught])
