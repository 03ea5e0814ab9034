# oracle: 3.14
# xml.etree.ElementTree: reading, paths, writing, events, and what is not XML.
import io
import xml.etree.ElementTree as ET
doc = '''<?xml version="1.0"?>
<!-- top -->
<data xmlns:p="http://p" note="a &amp; b">
    <country name="Liechtenstein"><rank updated='yes'>2</rank><year>2008</year>
        <neighbor name="Austria" direction="E"/><neighbor name="Switzerland" direction="W"/>
    </country>
    <p:country name="Singapore"><rank>5</rank>text &lt;here&gt;<![CDATA[<raw> & ]]>tail</p:country>
</data>'''
root = ET.fromstring(doc)
print(root.tag, root.attrib, len(root), [c.tag for c in root])
print(root.find('country/rank').text, root.findtext('country/year'), root.findtext('x', 'no'))
print([e.get('name') for e in root.iter('neighbor')], root.findall('.//rank')[1].tail)
for path in ['country', './/neighbor[@name="Austria"]', './/neighbor[2]', './/neighbor[last()]', 'country[rank]', "country[year='2008']", './/rank/..', '*', '{http://p}country', '{*}country', './/*[@direction!="E"]', 'country//neighbor', '.', "p:country"]:
    print(path, [e.get('name') or e.tag for e in root.findall(path, {'p': 'http://p'})])
print(ET.tostring(root))
print(ET.tostring(root, encoding='unicode'))
print(ET.tostring(root, encoding='iso-8859-1', short_empty_elements=False)[:60])
e = ET.Element('a', {'x': '1'}, y='2\n"')
b = ET.SubElement(e, 'b'); b.text = 'é<'; b.tail = 'T'
e.append(ET.Comment('c')); e.append(ET.PI('t', 'd'))
print(ET.tostring(e), ET.tostring(e, 'utf-8'), ET.tostring(e, 'unicode', method='html'), ET.tostring(e, 'unicode', method='text'))
ET.indent(e); print(ET.tostring(e, 'unicode'))
ET.dump(e)
ET.register_namespace('q', 'http://q')
print(ET.tostring(ET.XML('<r xmlns="http://q"><s xmlns:z="zz" z:k="v"/></r>')))
print(ET.tostring(ET.XML('<r xmlns="http://q"><s/></r>'), default_namespace='http://q'))
for ev, el in ET.iterparse(io.StringIO(doc), ['start', 'end', 'comment', 'start-ns', 'end-ns']):
    print(ev, getattr(el, 'tag', el) if ev != 'comment' else el.text)
for bad in ['', '<a>', '<a></b>', '<a', '<a b=1/>', '<a b="1" b="2"/>', '<a>&x;</a>', 'text', '<a/><b/>', '<a/>x', '<a>\x01</a>', '<a>&#0;</a>', '<p:a/>', '<a><!-- -- --></a>', '<1a/>', '<a b="<"/>', '<?xml version="1.0"?', ' <?xml version="1.0"?><a/>', '<a>]]></a>', '<a><![CDATA[x</a>', '<!DOCTYPE a [<!ENTITY e "v">]><a>&e;</a>', '<a &b;/>', '</a>', '<a></a b>', '<a>\n\n  &nope;</a>', b'<?xml version="1.0" encoding="nope"?><a/>', b'<a>\xff</a>', '<a>&</a>', '<a>&b</a>', '<a b = "x"c="y"/>','<a/ >', '<!-- x', '<a><?xml ?></a>', '<?xml?><a/>','<a>\n<b></c></a>']:
    try:
        print(repr(bad), ET.tostring(ET.fromstring(bad)))
    except ET.ParseError as err:
        print(repr(bad), err, err.code, err.position)
    except Exception as err:
        print(repr(bad), type(err), err)
p = ET.XMLPullParser(['start', 'end'])
p.feed('<a><b>t'); print([(e, x.tag) for e, x in p.read_events()]); p.feed('</b></a>'); print([(e, x.tag, x.text) for e, x in p.read_events()]); p.close()
print(ET.canonicalize('<z b="2" a="1" xmlns:k="u"><!--c--><y/> <k:x k:q="&#10;"/>t&gt;</z>'))
print(ET.canonicalize('<z b="2" a="1"><y/> </z>', strip_text=True))
t = ET.ElementTree(ET.XML('<a>é</a>'))
o = io.BytesIO(); t.write(o, encoding='utf-16'); print(o.getvalue()[:20])
o = io.BytesIO(); t.write(o, xml_declaration=True); print(o.getvalue())
import copy, pickle
c = copy.deepcopy(root); print(ET.tostring(c) == ET.tostring(root)); print(ET.tostring(pickle.loads(pickle.dumps(e))) == ET.tostring(e))
print(ET.QName('u', 't'), ET.QName('{u}t') == '{u}t', repr(ET.QName('a')))
x = ET.Element('r', {ET.QName('u', 'k'): ET.QName('w', 'v')}); print(ET.tostring(x))
try: ET.tostring(ET.Element(5))
except TypeError as err: print(err)
try: e.append(1)
except TypeError as err: print(err)
print(e[0].tag, [y.tag for y in e[:1]], len(list(e)), list(e.keys()), e.items())
del e[0]; e[0:1] = []; print(len(e)); e.remove(e[0]); print(len(e)); 
try: e.remove(b)
except ValueError as err: print('not found')
tree, ids = ET.XMLID('<a><b id="1"/></a>'); print(ids['1'].tag)
print(''.join(root.itertext()).split())
