# oracle: 3.14
"""Configuration files read, asked, changed and written; what is wrong with them."""
import configparser
import io


def attempt(label, function, *arguments, **options):
    try:
        print(label, '->', repr(function(*arguments, **options)))
    except Exception as error:
        print(label, 'raises', type(error).__name__, str(error))


def parsed(text, cls=configparser.ConfigParser, **options):
    parser = cls(**options)
    parser.read_string(text)
    return parser


def shown(parser, **options):
    stream = io.StringIO()
    parser.write(stream, **options)
    return stream.getvalue()


TEXT = '''\
# A comment.
[DEFAULT]
Home = /home/%(user)s
user = ann

[server]
host: example.org
Port = 8080
debug = yes
ratio = 0.5
motd = line one
    line two

    line three
empty =
path = %(home)s/srv
; another comment

[other section]
user = bob
percent = 100%%
[empty]
'''
config = parsed(TEXT)
print(config.sections(), list(config), len(config), config.defaults())
print(dict(config['server']))
print(config['server'], '\n'.join(sorted(config['other section']))[:40])
print(config.get('server', 'path'), config.get('other section', 'home'), config.get('server', 'path', raw=True))
print(config.getint('server', 'port'), config['server'].getint('port'), config.getboolean('server', 'debug'))
print(config.getfloat('server', 'ratio'), config['other section']['percent'], repr(config['server']['motd']))
print(config.get('server', 'none', fallback='F'), config['server'].get('none'), config['server'].get('none', 7))
print(config.get('server', 'path', vars={'HOME': '/v'}), config.items('other section'), config.options('empty'))
print('server' in config, 'x' in config, 'PORT' in config['server'], config.has_option('server', 'user'))
print(config.has_section('DEFAULT'), config.has_option('', 'home'), config['server'].name, config['server'].parser is config)
attempt('section', config.get, 'nope', 'x')
attempt('option', config.get, 'server', 'x')
attempt('key', lambda: config['nope'])
attempt('key', lambda: config['server']['nope'])
attempt('boolean', config.getboolean, 'server', 'host')
attempt('int', config.getint, 'server', 'host')
attempt('items', config.items, 'nope')
attempt('options', config.options, 'nope')
attempt('set', config.set, 'nope', 'a', 'b')
attempt('set', config.set, 'server', 'a', 3)
attempt('set', config.set, 'server', 'a', '50%')
attempt('add', config.add_section, 'server')
attempt('add', config.add_section, 'DEFAULT')
attempt('add', config.add_section, 3)
attempt('remove', config.remove_option, 'server', 'empty')
attempt('remove', config.remove_option, 'server', 'empty')
attempt('remove', config.remove_section, 'empty')
attempt('delete', config.__delitem__, 'DEFAULT')
attempt('delete', config.__delitem__, 'none')
config['new'] = {'A': 1, 'b': 'two\nlines'}
config['new']['c'] = 'x'
config.set('new', 'D', 'y')
del config['new']['a']
print(shown(config))
print(shown(config, space_around_delimiters=False)[:60])
again = parsed(shown(config))
print(again == config, {name: dict(again[name]) for name in again} == {name: dict(config[name]) for name in config})
print(config.popitem()[0], config.sections())

for text in [
    'a = 1\n', '[a]\nnothing\n', '[a]\nx=1\nx=2\n', '[a]\n[b]\n[a]\n', '[a]\n=3\n', '[a]\nx\n y\n', '[unclosed\n', '',
    '[a]\nx = %(y)s\n', '[a]\nx = %(x)s\n', '[a]\nx = %q\n', '[a]\nx = %(y\n', '[a]\n  x = 1\n    y = 2\n  z = 3\n',
    '[a]\nx = 1 ; not a comment\n', '[a]\nx : = 2\n', '[a]\nbad one\nbad two\n', '[ spaced ]\nk=v\n', '[a]b]\nk=v\n',
]:
    attempt(text, lambda: {name: dict(section) for name, section in parsed(text).items()})
attempt('no strict', lambda: dict(parsed('[a]\nx=1\nx=2\n[a]\ny=3', strict=False)['a']))
attempt('no value', lambda: shown(parsed('[a]\nx\ny=\nz = 1', allow_no_value=True)))
attempt('no value', lambda: parsed('[a]\nx\n  more', allow_no_value=True))
attempt('inline', lambda: dict(parsed('[a]\nx = 1 # c\ny = a#b ; d\n# e\n', inline_comment_prefixes='#;')['a']))
attempt('delimiters', lambda: dict(parsed('[a]\nx=1 -> 2\n', delimiters=('->',))['a']))
attempt('comments', lambda: dict(parsed('[a]\n// no\nx=1\n', comment_prefixes=('//',))['a']))
attempt('empty lines', lambda: dict(parsed('[a]\nx=1\n\n  y=2\n', empty_lines_in_values=False)['a']))
attempt('default section', lambda: dict(parsed('[all]\nx=1\n[b]\n', default_section='all')['b']))
attempt('none', lambda: dict(parsed('[a]\nx=%(y)s\n', interpolation=None)['a']))
attempt('raw', lambda: dict(parsed('[a]\nx=%(y)s\n', cls=configparser.RawConfigParser)['a']))
extended = '[a]\nx = 1\ny = ${x}2\nz = ${b:w}$$\nbad = ${none}\nworse = ${a:b:c}\nopen = ${x\n[b]\nw = ${a:y}3\n'
for option in ['x', 'y', 'z', 'bad', 'worse', 'open']:
    attempt(option, lambda: parsed(extended, interpolation=configparser.ExtendedInterpolation())['a'][option])
attempt('wrong', configparser.ConfigParser, interpolation=3)
attempt('defaults', lambda: configparser.ConfigParser({'A': '1', 'b': '2'}).defaults())
attempt('defaults', lambda: configparser.ConfigParser({'A': 1})['DEFAULT']['a'])

listed = configparser.ConfigParser(converters={'list': str.split})
listed.read_dict({'a': {'x': '1 2 3', 'y': 4}, 'b': {}})
print(listed.getlist('a', 'x'), listed['a'].getlist('x'), listed['a'].getlist('none', ['d']), listed['a']['y'])
print(sorted(listed.converters))
cased = configparser.ConfigParser()
cased.optionxform = str
cased.read_string('[A]\nKey = v\n')
print(dict(cased['A']))
print(configparser.ConfigParser().read(['/nonexistent/file.ini']))
unnamed = parsed('x = 1\n[a]\ny = 2\n', allow_unnamed_section=True)
print(unnamed.get(configparser.UNNAMED_SECTION, 'x'), unnamed.sections(), shown(unnamed))
print([cls.__mro__[1].__name__ for cls in (configparser.NoSectionError, configparser.InterpolationDepthError,
                                           configparser.MissingSectionHeaderError)])
