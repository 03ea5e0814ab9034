"""XML as trees of elements: parse() and fromstring() read them, tostring() and ElementTree.write() write them."""

import collections
import collections.abc
import contextlib
import io
import re
import sys
import warnings
from _etree import Element, SubElement, TreeBuilder
from xml.etree import ElementPath

__all__ = ['Comment', 'dump', 'Element', 'ElementTree', 'canonicalize', 'fromstring', 'fromstringlist', 'indent',
           'iselement', 'iterparse', 'parse', 'ParseError', 'PI', 'ProcessingInstruction', 'QName', 'SubElement',
           'tostring', 'tostringlist', 'TreeBuilder', 'VERSION', 'XML', 'XMLID', 'XMLParser', 'XMLPullParser',
           'register_namespace', 'C14NWriterTarget']

VERSION = '1.3.0'


class ParseError(SyntaxError):
    """The text is not XML: `code` and `position`, line and column, tell more."""


def iselement(element):
    """Does the object look like an element?"""
    return hasattr(element, 'tag')


def Comment(text=None):
    """A comment, as an element."""
    element = Element(Comment)
    element.text = text
    return element


def ProcessingInstruction(target, text=None):
    """A processing instruction, as an element."""
    element = Element(ProcessingInstruction)
    element.text = target
    if text:
        element.text = element.text + ' ' + text
    return element


PI = ProcessingInstruction


class QName:
    """A name in a namespace, to be written with a prefix for that."""

    def __init__(self, text_or_uri, tag=None):
        self.text = '{%s}%s' % (text_or_uri, tag) if tag else text_or_uri

    def __str__(self):
        return self.text

    def __repr__(self):
        return '<%s %r>' % (self.__class__.__name__, self.text)

    def __hash__(self):
        return hash(self.text)

    def _compare(name):
        def compare(self, other):
            return getattr(self.text, name)(other.text if isinstance(other, QName) else other)
        return compare

    __le__, __lt__ = _compare('__le__'), _compare('__lt__')
    __ge__, __gt__ = _compare('__ge__'), _compare('__gt__')
    __eq__ = _compare('__eq__')
    del _compare


class ElementTree:
    """A whole document: an element, read from and written to files."""

    def __init__(self, element=None, file=None):
        if element is not None and not iselement(element):
            raise TypeError('expected an Element, not %s' % type(element).__name__)
        self._root = element
        if file:
            self.parse(file)

    def getroot(self):
        """The outermost element."""
        return self._root

    def _setroot(self, element):
        if not iselement(element):
            raise TypeError('expected an Element, not %s' % type(element).__name__)
        self._root = element

    def parse(self, source, parser=None):
        """Reads a file, by name or as an object; returns the outermost element."""
        opened = not hasattr(source, 'read')
        if opened:
            source = open(source, 'rb')
        try:
            if parser is None:
                parser = XMLParser()
            while data := source.read(1 << 16):
                parser.feed(data)
            self._root = parser.close()
            return self._root
        finally:
            if opened:
                source.close()

    def iter(self, tag=None):
        """All elements."""
        return self._root.iter(tag)

    def _relative(self, path):
        if path[:1] == '/':
            path = '.' + path
            warnings.warn('This search is broken in 1.3 and earlier, and will be fixed in a future version.  If you rely '
                          'on the current behaviour, change it to %r' % path, FutureWarning, stacklevel=3)
        return path

    def find(self, path, namespaces=None):
        """As the outermost element's."""
        return self._root.find(self._relative(path), namespaces)

    def findtext(self, path, default=None, namespaces=None):
        """As the outermost element's."""
        return self._root.findtext(self._relative(path), default, namespaces)

    def findall(self, path, namespaces=None):
        """As the outermost element's."""
        return self._root.findall(self._relative(path), namespaces)

    def iterfind(self, path, namespaces=None):
        """As the outermost element's."""
        return self._root.iterfind(self._relative(path), namespaces)

    def write(self, file_or_filename, encoding=None, xml_declaration=None, default_namespace=None, method=None, *,
              short_empty_elements=True):
        """Writes the document to a file, by name or as an object."""
        if self._root is None:
            raise TypeError('ElementTree not initialized')
        if not method:
            method = 'xml'
        elif method not in ('xml', 'html', 'text', 'c14n'):
            raise ValueError('unknown method %r' % method)
        if not encoding:
            encoding = 'utf-8' if method == 'c14n' else 'us-ascii'
        with _writer(file_or_filename, encoding) as (write, declared):
            if method == 'xml' and (xml_declaration or xml_declaration is None and encoding.lower() != 'unicode'
                                    and declared.lower() not in ('utf-8', 'us-ascii')):
                write("<?xml version='1.0' encoding='%s'?>\n" % (declared,))
            if method == 'text':
                for part in self._root.itertext():
                    write(part)
                return
            qnames, namespaces = _namespaces(self._root, default_namespace)
            if method == 'html':
                _serialize_html(write, self._root, qnames, namespaces)
            else:
                _serialize_xml(write, self._root, qnames, namespaces, short_empty_elements)

    def write_c14n(self, file):
        """Writes the document in a canonical form."""
        return self.write(file, method='c14n')


