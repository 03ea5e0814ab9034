"""Compares this parser's AST with CPython's over many files.

usage: python3 grammar/tests/differential.py DUMP_AST FILE_OR_FOLDER...

DUMP_AST is the built example `dump_ast`. Prints the first difference of each file that differs.
"""

import ast
import pathlib
import struct
import subprocess
import sys

SKIPPED = {"ctx", "kind", "type_comment", "type_ignores"}


def text(value):
    return "'" + "".join(
        c if 32 <= ord(c) < 127 and c not in "'\\" else f"\\{ord(c):x};" for c in value) + "'"


def bits(value):
    return format(struct.unpack(">Q", struct.pack(">d", value))[0], "x")


def constant(value):
    if isinstance(value, str):
        return text(value)
    if isinstance(value, bytes):
        return "b" + text(value.decode("latin-1"))
    if isinstance(value, bool) or value is None:
        return str(value)
    if value is ...:
        return "Ellipsis"
    if isinstance(value, int):
        return str(value) if value < 2**63 else "big"
    if isinstance(value, float):
        return "float:" + bits(value)
    return "imag:" + bits(value.imag)


def dump(node):
    if isinstance(node, list):
        return "[" + ",".join(("\n" if isinstance(n, ast.stmt) else "") + dump(n) for n in node) + "]"
    if not isinstance(node, ast.AST):
        return constant(node)
    place = ""
    if hasattr(node, "lineno"):
        place = f"@{node.lineno}:{node.col_offset}-{node.end_lineno}:{node.end_col_offset}"
    fields = [dump(getattr(node, f, None)) for f in node._fields if f not in SKIPPED]
    return f"{type(node).__name__}{place}(" + ",".join(fields) + ")"


def main():
    dumper, *places = sys.argv[1:]
    files = []
    for place in map(pathlib.Path, places):
        files += sorted(place.rglob("*.py")) if place.is_dir() else [place]
    checked = differing = 0
    for start in range(0, len(files), 100):
        group = [str(f) for f in files[start:start + 100]]
        output = subprocess.run([dumper, *group], stdout=subprocess.PIPE, check=True).stdout.decode()
        ours = {}
        for part in ("\n" + output).split("\n=== ")[1:]:
            path, _, rest = part.partition("\n")
            ours[path] = rest.rstrip("\n").removesuffix(",")
        for path, mine in ours.items():
            try:
                source = open(path, encoding="utf-8", newline="").read()
                theirs = dump(ast.parse(source))
            except SyntaxError as error:
                theirs = f"error {error.lineno}: {error.msg}"
            except (ValueError, RecursionError, MemoryError):
                continue
            checked += 1
            if mine != theirs:
                differing += 1
                for a, b in zip(mine.split("\n"), theirs.split("\n")):
                    if a != b:
                        at = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
                        at = max(0, at - 80)
                        print(f"{path}\n  ours   {a[at:at + 200]}\n  theirs {b[at:at + 200]}")
                        break
                else:
                    print(f"{path}\n  lengths differ: {len(mine)} {len(theirs)}")
    print(f"{checked} files, {differing} differ")


sys.setrecursionlimit(100_000)
main()
