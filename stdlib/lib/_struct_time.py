"""`time.struct_time`."""

from _collections import _struct_sequence

struct_time = _struct_sequence(
    'time.struct_time', 9,
    ('tm_year', 'tm_mon', 'tm_mday', 'tm_hour', 'tm_min', 'tm_sec', 'tm_wday', 'tm_yday', 'tm_isdst', 'tm_zone',
     'tm_gmtoff'),
    'The time value as returned by gmtime(), localtime(), and strptime().')
