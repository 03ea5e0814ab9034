"""Documents as trees of nodes: parse() and parseString() read them, toxml() and toprettyxml() write them."""

import io
import xml.dom
from xml.dom import EMPTY_NAMESPACE, EMPTY_PREFIX, XMLNS_NAMESPACE

_CHARACTER_DATA = (3, 4, 8)


class NodeList(list):
    """The children of a node."""

    __slots__ = ()

    def item(self, index):
        """The child, or None."""
        return self[index] if 0 <= index < len(self) else None

    @property
    def length(self):
        """How many there are."""
        return len(self)


class Node(xml.dom.Node):
    """What all nodes have."""

    namespaceURI = None
    parentNode = None
    ownerDocument = None
    nextSibling = None
    previousSibling = None
    prefix = EMPTY_PREFIX
    _child_types = ()
    attributes = None
    nodeValue = None

    def __bool__(self):
        return True

    @property
    def firstChild(self):
        """The first child, or None."""
        return self.childNodes[0] if self.childNodes else None

    @property
    def lastChild(self):
        """The last child, or None."""
        return self.childNodes[-1] if self.childNodes else None

    @property
    def localName(self):
        """The name without prefix, in a namespace."""
        return None

    def toxml(self, encoding=None, standalone=None):
        """The node as text, or as bytes in an encoding."""
        return self.toprettyxml('', '', encoding, standalone)

    def toprettyxml(self, indent='\t', newl='\n', encoding=None, standalone=None):
        """The node as text, each element in lines of its own."""
        out = io.StringIO()
        if self.nodeType == Node.DOCUMENT_NODE:
            self.writexml(out, '', indent, newl, encoding, standalone)
        else:
            self.writexml(out, '', indent, newl)
        text = out.getvalue()
        return text if encoding is None else text.encode(encoding, 'xmlcharrefreplace')

    def hasChildNodes(self):
        """Has it children?"""
        return bool(self.childNodes)

    def _check(self, node):
        if node.nodeType not in self._child_types:
            raise xml.dom.HierarchyRequestErr('%s cannot be child of %s' % (repr(node), repr(self)))

    def _link(self):
        before = None
        for node in self.childNodes:
            node.previousSibling = before
            if before is not None:
                before.nextSibling = node
            node.parentNode = self
            before = node
        if before is not None:
            before.nextSibling = None

    def insertBefore(self, newChild, refChild):
        """Adds a child in front of another; at the end if that is None."""
        if newChild.nodeType == Node.DOCUMENT_FRAGMENT_NODE:
            for child in tuple(newChild.childNodes):
                self.insertBefore(child, refChild)
            return newChild
        self._check(newChild)
        if newChild.parentNode is not None:
            newChild.parentNode.removeChild(newChild)
        if refChild is None:
            return self.appendChild(newChild)
        try:
            index = self.childNodes.index(refChild)
        except ValueError:
            raise xml.dom.NotFoundErr() from None
        self.childNodes.insert(index, newChild)
        self._link()
        return newChild

    def appendChild(self, node):
        """Adds a child at the end."""
        if node.nodeType == Node.DOCUMENT_FRAGMENT_NODE:
            for child in tuple(node.childNodes):
                self.appendChild(child)
            return node
        self._check(node)
        if node.parentNode is not None:
            node.parentNode.removeChild(node)
        last = self.childNodes[-1] if self.childNodes else None
        node.previousSibling, node.nextSibling = last, None
        if last is not None:
            last.nextSibling = node
        self.childNodes.append(node)
        node.parentNode = self
        return node

    def replaceChild(self, newChild, oldChild):
        """Puts a child in the place of another; returns that."""
        if newChild is oldChild:
            return None
        if newChild.nodeType == Node.DOCUMENT_FRAGMENT_NODE:
            following = oldChild.nextSibling
            self.removeChild(oldChild)
            self.insertBefore(newChild, following)
            return oldChild
        self._check(newChild)
        if newChild.parentNode is not None:
            newChild.parentNode.removeChild(newChild)
        try:
            index = self.childNodes.index(oldChild)
        except ValueError:
            raise xml.dom.NotFoundErr() from None
        self.childNodes[index] = newChild
        oldChild.parentNode = oldChild.nextSibling = oldChild.previousSibling = None
        self._link()
        return oldChild

    def removeChild(self, oldChild):
        """Removes a child; returns it."""
        try:
            self.childNodes.remove(oldChild)
        except ValueError:
            raise xml.dom.NotFoundErr() from None
        if oldChild.nextSibling is not None:
            oldChild.nextSibling.previousSibling = oldChild.previousSibling
        if oldChild.previousSibling is not None:
            oldChild.previousSibling.nextSibling = oldChild.nextSibling
        oldChild.nextSibling = oldChild.previousSibling = oldChild.parentNode = None
        return oldChild

    def normalize(self):
        """Joins texts that follow each other, and removes empty ones."""
        kept = []
        for child in self.childNodes:
            if child.nodeType == Node.TEXT_NODE:
                if not child.data:
                    child.parentNode = None
                    continue
                if kept and kept[-1].nodeType == Node.TEXT_NODE:
                    kept[-1].data += child.data
                    child.parentNode = None
                    continue
            kept.append(child)
            if child.nodeType == Node.ELEMENT_NODE:
                child.normalize()
        self.childNodes[:] = kept
        self._link()

    def cloneNode(self, deep):
        """A copy, with copies of the children if `deep`."""
        return _clone(self, deep, self.ownerDocument or self)

    def isSupported(self, feature, version):
        return self.ownerDocument.implementation.hasFeature(feature, version)

    def isSameNode(self, other):
        """Is it the same object?"""
        return self is other

    def unlink(self):
        """Takes the tree apart; for other implementations' sake."""
        self.parentNode = self.ownerDocument = None
        for child in self.childNodes or ():
            child.unlink()
        if self.childNodes:
            self.childNodes = NodeList()
        self.previousSibling = self.nextSibling = None

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.unlink()


