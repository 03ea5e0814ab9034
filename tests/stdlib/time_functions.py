# time: clocks and calendars.
import time
t, m, p = time.time(), time.monotonic(), time.perf_counter()
time.sleep(0.02)
print(time.time() > 1.7e9, 0.015 < time.monotonic() - m < 5, 0.015 < time.perf_counter() - p < 5,
    time.time_ns() > 10 ** 18, time.monotonic_ns() > 0, time.process_time() >= 0, type(time.perf_counter_ns()))
g = time.gmtime(0)
print(g.tm_year, g.tm_mon, g.tm_mday, g.tm_hour, g.tm_wday, g.tm_yday, tuple(g), len(g), g[0], g)
print(time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(1700000000)), time.strftime("%a %A %b %B %d %j %p %y %%",
    time.gmtime(86400 * 200)), time.asctime(time.gmtime(0)))
print(time.strptime("2024-02-29 12:30", "%Y-%m-%d %H:%M")[:6], time.mktime(time.localtime(1000000)) == 1000000)
for f in (lambda: time.sleep(-1), lambda: time.sleep(), lambda: time.strptime("x", "%Y")):
    try:
        f()
    except (ValueError, TypeError) as e:
        print(type(e).__name__ + ":", e)
