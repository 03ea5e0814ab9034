import argparse, sys, io, contextlib, os
os.environ['COLUMNS'] = '80'
def run(p, *args):
    out, err = io.StringIO(), io.StringIO()
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err): r = p.parse_args(list(args))
    except SystemExit as e: r = ('exit', e.code)
    print(args, '->', r); 
    if out.getvalue(): print(out.getvalue())
    if err.getvalue(): print(err.getvalue())
p = argparse.ArgumentParser(prog='PROG', description='A description that is quite long and needs to be wrapped because it is longer than the line width.', epilog='The end.')
p.add_argument('file', help='the file'); p.add_argument('rest', nargs='*', help='others')
p.add_argument('-v', '--verbose', action='store_true', help='be loud'); p.add_argument('-n', '--num', type=int, default=3, help='a number (default: %(default)s)')
p.add_argument('--choice', choices=['a', 'b'], help='pick one'); p.add_argument('-c', action='count', default=0); p.add_argument('--app', action='append'); p.add_argument('--const', action='store_const', const=42)
p.add_argument('--version', action='version', version='%(prog)s 1.0'); p.add_argument('--pair', nargs=2, metavar=('X', 'Y')); p.add_argument('--opt', nargs='?', const='C', default='D'); p.add_argument('--long-option-name-that-is-long', help='long help text ' * 8); p.add_argument('--flag', action=argparse.BooleanOptionalAction)
for a in [['f'], ['f', 'x', 'y'], ['-v', 'f'], ['f', '-n', '5'], ['f', '-n5'], ['f', '--num=7'], ['f', '--num', 'x'], ['f', '-ccc'], ['f', '-vc'], ['f', '--app', '1', '--app', '2'], ['f', '--const'], ['--version'], ['f', '--pair', '1'], ['f', '--pair', '1', '2'], ['f', '--opt'], ['f', '--opt', 'z'], ['f', '--nope'], ['f', '--verb'], ['f', '--', '-x'], ['f', '--no-flag'], ['-h'], ['f', '-n', '-5'], ['f', '--ver', 'x'], ['f','--num']]: run(p, *a)
p2 = argparse.ArgumentParser(prog='git'); p2.add_argument('--global', dest='g', action='store_true'); sp = p2.add_subparsers(dest='cmd', required=True, help='sub help', title='commands')
a = sp.add_parser('add', help='add things', aliases=['a']); a.add_argument('paths', nargs='+'); b = sp.add_parser('commit', help='commit'); b.add_argument('-m', '--message', required=True); b.set_defaults(func='commit')
for x in [['add', 'x', 'y'], ['a', 'z'], ['commit', '-m', 'hi'], ['commit'], [], ['-h'], ['add', '-h'], ['--global', 'add', 'q']]: run(p2, *x)
p3 = argparse.ArgumentParser(prog='x', formatter_class=argparse.ArgumentDefaultsHelpFormatter); g = p3.add_mutually_exclusive_group(required=True); g.add_argument('--a', action='store_true', help='aa'); g.add_argument('--b', type=float, default=1.5, help='bb'); gg = p3.add_argument_group('grp', 'group desc'); gg.add_argument('--c', help='cc', default='dflt')
for x in [['--a'], ['--b', '2'], ['--a', '--b', '1'], [], ['-h']]: run(p3, *x)
print(p.parse_known_args(['f', '--zzz']), argparse.Namespace(a=1, b='x'), argparse.Namespace(a=1) == argparse.Namespace(a=1), 'a' in argparse.Namespace(a=1))
p4 = argparse.ArgumentParser(prog='y', usage='%(prog)s custom', add_help=False, exit_on_error=False); p4.add_argument('--i', type=int)
try: p4.parse_args(['--i', 'q'])
except argparse.ArgumentError as e: print(e)
p5 = argparse.ArgumentParser(prog='z'); p5.add_argument('cmd'); p5.add_argument('args', nargs=argparse.REMAINDER); run(p5, 'run', '--x', '-y', '1'); run(p5, '-h')
def pos(s):
    v = int(s)
    if v < 0: raise argparse.ArgumentTypeError('must be positive')
    return v
p6 = argparse.ArgumentParser(prog='w', parents=[p4]); p6.add_argument('--p', type=pos); run(p6, '--p', '-3'); run(p6, '--p=-3'); run(p6, '--p', '3')
try: p6.add_argument('--p')
except argparse.ArgumentError as e: print(e)
p7 = argparse.ArgumentParser(prog='many'); 
for i in range(12): p7.add_argument(f'--option{i}', metavar=f'VAL{i}')
p7.add_argument('src'); p7.add_argument('dst', nargs='?'); run(p7, '-h')
p8 = argparse.ArgumentParser(prog='raw', formatter_class=argparse.RawDescriptionHelpFormatter, description='a\n  b\n    c'); run(p8, '-h'); print(p8.format_usage(), repr(p8))
