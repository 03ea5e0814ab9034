"""Which lines a program runs, and which functions call which: `python -m trace --count FILE`, or the class Trace."""

import inspect
import linecache
import os
import sys
import sysconfig
import threading
import token
import tokenize
from time import monotonic as _time

__all__ = ['Trace', 'CoverageResults']

PRAGMA_NOCOVER = '#pragma NO COVER'


class _Ignore:
    """Tells whether a module is one of those whose lines are of no interest."""

    def __init__(self, modules=None, dirs=None):
        self._modules = set(modules or ())
        self._dirs = [os.path.normpath(folder) for folder in dirs or ()]
        self._known = {'<string>': 1}

    def names(self, filename, modulename):
        """1 if it is of no interest."""
        if modulename not in self._known:
            self._known[modulename] = self._ignored(filename, modulename)
        return self._known[modulename]

    def _ignored(self, filename, modulename):
        if any(modulename == module or modulename.startswith(module + '.') for module in self._modules):
            return 1
        # Without a file there is no text to show.
        if filename is None:
            return 1
        return int(any(filename.startswith(folder + os.sep) for folder in self._dirs))


def _modname(path):
    """The name of a file without folder and suffix."""
    return os.path.splitext(os.path.basename(path))[0]


def _fullmodname(path):
    """The dotted name of the module of a file, as deep as the longest folder of sys.path that it is in."""
    longest = ''
    compare = os.path.normcase(path)
    for folder in sys.path:
        folder = os.path.normcase(folder)
        if compare.startswith(folder) and compare[len(folder):len(folder) + 1] == os.sep and len(folder) > len(longest):
            longest = folder
    base = path[len(longest) + 1:] if longest else path
    base = os.path.splitdrive(base)[1].replace(os.sep, '.')
    if os.altsep:
        base = base.replace(os.altsep, '.')
    return os.path.splitext(base)[0].lstrip('.')


