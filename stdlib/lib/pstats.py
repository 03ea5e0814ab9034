"""Reports of what profile and cProfile have measured: the class Stats, or `python -m pstats FILE` for a prompt."""

import marshal
import os
import re
import sys
import time
from dataclasses import dataclass
from enum import StrEnum, _simple_enum
from functools import cmp_to_key

__all__ = ['Stats', 'SortKey', 'FunctionProfile', 'StatsProfile']


@_simple_enum(StrEnum)
class SortKey:
    """What reports are sorted by; each has several names."""

    CALLS = 'calls', 'ncalls'
    CUMULATIVE = 'cumulative', 'cumtime'
    FILENAME = 'filename', 'module'
    LINE = 'line'
    NAME = 'name'
    NFL = 'nfl'
    PCALLS = 'pcalls'
    STDNAME = 'stdname'
    TIME = 'time', 'tottime'

    def __new__(cls, *values):
        obj = str.__new__(cls, values[0])
        obj._value_ = values[0]
        for other in values[1:]:
            cls._value2member_map_[other] = obj
        obj._all_values = values
        return obj


@dataclass(unsafe_hash=True)
class FunctionProfile:
    """What was measured of a function."""

    ncalls: str
    tottime: float
    percall_tottime: float
    cumtime: float
    percall_cumtime: float
    file_name: str
    line_number: int


@dataclass(unsafe_hash=True)
class StatsProfile:
    """What was measured of all functions, by name."""

    total_tt: float
    func_profiles: dict[str, FunctionProfile]