@contextlib.contextmanager
def _writer(file_or_filename, encoding):
    write = getattr(file_or_filename, 'write', None)
    if write is None:
        if encoding.lower() == 'unicode':
            encoding = 'utf-8'
        with open(file_or_filename, 'w', encoding=encoding, errors='xmlcharrefreplace') as file:
            yield file.write, encoding
        return
    if encoding.lower() == 'unicode':
        yield write, getattr(file_or_filename, 'encoding', None) or 'utf-8'
        return
    buffer = io.StringIO()
    yield buffer.write, encoding
    text = buffer.getvalue()
    data = text.encode(encoding, 'xmlcharrefreplace')
    write(data)


_namespace_map = {
    'http://www.w3.org/XML/1998/namespace': 'xml',
    'http://www.w3.org/1999/xhtml': 'html',
    'http://www.w3.org/1999/02/22-rdf-syntax-ns#': 'rdf',
    'http://schemas.xmlsoap.org/wsdl/': 'wsdl',
    'http://www.w3.org/2001/XMLSchema': 'xs',
    'http://www.w3.org/2001/XMLSchema-instance': 'xsi',
    'http://purl.org/dc/elements/1.1/': 'dc',
}


def register_namespace(prefix, uri):
    """The prefix that a namespace is written with."""
    if re.match(r'ns\d+$', prefix):
        raise ValueError('Prefix format reserved for internal use')
    for known, other in list(_namespace_map.items()):
        if known == uri or other == prefix:
            del _namespace_map[known]
    _namespace_map[uri] = prefix


register_namespace._namespace_map = _namespace_map


def _namespaces(root, default_namespace=None):
    """How each name is written, and the prefixes of the namespaces that there are."""
    qnames = {None: None}
    namespaces = {}
    if default_namespace:
        namespaces[default_namespace] = ''

    def add(qname):
        try:
            if qname[:1] == '{':
                uri, tag = qname[1:].rsplit('}', 1)
                prefix = namespaces.get(uri)
                if prefix is None:
                    prefix = _namespace_map.get(uri)
                    if prefix is None:
                        prefix = 'ns%d' % len(namespaces)
                    if prefix != 'xml':
                        namespaces[uri] = prefix
                qnames[qname] = '%s:%s' % (prefix, tag) if prefix else tag
            else:
                if default_namespace:
                    raise ValueError('cannot use non-qualified names with default_namespace option')
                qnames[qname] = qname
        except TypeError:
            _raise_serialization_error(qname)

    for element in root.iter():
        tag = element.tag
        if isinstance(tag, QName):
            if tag.text not in qnames:
                add(tag.text)
        elif isinstance(tag, str):
            if tag not in qnames:
                add(tag)
        elif tag is not None and tag is not Comment and tag is not PI:
            _raise_serialization_error(tag)
        for key, value in element.items():
            if isinstance(key, QName):
                key = key.text
            if key not in qnames:
                add(key)
            if isinstance(value, QName) and value.text not in qnames:
                add(value.text)
        if isinstance(element.text, QName) and element.text.text not in qnames:
            add(element.text.text)
    return qnames, namespaces


