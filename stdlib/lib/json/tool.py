"""`python -m json`: shows JSON in a readable way, or says what is wrong with it."""

import argparse
import json
import re
import sys

# What is shown in colours: keys, strings, and the words that stand for themselves.
_PIECES = re.compile(r'''
    (?P<key>"(?:\\.|[^"\\])*")(?=\s*:) |
    (?P<string>"(?:\\.|[^"\\])*") |
    (?P<number>-?(?:NaN|Infinity|[0-9][0-9.eE+-]*)) |
    (?P<boolean>true|false) |
    (?P<null>null)
''', re.VERBOSE)
_COLOURS = {'key': '\33[94m', 'string': '\33[32m', 'number': '\33[33m', 'boolean': '\33[36m', 'null': '\33[36m'}


def _in_colours(text):
    return _PIECES.sub(lambda found: f'{_COLOURS[found.lastgroup]}{found.group()}\33[0m', text)


def _arguments():
    parser = argparse.ArgumentParser(
        description='A simple command line interface for json module to validate and pretty-print JSON objects.')
    parser.add_argument('infile', nargs='?', help='a JSON file to be validated or pretty-printed', default='-')
    parser.add_argument('outfile', nargs='?', help='write the output of infile to outfile', default=None)
    parser.add_argument('--sort-keys', action='store_true', default=False,
                        help='sort the output of dictionaries alphabetically by key')
    parser.add_argument('--no-ensure-ascii', dest='ensure_ascii', action='store_false',
                        help='disable escaping of non-ASCII characters')
    parser.add_argument('--json-lines', action='store_true', default=False,
                        help='parse input using the JSON Lines format. '
                             'Use with --no-indent or --compact to produce valid JSON Lines output.')
    group = parser.add_mutually_exclusive_group()
    group.add_argument('--indent', default=4, type=int,
                       help='separate items with newlines and use this number of spaces for indentation')
    group.add_argument('--tab', action='store_const', dest='indent', const='\t',
                       help='separate items with newlines and use tabs for indentation')
    group.add_argument('--no-indent', action='store_const', dest='indent', const=None,
                       help='separate items with spaces rather than newlines')
    group.add_argument('--compact', action='store_true', help='suppress all whitespace separation (most compact)')
    return parser.parse_args()


def main():
    """Reads a file or the standard input, and writes it anew."""
    options = _arguments()
    settings = {'sort_keys': options.sort_keys, 'indent': options.indent, 'ensure_ascii': options.ensure_ascii}
    if options.compact:
        settings['indent'] = None
        settings['separators'] = ',', ':'
    try:
        source = sys.stdin if options.infile == '-' else open(options.infile, encoding='utf-8')
        with source:
            values = [json.loads(line) for line in source] if options.json_lines else [json.load(source)]
        target = sys.stdout if options.outfile is None else open(options.outfile, 'w', encoding='utf-8')
        from _colorize import can_colorize
        in_colours = options.outfile is None and can_colorize(file=target)
        for value in values:
            if in_colours:
                target.write(_in_colours(json.dumps(value, **settings)))
            else:
                json.dump(value, target, **settings)
            target.write('\n')
        if target is not sys.stdout:
            target.close()
    except ValueError as e:
        raise SystemExit(e)


if __name__ == '__main__':
    try:
        main()
    except BrokenPipeError as exc:
        raise SystemExit(exc.errno)