class Stats:
    """What was measured, of profiles or of files that they wrote."""

    # What is compared (index into the rows that are sorted, 1 or -1 for the direction), and what a report calls it.
    sort_arg_dict_default = {
        'calls': (((1, -1),), 'call count'),
        'ncalls': (((1, -1),), 'call count'),
        'cumtime': (((3, -1),), 'cumulative time'),
        'cumulative': (((3, -1),), 'cumulative time'),
        'filename': (((4, 1),), 'file name'),
        'line': (((5, 1),), 'line number'),
        'module': (((4, 1),), 'file name'),
        'name': (((6, 1),), 'function name'),
        'nfl': (((6, 1), (4, 1), (5, 1)), 'name/file/line'),
        'pcalls': (((0, -1),), 'primitive call count'),
        'stdname': (((7, 1),), 'standard name'),
        'time': (((2, -1),), 'internal time'),
        'tottime': (((2, -1),), 'internal time'),
    }

    def __init__(self, *args, stream=None):
        self.stream = stream or sys.stdout
        first, rest = (args[0], args[1:]) if args else (None, ())
        self.init(first)
        self.add(*rest)

    def init(self, arg):
        """Begins with a profile or a file, or with nothing."""
        self.all_callees = None
        self.files = []
        self.fcn_list = None
        self.total_tt = self.total_calls = self.prim_calls = self.max_name_len = 0
        self.top_level = set()
        self.stats = {}
        self.sort_arg_dict = {}
        self.load_stats(arg)
        try:
            self.get_top_level_stats()
        except Exception:
            print('Invalid timing data %s' % (self.files[-1] if self.files else ''), file=self.stream)
            raise

    def load_stats(self, arg):
        """Takes what was measured from a profile or a file."""
        if arg is None:
            self.stats = {}
            return
        if isinstance(arg, str):
            with open(arg, 'rb') as file:
                self.stats = marshal.load(file)
            try:
                arg = time.ctime(os.stat(arg).st_mtime) + '    ' + arg
            except OSError:
                pass
            self.files = [arg]
        elif hasattr(arg, 'create_stats'):
            arg.create_stats()
            self.stats, arg.stats = arg.stats, {}
        if not self.stats:
            raise TypeError('Cannot create or construct a %r object from %r' % (self.__class__, arg))

    def get_top_level_stats(self):
        """Adds up what was measured."""
        for func, (cc, nc, tt, ct, callers) in self.stats.items():
            self.total_calls += nc
            self.prim_calls += cc
            self.total_tt += tt
            if ('jprofile', 0, 'profiler') in callers or ('profile', 0, 'profiler') in callers:
                self.top_level.add(func)
            self.max_name_len = max(self.max_name_len, len(func_std_string(func)))

    def add(self, *args):
        """Adds other profiles, files or Stats."""
        for arg in reversed(args):
            other = arg if type(arg) is type(self) else type(self)(arg)
            self.files += other.files
            self.total_calls += other.total_calls
            self.prim_calls += other.prim_calls
            self.total_tt += other.total_tt
            self.top_level |= other.top_level
            self.max_name_len = max(self.max_name_len, other.max_name_len)
            self.fcn_list = None
            for func, stat in other.stats.items():
                self.stats[func] = add_func_stats(self.stats.get(func, (0, 0, 0, 0, {})), stat)
        return self

    def dump_stats(self, filename):
        """Writes what was measured to a file."""
        with open(filename, 'wb') as file:
            marshal.dump(self.stats, file)

    def get_sort_arg_defs(self):
        """What sort_stats() takes: the names, and their beginnings if they are of one alone."""
        if not self.sort_arg_dict:
            found, twice = {}, set()
            for word, definition in self.sort_arg_dict_default.items():
                for length in range(1, len(word) + 1):
                    part = word[:length]
                    if part in found and found[part] is not definition and part not in self.sort_arg_dict_default:
                        twice.add(part)
                    found.setdefault(part, definition)
            found.update(self.sort_arg_dict_default)
            self.sort_arg_dict = {part: definition for part, definition in found.items() if part not in twice}
        return self.sort_arg_dict

    def sort_stats(self, *field):
        """Sorts reports by these keys, SortKey or their names."""
        if not field:
            self.fcn_list = 0
            return self
        if len(field) == 1 and isinstance(field[0], int):
            # Numbers are what old programs give.
            field = [{-1: 'stdname', 0: 'calls', 1: 'time', 2: 'cumulative'}[field[0]]]
        elif len(field) >= 2:
            for arg in field[1:]:
                if type(arg) != type(field[0]):
                    raise TypeError("Can't have mixed argument type")
        sort_arg_defs = self.get_sort_arg_defs()
        order = []
        self.sort_type = ''
        connector = ''
        for word in field:
            if isinstance(word, SortKey):
                word = word.value
            order += sort_arg_defs[word][0]
            self.sort_type += connector + sort_arg_defs[word][1]
            connector = ', '
        rows = [(cc, nc, tt, ct) + func + (func_std_string(func), func)
                for func, (cc, nc, tt, ct, callers) in self.stats.items()]
        rows.sort(key=cmp_to_key(TupleComp(order).compare))
        self.fcn_list = [row[-1] for row in rows]
        return self

    def reverse_order(self):
        """Turns the order of reports round."""
        if self.fcn_list:
            self.fcn_list.reverse()
        return self

    def strip_dirs(self):
        """Shows files without their folders; functions that then are the same are added up."""
        old, self.stats = self.stats, {}
        self.max_name_len = 0
        for func, (cc, nc, tt, ct, callers) in old.items():
            name = func_strip_path(func)
            self.max_name_len = max(self.max_name_len, len(func_std_string(name)))
            stripped = {}
            for caller, value in callers.items():
                key = func_strip_path(caller)
                stripped[key] = _add_values(stripped[key], value) if key in stripped else value
            entry = cc, nc, tt, ct, stripped
            self.stats[name] = add_func_stats(self.stats[name], entry) if name in self.stats else entry
        self.top_level = {func_strip_path(func) for func in self.top_level}
        self.fcn_list = None
        self.all_callees = None
        return self

    def calc_callees(self):
        """Whom each function calls."""
        if self.all_callees:
            return
        self.all_callees = {}
        for func, (cc, nc, tt, ct, callers) in self.stats.items():
            self.all_callees.setdefault(func, {})
            for caller, value in callers.items():
                self.all_callees.setdefault(caller, {})[func] = value

    def eval_print_amount(self, selection, names, msg):
        """A part of a list of functions: so many, a fraction, or those that a pattern is found in."""
        if isinstance(selection, str):
            try:
                pattern = re.compile(selection)
            except re.PatternError:
                return names, msg + '   <Invalid regular expression %r>\n' % selection
            chosen = [func for func in names if pattern.search(func_std_string(func))]
        elif isinstance(selection, float) and 0.0 <= selection < 1.0:
            chosen = names[:int(len(names) * selection + .5)]
        elif isinstance(selection, int) and 0 <= selection < len(names):
            chosen = names[:selection]
        else:
            chosen = names
        if len(names) != len(chosen):
            msg += '   List reduced from %r to %r due to restriction <%r>\n' % (len(names), len(chosen), selection)
        return chosen, msg

    def get_stats_profile(self):
        """A StatsProfile: what reports print, as objects."""
        functions = self.fcn_list[:] if self.fcn_list else list(self.stats)
        profiles = {}
        for func in functions:
            cc, nc, tt, ct, callers = self.stats[func]
            filename, line, name = func
            count = str(nc) if nc == cc else str(nc) + '/' + str(cc)
            profiles[name] = FunctionProfile(count, float(f8(tt)), -1 if nc == 0 else float(f8(tt / nc)), float(f8(ct)),
                                             -1 if cc == 0 else float(f8(ct / cc)), filename, line)
        return StatsProfile(float(f8(self.total_tt)), profiles)

    def get_print_list(self, selections):
        """(width, functions) of a report, of the selections that it is restricted to."""
        width = self.max_name_len
        if self.fcn_list:
            names = self.fcn_list[:]
            msg = '   Ordered by: ' + self.sort_type + '\n'
        else:
            names = list(self.stats)
            msg = '   Random listing order was used\n'
        for selection in selections:
            names, msg = self.eval_print_amount(selection, names, msg)
        count = len(names)
        if not names:
            return 0, names
        print(msg, file=self.stream)
        if count < len(self.stats):
            width = max([0] + [len(func_std_string(func)) for func in names])
        return width + 2, names

    def print_stats(self, *amount):
        """Prints a row for each function."""
        for filename in self.files:
            print(filename, file=self.stream)
        if self.files:
            print(file=self.stream)
        indent = ' ' * 8
        for func in self.top_level:
            print(indent, func_get_function_name(func), file=self.stream)
        print(indent, self.total_calls, 'function calls', end=' ', file=self.stream)
        if self.total_calls != self.prim_calls:
            print('(%d primitive calls)' % self.prim_calls, end=' ', file=self.stream)
        print('in %.3f seconds' % self.total_tt, file=self.stream)
        print(file=self.stream)
        width, names = self.get_print_list(amount)
        if names:
            self.print_title()
            for func in names:
                self.print_line(func)
            print(file=self.stream)
            print(file=self.stream)
        return self

    def print_callees(self, *amount):
        """Prints whom functions have called."""
        width, names = self.get_print_list(amount)
        if names:
            self.calc_callees()
            self.print_call_heading(width, 'called...')
            for func in names:
                self.print_call_line(width, func, self.all_callees.get(func, {}))
            print(file=self.stream)
            print(file=self.stream)
        return self

    def print_callers(self, *amount):
        """Prints who has called functions."""
        width, names = self.get_print_list(amount)
        if names:
            self.print_call_heading(width, 'was called by...')
            for func in names:
                self.print_call_line(width, func, self.stats[func][4], '<-')
            print(file=self.stream)
            print(file=self.stream)
        return self

    def print_call_heading(self, name_size, column_title):
        """The heads of columns."""
        print('Function '.ljust(name_size) + column_title, file=self.stream)
        subheader = False
        for cc, nc, tt, ct, callers in self.stats.values():
            if callers:
                subheader = isinstance(next(iter(callers.values())), tuple)
                break
        if subheader:
            print(' ' * name_size + '    ncalls  tottime  cumtime', file=self.stream)

    def print_call_line(self, name_size, source, call_dict, arrow='->'):
        """A function, and those that it calls or that call it."""
        print(func_std_string(source).ljust(name_size) + arrow, end=' ', file=self.stream)
        if not call_dict:
            print(file=self.stream)
            return
        indent = ''
        for func in sorted(call_dict):
            name, value = func_std_string(func), call_dict[func]
            if isinstance(value, tuple):
                nc, cc, tt, ct = value
                count = '%d/%d' % (nc, cc) if nc != cc else '%d' % nc
                text = '%s %s %s  %s' % (count.rjust(7 + 2 * len(indent)), f8(tt), f8(ct), name)
                left = name_size + 1
            else:
                text = '%s(%r) %s' % (name, value, f8(self.stats[func][3]))
                left = name_size + 3
            print(indent * left + text, file=self.stream)
            indent = ' '

    def print_line(self, func):
        """A row of a report."""
        cc, nc, tt, ct, callers = self.stats[func]
        count = str(nc)
        if nc != cc:
            count += '/' + str(cc)
        print(count.rjust(9), end=' ', file=self.stream)
        print(f8(tt), end=' ', file=self.stream)
        print(' ' * 8 if nc == 0 else f8(tt / nc), end=' ', file=self.stream)
        print(f8(ct), end=' ', file=self.stream)
        print(' ' * 8 if cc == 0 else f8(ct / cc), end=' ', file=self.stream)
        print(func_std_string(func), file=self.stream)

    def print_title(self):
        """The heads of the columns of a report."""
        print('   ncalls  tottime  percall  cumtime  percall', end=' ', file=self.stream)
        print('filename:lineno(function)', file=self.stream)