def _attributes(write, element, qnames, namespaces, escape):
    if namespaces:
        for uri, prefix in sorted(namespaces.items(), key=lambda item: item[1]):
            write(' xmlns%s="%s"' % (':' + prefix if prefix else '', escape(uri)))
    for key, value in element.items():
        if isinstance(key, QName):
            key = key.text
        value = qnames[value.text] if isinstance(value, QName) else escape(value)
        write(' %s="%s"' % (qnames[key], value))


def _serialize_xml(write, root, qnames, namespaces, short_empty_elements):
    # Without recursion: trees may be deep.
    stack = [(root, None)]
    while stack:
        element, tag = stack.pop()
        if tag is not None:
            write('</' + tag + '>')
            if element.tail:
                write(_escape_cdata(element.tail))
            continue
        tag, text = element.tag, element.text
        if tag is Comment:
            write('<!--%s-->' % text)
        elif tag is ProcessingInstruction:
            write('<?%s?>' % text)
        else:
            name = qnames[tag.text if isinstance(tag, QName) else tag]
            if name is None:
                if text:
                    write(_escape_cdata(text))
                if element.tail:
                    stack.append((_Text(element.tail), None))
                stack.extend((child, None) for child in reversed(element))
                continue
            write('<' + name)
            _attributes(write, element, qnames, namespaces, _escape_attrib)
            namespaces = None
            if text or len(element) or not short_empty_elements:
                write('>')
                if text:
                    write(qnames[text.text] if isinstance(text, QName) else _escape_cdata(text))
                stack.append((element, name))
                stack.extend((child, None) for child in reversed(element))
                continue
            write(' />')
        if element.tail:
            write(_escape_cdata(element.tail))


class _Text:
    # Text in the place of an element.
    tag = None
    tail = None

    def __init__(self, text):
        self.text = text

    def __iter__(self):
        return iter(())

    __reversed__ = __iter__


HTML_EMPTY = {'area', 'base', 'basefont', 'br', 'col', 'embed', 'frame', 'hr', 'img', 'input', 'isindex', 'link', 'meta',
              'param', 'source', 'track', 'wbr'}


def _serialize_html(write, element, qnames, namespaces):
    tag, text = element.tag, element.text
    if tag is Comment:
        write('<!--%s-->' % _escape_cdata(text))
    elif tag is ProcessingInstruction:
        write('<?%s?>' % _escape_cdata(text))
    else:
        name = qnames[tag.text if isinstance(tag, QName) else tag]
        if name is None:
            if text:
                write(_escape_cdata(text))
            for child in element:
                _serialize_html(write, child, qnames, None)
        else:
            write('<' + name)
            _attributes(write, element, qnames, namespaces, _escape_attrib_html)
            write('>')
            lower = name.lower()
            if text:
                write(text if lower in ('script', 'style') else _escape_cdata(text))
            for child in element:
                _serialize_html(write, child, qnames, None)
            if lower not in HTML_EMPTY:
                write('</' + name + '>')
    if element.tail:
        write(_escape_cdata(element.tail))


def _raise_serialization_error(text):
    raise TypeError('cannot serialize %r (type %s)' % (text, type(text).__name__))


def _escape_cdata(text):
    try:
        if '&' in text:
            text = text.replace('&', '&amp;')
        if '<' in text:
            text = text.replace('<', '&lt;')
        if '>' in text:
            text = text.replace('>', '&gt;')
        return text
    except (TypeError, AttributeError):
        _raise_serialization_error(text)


def _escape_attrib(text):
    text = _escape_cdata(text)
    for old, new in ('"', '&quot;'), ('\r', '&#13;'), ('\n', '&#10;'), ('\t', '&#09;'):
        if old in text:
            text = text.replace(old, new)
    return text


