# `tabnanny`, `syslog`, `this`, and what `resource` says of the program itself.
import contextlib
import io
import os
import pickle
import resource
import syslog
import tabnanny
import tempfile
import tokenize

TEXTS = {
    "clean.py": "if 1:\n    x = 1\n    if 2:\n\ty = 2\n",
    "deeper.py": "if 1:\n\tif 2:\n        x = 1\n",
    "level.py": "if 1:\n        x = 1\n\ty = 2\n",
    "both.py": "if 1:\n  \tx = 1\n \t y = 2\n",
    "dedent.py": "if 1:\n    x = 1\n  y = 2\n",
    "open.py": "x = (1,\n",
    "comments.py": "if 1:\n    x = 1\n\t# comment\n    y = (1,\n\t2)\n",
}
with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    for name, text in TEXTS.items():
        with open(name, "w") as file:
            file.write(text)
    for name in TEXTS:
        for tabnanny.verbose in [0, 1, 2]:
            for tabnanny.filename_only in [0, 1]:
                err = io.StringIO()
                try:
                    with contextlib.redirect_stderr(err):
                        tabnanny.check(name)
                except SystemExit as exit:
                    print("exit", exit.code)
                print(err.getvalue(), end="")
    tabnanny.verbose = tabnanny.filename_only = 0
    try:
        with open("level.py") as file:
            tabnanny.process_tokens(tokenize.generate_tokens(file.readline))
    except tabnanny.NannyNag as nag:
        print(nag.get_lineno(), nag.get_msg(), repr(nag.get_line()))
    os.chdir("/")

print(syslog.LOG_UPTO(syslog.LOG_ERR), syslog.LOG_MASK(syslog.LOG_INFO), syslog.setlogmask(0))
print(syslog.setlogmask(syslog.LOG_UPTO(syslog.LOG_WARNING)), syslog.setlogmask(255))
print(syslog.openlog("me", syslog.LOG_PID, syslog.LOG_LOCAL3), syslog.syslog("one"), syslog.syslog(syslog.LOG_ERR, "two"))
print(syslog.closelog(), syslog.LOG_LOCAL7, syslog.LOG_AUTH | syslog.LOG_CRIT)
for arguments in [(), (1, 2, 3), (5,), ("a\0b",), (1, 5)]:
    try:
        syslog.syslog(*arguments)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)

usage = resource.getrusage(resource.RUSAGE_SELF)
print(len(usage), usage.ru_maxrss > 1000, usage[2] == usage.ru_maxrss, type(usage.ru_utime), type(usage.ru_nvcsw))
print(type(usage), repr(usage).startswith("resource.struct_rusage(ru_utime="), usage.n_sequence_fields)
print(pickle.loads(pickle.dumps(usage)) == usage, resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN, resource.RUSAGE_THREAD)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_nsignals, resource.getrusage(resource.RUSAGE_THREAD).ru_nswap)
for who in [5, "self"]:
    try:
        resource.getrusage(who)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
try:
    usage.ru_utime = 1
except AttributeError as error:
    print(error)

import this
