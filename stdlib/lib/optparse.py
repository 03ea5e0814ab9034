"""Options of command lines, as programs read them before `argparse`.

An `OptionParser` has options, each with an action, which is done for each time the option is given.
"""

import os
import sys
import textwrap
from gettext import gettext as _
from gettext import ngettext

__version__ = "1.5.3"

__all__ = [
    "Option", "make_option", "SUPPRESS_HELP", "SUPPRESS_USAGE", "Values", "OptionContainer", "OptionGroup",
    "OptionParser", "HelpFormatter", "IndentedHelpFormatter", "TitledHelpFormatter", "OptParseError", "OptionError",
    "OptionConflictError", "OptionValueError", "BadOptionError", "check_choice",
]

NO_DEFAULT = ("NO", "DEFAULT")
SUPPRESS_HELP = "SUPPRESSHELP"
SUPPRESS_USAGE = "SUPPRESSUSAGE"


class OptParseError(Exception):
    """The base of the errors of this module."""

    def __init__(self, msg):
        self.msg = msg

    def __str__(self):
        return self.msg


class OptionError(OptParseError):
    """An option cannot be made like this."""

    def __init__(self, msg, option):
        self.msg = msg
        self.option_id = str(option)

    def __str__(self):
        return f"option {self.option_id}: {self.msg}" if self.option_id else self.msg


class OptionConflictError(OptionError):
    """There is an option of that name already."""


class OptionValueError(OptParseError):
    """An option of the command line has a value that it cannot have."""


class BadOptionError(OptParseError):
    """An option of the command line is not known."""

    def __init__(self, opt_str):
        self.opt_str = opt_str

    def __str__(self):
        return _("no such option: %s") % self.opt_str


class AmbiguousOptionError(BadOptionError):
    """An abbreviation stands for several options."""

    def __init__(self, opt_str, possibilities):
        BadOptionError.__init__(self, opt_str)
        self.possibilities = possibilities

    def __str__(self):
        return _("ambiguous option: %s (%s?)") % (self.opt_str, ", ".join(self.possibilities))


