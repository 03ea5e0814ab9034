# sys.exit with a text inside functions; finally blocks run, nothing else is printed.
import sys


def stop():
    try:
        sys.exit("stopping: é")
    finally:
        print("finally")


def main():
    try:
        stop()
    except Exception:
        print("SystemExit is no Exception")


main()