class TupleComp:
    """Compares tuples by some of their items, each in its direction."""

    def __init__(self, comp_select_list):
        self.comp_select_list = comp_select_list

    def compare(self, left, right):
        """-1, 0 or 1."""
        for index, direction in self.comp_select_list:
            l, r = left[index], right[index]
            if l < r:
                return -direction
            if l > r:
                return direction
        return 0


def func_strip_path(func_name):
    """A function, its file without folder."""
    filename, line, name = func_name
    return os.path.basename(filename), line, name


def func_get_function_name(func):
    """The name of a function."""
    return func[2]


def func_std_string(func_name):
    """A function as reports show it."""
    if func_name[:2] == ('~', 0):
        name = func_name[2]
        if name.startswith('<') and name.endswith('>'):
            return '{%s}' % name[1:-1]
        return name
    return '%s:%d(%s)' % func_name


def _add_values(a, b):
    if isinstance(a, tuple):
        return tuple(x + y for x, y in zip(a, b))
    return a + b


def add_func_stats(target, source):
    """What was measured of a function twice, added up."""
    cc, nc, tt, ct, callers = source
    t_cc, t_nc, t_tt, t_ct, t_callers = target
    return cc + t_cc, nc + t_nc, tt + t_tt, ct + t_ct, add_callers(t_callers, callers)


