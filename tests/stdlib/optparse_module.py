"""optparse: options, values, errors and help."""
import optparse
import os
from optparse import (
    BadOptionError, IndentedHelpFormatter, Option, OptionError, OptionGroup, OptionParser, OptionValueError,
    SUPPRESS_HELP, SUPPRESS_USAGE, TitledHelpFormatter, Values, make_option,
)

os.environ["COLUMNS"] = "80"


def attempt(what, *args, **kw):
    try:
        print(repr(what(*args, **kw)))
    except SystemExit as end:
        print("exit", end.code)
    except Exception as error:
        print(type(error).__name__, error)


def remember(option, opt, value, parser, *args, **kw):
    print("called", option.dest, opt, value, args, sorted(kw.items()), parser.rargs, parser.largs)


def make(**kw):
    parser = OptionParser(prog="prog", version="%prog 1.2", usage="usage: %prog [options] file", **kw)
    parser.add_option("-q", "--quiet", action="store_false", dest="verbose", default=True, help="don't print things")
    parser.add_option("-n", type="int", help="a number [default: %default]", default=3, metavar="N")
    parser.add_option("--ratio", type=float, help="a ratio that has a rather long description, which must be wrapped")
    parser.add_option("-c", "--choice", choices=["red", "green"], default="red", help="one of some (%default)")
    parser.add_option("-a", "--append", action="append", help="none: %default")
    parser.add_option("-v", action="count", dest="level", default=0)
    parser.add_option("--two", nargs=2, type="int")
    parser.add_option("--const", action="store_const", const=42, dest="number")
    parser.add_option("--add-const", action="append_const", const="x", dest="append")
    parser.add_option("--hidden", help=SUPPRESS_HELP)
    parser.add_option("--call", action="callback", callback=remember, type="string", callback_args=(1,), callback_kwargs={"k": 2})
    parser.add_option("--a-very-long-option-name-indeed", dest="long", help="goes to the next line")
    group = OptionGroup(parser, "Dangerous Options", "Caution: use these options at your own risk.")
    group.add_option("-g", action="store_true", help="Group option.")
    parser.add_option_group(group)
    return parser


parser = make(description="What %prog is for, in a text that is longer than one line of the terminal so that it wraps.",
              epilog="The end.")
parser.print_help()
parser.print_usage()
parser.print_version()
print(make(formatter=TitledHelpFormatter(), conflict_handler="resolve").format_help())
print(make(formatter=IndentedHelpFormatter(4, 30, 60, 0)).format_option_help())
for args in [
    [], ["-q", "f"], ["-n5", "-n", "6", "x"], ["-n0x1f"], ["-n", "0b11"], ["-n", "010"], ["-nx"], ["-n"], ["--ratio=.5"],
    ["--rat", "1e3"], ["--ratio", "x"], ["-c", "green"], ["-c", "blue"], ["-a", "1", "--append=2", "--add-const"],
    ["-vvv", "-v"], ["--two", "1", "2", "3"], ["--two", "1"], ["--two=1", "2"], ["--const"], ["--const=1"], ["--nothing"],
    ["--a"], ["-z"], ["-vqz"], ["--", "-q"], ["x", "-q", "-", "y"], ["--call", "v", "rest"], ["-g"], ["--help=x"], ["--version"],
    ["-vn7"], ["-h"], ["--choice", ""], ["--append="],
]:
    try:
        values, rest = make().parse_args(args)
        print(args, sorted(vars(values).items()), rest)
    except SystemExit as end:
        print(args, "exit", end.code)
parser = make()
parser.disable_interspersed_args()
print(parser.parse_args(["a", "-q"])[1], parser.has_option("-q"), parser.get_option("--quiet"), parser.get_option("-y"))
parser.remove_option("-q")
attempt(parser.remove_option, "-q")
attempt(parser.add_option, "-n")
attempt(parser.add_option, "n")
attempt(parser.add_option, "--")
attempt(parser.add_option, "-")
attempt(parser.add_option, "---x")
attempt(parser.add_option, "-y", action="what")
attempt(parser.add_option, "-y", type="what")
attempt(parser.add_option, "-y", action="store_true", type="int")
attempt(parser.add_option, "-y", type="choice")
attempt(parser.add_option, "-y", type="choice", choices="ab")
attempt(parser.add_option, "-y", type="int", choices=["1"])
attempt(parser.add_option, "-y", const=1)
attempt(parser.add_option, "-y", action="count", nargs=2)
attempt(parser.add_option, "-y", action="callback")
attempt(parser.add_option, "-y", callback=print)
attempt(parser.add_option, "-y", action="callback", callback=print, callback_args=1)
attempt(parser.add_option, "-y", colour=1)
attempt(parser.add_option, 5)
attempt(Option)
attempt(parser.set_conflict_handler, "x")
attempt(parser.error, "message")
attempt(parser.exit, 3)
parser.set_defaults(n="12", other=1)
print(parser.parse_args([])[0].n, parser.get_default_values().other)
parser.set_process_default_values(False)
print(repr(parser.parse_args([])[0].n))
values = Values({"a": 1})
print(values == {"a": 1}, values == Values({"a": 1}), values, values.ensure_value("b", []), values == 5)
print(OptionParser(usage=SUPPRESS_USAGE).format_help())
print(OptionParser(option_list=[make_option("-x")], add_help_option=False, prog="p").format_help())
parser = OptionParser(prog="p", conflict_handler="resolve")
parser.add_option("-h", "--height", type="int")
print(parser.format_help())


class MyOption(Option):
    TYPES = Option.TYPES + ("pair",)
    TYPE_CHECKER = dict(Option.TYPE_CHECKER)
    ACTIONS = Option.ACTIONS + ("extend",)
    STORE_ACTIONS = Option.STORE_ACTIONS + ("extend",)
    TYPED_ACTIONS = Option.TYPED_ACTIONS + ("extend",)
    ALWAYS_TYPED_ACTIONS = Option.ALWAYS_TYPED_ACTIONS + ("extend",)

    def check_pair(self, opt, value):
        a, _, b = value.partition(":")
        if not b:
            raise OptionValueError(f"option {opt}: no pair: {value!r}")
        return a, b

    TYPE_CHECKER["pair"] = check_pair

    def take_action(self, action, dest, opt, value, values, parser):
        if action == "extend":
            values.ensure_value(dest, []).extend(value.split(","))
        else:
            Option.take_action(self, action, dest, opt, value, values, parser)


parser = OptionParser(option_class=MyOption, prog="p")
parser.add_option("--pair", type="pair")
parser.add_option("-e", "--extend", action="extend")
print(parser.parse_args(["--pair", "a:b", "-ex,y", "-e", "z"])[0])
attempt(parser.parse_args, ["--pair", "ab"])
print(repr(BadOptionError("-x").opt_str), str(OptionError("m", parser.get_option("-e"))), optparse.__all__[0])

values = optparse.Values({"a": 1})
values._update_loose({"b": 2})
values._update_careful({"a": None, "b": 3, "c": 4})
print(values, values.ensure_value("d", 5), values.ensure_value("a", 6))
