"""Calendars: as lists, as text and as HTML."""
# oracle: 3.14
import time
from calendar import *
import calendar


def show(f, *args, **options):
    try:
        result = repr(f(*args, **options))
    except Exception as error:
        result = f"{type(error).__name__}: {error}"
    print(f.__name__, args, options, result)


print(isleap(2000), isleap(1900), leapdays(1, 3001), leapdays(-100, 2000), weekday(2024, 2, 29), weekday(10**6, 1, 1))
for year, month in ((2024, 2), (2023, 1), (1, 1), (2021, 2), (0, 5), (2024, 13), (2024, 0)):
    show(monthrange, year, month)
    show(monthcalendar, year, month)
    show(calendar.month, year, month)
    show(calendar.month, year, month, 3, 2)
for first in (0, 6, 8):
    cal = Calendar(first)
    print(cal.firstweekday, list(cal.iterweekdays()))
    for name in ("itermonthdays", "itermonthdays2", "itermonthdays3", "itermonthdays4"):
        print(name, list(getattr(cal, name)(2024, 2)))
    print([str(date) for date in cal.itermonthdates(2024, 2)])
    print(cal.monthdays2calendar(2023, 5), cal.monthdatescalendar(2023, 5)[0][0])
print(Calendar().yeardayscalendar(2024, 4)[0][0], Calendar().yeardays2calendar(2024)[3][2][0])
print(calendar.calendar(2024))
print(calendar.calendar(2023, 3, 2, 4, 5))
prmonth(2024, 5)
prcal(2021, m=6)
page = HTMLCalendar(6)
print(page.formatmonth(2024, 2))
print(page.formatyear(2024, 5)[:1500])
print(page.formatyearpage(2024)[:700])
print(page.formatyearpage(2024, css=None, encoding="ascii")[:300], page.formatmonthname(2020, 2, False))
print(list(day_name), list(day_abbr), list(month_name), month_abbr[1:3], len(month_name), len(day_abbr))
show(setfirstweekday, 7)
setfirstweekday(6)
print(firstweekday(), weekheader(3), weekheader(10))
print(repr(JANUARY), Month.MAY, repr(Day.MONDAY), calendar.MONDAY, Month(3), f"{Month.MAY}")
print(timegm(time.gmtime(86400 * 365)), timegm((2024, 2, 29, 1, 2, 3)))
print(LocaleTextCalendar(locale="C").formatmonth(2020, 1), LocaleHTMLCalendar(locale="C").formatmonthname(2020, 1))
print(calendar.week([(1, 0), (2, 1)], 3), calendar.formatstring(["a", "b"], 5, 2))
print(IllegalMonthError(3), IllegalWeekdayError(9), issubclass(IllegalMonthError, IndexError))
