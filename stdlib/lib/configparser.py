"""Configuration files: sections of options."""

import os
import re
import sys
from collections import ChainMap
from collections.abc import MutableMapping

__all__ = (
    'NoSectionError', 'DuplicateOptionError', 'DuplicateSectionError', 'NoOptionError', 'InterpolationError',
    'InterpolationDepthError', 'InterpolationMissingOptionError', 'InterpolationSyntaxError', 'ParsingError',
    'MissingSectionHeaderError', 'MultilineContinuationError', 'UnnamedSectionDisabledError', 'InvalidWriteError',
    'ConfigParser', 'RawConfigParser', 'Interpolation', 'BasicInterpolation', 'ExtendedInterpolation',
    'SectionProxy', 'ConverterMapping', 'DEFAULTSECT', 'MAX_INTERPOLATION_DEPTH', 'UNNAMED_SECTION')

DEFAULTSECT = 'DEFAULT'
MAX_INTERPOLATION_DEPTH = 10


class Error(Exception):
    """The base of the errors of this module."""

    def __init__(self, msg=''):
        self.message = msg
        Exception.__init__(self, msg)

    def __repr__(self):
        return self.message

    __str__ = __repr__


class NoSectionError(Error):
    """There is no such section."""

    def __init__(self, section):
        Error.__init__(self, f'No section: {section!r}')
        self.section = section
        self.args = (section,)


def _place(source, lineno):
    """Where something stands, and what comes before its description."""
    if source is None:
        return '', ''
    where = f' [line {lineno:2d}]' if lineno is not None else ''
    return f'While reading from {source!r}{where}: ', source


class DuplicateSectionError(Error):
    """A section comes twice."""

    def __init__(self, section, source=None, lineno=None):
        place, _ = _place(source, lineno)
        text = f'ection {section!r} already exists'
        Error.__init__(self, f'{place}s{text}' if place else f'S{text}')
        self.section, self.source, self.lineno = section, source, lineno
        self.args = (section, source, lineno)


class DuplicateOptionError(Error):
    """An option comes twice in a section."""

    def __init__(self, section, option, source=None, lineno=None):
        place, _ = _place(source, lineno)
        text = f'ption {option!r} in section {section!r} already exists'
        Error.__init__(self, f'{place}o{text}' if place else f'O{text}')
        self.section, self.option, self.source, self.lineno = section, option, source, lineno
        self.args = (section, option, source, lineno)


class NoOptionError(Error):
    """There is no such option in the section."""

    def __init__(self, option, section):
        Error.__init__(self, f'No option {option!r} in section: {section!r}')
        self.option, self.section = option, section
        self.args = (option, section)


class InterpolationError(Error):
    """A value cannot be completed from others."""

    def __init__(self, option, section, msg):
        Error.__init__(self, msg)
        self.option, self.section = option, section
        self.args = (option, section, msg)


class InterpolationMissingOptionError(InterpolationError):
    """A value names an option that is not there."""

    def __init__(self, option, section, rawval, reference):
        msg = (f'Bad value substitution: option {option!r} in section {section!r} contains an interpolation key '
               f'{reference!r} which is not a valid option name. Raw value: {rawval!r}')
        InterpolationError.__init__(self, option, section, msg)
        self.reference = reference
        self.args = (option, section, rawval, reference)


class InterpolationSyntaxError(InterpolationError):
    """A value has a reference that cannot be read."""


class InterpolationDepthError(InterpolationError):
    """Values refer to each other too deeply."""

    def __init__(self, option, section, rawval):
        msg = (f'Recursion limit exceeded in value substitution: option {option!r} in section {section!r} contains an '
               f'interpolation key which cannot be substituted in {MAX_INTERPOLATION_DEPTH} steps. '
               f'Raw value: {rawval!r}')
        InterpolationError.__init__(self, option, section, msg)
        self.args = (option, section, rawval)


