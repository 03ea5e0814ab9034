"""Whoever compiles a text again is warned again; a console shows the line that the compiler objects to."""
import code
import sys

sys.stderr = sys.stdout
for text in ("1 is 1", "1 is 1"):
    compile(text, "text", "exec")

console = code.InteractiveInterpreter()
for text in ("return 5", "yield 1"):
    console.runsource(text)
