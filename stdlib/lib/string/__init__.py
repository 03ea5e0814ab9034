"""Constants of characters, templates, and formatting for subclasses."""

__all__ = [
    'ascii_letters', 'ascii_lowercase', 'ascii_uppercase', 'capwords', 'digits', 'hexdigits', 'octdigits',
    'printable', 'punctuation', 'whitespace', 'Formatter', 'Template']

whitespace = ' \t\n\r\v\f'
ascii_lowercase = 'abcdefghijklmnopqrstuvwxyz'
ascii_uppercase = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
ascii_letters = ascii_lowercase + ascii_uppercase
digits = '0123456789'
hexdigits = digits + 'abcdef' + 'ABCDEF'
octdigits = '01234567'
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    """Capitalizes each word."""
    return (sep or ' ').join(map(str.capitalize, s.split(sep)))


_absent = object()


class _TemplatePattern:
    """Makes a template class's pattern when it is asked for first: few programs need `re`."""

    def __get__(self, instance, cls=None):
        import re
        pattern = cls.__dict__.get('pattern', self)
        if pattern is self:
            delimiter = re.escape(cls.delimiter)
            name = cls.idpattern
            braced = cls.braceidpattern or cls.idpattern
            pattern = f"""
            {delimiter}(?:
              (?P<escaped>{delimiter})  |
              (?P<named>{name})         |
              {{(?P<braced>{braced})}}  |
              (?P<invalid>)
            )
            """
        if isinstance(pattern, _TemplatePattern):
            return pattern
        flags = cls.flags
        pattern = cls.pattern = re.compile(pattern, (re.IGNORECASE if flags is None else flags) | re.VERBOSE)
        return pattern


class Template:
    """Text with `$name` and `${name}` in it; `$$` is a dollar sign."""

    delimiter = '$'
    idpattern = r'(?a:[_a-z][_a-z0-9]*)'
    braceidpattern = None
    # `None` stands for re.IGNORECASE.
    flags = None
    pattern = _TemplatePattern()

    def __init_subclass__(cls):
        super().__init_subclass__()
        own = cls.__dict__.get('pattern')
        if isinstance(own, (str, bytes)):
            import re
            flags = re.IGNORECASE if cls.flags is None else cls.flags
            cls.pattern = re.compile(own, flags | re.VERBOSE)
        elif own is None:
            cls.pattern = _TemplatePattern()

    def __init__(self, template):
        self.template = template

    def _invalid(self, mo):
        i = mo.start('invalid')
        lines = self.template[:i].splitlines(keepends=True)
        if not lines:
            column, line = 1, 1
        else:
            column = i - len(''.join(lines[:-1]))
            line = len(lines)
        raise ValueError(f'Invalid placeholder in string: line {line}, col {column}')

    def _unknown(self):
        raise ValueError('Unrecognized named group in pattern', self.pattern)

    def substitute(self, mapping=_absent, /, **kws):
        """The text with the names replaced by their values; KeyError for a name without value."""
        def convert(mo):
            name = mo.group('named') or mo.group('braced')
            if name is not None:
                return str(_value(mapping, kws, name))
            if mo.group('escaped') is not None:
                return self.delimiter
            if mo.group('invalid') is not None:
                self._invalid(mo)
            self._unknown()
        return self.pattern.sub(convert, self.template)

    def safe_substitute(self, mapping=_absent, /, **kws):
        """As substitute, but names without value stay as they are."""
        def convert(mo):
            name = mo.group('named') or mo.group('braced')
            if name is not None:
                try:
                    return str(_value(mapping, kws, name))
                except KeyError:
                    return mo.group()
            if mo.group('escaped') is not None:
                return self.delimiter
            if mo.group('invalid') is not None:
                return mo.group()
            self._unknown()
        return self.pattern.sub(convert, self.template)

    def is_valid(self):
        """Are all placeholders well formed?"""
        for mo in self.pattern.finditer(self.template):
            if mo.group('invalid') is not None:
                return False
            if not any(mo.group(kind) is not None for kind in ('named', 'braced', 'escaped')):
                self._unknown()
        return True

    def get_identifiers(self):
        """The names, each once, in the order of their first use."""
        found = {}
        for mo in self.pattern.finditer(self.template):
            name = mo.group('named') or mo.group('braced')
            if name is not None:
                found[name] = None
            elif mo.group('invalid') is None and mo.group('escaped') is None:
                self._unknown()
        return list(found)


def _value(mapping, kws, name):
    if name in kws or mapping is _absent:
        return kws[name]
    return mapping[name]


