#!/usr/bin/env python3
"""Runs the scripts of this folder on Rondo and on Pythons, one after the other in turn (A B A B ...), pinned to one
CPU, checks that they compute the same, and prints a Markdown table of speeds relative to the first Python: 2.00 means
twice as fast. Needs nothing but a Python of at least 3.9.

    compare.py                                       every script, target/release/rondo against the python3 on PATH
    compare.py --rondo PATH a b02                    the scripts whose names start so
    compare.py -p python3.11 -p python3.14 -n 5 d    several Pythons; medians of five runs
    compare.py net                                   requests a second of the servers in net/

Groups: a generators and coroutines, b the event loop, d plain code, e memory and start-up, net servers.
"""
import argparse
import math
import os
import re
import shlex
import socket
import statistics
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
SERVERS = ["echo_streams", "echo_readline", "echo_sock", "echo_select", "echo_protocol", "http_streams", "http_protocol"]


class Run:
    """One finished run: its seconds, its checksum and the other `name=value` pairs it printed."""

    def __init__(self, seconds, values):
        self.seconds = seconds
        self.checksum = values.get("checksum")
        self.ops = float(values.get("ops", 1))
        self.bytes = values.get("bytes_per")


def pin(cpu):
    """A function that pins the child process it runs in, or None where that is not possible."""
    if cpu < 0 or not hasattr(os, "sched_setaffinity"):
        return None
    return lambda: os.sched_setaffinity(0, {cpu})


def run_script(argv, name, options):
    """Runs one script once. Returns a Run, or a text saying what went wrong."""
    start = time.perf_counter()
    try:
        done = subprocess.run(
            argv + [os.path.join(HERE, name + ".py")],
            capture_output=True, text=True, timeout=options.timeout, preexec_fn=pin(options.cpu),
        )
    except subprocess.TimeoutExpired:
        return f"over {options.timeout:.0f} s"
    wall = time.perf_counter() - start
    values = dict(re.findall(r"(\w+)=(-?[\w.]+)", done.stdout))
    if done.returncode or "elapsed_s" not in values:
        return f"exit {done.returncode}: {(done.stderr.strip().splitlines() or ['no output'])[-1][:120]}"
    # Start-up is the whole process, seen from outside.
    return Run(wall if "startup" in name else float(values["elapsed_s"]), values)


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def run_server(argv, name, options):
    """Loads one server with 64 connections. Returns requests a second and its CPU microseconds per request, or a text."""
    port = free_port()
    server = subprocess.Popen(
        argv + [os.path.join(HERE, "net", name + ".py"), str(port)],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, preexec_fn=pin(options.cpu),
    )
    try:
        load = subprocess.run(
            [sys.executable, os.path.join(HERE, "net", "load.py"), str(port), "64", "2", str(server.pid)]
            + (["http"] if name.startswith("http") else []),
            capture_output=True, text=True, timeout=options.timeout, preexec_fn=pin(1 - options.cpu),
        )
        if load.returncode == 0:
            values = dict(re.findall(r"(\w+)=([\d.]+)", load.stdout))
            return float(values["rps"]), float(values["cpu_us"])
        problem = load.stderr
    except subprocess.TimeoutExpired:
        problem = f"over {options.timeout:.0f} s"
    finally:
        server.kill()
        server_error = server.communicate()[1]
    return ((server_error or problem).strip().splitlines() or ["no answer"])[-1][:120]


def interleaved(engines, name, options, run_once, notes):
    """Runs `name` on every engine in turn, `options.n` times. Returns the results of each, [] where one failed."""
    results = {engine: [] for engine in engines}
    failed = set()
    for _ in range(options.n):
        for engine, argv in engines.items():
            if engine in failed:
                continue
            result = run_once(argv, name, options)
            if isinstance(result, str):
                notes.append(f"{engine} on {name}: {result}")
                failed.add(engine)
                results[engine] = []
            else:
                results[engine].append(result)
    return results


def geometric_mean(numbers):
    return math.exp(sum(map(math.log, numbers)) / len(numbers))


def compare_scripts(engines, names, options, notes):
    base = list(engines)[1]
    shown = [engine for engine in engines if engine != base]
    ratios = {}
    print(f"| script | {base} ms | ns/op | {' | '.join(shown)} | bytes each: {' / '.join(engines)} |")
    print("|---|---:|---:|" + "---:|" * len(shown) + "---:|")
    for name in names:
        results = interleaved(engines, name, options, run_script, notes)
        sums = {engine: runs[0].checksum for engine, runs in results.items() if runs}
        if len(set(sums.values())) > 1:
            notes.append(f"CHECKSUMS DIFFER on {name}: {sums}")
        if not results[base]:
            continue
        seconds = {e: statistics.median(run.seconds for run in runs) for e, runs in results.items() if runs}
        cells = []
        for engine in shown:
            if engine in seconds:
                ratio = seconds[base] / max(seconds[engine], 1e-9)
                ratios.setdefault((name[0], engine), []).append(ratio)
                cells.append(f"{ratio:.2f}")
            else:
                cells.append("n/a")
        memory = [(runs[0].bytes or "") if runs else "n/a" for runs in results.values()]
        print(f"| {name} | {seconds[base] * 1e3:.0f} | {seconds[base] / results[base][0].ops * 1e9:.0f} | "
              f"{' | '.join(cells)} | {' / '.join(memory) if any(memory) else ''} |", flush=True)
    for group in sorted({group for group, _ in ratios}):
        means = [f"{e} {geometric_mean(r):.2f} (lowest {min(r):.2f}, {len(r)})" for (g, e), r in ratios.items() if g == group]
        print(f"geometric mean {group}: " + ", ".join(means))


def compare_servers(engines, names, options, notes):
    print("| server | " + " | ".join(f"{e} requests/s (CPU us each)" for e in engines) + " |")
    print("|---|" + "---:|" * len(engines))
    for name in names:
        results = interleaved(engines, name, options, run_server, notes)
        cells = []
        for runs in results.values():
            if runs:
                rate, cpu = (statistics.median(column) for column in zip(*runs))
                cells.append(f"{rate:.0f} ({cpu:.1f})")
            else:
                cells.append("n/a")
        print(f"| {name} | {' | '.join(cells)} |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="starts of script names, net, or a server of it (default: every script)")
    parser.add_argument("--rondo", default=os.path.join(HERE, "..", "target", "release", "rondo"))
    parser.add_argument("-p", "--python", action="append", help="a Python; the first is the baseline (default python3)")
    parser.add_argument("-n", type=int, default=3, help="runs of each")
    parser.add_argument("--cpu", type=int, default=0, help="the CPU to pin to, -1 for none")
    parser.add_argument("--timeout", type=float, default=60, help="seconds a run may take")
    options = parser.parse_args()
    engines = {"rondo": shlex.split(options.rondo)}
    for python in options.python or ["python3"]:
        engines[python] = shlex.split(python)

    def chosen(name):
        return not options.names or any(name.startswith(start) for start in options.names)

    notes = []
    scripts = sorted(f[:-3] for f in os.listdir(HERE) if re.fullmatch(r"[a-z]\d\d_\w+\.py", f))
    scripts = [name for name in scripts if chosen(name)]
    servers = [name for name in SERVERS if "net" in options.names or name in options.names]
    if scripts:
        compare_scripts(engines, scripts, options, notes)
    if servers:
        compare_servers(engines, servers, options, notes)
    for note in notes:
        print("note:", note)


if __name__ == "__main__":
    main()
