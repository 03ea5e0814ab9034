#!/usr/bin/env python3
"""Renews rondo.profdata, which tells the compiler how often each branch of Rondo is taken, and startup.order, which
tells the linker what runs when Rondo starts.

    profile/train.py            builds an instrumented Rondo in target/profile, runs it, and merges its counts
    profile/train.py --order    lists the functions that run when target/release/rondo starts
    profile/train.py --check    says how many functions of today's code the profile does not fit

It needs llvm-profdata, of LLVM 19 or later (Debian has it in the package llvm-19), for the order valgrind. Building with
them needs nothing. A function that changes loses its part of the profile until the next renewal and is built as without one.

Rondo is trained on the benchmarks and, for breadth, on single statements, on what programs do with the library and on
patterns and small programs of plain code: what is often done is laid out to run straight on, and what hardly ever happens is moved out of the way.
"""
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PROFILE = os.path.join(ROOT, "profile", "rondo.profdata")
ORDER = os.path.join(ROOT, "profile", "startup.order")
TARGET = os.path.join(ROOT, "target", "profile")
COUNTS = os.path.join(TARGET, "counts")
BENCHES = os.path.join(ROOT, "benches")
# Seconds after which a program of the training is given up.
LIMIT = 120


def profdata():
    """The path of an llvm-profdata: the toolchain's own, or the newest installed one."""
    sysroot = subprocess.run(["rustc", "--print", "sysroot"], capture_output=True, text=True, check=True).stdout.strip()
    found = glob.glob(os.path.join(sysroot, "lib", "rustlib", "*", "bin", "llvm-profdata"))
    found += filter(None, (shutil.which(f"llvm-profdata-{version}") for version in range(40, 18, -1)))
    found += filter(None, [shutil.which("llvm-profdata")])
    if not found:
        sys.exit("train.py: no llvm-profdata found; Debian has it in the package llvm-19")
    return found[0]


def build(mode):
    """Builds Rondo with RONDO_PROFILE set. Returns what the compiler said, and the path of the binary."""
    environment = dict(os.environ, CARGO_TARGET_DIR=TARGET, RONDO_PROFILE=mode)
    # Cargo does not know that the profile, or its use, has changed.
    subprocess.run(["cargo", "clean", "--release", "--quiet"], cwd=ROOT, env=environment, check=True)
    done = subprocess.run(["cargo", "build", "--release"], cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True)
    if done.returncode:
        sys.exit(done.stderr)
    return done.stderr, os.path.join(TARGET, "release", "rondo")


def train():
    merge = profdata()
    _, rondo = build(COUNTS)
    # Build scripts have run instrumented too.
    shutil.rmtree(COUNTS, ignore_errors=True)
    programs = [[path] for path in sorted(glob.glob(os.path.join(BENCHES, "[abd]*.py")))]
    several = ("statements.py", "library.py", "patterns.py", "classics.py")
    for program in [*([os.path.join(BENCHES, name), "run"] for name in several), *programs]:
        try:
            done = subprocess.run([rondo, *program], stdin=subprocess.DEVNULL, capture_output=True, timeout=LIMIT)
        except subprocess.TimeoutExpired:
            sys.exit(f"train.py: {program[0]} took more than {LIMIT} s")
        if done.returncode:
            sys.exit(f"train.py: {program[0]} failed:\n{done.stderr.decode()}")
    counts = glob.glob(os.path.join(COUNTS, "*.profraw"))
    subprocess.run([merge, "merge", "--sparse", "-o", PROFILE, *counts], check=True)
    print(f"{PROFILE}: {os.path.getsize(PROFILE) // 1024} kB")


def order():
    """Lists what runs when any program starts, then what else when one with asyncio does."""
    if not shutil.which("valgrind"):
        sys.exit("train.py: no valgrind found")
    names = []
    for program in ("e00_startup.py", "e07_startup_asyncio.py"):
        names += [name for name in executed(os.path.join(BENCHES, program)) if name not in names]
    with open(ORDER, "w") as file:
        file.writelines(f"{name}\n" for name in names)
    print(f"{ORDER}: {len(names)} functions")


def executed(program):
    """The symbols of the functions of target/release/rondo that run when it runs a program."""
    with tempfile.NamedTemporaryFile("r") as calls:
        valgrind = ["valgrind", "--tool=callgrind", "--demangle=no", f"--callgrind-out-file={calls.name}"]
        rondo = os.path.join(ROOT, "target", "release", "rondo")
        subprocess.run([*valgrind, rondo, program], capture_output=True, check=True)
        found = re.findall(r"^(c?)(ob|fn)=\((\d+)\)(?: (.*))?$", calls.read(), re.MULTILINE)
    # A name stands where its number comes first, of a function that runs or of one that is called.
    known = {(kind, number): name for _, kind, number, name in found if name}
    names, is_rondo = {}, False
    for called, kind, number, _ in found:
        if called:
            continue
        if kind == "ob":
            is_rondo = known[kind, number] == rondo
        elif is_rondo:
            # Of a function that calls itself the calls further in are counted apart.
            names[known[kind, number].split("'")[0]] = True
    return names


def check():
    said, _ = build("check")
    changed = re.findall(r"function control flow change detected \(hash mismatch\) (\S+)", said)
    print("\n".join(sorted(changed)))
    print(f"{len(changed)} functions have changed since the profile was made")


if sys.argv[1:] == ["--check"]:
    check()
elif sys.argv[1:] == ["--order"]:
    order()
elif sys.argv[1:]:
    sys.exit(__doc__)
else:
    train()
