# Processes: every option, timeouts, errors.
import subprocess, sys, os, io, time, signal, errno, tempfile, warnings


def t(label, f, *a, **k):
    try:
        r = f(*a, **k)
    except BaseException as e:
        r = (type(e).__name__, str(e))
    print(label, r)


P = subprocess.PIPE
r = subprocess.run(["sh", "-c", "echo out; echo err >&2; exit 3"], capture_output=True)
print(r)
t("check", subprocess.run, ["sh", "-c", "exit 2"], check=True)
t("check out", lambda: subprocess.run("echo hi; exit 1", shell=True, check=True, stdout=P, text=True))
try:
    subprocess.run(["sh", "-c", "echo o; echo e >&2; exit 4"], check=True, capture_output=True, text=True)
except subprocess.CalledProcessError as e:
    print(e.returncode, e.cmd, e.output, e.stdout, e.stderr, repr(e))
t("rc", r.check_returncode)
print(subprocess.CompletedProcess(["a"], 0, stdout="x"), subprocess.CompletedProcess("a", 1, None, b"e"))
try:
    subprocess.run(["sh", "-c", "echo part; sleep 5"], timeout=0.2, capture_output=True)
except subprocess.TimeoutExpired as e:
    print(e.cmd, e.timeout, e.output, e.stdout, e.stderr, str(e))
t("in+cap", subprocess.run, ["cat"], input=b"x", stdin=P)
t("cap+out", subprocess.run, ["cat"], capture_output=True, stdout=P)
print(
    subprocess.run(["cat"], input="héé\n", text=True, capture_output=True).stdout,
    subprocess.run(["cat"], input=b"bytes", stdout=P).stdout,
)
print(
    subprocess.check_output(["echo", "x"]),
    subprocess.check_output("echo $A", shell=True, env={"A": "val"}, text=True),
    subprocess.getoutput("echo go"),
    subprocess.getstatusoutput("exit 3"),
    subprocess.call(["true"]),
    subprocess.call(["false"]),
)
t("cc", subprocess.check_call, ["false"])
t("co", subprocess.check_output, ["x"], stdout=P)
t("co", subprocess.check_output, ["cat"], input=b"1", stdin=P)
print(subprocess.check_output(["cat"], input=b"inp"))
t("enoent", subprocess.Popen, ["/nonexistent/prog"])
t("enoent2", subprocess.Popen, ["nonexistentprog"])
t("eacces", subprocess.Popen, ["/etc/passwd"])
t("cwd", subprocess.run, ["pwd"], cwd="/nonexistent")
t("empty", subprocess.Popen, [])
t("int", subprocess.Popen, 1)
t("nul", subprocess.Popen, ["a\0b"])
t("bs", subprocess.Popen, ["true"], bufsize="x")
print(subprocess.run(["pwd"], cwd="/tmp", capture_output=True, text=True).stdout)
p = subprocess.Popen(["cat"], stdin=P, stdout=P)
print(p.poll(), p.args, p.pid > 0, p.returncode, p.stdin.__class__.__name__, p.stdout.__class__.__name__, repr(p))
print(p.communicate(b"data"))
print(p.returncode, repr(p), p.poll(), p.wait(), p.stdin.closed)
t("again", p.communicate)
p = subprocess.Popen(["sleep", "10"])
t("w", p.wait, 0.01)
p.terminate()
print(p.wait(), repr(p))
p.terminate()
p.kill()
p.send_signal(9)
p = subprocess.Popen(["sleep", "10"])
p.kill()
print(p.wait())
p = subprocess.Popen(["sleep", "10"])
p.send_signal(signal.SIGINT)
print(p.wait())
t("cpe", lambda: (_ for _ in ()).throw(subprocess.CalledProcessError(-9, "c")))
t("cpe", lambda: (_ for _ in ()).throw(subprocess.CalledProcessError(-99, "c")))
with subprocess.Popen(["echo", "ctx"], stdout=P, text=True) as p:
    print(p.stdout.read())