class DocumentFragment(Node):
    """Nodes without a parent."""

    nodeType = Node.DOCUMENT_FRAGMENT_NODE
    nodeName = '#document-fragment'
    _child_types = (1, 3, 4, 5, 7, 8, 12)

    def __init__(self):
        self.childNodes = NodeList()


class Attr(Node):
    """An attribute."""

    nodeType = Node.ATTRIBUTE_NODE
    ownerElement = None
    specified = False
    _is_id = False
    _child_types = (3, 5)

    def __init__(self, qName, namespaceURI=EMPTY_NAMESPACE, localName=None, prefix=None):
        self._name = qName
        self.namespaceURI = namespaceURI
        self._prefix = prefix
        self._localName = localName
        self._value = ''
        self.childNodes = NodeList()
        self.childNodes.append(Text())

    def _set_value(self, value):
        self._value = value
        self.childNodes[0].data = value

    value = property(lambda self: self._value, _set_value, doc='The value.')
    nodeValue = value

    def _set_name(self, name):
        owner = self.ownerElement
        if owner is not None:
            owner._attributes.pop(self._name, None)
            owner._attributes[name] = self
        self._name = name

    name = property(lambda self: self._name, _set_name, doc='The name.')
    nodeName = name
    localName = property(lambda self: self._localName or self._name.split(':', 1)[-1], doc='The name without prefix.')

    def _get_prefix(self):
        return self._prefix

    def _set_prefix(self, prefix):
        if prefix == 'xmlns' and self.namespaceURI != XMLNS_NAMESPACE:
            raise xml.dom.NamespaceErr("illegal use of 'xmlns' prefix for the wrong namespace")
        self._prefix = prefix
        self._set_name(self.localName if prefix is None else '%s:%s' % (prefix, self.localName))

    prefix = property(_get_prefix, _set_prefix, doc='The prefix.')
    isId = property(lambda self: self._is_id, doc='Is it an ID?')

    def unlink(self):
        self.ownerElement = self.ownerDocument = None
        self.childNodes = NodeList()