class ParsingError(Error):
    """Lines of a file cannot be read."""

    def __init__(self, source, *args):
        super().__init__(f'Source contains parsing errors: {source!r}')
        self.source = source
        self.errors = []
        self.args = (source,)
        if args:
            self.append(*args)

    def append(self, lineno, line):
        self.errors.append((lineno, line))
        self.message += f'\n\t[line {lineno:2d}]: {line!r}'

    def combine(self, others):
        for other in others:
            for error in other.errors:
                self.append(*error)
        return self

    @staticmethod
    def _raise_all(exceptions):
        exceptions = list(exceptions)
        if exceptions:
            raise exceptions[0].combine(exceptions[1:])


class MissingSectionHeaderError(ParsingError):
    """An option stands before the first section."""

    def __init__(self, filename, lineno, line):
        Error.__init__(self, f'File contains no section headers.\nfile: {filename!r}, line: {lineno}\n{line!r}')
        self.source, self.lineno, self.line = filename, lineno, line
        self.args = (filename, lineno, line)


class MultilineContinuationError(ParsingError):
    """A value goes on after an option without one."""

    def __init__(self, filename, lineno, line):
        Error.__init__(
            self, f'Key without value continued with an indented line.\nfile: {filename!r}, line: {lineno}\n{line!r}')
        self.source, self.lineno, self.line = filename, lineno, line
        self.args = (filename, lineno, line)


class UnnamedSectionDisabledError(Error):
    """The section without a name is used, but not allowed."""

    def __init__(self, msg='Support for UNNAMED_SECTION is disabled.'):
        Error.__init__(self, msg)


class InvalidWriteError(Error):
    """What would be written could not be read again."""

    def __init__(self, msg=''):
        Error.__init__(self, msg)


class _UnnamedSection:
    def __repr__(self):
        return '<UNNAMED_SECTION>'


UNNAMED_SECTION = _UnnamedSection()
_UNSET = object()


class Interpolation:
    """Leaves values as they are."""

    def before_get(self, parser, section, option, value, defaults):
        return value

    def before_set(self, parser, section, option, value):
        return value

    def before_read(self, parser, section, option, value):
        return value

    def before_write(self, parser, section, option, value):
        return value


class _MarkedInterpolation(Interpolation):
    """Replaces references that begin with a mark and a bracket; the mark doubled stands for itself."""

    def before_get(self, parser, section, option, value, defaults):
        parts = []
        self._interpolate_some(parser, option, parts, value, section, defaults, 1)
        return ''.join(parts)

    def before_set(self, parser, section, option, value):
        rest = self._KEYCRE.sub('', value.replace(self._MARK * 2, ''))
        if self._MARK in rest:
            raise ValueError(f'invalid interpolation syntax in {value!r} at position {rest.find(self._MARK)}')
        return value

    def _interpolate_some(self, parser, option, accum, rest, section, map, depth):
        raw = parser.get(section, option, raw=True, fallback=rest)
        if depth > MAX_INTERPOLATION_DEPTH:
            raise InterpolationDepthError(option, section, raw)
        mark, bracket = self._MARK, self._BRACKET
        while rest:
            before, found, after = rest.partition(mark)
            accum.append(before)
            if not found:
                return
            rest = mark + after
            if after[:1] == mark:
                accum.append(mark)
                rest = rest[2:]
            elif after[:1] == bracket:
                reference = self._KEYCRE.match(rest)
                if reference is None:
                    raise InterpolationSyntaxError(
                        option, section, f'bad interpolation variable reference {rest!r}')
                rest = rest[reference.end():]
                value, *where = self._look_up(parser, option, section, map, reference[1], raw, rest)
                if value is None:
                    continue
                if mark in value:
                    self._interpolate_some(parser, where[0], accum, value, *where[1:], depth + 1)
                else:
                    accum.append(value)
            else:
                raise InterpolationSyntaxError(
                    option, section, f"'{mark}' must be followed by '{mark}' or '{bracket}', found: {rest!r}")


class BasicInterpolation(_MarkedInterpolation):
    """Replaces `%(name)s` by the value of an option of the section or of the defaults; `%%` is a percent sign."""

    _KEYCRE = re.compile(r'%\(([^)]+)\)s')
    _MARK, _BRACKET = '%('

    def _look_up(self, parser, option, section, map, reference, raw, rest):
        name = parser.optionxform(reference)
        try:
            return map[name], option, section, map
        except KeyError:
            raise InterpolationMissingOptionError(option, section, raw, name) from None


