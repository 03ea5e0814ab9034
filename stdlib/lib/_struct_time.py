"""`time.struct_time`."""

from _collections import _tuplegetter

_NAMES = ('tm_year', 'tm_mon', 'tm_mday', 'tm_hour', 'tm_min', 'tm_sec', 'tm_wday', 'tm_yday', 'tm_isdst')


class struct_time(tuple):
    """The time value as returned by gmtime(), localtime(), and strptime()."""

    tm_zone = tm_gmtoff = None
    n_fields = 11
    n_sequence_fields = 9
    n_unnamed_fields = 0
    __match_args__ = _NAMES

    def __new__(cls, sequence, /):
        items = tuple(sequence)
        if len(items) < 9:
            raise TypeError(f'time.struct_time() takes an at least 9-sequence ({len(items)}-sequence given)')
        if len(items) > 11:
            raise TypeError(f'time.struct_time() takes an at most 11-sequence ({len(items)}-sequence given)')
        self = tuple.__new__(cls, items[:9])
        if len(items) > 9:
            self.__dict__['tm_zone'] = items[9]
        if len(items) > 10:
            self.__dict__['tm_gmtoff'] = items[10]
        return self

    def __repr__(self):
        return 'time.struct_time(' + ', '.join([f'{n}={v!r}' for n, v in zip(_NAMES, self)]) + ')'

    def __setattr__(self, name, value):
        if hasattr(self, name):
            raise AttributeError('readonly attribute')
        raise AttributeError(f"'time.struct_time' object has no attribute {name!r}")

    def __reduce__(self):
        return struct_time, (tuple(self) + (self.tm_zone, self.tm_gmtoff),)


struct_time.__module__ = 'time'
for _index, _name in enumerate(_NAMES):
    setattr(struct_time, _name, _tuplegetter(_index, None))
