"""subprocess: what a new process does before it becomes the program: sessions, groups, preexec_fn."""
import subprocess, os, sys, signal, threading
def t(*a, **k):
    try:
        r = subprocess.run(*a, capture_output=True, text=True, **k); return r.stdout, r.returncode
    except BaseException as e: return type(e).__name__, str(e)
print(t(['sh','-c','echo $X'], preexec_fn=lambda: os.putenv('X','1') or os.environ.update(X='q')))
print(t(['sh','-c','umask; pwd'], preexec_fn=lambda: os.umask(0o77), cwd='/'))
def bad(): 1/0
print(t(['true'], preexec_fn=bad))
print(t(['/nonexistent'], preexec_fn=lambda: None))
print(t(['nonexistent-xyz'], start_new_session=True))
print(t(['true'], cwd='/nonexistent', start_new_session=True))
p=subprocess.Popen([sys.executable,'-c','import os; print(os.getsid(0)==os.getpid(), os.getpgrp()==os.getpid())'],start_new_session=True,stdout=subprocess.PIPE); print(p.communicate())
if os.getuid() == 0:
    assert t(['id', '-G'], extra_groups=[7, 8], user=0)[0].split()[-2:] == ['7', '8']
print(t(['sh','-c','cat; echo err >&2; exit 3'], start_new_session=True, input='hello'))
r,w=os.pipe(); os.set_inheritable(w,True)
print(t(['sh','-c',f'echo x >&{w}'], start_new_session=True)[1]!=0, t(['sh','-c',f'echo x >&{w}'], start_new_session=True, pass_fds=[w])[1], t(['sh','-c',f'echo x >&{w}'], start_new_session=True, close_fds=False)[1])
try: subprocess.Popen(['x'], extra_groups='a')
except Exception as e: print(repr(e))
try: subprocess.Popen(['x'], extra_groups=['nosuchgroup'])
except Exception as e: print(repr(e))
try: subprocess.Popen(['x'], extra_groups=[-3])
except Exception as e: print(repr(e))
th=threading.Thread(target=lambda: print(t(['echo','a'],start_new_session=True))); th.start(); th.join()
print(subprocess.run('exit 3', shell=True, preexec_fn=lambda:None).returncode)

# A descriptor that is passed on is there in the program, and its own to close.
r, w = os.pipe()
code = f"""
import os
print(os.fstat({w}).st_size, os.get_inheritable({w}), os.write({w}, b'from the child'), flush=True)
with open({w}, 'wb') as file:
    file.write(b' and its file')
for number in ({w}, 60, 100):
    try:
        os.fstat(number)
    except OSError as error:
        print(error)
"""
process = subprocess.run([sys.executable, "-c", code], pass_fds=[w], capture_output=True, text=True)
print(process.stdout, process.stderr, process.returncode)
os.close(w)
print(os.read(r, 100), os.read(r, 100))