def add_callers(target, source):
    """The callers of a function, added up."""
    new = dict(target)
    for func, caller in source.items():
        new[func] = _add_values(new[func], caller) if func in new else caller
    return new


def count_calls(callers):
    """How many calls there were by all callers."""
    return sum(callers.values())


def f8(x):
    """A number in eight columns."""
    return '%8.3f' % x


if __name__ == '__main__':
    import cmd

    class _Browser(cmd.Cmd):
        """A prompt for reports."""

        def __init__(self, profile=None):
            super().__init__()
            self.prompt = '% '
            self.stats = None
            self.stream = sys.stdout
            if profile is not None:
                self.do_read(profile)

        def _generic(self, name, line):
            args = []
            for term in line.split():
                try:
                    args.append(int(term))
                except ValueError:
                    try:
                        args.append(float(term))
                    except ValueError:
                        args.append(term)
            if self.stats:
                getattr(self.stats, name)(*args)
            else:
                print('No statistics object is loaded.', file=self.stream)
            return 0

        def do_add(self, line):
            """add FILE: adds what a file holds."""
            if self.stats:
                try:
                    self.stats.add(line)
                except OSError as error:
                    print('Failed to load statistics for %s: %s' % (line, error), file=self.stream)
            else:
                print('No statistics object is loaded.', file=self.stream)
            return 0

        def do_callees(self, line):
            """callees [restriction ...]: whom functions have called."""
            return self._generic('print_callees', line)

        def do_callers(self, line):
            """callers [restriction ...]: who has called functions."""
            return self._generic('print_callers', line)

        def do_EOF(self, line):
            """EOF: leaves."""
            print('', file=self.stream)
            return 1

        def do_quit(self, line):
            """quit: leaves."""
            return 1

        def do_read(self, line):
            """read FILE: what was measured is that which the file holds."""
            if line:
                try:
                    self.stats = Stats(line)
                except OSError as error:
                    print(error.args[1], file=self.stream)
                    return None
                except Exception as error:
                    print(error.__class__.__name__ + ':', error, file=self.stream)
                    return None
                self.prompt = line + '% '
            elif len(self.prompt) > 2:
                self.do_read(self.prompt[:-2])
            else:
                print('No statistics object is current -- cannot reload.', file=self.stream)
            return 0

        def do_reverse(self, line):
            """reverse: turns the order round."""
            if self.stats:
                self.stats.reverse_order()
            return 0

        def do_sort(self, line):
            """sort [key ...]: the order of reports."""
            if not self.stats:
                print('No statistics object is loaded.', file=self.stream)
                return None
            known = self.stats.get_sort_arg_defs()
            if line and all(word in known for word in line.split()):
                self.stats.sort_stats(*line.split())
            else:
                print('Valid sort keys (unique prefixes are accepted):', file=self.stream)
                for key, value in Stats.sort_arg_dict_default.items():
                    print('%s -- %s' % (key, value[1]), file=self.stream)
            return 0

        def do_stats(self, line):
            """stats [restriction ...]: a row for each function."""
            return self._generic('print_stats', line)

        def do_strip(self, line):
            """strip: files without their folders."""
            if self.stats:
                self.stats.strip_dirs()
            return None

        def postcmd(self, stop, line):
            return stop

    browser = _Browser(sys.argv[1] if len(sys.argv) > 1 else None)
    for name in sys.argv[2:]:
        browser.do_add(name)
    print('Welcome to the profile statistics browser.', file=browser.stream)
    browser.cmdloop()
    print('Goodbye.', file=browser.stream)
