# Namespaces, document types, entities, encodings and pieces in xml.parsers.expat.
from xml.parsers import expat
NAMES = ('StartElementHandler','EndElementHandler','ProcessingInstructionHandler','CharacterDataHandler','UnparsedEntityDeclHandler','NotationDeclHandler','StartNamespaceDeclHandler','EndNamespaceDeclHandler','CommentHandler','StartCdataSectionHandler','EndCdataSectionHandler','StartDoctypeDeclHandler','EndDoctypeDeclHandler','EntityDeclHandler','XmlDeclHandler','ElementDeclHandler','AttlistDeclHandler','SkippedEntityHandler')
def run(doc, sep=None, default=None, only=NAMES, chunks=None, **kw):
    p = expat.ParserCreate(None, sep)
    for k, v in kw.items(): setattr(p, k, v)
    log = []
    for n in only:
        setattr(p, n, lambda *a, n=n: log.append((n[:-7], a, p.CurrentLineNumber, p.CurrentColumnNumber, p.CurrentByteIndex)))
    if default: setattr(p, default, lambda *a: log.append((default, a)))
    try:
        if chunks:
            for i in range(0, len(doc), chunks): p.Parse(doc[i:i+chunks], False)
            p.Parse(doc[:0], True)
        else:
            p.Parse(doc, True)
    except Exception as e:
        log.append((type(e).__name__, str(e), getattr(e,'code',None), getattr(e,'lineno',None), getattr(e,'offset',None), p.ErrorCode, p.ErrorLineNumber, p.ErrorColumnNumber, p.ErrorByteIndex))
    log.append((p.CurrentLineNumber, p.CurrentColumnNumber, p.CurrentByteIndex))
    return log
nsdocs = ['<a xmlns="u"/>','<a xmlns="u" b="1" xmlns:p="v" p:c="2"><p:d/><e xmlns=""/></a>','<p:a/>','<a p:b="1"/>','<a xmlns:p=""/>','<a xml:lang="en"/>','<a xmlns:xml="x"/>','<a xmlns:xmlns="x"/>','<a xmlns:x="http://www.w3.org/XML/1998/namespace"/>','<a xmlns:xml="http://www.w3.org/XML/1998/namespace"/>','<a xmlns="http://www.w3.org/2000/xmlns/"/>','<a xmlns:p="u"><p:b xmlns:p="v"><p:c/></p:b><p:d/></a>', '<a:b:c xmlns:a="u"/>','<:a/>','<a:/>','<a></a:b>','<a xmlnsx="1"/>','<?a:b c?><a/>','<a>&b:c;</a>']
for d in nsdocs:
    print(repr(d))
    for s in (None, ' ', '', '}'): print('   ', repr(s), run(d, s))
    print('   T', run(d, ' ', namespace_prefixes=True)); print('   O', run(d, ' ', ordered_attributes=True))