class HelpFormatter:
    """The base of classes that lay out help."""

    NO_DEFAULT_VALUE = "none"

    def __init__(self, indent_increment, max_help_position, width, short_first):
        self.parser = None
        self.indent_increment = indent_increment
        if width is None:
            try:
                width = int(os.environ["COLUMNS"])
            except (KeyError, ValueError):
                width = 80
            width -= 2
        self.width = width
        self.help_position = self.max_help_position = min(max_help_position, max(width - 20, indent_increment * 2))
        self.current_indent = 0
        self.level = 0
        self.help_width = None
        self.short_first = short_first
        self.default_tag = "%default"
        self.option_strings = {}
        self._short_opt_fmt = "%s %s"
        self._long_opt_fmt = "%s=%s"

    def set_parser(self, parser):
        """Takes the parser whose help it is."""
        self.parser = parser

    def set_short_opt_delimiter(self, delim):
        """Sets what stands between a short option and its value."""
        if delim not in ("", " "):
            raise ValueError(f"invalid metavar delimiter for short options: {delim!r}")
        self._short_opt_fmt = "%s" + delim + "%s"

    def set_long_opt_delimiter(self, delim):
        """Sets what stands between a long option and its value."""
        if delim not in ("=", " "):
            raise ValueError(f"invalid metavar delimiter for long options: {delim!r}")
        self._long_opt_fmt = "%s" + delim + "%s"

    def indent(self):
        """Goes in by one level."""
        self.current_indent += self.indent_increment
        self.level += 1

    def dedent(self):
        """Goes out by one level."""
        self.current_indent -= self.indent_increment
        assert self.current_indent >= 0, "Indent decreased below 0."
        self.level -= 1

    def format_usage(self, usage):
        """The line that shows how the program is called."""
        raise NotImplementedError("subclasses must implement")

    def format_heading(self, heading):
        """The line above a group of options."""
        raise NotImplementedError("subclasses must implement")

    def _format_text(self, text):
        width = max(self.width - self.current_indent, 11)
        indent = " " * self.current_indent
        return textwrap.fill(text, width, initial_indent=indent, subsequent_indent=indent)

    def format_description(self, description):
        """The description of the program or of a group."""
        return self._format_text(description) + "\n" if description else ""

    def format_epilog(self, epilog):
        """The text after the options."""
        return "\n" + self._format_text(epilog) + "\n" if epilog else ""

    def expand_default(self, option):
        """The help of an option with its default in place of `%default`."""
        if self.parser is None or not self.default_tag:
            return option.help
        default = self.parser.defaults.get(option.dest)
        if default is NO_DEFAULT or default is None:
            default = self.NO_DEFAULT_VALUE
        return option.help.replace(self.default_tag, str(default))

    def format_option(self, option):
        """The lines of an option."""
        strings = self.option_strings[option]
        room = self.help_position - self.current_indent - 2
        if len(strings) > room:
            lines = [" " * self.current_indent + strings + "\n"]
            first_indent = self.help_position
        else:
            lines = [f"{'':{self.current_indent}}{strings:<{room}}  "]
            first_indent = 0
        if option.help:
            help = textwrap.wrap(self.expand_default(option), self.help_width)
            lines.append(f"{'':{first_indent}}{help[0] if help else ''}\n")
            lines += [f"{'':{self.help_position}}{line}\n" for line in help[1:]]
        elif lines[-1][-1] != "\n":
            lines.append("\n")
        return "".join(lines)

    def store_option_strings(self, parser):
        """Finds out how wide the column of options is."""
        longest = 0
        self.indent()
        for option in parser.option_list:
            strings = self.option_strings[option] = self.format_option_strings(option)
            longest = max(longest, len(strings) + self.current_indent)
        self.indent()
        for group in parser.option_groups:
            for option in group.option_list:
                strings = self.option_strings[option] = self.format_option_strings(option)
                longest = max(longest, len(strings) + self.current_indent)
        self.dedent()
        self.dedent()
        self.help_position = min(longest + 2, self.max_help_position)
        self.help_width = max(self.width - self.help_position, 11)

    def format_option_strings(self, option):
        """All forms of an option, with the name of its value."""
        if option.takes_value():
            metavar = option.metavar or option.dest.upper()
            short = [self._short_opt_fmt % (name, metavar) for name in option._short_opts]
            long = [self._long_opt_fmt % (name, metavar) for name in option._long_opts]
        else:
            short, long = option._short_opts, option._long_opts
        return ", ".join(short + long if self.short_first else long + short)


class IndentedHelpFormatter(HelpFormatter):
    """Lays out help with what belongs together indented."""

    def __init__(self, indent_increment=2, max_help_position=24, width=None, short_first=1):
        HelpFormatter.__init__(self, indent_increment, max_help_position, width, short_first)

    def format_usage(self, usage):
        """The line that shows how the program is called."""
        return _("Usage: %s\n") % usage

    def format_heading(self, heading):
        """The line above a group of options."""
        return f"{'':{self.current_indent}}{heading}:\n"


class TitledHelpFormatter(HelpFormatter):
    """Lays out help with underlined titles."""

    def __init__(self, indent_increment=0, max_help_position=24, width=None, short_first=0):
        HelpFormatter.__init__(self, indent_increment, max_help_position, width, short_first)

    def format_usage(self, usage):
        """The line that shows how the program is called."""
        return f"{self.format_heading(_('Usage'))}  {usage}\n"

    def format_heading(self, heading):
        """The line above a group of options."""
        return f"{heading}\n{'=-'[self.level] * len(heading)}\n"


def _parse_num(val, type):
    lowered = val[:2].lower()
    if lowered == "0x":
        radix = 16
    elif lowered == "0b":
        radix = 2
        val = val[2:] or "0"
    elif val[:1] == "0":
        radix = 8
    else:
        radix = 10
    return type(val, radix)


