"""Time tuples of the wrong length, moments that no clock has, whether two files are one; spaces in quoted-printable."""
import binascii
import datetime
import genericpath
import os
import time


def attempt(what, *args):
    try:
        print(repr(what(*args)))
    except Exception as error:
        print(type(error).__name__, error)


attempt(time.mktime, (1,))
attempt(time.asctime, (1, 2))
attempt(time.strftime, "%Y", (1,))
attempt(time.gmtime, 10**30)
attempt(time.gmtime, "x")
for moment in (1e20, float("nan"), float("inf"), 10**30):
    attempt(datetime.datetime.fromtimestamp, moment)
root = os.stat("/")
print(os.path.samestat(root, root), os.path.samestat(root, os.stat(__file__)), os.path.isjunction("/"), genericpath.samefile("/", "/"))
with open(__file__) as one, open(__file__) as other:
    print(os.path.sameopenfile(one.fileno(), other.fileno()))
attempt(os.path.samestat, 1, 2)
attempt(os.path.sameopenfile, 99999, 0)
attempt(os.path.isjunction, 5)
print(binascii.b2a_qp(b"a b c", quotetabs=True, header=True), binascii.b2a_qp(b"a b \n", header=True))
