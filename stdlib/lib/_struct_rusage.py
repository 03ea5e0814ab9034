"""`resource.struct_rusage`."""

from _collections import _struct_sequence

struct_rusage = _struct_sequence(
    'resource.struct_rusage', 16,
    ('ru_utime', 'ru_stime', 'ru_maxrss', 'ru_ixrss', 'ru_idrss', 'ru_isrss', 'ru_minflt', 'ru_majflt', 'ru_nswap',
     'ru_inblock', 'ru_oublock', 'ru_msgsnd', 'ru_msgrcv', 'ru_nsignals', 'ru_nvcsw', 'ru_nivcsw'),
    'What a process has used of the system.')