def _parse_int(val):
    return _parse_num(val, int)


_builtin_cvt = {
    "int": (_parse_int, _("integer")),
    "long": (_parse_int, _("integer")),
    "float": (float, _("floating-point")),
    "complex": (complex, _("complex")),
}


def check_builtin(option, opt, value):
    """The value as a number. Raises OptionValueError."""
    convert, what = _builtin_cvt[option.type]
    try:
        return convert(value)
    except ValueError:
        raise OptionValueError(_("option %s: invalid %s value: %r") % (opt, what, value))


def check_choice(option, opt, value):
    """The value, if it is one of the choices. Raises OptionValueError."""
    if value in option.choices:
        return value
    choices = ", ".join(map(repr, option.choices))
    raise OptionValueError(_("option %s: invalid choice: %r (choose from %s)") % (opt, value, choices))


class Option:
    """An option: what it is called, what is done when it is given, and where its value goes."""

    ATTRS = [
        "action", "type", "dest", "default", "nargs", "const", "choices", "callback", "callback_args",
        "callback_kwargs", "help", "metavar",
    ]
    ACTIONS = (
        "store", "store_const", "store_true", "store_false", "append", "append_const", "count", "callback", "help",
        "version",
    )
    STORE_ACTIONS = ("store", "store_const", "store_true", "store_false", "append", "append_const", "count")
    TYPED_ACTIONS = ("store", "append", "callback")
    ALWAYS_TYPED_ACTIONS = ("store", "append")
    CONST_ACTIONS = ("store_const", "append_const")
    TYPES = ("string", "int", "long", "float", "complex", "choice")
    TYPE_CHECKER = {
        "int": check_builtin, "long": check_builtin, "float": check_builtin, "complex": check_builtin,
        "choice": check_choice,
    }
    # Subclasses put their own checks here.
    CHECK_METHODS = None

    def __init__(self, *opts, **attrs):
        self._short_opts = []
        self._long_opts = []
        self._set_opt_strings(self._check_opt_strings(opts))
        self._set_attrs(attrs)
        for check in self.CHECK_METHODS:
            check(self)

    def _check_opt_strings(self, opts):
        opts = [opt for opt in opts if opt]
        if not opts:
            raise TypeError("at least one option string must be supplied")
        return opts

    def _set_opt_strings(self, opts):
        for opt in opts:
            if len(opt) < 2:
                raise OptionError(f"invalid option string {opt!r}: must be at least two characters long", self)
            if len(opt) == 2:
                if not (opt[0] == "-" and opt[1] != "-"):
                    raise OptionError(
                        f"invalid short option string {opt!r}: must be of the form -x, (x any non-dash char)", self
                    )
                self._short_opts.append(opt)
            else:
                if not (opt[:2] == "--" and opt[2] != "-"):
                    raise OptionError(
                        f"invalid long option string {opt!r}: must start with --, followed by non-dash", self
                    )
                self._long_opts.append(opt)

    def _set_attrs(self, attrs):
        for name in self.ATTRS:
            setattr(self, name, attrs.pop(name, NO_DEFAULT if name == "default" else None))
        if attrs:
            raise OptionError("invalid keyword arguments: " + ", ".join(sorted(attrs)), self)

    def _check_action(self):
        if self.action is None:
            self.action = "store"
        elif self.action not in self.ACTIONS:
            raise OptionError(f"invalid action: {self.action!r}", self)

    def _check_type(self):
        if self.type is None:
            if self.action in self.ALWAYS_TYPED_ACTIONS:
                self.type = "string" if self.choices is None else "choice"
            return
        if isinstance(self.type, type):
            self.type = self.type.__name__
        if self.type == "str":
            self.type = "string"
        if self.type not in self.TYPES:
            raise OptionError(f"invalid option type: {self.type!r}", self)
        if self.action not in self.TYPED_ACTIONS:
            raise OptionError(f"must not supply a type for action {self.action!r}", self)

    def _check_choice(self):
        if self.type == "choice":
            if self.choices is None:
                raise OptionError("must supply a list of choices for type 'choice'", self)
            if not isinstance(self.choices, (tuple, list)):
                kind = str(type(self.choices)).split("'")[1]
                raise OptionError(f"choices must be a list of strings ('{kind}' supplied)", self)
        elif self.choices is not None:
            raise OptionError(f"must not supply choices for type {self.type!r}", self)

    def _check_dest(self):
        takes_value = self.action in self.STORE_ACTIONS or self.type is not None
        if self.dest is None and takes_value:
            if self._long_opts:
                self.dest = self._long_opts[0][2:].replace("-", "_")
            else:
                self.dest = self._short_opts[0][1]

    def _check_const(self):
        if self.action not in self.CONST_ACTIONS and self.const is not None:
            raise OptionError(f"'const' must not be supplied for action {self.action!r}", self)

    def _check_nargs(self):
        if self.action in self.TYPED_ACTIONS:
            if self.nargs is None:
                self.nargs = 1
        elif self.nargs is not None:
            raise OptionError(f"'nargs' must not be supplied for action {self.action!r}", self)

    def _check_callback(self):
        if self.action == "callback":
            if not callable(self.callback):
                raise OptionError(f"callback not callable: {self.callback!r}", self)
            if self.callback_args is not None and not isinstance(self.callback_args, tuple):
                raise OptionError(f"callback_args, if supplied, must be a tuple: not {self.callback_args!r}", self)
            if self.callback_kwargs is not None and not isinstance(self.callback_kwargs, dict):
                raise OptionError(f"callback_kwargs, if supplied, must be a dict: not {self.callback_kwargs!r}", self)
            return
        for name in ("callback", "callback_args", "callback_kwargs"):
            if getattr(self, name) is not None:
                shown = f"supplied ({self.callback!r})" if name == "callback" else "supplied"
                raise OptionError(f"{name} {shown} for non-callback option", self)

    CHECK_METHODS = [
        _check_action, _check_type, _check_choice, _check_dest, _check_const, _check_nargs, _check_callback,
    ]

    def __str__(self):
        return "/".join(self._short_opts + self._long_opts)

    def __repr__(self):
        return f"<{self.__class__.__name__} at 0x{id(self):x}: {self}>"

    def takes_value(self):
        """Whether the option has a value on the command line."""
        return self.type is not None

    def get_opt_string(self):
        """The name of the option."""
        return self._long_opts[0] if self._long_opts else self._short_opts[0]

    def check_value(self, opt, value):
        """The value as what the option is of."""
        checker = self.TYPE_CHECKER.get(self.type)
        return value if checker is None else checker(self, opt, value)

    def convert_value(self, opt, value):
        """The value or values as what the option is of."""
        if value is None:
            return None
        if self.nargs == 1:
            return self.check_value(opt, value)
        return tuple(self.check_value(opt, one) for one in value)

    def process(self, opt, value, values, parser):
        """Does what the option is for."""
        value = self.convert_value(opt, value)
        return self.take_action(self.action, self.dest, opt, value, values, parser)

    def take_action(self, action, dest, opt, value, values, parser):
        """Does an action. Raises ValueError if it is not known."""
        if action == "store":
            setattr(values, dest, value)
        elif action == "store_const":
            setattr(values, dest, self.const)
        elif action in ("store_true", "store_false"):
            setattr(values, dest, action == "store_true")
        elif action in ("append", "append_const"):
            values.ensure_value(dest, []).append(value if action == "append" else self.const)
        elif action == "count":
            setattr(values, dest, values.ensure_value(dest, 0) + 1)
        elif action == "callback":
            self.callback(self, opt, value, parser, *(self.callback_args or ()), **(self.callback_kwargs or {}))
        elif action == "help":
            parser.print_help()
            parser.exit()
        elif action == "version":
            parser.print_version()
            parser.exit()
        else:
            raise ValueError(f"unknown action {self.action!r}")
        return 1


