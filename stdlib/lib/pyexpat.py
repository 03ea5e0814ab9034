"""Python wrapper for Expat parser."""

from types import ModuleType as _ModuleType

from _expat import ErrorString, ExpatError, ParserCreate, XMLParserType
from _expat import _messages

__all__ = ['EXPAT_VERSION', 'ErrorString', 'ExpatError', 'ParserCreate', 'XMLParserType',
           'XML_PARAM_ENTITY_PARSING_ALWAYS', 'XML_PARAM_ENTITY_PARSING_NEVER',
           'XML_PARAM_ENTITY_PARSING_UNLESS_STANDALONE', 'error', 'errors', 'features', 'model', 'native_encoding',
           'version_info']

# What the parser behaves as.
version_info = (2, 6, 3)
EXPAT_VERSION = 'expat_2.6.3'
native_encoding = 'UTF-8'
features = [('sizeof(XML_Char)', 1), ('sizeof(XML_LChar)', 1), ('XML_NS', 0)]
XML_PARAM_ENTITY_PARSING_NEVER = 0
XML_PARAM_ENTITY_PARSING_UNLESS_STANDALONE = 1
XML_PARAM_ENTITY_PARSING_ALWAYS = 2

error = ExpatError

model = _ModuleType('pyexpat.model', 'Constants used to interpret content model information.')
for _number, _name in enumerate(('EMPTY', 'ANY', 'MIXED', 'NAME', 'CHOICE', 'SEQ'), 1):
    setattr(model, 'XML_CTYPE_' + _name, _number)
for _number, _name in enumerate(('NONE', 'OPT', 'REP', 'PLUS')):
    setattr(model, 'XML_CQUANT_' + _name, _number)

errors = _ModuleType('pyexpat.errors', 'Constants used to describe error conditions.')
errors.messages = dict(enumerate(_messages(), 1))
errors.codes = {message: code for code, message in errors.messages.items()}
_NAMES = ['NO_MEMORY', 'SYNTAX', 'NO_ELEMENTS', 'INVALID_TOKEN', 'UNCLOSED_TOKEN', 'PARTIAL_CHAR', 'TAG_MISMATCH',
          'DUPLICATE_ATTRIBUTE', 'JUNK_AFTER_DOC_ELEMENT', 'PARAM_ENTITY_REF', 'UNDEFINED_ENTITY',
          'RECURSIVE_ENTITY_REF', 'ASYNC_ENTITY', 'BAD_CHAR_REF', 'BINARY_ENTITY_REF', 'ATTRIBUTE_EXTERNAL_ENTITY_REF',
          'MISPLACED_XML_PI', 'UNKNOWN_ENCODING', 'INCORRECT_ENCODING', 'UNCLOSED_CDATA_SECTION',
          'EXTERNAL_ENTITY_HANDLING', 'NOT_STANDALONE', 'UNEXPECTED_STATE', 'ENTITY_DECLARED_IN_PE',
          'FEATURE_REQUIRES_XML_DTD', 'CANT_CHANGE_FEATURE_ONCE_PARSING', 'UNBOUND_PREFIX', 'UNDECLARING_PREFIX',
          'INCOMPLETE_PE', 'XML_DECL', 'TEXT_DECL', 'PUBLICID', 'SUSPENDED', 'NOT_SUSPENDED', 'ABORTED', 'FINISHED',
          'SUSPEND_PE', 'RESERVED_PREFIX_XML', 'RESERVED_PREFIX_XMLNS', 'RESERVED_NAMESPACE_URI', 'INVALID_ARGUMENT',
          'NO_BUFFER', 'AMPLIFICATION_LIMIT_BREACH', 'NOT_STARTED']
for _number, _name in enumerate(_NAMES, 1):
    setattr(errors, 'XML_ERROR_' + _name, errors.messages[_number])