class CoverageResults:
    """What a run has found: counts of lines, functions called, and calls."""

    def __init__(self, counts=None, calledfuncs=None, infile=None, callers=None, outfile=None):
        self.counts = dict(counts or {})
        self.counter = self.counts.copy()
        self.calledfuncs = dict(calledfuncs or {})
        self.callers = dict(callers or {})
        self.infile = infile
        self.outfile = outfile
        if self.infile:
            import pickle
            try:
                with open(self.infile, 'rb') as file:
                    counts, calledfuncs, callers = pickle.load(file)
                self.update(self.__class__(counts, calledfuncs, callers=callers))
            except (OSError, EOFError, ValueError) as error:
                print('Skipping counts file %r: %s' % (self.infile, error), file=sys.stderr)

    def is_ignored_filename(self, filename):
        """Is there no text of a file of this name?"""
        return filename.startswith('<') and filename.endswith('>')

    def update(self, other):
        """Adds what another run has found."""
        for key, count in other.counts.items():
            self.counts[key] = self.counts.get(key, 0) + count
        self.calledfuncs.update(dict.fromkeys(other.calledfuncs, 1))
        self.callers.update(dict.fromkeys(other.callers, 1))

    def write_results(self, show_missing=True, summary=False, coverdir=None, *, ignore_missing_files=False):
        """Prints functions and calls, and writes a .cover file for each module: its lines with their counts."""
        if self.calledfuncs:
            print()
            print('functions called:')
            for filename, modulename, funcname in sorted(self.calledfuncs):
                print('filename: %s, modulename: %s, funcname: %s' % (filename, modulename, funcname))
        if self.callers:
            print()
            print('calling relationships:')
            lastfile = lastcfile = ''
            for (pfile, pmod, pfunc), (cfile, cmod, cfunc) in sorted(self.callers):
                if pfile != lastfile:
                    print()
                    print('***', pfile, '***')
                    lastfile, lastcfile = pfile, ''
                if cfile != pfile and lastcfile != cfile:
                    print('  -->', cfile)
                    lastcfile = cfile
                print('    %s.%s -> %s.%s' % (pmod, pfunc, cmod, cfunc))
        per_file = {}
        for (filename, lineno), count in self.counts.items():
            per_file.setdefault(filename, {})[lineno] = count
        sums = {}
        for filename, counts in per_file.items():
            if self.is_ignored_filename(filename):
                continue
            if filename.endswith('.pyc'):
                filename = filename[:-1]
            if ignore_missing_files and not os.path.isfile(filename):
                continue
            if coverdir is None:
                folder, modulename = os.path.dirname(os.path.abspath(filename)), _modname(filename)
            else:
                folder, modulename = coverdir, _fullmodname(filename)
                os.makedirs(folder, exist_ok=True)
            lnotab = _find_executable_linenos(filename) if show_missing else {}
            source = linecache.getlines(filename)
            path = os.path.join(folder, modulename + '.cover')
            with open(filename, 'rb') as file:
                encoding, _ = tokenize.detect_encoding(file.readline)
            hits, lines = self.write_results_file(path, source, lnotab, counts, encoding)
            if summary and lines:
                sums[modulename] = lines, 100 * hits / lines, modulename, filename
        if summary and sums:
            print('lines   cov%   module   (path)')
            for modulename in sorted(sums):
                print('%5d   %.1f%%   %s   (%s)' % sums[modulename])
        if self.outfile:
            import pickle
            try:
                with open(self.outfile, 'wb') as file:
                    pickle.dump((self.counts, self.calledfuncs, self.callers), file, 1)
            except OSError as error:
                print("Can't save counts files because %s" % error, file=sys.stderr)

    def write_results_file(self, path, lines, lnotab, lines_hit, encoding=None):
        """Writes the file of one module; returns how many lines were run, and how many could be."""
        try:
            outfile = open(path, 'w', encoding=encoding)
        except OSError as error:
            print('trace: Could not open %r for writing: %s - skipping' % (path, error), file=sys.stderr)
            return 0, 0
        runnable = hits = 0
        with outfile:
            for lineno, line in enumerate(lines, 1):
                if lineno in lines_hit:
                    outfile.write('%5d: ' % lines_hit[lineno])
                    hits += 1
                    runnable += 1
                elif lineno in lnotab and PRAGMA_NOCOVER not in line:
                    outfile.write('>>>>>> ')
                    runnable += 1
                else:
                    outfile.write('       ')
                outfile.write(line.expandtabs(8))
        return hits, runnable


def _find_lines_from_code(code, strings):
    """The lines that code could run, of those that are not in `strings`."""
    return {line: 1 for _, _, line in code.co_lines() if line and line not in strings}


def _find_lines(code, strings):
    """As _find_lines_from_code(), with the code that is defined there."""
    found = _find_lines_from_code(code, strings)
    for constant in code.co_consts:
        if inspect.iscode(constant):
            found.update(_find_lines(constant, strings))
    return found


def _find_strings(filename, encoding=None):
    """The lines of texts that are statements of their own: documentation."""
    found = {}
    before = token.INDENT
    with open(filename, encoding=encoding) as file:
        for kind, _, start, end, _ in tokenize.generate_tokens(file.readline):
            if kind == token.STRING and before == token.INDENT:
                found.update(dict.fromkeys(range(start[0], end[0] + 1), 1))
            before = kind
    return found


def _find_executable_linenos(filename):
    """The lines of a file that could be run."""
    try:
        with tokenize.open(filename) as file:
            text, encoding = file.read(), file.encoding
    except OSError as error:
        print('Not printing coverage data for %r: %s' % (filename, error), file=sys.stderr)
        return {}
    return _find_lines(compile(text, filename, 'exec'), _find_strings(filename, encoding))


