# Threads: starting, joining, locks, queues, pools.
import threading, time, queue
from concurrent.futures import ThreadPoolExecutor, as_completed, wait, FIRST_COMPLETED
import concurrent.futures as cf
out=[]
turns=[threading.Event() for _ in range(5)]
def work(n):
    turns[n].wait(); out.append(n); turns[n+1].set()
ts=[threading.Thread(target=work,args=(i,)) for i in (3,1,2)]
for t in ts: t.start()
print(ts[0].name, ts[0].is_alive(), ts[0].daemon, threading.active_count())
turns[1].set()
for t in ts: t.join()
print(out, ts[0].is_alive(), threading.active_count())
q=queue.Queue(2)
def prod():
    for i in range(5): q.put(i)
    q.put(None)
t=threading.Thread(target=prod,name="prod"); t.start()
while (x:=q.get()) is not None: print("got",x)
flag=False
def setter():
    global flag
    for _ in range(1000): pass
    flag=True
t=threading.Thread(target=setter); t.start()
while not flag: pass
print("spun")
with ThreadPoolExecutor(3) as ex:
    print(list(ex.map(lambda x:x*x, range(6))))
    fs=[ex.submit(pow,i,2) for i in range(4)]
    print(sorted(f.result() for f in as_completed(fs)))
    f=ex.submit(int,"x")
    print(repr(f.exception()))
    d,n=wait(fs); print(len(d),len(n))
    try: ex.submit(time.sleep,0.2).result(timeout=0.01)
    except TimeoutError as e: print("timeout", repr(e))
l=threading.local(); l.x=1
def tl():
    print(hasattr(l,"x")); l.x=2; print(l.x, l.__dict__)
t=threading.Thread(target=tl); t.start(); t.join(); print(l.x)
ev=threading.Event(); print(ev.wait(0.01)); 
tm=threading.Timer(0.01, lambda: ev.set()); tm.start(); print(ev.wait())
b=threading.Barrier(3); res=[]
def br(): res.append(b.wait())
ts=[threading.Thread(target=br) for _ in range(3)]
[t.start() for t in ts]; [t.join() for t in ts]; print(sorted(res))
lk=threading.Lock()
print(lk.acquire(), lk.acquire(False), lk.acquire(timeout=0.01), lk.locked())
lk.release()
try: lk.release()
except RuntimeError as e: print(e)
r=threading.RLock()
with r:
    with r: print("r")
try: r.release()
except RuntimeError as e: print(e)
try: t.start()
except RuntimeError as e: print(e)
try: threading.current_thread().join()
except RuntimeError as e: print(e)
print(threading.current_thread().name, threading.main_thread() is threading.current_thread())
s=threading.Semaphore(2); print(s.acquire(), s.acquire(), s.acquire(timeout=0.01)); 
def late(): threading.main_thread().join(); print("late done")
threading.Thread(target=late).start()
print("main ends")