dtd = [
    '<!DOCTYPE a><a/>',
    '<!DOCTYPE a SYSTEM "s"><a/>',
    '<!DOCTYPE a PUBLIC "p" "s"><a/>',
    '<!DOCTYPE a PUBLIC " p  q\n" \'s\' [ ]><a/>',
    '<!DOCTYPE a PUBLIC "p"><a/>',
    '<!DOCTYPE a PUBLIC "p{" "s"><a/>',
    '<!DOCTYPE a []><a/>',
    '<!DOCTYPE a [<!ENTITY e "v">]><a x="&e;">&e;</a>',
    '<!DOCTYPE a [<!ENTITY e "<b>&f;</b>"><!ENTITY f "x&#38;y">]><a>&e;</a>',
    '<!DOCTYPE a [<!ENTITY e "<b>">]><a>&e;</b></a>',
    '<!DOCTYPE a [<!ENTITY e "</a>">]><a>&e;',
    '<!DOCTYPE a [<!ENTITY e "&e;">]><a>&e;</a>',
    '<!DOCTYPE a [<!ENTITY e "&f;"><!ENTITY f "&e;">]><a x="&e;"/>',
    '<!DOCTYPE a [<!ENTITY e SYSTEM "s">]><a>&e;</a>',
    '<!DOCTYPE a [<!ENTITY e SYSTEM "s">]><a x="&e;"/>',
    '<!DOCTYPE a [<!ENTITY e SYSTEM "s" NDATA n>]><a>&e;</a>',
    '<!DOCTYPE a [<!NOTATION n SYSTEM "x"><!NOTATION m PUBLIC "p"><!NOTATION o PUBLIC "p" "s">]><a/>',
    '<!DOCTYPE a SYSTEM "s"><a>&u;</a>',
    '<!DOCTYPE a SYSTEM "s"><a x="&u;"/>',
    '<?xml version="1.0" standalone="yes"?><!DOCTYPE a SYSTEM "s"><a>&u;</a>',
    '<!DOCTYPE a [<!ATTLIST a b CDATA "x" c ID #IMPLIED d (y|z ) "y" e NMTOKENS #REQUIRED f CDATA #FIXED "k" g NOTATION (n|m) #IMPLIED>]><a e="  p  q "/>',
    '<!DOCTYPE a [<!-- c --><?p d?> ]><a/>',
    '<!DOCTYPE a [',
    '<!DOCTYPE',
    '<!DOCTYPE>',
    '<!DOCTYPE a b><a/>',
    '<!DOCTYPE a [<!FOO x>]><a/>',
    '<!DOCTYPE a [<!ENTITY e>]><a/>',
    '<!DOCTYPE a [<!ENTITY e v>]><a/>',
    '<!DOCTYPE a [<!ELEMENT a>]><a/>',
    '<!DOCTYPE a [<!ELEMENT a (b,c|d)>]><a/>',
    '<!DOCTYPE a [<!ATTLIST a b CDATA>]><a/>',
    '<!DOCTYPE a [<!ENTITY e "1"><!ENTITY e "2">]><a>&e;</a>',
    '<!DOCTYPE a [<!ENTITY e "x&lt;y">]><a>&e;</a>',
    '<!DOCTYPE a [<!ENTITY e "x&#60;y">]><a>&e;</a>',
    '<a/><!DOCTYPE a>',
    '<a><!DOCTYPE a></a>',
    '<!DOCTYPE a [<!ENTITY e "v">] ><a/>',
    '<!DOCTYPE a [<!ATTLIST a xmlns CDATA "u" p:x CDATA "1" xmlns:p CDATA "v">]><a/>',
]
for d in dtd:
    print(repr(d))
    for x in run(d): print('   ', x)
    print('   D', run(d, default='DefaultHandler', only=()))
    print('   E', run(d, default='DefaultHandlerExpand', only=()))
    print('   N', run(d, ' '), run(d, specified_attributes=True, only=('StartElementHandler',)))
big = '<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY e "v">]>\n<a b="&e;"><!-- c -->te&amp;xt &e; <![CDATA[x]]y]]> <b/><?p q?>\r\nmore é</a>\n<!-- e -->'
for n in (1, 2, 3, 5, 7, 16, 50):
    log = [x[:2] for x in run(big, chunks=n, buffer_text=False)]
    text = ''.join(x[1][0] for x in log if x[0] == 'CharacterData')
    print(n, text, [x for x in log if x[0] != 'CharacterData'])
    print(run(big.encode(), chunks=n, buffer_text=True)[-1])
for enc in ('utf-16', 'utf-16-le', 'utf-8-sig', 'latin-1', 'cp1252', 'utf-8', 'koi8-r', 'ascii'):
    t = '<?xml version="1.0" encoding="%s"?><a>%s</a>' % (enc.replace('-sig','').replace('-le',''), 'x' if enc == 'ascii' else 'é' if enc not in ('koi8-r','shift_jis') else 'ж')
    for n in (None, 1, 3):
        l = run(t.encode(enc), chunks=n); print(enc, n, [x[:2] for x in l[:-1]])
for bad in (b'<a>\xff</a>', b'<a>ab\xc3</a>', b'\xff<a/>', b'<?xml version="1.0" encoding="ascii"?><a>\xe9</a>', b'<a>\xed\xa0\x80</a>'): print(bad, run(bad))
p = expat.ParserCreate(); print(p.Parse('<a>')); 
try: p.Parse('<b></a>')
except expat.error as e: print(e)
for i in range(2):
    try: p.Parse('<c/>', i)
    except expat.error as e: print(e.code)