make_option = Option


class Values:
    """The values of options, as attributes."""

    def __init__(self, defaults=None):
        for name, value in (defaults or {}).items():
            setattr(self, name, value)

    def __str__(self):
        return str(self.__dict__)

    def __repr__(self):
        return f"<{self.__class__.__name__} at 0x{id(self):x}: {self}>"

    def __eq__(self, other):
        if isinstance(other, Values):
            return self.__dict__ == other.__dict__
        if isinstance(other, dict):
            return self.__dict__ == other
        return NotImplemented

    def _update_careful(self, dict):
        """Sets the attributes that there are already, where `dict` has other values than None."""
        for name in dir(self):
            if dict.get(name) is not None:
                setattr(self, name, dict[name])

    def _update_loose(self, dict):
        """Sets an attribute for each name."""
        self.__dict__.update(dict)

    def _update(self, dict, mode):
        if mode == "careful":
            self._update_careful(dict)
        elif mode == "loose":
            self._update_loose(dict)
        else:
            raise ValueError(f"invalid update mode: {mode!r}")

    def read_module(self, modname, mode="careful"):
        """Takes values from a module."""
        __import__(modname)
        self._update(vars(sys.modules[modname]), mode)

    def read_file(self, filename, mode="careful"):
        """Takes values from a file of Python."""
        names = {}
        with open(filename) as file:
            exec(file.read(), names)
        self._update(names, mode)

    def ensure_value(self, attr, value):
        """The value of that name, set first if there is none."""
        if getattr(self, attr, None) is None:
            setattr(self, attr, value)
        return getattr(self, attr)


