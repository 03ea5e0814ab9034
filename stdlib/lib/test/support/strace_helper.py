"""Tests of which system calls a program makes: those are of CPython's own, so the tests are skipped."""
import unittest


def requires_strace():
    """A decorator that skips the test."""
    return unittest.skip("the system calls are those of Rondo")
