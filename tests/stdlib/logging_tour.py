import logging, logging.handlers, sys, io, os, queue
print(logging.getLogger(), logging.getLogger('a.b'), logging.getLogger('a.b').parent, logging.getLogger('a').parent.name, logging.getLogger('a.b').parent is logging.getLogger('a'))
s = io.StringIO()
h = logging.StreamHandler(s); h.setFormatter(logging.Formatter('%(levelname)-8s|%(name)s|%(message)s|%(funcName)s|%(lineno)d|%(module)s|%(filename)s'))
log = logging.getLogger('app'); log.setLevel('DEBUG'); log.addHandler(h); log.propagate = False
def work():
    log.debug('d %s', 'x'); log.info('i'); log.warning('w %(k)s', {'k': 'v'}); log.error('e'); log.critical('c'); log.log(25, 'custom')
    try: 1/0
    except ZeroDivisionError: log.exception('exc')
    log.error('with info', exc_info=ValueError('v')); log.info('extra', extra={'foo': 1}); log.info('lvl', stacklevel=2)
work(); print(s.getvalue())
child = logging.getLogger('app.sub'); child.info('from child'); print(s.getvalue().splitlines()[-1])
print(child.getEffectiveLevel(), child.isEnabledFor(10), child.hasHandlers(), log.getChild('x').name, log, h, logging.getLevelName(30), logging.getLevelName('INFO'), logging.getLevelName(99))
class F(logging.Filter):
    def filter(self, r): return 'no' not in r.getMessage()
log.addFilter(F()); log.info('no way'); log.info('yes'); print(s.getvalue().splitlines()[-1])
log.addFilter(lambda r: r.levelno > 10)
for style, fmt in [('{', '{levelname}:{message:>10}'), ('$', '$levelname:${message}')]:
    h.setFormatter(logging.Formatter(fmt, style=style)); log.info('styled'); print(s.getvalue().splitlines()[-1])
h.setFormatter(logging.Formatter('%(asctime)s %(message)s', datefmt='%Y')); log.info('t'); print(len(s.getvalue().splitlines()[-1].split()[0]))
h.setFormatter(logging.Formatter('%(asctime)s %(message)s')); log.info('t'); import re; print(bool(re.fullmatch(r'\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} t', s.getvalue().splitlines()[-1])))
ad = logging.LoggerAdapter(log, {'user': 'bob'}); h.setFormatter(logging.Formatter('%(user)s %(message)s')); ad.info('hello'); print(s.getvalue().splitlines()[-1], ad)
for f in [lambda: logging.Formatter('x', style='?'), lambda: logging.Formatter('{bad', style='{'), lambda: log.setLevel('NOPE'), lambda: log.log('x', 'y'), lambda: logging.basicConfig(foo=1, force=True), lambda: log.info('m', extra={'message': 1}), lambda: logging.getLogger(3), lambda: logging.Formatter('no fields', style='{')]:
    try: f()
    except Exception as e: print(type(e).__name__, e)
logging.addLevelName(25, 'NOTICE'); h.setFormatter(logging.Formatter('%(levelname)s %(message)s')); log.log(25, 'n'); print(s.getvalue().splitlines()[-1])
log.disabled = True; log.error('zzz'); log.disabled = False; logging.disable(logging.ERROR); log.error('q'); log.critical('crit'); logging.disable(logging.NOTSET); print(s.getvalue().splitlines()[-1])
root = logging.getLogger(); [root.removeHandler(x) for x in root.handlers[:]]
s2 = io.StringIO(); logging.basicConfig(stream=s2, level=logging.INFO, format='%(name)s-%(message)s'); logging.info('basic'); logging.debug('nope'); logging.getLogger('other').info('o'); print(s2.getvalue())
logging.basicConfig(stream=s2, format='X%(message)s', force=True); logging.getLogger('q').warning('forced'); print(s2.getvalue().splitlines()[-1])
fn = f'/tmp/rondo_logging_{os.getpid()}.log'
if os.path.exists(fn): os.remove(fn)
fh = logging.FileHandler(fn); fh.setLevel(logging.WARNING); log.addHandler(fh); log.info('not'); log.warning('file w'); fh.close(); print(open(fn).read()); log.removeHandler(fh)
for i in range(3):
    p = fn + '.rot' + (f'.{i}' if i else '')
    if os.path.exists(p): os.remove(p)
rh = logging.handlers.RotatingFileHandler(fn + '.rot', maxBytes=20, backupCount=2); log.addHandler(rh)
for i in range(5): log.warning('message %d', i)
log.removeHandler(rh); rh.close(); print([os.path.exists(fn + x) for x in ('.rot', '.rot.1', '.rot.2', '.rot.3')], open(fn + '.rot.1').read())
q = queue.Queue(); qh = logging.handlers.QueueHandler(q); log.addHandler(qh); log.warning('queued %s', 1); r = q.get(); print(r.msg, r.args, r.message); log.removeHandler(qh)
mh = logging.handlers.MemoryHandler(10, target=h); log2 = logging.getLogger('mem'); log2.addHandler(mh); log2.propagate = False; log2.warning('buffered'); print(len(mh.buffer)); log2.error('flush'); print(len(mh.buffer), s.getvalue().splitlines()[-2:])
ql = logging.handlers.QueueListener(q, h); ql.start(); log.addHandler(qh); log.removeHandler(h); log.warning('via listener'); ql.stop(); print(s.getvalue().splitlines()[-1]); log.removeHandler(qh); log.addHandler(h)
rec = logging.makeLogRecord({'msg': 'a %s', 'args': ('b',), 'levelname': 'X'}); print(rec.getMessage(), rec)
logging.getLogger('nul').addHandler(logging.NullHandler()); n = logging.getLogger('nul'); n.propagate = False; n.error('silent')
print(logging.lastResort, logging.getLevelNamesMapping()['WARN'], logging.root is root, h.name, sorted(l.name for l in log.getChildren()))
import warnings
logging.captureWarnings(True); warnings.warn('captured'); logging.captureWarnings(False); print('captured' in s2.getvalue())
log.info('stack', stack_info=True); print(s.getvalue().splitlines()[-3:])
class H(logging.Handler):
    def emit(self, r): print('emit', self.format(r))
l3 = logging.getLogger('l3'); l3.addHandler(H()); l3.propagate = False; l3.warning('x'); l3.warning(ValueError('obj')); l3.warning('%s %s', 'a', 'b'); l3.warning('100%');
import asyncio
async def m(): l3.handlers[0].setFormatter(logging.Formatter('%(taskName)s %(threadName)s %(processName)s %(message)s')); l3.error('in task')
import asyncio
async def m(): l3.handlers[0].setFormatter(logging.Formatter('%(taskName)s %(threadName)s %(processName)s %(message)s')); l3.error('in task')
asyncio.run(m())
for x in ('', '.rot', '.rot.1', '.rot.2'): os.remove(fn + x)
