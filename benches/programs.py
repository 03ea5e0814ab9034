"""Programs that are timed beside a Python: each is a function with the decorator `bench`; the script that has them ends
with `start()`.
"""
import math
import os
import subprocess
import sys
import time

ROUNDS = 4
PROGRAMS = {}


def bench(program):
    PROGRAMS[program.__name__] = program
    return program


def run(names):
    """Prints the least milliseconds of each program."""
    for name in names or PROGRAMS:
        least = math.inf
        for _ in range(3):
            start = time.perf_counter()
            result = PROGRAMS[name]()
            least = min(least, time.perf_counter() - start)
        print(name, f"{least * 1e3:.3f}", result)


def measure(engines, names):
    """For each program the least milliseconds of each engine, and its results."""
    # Not above: what an engine runs needs none of it.
    from compare import pin

    times = {}
    for _ in range(ROUNDS):
        for engine in engines:
            command = [engine, os.path.abspath(sys.argv[0]), "run", *names]
            done = subprocess.run(command, capture_output=True, text=True, preexec_fn=pin(0))
            if done.returncode:
                sys.exit(done.stderr)
            for line in done.stdout.splitlines():
                name, taken, result = line.split(" ", 2)
                least, _ = times.setdefault(name, {}).get(engine, (math.inf, ""))
                times[name][engine] = min(least, float(taken)), result
    return times


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    rondo, python, names = os.path.join(here, "..", "target", "release", "rondo"), "python3", sys.argv[1:]
    for option in ("--rondo", "-p"):
        if option in names:
            at = names.index(option)
            value = names[at + 1]
            del names[at:at + 2]
            rondo, python = (value, python) if option == "--rondo" else (rondo, value)
    rows = []
    for name, found in measure([python, rondo], names).items():
        (theirs, expected), (ours, result) = found[python], found[rondo]
        rows.append((theirs / ours, ours, theirs, name + ("" if result == expected else "  (another result)")))
    print("speed   rondo  python  program (milliseconds)")
    for speed, ours, theirs, name in sorted(rows):
        print(f"{speed:5.2f} {ours:7.3f} {theirs:7.3f}  {name}")
    print(f"{math.exp(sum(math.log(row[0]) for row in rows) / len(rows)):5.2f}  geometric mean of {len(rows)}")


def start():
    """What the script does: `run [NAME...]` prints name, milliseconds and result of each program; without it both engines
    run all of them several times, in turn, pinned to one CPU, and the least of each is shown, slowest beside Python first.
    """
    if sys.argv[1:2] == ["run"]:
        run(sys.argv[2:])
    else:
        main()