class NamedNodeMap:
    """The attributes of an element."""

    def __init__(self, attrs, ownerElement):
        self._attrs = attrs
        self._ownerElement = ownerElement

    length = property(lambda self: len(self._attrs), doc='How many there are.')

    def item(self, index):
        try:
            return list(self._attrs.values())[index]
        except IndexError:
            return None

    def items(self):
        """(name, value) pairs."""
        return [(attr.nodeName, attr.value) for attr in self._attrs.values()]

    def itemsNS(self):
        """((namespace, name), value) pairs."""
        return [((attr.namespaceURI, attr.localName), attr.value) for attr in self._attrs.values()]

    def __contains__(self, key):
        if isinstance(key, str):
            return key in self._attrs
        return self._find(*key) is not None

    def _find(self, namespace, local):
        for attr in self._attrs.values():
            if attr.namespaceURI == namespace and attr.localName == local:
                return attr
        return None

    def keys(self):
        return self._attrs.keys()

    def keysNS(self):
        return [(attr.namespaceURI, attr.localName) for attr in self._attrs.values()]

    def values(self):
        return self._attrs.values()

    def get(self, name, value=None):
        return self._attrs.get(name, value)

    def __len__(self):
        return len(self._attrs)

    def __getitem__(self, name):
        if isinstance(name, tuple):
            found = self._find(*name)
            if found is None:
                raise KeyError(name)
            return found
        return self._attrs[name]

    def __setitem__(self, name, value):
        if isinstance(value, str):
            self._ownerElement.setAttribute(name, value)
        elif isinstance(value, Attr):
            self.setNamedItem(value)
        else:
            raise TypeError('value must be a string or Attr object')

    def __delitem__(self, name):
        node = self[name]
        del self._attrs[node.name]
        node.unlink()

    def getNamedItem(self, name):
        return self._attrs.get(name)

    def getNamedItemNS(self, namespaceURI, localName):
        return self._find(namespaceURI, localName)

    def removeNamedItem(self, name):
        node = self.getNamedItem(name)
        if node is None:
            raise xml.dom.NotFoundErr()
        del self._attrs[node.name]
        node.ownerElement = None
        return node

    def removeNamedItemNS(self, namespaceURI, localName):
        node = self._find(namespaceURI, localName)
        if node is None:
            raise xml.dom.NotFoundErr()
        return self.removeNamedItem(node.name)

    def setNamedItem(self, node):
        if not isinstance(node, Attr):
            raise xml.dom.HierarchyRequestErr('%s cannot be child of %s' % (repr(node), repr(self)))
        old = self._attrs.get(node.name)
        if old:
            old.ownerElement = None
        self._attrs[node.name] = node
        node.ownerElement = self._ownerElement
        return old

    setNamedItemNS = setNamedItem


AttributeList = NamedNodeMap


class TypeInfo:
    """The type of an attribute or element; without a schema there is none."""

    __slots__ = 'namespace', 'name'

    def __init__(self, namespace, name):
        self.namespace = namespace
        self.name = name

    def __repr__(self):
        if self.namespace:
            return '<%s %r (from %r)>' % (self.__class__.__name__, self.name, self.namespace)
        return '<%s %r>' % (self.__class__.__name__, self.name)


