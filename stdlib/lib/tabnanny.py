"""Finds lines whose indentation means different things to readers with different tabs."""

import getopt
import os
import sys
import tokenize

__all__ = ['check', 'NannyNag', 'process_tokens']

verbose = 0
filename_only = 0


def errprint(*args):
    """Prints what is wrong on standard error."""
    sys.stderr.write(' '.join(map(str, args)) + '\n')
    sys.exit(1)


def main():
    """Checks the files and folders of the command line."""
    global verbose, filename_only
    try:
        options, args = getopt.getopt(sys.argv[1:], 'qv')
    except getopt.error as message:
        errprint(message)
    for option, _ in options:
        if option == '-q':
            filename_only += 1
        if option == '-v':
            verbose += 1
    if not args:
        errprint('Usage:', sys.argv[0], '[-v] file_or_directory ...')
    for arg in args:
        check(arg)


class NannyNag(Exception):
    """An indentation whose meaning depends on the width of tabs."""

    def __init__(self, lineno, msg, line):
        self.lineno, self.msg, self.line = lineno, msg, line

    def get_lineno(self):
        return self.lineno

    def get_msg(self):
        return self.msg

    def get_line(self):
        return self.line


def check(file):
    """Reports on standard output what is wrong with a file, or with all Python files below a folder."""
    if os.path.isdir(file) and not os.path.islink(file):
        if verbose:
            print(f'{file!r}: listing directory')
        for name in os.listdir(file):
            path = os.path.join(file, name)
            if os.path.isdir(path) and not os.path.islink(path) or os.path.normcase(name[-3:]) == '.py':
                check(path)
        return
    try:
        stream = tokenize.open(file)
    except OSError as message:
        errprint(f'{file!r}: I/O Error: {message}')
        return
    if verbose > 1:
        print(f'checking {file!r} ...')
    try:
        process_tokens(tokenize.generate_tokens(stream.readline))
    except tokenize.TokenError as message:
        errprint(f'{file!r}: Token Error: {message}')
        return
    except IndentationError as message:
        errprint(f'{file!r}: Indentation Error: {message}')
        return
    except SyntaxError as message:
        errprint(f'{file!r}: Token Error: {message}')
        return
    except NannyNag as nag:
        if verbose:
            print(f'{file!r}: *** Line {nag.get_lineno()}: trouble in tab city! ***')
            print(f'offending line: {nag.get_line()!r}')
            print(nag.get_msg())
        else:
            name = f'"{file}"' if ' ' in file else file
            if filename_only:
                print(name)
            else:
                print(name, nag.get_lineno(), repr(nag.get_line()))
        return
    finally:
        stream.close()
    if verbose:
        print(f'{file!r}: Clean bill of health.')


class Whitespace:
    """The blanks that a line begins with.

    How far they indent, for tabs of any width, is told by how many runs of so many spaces end in a tab, and by the
    spaces behind the last tab."""

    S, T = ' \t'

    def __init__(self, ws):
        self.raw = ws
        end = len(ws) - len(ws.lstrip(' \t'))
        self.n = end
        runs = ws[:end].split('\t')
        self.nt = len(runs) - 1
        self.trailing = len(runs[-1])
        self.counts = {}
        for run in runs[:-1]:
            self.counts[len(run)] = self.counts.get(len(run), 0) + 1

    def longest_run_of_spaces(self):
        """The most spaces in a row."""
        return max([self.trailing, *self.counts])

    def indent_level(self, tabsize):
        """The column that the blanks lead to."""
        return self.trailing + sum((run // tabsize + 1) * tabsize * times for run, times in self.counts.items())

    def equal(self, other):
        """Do both indent as far, for tabs of any width?"""
        return self.counts == other.counts and self.trailing == other.trailing

    def _widths(self, other):
        return range(1, max(self.longest_run_of_spaces(), other.longest_run_of_spaces()) + 2)

    def not_equal_witness(self, other):
        """The widths for which they differ, with both columns."""
        levels = ((width, self.indent_level(width), other.indent_level(width)) for width in self._widths(other))
        return [found for found in levels if found[1] != found[2]]

    def less(self, other):
        """Does this one indent less, for tabs of any width?"""
        if self.n >= other.n:
            return False
        return all(self.indent_level(width) < other.indent_level(width) for width in self._widths(other))

    def not_less_witness(self, other):
        """The widths for which this one does not indent less, with both columns."""
        levels = ((width, self.indent_level(width), other.indent_level(width)) for width in self._widths(other))
        return [found for found in levels if found[1] >= found[2]]


def format_witnesses(w):
    """Words about the widths that make a difference."""
    sizes = ', '.join(str(found[0]) for found in w)
    return f'at tab size{"s" if len(w) > 1 else ""} {sizes}'


def process_tokens(tokens):
    """Raises NannyNag for the first line whose indentation depends on the width of tabs."""
    try:
        _process_tokens(tokens)
    except TabError as error:
        raise NannyNag(error.lineno, error.msg, error.text) from error


def _process_tokens(tokens):
    indents = [Whitespace('')]
    begins = False
    for kind, text, (row, _), _, line in tokens:
        if kind == tokenize.NEWLINE:
            begins = True
        elif kind == tokenize.INDENT:
            begins = False
            this = Whitespace(text)
            if not indents[-1].less(this):
                witness = indents[-1].not_less_witness(this)
                raise NannyNag(row, 'indent not greater e.g. ' + format_witnesses(witness), line)
            indents.append(this)
        elif kind == tokenize.DEDENT:
            begins = True
            del indents[-1]
        elif begins and kind not in (tokenize.COMMENT, tokenize.NL):
            begins = False
            this = Whitespace(line)
            if not indents[-1].equal(this):
                witness = indents[-1].not_equal_witness(this)
                raise NannyNag(row, 'indent not equal e.g. ' + format_witnesses(witness), line)


if __name__ == '__main__':
    main()
