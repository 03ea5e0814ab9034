# What 3.14 added to datetime.
# oracle: 3.14
import _strptime
import datetime
import time
from datetime import date


class Date(date):
    pass


print(repr(date.strptime('29 Feb 2024', '%d %b %Y')), repr(Date.strptime('2024-060', '%Y-%j')))
print(repr(datetime.time.strptime('12:30 +0130', '%H:%M %z')), repr(datetime.time.strptime('7 PM', '%I %p')))
print(repr(_strptime._strptime_datetime_date(date, '2024', '%Y')), time.strptime('12:30', '%R')[3:5])
for kind, text in [(datetime.datetime, '2024-12-31T24:00'), (datetime.datetime, '2024-02-28T24:00:00.000'),
                   (datetime.time, '24:00'), (datetime.time, '24:01'), (datetime.datetime, '2024-02-28T24:00:01'),
                   (datetime.datetime, '9999-12-31T24:00'), (datetime.datetime, '2024-02-31T24:00')]:
    try:
        print(repr(kind.fromisoformat(text)))
    except ValueError as error:
        print(error)
print(date(1, 2, 3).strftime('%Y %G %F %C'), datetime.datetime(987, 6, 5).strftime('%Y|%-Y|%F'))
for call in (lambda: date(0, 1, 1), lambda: date(2024, 13, 1), lambda: date(2023, 2, 29), lambda: datetime.time(24),
             lambda: datetime.time(0, 60), lambda: datetime.time(0, 0, 0, -1), lambda: datetime.time(fold=2),
             lambda: date.fromisocalendar(0, 1, 1), lambda: date.fromordinal(10 ** 7),
             lambda: datetime.datetime.fromtimestamp(1e12, datetime.UTC), lambda: date(1, 1, 1).replace(year=-1)):
    try:
        print(call())
    except ValueError as error:
        print(error)