class OptionContainer:
    """What has options: a parser or a group of one."""

    def __init__(self, option_class, conflict_handler, description):
        self._create_option_list()
        self.option_class = option_class
        self.set_conflict_handler(conflict_handler)
        self.set_description(description)

    def _create_option_mappings(self):
        self._short_opt = {}
        self._long_opt = {}
        self.defaults = {}

    def _share_option_mappings(self, parser):
        self._short_opt = parser._short_opt
        self._long_opt = parser._long_opt
        self.defaults = parser.defaults

    def set_conflict_handler(self, handler):
        """Says what happens when two options have one name: `error`, or `resolve` in favour of the newer."""
        if handler not in ("error", "resolve"):
            raise ValueError(f"invalid conflict_resolution value {handler!r}")
        self.conflict_handler = handler

    def set_description(self, description):
        """Sets the description."""
        self.description = description

    def get_description(self):
        """The description."""
        return self.description

    def destroy(self):
        """Forgets the options."""
        del self._short_opt
        del self._long_opt
        del self.defaults

    def _check_conflict(self, option):
        conflicts = [(name, self._short_opt[name]) for name in option._short_opts if name in self._short_opt]
        conflicts += [(name, self._long_opt[name]) for name in option._long_opts if name in self._long_opt]
        if not conflicts:
            return
        if self.conflict_handler == "error":
            names = ", ".join(name for name, _ in conflicts)
            raise OptionConflictError(f"conflicting option string(s): {names}", option)
        for name, other in conflicts:
            if name.startswith("--"):
                other._long_opts.remove(name)
                del self._long_opt[name]
            else:
                other._short_opts.remove(name)
                del self._short_opt[name]
            if not other._short_opts and not other._long_opts:
                other.container.option_list.remove(other)

    def add_option(self, *args, **kwargs):
        """Adds an option, which is given or made of the arguments."""
        if isinstance(args[0], str):
            option = self.option_class(*args, **kwargs)
        elif len(args) == 1 and not kwargs:
            option = args[0]
            if not isinstance(option, Option):
                raise TypeError(f"not an Option instance: {option!r}")
        else:
            raise TypeError("invalid arguments")
        self._check_conflict(option)
        self.option_list.append(option)
        option.container = self
        for name in option._short_opts:
            self._short_opt[name] = option
        for name in option._long_opts:
            self._long_opt[name] = option
        if option.dest is not None:
            if option.default is not NO_DEFAULT:
                self.defaults[option.dest] = option.default
            elif option.dest not in self.defaults:
                self.defaults[option.dest] = None
        return option

    def add_options(self, option_list):
        """Adds several options."""
        for option in option_list:
            self.add_option(option)

    def get_option(self, opt_str):
        """The option of that name, or `None`."""
        return self._short_opt.get(opt_str) or self._long_opt.get(opt_str)

    def has_option(self, opt_str):
        """Whether there is an option of that name."""
        return opt_str in self._short_opt or opt_str in self._long_opt

    def remove_option(self, opt_str):
        """Takes an option away. Raises ValueError if there is none."""
        option = self.get_option(opt_str)
        if option is None:
            raise ValueError(f"no such option {opt_str!r}")
        for name in option._short_opts:
            del self._short_opt[name]
        for name in option._long_opts:
            del self._long_opt[name]
        option.container.option_list.remove(option)

    def format_option_help(self, formatter):
        """The lines of all options."""
        if not self.option_list:
            return ""
        return "".join(
            formatter.format_option(option) for option in self.option_list if option.help is not SUPPRESS_HELP
        )

    def format_description(self, formatter):
        """The description, laid out."""
        return formatter.format_description(self.get_description())

    def format_help(self, formatter):
        """The description and the options, laid out."""
        parts = []
        if self.description:
            parts.append(self.format_description(formatter))
        if self.option_list:
            parts.append(self.format_option_help(formatter))
        return "\n".join(parts)


