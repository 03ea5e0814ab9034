"""The handlers that parsers call: what they read (ContentHandler), what is wrong (ErrorHandler), and more."""

version = '2.0beta'


class ErrorHandler:
    """Is told what is wrong: warnings are printed, errors raised."""

    def error(self, exception):
        """Something is wrong that one could go on after."""
        raise exception

    def fatalError(self, exception):
        """The text is not XML."""
        raise exception

    def warning(self, exception):
        """Something is strange."""
        print(exception)


class ContentHandler:
    """Is told what is read."""

    def __init__(self):
        self._locator = None

    def setDocumentLocator(self, locator):
        """An object that says where the parser is."""
        self._locator = locator

    def startDocument(self):
        """The document begins."""

    def endDocument(self):
        """The document ends."""

    def startPrefixMapping(self, prefix, uri):
        """A namespace has a prefix from here on."""

    def endPrefixMapping(self, prefix):
        """It has it no more."""

    def startElement(self, name, attrs):
        """An element begins."""

    def endElement(self, name):
        """An element ends."""

    def startElementNS(self, name, qname, attrs):
        """An element begins: names are (namespace, name)."""

    def endElementNS(self, name, qname):
        """An element ends."""

    def characters(self, content):
        """Text."""

    def ignorableWhitespace(self, whitespace):
        """Space that is of no meaning."""

    def processingInstruction(self, target, data):
        """A processing instruction."""

    def skippedEntity(self, name):
        """An entity that is not known."""


class DTDHandler:
    """Is told of what a document type declares."""

    def notationDecl(self, name, publicId, systemId):
        """A notation."""

    def unparsedEntityDecl(self, name, publicId, systemId, ndata):
        """An entity that is no XML."""


class EntityResolver:
    """Says where entities are."""

    def resolveEntity(self, publicId, systemId):
        """Where an entity is, or an InputSource."""
        return systemId


class LexicalHandler:
    """Is told of comments and the like."""

    def comment(self, content):
        """A comment."""

    def startDTD(self, name, public_id, system_id):
        """The document type begins."""

    def endDTD(self):
        """The document type ends."""

    def startCDATA(self):
        """Text begins in which signs are text."""

    def endCDATA(self):
        """It ends."""


_FEATURES = 'http://xml.org/sax/features/'
feature_namespaces = _FEATURES + 'namespaces'
feature_namespace_prefixes = _FEATURES + 'namespace-prefixes'
feature_string_interning = _FEATURES + 'string-interning'
feature_validation = _FEATURES + 'validation'
feature_external_ges = _FEATURES + 'external-general-entities'
feature_external_pes = _FEATURES + 'external-parameter-entities'
all_features = [feature_namespaces, feature_namespace_prefixes, feature_string_interning, feature_validation,
                feature_external_ges, feature_external_pes]

_PROPERTIES = 'http://xml.org/sax/properties/'
property_lexical_handler = _PROPERTIES + 'lexical-handler'
property_declaration_handler = _PROPERTIES + 'declaration-handler'
property_dom_node = _PROPERTIES + 'dom-node'
property_xml_string = _PROPERTIES + 'xml-string'
property_encoding = 'http://www.python.org/sax/properties/encoding'
property_interning_dict = 'http://www.python.org/sax/properties/interning-dict'
all_properties = [property_lexical_handler, property_dom_node, property_declaration_handler, property_xml_string,
                  property_encoding, property_interning_dict]