class Formatter:
    """What `str.format` does, in methods that a subclass can override."""

    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used_args = set()
        result, _ = self._vformat(format_string, args, kwargs, used_args, 2)
        self.check_unused_args(used_args, args, kwargs)
        return result

    def _vformat(self, format_string, args, kwargs, used_args, recursion_depth, auto_arg_index=0):
        if recursion_depth < 0:
            raise ValueError('Max string recursion exceeded')
        result = []
        for literal_text, field_name, format_spec, conversion in self.parse(format_string):
            if literal_text:
                result.append(literal_text)
            if field_name is None:
                continue
            first = field_name
            for i, c in enumerate(field_name):
                if c in '.[':
                    first = field_name[:i]
                    break
            if first == '':
                if auto_arg_index is False:
                    raise ValueError('cannot switch from manual field specification to automatic field numbering')
                field_name = str(auto_arg_index) + field_name
                auto_arg_index += 1
            elif first.isdigit():
                if auto_arg_index:
                    raise ValueError('cannot switch from automatic field numbering to manual field specification')
                auto_arg_index = False
            obj, arg_used = self.get_field(field_name, args, kwargs)
            used_args.add(arg_used)
            obj = self.convert_field(obj, conversion)
            format_spec, auto_arg_index = self._vformat(
                format_spec, args, kwargs, used_args, recursion_depth - 1, auto_arg_index)
            result.append(self.format_field(obj, format_spec))
        return ''.join(result), auto_arg_index

    def get_value(self, key, args, kwargs):
        return args[key] if isinstance(key, int) else kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        pass

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        if conversion is None:
            return value
        if conversion == 's':
            return str(value)
        if conversion == 'r':
            return repr(value)
        if conversion == 'a':
            return ascii(value)
        raise ValueError(f'Unknown conversion specifier {conversion!s}')

    def parse(self, format_string):
        """Yields (literal_text, field_name, format_spec, conversion); the last three are None at the end."""
        i, n = 0, len(format_string)
        literal = []
        while i < n:
            c = format_string[i]
            i += 1
            if c not in '{}':
                literal.append(c)
                continue
            if format_string[i:i + 1] == c:
                literal.append(c)
                i += 1
                yield ''.join(literal), None, None, None
                literal = []
                continue
            if c == '}':
                raise ValueError("Single '}' encountered in format string")
            if i == n:
                raise ValueError("Single '{' encountered in format string")
            field, i = _field_at(format_string, i)
            yield ''.join(literal), *field
            literal = []
        if literal:
            yield ''.join(literal), None, None, None

    def get_field(self, field_name, args, kwargs):
        first, rest = _split_name(field_name)
        obj = self.get_value(first, args, kwargs)
        for is_attr, key in rest:
            obj = getattr(obj, key) if is_attr else obj[key]
        return obj, first


def _field_at(text, i):
    """Name, format specification and conversion of the replacement field that begins at a place; the place behind it."""
    start, n = i, len(text)
    end = ''
    while i < n:
        c = text[i]
        i += 1
        if c == '{':
            raise ValueError("unexpected '{' in field name")
        if c == '[':
            # Whatever it is, it belongs to the key.
            i = text.find(']', i) % (n + 1)
        elif c in '}:!':
            end = c
            break
    if not end:
        raise ValueError("expected '}' before end of string")
    name, conversion = text[start:i - 1], None
    if end == '}':
        return (name, '', None), i
    if end == '!':
        if i >= n:
            raise ValueError('end of string while looking for conversion specifier')
        conversion = text[i]
        i += 1
        if i < n:
            i += 1
            if text[i - 1] == '}':
                return (name, '', conversion), i
            if text[i - 1] != ':':
                raise ValueError("expected ':' after conversion specifier")
    depth, start = 1, i
    while i < n:
        depth += {'{': 1, '}': -1}.get(text[i], 0)
        i += 1
        if not depth:
            return (name, text[start:i - 1], conversion), i
    raise ValueError("unmatched '{' in format spec")


def _split_name(name):
    """The first part of a field name, and pairs of (is it an attribute?, key)."""
    end = len(name)
    for i, c in enumerate(name):
        if c in '.[':
            end = i
            break
    first, rest = name[:end], []
    i = end
    while i < len(name):
        if name[i] == '.':
            j = i + 1
            while j < len(name) and name[j] not in '.[':
                j += 1
            if j == i + 1:
                raise ValueError('Empty attribute in format string')
            rest.append((True, name[i + 1:j]))
            i = j
        elif name[i] == '[':
            j = name.find(']', i)
            if j < 0:
                raise ValueError("Missing ']' in format string")
            key = name[i + 1:j]
            if not key:
                raise ValueError('Empty attribute in format string')
            rest.append((False, int(key) if key.isdigit() else key))
            i = j + 1
        else:
            raise ValueError("Only '.' or '[' may follow ']' in format field specifier")
    return int(first) if first.isdigit() else first, rest
