# What a delegating generator had to do before yield from: forward every value itself.
def foo(value):
    return 'foo of ' + value


def gen_file():
    # wait for file reading
    file_value = yield None
    # do something
    res = foo(file_value)
    return res

def gen_http():
    http_request = 'GET /'
    # wait for response
    resp = yield http_request
    return resp

def gen_m():
    _file_coroutine = gen_file()
    file_pause_flag = _file_coroutine.send(None)
    file_value = yield file_pause_flag
    try:
        _file_coroutine.send(file_value)
    except StopIteration as e:
        res = e.args[0]
    else:
        raise RuntimeError
    print(res)

    _http_coroutine = gen_http()
    http_request = _http_coroutine.send(None)
    resp = yield http_request
    try:
        _http_coroutine.send(resp)
    except StopIteration as e:
        res = e.args[0]
    else:
        raise RuntimeError
    print(res)


def gen_short():
    print((yield from gen_file()))
    print((yield from gen_http()))


for gen in gen_m(), gen_short():
    print(gen.send(None))
    print(gen.send('contents'))
    try:
        gen.send('response')
    except StopIteration as e:
        print('returned', e.value)


def gen_old():
    # wait for file reading
    file_value = yield None
    raise StopIteration(foo(file_value))


gen = gen_old()
gen.send(None)
try:
    gen.send('contents')
except RuntimeError as e:
    print(e, '/', repr(e.__cause__))
