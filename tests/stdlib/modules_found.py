"""modulefinder: what scripts import, found without running them."""
import contextlib
import io
import modulefinder
import os
import tempfile
d=tempfile.mkdtemp()
def w(p,s=''):
    p=os.path.join(d,p); os.makedirs(os.path.dirname(p),exist_ok=True); open(p,'w').write(s)
w('a/__init__.py','from . import b\nimport c.d\nfrom sys import *\n')
w('a/b.py','import nothere\nimport c.x\nfrom c import y, zz\nfrom .e import *\nx=1\n')
w('a/e.py','q=1\nfrom c import *\n')
w('c/__init__.py','y=1\n')
w('c/d.py','from a import b\nimport a.nope\nimport badmod\n')
w('badmod.py','import a.b as q\nfrom a.b import x, undefined\ntry:\n import optional\nexcept ImportError: pass\ndef f():\n import inner_missing\n')
w('inner.py','import a\n')
w('main.py','import a\nimport a.b\nfrom a import e, b, foo\nimport c\nimport sys\nfrom a.b import x\n')
os.chdir(d)
class MF(modulefinder.ModuleFinder): pass
def show(m):
    print(sorted((k,str(v).replace(d, 'D')) for k,v in m.modules.items()))
    print(sorted((k,sorted(v)) for k,v in m.badmodules.items()))
    print(m.any_missing()); print(m.any_missing_maybe())
    o=io.StringIO()
    with contextlib.redirect_stdout(o): m.report()
    print(o.getvalue().replace(d,'D'))
for kw in ({}, dict(excludes=['c']), dict(excludes=['a.e']), dict(debug=0)):
    m=modulefinder.ModuleFinder(path=[d],**kw)
    m.run_script('main.py')
    try: show(m)
    except BaseException as e: print(repr(e))
m=modulefinder.ModuleFinder([d],1); 
o=io.StringIO()
with contextlib.redirect_stdout(o): m.import_hook('a'); m.load_file(d+'/inner.py')
print(o.getvalue().replace(d,'D')); show(m)
m=modulefinder.ModuleFinder([d],3)
with contextlib.redirect_stdout(o:=io.StringIO()): m.import_hook('a')
print(o.getvalue().replace(d,'D'))
m=modulefinder.ModuleFinder([d],replace_paths=[(d,'NEW')]); m.import_hook('a.b'); print({k:v.__code__ and v.__code__.co_filename for k,v in m.modules.items()}); print({k:(v.__path__ and [p.replace(d,'D') for p in v.__path__],v.__file__.replace(d,'D'),sorted(v.globalnames),sorted(v.starimports)) for k,v in m.modules.items() if v.__file__})
try: m.import_hook('zzz')
except ImportError as e: print(repr(e))
w('bad2.py','x = (\n'); 
m=modulefinder.ModuleFinder([d])
try: m.import_hook('bad2')
except BaseException as e: print(type(e),e)
modulefinder.AddPackagePath('c', d+'/extra'); w('extra/more.py','z=3\n')
m=modulefinder.ModuleFinder([d]); m.import_hook('c.more'); print(sorted(m.modules)); print(m.modules['c'].__path__[1][-5:])
modulefinder.ReplacePackage('c','renamed'); m=modulefinder.ModuleFinder([d]); print(str(m.import_hook('c')).replace(d,'D')); print(sorted(m.modules)); 
print(modulefinder.Module('x'), modulefinder.Module('x','f'), modulefinder.Module('x','f',['p']))
print(sorted(n for n in dir(modulefinder.ModuleFinder) if n[0]!='_'))

