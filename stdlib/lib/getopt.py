"""Command line options as C's getopt knows them."""

import os

__all__ = ['GetoptError', 'error', 'getopt', 'gnu_getopt']


class GetoptError(Exception):
    """An option that is not known, or lacks its argument."""

    opt = ''
    msg = ''

    def __init__(self, msg, opt=''):
        self.msg = msg
        self.opt = opt
        Exception.__init__(self, msg, opt)

    def __str__(self):
        return self.msg


error = GetoptError


def getopt(args, shortopts, longopts=[]):
    """Pairs of option and value, and the arguments after the last option."""
    opts = []
    longopts = [longopts] if isinstance(longopts, str) else list(longopts)
    while args and args[0].startswith('-') and args[0] != '-':
        if args[0] == '--':
            args = args[1:]
            break
        if args[0].startswith('--'):
            opts, args = do_longs(opts, args[0][2:], longopts, args[1:])
        else:
            opts, args = do_shorts(opts, args[0][1:], shortopts, args[1:])
    return opts, args


def gnu_getopt(args, shortopts, longopts=[]):
    """As getopt, but options may stand between arguments."""
    opts, rest = [], []
    longopts = [longopts] if isinstance(longopts, str) else list(longopts)
    in_order = shortopts.startswith('-')
    if in_order:
        shortopts = shortopts[1:]
        stop_early = False
    else:
        stop_early = shortopts.startswith('+')
        if stop_early:
            shortopts = shortopts[1:]
        elif os.environ.get('POSIXLY_CORRECT'):
            stop_early = True
    while args:
        if args[0] == '--':
            rest += args[1:]
            break
        if args[0][:2] == '--':
            if in_order and rest:
                opts.append((None, rest))
                rest = []
            opts, args = do_longs(opts, args[0][2:], longopts, args[1:])
        elif args[0][:1] == '-' and args[0] != '-':
            if in_order and rest:
                opts.append((None, rest))
                rest = []
            opts, args = do_shorts(opts, args[0][1:], shortopts, args[1:])
        elif stop_early:
            rest += args
            break
        else:
            rest.append(args[0])
            args = args[1:]
    return opts, rest


def do_longs(opts, opt, longopts, args):
    name, equals, value = opt.partition('=')
    takes_value, name = long_has_args(name, longopts)
    if takes_value:
        if not equals and takes_value != '?':
            if not args:
                raise GetoptError(f'option --{name} requires argument', name)
            value, args = args[0], args[1:]
    elif equals:
        raise GetoptError(f'option --{name} must not have an argument', name)
    opts.append((f'--{name}', value))
    return opts, args


def long_has_args(name, longopts):
    """Does the option that a name begins take a value, and its whole name."""
    candidates = [option for option in longopts if option.startswith(name)]
    if not candidates:
        raise GetoptError(f'option --{name} not recognized', name)
    if name in candidates:
        return False, name
    if name + '=' in candidates:
        return True, name
    if name + '=?' in candidates:
        return '?', name
    if len(candidates) > 1:
        possible = ', '.join(candidates)
        raise GetoptError(f'option --{name} not a unique prefix; possible options: {possible}', name)
    [match] = candidates
    if match.endswith('=?'):
        return '?', match[:-2]
    return match.endswith('='), match.rstrip('=')


def do_shorts(opts, text, shortopts, args):
    while text:
        opt, text = text[0], text[1:]
        takes_value = short_has_arg(opt, shortopts)
        if takes_value:
            if not text and takes_value != '?':
                if not args:
                    raise GetoptError(f'option -{opt} requires argument', opt)
                text, args = args[0], args[1:]
            value, text = text, ''
        else:
            value = ''
        opts.append((f'-{opt}', value))
    return opts, args


def short_has_arg(opt, shortopts):
    for index, char in enumerate(shortopts):
        if opt == char != ':':
            if not shortopts.startswith(':', index + 1):
                return False
            return '?' if shortopts.startswith('::', index + 1) else True
    raise GetoptError(f'option -{opt} not recognized', opt)
