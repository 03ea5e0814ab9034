"""What is wrong with a text that is not XML: messages, by name, and `codes`, their numbers."""

messages = {
    1: 'out of memory', 2: 'syntax error', 3: 'no element found', 4: 'not well-formed (invalid token)', 5: 'unclosed token',
    6: 'partial character', 7: 'mismatched tag', 8: 'duplicate attribute', 9: 'junk after document element',
    10: 'illegal parameter entity reference', 11: 'undefined entity', 12: 'recursive entity reference',
    13: 'asynchronous entity', 14: 'reference to invalid character number', 15: 'reference to binary entity',
    16: 'reference to external entity in attribute', 17: 'XML or text declaration not at start of entity',
    18: 'unknown encoding', 19: 'encoding specified in XML declaration is incorrect', 20: 'unclosed CDATA section',
    21: 'error in processing external entity reference', 22: 'document is not standalone',
    23: 'unexpected parser state - please send a bug report', 24: 'entity declared in parameter entity',
    25: 'requested feature requires XML_DTD support in Expat',
    26: 'cannot change setting once parsing has begun', 27: 'unbound prefix', 28: 'must not undeclare prefix',
    29: 'incomplete markup in parameter entity', 30: 'XML declaration not well-formed', 31: 'text declaration not well-formed',
    32: 'illegal character(s) in public id', 33: 'parser suspended', 34: 'parser not suspended', 35: 'parsing aborted',
    36: 'parsing finished', 37: 'cannot suspend in external parameter entity',
    38: 'reserved prefix (xml) must not be undeclared or bound to another namespace name',
    39: 'reserved prefix (xmlns) must not be declared or undeclared',
    40: 'prefix must not be bound to one of the reserved namespace names',
    41: 'invalid argument', 42: 'a successful prior call to function XML_GetBuffer was required',
    43: 'limit on input amplification factor (from DTD and entities) breached', 44: 'parser not started',
}

_NAMES = ['NO_MEMORY', 'SYNTAX', 'NO_ELEMENTS', 'INVALID_TOKEN', 'UNCLOSED_TOKEN', 'PARTIAL_CHAR', 'TAG_MISMATCH',
          'DUPLICATE_ATTRIBUTE', 'JUNK_AFTER_DOC_ELEMENT', 'PARAM_ENTITY_REF', 'UNDEFINED_ENTITY',
          'RECURSIVE_ENTITY_REF', 'ASYNC_ENTITY', 'BAD_CHAR_REF', 'BINARY_ENTITY_REF', 'ATTRIBUTE_EXTERNAL_ENTITY_REF',
          'MISPLACED_XML_PI', 'UNKNOWN_ENCODING', 'INCORRECT_ENCODING', 'UNCLOSED_CDATA_SECTION',
          'EXTERNAL_ENTITY_HANDLING', 'NOT_STANDALONE', 'UNEXPECTED_STATE', 'ENTITY_DECLARED_IN_PE',
          'FEATURE_REQUIRES_XML_DTD', 'CANT_CHANGE_FEATURE_ONCE_PARSING', 'UNBOUND_PREFIX', 'UNDECLARING_PREFIX',
          'INCOMPLETE_PE', 'XML_DECL', 'TEXT_DECL', 'PUBLICID', 'SUSPENDED', 'NOT_SUSPENDED', 'ABORTED', 'FINISHED',
          'SUSPEND_PE', 'RESERVED_PREFIX_XML', 'RESERVED_PREFIX_XMLNS', 'RESERVED_NAMESPACE_URI', 'INVALID_ARGUMENT',
          'NO_BUFFER', 'AMPLIFICATION_LIMIT_BREACH', 'NOT_STARTED']
globals().update({'XML_ERROR_' + name: messages[code] for code, name in enumerate(_NAMES, 1)})
codes = {message: code for code, message in messages.items()}
