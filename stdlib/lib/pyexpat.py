"""xml.parsers.expat, under the name of its other half."""

from xml.parsers.expat import (EXPAT_VERSION, XML_PARAM_ENTITY_PARSING_ALWAYS, XML_PARAM_ENTITY_PARSING_NEVER,
                               XML_PARAM_ENTITY_PARSING_UNLESS_STANDALONE, ErrorString, ExpatError, ParserCreate,
                               XMLParserType, error, errors, features, model, native_encoding, version_info)
