# The echo server on a scheduler of its own: generators that yield what they wait for, and select underneath.
# Run it with a port, 0 for any free one; it prints the port it listens on and runs until it is stopped.
import select
import socket
import sys
from queue import Queue


class Task:
    """A generator with an identity and the value to send it next."""

    taskid = 0

    def __init__(self, target):
        Task.taskid += 1
        self.tid = Task.taskid
        self.target = target
        self.sendval = None

    def run(self):
        return self.target.send(self.sendval)


class SystemCall:
    """What a task yields to ask the scheduler for something."""

    def handle(self):
        pass


class Scheduler:
    def __init__(self):
        self.ready = Queue()
        self.taskmap = {}
        self.read_waiting = {}
        self.write_waiting = {}

    def wait_for_read(self, task, fd):
        self.read_waiting[fd] = task

    def wait_for_write(self, task, fd):
        self.write_waiting[fd] = task

    def new(self, target):
        newtask = Task(target)
        self.taskmap[newtask.tid] = newtask
        self.schedule(newtask)
        return newtask.tid

    def schedule(self, task):
        self.ready.put(task)

    def iotask(self):
        while True:
            self.iopoll(None if self.ready.empty() else 0)
            yield

    def iopoll(self, timeout):
        if self.read_waiting or self.write_waiting:
            r, w, e = select.select(self.read_waiting, self.write_waiting, [], timeout)
            for fd in r:
                self.schedule(self.read_waiting.pop(fd))
            for fd in w:
                self.schedule(self.write_waiting.pop(fd))

    def mainloop(self):
        self.new(self.iotask())
        while self.taskmap:
            task = self.ready.get()
            try:
                result = task.run()
                if isinstance(result, SystemCall):
                    result.task = task
                    result.sched = self
                    result.handle()
                    continue
            except StopIteration:
                del self.taskmap[task.tid]
                continue
            self.schedule(task)


class ReadWait(SystemCall):
    def __init__(self, f):
        self.f = f

    def handle(self):
        self.sched.wait_for_read(self.task, self.f.fileno())


class WriteWait(SystemCall):
    def __init__(self, f):
        self.f = f

    def handle(self):
        self.sched.wait_for_write(self.task, self.f.fileno())


class NewTask(SystemCall):
    def __init__(self, target):
        self.target = target

    def handle(self):
        self.task.sendval = self.sched.new(self.target)
        self.sched.schedule(self.task)


def handle_client(client):
    while True:
        yield ReadWait(client)
        data = client.recv(65535)
        if not data:
            break
        while data:
            yield WriteWait(client)
            data = data[client.send(data):]
    client.close()


def server(port):
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    sock.bind(("127.0.0.1", port))
    sock.listen(1024)
    print("listening on", sock.getsockname()[1], flush=True)
    while True:
        yield ReadWait(sock)
        client, addr = sock.accept()
        yield NewTask(handle_client(client))


sched = Scheduler()
sched.new(server(int(sys.argv[1])))
sched.mainloop()
