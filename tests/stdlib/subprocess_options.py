# Processes: descriptors that are passed on, users and groups, masks, groups of processes; transports left open.
import asyncio, gc, os, re, socket, subprocess, sys, warnings

r, w = os.pipe()
done = subprocess.run(["sh", "-c", f"echo passed >&{w}"], pass_fds=(w,))
os.close(w)
print(done.returncode, os.read(r, 100))
os.close(r)
r, w = os.pipe()
done = subprocess.run(["sh", "-c", f"echo not passed 2>/dev/null >&{w}"], stderr=subprocess.DEVNULL)
os.close(w)
print(done.returncode != 0, os.read(r, 100))
os.close(r)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    subprocess.run(["true"], pass_fds=(2,), close_fds=False)
    print([str(c.message) for c in caught])
for options in (dict(user=-1), dict(group=-5), dict(user=1.5), dict(group=b"x"), dict(user="nobody at all"),
                dict(group="nobody at all")):
    try:
        subprocess.run(["true"], **options)
    except (KeyError, TypeError, ValueError) as e:
        print(type(e).__name__, e)
print(subprocess.run(["id", "-u"], user=os.getuid(), group=os.getgid(), capture_output=True).stdout
      == b"%d\n" % os.getuid())
print(subprocess.run("umask", shell=True, umask=0o027, capture_output=True, text=True).stdout.strip()[-3:])
process = subprocess.Popen(["sleep", "10"], process_group=0)
print(process.poll())
process.kill()
process.wait()

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    s = socket.socket()
    del s
    gc.collect()
    print([(c.category.__name__, re.sub("fd=.*", "", str(c.message)), os.path.basename(c.filename)) for c in caught])
    del caught[:]

    async def server_side(reader, writer):
        await reader.read()

    async def left_open():
        server = await asyncio.start_server(server_side, "127.0.0.1", 0)
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        del reader, writer
        gc.collect()
        await asyncio.sleep(0.01)
        print([(c.category.__name__, re.sub("fd=.*", "", str(c.message))) for c in caught])
        server.close()

    asyncio.run(left_open())
