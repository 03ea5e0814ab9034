"""The paths that find(), findall(), findtext() and iterfind() take: a part of XPath."""

import re

_token = re.compile(r"('[^']*'|\"[^\"]*\")|(::|//?|\.\.|\(\)|!=|[/.*:\[\]\(\)@=])|((?:\{[^}]+\})?[^/\[\]\(\)@!=\s]+)|\s+")


def xpath_tokenizer(pattern, namespaces=None):
    """(sign, name) pairs; prefixes of names are replaced by what `namespaces` says."""
    default = namespaces.get('') if namespaces else None
    attribute = False
    for token in _token.findall(pattern):
        kind, tag = token[0] or token[1], token[2]
        if tag and tag[0] != '{':
            if ':' in tag:
                prefix, uri = tag.split(':', 1)
                try:
                    if not namespaces:
                        raise KeyError
                    yield kind, '{%s}%s' % (namespaces[prefix], uri)
                except KeyError:
                    raise SyntaxError('prefix %r not found in prefix map' % prefix) from None
            elif default and not attribute:
                yield kind, '{%s}%s' % (default, tag)
            else:
                yield kind, tag
            attribute = False
        else:
            yield kind, tag
            attribute = kind == '@'


def _matches(tag):
    """A function that tells whether an element's tag is what a path says; None for any."""
    if tag in ('*', '{*}*'):
        return None if tag == '*' else lambda t: isinstance(t, str)
    if tag == '{}*':
        return lambda t: isinstance(t, str) and t[:1] != '{'
    if tag[:3] == '{*}':
        local = tag[3:]
        return lambda t: isinstance(t, str) and (t == local or t[:1] == '{' and t.endswith('}' + local))
    if tag[:2] == '{}':
        return lambda t: t == tag[2:]
    if tag[-2:] == '}*':
        return lambda t: isinstance(t, str) and t.startswith(tag[:-1])
    return lambda t: t == tag


def _children(tag):
    match = _matches(tag)

    def select(context, result):
        for element in result:
            for child in element:
                if match is None or match(child.tag):
                    yield child
    return select


def _descendants(tag):
    match = _matches(tag)

    def select(context, result):
        for element in result:
            for found in element.iter():
                if found is not element and (match is None or match(found.tag)):
                    yield found
    return select


def _self():
    return lambda context, result: result


def _parent():
    def select(context, result):
        parents = context.parents()
        seen = set()
        for element in result:
            parent = parents.get(element)
            if parent is not None and parent not in seen:
                seen.add(parent)
                yield parent
    return select


def _predicate(following):
    signature, parts = [], []
    while True:
        try:
            token = following()
        except StopIteration:
            return None
        if token[0] == ']':
            break
        if token == ('', ''):
            # Space is of no meaning.
            continue
        if token[0] and token[0][:1] in '\'"':
            token = "'", token[0][1:-1]
        signature.append(token[0] or '-')
        parts.append(token[1])
    signature = ''.join(signature)
    if signature == '@-':
        key = parts[1]
        return lambda context, result: (e for e in result if e.get(key) is not None)
    if signature in ("@-='", "@-!='"):
        key, value = parts[1], parts[-1]
        if '!=' in signature:
            return lambda context, result: (e for e in result if e.get(key) is not None and e.get(key) != value)
        return lambda context, result: (e for e in result if e.get(key) == value)
    if signature == '-' and not re.match(r'-?\d+$', parts[0]):
        tag = parts[0]
        return lambda context, result: (e for e in result if e.find(tag) is not None)
    if signature in (".='", ".!='") or signature in ("-='", "-!='") and not re.match(r'-?\d+$', parts[0]):
        tag, value, equal = parts[0], parts[-1], '!=' not in signature
        if tag:
            return lambda context, result: (e for e in result if any(
                (''.join(child.itertext()) == value) is equal for child in e.findall(tag)))
        return lambda context, result: (e for e in result if (''.join(e.itertext()) == value) is equal)
    if signature == '-' or signature in ('-()', '-()-'):
        if signature == '-':
            index = int(parts[0]) - 1
            if index < 0:
                raise SyntaxError('XPath position >= 1 expected')
        else:
            if parts[0] != 'last':
                raise SyntaxError('unsupported function')
            index = -1
            if signature == '-()-':
                try:
                    index = int(parts[2]) - 1
                except ValueError:
                    raise SyntaxError('unsupported expression') from None
                if index > -2:
                    raise SyntaxError('XPath offset from last() must be negative')

        def select(context, result):
            parents = context.parents()
            for element in result:
                parent = parents.get(element)
                if parent is None:
                    continue
                same = [child for child in parent if child.tag == element.tag]
                try:
                    if same[index] is element:
                        yield element
                except IndexError:
                    pass
        return select
    raise SyntaxError('invalid predicate')


class _Context:
    def __init__(self, root):
        self.root = root
        self._parents = None

    def parents(self):
        if self._parents is None:
            self._parents = {child: parent for parent in self.root.iter() for child in parent}
        return self._parents


_cache = {}


def _selectors(path, namespaces):
    if path[-1:] == '/':
        path += '*'
    key = (path, tuple(sorted(namespaces.items(), key=lambda item: item[0] or '')) if namespaces else None)
    found = _cache.get(key)
    if found is not None:
        return found
    if path[:1] == '/':
        raise SyntaxError('cannot use absolute path on element')
    following = iter(xpath_tokenizer(path, namespaces)).__next__
    selectors = []
    try:
        token = following()
    except StopIteration:
        return selectors
    while True:
        try:
            kind, tag = token
            if kind == '':
                selectors.append(_children(tag))
            elif kind == '*':
                selectors.append(_children('*'))
            elif kind == '.':
                selectors.append(_self())
            elif kind == '..':
                selectors.append(_parent())
            elif kind == '//':
                kind, tag = following()
                if kind == '*':
                    tag = '*'
                elif kind:
                    raise SyntaxError('invalid descendant')
                selectors.append(_descendants(tag))
            elif kind == '[':
                selector = _predicate(following)
                if selector is None:
                    raise SyntaxError('invalid path')
                selectors.append(selector)
            else:
                raise SyntaxError('invalid path')
        except StopIteration:
            raise SyntaxError('invalid path') from None
        try:
            token = following()
            if token[0] == '/':
                token = following()
        except StopIteration:
            break
    if len(_cache) > 100:
        _cache.clear()
    _cache[key] = selectors
    return selectors


def iterfind(elem, path, namespaces=None):
    """The elements that the path leads to."""
    result = [elem]
    context = _Context(elem)
    for select in _selectors(path, namespaces):
        result = select(context, result)
    return iter(result)


def find(elem, path, namespaces=None):
    """The first of them; None if there is none."""
    return next(iterfind(elem, path, namespaces), None)


def findall(elem, path, namespaces=None):
    """A list of them."""
    return list(iterfind(elem, path, namespaces))


def findtext(elem, path, default=None, namespaces=None):
    """The text of the first; `default` if there is none."""
    found = find(elem, path, namespaces)
    if found is None:
        return default
    return '' if found.text is None else found.text