class Element(Node):
    """An element."""

    nodeType = Node.ELEMENT_NODE
    schemaType = TypeInfo(None, None)
    _child_types = (1, 3, 4, 5, 7, 8)

    def __init__(self, tagName, namespaceURI=EMPTY_NAMESPACE, prefix=None, localName=None):
        self.tagName = self.nodeName = tagName
        self.prefix = prefix
        self.namespaceURI = namespaceURI
        self._localName = localName
        self.childNodes = NodeList()
        self._attributes = {}

    def __repr__(self):
        return '<DOM Element: %s at %#x>' % (self.tagName, id(self))

    localName = property(lambda self: self._localName or self.tagName.split(':', 1)[-1], doc='The name without prefix.')
    attributes = property(lambda self: NamedNodeMap(self._attributes, self), doc='The attributes.')

    def unlink(self):
        for attr in list(self._attributes.values()):
            attr.unlink()
        self._attributes = {}
        Node.unlink(self)

    def getAttribute(self, attname):
        """The value of an attribute; '' if there is none."""
        attr = self._attributes.get(attname)
        return attr.value if attr is not None else ''

    def getAttributeNS(self, namespaceURI, localName):
        attr = self.getAttributeNodeNS(namespaceURI, localName)
        return attr.value if attr is not None else ''

    def _own(self, attr):
        attr.ownerDocument = self.ownerDocument
        attr.ownerElement = self
        attr.specified = True
        self._attributes[attr.name] = attr

    def setAttribute(self, attname, value):
        """Sets an attribute."""
        attr = self._attributes.get(attname)
        if attr is None:
            attr = Attr(attname)
            self._own(attr)
        attr.value = value

    def setAttributeNS(self, namespaceURI, qualifiedName, value):
        prefix, local = _split(qualifiedName)
        attr = self.getAttributeNodeNS(namespaceURI, local)
        if attr is None:
            attr = Attr(qualifiedName, namespaceURI, local, prefix)
            self._own(attr)
        elif attr.prefix != prefix:
            attr.prefix = prefix
        attr.value = value

    def getAttributeNode(self, attrname):
        return self._attributes.get(attrname)

    def getAttributeNodeNS(self, namespaceURI, localName):
        return self.attributes._find(namespaceURI, localName)

    def setAttributeNode(self, attr):
        if attr.ownerElement not in (None, self):
            raise xml.dom.InuseAttributeErr('attribute node already owned')
        old = self._attributes.get(attr.name)
        if old is not None and old is not attr:
            old.ownerElement = None
        self._own(attr)
        return old if old is not attr else None

    setAttributeNodeNS = setAttributeNode

    def removeAttribute(self, name):
        if name not in self._attributes:
            raise xml.dom.NotFoundErr()
        self._attributes.pop(name).ownerElement = None

    def removeAttributeNS(self, namespaceURI, localName):
        attr = self.getAttributeNodeNS(namespaceURI, localName)
        if attr is None:
            raise xml.dom.NotFoundErr()
        self.removeAttribute(attr.name)

    def removeAttributeNode(self, node):
        if node is None or self._attributes.get(node.name) is not node:
            raise xml.dom.NotFoundErr()
        self.removeAttribute(node.name)
        return node

    removeAttributeNodeNS = removeAttributeNode

    def hasAttribute(self, name):
        """Is there such an attribute?"""
        return name in self._attributes

    def hasAttributeNS(self, namespaceURI, localName):
        return self.getAttributeNodeNS(namespaceURI, localName) is not None

    def hasAttributes(self):
        """Are there attributes?"""
        return bool(self._attributes)

    def getElementsByTagName(self, name):
        """The elements below it with that name, '*' for all."""
        return _by_name(self, lambda node: name == '*' or node.tagName == name)

    def getElementsByTagNameNS(self, namespaceURI, localName):
        return _by_name(self, lambda node: (localName in ('*', node.localName)
                                            and namespaceURI in ('*', node.namespaceURI)))

    def setIdAttribute(self, name):
        self.getAttributeNode(name)._is_id = True

    def setIdAttributeNS(self, namespaceURI, localName):
        self.getAttributeNodeNS(namespaceURI, localName)._is_id = True

    def setIdAttributeNode(self, idAttr):
        idAttr._is_id = True

    def writexml(self, writer, indent='', addindent='', newl=''):
        """Writes it to a file of text."""
        writer.write(indent + '<' + self.tagName)
        for attr in self._attributes.values():
            writer.write(' %s="' % attr.name)
            _write_data(writer, attr.value, True)
            writer.write('"')
        if not self.childNodes:
            writer.write('/>%s' % newl)
            return
        writer.write('>')
        if len(self.childNodes) == 1 and self.childNodes[0].nodeType in (Node.TEXT_NODE, Node.CDATA_SECTION_NODE):
            self.childNodes[0].writexml(writer, '', '', '')
        else:
            writer.write(newl)
            for node in self.childNodes:
                node.writexml(writer, indent + addindent, addindent, newl)
            writer.write(indent)
        writer.write('</%s>%s' % (self.tagName, newl))


def _by_name(root, matches):
    found = NodeList()
    stack = list(reversed(root.childNodes))
    while stack:
        node = stack.pop()
        if node.nodeType == Node.ELEMENT_NODE:
            if matches(node):
                found.append(node)
            stack.extend(reversed(node.childNodes))
    return found


def _split(name):
    prefix, colon, local = name.partition(':')
    return (prefix, local) if colon else (None, name)


def _write_data(writer, text, attr):
    """Writes text, the signs of XML as text."""
    if not text:
        return
    text = text.replace('&', '&amp;').replace('<', '&lt;')
    if attr:
        text = text.replace('"', '&quot;').replace('\r', '&#13;').replace('\n', '&#10;').replace('\t', '&#9;')
    text = text.replace('>', '&gt;')
    writer.write(text)


