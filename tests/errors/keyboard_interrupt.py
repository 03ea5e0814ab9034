# KeyboardInterrupt raised by hand ends the program as a signal would.
def wait():
    raise KeyboardInterrupt


try:
    wait()
finally:
    print("cleaned up")
