# oracle: 3.14
# Subclasses of the classes of datetime: how they are called, and what zones in the language are asked.
import warnings
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

warnings.simplefilter('ignore', DeprecationWarning)


class D(date):
    def __new__(cls, *args, **keywords):
        print('  D', args, keywords)
        return super().__new__(cls, *args, **keywords)


class DT(datetime):
    def __new__(cls, *args, **keywords):
        print('  DT', args, keywords)
        return super().__new__(cls, *args, **keywords)


class T(time):
    def __new__(cls, *args, **keywords):
        print('  T', args, keywords)
        return super().__new__(cls, *args, **keywords)


class TD(timedelta):
    def __new__(cls, *args, **keywords):
        print('  TD', args, keywords)
        return super().__new__(cls, *args, **keywords)


class Z(tzinfo):
    def utcoffset(self, dt):
        print('  utcoffset', type(dt).__name__, dt and dt.fold)
        return timedelta(hours=1)

    def dst(self, dt):
        print('  dst', type(dt).__name__)
        return timedelta(0)

    def tzname(self, dt):
        print('  tzname', type(dt).__name__)
        return 'Z%Z'

    def __repr__(self):
        return 'Z()'


z = Z()
for source in r'''
D(2020,1,2)+timedelta(1)
D(2020,1,2)-timedelta(1)
D(2020,1,2)-D(2020,1,1)
D(2020,1,2).replace(year=3)
D.fromisoformat('2020-01-01')
D.fromordinal(5)
D.fromisocalendar(2020,1,1)
DT.fromtimestamp(0,UTC)
DT.fromtimestamp(0,z)
DT.fromisoformat('2020-01-01T01:02:03+01:00')
DT.combine(date(2020,1,1),time(1,fold=1))
DT.combine(date(2020,1,1),time(1,tzinfo=UTC))
DT.fromordinal(5)
DT.strptime('2020','%Y')
DT.fromisocalendar(2020,1,1)
DT(2020,1,1,fold=1).replace(year=3)
DT(2020,1,1,fold=1).replace(fold=0)
DT(2020,1,1,fold=1)+timedelta(1)
DT(2020,1,1,tzinfo=UTC)-timedelta(1)
DT(2020,1,1,tzinfo=UTC).astimezone(timezone(timedelta(hours=1)))
DT(2020,1,1,tzinfo=UTC).astimezone(z)
DT(2020,1,1,1,2,3,fold=1).date()
DT(2020,1,1,1,2,3,fold=1).time()
DT(2020,1,1,1,2,3,tzinfo=z,fold=1).timetz()
T(1,2,3,fold=1).replace(hour=2)
T.fromisoformat('01:02:03')
T.fromisoformat('01:02:03+01:00')
TD(1)+TD(2)
-TD(1)
TD(1)*2
abs(TD(1))
+TD(1)
TD(5)
TD(1).__reduce__()
DT(2020,1,1).__reduce_ex__(2)
repr(DT(2020,1,1))
repr(T(1,tzinfo=UTC))
str(DT(2020,1,1))
datetime(2020,1,1,tzinfo=z).strftime('%z %Z %:z %f')
time(1,tzinfo=z).strftime('%z %Z %:z %f')
date(2020,1,1).strftime('%z|%Z|%:z|%f|%:|%:Z|%')
datetime(2020,1,1,tzinfo=z).timetuple()
datetime(2020,1,1,tzinfo=z).utctimetuple()
datetime(2020,1,1,tzinfo=z).timestamp()
hash(time(1,tzinfo=z,fold=1))==0
date.fromisoformat('2020010112')
date.fromisoformat('2020-W60-1')
date.fromisoformat('2020-W01-9')
date.fromisoformat('0000-W01-1')
time.fromisoformat('12:+01:00')
time.fromisoformat('12:30:+01:00')
time.fromisoformat('123045123')
time.fromisoformat('12304512')
time.fromisoformat('12:30:45,5')
time.fromisoformat('12:30:45.1234567')
time.fromisoformat('12:30:45.')
time.fromisoformat('12:30.5')
time.fromisoformat('12+00:00:00.000001')
time.fromisoformat('12+25:00')
time.fromisoformat('12+01:70')
time.fromisoformat('12Z')
time.fromisoformat('12ZZ')
time.fromisoformat('12z')
time.fromisoformat('T')
time.fromisoformat('')
datetime.fromisoformat('2020-W01-105')
datetime.fromisoformat('2020-01-01\\u00e912')
datetime.fromisoformat('2020-01-01T')
datetime.fromisoformat('2020-01-01')
datetime.fromisoformat('2020-01')
datetime.fromisoformat('2020W01')
datetime.fromisoformat('2020-01-01T12:30:45.123+01:00:30.5')
'''.split('\n')[1:-1]:
    print(source)
    try:
        print('  ->', repr(eval(source)))
    except Exception as error:
        print('  !', type(error).__name__, error)
