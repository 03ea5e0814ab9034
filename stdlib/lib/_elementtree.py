"""What `xml.etree.ElementTree` has native in CPython, under the name that it has there."""

from xml.etree.ElementTree import Element, ParseError, SubElement, TreeBuilder, XMLParser
