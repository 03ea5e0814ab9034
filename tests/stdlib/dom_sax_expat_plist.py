# xml.dom.minidom, xml.sax, xml.parsers.expat and plistlib.
import io, datetime
from xml.dom import minidom
import xml.dom, xml.sax, plistlib
from xml.sax import saxutils, handler
doc = minidom.parseString('<?xml version="1.0" encoding="utf-8"?><!DOCTYPE a [<!ENTITY e "v">]><a x="1" y="&lt;"><!-- c --><b>text &amp; more</b><c/><?pi data?><![CDATA[raw<]]>tail<p:d xmlns:p="u" p:k="v"/></a>')
print(doc.toxml()); print(doc.toprettyxml(indent='  ')); print(doc.documentElement.toxml('utf-8'))
a = doc.documentElement
print(a.tagName, a.getAttribute('x'), a.getAttribute('zz') == '', a.attributes.length, a.attributes.items(), a.hasAttribute('y'))
print([n.nodeName for n in a.childNodes], [n.nodeType for n in a.childNodes])
b = doc.getElementsByTagName('b')[0]; print(b.firstChild.data, b.firstChild.nodeValue, b.parentNode is a, b.nextSibling.nodeName)
n = doc.createElement('new'); n.setAttribute('k', 'é"\n'); n.appendChild(doc.createTextNode('<t>')); a.insertBefore(n, b)
print(a.toxml()); a.removeChild(n); a.replaceChild(doc.createComment('r'), b); print(a.toxml())
print(repr(a)[:16], repr(b.firstChild), doc.getElementsByTagNameNS('u', '*')[0].localName)
c = a.cloneNode(True); print(c.toxml() == a.toxml())
try: doc.appendChild(doc.createElement('z'))
except xml.dom.HierarchyRequestErr as e: print(e, e.code)
try: a.removeChild(b)
except xml.dom.NotFoundErr as e: print(repr(e))
impl = minidom.getDOMImplementation(); d = impl.createDocument(None, 'r', None); d.documentElement.setAttributeNS('u', 'q:z', '1'); print(d.toxml()); print(d.toprettyxml(encoding='ascii', standalone=True))
t = d.createTextNode('hello'); d.documentElement.appendChild(t); u = t.splitText(2); print(t.data, u.data, t.wholeText); d.documentElement.normalize(); print(len(d.documentElement.childNodes))
class H(handler.ContentHandler):
    def startDocument(self): print('startDocument')
    def startElement(self, name, attrs): print('start', name, sorted(attrs.items()), attrs.getNames())
    def endElement(self, name): print('end', name)
    def characters(self, c): print('chars', repr(c))
    def processingInstruction(self, t, d): print('pi', t, d)
    def endDocument(self): print('endDocument')
xml.sax.parseString('<a x="1"><b>t&amp;u</b><?p d?></a>', H())
try: xml.sax.parseString('<a><b></a>', H())
except xml.sax.SAXParseException as e: print(e, e.getLineNumber(), e.getColumnNumber())
o = io.StringIO(); g = saxutils.XMLGenerator(o, 'utf-8', short_empty_elements=True)
xml.sax.parseString('<a x="1&quot;"><b/>t&lt;</a>', g); print(o.getvalue())
print(saxutils.escape('<a&b>', {'x': 'y'}), saxutils.unescape('&lt;&amp;'), saxutils.quoteattr('a"b'), saxutils.quoteattr("a'\"b\n"))
v = {'s': 'text <&>', 'i': 5, 'neg': -3, 'big': 2**63, 'f': 1.5, 't': True, 'n': False, 'd': datetime.datetime(2020, 1, 2, 3, 4, 5), 'b': b'\x00\x01' * 40, 'l': [1, 'two', []], 'e': {}, 'u': 'é' * 20, 'same': 'two'}
x = plistlib.dumps(v); print(x.decode()); print(plistlib.loads(x) == v)
y = plistlib.dumps(v, fmt=plistlib.FMT_BINARY); print(y.hex()); print(plistlib.loads(y) == v)
print(plistlib.loads(plistlib.dumps(plistlib.UID(5), fmt=plistlib.FMT_BINARY)))
for bad in (b'', b'junk', b'bplist00xx', b'<plist><dict><key>a</key></dict></plist>', b'<plist><dict><string>a</string></dict></plist>'):
    try: print(plistlib.loads(bad))
    except Exception as e: print(type(e).__name__, e)
try: plistlib.dumps({1: 2})
except TypeError as e: print(e)
try: plistlib.dumps(None)
except TypeError as e: print(e)
from xml.parsers import expat
p = expat.ParserCreate()
log = []
for name in ('StartElementHandler', 'EndElementHandler', 'CharacterDataHandler', 'CommentHandler', 'XmlDeclHandler', 'StartDoctypeDeclHandler', 'EndDoctypeDeclHandler', 'EntityDeclHandler', 'ElementDeclHandler', 'AttlistDeclHandler', 'NotationDeclHandler', 'ProcessingInstructionHandler', 'StartCdataSectionHandler', 'EndCdataSectionHandler', 'UnparsedEntityDeclHandler'):
    setattr(p, name, lambda *a, n=name: log.append((n, a)))
p.Parse('<?xml version="1.0" standalone="yes"?><!DOCTYPE r SYSTEM "s.dtd" [<!ELEMENT r (a|b)*><!ELEMENT a (#PCDATA)><!ATTLIST r k CDATA "dv" i ID #IMPLIED t (x|y) "x"><!ENTITY e "ent<a/>"><!NOTATION n PUBLIC "p"><!ENTITY un SYSTEM "u" NDATA n>]><r i="1">a\nb&e;<![CDATA[q]]><!--z--></r>', True)
for item in log: print(item)
try: expat.ParserCreate().Parse('<a>', True)
except expat.ExpatError as e: print(e, e.code, e.lineno, e.offset, expat.ErrorString(e.code), expat.errors.XML_ERROR_NO_ELEMENTS, expat.errors.codes['syntax error'])