class Childless(Node):
    """A node that has no children."""

    childNodes = NodeList()
    firstChild = lastChild = None

    def appendChild(self, node):
        raise xml.dom.HierarchyRequestErr(self.nodeName + ' nodes cannot have children')

    def insertBefore(self, newChild, refChild):
        raise xml.dom.HierarchyRequestErr(self.nodeName + ' nodes do not have children')

    def removeChild(self, oldChild):
        raise xml.dom.NotFoundErr(self.nodeName + ' nodes do not have children')

    def replaceChild(self, newChild, oldChild):
        raise xml.dom.HierarchyRequestErr(self.nodeName + ' nodes do not have children')

    def hasChildNodes(self):
        return False

    def normalize(self):
        pass


class ProcessingInstruction(Childless):
    """A processing instruction."""

    nodeType = Node.PROCESSING_INSTRUCTION_NODE

    def __init__(self, target, data):
        self.target = self.nodeName = target
        self.data = data

    nodeValue = property(lambda self: self.data, lambda self, value: setattr(self, 'data', value))

    def writexml(self, writer, indent='', addindent='', newl=''):
        writer.write('%s<?%s %s?>%s' % (indent, self.target, self.data, newl))


class CharacterData(Childless):
    """What has text."""

    def __init__(self):
        self.data = ''

    nodeValue = property(lambda self: self.data, lambda self, value: setattr(self, 'data', value))
    length = property(lambda self: len(self.data), doc='How long it is.')

    def __len__(self):
        return len(self.data)

    def __repr__(self):
        dots = '...' if len(self.data) > 10 else ''
        return '<DOM %s node "%r%s">' % (self.__class__.__name__, self.data[:10], dots)

    def _range(self, offset, count=0):
        if offset < 0:
            raise xml.dom.IndexSizeErr('offset cannot be negative')
        if offset > len(self.data):
            raise xml.dom.IndexSizeErr('offset cannot be beyond end of data')
        if count < 0:
            raise xml.dom.IndexSizeErr('count cannot be negative')

    def substringData(self, offset, count):
        self._range(offset, count)
        return self.data[offset:offset + count]

    def appendData(self, arg):
        self.data += arg

    def insertData(self, offset, arg):
        self._range(offset)
        self.data = self.data[:offset] + arg + self.data[offset:]

    def deleteData(self, offset, count):
        self._range(offset, count)
        self.data = self.data[:offset] + self.data[offset + count:]

    def replaceData(self, offset, count, arg):
        self._range(offset, count)
        self.data = self.data[:offset] + arg + self.data[offset + count:]


class Text(CharacterData):
    """Text."""

    nodeType = Node.TEXT_NODE
    nodeName = '#text'

    def splitText(self, offset):
        """Cuts it in two; returns the second."""
        self._range(offset)
        new = self.__class__()
        new.data = self.data[offset:]
        new.ownerDocument = self.ownerDocument
        if self.parentNode is not None:
            self.parentNode.insertBefore(new, self.nextSibling)
        self.data = self.data[:offset]
        return new

    def writexml(self, writer, indent='', addindent='', newl=''):
        _write_data(writer, '%s%s%s' % (indent, self.data, newl), False)

    @property
    def wholeText(self):
        """The text with that of the texts beside it."""
        parts = [self.data]
        node = self.previousSibling
        while node is not None and node.nodeType in (Node.TEXT_NODE, Node.CDATA_SECTION_NODE):
            parts.insert(0, node.data)
            node = node.previousSibling
        node = self.nextSibling
        while node is not None and node.nodeType in (Node.TEXT_NODE, Node.CDATA_SECTION_NODE):
            parts.append(node.data)
            node = node.nextSibling
        return ''.join(parts)

    @property
    def isWhitespaceInElementContent(self):
        return False


class Comment(CharacterData):
    """A comment."""

    nodeType = Node.COMMENT_NODE
    nodeName = '#comment'

    def __init__(self, data):
        self.data = data

    def writexml(self, writer, indent='', addindent='', newl=''):
        if '--' in self.data:
            raise ValueError("'--' is not allowed in a comment node")
        writer.write('%s<!--%s-->%s' % (indent, self.data, newl))


class CDATASection(Text):
    """Text that is written as it is."""

    nodeType = Node.CDATA_SECTION_NODE
    nodeName = '#cdata-section'

    def writexml(self, writer, indent='', addindent='', newl=''):
        if ']]>' in self.data:
            raise ValueError("']]>' not allowed in a CDATA section")
        writer.write('<![CDATA[%s]]>' % self.data)


