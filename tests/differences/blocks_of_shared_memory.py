# Processes share numbers and arrays by multiprocessing.Value and Array, and objects by managers, but no blocks of memory
# with views: maps are read and written where the system keeps the pages of a file. Types are told by letters: there is
# no ctypes.
# The start method forkserver, the default one since 3.14, starts a fresh machine for each process, as spawn does: a
# server of processes would be one as fresh, and kept.
import multiprocessing


def parent(connection):
    connection.send(multiprocessing.parent_process().pid)


if __name__ == "__main__":
    try:
        multiprocessing.shared_memory
    except AttributeError as error:
        print(error)
    try:
        multiprocessing.Value("Z")
    except TypeError as error:
        print(error)
    print(multiprocessing.get_start_method())
    mine, theirs = multiprocessing.Pipe()
    process = multiprocessing.Process(target=parent, args=(theirs,))
    process.start()
    print(mine.recv() == process._parent_pid)
    process.join()
