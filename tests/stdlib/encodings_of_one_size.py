"""Encodings of units of one size, and those by tables, with every error handler."""
import codecs

T=['','abc','h\xe9llo','\u20ac100','\U0001F600x','a\ud800b','\x80\xff','\u0100']
for t in T:
    for e in ['latin-1','utf-16','utf-16-le','utf-16-be','utf-32','utf-32-le','utf-32-be','cp1252','koi8-r','cp437','iso8859-15','mac-roman','charmap']:
        for err in ['strict','replace','surrogatepass','surrogateescape','xmlcharrefreplace']:
            try: b=t.encode(e,err)
            except Exception as x: print(e,err,ascii(str(x))); continue
            try: r=b.decode(e,err)
            except Exception as x: r=x
            print(e,err,b,ascii(str(r)))
for b in [b'\x81\x8d',b'\xff\xfe\x00\xd8',b'\x00\xd8\x00\xdc',b'\x00\xdc',b'a\x00b',b'\xfe\xff\x00a\xd8',bytes(range(256))]:
    for e in ['utf-16','utf-16-le','utf-16-be','utf-32','cp1252','latin-1','cp037','cp1251']:
        for err in ['strict','replace','ignore','backslashreplace','surrogatepass']:
            try: print(e,err,ascii(b.decode(e,err)))
            except Exception as x: print(e,err,ascii(str(x)))
print(codecs.charmap_encode('ab','strict',{97:98,98:b'xyz'}), codecs.charmap_decode(b'\0\1','strict','ab'), codecs.charmap_decode(b'\0\1\2','replace','ab'), codecs.charmap_decode(b'\0','strict',{0:'abc'}))
for a in [('ab','strict',{97:True,98:300}),('ab','strict',{}),('a','ignore',{97:None}),('a','strict','x'*98),('a','strict',{97:1.5})]:
    try: print(codecs.charmap_encode(*a))
    except Exception as x: print(type(x),x)
