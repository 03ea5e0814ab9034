# datetime, date, time, timedelta.
from datetime import datetime, date, time, timedelta, timezone
import datetime as module
d = datetime(2024, 2, 29, 13, 5, 9, 123456)
print(d, repr(d), d.year, d.month, d.day, d.hour, d.minute, d.second, d.microsecond, d.date(), d.time(), d.weekday(),
    d.isoweekday(), d.isoformat(), d.isoformat(" ", "seconds"), d.strftime("%d/%m/%y %H:%M:%S.%f"))
delta = timedelta(days=1, hours=2, minutes=3, seconds=4, milliseconds=5)
print(delta, repr(delta), delta.days, delta.seconds, delta.microseconds, delta.total_seconds(), -delta, delta * 2,
    delta / 2, delta // timedelta(hours=1), abs(-delta), timedelta(), timedelta(seconds=-1), bool(timedelta()))
print(d + delta, d - delta, datetime(2024, 3, 1) - datetime(2024, 2, 1), d.replace(year=2025, day=1), d < d + delta,
    max(d, d - delta), d == datetime(2024, 2, 29, 13, 5, 9, 123456))
print(date(2024, 1, 31), date(2024, 12, 25) - date(2024, 1, 1), date(2024, 2, 28) + timedelta(days=2),
    date.fromisoformat("2024-05-06"), datetime.fromisoformat("2024-05-06T07:08:09"), date(2024, 1, 1).toordinal(),
    date.fromordinal(738886), date(2024, 1, 1).timetuple().tm_yday, date(2024, 12, 30).isocalendar())
print(datetime.strptime("01/02/2024 03:04", "%d/%m/%Y %H:%M"), time(1, 2, 3), time(23, 59).isoformat(), datetime.min,
    datetime.max, date.min, timedelta.max)
u = datetime(2024, 1, 1, tzinfo=timezone.utc)
print(u, u.isoformat(), u.timestamp(), datetime.fromtimestamp(0, timezone.utc), timezone.utc,
    timezone(timedelta(hours=5, minutes=30)), u.astimezone(timezone(timedelta(hours=-8))), u.tzinfo, u.utcoffset(),
    datetime.fromtimestamp(1700000000.5, timezone.utc))
now = datetime.now()
print(type(now).__name__, now.year >= 2024, now <= datetime.now(), date.today() >= now.date(),
    datetime.now(timezone.utc).tzinfo, isinstance(now, date), module.datetime is datetime, f"{d:%Y/%m/%d}",
    f"{date(2024, 1, 2):%b}")
for f in (lambda: d - u, lambda: d < u, lambda: d + 5, lambda: datetime.strptime("x", "%Y"),
    lambda: date.fromisoformat("nope"), lambda: timedelta(days=10 ** 10), lambda: datetime()):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", e)

# Sums and comparisons of naive and aware moments.
moments = [module.datetime(2024, 2, 29, 1, 2, 3, 4), module.datetime(1, 1, 1), module.datetime.max,
           module.datetime(2024, 10, 27, 2, 30, fold=1), module.datetime(2024, 1, 31, 5, tzinfo=module.timezone.utc),
           module.datetime(2024, 1, 31, 7, tzinfo=module.timezone(module.timedelta(hours=2)))]
spans = [module.timedelta(1), module.timedelta(-1, 5, 7), module.timedelta(hours=5, minutes=-61, milliseconds=1500),
         module.timedelta(weeks=2, microseconds=-1), module.timedelta(days=1.5), module.timedelta(days=True)]
for one in moments:
    for other in spans + moments:
        for operation in ('__add__', '__sub__', '__lt__', '__eq__', '__ge__'):
            try:
                print(getattr(one, operation)(other), end=' ')
            except Exception as error:
                print(type(error).__name__, error, end=' ')
    print([one.isoformat(' ', precision) for precision in ('auto', 'hours', 'milliseconds', 'microseconds')])
for arguments in [(2024, 2, 30), (2024, 13, 1), (0, 1, 1), (2024, 4, 31), (2024, 1.5, 1), (True, True, True), (2024, 1, 1, 24),
                  (2024, 1, 1, 1, 60), (2024, 1, 1, 1, 1, -1), (2024, 1, 1, 1.0), (2024, 1, 1, True)]:
    try:
        print(module.datetime(*arguments))
    except Exception as error:
        print(type(error).__name__)
for parts in [{'days': 10**9}, {'days': -10**9}, {'days': 2**31}, {'days': 'x'}, {'seconds': 86400 * 3 + 5, 'microseconds': -10}]:
    try:
        print(module.timedelta(**parts))
    except Exception as error:
        print(type(error).__name__, error)
print([f'{n:02d} {n:05d}' for n in (0, 7, 123456, -5, True)], f'{2 ** 70:03d}')
