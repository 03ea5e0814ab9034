# oracle: 3.14
# `python -m timeit`, by its function and a clock that tells what it is told.
import contextlib
import io
import timeit


def run(*args, steps=(1,)):
    calls = 0
    now = 0

    def clock():
        nonlocal calls, now
        calls += 1
        if calls % 2 == 0:
            now += steps[(calls // 2 - 1) % len(steps)]
        return now

    errors = io.StringIO()
    with contextlib.redirect_stderr(errors):
        try:
            result = timeit.main(list(args), _wrap_timer=lambda usual: clock)
        except Exception as error:
            result = f'{type(error).__name__}: {error}'
    print(args, result, errors.getvalue().strip().rpartition('\n')[2])


run('-n', '10', 'pass', steps=(10,))
run('-n', '10', '-v', 'pass', steps=(3e-5,))
run('pass', steps=(0.3,))
run('pass', '-v')
run('-vv', '-r', '2', 'pass', steps=(0.21,))
run('-n', '1', '-u', 'sec', 'pass', steps=(2,))
run('-n', '1', '-u', 'parsec', 'pass')
run('-q')
run('-n', 'a', 'pass')
run('-n', '1', '-r', '0', 'pass', steps=(2,))
run('-n1', '-s', 'a=1', '-s', 'b=2', 'a+b', steps=(1e-7,))
run('-n1', 'if 1:', '  pass', steps=(4e-9,))
run('-n1', '1/0')
run('-n1', 'x(')
run('-n', '1', '-r', '3', 'pass', steps=(1, 2, 5))
run('-n', '1', '-r', '3', 'pass', steps=(1, 2, 3.9))
run('-n', '1', '-u', 'usec', '-r', '3', 'pass', steps=(1e-9, 0.5e-9))
run('-n', '1', '--unit=msec', '--verbose', '--repeat=2', '--setup=pass', 'pass')
print(repr(timeit.reindent('', 4)), repr(timeit.reindent('a\nb', 4)), timeit.template)