class Trace:
    """Runs a program, and prints its lines as they run (trace), counts them (count), or notes functions or calls."""

    def __init__(self, count=1, trace=1, countfuncs=0, countcallers=0, ignoremods=(), ignoredirs=(), infile=None,
                 outfile=None, timing=False):
        self.infile = infile
        self.outfile = outfile
        self.ignore = _Ignore(ignoremods, ignoredirs)
        self.counts = {}
        self.pathtobasename = {}
        self.donothing = 0
        self.trace = trace
        self._calledfuncs = {}
        self._callers = {}
        self._caller_cache = {}
        self.start_time = _time() if timing else None
        if countcallers:
            self.globaltrace = self.globaltrace_trackcallers
        elif countfuncs:
            self.globaltrace = self.globaltrace_countfuncs
        elif trace or count:
            self.globaltrace = self.globaltrace_lt
            if trace and count:
                self.localtrace = self.localtrace_trace_and_count
            elif trace:
                self.localtrace = self.localtrace_trace
            else:
                self.localtrace = self.localtrace_count
        else:
            self.donothing = 1

    def run(self, cmd):
        """Runs statements in __main__."""
        import __main__
        self.runctx(cmd, __main__.__dict__, __main__.__dict__)

    def runctx(self, cmd, globals=None, locals=None):
        """Runs statements, text or code."""
        globals = {} if globals is None else globals
        locals = {} if locals is None else locals
        if not self.donothing:
            threading.settrace(self.globaltrace)
            sys.settrace(self.globaltrace)
        try:
            exec(cmd, globals, locals)
        finally:
            if not self.donothing:
                sys.settrace(None)
                threading.settrace(None)

    def runfunc(self, func, /, *args, **kw):
        """Calls a function; returns what it returns."""
        if not self.donothing:
            sys.settrace(self.globaltrace)
        try:
            return func(*args, **kw)
        finally:
            if not self.donothing:
                sys.settrace(None)

    def file_module_function_of(self, frame):
        """(file, module, function) of a frame; methods with the name of their class."""
        code = frame.f_code
        filename = code.co_filename
        module = _modname(filename) if filename else None
        if code in self._caller_cache:
            classname = self._caller_cache[code]
        else:
            classname = None
            # The class is that whose method has the name and the code.
            parts = code.co_qualname.rsplit('.', 2)
            if len(parts) > 1 and parts[-2] != '<locals>':
                classname = parts[-2]
            self._caller_cache[code] = classname
        function = code.co_name if classname is None else '%s.%s' % (classname, code.co_name)
        return filename, module, function

    def globaltrace_trackcallers(self, frame, why, arg):
        """Notes who calls whom."""
        if why == 'call':
            this = self.file_module_function_of(frame)
            parent = self.file_module_function_of(frame.f_back)
            self._callers[parent, this] = 1

    def globaltrace_countfuncs(self, frame, why, arg):
        """Notes the functions that are called."""
        if why == 'call':
            self._calledfuncs[self.file_module_function_of(frame)] = 1

    def globaltrace_lt(self, frame, why, arg):
        """Has the lines of functions traced that are of interest."""
        if why != 'call':
            return None
        code = frame.f_code
        filename = frame.f_globals.get('__file__', None)
        if not filename:
            return None
        modulename = _modname(filename)
        if modulename is None or self.ignore.names(filename, modulename):
            return None
        if self.trace:
            print(' --- modulename: %s, funcname: %s' % (modulename, code.co_name))
        return self.localtrace

    def _print_line(self, filename, lineno):
        if self.start_time:
            print('%.2f' % (_time() - self.start_time), end=' ')
        line = linecache.getline(filename, lineno)
        print('%s(%d):  %s' % (os.path.basename(filename), lineno, line), end='')

    def localtrace_trace_and_count(self, frame, why, arg):
        """Prints and counts a line."""
        if why == 'line':
            key = frame.f_code.co_filename, frame.f_lineno
            self.counts[key] = self.counts.get(key, 0) + 1
            self._print_line(*key)
        return self.localtrace

    def localtrace_trace(self, frame, why, arg):
        """Prints a line."""
        if why == 'line':
            self._print_line(frame.f_code.co_filename, frame.f_lineno)
        return self.localtrace

    def localtrace_count(self, frame, why, arg):
        """Counts a line."""
        if why == 'line':
            key = frame.f_code.co_filename, frame.f_lineno
            self.counts[key] = self.counts.get(key, 0) + 1
        return self.localtrace

    def results(self):
        """What was found."""
        return CoverageResults(self.counts, infile=self.infile, outfile=self.outfile, calledfuncs=self._calledfuncs,
                               callers=self._callers)


