"""Content models of declarations of elements, as tuples: type, quantifier, name and children."""

import re

XML_CTYPE_EMPTY, XML_CTYPE_ANY, XML_CTYPE_MIXED, XML_CTYPE_NAME, XML_CTYPE_CHOICE, XML_CTYPE_SEQ = range(1, 7)
XML_CQUANT_NONE, XML_CQUANT_OPT, XML_CQUANT_REP, XML_CQUANT_PLUS = range(4)


def parse(text):
    """The model that a declaration writes."""
    if text == 'EMPTY':
        return XML_CTYPE_EMPTY, XML_CQUANT_NONE, None, ()
    if text == 'ANY':
        return XML_CTYPE_ANY, XML_CQUANT_NONE, None, ()
    tokens = re.findall(r'[^\s()|,?*+]+|[()|,?*+]', text)
    model, _ = _part(tokens, 0)
    return model


def _part(tokens, at):
    if tokens[at] != '(':
        quantifier, end = _quantifier(tokens, at + 1)
        return (XML_CTYPE_NAME, quantifier, tokens[at], ()), end
    children, separator, mixed = [], ',', False
    at += 1
    while tokens[at] != ')':
        if tokens[at] in '|,':
            separator = tokens[at]
            at += 1
        elif tokens[at] == '#PCDATA':
            mixed = True
            at += 1
        else:
            child, at = _part(tokens, at)
            children.append(child)
    quantifier, at = _quantifier(tokens, at + 1)
    kind = XML_CTYPE_MIXED if mixed else XML_CTYPE_CHOICE if separator == '|' else XML_CTYPE_SEQ
    return (kind, quantifier, None, tuple(children)), at


def _quantifier(tokens, at):
    if at < len(tokens) and tokens[at] in '?*+':
        return '?*+'.index(tokens[at]) + 1, at + 1
    return XML_CQUANT_NONE, at
