# datetime and its version in the language agree.
import _datetime
import _pydatetime
import random

choose = random.Random(5)
dates = [(choose.randint(1, 9999), choose.randint(1, 12), choose.randint(1, 28)) for _ in range(40)]
clocks = [(choose.randint(0, 23), choose.randint(0, 59), choose.randint(0, 59), choose.choice([0, 5, 999999])) for _ in range(40)]
spans = [(choose.randint(-9999, 9999), choose.randint(-99999, 99999), choose.randint(-10 ** 7, 10 ** 7)) for _ in range(40)]
spans += [(0,), (0.5,), (1, -0.1), (0, 1e-6), (-1.00001,)]
texts = ['2024-02-29', '20240229T10', '2024-W09-4', '2024W094', '2024-W09', '2024-060', '12:30', '1230', 'T12', '12:30:45.5Z',
         '123045,25+0130', '12:30-23:59:59.5', '25:00', '12:3', '2024-02-29T12:30', '2024W09412:30', '2024-W09-12', '', 'x']
formats = ['%d.%m.%y %H:%M:%S.%f', '%A %a %B %b %j %U %W %V %u %w', '%c|%x|%X|%p|%I', '%z|%Z|%:z|%%|%e']


def calls(module):
    zones = [None, module.timezone.utc, module.timezone(module.timedelta(hours=-5, minutes=-30), 'there')]
    moments = [module.datetime(*day, *clock, choose.choice(zones)) for day, clock in zip(dates, clocks)]
    days, times = [module.date(*day) for day in dates], [module.time(*clock, zones[clock[1] % 3]) for clock in clocks]
    deltas = [module.timedelta(*span) for span in spans]
    for moment in moments + days:
        yield lambda: tuple(moment.isocalendar()), moment.weekday, moment.toordinal, moment.ctime, moment.timetuple, moment.isoformat
        for format in formats:
            # Years below 1000 are written in different ways by C libraries.
            late = moment.replace(year=moment.year % 9000 + 1000)
            yield lambda: late.strftime(format),
    for moment in moments:
        yield moment.utcoffset, moment.tzname, moment.dst, moment.timetz, moment.date, moment.utctimetuple
        yield lambda: moment.isoformat(' ', 'milliseconds'), lambda: moment.__reduce_ex__(4)[1][0]
        yield lambda: moment.astimezone(zones[2]) if moment.tzinfo else None, lambda: moment.timestamp() if moment.tzinfo else None
    for moment in moments + days + times:
        yield lambda: repr(moment), lambda: str(moment), lambda: f'{moment:%S}'
    for many in (moments, days, times, deltas):
        for one, other in zip(many, many[1:]):
            for name in ('__sub__', '__eq__', '__lt__', '__ge__', '__ne__'):
                yield lambda: getattr(one, name)(other),
    for delta in deltas:
        yield delta.total_seconds, lambda: -delta, lambda: abs(delta), lambda: delta * 3, lambda: delta / 7, lambda: delta // 11
        yield lambda: delta * 0.3, lambda: delta / 0.7, lambda: delta % module.timedelta(hours=7), lambda: divmod(delta, deltas[0])
        yield lambda: delta / deltas[1], lambda: str(delta), lambda: moments[0] + delta, lambda: moments[1] - delta, lambda: days[2] + delta
    for text in texts:
        for kind in (module.date, module.time, module.datetime):
            yield lambda: kind.fromisoformat(text),


def results(module):
    choose.seed(7)
    for group in calls(module):
        for call in group:
            try:
                yield repr(call())
            except Exception as error:
                yield type(error).__name__


native, in_python = list(results(_datetime)), list(results(_pydatetime))
print(len(native), [(a, b) for a, b in zip(native, in_python) if a != b])