class DocumentType(Childless):
    """The type of a document."""

    nodeType = Node.DOCUMENT_TYPE_NODE
    publicId = systemId = internalSubset = None

    def __init__(self, qualifiedName):
        self.entities = {}
        self.notations = {}
        self.name = self.nodeName = qualifiedName

    def writexml(self, writer, indent='', addindent='', newl=''):
        writer.write('<!DOCTYPE ' + self.name)
        if self.publicId:
            writer.write("%s  PUBLIC '%s'%s  '%s'" % (newl, self.publicId, newl, self.systemId))
        elif self.systemId:
            writer.write("%s  SYSTEM '%s'" % (newl, self.systemId))
        if self.internalSubset is not None:
            writer.write(' [' + self.internalSubset + ']')
        writer.write('>' + newl)


class DOMImplementation:
    """Makes documents."""

    _features = {('core', '1.0'), ('core', '2.0'), ('core', None), ('xml', '1.0'), ('xml', '2.0'), ('xml', None),
                 ('ls-load', '3.0'), ('ls-load', None)}

    def hasFeature(self, feature, version):
        return (feature.lower(), version or None) in self._features

    def createDocument(self, namespaceURI, qualifiedName, doctype):
        """A document with an outermost element."""
        if doctype and doctype.parentNode is not None:
            raise xml.dom.WrongDocumentErr('doctype object owned by another DOM tree')
        document = Document()
        if not qualifiedName and (namespaceURI is not None or doctype is not None):
            raise xml.dom.InvalidCharacterErr('Element with no name')
        if doctype:
            document.appendChild(doctype)
            doctype.ownerDocument = document
        if qualifiedName:
            prefix, _ = _split(qualifiedName)
            if prefix == 'xml' and namespaceURI != xml.dom.XML_NAMESPACE:
                raise xml.dom.NamespaceErr("illegal use of 'xml' prefix")
            if prefix and not namespaceURI:
                raise xml.dom.NamespaceErr('illegal use of prefix without namespaces')
            document.appendChild(document.createElementNS(namespaceURI, qualifiedName))
        document.doctype = doctype
        return document

    def createDocumentType(self, qualifiedName, publicId, systemId):
        """The type of a document."""
        doctype = DocumentType(qualifiedName)
        doctype.publicId, doctype.systemId = publicId, systemId
        return doctype

    def getInterface(self, feature):
        return self if self.hasFeature(feature, None) else None


