"""Calls functions and methods with many arguments and prints what comes of it."""


def show(result):
    kind = type(result).__name__
    if kind in ('builtin_function_or_method', 'method-wrapper', 'method', 'method_descriptor', 'wrapper_descriptor'):
        return 'callable'
    return f'{kind} {result!a}'.split(' at 0x')[0]


def run(label, function, args=(), kwargs={}):
    """Prints the result of a call, or the exception."""
    try:
        result = show(function(*args, **kwargs))
    except BaseException as e:
        result = f'{type(e).__name__}: {e}'.encode('ascii', 'backslashreplace').decode().split(' at 0x')[0]
    if len(result) > 300:
        result = f'{result[:300]}...{len(result)}'
    given = ', '.join([ascii(arg) for arg in args] + [f'{k}={v!a}' for k, v in kwargs.items()])
    print(f'{label}({given.split(" at 0x")[0][:80]}) -> {result}')


def cross(label, make, names, argument_lists):
    """Calls each named method of a new object with each list of arguments."""
    for name in names:
        for args in argument_lists:
            subject = make()
            try:
                method = getattr(subject, name)
            except AttributeError as e:
                print(label, name, e)
                break
            if not callable(method):
                print(label, name, show(method))
                break
            run(f'{label}.{name}', method, args)
            after = show(subject)
            if after != show(make()):
                print('    now', after[:300])