def _escape_attrib_html(text):
    try:
        return text.replace('&', '&amp;').replace('>', '&gt;').replace('"', '&quot;')
    except (TypeError, AttributeError):
        _raise_serialization_error(text)


def tostring(element, encoding=None, method=None, *, xml_declaration=None, default_namespace=None,
             short_empty_elements=True):
    """An element as bytes, or, in the encoding 'unicode', as text."""
    stream = io.StringIO() if encoding == 'unicode' else io.BytesIO()
    ElementTree(element).write(stream, encoding, xml_declaration=xml_declaration, default_namespace=default_namespace,
                               method=method, short_empty_elements=short_empty_elements)
    return stream.getvalue()


def tostringlist(element, encoding=None, method=None, *, xml_declaration=None, default_namespace=None,
                 short_empty_elements=True):
    """As tostring(), in a list."""
    return [tostring(element, encoding, method, xml_declaration=xml_declaration, default_namespace=default_namespace,
                     short_empty_elements=short_empty_elements)]


def dump(elem):
    """Prints an element."""
    if not isinstance(elem, ElementTree):
        elem = ElementTree(elem)
    elem.write(sys.stdout, encoding='unicode')
    tail = elem.getroot().tail
    if not tail or tail[-1] != '\n':
        sys.stdout.write('\n')


def indent(tree, space='  ', level=0):
    """Puts the children of elements into lines of their own, by changing what is only space."""
    if isinstance(tree, ElementTree):
        tree = tree.getroot()
    if level < 0:
        raise ValueError(f'Initial indentation level must be >= 0, got {level}')
    if not len(tree):
        return

    def inner(element, level):
        line = '\n' + (level + 1) * space
        if not element.text or not element.text.strip():
            element.text = line
        for child in element:
            if len(child):
                inner(child, level + 1)
            if not child.tail or not child.tail.strip():
                child.tail = line
        if not child.tail.strip():
            child.tail = '\n' + level * space

    inner(tree, level)


def parse(source, parser=None):
    """An ElementTree of a file, by name or as an object."""
    tree = ElementTree()
    tree.parse(source, parser)
    return tree


def iterparse(source, events=None, parser=None):
    """(event, element) pairs while a file is read; `root` is the outermost element in the end."""
    puller = XMLPullParser(events=events, _parser=parser)
    opened = not hasattr(source, 'read')
    if opened:
        source = open(source, 'rb')

    def read():
        try:
            while True:
                yield from puller.read_events()
                data = source.read(16 * 1024)
                if not data:
                    break
                puller.feed(data)
            root = puller._close_and_return_root()
            yield from puller.read_events()
            result.root = root
        finally:
            if opened:
                source.close()

    generator = read()

    class IterParseIterator(collections.abc.Iterator):
        """What iterparse() returns."""

        __next__ = generator.__next__

        def close(self):
            """Closes the file, if iterparse() opened it."""
            generator.close()
            if opened:
                source.close()

        def __del__(self):
            generator.close()

    result = IterParseIterator()
    result.root = None
    return result


class XMLPullParser:
    """A parser that keeps what happens until it is asked."""

    def __init__(self, events=None, *, _parser=None):
        self._events_queue = collections.deque()
        self._parser = _parser or XMLParser(target=TreeBuilder())
        if events is None:
            events = ('end',)
        self._parser._setevents(self._events_queue, events)

    def feed(self, data):
        """Reads text or bytes."""
        if self._parser is None:
            raise ValueError('feed() called after end of stream')
        if data:
            try:
                self._parser.feed(data)
            except SyntaxError as error:
                self._events_queue.append(error)

    def _close_and_return_root(self):
        root = self._parser.close()
        self._parser = None
        return root

    def close(self):
        """There is no more to read."""
        self._close_and_return_root()

    def read_events(self):
        """(event, element) pairs of what has happened since this was asked."""
        events = self._events_queue
        while events:
            event = events.popleft()
            if isinstance(event, Exception):
                raise event
            yield event

    def flush(self):
        """Has the parser look at what it was fed, though it may be too little."""
        if self._parser is None:
            raise ValueError('flush() called after end of stream')
        self._parser.flush()


