# oracle: 3.14
"""What argparse refuses when an argument is added, how it lays out groups, and what it says of choices."""
import argparse
import contextlib
import io


class Parser(argparse.ArgumentParser):
    """Says what is wrong instead of ending the program."""

    def __init__(self, **kwargs):
        kwargs.setdefault('prog', 'PROG')
        super().__init__(**{**kwargs, 'color': False})

    def error(self, message):
        raise ValueError(message)


def show(call, *args, **kwargs):
    warnings = io.StringIO()
    try:
        with contextlib.redirect_stderr(warnings):
            result = call(*args, **kwargs)
    except (ValueError, TypeError, AttributeError) as error:
        result = f'{type(error).__name__}: {error}'
    print(result, warnings.getvalue(), sep='\n' if warnings.getvalue() else '')


# What could not be shown is refused at once.
for kwargs in ({'help': '%(bad)s'}, {'help': '%'}, {'metavar': ('a', 'b')}, {'nargs': 2, 'metavar': ('x',)},
               {'nargs': '*', 'metavar': ('x', 'y', 'z')}, {'nargs': '+', 'metavar': ('x',)}, {'foo': 1},
               {'action': 'append', 'foo': 1}):
    show(Parser().add_argument, '--foo', **kwargs)
for kwargs in ({'nargs': '*', 'metavar': ('x', 'y')}, {'nargs': '+', 'metavar': ('x', 'y')}, {'nargs': 2}):
    parser = Parser()
    parser.add_argument('--foo', **kwargs)
    show(parser.format_usage)
parser = Parser()
parser.add_argument('foo', nargs=-1)
show(parser.format_usage)
show(parser.parse_args, ['1'])
parser = Parser()
parser.add_argument('--version', action='version')
show(parser.parse_args, ['--version'])

# Groups are flat.
group = Parser().add_argument_group('group')
show(group.add_argument_group, 'inner')
group = Parser().add_mutually_exclusive_group()
show(group.add_argument_group, 'inner')
show(group.add_mutually_exclusive_group)

# Options of which one excludes the others stand together, in several lines if they must, and where the positional
# argument among them is.
parser = Parser(formatter_class=lambda prog: argparse.HelpFormatter(prog, width=60))
parser.add_argument('first')
group = parser.add_mutually_exclusive_group()
for number in range(4):
    group.add_argument(f'--mutual-{number}', metavar='VALUE')
    parser.add_argument(f'-{number}{number}', action='store_true')
group = parser.add_mutually_exclusive_group(required=True)
group.add_argument('-a')
group.add_argument('second', nargs='?')
group.add_argument('-b', help=argparse.SUPPRESS)
single = parser.add_mutually_exclusive_group(required=True)
single.add_argument('--only')
parser.add_argument('last')
show(parser.format_usage)

# Choices and deprecated names.
parser = Parser(suggest_on_error=True)
parser.add_argument('--choice', choices=['rock', 'paper'])
parser.add_argument('--number', choices=[1, 2], type=int)
parser.add_argument('--old', '-o', deprecated=True)
commands = parser.add_subparsers(dest='command')
commands.add_parser('install', aliases=['i'])
commands.add_parser('remove', deprecated=True)
for line in ('--choice rok', '--choice zzz', '--number 3', 'instal', 'i', '--old 1 -o 2 --old 3', 'remove'):
    show(parser.parse_args, line.split())
parser = Parser()
parser.add_argument('gone', deprecated=True, nargs='?')
show(parser.parse_args, [])
show(parser.parse_args, ['x'])
parser.add_argument('rest', nargs='...')
show(parser.parse_intermixed_args, [])