class ExtendedInterpolation(_MarkedInterpolation):
    """Replaces `${name}` and `${section:name}`; `$$` is a dollar sign."""

    _KEYCRE = re.compile(r'\$\{([^}]+)\}')
    _MARK, _BRACKET = '${'

    def _look_up(self, parser, option, section, map, reference, raw, rest):
        path = reference.split(':')
        if len(path) > 2:
            raise InterpolationSyntaxError(option, section, f"More than one ':' found: {rest!r}")
        name = parser.optionxform(path[-1])
        try:
            if len(path) == 1:
                home, value = section, map[name]
            else:
                home = path[0]
                value = parser.get(home, name, raw=True)
            return value, name, home, dict(parser.items(home, raw=True))
        except (KeyError, NoSectionError, NoOptionError):
            raise InterpolationMissingOptionError(option, section, raw, reference) from None


class _Reading:
    """What is known while a file is read."""

    def __init__(self):
        self.seen = set()
        self.section = None
        self.section_name = None
        self.option = None
        self.indent = 0
        self.errors = []


class RawConfigParser(MutableMapping):
    """Reads, holds and writes sections of options, as they stand."""

    _SECT_TMPL = r'\[(?P<header>.+)\]'
    _OPT_TMPL = r'(?P<option>.*?)\s*(?:(?P<vi>{delim})\s*(?P<value>.*))$'
    _OPT_NV_TMPL = r'(?P<option>.*?)\s*(?:(?P<vi>{delim})\s*(?P<value>.*))?$'
    _DEFAULT_INTERPOLATION = Interpolation()
    SECTCRE = re.compile(_SECT_TMPL)
    OPTCRE = re.compile(_OPT_TMPL.format(delim='=|:'))
    OPTCRE_NV = re.compile(_OPT_NV_TMPL.format(delim='=|:'))
    NONSPACECRE = re.compile(r'\S')
    BOOLEAN_STATES = {'1': True, 'yes': True, 'true': True, 'on': True,
                      '0': False, 'no': False, 'false': False, 'off': False}

    def __init__(self, defaults=None, dict_type=dict, allow_no_value=False, *, delimiters=('=', ':'),
                 comment_prefixes=('#', ';'), inline_comment_prefixes=None, strict=True, empty_lines_in_values=True,
                 default_section=DEFAULTSECT, interpolation=_UNSET, converters=_UNSET, allow_unnamed_section=False):
        self._dict = dict_type
        self._sections = dict_type()
        self._defaults = dict_type()
        self._converters = ConverterMapping(self)
        self._proxies = dict_type()
        self._proxies[default_section] = SectionProxy(self, default_section)
        self._delimiters = tuple(delimiters)
        if delimiters == ('=', ':'):
            self._optcre = self.OPTCRE_NV if allow_no_value else self.OPTCRE
        else:
            delim = '|'.join(re.escape(delimiter) for delimiter in delimiters)
            template = self._OPT_NV_TMPL if allow_no_value else self._OPT_TMPL
            self._optcre = re.compile(template.format(delim=delim))
        self._comment_prefixes = tuple(comment_prefixes or ())
        self._inline_comment_prefixes = tuple(inline_comment_prefixes or ())
        self._strict = strict
        self._allow_no_value = allow_no_value
        self._empty_lines_in_values = empty_lines_in_values
        self.default_section = default_section
        self._interpolation = interpolation
        if self._interpolation is _UNSET:
            self._interpolation = self._DEFAULT_INTERPOLATION
        if self._interpolation is None:
            self._interpolation = Interpolation()
        if not isinstance(self._interpolation, Interpolation):
            raise TypeError(f'interpolation= must be None or an instance of Interpolation; '
                            f'got an object of type {type(self._interpolation)}')
        if converters is not _UNSET:
            self._converters.update(converters)
        if defaults:
            self._read_defaults(defaults)
        self._allow_unnamed_section = allow_unnamed_section

    def defaults(self):
        """The options of the default section."""
        return self._defaults

    def sections(self):
        """The names of the sections, without the default one."""
        return list(self._sections.keys())

    def add_section(self, section):
        """Makes a section. DuplicateSectionError if it is there, ValueError if it is the default one."""
        if section == self.default_section:
            raise ValueError(f'Invalid section name: {section!r}')
        if section is UNNAMED_SECTION and not self._allow_unnamed_section:
            raise UnnamedSectionDisabledError
        if section in self._sections:
            raise DuplicateSectionError(section)
        self._sections[section] = self._dict()
        self._proxies[section] = SectionProxy(self, section)

    def has_section(self, section):
        """Is there such a section? The default one does not count."""
        return section in self._sections

    def options(self, section):
        """The names of a section's options and of the defaults."""
        try:
            options = self._sections[section].copy()
        except KeyError:
            raise NoSectionError(section) from None
        options.update(self._defaults)
        return list(options.keys())

    def read(self, filenames, encoding=None):
        """Reads files; those that cannot be opened are left out. The names of those that were read."""
        if isinstance(filenames, (str, bytes, os.PathLike)):
            filenames = [filenames]
        read = []
        for filename in filenames:
            try:
                with open(filename, encoding=encoding) as file:
                    self._read(file, filename)
            except OSError:
                continue
            if isinstance(filename, os.PathLike):
                filename = os.fspath(filename)
            read.append(filename)
        return read

    def read_file(self, f, source=None):
        """Reads the lines of an iterable; `source` is what errors call it."""
        if source is None:
            try:
                source = f.name
            except AttributeError:
                source = '<???>'
        self._read(f, source)

    def read_string(self, string, source='<string>'):
        """Reads a text."""
        self.read_file(string.splitlines(keepends=True), source)

    def read_dict(self, dictionary, source='<dict>'):
        """Takes sections and options from a mapping of mappings; values become text."""
        seen = set()
        for section, keys in dictionary.items():
            section = str(section)
            try:
                self.add_section(section)
            except (DuplicateSectionError, ValueError):
                if self._strict and section in seen:
                    raise
            seen.add(section)
            for key, value in keys.items():
                key = self.optionxform(str(key))
                if value is not None:
                    value = str(value)
                if self._strict and (section, key) in seen:
                    raise DuplicateOptionError(section, key, source)
                seen.add((section, key))
                self.set(section, key, value)

    def get(self, section, option, *, raw=False, vars=None, fallback=_UNSET):
        """The value of an option: of vars, the section or the defaults. If there is none, the fallback, or an error."""
        try:
            values = self._unify_values(section, vars)
        except NoSectionError:
            if fallback is _UNSET:
                raise
            return fallback
        option = self.optionxform(option)
        try:
            value = values[option]
        except KeyError:
            if fallback is _UNSET:
                raise NoOptionError(option, section) from None
            return fallback
        if raw or value is None:
            return value
        return self._interpolation.before_get(self, section, option, value, values)

    def _get(self, section, conv, option, **kwargs):
        return conv(self.get(section, option, **kwargs))

    def _get_conv(self, section, option, conv, *, raw=False, vars=None, fallback=_UNSET, **kwargs):
        try:
            return self._get(section, conv, option, raw=raw, vars=vars, **kwargs)
        except (NoSectionError, NoOptionError):
            if fallback is _UNSET:
                raise
            return fallback

    def getint(self, section, option, *, raw=False, vars=None, fallback=_UNSET, **kwargs):
        """The value of an option as an integer."""
        return self._get_conv(section, option, int, raw=raw, vars=vars, fallback=fallback, **kwargs)

    def getfloat(self, section, option, *, raw=False, vars=None, fallback=_UNSET, **kwargs):
        """The value of an option as a float."""
        return self._get_conv(section, option, float, raw=raw, vars=vars, fallback=fallback, **kwargs)

    def getboolean(self, section, option, *, raw=False, vars=None, fallback=_UNSET, **kwargs):
        """The value of an option as a truth value: yes, on, true, 1 or no, off, false, 0."""
        return self._get_conv(section, option, self._convert_to_boolean, raw=raw, vars=vars, fallback=fallback, **kwargs)

    def items(self, section=_UNSET, raw=False, vars=None):
        """The pairs of names and values of a section; without one, of the sections' names and sections."""
        if section is _UNSET:
            return super().items()
        values = self._defaults.copy()
        try:
            values.update(self._sections[section])
        except KeyError:
            if section != self.default_section:
                raise NoSectionError(section) from None
        names = list(values.keys())
        if vars:
            for key, value in vars.items():
                values[self.optionxform(key)] = value
        if raw:
            return [(name, values[name]) for name in names]
        before_get = self._interpolation.before_get
        return [(name, before_get(self, section, name, values[name], values)) for name in names]

    def popitem(self):
        """Removes the first section and returns its name and what it was. KeyError if there is none."""
        for key in self.sections():
            value = self[key]
            del self[key]
            return key, value
        raise KeyError

    def optionxform(self, optionstr):
        """The name under which an option is kept: in lower case. Programs may replace this."""
        return optionstr.lower()

    def has_option(self, section, option):
        """Has the section, or the defaults, such an option?"""
        if not section or section == self.default_section:
            return self.optionxform(option) in self._defaults
        if section not in self._sections:
            return False
        option = self.optionxform(option)
        return option in self._sections[section] or option in self._defaults

    def set(self, section, option, value=None):
        """Sets an option."""
        if value:
            value = self._interpolation.before_set(self, section, option, value)
        if not section or section == self.default_section:
            options = self._defaults
        else:
            try:
                options = self._sections[section]
            except KeyError:
                raise NoSectionError(section) from None
        options[self.optionxform(option)] = value

    def write(self, fp, space_around_delimiters=True):
        """Writes all sections to a text file."""
        delimiter = f' {self._delimiters[0]} ' if space_around_delimiters else self._delimiters[0]
        if self._defaults:
            self._write_section(fp, self.default_section, self._defaults.items(), delimiter)
        if UNNAMED_SECTION in self._sections and self._sections[UNNAMED_SECTION]:
            self._write_section(fp, UNNAMED_SECTION, self._sections[UNNAMED_SECTION].items(), delimiter, True)
        for section in self._sections:
            if section is not UNNAMED_SECTION:
                self._write_section(fp, section, self._sections[section].items(), delimiter)

    def _write_section(self, fp, section_name, section_items, delimiter, unnamed=False):
        if not unnamed:
            fp.write(f'[{section_name}]\n')
        for key, value in section_items:
            self._validate_key_contents(key)
            value = self._interpolation.before_write(self, section_name, key, value)
            if value is not None or not self._allow_no_value:
                value = delimiter + str(value).replace('\n', '\n\t')
            else:
                value = ''
            fp.write(f'{key}{value}\n')
        fp.write('\n')

    def _validate_key_contents(self, key):
        if re.match(self.SECTCRE, key):
            raise InvalidWriteError(f'Cannot write key {key}; begins with section pattern')
        if any(delimiter in key for delimiter in self._delimiters):
            raise InvalidWriteError(f'Cannot write key {key}; contains delimiter')

    def remove_option(self, section, option):
        """Removes an option; was it there?"""
        if not section or section == self.default_section:
            options = self._defaults
        else:
            try:
                options = self._sections[section]
            except KeyError:
                raise NoSectionError(section) from None
        option = self.optionxform(option)
        existed = option in options
        if existed:
            del options[option]
        return existed

    def remove_section(self, section):
        """Removes a section; was it there?"""
        existed = section in self._sections
        if existed:
            del self._sections[section]
            del self._proxies[section]
        return existed

    def __getitem__(self, key):
        if key != self.default_section and not self.has_section(key):
            raise KeyError(key)
        return self._proxies[key]

    def __setitem__(self, key, value):
        if key in self and self[key] is value:
            return
        if key == self.default_section:
            self._defaults.clear()
        elif key in self._sections:
            self._sections[key].clear()
        self.read_dict({key: value})

    def __delitem__(self, key):
        if key == self.default_section:
            raise ValueError('Cannot remove the default section.')
        if not self.has_section(key):
            raise KeyError(key)
        self.remove_section(key)

    def __contains__(self, key):
        return key == self.default_section or self.has_section(key)

    def __len__(self):
        return len(self._sections) + 1

    def __iter__(self):
        yield self.default_section
        yield from self._sections.keys()

    def _read(self, fp, fpname):
        reading = _Reading()
        if self._allow_unnamed_section:
            self._handle_header(reading, UNNAMED_SECTION, fpname, 0)
        for lineno, line in enumerate(fp, start=1):
            self._read_line(reading, line, lineno, fpname)
        self._join_multiline_values()
        ParsingError._raise_all(reading.errors)

    def _read_line(self, reading, line, lineno, fpname):
        text = self._without_comments(line)
        if not text:
            # An empty line may belong to a value, a line with nothing but a comment does not.
            is_comment = any(line.strip().startswith(prefix) for prefix in self._comment_prefixes) or bool(line.strip())
            if self._empty_lines_in_values:
                if not is_comment and reading.section is not None and reading.option \
                        and reading.section[reading.option] is not None:
                    reading.section[reading.option].append('')
            else:
                reading.indent = sys.maxsize
            return
        first = self.NONSPACECRE.search(line)
        indent = first.start() if first else 0
        if reading.section is not None and reading.option and indent > reading.indent:
            if reading.section[reading.option] is None:
                raise MultilineContinuationError(fpname, lineno, line)
            reading.section[reading.option].append(text)
            return
        reading.indent = indent
        header = self.SECTCRE.match(text)
        if header:
            self._handle_header(reading, header['header'], fpname, lineno)
        elif reading.section is None:
            raise MissingSectionHeaderError(fpname, lineno, line)
        else:
            self._handle_option(reading, text, line, fpname, lineno)

    def _without_comments(self, line):
        text = line
        if self._inline_comment_prefixes:
            starts = [len(line)]
            for prefix in self._inline_comment_prefixes:
                at = line.find(prefix)
                while at > 0 and not line[at - 1].isspace():
                    at = line.find(prefix, at + 1)
                if at >= 0:
                    starts.append(at)
            text = line[:min(starts)]
        text = text.strip()
        if any(text.startswith(prefix) for prefix in self._comment_prefixes):
            return ''
        return text

    def _handle_header(self, reading, name, fpname, lineno):
        reading.section_name = name
        if name in self._sections:
            if self._strict and name in reading.seen:
                raise DuplicateSectionError(name, fpname, lineno)
            reading.section = self._sections[name]
            reading.seen.add(name)
        elif name == self.default_section:
            reading.section = self._defaults
        else:
            reading.section = self._dict()
            self._sections[name] = reading.section
            self._proxies[name] = SectionProxy(self, name)
            reading.seen.add(name)
        reading.option = None

    def _handle_option(self, reading, text, line, fpname, lineno):
        found = self._optcre.match(text)
        if not found:
            reading.errors.append(ParsingError(fpname, lineno, line))
            return
        option, value = found['option'], found['value']
        if not option:
            reading.errors.append(ParsingError(fpname, lineno, line))
        option = self.optionxform(option.rstrip())
        reading.option = option
        if self._strict and (reading.section_name, option) in reading.seen:
            raise DuplicateOptionError(reading.section_name, option, fpname, lineno)
        reading.seen.add((reading.section_name, option))
        reading.section[option] = None if value is None else [value.strip()]

    def _join_multiline_values(self):
        everything = [(self.default_section, self._defaults), *self._sections.items()]
        for section, options in everything:
            for name, value in options.items():
                if isinstance(value, list):
                    value = '\n'.join(value).rstrip()
                options[name] = self._interpolation.before_read(self, section, name, value)

    def _read_defaults(self, defaults):
        for key, value in defaults.items():
            self._defaults[self.optionxform(key)] = value

    def _unify_values(self, section, vars):
        options = {}
        try:
            options = self._sections[section]
        except KeyError:
            if section != self.default_section:
                raise NoSectionError(section) from None
        given = {}
        if vars:
            for key, value in vars.items():
                given[self.optionxform(key)] = value if value is None else str(value)
        return ChainMap(given, options, self._defaults)

    def _convert_to_boolean(self, value):
        if value.lower() not in self.BOOLEAN_STATES:
            raise ValueError(f'Not a boolean: {value}')
        return self.BOOLEAN_STATES[value.lower()]

    def _validate_value_types(self, *, section='', option='', value=''):
        if not isinstance(section, str):
            raise TypeError('section names must be strings or UNNAMED_SECTION')
        if not isinstance(option, str):
            raise TypeError('option keys must be strings')
        if not self._allow_no_value or value:
            if not isinstance(value, str):
                raise TypeError('option values must be strings')

    @property
    def converters(self):
        """The functions behind the get methods."""
        return self._converters