class Document(Node):
    """A document."""

    nodeType = Node.DOCUMENT_NODE
    nodeName = '#document'
    implementation = DOMImplementation()
    doctype = None
    encoding = standalone = version = documentURI = None
    strictErrorChecking = False
    errorHandler = None
    actualEncoding = None
    async_ = False
    _child_types = (1, 7, 8, 10)

    def __init__(self):
        self.childNodes = NodeList()

    def appendChild(self, node):
        if node.nodeType == Node.ELEMENT_NODE and self.documentElement is not None:
            raise xml.dom.HierarchyRequestErr('two document elements disallowed')
        return Node.appendChild(self, node)

    def removeChild(self, oldChild):
        Node.removeChild(self, oldChild)
        if self.doctype is oldChild:
            self.doctype = None
        return oldChild

    @property
    def documentElement(self):
        """The outermost element."""
        for node in self.childNodes:
            if node.nodeType == Node.ELEMENT_NODE:
                return node
        return None

    def unlink(self):
        if self.doctype is not None:
            self.doctype = None
        Node.unlink(self)

    def _mine(self, node):
        node.ownerDocument = self
        return node

    def createDocumentFragment(self):
        return self._mine(DocumentFragment())

    def createElement(self, tagName):
        """An element."""
        return self._mine(Element(tagName))

    def createTextNode(self, data):
        """Text."""
        if not isinstance(data, str):
            raise TypeError('node contents must be a string')
        node = Text()
        node.data = data
        return self._mine(node)

    def createCDATASection(self, data):
        if not isinstance(data, str):
            raise TypeError('node contents must be a string')
        node = CDATASection()
        node.data = data
        return self._mine(node)

    def createComment(self, data):
        """A comment."""
        return self._mine(Comment(data))

    def createProcessingInstruction(self, target, data):
        return self._mine(ProcessingInstruction(target, data))

    def createAttribute(self, qName):
        return self._mine(Attr(qName))

    def createElementNS(self, namespaceURI, qualifiedName):
        prefix, _ = _split(qualifiedName)
        return self._mine(Element(qualifiedName, namespaceURI, prefix))

    def createAttributeNS(self, namespaceURI, qualifiedName):
        prefix, local = _split(qualifiedName)
        return self._mine(Attr(qualifiedName, namespaceURI, local, prefix))

    def getElementById(self, id):
        """The element with an attribute that is an ID and has this value."""
        for node in _by_name(self, lambda node: True):
            for attr in node._attributes.values():
                if attr._is_id and attr.value == id:
                    return node
        return None

    def getElementsByTagName(self, name):
        """The elements with that name, '*' for all."""
        return _by_name(self, lambda node: name == '*' or node.tagName == name)

    def getElementsByTagNameNS(self, namespaceURI, localName):
        return Element.getElementsByTagNameNS(self, namespaceURI, localName)

    def isSupported(self, feature, version):
        return self.implementation.hasFeature(feature, version)

    def importNode(self, node, deep):
        """A copy of a node of another document."""
        if node.nodeType == Node.DOCUMENT_NODE:
            raise xml.dom.NotSupportedErr('cannot import document nodes')
        if node.nodeType == Node.DOCUMENT_TYPE_NODE:
            raise xml.dom.NotSupportedErr('cannot import document type nodes')
        return _clone(node, deep, self)

    def cloneNode(self, deep):
        if not deep:
            return None
        clone = self.implementation.createDocument(None, None, None)
        clone.encoding, clone.standalone, clone.version = self.encoding, self.standalone, self.version
        for node in self.childNodes:
            copied = _clone(node, deep, clone)
            clone.childNodes.append(copied)
            if copied.nodeType == Node.DOCUMENT_TYPE_NODE:
                clone.doctype = copied
        clone._link()
        return clone

    def writexml(self, writer, indent='', addindent='', newl='', encoding=None, standalone=None):
        """Writes it to a file of text."""
        declarations = []
        if encoding:
            declarations.append(f'encoding="{encoding}"')
        if standalone is not None:
            declarations.append(f'standalone="{"yes" if standalone else "no"}"')
        writer.write(f'<?xml version="1.0" {" ".join(declarations)}?>{newl}' if declarations
                     else '<?xml version="1.0" ?>' + newl)
        for node in self.childNodes:
            node.writexml(writer, indent, addindent, newl)


def _clone(node, deep, document):
    kind = node.nodeType
    if kind == Node.ELEMENT_NODE:
        made = document.createElementNS(node.namespaceURI, node.nodeName)
        for attr in node._attributes.values():
            made.setAttributeNS(attr.namespaceURI, attr.nodeName, attr.value)
            made.getAttributeNode(attr.nodeName).specified = attr.specified
        if deep:
            for child in node.childNodes:
                made.appendChild(_clone(child, deep, document))
        return made
    if kind == Node.DOCUMENT_FRAGMENT_NODE:
        made = document.createDocumentFragment()
        if deep:
            for child in node.childNodes:
                made.appendChild(_clone(child, deep, document))
        return made
    if kind == Node.TEXT_NODE:
        return document.createTextNode(node.data)
    if kind == Node.CDATA_SECTION_NODE:
        return document.createCDATASection(node.data)
    if kind == Node.PROCESSING_INSTRUCTION_NODE:
        return document.createProcessingInstruction(node.target, node.data)
    if kind == Node.COMMENT_NODE:
        return document.createComment(node.data)
    if kind == Node.ATTRIBUTE_NODE:
        made = document.createAttributeNS(node.namespaceURI, node.nodeName)
        made.specified = True
        made.value = node.value
        return made
    if kind == Node.DOCUMENT_TYPE_NODE:
        made = document.implementation.createDocumentType(node.name, node.publicId, node.systemId)
        made.ownerDocument = document
        made.internalSubset = node.internalSubset
        return made
    raise xml.dom.NotSupportedErr('Cannot clone node %s' % repr(node))


