"""Runs programs at a terminal."""
import os
import pty
import select
import subprocess
import sys

from test.support import SHORT_TIMEOUT


def run_pty(script, input=b"dummy input\r", env=None):
    """The bytes that a script writes to its terminal, at which `input` is typed."""
    outer, inner = pty.openpty()
    script = script if isinstance(script, str) else str(script)
    command = [sys.executable, "-c", script]
    output, to_write = bytearray(), bytes(input)
    with subprocess.Popen(command, stdin=inner, stdout=inner, stderr=inner, env=env, close_fds=True) as process:
        os.close(inner)
        try:
            while True:
                readable, writable, _ = select.select([outer], [outer] if to_write else [], [], SHORT_TIMEOUT)
                if not readable and not writable:
                    process.kill()
                    raise AssertionError(f"the script hangs; it has written {bytes(output)!r}")
                if readable:
                    try:
                        chunk = os.read(outer, 0x10000)
                    except OSError:
                        # The other end was closed.
                        return bytes(output)
                    if not chunk:
                        return bytes(output)
                    output += chunk
                if writable:
                    to_write = to_write[os.write(outer, to_write):]
        finally:
            os.close(outer)