def main():
    """The command line."""
    import argparse
    parser = argparse.ArgumentParser()
    parser.add_argument('--version', action='version', version='trace 2.0')
    what = parser.add_argument_group('Main options', 'One of these (or --report) must be given')
    what.add_argument('-c', '--count', action='store_true', help='count how often each line is run')
    what.add_argument('-t', '--trace', action='store_true', help='print each line as it is run')
    what.add_argument('-l', '--listfuncs', action='store_true', help='note the functions that are called')
    what.add_argument('-T', '--trackcalls', action='store_true', help='note which functions call which')
    reports = parser.add_mutually_exclusive_group()
    reports.add_argument('-r', '--report', action='store_true', help='write what --file holds; runs nothing')
    reports.add_argument('-R', '--no-report', action='store_true', help='write no files')
    parser.add_argument('-f', '--file', help='file in which counts of several runs are kept')
    parser.add_argument('-C', '--coverdir', help='folder of the files that are written')
    parser.add_argument('-m', '--missing', action='store_true', help='mark lines that were not run')
    parser.add_argument('-s', '--summary', action='store_true', help='print a line about each file')
    parser.add_argument('-g', '--timing', action='store_true', help='print the time before each line')
    parser.add_argument('--ignore-module', action='append', default=[], help='modules to leave out')
    parser.add_argument('--ignore-dir', action='append', default=[], help='folders to leave out')
    parser.add_argument('--module', action='store_true', default=False, help='run a module')
    parser.add_argument('progname', nargs='?', help='file to run')
    parser.add_argument('arguments', nargs=argparse.REMAINDER, help='arguments of the program')
    opts = parser.parse_args()
    if opts.report:
        if not opts.file:
            parser.error('-r/--report requires -f/--file')
        CoverageResults(infile=opts.file, outfile=opts.file).write_results(opts.missing, opts.summary, opts.coverdir)
        return
    if not any([opts.trace, opts.count, opts.listfuncs, opts.trackcalls]):
        parser.error('must specify one of --trace, --count, --report, --listfuncs, or --trackcalls')
    if opts.listfuncs and (opts.count or opts.trace):
        parser.error('cannot specify both --listfuncs and (--trace or --count)')
    if opts.summary and not opts.count:
        parser.error('--summary can only be used with --count or --report')
    if opts.progname is None:
        parser.error('progname is missing: required with the main options')
    folders = {'$prefix': sysconfig.get_path('stdlib'), '$exec_prefix': sysconfig.get_path('platstdlib')}
    ignored = [os.path.expandvars(folders.get(name, name)) for names in opts.ignore_dir for name in names.split(os.pathsep)]
    modules = [name.strip() for names in opts.ignore_module for name in names.split(',')]
    tracer = Trace(opts.count, opts.trace, countfuncs=opts.listfuncs, countcallers=opts.trackcalls, ignoremods=modules,
                   ignoredirs=ignored, infile=opts.file, outfile=opts.file, timing=opts.timing)
    try:
        if opts.module:
            import runpy
            _, spec, code = runpy._get_module_details(opts.progname)
            sys.argv = [code.co_filename, *opts.arguments]
            globs = {'__name__': '__main__', '__file__': code.co_filename, '__package__': spec.parent,
                     '__loader__': spec.loader, '__spec__': spec, '__cached__': None}
        else:
            sys.argv = [opts.progname, *opts.arguments]
            sys.path[0] = os.path.dirname(opts.progname)
            with open(opts.progname, 'rb') as file:
                code = compile(file.read(), opts.progname, 'exec')
            globs = {'__file__': opts.progname, '__name__': '__main__', '__package__': None, '__cached__': None}
        tracer.runctx(code, globs, globs)
    except OSError as error:
        sys.exit('Cannot run file %r because: %s' % (sys.argv[0], error))
    except SystemExit:
        pass
    results = tracer.results()
    if not opts.no_report:
        results.write_results(opts.missing, opts.summary, opts.coverdir)


if __name__ == '__main__':
    main()