def XML(text, parser=None):
    """The element that a text is."""
    if not parser:
        parser = XMLParser(target=TreeBuilder())
    parser.feed(text)
    return parser.close()


def XMLID(text, parser=None):
    """The element that a text is, and a dict of those that have an attribute `id`."""
    tree = XML(text, parser)
    return tree, {element.get('id'): element for element in tree.iter() if element.get('id')}


fromstring = XML


def fromstringlist(sequence, parser=None):
    """As fromstring(), of a text in parts."""
    if not parser:
        parser = XMLParser(target=TreeBuilder())
    for text in sequence:
        parser.feed(text)
    return parser.close()


class XMLParser:
    """A parser that tells a target, by default a TreeBuilder, what it reads."""

    def __init__(self, *, target=None, encoding=None):
        from xml.parsers import expat
        parser = expat.ParserCreate(encoding, '}')
        parser._braces = True
        if target is None:
            target = TreeBuilder()
        self.parser = self._parser = parser
        self.target = self._target = target
        self._error = expat.error
        parser.DefaultHandlerExpand = self._default
        if hasattr(target, 'start'):
            parser.StartElementHandler = target.start
        if hasattr(target, 'end'):
            parser.EndElementHandler = target.end
        if hasattr(target, 'start_ns'):
            parser.StartNamespaceDeclHandler = lambda prefix, uri: target.start_ns(prefix or '', uri or '')
        if hasattr(target, 'end_ns'):
            parser.EndNamespaceDeclHandler = lambda prefix: target.end_ns(prefix or '')
        if hasattr(target, 'data'):
            parser.CharacterDataHandler = target.data
        if hasattr(target, 'comment'):
            parser.CommentHandler = target.comment
        if hasattr(target, 'pi'):
            parser.ProcessingInstructionHandler = target.pi
        if hasattr(target, 'doctype'):
            parser.StartDoctypeDeclHandler = lambda name, system, public, _: target.doctype(name, public, system)
        # Where nobody sees the pieces of a text, they come together.
        parser.buffer_text = type(target) is TreeBuilder
        self.entity = {}
        self.version = 'Expat %d.%d.%d' % expat.version_info

    def _setevents(self, events_queue, events_to_report):
        parser, append = self._parser, events_queue.append
        for name in events_to_report:
            if name == 'start':
                def start(tag, attrs):
                    append(('start', self.target.start(tag, attrs)))
                parser.StartElementHandler = start
            elif name == 'end':
                def end(tag):
                    append(('end', self.target.end(tag)))
                parser.EndElementHandler = end
            elif name == 'start-ns':
                own = parser.StartNamespaceDeclHandler

                def start_ns(prefix, uri):
                    if own:
                        own(prefix, uri)
                    append(('start-ns', (prefix or '', uri or '')))
                parser.StartNamespaceDeclHandler = start_ns
            elif name == 'end-ns':
                own_end = parser.EndNamespaceDeclHandler

                def end_ns(prefix):
                    if own_end:
                        own_end(prefix)
                    append(('end-ns', None))
                parser.EndNamespaceDeclHandler = end_ns
            elif name == 'comment':
                parser.CommentHandler = lambda text: append(('comment', self.target.comment(text)))
            elif name == 'pi':
                parser.ProcessingInstructionHandler = lambda target, data: append(('pi', self.target.pi(target, data)))
            else:
                raise ValueError('unknown event %r' % name)

    def _raise(self, error):
        problem = ParseError(str(error))
        problem.code = error.code
        problem.position = error.lineno, error.offset
        raise problem

    def _default(self, text):
        prefix = text[:1]
        if prefix == '&':
            data = getattr(self.target, 'data', None)
            if data is None:
                return
            try:
                data(self.entity[text[1:-1]])
            except KeyError:
                parser = self.parser
                error = self._error('undefined entity %s: line %d, column %d' % (
                    text, parser.CurrentLineNumber, parser.CurrentColumnNumber))
                error.code = 11
                error.lineno, error.offset = parser.CurrentLineNumber, parser.CurrentColumnNumber
                self._raise(error)

    def feed(self, data, /):
        """Reads text or bytes."""
        try:
            self.parser.Parse(data, False)
        except self._error as error:
            self._raise(error)

    def close(self):
        """There is no more to read: returns what the target's close() does."""
        try:
            self.parser.Parse(b'', True)
        except self._error as error:
            self._raise(error)
        try:
            close = self.target.close
        except AttributeError:
            return None
        finally:
            del self.parser, self._parser
            del self.target, self._target
        return close()

    def flush(self):
        """Has the parser look at what it was fed, though it may be too little."""
        enabled = self.parser.GetReparseDeferralEnabled()
        try:
            self.parser.SetReparseDeferralEnabled(False)
            self.parser.Parse(b'', False)
        except self._error as error:
            self._raise(error)
        finally:
            self.parser.SetReparseDeferralEnabled(enabled)