class ConfigParser(RawConfigParser):
    """Reads, holds and writes sections of options; values may refer to others."""

    _DEFAULT_INTERPOLATION = BasicInterpolation()

    def set(self, section, option, value=None):
        """Sets an option, to a text."""
        self._validate_value_types(option=option, value=value)
        super().set(section, option, value)

    def add_section(self, section):
        """Makes a section. DuplicateSectionError if it is there, ValueError if it is the default one."""
        if section is not UNNAMED_SECTION:
            self._validate_value_types(section=section)
        super().add_section(section)

    def _read_defaults(self, defaults):
        try:
            kept = self._interpolation
            # Values of defaults may refer to options that come later.
            self._interpolation = Interpolation()
            self.read_dict({self.default_section: defaults})
        finally:
            self._interpolation = kept


class SectionProxy(MutableMapping):
    """A section of a parser, as a mapping."""

    def __init__(self, parser, name):
        self._parser = parser
        self._name = name
        for conv in parser.converters:
            key = 'get' + conv
            setattr(self, key, _bound_getter(self.get, getattr(parser, key)))

    def __repr__(self):
        return f'<Section: {self._name}>'

    def __getitem__(self, key):
        if not self._parser.has_option(self._name, key):
            raise KeyError(key)
        return self._parser.get(self._name, key)

    def __setitem__(self, key, value):
        self._parser._validate_value_types(option=key, value=value)
        return self._parser.set(self._name, key, value)

    def __delitem__(self, key):
        if not (self._parser.has_option(self._name, key) and self._parser.remove_option(self._name, key)):
            raise KeyError(key)

    def __contains__(self, key):
        return self._parser.has_option(self._name, key)

    def __len__(self):
        return len(self._options())

    def __iter__(self):
        return self._options().__iter__()

    def _options(self):
        if self._name != self._parser.default_section:
            return self._parser.options(self._name)
        return list(self._parser.defaults())

    @property
    def parser(self):
        """The parser that the section belongs to."""
        return self._parser

    @property
    def name(self):
        """The section's name."""
        return self._name

    def get(self, option, fallback=None, *, raw=False, vars=None, _impl=None, **kwargs):
        """The value of an option; the fallback if there is none."""
        get = _impl or self._parser.get
        return get(self._name, option, raw=raw, vars=vars, fallback=fallback, **kwargs)


