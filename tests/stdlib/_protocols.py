"""Calls something and prints what comes of it, addresses left out."""
def clean(s):
    parts = s.split('0x')
    out = parts[0]
    for p in parts[1:]:
        out += '0x' + p.lstrip('0123456789abcdef')
    return out
def t(label, fn, *a):
    try:
        r = fn(*a)
        print(label, '->', clean(repr(r)))
    except BaseException as e:
        print(label, '!!', type(e).__name__, clean(str(e)), '| cause', repr(e.__cause__), '| ctx', repr(e.__context__))