def canonicalize(xml_data=None, *, out=None, from_file=None, **options):
    """A document in the canonical form C14N 2.0: as text, or written to `out`."""
    if xml_data is None and from_file is None:
        raise ValueError("Either 'xml_data' or 'from_file' must be provided as input")
    result = None
    if out is None:
        result = out = io.StringIO()
    parser = XMLParser(target=C14NWriterTarget(out.write, **options))
    if xml_data is not None:
        parser.feed(xml_data)
        parser.close()
    else:
        parse(from_file, parser=parser)
    return result.getvalue() if result is not None else None


_prefixed = re.compile(r'^\w+:\w+$').match


class C14NWriterTarget:
    """The target of a parser that writes what is read in canonical form."""

    def __init__(self, write, *, with_comments=False, strip_text=False, rewrite_prefixes=False, qname_aware_tags=None,
                 qname_aware_attrs=None, exclude_attrs=None, exclude_tags=None):
        self._write = write
        self._data = []
        self._with_comments = with_comments
        self._strip_text = strip_text
        self._exclude_attrs = set(exclude_attrs or ())
        self._exclude_tags = set(exclude_tags or ())
        self._rewrite_prefixes = rewrite_prefixes
        self._qname_aware_tags = set(qname_aware_tags or ())
        self._qname_aware_attrs = set(qname_aware_attrs or ())
        # By element: the namespaces that were declared in it, and the prefixes that were written.
        self._declared = [{'http://www.w3.org/XML/1998/namespace': 'xml'}]
        self._written = [{'xml': 'http://www.w3.org/XML/1998/namespace'}]
        self._new = {}
        self._prefixes = {}
        self._preserve = [False]
        self._root_seen = self._root_done = False
        self._ignored = 0
        self._pending = None

    def start_ns(self, prefix, uri):
        """A namespace is declared."""
        if self._ignored:
            return
        if self._data:
            self._flush()
        self._new[uri] = prefix

    def data(self, data):
        """Text."""
        if not self._ignored:
            self._data.append(data)

    def _flush(self):
        data = ''.join(self._data)
        self._data.clear()
        if self._strip_text and not self._preserve[-1]:
            data = data.strip()
        if self._pending is not None:
            tag, attrs, names = self._pending
            self._pending = None
            qname = data if tag in self._qname_aware_tags and data and _prefixed(data) else None
            self._start(tag, attrs, names, qname)
            if qname is not None:
                return
        if data and self._root_seen and not self._root_done:
            self._write(_escape_c14n(data))

    def start(self, tag, attrs):
        """An element begins."""
        if self._exclude_tags is not None and (self._ignored or tag in self._exclude_tags):
            self._ignored += 1
            return
        if self._data:
            self._flush()
        elif self._pending is not None:
            self._flush()
        names, self._new = self._new, {}
        if tag in self._qname_aware_tags:
            self._pending = tag, attrs, names
            return
        self._start(tag, attrs, names)

    def _prefix(self, uri, scope, new):
        if self._rewrite_prefixes:
            prefix = self._prefixes.get(uri)
            if prefix is None and uri != 'http://www.w3.org/XML/1998/namespace':
                prefix = self._prefixes[uri] = f'n{len(self._prefixes)}'
            elif prefix is None:
                return 'xml'
        else:
            prefix = scope.get(uri)
            if prefix is None:
                prefix = _namespace_map.get(uri, f'ns{len(scope)}')
        if self._written[-1].get(prefix) != uri and prefix != 'xml':
            new[prefix] = uri
        return prefix

    def _start(self, tag, attrs, names, qname=None):
        scope = {**self._declared[-1], **names}
        self._declared.append(scope)
        new = {}
        if self._exclude_attrs:
            attrs = {key: value for key, value in attrs.items() if key not in self._exclude_attrs}

        def written(name, attribute=False):
            if name[:1] != '{':
                if not attribute and not self._rewrite_prefixes and self._written[-1].get(''):
                    new[''] = ''
                return name, '', name
            uri, local = name[1:].rsplit('}', 1)
            prefix = self._prefix(uri, scope, new)
            return f'{prefix}:{local}' if prefix else local, uri, local

        pairs = []
        name = written(tag)[0]
        for key, value in attrs.items():
            full, uri, local = written(key, True)
            pairs.append((uri, local, full, value))
        by_prefix = {prefix: uri for uri, prefix in scope.items()}

        def rewritten(value):
            prefix, _, local = value.partition(':')
            uri = by_prefix.get(prefix)
            if uri is None:
                return value
            return f'{self._prefix(uri, scope, new)}:{local}'

        pairs = [(uri, local, full, rewritten(value) if key in self._qname_aware_attrs and _prefixed(value) else value)
                 for (uri, local, full, value), key in zip(pairs, attrs)]
        if qname is not None:
            qname = rewritten(qname)
        self._written.append({**self._written[-1], **new})
        write = self._write
        write('<' + name)
        for prefix, uri in sorted(new.items()):
            write(' xmlns%s="%s"' % (':' + prefix if prefix else '', _escape_attrib_c14n(uri)))
        for uri, local, full, value in sorted(pairs, key=lambda pair: pair[:2]):
            write(f' {full}="{_escape_attrib_c14n(value)}"')
        write('>')
        space = attrs.get('{http://www.w3.org/XML/1998/namespace}space')
        self._preserve.append(space == 'preserve' if space else self._preserve[-1])
        if qname is not None:
            write(_escape_c14n(qname))
        self._root_seen = True

    def end(self, tag):
        """An element ends."""
        if self._ignored:
            self._ignored -= 1
            return
        if self._data or self._pending is not None:
            self._flush()
        if tag[:1] == '{':
            uri, local = tag[1:].rsplit('}', 1)
            prefix = self._prefix(uri, self._declared[-1], {})
            tag = f'{prefix}:{local}' if prefix else local
        self._write(f'</{tag}>')
        self._preserve.pop()
        self._declared.pop()
        self._written.pop()
        self._root_done = len(self._declared) == 1

    def comment(self, text):
        """A comment."""
        if self._with_comments and not self._ignored:
            self._beside('<!--%s-->' % _escape_c14n(text))

    def pi(self, target, data):
        """A processing instruction."""
        if not self._ignored:
            self._beside('<?%s %s?>' % (target, _escape_c14n(data)) if data else '<?%s?>' % target)

    def _beside(self, text):
        if self._root_done:
            self._write('\n')
        elif self._root_seen and (self._data or self._pending is not None):
            self._flush()
        self._write(text)
        if not self._root_seen:
            self._write('\n')


def _escape_c14n(text):
    return text.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;').replace('\r', '&#xD;')


def _escape_attrib_c14n(text):
    for old, new in (('&', '&amp;'), ('<', '&lt;'), ('"', '&quot;'), ('\t', '&#x9;'), ('\n', '&#xA;'), ('\r', '&#xD;')):
        text = text.replace(old, new)
    return text