print(p.stdout.closed, p.returncode)
p = subprocess.Popen(
    ["sh", "-c", "read x; echo got $x; read y; echo got $y"], stdin=P, stdout=P, text=True, bufsize=1
)
p.stdin.write("a\n")
print(p.stdout.readline())
p.stdin.write("b\n")
print(p.stdout.readline())
print(p.wait())
p.stdin.close()
p.stdout.close()
p = subprocess.Popen(["printf", "a\\r\\nb\\rc"], stdout=P, universal_newlines=True)
print(repr(p.communicate()))
p = subprocess.Popen(["printf", "\\351"], stdout=P, encoding="latin-1")
print(repr(p.communicate()[0]))
p = subprocess.Popen(["printf", "\\351"], stdout=P, text=True, errors="replace")
print(repr(p.communicate()[0]))
t("text conflict", subprocess.Popen, ["true"], text=True, universal_newlines=False)
print(subprocess.run(["sh", "-c", "echo o; echo e >&2"], stdout=P, stderr=subprocess.STDOUT).stdout)
print(subprocess.run(["sh", "-c", "echo o"], stdout=subprocess.DEVNULL).stdout)
f = tempfile.TemporaryFile()
subprocess.run(["echo", "tofile"], stdout=f)
f.seek(0)
print(f.read())
f.seek(0)
print(subprocess.run(["cat"], stdin=f, stdout=P).stdout)
f.close()
r_, w_ = os.pipe()
os.set_inheritable(w_, True)
print(subprocess.run(["sh", "-c", f"echo viafd >&{w_}"], pass_fds=[w_]).returncode)
os.close(w_)
print(os.read(r_, 100))
os.close(r_)
r_, w_ = os.pipe()
print(subprocess.run(["sh", "-c", f"echo x >&{w_}"], stderr=P).returncode != 0)
os.close(r_)
os.close(w_)
with warnings.catch_warnings(record=True) as wl:
    warnings.simplefilter("always")
    r_, w_ = os.pipe()
    subprocess.run(["true"], pass_fds=[w_], close_fds=False)
    print([str(w.message) for w in wl])
    os.close(r_)
    os.close(w_)
print(subprocess.run(["sh", "-c", "echo $0 $1"], executable="/bin/sh", capture_output=True, text=True).stdout)
print(subprocess.run(["myname", "-c", "echo $0"], executable="/bin/sh", capture_output=True, text=True).stdout)
print(
    subprocess.run("echo $0 $1", shell=True, executable="/bin/sh", capture_output=True, text=True).stdout,
    subprocess.run(["echo $1", "n", "arg"], shell=True, capture_output=True, text=True).stdout,
)
print(
    subprocess.run(
        ["sh", "-c", "ps -o sid= -p $$"], start_new_session=True, capture_output=True, text=True
    ).returncode
    in (0, 1, 127)
)
t("umask", lambda: subprocess.run(["sh", "-c", "umask"], umask=0o22, capture_output=True, text=True).stdout)
t("user", lambda: subprocess.run(["true"], user="nosuchuser"))
t("group", lambda: subprocess.run(["true"], group="nosuchgroup"))
t("usern", lambda: subprocess.run(["true"], user=-5))
t("pg", lambda: subprocess.run(["sh", "-c", "true"], process_group=0).returncode)
print(
    subprocess.list2cmdline(["a b", 'c"d', ""]),
    subprocess.PIPE,
    subprocess.STDOUT,
    subprocess.DEVNULL,
    sorted(subprocess.__all__),
)
t("env", subprocess.run, ["true"], env={"a=b": "c"})
t("env", subprocess.run, ["true"], env={"a\0": "c"})
t("env", subprocess.run, ["true"], env={1: "c"})
t("envb", lambda: subprocess.run(["sh", "-c", "echo $Q"], env={b"Q": b"by"}, stdout=P).stdout)
p = subprocess.Popen(["sh", "-c", "sleep 0.1; exit 5"])
t("t1", p.wait, timeout=0.01)
print(p.wait(timeout=5))
p = subprocess.Popen(["cat"], stdin=P, stdout=P)
t("cto", p.communicate, b"x", timeout=0.00001) if 0 else None
print(p.communicate(b"x" * 200000)[0].__len__())
p = subprocess.Popen(["sh", "-c", "sleep 0.2; echo late"], stdout=P)
t("cto", p.communicate, timeout=0.01)
print(p.communicate())
p = subprocess.Popen(["true"], stdin=P)
time.sleep(0.1)
t("bp", p.communicate, b"x" * 1000000)
print(p.returncode)
t("pathlike", lambda: subprocess.run([__import__("pathlib").Path("/bin/echo"), "p"], stdout=P).stdout)
t("str", lambda: subprocess.run("true").returncode)
t("bytes", lambda: subprocess.run([b"echo", b"b"], stdout=P).stdout)
t("ps", lambda: subprocess.run(["sh", "-c", "cat"], stdin=subprocess.DEVNULL, stdout=P, pipesize=4096).stdout)
with warnings.catch_warnings(record=True) as wl:
    warnings.simplefilter("always")
    p = subprocess.Popen(["sleep", "0.2"])
    del p
    print([str(w.message).split()[0::2][:2] for w in wl], [w.category.__name__ for w in wl])
p = subprocess.Popen(["sleep", "0.1"], stdout=P)
try:
    with p:
        raise KeyError
except KeyError:
    pass
except BaseException as e:
    print(e)
finally:
    pass
print("done") if p.returncode == 0 else print(p.returncode)
