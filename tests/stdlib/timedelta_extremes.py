"""Sums and differences at the ends of what timedeltas and datetimes hold."""
import datetime

dt=datetime.datetime; td=datetime.timedelta
print(dt.max-dt.min, dt.min-dt.max, dt(2020,1,1)-dt(2020,1,1,0,0,0,1), td.max, td.min, td.max-td.max)
for f in (lambda: td.max+td(microseconds=1), lambda: td.min-td(microseconds=1), lambda: td.max*2, lambda: td.max//-1, lambda: -td.max, lambda: td(days=-1,microseconds=-1), lambda: td(days=106751991)+td(days=106751991)):
    try: print(f())
    except Exception as e: print(type(e),e)
z=datetime.timezone
print(dt(2020,1,1,tzinfo=z.utc)-dt(2020,1,1,tzinfo=z(td(hours=5))), dt(1,1,1,tzinfo=z(td(hours=23)))-dt(9999,12,31,tzinfo=z(-td(hours=23))))
