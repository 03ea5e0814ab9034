"""A parser of XML that calls handlers for what it reads, with the interface of Expat."""

import re

from xml.parsers.expat import errors, model

version_info = (2, 6, 3)
EXPAT_VERSION = 'expat_2.6.3'
native_encoding = 'UTF-8'
features = [('sizeof(XML_Char)', 1), ('sizeof(XML_LChar)', 1), ('XML_DTD', 0), ('XML_NS', 0)]
XML_PARAM_ENTITY_PARSING_NEVER = 0
XML_PARAM_ENTITY_PARSING_UNLESS_STANDALONE = 1
XML_PARAM_ENTITY_PARSING_ALWAYS = 2

# How deep entities may stand in entities, and how much they may come to.
_MOST_ENTITIES = 100
_MOST_TEXT = 1 << 26

_START = ':A-Z_a-z\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\u2fef' \
         '\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff'
_NAME = f'[{_START}][-.0-9\xb7\u0300-\u036f\u203f\u2040{_START}]*'
_name = re.compile(_NAME)
_space = re.compile('[ \t\r\n]*')
_attribute = re.compile(f'[ \t\r\n]+({_NAME})[ \t\r\n]*=[ \t\r\n]*("[^"<]*"|\'[^\'<]*\')')
_end_tag = re.compile(f'</({_NAME})[ \t\r\n]*>')
_reference = re.compile(f'&(?:#([0-9]+)|#x([0-9A-Fa-f]+)|({_NAME}));')
_bad_character = re.compile('[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]')
_xml_declaration = re.compile(
    r'<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(["\'])(1\.[0-9]+)\1'
    r'(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(["\'])([A-Za-z][-A-Za-z0-9._]*)\3)?'
    r'(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(["\'])(yes|no)\5)?[ \t\r\n]*\?>')
_external = re.compile(r'[ \t\r\n]+(?:SYSTEM[ \t\r\n]+("[^"]*"|\'[^\']*\')'
                       r'|PUBLIC[ \t\r\n]+("[^"]*"|\'[^\']*\')(?:[ \t\r\n]+("[^"]*"|\'[^\']*\'))?)')
_PREDEFINED = {'lt': '<', 'gt': '>', 'amp': '&', 'quot': '"', 'apos': "'"}
_XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace'


class ExpatError(Exception):
    """The text is not XML: `code`, one of `errors.codes`, `lineno` and `offset` tell more."""


error = ExpatError


def ErrorString(code, /):
    """What an error is called."""
    return errors.messages.get(code)


def ParserCreate(encoding=None, namespace_separator=None, intern=None):
    """A parser; with a separator names are those of their namespaces and their own, joined by it."""
    if namespace_separator is not None:
        if not isinstance(namespace_separator, str):
            raise TypeError("ParserCreate() argument 'namespace_separator' must be str or None, not "
                            + type(namespace_separator).__name__)
        if len(namespace_separator) > 1:
            raise ValueError('namespace_separator must be at most one character, omitted, or None')
    return XMLParserType(encoding, namespace_separator, {} if intern is None else intern)


class _More(Exception):
    """The text ends within something."""


