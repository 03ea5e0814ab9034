# Threads that wait for descriptors while others run keep each their own.
import socket
import threading


class Pair:
    def __init__(self, number):
        self.number = number
        self.ours, self.theirs = socket.socketpair()

    def rounds(self, count):
        for i in range(count):
            sent = b"%d %d;" % (self.number, i)
            self.theirs.sendall(sent)
            got = b""
            while len(got) < len(sent):
                got += self.ours.recv(3)
            if got != sent:
                wrong.append((sent, got))


def compute(stop):
    # Has the clock end time slices.
    while not stop.is_set():
        sum(range(200))


wrong = []
stop = threading.Event()
busy = threading.Thread(target=compute, args=(stop,))
busy.start()
threads = [threading.Thread(target=Pair(number).rounds, args=(400,)) for number in range(6)]
for thread in threads:
    thread.start()
Pair(99).rounds(400)
for thread in threads:
    thread.join()
stop.set()
busy.join()
print(len(wrong), wrong[:3])
