# oracle: 3.14
# Programs that are started without stdin, stdout or stderr: the stream is None, printing does nothing, no other file
# gets its number.
import subprocess
import sys

TELLS = "import sys; (sys.__stderr__ or sys.__stdout__).write(repr([s and s.name for s in (sys.stdin, sys.stdout, sys.stderr)]))"


def run(redirections, code):
    command = ["sh", "-c", f'"$0" -c "$1" {redirections}', sys.executable, code]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    last = done.stderr.splitlines()[-1:]
    print(redirections or "-", done.returncode, done.stdout, *last)


for redirections in ("", "<&-", ">&-", "2>&-", "<&- >&-", "<&- 2>&-"):
    run(redirections, TELLS)
run(">&-", "print('nothing'); print('flushed', flush=True)")
run("<&-", "input()")
run("<&-", "input('prompt')")
run(">&-", "input('prompt')")
run("2>&-", "1 / 0")
run("2>&-", "print(1); import sys; print(2, file=sys.stderr); sys.exit('message')")
run(">&-", "import sys; sys.stdout.write('x')")
