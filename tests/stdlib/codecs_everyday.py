# codecs: looking up, error handlers, piecewise and stream encodings, registering.
import sys

sys.path.insert(0, __file__.rsplit("/", 2)[0] + "/lang")
from _probe import run
import codecs, io
t=lambda l,f: run(l,f,())
for n in ['utf-8','UTF8','utf_8','latin-1','ISO-8859-1','ascii','us-ascii','utf-16','utf-16-le','utf-32','utf-8-sig','cp1252','windows-1252','koi8-r','unicode_escape','nope','iso8859-15','utf 8','U8','cp437','hex','rot13']: t(n,lambda:codecs.lookup(n).name)
for n in ['utf-8','latin-1','ascii','utf-16-le','utf-16-be','utf-32-be','utf-8-sig','cp1252','unicode_escape','raw_unicode_escape','cp437','iso8859-15','utf-16','utf-32']:
    for s in ['abc','é€','\U0001f600','','\n\t\\']:
        t(f'enc {n} {s!a}',lambda:codecs.encode(s,n)); t(f'm {n} {s!a}',lambda:s.encode(n))
        t(f'rt {n}',lambda:codecs.decode(codecs.encode(s,n,'ignore'),n)==s)
        for er in ('ignore','replace','xmlcharrefreplace','backslashreplace','namereplace','surrogateescape','surrogatepass','strict'): t(f'{n} {er}',lambda:(s+'\udc80x').encode(n,er))
    for er in ('ignore','replace','backslashreplace','surrogateescape','surrogatepass','strict','xmlcharrefreplace'):
        for b in [b'a\xff\xfeb',b'\x80abc',b'\xe2\x82',b'\xed\xa0\x80',b'\x00\xd8\x00\x00',b'\x81\x8d']: t(f'{n} {er} {b}',lambda:b.decode(n,er))
    def inc():
        d=codecs.getincrementaldecoder(n)(); return [d.decode(bytes([x])) for x in 'aé€'.encode(n,'ignore')]+[d.decode(b'',True)],d.getstate()
    t('inc '+n,inc)
    def ince():
        e=codecs.getincrementalencoder(n)(); return [e.encode(x) for x in 'aé']+[e.encode('',True)]
    t('ince '+n,ince)
    t('reader '+n,lambda:codecs.getreader(n)(io.BytesIO('a\nbé\n'.encode(n))).readlines())
    def wr():
        b=io.BytesIO(); w=codecs.getwriter(n)(b); w.write('aé'); w.writelines(['x','y']); return b.getvalue()
    t('writer '+n,wr)
    t('iterenc',lambda:list(codecs.iterencode(['a','é'],n))); t('iterdec',lambda:list(codecs.iterdecode(['aé'.encode(n)],n)))
codecs.register_error('my',lambda e:('<%s>'%e.object[e.start:e.end],e.end)); codecs.register_error('mydec',lambda e:('?%d?'%e.start,e.end)); codecs.register_error('bad',lambda e:5); codecs.register_error('bad2',lambda e:('x',100)); codecs.register_error('byt',lambda e:(b'BB',e.end)); codecs.register_error('neg',lambda e:('x',-1))
for n in ('ascii','latin-1','utf-8','cp1252'):
    for er in ('my','bad','bad2','byt','neg','nohandler'): t(f'h {n} {er}',lambda:'a\udc80\u1234b'.encode(n,er))
    for er in ('mydec','bad','bad2','byt','neg','nohandler'): t(f'hd {n} {er}',lambda:b'a\x81b'.decode(n,er))
for e in ['codecs.lookup(5)','codecs.lookup("a\\0b")','codecs.register(5)','codecs.register_error(5,len)','codecs.register_error("x",5)','codecs.lookup_error("zz")','codecs.lookup_error("strict")(ValueError("q"))','codecs.strict_errors(5)','codecs.ignore_errors(UnicodeEncodeError("ascii","abc",1,2,"r"))','codecs.ignore_errors(5)','codecs.replace_errors(UnicodeEncodeError("ascii","abc",0,2,"r"))','codecs.replace_errors(UnicodeDecodeError("ascii",b"abc",0,2,"r"))','codecs.xmlcharrefreplace_errors(UnicodeEncodeError("ascii","\\u1234b",0,2,"r"))','codecs.backslashreplace_errors(UnicodeEncodeError("ascii","\\u1234b",0,2,"r"))','codecs.namereplace_errors(UnicodeEncodeError("ascii","\\u1234b",0,1,"r"))','codecs.encode(5)','codecs.decode("a")','codecs.encode("abc","rot13")','codecs.decode(b"6162","hex")','codecs.encode(b"ab","hex")','"a".encode("hex")','b"a".decode("rot13")','codecs.utf_8_decode(b"\\xe2\\x82")','codecs.utf_8_decode(b"\\xe2\\x82","strict",True)','codecs.utf_8_encode("a")','codecs.latin_1_decode(b"\\xff")','codecs.ascii_encode("\\xe9","replace")','codecs.escape_decode(b"\\\\x41\\\\n")','codecs.escape_encode(b"\\n\\x00a")','codecs.charmap_decode(b"ab","strict","xy"*100)','codecs.charmap_encode("ab","strict",{97:1})','codecs.unicode_escape_decode("\\\\u0041\\\\x42\\\\103")','codecs.unicode_escape_decode("\\\\u00")','codecs.unicode_escape_encode("é\\n\\u1234")','codecs.BOM_UTF8,codecs.BOM','"abc".encode("nope")','b"".decode("utf-8","nope")','b"\\xff".decode("utf-8","nope")','"é".encode("ascii","nope")','codecs.getencoder("ascii")("a")','codecs.getdecoder("ascii")(b"a")','str(b"\\x80","cp1252")','bytes("€","cp1252")','"\\u1234".encode("cp1252")','b"\\x81".decode("cp1252")','"a".encode("idna")','codecs.lookup("utf-8").incrementaldecoder().decode(b"\\xe2")','isinstance(codecs.lookup("utf-8"),tuple)','len(codecs.lookup("utf-8"))','"a".encode("utf-8","strict","x")','codecs.open','codecs.EncodedFile(io.BytesIO(b"\\xe9"),"utf-8","latin-1").read()']: t(e,lambda:eval(e))
codecs.register(lambda n: codecs.CodecInfo(lambda s,e='strict':(s.upper().encode(),len(s)),lambda b,e='strict':(bytes(b).decode().lower(),len(b)),name='shout') if n=='shout' else None)
t('shout',lambda:('abc'.encode('shout'),b'ABC'.decode('shout'),str(b'QQ','shout')))
