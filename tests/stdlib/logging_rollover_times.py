"""When a file that begins anew at a time of the day, or on a day of the week, does so."""
import datetime
import logging.handlers
import os
import tempfile

NOW = 1_700_000_000  # Tuesday, 2023-11-14 22:13:20 UTC

with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, 'log')
    for when in ('midnight', 'W0', 'W1', 'W2', 'W6'):
        for interval in (1, 2):
            for at in (None, datetime.time(5, 30), datetime.time(23)):
                handler = logging.handlers.TimedRotatingFileHandler(
                    path, when=when, interval=interval, delay=True, utc=True, atTime=at)
                times = [handler.computeRollover(NOW + passed) - NOW for passed in (0, 3600, 86400, 3 * 86400 + 7000)]
                print(when, interval, at, handler.interval, handler.suffix, times)
    for when in ('W', 'W7', 'W12', 'wx', 'x'):
        try:
            logging.handlers.TimedRotatingFileHandler(path, when=when, delay=True)
        except ValueError as error:
            print(error)
