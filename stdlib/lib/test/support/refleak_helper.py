"""What tests that look for leaked references ask for: Rondo counts none."""

_hunting_for_refleaks = False


def hunting_for_refleaks():
    """Are references counted around the tests?"""
    return _hunting_for_refleaks


def no_refleak(test_func):
    """A decorator that changes nothing."""
    return test_func