def _bound_getter(get, implementation):
    def getter(option, fallback=None, **kwargs):
        return get(option, fallback, _impl=implementation, **kwargs)
    return getter


class ConverterMapping(MutableMapping):
    """The functions behind a parser's get methods, by what follows `get` in their names."""

    GETTERCRE = re.compile(r'^get(?P<name>.+)$')

    def __init__(self, parser):
        self._parser = parser
        self._data = {}
        for getter in dir(parser):
            found = self.GETTERCRE.match(getter)
            if found and callable(getattr(parser, getter)):
                self._data[found['name']] = None

    def __getitem__(self, key):
        return self._data[key]

    def __setitem__(self, key, value):
        try:
            name = 'get' + key
        except TypeError:
            raise ValueError(f'Incompatible key: {key} (type: {type(key)})') from None
        if name == 'get':
            raise ValueError('Incompatible key: cannot use "" as a name')
        self._data[key] = value
        parser = self._parser

        def getter(section, option, **kwargs):
            return parser._get_conv(section, option, value, **kwargs)

        getter.converter = value
        setattr(parser, name, getter)
        for proxy in parser._proxies.values():
            setattr(proxy, name, _bound_getter(proxy.get, getter))

    def __delitem__(self, key):
        name = 'get' + (key or None)
        del self._data[key]
        for holder in (self._parser, *self._parser._proxies.values()):
            try:
                delattr(holder, name)
            except AttributeError:
                continue

    def __iter__(self):
        return iter(self._data)

    def __len__(self):
        return len(self._data)
