"""Time zones of the IANA database: offsets, names and folds, in the past and by rule."""
import copy
import pickle
from datetime import datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo, available_timezones

for key in ("UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Europe/Dublin"):
    zone = ZoneInfo(key)
    print(repr(zone), zone, zone.key, zone.utcoffset(None), zone.tzname(None))
    for year in (1950, 1970, 1995, 2020, 2024, 2037, 2050, 2500):
        for month in (1, 4, 7, 10):
            local = datetime(year, month, 15, 12, tzinfo=zone)
            there = datetime(year, month, 15, 7, 30, tzinfo=timezone.utc).astimezone(zone)
            print(local.utcoffset(), local.tzname(), local.dst(), there, end="; ")
        print()
    for day in (datetime(2024, 3, 31), datetime(2024, 10, 27), datetime(2024, 3, 10), datetime(2024, 11, 3),
                datetime(2045, 3, 26), datetime(2045, 10, 29), datetime(2024, 4, 6, 14), datetime(2024, 10, 6)):
        for half_hours in range(16):
            moment = day + timedelta(minutes=30 * half_hours)
            first, second = moment.replace(tzinfo=zone), moment.replace(tzinfo=zone, fold=1)
            there = moment.replace(tzinfo=timezone.utc).astimezone(zone)
            print(first, first.tzname(), second.utcoffset(), second.dst(), there, there.fold)
for key in ("Nope/Zone", "/etc/passwd", "../x", "Europe/../Europe/Berlin"):
    try:
        print(ZoneInfo(key))
    except Exception as error:
        print(key, type(error).__name__, error)
zone = ZoneInfo("Europe/Berlin")
print(zone is ZoneInfo("Europe/Berlin"), ZoneInfo.no_cache("Europe/Berlin") is zone)
print(pickle.loads(pickle.dumps(zone)) is zone, copy.copy(zone) is zone)
ZoneInfo.clear_cache()
print(zone is ZoneInfo("Europe/Berlin"), "Europe/Berlin" in available_timezones())
print(time(12, tzinfo=zone).utcoffset(), time(12, tzinfo=ZoneInfo("UTC")).utcoffset())
