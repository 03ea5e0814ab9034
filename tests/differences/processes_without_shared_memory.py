# Processes share no memory and no objects by proxies: there are no managers, arrays and values.
# The start method forkserver, the default one since 3.14, starts a fresh machine for each process, as spawn does: a
# server of processes would be one as fresh, and kept.
import multiprocessing


def parent(connection):
    connection.send(multiprocessing.parent_process().pid)


if __name__ == "__main__":
    for name in ("Manager", "Value", "Array", "shared_memory", "Barrier"):
        try:
            getattr(multiprocessing, name)
        except AttributeError as error:
            print(error)
    try:
        from multiprocessing.connection import Listener
    except (AttributeError, ImportError) as error:
        print(type(error).__name__)
    print(multiprocessing.get_start_method())
    mine, theirs = multiprocessing.Pipe()
    process = multiprocessing.Process(target=parent, args=(theirs,))
    process.start()
    print(mine.recv() == process._parent_pid)
    process.join()
