# Every event of xml.parsers.expat, with its place, and every error, for small documents.
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
docs = ['<a/>', '<a></a>', '<a b="1" c=\'2\'>t</a>', '<a>x\ny\r\nz\rw</a>', '<a>&lt;&#65;&#x42;&amp;</a>', '<a', '<a>', '<a><b></a>', '', ' ', 'junk', 'junk&', '<a/>junk', '<a/>&x', '<a/> \n<!-- c --><?p d?>', '<a/><b/>', '<a/></a>', '</a>', '<a>]]></a>', '<a>x]]>y</a>', '<a>]</a>', '<a>]]</a>', '<a><![CDATA[x]y]]z\n]]></a>', '<a><![CDATA[', '<a><![CDATA[x', '<a><![CDX[x]]></a>', '<![CDATA[x]]>', '<a>\x01</a>', '<a>ab\x01</a>', '\x01', '<a b="1" b="2"/>', '<a b="1"c="2"/>', '<a b=1/>', '<a b/>', '<a b="<"/>', '<a b="&"/>', '<a b="&x;"/>', '<a>&x;</a>', '<a>&#0;</a>', '<a b="x&#0;"/>', '<a>&#xFFFE;</a>', '<a>&#;</a>', '<a>&;</a>', '<a>& b</a>', '<a / >', '<a//>', '<1/>', '< a/>', '<a></a b>', '<a></a \n>', '<a><!-- x -- y --></a>', '<a><!- x></a>', '<a><!x></a>', '<a><!-- x', '<a><?xml version="1.0"?></a>', '<a><?XML x?></a>', '<a><?xMl x?></a>', '<a><?p?></a>', '<a><?p  x y ?></a>', '<a><?p?x></a>', '<?p x?><a/>', ' <?xml version="1.0"?><a/>', '<?xml version="1.0"?><a/>', '<?xml version="1.0" encoding="utf-8" standalone="yes"?><a/>', '<?xml?><a/>', '<?xml ?><a/>', '<?xml version=1.0?><a/>', '<?xml version="1.0" foo="x"?><a/>', '<?xml encoding="utf-8"?><a/>', '<?xml version="1.0" standalone="maybe"?><a/>', '<?xml version="1.0" standalone="no" encoding="utf-8"?><a/>', '<?xml version="1.0" encoding="utf-16"?><a/>', '<a>\ufffe</a>', '<é ü="ö">日本\n語</é>', '<a:b:c/>', '<:a/>', '<a:/>', '<a b:="x"/>', '<a.b-c_d>·</a.b-c_d>', '<a\n  b = "x\ty\nz"\r\n/>', '<a b="x\r\ny\rz"/>', '<a b="]]>">></a>', "<a>'\"></a>", '<!-- --><a/>', '<a><b/><b></b>x<c>y</c></a>', '<', '<a>x</a', '<a>x<', '<a>&', '<a>&am', '<!', '<!D', '<?', '<?p', '<a/><', '<a/><!', '"x', '5', '<a>x\r</a>', 'é', '=', '<a/>=', '<!ELEMENT a ANY><a/>', '<!foo><a/>', '<![x', '<!1']
for d in docs:
    print(repr(d))
    for x in run(d): print('   ', x)
    print('   D', run(d, default='DefaultHandler', only=()))
    print('   E', run(d, default='DefaultHandlerExpand', only=('StartElementHandler', 'EndElementHandler','CharacterDataHandler')))
    if d.isascii() and d:
        print('   B', run(d.encode(), buffer_text=True))
        print('   N', run(d.encode(), sep=' '))
