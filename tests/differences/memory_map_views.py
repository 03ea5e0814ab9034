# A memoryview of a map shows a copy of its bytes and cannot be written to: maps are read and written where the system
# keeps the pages of a file, and are not memory of the process.
import mmap

with mmap.mmap(-1, 10) as memory:
    memory[:4] = b"abcd"
    try:
        view = memoryview(memory)
        print(view.readonly, bytes(view[:4]))
        memory[0] = 90
        print(bytes(view[:1]), memory[:1])
        view.release()
    except BufferError as error:
        print(error)