class _Builder:
    """Makes a document of what a parser reads."""

    def __init__(self):
        from xml.parsers import expat
        self.document = self.current = Document()
        self.cdata = False
        self.subset = None
        parser = self.parser = expat.ParserCreate(namespace_separator=' ')
        parser.namespace_prefixes = True
        parser.ordered_attributes = True
        parser.buffer_text = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.data
        parser.CommentHandler = lambda data: self.add(self.document.createComment(data))
        parser.ProcessingInstructionHandler = lambda target, data: self.add(
            self.document.createProcessingInstruction(target, data))
        parser.StartCdataSectionHandler = self.start_cdata
        parser.EndCdataSectionHandler = self.end_cdata
        parser.StartNamespaceDeclHandler = self.namespace
        parser.StartDoctypeDeclHandler = self.doctype
        parser.EndDoctypeDeclHandler = self.end_doctype
        parser.XmlDeclHandler = self.declaration
        self.namespaces = []

    def add(self, node):
        if self.subset is None:
            Node.appendChild(self.current, node)

    def declaration(self, version, encoding, standalone):
        document = self.document
        document.version, document.encoding = version, encoding
        if standalone >= 0:
            document.standalone = bool(standalone)

    def namespace(self, prefix, uri):
        self.namespaces.append((prefix, uri))

    @staticmethod
    def names(name):
        parts = name.split(' ')
        if len(parts) == 3:
            uri, local, prefix = parts
            return uri, local, prefix, '%s:%s' % (prefix, local)
        if len(parts) == 2:
            uri, local = parts
            return uri, local, EMPTY_PREFIX, local
        return EMPTY_NAMESPACE, name, EMPTY_PREFIX, name

    def start(self, name, attributes):
        uri, local, prefix, qname = self.names(name)
        element = Element(qname, uri, prefix, local)
        element.ownerDocument = self.document
        Node.appendChild(self.current, element)
        self.current = element
        for prefix, uri in self.namespaces:
            if prefix:
                attr = Attr('xmlns:' + prefix, XMLNS_NAMESPACE, prefix, 'xmlns')
            else:
                attr = Attr('xmlns', XMLNS_NAMESPACE, 'xmlns', EMPTY_PREFIX)
            attr.value = uri or ''
            element._own(attr)
        self.namespaces.clear()
        for key, value in zip(attributes[::2], attributes[1::2]):
            uri, local, prefix, qname = self.names(key)
            attr = Attr(qname, uri, local, prefix)
            attr.value = value
            element._own(attr)

    def end(self, name):
        self.current = self.current.parentNode

    def data(self, data):
        if self.cdata:
            last = self.current.lastChild
            if last is not None and last.nodeType == Node.CDATA_SECTION_NODE and not self.fresh:
                last.data += data
                return
            node = self.document.createCDATASection(data)
            self.fresh = False
        else:
            last = self.current.lastChild
            if last is not None and last.nodeType == Node.TEXT_NODE:
                last.data += data
                return
            node = self.document.createTextNode(data)
        Node.appendChild(self.current, node)

    def start_cdata(self):
        self.cdata = self.fresh = True

    def end_cdata(self):
        self.cdata = False

    def doctype(self, name, system, public, has_subset):
        doctype = self.document.implementation.createDocumentType(name, public, system)
        doctype.ownerDocument = self.document
        Node.appendChild(self.document, doctype)
        self.document.doctype = doctype
        if has_subset:
            doctype.internalSubset = self.parser._internal_subset
            self.subset = doctype

    def end_doctype(self):
        self.subset = None


def parse(file, parser=None, bufsize=None):
    """A document of a file, by name or as an object. `parser`, one of SAX, makes no difference to what is read."""
    builder = _Builder()
    if isinstance(file, str):
        with open(file, 'rb') as opened:
            builder.parser.ParseFile(opened)
    else:
        builder.parser.ParseFile(file)
    return builder.document


def parseString(string, parser=None):
    """A document of a text."""
    builder = _Builder()
    builder.parser.Parse(string, True)
    return builder.document


def getDOMImplementation(features=None):
    """What makes documents; None if it has not all features."""
    if features:
        if isinstance(features, str):
            words = features.split()
            features = [(word, words[i + 1] if i + 1 < len(words) and words[i + 1][0].isdigit() else None)
                        for i, word in enumerate(words) if not word[0].isdigit()]
        for feature, version in features:
            if not Document.implementation.hasFeature(feature, version):
                return None
    return Document.implementation