p = expat.ParserCreate(); p.Parse('<a/>', True)
try: p.Parse('<a/>')
except expat.error as e: print(e.code)
def boom(*a): raise KeyError('boom')
p = expat.ParserCreate(); p.StartElementHandler = boom; p.EndElementHandler = print
try: p.Parse('<a/>')
except KeyError as e: print(repr(e), p.StartElementHandler, p.EndElementHandler, p.ErrorCode)
try: p.Parse('<a/>')
except expat.error as e: print(e.code)
def lol(n): return '<!DOCTYPE a [<!ENTITY e0 "' + 'x'*1000 + '">' + ''.join(f'<!ENTITY e{i} "{("&e%d;" % (i-1))*10}">' for i in range(1, n)) + f']><a>&e{n-1};</a>'
for n in (3, 7):
    try: expat.ParserCreate().Parse(lol(n), True); print('ok')
    except expat.error as e: print(e.code, str(e).split(':')[0])
for args in ((1,), (None, 1), (None, 'ab'), (None, None, 1), (None, None, {}), (None, None, None)):
    try: print(expat.ParserCreate(*args).intern)
    except Exception as e: print(type(e).__name__, e)
d = {}
p = expat.ParserCreate(intern=d); p.StartElementHandler = lambda *a: None; p.Parse('<a b="1"><?x y?></a>', 1); print(d)
p = expat.ParserCreate()
for n, v in (('buffer_size', 0), ('buffer_size', -1), ('buffer_size', 'x'), ('buffer_size', 2**80), ('buffer_size', 10), ('buffer_text', 1), ('foo', 1), ('StartElementHandler', 5), ('ErrorCode', 1)):
    try: setattr(p, n, v); print(n, getattr(p, n))
    except Exception as e: print(n, type(e).__name__, e)
p.SetBase('b'); print(p.GetBase(), p.GetInputContext(), p.GetReparseDeferralEnabled(), p.SetParamEntityParsing(1), p.UseForeignDTD())
l = []
p = expat.ParserCreate(); p.buffer_text = True; p.buffer_size = 5; p.CharacterDataHandler = l.append; p.Parse('<a>ab\ncd\nefghijk\nl</a>', 1); print(l)
def ext(ctx, base, sysid, pubid):
    q = p.ExternalEntityParserCreate(ctx); q.Parse('<?xml version="1.0" encoding="utf-8"?>x<b/>y', True); print('ext', ctx, base, sysid, pubid); return 1
l = []; p = expat.ParserCreate(); p.SetBase('bb'); p.ExternalEntityRefHandler = ext; p.CharacterDataHandler = l.append; p.StartElementHandler = lambda *a: l.append(a); p.Parse('<!DOCTYPE a [<!ENTITY e SYSTEM "s">]><a>1&e;2</a>', 1); print(l)
p = expat.ParserCreate(); p.ExternalEntityRefHandler = lambda *a: 0
try: p.Parse('<!DOCTYPE a [<!ENTITY e SYSTEM "s">]><a>1&e;2</a>', 1)
except expat.error as e: print(e)
p = expat.ParserCreate(); p.NotStandaloneHandler = lambda: 0
try: p.Parse('<!DOCTYPE a SYSTEM "s"><a/>', 1)
except expat.error as e: print(e.code)
p = expat.ParserCreate(); seen = []
p.StartElementHandler = lambda n, a: seen.append(p.GetInputContext()); p.Parse('<a>x<b/></a>', 1); print(seen, p.GetInputContext())
import io
p = expat.ParserCreate(); p.StartElementHandler = print
print(p.ParseFile(io.BytesIO(b'<a><b/></a>')))
for f in (1, io.StringIO('<a/>')):
    try: expat.ParserCreate().ParseFile(f)
    except Exception as e: print(type(e).__name__, e)
print(expat.ErrorString(3), expat.ErrorString(0), expat.ErrorString(99))
