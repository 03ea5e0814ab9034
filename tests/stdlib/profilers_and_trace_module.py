# oracle: 3.14
# trace, profile, cProfile and pstats: calls and lines, not times.
import cProfile
import io
import os
import profile
import pstats
import re
import subprocess
import sys
import tempfile
import trace


def leaf(n):
    return n + 1


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def work():
    total = 0
    for i in range(3):
        total += leaf(i)
    values = [3, 1, 2]
    values.append(fib(4))
    return len(values) + total


def report(prof, *sort, method="print_stats", amount=()):
    out = io.StringIO()
    stats = pstats.Stats(prof, stream=out).strip_dirs().sort_stats(*sort)
    getattr(stats, method)(*amount)
    text = re.sub(r"\d+\.\d{3}", "T", out.getvalue())
    print("\n".join(line.rstrip() for line in text.splitlines() if "disable" not in line))
    return stats


for module in (profile, cProfile):
    prof = module.Profile()
    print(module.__name__, prof.runcall(work))
    stats = prof
    if module is cProfile:
        report(prof, "name")
        report(prof, "name", method="print_callers")
        report(prof, "name", method="print_callees", amount=("work",))
        report(prof, pstats.SortKey.CALLS, pstats.SortKey.NAME, amount=(2,))
        report(prof, "ncalls", "name", amount=(0.5, "fib"))
        kept = pstats.Stats(prof)
        entry = kept.stats[[f for f in kept.stats if f[2] == "fib"][0]]
        print(entry[:2], sorted((f[2], c[:2]) for f, c in entry[4].items()))
    else:
        out = io.StringIO()
        own = pstats.Stats(prof, stream=out)
        print({f[2]: s[:2] for f, s in own.stats.items() if f[2] in ("leaf", "fib", "work", "append", "len")})

with cProfile.Profile() as prof:
    leaf(1)
entries = {e.code if isinstance(e.code, str) else e.code.co_name: (e.callcount, e.reccallcount) for e in prof.getstats()}
print(entries["leaf"])
one, two = cProfile.Profile(), cProfile.Profile()
one.runcall(leaf, 1)
two.runcall(leaf, 2)
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "data.prof")
    one.dump_stats(path)
    both = pstats.Stats(path, two)
    print([s[:2] for f, s in both.stats.items() if f[2] == "leaf"])
    both.dump_stats(path)
    print([s[:2] for f, s in pstats.Stats(path).stats.items() if f[2] == "leaf"])
    profiled = both.get_stats_profile().func_profiles["leaf"]
    print(profiled.ncalls, profiled.line_number == leaf.__code__.co_firstlineno)
    print([key.value for key in pstats.SortKey], pstats.SortKey("cumtime") is pstats.SortKey.CUMULATIVE)
    try:
        pstats.Stats(path).sort_stats("calls", 1)
    except TypeError as error:
        print(error)
    try:
        pstats.Stats(io.StringIO())
    except TypeError as error:
        print(str(error)[:60])

    program = os.path.join(folder, "prog.py")
    with open(program, "w") as file:
        file.write("def f(x):\n    if x:\n        return 1\n    return 2\n\nfor i in range(2):\n    f(i)\nprint('end')\n")

    def command(*args):
        done = subprocess.run([sys.executable, "-m", *args], capture_output=True, text=True, cwd=folder)
        return done.stdout + done.stderr

    print(command("trace", "--trace", "prog.py"))
    print(command("trace", "--count", "--missing", "--summary", "-C", "covers", "prog.py").replace(folder, ""))
    with open(os.path.join(folder, "covers", "prog.cover")) as file:
        print(file.read())
    print(command("trace", "--listfuncs", "prog.py"))
    print(command("trace", "--trace", "--count", "-R", "prog.py").count("prog.py("))
    text = command("cProfile", "-s", "calls", "prog.py")
    print([line.split()[0] for line in text.splitlines() if "(f)" in line], "Ordered by: call count" in text)

tracer = trace.Trace(count=1, trace=0)
print(tracer.runfunc(work))
counts = tracer.results().counts
base = work.__code__.co_firstlineno
print(sorted((line - base, count) for (file, line), count in counts.items() if line >= base))
callers = trace.Trace(countcallers=1)
callers.runfunc(work)
print(sorted((a[2], b[2]) for a, b in callers.results().callers if a[2] in ("work", "fib") and b[2] in ("leaf", "fib")))
functions = trace.Trace(count=0, trace=0, countfuncs=1)
functions.runfunc(work)
print(sorted(f[2] for f in functions.results().calledfuncs))