class XMLParserType:
    """A parser. Its handlers are attributes: a handler that is None is not called."""

    _handlers = ('StartElementHandler', 'EndElementHandler', 'ProcessingInstructionHandler', 'CharacterDataHandler',
                 'UnparsedEntityDeclHandler', 'NotationDeclHandler', 'StartNamespaceDeclHandler',
                 'EndNamespaceDeclHandler', 'CommentHandler', 'StartCdataSectionHandler', 'EndCdataSectionHandler',
                 'DefaultHandler', 'DefaultHandlerExpand', 'NotStandaloneHandler', 'ExternalEntityRefHandler',
                 'StartDoctypeDeclHandler', 'EndDoctypeDeclHandler', 'EntityDeclHandler', 'XmlDeclHandler',
                 'ElementDeclHandler', 'AttlistDeclHandler', 'SkippedEntityHandler')

    def __init__(self, encoding, separator, intern):
        self.intern = intern
        self.buffer_text = False
        self.buffer_size = 8192
        self.ordered_attributes = False
        self.specified_attributes = False
        self.namespace_prefixes = False
        self.ErrorCode = 0
        self.ErrorLineNumber = self.ErrorColumnNumber = self.ErrorByteIndex = 0
        for name in self._handlers:
            setattr(self, name, None)
        self._base = None
        self._encoding = encoding
        self._separator = separator
        self._raw = b''
        self._decoder = None
        self._text = ''
        self._at = 0
        self._line, self._column, self._index = 1, 0, 0
        self._open = []
        self._namespaces = [{'xml': _XML_NAMESPACE}]
        self._begun = self._seen_root = self._finished = False
        self._entities = {}
        self._defaults = {}
        self._has_subset = self._has_external = False
        self._standalone = -1
        self._depth = self._grown = 0
        self._pending = []
        self._reparse_deferral = True
        self._fragment = False

    # What programs call.

    def Parse(self, data, isfinal=False, /):
        """Reads text or bytes; `isfinal` says that these were the last."""
        if self._finished:
            self._fail(36, 'parsing finished')
        if isinstance(data, str):
            if self._decoder is None:
                self._decoder = False
            self._text += data
        else:
            self._decode(bytes(data), isfinal)
        self._normalize(isfinal)
        self._run(isfinal)
        self._flush()
        if isfinal:
            self._finished = True
        return 1

    def ParseFile(self, file, /):
        """Reads all of a file."""
        if not hasattr(file, 'read'):
            raise TypeError("argument must have 'read' attribute")
        while True:
            data = file.read(1 << 16)
            if not isinstance(data, (bytes, bytearray, str)):
                raise TypeError(f'read() did not return a bytes object (type={type(data).__name__})')
            if not data:
                return self.Parse(b'' if isinstance(data, bytes) else '', True)
            self.Parse(data)

    def SetBase(self, base, /):
        """What names of files are relative to."""
        self._base = base

    def GetBase(self):
        """What SetBase() has set."""
        return self._base

    def GetInputContext(self):
        """The text that is left to be read."""
        return self._text[self._at:].encode()

    def GetReparseDeferralEnabled(self):
        """Is what SetReparseDeferralEnabled() sets."""
        return self._reparse_deferral

    def SetReparseDeferralEnabled(self, enabled, /):
        """For Expat's sake: it makes no difference."""
        self._reparse_deferral = bool(enabled)

    def SetParamEntityParsing(self, flag, /):
        """Parameter entities are not read, so that only the flag for `never` holds."""
        return 1

    def UseForeignDTD(self, flag=True, /):
        """For Expat's sake."""

    def ExternalEntityParserCreate(self, context, encoding=None, /):
        """A parser with the handlers of this one, for the text of an entity."""
        parser = XMLParserType(encoding, self._separator, self.intern)
        for name in self._handlers + ('buffer_text', 'ordered_attributes', 'specified_attributes', 'namespace_prefixes'):
            setattr(parser, name, getattr(self, name))
        parser._entities, parser._defaults = self._entities, self._defaults
        parser._namespaces = list(self._namespaces)
        parser._fragment = True
        return parser

    CurrentLineNumber = property(lambda self: self._line)
    CurrentColumnNumber = property(lambda self: self._column)
    CurrentByteIndex = property(lambda self: self._index)

    # Decoding.

    def _decode(self, data, final):
        import codecs
        if self._decoder is None:
            self._raw += data
            head = self._raw
            if len(head) < 4 and not final:
                return
            encoding = self._encoding
            if encoding is None:
                encoding = self._guess(head)
                if encoding is None:
                    if b'>' not in head and not final:
                        return
                    found = re.match(rb'<\?xml[^>]*?encoding\s*=\s*["\']([A-Za-z0-9._-]+)["\']', head)
                    encoding = found[1].decode('ascii') if found else 'utf-8'
            try:
                self._decoder = codecs.getincrementaldecoder(encoding)()
            except LookupError:
                raise LookupError(f'unknown encoding: {encoding}') from None
            data, self._raw = self._raw, b''
        elif self._decoder is False:
            import codecs
            self._decoder = codecs.getincrementaldecoder('utf-8')()
        try:
            self._text += self._decoder.decode(data, final)
        except UnicodeDecodeError as failed:
            self._text += failed.object[:failed.start].decode(failed.encoding, 'ignore')
            self._normalize(True)
            try:
                self._run(False)
            except _More:
                pass
            self._fail(4, at=len(self._text))
        if self._index == 0 and self._text[:1] == '\ufeff':
            self._text = self._text[1:]

    @staticmethod
    def _guess(head):
        if head.startswith((b'\xff\xfe', b'\xfe\xff')):
            return 'utf-16'
        if head.startswith(b'\xef\xbb\xbf'):
            return 'utf-8-sig'
        if head.startswith(b'<\0?\0'):
            return 'utf-16-le'
        if head.startswith(b'\0<\0?'):
            return 'utf-16-be'
        if not head.startswith(b'<?xm'):
            return 'utf-8'
        return None

    def _normalize(self, final):
        if '\r' in self._text:
            # A line that ends in a carriage return may go on with a newline.
            held = '\r' if self._text.endswith('\r') and not final else ''
            text = self._text[:-1] if held else self._text
            self._text = text.replace('\r\n', '\n').replace('\r', '\n') + held

    # Errors.

    def _fail(self, code, message=None, at=None):
        if at is not None:
            self._advance(at)
        self._flush_quietly()
        self.ErrorCode = code
        self.ErrorLineNumber, self.ErrorColumnNumber, self.ErrorByteIndex = self._line, self._column, self._index
        message = message or errors.messages[code]
        problem = ExpatError(f'{message}: line {self._line}, column {self._column}')
        problem.code, problem.lineno, problem.offset = code, self._line, self._column
        raise problem

    def _flush_quietly(self):
        if self._pending:
            self._flush()

    def _advance(self, to):
        passed = self._text[self._at:to]
        lines = passed.count('\n')
        if lines:
            self._line += lines
            self._column = len(passed) - passed.rindex('\n') - 1
        else:
            self._column += len(passed)
        self._index += len(passed.encode('utf-8', 'surrogatepass'))
        self._at = to

    # Handlers.

    def _characters(self, text):
        if not text:
            return
        if self.CharacterDataHandler is None:
            self._default(text)
        elif self.buffer_text:
            self._pending.append(text)
        else:
            # As Expat does: each end of a line is told by itself.
            for part in re.findall('\n|[^\n]+', text):
                self.CharacterDataHandler(part)

    def _flush(self):
        if self._pending:
            text, self._pending = ''.join(self._pending), []
            if self.CharacterDataHandler is not None:
                for start in range(0, len(text), self.buffer_size):
                    self.CharacterDataHandler(text[start:start + self.buffer_size])

    def _default(self, text):
        handler = self.DefaultHandlerExpand or self.DefaultHandler
        if handler is not None:
            self._flush()
            handler(text)

    def _call(self, handler, source, *args):
        """Calls a handler, or that for what has none."""
        if handler is None:
            self._default(source)
        else:
            self._flush()
            handler(*args)

    # Reading.

    def _run(self, final):
        while True:
            start = self._at
            if start >= len(self._text):
                break
            try:
                done = self._step(start, final)
            except _More:
                if final:
                    self._unfinished(start)
                break
            if not done:
                break
        if self._at > 1 << 16 or self._at == len(self._text):
            self._text = self._text[self._at:]
            self._at = 0
        if final and not (self._seen_root and not self._open) and not self._fragment:
            self._fail(3)

    def _unfinished(self, start):
        text = self._text
        if text.startswith('<![CDATA[', start):
            self._fail(20, at=len(text))
        self._fail(5)

    def _step(self, start, final):
        text = self._text
        if not self._begun:
            if text.startswith('<?xml') and (len(text) < 6 or text[5] in ' \t\r\n?'):
                self._declaration()
                return True
            if not final and '<?xml '.startswith(text[:6]) and len(text) < 6:
                return False
            self._begun = True
        first = text[start]
        inside = self._open or self._fragment
        if first != '<':
            if not inside:
                return self._outside(start)
            if first == '&':
                self._reference_at(start)
                return True
            return self._text_at(start, final)
        following = text[start + 1:start + 2]
        if not following:
            raise _More
        if following == '?':
            self._instruction(start)
        elif following == '!':
            self._markup(start, final)
        elif following == '/':
            self._end(start)
        else:
            if self._seen_root and not inside:
                self._fail(9)
            self._start(start)
        return True

    def _outside(self, start):
        end = _space.match(self._text, start).end()
        if end > start:
            self._default(self._text[start:end])
            self._advance(end)
            return True
        self._fail(9 if self._seen_root else 4 if _bad_character.match(self._text, start) else 2)

    def _text_at(self, start, final):
        text = self._text
        ends = [end for end in (text.find('<', start), text.find('&', start)) if end >= 0]
        end = min(ends, default=len(text))
        if not ends and not final:
            # What might be the end of a section that is not there, or half of the end of a line.
            while end > start and text[end - 1] in ']\r':
                end -= 1
            if end == start:
                return False
        part = text[start:end]
        bad = _bad_character.search(part)
        if bad:
            self._fail(4, at=start + bad.start())
        section = part.find(']]>')
        if section >= 0:
            self._fail(4, at=start + section + 2)
        self._characters(part)
        self._advance(end)
        return True

    def _find(self, wanted, start):
        end = self._text.find(wanted, start)
        if end < 0:
            raise _More
        return end

    def _check(self, part, start):
        bad = _bad_character.search(part)
        if bad:
            self._fail(4, at=start + bad.start())

    def _declaration(self):
        end = self._find('?>', 0) + 2
        found = _xml_declaration.match(self._text)
        if not found:
            self._fail(30, at=5)
        version, encoding, standalone = found[2], found[4], found[6]
        self._standalone = {None: -1, 'yes': 1, 'no': 0}[standalone]
        self._begun = True
        if self.XmlDeclHandler is not None:
            self.XmlDeclHandler(version, encoding, self._standalone)
        else:
            self._default(self._text[:end])
        self._advance(end)

    def _instruction(self, start):
        text = self._text
        end = self._find('?>', start + 2)
        target = _name.match(text, start + 2)
        if not target or target.end() > end:
            self._fail(4, at=start + 2)
        name = target.group()
        if name.lower() == 'xml':
            self._fail(17 if name == 'xml' else 4, at=None if name == 'xml' else start + 2)
        data = text[target.end():end]
        if data and data[0] not in ' \t\n':
            self._fail(4, at=target.end())
        self._check(data, target.end())
        self._call(self.ProcessingInstructionHandler, text[start:end + 2], name, data.lstrip(' \t\n'))
        self._advance(end + 2)

    def _markup(self, start, final):
        text = self._text
        if text.startswith('<!--', start):
            end = self._find('--', start + 4)
            if text[end + 2:end + 3] == '':
                raise _More
            if text[end + 2] != '>':
                self._fail(4, at=end + 2)
            data = text[start + 4:end]
            self._check(data, start + 4)
            self._call(self.CommentHandler, text[start:end + 3], data)
            self._advance(end + 3)
        elif text.startswith('<![CDATA[', start):
            if not (self._open or self._fragment):
                self._fail(2 if not self._seen_root else 9)
            end = self._find(']]>', start + 9)
            data = text[start + 9:end]
            self._check(data, start + 9)
            self._call(self.StartCdataSectionHandler, '<![CDATA[')
            self._characters(data)
            self._call(self.EndCdataSectionHandler, ']]>')
            self._advance(end + 3)
        elif text.startswith('<!DOCTYPE', start):
            if self._seen_root or self._open:
                self._fail(2 if not self._open else 4, at=start + 2 if self._open else None)
            self._doctype(start)
        else:
            rest = text[start:start + 9]
            if any(word.startswith(rest) for word in ('<!--', '<![CDATA[', '<!DOCTYPE')):
                raise _More
            self._fail(4, at=start + 2)

    def _qualified(self, name, attribute=False):
        """A name as handlers get it: with the namespace that its prefix stands for."""
        separator = self._separator
        if separator is None:
            return self.intern.setdefault(name, name)
        prefix, colon, local = name.partition(':')
        if not colon:
            if attribute:
                return self.intern.setdefault(name, name)
            prefix, local = '', name
        namespace = self._namespaces[-1].get(prefix)
        if namespace is None:
            if prefix:
                self._fail(27)
            return self.intern.setdefault(local, local)
        if not namespace:
            return self.intern.setdefault(local, local)
        full = namespace + separator + local
        if self.namespace_prefixes and prefix:
            full += separator + prefix
        return self.intern.setdefault(full, full)

    def _start(self, start):
        text = self._text
        name = _name.match(text, start + 1)
        if not name:
            self._fail(4, at=start + 1)
        at = name.end()
        pairs = []
        while True:
            found = _attribute.match(text, at)
            if found:
                pairs.append((found[1], self._value(found[2][1:-1], found.start(2) + 1)))
                at = found.end()
                continue
            end = _space.match(text, at).end()
            if text.startswith('>', end):
                at, empty = end + 1, False
                break
            if text.startswith('/>', end):
                at, empty = end + 2, True
                break
            if text.startswith('/', end) and len(text) > end + 1:
                self._fail(4, at=end + 1)
            self._bad_attribute(at, end)
        name = name.group()
        given = len(pairs)
        names = {key for key, _ in pairs}
        if len(names) != given:
            seen = set()
            for found in _attribute.finditer(text, start, at):
                if found[1] in seen:
                    self._fail(8, at=found.start(1))
                seen.add(found[1])
        for key, value in self._defaults.get(name, {}).items():
            if key not in names and not self.specified_attributes:
                pairs.append((key, value))
        declared = []
        if self._separator is not None:
            scope = None
            kept = []
            for key, value in pairs:
                if key == 'xmlns' or key.startswith('xmlns:'):
                    prefix = key[6:]
                    if prefix and not value:
                        self._fail(28)
                    if scope is None:
                        scope = dict(self._namespaces[-1])
                    scope[prefix] = value
                    declared.append(prefix)
                    if self.StartNamespaceDeclHandler is not None:
                        self._flush()
                        self.StartNamespaceDeclHandler(prefix or None, value or None)
                else:
                    kept.append((key, value))
            pairs = kept
            self._namespaces.append(scope if scope is not None else self._namespaces[-1])
            pairs = [(self._qualified(key, True), value) for key, value in pairs]
            if len({key for key, _ in pairs}) != len(pairs):
                self._fail(8)
        full = self._qualified(name)
        if self.ordered_attributes:
            attributes = [part for pair in pairs for part in pair]
        else:
            attributes = dict(pairs)
        self._seen_root = True
        self._open.append((name, full, declared))
        self._call(self.StartElementHandler, text[start:at], full, attributes)
        if empty:
            self._close()
        self._advance(at)

    def _bad_attribute(self, at, end):
        """What stands in a tag is no attribute: says so, unless more of it may come."""
        text = self._text
        if end == len(text) or text[end:] == '/':
            raise _More
        name = _name.match(text, end)
        if end == at or not name:
            self._fail(4, at=end)
        after = _space.match(text, name.end()).end()
        if after == len(text):
            raise _More
        if text[after] != '=':
            self._fail(4, at=after)
        value = _space.match(text, after + 1).end()
        if value == len(text):
            raise _More
        quote = text[value]
        if quote not in '"\'':
            self._fail(4, at=value)
        close, less = text.find(quote, value + 1), text.find('<', value + 1)
        if less >= 0 and (close < 0 or less < close):
            self._fail(4, at=less)
        raise _More

    def _value(self, text, start, depth=0):
        """The value of an attribute, references replaced."""
        if '&' not in text and '\n' not in text and '\t' not in text and not _bad_character.search(text):
            return text
        if start is not None:
            self._check(text, start)
        parts, at = [], 0
        text = text.replace('\n', ' ').replace('\t', ' ')
        while True:
            found = text.find('&', at)
            if found < 0:
                parts.append(text[at:])
                return ''.join(parts)
            parts.append(text[at:found])
            reference = _reference.match(text, found)
            if not reference:
                self._fail(4, at=None if start is None else start + found + 1)
            decimal, hexadecimal, name = reference.groups()
            if name is None:
                parts.append(self._character(decimal, hexadecimal, None if start is None else start + found))
            elif name in _PREDEFINED:
                parts.append(_PREDEFINED[name])
            else:
                entity = self._entities.get(name)
                if entity is None:
                    self._fail(11, at=None if start is None else start + found)
                if not isinstance(entity, str):
                    self._fail(16)
                if depth > _MOST_ENTITIES:
                    self._fail(12)
                self._grow(len(entity))
                parts.append(self._value(entity, None, depth + 1))
            at = reference.end()

    def _grow(self, count):
        self._grown += count
        if self._grown > _MOST_TEXT:
            self._fail(43, 'limit on input amplification factor (from DTD and entities) breached')

    def _character(self, decimal, hexadecimal, at):
        number = int(decimal) if decimal else int(hexadecimal, 16)
        if number > 0x10ffff or 0xd800 <= number < 0xe000 or number < 32 and number not in (9, 10, 13) \
                or number in (0xfffe, 0xffff):
            self._fail(14, at=at)
        return chr(number)

    def _reference_at(self, start):
        text = self._text
        reference = _reference.match(text, start)
        if not reference:
            if re.compile(f'&(?:#[0-9]*|#x[0-9A-Fa-f]*|{_NAME})?$').match(text, start):
                raise _More
            bad = re.compile(f'&(?:#[0-9]*|#x[0-9A-Fa-f]*|{_NAME})?').match(text, start)
            self._fail(4, at=bad.end())
        decimal, hexadecimal, name = reference.groups()
        if name is None:
            self._characters(self._character(decimal, hexadecimal, None))
        elif name in _PREDEFINED:
            self._characters(_PREDEFINED[name])
        else:
            self._entity(name, reference.group())
        self._advance(reference.end())

    def _entity(self, name, source):
        entity = self._entities.get(name)
        if entity is None:
            if self._has_external and self._standalone != 1:
                if self.SkippedEntityHandler is not None:
                    self._flush()
                    self.SkippedEntityHandler(name, False)
                else:
                    self._default(source)
                return
            self._fail(11)
        if isinstance(entity, str):
            if self.DefaultHandler is not None and self.DefaultHandlerExpand is None:
                self._flush()
                self.DefaultHandler(source)
                return
            if self._depth > _MOST_ENTITIES:
                self._fail(12)
            self._grow(len(entity))
            self._within(entity)
            return
        system, public, notation = entity
        if notation is not None:
            self._fail(15)
        if self.ExternalEntityRefHandler is not None:
            self._flush()
            if not self.ExternalEntityRefHandler(name, self._base, system, public):
                self._fail(21)
        else:
            self._default(source)

    def _within(self, text):
        """Reads the text of an entity."""
        outer = self._text, self._at, self._line, self._column, self._index
        depth = len(self._open)
        self._text, self._at = text, 0
        self._depth += 1
        try:
            while self._at < len(self._text):
                try:
                    self._step(self._at, True)
                except _More:
                    self._fail(5)
        finally:
            self._depth -= 1
            self._text, self._at, self._line, self._column, self._index = outer
        if len(self._open) != depth:
            self._fail(13)

    def _end(self, start):
        text = self._text
        found = _end_tag.match(text, start)
        if not found:
            name = _name.match(text, start + 2)
            at = _space.match(text, name.end()).end() if name else start + 2
            if at == len(text):
                raise _More
            self._fail(4, at=at)
        if not self._open:
            self._fail(9 if self._seen_root and not self._fragment else 13 if self._fragment else 4, at=start + 1)
        if self._open[-1][0] != found[1]:
            self._fail(7, at=start + 2)
        self._advance(start)
        self._close(found.group())
        self._advance(found.end())

    def _close(self, source=''):
        _, full, declared = self._open.pop()
        if self.EndElementHandler is not None:
            self._flush()
            self.EndElementHandler(full)
        elif source:
            self._default(source)
        if self._separator is not None:
            self._namespaces.pop()
            if self.EndNamespaceDeclHandler is not None:
                for prefix in reversed(declared):
                    self._flush()
                    self.EndNamespaceDeclHandler(prefix or None)

    # The document type.

    def _doctype(self, start):
        text = self._text
        end, subset = self._doctype_end(start)
        head = re.compile(f'<!DOCTYPE[ \t\n]+({_NAME})').match(text, start)
        if not head:
            self._fail(2, at=start + 9)
        system = public = None
        external = _external.match(text, head.end())
        if external:
            system, public = self._identifiers(external)
            self._has_external = True
        if self.StartDoctypeDeclHandler is not None:
            self._flush()
            self.StartDoctypeDeclHandler(head[1], system, public, int(subset is not None))
        else:
            self._default(text[start:end])
        if subset is not None:
            self._subset(text[subset[0]:subset[1]], subset[0])
        if system is not None and self.NotStandaloneHandler is not None and self._standalone != 1:
            if not self.NotStandaloneHandler():
                self._fail(22)
        if self.EndDoctypeDeclHandler is not None:
            self._flush()
            self.EndDoctypeDeclHandler()
        self._advance(end)

    @staticmethod
    def _identifiers(found):
        if found[1] is not None:
            return found[1][1:-1], None
        return found[3] and found[3][1:-1], ' '.join(found[2][1:-1].split())

    def _doctype_end(self, start):
        """Where the declaration ends, and where the part between brackets is."""
        text = self._text
        at, subset, begin = start + 9, None, None
        token = re.compile(r'"[^"]*"|\'[^\']*\'|<!--.*?-->|<\?.*?\?>|[\[\]>]|<!|["\']|<', re.DOTALL)
        depth = 0
        while True:
            found = token.search(text, at)
            if not found:
                raise _More
            what = found.group()
            at = found.end()
            if what in '"\'' or what == '<':
                if len(text) - at < 3 or what != '<':
                    raise _More
                self._fail(4, at=at)
            if what == '<!':
                depth += 1
            elif what == '[' and begin is None:
                begin = at
            elif what == ']' and depth == 0:
                subset = begin, found.start()
            elif what == '>':
                if depth:
                    depth -= 1
                elif begin is None or subset:
                    return at, subset

    def _subset(self, text, offset):
        at = 0
        while True:
            at = _space.match(text, at).end()
            if at >= len(text):
                return
            if text.startswith('<!--', at):
                end = text.index('-->', at) + 3
                self._call(self.CommentHandler, text[at:end], text[at + 4:end - 3])
            elif text.startswith('<?', at):
                end = text.index('?>', at) + 2
                target, _, data = text[at + 2:end - 2].partition(' ')
                self._call(self.ProcessingInstructionHandler, text[at:end], target, data.lstrip())
            elif text[at] == '%':
                found = re.compile(f'%{_NAME};').match(text, at)
                if not found:
                    self._fail(4, at=offset + at)
                # What a parameter entity declares is not read: entities may be unknown from here on.
                self._has_external = True
                end = found.end()
            else:
                end = self._declared(text, at, offset)
            at = end

    def _declared(self, text, at, offset):
        found = re.compile(r'<!(ENTITY|ELEMENT|ATTLIST|NOTATION)[ \t\n]+((?:"[^"]*"|\'[^\']*\'|[^"\'>])*)>').match(text, at)
        if not found:
            self._fail(2, at=offset + at)
        kind, body = found.groups()
        getattr(self, '_declare_' + kind.lower())(body, offset + at)
        return found.end()

    def _declare_entity(self, body, at):
        found = re.match(f'(%[ \t\n]+)?({_NAME})', body)
        if not found:
            self._fail(2, at=at)
        parameter, name = found.groups()
        rest = body[found.end():]
        external = _external.match(rest)
        value = system = public = notation = None
        if external:
            system, public = self._identifiers(external)
            data = re.match(f'[ \t\n]+NDATA[ \t\n]+({_NAME})', rest[external.end():])
            notation = data and data[1]
            entity = system, public, notation
        else:
            literal = re.match(r'[ \t\n]+("[^"]*"|\'[^\']*\')[ \t\n]*$', rest)
            if not literal:
                self._fail(2, at=at)
            value = re.sub(r'&#(?:([0-9]+)|x([0-9A-Fa-f]+));', lambda m: self._character(m[1], m[2], at),
                           literal[1][1:-1])
            entity = value
        if not parameter:
            self._entities.setdefault(name, entity)
        if notation is not None and self.UnparsedEntityDeclHandler is not None:
            self.UnparsedEntityDeclHandler(name, self._base, system, public, notation)
        elif self.EntityDeclHandler is not None:
            self._flush()
            self.EntityDeclHandler(name, int(bool(parameter)), value, self._base, system, public, notation)

    def _declare_notation(self, body, at):
        found = re.match(_NAME, body)
        external = found and _external.match(body, found.end())
        if not external:
            self._fail(2, at=at)
        system, public = self._identifiers(external)
        if self.NotationDeclHandler is not None:
            self._flush()
            self.NotationDeclHandler(found.group(), self._base, system, public)

    def _declare_element(self, body, at):
        found = re.match(f'({_NAME})[ \t\n]+(.*)', body, re.DOTALL)
        if not found:
            self._fail(2, at=at)
        if self.ElementDeclHandler is not None:
            self._flush()
            self.ElementDeclHandler(found[1], model.parse(found[2].strip()))

    def _declare_attlist(self, body, at):
        found = re.match(_NAME, body)
        if not found:
            self._fail(2, at=at)
        element, position = found.group(), found.end()
        one = re.compile(f'[ \t\n]+({_NAME})[ \t\n]+(CDATA|ID|IDREF|IDREFS|ENTITY|ENTITIES|NMTOKENS?|(?:NOTATION[ \t\n]+)?'
                         r'\([^)]*\))[ \t\n]+(#REQUIRED|#IMPLIED|(?:(#FIXED)[ \t\n]+)?("[^"]*"|\'[^\']*\'))')
        while body[position:].strip():
            found = one.match(body, position)
            if not found:
                self._fail(2, at=at)
            name, kind, default, fixed, literal = found.groups()
            kind = re.sub('[ \t\n]+', '', kind) if kind.startswith('(') else kind
            value = None
            if literal is not None:
                value = self._value(literal[1:-1], None)
                if kind != 'CDATA':
                    value = ' '.join(value.split())
                self._defaults.setdefault(element, {}).setdefault(name, value)
            if self.AttlistDeclHandler is not None:
                self._flush()
                self.AttlistDeclHandler(element, name, kind, value, int(default == '#REQUIRED' or bool(fixed)))
            position = found.end()