class OptionGroup(OptionContainer):
    """Options of a parser that are shown together."""

    def __init__(self, parser, title, description=None):
        self.parser = parser
        OptionContainer.__init__(self, parser.option_class, parser.conflict_handler, description)
        self.title = title

    def _create_option_list(self):
        self.option_list = []
        self._share_option_mappings(self.parser)

    def set_title(self, title):
        """Sets the title."""
        self.title = title

    def destroy(self):
        """Forgets the options."""
        OptionContainer.destroy(self)
        del self.option_list

    def format_help(self, formatter):
        """The title, the description and the options, laid out."""
        heading = formatter.format_heading(self.title)
        formatter.indent()
        text = OptionContainer.format_help(self, formatter)
        formatter.dedent()
        return heading + text


class OptionParser(OptionContainer):
    """Reads a command line."""

    standard_option_list = []

    def __init__(
        self, usage=None, option_list=None, option_class=Option, version=None, conflict_handler="error",
        description=None, formatter=None, add_help_option=True, prog=None, epilog=None,
    ):
        OptionContainer.__init__(self, option_class, conflict_handler, description)
        self.set_usage(usage)
        self.prog = prog
        self.version = version
        self.allow_interspersed_args = True
        self.process_default_values = True
        self.formatter = IndentedHelpFormatter() if formatter is None else formatter
        self.formatter.set_parser(self)
        self.epilog = epilog
        self._populate_option_list(option_list, add_help=add_help_option)
        self._init_parsing_state()

    def destroy(self):
        """Forgets the options and groups."""
        OptionContainer.destroy(self)
        for group in self.option_groups:
            group.destroy()
        del self.option_list
        del self.option_groups
        del self.formatter

    def _create_option_list(self):
        self.option_list = []
        self.option_groups = []
        self._create_option_mappings()

    def _add_help_option(self):
        self.add_option("-h", "--help", action="help", help=_("show this help message and exit"))

    def _add_version_option(self):
        self.add_option("--version", action="version", help=_("show program's version number and exit"))

    def _populate_option_list(self, option_list, add_help=True):
        if self.standard_option_list:
            self.add_options(self.standard_option_list)
        if option_list:
            self.add_options(option_list)
        if self.version:
            self._add_version_option()
        if add_help:
            self._add_help_option()

    def _init_parsing_state(self):
        self.rargs = None
        self.largs = None
        self.values = None

    def set_usage(self, usage):
        """Sets the line that shows how the program is called; `%prog` stands for its name."""
        if usage is None:
            self.usage = _("%prog [options]")
        elif usage is SUPPRESS_USAGE:
            self.usage = None
        elif usage.lower().startswith("usage: "):
            self.usage = usage[7:]
        else:
            self.usage = usage

    def enable_interspersed_args(self):
        """Allows options after arguments."""
        self.allow_interspersed_args = True

    def disable_interspersed_args(self):
        """Ends the options with the first argument."""
        self.allow_interspersed_args = False

    def set_process_default_values(self, process):
        """Says whether defaults that are strings are converted as values are."""
        self.process_default_values = process

    def set_default(self, dest, value):
        """Sets a default."""
        self.defaults[dest] = value

    def set_defaults(self, **kwargs):
        """Sets several defaults."""
        self.defaults.update(kwargs)

    def _get_all_options(self):
        options = self.option_list[:]
        for group in self.option_groups:
            options += group.option_list
        return options

    def get_default_values(self):
        """The values before anything is read."""
        if not self.process_default_values:
            return Values(self.defaults)
        defaults = self.defaults.copy()
        for option in self._get_all_options():
            default = defaults.get(option.dest)
            if isinstance(default, str):
                defaults[option.dest] = option.check_value(option.get_opt_string(), default)
        return Values(defaults)

    def add_option_group(self, *args, **kwargs):
        """Adds a group, which is given or made of the arguments."""
        if isinstance(args[0], str):
            group = OptionGroup(self, *args, **kwargs)
        elif len(args) == 1 and not kwargs:
            group = args[0]
            if not isinstance(group, OptionGroup):
                raise TypeError(f"not an OptionGroup instance: {group!r}")
            if group.parser is not self:
                raise ValueError("invalid OptionGroup (wrong parser)")
        else:
            raise TypeError("invalid arguments")
        self.option_groups.append(group)
        return group

    def get_option_group(self, opt_str):
        """The group of an option, or `None`."""
        option = self.get_option(opt_str)
        if option and option.container is not self:
            return option.container
        return None

    def _get_args(self, args):
        return sys.argv[1:] if args is None else args[:]

    def parse_args(self, args=None, values=None):
        """Reads a command line (that of the program, if none is given): the values of options, and the arguments."""
        rargs = self._get_args(args)
        if values is None:
            values = self.get_default_values()
        self.rargs = rargs
        self.largs = largs = []
        self.values = values
        try:
            self._process_args(largs, rargs, values)
        except (BadOptionError, OptionValueError) as problem:
            self.error(str(problem))
        return self.check_values(values, largs + rargs)

    def check_values(self, values, args):
        """Both as they are; subclasses can have a look at them."""
        return values, args

    def _process_args(self, largs, rargs, values):
        while rargs:
            arg = rargs[0]
            if arg == "--":
                del rargs[0]
                return
            if arg[:2] == "--":
                self._process_long_opt(rargs, values)
            elif arg[:1] == "-" and len(arg) > 1:
                self._process_short_opts(rargs, values)
            elif self.allow_interspersed_args:
                largs.append(arg)
                del rargs[0]
            else:
                return

    def _match_long_opt(self, opt):
        return _match_abbrev(opt, self._long_opt)

    def _take(self, option, opt, rargs):
        """The value or values of an option, from what is left of the command line."""
        count = option.nargs
        if len(rargs) < count:
            self.error(
                ngettext(
                    "%(option)s option requires %(number)d argument",
                    "%(option)s option requires %(number)d arguments",
                    count,
                )
                % {"option": opt, "number": count}
            )
        if count == 1:
            return rargs.pop(0)
        taken = tuple(rargs[:count])
        del rargs[:count]
        return taken

    def _process_long_opt(self, rargs, values):
        arg = rargs.pop(0)
        opt, equals, given = arg.partition("=")
        if equals:
            rargs.insert(0, given)
        opt = self._match_long_opt(opt)
        option = self._long_opt[opt]
        value = None
        if option.takes_value():
            value = self._take(option, opt, rargs)
        elif equals:
            self.error(_("%s option does not take a value") % opt)
        option.process(opt, value, values, self)

    def _process_short_opts(self, rargs, values):
        arg = rargs.pop(0)
        at = 1
        for character in arg[1:]:
            opt = "-" + character
            option = self._short_opt.get(opt)
            at += 1
            if not option:
                raise BadOptionError(opt)
            stop = False
            value = None
            if option.takes_value():
                # What is left of the word is the first value.
                if at < len(arg):
                    rargs.insert(0, arg[at:])
                    stop = True
                value = self._take(option, opt, rargs)
            option.process(opt, value, values, self)
            if stop:
                break

    def get_prog_name(self):
        """The name of the program."""
        return os.path.basename(sys.argv[0]) if self.prog is None else self.prog

    def expand_prog_name(self, s):
        """The text with the name of the program for `%prog`."""
        return s.replace("%prog", self.get_prog_name())

    def get_description(self):
        """The description, with the name of the program."""
        return self.expand_prog_name(self.description)

    def exit(self, status=0, msg=None):
        """Ends the program."""
        if msg:
            sys.stderr.write(msg)
        sys.exit(status)

    def error(self, msg):
        """Prints how the program is called and what is wrong, and ends it with status 2."""
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.get_prog_name()}: error: {msg}\n")

    def get_usage(self):
        """The line that shows how the program is called."""
        return self.formatter.format_usage(self.expand_prog_name(self.usage)) if self.usage else ""

    def print_usage(self, file=None):
        """Prints how the program is called."""
        if self.usage:
            print(self.get_usage(), file=file)

    def get_version(self):
        """The version, with the name of the program."""
        return self.expand_prog_name(self.version) if self.version else ""

    def print_version(self, file=None):
        """Prints the version."""
        if self.version:
            print(self.get_version(), file=file)

    def format_option_help(self, formatter=None):
        """The lines of all options and groups."""
        if formatter is None:
            formatter = self.formatter
        formatter.store_option_strings(self)
        parts = [formatter.format_heading(_("Options"))]
        formatter.indent()
        if self.option_list:
            parts += [OptionContainer.format_option_help(self, formatter), "\n"]
        for group in self.option_groups:
            parts += [group.format_help(formatter), "\n"]
        formatter.dedent()
        # The last line is empty.
        return "".join(parts[:-1])

    def format_epilog(self, formatter):
        """The text after the options, laid out."""
        return formatter.format_epilog(self.epilog)

    def format_help(self, formatter=None):
        """All of the help."""
        if formatter is None:
            formatter = self.formatter
        parts = []
        if self.usage:
            parts.append(self.get_usage() + "\n")
        if self.description:
            parts.append(self.format_description(formatter) + "\n")
        parts.append(self.format_option_help(formatter))
        parts.append(self.format_epilog(formatter))
        return "".join(parts)

    def print_help(self, file=None):
        """Prints all of the help."""
        (sys.stdout if file is None else file).write(self.format_help())


def _match_abbrev(s, wordmap):
    """The word that an abbreviation stands for. Raises BadOptionError if it is none or not only one."""
    if s in wordmap:
        return s
    found = [word for word in wordmap if word.startswith(s)]
    if len(found) == 1:
        return found[0]
    if not found:
        raise BadOptionError(s)
    raise AmbiguousOptionError(s, sorted(found))
