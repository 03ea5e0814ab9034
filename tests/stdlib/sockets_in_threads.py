# Threads that wait for sockets at the same time, for longer than a time slice: each is woken by its own.
import socket
import threading

WORDS = [b'abc', b'defg', b'hijkl']


def serve(listener):
    connection, _ = listener.accept()
    with connection:
        while data := connection.recv(1000):
            connection.sendall(data[::-1])
    listener.close()


answers = 0
for _ in range(300):
    listener = socket.create_server(('127.0.0.1', 0))
    thread = threading.Thread(target=serve, args=(listener,))
    thread.start()
    with socket.create_connection(listener.getsockname()) as client:
        client.settimeout(30)
        for word in WORDS:
            client.sendall(word)
            answers += client.recv(10) == word[::-1]
    thread.join()
print(answers)
