"""`resource.struct_rusage`."""

from _collections import _tuplegetter

_NAMES = (
    'ru_utime', 'ru_stime', 'ru_maxrss', 'ru_ixrss', 'ru_idrss', 'ru_isrss', 'ru_minflt', 'ru_majflt', 'ru_nswap',
    'ru_inblock', 'ru_oublock', 'ru_msgsnd', 'ru_msgrcv', 'ru_nsignals', 'ru_nvcsw', 'ru_nivcsw')


class struct_rusage(tuple):
    """What a process has used of the system."""

    n_fields = n_sequence_fields = len(_NAMES)
    n_unnamed_fields = 0
    __match_args__ = _NAMES

    def __new__(cls, sequence, /):
        items = tuple(sequence)
        if len(items) != len(_NAMES):
            raise TypeError(f'resource.struct_rusage() takes a 16-sequence ({len(items)}-sequence given)')
        return tuple.__new__(cls, items)

    def __repr__(self):
        return 'resource.struct_rusage(' + ', '.join([f'{n}={v!r}' for n, v in zip(_NAMES, self)]) + ')'

    def __setattr__(self, name, value):
        if hasattr(self, name):
            raise AttributeError('readonly attribute')
        raise AttributeError(f"'resource.struct_rusage' object has no attribute {name!r}")

    def __reduce__(self):
        return struct_rusage, (tuple(self),)


for index, name in enumerate(_NAMES):
    setattr(struct_rusage, name, _tuplegetter(index, None))
struct_rusage.__module__ = 'resource'
