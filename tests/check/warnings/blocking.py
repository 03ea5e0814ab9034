import os
import subprocess as sp
import time
from time import sleep as nap


async def main():
    time.sleep(1)
    nap(1)
    sp.run(["true"])
    os.system("true")
    input("name? ")
    [time.sleep(x) for x in range(3)]

    def in_a_thread():
        time.sleep(1)

    return in_a_thread


def plain():
    time.sleep(1)
