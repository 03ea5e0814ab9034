# Signals: handlers, timers, masks, waiting.
import signal, os, time, threading, sys, select


def t(label, f, *a, **k):
    try:
        r = f(*a, **k)
    except BaseException as e:
        r = (type(e).__name__, str(e))
    print(label, r)


got = []
h = lambda s, f: got.append((s, f is not None))
print(signal.signal(signal.SIGUSR1, h), signal.getsignal(signal.SIGUSR1) is h)
os.kill(os.getpid(), signal.SIGUSR1)
print([g[0] for g in got], type(got[0][0]).__name__, got[0][1])
print(signal.signal(signal.SIGUSR1, signal.SIG_IGN) is h)
os.kill(os.getpid(), signal.SIGUSR1)
print(signal.getsignal(signal.SIGUSR1), signal.signal(signal.SIGUSR1, signal.SIG_DFL))
got.clear()
signal.signal(signal.SIGALRM, h)
print(signal.alarm(1), signal.alarm(0))
print(signal.setitimer(signal.ITIMER_REAL, 0.05))
time.sleep(0.3)
print(len(got), signal.getitimer(signal.ITIMER_REAL))
got.clear()
signal.setitimer(signal.ITIMER_REAL, 0.03, 0.03)
time.sleep(0.25)
o = signal.setitimer(signal.ITIMER_REAL, 0)
print(len(got) >= 3, 0 < o[0] <= 0.03, round(o[1], 3))
t("alarmneg", signal.alarm, -1) if 0 else None
got.clear()
signal.setitimer(signal.ITIMER_REAL, 0.05)
signal.pause()
print(len(got))
print(signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1]), signal.sigpending())
signal.signal(signal.SIGUSR1, h)
got.clear()
os.kill(os.getpid(), signal.SIGUSR1)
print(got, signal.sigpending())
print(signal.sigwait([signal.SIGUSR1]))
print(signal.sigpending(), signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGUSR1]))
print(got)
print(signal.pthread_sigmask(signal.SIG_BLOCK, []))
signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR2})
os.kill(os.getpid(), signal.SIGUSR2)
i = signal.sigwaitinfo([signal.SIGUSR2])
print(i.si_signo, i.si_pid == os.getpid(), type(i).__name__)
print(signal.sigtimedwait([signal.SIGUSR2], 0.01))
t("neg", signal.sigtimedwait, [signal.SIGUSR2], -1)
signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGUSR2})
t("mask", signal.pthread_sigmask, 99, [])
t("mask", signal.pthread_sigmask, signal.SIG_BLOCK, [999])
t("mask", signal.pthread_sigmask, signal.SIG_BLOCK, 1)
got.clear()
signal.pthread_kill(threading.get_ident(), signal.SIGUSR1)
print(len(got))
signal.raise_signal(signal.SIGUSR1)
print(len(got))
t("pk", signal.pthread_kill, threading.get_ident(), 999)
t("pk0", signal.pthread_kill, threading.get_ident(), 0)
t("b", signal.signal, 999, h)
t("b", signal.signal, signal.SIGKILL, h)
t("b", signal.signal, signal.SIGUSR1, 5)
t("b", signal.signal, signal.SIGUSR1, None)
t("b", signal.getsignal, 0)
t("b", signal.strsignal, 0)
print(
    signal.strsignal(signal.SIGTERM),
    signal.strsignal(1),
    signal.strsignal(signal.SIGINT),
    signal.strsignal(9),
    signal.strsignal(11),
)
t("r", signal.raise_signal, 999)


def thr():
    t("thr", signal.signal, signal.SIGUSR1, h)
    t("thr2", signal.set_wakeup_fd, -1)


x = threading.Thread(target=thr)
x.start()
x.join()
r, w = os.pipe()
os.set_blocking(r, False)
os.set_blocking(w, False)
print(signal.set_wakeup_fd(w))
got.clear()
os.kill(os.getpid(), signal.SIGUSR1)
print(os.read(r, 10))
print(signal.set_wakeup_fd(-1) == w)
os.set_blocking(w, True)
t("wc", signal.set_wakeup_fd, 9999)
os.close(r)
os.close(w)
print(
    signal.siginterrupt(signal.SIGUSR1, False),
    signal.SIGINT.name,
    repr(signal.SIGINT),
    signal.Signals(2),
    signal.Handlers.SIG_IGN,
    signal.NSIG,
    len(signal.valid_signals()) > 40,
    signal.SIGRTMIN,
    signal.SIGRTMAX,
    repr(signal.SIG_BLOCK),
    signal.Sigmasks(1),
    signal.SIGCLD,
    signal.SIGPOLL,
    signal.ITIMER_VIRTUAL,
    signal.ITIMER_PROF,
    signal.ItimerError is OSError,
    signal.default_int_handler.__name__,
)
t("di", signal.default_int_handler, 2, None)
t("di", signal.default_int_handler)


# handler raising
class E(Exception):
    pass


def rh(s, f):
    raise E("from handler")


signal.signal(signal.SIGUSR1, rh)
try:
    os.kill(os.getpid(), signal.SIGUSR1)
    time.sleep(1)
except E as e:
    print(e)
signal.setitimer(signal.ITIMER_REAL, 0.05)
signal.signal(signal.SIGALRM, rh)
try:
    time.sleep(5)
except E as e:
    print("sleep", e)
signal.setitimer(signal.ITIMER_REAL, 0.05)
try:
    select.select([], [], [], 5)
except E as e:
    print("select", e)
import socket

a, b = socket.socketpair()
signal.setitimer(signal.ITIMER_REAL, 0.05)
try:
    a.recv(1)
except E as e:
    print("recv", e)
l = threading.Lock()
l.acquire()
signal.setitimer(signal.ITIMER_REAL, 0.05)
try:
    l.acquire()
except E as e:
    print("lock", e)
got.clear()
signal.signal(signal.SIGALRM, h)
signal.setitimer(signal.ITIMER_REAL, 0.02)
t0 = time.monotonic()
time.sleep(0.1)
print(time.monotonic() - t0 >= 0.099, len(got))
r, w = os.pipe()
signal.setitimer(signal.ITIMER_REAL, 0.02)
threading.Timer(0.1, os.write, (w, b"x")).start()
print(os.read(r, 1), len(got))
print(signal.signal.__name__, sorted(x for x in signal.__all__) if hasattr(signal, "__all__") else "")
